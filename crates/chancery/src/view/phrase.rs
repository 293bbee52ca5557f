//! Sentences about records, in plain words.
//!
//! Goes in: who, what, with what standing. Comes out: the words of a line,
//! such as "According to Colombia, A spoke by phone with B". What one party
//! alone reports is never put as a fact, and what has not happened never in the
//! past tense.

use chancery_account::{Evidence, Participant};
use chancery_model::{ActorKind, EventKind, Mode, Party, Standing};

use super::document::Run;
use super::words;

/// How many names a line has room for.
const MOST_NAMES: usize = 4;

/// What an event line is made from.
pub(crate) struct Happening<'a> {
    pub(crate) kind: EventKind,
    pub(crate) mode: Option<Mode>,
    pub(crate) standing: Standing,
    /// The name of the party whose word is the only ground.
    pub(crate) reported_by: Option<String>,
    pub(crate) actors: &'a [Participant],
    pub(crate) recipients: &'a [Participant],
}

impl Happening<'_> {
    /// Returns the words of the line.
    pub(crate) fn words(&self) -> Vec<Run> {
        let verb = words::verb(self.kind, self.mode);
        let actors = shown(self.actors);
        let mutual = self.recipients.is_empty() && actors.len() > 1;
        let (base, past) = match verb.together {
            Some(together) if mutual => together,
            _ => (verb.base, verb.past),
        };
        let several = actors.len() > 1;
        let verb_phrase = match self.standing {
            Standing::Actual | Standing::Historical => past.to_owned(),
            Standing::Planned if several => format!("plan to {base}"),
            Standing::Planned => format!("plans to {base}"),
            Standing::Hypothetical => format!("may {base}"),
            Standing::Negated => format!("did not {base}"),
        };
        let mut runs = Vec::new();
        if let Some(source) = &self.reported_by {
            runs.push(Run::Plain("According to ".into()));
            runs.push(Run::Name(source.clone()));
            runs.push(Run::Plain(", ".into()));
        }
        match actors.is_empty() {
            true if runs.is_empty() => runs.push(Run::Plain("Somebody".into())),
            true => runs.push(Run::Plain("somebody".into())),
            false => runs.extend(names(self.actors)),
        }
        runs.push(Run::Plain(format!(" {verb_phrase}")));
        if !self.recipients.is_empty() {
            runs.push(Run::Plain(" ".into()));
            runs.extend(names(self.recipients));
        } else if mutual && verb.together.is_none() {
            runs.push(Run::Plain(" each other".into()));
        } else if !mutual {
            runs.push(Run::Plain(" others, who are not named".into()));
        }
        runs
    }
}

/// Returns those to be named: a state is not, where its people are.
fn shown(list: &[Participant]) -> Vec<&Participant> {
    let person_of = |party: &Option<Party>| {
        party.is_some()
            && list.iter().any(|other| {
                other.party == *party && !matches!(other.kind, ActorKind::State | ActorKind::Place)
            })
    };
    let kept = list.iter().filter(|one| one.kind != ActorKind::State || !person_of(&one.party));
    kept.collect()
}

/// Returns the names, joined by commas and "and".
pub(crate) fn names(list: &[Participant]) -> Vec<Run> {
    let shown = shown(list);
    let named = if shown.len() > MOST_NAMES { MOST_NAMES - 1 } else { shown.len() };
    let others = shown.len() - named;
    let mut runs = Vec::new();
    for (index, participant) in shown.iter().take(named).enumerate() {
        if index > 0 {
            let last = others == 0 && index + 1 == named;
            runs.push(Run::Plain(if last { " and " } else { ", " }.into()));
        }
        runs.push(Run::Name(name(participant)));
    }
    if others > 0 {
        runs.push(Run::Plain(format!(" and {others} others")));
    }
    runs
}

/// Returns the name with the party, as in "Gustavo Petro (COL)".
pub(crate) fn name(participant: &Participant) -> String {
    match &participant.party {
        Some(party)
            if !words::names_its_party(participant.kind) && party.as_str() != participant.name =>
        {
            format!("{} ({party})", participant.name)
        }
        _ => participant.name.clone(),
    }
}

/// Returns the words of the runs alone.
pub(crate) fn plain(runs: &[Run]) -> String {
    let words = runs.iter().map(|run| match run {
        Run::Plain(words) | Run::Name(words) | Run::Quoted(words) | Run::Reported(words) => {
            words.as_str()
        }
    });
    words.collect()
}

