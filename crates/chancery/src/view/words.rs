//! Plain words for PLOVER's events and modes, statuses and domains.
//!
//! Goes in: codes. Comes out: the words that a reader sees. This is the one
//! place to change them; how they are put into a sentence is `phrase`.

use chancery_account::{Outcome, QuadShares, Upshot};
use chancery_model::{
    ActorKind, CommitmentKind, CommitmentStatus, EventKind, Mode, Quad, Standing,
};

/// The words for one sort of event.
///
/// "A `past` B", "A plans to `base` B". Where the act is mutual, "each other"
/// follows, or the verb of `together` stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verb {
    /// As in "plans to ...".
    pub(crate) base: &'static str,
    /// As in "A ... B".
    pub(crate) past: &'static str,
    /// The same two for "A and B ...", where that reads better than "each
    /// other".
    pub(crate) together: Option<(&'static str, &'static str)>,
}

/// Returns the words for an event.
pub(crate) fn verb(kind: EventKind, mode: Option<Mode>) -> Verb {
    let row = |code: &str| TABLE.iter().find(|row| row.0 == kind && row.1 == code);
    let row = mode.and_then(|mode| row(mode.code())).or_else(|| row(""));
    let (base, past, together) =
        row.map_or(("deal with", "dealt with", ("", "")), |row| (row.2, row.3, row.4));
    Verb { base, past, together: (!together.0.is_empty()).then_some(together) }
}

