//! Corpora: annotated sentences as files of the field carry them.
//!
//! In: CoNLL-U and IOB2 files, gzipped or plain. Out: sentences with what
//! people (or a parser) wrote down about their words. Articles that nobody
//! annotated are a corpus too, and so are those in which they marked who says what. What is learnt or measured with any of them is
//! not known here.

mod articles;
mod conllu;
mod file;
mod iob2;
mod polnear;
mod table;

use std::ops::Range;

use chancery_read::grammar::{NameTag, Relation, Tag, Upos};

pub(crate) use articles::{Article, pages, read as read_articles};
pub(crate) use conllu::read as read_conllu;
pub(crate) use file::{text, write};
pub(crate) use iob2::read as read_iob2;
pub(crate) use polnear::{AttributedArticle, read as read_polnear};
pub(crate) use table::read as read_table;

/// A word of a treebank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: Upos,
    pub(crate) tag: Tag,
    /// The position of its head; nothing at the root.
    pub(crate) head: Option<usize>,
    pub(crate) relation: Relation,
    /// The name tag, where the file has one.
    pub(crate) name: Option<NameTag>,
    /// Whether a space stands behind it.
    pub(crate) space_after: bool,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) id: String,
    /// Its text, where the file has it.
    pub(crate) text: Option<String>,
    pub(crate) words: Vec<Word>,
    /// Words that are written as one: "don't", with the form that is written.
    pub(crate) joined: Vec<(Range<usize>, String)>,
    /// Whether a document or a paragraph begins with it.
    pub(crate) begins_paragraph: bool,
}

/// A sentence with its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NamedSentence {
    pub(crate) id: String,
    pub(crate) words: Vec<String>,
    pub(crate) tags: Vec<NameTag>,
}