/// Returns on how much an entry rests, where that is more than one article.
pub(crate) fn rests_on(evidence: &Evidence) -> Option<String> {
    let (articles, origins) = (evidence.articles(), evidence.origins());
    match (articles, origins) {
        (1, _) => None,
        (_, 1) => Some(format!("{articles} articles, 1 origin")),
        _ if articles == origins => Some(format!("{articles} independent articles")),
        _ => Some(format!("{articles} articles, {origins} independent origins")),
    }
}

/// Returns who corrected something of the entry, each once, where anybody did.
pub(crate) fn corrected(evidence: &Evidence) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for correction in evidence.corrections() {
        if !names.contains(&correction.by.as_str()) {
            names.push(&correction.by);
        }
    }
    (!names.is_empty()).then(|| format!("corrected by {}", names.join(", ")))
}

/// Returns the number with its noun: "1 article", "2 articles".
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Returns the share as a percentage with two digits that count.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let digits = if percent >= 10.0 { 0 } else { usize::from(percent < 1.0) + 1 };
    format!("{percent:.digits$}%")
}

/// Returns the words without the quotation marks around them.
pub(crate) fn without_marks(words: &str) -> &str {
    const OPENING: [char; 5] = ['“', '"', '‘', '«', '„'];
    const CLOSING: [char; 4] = ['”', '"', '»', '“'];
    let words = words.trim();
    let inner = words.strip_prefix(OPENING).unwrap_or(words);
    let inner = inner.strip_suffix(CLOSING).unwrap_or(inner).trim_end();
    // The comma belongs to the reporter's sentence, not to the speaker.
    inner.strip_suffix(',').unwrap_or(inner).trim()
}

/// Returns the words with quotations inside them in the other kind of marks.
pub(crate) fn nested(words: &str) -> String {
    words.replace(['“', '”'], "\"")
}

/// Returns the note that something rests on somebody's word.
pub(crate) fn told_by(reporter: Option<&Participant>) -> Option<String> {
    reporter.map(|reporter| format!("according to {}", name(reporter)))
}

/// Returns the note that an article remarks something in its own name.
pub(crate) fn remark(words: &str) -> String {
    format!("the article adds: “{}”", nested(without_marks(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn participant(name: &str, party: &str, kind: ActorKind) -> Participant {
        let party = Some(Party(party.into()));
        Participant { name: name.into(), kind, party, role: None, wikidata: None }
    }

    fn call(standing: Standing, reported_by: Option<&str>, mutual: bool) -> String {
        let (left, right) = (
            participant("Ada Stone", "USA", ActorKind::Person),
            participant("Colombia", "COL", ActorKind::State),
        );
        let both = [left.clone(), right.clone()];
        let happening = Happening {
            kind: EventKind::Consult,
            mode: Mode::new(EventKind::Consult, "phone").ok(),
            standing,
            reported_by: reported_by.map(Into::into),
            actors: if mutual { &both } else { &both[..1] },
            recipients: if mutual { &[] } else { &both[1..] },
        };
        plain(&happening.words())
    }

    #[test]
    fn what_has_not_happened_is_not_told_in_the_past() {
        assert_eq!(
            call(Standing::Actual, None, false),
            "Ada Stone (USA) spoke by phone with Colombia"
        );
        assert_eq!(
            call(Standing::Planned, None, true),
            "Ada Stone (USA) and Colombia plan to speak by phone"
        );
        assert_eq!(
            call(Standing::Negated, None, false),
            "Ada Stone (USA) did not speak by phone with Colombia"
        );
    }

    #[test]
    fn what_one_party_reports_is_put_in_its_mouth() {
        assert_eq!(
            call(Standing::Actual, Some("Colombia"), true),
            "According to Colombia, Ada Stone (USA) and Colombia spoke by phone"
        );
    }

    #[test]
    fn state_is_not_named_beside_its_people() {
        let list = [
            participant("Colombia", "COL", ActorKind::State),
            participant("Luis Vega", "COL", ActorKind::Person),
        ];
        assert_eq!(plain(&names(&list)), "Luis Vega (COL)");
    }

    #[test]
    fn percentages_have_two_digits_that_count() {
        assert_eq!([0.00123, 0.0174, 0.523, 1.5].map(percent), ["0.12%", "1.7%", "52%", "150%"]);
    }

    #[test]
    fn quotation_marks_are_not_doubled() {
        assert_eq!(without_marks("“We agree.”"), "We agree.");
        assert_eq!(without_marks("“We agree,”"), "We agree");
        assert_eq!(without_marks("we agree"), "we agree");
    }
}
