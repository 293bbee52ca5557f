//! Groups: which articles are about the same happening.
//!
//! Goes in: imprints in order, and the origin of each. Comes out: the members
//! of each group. Two articles are alike by the cosine of their words, rare
//! words weighing more, and less so the more days lie between them; groups are
//! joined, the likest first, as long as their members are alike on average.
//! Copies are one from the start. It knows neither names nor topics.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use chancery_model::Date;

use super::imprint::Imprint;

/// How alike the members of two groups must be on average.
const ALIKE: f32 = 0.10;

/// How many days lie between the first and the last article of a story.
const LONGEST_DAYS: i32 = 2;

/// What a day between two articles takes from their likeness.
const PER_DAY: f32 = 0.15;

/// What of its likeness an article without a date keeps: it may be of any year.
const UNDATED: f32 = 0.8;

/// How many of its weightiest words an article is looked up by: what shares
/// none of them is not compared.
const LOOKED_UP: usize = 24;

/// Words by number, with their weights; as long as one altogether.
type Weights = Vec<(u64, f32)>;

/// Returns the groups, each in order, by their first members.
pub(super) fn groups(articles: &[Imprint], origin_of: &[usize]) -> Vec<Vec<usize>> {
    let weights = weights(articles);
    let mut clusters = Clusters::new(articles, origin_of);
    for (earlier, later) in meetings(articles, &weights) {
        let alike = cosine(&weights[earlier], &weights[later])
            * nearness(&articles[earlier], &articles[later]).unwrap_or(0.0);
        if alike > 0.0 {
            clusters.link(origin_of[earlier], origin_of[later], alike);
        }
    }
    clusters.join_all();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (article, origin) in origin_of.iter().enumerate() {
        groups.entry(clusters.cluster_of(*origin)).or_default().push(article);
    }
    groups.into_values().collect()
}

/// Returns the weight of each word in each article: more for what stands there
/// more often, less for what stands in many articles.
fn weights(articles: &[Imprint]) -> Vec<Weights> {
    let mut n_with: HashMap<u64, u32> = HashMap::new();
    for article in articles {
        for word in article.words.keys() {
            *n_with.entry(*word).or_default() += 1;
        }
    }
    // No archive has so many articles that the number is not exact enough.
    let n_articles = articles.len() as f32;
    let weigh = |article: &Imprint| {
        let rarity = |word: &u64| (n_articles / n_with.get(word).copied().unwrap_or(1) as f32).ln();
        let weigh =
            |(word, times): (&u64, &u16)| (*word, (1.0 + f32::from(*times).ln()) * rarity(word));
        let mut weights: Weights = article.words.iter().map(weigh).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            weights.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        weights
    };
    articles.iter().map(weigh).collect()
}

/// Returns the pairs of articles, earlier first, that are near in time and
/// share weighty words.
fn meetings(articles: &[Imprint], weights: &[Weights]) -> Vec<(usize, usize)> {
    let mut articles_with: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut meetings = Vec::new();
    for (later, weights) in weights.iter().enumerate() {
        let mut weightiest: Vec<&(u64, f32)> = weights.iter().collect();
        weightiest.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let mut met: BTreeSet<usize> = BTreeSet::new();
        for (word, _) in weightiest.into_iter().take(LOOKED_UP) {
            let known = articles_with.entry(*word).or_default();
            // Articles stand by date: once one is too early, all before are.
            let near = known
                .iter()
                .rev()
                .take_while(|earlier| nearness(&articles[**earlier], &articles[later]).is_some());
            met.extend(near.copied());
            known.push(later);
        }
        meetings.extend(met.into_iter().map(|earlier| (earlier, later)));
    }
    meetings
}

/// Returns what of the likeness of two articles their days leave, or nothing
/// where they lie too far apart.
fn nearness(one: &Imprint, other: &Imprint) -> Option<f32> {
    let (Some(day), Some(other_day)) = (one.day, other.day) else { return Some(UNDATED) };
    let days = (other_day - day).get_days().abs();
    (days <= LONGEST_DAYS).then_some(1.0 - PER_DAY * days as f32)
}

