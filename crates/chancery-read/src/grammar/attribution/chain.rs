//! Chains: the best sequence of labels over the words of a window.
//!
//! In: for each word a score of each label. Out: the labels. A stretch of words of
//! one role has a first, inner and last label, or a single one, and only fitting
//! labels follow each other. The sums over all sequences, which training needs, are
//! here as well: they walk the same way.

/// The number of labels for so many roles: outside, and four for each role.
pub const fn n_labels(n_roles: usize) -> usize {
    1 + 4 * n_roles
}

/// The place of a word in its stretch.
const FIRST: usize = 0;
const INNER: usize = 1;
const LAST: usize = 2;

/// Returns whether a label may stand behind another; nothing is the window's edge.
fn may_follow(label: Option<usize>, previous: Option<usize>) -> bool {
    let place = |label: usize| (label > 0).then(|| ((label - 1) / 4, (label - 1) % 4));
    let open = previous.and_then(place).filter(|(_, place)| matches!(*place, FIRST | INNER));
    match (open, label.and_then(place)) {
        (Some((role, _)), Some((own, place))) => own == role && matches!(place, INNER | LAST),
        (Some(_), None) => false,
        (None, Some((_, place))) => !matches!(place, INNER | LAST),
        (None, None) => true,
    }
}

/// Returns the labels of words whose roles are known: 0 outside, roles from 1.
pub fn labels(roles: &[usize]) -> Vec<usize> {
    let role = |idx: Option<usize>| idx.and_then(|idx| roles.get(idx)).copied().unwrap_or(0);
    let one = |(idx, own): (usize, &usize)| {
        if *own == 0 {
            return 0;
        }
        let begins = role(idx.checked_sub(1)) != *own;
        let ends = role(Some(idx + 1)) != *own;
        let place = match (begins, ends) {
            (true, true) => 3,
            (true, false) => FIRST,
            (false, false) => INNER,
            (false, true) => LAST,
        };
        1 + (own - 1) * 4 + place
    };
    roles.iter().enumerate().map(one).collect()
}

/// Returns the role of a label: 0 outside, roles from 1.
pub fn role(label: usize) -> usize {
    label.div_ceil(4)
}

/// Returns whether a stretch begins with a word of this label.
pub(super) fn begins(label: usize) -> bool {
    label > 0 && !matches!((label - 1) % 4, INNER | LAST)
}

/// Which labels may follow which, with what each step weighs.
#[derive(Clone, Debug)]
pub struct Steps<const N: usize> {
    /// The weight of each step, from label to label.
    pub weights: [[f32; N]; N],
    may: [[bool; N]; N],
    may_begin: [bool; N],
    may_end: [bool; N],
}

/// How well each word of a window is reached by each label.
#[derive(Clone, Debug)]
pub(super) struct Walk<const N: usize> {
    /// The score of the best sequence up to each word that ends with each label.
    pub(super) totals: Vec<[f32; N]>,
    /// The label before in that sequence.
    pub(super) came_from: Vec<[usize; N]>,
}

impl<const N: usize> Steps<N> {
    /// Takes the weights of steps.
    pub fn new(weights: [[f32; N]; N]) -> Steps<N> {
        let mut out =
            Steps { weights, may: [[false; N]; N], may_begin: [false; N], may_end: [false; N] };
        for label in 0..N {
            out.may_begin[label] = may_follow(Some(label), None);
            out.may_end[label] = may_follow(None, Some(label));
            for previous in 0..N {
                out.may[previous][label] = may_follow(Some(label), Some(previous));
            }
        }
        out
    }

    /// Returns whether a label may stand behind another; nothing is the window's edge.
    pub(super) fn may_follow(&self, label: Option<usize>, previous: Option<usize>) -> bool {
        match (label, previous) {
            (Some(label), Some(previous)) => self.may[previous][label],
            (Some(label), None) => self.may_begin[label],
            (None, Some(previous)) => self.may_end[previous],
            (None, None) => true,
        }
    }

    /// Returns the best sequence of labels.
    pub fn best(&self, scores: &[[f32; N]]) -> Vec<usize> {
        let walk = self.walk(scores);
        let totals = walk.totals.last().unwrap_or(&[0.0; N]);
        let mut best = 0;
        for label in 0..N {
            if self.may_end[label] && totals[label] > totals[best] {
                best = label;
            }
        }
        let mut out = Vec::with_capacity(scores.len());
        for from in walk.came_from.iter().rev() {
            out.push(best);
            best = from[best];
        }
        out.reverse();
        out
    }

