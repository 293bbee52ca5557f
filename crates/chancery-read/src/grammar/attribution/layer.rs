//! The layer: what features and states weigh for each label.
//!
//! In: the features of a window's words. Out: the best labels. A feature has a row
//! of bytes, found by its number; a view has a row for each number of a state. What
//! is not in the tables weighs nothing. Sums of bytes are whole numbers and the rest
//! is added in a fixed order, so that every machine finds the same labels.

use super::chain::Steps;
use super::features::Features;
use super::passage::Passage;
use crate::grammar::careful::WIDTH;
use crate::grammar::linear::table::{GREATEST_WEIGHT, byte, weight};
use crate::grammar::{Weights, WeightsError, WeightsWriter};

/// The high bits of a number that say where its row is looked for.
const BUCKET_BITS: u32 = 16;

/// The weights of a layer.
#[derive(Clone, Debug)]
pub struct Layer<const N: usize> {
    /// The numbers of the features that have rows, in order.
    keys: Vec<u32>,
    /// For each value of a number's high bits, how many keys stand before it.
    buckets: Vec<u32>,
    rows: Vec<[u8; N]>,
    /// What one unit of a row weighs.
    unit: f32,
    /// For each view and each number of a state, a row.
    views: Vec<[f32; N]>,
    steps: Steps<N>,
    /// How much less likely "outside" is taken to be than it was learnt.
    bias: f32,
}

/// What training found, as numbers.
#[derive(Clone, Debug, Default)]
pub struct Learnt<'a, const N: usize> {
    /// The numbers of features, in order.
    pub keys: &'a [u32],
    /// The row of each.
    pub rows: &'a [[f32; N]],
    /// The rows of views.
    pub views: &'a [[f32; N]],
    /// The weight of each step from label to label.
    pub steps: &'a [[f32; N]],
    /// How much is taken off the score of "outside".
    pub bias: f32,
}

/// Adds a layer to a weights file; features whose weights are all smaller than `least`
/// are left out.
pub fn write<const N: usize>(
    learnt: &Learnt<'_, N>,
    least: f32,
    name: &str,
    writer: &mut WeightsWriter,
) {
    let is_heavy = |row: &[f32; N]| row.iter().any(|weight| weight.abs() >= least);
    let kept = learnt.keys.iter().zip(learnt.rows).filter(|(_, row)| is_heavy(row));
    let (keys, rows): (Vec<u32>, Vec<[f32; N]>) = kept.map(|(key, row)| (*key, *row)).unzip();
    writer.numbers(&format!("{name}.keys"), &keys);
    bytes(&rows, &format!("{name}.rows"), writer);
    bytes(learnt.views, &format!("{name}.views"), writer);
    writer.numbers(&format!("{name}.steps"), learnt.steps.as_flattened());
    writer.numbers(&format!("{name}.bias"), &[learnt.bias]);
}

/// Adds rows as bytes, and what one unit of them weighs.
fn bytes<const N: usize>(rows: &[[f32; N]], name: &str, writer: &mut WeightsWriter) {
    let all = rows.as_flattened();
    let greatest = all.iter().fold(1e-6_f32, |most, weight| most.max(weight.abs()));
    let unit = f64::from(greatest) / GREATEST_WEIGHT;
    writer.section(name, all.iter().map(|weight| byte(f64::from(*weight) / unit)).collect());
    writer.numbers(&format!("{name}.unit"), &[unit as f32]);
}

impl<const N: usize> Layer<N> {
    /// Takes a layer with so many views from its sections.
    ///
    /// # Errors
    ///
    /// Where a section is missing, has another size or is out of order.
    pub fn load(
        weights: &Weights<'_>,
        name: &str,
        n_views: usize,
    ) -> Result<Layer<N>, WeightsError> {
        let section = |part: &str| format!("{name}.{part}");
        let one = |part: &str| -> Result<f32, WeightsError> {
            let numbers: Vec<f32> = weights.numbers(&section(part), 1)?;
            let finite = numbers.first().copied().filter(|number| number.is_finite());
            finite.ok_or_else(|| WeightsError::content(&section(part), "it is no finite number"))
        };
        let keys: Vec<u32> = weights.all_numbers(&section("keys"))?;
        if !keys.is_sorted_by(|a, b| a < b) {
            return Err(WeightsError::content(&section("keys"), "its numbers are out of order"));
        }
        let rows: Vec<u8> = weights.numbers(&section("rows"), keys.len() * N)?;
        let views: Vec<u8> = weights.numbers(&section("views"), n_views * WIDTH * N)?;
        let view_unit = one("views.unit")?;
        let views = views.as_chunks().0.iter();
        let views = views.map(|row: &[u8; N]| row.map(|byte| f32::from(weight(byte)) * view_unit));
        let steps: Vec<f32> = weights.numbers(&section("steps"), N * N)?;
        if steps.iter().any(|step| !step.is_finite()) {
            return Err(WeightsError::content(&section("steps"), "it has no finite numbers"));
        }
        let mut table = [[0.0; N]; N];
        table.as_flattened_mut().copy_from_slice(&steps);
        let buckets = (0..=1_u32 << BUCKET_BITS)
            .map(|high| keys.partition_point(|key| key >> (32 - BUCKET_BITS) < high) as u32);
        Ok(Layer {
            buckets: buckets.collect(),
            rows: rows.as_chunks().0.to_vec(),
            unit: one("rows.unit")?,
            views: views.collect(),
            steps: Steps::new(table),
            bias: one("bias")?,
            keys,
        })
    }

    /// Returns the best labels of a window's words.
    pub fn labels(&self, features: &Features, passage: &Passage) -> Vec<usize> {
        self.steps.best(&self.scores(features, passage))
    }

    /// Returns what each step from label to label weighs.
    pub fn steps(&self) -> &Steps<N> {
        &self.steps
    }

    /// Returns the scores of each word's labels.
    pub(super) fn scores(&self, features: &Features, passage: &Passage) -> Vec<[f32; N]> {
        let views = features.views.iter();
        let views: Vec<[f32; N]> =
            views.map(|(view, word)| self.view(*view, passage.state(*word as usize))).collect();
        let one = |(keys, seen): (&Vec<u32>, &Vec<u32>)| {
            let mut sums = [0_i32; N];
            for row in keys.iter().filter_map(|key| self.row(*key)) {
                for (sum, byte) in sums.iter_mut().zip(row) {
                    *sum += i32::from(weight(*byte));
                }
            }
            let mut out = sums.map(|sum| sum as f32 * self.unit);
            for view in seen {
                for (out, score) in out.iter_mut().zip(&views[*view as usize]) {
                    *out += score;
                }
            }
            out[0] -= self.bias;
            out
        };
        features.keys.iter().zip(&features.seen).map(one).collect()
    }

    /// Returns the row of a feature.
    fn row(&self, key: u32) -> Option<&[u8; N]> {
        let high = (key >> (32 - BUCKET_BITS)) as usize;
        let first = self.buckets[high] as usize;
        let keys = &self.keys[first..self.buckets[high + 1] as usize];
        let place = keys.iter().position(|other| *other == key)?;
        self.rows.get(first + place)
    }

    /// Returns what the state of a word says, looked at from one side.
    fn view(&self, view: u32, state: &[f32]) -> [f32; N] {
        let mut out = [0.0; N];
        for (row, value) in self.views[view as usize * WIDTH..].iter().zip(state) {
            for (out, weight) in out.iter_mut().zip(row) {
                *out += weight * value;
            }
        }
        out
    }
}
