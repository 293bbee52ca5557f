//! Attributions: who is said to have said or thought what, word for word.
//!
//! In: a [`Passage`], a text with its trees, quotations and states. Out: for each
//! attribution the words of its source, of its cue and of its content, linked to
//! each other. First the cues are found; then, for each, the words of its sentence
//! and of the neighbours in the same paragraph are told apart by the part that they
//! take with it. Both are one layer of weights over what the careful tier gives:
//! `features` says what is seen of a word, `layer` weighs it, `chain` finds the best
//! sequence of labels. Who the source is, and whether anything was said aloud, is
//! not known here.

pub mod chain;
pub mod choice;
mod edges;
pub mod features;
pub mod layer;
mod origin;
mod outline;
pub mod passage;
pub mod scene;
pub mod ways;

use std::ops::Range;

use chain::{n_labels, role};
use choice::{CHOICE_LABELS, CHOICE_VIEWS, Candidate, MOST_WAYS, WIDEST_GAP};
use features::{CUE_VIEWS, PART_VIEWS};
use layer::Layer;
pub use passage::Passage;
use scene::Scene;

use super::parsers::short;
use super::{Weights, WeightsError};

/// The weights of the tagger that this crate carries.
const BUILT_IN: &[u8] = include_bytes!("../../../../../languages/en/attribution.weights");

/// The labels of words as cues: one role.
pub const CUE_LABELS: usize = n_labels(1);
/// The labels of words as source or content.
pub const PART_LABELS: usize = n_labels(2);

/// The width of a word's state.
pub const STATE: usize = super::careful::WIDTH;

/// The role of the words of a source.
pub const SOURCE: usize = 1;
/// The role of the words of a content.
pub const CONTENT: usize = 2;

/// An attribution, as words of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Who says or thinks; nobody in a passive.
    pub source: Vec<Range<usize>>,
    /// The word or words that say so.
    pub cue: Range<usize>,
    /// What is said or thought.
    pub content: Vec<Range<usize>>,
}

/// The chains of labels: where cues are, and what may belong to each.
#[derive(Clone, Debug)]
pub struct Chains {
    cues: Layer<CUE_LABELS>,
    parts: Layer<PART_LABELS>,
}

impl Chains {
    /// Takes the chains from their weights.
    ///
    /// # Errors
    ///
    /// Where these lack a section.
    pub fn from_weights(weights: &Weights<'_>) -> Result<Chains, WeightsError> {
        Ok(Chains {
            cues: Layer::load(weights, "cue", CUE_VIEWS)?,
            parts: Layer::load(weights, "part", PART_VIEWS)?,
        })
    }

    /// Returns the cues of a passage, in order.
    pub fn cues(&self, passage: &Passage) -> Vec<Range<usize>> {
        let of = |words: Range<usize>| {
            let labels = self.cues.labels(&features::of_cues(passage, words.clone()), passage);
            stretches(&labels, 1, words.start)
        };
        passage.sentences().iter().flat_map(|sentence| of(sentence.words.clone())).collect()
    }

    /// Returns the ways to take what belongs to a cue, the best first.
    pub fn candidates(&self, passage: &Passage, cue: &Range<usize>) -> Vec<Candidate> {
        let window = passage.window(cue);
        let first = window.start;
        let scores = self.parts.scores(&features::of_parts(passage, window, cue), passage);
        choice::candidates(&ways::best(self.parts.steps(), &scores, MOST_WAYS, WIDEST_GAP), first)
    }
}

/// Finds attributions.
#[derive(Clone, Debug)]
pub struct Tagger {
    chains: Chains,
    choice: Layer<CHOICE_LABELS>,
    identity: String,
}

impl Tagger {
    /// Loads the tagger from the weights that this crate carries.
    ///
    /// # Errors
    ///
    /// Where these are broken, which a test rules out.
    pub(crate) fn built_in() -> Result<Tagger, WeightsError> {
        Tagger::from_weights(&Weights::parse(BUILT_IN)?)
    }

    /// Takes the tagger from its weights.
    ///
    /// # Errors
    ///
    /// Where the weights are another part's or lack a section.
    pub fn from_weights(weights: &Weights<'_>) -> Result<Tagger, WeightsError> {
        if weights.header().tier != "attribution" {
            return Err(WeightsError::Header { reason: "it is not that of attributions" });
        }
        Ok(Tagger {
            chains: Chains::from_weights(weights)?,
            choice: Layer::load(weights, "choice", CHOICE_VIEWS)?,
            identity: short(&weights.checksum()).to_owned(),
        })
    }

