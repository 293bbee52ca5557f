//! The trees of a text, by its tokens.
//!
//! In: the trees of some sentences. Out: for each token its head, dependents,
//! relation, tags and lemma, at the token's place in the text, and the state that
//! the careful tier has of it. The tokens of a sentence that was not read have none.

use std::ops::Range;

use super::careful::WIDTH;
use super::tree::{NameKind, Relation, Tag, Tree, Upos};

/// The trees of a text.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    nodes: Vec<Node>,
    /// The dependents of all tokens, one after the other.
    dependents: Vec<u32>,
    /// The state of each token; empty where the careful tier read none.
    states: Vec<f32>,
}

#[derive(Clone, Debug)]
struct Node {
    read: bool,
    upos: Upos,
    tag: Tag,
    name: Option<NameKind>,
    /// The head's token; the token itself at a root.
    head: u32,
    relation: Relation,
    lemma: Box<str>,
    first_dependent: u32,
    n_dependents: u32,
}

impl Forest {
    /// Returns a forest without a tree for a text of that many tokens.
    pub(crate) fn new(n_tokens: usize) -> Forest {
        let node = Node {
            read: false,
            upos: Upos::X,
            tag: Tag::Fw,
            head: 0,
            relation: Relation::Dep,
            name: None,
            lemma: "".into(),
            first_dependent: 0,
            n_dependents: 0,
        };
        Forest { nodes: vec![node; n_tokens], dependents: Vec::new(), states: Vec::new() }
    }

    /// Plants the tree of the sentence whose words begin at a token.
    pub(crate) fn plant(&mut self, start: usize, tree: Tree) {
        let heads = tree.words.iter().enumerate();
        let mut below: Vec<(usize, usize)> =
            heads.filter_map(|(idx, word)| Some((usize::from(word.head?), idx))).collect();
        below.sort_unstable();
        let mut below = below.into_iter().peekable();
        for (idx, word) in tree.words.into_iter().enumerate() {
            let first_dependent = self.dependents.len() as u32;
            while let Some((_, child)) = below.next_if(|(head, _)| *head == idx) {
                self.dependents.push((start + child) as u32);
            }
            let n_dependents = self.dependents.len() as u32 - first_dependent;
            let Some(node) = self.nodes.get_mut(start + idx) else { return };
            *node = Node {
                read: true,
                upos: word.upos,
                tag: word.tag,
                head: (start + word.head.map_or(idx, usize::from)) as u32,
                relation: word.relation,
                name: word.name.kind(),
                lemma: word.lemma,
                first_dependent,
                n_dependents,
            };
        }
    }

    /// Keeps the states of a sentence's words, which begin at a token.
    pub(crate) fn keep_states(&mut self, start: usize, states: &[f32]) {
        self.states.resize(self.nodes.len() * WIDTH, 0.0);
        if let Some(places) = self.states.get_mut(start * WIDTH..start * WIDTH + states.len()) {
            places.copy_from_slice(states);
        }
    }

    /// Returns the states of all tokens, one behind the other, zeros where a token has
    /// none; empty where the careful tier read nothing.
    pub(crate) fn states(&self) -> &[f32] {
        &self.states
    }

    /// Returns whether the token's sentence was read.
    pub(crate) fn is_read(&self, token: usize) -> bool {
        self.nodes.get(token).is_some_and(|node| node.read)
    }

    /// Returns the token's part of speech.
    pub(crate) fn upos(&self, token: usize) -> Upos {
        self.nodes.get(token).map_or(Upos::X, |node| node.upos)
    }

    /// Returns the token's Penn tag.
    pub(crate) fn tag(&self, token: usize) -> Tag {
        self.nodes.get(token).map_or(Tag::Fw, |node| node.tag)
    }

    /// Returns how the token depends on its head.
    pub(crate) fn relation(&self, token: usize) -> Relation {
        self.nodes.get(token).map_or(Relation::Dep, |node| node.relation)
    }

    /// Returns the token's lemma.
    pub(crate) fn lemma(&self, token: usize) -> &str {
        self.nodes.get(token).map_or("", |node| &node.lemma)
    }

    /// Returns what kind of name the token is part of.
    pub(crate) fn name(&self, token: usize) -> Option<NameKind> {
        self.nodes.get(token).and_then(|node| node.name)
    }

    /// Returns the token that this one depends on; nothing at a root.
    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        let node = self.nodes.get(token).filter(|node| node.read)?;
        let head = node.head as usize;
        (head != token).then_some(head)
    }

    /// Returns the tokens that depend on this one, in order.
    pub(crate) fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = self.nodes.get(token).filter(|node| node.read).map_or(0..0, |node| {
            let first = node.first_dependent as usize;
            first..first + node.n_dependents as usize
        });
        self.dependents[range].iter().map(|child| *child as usize)
    }

    /// Returns the tokens that depend on this one in one of these ways, in order.
    pub(crate) fn children_by<'a>(
        &'a self,
        token: usize,
        relations: &'a [Relation],
    ) -> impl DoubleEndedIterator<Item = usize> + 'a {
        self.children(token).filter(|child| relations.contains(&self.relation(*child)))
    }

    /// Returns the first token that depends on this one in one of these ways.
    pub(crate) fn child(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.children(token).find(|child| relations.contains(&self.relation(*child)))
    }

    /// Returns the token of a range on which the others depend: whose own head
    /// lies outside. The last token where the sentence was not read.
    pub(crate) fn top(&self, range: Range<usize>) -> usize {
        let last = range.end.saturating_sub(1);
        let outside = |token: &usize| self.head(*token).is_none_or(|head| !range.contains(&head));
        range.clone().filter(|token| self.is_read(*token)).find(outside).unwrap_or(last)
    }
}