/// Kind, mode (empty: none), base, past, and both for a mutual act.
type Row = (EventKind, &'static str, &'static str, &'static str, (&'static str, &'static str));

#[rustfmt::skip]
const TABLE: &[Row] = &[
    (EventKind::Agree, "", "come to an agreement with", "came to an agreement with", ("come to an agreement", "came to an agreement")),
    (EventKind::Consult, "", "meet or talk with", "met or talked with", ("meet or talk", "met or talked")),
    (EventKind::Consult, "visit", "visit", "visited", ("meet on a visit", "met on a visit")),
    (EventKind::Consult, "third-party", "mediate with", "mediated with", ("talk through a mediator", "talked through a mediator")),
    (EventKind::Consult, "multilateral", "meet, among others, with", "met, among others, with", ("meet among others", "met among others")),
    (EventKind::Consult, "phone", "speak by phone with", "spoke by phone with", ("speak by phone", "spoke by phone")),
    (EventKind::Support, "", "back or praise", "backed or praised", ("", "")),
    (EventKind::Concede, "", "make a concession to", "made a concession to", ("", "")),
    (EventKind::Cooperate, "", "work together with", "worked together with", ("work together", "worked together")),
    (EventKind::Aid, "", "give aid to", "gave aid to", ("", "")),
    (EventKind::Retreat, "", "step back before", "stepped back before", ("step back", "stepped back")),
    (EventKind::Retreat, "withdraw", "withdraw forces facing", "withdrew forces facing", ("withdraw forces", "withdrew forces")),
    (EventKind::Retreat, "release", "release people or property of", "released people or property of", ("", "")),
    (EventKind::Retreat, "disarm", "disarm towards", "disarmed towards", ("disarm", "disarmed")),
    (EventKind::Retreat, "ceasefire", "cease fire with", "ceased fire with", ("cease fire", "ceased fire")),
    (EventKind::Retreat, "access", "give access to", "gave access to", ("", "")),
    (EventKind::Retreat, "resign", "give up an office under pressure of", "gave up an office under pressure of", ("", "")),
    (EventKind::Request, "", "make a request or demand of", "made a request or demand of", ("", "")),
    (EventKind::Request, "assist", "ask help of", "asked help of", ("", "")),
    (EventKind::Request, "change", "demand a change of policy from", "demanded a change of policy from", ("", "")),
    (EventKind::Request, "yield", "demand an end to something from", "demanded an end to something from", ("", "")),
    (EventKind::Request, "meet", "ask for talks with", "asked for talks with", ("", "")),
    (EventKind::Accuse, "", "criticise or accuse", "criticised or accused", ("", "")),
    (EventKind::Accuse, "disapprove", "criticise", "criticised", ("", "")),
    (EventKind::Accuse, "investigate", "investigate", "investigated", ("", "")),
    (EventKind::Accuse, "allege", "accuse", "accused", ("", "")),
    (EventKind::Reject, "", "reject a demand or an offer of", "rejected a demand or an offer of", ("", "")),
    (EventKind::Reject, "assist", "refuse help to", "refused help to", ("", "")),
    (EventKind::Reject, "change", "refuse a change of policy asked by", "refused a change of policy asked by", ("", "")),
    (EventKind::Reject, "yield", "refuse to give in to", "refused to give in to", ("", "")),
    (EventKind::Reject, "meet", "refuse talks with", "refused talks with", ("", "")),
    (EventKind::Threaten, "", "threaten", "threatened", ("", "")),
    (EventKind::Threaten, "restrict", "threaten restrictions on", "threatened restrictions on", ("", "")),
    (EventKind::Threaten, "arrest", "threaten arrests against", "threatened arrests against", ("", "")),
    (EventKind::Threaten, "relations", "threaten to reduce relations with", "threatened to reduce relations with", ("", "")),
    (EventKind::Threaten, "expel", "threaten expulsions against", "threatened expulsions against", ("", "")),
    (EventKind::Threaten, "territory", "threaten the territory of", "threatened the territory of", ("", "")),
    (EventKind::Threaten, "violence", "threaten violence against", "threatened violence against", ("", "")),
    (EventKind::Protest, "", "protest against", "protested against", ("", "")),
    (EventKind::Protest, "demo", "demonstrate against", "demonstrated against", ("", "")),
    (EventKind::Protest, "riot", "riot against", "rioted against", ("", "")),
    (EventKind::Protest, "strike", "strike against", "went on strike against", ("", "")),
    (EventKind::Protest, "hunger", "go on hunger strike against", "went on hunger strike against", ("", "")),
    (EventKind::Protest, "boycott", "boycott", "boycotted", ("", "")),
    (EventKind::Protest, "obstruct", "block the way of", "blocked the way of", ("", "")),
    (EventKind::Protest, "vandalize", "damage property of", "damaged property of", ("", "")),
    (EventKind::Sanction, "", "impose sanctions on or cut ties with", "imposed sanctions on or cut ties with", ("", "")),
    (EventKind::Sanction, "convict", "convict people of", "convicted people of", ("", "")),
    (EventKind::Sanction, "expel", "expel people of", "expelled people of", ("", "")),
    (EventKind::Sanction, "withdraw", "withdraw from dealings with", "withdrew from dealings with", ("", "")),
    (EventKind::Sanction, "discontinue", "break off dealings with", "broke off dealings with", ("break off dealings", "broke off dealings")),
    (EventKind::Mobilize, "", "mobilise against", "mobilised against", ("", "")),
    (EventKind::Mobilize, "troops", "move troops against", "moved troops against", ("", "")),
    (EventKind::Mobilize, "weapons", "move or test weapons against", "moved or tested weapons against", ("", "")),
    (EventKind::Mobilize, "police", "move police against", "moved police against", ("", "")),
    (EventKind::Mobilize, "militia", "raise militias against", "raised militias against", ("", "")),
    (EventKind::Coerce, "", "use force short of violence against", "used force short of violence against", ("", "")),
    (EventKind::Coerce, "seize", "seize property of", "seized property of", ("", "")),
    (EventKind::Coerce, "restrict", "restrict", "restricted", ("", "")),
    (EventKind::Coerce, "censor", "censor", "censored", ("", "")),
    (EventKind::Coerce, "curfew", "put a curfew on", "put a curfew on", ("", "")),
    (EventKind::Coerce, "martial-law", "put martial law on", "put martial law on", ("", "")),
    (EventKind::Coerce, "arrest", "arrest people of", "arrested people of", ("", "")),
    (EventKind::Coerce, "deport", "deport people of", "deported people of", ("", "")),
    (EventKind::Coerce, "withhold", "withhold goods or money from", "withheld goods or money from", ("", "")),
    (EventKind::Coerce, "misinformation", "spread false reports against", "spread false reports against", ("", "")),
    (EventKind::Coerce, "cyber", "attack computers of", "attacked computers of", ("", "")),
    (EventKind::Assault, "", "attack", "attacked", ("", "")),
    (EventKind::Assault, "abduct", "abduct people of", "abducted people of", ("", "")),
    (EventKind::Assault, "beat", "beat people of", "beat people of", ("", "")),
    (EventKind::Assault, "torture", "torture people of", "tortured people of", ("", "")),
    (EventKind::Assault, "sexual", "commit sexual violence against people of", "committed sexual violence against people of", ("", "")),
    (EventKind::Assault, "targeted", "kill or try to kill people of", "killed or tried to kill people of", ("", "")),
    (EventKind::Assault, "destroy", "destroy property of", "destroyed property of", ("", "")),
    (EventKind::Assault, "primitive", "make an attack with simple weapons on", "made an attack with simple weapons on", ("", "")),
    (EventKind::Assault, "firearms", "shoot at", "shot at", ("", "")),
    (EventKind::Assault, "explosives", "carry out a bombing against", "carried out a bombing against", ("", "")),
    (EventKind::Assault, "suicide-attack", "carry out a suicide attack on", "carried out a suicide attack on", ("", "")),
    (EventKind::Assault, "aerial", "launch air strikes on", "launched air strikes on", ("", "")),
    (EventKind::Assault, "drone", "launch drone strikes on", "launched drone strikes on", ("", "")),
    (EventKind::Assault, "heavy-weapons", "shell", "shelled", ("", "")),
    (EventKind::Assault, "crowd-control", "use crowd control on", "used crowd control on", ("", "")),
    (EventKind::Assault, "unconventional", "use unconventional weapons on", "used unconventional weapons on", ("", "")),
];

/// Returns what a reader must know of an event that is not plain news.
pub(crate) fn standing(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Actual => None,
        Standing::Planned => Some("planned"),
        Standing::Hypothetical => Some("considered, feared or conditional"),
        Standing::Negated => Some("said not to have happened"),
        Standing::Historical => Some("background"),
    }
}

