//! Matching one to one, best first, as `score.py` does.

use std::collections::BTreeSet;

use super::records::{Commitment, Dispute, Event, Points};

/// PLOVER's quad class of an event's code; 0 where it has none.
pub(super) fn quad(event: &str) -> u8 {
    event.parse::<chancery_model::EventKind>().map_or(0, |kind| kind.quad() as u8 + 1)
}

/// Returns whether the two share at least a third of the shorter one.
pub(super) fn overlap(a: Points, b: Points) -> bool {
    let (start, end) = (a.0.max(b.0), a.1.min(b.1));
    end > start && (end - start) * 3 >= (a.1 - a.0).min(b.1 - b.0)
}

/// Returns the share of all parties that both sides name.
pub(super) fn side(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 1.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

fn same_parties(gold: &Event, found: &Event) -> f64 {
    let directed = side(&gold.actors, &found.actors).min(side(&gold.recipients, &found.recipients));
    if !gold.recipients.is_empty() && !found.recipients.is_empty() {
        return directed;
    }
    let everyone = |event: &Event| event.actors.union(&event.recipients).cloned().collect();
    directed.max(side(&everyone(gold), &everyone(found)))
}

/// Returns how well two events agree, by a key of their kind.
pub(super) fn event_fit(key: impl Fn(&str) -> String) -> impl Fn(&Event, &Event) -> f64 {
    move |gold, found| {
        if key(&gold.event) != key(&found.event) {
            return 0.0;
        }
        let agree = same_parties(gold, found);
        if agree < 0.5 {
            return 0.0;
        }
        let overlaps = f64::from(u8::from(overlap(gold.span, found.span)));
        let standing = f64::from(u8::from(gold.standing == found.standing));
        agree + 0.5 * overlaps + 0.25 * standing
    }
}

/// Returns how well two disputes agree.
pub(super) fn dispute_fit(gold: &Dispute, found: &Dispute) -> f64 {
    if overlap(gold.span, found.span) {
        return 2.0;
    }
    let denials = gold.denial.zip(found.denial).is_some_and(|(a, b)| overlap(a, b));
    f64::from(u8::from(denials && !gold.by.is_disjoint(&found.by)))
}

/// Returns how well two commitments agree.
pub(super) fn commitment_fit(gold: &Commitment, found: &Commitment) -> f64 {
    f64::from(u8::from(overlap(gold.span, found.span)))
}

/// Returns the pairs of indices that match, one to one, best first; equal fits in
/// the order of the records.
pub(super) fn matched<G, F>(
    gold: &[G],
    found: &[F],
    fit: impl Fn(&G, &F) -> f64,
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            pairs.push((fit(g, f), i, j));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (score, i, j) in pairs {
        if score > 0.0 && !out.iter().any(|(g, f)| *g == i || *f == j) {
            out.push((i, j));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_the_shorter_span_is_an_overlap() {
        assert!(overlap((0, 9), (6, 100)));
        assert!(!overlap((0, 10), (8, 100)));
        assert!(!overlap((0, 0), (0, 10)));
    }

    #[test]
    fn the_best_pairs_are_taken_first() {
        let fit = |g: &f64, f: &f64| 1.0 / (1.0 + (g - f).abs());
        assert_eq!(matched(&[1.0, 2.0], &[2.0, 2.5], fit), [(1, 0), (0, 1)]);
    }
}
