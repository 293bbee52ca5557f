//! Outlines: what a candidate looks like as a whole.
//!
//! In: a cue's sight of a passage, and one way to take its source and content. Out:
//! the numbers of what is true of it, and the words at whose states is looked: which
//! of the phrases that hang on the cue it takes and leaves, on what its words hang,
//! and what is torn off them. How its content begins and ends is told in `edges`, what its
//! source looks like in `origin`.

use std::ops::Range;

use super::choice::Candidate;
use super::features::Keys;
use super::scene::Sight;
use crate::grammar::Relation;

/// What is looked at of a word is told apart by why, and by how it depends.
pub(super) const N_GROUPS: u32 = 8;

/// Why a word's state is looked at: one view for each, or one for each group of
/// relations.
pub(super) mod view {
    use super::N_GROUPS;

    /// A phrase below the cue that is taken as content.
    pub(in super::super) const TAKEN: u32 = 0;
    /// A phrase below the cue that is not.
    pub(in super::super) const LEFT: u32 = N_GROUPS;
    /// The phrase that ends before a stretch of the content.
    pub(in super::super) const BEFORE: u32 = 2 * N_GROUPS;
    /// A phrase with which a stretch begins.
    pub(in super::super) const OPENING: u32 = 3 * N_GROUPS;
    /// The phrase that begins behind a stretch.
    pub(in super::super) const BEHIND: u32 = 4 * N_GROUPS;
    /// A phrase with which a stretch ends.
    pub(in super::super) const CLOSING: u32 = 5 * N_GROUPS;
    /// The phrase that begins behind a stretch of the source.
    pub(in super::super) const BEHIND_SOURCE: u32 = 6 * N_GROUPS;
    /// A phrase with which a stretch of the source ends.
    pub(in super::super) const CLOSING_SOURCE: u32 = 7 * N_GROUPS;
    /// The first and last word of a stretch, and those before and behind it.
    pub(in super::super) const CORNERS: [u32; 4] =
        [8 * N_GROUPS, 8 * N_GROUPS + 1, 8 * N_GROUPS + 2, 8 * N_GROUPS + 3];
    /// The root of the sentence behind a stretch, and of the one before it.
    pub(in super::super) const NEXT: u32 = 8 * N_GROUPS + 4;
    pub(in super::super) const PREVIOUS: u32 = 8 * N_GROUPS + 5;
    /// As many views as there are.
    pub(in super::super) const N: usize = 8 * N_GROUPS as usize + 6;
}

/// Returns the group of a relation, by which a state is looked at.
pub(super) fn group(relation: Relation) -> u32 {
    match relation.universal() {
        Relation::Conj => 0,
        Relation::Advcl => 1,
        Relation::Acl => 2,
        Relation::Parataxis => 3,
        Relation::Obl | Relation::Advmod => 4,
        Relation::Nmod | Relation::Appos => 5,
        Relation::Ccomp | Relation::Xcomp => 6,
        _ => 7,
    }
}

/// Where a head stands, as seen from a candidate.
pub(super) mod place {
    pub(in super::super) const CONTENT: u32 = 0;
    pub(in super::super) const CUE: u32 = 1;
    pub(in super::super) const ABOVE: u32 = 2;
    pub(in super::super) const SOURCE: u32 = 3;
    pub(in super::super) const ELSEWHERE: u32 = 4;
    pub(in super::super) const ROOT: u32 = 5;
}

/// A candidate that is looked at.
pub(super) struct Look<'a> {
    pub(super) sight: &'a Sight<'a>,
    pub(super) candidate: &'a Candidate,
    pub(super) keys: Keys,
    /// Where each word of the window stands.
    places: Vec<u32>,
    /// The views taken: why, and the word looked at.
    pub(super) views: Vec<(u32, usize)>,
}

