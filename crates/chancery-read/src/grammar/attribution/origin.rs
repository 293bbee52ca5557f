//! Origins: what the source of a candidate looks like.
//!
//! In: a candidate that is looked at. Out: the numbers of what is true of the words of
//! its source and of those next to them, and the words at whose states is looked: which
//! phrases begin and end there, and on what these hang. Whom they name is not asked.

use std::ops::Range;

use super::edges::{Behind, MOST_PHRASES, is_bound_behind};
use super::outline::{Look, size, view};

impl Look<'_> {
    /// Looks at all stretches of the source.
    pub(super) fn origin(&mut self) {
        let candidate = self.candidate;
        for (idx, stretch) in candidate.source.iter().enumerate() {
            self.source(stretch, idx);
        }
    }

    /// Looks at a stretch of the source.
    fn source(&mut self, stretch: &Range<usize>, idx: usize) {
        let sight = self.sight;
        let (first, end, last) = (stretch.start, stretch.end, stretch.end - 1);
        let (before, side) = (first.wrapping_sub(1), self.side(stretch));
        let n_sources = self.candidate.source.len().min(3) as u32;
        let lemma = sight.node(sight.top).lemma;
        self.keys.add_four(100, size(stretch.len()), side, idx.min(2) as u32, n_sources);
        self.keys.add_three(101, sight.form(before), sight.form(first), side);
        self.keys.add_three(102, sight.form(last), sight.form(end), side);
        self.keys.add(103, sight.tie(before), sight.tie(first));
        self.keys.add(104, sight.tie(last), sight.tie(end));
        let top = sight.passage.top(stretch);
        let (relation, place) = (sight.relation(top), self.place(sight.node(top).head));
        let is_whole = u32::from(sight.reach(top) == (first, last));
        self.keys.add_four(105, relation, place, is_whole, side);
        self.keys.add(106, relation, sight.node(top).lemma);
        self.keys.add_three(107, relation, place, lemma);
        let Behind { mark, word } = self.next_phrase(end);
        if sight.window.contains(&word) {
            let phrase = sight.scene.begins(word);
            let hangs = stretch.contains(&sight.node(phrase).head);
            let relation = sight.relation(phrase);
            self.keys.add_four(108, relation, u32::from(hangs), mark, sight.form(word));
            if hangs {
                self.view(view::BEHIND_SOURCE, phrase);
            }
        }
        let mut at = last;
        for _ in 0..MOST_PHRASES {
            let node = sight.node(at);
            if node.head == at || !stretch.contains(&node.head) {
                break;
            }
            let begin = sight.reach(at).0;
            if node.head < at && begin > first && !is_bound_behind(node.relation) {
                let commas = [sight.form(begin), sight.form(begin - 1)];
                let comma = u32::from(commas.contains(&sight.scene.comma));
                self.keys.add_three(109, sight.relation(at), comma, sight.form(begin));
                self.view(view::CLOSING_SOURCE, at);
            }
            at = node.head;
        }
        for child in &sight.passage.children[top] {
            let child = *child as usize;
            if !stretch.contains(&child) && !sight.is_mark(child) {
                let (relation, side) = (sight.relation(child), u32::from(child > top));
                self.keys.add_three(110, relation, side, self.place(child));
            }
        }
    }
}
