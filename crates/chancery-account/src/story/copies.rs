//! Copies: which texts are near copies of one another.
//!
//! Goes in: sketches of texts. Comes out: for each text the first of its
//! origin, which is itself where it stands alone. Two texts are copies where
//! much of the shorter one stands in the other, so that a text
//! that was cut, or got another beginning, is found. It does not tell who
//! copied from whom.

use std::collections::BTreeMap;

use super::imprint::Sketch;
use crate::likeness::shared;

/// The share of the shorter text that must stand in the other: a third, since
/// a site adds words of its own to what an agency wrote.
const COPIED_SHARE: f64 = 1.0 / 3.0;

/// How many kept shingles two texts must share at least; with one kept in
/// four this is about fifty words. What shares less may be a slogan or the
/// furniture of a site.
const FEWEST_SHARED: usize = 12;

/// Fewer are enough where nearly all of the shorter text stands in the other.
const FEWEST_OF_WHOLE: usize = 4;
const WHOLE_SHARE: f64 = 0.9;

/// With how many of the first texts that have a shingle each later one is
/// compared. All copies of a text meet in its first ones, so that a thousand
/// copies cost no million comparisons.
const COMPARED: usize = 8;

/// Returns for each text the place of the first text of its origin.
pub(crate) fn origins<'a>(sketches: impl IntoIterator<Item = &'a Sketch>) -> Vec<usize> {
    let sketches: Vec<&Sketch> = sketches.into_iter().collect();
    if sketches.len() <= COMPARED {
        return one_by_one(&sketches);
    }
    let mut postings: Vec<(u64, usize)> = Vec::new();
    for (text, sketch) in sketches.iter().enumerate() {
        postings.extend(sketch.0.iter().map(|shingle| (*shingle, text)));
    }
    postings.sort_unstable();
    // How many shingles two texts share, counted over those runs of the sorted
    // list that hold one shingle.
    let mut meetings: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for same in postings.chunk_by(|left, right| left.0 == right.0) {
        for (place, (_, later)) in same.iter().enumerate().skip(1) {
            for (_, earlier) in &same[..place.min(COMPARED)] {
                *meetings.entry((*earlier, *later)).or_default() += 1;
            }
        }
    }
    let mut first: Vec<usize> = (0..sketches.len()).collect();
    for ((left, right), met) in meetings {
        if met >= FEWEST_OF_WHOLE / 2 && are_copies(sketches[left], sketches[right]) {
            join(&mut first, left, right);
        }
    }
    (0..first.len()).map(|text| root(&mut first, text)).collect()
}

/// The same for few texts, each compared with each: nothing need be sorted, and
/// so few meet one another in every shingle.
fn one_by_one(sketches: &[&Sketch]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..sketches.len()).collect();
    for (right, sketch) in sketches.iter().enumerate() {
        for (left, earlier) in sketches[..right].iter().enumerate() {
            if root(&mut first, left) != root(&mut first, right) && are_copies(earlier, sketch) {
                join(&mut first, left, right);
            }
        }
    }
    (0..first.len()).map(|text| root(&mut first, text)).collect()
}

fn are_copies(one: &Sketch, other: &Sketch) -> bool {
    let shared = shared(&one.0, &other.0);
    // Sketches hold far fewer than 2^52 shingles.
    let share = shared as f64 / one.0.len().min(other.0.len()).max(1) as f64;
    shared >= FEWEST_SHARED && share >= COPIED_SHARE
        || shared >= FEWEST_OF_WHOLE && share >= WHOLE_SHARE
}

/// Joins the origins of two texts; the earlier text stands for both.
pub(crate) fn join(first: &mut [usize], left: usize, right: usize) {
    let (left, right) = (root(first, left), root(first, right));
    first[left.max(right)] = left.min(right);
}

/// Returns the text that stands for the origin of this one.
pub(crate) fn root(first: &mut [usize], text: usize) -> usize {
    let mut at = text;
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}
