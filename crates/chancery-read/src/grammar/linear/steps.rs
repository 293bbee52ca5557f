//! Features of the parser's steps.
//!
//! In: a state of the parser and the words' atoms and tags. Out: the numbers of
//! the features by which a step is chosen: the words at the top of the stack
//! and the next ones, with their tags, clusters, children and distances (after
//! Zhang and Nivre 2011), what a preposition that comes next leads to, and the
//! marks in between.

use super::atoms::Atoms;
use super::hash::{four, three, two};
use super::parser::{NONE, State};

/// What a word looks like to the features.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    word: u32,
    tag: u32,
    upos: u32,
    fine: u32,
    coarse: u32,
    /// How many marks that part clauses stand before it in the sentence.
    marks: u32,
    /// The next word from here on that carries meaning.
    content: u16,
}

/// What a sentence's words look like to the features.
#[derive(Clone, Debug, Default)]
pub struct View {
    looks: Vec<Look>,
}

/// Parts of speech without meaning of their own, as a set of [`crate::grammar::Upos`].
const fn is_function(upos: u8) -> bool {
    use crate::grammar::Upos;
    const FUNCTION: u32 = 1 << Upos::Adp as u8
        | 1 << Upos::Det as u8
        | 1 << Upos::Adj as u8
        | 1 << Upos::Num as u8
        | 1 << Upos::Punct as u8
        | 1 << Upos::Part as u8
        | 1 << Upos::Adv as u8;
    FUNCTION >> upos & 1 == 1
}

impl View {
    /// Looks at a sentence: atoms, pairs of tags and parts of speech by number.
    pub fn fill(&mut self, atoms: &[Atoms], tags: &[u8], upos: &[u8]) {
        self.looks.clear();
        let mut marks = 0;
        for ((atom, tag), upos) in atoms.iter().zip(tags).zip(upos) {
            let is_mark = *upos == crate::grammar::Upos::Punct as u8;
            self.looks.push(Look {
                word: atom.lower,
                tag: u32::from(*tag) + 1,
                upos: u32::from(*upos) + 1,
                fine: atom.entry.fine(),
                coarse: atom.entry.coarse(),
                marks,
                content: NONE,
            });
            marks += u32::from(is_mark);
        }
        let mut content = NONE;
        for (idx, look) in self.looks.iter_mut().enumerate().rev() {
            if !is_function(upos[idx]) {
                content = idx as u16;
            }
            look.content = content;
        }
        // The root stands behind the last word.
        self.looks.push(Look {
            word: 1,
            tag: 255,
            upos: 31,
            marks,
            content: NONE,
            ..Look::default()
        });
    }

    #[inline]
    fn look(&self, idx: u16) -> Look {
        self.looks.get(usize::from(idx)).copied().unwrap_or_default()
    }
}