/// Returns the noun for what is planned.
pub(crate) fn commitment(kind: CommitmentKind) -> &'static str {
    match kind {
        CommitmentKind::Meeting => "Meeting",
        CommitmentKind::Visit => "Visit",
        CommitmentKind::Call => "Call",
        CommitmentKind::Talks => "Talks",
        CommitmentKind::Agreement => "Agreement",
        CommitmentKind::Aid => "Aid",
        CommitmentKind::Withdrawal => "Withdrawal",
        CommitmentKind::Measure => "Measure",
        CommitmentKind::Other => "Plan",
    }
}

/// Returns how far a plan has come.
pub(crate) fn status(status: CommitmentStatus) -> &'static str {
    match status {
        CommitmentStatus::Proposed => "proposed",
        CommitmentStatus::Announced => "announced",
        CommitmentStatus::Scheduled => "scheduled",
        CommitmentStatus::Held => "held",
        CommitmentStatus::Moved => "moved",
        CommitmentStatus::Cancelled => "cancelled",
        CommitmentStatus::Denied => "denied to be planned",
    }
}

/// Returns what a reader must know of a plan whose day has come without news, or of
/// which nobody speaks any more.
pub(crate) fn overdue(outcome: Outcome, has_date: bool) -> Option<&'static str> {
    match outcome {
        Outcome::Due => Some("due: its date has come and no outcome is reported"),
        Outcome::Lapsed if has_date => Some("lapsed: its date passed and nothing said so"),
        Outcome::Lapsed => Some("lapsed: no article of the last half year speaks of it"),
        Outcome::Open | Outcome::Held | Outcome::Cancelled | Outcome::Denied => None,
    }
}

/// Returns whether the name says already on whose behalf such an actor acts.
pub(crate) fn names_its_party(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::State | ActorKind::Place)
}

/// Returns which of PLOVER's quad classes fill a phase, the fullest first.
pub(crate) fn shares(shares: &QuadShares) -> String {
    let mut named = [
        (shares.verbal_cooperation, quad(Quad::VerbalCooperation)),
        (shares.material_cooperation, quad(Quad::MaterialCooperation)),
        (shares.verbal_conflict, quad(Quad::VerbalConflict)),
        (shares.material_conflict, quad(Quad::MaterialConflict)),
    ];
    named.sort_by(|left, right| right.0.total_cmp(&left.0));
    let named = named.iter().filter(|(share, _)| *share >= 0.1);
    let words: Vec<String> =
        named.map(|(share, words)| format!("{:.0}% {words}", share * 100.0)).collect();
    words.join(", ")
}

/// Returns what came of talk in a domain.
pub(crate) fn outcome(outcome: Upshot) -> &'static str {
    match outcome {
        Upshot::Nothing => "nothing",
        Upshot::TalkOnly => "talk only",
        Upshot::Quarrel => "quarrel in words",
        Upshot::Cooperation => "cooperation",
        Upshot::TalkBecameCooperation => "talk became cooperation",
        Upshot::Conflict => "conflict",
    }
}

/// Returns the words for a quad class.
pub(crate) fn quad(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "cooperation in words",
        Quad::MaterialCooperation => "cooperation in deeds",
        Quad::VerbalConflict => "conflict in words",
        Quad::MaterialConflict => "conflict in deeds",
    }
}

/// Returns the words for a domain: those of PLOVER's contexts are codes.
pub(crate) fn domain(name: &str) -> String {
    let words = match name {
        "cbrn" => "chemical, biological and nuclear arms",
        "lgbt" => "LGBT",
        "religion_ethnicity" => "religion and ethnicity",
        "rights_freedoms" => "rights and freedoms",
        _ => name,
    };
    let words = words.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_words_of_its_own() {
        for kind in EventKind::ALL {
            assert!(TABLE.iter().any(|row| row.0 == kind && row.1.is_empty()), "{kind}");
        }
    }

    #[test]
    fn every_row_is_an_event_and_mode_of_plover_once() {
        for (index, row) in TABLE.iter().enumerate() {
            assert!(row.1.is_empty() || Mode::new(row.0, row.1).is_ok(), "{} {}", row.0, row.1);
            let twice = TABLE[..index].iter().any(|other| (other.0, other.1) == (row.0, row.1));
            assert!(!twice, "{} {} stands twice", row.0, row.1);
        }
    }

    #[test]
    fn domains_read_as_words() {
        assert_eq!(domain("illegal_drugs"), "Illegal drugs");
        assert_eq!(domain(""), "");
    }
}
