//! The learner: weights of features and states that make the right labels likely.
//!
//! In: chains of words with their features and labels. Out: weights. Each chain in
//! turn moves the weights towards its labels, by the gradient of their likelihood
//! among all sequences (a linear-chain conditional random field; Lafferty et al.
//! 2001), each weight at a pace of its own (AdaGrad; Duchi et al. 2011). Some features
//! are left out each time, and what is kept in the end is the mean of many states of
//! the weights: both keep rare features from being believed too much.

use chancery_read::grammar::attribution::Passage;
use chancery_read::grammar::attribution::chain::Steps;
use chancery_read::grammar::attribution::features::Features;
use chancery_read::grammar::attribution::layer::Learnt;

use crate::train::linear::rng::Rng;

/// The pace of the weights of features and steps, and of those of states, of which
/// each step moves hundreds.
const PACE: f32 = 0.05;
const STATE_PACE: f32 = 0.006;

/// What keeps the first steps small.
const CALM: f32 = 1.0;

/// Of a hundred features, as many are left out.
const LEFT_OUT: usize = 30;

/// How often in an epoch the weights are added to their mean.
const NOTED: usize = 4;

/// A feature that stands in fewer places has no weight.
const LEAST_PLACES: usize = 3;

/// A window of words with their labels.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The number of its passage.
    pub(super) passage: usize,
    pub(super) features: Features,
    pub(super) labels: Vec<usize>,
}

/// A weight's row, and the sum of the squares of its gradients.
#[derive(Clone, Copy, Debug)]
struct Row<const N: usize> {
    weights: [f32; N],
    squares: [f32; N],
}

impl<const N: usize> Row<N> {
    const ZERO: Row<N> = Row { weights: [0.0; N], squares: [0.0; N] };

    /// Moves the weights against their gradient.
    fn step(&mut self, gradient: &[f32; N], value: f32, pace: f32) {
        for (label, gradient) in gradient.iter().enumerate() {
            let gradient = gradient * value;
            self.squares[label] += gradient * gradient;
            self.weights[label] -= pace * gradient / (CALM + self.squares[label].sqrt());
        }
    }
}

/// Weights while they are learnt.
pub(super) struct Learner<const N: usize> {
    /// The numbers of features that have weights, in order.
    keys: Vec<u32>,
    width: usize,
    /// The rows of features, of views and of steps, one behind the other.
    rows: Vec<Row<N>>,
    first_view: usize,
    first_step: usize,
    /// The sums of all weights at the times when they were noted.
    noted: Vec<[f32; N]>,
    n_noted: usize,
    rng: Rng,
}

/// What was learnt.
pub(super) struct Weights<const N: usize> {
    keys: Vec<u32>,
    rows: Vec<[f32; N]>,
    first_view: usize,
    first_step: usize,
}

impl<const N: usize> Weights<N> {
    /// Returns the weights by what they are of.
    pub(super) fn learnt(&self, bias: f32) -> Learnt<'_, N> {
        Learnt {
            keys: &self.keys,
            rows: &self.rows[..self.first_view],
            views: &self.rows[self.first_view..self.first_step],
            steps: &self.rows[self.first_step..],
            bias,
        }
    }
}

/// Learns from chains, each so many times; `width` is that of a state.
pub(super) fn learn<const N: usize>(
    mut chains: Vec<Chain>,
    passages: &[Passage],
    n_views: usize,
    n_epochs: usize,
    seed: u64,
) -> Weights<N> {
    let width = chancery_read::grammar::attribution::STATE;
    let mut learner = Learner::<N>::new(&chains, width, n_views, seed);
    for chain in &mut chains {
        learner.place(&mut chain.features);
    }
    let mut order: Vec<usize> = (0..chains.len()).collect();
    let between = (chains.len() / NOTED).max(1);
    for epoch in 0..n_epochs {
        learner.rng.shuffle(&mut order);
        for (n_done, idx) in order.iter().enumerate() {
            learner.follow(&chains[*idx], &passages[chains[*idx].passage]);
            // The first epoch is on its way still.
            if (epoch > 0 || n_epochs == 1) && (n_done + 1) % between == 0 {
                learner.note();
            }
        }
    }
    learner.mean()
}

impl<const N: usize> Learner<N> {
    /// Starts with the features that stand in enough places.
    fn new(chains: &[Chain], width: usize, n_views: usize, seed: u64) -> Learner<N> {
        let all = chains.iter().flat_map(|chain| &chain.features.keys).flatten();
        let mut all: Vec<u32> = all.copied().collect();
        all.sort_unstable();
        let same = all.chunk_by(|a, b| a == b).filter(|same| same.len() >= LEAST_PLACES);
        let keys: Vec<u32> = same.map(|same| same[0]).collect();
        let first_view = keys.len();
        let first_step = first_view + n_views * width;
        let rows = vec![Row::ZERO; first_step + N];
        let noted = vec![[0.0; N]; rows.len()];
        let rng = Rng::new(seed);
        Learner { keys, width, rows, first_view, first_step, noted, n_noted: 0, rng }
    }

