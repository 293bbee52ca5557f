//! Tagger: a part of speech and a Penn tag for each word, chosen together.
//!
//! In: the atoms of a sentence. Out: for each word the number of a pair of
//! universal part of speech and Penn tag, among the pairs that training saw.
//! Words are tagged from left to right, each knowing the tags before it. Words
//! that hardly ever have another than their usual tag get it without more ado.

use super::atoms::Atoms;
use super::hash::{one, three, two};
use super::sparse::SparseTable;
use super::table::Scorer;
use crate::grammar::{Tag, Upos, Weights, WeightsError, WeightsWriter};

/// A universal part of speech with a Penn tag.
pub type Pair = (Upos, Tag);

/// The most pairs that there may be; one number is left for no pair.
pub const MOST_PAIRS: usize = 254;

/// The pairs that training saw, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs(Vec<Pair>);

impl Pairs {
    /// Returns the pairs, numbered in this order; those above the greatest
    /// number are left out.
    pub fn new(mut pairs: Vec<Pair>) -> Pairs {
        pairs.truncate(MOST_PAIRS);
        Pairs(pairs)
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the pair of that number.
    pub fn get(&self, number: u8) -> Pair {
        self.0.get(usize::from(number)).copied().unwrap_or((Upos::X, Tag::Fw))
    }

    /// Returns the number of the pair, or else of the first pair of the same
    /// part of speech.
    pub fn number(&self, pair: Pair) -> u8 {
        let exact = self.0.iter().position(|other| *other == pair);
        let near = || self.0.iter().position(|other| other.0 == pair.0);
        exact.or_else(near).and_then(|idx| u8::try_from(idx).ok()).unwrap_or(0)
    }

    /// Adds the pairs to a weights file.
    pub fn write(&self, writer: &mut WeightsWriter) {
        let bytes = self.0.iter().flat_map(|(upos, tag)| [upos.index() as u8, tag.index() as u8]);
        writer.section("pairs", bytes.collect());
    }

    /// Takes the pairs from a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where there are none or one is unknown.
    pub fn read(weights: &Weights<'_>) -> Result<Pairs, WeightsError> {
        let (bytes, _) = weights.section("pairs")?.as_chunks::<2>();
        let pair = |[upos, tag]: &[u8; 2]| {
            Some((*Upos::ALL.get(usize::from(*upos))?, *Tag::ALL.get(usize::from(*tag))?))
        };
        let pairs: Option<Vec<Pair>> = bytes.iter().map(pair).collect();
        match pairs {
            Some(pairs) if (1..=MOST_PAIRS).contains(&pairs.len()) => Ok(Pairs(pairs)),
            _ => Err(WeightsError::content("pairs", "these are no pairs of tags")),
        }
    }
}

/// Writes the features of the word at `idx` into `out`, which it empties first.
/// `tags` are those of the words before it, by number.
pub fn features(atoms: &[Atoms], tags: &[u8], idx: usize, out: &mut Vec<u64>) {
    let none = Atoms::default();
    let at = |offset: isize| {
        idx.checked_add_signed(offset).and_then(|idx| atoms.get(idx)).unwrap_or(&none)
    };
    let tag = |back: usize| idx.checked_sub(back).map_or(0, |idx| u32::from(tags[idx]) + 1);
    let (before2, before, word, after, after2) = (at(-2), at(-1), at(0), at(1), at(2));
    let (tag1, tag2) = (tag(1), tag(2));
    let usual = |atoms: &Atoms| u32::from(atoms.entry.usual());
    let (fine, coarse) = (word.entry.fine(), word.entry.coarse());
    let first = u32::from(idx == 0);
    let place = u32::from(word.capital) << 1 | first;
    out.clear();
    out.extend_from_slice(&[
        one(1, word.form),
        one(2, word.lower),
        two(3, word.suffix[0], word.shape),
        two(4, word.suffix[1], place),
        two(5, word.suffix[2], place),
        two(6, word.suffix[3], place),
        two(7, word.suffix[4], place),
        one(8, word.prefix[0]),
        one(9, word.prefix[1]),
        one(10, word.prefix[2]),
        one(11, word.prefix[3]),
        two(12, word.shape, first),
        two(13, fine, place),
        two(14, coarse, word.suffix[1]),
        two(15, usual(word), place),
        one(16, tag1),
        two(17, tag1, tag2),
        two(18, tag1, word.lower),
        two(19, tag1, word.suffix[2]),
        two(20, tag1, fine),
        three(21, tag1, tag2, usual(word)),
        one(22, before.lower),
        one(23, after.lower),
        one(24, before2.lower),
        one(25, after2.lower),
        two(26, before.lower, word.lower),
        two(27, word.lower, after.lower),
        two(28, before.lower, after.lower),
        two(29, tag1, after.lower),
        two(30, tag1, usual(after)),
        three(31, tag1, usual(word), usual(after)),
        two(32, usual(after), usual(after2)),
        three(33, usual(word), usual(after), usual(after2)),
        two(34, before.entry.fine(), coarse),
        two(35, after.entry.fine(), coarse),
        two(36, fine, after.entry.fine()),
        one(37, after2.entry.fine()),
        two(38, after.suffix[1], after.shape),
        one(39, after.suffix[2]),
        one(40, before.suffix[2]),
        two(41, word.shape, after.shape),
        two(42, before.shape, word.shape),
        three(43, tag1, coarse, after.entry.coarse()),
        three(44, word.suffix[2], tag1, usual(after)),
        three(45, word.lower, tag1, usual(after)),
        two(46, word.entry.names(), place),
    ]);
}

/// The tags of training and their weights.
#[derive(Clone, Debug)]
pub struct Tagger {
    pairs: Pairs,
    table: SparseTable,
}

impl Tagger {
    /// Puts a tagger together.
    pub fn new(pairs: Pairs, table: SparseTable) -> Tagger {
        Tagger { pairs, table }
    }