/// Returns how alike two lists of weights are, from 0 to 1.
fn cosine(one: &Weights, other: &Weights) -> f32 {
    let (mut left, mut right) = (one.as_slice(), other.as_slice());
    let mut sum = 0.0;
    while let ([(word, weight), left_rest @ ..], [(other_word, other_weight), right_rest @ ..]) =
        (left, right)
    {
        match word.cmp(other_word) {
            Ordering::Less => left = left_rest,
            Ordering::Greater => right = right_rest,
            Ordering::Equal => {
                sum += weight * other_weight;
                (left, right) = (left_rest, right_rest);
            }
        }
    }
    sum
}

/// Clusters of origins that are joined, the likest first.
struct Clusters {
    /// How many articles each has; none, where it was joined to another.
    sizes: Vec<usize>,
    /// The days of the first and the last dated article of each.
    days: Vec<Option<(Date, Date)>>,
    /// What each was joined to.
    joined: Vec<usize>,
    /// The likeness of the articles of two clusters, summed over their pairs.
    alike: Vec<BTreeMap<usize, f32>>,
}

impl Clusters {
    fn new(articles: &[Imprint], origin_of: &[usize]) -> Clusters {
        let n_clusters = origin_of.len();
        let mut days = vec![None; n_clusters];
        for (article, origin) in articles.iter().zip(origin_of) {
            days[*origin] = spanning(days[*origin], article.day.map(|day| (day, day)));
        }
        let mut sizes = vec![0; n_clusters];
        origin_of.iter().for_each(|origin| sizes[*origin] += 1);
        Clusters {
            sizes,
            days,
            joined: (0..n_clusters).collect(),
            alike: vec![BTreeMap::new(); n_clusters],
        }
    }

    /// Adds the likeness of an article of one and an article of the other.
    fn link(&mut self, one: usize, other: usize, alike: f32) {
        if one != other {
            *self.alike[one].entry(other).or_default() += alike;
            *self.alike[other].entry(one).or_default() += alike;
        }
    }

    /// Joins the likest two until none are alike enough.
    fn join_all(&mut self) {
        let mut queue: BinaryHeap<Join> = BinaryHeap::new();
        for one in 0..self.sizes.len() {
            self.offer(one, &mut queue, |other| other > one);
        }
        while let Some(join) = queue.pop() {
            // An offer from before one of the two grew is out of date.
            if self.likeness(join.one, join.other) != Some(join.alike) {
                continue;
            }
            let (kept, gone) = (join.one, join.other);
            self.sizes[kept] += std::mem::take(&mut self.sizes[gone]);
            self.alike[kept].remove(&gone);
            self.days[kept] = spanning(self.days[kept], self.days[gone]);
            self.joined[gone] = kept;
            for (third, alike) in std::mem::take(&mut self.alike[gone]) {
                if third != kept {
                    self.alike[third].remove(&gone);
                    *self.alike[third].entry(kept).or_default() += alike;
                    *self.alike[kept].entry(third).or_default() += alike;
                }
            }
            self.offer(kept, &mut queue, |_| true);
        }
    }

    /// Puts what the cluster may be joined to on the queue.
    fn offer(&self, one: usize, queue: &mut BinaryHeap<Join>, wanted: impl Fn(usize) -> bool) {
        for other in self.alike[one].keys().copied().filter(|other| wanted(*other)) {
            if let Some(alike) = self.likeness(one, other).filter(|alike| *alike >= ALIKE) {
                queue.push(Join { alike, one: one.min(other), other: one.max(other) });
            }
        }
    }

    /// Returns the likeness of two clusters, averaged over pairs of articles,
    /// or nothing where they lie too far apart to be one story: else articles
    /// without a date would tie years together.
    fn likeness(&self, one: usize, other: usize) -> Option<f32> {
        if let Some((first, last)) = spanning(self.days[one], self.days[other])
            && (last - first).get_days() > LONGEST_DAYS
        {
            return None;
        }
        let n_pairs = self.sizes[one] * self.sizes[other];
        let sum = self.alike[one].get(&other)?;
        (n_pairs > 0).then(|| sum / n_pairs as f32)
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
fn spanning(one: Option<(Date, Date)>, other: Option<(Date, Date)>) -> Option<(Date, Date)> {
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
}

impl Eq for Join {}

impl Ord for Join {
    /// The likest comes out of a heap first, of equals the earliest.
    fn cmp(&self, other: &Join) -> Ordering {
        let by_likeness = self.alike.total_cmp(&other.alike);
        by_likeness.then_with(|| (other.one, other.other).cmp(&(self.one, self.other)))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Join) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
