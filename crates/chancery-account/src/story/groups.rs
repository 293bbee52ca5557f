//! Groups: which articles are about the same happening.
//!
//! Goes in: imprints in order, and the origin of each. Comes out: the members
//! of each group. Two articles are alike by the cosine of their words, rare
//! words weighing more, and less so the more days lie between them; groups are
//! joined, the likest first, as long as their members are alike on average.
//! Copies are one from the start. It knows neither names nor topics.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

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

/// Words by place in the vocabulary, with their weights; in the order of their
/// numbers, and as long as one altogether.
type Weights = Vec<(u32, f32)>;

/// Returns the groups, each in order, by their first members.
pub(super) fn groups(articles: &[Imprint], origin_of: &[usize]) -> Vec<Vec<usize>> {
    let weights = weights(articles);
    let days: Vec<Option<i32>> = articles.iter().map(|article| article.day.map(number)).collect();
    let links = links(&days, &weights, origin_of);
    let mut clusters = Clusters::new(&days, origin_of, links);
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
    // The place of each word, and in how many articles it stands.
    let mut vocabulary: HashMap<u64, (u32, u32)> = HashMap::new();
    for word in articles.iter().flat_map(|article| article.words.keys()) {
        let next = vocabulary.len() as u32;
        vocabulary.entry(*word).or_insert((next, 0)).1 += 1;
    }
    // No archive has so many articles that the number is not exact enough.
    let n_articles = articles.len() as f32;
    let weigh = |article: &Imprint| {
        let weigh = |(word, times): (&u64, &u16)| {
            let (place, n_with) = vocabulary.get(word).copied().unwrap_or((0, 1));
            (place, (1.0 + f32::from(*times).ln()) * (n_articles / n_with as f32).ln())
        };
        let mut weights: Weights = article.words.iter().map(weigh).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            weights.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        weights
    };
    articles.iter().map(weigh).collect()
}

/// Returns how alike articles of different origins are that are near in time and
/// share weighty words, by the cosine of their words: in the order of the later
/// article, then of the earlier.
fn links(days: &[Option<i32>], weights: &[Weights], origin_of: &[usize]) -> Vec<Link> {
    let n_words = weights.iter().flatten().map(|(word, _)| *word as usize + 1).max().unwrap_or(0);
    let mut articles_with: Vec<Vec<usize>> = vec![Vec::new(); n_words];
    // The weights of the later article by word: looked up, two lists need not be
    // walked side by side. Words that only the earlier has add nothing.
    let mut weight_of = vec![0.0_f32; n_words];
    let mut met_by = vec![usize::MAX; weights.len()];
    let mut links = Vec::new();
    for (later, weights_of_later) in weights.iter().enumerate() {
        let mut met: Vec<usize> = Vec::new();
        for word in weightiest(weights_of_later) {
            let known = &mut articles_with[word as usize];
            // Articles stand by date: once one is too early, all before are.
            let near = known.iter().rev();
            let near = near.take_while(|earlier| nearness(days[**earlier], days[later]).is_some());
            met.extend(
                near.filter(|earlier| std::mem::replace(&mut met_by[**earlier], later) != later),
            );
            known.push(later);
        }
        met.sort_unstable();
        weights_of_later.iter().for_each(|(word, weight)| weight_of[*word as usize] = *weight);
        for earlier in met {
            let (one, other) = (origin_of[earlier], origin_of[later]);
            if one == other {
                continue;
            }
            let of_earlier = weights[earlier].iter();
            let cosine: f32 =
                of_earlier.map(|(word, weight)| weight * weight_of[*word as usize]).sum();
            let alike = cosine * nearness(days[earlier], days[later]).unwrap_or(0.0);
            links.extend((alike > 0.0).then_some(Link { one, other, alike }));
        }
        weights_of_later.iter().for_each(|(word, _)| weight_of[*word as usize] = 0.0);
    }
    links
}

/// Returns the weightiest words, as many as an article is looked up by.
fn weightiest(weights: &Weights) -> impl Iterator<Item = u32> {
    let mut weightiest: Vec<(usize, &(u32, f32))> = weights.iter().enumerate().collect();
    // Words of one weight by their numbers, which is how they stand.
    weightiest.sort_by(|(place, one), (other_place, other)| {
        other.1.total_cmp(&one.1).then(place.cmp(other_place))
    });
    let words = weightiest.into_iter().take(LOOKED_UP).map(|(_, (word, _))| *word);
    words.collect::<Vec<_>>().into_iter()
}

