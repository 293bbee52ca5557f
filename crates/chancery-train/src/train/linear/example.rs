//! Examples: sentences in the form that the models learn from.
//!
//! In: sentences of corpora and the lexicon. Out: for each the words' atoms with
//! what is right about them, as numbers. Tags are those that the tagger gives,
//! once it is trained: the models behind it must learn from tags as they will
//! find them.

use chancery_read::grammar::linear::atoms::{AtomScratch, Atoms, atoms};
use chancery_read::grammar::linear::lexicon::Lexicon;
use chancery_read::grammar::linear::tagger::Pairs;
use chancery_read::grammar::{NameTag, Relation};

use crate::corpus::{NamedSentence, Sentence};

/// A sentence to learn from.
#[derive(Clone, Debug)]
pub(super) struct Example {
    pub(super) atoms: Vec<Atoms>,
    /// The right pairs of tags, by number; empty where they are not known.
    pub(super) gold_tags: Vec<u8>,
    /// The pairs of tags that the tagger gave.
    pub(super) tags: Vec<u8>,
    /// The right heads; the number of words stands for the root. Empty where
    /// they are not known.
    pub(super) heads: Vec<u16>,
    pub(super) relations: Vec<Relation>,
    /// The right name tags; empty where they are not known.
    pub(super) names: Vec<NameTag>,
    /// How much a mistake counts.
    pub(super) weight: i32,
}

impl Example {
    /// Returns the example of a treebank's sentence.
    pub(super) fn of_tree(
        sentence: &Sentence,
        weight: i32,
        pairs: &Pairs,
        lexicon: &Lexicon,
    ) -> Example {
        let words = &sentence.words;
        let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
        let gold_tags: Vec<u8> =
            words.iter().map(|word| pairs.number((word.upos, word.tag))).collect();
        let head = |head: Option<usize>| u16::try_from(head.unwrap_or(words.len())).unwrap_or(0);
        let names: Option<Vec<NameTag>> = words.iter().map(|word| word.name).collect();
        Example {
            atoms: atoms_of(&forms, lexicon),
            tags: gold_tags.clone(),
            gold_tags,
            heads: words.iter().map(|word| head(word.head)).collect(),
            relations: words.iter().map(|word| word.relation).collect(),
            names: names.unwrap_or_default(),
            weight,
        }
    }

    /// Returns the example of a sentence with names.
    pub(super) fn of_names(sentence: &NamedSentence, weight: i32, lexicon: &Lexicon) -> Example {
        let forms: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        Example {
            atoms: atoms_of(&forms, lexicon),
            gold_tags: Vec::new(),
            tags: vec![0; forms.len()],
            heads: Vec::new(),
            relations: Vec::new(),
            names: sentence.tags.clone(),
            weight,
        }
    }

    /// Returns whether tags, heads and relations are known.
    pub(super) fn has_tree(&self) -> bool {
        !self.gold_tags.is_empty()
    }

    /// Returns whether names are known.
    pub(super) fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// Returns the parts of speech that belong to the tags, by number.
    pub(super) fn upos(&self, pairs: &Pairs) -> Vec<u8> {
        self.tags.iter().map(|tag| pairs.get(*tag).0 as u8).collect()
    }
}

fn atoms_of(forms: &[&str], lexicon: &Lexicon) -> Vec<Atoms> {
    let mut out = Vec::with_capacity(forms.len());
    atoms(forms, lexicon, &mut AtomScratch::default(), &mut out);
    out
}