    /// Returns which weights these are, for a reading to name.
    pub(crate) fn identity(&self) -> &str {
        &self.identity
    }

    /// Returns the attributions of a passage, in the order of their cues.
    pub fn find(&self, passage: &Passage) -> Vec<Attribution> {
        let cues = self.chains.cues(passage);
        let scene = Scene::new(passage, &cues);
        cues.into_iter().filter_map(|cue| self.attribution(&scene, cue)).collect()
    }

    /// Returns what belongs to a cue; nothing where no words are said.
    fn attribution(&self, scene: &Scene<'_>, cue: Range<usize>) -> Option<Attribution> {
        let candidates = self.chains.candidates(scene.passage(), &cue);
        let Candidate { source, content, .. } =
            choice::chosen(&self.choice, scene, &cue, candidates)?;
        (!content.is_empty()).then_some(Attribution { source, cue, content })
    }
}

/// Returns the stretches of words whose labels have a role.
fn stretches(labels: &[usize], wanted: usize, first: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (idx, label) in labels.iter().enumerate().filter(|(_, label)| role(**label) == wanted) {
        let word = first + idx;
        match out.last_mut() {
            Some(known) if known.end == word && !chain::begins(*label) => known.end = word + 1,
            _ => out.push(word..word + 1),
        }
    }
    out
}

/// Returns the stretches of words whose labels have a role; those that touch are one.
fn merged(labels: &[usize], wanted: usize, first: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for stretch in stretches(labels, wanted, first) {
        match out.last_mut() {
            Some(known) if known.end == stretch.start => known.end = stretch.end,
            _ => out.push(stretch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;
    use crate::{Reader, Tier};

    fn bytes(tier: &str) -> Vec<u8> {
        let mut changed = BUILT_IN.to_vec();
        let at = changed.windows(tier.len()).position(|part| part == tier.as_bytes());
        changed[at.unwrap()] ^= 1;
        changed
    }

    #[test]
    fn built_in_weights_link_source_cue_and_content() {
        let reader = Reader::new(Codebook::built_in().unwrap(), Tier::Careful).unwrap();
        let text = "The minister of Norway said on Friday that the talks had failed.";
        let page = chancery_model::Page::new(text, chancery_model::Form::Text);
        let found = reader.attributions(&page);
        assert_eq!(found.len(), 1);
        let words = |spans: &[chancery_model::Span]| -> Vec<&str> {
            spans.iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(words(&found[0].source), ["The minister of Norway"]);
        assert_eq!(words(&found[0].cue), ["said"]);
        assert_eq!(words(&found[0].content), ["that the talks had failed"]);
    }

    #[test]
    fn weights_of_another_part_or_changed_ones_are_an_error() {
        let other = Weights::parse(crate::grammar::LINEAR).unwrap();
        assert!(Tagger::from_weights(&other).is_err());
        assert!(Weights::parse(&bytes("attribution")).is_err());
        assert!(Weights::parse(&BUILT_IN[..BUILT_IN.len() / 2]).is_err());
    }

    #[test]
    fn weights_without_a_choice_or_with_another_form_of_it_are_an_error() {
        let built_in = Weights::parse(BUILT_IN).unwrap();
        let longer = Layer::<CHOICE_LABELS>::load(&built_in, "choice", CHOICE_VIEWS + 1);
        assert!(longer.is_err());
        let header = built_in.header().clone();
        let bytes = super::super::WeightsWriter::new(header).to_bytes();
        assert!(Tagger::from_weights(&Weights::parse(&bytes).unwrap()).is_err());
    }

    #[test]
    fn stretches_that_touch_are_merged() {
        assert_eq!(merged(&[4, 1, 3, 0, 4], SOURCE, 10), [10..13, 14..15]);
    }

    #[test]
    fn stretches_end_where_another_begins() {
        // A single word, two words, and two words of the other role.
        assert_eq!(stretches(&[4, 1, 3, 5, 7, 0], 1, 10), [10..11, 11..13]);
        assert_eq!(stretches(&[4, 1, 3, 5, 7, 4], 2, 10).first(), Some(&(13..15)));
        assert!(stretches(&[0, 0], 1, 0).is_empty());
    }
}
