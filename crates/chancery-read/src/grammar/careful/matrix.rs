//! Products of whole numbers: rows of activations with a matrix of weights.
//!
//! In: rows of numbers, and weights of 8 bits with a scale for each output. The
//! rows become whole numbers of 8 bits with a scale and a zero point for each row,
//! and products are summed in 32 bits. Such sums are exact, in whatever order they
//! are taken: every instruction set gives the same numbers. What they mean is not
//! known here.

use archmage::prelude::*;

use super::arithmetic::extreme;
use crate::grammar::weights::{Weights, WeightsError};

/// How many outputs stand beside each other in the packed form: the width of
/// four of the widest registers.
const BLOCK: usize = 64;
/// The largest activation as a whole number.
const MOST: f32 = 255.0;
/// The most inputs that a matrix may have: 255 · 127 · 32768 < 2³⁰.
const MOST_IN: usize = 32_768;
/// How far apart the four inputs of a quad stand: so a row is packed without
/// moving numbers between the lanes of a register.
const APART: usize = 16;
/// How many rows the widest kernel takes at once.
const ROWS_AT_ONCE: usize = 6;

/// The weights of one step, packed for the kernels, with a bias.
pub(super) struct Matrix {
    n_out: usize,
    n_quads: usize,
    /// By block of outputs, then by quad of inputs: each output's four weights.
    packed: Vec<[i8; 4 * BLOCK]>,
    /// The sum of each output's weights, which a row's zero point is multiplied with.
    totals: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// Takes a matrix from the sections `NAME`, `NAME.scale` and `NAME.bias`.
    pub(super) fn load(
        weights: &Weights<'_>,
        name: &str,
        n_in: usize,
        n_out: usize,
    ) -> Result<Matrix, WeightsError> {
        if n_in > MOST_IN || !n_in.is_multiple_of(4 * APART) {
            return Err(WeightsError::content(name, "no number of inputs that is calculated with"));
        }
        let rows: Vec<i8> = weights.numbers(name, n_in * n_out)?;
        let scales: Vec<f32> = weights.numbers(&format!("{name}.scale"), n_out)?;
        let bias: Vec<f32> = weights.numbers(&format!("{name}.bias"), n_out)?;
        if scales.iter().chain(&bias).any(|number| !number.is_finite()) {
            return Err(WeightsError::content(name, "a scale or bias is no number"));
        }
        Ok(Matrix::new(&rows, &scales, &bias, n_in))
    }

    fn new(rows: &[i8], scales: &[f32], bias: &[f32], n_in: usize) -> Matrix {
        let n_out = scales.len();
        let n_quads = n_in / 4;
        let n_blocks = n_out.div_ceil(BLOCK);
        let mut packed = vec![[0; 4 * BLOCK]; n_blocks * n_quads];
        let mut totals = vec![0; n_blocks * BLOCK];
        for (out_idx, row) in rows.chunks_exact(n_in).enumerate() {
            let block = &mut packed[out_idx / BLOCK * n_quads..][..n_quads];
            let lane = out_idx % BLOCK * 4;
            for (idx, quad) in block.iter_mut().enumerate() {
                let first = idx / APART * 4 * APART + idx % APART;
                for part in 0..4 {
                    quad[lane + part] = row[first + part * APART];
                }
            }
            totals[out_idx] = row.iter().map(|weight| i32::from(*weight)).sum();
        }
        let padded = |values: &[f32]| {
            let mut values = values.to_vec();
            values.resize(n_blocks * BLOCK, 0.0);
            values
        };
        Matrix { n_out, n_quads, packed, totals, scales: padded(scales), bias: padded(bias) }
    }

    /// Multiplies rows with the matrix and adds its bias; `out` gets the rows of
    /// the product.
    pub(super) fn multiply(&self, rows: &Rows, out: &mut Vec<f32>) {
        // Every number is written: those of the last product need not be cleared.
        out.resize(rows.frames.len() * self.n_out, 0.0);
        product(rows, self, out);
    }

