//! Events: who did what to whom, in PLOVER's terms, with its standing.
//!
//! In: text, cast, time expressions and the judge. Out: one [`Found`] for each
//! happening. `verbs`, `nouns`, `willing` and `stances` propose candidates by their words, `judged`
//! adds what the judge is sure of, `promised` tells words given from deeds; `standing` says whether and when they happened,
//! `place` where; here the reports of one happening become one record, and `recalled`
//! dates talks by who speaks of them.

mod blamed;
mod confidence;
mod eased;
mod in_words;
mod judged;
mod meant;
mod nouns;
mod place;
mod promised;
mod recalled;
mod stances;
mod standing;
mod struck;
mod verbs;
pub(crate) mod willing;

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_model::{ActorKind, Date, EventKind, Mode, Place, Quad, Span, Standing, When};

use crate::actor::{Cast, Who};
use crate::grammar::{Grammar, Judge, Side};
use crate::language::Marks;
use crate::statement;
use crate::time::TimeExpression;

/// A happening as it was found: members of the cast, not yet actors.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) kind: EventKind,
    pub(crate) mode: Option<Mode>,
    pub(crate) actors: Vec<usize>,
    pub(crate) recipients: Vec<usize>,
    pub(crate) when: Option<When>,
    pub(crate) place: Option<Place>,
    pub(crate) standing: Standing,
    /// The member whose word is the only ground for it.
    pub(crate) reported_by: Option<usize>,
    /// The words that say so.
    pub(crate) evidence: Span,
    /// The tokens of those words.
    pub(crate) tokens: Range<usize>,
    pub(crate) sentence: usize,
    /// What was said, where the event is what a statement does.
    pub(crate) said: Option<Span>,
    /// The word that reports it: a verb or a noun.
    pub(crate) trigger: usize,
    pub(crate) confidence: f32,
    /// Whether it is what somebody is asked or expected to do.
    pub(crate) wanted: bool,
    /// The kind of what is promised, threatened or refused, where this is the act of it.
    pub(crate) of: Option<EventKind>,
    /// Whether another event tells it as what is promised, threatened or refused.
    pub(crate) is_promised: bool,
    /// The index of the language's entry that it rests on; none where the judge proposed it.
    pub(crate) entry: Option<usize>,
}

/// What the stage reads with.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) grammar: Grammar<'a>,
    pub(crate) times: &'a [TimeExpression],
    pub(crate) date: Option<Date>,
    /// The country of cities and regions by folded name; empty where there is none.
    pub(crate) sites: &'a BTreeMap<String, String>,
    pub(crate) judge: &'a Judge<'a>,
}

/// Finds the happenings of a text: what verbs and nouns report, what its statements
/// do, and what the judge proposes.
pub(crate) fn find(context: Context<'_>, statements: &[statement::Found]) -> Vec<Found> {
    let mut candidates = Vec::new();
    for (idx, sentence) in context.grammar.text.sentences.iter().enumerate() {
        if sentence.kind.is_body() {
            verbs::find(context, idx, &mut candidates);
            willing::find(context, idx, &mut candidates);
            nouns::find(context, idx, &mut candidates);
        }
    }
    for found in &mut candidates {
        found.place = place::find(context, found);
    }
    stances::find(context, statements, &mut candidates);
    candidates.sort_by_key(|found| (found.sentence, found.trigger));
    judged::find(context, &mut candidates);
    promised::settle(context, &mut candidates);
    candidates.truncate(MOST_CANDIDATES);
    let mut found = merge(candidates, context.grammar.cast);
    recalled::date(context, statements, &mut found);
    found
}