    /// Adds the tagger to a weights file.
    pub fn write(&self, writer: &mut WeightsWriter) {
        self.pairs.write(writer);
        self.table.write("tagger", writer);
    }

    /// Takes the tagger from a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where a section is missing or wrong.
    pub fn read(weights: &Weights<'_>) -> Result<Tagger, WeightsError> {
        Ok(Tagger { pairs: Pairs::read(weights)?, table: SparseTable::read("tagger", weights)? })
    }

    /// Returns the pairs that the tagger chooses among.
    pub fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    /// Writes the numbers of the words' pairs into `tags`, which it empties first.
    pub fn tag(&self, atoms: &[Atoms], scratch: &mut TagScratch, tags: &mut Vec<u8>) {
        tags.clear();
        for idx in 0..atoms.len() {
            let tag = choose(&self.table, self.pairs.len(), atoms, tags, scratch);
            debug_assert_eq!(tags.len(), idx);
            tags.push(tag);
        }
    }
}

/// Room for features and scores.
#[derive(Clone, Debug, Default)]
pub struct TagScratch {
    /// The features of the last word that was not certain.
    pub features: Vec<u64>,
    scores: Vec<i32>,
}

/// Returns the number of the best pair for the word behind the tags.
pub fn choose(
    scorer: &impl Scorer,
    n_pairs: usize,
    atoms: &[Atoms],
    tags: &[u8],
    scratch: &mut TagScratch,
) -> u8 {
    let entry = atoms[tags.len()].entry;
    if entry.is_certain() {
        return entry.usual();
    }
    features(atoms, tags, tags.len(), &mut scratch.features);
    scratch.scores.clear();
    scratch.scores.resize(n_pairs, 0);
    scorer.add(&scratch.features, &mut scratch.scores);
    best(&scratch.scores)
}

/// Returns the first class with the highest score.
pub(super) fn best(scores: &[i32]) -> u8 {
    let highest = scores.iter().max();
    scores.iter().position(|score| Some(score) == highest).unwrap_or(0) as u8
}

#[cfg(test)]
mod tests {
    use super::super::atoms::{AtomScratch, atoms};
    use super::super::lexicon::{Entry, Lexicon};
    use super::*;

    fn atoms_of(words: &[&str], lexicon: &Lexicon) -> Vec<Atoms> {
        let mut out = Vec::new();
        atoms(words, lexicon, &mut AtomScratch::default(), &mut out);
        out
    }

    fn tagger(rows: &[(u64, Vec<(u8, u8)>)]) -> Tagger {
        let pairs = vec![(Upos::Noun, Tag::Nn), (Upos::Verb, Tag::Vb), (Upos::Part, Tag::To)];
        Tagger::new(Pairs::new(pairs), SparseTable::build(rows))
    }

    #[test]
    fn tag_before_decides_an_ambiguous_word() {
        let atoms = atoms_of(&["to", "talk"], &Lexicon::default());
        let rows = [(one(2, atoms[0].lower), vec![(2, 9)]), (one(16, 3), vec![(1, 5)])];
        let mut tags = Vec::new();
        tagger(&rows).tag(&atoms, &mut TagScratch::default(), &mut tags);
        assert_eq!(tags, [2, 1]);
    }

    #[test]
    fn certain_word_needs_no_weights() {
        let to = atoms_of(&["to"], &Lexicon::default())[0].form;
        let lexicon = Lexicon::build(&[(to, Entry::new(0, 0, 0, false, 2, true))]);
        let atoms = atoms_of(&["to", "talk"], &lexicon);
        let mut tags = Vec::new();
        tagger(&[]).tag(&atoms, &mut TagScratch::default(), &mut tags);
        assert_eq!(tags, [2, 0]);
    }

    #[test]
    fn pair_that_training_did_not_see_counts_as_one_like_it() {
        let pairs = Pairs::new(vec![(Upos::Noun, Tag::Nn), (Upos::Verb, Tag::Vb)]);
        assert_eq!(pairs.number((Upos::Verb, Tag::Vbz)), 1);
        assert_eq!(pairs.number((Upos::X, Tag::Fw)), 0);
        assert_eq!(pairs.get(7), (Upos::X, Tag::Fw));
    }
}
