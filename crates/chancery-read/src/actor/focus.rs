//! Focus: which state a text is about at a given place.
//!
//! In: the mentions found so far. Out: the states named before, with a weight
//! each. Decides nothing about who is meant: it is asked by those who do.

use super::finder::Finder;

/// How many sentences back the state that a text is about is looked for.
const REACH: usize = 6;

impl Finder<'_> {
    /// Returns the state that the text is about at a token: the nearer and the
    /// oftener a state, its people or its places are named before, the more; one
    /// that does something in the same sentence is named by "its".
    pub(super) fn home(&self, at: usize) -> Option<usize> {
        let weights = self.states_before(at).into_iter();
        let best = weights.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.map(|(state, _)| state)
    }

    /// Returns the states that are named before a token, with how much the text is
    /// about each just there.
    pub(super) fn states_before(&self, at: usize) -> Vec<(usize, f64)> {
        let sentences = &self.text.sentences;
        let first = self.sentence_idx.saturating_sub(REACH);
        let here = sentences[self.sentence_idx].tokens.start;
        let mut weights: Vec<(usize, f64)> = Vec::new();
        let mut note = |finder: &Self, tokens: std::ops::Range<usize>, back: usize| {
            for mention in finder.cast.mentions_in(tokens) {
                let country = finder.cast.members[mention.member].country.as_deref();
                let states = &finder.tables.codebook.states;
                let position = |code| states.iter().position(|state| state.code == code);
                let Some(state) = country.and_then(position) else { continue };
                let mut weight = 0.5_f64.powi(back as i32);
                if mention.tokens.start >= here && !mention.is_place && !mention.modifies {
                    weight *= 0.5;
                }
                match weights.iter_mut().find(|(known, _)| *known == state) {
                    Some((_, sum)) => *sum += weight,
                    None => weights.push((state, weight)),
                }
            }
        };
        // What the first sentence is about, the text is about to its end.
        if first > 0 {
            note(self, sentences[0].tokens.clone(), REACH);
        }
        for (back, sentence) in (1..).zip(sentences[first..self.sentence_idx].iter().rev()) {
            note(self, sentence.tokens.clone(), back);
        }
        note(self, here..at, 0);
        weights
    }
}
