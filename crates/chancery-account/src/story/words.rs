//! Words: how much each weighs in each article, and which articles have it.
//!
//! Goes in: imprints in order. Comes out: every word of every article with its
//! weight, by article and by word. Words weigh more where they stand more often,
//! and less the more articles have them; all words of an article together are as
//! long as one. Words are numbers, and nothing is known of what they mean.

use super::imprint::Imprint;

/// By how many of its weightiest words an article is looked up: what shares none
/// of them is not compared.
const LOOKED_UP: usize = 24;

/// A word is common where more than one in so many articles have it, and more than
/// so many: in a small archive every word is rare.
const COMMON_SHARE: usize = 50;
const FEWEST_WITH_COMMON: usize = 100;

/// The words of all articles. An entry is a rare word of an article; those of a
/// word stand together, in the order of the articles.
#[derive(Default)]
pub(super) struct Words {
    /// For each entry its article.
    pub(super) articles: Vec<u32>,
    /// For each entry what the word weighs there.
    pub(super) weights: Vec<f32>,
    /// For each entry whether its article is looked up by it.
    pub(super) is_looked_up: Vec<bool>,
    /// For each common word the articles that are looked up by it, in order.
    pub(super) looked_up: Vec<Vec<u32>>,
    /// The words of each article.
    pub(super) of_article: Vec<OfArticle>,
}

/// The words of an article, in order.
#[derive(Default)]
pub(super) struct OfArticle {
    /// The entries of rare words.
    pub(super) rare: Vec<Entry>,
    /// Common words by their number among all of them, with their weights.
    pub(super) common: Vec<(u32, f32)>,
    /// Those of them that the article is looked up by.
    pub(super) looked_up: Vec<u32>,
}

/// An entry, by its place.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) place: u32,
    /// The first entry of the same word.
    pub(super) first: u32,
}

impl Words {
    /// Returns the words of the articles.
    pub(super) fn of(articles: &[Imprint]) -> Words {
        let n_entries = articles.iter().map(|article| article.words.len()).sum();
        let mut entries: Vec<u64> = Vec::with_capacity(n_entries);
        for (article, place) in articles.iter().zip(0u64..) {
            entries.extend(article.words.iter().map(|(word, _)| u64::from(*word) << 32 | place));
        }
        // Sorted, the articles with a word stand together: nothing is looked up.
        entries.sort_unstable();
        let mut words = Words::default();
        let own = |article: &Imprint| OfArticle {
            rare: Vec::with_capacity(article.words.len()),
            ..OfArticle::default()
        };
        words.of_article = articles.iter().map(own).collect();
        // No archive has so many articles that the number is not exact enough.
        let n_articles = articles.len() as f32;
        let mut lengths = vec![0.0_f32; articles.len()];
        for of_word in entries.chunk_by(|left, right| left >> 32 == right >> 32) {
            let rareness = (n_articles / of_word.len() as f32).ln();
            let is_common =
                of_word.len() > FEWEST_WITH_COMMON && of_word.len() * COMMON_SHARE > articles.len();
            let first = words.articles.len() as u32;
            for entry in of_word {
                let article = *entry as u32;
                let own = &mut words.of_article[article as usize];
                // Words come in order here and stand in order in the imprint.
                let place = own.rare.len() + own.common.len();
                let (_, times) = articles[article as usize].words[place];
                let weight = (1.0 + f32::from(times).ln()) * rareness;
                lengths[article as usize] += weight * weight;
                if is_common {
                    own.common.push((words.looked_up.len() as u32, weight));
                } else {
                    own.rare.push(Entry { place: words.articles.len() as u32, first });
                    words.articles.push(article);
                    words.weights.push(weight);
                }
            }
            if is_common {
                words.looked_up.push(Vec::new());
            }
        }
        words.shorten(&lengths);
        words.look_up();
        words
    }

    /// Finds what each article is looked up by.
    fn look_up(&mut self) {
        self.is_looked_up = vec![false; self.articles.len()];
        for (article, own) in (0..).zip(&mut self.of_article) {
            for word in own.weightiest(&self.weights) {
                match word {
                    Word::Rare(place) => self.is_looked_up[place as usize] = true,
                    Word::Common(word) => {
                        self.looked_up[word as usize].push(article);
                        own.looked_up.push(word);
                    }
                }
            }
        }
    }

    /// Makes the words of each article together as long as one; until then the squares
    /// of their lengths are these.
    fn shorten(&mut self, lengths: &[f32]) {
        let shorter = |weight: f32, article: usize| {
            let length = lengths[article].sqrt();
            if length > 0.0 { weight / length } else { weight }
        };
        for (article, weight) in self.articles.iter().zip(&mut self.weights) {
            *weight = shorter(*weight, *article as usize);
        }
        for (article, own) in self.of_article.iter_mut().enumerate() {
            for (_, weight) in &mut own.common {
                *weight = shorter(*weight, article);
            }
        }
    }
}

/// A word of an article: the place of its entry, or its number among common ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Rare(u32),
    Common(u32),
}

impl OfArticle {
    /// Returns the weightiest words, as many as the article is looked up by.
    fn weightiest(&self, weights: &[f32]) -> impl Iterator<Item = Word> + use<> {
        let rare = self.rare.iter().map(|entry| entry.place);
        let rare = rare.map(|place| (weights[place as usize], Word::Rare(place)));
        let common = self.common.iter().map(|(word, weight)| (*weight, Word::Common(*word)));
        let mut weightiest: Vec<(f32, Word)> = rare.chain(common).collect();
        if weightiest.len() > LOOKED_UP {
            // Words of one weight in their order.
            weightiest.select_nth_unstable_by(LOOKED_UP, |(weight, word), (other, other_word)| {
                other.total_cmp(weight).then(word.cmp(other_word))
            });
        }
        weightiest.into_iter().take(LOOKED_UP).map(|(_, word)| word)
    }
}
