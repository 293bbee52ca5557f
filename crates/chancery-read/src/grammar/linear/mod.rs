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

/// Room that reading uses again.
#[derive(Clone, Debug, Default)]
pub struct LinearScratch {
    parts: Vec<Part>,
    level: AtomScratch,
    tag: TagScratch,
    parse: ParseScratch,
    label: LabelScratch,
    name: NameScratch,
}

/// What the models say of words that are parsed at once.
#[derive(Clone, Debug, Default)]
struct Part {
    atoms: Vec<Atoms>,
    tags: Vec<u8>,
    upos: Vec<u8>,
    heads: Vec<u16>,
    relations: Vec<Relation>,
    names: Vec<NameTag>,
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

    /// Reads a sentence, as [`Linear::read_all`] does.
    pub fn read(&self, words: &[&str], scratch: &mut LinearScratch) -> Tree {
        self.read_all(&[words], scratch).pop().unwrap_or_default()
    }

    /// Reads sentences. Any words give a tree with one root and without cycles; no
    /// words give the empty tree. Equal words give equal trees, whatever stands
    /// beside them and whatever the scratch was used for before.
    ///
    /// One model reads all sentences before the next begins, so that the weights
    /// that it asks for again and again stay near the processor.
    pub fn read_all(&self, sentences: &[&[&str]], scratch: &mut LinearScratch) -> Vec<Tree> {
        let LinearScratch { parts, level, tag, parse, label, name } = scratch;
        let every: Vec<&[&str]> = sentences.iter().flat_map(|words| runs(words)).collect();
        parts.resize_with(every.len().max(parts.len()), Part::default);
        let parts = &mut parts[..every.len()];
        let pairs = self.tagger.pairs();
        for (part, words) in parts.iter_mut().zip(&every) {
            atoms::atoms(words, &self.lexicon, level, &mut part.atoms);
            self.tagger.tag(&part.atoms, tag, &mut part.tags);
            part.upos.clear();
            part.upos.extend(part.tags.iter().map(|tag| pairs.get(*tag).0 as u8));
        }
        for Part { atoms, tags, upos, heads, .. } in parts.iter_mut() {
            parser::parse(&self.parser, atoms, tags, upos, parse);
            heads.clear();
            heads.extend_from_slice(parse.state.heads());
        }
        for Part { atoms, tags, upos, heads, relations, .. } in parts.iter_mut() {
            label::label(&self.labels, Words { atoms, tags, upos }, heads, label);
            relations.clear();
            relations.extend((0..heads.len()).map(|idx| label.arcs.relation(idx)));
        }
        for Part { atoms, tags, names, .. } in parts.iter_mut() {
            names::tag(&self.names, &self.transitions, atoms, tags, name, names);
        }
        let mut parts = parts.iter();
        let tree = |words: &&[&str]| {
            let mut tree = Tree { words: Vec::with_capacity(words.len()) };
            for (words, part) in runs(words).zip(&mut parts) {
                self.grow(&mut tree, words, part);
            }
            tree
        };
        sentences.iter().map(tree).collect()
    }

    /// Gives the words of a tree that another tier read their lemmas.
    pub fn with_lemmas(&self, mut tree: Tree, words: &[&str]) -> Tree {
        let mut lemma = String::new();
        for (node, word) in tree.words.iter_mut().zip(words) {
            self.lemmas.write_lemma(word, node.upos, node.tag, &mut lemma);
            node.lemma = lemma.as_str().into();
        }
        tree
    }

    /// Adds to a tree the words of a part.
    fn grow(&self, tree: &mut Tree, words: &[&str], part: &Part) {
        let start = tree.words.len();
        let first_root = tree.root().and_then(|root| u16::try_from(root).ok());
        let mut lemma = String::new();
        for (idx, word) in words.iter().enumerate() {
            let (upos, tag) = self.tagger.pairs().get(part.tags[idx]);
            let own_head = usize::from(part.heads[idx]);
            let is_root = own_head == words.len();
            let head = if is_root { first_root } else { u16::try_from(start + own_head).ok() };
            let relation = match (is_root, first_root) {
                (true, Some(_)) => Relation::Parataxis,
                _ => part.relations[idx],
            };
            self.lemmas.write_lemma(word, upos, tag, &mut lemma);
            tree.words.push(Word {
                upos,
                tag,
                head,
                relation,
                name: part.names[idx],
                lemma: lemma.as_str().into(),
            });
        }
    }
}

/// Returns the words of a sentence in runs that are parsed at once.
fn runs<'a, 'b>(words: &'a [&'b str]) -> impl Iterator<Item = &'a [&'b str]> {
    words[..words.len().min(MOST_WORDS)].chunks(LONGEST)
}
