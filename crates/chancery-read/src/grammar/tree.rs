//! Trees: a sentence's words with tags, heads, relations, names and lemmas.
//!
//! What both tiers of grammar give and every later stage reads. Positions are
//! those of the words in their sentence. Plain data with walks over them; how a
//! tree is found, and where its words stand in the text, is not known here.

use std::ops::Range;

pub use super::codes::{NameKind, Relation, Tag, Upos};

/// Whether a word is part of a name, and where in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameTag {
    /// No part of a name.
    #[default]
    Outside,
    /// The first word of a name.
    Begin(NameKind),
    /// A later word of a name.
    Inside(NameKind),
}

impl NameTag {
    /// Every tag, in the order of its number.
    pub const ALL: [NameTag; 7] = [
        NameTag::Outside,
        NameTag::Begin(NameKind::Person),
        NameTag::Inside(NameKind::Person),
        NameTag::Begin(NameKind::Place),
        NameTag::Inside(NameKind::Place),
        NameTag::Begin(NameKind::Organization),
        NameTag::Inside(NameKind::Organization),
    ];

    /// Returns the tag's place in [`NameTag::ALL`].
    pub const fn index(self) -> usize {
        match self {
            NameTag::Outside => 0,
            NameTag::Begin(kind) => 1 + 2 * kind.index(),
            NameTag::Inside(kind) => 2 + 2 * kind.index(),
        }
    }

    /// Returns the tag as data sets write it: `O`, `B-PER`, `I-PER`.
    pub const fn as_str(self) -> &'static str {
        match self {
            NameTag::Outside => "O",
            NameTag::Begin(NameKind::Person) => "B-PER",
            NameTag::Inside(NameKind::Person) => "I-PER",
            NameTag::Begin(NameKind::Place) => "B-LOC",
            NameTag::Inside(NameKind::Place) => "I-LOC",
            NameTag::Begin(NameKind::Organization) => "B-ORG",
            NameTag::Inside(NameKind::Organization) => "I-ORG",
        }
    }

    /// Returns the tag that data sets write so.
    pub fn from_name(name: &str) -> Option<NameTag> {
        NameTag::ALL.into_iter().find(|tag| tag.as_str() == name)
    }

    /// Returns what is named, where something is.
    pub const fn kind(self) -> Option<NameKind> {
        match self {
            NameTag::Outside => None,
            NameTag::Begin(kind) | NameTag::Inside(kind) => Some(kind),
        }
    }

    /// Returns whether this tag may stand behind the other: inside only behind
    /// the same name.
    pub fn may_follow(self, previous: NameTag) -> bool {
        match self {
            NameTag::Inside(kind) => previous.kind() == Some(kind),
            NameTag::Outside | NameTag::Begin(_) => true,
        }
    }
}

/// What grammar says about one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The part of speech.
    pub upos: Upos,
    /// The Penn tag.
    pub tag: Tag,
    /// The position of the word that this one depends on; nothing at the root.
    pub head: Option<u16>,
    /// How it depends on its head.
    pub relation: Relation,
    /// Whether it is part of a name.
    pub name: NameTag,
    /// The form that stands in dictionaries.
    pub lemma: Box<str>,
}

/// A sentence's words, each with its head.
///
/// The tiers give trees in the strict sense: one root and no cycle
/// ([`Tree::is_sound`]). The walks end on any data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The words, in the order of the sentence.
    pub words: Vec<Word>,
}

impl Tree {
    /// Returns the position of the root; nothing in an empty sentence.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|word| word.head.is_none())
    }

    /// Returns the position of the word's head; nothing at the root.
    pub fn head(&self, idx: usize) -> Option<usize> {
        self.words.get(idx)?.head.map(usize::from)
    }

    /// Returns the positions of the words that depend on this one, in order.
    pub fn children(&self, idx: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let words = self.words.iter().enumerate();
        words.filter(move |(_, word)| word.head.map(usize::from) == Some(idx)).map(|(idx, _)| idx)
    }

    /// Returns the positions of the words that depend on this one so, in order.
    /// The relation matches with its subtype.
    pub fn children_by(
        &self,
        idx: usize,
        relation: Relation,
    ) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(idx).filter(move |child| self.words[*child].relation == relation)
    }

    /// Returns the positions of the heads above a word, from its own to the root.
    pub fn ancestors(&self, idx: usize) -> impl Iterator<Item = usize> + '_ {
        // No chain of heads is longer than the sentence, unless it is a cycle.
        std::iter::successors(self.head(idx), |above| self.head(*above)).take(self.words.len())
    }

    /// Returns whether `idx` is `above` or stands under it.
    pub fn is_under(&self, idx: usize, above: usize) -> bool {
        idx == above || self.ancestors(idx).any(|ancestor| ancestor == above)
    }

    /// Returns the positions of a word and all under it, in order.
    pub fn subtree(&self, idx: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let n_words = if idx < self.words.len() { self.words.len() } else { 0 };
        (0..n_words).filter(move |below| self.is_under(*below, idx))
    }

    /// Returns the range from the first to the last word under a word, itself
    /// among them; empty outside the sentence.
    pub fn yield_of(&self, idx: usize) -> Range<usize> {
        let mut below = self.subtree(idx);
        match (below.next(), below.next_back()) {
            (Some(first), Some(last)) => first..last + 1,
            (Some(only), None) => only..only + 1,
            _ => 0..0,
        }
    }

    /// Returns the names: ranges of words with what they name, in order.
    pub fn names(&self) -> Vec<(Range<usize>, NameKind)> {
        name_spans(self.words.iter().map(|word| word.name))
    }

    /// Returns whether there is exactly one root, every head lies in the
    /// sentence and no chain of heads comes back to where it began.
    pub fn is_sound(&self) -> bool {
        let n_words = self.words.len();
        let n_roots = self.words.iter().filter(|word| word.head.is_none()).count();
        let heads_inside =
            self.words.iter().filter_map(|word| word.head).all(|head| usize::from(head) < n_words);
        let root = self.root();
        let reaches_root = |idx: usize| {
            Some(idx) == root || self.ancestors(idx).last().is_some_and(|last| Some(last) == root)
        };
        n_words == 0 || (n_roots == 1 && heads_inside && (0..n_words).all(reaches_root))
    }
}

