//! Arithmetic of the encoder that is not a product of matrices.
//!
//! In and out: rows of numbers. Only additions, multiplications, divisions and
//! square roots in a fixed order, so that every machine gives the same bits: the
//! exponential is a polynomial of ours, sums run over sixteen fixed lanes, and no
//! multiplication is fused with an addition.

use archmage::prelude::*;

/// How many lanes a sum has.
const LANES: usize = 16;

/// Returns e to the power of a number that is not above 0; below -87 what it is
/// at -87, which is as good as nothing.
///
/// The method of Cephes' `expf`: x is cut into a power of two and a rest below
/// ln 2 / 2, whose exponential is a polynomial of degree 5.
#[inline(always)]
pub(in crate::grammar) fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    // In the sum with 1.5 · 2²³ the low bits are the nearest whole number.
    let magic = 12_582_912.0;
    let sum = x * std::f32::consts::LOG2_E + magic;
    let power = sum - magic;
    // ln 2 in two parts, the first with few digits: the rest keeps its precision.
    let rest = x - power * 0.693_359_4;
    let rest = rest + power * 2.121_944_4e-4;
    let scale = f32::from_bits((sum.to_bits() << 23).wrapping_add(0x3F80_0000));
    let mut sum = 8.333_452e-3;
    sum = sum * rest + 4.166_579_6e-2;
    sum = sum * rest + 1.666_666_5e-1;
    sum = sum * rest + 0.5;
    (sum * rest * rest + rest + 1.0) * scale
}

/// Applies the Gaussian error linear unit, x · Φ(x), to each number.
///
/// Φ by formula 7.1.26 of Abramowitz and Stegun, whose error is below 1.5e-7.
#[autoversion(v4x, v3, scalar)]
pub(super) fn gelu(values: &mut [f32]) {
    for value in values {
        let x = *value * std::f32::consts::FRAC_1_SQRT_2;
        let size = x.abs();
        let t = 1.0 / (1.0 + 0.327_591_1 * size);
        let mut sum = 1.061_405_4;
        sum = sum * t - 1.453_152_1;
        sum = sum * t + 1.421_413_8;
        sum = sum * t - 0.284_496_72;
        sum = sum * t + 0.254_829_6;
        let error = 1.0 - sum * t * exp(-size * size);
        let error = if x < 0.0 { -error } else { error };
        *value = 0.5 * *value * (1.0 + error);
    }
}

/// Applies max(0, x) to each number.
#[autoversion(v4x, v3, scalar)]
pub(super) fn relu(values: &mut [f32]) {
    for value in values {
        *value = if *value > 0.0 { *value } else { 0.0 };
    }
}

/// Adds `added` to `values` and brings each row to mean 0 and variance 1, then
/// to the layer's own `scale` and `shift`.
#[autoversion(v4x, v3, scalar)]
pub(super) fn add_and_normalise(values: &mut [f32], added: &[f32], scale: &[f32], shift: &[f32]) {
    let width = scale.len();
    for (row, added) in values.chunks_exact_mut(width).zip(added.chunks_exact(width)) {
        for (value, added) in row.iter_mut().zip(added) {
            *value += added;
        }
        let mean = sum(row, |value| value) / width as f32;
        let variance = sum(row, |value| (value - mean) * (value - mean)) / width as f32;
        let factor = 1.0 / (variance + 1e-12).sqrt();
        for ((value, scale), shift) in row.iter_mut().zip(scale).zip(shift) {
            *value = (*value - mean) * factor * scale + shift;
        }
    }
}

/// Sums what `of` makes of each number, over fixed lanes.
#[inline(always)]
fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (parts, rest) = values.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for part in parts {
        for (sum, value) in sums.iter_mut().zip(part) {
            *sum += of(*value);
        }
    }
    for (sum, value) in sums.iter_mut().zip(rest) {
        *sum += of(*value);
    }
    sums.iter().sum()
}

/// Returns the number that goes before all others, `first` among them.
#[inline(always)]
pub(super) fn extreme(values: &[f32], first: f32, before: impl Fn(f32, f32) -> bool) -> f32 {
    let (parts, rest) = values.as_chunks::<LANES>();
    let mut extremes = [first; LANES];
    for part in parts {
        for (extreme, value) in extremes.iter_mut().zip(part) {
            *extreme = if before(*value, *extreme) { *value } else { *extreme };
        }
    }
    extremes.iter().chain(rest).fold(first, |a, b| if before(*b, a) { *b } else { a })
}

