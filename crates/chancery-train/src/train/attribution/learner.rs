//! The learner: weights of features and states that make the right labels likely.
//!
//! In: examples with their features and what is right of them. Out: weights. Each
//! example in turn moves the weights towards what is right, by the gradient of its
//! likelihood, each weight at a pace of its own (AdaGrad; Duchi et al. 2011). Some
//! features are left out each time, and what is kept in the end is the mean of many
//! states of the weights: both keep rare features from being believed too much. What
//! is likely, an [`Example`] knows: a chain among all sequences of labels, a list
//! among its candidates.

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

/// How often in an epoch the weights are added to their mean.
const NOTED: usize = 4;

/// A feature that stands in fewer places has no weight.
const LEAST_PLACES: usize = 3;

/// What weights are learnt from.
pub(super) trait Example<const N: usize> {
    /// Of a hundred features, as many are left out each time.
    const LEFT_OUT: usize;

    /// Returns the number of its passage.
    fn passage(&self) -> usize;

    /// Returns the features of its rows of scores.
    fn features(&self) -> &Features;

    /// Returns the same, to put places of rows where the numbers of features stood.
    fn features_mut(&mut self) -> &mut Features;

    /// Returns the numbers of features, each as often as it counts.
    fn counted(&self) -> Vec<u32>;

    /// Returns which features are left out of its rows this time.
    fn thinned(&self, left_out: &mut dyn FnMut() -> bool) -> Vec<Vec<u32>>;

    /// Returns how likely it takes what is wrong, as gradients of the scores of its
    /// rows and of the steps.
    fn gradients(&self, scores: &[[f32; N]], steps: &Steps<N>) -> Gradients<N>;
}

/// The gradients of an example's scores.
pub(super) struct Gradients<const N: usize> {
    pub(super) rows: Vec<[f32; N]>,
    pub(super) steps: [[f32; N]; N],
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

/// How long is learnt, and what chance begins with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    pub(super) n_epochs: usize,
    /// How often learning begins anew, each time with other chance; what is kept is the
    /// mean of all.
    pub(super) n_runs: usize,
    pub(super) seed: u64,
}

/// Learns from examples, each so many times.
pub(super) fn learn<const N: usize>(
    mut examples: Vec<impl Example<N>>,
    passages: &[Passage],
    n_views: usize,
    Course { n_epochs, n_runs, seed }: Course,
) -> Weights<N> {
    let width = chancery_read::grammar::attribution::STATE;
    let mut learner = Learner::<N>::new(&examples, width, n_views, seed);
    for example in &mut examples {
        learner.place(example.features_mut());
    }
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let between = (examples.len() / NOTED).max(1);
    for run in 0..n_runs as u64 {
        learner.begin(seed + run);
        for epoch in 0..n_epochs {
            learner.rng.shuffle(&mut order);
            for (n_done, idx) in order.iter().enumerate() {
                let example = &examples[*idx];
                learner.follow(example, &passages[example.passage()]);
                // The first epoch is on its way still.
                if (epoch > 0 || n_epochs == 1) && (n_done + 1) % between == 0 {
                    learner.note();
                }
            }
        }
    }
    learner.mean()
}

impl<const N: usize> Learner<N> {
    /// Starts with the features that stand in enough places.
    fn new(examples: &[impl Example<N>], width: usize, n_views: usize, seed: u64) -> Learner<N> {
        let mut all: Vec<u32> = examples.iter().flat_map(Example::counted).collect();
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

    /// Forgets the weights, but not their mean.
    fn begin(&mut self, seed: u64) {
        self.rows.fill(Row::ZERO);
        self.rng = Rng::new(seed);
    }

    /// Puts the places of rows where the numbers of features stood; features without a
    /// row are left out.
    fn place(&self, features: &mut Features) {
        for keys in &mut features.keys {
            let place = |key: &u32| self.keys.binary_search(key).ok().map(|row| row as u32);
            *keys = keys.iter().filter_map(place).collect();
        }
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

    /// Moves the weights towards what is right of an example.
    fn follow(&mut self, example: &impl Example<N>, passage: &Passage) {
        let features = example.features();
        let keys = thinned(example, &mut self.rng);
        let scores = self.scores(&keys, features, passage);
        let Gradients { rows: shares, steps } = example.gradients(&scores, &self.steps());
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

/// Leaves out some features of an example by chance.
fn thinned<const N: usize, E: Example<N>>(example: &E, rng: &mut Rng) -> Vec<Vec<u32>> {
    example.thinned(&mut || rng.below(100) < E::LEFT_OUT)
}

/// Returns whether a gradient is too small to be worth a step.
fn is_small<const N: usize>(gradient: &[f32; N]) -> bool {
    gradient.iter().all(|one| one.abs() < 1e-3)
}
