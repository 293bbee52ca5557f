//! Links: how alike two articles are.
//!
//! Goes in: the words of articles in order, their days, and the origin of each.
//! Comes out: a link between any two of different origins that are near in time
//! and share a weighty word: the cosine of their words, less the more days lie
//! between them.

use chancery_model::Date;

use super::words::{Entry, Words};

/// How many days lie between the first and the last article of a story.
pub(super) const LONGEST_DAYS: i32 = 2;

/// What a day between two articles takes from their likeness.
const PER_DAY: f32 = 0.15;

/// What of its likeness an article without a date keeps: it may be of any year.
const UNDATED: f32 = 0.8;

/// How alike an article of one origin and an article of another are.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) alike: f32,
}

/// Returns the number of the day, counted from 1970.
pub(super) fn number(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}

/// Returns the links of those later articles with earlier ones, in the order of the
/// later article, then of the earlier. Articles stand by date, the undated last.
pub(super) fn links(
    words: &Words,
    days: &[Option<i32>],
    origin_of: &[usize],
    later: impl Iterator<Item = usize>,
) -> Vec<Link> {
    let mut links = Vec::new();
    let mut cosines = Cosines::new(words, days.len());
    for later in later {
        let nearest = match days[later] {
            Some(day) => days.partition_point(|earlier| {
                earlier.is_some_and(|earlier| earlier < day - LONGEST_DAYS)
            }),
            None => 0,
        };
        cosines.of(later, nearest, |earlier, cosine| {
            let (one, other) = (origin_of[earlier], origin_of[later]);
            let alike = cosine * nearness(days[earlier], days[later]);
            if one != other && alike > 0.0 {
                links.push(Link { one, other, alike });
            }
        });
    }
    links
}

/// The cosines of the words of one article and others.
///
/// Rare words are followed to the other articles that have them. Common ones would
/// lead to most articles: those of another article are gone through once it has
/// turned out to share a weighty word, which few do.
struct Cosines<'w> {
    words: &'w Words,
    /// For each other article what the words add up to that were followed to it.
    followed: Vec<f32>,
    /// For each other article the last that it shared a weighty word with.
    met_by: Vec<usize>,
    met: Vec<usize>,
    /// What each common word weighs in the article.
    common: Vec<f32>,
}

impl Cosines<'_> {
    fn new(words: &Words, n_articles: usize) -> Cosines<'_> {
        Cosines {
            words,
            followed: vec![0.0; n_articles],
            met_by: vec![usize::MAX; n_articles],
            met: Vec::new(),
            common: vec![0.0; words.looked_up.len()],
        }
    }

    /// Shows the cosine of each earlier article, from `nearest` on, that shares a
    /// weighty word with this one, in order.
    fn of(&mut self, later: usize, nearest: usize, mut see: impl FnMut(usize, f32)) {
        let words = self.words;
        let of_later = &words.of_article[later];
        of_later.rare.iter().for_each(|entry| self.follow(*entry, later, nearest));
        for word in &of_later.looked_up {
            let looked_up = &words.looked_up[*word as usize];
            let earlier = looked_up.partition_point(|article| (*article as usize) < later);
            let near = looked_up[..earlier].iter().rev().map(|article| *article as usize);
            near.take_while(|article| *article >= nearest).for_each(|one| self.meet(one, later));
        }
        for (word, weight) in &of_later.common {
            self.common[*word as usize] = *weight;
        }
        self.met.sort_unstable();
        for earlier in self.met.drain(..) {
            let common = words.of_article[earlier].common.iter();
            let common = common.map(|(word, weight)| weight * self.common[*word as usize]);
            see(earlier, self.followed[earlier] + common.sum::<f32>());
        }
        self.followed[nearest..later].fill(0.0);
        of_later.common.iter().for_each(|(word, _)| self.common[*word as usize] = 0.0);
    }

    /// Adds the word of that entry to the cosine of each earlier article with it.
    fn follow(&mut self, entry: Entry, later: usize, nearest: usize) {
        let words = self.words;
        let place = entry.place as usize;
        let weight = words.weights[place];
        for earlier in (entry.first as usize..place).rev() {
            let article = words.articles[earlier] as usize;
            if article < nearest {
                break;
            }
            self.followed[article] += weight * words.weights[earlier];
            if words.is_looked_up[place] && words.is_looked_up[earlier] {
                self.meet(article, later);
            }
        }
    }

    /// Notes that the two share a weighty word.
    fn meet(&mut self, earlier: usize, later: usize) {
        if self.met_by[earlier] != later {
            self.met_by[earlier] = later;
            self.met.push(earlier);
        }
    }
}