/// One head of attention over one sentence.
///
/// `states` has a row for each piece with queries, keys and values beside each
/// other, `width` of each; the head's own `WIDE` columns begin at `column`. The
/// mixed values are written into the same columns of `out`, rows of `width`.
#[autoversion(v4x, v3, scalar)]
pub(super) fn attend(
    states: &[f32],
    width: usize,
    column: usize,
    scratch: &mut Scratch,
    out: &mut [f32],
) {
    let n = states.len() / (3 * width);
    let n_lanes = n.div_ceil(LANES);
    let Scratch { keys, values, weights } = scratch;
    // Keys by column, in lanes: then weights are sums of whole lanes.
    keys.clear();
    keys.resize(n_lanes * WIDE, [0.0; LANES]);
    for (idx, state) in states.chunks_exact(3 * width).enumerate() {
        for (wide, key) in state[width + column..][..WIDE].iter().enumerate() {
            keys[idx / LANES * WIDE + wide][idx % LANES] = *key;
        }
    }
    // Values behind each other: every piece goes through them.
    values.clear();
    let own = states.chunks_exact(3 * width);
    values.extend(own.filter_map(|state| state[2 * width + column..].first_chunk::<WIDE>()));
    weights.clear();
    weights.resize(n_lanes * LANES, 0.0);
    for (state, out) in states.chunks_exact(3 * width).zip(out.chunks_exact_mut(width)) {
        let Some(query) = state[column..].first_chunk::<WIDE>() else { return };
        let (lanes, _) = weights.as_chunks_mut::<LANES>();
        for (weights, keys) in lanes.iter_mut().zip(keys.chunks_exact(WIDE)) {
            let mut sums = [0.0; LANES];
            for (query, keys) in query.iter().zip(keys) {
                for lane in 0..LANES {
                    sums[lane] += query * keys[lane];
                }
            }
            *weights = sums;
        }
        let real = &mut weights[..n];
        let most = extreme(real, f32::MIN, |a, b| a > b);
        for weight in real.iter_mut() {
            *weight = exp((*weight - most) * SCALE);
        }
        let total = sum(real, |weight| weight);
        let mut mixed = [0.0; WIDE];
        for (weight, values) in real.iter().zip(&*values) {
            for wide in 0..WIDE {
                mixed[wide] += weight * values[wide];
            }
        }
        for (out, mixed) in out[column..][..WIDE].iter_mut().zip(mixed) {
            *out = mixed / total;
        }
    }
}

/// The width of one head of attention.
pub(super) const WIDE: usize = 32;
/// One over the root of [`WIDE`].
const SCALE: f32 = 0.176_776_69;

/// Space that [`attend`] uses again.
#[derive(Default)]
pub(super) struct Scratch {
    keys: Vec<[f32; LANES]>,
    values: Vec<[f32; WIDE]>,
    weights: Vec<f32>,
}

