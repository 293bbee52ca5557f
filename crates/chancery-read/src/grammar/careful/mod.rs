//! The careful tier: a small transformer that reads the sentences that matter.
//!
//! In: sentences as words. Out: their trees, without lemmas, and the states of an
//! inner layer of the encoder, over which branches with heads of later stages have
//! layers of their own. Numbers are the
//! same on every machine: products are sums of whole numbers, and the rest runs
//! in a fixed order ([`matrix`], [`arithmetic`]).

mod arithmetic;
mod branch;
mod encoder;
mod heads;
mod layer;
#[cfg(test)]
mod made;
mod matrix;
mod pairs;
mod pieces;
mod spanning;

pub(super) use arithmetic::exp;
pub use branch::States;
pub(crate) use encoder::WIDTH;
use encoder::{Batch, Encoder, MOST_PIECES};
use heads::Heads;
pub use pairs::{Judgement, Pairs};
use pieces::{MARK, Pieces, shape};

use super::tree::Tree;
use super::weights::{Weights, WeightsError};

/// As many pieces as go through the encoder at once: more do not stay in a
/// core's own cache.
const PIECES_AT_ONCE: usize = 384;

/// The careful tier, ready to read.
pub struct Careful {
    pieces: Pieces,
    encoder: Encoder,
    heads: Heads,
}

impl Careful {
    /// Loads the tier from the bytes of its weights.
    ///
    /// # Errors
    ///
    /// Where the bytes are no weights of this tier and format, cut or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Careful, WeightsError> {
        Careful::from_weights(&Weights::parse(bytes)?)
    }

    /// Loads the tier from its weights.
    ///
    /// # Errors
    ///
    /// Where the weights are another tier's or lack a part.
    pub fn from_weights(weights: &Weights<'_>) -> Result<Careful, WeightsError> {
        if weights.header().tier != "careful" {
            return Err(WeightsError::Header { reason: "it is that of another tier" });
        }
        let pieces = Pieces::load(weights)?;
        let encoder = Encoder::load(weights, pieces.len())?;
        let heads = Heads::load(weights)?;
        Ok(Careful { pieces, encoder, heads })
    }

    /// Returns the tree of each sentence, given as its words; nothing for a
    /// sentence that has too many pieces. Lemmas are left empty.
    ///
    /// A sentence's tree does not depend on the sentences beside it.
    pub fn read(&self, sentences: &[Vec<&str>]) -> Vec<Option<Tree>> {
        let both = self.read_with_states(sentences).into_iter();
        both.map(|both| both.map(|(tree, _)| tree)).collect()
    }

    /// Returns the tree of each sentence, as [`Careful::read`] does, and the states over
    /// which a branch can go on.
    pub fn read_with_states(&self, sentences: &[Vec<&str>]) -> Vec<Option<(Tree, States)>> {
        let mut trees: Vec<Option<(Tree, States)>> = vec![None; sentences.len()];
        let mut waiting = Waiting::default();
        let mut buffer = String::new();
        for (idx, words) in sentences.iter().enumerate() {
            if waiting.add(&self.pieces, idx, words, &mut buffer)
                && waiting.batch.pieces.len() >= PIECES_AT_ONCE
            {
                self.read_batch(&mut waiting, &mut trees);
            }
        }
        self.read_batch(&mut waiting, &mut trees);
        trees
    }

    fn read_batch(&self, waiting: &mut Waiting, trees: &mut [Option<(Tree, States)>]) {
        let (at_fork, states) = self.encoder.states(&waiting.batch);
        let mut firsts = Vec::with_capacity(waiting.firsts.len() * WIDTH);
        for first in &waiting.firsts {
            firsts.extend_from_slice(&states[first * WIDTH..][..WIDTH]);
        }
        let found = self.heads.trees(&firsts, &waiting.n_words);
        let mut rest = waiting.firsts.as_slice();
        let mut last = firsts.as_slice();
        for ((idx, rows), tree) in waiting.sentences.iter().zip(&waiting.batch.sentences).zip(found)
        {
            let (firsts, others) = rest.split_at(tree.words.len() + 1);
            rest = others;
            // The place before the sentence is no word of it.
            let (words, others) = last.split_at(firsts.len() * WIDTH);
            last = others;
            let words = words[WIDTH..].to_vec();
            let firsts = firsts.iter().map(|first| first - rows.start).collect();
            let rows = at_fork[rows.start * WIDTH..rows.end * WIDTH].to_vec();
            trees[*idx] = Some((tree, States::new(rows, firsts, words)));
        }
        *waiting = Waiting::default();
    }
}

/// Sentences that wait for their batch.
#[derive(Default)]
struct Waiting {
    batch: Batch,
    /// The number of each sentence among those asked for.
    sentences: Vec<usize>,
    n_words: Vec<usize>,
    /// The place before each sentence and the first piece of each of its words.
    firsts: Vec<usize>,
}

impl Waiting {
    /// Adds a sentence unless it has too many pieces, and returns whether it did.
    fn add(&mut self, pieces: &Pieces, idx: usize, words: &[&str], buffer: &mut String) -> bool {
        let Batch { pieces: numbers, shapes, sentences } = &mut self.batch;
        let (start, first) = (numbers.len(), self.firsts.len());
        self.firsts.push(start);
        numbers.push(pieces.before);
        shapes.push(MARK);
        for word in words {
            self.firsts.push(numbers.len());
            pieces.cut(word, buffer, numbers);
            shapes.resize(numbers.len(), shape(word));
            if numbers.len() - start >= MOST_PIECES {
                numbers.truncate(start);
                shapes.truncate(start);
                self.firsts.truncate(first);
                return false;
            }
        }
        numbers.push(pieces.behind);
        shapes.push(MARK);
        sentences.push(start..numbers.len());
        self.sentences.push(idx);
        self.n_words.push(words.len());
        true
    }
}
