//! Edges: how the stretches of a content begin and end.
//!
//! In: a candidate that is looked at. Out: the numbers of what is true of the edges of
//! its content, and the words at whose states is looked: which marks and
//! words stand there, which phrases begin and end there, on what these hang, and
//! whether another cue is taken in or left out with them.

use std::ops::Range;

use super::outline::{Look, place, size, view};
use crate::grammar::Relation;

/// As many words up a tree are looked at from the edge of a stretch.
pub(super) const MOST_PHRASES: usize = 14;

/// The marks between a stretch and the next phrase.
#[derive(Clone, Copy)]
pub(super) struct Behind {
    /// 0 without a mark, 1 with a comma, 2 with another.
    pub(super) mark: u32,
    /// The first word that is no mark.
    pub(super) word: usize,
}

impl Look<'_> {
    /// Looks at the edges of all stretches of the content.
    pub(super) fn edges(&mut self) {
        let candidate = self.candidate;
        for (idx, stretch) in candidate.content.iter().enumerate() {
            let order = u32::from(idx == 0) + 2 * u32::from(idx + 1 == candidate.content.len());
            self.corners(stretch, order);
            self.quotations(stretch, order);
            self.before(stretch);
            self.opening(stretch);
            self.behind(stretch);
            self.closing(stretch);
            self.other_cues(stretch);
            if let Some(previous) = idx.checked_sub(1).map(|idx| &candidate.content[idx]) {
                self.between(previous.end..stretch.start);
            }
        }
    }

    /// Looks at the words at the corners of a stretch, and at the sentences it is in.
    fn corners(&mut self, stretch: &Range<usize>, order: u32) {
        let sight = self.sight;
        let (first, end, last) = (stretch.start, stretch.end, stretch.end - 1);
        let (before, side) = (first.wrapping_sub(1), self.side(stretch));
        let lemma = sight.node(sight.top).lemma;
        let (form, tag, tie) =
            (|word| sight.form(word), |word| sight.tag(word), |word| sight.tie(word));
        let (from, n_more, borders) = self.sentences(stretch);
        self.keys.add_four(30, from, n_more, borders, 0);
        self.keys.add_four(31, from, n_more, borders, lemma);
        self.keys.add_four(32, size(stretch.len()), side, order, borders);
        self.keys.add_four(33, form(before), form(first), side, borders & 1);
        self.keys.add_four(34, form(last), form(end), side, borders >> 1);
        self.keys.add_three(35, form(end), form(end + 1), side);
        self.keys.add_four(36, form(first), form(first + 1), side, borders & 1);
        self.keys.add_four(37, form(before), lemma, side, form(first));
        self.keys.add_four(38, tag(before), tag(first), tag(first + 1), side);
        self.keys.add_four(39, tag(last.wrapping_sub(1)), tag(last), tag(end), side);
        self.keys.add_four(40, tag(last), tag(end), tag(end + 1), side);
        self.keys.add(41, tie(before), tie(first));
        self.keys.add(42, tie(last), tie(end));
        self.keys.add_three(43, tie(before), tie(first), form(first));
        self.keys.add_three(44, tie(last), tie(end), form(end));
        for (why, word) in view::CORNERS.into_iter().zip([first, last, end, before]) {
            if sight.window.contains(&word) {
                self.views.push((why, word));
            }
        }
    }

    /// Returns 1 for a stretch behind the cue.
    pub(super) fn side(&self, stretch: &Range<usize>) -> u32 {
        u32::from(stretch.start >= self.sight.cue.end)
    }

    /// Returns the sentence in which a stretch begins, from 3 for the cue's, as how many
    /// more it goes on, and which of their borders are its own.
    fn sentences(&self, stretch: &Range<usize>) -> (u32, u32, u32) {
        let passage = self.sight.passage;
        let own = passage.sentence_of(self.sight.top) as i64;
        let (first, last) =
            (passage.sentence_of(stretch.start), passage.sentence_of(stretch.end - 1));
        let from = (first as i64 - own + 3).clamp(0, 7) as u32;
        let end = passage.sentences[last].words.end;
        let borders = u32::from(passage.sentences[first].words.start == stretch.start)
            + 2 * u32::from(end == stretch.end)
            + 4 * u32::from(end == stretch.end + 1);
        (from, last.saturating_sub(first).min(5) as u32, borders)
    }

    /// Looks at how a stretch goes together with quotations.
    fn quotations(&mut self, stretch: &Range<usize>, order: u32) {
        let sight = self.sight;
        let side = self.side(stretch);
        let lemma = sight.node(sight.top).lemma;
        let (first, last) = (sight.quotation(stretch.start), sight.quotation(stretch.end - 1));
        let before = stretch.start.checked_sub(1).map_or(0, |word| sight.quotation(word));
        let behind = sight.quotation(stretch.end);
        let whole =
            u32::from(first > 0 && first != before) + 2 * u32::from(last > 0 && last != behind);
        let broken =
            u32::from(first > 0 && first == before) + 2 * u32::from(last > 0 && last == behind);
        let same = u32::from(first == last);
        let (mut n_quotations, mut latest) = (0_u32, 0);
        for quotation in stretch.clone().map(|word| sight.quotation(word)) {
            n_quotations += u32::from(quotation > 0 && quotation != latest);
            latest = quotation;
        }
        let n_quotations = n_quotations.min(3);
        let edges = whole + 4 * broken;
        let (from, n_more, _) = self.sentences(stretch);
        let of_cue = sight.quotation(sight.cue.start);
        self.keys.add_four(45, whole, broken, same, n_quotations);
        self.keys.add_four(46, edges, same, from * 8 + n_more, side);
        self.keys.add_four(47, broken, sight.form(stretch.start), sight.form(stretch.end), side);
        self.keys.add_four(48, edges, n_quotations, lemma, order);
        let with_cue = u32::from(of_cue > 0) + 2 * u32::from(of_cue > 0 && of_cue == first);
        self.keys.add_three(49, with_cue, edges, side);
    }

    /// Looks at the phrase that a stretch begins with, and at the one before it.
    fn before(&mut self, stretch: &Range<usize>) {
        let sight = self.sight;
        let (first, side) = (stretch.start, self.side(stretch));
        let before = first.wrapping_sub(1);
        let phrase = sight.scene.begins(first);
        let (relation, place) = (sight.relation(phrase), self.place(sight.node(phrase).head));
        let is_whole = u32::from(sight.reach(phrase).1 < stretch.end);
        let upos = sight.node(phrase).upos.index() as u32;
        let of_head = sight.node(sight.node(phrase).head).lemma;
        self.keys.add_four(50, relation, place, is_whole, side);
        self.keys.add_four(51, relation, place, sight.form(first), sight.form(before));
        self.keys.add_four(52, relation, upos, of_head, side);
        if !sight.window.contains(&before) || sight.cue.contains(&before) {
            return;
        }
        let phrase = sight.scene.ends(before);
        let (relation, place) = (sight.relation(phrase), self.place(sight.node(phrase).head));
        let upos = sight.node(phrase).upos.index() as u32;
        let is_source = u32::from(self.is_source(before));
        self.keys.add_four(53, relation, place, sight.form(before), side);
        self.keys.add_four(54, relation, place, upos, sight.form(first));
        self.keys.add_four(55, relation, place, is_source, sight.node(sight.top).lemma);
        self.view(view::BEFORE, phrase);
        if sight.passage.sentence_of(before) != sight.passage.sentence_of(first) {
            self.neighbour(76, first, before, view::PREVIOUS);
        }
    }

    /// Looks at the sentence of a word beyond that of the last that is taken.
    fn neighbour(&mut self, template: u32, taken: usize, word: usize, why: u32) {
        let sight = self.sight;
        if !sight.window.contains(&word) {
            return;
        }
        let sentence = sight.passage.sentence_of(word);
        let words = sight.passage.sentences[sentence].words.clone();
        let first = words.start;
        let root = words.clone().find(|word| sight.node(*word).head == *word).unwrap_or(first);
        let quotations = [taken, word].map(|word| sight.quotation(word));
        let quoted = u32::from(quotations[0] > 0)
            + 2 * u32::from(quotations[1] > 0)
            + 4 * u32::from(quotations[0] == quotations[1]);
        let has_cue = u32::from(words.clone().any(|word| sight.is_other_cue(word)))
            + 2 * u32::from(words.contains(&sight.top));
        let lemma = sight.node(sight.top).lemma;
        self.keys.add_three(template, quoted, has_cue, self.place(word));
        self.keys.add_three(template + 1, quoted, has_cue, lemma);
        self.keys.add_four(template + 2, quoted, has_cue, sight.form(first), sight.tag(root));
        self.keys.add_three(template + 3, quoted, sight.form(first), sight.form(first + 1));
        self.views.push((why, root));
    }

    /// Looks at the phrases with which a stretch begins and which it might do without.
    fn opening(&mut self, stretch: &Range<usize>) {
        let sight = self.sight;
        let (side, first) = (self.side(stretch), sight.form(stretch.start));
        let lemma = sight.node(sight.top).lemma;
        let mut at = stretch.start;
        for _ in 0..MOST_PHRASES / 2 {
            let head = sight.node(at).head;
            if head == at || !self.is_content(head) || sight.reach(at).0 < stretch.start {
                break;
            }
            if head > at && !is_bound(sight.node(at).relation) {
                let (relation, above) = (sight.relation(at), sight.node(head).head);
                let upos = sight.node(at).upos.index() as u32;
                self.keys.add_four(56, relation, first, sight.relation(head), side);
                self.keys.add_four(57, relation, upos, self.place(above), lemma);
                self.view(view::OPENING, at);
            }
            at = head;
        }
    }

    /// Finds the first word behind a stretch that is no mark, two marks on at most.
    pub(super) fn next_phrase(&self, end: usize) -> Behind {
        let mut out = Behind { mark: 0, word: end };
        while out.word < end + 2
            && self.sight.window.contains(&out.word)
            && self.sight.is_mark(out.word)
        {
            out.mark = if self.sight.node(out.word).form == self.sight.scene.comma { 1 } else { 2 };
            out.word += 1;
        }
        out
    }

    /// Looks at the phrase that begins behind a stretch.
    fn behind(&mut self, stretch: &Range<usize>) {
        let sight = self.sight;
        let Behind { mark, word } = self.next_phrase(stretch.end);
        let sentence = sight.passage.sentence_of(stretch.end - 1);
        let is_near = sight.window.contains(&word) && sight.passage.sentence_of(word) == sentence;
        if !is_near {
            let goes_on = u32::from(sight.window.contains(&word));
            let (_, n_more, _) = self.sentences(stretch);
            self.keys.add_four(71, mark, goes_on, n_more, self.side(stretch));
            self.neighbour(72, stretch.end - 1, word, view::NEXT);
            return;
        }
        let phrase = sight.scene.begins(word);
        let node = sight.node(phrase);
        let (relation, place) = (sight.relation(phrase), self.place_of_head(phrase));
        let (form, lemma) = (sight.form(word), sight.node(sight.top).lemma);
        let head = sight.node(node.head);
        let upos = node.upos.index() as u32;
        let is_at_once = u32::from(word == stretch.end);
        self.keys.add_four(60, relation, place, mark, is_at_once);
        self.keys.add_four(61, relation, place, form, mark);
        self.keys.add_four(62, relation, place, upos, sight.relation(node.head));
        self.keys.add_four(63, relation, place, lemma, mark);
        self.keys.add_three(64, relation, place, node.lemma);
        self.keys.add_four(65, relation, place, head.lemma, form);
        self.keys.add_four(66, relation, place, form, lemma);
        self.keys.add_three(67, relation, place, sight.tie(phrase));
        self.keys.add_four(68, relation, place, node.tag.index() as u32, form);
        let (first, last) = sight.reach(phrase);
        let has_cue = u32::from((first..=last).any(|word| sight.is_other_cue(word)));
        let is_cue = u32::from(sight.scene.cue_of(phrase) > 0);
        let is_own = u32::from(sight.cue.contains(&phrase));
        self.keys.add_four(69, relation, place, is_cue * 2 + has_cue, mark);
        self.keys.add_four(70, is_cue, is_own, relation, form);
        self.view(view::BEHIND, phrase);
    }

    /// Looks at the phrases with which a stretch ends and which it might do without.
    fn closing(&mut self, stretch: &Range<usize>) {
        let sight = self.sight;
        let last = stretch.end - 1;
        let lemma = sight.node(sight.top).lemma;
        let mut at = last;
        while at > stretch.start && sight.is_mark(at) {
            at -= 1;
        }
        let mut depth = 0;
        for _ in 0..MOST_PHRASES {
            let node = sight.node(at);
            let (first, end) = sight.reach(at);
            if node.head == at || end > last {
                break;
            }
            if node.head < at && first > stretch.start && !is_bound_behind(node.relation) {
                let has_comma = sight.node(first).form == sight.scene.comma;
                let comma = u32::from(has_comma || sight.node(first - 1).form == sight.scene.comma);
                let form = sight.form(first + usize::from(has_comma));
                let head = sight.node(node.head);
                let (relation, above) = (sight.relation(at), sight.relation(node.head));
                let (place, tag) = (self.place(node.head), node.tag.index() as u32);
                let upos = head.upos.index() as u32;
                self.keys.add_four(80, relation, comma, above, place);
                self.keys.add_four(81, relation, comma, form, place);
                self.keys.add_four(82, relation, depth, above, upos);
                self.keys.add_four(83, relation, lemma, place, comma);
                self.keys.add_three(84, relation, node.lemma, place);
                self.keys.add_three(85, relation, head.lemma, form);
                self.keys.add_four(86, relation, form, lemma, place);
                self.keys.add_three(87, relation, sight.tie(at), comma);
                self.keys.add_four(88, relation, tag, form, comma);
                let is_cue = u32::from(sight.scene.cue_of(at) > 0);
                let has_cue = u32::from((first..=at).any(|word| sight.is_other_cue(word)));
                self.keys.add_four(89, relation, is_cue * 2 + has_cue, comma, place);
                self.keys.add_four(90, is_cue, relation, form, place);
                self.view(view::CLOSING, at);
                depth = (depth + 1).min(3);
            }
            if !stretch.contains(&node.head) {
                break;
            }
            at = node.head;
        }
    }

    /// Looks at the other cues in a stretch and at its edges.
    fn other_cues(&mut self, stretch: &Range<usize>) {
        let sight = self.sight;
        let (side, scene) = (self.side(stretch), sight.scene);
        let (mut n_cues, mut latest) = (0_u32, 0);
        for cue in stretch.clone().map(|word| scene.cue_of(word)).filter(|cue| *cue > 0) {
            n_cues += u32::from(cue != latest);
            latest = cue;
        }
        let (_, n_more, _) = self.sentences(stretch);
        let first = scene.cue_of(stretch.start);
        let last = scene.cue_of(stretch.end - 1);
        let before = stretch.start.checked_sub(1).filter(|word| !sight.cue.contains(word));
        let before = before.map_or(0, |word| scene.cue_of(word));
        let behind = scene.cue_of(stretch.end);
        let cut =
            u32::from(first > 0 && first == before) + 2 * u32::from(last > 0 && last == behind);
        self.keys.add_three(91, n_cues.min(3), n_more, side);
        self.keys.add(92, cut, side);
        let (before, behind) = (u32::from(before > 0), u32::from(behind > 0));
        self.keys.add_four(93, behind, before, side, u32::from(first > 0));
    }

    /// Looks at what stands between two stretches of the content.
    fn between(&mut self, gap: Range<usize>) {
        let sight = self.sight;
        let (first, last) = (gap.start, gap.end - 1);
        let is_foreign = |word: &usize| {
            !matches!(self.place(*word), place::CUE | place::SOURCE) && !sight.is_mark(*word)
        };
        let n_foreign = gap.clone().filter(is_foreign).count();
        let has_cue = u32::from(gap.clone().any(|word| sight.cue.contains(&word)));
        let has_source = u32::from(gap.clone().any(|word| self.is_source(word)));
        let sentence = |word| sight.passage.sentence_of(word);
        let is_wide = u32::from(sentence(gap.end) != sentence(first - 1));
        let quoted =
            u32::from(sight.quotation(gap.end) > 0) + 2 * u32::from(sight.quotation(first - 1) > 0);
        let lemma = sight.node(sight.top).lemma;
        self.keys.add_four(94, n_foreign.min(5) as u32, has_cue, has_source, is_wide);
        self.keys.add_four(95, sight.form(first), sight.form(last), has_cue, has_source);
        let held = has_cue * 2 + has_source;
        self.keys.add_four(96, held, quoted, lemma, n_foreign.min(2) as u32);
        self.keys.add_three(97, sight.tie(gap.end), sight.tie(first - 1), has_cue);
    }
}

/// Returns whether a phrase cannot be left out at the beginning of a stretch.
fn is_bound(relation: Relation) -> bool {
    let relation = relation.universal();
    is_bound_behind(relation) || matches!(relation, Relation::Cop | Relation::Cc | Relation::Mark)
}

/// Returns whether a phrase cannot be left out at the end of a stretch.
pub(super) fn is_bound_behind(relation: Relation) -> bool {
    matches!(
        relation.universal(),
        Relation::Punct
            | Relation::Fixed
            | Relation::Flat
            | Relation::Compound
            | Relation::Det
            | Relation::Case
            | Relation::Aux
    )
}
