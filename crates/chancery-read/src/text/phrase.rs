//! Phrases: many sequences of words found at once, longest first.

use rustc_hash::FxHashMap;

use super::vocabulary::{UNKNOWN, VocabularyBuilder, WordId};
use super::{Token, tokens};

/// Sequences of words, each with values, as a trie over word numbers.
pub(crate) struct Phrases<T> {
    steps: FxHashMap<(u32, WordId), u32>,
    /// The values of each node: a range of `values`.
    ends: Vec<(u32, u32)>,
    values: Vec<T>,
}

/// Phrases that are still being collected.
pub(crate) struct PhrasesBuilder<T> {
    steps: FxHashMap<(u32, WordId), u32>,
    values: Vec<Vec<T>>,
}

impl<T> Default for PhrasesBuilder<T> {
    fn default() -> PhrasesBuilder<T> {
        PhrasesBuilder { steps: FxHashMap::default(), values: vec![Vec::new()] }
    }
}

impl<T: Clone + PartialEq> PhrasesBuilder<T> {
    /// Adds a phrase, cut into words as text is.
    pub(crate) fn add(&mut self, phrase: &str, value: T, vocabulary: &mut VocabularyBuilder) {
        let mut node = 0;
        for Token { span, .. } in tokens(phrase) {
            let step = (node, vocabulary.add(span.of(phrase)));
            node = match self.steps.get(&step) {
                Some(next) => *next,
                None => {
                    let Ok(next) = u32::try_from(self.values.len()) else { return };
                    self.values.push(Vec::new());
                    self.steps.insert(step, next);
                    next
                }
            };
        }
        let values = &mut self.values[node as usize];
        if node != 0 && !values.contains(&value) {
            values.push(value);
        }
    }

    /// Ends the collection.
    pub(crate) fn build(self) -> Phrases<T> {
        let mut values = Vec::new();
        let mut ends = Vec::with_capacity(self.values.len());
        for own in self.values {
            let start = values.len() as u32;
            values.extend(own);
            ends.push((start, values.len() as u32));
        }
        Phrases { steps: self.steps, ends, values }
    }
}

impl<T> Phrases<T> {
    /// Returns the longest phrase that begins at `words[0]`: its length in
    /// words and its values.
    pub(crate) fn longest(&self, words: &[WordId]) -> Option<(usize, &[T])> {
        let mut node = 0;
        let mut found = None;
        for (idx, word) in words.iter().enumerate() {
            if *word == UNKNOWN {
                break;
            }
            let Some(next) = self.steps.get(&(node, *word)) else { break };
            node = *next;
            let (start, end) = self.ends[node as usize];
            if start < end {
                found = Some((idx + 1, &self.values[start as usize..end as usize]));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut vocabulary = VocabularyBuilder::default();
        let mut builder = PhrasesBuilder::default();
        builder.add("South Korea", 1, &mut vocabulary);
        builder.add("South Korean", 2, &mut vocabulary);
        builder.add("South", 3, &mut vocabulary);
        let words: Vec<WordId> =
            ["south", "korean", "north"].iter().map(|word| vocabulary.add(word)).collect();
        let phrases = builder.build();
        assert_eq!(phrases.longest(&words), Some((2, &[2][..])));
        assert_eq!(phrases.longest(&words[1..]), None);
    }
}
