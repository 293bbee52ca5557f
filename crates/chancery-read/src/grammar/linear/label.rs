//! Labels: the relation between each word and its head.
//!
//! In: atoms, tags and heads. Out: a relation for each word. The tree is known
//! by now, so a relation is chosen with all of it in view: the word's own
//! children (a preposition, a copula, "to"), its siblings, its head's relation.
//! Heads come before the words that depend on them, siblings from left to right.

use super::atoms::Atoms;
use super::hash::{four, three, two};
use super::table::Scorer;
use super::tagger::best;
use crate::grammar::{Relation, Upos};

/// A parsed sentence, as the features of relations see it.
#[derive(Clone, Debug, Default)]
pub struct Arcs {
    /// Heads; the number of words stands for the root.
    heads: Vec<u16>,
    /// The children of all words, one list behind the other.
    children: Vec<u16>,
    /// Where each word's list begins; one more than there are words and root.
    starts: Vec<u32>,
    /// The words from the root down.
    order: Vec<u16>,
    /// For each word, up to its position, the number of marks.
    marks: Vec<u16>,
    /// The relations chosen so far, by number plus one.
    labels: Vec<u8>,
}

impl Arcs {
    /// Takes a sentence's heads; the number of words stands for the root.
    pub fn fill(&mut self, heads: &[u16], upos: &[u8]) {
        let n_words = heads.len();
        self.heads.clear();
        self.heads.extend_from_slice(heads);
        self.labels.clear();
        self.labels.resize(n_words, 0);
        self.starts.clear();
        self.starts.resize(n_words + 2, 0);
        for head in heads {
            self.starts[usize::from(*head) + 1] += 1;
        }
        for idx in 0..=n_words {
            self.starts[idx + 1] += self.starts[idx];
        }
        self.children.clear();
        self.children.resize(n_words, 0);
        // `order` counts what each list holds so far before it is the order.
        self.order.clear();
        self.order.resize(n_words + 1, 0);
        for (child, head) in heads.iter().enumerate() {
            let head = usize::from(*head);
            self.children[self.starts[head] as usize + usize::from(self.order[head])] =
                child as u16;
            self.order[head] += 1;
        }
        self.order.clear();
        let under_root = self.starts[n_words] as usize..n_words;
        self.order.extend_from_slice(&self.children[under_root]);
        let mut at = 0;
        while let Some(idx) = self.order.get(at) {
            let idx = usize::from(*idx);
            let list = self.starts[idx] as usize..self.starts[idx + 1] as usize;
            self.order.extend_from_slice(&self.children[list]);
            at += 1;
        }
        self.marks.clear();
        let mut n_marks = 0;
        for upos in upos {
            self.marks.push(n_marks);
            n_marks += u16::from(*upos == Upos::Punct as u8);
        }
    }

    /// Returns the words from the root down.
    pub fn order(&self) -> &[u16] {
        &self.order
    }

    /// Notes the relation of a word.
    pub fn set(&mut self, idx: usize, relation: Relation) {
        self.labels[idx] = relation as u8 + 1;
    }

    /// Returns the relation that was chosen for a word.
    pub fn relation(&self, idx: usize) -> Relation {
        let number = usize::from(self.labels[idx]).wrapping_sub(1);
        Relation::ALL.get(number).copied().unwrap_or(Relation::Dep)
    }

    /// Returns whether the word's head is the root.
    pub fn is_root(&self, idx: usize) -> bool {
        usize::from(self.heads[idx]) == self.heads.len()
    }

    fn children(&self, idx: usize) -> &[u16] {
        &self.children[self.starts[idx] as usize..self.starts[idx + 1] as usize]
    }
}

/// What the features of a relation are made of.
#[derive(Clone, Copy)]
struct Look {
    word: u32,
    tag: u32,
    fine: u32,
    coarse: u32,
}

const NOTHING: Look = Look { word: 0, tag: 0, fine: 0, coarse: 0 };

