//! A branch: layers of its own over the states of an inner layer of the encoder.
//!
//! In: the states of a sentence's pieces at the encoder's [`FORK`]. Out: a state for
//! the place before the sentence and for each word, made by layers that were trained
//! with one head while the encoder stayed as it is: what other heads read does not
//! change, and a sentence that no one asks about costs nothing. What a head makes of
//! the states is not known here.

use super::encoder::{ENCODER_LAYER, FORK, WIDTH};
use super::layer::{Layer, Room};
use crate::grammar::weights::{Weights, WeightsError};

/// The most layers that a branch may have: more than the encoder has is a mistake.
const MOST_LAYERS: u64 = 6;

/// The states of a sentence where branches begin, kept from the encoder's one pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct States {
    /// A row for each piece.
    rows: Vec<f32>,
    /// The place before the sentence and the first piece of each word, among the rows.
    firsts: Vec<usize>,
    /// The encoder's last state of each word.
    words: Vec<f32>,
}

impl States {
    /// Takes the rows of a sentence's pieces, which of them heads read, and the last
    /// states of its words.
    pub(super) fn new(rows: Vec<f32>, firsts: Vec<usize>, words: Vec<f32>) -> States {
        States { rows, firsts, words }
    }

    /// Returns the encoder's last states of the words, one behind the other.
    pub(crate) fn words(&self) -> &[f32] {
        &self.words
    }
}

/// The layers of a branch.
pub(super) struct Branch {
    layers: Vec<Layer>,
}

impl Branch {
    /// Takes a branch from its sections; the header says where it begins and how many
    /// layers it has.
    pub(super) fn load(weights: &Weights<'_>) -> Result<Branch, WeightsError> {
        let setting = |name: &str| weights.header().settings.get(name)?.as_u64();
        if setting("fork") != Some(FORK as u64) {
            return Err(WeightsError::Header { reason: "its branch begins at another layer" });
        }
        let n_layers = setting("layers").filter(|n| (1..=MOST_LAYERS).contains(n));
        let n_layers = n_layers
            .ok_or(WeightsError::Header { reason: "its branch has no number of layers" })?;
        let layer = |idx| Layer::load(weights, &format!("branch.layer{idx}"), ENCODER_LAYER);
        Ok(Branch { layers: (0..n_layers).map(layer).collect::<Result<_, _>>()? })
    }

    /// Returns a row for the place before the sentence, then one for each of its words.
    pub(super) fn words(&self, states: &States) -> Vec<f32> {
        let mut rows = states.rows.clone();
        let mut room = Room::default();
        let sentence = 0..rows.len() / WIDTH;
        for layer in &self.layers {
            layer.run(&mut rows, std::slice::from_ref(&sentence), &mut room);
        }
        states.firsts.iter().flat_map(|first| &rows[first * WIDTH..][..WIDTH]).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::super::made::Made;
    use super::*;
    use crate::grammar::weights::{Header, WeightsWriter};

    fn file(made: &mut Made, fork: u64, n_layers: u64) -> Vec<u8> {
        let mut settings = Map::new();
        settings.insert("fork".into(), fork.into());
        settings.insert("layers".into(), n_layers.into());
        let mut writer = WeightsWriter::new(Header { settings, ..Header::default() });
        for idx in 0..2 {
            made.layer(&mut writer, &format!("branch.layer{idx}"), ENCODER_LAYER);
        }
        writer.to_bytes()
    }

    #[test]
    fn states_are_those_of_the_training_code() {
        // The expected numbers are printed by `careful/branch.py` of `chancery-train`.
        let mut made = Made(11);
        let bytes = file(&mut made, 4, 2);
        let branch = Branch::load(&Weights::parse(&bytes).unwrap()).unwrap();
        let states = States::new(made.real(6 * WIDTH), vec![0, 1, 4], Vec::new());
        let expected = [
            [1.4145, -0.386, 0.3153, 1.7786, 0.3789, 0.0104],
            [1.2219, -0.9265, 0.2416, 1.6413, 0.3909, -0.2102],
            [1.3598, -0.8485, 0.168, 1.6592, 0.4452, -0.0138],
        ];
        let found = branch.words(&states);
        assert_eq!(found.len(), 3 * WIDTH);
        for (found, expected) in found.chunks_exact(WIDTH).zip(expected) {
            for (found, expected) in found.iter().zip(expected) {
                // The training code does not round activations to 8 bits; each layer adds to that.
                assert!((found - expected).abs() < 6e-2, "{found} for {expected}");
            }
        }
    }

    #[test]
    fn branch_of_another_layer_or_without_layers_is_an_error() {
        for (fork, n_layers) in [(3, 2), (4, 0), (4, 3), (4, u64::MAX)] {
            let bytes = file(&mut Made(1), fork, n_layers);
            assert!(Branch::load(&Weights::parse(&bytes).unwrap()).is_err(), "{fork} {n_layers}");
        }
        let bytes = WeightsWriter::new(Header::default()).to_bytes();
        assert!(Branch::load(&Weights::parse(&bytes).unwrap()).is_err());
    }
}
