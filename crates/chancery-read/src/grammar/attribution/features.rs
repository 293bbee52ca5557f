//! Features: what the tagger sees of a word, as numbers and as states.
//!
//! In: a passage, and where a cue is known, the cue. Out: for each word the numbers
//! of what is true of it, and which states are looked at from which side: a *view*
//! is a place in the weights for the state of one word. The grammar says which word
//! takes which part with the cue, the states say what the words mean.

use std::ops::Range;

use super::passage::Passage;
use crate::grammar::linear::hash::{four, three, two};
use crate::grammar::{Relation, Upos};

/// What is known of a window, word for word.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The numbers of what is true of each word.
    pub keys: Vec<Vec<u32>>,
    /// The views on each word's surroundings, as places in `views`.
    pub seen: Vec<Vec<u32>>,
    /// Each view that is taken: its place in the weights, and the word looked at.
    pub views: Vec<(u32, u32)>,
}

impl Features {
    pub(super) fn new(n_words: usize) -> Features {
        Features { keys: Vec::with_capacity(n_words), ..Features::default() }
    }

    /// Returns the place of a view, the same for the same.
    pub(super) fn view(&mut self, part: u32, word: usize, known: &mut Known) -> u32 {
        let next = self.views.len() as u32;
        let place = *known.entry((part, word as u32)).or_insert(next);
        if place == next {
            self.views.push((part, word as u32));
        }
        place
    }
}

pub(super) type Known = rustc_hash::FxHashMap<(u32, u32), u32>;

/// The numbers of one word's features, collected.
pub(super) struct Keys(pub(super) Vec<u32>);

impl Keys {
    pub(super) fn add(&mut self, template: u32, a: u32, b: u32) {
        self.0.push(folded(two(template, a, b)));
    }

    pub(super) fn add_three(&mut self, template: u32, a: u32, b: u32, c: u32) {
        self.0.push(folded(three(template, a, b, c)));
    }

    pub(super) fn add_four(&mut self, template: u32, a: u32, b: u32, c: u32, d: u32) {
        self.0.push(folded(four(template, a, b, c, d)));
    }
}

fn folded(number: u64) -> u32 {
    (number ^ (number >> 32)) as u32
}

/// What stands for a word beyond the window.
pub(super) const NOTHING: u32 = 0xFFFF;

/// As many views as cues have: a word, its head, its neighbours, its clause.
pub const CUE_VIEWS: usize = 5;