/// Writes the features of the relation between a word and its head, which is
/// not the root, into `out`, which it empties first.
pub fn features(
    arcs: &Arcs,
    atoms: &[Atoms],
    tags: &[u8],
    upos: &[u8],
    idx: usize,
    out: &mut Vec<u64>,
) {
    let look = |idx: usize| {
        atoms.get(idx).map_or(NOTHING, |atom| Look {
            word: atom.lower,
            tag: u32::from(tags[idx]) + 1,
            fine: atom.entry.fine(),
            coarse: atom.entry.coarse(),
        })
    };
    let is = |idx: u16, set: u32| set >> upos[usize::from(idx)] & 1 == 1;
    let head_idx = usize::from(arcs.heads[idx]);
    let above_idx = usize::from(arcs.heads[head_idx]);
    let (word, head, above) = (look(idx), look(head_idx), look(above_idx));
    let left = idx < head_idx;
    let (first, last) = if left { (idx, head_idx) } else { (head_idx, idx) };
    let direction = u32::from(left);
    let span = match last - first {
        near @ 1..=3 => near as u32,
        4..=6 => 4,
        7..=12 => 5,
        _ => 6,
    };
    let n_marks = u32::from((arcs.marks[last] - arcs.marks[first]).min(2));
    let way = direction | span << 1 | n_marks << 4;
    // The word's own children: what introduces it, and what follows.
    let own = arcs.children(idx);
    let introduces = own.iter().find(|child| is(**child, INTRODUCES));
    let case = introduces.map_or(NOTHING, |child| look(usize::from(*child)));
    let auxiliary = own.iter().find(|child| is(**child, 1 << Upos::Aux as u8));
    let auxiliary = auxiliary.map_or(NOTHING, |child| look(usize::from(*child)));
    let child_first = own.first().map_or(NOTHING, |child| look(usize::from(*child)));
    let child_last = own.last().map_or(NOTHING, |child| look(usize::from(*child)));
    let kinds = own.iter().fold(0_u32, |set, child| set | 1 << upos[usize::from(*child)]);
    let has_subject_before = own.iter().take_while(|child| usize::from(**child) < idx);
    let subject = has_subject_before.filter(|child| is(**child, NOMINAL)).count().min(2) as u32;
    // Its siblings: which relations the head has already, and who stands next.
    let siblings = arcs.children(head_idx);
    let place = siblings.partition_point(|sibling| usize::from(*sibling) < idx);
    let labels_before =
        siblings[..place].iter().map(|sibling| u32::from(arcs.labels[usize::from(*sibling)]));
    let mut label_before = 0;
    let mut labels = 0_u32;
    for label in labels_before {
        label_before = label;
        labels |= core_bit(label);
    }
    let sibling = |place: Option<usize>| {
        place.and_then(|place| siblings.get(place)).map_or(NOTHING, |idx| look(usize::from(*idx)))
    };
    let (before, after) = (sibling(place.checked_sub(1)), sibling(place.checked_add(1)));
    let nominals_after = siblings.iter().skip(place + 1).filter(|child| is(**child, NOMINAL));
    let nominals_after = nominals_after.count().min(2) as u32;
    let head_auxiliary = siblings
        .iter()
        .rev()
        .find(|child| usize::from(**child) < head_idx && is(**child, 1 << Upos::Aux as u8));
    let head_auxiliary = head_auxiliary.map_or(NOTHING, |child| look(usize::from(*child)));
    let head_label = u32::from(arcs.labels[head_idx]);
    let (left_of, right_of) = (look(idx.wrapping_sub(1)), look(idx + 1));
    let head_right = look(head_idx + 1);
    let head_case = siblings.iter().find(|child| is(**child, INTRODUCES));
    let head_case = head_case.map_or(NOTHING, |child| look(usize::from(*child)));
    out.clear();
    out.extend_from_slice(&[
        three(200, word.tag, head.tag, way),
        three(201, word.tag, head.tag, direction),
        three(202, word.word, head.tag, direction),
        three(203, word.tag, head.word, direction),
        three(204, word.word, head.word, direction),
        two(205, word.word, word.tag),
        three(206, head.word, head.tag, direction),
        three(207, word.tag, word.fine, direction),
        four(208, word.fine, head.tag, way, 0),
        four(209, word.tag, head.fine, direction, 0),
        three(210, word.fine, head.fine, direction),
        four(211, word.coarse, head.coarse, word.tag, direction),
        four(212, word.tag, head.tag, case.word, direction),
        three(213, word.tag, case.word, head.word),
        three(214, word.word, case.word, head.tag),
        four(215, word.tag, case.tag, head.tag, n_marks),
        three(216, case.word, head.fine, word.fine),
        four(217, word.tag, auxiliary.word, case.word, direction),
        four(218, word.tag, head.tag, child_first.word, direction),
        four(219, word.tag, head.tag, child_first.tag, child_last.tag),
        three(220, word.tag, child_last.word, direction),
        four(221, word.tag, head.tag, kinds, direction),
        three(222, word.tag, kinds, subject << 8 | direction),
        four(223, word.tag, head.tag, label_before, direction),
        four(224, word.tag, head.tag, labels, direction),
        three(225, word.tag, labels, case.word),
        four(226, word.tag, head.word, labels, case.tag),
        four(227, word.tag, before.tag, head.tag, direction),
        four(228, word.tag, after.tag, head.tag, direction),
        three(229, word.tag, before.word, head.tag),
        four(230, word.tag, head.tag, nominals_after, case.tag),
        four(231, word.tag, head.word, nominals_after, direction),
        four(232, word.tag, head.tag, head_auxiliary.word, direction),
        four(233, word.tag, head.word, head_auxiliary.word, direction),
        three(234, word.tag, head_label, head.tag),
        four(235, word.tag, head_label, direction, case.word),
        four(236, word.tag, head.tag, above.tag, direction),
        three(237, word.word, head_label, direction),
        four(238, word.tag, left_of.tag, right_of.tag, head.tag),
        four(239, word.tag, left_of.word, head.tag, direction),
        four(240, word.tag, right_of.word, head.tag, direction),
        three(241, word.word, left_of.tag, right_of.tag),
        four(242, word.tag, head_right.tag, head.tag, way),
        three(243, word.tag, head.tag, atoms[idx].shape),
        four(244, word.tag, head.tag, atoms[idx].entry.names(), atoms[head_idx].entry.names()),
        four(245, word.tag, head.tag, head_case.word, direction),
        four(246, head_label, label_before, word.tag, n_marks),
        four(247, word.tag, head.tag, subject, auxiliary.tag << 8 | case.tag),
    ]);
}