/// Multiplies each of `n` rows of `left` with each row of `right`: the score of
/// every pair, row by row of `left`.
#[autoversion(v4x, v3, scalar)]
pub(super) fn pairs(left: &[f32], right: &[f32], width: usize, out: &mut Vec<f32>) {
    let n_right = right.len() / width;
    let mut columns = vec![0.0; width * n_right];
    for (idx, row) in right.chunks_exact(width).enumerate() {
        for (wide, value) in row.iter().enumerate() {
            columns[wide * n_right + idx] = *value;
        }
    }
    out.clear();
    out.resize(left.len() / width * n_right, 0.0);
    for (row, out) in left.chunks_exact(width).zip(out.chunks_exact_mut(n_right)) {
        for (factor, column) in row.iter().zip(columns.chunks_exact(n_right)) {
            for (sum, value) in out.iter_mut().zip(column) {
                *sum += factor * value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(n: usize) -> Vec<f32> {
        let mut state = 5_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 16) as f32 - 32_768.0) / 8_000.0
        };
        (0..n).map(|_| next()).collect()
    }

    #[test]
    fn exponential_is_near_the_true_one() {
        for step in -860..=0 {
            let x = step as f32 / 10.0;
            let (ours, truth) = (exp(x), f64::from(x).exp());
            assert!((f64::from(ours) / truth - 1.0).abs() < 5e-6, "{x}: {ours} {truth}");
        }
        assert!(exp(f32::MIN) < 1e-37);
    }

    #[test]
    fn gelu_is_near_known_values() {
        let mut values = [-3.0, -1.0, 0.0, 0.5, 2.0];
        gelu(&mut values);
        let known = [-0.004_049_7, -0.158_655_25, 0.0, 0.345_731_2, 1.954_499_7];
        for (ours, known) in values.iter().zip(known) {
            assert!((ours - known).abs() < 1e-5, "{ours} {known}");
        }
    }

    #[test]
    fn normalised_row_has_mean_zero_and_variance_one() {
        let mut values = numbers(96);
        add_and_normalise(&mut values, &numbers(96), &[1.0; 48], &[0.0; 48]);
        for row in values.chunks_exact(48) {
            let mean = row.iter().sum::<f32>() / 48.0;
            let variance = row.iter().map(|value| value * value).sum::<f32>() / 48.0;
            assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn attention_to_one_piece_is_its_value() {
        let width = 2 * WIDE;
        let states = numbers(3 * width);
        let mut out = vec![0.0; width];
        attend(&states, width, WIDE, &mut Scratch::default(), &mut out);
        assert_eq!(out[WIDE..], states[2 * width + WIDE..]);
        assert_eq!(out[..WIDE], [0.0; WIDE]);
    }

    /// Runs a step on each instruction set of this machine; all have to agree.
    macro_rules! same_on_all {
        ($step:ident: $name:ident, $name_v3:ident, $name_v4x:ident) => {
            let plain = $step(&|a, b, c, d, e| $name(ScalarToken, a, b, c, d, e));
            #[cfg(target_arch = "x86_64")]
            {
                if let Some(token) = X64V3Token::summon() {
                    assert_eq!(plain, $step(&|a, b, c, d, e| $name_v3(token, a, b, c, d, e)));
                }
                if let Some(token) = X64V4xToken::summon() {
                    assert_eq!(plain, $step(&|a, b, c, d, e| $name_v4x(token, a, b, c, d, e)));
                }
            }
        };
    }

    type Attend<'a> = &'a dyn Fn(&[f32], usize, usize, &mut Scratch, &mut [f32]);

    #[test]
    fn attention_gives_the_same_bits_on_every_instruction_set() {
        let step = |attend: Attend<'_>| {
            let width = WIDE;
            let states = numbers(3 * width * 37);
            let mut out = vec![0.0; width * 37];
            attend(&states, width, 0, &mut Scratch::default(), &mut out);
            out.into_iter().map(f32::to_bits).collect::<Vec<_>>()
        };
        same_on_all!(step: attend_scalar, attend_v3, attend_v4x);
    }

    #[test]
    fn gelu_and_norm_give_the_same_bits_on_every_instruction_set() {
        let bits = |values: Vec<f32>| values.into_iter().map(f32::to_bits).collect::<Vec<_>>();
        let (scale, shift) = (numbers(40), numbers(40));
        let mut plain = numbers(200);
        gelu_scalar(ScalarToken, &mut plain);
        add_and_normalise_scalar(ScalarToken, &mut plain, &numbers(200), &scale, &shift);
        let plain = bits(plain);
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(token) = X64V3Token::summon() {
                let mut values = numbers(200);
                gelu_v3(token, &mut values);
                add_and_normalise_v3(token, &mut values, &numbers(200), &scale, &shift);
                assert_eq!(plain, bits(values));
            }
            if let Some(token) = X64V4xToken::summon() {
                let mut values = numbers(200);
                gelu_v4x(token, &mut values);
                add_and_normalise_v4x(token, &mut values, &numbers(200), &scale, &shift);
                assert_eq!(plain, bits(values));
            }
        }
        let mut values = numbers(200);
        gelu(&mut values);
        add_and_normalise(&mut values, &numbers(200), &scale, &shift);
        assert_eq!(plain, bits(values));
    }
}
