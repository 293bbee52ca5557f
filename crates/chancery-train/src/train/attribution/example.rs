//! Examples: what is right of a window of words, and of a list of candidates.
//!
//! In: features, with the labels or candidates that are right. Out: how the scores of
//! features would have to move for these to be more likely: among all sequences of
//! labels for a chain (a linear-chain conditional random field; Lafferty et al. 2001),
//! among the candidates for a list. What scores are made of is the learner's.

use std::collections::{BTreeMap, BTreeSet};

use chancery_read::grammar::attribution::chain::Steps;
use chancery_read::grammar::attribution::choice::CHOICE_LABELS;
use chancery_read::grammar::attribution::features::Features;

use super::learner::{Example, Gradients};

/// A window of words with their labels.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The number of its passage.
    pub(super) passage: usize,
    pub(super) features: Features,
    pub(super) labels: Vec<usize>,
}

impl<const N: usize> Example<N> for Chain {
    const LEFT_OUT: usize = 30;

    fn passage(&self) -> usize {
        self.passage
    }

    fn features(&self) -> &Features {
        &self.features
    }

    fn features_mut(&mut self) -> &mut Features {
        &mut self.features
    }

    /// A feature counts in each place.
    fn counted(&self) -> Vec<u32> {
        self.features.keys.iter().flatten().copied().collect()
    }

    /// A feature is left out of one word and kept at the next.
    fn thinned(&self, left_out: &mut dyn FnMut() -> bool) -> Vec<Vec<u32>> {
        let mut kept = |keys: &Vec<u32>| keys.iter().filter(|_| !left_out()).copied().collect();
        self.features.keys.iter().map(&mut kept).collect()
    }

    fn gradients(&self, scores: &[[f32; N]], steps: &Steps<N>) -> Gradients<N> {
        let (_, mut rows, mut steps) = steps.shares(scores);
        for (idx, label) in self.labels.iter().enumerate() {
            rows[idx][*label] -= 1.0;
            if let Some(next) = self.labels.get(idx + 1) {
                steps[*label][*next] -= 1.0;
            }
        }
        Gradients { rows, steps }
    }
}

/// The candidates of a cue, one score each.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// The number of its passage.
    pub(super) passage: usize,
    pub(super) features: Features,
    /// What each lacks to the first.
    pub(super) gaps: Vec<f32>,
    /// Which are as right as any.
    pub(super) are_right: Vec<bool>,
}

impl Example<CHOICE_LABELS> for List {
    const LEFT_OUT: usize = 15;

    fn passage(&self) -> usize {
        self.passage
    }

    fn features(&self) -> &Features {
        &self.features
    }

    fn features_mut(&mut self) -> &mut Features {
        &mut self.features
    }

    /// A feature counts once, of however many candidates it is true.
    fn counted(&self) -> Vec<u32> {
        let keys: BTreeSet<u32> = self.features.keys.iter().flatten().copied().collect();
        keys.into_iter().collect()
    }

    /// A feature is left out of all candidates or of none: they are told apart by what
    /// is true of some.
    fn thinned(&self, left_out: &mut dyn FnMut() -> bool) -> Vec<Vec<u32>> {
        let mut known = BTreeMap::new();
        let mut kept = |key: &u32| !*known.entry(*key).or_insert_with(&mut *left_out);
        let keys = self.features.keys.iter();
        keys.map(|keys| keys.iter().filter(|key| kept(key)).copied().collect()).collect()
    }

    fn gradients(
        &self,
        scores: &[[f32; CHOICE_LABELS]],
        steps: &Steps<CHOICE_LABELS>,
    ) -> Gradients<CHOICE_LABELS> {
        let of_gap = steps.weights[0][0];
        let totals = scores.iter().zip(&self.gaps).map(|([score], gap)| score + of_gap * gap);
        let totals: Vec<f32> = totals.collect();
        let most = totals.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let likely: Vec<f32> = totals.iter().map(|total| (total - most).exp()).collect();
        let all: f32 = likely.iter().sum();
        let right = likely.iter().zip(&self.are_right).filter(|(_, is_right)| **is_right);
        let right: f32 = right.map(|(likely, _)| likely).sum::<f32>().max(f32::MIN_POSITIVE);
        let share = |(likely, is_right): (&f32, &bool)| {
            likely / all - if *is_right { likely / right } else { 0.0 }
        };
        let shares: Vec<f32> = likely.iter().zip(&self.are_right).map(share).collect();
        let of_gap = shares.iter().zip(&self.gaps).map(|(share, gap)| share * gap).sum();
        Gradients { rows: shares.into_iter().map(|share| [share]).collect(), steps: [[of_gap]] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(keys: &[&[u32]], right: usize) -> List {
        List {
            passage: 0,
            features: Features {
                keys: keys.iter().map(|keys| keys.to_vec()).collect(),
                ..Features::default()
            },
            gaps: (0..keys.len()).map(|idx| idx as f32).collect(),
            are_right: (0..keys.len()).map(|idx| idx == right).collect(),
        }
    }

    #[test]
    fn gradients_raise_what_is_right_and_lower_the_rest() {
        let list = list(&[&[1], &[2], &[3]], 1);
        let Gradients { rows, steps } = list.gradients(&[[0.0]; 3], &Steps::new([[0.0]]));
        assert!(rows[1][0] < 0.0 && rows[0][0] > 0.0 && rows[2][0] > 0.0);
        assert!(rows.iter().map(|[row]| row).sum::<f32>().abs() < 1e-6);
        // As likely as any, the right one stands in the middle: the gap says nothing.
        assert!(steps[0][0].abs() < 1e-6);
    }

    #[test]
    fn list_whose_candidates_are_all_right_moves_nothing() {
        let mut list = list(&[&[1], &[2]], 0);
        list.are_right.fill(true);
        let Gradients { rows, steps } = list.gradients(&[[3.0], [0.0]], &Steps::new([[-1.0]]));
        assert!(rows.iter().chain(&steps).all(|[one]| one.abs() < 1e-6));
    }

    #[test]
    fn feature_is_left_out_of_all_candidates_or_of_none() {
        let list = list(&[&[1, 2], &[2, 3], &[1, 3]], 0);
        let mut turn = false;
        let kept = list.thinned(&mut || {
            turn = !turn;
            turn
        });
        assert_eq!(kept, [vec![2], vec![2], vec![]]);
    }

    #[test]
    fn feature_of_several_candidates_counts_once() {
        assert_eq!(list(&[&[7, 2], &[2], &[2, 9]], 0).counted(), [2, 7, 9]);
    }
}