const NOMINAL: u32 =
    1 << Upos::Noun as u8 | 1 << Upos::Propn as u8 | 1 << Upos::Pron as u8 | 1 << Upos::Num as u8;
const INTRODUCES: u32 =
    1 << Upos::Adp as u8 | 1 << Upos::Sconj as u8 | 1 << Upos::Part as u8 | 1 << Upos::Cconj as u8;

/// Returns the bit of a relation of which a head has one at most, or which tells
/// what the head is.
fn core_bit(label: u32) -> u32 {
    let number = (label as usize).wrapping_sub(1);
    match Relation::ALL.get(number).map(|relation| relation.universal()) {
        Some(Relation::Nsubj | Relation::Csubj) => 1,
        Some(Relation::Obj) => 2,
        Some(Relation::Iobj) => 4,
        Some(Relation::Cop) => 8,
        Some(Relation::Ccomp | Relation::Xcomp) => 16,
        Some(Relation::Expl) => 32,
        Some(Relation::Conj) => 64,
        Some(Relation::Appos) => 128,
        _ => 0,
    }
}

/// Room for features and scores.
#[derive(Clone, Debug, Default)]
pub struct LabelScratch {
    /// The sentence's arcs, with their relations when all are chosen.
    pub arcs: Arcs,
    /// The features of the last relation.
    pub features: Vec<u64>,
}

/// The sentence's words, as relations are chosen from them.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Their atoms.
    pub atoms: &'a [Atoms],
    /// Their pairs of tags, by number.
    pub tags: &'a [u8],
    /// Their parts of speech, by number.
    pub upos: &'a [u8],
}

/// Returns the best relation of a word whose head is not the root.
pub fn choose(
    scorer: &impl Scorer,
    words: Words<'_>,
    idx: usize,
    scratch: &mut LabelScratch,
) -> Relation {
    features(&scratch.arcs, words.atoms, words.tags, words.upos, idx, &mut scratch.features);
    let mut scores = [0; Relation::ALL.len()];
    scorer.add(&scratch.features, &mut scores);
    // Only the word that the root governs is the root.
    scores[Relation::Root.index()] = i32::MIN;
    Relation::ALL[usize::from(best(&scores))]
}

/// Chooses the relations of a sentence; they stand in the scratch's arcs.
pub fn label(scorer: &impl Scorer, words: Words<'_>, heads: &[u16], scratch: &mut LabelScratch) {
    scratch.arcs.fill(heads, words.upos);
    for at in 0..scratch.arcs.order.len() {
        let idx = usize::from(scratch.arcs.order[at]);
        let relation = if scratch.arcs.is_root(idx) {
            Relation::Root
        } else {
            choose(scorer, words, idx, scratch)
        };
        scratch.arcs.set(idx, relation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Silent;

    impl Scorer for Silent {
        fn add(&self, _: &[u64], _: &mut [i32]) {}
    }

    #[test]
    fn heads_come_before_the_words_under_them() {
        let mut arcs = Arcs::default();
        arcs.fill(&[1, 3, 1, 4, 3], &[0; 5]);
        // The number of words stands for the root, so 5 would; word 3 hangs on 4.
        arcs.fill(&[1, 3, 1, 5, 3], &[0; 5]);
        assert_eq!(arcs.order(), [3, 1, 4, 0, 2]);
        assert!(arcs.is_root(3) && !arcs.is_root(4));
    }

    #[test]
    fn only_the_word_under_the_root_is_the_root() {
        let atoms = vec![Atoms::default(); 3];
        let words = Words { atoms: &atoms, tags: &[0; 3], upos: &[0; 3] };
        let mut scratch = LabelScratch::default();
        label(&Silent, words, &[1, 3, 1], &mut scratch);
        let relations = [0, 1, 2].map(|idx| scratch.arcs.relation(idx));
        assert_eq!(relations[1], Relation::Root);
        assert!(relations[0] != Relation::Root && relations[2] != Relation::Root);
    }
}
