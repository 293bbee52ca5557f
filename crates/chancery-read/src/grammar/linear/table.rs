//! Tables: the weights of features, found by the features' numbers.
//!
//! A table is a list of lines, each as long as a line of the processor's cache.
//! A line has slots: a 16-bit mark that tells features of one line apart, and
//! a row of bytes, mostly weights. A feature is looked for in one line only, so a
//! lookup costs one access to memory. All slots are compared at once and
//! without a branch, so that the next lookups need not wait for this one. Rows
//! are made once, by training, and the bytes of a file are the table: nothing
//! is rebuilt when it is loaded.

use archmage::prelude::*;

use crate::grammar::{Weights, WeightsError, WeightsWriter};

/// The length of a line in bytes.
const LINE: usize = 64;

/// The share of slots that are filled. Fuller lines lose more rows; these lose
/// about one in twenty or fewer, and the lightest.
const FILL: f64 = 0.8;

/// Returns the weight that a byte stands for: its square, with its sign. Most
/// weights are small and few are a hundred times as great; so both keep their
/// places.
#[inline(always)]
pub(crate) const fn weight(byte: u8) -> i16 {
    let root = byte.cast_signed() as i16;
    root * root.abs()
}

/// Returns the byte that comes nearest to a weight of at most
/// [`GREATEST_WEIGHT`].
pub fn byte(weight: f64) -> u8 {
    let root = weight.abs().sqrt().round().min(f64::from(i8::MAX));
    (root.copysign(weight) as i8).cast_unsigned()
}

/// The greatest weight that a byte can stand for.
pub const GREATEST_WEIGHT: f64 = 127.0 * 127.0;

/// The marks of all slots, then the first byte of all rows, then the second.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Line([u8; LINE]);

/// Rows of `N` bytes under the numbers of features, `S` in a line.
#[derive(Clone, Debug)]
pub struct Table<const N: usize, const S: usize> {
    lines: Vec<Line>,
}

impl<const N: usize, const S: usize> Table<N, S> {
    /// Builds a table of rows, the most important first. Where a line is full,
    /// what comes later is left out.
    pub fn build(rows: &[(u64, [u8; N])]) -> Table<N, S> {
        const { assert!(S * (N + 2) <= LINE) };
        let n_lines = (rows.len() as f64 / (S as f64 * FILL)).ceil() as usize;
        let mut lines = vec![Line([0; LINE]); n_lines.max(1)];
        for (feature, row) in rows {
            let line = line_of(*feature, lines.len());
            let line = &mut lines[line].0;
            let mark = mark(*feature).to_le_bytes();
            let (marks, weights) = line.split_at_mut(2 * S);
            let (marks, _) = marks.as_chunks_mut::<2>();
            let Some(slot) = marks.iter().position(|other| *other == [0; 2]) else { continue };
            if marks.contains(&mark) {
                continue;
            }
            marks[slot] = mark;
            for (class, weight) in row.iter().enumerate() {
                weights[class * S + slot] = *weight;
            }
        }
        Table { lines }
    }

    /// Adds the table to a weights file.
    pub fn write(&self, name: &str, writer: &mut WeightsWriter) {
        writer.section(name, self.lines.iter().flat_map(|line| line.0).collect());
    }

    /// Takes the table from a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where the section is missing or ends within a line.
    pub fn read(name: &str, weights: &Weights<'_>) -> Result<Table<N, S>, WeightsError> {
        let (chunks, rest) = weights.section(name)?.as_chunks::<LINE>();
        if chunks.is_empty() || !rest.is_empty() {
            return Err(WeightsError::content(name, "it does not consist of whole lines"));
        }
        Ok(Table { lines: chunks.iter().map(|chunk| Line(*chunk)).collect() })
    }

    /// Returns the rows of a feature's line, and for each slot ones where the
    /// feature's row is and zeros where it is not.
    #[inline(always)]
    fn find(&self, feature: u64) -> (&[[u8; S]], [u8; S]) {
        let line = &self.lines[line_of(feature, self.lines.len())].0;
        let (marks, weights) = line.split_at(2 * S);
        let (marks, _) = marks.as_chunks::<2>();
        let mark = mark(feature);
        let mut keep = [0; S];
        for slot in 0..S {
            keep[slot] = 0_u8.wrapping_sub(u8::from(u16::from_le_bytes(marks[slot]) == mark));
        }
        let (weights, _) = weights.as_chunks::<S>();
        (&weights[..N], keep)
    }

    /// Returns the row of a feature; zeros where it has none.
    #[inline(always)]
    pub(super) fn row(&self, feature: u64) -> [u8; N] {
        let line = &self.lines[line_of(feature, self.lines.len())].0;
        let (marks, _) = line.as_chunks::<2>();
        let mark = mark(feature);
        // All slots are looked at, since which one it is cannot be foreseen.
        let slots = (0..S).fold(0_u32, |slots, slot| {
            slots | u32::from(u16::from_le_bytes(marks[slot]) == mark) << slot
        });
        let keep = 0_u8.wrapping_sub(u8::from(slots != 0));
        let slot = (slots | 1 << (S - 1)).trailing_zeros() as usize;
        let mut row = [0; N];
        for (byte, value) in row.iter_mut().enumerate() {
            *value = line[2 * S + byte * S + slot] & keep;
        }
        row
    }