/// Returns the names that a sequence of tags spells, as ranges of positions. A
/// tag inside a name that has not begun begins it.
pub fn name_spans(tags: impl IntoIterator<Item = NameTag>) -> Vec<(Range<usize>, NameKind)> {
    let mut spans: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (idx, tag) in tags.into_iter().enumerate() {
        match (tag, spans.last_mut()) {
            (NameTag::Outside, _) => {}
            (NameTag::Inside(kind), Some((range, open))) if range.end == idx && *open == kind => {
                range.end = idx + 1;
            }
            (NameTag::Inside(kind) | NameTag::Begin(kind), _) => spans.push((idx..idx + 1, kind)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Envoys of Norway arrived": heads as given, everything else alike.
    fn tree(heads: &[Option<u16>]) -> Tree {
        let word = |head: &Option<u16>| Word {
            upos: Upos::X,
            tag: Tag::Fw,
            head: *head,
            relation: if head.is_none() { Relation::Root } else { Relation::Dep },
            name: NameTag::Outside,
            lemma: "".into(),
        };
        Tree { words: heads.iter().map(word).collect() }
    }

    #[test]
    fn walks_go_down_and_up() {
        let tree = tree(&[Some(3), Some(2), Some(0), None]);
        assert_eq!(tree.root(), Some(3));
        assert_eq!(tree.children(3).collect::<Vec<_>>(), [0]);
        assert_eq!(tree.children_by(0, Relation::Nmod).count(), 0);
        assert_eq!(tree.ancestors(1).collect::<Vec<_>>(), [2, 0, 3]);
        assert_eq!(tree.subtree(0).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(tree.yield_of(2), 1..3);
        assert_eq!(tree.yield_of(1), 1..2);
        assert!(tree.is_under(1, 0) && !tree.is_under(0, 1));
    }

    #[test]
    fn walks_outside_the_sentence_find_nothing() {
        let tree = tree(&[None]);
        assert_eq!(tree.ancestors(7).count(), 0);
        assert_eq!(tree.subtree(7).count(), 0);
        assert_eq!(tree.yield_of(7), 0..0);
    }

    #[test]
    fn only_one_root_without_cycle_is_sound() {
        assert!(tree(&[]).is_sound());
        assert!(tree(&[None]).is_sound());
        assert!(tree(&[Some(1), None, Some(1)]).is_sound());
        assert!(!tree(&[None, None]).is_sound());
        assert!(!tree(&[Some(1), Some(0)]).is_sound());
        assert!(!tree(&[None, Some(2), Some(1)]).is_sound());
        assert!(!tree(&[None, Some(5)]).is_sound());
    }

    #[test]
    fn walks_end_in_a_cycle() {
        let tree = tree(&[Some(1), Some(0), None]);
        assert_eq!(tree.ancestors(0).count(), 3);
        assert_eq!(tree.subtree(0).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn names_are_runs_of_tags() {
        let tags = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-ORG"];
        let spans = name_spans(tags.map(|tag| NameTag::from_name(tag).unwrap()));
        let expected = [
            (0..2, NameKind::Person),
            (3..4, NameKind::Place),
            (4..5, NameKind::Place),
            (5..6, NameKind::Organization),
        ];
        assert_eq!(spans, expected);
    }

    #[test]
    fn inside_follows_only_its_own_kind() {
        let tag = |name| NameTag::from_name(name).unwrap();
        assert!(tag("I-PER").may_follow(tag("B-PER")));
        assert!(!tag("I-PER").may_follow(tag("B-LOC")));
        assert!(!tag("I-PER").may_follow(NameTag::Outside));
        assert!(tag("B-PER").may_follow(tag("I-LOC")));
        for (idx, tag) in NameTag::ALL.into_iter().enumerate() {
            assert_eq!(tag.index(), idx);
        }
    }
}
