//! Ways: the few best sequences of labels over the words of a window.
//!
//! In: for each word a score of each label. Out: the best sequence and those next to
//! it, the best first, each with what it lacks to the best. Each way after the first
//! leaves one before it at a single step and is the best from there to the window's
//! beginning; what leaving costs is known from the walk that finds the best one. Which
//! of them is right is decided elsewhere.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::chain::Steps;

/// A sequence of labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What its score lacks to that of the best.
    pub gap: f32,
    /// The labels.
    pub labels: Vec<usize>,
}

/// A way that is known by where it leaves another.
#[derive(Clone, Copy, Debug)]
struct Turn {
    gap: f32,
    /// The way that it leaves; nothing where it ends with another label than all.
    leaves: Option<usize>,
    /// The last word with another label, and this label.
    word: usize,
    label: usize,
}

impl Ord for Turn {
    /// Orders by the gap, the smallest greatest, then by place.
    fn cmp(&self, other: &Turn) -> Ordering {
        let place = |turn: &Turn| (turn.leaves, turn.word, turn.label);
        other.gap.total_cmp(&self.gap).then_with(|| place(other).cmp(&place(self)))
    }
}

impl PartialOrd for Turn {
    fn partial_cmp(&self, other: &Turn) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Turn {
    fn eq(&self, other: &Turn) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Turn {}

/// Returns at most so many of the best ways, none of which lacks more than `widest`.
pub fn best<const N: usize>(
    steps: &Steps<N>,
    scores: &[[f32; N]],
    most: usize,
    widest: f32,
) -> Vec<Way> {
    let walk = steps.walk(scores);
    let Some(last) = scores.len().checked_sub(1) else { return Vec::new() };
    let ends = || (0..N).filter(|label| steps.may_follow(None, Some(*label)));
    let best = ends().map(|label| walk.totals[last][label]).fold(f32::NEG_INFINITY, f32::max);
    let turn =
        |label| Turn { gap: best - walk.totals[last][label], leaves: None, word: last, label };
    let mut turns: BinaryHeap<Turn> = ends().map(turn).filter(|turn| turn.gap <= widest).collect();
    let mut out: Vec<Way> = Vec::new();
    while let Some(turn) = turns.pop() {
        let mut labels = match turn.leaves {
            Some(way) => out[way].labels.clone(),
            None => vec![0; scores.len()],
        };
        labels[turn.word] = turn.label;
        for word in (1..=turn.word).rev() {
            let label = labels[word];
            labels[word - 1] = walk.came_from[word][label];
            let total = walk.totals[word][label];
            for previous in 0..N {
                if previous == labels[word - 1] || !steps.may_follow(Some(label), Some(previous)) {
                    continue;
                }
                let other = walk.totals[word - 1][previous]
                    + steps.weights[previous][label]
                    + scores[word][label];
                let gap = turn.gap + (total - other);
                if gap <= widest {
                    let leaves = Some(out.len());
                    turns.push(Turn { gap, leaves, word: word - 1, label: previous });
                }
            }
        }
        out.push(Way { gap: turn.gap, labels });
        if out.len() >= most {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::attribution::chain::n_labels;

    const LABELS: usize = n_labels(2);

    /// Scores without structure, the same each time.
    fn scores(n_words: usize) -> Vec<[f32; LABELS]> {
        let one = |word: usize, label: usize| ((word * 31 + label * 17) % 23) as f32 / 5.0;
        (0..n_words).map(|word| std::array::from_fn(|label| one(word, label))).collect()
    }

    fn steps() -> Steps<LABELS> {
        let row = |from: usize| std::array::from_fn(|to| ((from * 5 + to * 3) % 7) as f32 / 9.0);
        Steps::new(std::array::from_fn(row))
    }

    /// Returns every sequence that may be, the best first.
    fn all(steps: &Steps<LABELS>, scores: &[[f32; LABELS]]) -> Vec<(f32, Vec<usize>)> {
        let mut out = vec![(0.0, Vec::new())];
        for row in scores {
            let mut longer = Vec::new();
            for (score, labels) in &out {
                for (label, own) in row.iter().enumerate() {
                    let previous: Option<usize> = labels.last().copied();
                    if steps.may_follow(Some(label), previous) {
                        let step = previous.map_or(0.0, |from| steps.weights[from][label]);
                        let mut labels: Vec<usize> = labels.clone();
                        labels.push(label);
                        longer.push((score + step + own, labels));
                    }
                }
            }
            out = longer;
        }
        out.retain(|(_, labels)| steps.may_follow(None, labels.last().copied()));
        out.sort_by(|a, b| b.0.total_cmp(&a.0));
        out
    }

    #[test]
    fn ways_are_the_best_of_all_sequences_in_order() {
        let (steps, scores) = (steps(), scores(5));
        let all = all(&steps, &scores);
        let found = best(&steps, &scores, 40, f32::INFINITY);
        assert_eq!(found.len(), 40);
        assert_eq!(found[0].labels, steps.best(&scores));
        for (way, (score, _)) in found.iter().zip(&all) {
            assert!((way.gap - (all[0].0 - score)).abs() < 1e-4, "{} {}", way.gap, score);
            assert!(all.iter().any(|(_, labels)| *labels == way.labels));
        }
        let different: std::collections::BTreeSet<_> =
            found.iter().map(|way| &way.labels).collect();
        assert_eq!(different.len(), 40);
    }

    #[test]
    fn ways_that_lack_too_much_are_left_out() {
        let (steps, scores) = (steps(), scores(6));
        let all = best(&steps, &scores, 1000, f32::INFINITY);
        let widest = all[9].gap;
        let found = best(&steps, &scores, 1000, widest);
        assert!(found.len() >= 10 && found.len() < all.len());
        assert_eq!(found, all[..found.len()]);
        assert!(best(&steps, &[], 10, 1.0).is_empty());
    }
}
