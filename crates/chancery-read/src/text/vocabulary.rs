//! The vocabulary: every word that a table of Chancery knows, by number.

use rustc_hash::FxHashMap;

use super::fold::fold_into;

/// The number of a word in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

/// The number of every word that no table knows.
pub(crate) const UNKNOWN: WordId = WordId(0);

impl WordId {
    /// Returns the number, to index a table with.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every word that a table knows, by its folded form.
pub(crate) struct Vocabulary {
    numbers: FxHashMap<Box<str>, WordId>,
}

/// A vocabulary that still grows.
#[derive(Default)]
pub(crate) struct VocabularyBuilder {
    numbers: FxHashMap<Box<str>, WordId>,
    buffer: String,
}

impl Vocabulary {
    /// Returns the word's number, or [`UNKNOWN`]; `buffer` is scratch space.
    pub(crate) fn number(&self, word: &str, buffer: &mut String) -> WordId {
        fold_into(word, buffer);
        self.numbers.get(buffer.as_str()).copied().unwrap_or(UNKNOWN)
    }
}

impl VocabularyBuilder {
    /// Returns the word's number, a new one where it is not known yet.
    pub(crate) fn add(&mut self, word: &str) -> WordId {
        fold_into(word, &mut self.buffer);
        if let Some(number) = self.numbers.get(self.buffer.as_str()) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len() + 1).map_or(UNKNOWN, WordId);
        self.numbers.insert(self.buffer.as_str().into(), number);
        number
    }

    /// Ends the growth.
    pub(crate) fn build(self) -> Vocabulary {
        Vocabulary { numbers: self.numbers }
    }
}