/// Returns a distance as one of few classes.
#[inline]
fn distance(from: u16, to: u16) -> u32 {
    if from == NONE || to == NONE {
        return 0;
    }
    match u32::from(to.saturating_sub(from)) {
        near @ 0..=4 => near,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// Writes the features of a state into `out`, which it empties first.
pub fn features(state: &State, view: &View, out: &mut Vec<u64>) {
    let on_stack = |depth: usize| {
        state.stack.len().checked_sub(depth + 1).map_or(NONE, |idx| state.stack[idx])
    };
    let (i0, i1, i2) = (on_stack(0), on_stack(1), on_stack(2));
    let next = state.next;
    let (s0, s1, s2) = (view.look(i0), view.look(i1), view.look(i2));
    let (b0, b1, b2) = (view.look(next), view.look(next + 1), view.look(next.saturating_add(2)));
    let children = |idx: u16| state.children.get(usize::from(idx));
    let outer = |idx: u16| {
        children(idx).map_or([Look::default(); 4], |c| {
            [
                view.look(c.left[0]),
                view.look(c.left[1]),
                view.look(c.right[0]),
                view.look(c.right[1]),
            ]
        })
    };
    let [s0l, s0l2, s0r, s0r2] = outer(i0);
    let [s1l, _, s1r, s1r2] = outer(i1);
    let [b0l, b0l2, _, _] = outer(next);
    let valency = |idx: u16| {
        children(idx).map_or((0, 0), |c| (u32::from(c.n_left.min(7)), u32::from(c.n_right.min(7))))
    };
    let ((s0vl, s0vr), (s1vl, s1vr), (b0vl, _)) = (valency(i0), valency(i1), valency(next));
    let (far, far1) = (distance(i0, next), distance(i1, i0));
    // Marks between the top of the stack and the next word, and below.
    let marks = b0.marks.wrapping_sub(s0.marks).min(3);
    let marks1 = s0.marks.wrapping_sub(s1.marks).min(3);
    let content = view.look(if next < NONE { b1.content } else { NONE });
    let pair = |look: Look| look.word.rotate_left(8) ^ look.tag;
    out.clear();
    out.extend_from_slice(&[
        two(100, pair(s0), 0),
        two(101, s0.tag, s0.fine),
        two(102, pair(s1), 0),
        two(103, s1.tag, s1.fine),
        two(104, pair(b0), 0),
        two(105, b0.tag, b0.fine),
        two(106, pair(b1), 0),
        two(107, pair(b2), 0),
        two(108, pair(s2), 0),
        two(109, s0.word, b0.word),
        two(110, pair(s0), pair(b0)),
        two(111, pair(s0), b0.tag),
        two(112, s0.tag, pair(b0)),
        three(113, s0.tag, b0.tag, marks),
        two(114, b0.tag, b1.tag),
        two(115, pair(b0), b1.tag),
        two(116, b0.tag, pair(b1)),
        two(117, s1.word, s0.word),
        two(118, pair(s1), s0.tag),
        two(119, s1.tag, pair(s0)),
        three(120, s1.tag, s0.tag, marks1),
        two(121, pair(s1), b0.tag),
        two(122, s1.tag, pair(b0)),
        two(123, s1.word, b0.word),
        three(124, s0.tag, b0.tag, b1.tag),
        three(125, pair(s0), b0.tag, b1.tag),
        three(126, s0.tag, pair(b0), b1.tag),
        four(127, s0.tag, b0.tag, b1.tag, b2.tag),
        three(128, b0.tag, b1.tag, b2.tag),
        three(129, s1.tag, s0.tag, b0.tag),
        three(130, s1.tag, pair(s0), b0.tag),
        three(131, pair(s1), s0.tag, b0.tag),
        three(132, s1.tag, s0.tag, pair(b0)),
        four(133, s1.tag, s0.tag, b0.tag, b1.tag),
        four(134, s2.tag, s1.tag, s0.tag, b0.tag),
        three(135, s2.tag, s1.tag, s0.tag),
        three(136, s0.tag, s0l.tag, b0.tag),
        three(137, s0.tag, s0r.tag, b0.tag),
        three(138, s0.tag, b0.tag, b0l.tag),
        three(139, s1.tag, s0.tag, s0l.tag),
        three(140, s1.tag, s0.tag, s0r.tag),
        three(141, s1.tag, s1l.tag, s0.tag),
        three(142, s1.tag, s1r.tag, s0.tag),
        three(143, s0.tag, s0l.tag, s0l2.tag),
        three(144, s0.tag, s0r.tag, s0r2.tag),
        three(145, b0.tag, b0l.tag, b0l2.tag),
        three(146, s1.tag, s1r.tag, s1r2.tag),
        two(147, s0.tag, s0l.word),
        two(148, s0.tag, s0r.word),
        two(149, s1.tag, s1r.word),
        two(150, b0.tag, b0l.word),
        three(151, s0.tag, b0.tag, far),
        two(152, pair(s0), far),
        two(153, pair(b0), far),
        three(154, s1.tag, s0.tag, far1),
        three(155, s0.word, b0.word, far),
        three(156, pair(s0), s0vl, s0vr),
        three(157, s0.tag, s0vl, s0vr),
        two(158, pair(b0), b0vl),
        two(159, b0.tag, b0vl),
        three(160, pair(s1), s1vl, s1vr),
        four(161, s1.tag, s1vr, s0.tag, b0.tag),
        four(162, s0.tag, s0vl, s0vr, b0.tag),
        // Clusters stand in for words that training saw seldom.
        two(163, s0.fine, b0.fine),
        three(164, s0.fine, b0.tag, far),
        three(165, s0.tag, b0.fine, far),
        two(166, s1.fine, s0.fine),
        two(167, s1.tag, s0.fine),
        two(168, s1.fine, s0.tag),
        four(169, s1.coarse, s0.coarse, b0.coarse, s0.tag),
        // What a preposition leads to, and the two words that it may belong to.
        three(170, s0.word, b0.word, content.word),
        three(171, s0.tag, b0.word, content.word),
        four(172, s1.tag, s0.tag, b0.word, content.upos),
        four(173, s1.word, s0.tag, b0.word, content.upos),
        three(174, s1.tag, s0.word, b0.word),
        three(175, s1.word, s0.word, b0.word),
        four(176, s1.fine, s0.fine, b0.word, content.fine),
        three(177, s1.tag, s0l.word, s0.word),
        three(178, s1.word, s0l.word, s0.tag),
        four(179, s2.tag, s1.tag, s0l.word, s0.tag),
        three(180, s1.fine, s0l.word, s0.fine),
        // Coordination: likeness of the two sides of "and".
        four(181, s0.tag, b0.tag, b0l.word, s1.tag),
        four(182, s0.fine, b0.fine, b0l.word, 0),
        four(183, s1.tag, s0.tag, s0l.word, s0l2.word),
        four(184, s1.tag, s1l.word, s0.tag, b0.tag),
        four(185, s0.upos, b0.upos, b1.upos, marks << 8 | far),
        four(186, s1.upos, s0.upos, b0.upos, marks1 << 8 | marks),
        three(187, s0.tag, content.tag, b0.tag),
        four(188, s2.upos, s1.upos, s0.upos, b0.upos << 8 | b1.upos),
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Upos;

    #[test]
    fn features_exist_in_every_state_and_none_stands_twice() {
        use super::super::parser::Step;
        let atoms = vec![Atoms::default(); 4];
        let mut view = View::default();
        view.fill(&atoms, &[0; 4], &[Upos::Noun as u8; 4]);
        let mut state = State::default();
        state.begin(4);
        let mut out = Vec::new();
        for step in [0, 0, 2, 1, 0, 0, 0, 2, 2, 1, 1] {
            features(&state, &view, &mut out);
            let mut sorted = out.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), out.len());
            state.take(Step::ALL[step]);
        }
    }

    #[test]
    fn preposition_looks_ahead_to_its_noun() {
        let upos = [Upos::Verb, Upos::Adp, Upos::Det, Upos::Noun].map(|upos| upos as u8);
        let mut view = View::default();
        view.fill(&[Atoms::default(); 4], &[0; 4], &upos);
        assert_eq!(view.look(1).content, 3);
        assert_eq!(view.look(0).content, 0);
        assert_eq!(view.look(4).content, NONE);
    }
}
