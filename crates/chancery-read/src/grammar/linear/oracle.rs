//! Oracle: what a step of the parser costs, in arcs that can no longer be found.
//!
//! In: a state, right or wrong so far, and the true heads. Out: for each step
//! the number of true arcs that it makes impossible (Goldberg and Nivre 2013,
//! for arc-hybrid). Training may therefore go astray and still learn the best
//! way on from there. Reading never asks it.

use super::parser::{State, Step};

/// True heads; the number of words stands for the root.
#[derive(Clone, Debug)]
pub struct Gold {
    heads: Vec<u16>,
    children: Vec<Vec<u16>>,
}

impl Gold {
    /// Returns the true arcs of a sentence.
    pub fn new(heads: Vec<u16>) -> Gold {
        let mut children = vec![Vec::new(); heads.len() + 1];
        for (child, head) in heads.iter().enumerate() {
            if let (Ok(child), Some(siblings)) =
                (u16::try_from(child), children.get_mut(usize::from(*head)))
            {
                siblings.push(child);
            }
        }
        Gold { heads, children }
    }

    /// Returns the true heads.
    pub fn heads(&self) -> &[u16] {
        &self.heads
    }

    /// Returns the cost of each step; nothing for a step that is not allowed.
    pub fn costs(&self, state: &State) -> [Option<u32>; 3] {
        Step::ALL.map(|step| state.allows(step).then(|| self.cost(state, step)))
    }

    fn cost(&self, state: &State, step: Step) -> u32 {
        let (stack, next, _) = state.parts();
        let top = stack.last().copied();
        match (step, top) {
            (Step::Shift, _) => {
                let head = self.heads[usize::from(next)];
                // The top of the stack can still become its head.
                let below = &stack[..stack.len().saturating_sub(1)];
                let n_heads = u32::from(below.contains(&head));
                let children = &self.children[usize::from(next)];
                let waiting = children.iter().filter(|child| stack.contains(child));
                n_heads + waiting.count() as u32
            }
            (Step::Left, Some(top)) => {
                let head = self.heads[usize::from(top)];
                let below = stack.len().checked_sub(2).map(|idx| stack[idx]);
                let lost_head = Some(head) == below || head > next;
                let children = &self.children[usize::from(top)];
                u32::from(lost_head)
                    + children.iter().filter(|child| **child >= next).count() as u32
            }
            (Step::Right, Some(top)) => {
                let lost_head = self.heads[usize::from(top)] >= next;
                let children = &self.children[usize::from(top)];
                u32::from(lost_head)
                    + children.iter().filter(|child| **child >= next).count() as u32
            }
            (_, None) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Takes the cheapest steps from the state on; returns the arcs found.
    fn follow(gold: &Gold, state: &mut State) -> usize {
        while !state.is_done() {
            let costs = gold.costs(state);
            let cheapest = (0..3).filter(|idx| costs[*idx].is_some()).min_by_key(|idx| costs[*idx]);
            state.take(Step::ALL[cheapest.unwrap()]);
        }
        state.heads().iter().zip(gold.heads()).filter(|(found, gold)| found == gold).count()
    }

    /// Heads of a projective tree with one root, from numbers that choose.
    fn projective(choices: &[usize]) -> Vec<u16> {
        let n_words = choices.len();
        let mut state = State::default();
        state.begin(n_words);
        let mut idx = 0;
        while !state.is_done() {
            let allowed: Vec<_> =
                Step::ALL.into_iter().filter(|step| state.allows(*step)).collect();
            state.take(allowed[choices[idx % n_words] % allowed.len()]);
            idx += 1;
        }
        state.heads().to_vec()
    }

    proptest! {
        #[test]
        fn cheapest_steps_find_every_arc_of_a_projective_tree(
            choices in prop::collection::vec(0_usize..6, 1..20),
        ) {
            let heads = projective(&choices);
            let n_words = heads.len();
            let mut state = State::default();
            state.begin(n_words);
            prop_assert_eq!(follow(&Gold::new(heads), &mut state), n_words);
        }

        #[test]
        fn costs_after_mistakes_are_those_of_the_best_way_on(
            choices in prop::collection::vec(0_usize..6, 2..12),
            mistakes in prop::collection::vec(0_usize..3, 1..8),
        ) {
            let gold = Gold::new(projective(&choices));
            let mut state = State::default();
            state.begin(choices.len());
            let mut lost = 0;
            for mistake in mistakes {
                let step = Step::ALL[mistake];
                if let Some(cost) = gold.costs(&state)[mistake] {
                    lost += cost as usize;
                    state.take(step);
                }
            }
            // The one root that closes a sentence may cost more, never less.
            prop_assert!(follow(&gold, &mut state) <= choices.len() - lost);
        }
    }
}