    /// Turns the sums of a row and a block into numbers again.
    #[inline(always)]
    fn finish(&self, sums: &[i32], frame: Frame, block_idx: usize, out: &mut [f32]) {
        let start = block_idx * BLOCK;
        let totals = &self.totals[start..start + BLOCK];
        let scales = &self.scales[start..start + BLOCK];
        let bias = &self.bias[start..start + BLOCK];
        let mut values = [0.0; BLOCK];
        for idx in 0..BLOCK {
            let sum = sums[idx] - frame.zero * totals[idx];
            values[idx] = sum as f32 * (frame.scale * scales[idx]) + bias[idx];
        }
        let out = &mut out[start..self.n_out];
        match out.first_chunk_mut() {
            Some(out) => *out = values,
            None => out.copy_from_slice(&values[..out.len()]),
        }
    }
}

/// What a row's whole numbers mean: `(number - zero) · scale`.
#[derive(Clone, Copy, Default)]
struct Frame {
    scale: f32,
    zero: i32,
}

/// Rows of activations as whole numbers, four to an element.
#[derive(Default)]
pub(super) struct Rows {
    quads: Vec<i32>,
    frames: Vec<Frame>,
}

impl Rows {
    /// Takes rows of `n_in` numbers each.
    pub(super) fn set(&mut self, values: &[f32], n_in: usize) {
        self.quads.resize(values.len() / 4, 0);
        self.frames.resize(values.len() / n_in, Frame::default());
        quantise(values, n_in, &mut self.quads, &mut self.frames);
    }
}

#[autoversion(v4x, v3, scalar)]
fn quantise(values: &[f32], n_in: usize, quads: &mut [i32], frames: &mut [Frame]) {
    let rows = values.chunks_exact(n_in).zip(quads.chunks_exact_mut(n_in / 4));
    for ((row, out), frame) in rows.zip(frames) {
        let (parts, _) = row.as_chunks::<APART>();
        let low = extreme(row, 0.0, |a, b| a < b);
        let high = extreme(row, 1e-9, |a, b| a > b);
        let range = high - low;
        let factor = MOST / range;
        // Zero itself is a whole number of the row, between 0 and 255.
        let zero = whole(-low * factor);
        *frame = Frame { scale: range / MOST, zero };
        for (out, four) in out.as_chunks_mut::<APART>().0.iter_mut().zip(parts.as_chunks::<4>().0) {
            for lane in 0..APART {
                let [a, b, c, d] = [four[0][lane], four[1][lane], four[2][lane], four[3][lane]]
                    .map(|value| (whole(value * factor) + zero).clamp(0, 255));
                out[lane] = a | (b << 8) | (c << 16) | (d << 24);
            }
        }
    }
}

/// Rounds to the nearest whole number, ties to even: in the sum with 1.5 · 2²³
/// the low bits are the whole number.
#[inline(always)]
fn whole(value: f32) -> i32 {
    (value + 12_582_912.0).to_bits().cast_signed() - 0x4B40_0000
}

/// Multiplies with the widest registers that the processor has.
fn product(rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(token) = X64V4xToken::summon() {
        return product_v4x(token, rows, matrix, out);
    } else if let Some(token) = X64V3Token::summon() {
        return product_v3(token, rows, matrix, out);
    }
    product_scalar(ScalarToken, rows, matrix, out);
}

#[arcane(import_intrinsics)]
fn product_v4x(token: X64V4xToken, rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    let (n_quads, n_out) = (matrix.n_quads, matrix.n_out);
    for (block_idx, weights) in matrix.packed.chunks_exact(n_quads).enumerate() {
        let several = rows.quads.chunks(ROWS_AT_ONCE * n_quads);
        let outs = out.chunks_mut(ROWS_AT_ONCE * n_out);
        for ((quads, frames), out) in several.zip(rows.frames.chunks(ROWS_AT_ONCE)).zip(outs) {
            let at = Tile { matrix, block_idx, weights, quads, frames };
            match frames.len() {
                6 => tile_v4x::<6>(token, at, out),
                5 => tile_v4x::<5>(token, at, out),
                4 => tile_v4x::<4>(token, at, out),
                3 => tile_v4x::<3>(token, at, out),
                2 => tile_v4x::<2>(token, at, out),
                _ => tile_v4x::<1>(token, at, out),
            }
        }
    }
}

/// A block of outputs for a few rows.
#[derive(Clone, Copy)]
struct Tile<'a> {
    matrix: &'a Matrix,
    block_idx: usize,
    weights: &'a [[i8; 4 * BLOCK]],
    quads: &'a [i32],
    frames: &'a [Frame],
}