/// Returns the features of a sentence's words as cues.
pub fn of_cues(passage: &Passage, words: Range<usize>) -> Features {
    let mut out = Features::new(words.len());
    let mut known = Known::default();
    let node = |idx: usize| words.contains(&idx).then(|| &passage.nodes[idx]);
    let form = |idx: usize| node(idx).map_or(NOTHING, |node| node.form);
    let tag = |idx: usize| node(idx).map_or(NOTHING, |node| node.tag.index() as u32);
    let has_quotation = words.clone().any(|word| passage.quotation[word] > 0);
    for word in words.clone() {
        let own = &passage.nodes[word];
        let head = &passage.nodes[own.head];
        let (before, behind) = (word.wrapping_sub(1), word + 1);
        let relation = own.relation.index() as u32;
        let quoted = u32::from(passage.quotation[word] > 0);
        let mut keys = Keys(Vec::with_capacity(40));
        let (mut n_clauses, mut n_subjects, mut clause) = (0, 0, None);
        for child in &passage.children[word] {
            let child = *child as usize;
            let relation = passage.nodes[child].relation;
            let side = u32::from(child > word);
            keys.add_three(1, relation.index() as u32, side, own.lemma);
            keys.add_three(2, relation.index() as u32, side, own.upos.index() as u32);
            keys.add_three(3, relation.index() as u32, passage.nodes[child].form, own.lemma);
            match relation.universal() {
                Relation::Ccomp | Relation::Xcomp | Relation::Parataxis | Relation::Acl => {
                    n_clauses += 1;
                    clause = clause.or(Some(child));
                }
                Relation::Nsubj => n_subjects += 1,
                _ => {}
            }
        }
        let shape = n_clauses.min(2) * 4 + n_subjects.min(1) * 2 + u32::from(has_quotation);
        keys.add(4, 0, 0);
        keys.add(5, own.form, quoted);
        keys.add(6, own.lemma, tag(word));
        keys.add_three(7, own.lemma, shape, quoted);
        keys.add_three(8, own.upos.index() as u32, shape, quoted);
        keys.add(9, form(before), own.lemma);
        keys.add(10, own.lemma, form(behind));
        keys.add(11, form(before), tag(word));
        keys.add(12, tag(word), form(behind));
        keys.add_three(13, tag(before), tag(word), tag(behind));
        keys.add(14, tag(word.wrapping_sub(2)), tag(before));
        keys.add(15, tag(behind), tag(word + 2));
        keys.add(16, form(word.wrapping_sub(2)), own.lemma);
        keys.add(17, own.lemma, form(word + 2));
        keys.add_three(18, relation, own.lemma, quoted);
        keys.add_three(19, relation, head.lemma, u32::from(own.head > word));
        keys.add_three(20, relation, head.upos.index() as u32, tag(word));
        keys.add_three(21, relation, head.lemma, own.lemma);
        keys.add_three(22, relation, own.lemma, shape);
        keys.add_three(23, relation, own.upos.index() as u32, shape);
        let near = (1..=3).find(|step| {
            let at = |idx: usize| node(idx).is_some() && passage.quotation[idx] > 0;
            at(word + step) || word >= *step && at(word - step)
        });
        keys.add_three(24, own.lemma, near.unwrap_or(9) as u32, quoted);
        keys.add_three(25, tag(word), near.unwrap_or(9) as u32, quoted);
        if let Some(clause) = clause {
            let clause = &passage.nodes[clause];
            keys.add_three(
                26,
                own.lemma,
                clause.relation.index() as u32,
                clause.tag.index() as u32,
            );
            keys.add_three(27, own.lemma, clause.lemma, 0);
        }
        let mut seen = vec![out.view(0, word, &mut known), out.view(1, own.head, &mut known)];
        if node(before).is_some() {
            seen.push(out.view(2, before, &mut known));
        }
        if node(behind).is_some() {
            seen.push(out.view(3, behind, &mut known));
        }
        if let Some(clause) = clause {
            seen.push(out.view(4, clause, &mut known));
        }
        out.keys.push(keys.0);
        out.seen.push(seen);
    }
    out
}

/// The parts that a word may take with a cue, by the branch that it hangs on.
const N_PARTS: u32 = 16;

/// As many views as sources and contents have: four for each part.
pub const PART_VIEWS: usize = 4 * N_PARTS as usize;

/// How a word hangs together with the cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    /// How far above the cue both meet.
    up: u32,
    /// The word below that place which leads to this one; itself where it is there.
    branch: usize,
    /// The word below the branch which leads to this one; the branch itself where it is
    /// this one.
    twig: usize,
    /// How the branch depends on where both meet.
    relation: Relation,
    /// How the cue's side depends on where both meet.
    own_side: Relation,
    /// 0 before the cue, 1 inside it, 2 behind.
    side: u32,
    /// The sentence, counted from the cue's, from 0 at two before.
    sentence: u32,
}

impl Tie {
    pub(super) fn key(&self) -> u32 {
        let relation = self.relation.universal().index() as u32;
        ((self.up * 64 + relation) * 4 + self.side) * 8 + self.sentence
    }

    /// Returns the part of a word, by which its state is looked at.
    fn part(&self) -> u32 {
        let other = u32::from(self.side == 2);
        match (self.sentence, self.up, self.relation.universal()) {
            (sentence, ..) if sentence != 2 => u32::from(sentence > 2),
            _ if self.side == 1 => 2,
            (_, 0, Relation::Nsubj) => 3,
            (_, 0, Relation::Ccomp | Relation::Xcomp) => 4 + other,
            (_, 0, Relation::Parataxis) => 6,
            (_, 0, Relation::Advcl | Relation::Obl | Relation::Advmod) => 7,
            (_, 0, Relation::Obj | Relation::Iobj) => 8,
            (_, 0, Relation::Acl | Relation::Nmod | Relation::Conj) => 9,
            (_, 0, _) => 10,
            (_, 1, Relation::Nsubj) => 11,
            (_, 1, _) => 12 + other,
            _ => 14 + other,
        }
    }
}