/// Returns the number of the day, counted from 1970.
fn number(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}

/// Returns what of the likeness of two articles their days leave, or nothing
/// where they lie too far apart.
fn nearness(day: Option<i32>, other_day: Option<i32>) -> Option<f32> {
    let (Some(day), Some(other_day)) = (day, other_day) else { return Some(UNDATED) };
    let days = (other_day - day).abs();
    (days <= LONGEST_DAYS).then_some(1.0 - PER_DAY * days as f32)
}

/// How alike an article of one origin and an article of another are.
#[derive(Clone, Copy)]
struct Link {
    one: usize,
    other: usize,
    alike: f32,
}

/// Clusters of origins that are joined, the likest first.
struct Clusters {
    /// How many articles each has; none, where it was joined to another.
    sizes: Vec<usize>,
    /// The days of the first and the last dated article of each.
    days: Vec<Option<(i32, i32)>>,
    /// What each was joined to.
    joined: Vec<usize>,
    /// The likeness of the articles of two clusters, summed over their pairs.
    alike: Vec<BTreeMap<usize, f32>>,
}

impl Clusters {
    fn new(days_of: &[Option<i32>], origin_of: &[usize], links: Vec<Link>) -> Clusters {
        let n_clusters = origin_of.len();
        let mut days = vec![None; n_clusters];
        for (day, origin) in days_of.iter().zip(origin_of) {
            days[*origin] = spanning(days[*origin], day.map(|day| (day, day)));
        }
        let mut sizes = vec![0; n_clusters];
        origin_of.iter().for_each(|origin| sizes[*origin] += 1);
        let joined = (0..n_clusters).collect();
        Clusters { sizes, days, joined, alike: sums(n_clusters, links) }
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
            self.days[kept] = spanning(self.days[kept], self.days[gone]);
            self.joined[gone] = kept;
            // What is gone stays in the lists of the others, and is passed over.
            for (third, alike) in std::mem::take(&mut self.alike[gone]) {
                if third != kept && self.sizes[third] > 0 {
                    *self.alike[third].entry(kept).or_default() += alike;
                    *self.alike[kept].entry(third).or_default() += alike;
                }
            }
            self.offer(kept, &mut queue, |_| true);
        }
    }

    /// Puts what the cluster may be joined to on the queue.
    fn offer(&self, one: usize, queue: &mut BinaryHeap<Join>, wanted: impl Fn(usize) -> bool) {
        for (&other, &sum) in self.alike[one].iter().filter(|(other, _)| wanted(**other)) {
            if let Some(alike) = self.mean(one, other, sum).filter(|alike| *alike >= ALIKE) {
                queue.push(Join { alike, one: one.min(other), other: one.max(other) });
            }
        }
    }

    /// Returns the likeness of two clusters, averaged over pairs of articles,
    /// or nothing where they lie too far apart to be one story: else articles
    /// without a date would tie years together.
    fn likeness(&self, one: usize, other: usize) -> Option<f32> {
        self.mean(one, other, *self.alike[one].get(&other)?)
    }

    fn mean(&self, one: usize, other: usize, sum: f32) -> Option<f32> {
        if let Some((first, last)) = spanning(self.days[one], self.days[other])
            && last - first > LONGEST_DAYS
        {
            return None;
        }
        let n_pairs = self.sizes[one] * self.sizes[other];
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

/// Returns for each cluster what the links to each other one sum up to, in the
/// order of the links.
fn sums(n_clusters: usize, links: Vec<Link>) -> Vec<BTreeMap<usize, f32>> {
    let back = |link: &Link| Link { one: link.other, other: link.one, alike: link.alike };
    let mut links: Vec<Link> = links.iter().flat_map(|link| [*link, back(link)]).collect();
    links.sort_by_key(|link| (link.one, link.other));
    let mut sums = vec![BTreeMap::new(); n_clusters];
    for of_one in links.chunk_by(|left, right| left.one == right.one) {
        let of_other = of_one.chunk_by(|left, right| left.other == right.other);
        let summed =
            of_other.map(|links| (links[0].other, links.iter().map(|link| link.alike).sum()));
        sums[of_one[0].one] = summed.collect();
    }
    sums
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