#[rite(import_intrinsics)]
fn tile_v4x<const N: usize>(_token: X64V4xToken, tile: Tile<'_>, out: &mut [f32]) {
    let n_quads = tile.weights.len();
    // A closure would be compiled without the instructions of this function, and
    // changing between the two costs more than all the rows.
    let mut rows = [tile.quads; N];
    for (row, quads) in rows.iter_mut().zip(tile.quads.chunks_exact(n_quads)) {
        *row = quads;
    }
    let mut sums = [[_mm512_setzero_si512(); 4]; N];
    for (idx, quad) in tile.weights.iter().enumerate() {
        let (parts, _) = quad.as_chunks::<64>();
        let lanes: [__m512i; 4] = [
            _mm512_loadu_si512(&parts[0]),
            _mm512_loadu_si512(&parts[1]),
            _mm512_loadu_si512(&parts[2]),
            _mm512_loadu_si512(&parts[3]),
        ];
        for row in 0..N {
            let four = _mm512_set1_epi32(rows[row][idx]);
            for lane in 0..4 {
                sums[row][lane] = _mm512_dpbusd_epi32(sums[row][lane], four, lanes[lane]);
            }
        }
    }
    for (row, out) in out.chunks_exact_mut(tile.matrix.n_out).enumerate().take(N) {
        let mut whole = [[0_i32; 16]; 4];
        for lane in 0..4 {
            _mm512_storeu_si512(&mut whole[lane], sums[row][lane]);
        }
        tile.matrix.finish(whole.as_flattened(), tile.frames[row], tile.block_idx, out);
    }
}

#[arcane(import_intrinsics)]
fn product_v3(_token: X64V3Token, rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    let (n_quads, n_out) = (matrix.n_quads, matrix.n_out);
    let low_bytes = _mm256_set1_epi16(0x00FF);
    for (block_idx, weights) in matrix.packed.chunks_exact(n_quads).enumerate() {
        let twos = rows.quads.chunks(2 * n_quads).zip(rows.frames.chunks(2));
        for ((quads, frames), out) in twos.zip(out.chunks_mut(2 * n_out)) {
            let (first, second) = quads.split_at(n_quads);
            let second = if second.is_empty() { first } else { second };
            let mut whole = [[[0_i32; 8]; 8]; 2];
            // A part of a block at a time: there are sixteen registers.
            for part in [0, 2, 4, 6] {
                let mut sums = [[_mm256_setzero_si256(); 2]; 2];
                for ((quad, first), second) in weights.iter().zip(first).zip(second) {
                    let (parts, _) = quad.as_chunks::<32>();
                    // The instruction for bytes would cut large sums: they are widened to
                    // 16 bits, the even ones and the odd ones by themselves.
                    let fours = [_mm256_set1_epi32(*first), _mm256_set1_epi32(*second)];
                    let halves = fours.map(|four| {
                        (_mm256_and_si256(four, low_bytes), _mm256_srli_epi16::<8>(four))
                    });
                    for lane in 0..2 {
                        let weights = _mm256_loadu_si256(&parts[part + lane]);
                        let even = _mm256_srai_epi16::<8>(_mm256_slli_epi16::<8>(weights));
                        let odd = _mm256_srai_epi16::<8>(weights);
                        for row in 0..2 {
                            let sum = _mm256_add_epi32(
                                _mm256_madd_epi16(halves[row].0, even),
                                _mm256_madd_epi16(halves[row].1, odd),
                            );
                            sums[row][lane] = _mm256_add_epi32(sums[row][lane], sum);
                        }
                    }
                }
                for row in 0..2 {
                    for lane in 0..2 {
                        _mm256_storeu_si256(&mut whole[row][part + lane], sums[row][lane]);
                    }
                }
            }
            let outs = out.chunks_exact_mut(n_out).zip(frames).zip(&whole);
            for ((out, frame), whole) in outs {
                matrix.finish(whole.as_flattened(), *frame, block_idx, out);
            }
        }
    }
}