    /// Returns how well each word is reached by each label.
    pub(super) fn walk(&self, scores: &[[f32; N]]) -> Walk<N> {
        let mut out = Walk {
            totals: Vec::with_capacity(scores.len()),
            came_from: Vec::with_capacity(scores.len()),
        };
        for row in scores {
            let mut next = [f32::NEG_INFINITY; N];
            let mut from = [0; N];
            for label in 0..N {
                let Some(totals) = out.totals.last() else {
                    if self.may_begin[label] {
                        next[label] = row[label];
                    }
                    continue;
                };
                for (previous, before) in totals.iter().enumerate() {
                    let total: f32 = before + self.weights[previous][label] + row[label];
                    if self.may[previous][label] && total > next[label] {
                        (next[label], from[label]) = (total, previous);
                    }
                }
            }
            out.totals.push(next);
            out.came_from.push(from);
        }
        out
    }

    /// Returns the logarithm of the sum over all sequences, with the share that each
    /// label has at each word, and each step among all words.
    pub fn shares(&self, scores: &[[f32; N]]) -> (f32, Vec<[f32; N]>, [[f32; N]; N]) {
        let n = scores.len();
        let mut steps = [[0.0; N]; N];
        let mut forward = vec![[f32::NEG_INFINITY; N]; n];
        let mut backward = vec![[f32::NEG_INFINITY; N]; n];
        for idx in 0..n {
            for label in 0..N {
                let before = if idx == 0 {
                    if self.may_begin[label] { 0.0 } else { f32::NEG_INFINITY }
                } else {
                    let from = |previous: usize| {
                        forward[idx - 1][previous] + self.weights[previous][label]
                    };
                    sum_of_logs(|previous| self.may[previous][label].then(|| from(previous)), N)
                };
                forward[idx][label] = before + scores[idx][label];
            }
        }
        for idx in (0..n).rev() {
            for label in 0..N {
                backward[idx][label] = if idx + 1 == n {
                    if self.may_end[label] { 0.0 } else { f32::NEG_INFINITY }
                } else {
                    let to = |next: usize| {
                        backward[idx + 1][next] + scores[idx + 1][next] + self.weights[label][next]
                    };
                    sum_of_logs(|next| self.may[label][next].then(|| to(next)), N)
                };
            }
        }
        let Some(last) = forward.last() else { return (0.0, Vec::new(), steps) };
        let total = sum_of_logs(|label| self.may_end[label].then(|| last[label]), N);
        let mut shares = vec![[0.0; N]; n];
        for idx in 0..n {
            for label in 0..N {
                shares[idx][label] = (forward[idx][label] + backward[idx][label] - total).exp();
                if idx + 1 == n {
                    continue;
                }
                for next in 0..N {
                    if self.may[label][next] {
                        let path = forward[idx][label]
                            + self.weights[label][next]
                            + scores[idx + 1][next]
                            + backward[idx + 1][next];
                        steps[label][next] += (path - total).exp();
                    }
                }
            }
        }
        (total, shares, steps)
    }
}

/// Returns the logarithm of the sum of what has these logarithms.
fn sum_of_logs(value: impl Fn(usize) -> Option<f32>, n: usize) -> f32 {
    let most = (0..n).filter_map(&value).fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    let sum: f32 = (0..n).filter_map(&value).map(|one| (one - most).exp()).sum();
    most + sum.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_have_a_first_and_a_last_word() {
        let roles = [0, 1, 1, 1, 2, 0, 2, 2];
        let labels = labels(&roles);
        assert_eq!(labels, [0, 1, 2, 3, 8, 0, 5, 7]);
        assert_eq!(labels.iter().map(|label| role(*label)).collect::<Vec<_>>(), roles);
    }

    #[test]
    fn best_sequence_keeps_to_what_may_follow() {
        let steps = Steps::<5>::new([[0.0; 5]; 5]);
        // The second word would be inner by itself, but nothing has begun.
        let scores = [[1.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 3.0, 0.0, 2.0]];
        assert_eq!(steps.best(&scores), [0, 4]);
        assert_eq!(steps.best(&[]), Vec::<usize>::new());
    }

    #[test]
    fn shares_add_up_to_one_at_each_word() {
        let steps = Steps::<9>::new([[0.1; 9]; 9]);
        let scores: Vec<[f32; 9]> =
            (0..6).map(|idx| std::array::from_fn(|label| ((idx * 7 + label) % 5) as f32)).collect();
        let (total, shares, moved) = steps.shares(&scores);
        assert!(total.is_finite());
        for row in &shares {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-3);
        }
        let all: f32 = moved.iter().flatten().sum();
        assert!((all - 5.0).abs() < 1e-2);
    }
}
