//! Scores of attributions: counts of stretches and tokens, and F1 of them.
//!
//! In: attributions as tokens, marked and read. Out: for each part, and for whole
//! attributions, exact and overlapping F1.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::tally::Tally;

/// The tokens of a source, a cue and a content.
pub(super) type Words = [BTreeSet<usize>; 3];

/// What is scored, in the order of the lines.
const PARTS: [&str; 4] = ["source", "cue", "content", "whole"];

/// Tally of each part: stretches, and tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Score {
    exact: [Tally; 4],
    overlapping: [Tally; 4],
}

impl Score {
    /// Scores the attributions of one article.
    pub(super) fn of(gold: &[Words], read: &[Words]) -> Score {
        let mut out = Score::default();
        for part in 0..3 {
            let stretches = |all: &[Words]| -> BTreeSet<BTreeSet<usize>> {
                let stretches = all.iter().map(|words| words[part].clone());
                stretches.filter(|words| !words.is_empty()).collect()
            };
            let tokens = |all: &[Words]| -> BTreeSet<usize> {
                all.iter().flat_map(|words| &words[part]).copied().collect()
            };
            out.exact[part] = Tally::of(&stretches(gold), &stretches(read));
            out.overlapping[part] = Tally::of(&tokens(gold), &tokens(read));
        }
        let whole = |all: &[Words]| -> BTreeSet<Words> { all.iter().cloned().collect() };
        out.exact[3] = Tally::of(&whole(gold), &whole(read));
        out.overlapping[3] = linked(gold, read);
        out
    }

    /// Adds the counts of another article.
    pub(super) fn add(&mut self, other: &Score) {
        for part in 0..PARTS.len() {
            self.exact[part] += other.exact[part];
            self.overlapping[part] += other.overlapping[part];
        }
    }

    /// Returns the figures as lines for a person.
    pub(super) fn lines(&self) -> Vec<String> {
        let line = |(idx, part): (usize, &&str)| {
            let (exact, overlapping) = (self.exact[idx], self.overlapping[idx]);
            let Tally { right, gold, read } = exact;
            let (exact, overlapping) = (exact.f1(), overlapping.f1());
            format!(
                "{part:8} exact {exact:.4} ({right} right of {gold} marked and {read} read), \
                 overlapping {overlapping:.4}"
            )
        };
        PARTS.iter().enumerate().map(line).collect()
    }

    /// Returns the figures as an object.
    pub(super) fn object(&self) -> Value {
        let mut out = json!({"exact": {}, "overlapping": {}});
        for (idx, part) in PARTS.iter().enumerate() {
            out["exact"][part] = self.exact[idx].object();
            out["overlapping"][part] = self.overlapping[idx].object();
        }
        out
    }
}

/// Tally the tokens that two attributions have in the same part, each attribution
/// held against one other, those first that share most.
fn linked(gold: &[Words], read: &[Words]) -> Tally {
    let size = |words: &Words| words.iter().map(BTreeSet::len).sum::<usize>();
    let shared = |a: &Words, b: &Words| -> usize {
        a.iter().zip(b).map(|(a, b)| a.intersection(b).count()).sum()
    };
    let mut pairs = Vec::new();
    for (gold_idx, marked) in gold.iter().enumerate() {
        for (read_idx, found) in read.iter().enumerate() {
            pairs.push((std::cmp::Reverse(shared(marked, found)), gold_idx, read_idx));
        }
    }
    pairs.sort_unstable();
    let (mut gold_done, mut read_done) = (vec![false; gold.len()], vec![false; read.len()]);
    let mut right = 0;
    for (std::cmp::Reverse(n_shared), gold_idx, read_idx) in pairs {
        if !gold_done[gold_idx] && !read_done[read_idx] {
            (gold_done[gold_idx], read_done[read_idx]) = (true, true);
            right += n_shared;
        }
    }
    Tally { right, gold: gold.iter().map(size).sum(), read: read.iter().map(size).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &[usize], cue: &[usize], content: &[usize]) -> Words {
        [source, cue, content].map(|part| part.iter().copied().collect())
    }

    #[test]
    fn exact_stretch_has_all_its_tokens_and_overlapping_some() {
        let score = Score::of(&[words(&[0], &[1], &[2, 3, 4])], &[words(&[0], &[1], &[2, 3])]);
        let f1 = |kind: &str, part: &str| score.object()[kind][part]["f1"].as_f64().unwrap();
        assert_eq!(f1("exact", "source"), 1.0);
        assert_eq!(f1("exact", "content"), 0.0);
        assert_eq!(f1("exact", "whole"), 0.0);
        assert_eq!(f1("overlapping", "content"), 0.8);
        assert_eq!(f1("overlapping", "whole"), 0.8889);
    }

    #[test]
    fn whole_attribution_has_the_source_of_its_own_content() {
        let gold = [words(&[0], &[1], &[2]), words(&[5], &[6], &[7])];
        let crossed = [words(&[5], &[1], &[2]), words(&[0], &[6], &[7])];
        let score = Score::of(&gold, &crossed).object();
        assert_eq!(score["exact"]["source"]["f1"], 1.0);
        assert_eq!(score["exact"]["whole"]["f1"], 0.0);
        assert_eq!(score["overlapping"]["whole"]["f1"], 0.6667);
    }

    #[test]
    fn source_that_nobody_names_is_not_asked_for() {
        let score = Score::of(&[words(&[], &[1], &[2])], &[words(&[], &[1], &[2])]).object();
        assert_eq!(score["exact"]["source"]["f1"], 0.0);
        assert_eq!(score["exact"]["whole"]["f1"], 1.0);
    }
}
