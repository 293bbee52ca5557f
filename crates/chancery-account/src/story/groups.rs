//! Groups: which articles are about the same happening.
//!
//! Goes in: the days of articles in order, the origin of each, and links between
//! those that are alike. Comes out: the members of each group. Groups are joined,
//! the likest first, as long as their members are alike on average. Copies are one
//! from the start. It knows neither names nor topics.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::links::{LONGEST_DAYS, Link};

/// How alike the members of two groups must be on average.
const ALIKE: f32 = 0.10;

/// Returns the groups, each in order, by their first members.
pub(super) fn groups(
    days: &[Option<i32>],
    origin_of: &[usize],
    links: impl Iterator<Item = Link> + Clone,
) -> Vec<Vec<usize>> {
    let mut clusters = Clusters::new(days, origin_of, links);
    clusters.join_all();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (article, origin) in origin_of.iter().enumerate() {
        groups.entry(clusters.cluster_of(*origin)).or_default().push(article);
    }
    groups.into_values().collect()
}

/// Clusters of origins that are joined, the likest first.
struct Clusters {
    /// How many articles each has; none, where it was joined to another.
    sizes: Vec<usize>,
    /// The days of the first and the last dated article of each.
    days: Vec<Option<(i32, i32)>>,
    /// What each was joined to.
    joined: Vec<usize>,
    /// The likeness of the articles of each cluster and another, summed over their
    /// pairs. Only of one that has just grown are all others those that there are
    /// now; what others were joined to is found when it is the next to grow.
    alike: Vec<Vec<(usize, f32)>>,
}

impl Clusters {
    fn new(
        days_of: &[Option<i32>],
        origin_of: &[usize],
        links: impl Iterator<Item = Link> + Clone,
    ) -> Clusters {
        let n_clusters = origin_of.len();
        let mut n_alike = vec![0; n_clusters];
        for Link { one, other, .. } in links.clone() {
            n_alike[one] += 1;
            n_alike[other] += 1;
        }
        let mut clusters = Clusters {
            sizes: vec![0; n_clusters],
            days: vec![None; n_clusters],
            joined: (0..n_clusters).collect(),
            alike: n_alike.into_iter().map(Vec::with_capacity).collect(),
        };
        for (day, origin) in days_of.iter().zip(origin_of) {
            let days = &mut clusters.days[*origin];
            *days = spanning(*days, day.map(|day| (day, day)));
            clusters.sizes[*origin] += 1;
        }
        for Link { one, other, alike } in links {
            clusters.alike[one].push((other, alike));
            clusters.alike[other].push((one, alike));
        }
        for one in 0..n_clusters {
            clusters.sum(one);
        }
        clusters
    }

    /// Joins the likest two until none are alike enough.
    fn join_all(&mut self) {
        let mut queue: BinaryHeap<Join> = BinaryHeap::new();
        for one in 0..self.sizes.len() {
            self.offer(one, &mut queue, |other| other > one);
        }
        while let Some(join) = queue.pop() {
            // An offer from before one of the two grew is out of date.
            if join.sizes != self.sizes_of(join.one, join.other) {
                continue;
            }
            let (kept, gone) = (join.one, join.other);
            self.sizes[kept] += std::mem::take(&mut self.sizes[gone]);
            self.days[kept] = spanning(self.days[kept], self.days[gone]);
            self.joined[gone] = kept;
            let of_gone = std::mem::take(&mut self.alike[gone]);
            self.alike[kept].extend(of_gone);
            self.sum(kept);
            self.offer(kept, &mut queue, |_| true);
        }
    }

    /// Sums up the likeness of the cluster and each other one that there is now;
    /// others that lie too far apart are forgotten, since neither comes nearer.
    fn sum(&mut self, one: usize) {
        let mut alike = std::mem::take(&mut self.alike[one]);
        alike.iter_mut().for_each(|(other, _)| *other = self.cluster_of(*other));
        alike.retain(|(other, _)| *other != one && self.is_near(one, *other));
        alike.sort_by_key(|(other, _)| *other);
        alike.dedup_by(|(other, alike), (kept, sum)| {
            let is_same = other == kept;
            if is_same {
                *sum += *alike;
            }
            is_same
        });
        self.alike[one] = alike;
    }

    /// Puts what the cluster may be joined to on the queue.
    fn offer(&self, one: usize, queue: &mut BinaryHeap<Join>, wanted: impl Fn(usize) -> bool) {
        for &(other, sum) in self.alike[one].iter().filter(|(other, _)| wanted(*other)) {
            let (one, other) = (one.min(other), one.max(other));
            let sizes = self.sizes_of(one, other);
            // Averaged over pairs of articles.
            let alike = sum / (sizes.0 * sizes.1) as f32;
            if alike >= ALIKE {
                queue.push(Join { alike, one, other, sizes });
            }
        }
    }

    /// Returns how many articles each of the two has: clusters only grow.
    fn sizes_of(&self, one: usize, other: usize) -> (usize, usize) {
        (self.sizes[one], self.sizes[other])
    }

    /// Returns whether the two lie near enough to be one story: else articles
    /// without a date would tie years together.
    fn is_near(&self, one: usize, other: usize) -> bool {
        let days = spanning(self.days[one], self.days[other]);
        days.is_none_or(|(first, last)| last - first <= LONGEST_DAYS)
    }

    fn cluster_of(&self, origin: usize) -> usize {
        let mut at = origin;
        while self.joined[at] != at {
            at = self.joined[at];
        }
        at
    }
}

/// Returns the days that both lie in.
fn spanning(one: Option<(i32, i32)>, other: Option<(i32, i32)>) -> Option<(i32, i32)> {
    match (one, other) {
        (Some((first, last)), Some((other_first, other_last))) => {
            Some((first.min(other_first), last.max(other_last)))
        }
        _ => one.or(other),
    }
}

/// Two clusters that may be joined.
#[derive(Clone, Copy, PartialEq)]
struct Join {
    alike: f32,
    one: usize,
    other: usize,
    /// How many articles they had when this was offered.
    sizes: (usize, usize),
}

impl Eq for Join {}

impl Ord for Join {
    /// The likest comes out of a heap first, of equals the earliest.
    fn cmp(&self, other: &Join) -> Ordering {
        let by_likeness = self.alike.total_cmp(&other.alike);
        let order = |join: &Join| (join.one, join.other, join.sizes);
        by_likeness.then_with(|| order(other).cmp(&order(self)))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Join) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
