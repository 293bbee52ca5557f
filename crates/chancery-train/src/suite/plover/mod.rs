//! Suite `plover`: the event between two given parties of a sentence.
//!
//! In: the training half of PLV (Hu et al., ACL 2024), a table of sentences with
//! a source, a target and the root of the event between them. Out: accuracy,
//! macro F1 and the figures of each root, how many sentences have an event of the
//! very pair, sentences a second.
//!
//! Each sentence is read as an article of its own. What answers for a sentence is
//! a function of its text and the two spans (`measure`), so that anything that
//! answers for given pairs is scored by the same count.
//!
//! PLV has the roots of PLOVER before CONCEDE and RETREAT were parted: both are
//! YIELD here.

mod score;
mod table;

use std::path::Path;
use std::time::Instant;

use chancery_model::{ActorId, Event, EventKind, Form, Page, Reading, Span};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};
use serde_json::json;

use self::score::Score;
use self::table::{Case, cases};
use super::Figures;
use crate::error::Error;

/// Returns the figures of the table.
pub(super) fn run(path: &Path, tier: Tier) -> Result<Figures, Error> {
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let reader = Reader::new(codebook, tier).map_err(Error::reader)?;
    let cases = cases(path)?;
    Ok(measure(&cases, |sentence, source, target| predict(&reader, sentence, source, target)))
}

/// An answer for a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answer {
    kind: EventKind,
    fit: Fit,
}

/// How an event belongs to a pair; the better the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is one of the sentence.
    Sentence,
    /// It has one of the pair on that one's side.
    Side,
    /// It has both.
    Pair,
}

/// Scores what answers for a sentence and the spans of its source and target;
/// a span is missing where the table names somebody whom the sentence does not.
fn measure(
    cases: &[Case],
    predict: impl Fn(&str, Option<Span>, Option<Span>) -> Option<Answer>,
) -> Figures {
    let mut score = Score::default();
    let mut results = Vec::new();
    let start = Instant::now();
    for case in cases {
        let answer = predict(&case.sentence, case.source, case.target);
        let found = answer.map(|answer| root(answer.kind));
        let is_pair = answer.is_some_and(|answer| answer.fit == Fit::Pair);
        score.add(&case.root, found, is_pair);
        results.push(json!({
            "id": case.id, "gold": case.root, "found": found, "pair": is_pair,
        }));
    }
    let per_second = cases.len() as f64 / start.elapsed().as_secs_f64().max(f64::EPSILON);
    score.figures(per_second, results)
}

/// Returns PLV's root of an event.
pub(super) fn root(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Concede | EventKind::Retreat => "YIELD",
        kind => kind.code(),
    }
}

/// Returns the event between the two as the reader reads the sentence: one that
/// has both; else one that has one of them on its side; else any. Of several, the
/// one of highest confidence, and the first of those.
fn predict(
    reader: &Reader,
    sentence: &str,
    source: Option<Span>,
    target: Option<Span>,
) -> Option<Answer> {
    let page = json!({"text": sentence}).to_string();
    let reading = reader.read(&Page::new(page, Form::Json));
    let text = &reading.article.text;
    let there = |span: Option<Span>| find(text, span?.of(sentence));
    let (source, target) = (there(source), there(target));
    let answers = reading.events.iter().map(|event| (fit(&reading, event, source, target), event));
    let best = answers.reduce(|best, other| {
        let better = other.0.cmp(&best.0).then(other.1.confidence.total_cmp(&best.1.confidence));
        if better.is_gt() { other } else { best }
    });
    best.map(|(fit, event)| Answer { kind: event.kind, fit })
}

