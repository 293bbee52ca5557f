//! The course of training: how often a model goes through its examples.
//!
//! Tables are small beside all features that training meets. So a model first
//! goes through the examples to find out which features are worth a row, and
//! then learns anew with these alone, which costs less than leaving rows out in
//! the end.

use super::example::Example;
use super::rng::Rng;

/// How often, with how many features, and what chance begins with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    /// Epochs that find out which features are worth a row.
    pub(super) n_scouting: usize,
    /// Epochs that learn with these.
    pub(super) n_epochs: usize,
    /// How many rows there may be.
    pub(super) most_rows: usize,
    /// What chance begins with.
    pub(super) seed: u64,
}

/// Where training is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Epoch {
    /// Whether the model has seen no example yet.
    pub(super) is_first: bool,
    /// Whether the model is looked at next: features count where they are met.
    pub(super) is_last: bool,
}

/// A model that learns from examples.
pub(super) trait Learner {
    /// Learns from an example.
    fn learn(&mut self, example: &Example, epoch: Epoch);

    /// Begins again with so many features.
    fn begin_again(&mut self, most_rows: usize);
}

/// Takes a model through the plan.
pub(super) fn follow(plan: Plan, examples: &[&Example], learner: &mut impl Learner) {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut rng = Rng::new(plan.seed);
    for (course, n_epochs) in [plan.n_scouting, plan.n_epochs].into_iter().enumerate() {
        if course > 0 && plan.n_scouting > 0 {
            learner.begin_again(plan.most_rows);
        }
        for number in 0..n_epochs {
            rng.shuffle(&mut order);
            let epoch = Epoch { is_first: number == 0, is_last: number + 1 == n_epochs };
            for idx in &order {
                learner.learn(examples[*idx], epoch);
            }
        }
    }
}