    /// Puts the places of rows where the numbers of features stood; features without a
    /// row are left out.
    fn place(&self, features: &mut Features) {
        for keys in &mut features.keys {
            let place = |key: &u32| self.keys.binary_search(key).ok().map(|row| row as u32);
            *keys = keys.iter().filter_map(place).collect();
        }
    }

    /// Leaves out some features by chance.
    fn thinned(&mut self, keys: &[Vec<u32>]) -> Vec<Vec<u32>> {
        let mut kept = |keys: &Vec<u32>| {
            let stays = |_: &&u32| self.rng.below(100) >= LEFT_OUT;
            keys.iter().filter(stays).copied().collect()
        };
        keys.iter().map(&mut kept).collect()
    }

    fn steps(&self) -> Steps<N> {
        let mut weights = [[0.0; N]; N];
        for (row, known) in weights.iter_mut().zip(&self.rows[self.first_step..]) {
            *row = known.weights;
        }
        Steps::new(weights)
    }

    /// Returns the scores of each word's labels.
    fn scores(&self, keys: &[Vec<u32>], features: &Features, passage: &Passage) -> Vec<[f32; N]> {
        let add = |out: &mut [f32; N], row: &[f32; N], value: f32| {
            for (out, weight) in out.iter_mut().zip(row) {
                *out += weight * value;
            }
        };
        let view = |(view, word): &(u32, u32)| {
            let mut out = [0.0; N];
            let first = self.first_view + *view as usize * self.width;
            for (row, value) in self.rows[first..].iter().zip(passage.state(*word as usize)) {
                add(&mut out, &row.weights, *value);
            }
            out
        };
        let views: Vec<[f32; N]> = features.views.iter().map(view).collect();
        let one = |(keys, seen): (&Vec<u32>, &Vec<u32>)| {
            let mut out = [0.0; N];
            for key in keys {
                add(&mut out, &self.rows[*key as usize].weights, 1.0);
            }
            for view in seen {
                add(&mut out, &views[*view as usize], 1.0);
            }
            out
        };
        keys.iter().zip(&features.seen).map(one).collect()
    }

    /// Moves the weights towards a chain's labels.
    fn follow(&mut self, chain: &Chain, passage: &Passage) {
        let features = &chain.features;
        let keys = self.thinned(&features.keys);
        let scores = self.scores(&keys, features, passage);
        let (_, mut shares, mut steps) = self.steps().shares(&scores);
        for (idx, label) in chain.labels.iter().enumerate() {
            shares[idx][*label] -= 1.0;
            if let Some(next) = chain.labels.get(idx + 1) {
                steps[*label][*next] -= 1.0;
            }
        }
        let mut of_views = vec![[0.0; N]; features.views.len()];
        for (idx, share) in shares.iter().enumerate() {
            if is_small(share) {
                continue;
            }
            for key in &keys[idx] {
                self.rows[*key as usize].step(share, 1.0, PACE);
            }
            for view in &features.seen[idx] {
                for (sum, share) in of_views[*view as usize].iter_mut().zip(share) {
                    *sum += share;
                }
            }
        }
        for ((view, word), gradient) in features.views.iter().zip(&of_views) {
            if is_small(gradient) {
                continue;
            }
            let first = self.first_view + *view as usize * self.width;
            for (row, value) in self.rows[first..].iter_mut().zip(passage.state(*word as usize)) {
                row.step(gradient, *value, STATE_PACE);
            }
        }
        for (row, gradient) in self.rows[self.first_step..].iter_mut().zip(&steps) {
            row.step(gradient, 1.0, PACE);
        }
    }

    /// Adds the present weights to their mean.
    fn note(&mut self) {
        self.n_noted += 1;
        for (sum, row) in self.noted.iter_mut().zip(&self.rows) {
            for (sum, weight) in sum.iter_mut().zip(&row.weights) {
                *sum += weight;
            }
        }
    }

    fn mean(self) -> Weights<N> {
        let n = self.n_noted.max(1) as f32;
        let rows = self.noted.iter().map(|sum| sum.map(|sum| sum / n)).collect();
        let Learner { keys, first_view, first_step, .. } = self;
        Weights { keys, rows, first_view, first_step }
    }
}

/// Returns whether a gradient is too small to be worth a step.
fn is_small<const N: usize>(gradient: &[f32; N]) -> bool {
    gradient.iter().all(|one| one.abs() < 1e-3)
}
