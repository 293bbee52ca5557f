//! The tally that most suites keep: what is right, what was to be found, what was
//! found.
//!
//! In: counts. Out: precision, recall and F1, and the rounding of all figures.
//! Measures that weigh cases otherwise keep their own sums and take [`f1`] from
//! here.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use serde_json::{Value, json};

/// What is right, what the gold has, and what was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) right: usize,
    pub(super) gold: usize,
    pub(super) read: usize,
}

impl Tally {
    /// Returns the tally of two sets of the same things.
    pub(super) fn of<T: Ord>(gold: &BTreeSet<T>, read: &BTreeSet<T>) -> Tally {
        Tally { right: gold.intersection(read).count(), gold: gold.len(), read: read.len() }
    }

    pub(super) fn precision(self) -> f64 {
        share(self.right, self.read)
    }

    pub(super) fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    pub(super) fn f1(self) -> f64 {
        share(2 * self.right, self.gold + self.read)
    }

    /// Returns the three figures as a line for a person.
    pub(super) fn line(self, what: &str) -> String {
        line(what, self.precision(), self.recall())
    }

    /// Returns the three figures as an object.
    pub(super) fn object(self) -> Value {
        object(self.precision(), self.recall())
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.right += other.right;
        self.gold += other.gold;
        self.read += other.read;
    }
}

/// Returns the figures as a line for a person.
pub(super) fn line(what: &str, precision: f64, recall: f64) -> String {
    let f1 = f1(precision, recall);
    format!("{what} f1 {f1:.4}, precision {precision:.4}, recall {recall:.4}")
}

/// Returns the figures as an object.
pub(super) fn object(precision: f64, recall: f64) -> Value {
    json!({
        "f1": rounded(f1(precision, recall)),
        "precision": rounded(precision),
        "recall": rounded(recall),
    })
}

/// Returns the harmonic mean of precision and recall.
pub(super) fn f1(precision: f64, recall: f64) -> f64 {
    let sum = precision + recall;
    if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }
}

/// Returns the share of a part; none of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Rounds to as many decimals as figures are kept with.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_of_counts_is_the_mean_of_precision_and_recall() {
        let tally = Tally::of(&BTreeSet::from([1, 2, 3, 4]), &BTreeSet::from([3, 4, 5]));
        assert_eq!(tally, Tally { right: 2, gold: 4, read: 3 });
        assert_eq!(rounded(tally.f1()), rounded(f1(2.0 / 3.0, 0.5)));
        assert_eq!((Tally::default().f1(), f1(0.0, 0.0)), (0.0, 0.0));
    }
}