/// Returns how each word of a window hangs together with the cue.
pub(super) fn ties(passage: &Passage, window: &Range<usize>, cue: &Range<usize>) -> Vec<Tie> {
    let top = passage.top(cue);
    let above = passage.ancestors(top);
    let own = passage.sentence_of[top] as i64;
    let one = |word: usize| {
        let side = if word < cue.start { 0 } else { 1 + u32::from(word >= cue.end) };
        let sentence = (i64::from(passage.sentence_of[word]) - own + 2).clamp(0, 7) as u32;
        let (mut branch, mut twig) = (word, word);
        let mut at = word;
        let mut up = 7;
        for _ in 0..above.len() + 60 {
            if let Some(place) = above.iter().position(|one| *one == at) {
                up = place as u32;
                break;
            }
            (twig, branch) = (branch, at);
            let head = passage.nodes[at].head;
            if head == at {
                break;
            }
            at = head;
        }
        let own_side = match up {
            0 | 7 => Relation::Root,
            up => passage.nodes[above[up as usize - 1]].relation,
        };
        let relation = if branch == at { Relation::Root } else { passage.nodes[branch].relation };
        Tie { up: up.min(4), branch, twig, relation, own_side, side, sentence }
    };
    window.clone().map(one).collect()
}

/// Returns the features of a window's words as source and content of a cue.
pub fn of_parts(passage: &Passage, window: Range<usize>, cue: &Range<usize>) -> Features {
    let mut out = Features::new(window.len());
    let mut known = Known::default();
    let ties = ties(passage, &window, cue);
    let top = passage.top(cue);
    let cue_node = &passage.nodes[top];
    let node = |idx: usize| window.contains(&idx).then(|| &passage.nodes[idx]);
    let form = |idx: usize| node(idx).map_or(NOTHING, |node| node.form);
    let tag = |idx: usize| node(idx).map_or(NOTHING, |node| node.tag.index() as u32);
    let key = |idx: usize| node(idx).map_or(NOTHING, |_| ties[idx - window.start].key());
    let quotation = |idx: usize| node(idx).map_or(NOTHING, |_| passage.quotation[idx]);
    let (mut frame, mut voice) = (0, 0);
    for child in &passage.children[top] {
        let child = *child as usize;
        let bit = match passage.nodes[child].relation {
            Relation::Nsubj => 0,
            Relation::Ccomp => 1 + u32::from(child > top),
            Relation::Xcomp => 3,
            Relation::Obj => 4,
            Relation::Parataxis => 5,
            Relation::NsubjPass => 6,
            _ => continue,
        };
        frame |= 1 << bit;
    }
    if cue_node.relation == Relation::Parataxis {
        frame |= 1 << 7;
    }
    if passage.quotation[window.clone()].iter().any(|one| *one > 0) {
        voice += 1;
    }
    let cue_tag = cue_node.tag.index() as u32;
    let is_verb = u32::from(cue_node.upos == Upos::Verb);
    // Whether a comma or a mark stands between the word and the cue.
    let comma = super::passage::hashed(",");
    let marks: Vec<u32> = {
        let mut n = 0;
        let counted = window.clone().map(|word| {
            n += u32::from(passage.nodes[word].form == comma);
            n
        });
        counted.collect()
    };
    let at_cue = marks[cue.start - window.start];
    for word in window.clone() {
        let own = &passage.nodes[word];
        let tie = ties[word - window.start];
        let (before, behind) = (word.wrapping_sub(1), word + 1);
        let (this, last, next) = (tie.key(), key(before), key(behind));
        let branch = &passage.nodes[tie.branch];
        let own_side = tie.own_side.index() as u32;
        let reach = passage.reach[tie.branch];
        let edge = u32::from(reach.0 as usize == word) + 2 * u32::from(reach.1 as usize == word);
        let own_reach = passage.reach[word];
        let starts = u32::from(own_reach.0 as usize == word);
        let quoted = passage.quotation[word];
        let in_quotation = u32::from(quoted > 0);
        let opens =
            u32::from(quotation(behind) != quoted) + 2 * u32::from(quotation(before) != quoted);
        let n_marks = marks[word - window.start].abs_diff(at_cue).min(3);
        let distance =
            if word < cue.start { cue.start - word } else { word + 1 - cue.end.min(word + 1) };
        let distance = match distance {
            0..=5 => distance as u32,
            6..=10 => 6,
            11..=20 => 7,
            _ => 8,
        };
        let sentence = &passage.sentences[passage.sentence_of[word] as usize].words;
        let border = u32::from(sentence.start == word) + 2 * u32::from(sentence.end == word + 1);
        let place = tie.side + 4 * tie.sentence;
        let mut keys = Keys(Vec::with_capacity(56));
        keys.add(40, place, 0);
        keys.add(41, this, 0);
        keys.add(42, this, own_side);
        keys.add(43, this, cue_node.lemma);
        keys.add(44, this, frame);
        keys.add(45, this, cue_tag);
        keys.add(46, this, own.tag.index() as u32);
        keys.add(47, this, own.form);
        keys.add(48, this, branch.tag.index() as u32);
        keys.add(49, this, branch.lemma);
        keys.add_three(50, this, edge, is_verb);
        keys.add_four(51, this, edge, own.form, 0);
        keys.add_three(52, last, this, next);
        keys.add_three(53, last, this, 0);
        keys.add_three(54, this, next, 0);
        keys.add_four(55, last, this, tag(before), tag(word));
        keys.add_four(56, this, next, tag(word), tag(behind));
        keys.add_four(57, this, frame, in_quotation, voice);
        keys.add_four(58, this, own_side, in_quotation, voice);
        keys.add_three(59, own.form, place, border);
        keys.add_three(60, form(before), place, tag(word));
        keys.add_three(61, form(behind), place, tag(word));
        keys.add_three(62, tag(word), place, tag(behind));
        keys.add_three(63, tag(before), place, tag(word));
        keys.add_four(64, tag(before), tag(word), tag(behind), place);
        keys.add_four(65, opens, in_quotation, place, n_marks);
        keys.add_four(66, opens, in_quotation, tag(word), tie.side);
        keys.add_four(67, opens, form(before), own.form, tie.side);
        keys.add_four(68, opens, own.form, form(behind), tie.side);
        keys.add_four(69, distance, tie.side, tag(word), cue_tag);
        keys.add_four(70, distance, tie.side, own.form, 0);
        keys.add_four(71, distance, tie.side, this, n_marks);
        keys.add_four(72, n_marks, place, in_quotation, voice);
        keys.add_four(73, n_marks, place, frame, in_quotation);
        keys.add_four(74, place, cue_node.lemma, frame, in_quotation);
        keys.add_three(75, place, cue_node.lemma, n_marks);
        keys.add_four(76, place, cue_node.form, tag(word), distance);
        keys.add_four(77, this, own.relation.index() as u32, starts, own.tag.index() as u32);
        keys.add_four(78, this, own.relation.index() as u32, starts, in_quotation);
        keys.add_four(79, border, in_quotation, place, voice);
        keys.add_four(80, border, opens, tag(word), place);
        keys.add_three(81, own.form, form(before), place);
        keys.add_three(82, own.form, form(behind), place);
        keys.add_four(83, u32::from(own.is_capitalized), tag(word), this, starts);
        let same = u32::from(quoted > 0 && quoted == quotation(cue.start.wrapping_sub(1)));
        let same = same + 2 * u32::from(quoted > 0 && quoted == quotation(cue.start));
        keys.add_four(84, same, place, in_quotation, border);
        keys.add_four(85, this, frame, own_side, n_marks);
        let twig = &passage.nodes[tie.twig];
        let hangs = if tie.twig == tie.branch { NOTHING } else { twig.relation.index() as u32 };
        let twig_reach = passage.reach[tie.twig];
        let twig_first = twig_reach.0 as usize;
        let comma_first =
            u32::from(form(twig_first) == comma || form(twig_first.wrapping_sub(1)) == comma);
        let twig_edge =
            u32::from(twig_first == word) + 2 * u32::from(twig_reach.1 as usize == word);
        keys.add_four(86, this, hangs, comma_first, 0);
        keys.add_four(87, this, hangs, form(twig_first), comma_first);
        keys.add_four(88, this, hangs, twig.tag.index() as u32, frame);
        keys.add_four(89, this, hangs, own.relation.index() as u32, comma_first);
        keys.add_four(90, this, hangs, twig.lemma, 0);
        keys.add_four(91, this, hangs, cue_node.lemma, comma_first);
        keys.add_four(92, this, hangs, branch.tag.index() as u32, twig.tag.index() as u32);
        keys.add_four(93, this, hangs, twig_edge, own.form);
        keys.add_four(94, this, hangs, in_quotation, opens);
        let part = tie.part();
        let mut seen = vec![out.view(part, word, &mut known)];
        seen.push(out.view(N_PARTS + part, tie.branch, &mut known));
        seen.push(out.view(2 * N_PARTS + part, top, &mut known));
        seen.push(out.view(3 * N_PARTS + part, tie.twig, &mut known));
        out.keys.push(keys.0);
        out.seen.push(seen);
    }
    out
}