/// Returns what of the likeness of two articles their days leave, which lie not too
/// far apart.
fn nearness(day: Option<i32>, other_day: Option<i32>) -> f32 {
    let (Some(day), Some(other_day)) = (day, other_day) else { return UNDATED };
    1.0 - PER_DAY * (other_day - day).abs() as f32
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::story::imprint::Imprint;

    const N_ARTICLES: u32 = 400;

    /// Articles of which some words stand in most and some in few, on a few days, the
    /// last ones undated.
    fn articles() -> Vec<Imprint> {
        let mut state = 5_u32;
        let mut roll = move |sides: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % sides
        };
        let article = |number: u32| {
            let mut words: BTreeMap<u32, u16> = BTreeMap::new();
            for _ in 0..40 {
                words.insert(roll(12), 1 + roll(3) as u16);
                words.insert(12 + roll(900), 1);
            }
            let day = (number < 380).then(|| 1 + (number / 60) as i8);
            let day = day.map(|day| Date::constant(2026, 3, day));
            Imprint::made(number.to_string(), day, words.into_iter().collect())
        };
        (0..N_ARTICLES).map(article).collect()
    }

    /// The same by definition: every two articles, every word.
    fn naive(articles: &[Imprint]) -> BTreeMap<(usize, usize), f32> {
        let mut n_with: BTreeMap<u32, f32> = BTreeMap::new();
        let words = |article: &Imprint| article.words.clone().into_iter();
        articles
            .iter()
            .flat_map(words)
            .for_each(|(word, _)| *n_with.entry(word).or_default() += 1.0);
        let weights: Vec<BTreeMap<u32, f32>> = articles
            .iter()
            .map(|article| {
                let weigh = |(word, times): (u32, u16)| {
                    (word, (1.0 + f32::from(times).ln()) * (N_ARTICLES as f32 / n_with[&word]).ln())
                };
                let weights: BTreeMap<u32, f32> = words(article).map(weigh).collect();
                let length = weights.values().map(|weight| weight * weight).sum::<f32>().sqrt();
                weights.into_iter().map(|(word, weight)| (word, weight / length)).collect()
            })
            .collect();
        let weightiest = |weights: &BTreeMap<u32, f32>| -> BTreeSet<u32> {
            let mut sorted: Vec<(&u32, &f32)> = weights.iter().collect();
            sorted.sort_by(|one, other| other.1.total_cmp(one.1).then(one.0.cmp(other.0)));
            sorted.into_iter().take(24).map(|(word, _)| *word).collect()
        };
        let weightiest: Vec<BTreeSet<u32>> = weights.iter().map(weightiest).collect();
        let mut links = BTreeMap::new();
        for later in 0..articles.len() {
            for earlier in 0..later {
                let is_near = match (articles[earlier].day, articles[later].day) {
                    (Some(one), Some(other)) => (other - one).get_days() <= LONGEST_DAYS,
                    _ => true,
                };
                if is_near && !weightiest[earlier].is_disjoint(&weightiest[later]) {
                    let of_later = |word| weights[later].get(word).copied().unwrap_or(0.0);
                    let products = weights[earlier].iter().map(|(word, one)| one * of_later(word));
                    links.insert((earlier, later), products.sum());
                }
            }
        }
        links
    }

    #[test]
    fn links_are_the_cosines_of_every_two_articles_that_share_a_weighty_word() {
        let articles = articles();
        let days: Vec<Option<i32>> = articles.iter().map(|one| one.day.map(number)).collect();
        let origin_of: Vec<usize> = (0..articles.len()).collect();
        let words = Words::of(&articles);
        assert!(words.looked_up.len() > 5, "words that most articles have");
        let found = links(&words, &days, &origin_of, 0..articles.len());
        let naive = naive(&articles);
        assert_eq!(found.len(), naive.len());
        for link in found {
            let cosine = naive[&(link.one, link.other)];
            let expected = cosine * nearness(days[link.one], days[link.other]);
            assert!((link.alike - expected).abs() < 1e-5, "{} {expected}", link.alike);
        }
    }
}
