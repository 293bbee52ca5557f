//! Bounds: what the words around a number say of how exact it is.
//!
//! In: tokens around a number. Out: whether it is inexact, and its [`Bound`].

use std::ops::Range;

use chancery_model::{Bound, Quantity};

use super::Finder;
use crate::language::{Measure, TimeWord};

impl Finder<'_> {
    /// Returns what the words before a number say: that it is inexact, and its bound.
    pub(super) fn told_before(&self, at: usize) -> (bool, Option<Bound>) {
        const LONGEST: usize = 3;
        let (mut about, mut bound, mut end) = (false, None, at);
        loop {
            let first = end.saturating_sub(LONGEST).max(self.sentence.start);
            let told = (first..end).find_map(|start| match self.phrase(start) {
                Some((len, measure @ (Measure::About | Measure::Bound(_))))
                    if start + len == end =>
                {
                    Some((start, measure))
                }
                _ => None,
            });
            match told {
                Some((start, Measure::Bound(side))) => {
                    bound = bound.or(Some(*side));
                    end = start;
                }
                Some((start, _)) => {
                    about = true;
                    end = start;
                }
                None => return (about, bound),
            }
        }
    }

    /// "300 or more".
    pub(super) fn told_behind(&self, at: usize) -> Option<Bound> {
        if !matches!(self.time(at), Some(TimeWord::Or)) {
            return None;
        }
        match self.str(at + 1) {
            "more" => Some(Bound::AtLeast),
            "less" | "fewer" => Some(Bound::AtMost),
            _ => None,
        }
    }

    /// Gives the two numbers of a range their bounds: "between 40 and 60", "$40 to $60
    /// million". "From 40 to 60" tells of a change.
    pub(super) fn bound_ranges(&self, found: &mut [(Range<usize>, Quantity)]) {
        for idx in 1..found.len() {
            let (before, behind) = found.split_at_mut(idx);
            let (Some((first, low)), Some((second, high))) =
                (before.last_mut(), behind.first_mut())
            else {
                continue;
            };
            let between = self.is_between(first.end) && self.str(first.end) == "and";
            let from = first.start > self.sentence.start
                && matches!(self.time(first.start - 1), Some(TimeWord::From | TimeWord::By));
            let to =
                matches!(self.str(first.end), "to" | "-" | "–" | "—") && !from && low.unit != "%";
            let range =
                first.end + 1 == second.start && low.unit == high.unit && low.value < high.value;
            if range && (between || to) {
                low.bound = Some(Bound::AtLeast);
                high.bound = Some(Bound::AtMost);
            }
        }
    }
}
