//! A layer of the transformer: attention, then two steps on each state by itself.
//!
//! In: states in rows, and which rows belong together. Out: the same rows, in which
//! those of a sentence have seen each other. The encoder and the event head are made
//! of such layers, of different widths.

use std::ops::Range;

use super::arithmetic::{Scratch, WIDE, add_and_normalise, attend, gelu};
use super::matrix::{Matrix, Rows};
use crate::grammar::weights::{Weights, WeightsError};

/// How wide a layer's states are, and its inner step.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub(super) width: usize,
    pub(super) inner: usize,
}

/// The weights of a layer.
pub(super) struct Layer {
    sizes: Sizes,
    attention: Matrix,
    mix: Matrix,
    mix_norm: Norm,
    up: Matrix,
    down: Matrix,
    norm: Norm,
}

/// Room that the layers use one after another.
#[derive(Default)]
pub(super) struct Room {
    rows: Rows,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    out: Vec<f32>,
    scratch: Scratch,
}

impl Layer {
    /// Takes a layer from the sections that begin with its name.
    pub(super) fn load(
        weights: &Weights<'_>,
        layer: &str,
        sizes: Sizes,
    ) -> Result<Layer, WeightsError> {
        let Sizes { width, inner } = sizes;
        let name = |part: &str| format!("{layer}.{part}");
        Ok(Layer {
            sizes,
            attention: Matrix::load(weights, &name("attention"), width, 3 * width)?,
            mix: Matrix::load(weights, &name("mix"), width, width)?,
            mix_norm: Norm::load(weights, &name("mix_norm"), width)?,
            up: Matrix::load(weights, &name("up"), width, inner)?,
            down: Matrix::load(weights, &name("down"), inner, width)?,
            norm: Norm::load(weights, &name("norm"), width)?,
        })
    }

    /// Runs the layer on states. Rows of one range see each other and no others.
    pub(super) fn run(&self, states: &mut [f32], sentences: &[Range<usize>], room: &mut Room) {
        let Sizes { width, inner } = self.sizes;
        let Room { rows, mixed, wide, out, scratch } = room;
        mixed.resize(states.len(), 0.0);
        rows.set(states, width);
        self.attention.multiply(rows, wide);
        for sentence in sentences {
            let seen = &wide[sentence.start * 3 * width..sentence.end * 3 * width];
            let mixed = &mut mixed[sentence.start * width..sentence.end * width];
            for column in (0..width).step_by(WIDE) {
                attend(seen, width, column, scratch, mixed);
            }
        }
        rows.set(mixed, width);
        self.mix.multiply(rows, out);
        self.mix_norm.add(states, out);
        rows.set(states, width);
        self.up.multiply(rows, wide);
        gelu(wide);
        rows.set(wide, inner);
        self.down.multiply(rows, out);
        self.norm.add(states, out);
    }
}

/// The scale and shift behind a normalisation.
pub(super) struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    /// Takes the scales and shifts of rows of `width` numbers.
    pub(super) fn load(
        weights: &Weights<'_>,
        name: &str,
        width: usize,
    ) -> Result<Norm, WeightsError> {
        let mut scale: Vec<f32> = weights.numbers(name, 2 * width)?;
        if scale.iter().any(|number| !number.is_finite()) {
            return Err(WeightsError::content(name, "a scale or shift is no number"));
        }
        let shift = scale.split_off(width);
        Ok(Norm { scale, shift })
    }

    /// Adds to rows and normalises them.
    pub(super) fn add(&self, values: &mut [f32], added: &[f32]) {
        add_and_normalise(values, added, &self.scale, &self.shift);
    }
}