impl<'a> Look<'a> {
    pub(super) fn new(sight: &'a Sight<'a>, candidate: &'a Candidate) -> Look<'a> {
        let mut places = vec![place::ELSEWHERE; sight.window.len()];
        let mut put = |words: Range<usize>, place: u32| {
            let first = words.start.max(sight.window.start) - sight.window.start;
            let end = words.end.min(sight.window.end).saturating_sub(sight.window.start);
            places.get_mut(first..end).unwrap_or_default().fill(place);
        };
        sight.above.iter().for_each(|word| put(*word..word + 1, place::ABOVE));
        candidate.source.iter().for_each(|stretch| put(stretch.clone(), place::SOURCE));
        candidate.content.iter().for_each(|stretch| put(stretch.clone(), place::CONTENT));
        put(sight.cue.clone(), place::CUE);
        let keys = Keys(Vec::with_capacity(160));
        Look { sight, candidate, keys, places, views: Vec::new() }
    }

    pub(super) fn is_content(&self, word: usize) -> bool {
        self.candidate.content.iter().any(|stretch| stretch.contains(&word))
    }

    pub(super) fn is_source(&self, word: usize) -> bool {
        self.candidate.source.iter().any(|stretch| stretch.contains(&word))
    }

    /// Returns where a word stands.
    pub(super) fn place(&self, word: usize) -> u32 {
        let place = word.checked_sub(self.sight.window.start).and_then(|idx| self.places.get(idx));
        place.copied().unwrap_or(place::ELSEWHERE)
    }

    /// Returns where the head of a word stands.
    pub(super) fn place_of_head(&self, word: usize) -> u32 {
        let head = self.sight.node(word).head;
        if head == word { place::ROOT } else { self.place(head) }
    }

    /// Looks at the state of a phrase's head.
    pub(super) fn view(&mut self, why: u32, word: usize) {
        self.views.push((why + group(self.sight.node(word).relation), word));
    }

    /// Looks at the candidate as a whole; `rank` is its place among the candidates.
    pub(super) fn whole(&mut self, rank: usize) {
        let cue = self.sight.node(self.sight.top);
        let lemma = cue.lemma;
        let upos = cue.upos.index() as u32;
        let n_contents = self.candidate.content.len().min(4) as u32;
        let n_sources = self.candidate.source.len().min(3) as u32;
        let n_words: usize = self.candidate.content.iter().map(|stretch| stretch.len()).sum();
        self.keys.add(1, n_contents, n_sources);
        self.keys.add(2, n_contents, lemma);
        self.keys.add_three(3, n_sources, lemma, n_contents.min(1));
        self.keys.add(4, rank.min(9) as u32, 0);
        self.keys.add(5, size(n_words), upos);
        self.keys.add(6, size(n_words), lemma);
        self.below_cue();
        self.tops();
        self.torn();
    }

    /// Looks at the phrases that hang on the cue.
    fn below_cue(&mut self) {
        let sight = self.sight;
        let cue = sight.node(sight.top);
        let upos = cue.upos.index() as u32;
        let mut taken = 0_u32;
        for child in &sight.passage.children[sight.top] {
            let child = *child as usize;
            if sight.cue.contains(&child) {
                continue;
            }
            let node = sight.node(child);
            let relation = node.relation.universal();
            let number = relation.index() as u32;
            let side = u32::from(child > sight.top);
            let (first, last) = sight.reach(child);
            let how = match self.place(child) {
                place::CONTENT => 1,
                place::SOURCE => 2,
                _ => 0,
            };
            let is_whole = how == 1
                && (first..=last).all(|word| {
                    matches!(self.place(word), place::CONTENT | place::CUE | place::SOURCE)
                });
            self.keys.add_four(7, number, how, side, cue.lemma);
            self.keys.add_four(8, number, how, side, node.tag.index() as u32);
            self.keys.add_four(9, number, how, side, sight.node(first).form);
            self.keys.add_four(10, number, how + u32::from(is_whole) * 4, side, upos);
            if how == 1 {
                taken |= 1 << (number % 32);
            }
            let is_part = matches!(
                relation,
                Relation::Punct
                    | Relation::Aux
                    | Relation::Nsubj
                    | Relation::Cc
                    | Relation::Mark
                    | Relation::Cop
            );
            if !is_part {
                self.view(if how == 1 { view::TAKEN } else { view::LEFT }, child);
            }
        }
        self.keys.add(11, taken, cue.lemma);
        self.keys.add_three(12, taken, upos, self.candidate.content.len().min(3) as u32);
    }

    /// Looks at the words of the content whose heads stand outside it.
    fn tops(&mut self) {
        let sight = self.sight;
        let (mut n_tops, mut all) = (0, 0);
        for word in self.candidate.content.iter().cloned().flatten() {
            let node = sight.node(word);
            if node.head != word && self.is_content(node.head) {
                continue;
            }
            let place = self.place_of_head(word);
            self.keys.add_three(13, sight.relation(word), place, node.upos.index() as u32);
            self.keys.add_three(14, sight.relation(word), place, sight.node(node.head).lemma);
            if sight.is_mark(word) {
                continue;
            }
            n_tops += 1;
            if n_tops <= 4 {
                let relation = node.relation.universal().index() as u32;
                all = u32::wrapping_mul(all, 509) + relation * 7 + place + 1;
            }
        }
        let lemma = sight.node(sight.top).lemma;
        self.keys.add(15, n_tops.min(6), self.candidate.content.len().min(3) as u32);
        self.keys.add(16, all, 0);
        self.keys.add(17, all, lemma);
    }

    /// Looks at the phrases that hang on words of the content and are no part of it.
    fn torn(&mut self) {
        let sight = self.sight;
        let mut n_torn = 0;
        for word in self.candidate.content.iter().cloned().flatten() {
            for child in &sight.passage.children[word] {
                let child = *child as usize;
                if sight.is_mark(child) || self.place(child) != place::ELSEWHERE {
                    continue;
                }
                n_torn += 1;
                let node = sight.node(word);
                let side = u32::from(child > word);
                let first = sight.node(sight.reach(child).0).form;
                let relation = sight.relation(child);
                self.keys.add_four(18, relation, side, node.upos.index() as u32, first);
                let own = sight.relation(word);
                self.keys.add_four(19, relation, side, own, self.place(node.head));
            }
        }
        self.keys.add(20, n_torn.min(3), self.candidate.content.len().min(2) as u32);
    }
}

/// Returns a number of words, roughly.
pub(super) fn size(n_words: usize) -> u32 {
    match n_words {
        0..=4 => n_words as u32,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        21..=35 => 8,
        36..=60 => 9,
        _ => 10,
    }
}