fn product_scalar(_token: ScalarToken, rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    let (n_quads, n_out) = (matrix.n_quads, matrix.n_out);
    for (block_idx, weights) in matrix.packed.chunks_exact(n_quads).enumerate() {
        let each = rows.quads.chunks_exact(n_quads).zip(&rows.frames);
        for ((quads, frame), out) in each.zip(out.chunks_exact_mut(n_out)) {
            let mut sums = [0_i32; BLOCK];
            for (quad, weights) in quads.iter().zip(weights) {
                let numbers = quad.to_le_bytes().map(i32::from);
                for (sum, four) in sums.iter_mut().zip(weights.as_chunks::<4>().0) {
                    for part in 0..4 {
                        *sum += numbers[part] * i32::from(four[part]);
                    }
                }
            }
            matrix.finish(&sums, *frame, block_idx, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same in every run.
    fn numbers(n: usize, seed: u32) -> impl Iterator<Item = u32> {
        let mut state = seed;
        std::iter::repeat_with(move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        })
        .take(n)
    }

    fn matrix(n_in: usize, n_out: usize) -> (Matrix, Vec<i8>) {
        let weights: Vec<i8> = numbers(n_in * n_out, 7).map(|n| n as u8 as i8).collect();
        let scales: Vec<f32> = numbers(n_out, 8).map(|n| n as f32 / 1e6).collect();
        let bias: Vec<f32> = numbers(n_out, 9).map(|n| n as f32 / 1e3 - 30.0).collect();
        (Matrix::new(&weights, &scales, &bias, n_in), weights)
    }

    fn rows(n_in: usize, n_rows: usize) -> (Rows, Vec<f32>) {
        let values: Vec<f32> =
            numbers(n_in * n_rows, 3).map(|n| (n as f32 - 32_768.0) / 5_000.0).collect();
        let mut rows = Rows::default();
        rows.set(&values, n_in);
        (rows, values)
    }

    #[test]
    fn product_is_near_the_product_of_the_numbers() {
        let (n_in, n_out, n_rows) = (192, 70, 3);
        let (matrix, weights) = matrix(n_in, n_out);
        let (rows, values) = rows(n_in, n_rows);
        let mut out = Vec::new();
        matrix.multiply(&rows, &mut out);
        for row in 0..n_rows {
            let row_values = &values[row * n_in..][..n_in];
            for column in 0..n_out {
                let row_weights = &weights[column * n_in..][..n_in];
                let pairs = || row_values.iter().zip(row_weights);
                let exact: f32 = pairs().map(|(value, weight)| value * f32::from(*weight)).sum();
                let exact = exact * matrix.scales[column] + matrix.bias[column];
                // What is lost by rounding is spread evenly over a step: five deviations.
                let squares: f32 = pairs().map(|(_, weight)| f32::from(*weight).powi(2)).sum();
                let deviation = rows.frames[row].scale / 12_f32.sqrt() * squares.sqrt();
                let found = out[row * n_out + column];
                let bound = 5.0 * deviation * matrix.scales[column] + 1e-3;
                assert!((found - exact).abs() < bound, "{found} {exact} {bound}");
            }
        }
    }

    #[test]
    fn every_instruction_set_gives_the_same_bits() {
        for (n_in, n_out, n_rows) in [(64, 64, 1), (384, 130, 7), (1536, 65, 13), (128, 3, 2)] {
            let (matrix, _) = matrix(n_in, n_out);
            let (rows, _) = rows(n_in, n_rows);
            let mut plain = vec![0.0; n_rows * n_out];
            product_scalar(ScalarToken, &rows, &matrix, &mut plain);
            let same = |out: &[f32]| {
                assert!(plain.iter().zip(out).all(|(a, b)| a.to_bits() == b.to_bits()));
            };
            #[cfg(target_arch = "x86_64")]
            {
                let mut out = vec![0.0; n_rows * n_out];
                if let Some(token) = X64V3Token::summon() {
                    product_v3(token, &rows, &matrix, &mut out);
                    same(&out);
                }
                out.fill(0.0);
                if let Some(token) = X64V4xToken::summon() {
                    product_v4x(token, &rows, &matrix, &mut out);
                    same(&out);
                }
            }
            let mut out = Vec::new();
            matrix.multiply(&rows, &mut out);
            same(&out);
        }
    }

    #[test]
    fn rows_without_weight_and_large_rows_stay_numbers() {
        let (matrix, _) = matrix(64, 5);
        let mut out = Vec::new();
        let mut rows = Rows::default();
        for value in [0.0, -1e-30, 3e30] {
            rows.set(&[value; 64], 64);
            matrix.multiply(&rows, &mut out);
            assert!(out.iter().all(|number| number.is_finite()), "{value}");
        }
    }
}
