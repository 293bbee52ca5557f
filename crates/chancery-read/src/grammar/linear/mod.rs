//! The linear tier: tags, trees, names and lemmas at hundreds of thousands of
//! words a second.
//!
//! In: the words of a sentence. Out: a [`Tree`]. Four models take turns, each a
//! sum of weights found by the hashes of features: [`tagger`] chooses tags,
//! [`parser`] heads, [`label`] relations, [`names`] name tags; [`lemma`] looks
//! up what is left. Weights and sums are integers, so that every machine and
//! every thread gives the same tree. The parts are public for training only.

pub mod atoms;
pub mod hash;
pub mod label;
pub mod lemma;
pub mod lexicon;
pub mod names;
pub mod oracle;
pub mod parser;
pub mod sparse;
pub mod steps;
pub mod table;
pub mod tagger;

use self::atoms::{AtomScratch, Atoms};
use self::label::{LabelScratch, Words};
use self::lemma::Lemmas;
use self::lexicon::Lexicon;
use self::names::{N_TAGS, NameScratch, NameTable, Transitions};
use self::parser::{ParseScratch, StepTable};
use self::sparse::SparseTable;
use self::tagger::{TagScratch, Tagger};
use crate::grammar::{Header, NameTag, Relation, Tree, Weights, WeightsError, WeightsWriter, Word};

/// The most words that are parsed at once. What follows is parsed by itself and
/// hangs on the first part's root, so that positions fit into 16 bits.
const LONGEST: usize = 10_000;

/// The most words of a tree; positions are 16-bit numbers. Further words are
/// left out.
pub const MOST_WORDS: usize = u16::MAX as usize;

/// The linear tier's weights, ready to read with.
#[derive(Clone, Debug)]
pub struct Linear {
    /// What is known of words.
    pub lexicon: Lexicon,
    /// Tags.
    pub tagger: Tagger,
    /// Heads.
    pub parser: StepTable,
    /// Relations.
    pub labels: SparseTable,
    /// Name tags.
    pub names: NameTable,
    /// Name tags behind each other.
    pub transitions: Transitions,
    /// Lemmas.
    pub lemmas: Lemmas,
}

/// Room that reading uses again for each sentence.
#[derive(Clone, Debug, Default)]
pub struct LinearScratch {
    atoms: Vec<Atoms>,
    tags: Vec<u8>,
    upos: Vec<u8>,
    names: Vec<NameTag>,
    level: AtomScratch,
    tag: TagScratch,
    parse: ParseScratch,
    label: LabelScratch,
    name: NameScratch,
}

impl Linear {
    /// Takes the tier from the bytes of a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where the file is none, is damaged, belongs to another
    /// tier, or lacks a part.
    pub fn from_bytes(bytes: &[u8]) -> Result<Linear, WeightsError> {
        Linear::from_weights(&Weights::parse(bytes)?)
    }

    /// Takes the tier from a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where the file belongs to another tier or lacks a part.
    pub fn from_weights(weights: &Weights<'_>) -> Result<Linear, WeightsError> {
        if weights.header().tier != "linear" {
            return Err(WeightsError::Header { reason: "it is that of another tier" });
        }
        let numbers: Vec<i32> = weights.numbers("names.transitions", (N_TAGS + 1) * N_TAGS)?;
        let mut transitions = [[0; N_TAGS]; N_TAGS + 1];
        for (row, numbers) in transitions.iter_mut().zip(numbers.chunks_exact(N_TAGS)) {
            row.copy_from_slice(numbers);
        }
        Ok(Linear {
            lexicon: Lexicon::read(weights)?,
            tagger: Tagger::read(weights)?,
            parser: StepTable::read("parser", weights)?,
            labels: SparseTable::read("labels", weights)?,
            names: NameTable::read("names", weights)?,
            transitions,
            lemmas: Lemmas::read(weights)?,
        })
    }

    /// Returns the tier as a weights file.
    pub fn to_bytes(&self, header: Header) -> Vec<u8> {
        let mut writer = WeightsWriter::new(header);
        self.lexicon.write(&mut writer);
        self.tagger.write(&mut writer);
        self.parser.write("parser", &mut writer);
        self.labels.write("labels", &mut writer);
        self.names.write("names", &mut writer);
        let transitions: Vec<i32> = self.transitions.iter().flatten().copied().collect();
        writer.numbers("names.transitions", &transitions);
        self.lemmas.write(&mut writer);
        writer.to_bytes()
    }

    /// Reads a sentence. Any words give a tree with one root and without
    /// cycles; no words give the empty tree. Equal words give equal trees,
    /// whatever the scratch was used for before.
    pub fn read(&self, words: &[&str], scratch: &mut LinearScratch) -> Tree {
        let words = &words[..words.len().min(MOST_WORDS)];
        let mut tree = Tree { words: Vec::with_capacity(words.len()) };
        for part in words.chunks(LONGEST) {
            self.read_part(part, scratch, &mut tree);
        }
        tree
    }

    /// Gives the words of a tree that another tier read their lemmas.
    pub fn with_lemmas(&self, mut tree: Tree, words: &[&str]) -> Tree {
        for (node, word) in tree.words.iter_mut().zip(words) {
            node.lemma = self.lemmas.lemma(word, node.upos, node.tag).into();
        }
        tree
    }

    /// Reads some words and adds them to the tree.
    fn read_part(&self, words: &[&str], scratch: &mut LinearScratch, tree: &mut Tree) {
        let LinearScratch { atoms, tags, upos, names, .. } = scratch;
        atoms::atoms(words, &self.lexicon, &mut scratch.level, atoms);
        self.tagger.tag(atoms, &mut scratch.tag, tags);
        let pairs = self.tagger.pairs();
        upos.clear();
        upos.extend(tags.iter().map(|tag| pairs.get(*tag).0 as u8));
        parser::parse(&self.parser, atoms, tags, upos, &mut scratch.parse);
        let heads = scratch.parse.state.heads();
        let looks = Words { atoms, tags, upos };
        label::label(&self.labels, looks, heads, &mut scratch.label);
        names::tag(&self.names, &self.transitions, atoms, tags, &mut scratch.name, names);
        let start = tree.words.len();
        let first_root = tree.root().and_then(|root| u16::try_from(root).ok());
        for (idx, word) in words.iter().enumerate() {
            let (upos, tag) = pairs.get(tags[idx]);
            let own_head = usize::from(heads[idx]);
            let is_root = own_head == words.len();
            let head = if is_root { first_root } else { u16::try_from(start + own_head).ok() };
            let relation = match (is_root, first_root) {
                (true, Some(_)) => Relation::Parataxis,
                _ => scratch.label.arcs.relation(idx),
            };
            tree.words.push(Word {
                upos,
                tag,
                head,
                relation,
                name: names[idx],
                lemma: self.lemmas.lemma(word, upos, tag).into(),
            });
        }
    }
}
