//! Copies: which texts are near copies of one another.
//!
//! Goes in: sketches of texts. Comes out: for each text the first of its
//! origin, which is itself where it stands alone. Two texts are copies where
//! much of the shorter one stands in the other, so that a text
//! that was cut, or got another beginning, is found. It does not tell who
//! copied from whom.

use super::imprint::Sketch;
use crate::likeness::shared;

/// One in so many shingles of the shorter text must stand in the other: a third,
/// since a site adds words of its own to what an agency wrote.
const COPIED_SHARE: usize = 3;

/// How many kept shingles two texts must share at least; with one kept in
/// four this is about fifty words. What shares less may be a slogan or the
/// furniture of a site.
const FEWEST_SHARED: usize = 12;

/// Fewer are enough where nine in ten of the shorter text stand in the other.
const FEWEST_OF_WHOLE: usize = 4;

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
    let mut postings: Vec<(u32, u32)> = Vec::new();
    for (sketch, text) in sketches.iter().zip(0..) {
        postings.extend(sketch.0.iter().map(|shingle| (*shingle, text)));
    }
    postings.sort_unstable();
    // Two texts, once for each run of the sorted list that holds a shingle of both.
    let mut meetings: Vec<(u32, u32)> = Vec::new();
    for same in postings.chunk_by(|left, right| left.0 == right.0) {
        for (place, (_, later)) in same.iter().enumerate().skip(1) {
            let earlier = same[..place.min(COMPARED)].iter();
            meetings.extend(earlier.map(|(_, earlier)| (*earlier, *later)));
        }
    }
    meetings.sort_unstable();
    let mut first: Vec<usize> = (0..sketches.len()).collect();
    for met in meetings.chunk_by(|one, other| one == other) {
        let (left, right) = (met[0].0 as usize, met[0].1 as usize);
        let (left_sketch, right_sketch) = (sketches[left], sketches[right]);
        // Where some of what they share stands in many texts, they meet less often.
        if 4 * met.len() >= enough(left_sketch, right_sketch)
            && are_copies(left_sketch, right_sketch)
        {
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
    shared(&one.0, &other.0) >= enough(one, other)
}

/// Returns how many shared shingles make the two copies.
fn enough(one: &Sketch, other: &Sketch) -> usize {
    let shorter = one.0.len().min(other.0.len());
    let of_part = FEWEST_SHARED.max(shorter.div_ceil(COPIED_SHARE));
    let of_whole = FEWEST_OF_WHOLE.max((9 * shorter).div_ceil(10));
    of_part.min(of_whole)
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
