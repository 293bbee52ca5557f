//! The encoder: sentences' pieces to a state for each piece.
//!
//! In: the numbers of pieces and shapes, sentence after sentence. Out: a row of
//! [`WIDTH`] numbers for each piece, in which the whole sentence is seen, and the
//! same behind an inner layer, where branches begin. The layers are BERT's. Sentences stand behind each other without padding: only
//! attention knows where one ends.

use std::ops::Range;

use super::layer::{Layer, Norm, Room, Sizes};
use super::pieces::N_SHAPES;
use crate::grammar::weights::{Weights, WeightsError};

/// The width of a state.
pub(crate) const WIDTH: usize = 384;
/// As many pieces as a sentence may have, the two around it among them.
pub(super) const MOST_PIECES: usize = 256;
const N_LAYERS: usize = 6;
/// Branches begin behind so many layers: see `branch`.
pub(super) const FORK: usize = 4;
/// How wide the layers are.
pub(super) const ENCODER_LAYER: Sizes = Sizes { width: WIDTH, inner: 1536 };

/// The encoder's weights.
pub(super) struct Encoder {
    pieces: Vec<i8>,
    piece_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
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
        let layer = |idx: usize| Layer::load(weights, &format!("layer{idx}"), ENCODER_LAYER);
        Ok(Encoder {
            pieces: weights.numbers("embedding", n_pieces * WIDTH)?,
            piece_scales: weights.numbers("embedding.scale", n_pieces)?,
            positions: weights.numbers("positions", MOST_PIECES * WIDTH)?,
            shapes: weights.numbers("shapes", N_SHAPES * WIDTH)?,
            norm: Norm::load(weights, "norm", WIDTH)?,
            layers: (0..N_LAYERS).map(layer).collect::<Result<_, _>>()?,
        })
    }

    /// Returns the states of the batch's pieces at the [`FORK`] and behind the last
    /// layer. No sentence may have more than [`MOST_PIECES`].
    pub(super) fn states(&self, batch: &Batch) -> (Vec<f32>, Vec<f32>) {
        let mut states = self.embedded(batch);
        let mut room = Room::default();
        let (below, above) = self.layers.split_at(FORK);
        for layer in below {
            layer.run(&mut states, &batch.sentences, &mut room);
        }
        let at_fork = states.clone();
        for layer in above {
            layer.run(&mut states, &batch.sentences, &mut room);
        }
        (at_fork, states)
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
