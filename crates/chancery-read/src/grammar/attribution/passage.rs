//! Passages: a text as the tagger of attributions sees it.
//!
//! In: the words of a text with their trees, quotations and states. Out: the same
//! by places in the text, with what the features ask for: who hangs on whom, and
//! which words stand in quotation marks. Nothing is decided here.

use std::ops::Range;

use crate::grammar::careful::WIDTH;
use crate::grammar::linear::hash;
use crate::grammar::{Forest, Relation, Tag, Upos};
use crate::text::{Quotation, Text};

/// A word of a passage.
#[derive(Clone, Debug)]
pub struct Node {
    /// The hash of its form in small letters.
    pub form: u32,
    /// The hash of its lemma.
    pub lemma: u32,
    /// Its part of speech.
    pub upos: Upos,
    /// Its Penn tag.
    pub tag: Tag,
    /// The place of its head; its own at a root and where no tree was read.
    pub head: usize,
    /// How it depends on its head.
    pub relation: Relation,
    /// Whether it begins with a capital letter.
    pub is_capitalized: bool,
}

/// A sentence of a passage.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words.
    pub words: Range<usize>,
    /// The number of its paragraph.
    pub block: usize,
}

/// A text with its trees, quotations and states.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    pub(super) nodes: Vec<Node>,
    pub(super) sentences: Vec<Sentence>,
    /// The sentence of each word.
    pub(super) sentence_of: Vec<u32>,
    /// The quotation that each word stands in, from 1; 0 outside.
    pub(super) quotation: Vec<u32>,
    /// The words that depend on each.
    pub(super) children: Vec<Vec<u32>>,
    /// Where the words below each begin and end, its own among them.
    pub(super) reach: Vec<(u32, u32)>,
    states: Vec<f32>,
}

impl Passage {
    /// Takes a text with its forest, and its quotations as ranges of tokens.
    pub(crate) fn of(text: &Text<'_>, forest: &Forest, quotations: &[Quotation]) -> Passage {
        let node = |idx: usize| Node {
            form: hashed(text.str(idx)),
            lemma: match forest.lemma(idx) {
                "" => hashed(text.str(idx)),
                lemma => hash::bytes(lemma.as_bytes()),
            },
            upos: forest.upos(idx),
            tag: forest.tag(idx),
            head: forest.head(idx).unwrap_or(idx),
            relation: forest.relation(idx),
            is_capitalized: text.is_capitalized(idx),
        };
        let sentences = text.sentences.iter();
        let sentences =
            sentences.map(|one| Sentence { words: one.tokens.clone(), block: one.block });
        let nodes = (0..text.tokens.len()).map(node).collect();
        let quotations: Vec<_> = quotations.iter().map(|one| one.tokens.clone()).collect();
        Passage::new(nodes, sentences.collect(), &quotations, forest.states().to_vec())
    }

    /// Takes a text: words and sentences in order, quotations as ranges of words, and
    /// for each word a state, zeros where none was made.
    pub fn new(
        nodes: Vec<Node>,
        sentences: Vec<Sentence>,
        quotations: &[Range<usize>],
        states: Vec<f32>,
    ) -> Passage {
        let n = nodes.len();
        let mut out = Passage {
            sentence_of: vec![0; n],
            quotation: vec![0; n],
            children: vec![Vec::new(); n],
            reach: (0..n).map(|idx| (idx as u32, idx as u32)).collect(),
            nodes,
            sentences,
            states,
        };
        out.states.resize(n * WIDTH, 0.0);
        for (idx, sentence) in out.sentences.iter().enumerate() {
            out.sentence_of[sentence.words.clone()].fill(idx as u32);
        }
        for (idx, quotation) in quotations.iter().enumerate() {
            let inside = quotation.start.min(n)..quotation.end.min(n);
            out.quotation[inside].fill(idx as u32 + 1);
        }
        for idx in 0..n {
            let head = out.nodes[idx].head;
            if head != idx {
                out.children[head].push(idx as u32);
            }
            // Up to the root: every word above reaches this one.
            let (mut at, mut n_steps) = (idx, 0);
            while n_steps < MOST_STEPS {
                let reach = &mut out.reach[at];
                *reach = (reach.0.min(idx as u32), reach.1.max(idx as u32));
                if out.nodes[at].head == at {
                    break;
                }
                at = out.nodes[at].head;
                n_steps += 1;
            }
        }
        out
    }

    /// Returns how many words it has.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns the sentences.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Returns the number of the sentence that a word belongs to.
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentence_of[word] as usize
    }

    /// Returns the state of a word.
    pub fn state(&self, word: usize) -> &[f32] {
        &self.states[word * WIDTH..][..WIDTH]
    }

    /// Returns the word of a range on which the others depend.
    pub(super) fn top(&self, range: &Range<usize>) -> usize {
        let outside = |word: &usize| {
            let head = self.nodes[*word].head;
            head == *word || !range.contains(&head)
        };
        range.clone().find(outside).unwrap_or(range.start)
    }

    /// Returns the word and all above it, from below.
    pub(super) fn ancestors(&self, word: usize) -> Vec<usize> {
        let mut out = vec![word];
        let mut at = word;
        while self.nodes[at].head != at && out.len() < MOST_STEPS {
            at = self.nodes[at].head;
            out.push(at);
        }
        out
    }

    /// Returns the words that a cue's source and content are looked for in: its
    /// sentence, and its neighbours in the same paragraph.
    pub fn window(&self, cue: &Range<usize>) -> Range<usize> {
        let own = self.sentence_of(cue.start);
        let block = self.sentences[own].block;
        let same = |idx: &usize| self.sentences[*idx].block == block;
        let first = (own.saturating_sub(SENTENCES_BEFORE)..=own).find(same).unwrap_or(own);
        let last = (own..self.sentences.len().min(own + SENTENCES_BEHIND + 1)).rev().find(same);
        self.sentences[first].words.start..self.sentences[last.unwrap_or(own)].words.end
    }
}

/// The height of a tree, at most; heads that lead nowhere end here.
pub(super) const MOST_STEPS: usize = 60;

/// As many sentences before the cue's may hold what was said: nine in ten contents
/// that go beyond one sentence stay within these.
const SENTENCES_BEFORE: usize = 2;
const SENTENCES_BEHIND: usize = 4;

/// Returns the hash of a word in small letters.
pub fn hashed(word: &str) -> u32 {
    hash::bytes(word.to_lowercase().as_bytes())
}