    /// Puts another row in the place of each, in the order of the table; places
    /// without a feature count as rows of zeros.
    pub(super) fn replace(&mut self, mut other: impl FnMut([u8; N]) -> [u8; N]) {
        for Line(line) in &mut self.lines {
            for slot in 0..S {
                let place = |byte: usize| 2 * S + byte * S + slot;
                let row = other(std::array::from_fn(|byte| line[place(byte)]));
                row.into_iter().enumerate().for_each(|(byte, value)| line[place(byte)] = value);
            }
        }
    }

    /// Fetches the lines of the features. These accesses to memory overlap,
    /// where the work on one line would hold up the next.
    #[inline(always)]
    pub(super) fn touch(&self, features: &[u64]) {
        let touched = features.iter().fold(0, |touched, feature| {
            touched ^ self.lines[line_of(*feature, self.lines.len())].0[0]
        });
        std::hint::black_box(touched);
    }

    /// Adds the weights of the features to the scores.
    #[inline]
    pub fn add(&self, features: &[u64], scores: &mut [i32; N]) {
        add_rows(self, features, scores);
    }
}

#[autoversion(v4x, v3, scalar)]
fn add_rows<const N: usize, const S: usize>(
    table: &Table<N, S>,
    features: &[u64],
    scores: &mut [i32; N],
) {
    table.touch(features);
    // The sums of each slot, so that slots are added up only once.
    let mut sums = [[0_i32; S]; N];
    for feature in features {
        let (weights, keep) = table.find(*feature);
        for class in 0..N {
            for slot in 0..S {
                sums[class][slot] += i32::from(weight(weights[class][slot] & keep[slot]));
            }
        }
    }
    for (score, sums) in scores.iter_mut().zip(&sums) {
        *score += sums.iter().sum::<i32>();
    }
}

/// Returns the line that a feature belongs to.
#[inline]
fn line_of(feature: u64, n_lines: usize) -> usize {
    ((u128::from(feature) * n_lines as u128) >> 64) as usize
}

/// Returns the mark of a feature; none is zero, which marks an empty slot.
#[inline]
fn mark(feature: u64) -> u16 {
    (feature as u16).max(1)
}

/// Rows whose weights are relative to the first class, which weighs nothing:
/// `N` is one less than there are classes.
#[derive(Clone, Debug)]
pub struct RelativeTable<const N: usize, const S: usize>(Table<N, S>);

impl<const N: usize, const S: usize> RelativeTable<N, S> {
    /// Builds a table of rows, the most important first.
    pub fn build(rows: &[(u64, [u8; N])]) -> RelativeTable<N, S> {
        RelativeTable(Table::build(rows))
    }

    /// Adds the table to a weights file.
    pub fn write(&self, name: &str, writer: &mut WeightsWriter) {
        self.0.write(name, writer);
    }

    /// Takes the table from a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where the section is missing or ends within a line.
    pub fn read(name: &str, weights: &Weights<'_>) -> Result<RelativeTable<N, S>, WeightsError> {
        Table::read(name, weights).map(RelativeTable)
    }
}

/// Whatever has weights for features: a table, or training that still goes on.
pub trait Scorer {
    /// Adds the weights of the features to the scores of the classes.
    fn add(&self, features: &[u64], scores: &mut [i32]);
}

impl<const N: usize, const S: usize> Scorer for RelativeTable<N, S> {
    #[inline]
    fn add(&self, features: &[u64], scores: &mut [i32]) {
        if let [_, others @ ..] = scores
            && let Some(others) = others.first_chunk_mut::<N>()
        {
            self.0.add(features, others);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash;
    use super::*;

    fn feature(n: u32) -> u64 {
        hash::one(1, n)
    }

    fn score<const N: usize, const S: usize>(table: &Table<N, S>, feature: u64) -> [i32; N] {
        let mut scores = [0; N];
        table.add(&[feature], &mut scores);
        scores
    }

    fn signed(row: [u8; 2]) -> [i32; 2] {
        row.map(|byte| i32::from(weight(byte)))
    }

    #[test]
    fn bytes_stand_for_weights_of_all_sizes() {
        assert_eq!(weight(byte(GREATEST_WEIGHT)), 16_129);
        assert_eq!(weight(byte(-GREATEST_WEIGHT)), -16_129);
        for exact in [-9_000.0, -400.0, 30.0, 120.0, 2_500.0_f64] {
            let near = f64::from(weight(byte(exact)));
            assert!((near - exact).abs() < exact.abs() * 0.2, "{near} for {exact}");
        }
        assert_eq!(weight(byte(0.0)), 0);
    }

    #[test]
    fn rows_are_found_again_but_for_few() {
        let rows: Vec<_> = (0..10_000).map(|n| (feature(n), [n as u8, 255])).collect();
        let table = Table::<2, 16>::build(&rows);
        let n_found =
            rows.iter().filter(|(feature, row)| score(&table, *feature) == signed(*row)).count();
        assert!(n_found > 9_300, "{n_found}");
        // The first rows are the most important, and are all there.
        for (feature, row) in &rows[..1_000] {
            assert_eq!(score(&table, *feature), signed(*row));
        }
    }

    #[test]
    fn features_without_row_weigh_nothing() {
        let rows: Vec<_> = (0..1_000).map(|n| (feature(n), [1_u8; 6])).collect();
        let table = Table::<6, 8>::build(&rows);
        let n_wrong = (1_000..101_000).filter(|n| score(&table, feature(*n)) != [0; 6]).count();
        assert!(n_wrong < 60, "{n_wrong} of 100,000");
        assert_eq!(score(&Table::<2, 16>::build(&[]), feature(1)), [0; 2]);
    }
}
