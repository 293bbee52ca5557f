//! The encoder: sentences' pieces to a state for each piece.
//!
//! In: the numbers of pieces and shapes, sentence after sentence. Out: a row of
//! [`WIDTH`] numbers for each piece, in which the whole sentence is seen. The
//! layers are BERT's. Sentences stand behind each other without padding: only
//! attention knows where one ends.

use std::ops::Range;

use super::arithmetic::{Scratch, WIDE, add_and_normalise, attend, gelu};
use super::matrix::{Matrix, Rows};
use super::pieces::N_SHAPES;
use crate::grammar::weights::{Weights, WeightsError};

/// The width of a state.
pub(super) const WIDTH: usize = 384;
/// As many pieces as a sentence may have, the two around it among them.
pub(super) const MOST_PIECES: usize = 256;
const N_LAYERS: usize = 6;
const INNER: usize = 1536;

/// The encoder's weights.
pub(super) struct Encoder {
    pieces: Vec<i8>,
    piece_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

/// One layer: attention, then two steps on each state by itself.
struct Layer {
    attention: Matrix,
    mix: Matrix,
    mix_norm: Norm,
    up: Matrix,
    down: Matrix,
    norm: Norm,
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

/// The pieces of several sentences.
#[derive(Default)]
pub(super) struct Batch {
    /// The number of each piece.
    pub(super) pieces: Vec<u32>,
    /// The shape of the word that each piece belongs to.
    pub(super) shapes: Vec<u8>,
    /// The pieces of each sentence.
    pub(super) sentences: Vec<Range<usize>>,
}

impl Encoder {
    /// Takes the encoder from its sections.
    pub(super) fn load(weights: &Weights<'_>, n_pieces: usize) -> Result<Encoder, WeightsError> {
        let layer = |idx: usize| {
            let name = |part: &str| format!("layer{idx}.{part}");
            Ok(Layer {
                attention: Matrix::load(weights, &name("attention"), WIDTH, 3 * WIDTH)?,
                mix: Matrix::load(weights, &name("mix"), WIDTH, WIDTH)?,
                mix_norm: Norm::load(weights, &name("mix_norm"), WIDTH)?,
                up: Matrix::load(weights, &name("up"), WIDTH, INNER)?,
                down: Matrix::load(weights, &name("down"), INNER, WIDTH)?,
                norm: Norm::load(weights, &name("norm"), WIDTH)?,
            })
        };
        Ok(Encoder {
            pieces: weights.numbers("embedding", n_pieces * WIDTH)?,
            piece_scales: weights.numbers("embedding.scale", n_pieces)?,
            positions: weights.numbers("positions", MOST_PIECES * WIDTH)?,
            shapes: weights.numbers("shapes", N_SHAPES * WIDTH)?,
            norm: Norm::load(weights, "norm", WIDTH)?,
            layers: (0..N_LAYERS).map(layer).collect::<Result<_, _>>()?,
        })
    }

    /// Returns the states of the batch's pieces. No sentence may have more than
    /// [`MOST_PIECES`].
    pub(super) fn states(&self, batch: &Batch) -> Vec<f32> {
        let mut states = self.embedded(batch);
        let mut mixed = vec![0.0; states.len()];
        let (mut rows, mut wide, mut out) = (Rows::default(), Vec::new(), Vec::new());
        let mut scratch = Scratch::default();
        for layer in &self.layers {
            rows.set(&states, WIDTH);
            layer.attention.multiply(&rows, &mut wide);
            for sentence in &batch.sentences {
                let seen = &wide[sentence.start * 3 * WIDTH..sentence.end * 3 * WIDTH];
                let mixed = &mut mixed[sentence.start * WIDTH..sentence.end * WIDTH];
                for column in (0..WIDTH).step_by(WIDE) {
                    attend(seen, WIDTH, column, &mut scratch, mixed);
                }
            }
            rows.set(&mixed, WIDTH);
            layer.mix.multiply(&rows, &mut out);
            layer.mix_norm.add(&mut states, &out);
            rows.set(&states, WIDTH);
            layer.up.multiply(&rows, &mut wide);
            gelu(&mut wide);
            rows.set(&wide, INNER);
            layer.down.multiply(&rows, &mut out);
            layer.norm.add(&mut states, &out);
        }
        states
    }

    /// Returns the sum of what is known of each piece, its place and its shape.
    fn embedded(&self, batch: &Batch) -> Vec<f32> {
        let mut states = vec![0.0; batch.pieces.len() * WIDTH];
        let mut added = vec![0.0; states.len()];
        for sentence in &batch.sentences {
            for (place, idx) in sentence.clone().enumerate() {
                let piece = batch.pieces[idx] as usize;
                let row = &self.pieces[piece * WIDTH..][..WIDTH];
                let scale = self.piece_scales[piece];
                let position = &self.positions[place * WIDTH..][..WIDTH];
                let shape = &self.shapes[usize::from(batch.shapes[idx]) * WIDTH..][..WIDTH];
                for (state, number) in states[idx * WIDTH..].iter_mut().zip(row) {
                    *state = f32::from(*number) * scale;
                }
                for ((added, position), shape) in
                    added[idx * WIDTH..].iter_mut().zip(position).zip(shape)
                {
                    *added = position + shape;
                }
            }
        }
        self.norm.add(&mut states, &added);
        states
    }
}
