//! Suite `iob2`: names of people, places and organizations.
//!
//! In goes an IOB2 file. A name is right when both its ends and its kind are.
//! Words are taken as they are.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use chancery_read::grammar::{NameKind, name_spans};
use serde_json::{Value, json};

use super::Figures;
use super::tally::{Tally, rounded};
use super::tier::Tier;
use crate::corpus;
use crate::error::Error;

/// Returns the figures of the file.
pub(super) fn run(path: &Path, tier: &Tier) -> Result<Figures, Error> {
    let sentences = corpus::read_iob2(path)?;
    let forms: Vec<Vec<&str>> = sentences
        .iter()
        .map(|sentence| sentence.words.iter().map(String::as_str).collect())
        .collect();
    let trees = tier.trees(&forms);
    let mut all = Tally::default();
    let mut by_kind = [Tally::default(); NameKind::ALL.len()];
    let mut cases = Vec::new();
    for (sentence, tree) in sentences.iter().zip(&trees) {
        let gold = spans(name_spans(sentence.tags.iter().copied()));
        let read = spans(tree.names());
        let mut own = Tally::default();
        for kind in NameKind::ALL {
            let counts = Tally::of(&only(&gold, *kind), &only(&read, *kind));
            by_kind[kind.index()] += counts;
            own += counts;
        }
        all += own;
        let names = |spans: &Spans| {
            let names =
                spans.iter().map(|(range, kind)| json!([range.start, range.end, kind.as_str()]));
            names.collect::<Vec<Value>>()
        };
        cases.push(json!({"id": sentence.id, "gold": names(&gold), "read": names(&read)}));
    }
    let line = |what: &str, counts: Tally| {
        format!("{}, {} in the text", counts.line(&format!("{what}:")), counts.gold)
    };
    let mut lines = Vec::new();
    let mut object = json!({"suite": "iob2", "sentences": sentences.len()});
    for kind in NameKind::ALL {
        let counts = by_kind[kind.index()];
        lines.push(line(kind.as_str(), counts));
        object[kind.as_str().to_lowercase()] = json!(rounded(counts.f1()));
    }
    lines.push(line("all names", all));
    object["f1"] = json!(rounded(all.f1()));
    object["precision"] = json!(rounded(all.precision()));
    object["recall"] = json!(rounded(all.recall()));
    Ok(Figures { lines, cases, object })
}

type Spans = BTreeSet<(Span, NameKind)>;

/// A range that can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    start: usize,
    end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span { start: range.start, end: range.end }
    }
}

fn spans(names: Vec<(Range<usize>, NameKind)>) -> Spans {
    names.into_iter().map(|(range, kind)| (range.into(), kind)).collect()
}

fn only(spans: &Spans, kind: NameKind) -> Spans {
    spans.iter().filter(|(_, other)| *other == kind).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_right_only_with_both_ends_and_its_kind() {
        let spans = |list: &[(usize, usize, NameKind)]| -> Spans {
            list.iter().map(|(start, end, kind)| ((*start..*end).into(), *kind)).collect()
        };
        let gold = spans(&[(0, 2, NameKind::Person), (4, 5, NameKind::Place)]);
        let read =
            spans(&[(0, 1, NameKind::Person), (4, 5, NameKind::Place), (7, 8, NameKind::Place)]);
        let counts = Tally::of(&gold, &read);
        assert_eq!(counts, Tally { right: 1, gold: 2, read: 3 });
        assert_eq!(counts.f1(), 0.4);
        let organization = spans(&[(4, 5, NameKind::Organization)]);
        assert_eq!(Tally::of(&gold, &organization).right, 0);
        assert_eq!(Tally::default().f1(), 0.0);
    }
}
