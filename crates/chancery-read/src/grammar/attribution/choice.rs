//! The choice: which of the best ways to label a window is right.
//!
//! In: the few best ways that the chain of labels finds for a cue. Out: the source and
//! content of the one that looks best as a whole. The chain sees a word and its
//! neighbours; where a clause ends that somebody is said to have said shows in what
//! the whole takes in and leaves out, and one layer of weights over that is the
//! choice. What no way of the chain takes cannot be chosen.

use std::ops::Range;

use super::features::{Features, Known};
use super::layer::Layer;
use super::outline::{Look, view};
use super::passage::Passage;
use super::scene::{Scene, Sight};
use super::ways::Way;
use super::{CONTENT, SOURCE, merged};
use crate::grammar::careful::exp;

/// As many ways are looked at, at most: of contents that people marked 88 in 100 are
/// among so many, 73 in 100 the first (PolNeAR's development half, any gap up to 9).
pub(super) const MOST_WAYS: usize = 16;

/// What a way may lack to the best, as the logarithm of how much less likely it is: up
/// to 9 there were twice as many, and the choice was no better.
pub(super) const WIDEST_GAP: f32 = 6.0;

/// The labels of a candidate: one score.
pub const CHOICE_LABELS: usize = 1;

/// As many views as a choice has.
pub const CHOICE_VIEWS: usize = view::N;

/// One way to take the source and content of a cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// What its chain of labels lacks to the best.
    pub gap: f32,
    /// The words of the source.
    pub source: Vec<Range<usize>>,
    /// The words of the content.
    pub content: Vec<Range<usize>>,
}

/// Returns what the ways through a window take; those that take the same are one.
pub(super) fn candidates(ways: &[Way], first: usize) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(ways.len());
    for way in ways {
        let source = merged(&way.labels, SOURCE, first);
        let content = merged(&way.labels, CONTENT, first);
        if !out.iter().any(|known| known.source == source && known.content == content) {
            out.push(Candidate { gap: way.gap, source, content });
        }
    }
    out
}

/// Returns the features of a cue's candidates, the best first. What is true of all of
/// them is left out.
pub fn of_candidates(scene: &Scene<'_>, cue: &Range<usize>, candidates: &[Candidate]) -> Features {
    let sight = Sight::new(scene, cue);
    let mut out = Features::new(candidates.len());
    let mut known = Known::default();
    let contents = shares(candidates, |own, other| own.content == other.content);
    let sources = shares(candidates, |own, other| own.source == other.source);
    for (rank, candidate) in candidates.iter().enumerate() {
        let mut look = Look::new(&sight, candidate);
        look.whole(rank);
        look.edges();
        look.origin();
        let (content, source) = (lack(contents[rank]), lack(sources[rank]));
        // Each step is a feature, so that what lacks more lacks what less does, too.
        for (template, n_steps) in
            [(120, (candidate.gap * 2.0) as u32), (121, content), (122, source)]
        {
            for step in 0..=n_steps {
                look.keys.add(template, step, 0);
            }
        }
        look.keys.add(123, content, source);
        let mut keys = look.keys.0;
        keys.sort_unstable();
        keys.dedup();
        out.keys.push(keys);
        let views = look.views.into_iter();
        let seen = views.map(|(why, word)| out.view(why, word, &mut known)).collect();
        out.seen.push(seen);
    }
    leave_out_shared(&mut out.keys);
    out
}

/// Returns for each candidate how likely the chain takes what it has in common with
/// some of them, of all.
fn shares(candidates: &[Candidate], same: fn(&Candidate, &Candidate) -> bool) -> Vec<f32> {
    let likely: Vec<f32> = candidates.iter().map(|candidate| exp(-candidate.gap)).collect();
    let all: f32 = likely.iter().sum();
    let of_same = |own: &Candidate| -> f32 {
        let each = candidates.iter().zip(&likely).filter(|(other, _)| same(own, other));
        each.map(|(_, likely)| likely).sum()
    };
    candidates.iter().map(|own| of_same(own) / all).collect()
}

/// Returns how unlikely a share is, in halves of a natural logarithm.
fn lack(share: f32) -> u32 {
    let (mut raised, mut n_halves) = (share, 0);
    while raised < 1.0 && n_halves < 15 {
        raised *= HALF_E;
        n_halves += 1;
    }
    n_halves
}

/// The square root of e.
const HALF_E: f32 = 1.648_721_3;

/// Leaves out what is true of all candidates.
fn leave_out_shared(keys: &mut [Vec<u32>]) {
    let Some((first, others)) = keys.split_first() else { return };
    let mut shared = first.clone();
    for keys in others {
        shared.retain(|key| keys.binary_search(key).is_ok());
    }
    for keys in keys {
        keys.retain(|key| shared.binary_search(key).is_err());
    }
}

/// Returns the candidate that looks best as a whole: of those with the content that is
/// likeliest, whichever the source, the likeliest; the earlier of equals.
pub(super) fn chosen(
    layer: &Layer<CHOICE_LABELS>,
    scene: &Scene<'_>,
    cue: &Range<usize>,
    candidates: Vec<Candidate>,
) -> Option<Candidate> {
    if candidates.len() < 2 {
        return candidates.into_iter().next();
    }
    let features = of_candidates(scene, cue, &candidates);
    let scores = scores(layer, &features, scene.passage(), &candidates);
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let likely: Vec<f32> = scores.iter().map(|score| exp(score - most)).collect();
    let of_content = |own: &Candidate| -> f32 {
        let same = candidates.iter().zip(&likely).filter(|(other, _)| other.content == own.content);
        same.map(|(_, likely)| likely).sum()
    };
    let worth = candidates.iter().zip(&likely).map(|(own, likely)| (of_content(own), *likely));
    let worth: Vec<(f32, f32)> = worth.collect();
    let order = |a: &(f32, f32), b: &(f32, f32)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
    let place = (0..worth.len()).rev().max_by(|a, b| order(&worth[*a], &worth[*b]))?;
    candidates.into_iter().nth(place)
}

