//! What the linear tier is trained on: files read and brought together.
//!
//! In: the options' files. Out: treebanks, silver sentences and sentences with
//! names. Names that are annotated on sentences of a treebank go to these, so
//! that no sentence is there twice.

use std::collections::HashMap;

use chancery_read::grammar::linear::lexicon::Lexicon;
use chancery_read::grammar::linear::tagger::Pairs;

use super::Options;
use super::example::Example;
use super::rng::Rng;
use crate::corpus::{self, NamedSentence, Sentence};
use crate::error::Error;

/// What is trained on.
pub(super) struct Corpora {
    /// Sentences of treebanks.
    pub(super) gold: Vec<Sentence>,
    /// Sentences that a parser annotated.
    silver: Vec<Sentence>,
    /// Sentences with names alone.
    names: Vec<NamedSentence>,
}

impl Corpora {
    /// Reads the files.
    pub(super) fn read(options: &Options) -> Result<Corpora, Error> {
        let mut corpora = Corpora { gold: Vec::new(), silver: Vec::new(), names: Vec::new() };
        for path in &options.grammar {
            corpora.gold.extend(corpus::read_conllu(path)?);
        }
        for path in &options.silver {
            corpora.silver.extend(corpus::read_conllu(path)?);
        }
        for path in &options.names {
            corpora.names.extend(corpus::read_iob2(path)?);
        }
        if let Some(most) = options.words {
            keep_words(&mut corpora.gold, most, options.seed);
        }
        corpora.names = name_trees(&mut corpora.gold, std::mem::take(&mut corpora.names));
        Ok(corpora)
    }

    /// Returns the sentences with trees.
    pub(super) fn trees(&self) -> impl Iterator<Item = &Sentence> + Clone {
        self.gold.iter().chain(&self.silver)
    }

    /// Returns all sentences as examples.
    pub(super) fn examples(&self, gold: i32, pairs: &Pairs, lexicon: &Lexicon) -> Vec<Example> {
        let trees = self.gold.iter().map(|s| Example::of_tree(s, gold, pairs, lexicon));
        let silver = self.silver.iter().map(|s| Example::of_tree(s, 1, pairs, lexicon));
        let names = self.names.iter().map(|s| Example::of_names(s, gold, lexicon));
        trees.chain(silver).chain(names).collect()
    }
}

/// Gives the treebanks' sentences their names, and returns what has no tree.
fn name_trees(trees: &mut [Sentence], names: Vec<NamedSentence>) -> Vec<NamedSentence> {
    let with_id = trees.iter_mut().filter(|sentence| !sentence.id.is_empty());
    let mut by_id: HashMap<String, &mut Sentence> =
        with_id.map(|sentence| (sentence.id.clone(), sentence)).collect();
    let mut without_tree = Vec::new();
    for named in names {
        let tree = by_id.get_mut(&named.id);
        let same_words =
            |tree: &Sentence| tree.words.iter().map(|word| &word.form).eq(named.words.iter());
        match tree.filter(|tree| same_words(tree)) {
            Some(tree) => {
                for (word, tag) in tree.words.iter_mut().zip(&named.tags) {
                    word.name = Some(*tag);
                }
            }
            None => without_tree.push(named),
        }
    }
    without_tree
}

/// Keeps sentences in an order of chance until they have so many words.
fn keep_words(sentences: &mut Vec<Sentence>, most: usize, seed: u64) {
    Rng::new(seed).shuffle(sentences);
    let mut n_words = 0;
    sentences.retain(|sentence| {
        n_words += sentence.words.len();
        n_words <= most
    });
}

#[cfg(test)]
mod tests {
    use chancery_read::grammar::{NameTag, Relation, Tag, Upos};

    use super::*;
    use crate::corpus::Word;

    fn tree(id: &str, forms: &[&str]) -> Sentence {
        let word = |form: &&str| Word {
            form: (*form).into(),
            lemma: "_".into(),
            upos: Upos::Noun,
            tag: Tag::Nn,
            head: None,
            relation: Relation::Root,
            name: None,
            space_after: true,
        };
        Sentence { id: id.into(), words: forms.iter().map(word).collect(), ..Sentence::default() }
    }

    #[test]
    fn names_go_to_the_tree_of_the_same_words() {
        let mut trees = [tree("a", &["Oslo", "waits"]), tree("b", &["Bonn"])];
        let place = NameTag::from_name("B-LOC").unwrap();
        let named = |id: &str, words: &[&str]| NamedSentence {
            id: id.into(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            tags: vec![place; words.len()],
        };
        let left =
            name_trees(&mut trees, vec![named("a", &["Oslo", "waits"]), named("b", &["Rome"])]);
        assert_eq!(trees[0].words[0].name, Some(place));
        assert_eq!(trees[1].words[0].name, None);
        assert_eq!(left, [named("b", &["Rome"])]);
    }

    #[test]
    fn kept_words_are_at_most_so_many() {
        let mut trees: Vec<Sentence> = (0..20).map(|_| tree("", &["a", "b", "c"])).collect();
        keep_words(&mut trees, 10, 1);
        assert_eq!(trees.len(), 3);
    }
}