/// Returns how the event belongs to the pair.
fn fit(reading: &Reading, event: &Event, source: Option<Span>, target: Option<Span>) -> Fit {
    let named = |ids: &[ActorId], span: Option<Span>| {
        let Some(span) = span else { return false };
        let mut mentions =
            ids.iter().filter_map(|id| reading.actor(*id)).flat_map(|actor| &actor.mentions);
        mentions.any(|mention| mention.span.overlaps(span))
    };
    // All sides of a mutual event are its actors.
    let recipients = if event.recipients.is_empty() { &event.actors } else { &event.recipients };
    match (named(&event.actors, source), named(recipients, target)) {
        (true, true) => Fit::Pair,
        (false, false) => Fit::Sentence,
        _ => Fit::Side,
    }
}

fn find(text: &str, words: &str) -> Option<Span> {
    let start = text.find(words).filter(|_| !words.is_empty())?;
    Some(Span::new(start, start + words.len()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const TABLE: &str = "\tsentence_id\tsentence\tsource\ttarget\tgold_root\n\
        \t1\tNorway condemned Iceland on Monday.\tNorway\tIceland\tACCUSE\n\
        \t2\tNorway held talks with Iceland on Monday.\tNorway\tIceland\tCONSULT\n\
        \t3\tIt rained all day.\tan actor\tIt\tYIELD\n";

    fn scored(table: &str) -> Result<Figures, Error> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), table).unwrap();
        run(file.path(), Tier::Fast)
    }

    #[test]
    fn event_of_the_pair_is_taken_and_a_sentence_without_one_is_missed() {
        let figures = scored(TABLE).unwrap();
        assert_eq!(figures.object["accuracy"], 0.6667);
        assert_eq!(figures.object["pair"], 0.6667);
        assert_eq!(figures.object["ACCUSE"]["f1"], 1.0);
        assert_eq!(figures.object["YIELD"]["recall"], 0.0);
        assert_eq!(figures.object["f1"], 0.6667);
    }

    #[test]
    fn cases_hold_no_word_of_a_sentence() {
        let figures = scored(TABLE).unwrap();
        assert_eq!(figures.cases.len(), 3);
        let told = serde_json::to_string(&figures.cases).unwrap();
        assert!(told.contains("ACCUSE") && !told.contains("Norway"), "{told}");
    }

    #[test]
    fn event_of_others_answers_only_where_the_pair_has_none() {
        let reader = Reader::new(Codebook::built_in().unwrap(), Tier::Fast).unwrap();
        let sentence = "Norway condemned Iceland, and Sweden thanked Denmark.";
        let span = |words: &str| find(sentence, words);
        let answer = |source, target| predict(&reader, sentence, span(source), span(target));
        let accused = answer("Norway", "Iceland").unwrap();
        assert_eq!(accused, Answer { kind: EventKind::Accuse, fit: Fit::Pair });
        let thanked = answer("Sweden", "Denmark").unwrap();
        assert_eq!(thanked, Answer { kind: EventKind::Support, fit: Fit::Pair });
        assert_eq!(answer("Norway", "Denmark").unwrap().fit, Fit::Side);
        assert_eq!(answer("nobody", "nobody").unwrap().fit, Fit::Sentence);
        assert_eq!(predict(&reader, "It rained.", None, None), None);
    }

    #[test]
    fn given_answers_are_scored_without_a_reader() {
        let span = Some(Span::new(0, 1));
        let case = |root: &str| Case {
            id: "1".to_owned(),
            sentence: "x".to_owned(),
            source: span,
            target: span,
            root: root.to_owned(),
        };
        let answer = Answer { kind: EventKind::Retreat, fit: Fit::Pair };
        let figures = measure(&[case("YIELD"), case("AID")], |_, _, _| Some(answer));
        assert_eq!(figures.object["YIELD"]["precision"], 0.5);
        assert_eq!(figures.object["accuracy"], 0.5);
        assert_eq!(figures.object["pair"], 1.0);
    }

    #[test]
    fn table_without_a_column_is_an_error() {
        let error = scored("sentence\tsource\ttarget\n").unwrap_err();
        assert!(matches!(error, Error::Form { .. }));
    }
}