/// Returns a candidate, if it has the sides that its kind needs.
#[expect(clippy::too_many_arguments, reason = "one place makes candidates from their parts")]
fn candidate(
    context: Context<'_>,
    sentence_idx: usize,
    trigger: usize,
    kind: EventKind,
    mode: Option<Mode>,
    (actors, recipients): (Side, Side),
    may_be_alone: bool,
    confidence: f32,
    entry: Option<usize>,
) -> Option<Found> {
    let text = context.grammar.text;
    let cast = context.grammar.cast;
    let party = |member: &usize| cast.members[*member].identity();
    let mut recipients_kept: Vec<usize> = recipients.members.clone();
    recipients_kept.retain(|member| !actors.members.contains(member));
    let acting: Vec<String> = actors.members.iter().map(party).collect();
    // Nobody meets or praises himself; but a president dismisses his minister, and an
    // army turns on its parliament.
    let conflict = matches!(kind.quad(), Quad::VerbalConflict | Quad::MaterialConflict);
    recipients_kept
        .retain(|member| !acting.contains(&party(member)) || is_domestic(cast, *member, conflict));
    let mutual = recipients.is_empty() && acting.iter().any(|other| *other != acting[0]);
    // A government that protests does so in words.
    let official = |member: &usize| {
        let member = &cast.members[*member];
        member.party.is_some() || member.kind == ActorKind::Person && recipients_kept.is_empty()
    };
    if kind == EventKind::Protest && actors.members.iter().any(official) {
        return None;
    }
    if actors.is_empty() || recipients_kept.is_empty() && !mutual && !may_be_alone {
        return None;
    }
    let mut tokens = trigger..trigger + 1;
    for side in [&actors, &recipients] {
        if !side.is_empty() {
            tokens.start = tokens.start.min(side.tokens.start);
            tokens.end = tokens.end.max(side.tokens.end);
        }
    }
    Some(Found {
        kind,
        mode,
        actors: actors.members,
        recipients: recipients_kept,
        when: None,
        place: None,
        standing: Standing::Actual,
        reported_by: None,
        evidence: text.span(tokens.clone()),
        tokens,
        sentence: sentence_idx,
        said: None,
        trigger,
        confidence,
        wanted: false,
        of: None,
        is_promised: false,
        entry,
    })
}

/// Returns whether somebody acted upon is missing: two who meet or fight do so with each
/// other, but two who expel, expel somebody else.
fn lacks_other(kind: EventKind, to: &Marks, (_, recipients): &(Side, Side)) -> bool {
    let conflict = matches!(kind.quad(), Quad::VerbalConflict | Quad::MaterialConflict);
    let together = !conflict || kind == EventKind::Assault || to.mutual;
    !together && !to.nobody && recipients.is_empty()
}

/// Returns whether a member is of its state without acting for it, or is somebody
/// in it to whom another of the same state may turn: its parliament, its courts,
/// and in a conflict any person.
fn is_domestic(cast: &Cast, member: usize, conflict: bool) -> bool {
    let member = &cast.members[member];
    member.party.is_none()
        || matches!(member.sector.map(|sector| sector.code()), Some("LEG" | "JUD"))
        || conflict && member.kind == ActorKind::Person
}

/// As many days as news without a date of its own may be older than its telling.
const NEWS_OF_DAYS: i32 = 3;

/// As many candidates as are looked at; no article reports so much.
const MOST_CANDIDATES: usize = 1_000;

/// Puts the reports of one happening together: same kind, same parties, the same
/// standing but for an earlier or later telling. The first report keeps its words.
fn merge(candidates: Vec<Found>, cast: &Cast) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for found in candidates {
        let same = out.iter_mut().find(|known| {
            known.kind == found.kind
                && same_parties(cast, known, &found)
                && known.standing == found.standing
                && known.mode.is_none_or(|mode| found.mode.is_none_or(|other| mode == other))
                && known.of == found.of
                && same_time(known.when.as_ref(), found.when.as_ref())
        });
        match same {
            Some(known) => {
                let dated = found.when.as_ref().is_some_and(|when| when.text.is_some());
                if known.when.as_ref().is_none_or(|when| when.text.is_none() && dated) {
                    known.when = found.when;
                }
                known.place = known.place.take().or(found.place);
                known.mode = known.mode.or(found.mode);
                known.confidence = known.confidence.max(found.confidence);
                known.is_promised |= found.is_promised;
            }
            None => out.push(found),
        }
    }
    out
}

/// Returns whether two dates may be one: a date that the text does not give is only
/// about that of the news.
fn same_time(one: Option<&When>, other: Option<&When>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let apart = one.start.until(other.start).map_or(i32::MAX, |span| span.get_days().abs());
    one.start == other.start
        || (one.text.is_none() || other.text.is_none()) && apart <= NEWS_OF_DAYS
}

fn same_parties(cast: &Cast, a: &Found, b: &Found) -> bool {
    let parties = |members: &[usize]| {
        let mut parties: Vec<String> =
            members.iter().map(|member| cast.members[*member].identity()).collect();
        parties.sort();
        parties.dedup();
        parties
    };
    let all = |found: &Found| {
        let both: Vec<usize> = found.actors.iter().chain(&found.recipients).copied().collect();
        parties(&both)
    };
    if a.recipients.is_empty() || b.recipients.is_empty() {
        return all(a) == all(b);
    }
    parties(&a.actors) == parties(&b.actors) && parties(&a.recipients) == parties(&b.recipients)
}

impl crate::actor::CastMember {
    /// Returns the party, or who the member is where it acts for none.
    pub(crate) fn identity(&self) -> String {
        match (&self.party, &self.who) {
            (Some(party), _) => party.as_str().to_string(),
            (None, Who::Named(name) | Who::Described(name)) => name.clone(),
            (None, _) => self.name.clone(),
        }
    }
}
