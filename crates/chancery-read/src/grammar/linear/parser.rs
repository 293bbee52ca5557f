//! Parser: the head of each word, found step by step from left to right.
//!
//! In: atoms and tags. Out: heads. The system is arc-hybrid (Kuhlmann,
//! Gómez-Rodríguez and Satta 2011): a stack of words whose heads are not known
//! yet and the words still to come. A step shifts the next word onto the stack,
//! or gives the top of the stack a head: the next word, or the word below it on
//! the stack. The root stands behind the last word, and is the head of one word
//! only. What a step costs in the end, for training, is in [`super::oracle`].

use super::atoms::Atoms;
use super::table::{RelativeTable, Scorer};

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next word goes onto the stack.
    Shift,
    /// The next word becomes the head of the top of the stack.
    Left,
    /// The word below the top of the stack becomes the head of the top.
    Right,
}

impl Step {
    /// The steps, by number.
    pub const ALL: [Step; 3] = [Step::Shift, Step::Left, Step::Right];
}

/// No word.
pub(super) const NONE: u16 = u16::MAX;

/// The words that depend on a word so far, as the features see them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Children {
    /// The outermost on the left and the one before it.
    pub(super) left: [u16; 2],
    /// The outermost on the right and the one before it.
    pub(super) right: [u16; 2],
    /// How many stand on the left.
    pub(super) n_left: u8,
    /// How many stand on the right.
    pub(super) n_right: u8,
}

const CHILDLESS: Children = Children { left: [NONE; 2], right: [NONE; 2], n_left: 0, n_right: 0 };

/// A parse on its way.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub(super) stack: Vec<u16>,
    pub(super) next: u16,
    n_words: u16,
    /// The head of each word; the number of words stands for the root, [`NONE`]
    /// for a head that is not known yet.
    pub(super) heads: Vec<u16>,
    pub(super) children: Vec<Children>,
}

impl State {
    /// Begins a sentence of so many words, at most 65,534.
    pub fn begin(&mut self, n_words: usize) {
        self.stack.clear();
        self.next = 0;
        self.n_words = u16::try_from(n_words).unwrap_or(NONE - 1).min(NONE - 1);
        self.heads.clear();
        self.heads.resize(usize::from(self.n_words), NONE);
        self.children.clear();
        self.children.resize(usize::from(self.n_words) + 1, CHILDLESS);
    }

    /// Returns whether every word has its head.
    pub fn is_done(&self) -> bool {
        self.next == self.n_words && self.stack.is_empty()
    }

    /// Returns the heads; the number of words stands for the root.
    pub fn heads(&self) -> &[u16] {
        &self.heads
    }

    /// Returns the stack, the next word and the number of words.
    pub(super) fn parts(&self) -> (&[u16], u16, u16) {
        (&self.stack, self.next, self.n_words)
    }

    /// Returns whether the step can be taken.
    #[inline]
    pub fn allows(&self, step: Step) -> bool {
        let at_end = self.next == self.n_words;
        match step {
            Step::Shift => !at_end,
            // Only the last word left becomes the root's: there is one root.
            Step::Left => !self.stack.is_empty() && (!at_end || self.stack.len() == 1),
            Step::Right => self.stack.len() >= 2,
        }
    }

    /// Takes a step that is allowed; one that is not changes nothing.
    #[inline]
    pub fn take(&mut self, step: Step) {
        if !self.allows(step) {
            return;
        }
        match step {
            Step::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Step::Left => {
                let Some(child) = self.stack.pop() else { return };
                self.heads[usize::from(child)] = self.next;
                let head = &mut self.children[usize::from(self.next)];
                head.left = [child, head.left[0]];
                head.n_left = head.n_left.saturating_add(1);
            }
            Step::Right => {
                let (Some(child), Some(below)) = (self.stack.pop(), self.stack.last()) else {
                    return;
                };
                self.heads[usize::from(child)] = *below;
                let head = &mut self.children[usize::from(*below)];
                head.right = [child, head.right[0]];
                head.n_right = head.n_right.saturating_add(1);
            }
        }
    }

    /// Returns the allowed step with the highest score, the first among equals.
    #[inline]
    pub fn best(&self, scores: &[i32; 3]) -> Step {
        let mut best: Option<(i32, Step)> = None;
        for (step, score) in Step::ALL.into_iter().zip(scores) {
            if self.allows(step) && best.is_none_or(|(highest, _)| *score > highest) {
                best = Some((*score, step));
            }
        }
        best.map_or(Step::Shift, |(_, step)| step)
    }
}

/// The weights of steps, relative to a shift.
pub type StepTable = RelativeTable<2, 16>;

/// Room for a parse.
#[derive(Clone, Debug, Default)]
pub struct ParseScratch {
    /// The parse.
    pub state: State,
    /// The features of the last step.
    pub features: Vec<u64>,
    /// What the sentence's words look like to the features.
    pub view: super::steps::View,
}

/// Parses a sentence; the heads stand in the scratch's state.
pub fn parse(
    scorer: &impl Scorer,
    atoms: &[Atoms],
    tags: &[u8],
    upos: &[u8],
    scratch: &mut ParseScratch,
) {
    let ParseScratch { state, features, view } = scratch;
    view.fill(atoms, tags, upos);
    state.begin(atoms.len());
    while !state.is_done() {
        let only = Step::ALL.into_iter().filter(|step| state.allows(*step)).count() == 1;
        let mut scores = [0; 3];
        if !only {
            super::steps::features(state, view, features);
            scorer.add(features, &mut scores);
        }
        let step = state.best(&scores);
        state.take(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(n_words: usize, steps: &[Step]) -> State {
        let mut state = State::default();
        state.begin(n_words);
        for step in steps {
            state.take(*step);
        }
        state
    }

    #[test]
    fn steps_build_a_tree() {
        use Step::{Left, Right, Shift};
        // "The envoy left Oslo"
        let steps = [Shift, Left, Shift, Left, Shift, Shift, Right, Left];
        let state = after(4, &steps);
        assert!(state.is_done());
        assert_eq!(state.heads(), [1, 2, 4, 2]);
        assert_eq!(state.children[2].n_left, 1);
        assert_eq!(state.children[2].right, [3, NONE]);
    }

    #[test]
    fn root_takes_one_word_only() {
        let state = after(2, &[Step::Shift, Step::Shift]);
        assert!(!state.allows(Step::Left) && state.allows(Step::Right));
        assert!(!state.allows(Step::Shift));
    }

    #[test]
    fn empty_sentence_is_done_at_once() {
        assert!(after(0, &[]).is_done());
    }
}