/// Returns how well each candidate looks: what its features weigh, and the layer's one
/// step for each unit that its chain lacks.
fn scores(
    layer: &Layer<CHOICE_LABELS>,
    features: &Features,
    passage: &Passage,
    candidates: &[Candidate],
) -> Vec<f32> {
    let of_gap = layer.steps().weights[0][0];
    let each = layer.scores(features, passage).into_iter().zip(candidates);
    each.map(|([score], candidate)| score + of_gap * candidate.gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::attribution::layer::{Learnt, write};
    use crate::grammar::attribution::passage::{Node, Sentence};
    use crate::grammar::{Header, Relation, Tag, Upos, Weights, WeightsWriter};

    /// "Anna said it rained on Monday": five words, the last two below the third.
    fn passage() -> Passage {
        let heads = [1, 1, 1, 2, 2];
        let relations =
            [Relation::Nsubj, Relation::Root, Relation::Ccomp, Relation::Expl, Relation::Obl];
        let node = |idx: usize| Node {
            form: idx as u32 + 10,
            lemma: idx as u32 + 20,
            upos: Upos::Verb,
            tag: Tag::Vbd,
            head: heads[idx],
            relation: relations[idx],
            is_capitalized: false,
        };
        let nodes = (0..5).map(node).collect();
        Passage::new(nodes, vec![Sentence { words: 0..5, block: 0 }], &[], Vec::new())
    }

    fn only(words: Range<usize>) -> Vec<Range<usize>> {
        std::iter::once(words).collect()
    }

    fn two() -> Vec<Candidate> {
        let candidate =
            |gap, content| Candidate { gap, source: only(0..1), content: only(content) };
        vec![candidate(0.0, 2..5), candidate(0.5, 2..4)]
    }

    fn features(passage: &Passage) -> Features {
        of_candidates(&Scene::new(passage, &only(1..2)), &(1..2), &two())
    }

    /// A layer in which one feature weighs something, and each unit of a gap.
    fn layer(key: u32, weight: f32, of_gap: f32) -> Layer<CHOICE_LABELS> {
        let views = vec![[0.0]; CHOICE_VIEWS * crate::grammar::attribution::STATE];
        let learnt = Learnt {
            keys: &[key],
            rows: &[[weight]],
            views: &views,
            steps: &[[of_gap]],
            bias: 0.0,
        };
        let mut writer = WeightsWriter::new(Header::default());
        write(&learnt, 0.0, "choice", &mut writer);
        let bytes = writer.to_bytes();
        Layer::load(&Weights::parse(&bytes).unwrap(), "choice", CHOICE_VIEWS).unwrap()
    }

    fn content(key: u32, weight: f32, of_gap: f32) -> Range<usize> {
        let passage = passage();
        let layer = layer(key, weight, of_gap);
        let chosen = chosen(&layer, &Scene::new(&passage, &only(1..2)), &(1..2), two());
        chosen.unwrap().content[0].clone()
    }

    #[test]
    fn ways_that_take_the_same_words_are_one_candidate() {
        // A content of two words, the same as two contents of one, and nothing.
        let way = |gap, labels: &[usize]| Way { gap, labels: labels.to_vec() };
        let ways = [way(0.0, &[0, 5, 7]), way(0.2, &[0, 8, 8]), way(0.3, &[0, 0, 0])];
        let found = candidates(&ways, 10);
        let contents: Vec<_> = found.iter().map(|candidate| candidate.content.clone()).collect();
        assert_eq!(contents, [only(11..13), Vec::new()]);
        assert_eq!(found[1].gap, 0.3);
    }

    #[test]
    fn candidates_are_told_apart_by_what_is_true_of_some() {
        let features = features(&passage());
        assert!(features.keys.iter().all(|keys| !keys.is_empty()));
        assert!(!features.keys[0].iter().any(|key| features.keys[1].contains(key)));
    }

    #[test]
    fn what_looks_best_is_chosen_and_the_chain_decides_between_equals() {
        let second = features(&passage()).keys[1][0];
        assert_eq!(content(second, 2.0, -1.0), 2..4);
        assert_eq!(content(second, 0.2, -1.0), 2..5);
        assert_eq!(content(second, 0.0, 0.0), 2..5);
    }

    #[test]
    fn content_with_two_likely_sources_wins_over_a_likelier_one_with_one() {
        let passage = passage();
        let scene = Scene::new(&passage, &only(1..2));
        let mut candidates = two();
        candidates.push(Candidate { gap: 0.6, source: Vec::new(), ..candidates[1].clone() });
        let chosen = chosen(&layer(1, 0.0, -1.0), &scene, &(1..2), candidates.clone());
        assert_eq!(chosen, Some(candidates.swap_remove(1)));
    }

    #[test]
    fn no_candidate_is_no_choice() {
        let passage = passage();
        let scene = Scene::new(&passage, &[]);
        assert_eq!(chosen(&layer(1, 1.0, 0.0), &scene, &(1..2), Vec::new()), None);
    }
}
