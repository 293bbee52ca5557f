//! Scenes: a passage with all its cues, as one of them sees it.
//!
//! In: a passage and its cues. Out: for each word the cue that it belongs to and the
//! largest phrases that begin and end with it; and, for one of the cues, how each
//! word of its window hangs together with it. Nothing is decided here.

use std::ops::Range;

use super::features::{NOTHING, Tie, ties};
use super::passage::{MOST_STEPS, Node, Passage, hashed};
use crate::grammar::Relation;

/// A passage with its cues.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    passage: &'a Passage,
    /// The cue that each word belongs to, from 1; 0 outside.
    cue_of: Vec<u32>,
    /// The head of the largest phrase that begins with each word.
    begins: Vec<u32>,
    /// The head of the largest phrase that ends with each word.
    ends: Vec<u32>,
    /// The hash of a comma.
    pub(super) comma: u32,
}

impl<'a> Scene<'a> {
    /// Takes a passage and the cues that were found in it.
    pub fn new(passage: &'a Passage, cues: &[Range<usize>]) -> Scene<'a> {
        let largest = |word: usize, edge: fn((u32, u32)) -> u32| {
            let mut at = word;
            for _ in 0..MOST_STEPS {
                let head = passage.nodes[at].head;
                if head == at || edge(passage.reach[head]) as usize != word {
                    break;
                }
                at = head;
            }
            at as u32
        };
        let mut cue_of = vec![0; passage.len()];
        for (idx, cue) in cues.iter().enumerate() {
            cue_of[cue.clone()].fill(idx as u32 + 1);
        }
        Scene {
            passage,
            cue_of,
            begins: (0..passage.len()).map(|word| largest(word, |reach| reach.0)).collect(),
            ends: (0..passage.len()).map(|word| largest(word, |reach| reach.1)).collect(),
            comma: hashed(","),
        }
    }

    /// Returns the passage.
    pub fn passage(&self) -> &'a Passage {
        self.passage
    }

    /// Returns the cue that a word belongs to, from 1; 0 where it belongs to none.
    pub(super) fn cue_of(&self, word: usize) -> u32 {
        self.cue_of.get(word).copied().unwrap_or(0)
    }

    /// Returns the head of the largest phrase that begins with a word.
    pub(super) fn begins(&self, word: usize) -> usize {
        self.begins[word] as usize
    }

    /// Returns the head of the largest phrase that ends with a word.
    pub(super) fn ends(&self, word: usize) -> usize {
        self.ends[word] as usize
    }
}

/// A scene as one cue sees it.
#[derive(Clone, Debug)]
pub(super) struct Sight<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) passage: &'a Passage,
    pub(super) cue: Range<usize>,
    /// The word of the cue on which its others depend.
    pub(super) top: usize,
    /// That word and all above it.
    pub(super) above: Vec<usize>,
    pub(super) window: Range<usize>,
    ties: Vec<Tie>,
}

impl<'a> Sight<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, cue: &Range<usize>) -> Sight<'a> {
        let passage = scene.passage;
        let window = passage.window(cue);
        let top = passage.top(cue);
        Sight {
            scene,
            passage,
            cue: cue.clone(),
            top,
            above: passage.ancestors(top),
            ties: ties(passage, &window, cue),
            window,
        }
    }

    pub(super) fn node(&self, word: usize) -> &'a Node {
        &self.passage.nodes[word]
    }

    fn seen(&self, word: usize) -> Option<&'a Node> {
        self.window.contains(&word).then(|| self.node(word))
    }

    pub(super) fn form(&self, word: usize) -> u32 {
        self.seen(word).map_or(NOTHING, |node| node.form)
    }

    pub(super) fn tag(&self, word: usize) -> u32 {
        self.seen(word).map_or(NOTHING, |node| node.tag.index() as u32)
    }

    /// Returns the number of how a word hangs together with the cue.
    pub(super) fn tie(&self, word: usize) -> u32 {
        self.seen(word).map_or(NOTHING, |_| self.ties[word - self.window.start].key())
    }

    pub(super) fn relation(&self, word: usize) -> u32 {
        self.node(word).relation.index() as u32
    }

    pub(super) fn is_mark(&self, word: usize) -> bool {
        self.node(word).relation == Relation::Punct
    }

    /// Returns the quotation that a word stands in; 0 outside.
    pub(super) fn quotation(&self, word: usize) -> u32 {
        self.passage.quotation.get(word).copied().unwrap_or(0)
    }

    /// Returns the first and last word of the phrase below a word.
    pub(super) fn reach(&self, word: usize) -> (usize, usize) {
        let (first, last) = self.passage.reach[word];
        (first as usize, last as usize)
    }

    /// Returns whether a word belongs to another cue.
    pub(super) fn is_other_cue(&self, word: usize) -> bool {
        self.scene.cue_of(word) > 0 && !self.cue.contains(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::attribution::passage::Sentence;
    use crate::grammar::{Tag, Upos};

    #[test]
    fn largest_phrase_is_the_highest_with_the_same_edge() {
        // "the old man spoke of peace": "the old man" below "spoke", "of" below "peace".
        let heads = [2, 2, 3, 3, 5, 3];
        let node = |idx: usize| Node {
            form: 1,
            lemma: 1,
            upos: Upos::Noun,
            tag: Tag::Nn,
            head: heads[idx],
            relation: Relation::Dep,
            is_capitalized: false,
        };
        let nodes = (0..6).map(node).collect();
        let sentence = Sentence { words: 0..6, block: 0 };
        let passage = Passage::new(nodes, vec![sentence], &[], Vec::new());
        let cue = 3..4;
        let scene = Scene::new(&passage, std::slice::from_ref(&cue));
        assert_eq!((scene.begins(0), scene.begins(1), scene.begins(4)), (3, 1, 5));
        assert_eq!((scene.ends(5), scene.ends(2), scene.ends(4)), (3, 2, 4));
        assert_eq!((scene.cue_of(3), scene.cue_of(4), scene.cue_of(60)), (1, 0, 0));
    }
}
