//! Clusters: words that stand in like company in plain text.
//!
//! In: articles as JSON Lines with a `text` each. Out: for each frequent word
//! its number in a fine and in a coarse division of all words. Words are moved
//! from cluster to cluster while that makes their neighbours on either side
//! easier to foretell (the exchange algorithm of Kneser and Ney 1993, one-sided
//! as in Uszkoreit and Brants 2008, here with the words on both sides).

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use chancery_read::grammar::linear::atoms::{level, lower};
use chancery_read::grammar::segment;

use crate::corpus::{self, Article};
use crate::error::Error;

/// How many clusters the divisions have. Zero is left for unknown words.
const FINE: usize = 500;
const COARSE: usize = 60;

/// How often a word stands in the text before it has a cluster.
const FREQUENT: u32 = 10;

/// How many of the most frequent words count as neighbours.
const NEIGHBOURS: usize = 8_000;

/// How often all words are gone through.
const ROUNDS: usize = 10;

/// Where a word stands in both divisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) fine: u16,
    pub(super) coarse: u8,
    /// Whether the form has a capital within sentences, more often than not.
    pub(super) capital: bool,
}

/// The clusters of all frequent words.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters(BTreeMap<String, Cluster>);

impl Clusters {
    /// Returns the cluster of a levelled word.
    pub(super) fn of(&self, word: &str) -> Option<Cluster> {
        self.0.get(word).copied()
    }

    /// Returns the words.
    pub(super) fn words(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }
}

/// Divides the words of the articles in the files.
pub(super) fn clusters(files: &[impl AsRef<Path>]) -> Result<Clusters, Error> {
    let mut sentences = Vec::new();
    for path in files.iter().map(AsRef::as_ref) {
        for Article { text, .. } in corpus::read_articles(path)? {
            let mut form = String::new();
            for sentence in segment(&text) {
                let words = sentence.into_iter().map(|range| {
                    level(&text[range], &mut form);
                    form.clone()
                });
                sentences.push(words.collect::<Vec<String>>());
            }
        }
    }
    Ok(divide(&sentences, FREQUENT))
}

fn divide(sentences: &[Vec<String>], frequent: u32) -> Clusters {
    // How often each form stands within sentences, where its case is its own.
    let mut within: HashMap<&str, u32> = HashMap::new();
    for word in sentences.iter().flat_map(|sentence| sentence.iter().skip(1)) {
        *within.entry(word).or_default() += 1;
    }
    let mut lowered = String::new();
    let mut lower_is_usual = |word: &str| {
        lower(word, &mut lowered);
        let count = |form: &str| within.get(form).copied().unwrap_or(0);
        count(&lowered) > count(word)
    };
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut text: Vec<Vec<String>> = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut sentence = sentence.clone();
        if let Some(first) = sentence.first_mut()
            && lower_is_usual(first)
        {
            *first = first.to_lowercase();
        }
        for word in &sentence {
            *counts.entry(word.clone()).or_default() += 1;
        }
        text.push(sentence);
    }
    let mut words: Vec<(String, u32)> =
        counts.into_iter().filter(|(_, count)| *count >= frequent).collect();
    words.sort_by(|(a, n_a), (b, n_b)| n_b.cmp(n_a).then_with(|| a.cmp(b)));
    let numbers: HashMap<&str, u32> =
        words.iter().enumerate().map(|(idx, (word, _))| (word.as_str(), idx as u32)).collect();
    let company = Company::new(&text, &numbers, words.len());
    let (fine, coarse) = (company.exchange(FINE), company.exchange(COARSE));
    let mut out = BTreeMap::new();
    for (idx, (word, _)) in words.iter().enumerate() {
        let capital = word.chars().next().is_some_and(char::is_uppercase) && !lower_is_usual(word);
        let cluster =
            Cluster { fine: fine[idx] as u16 + 1, coarse: coarse[idx] as u8 + 1, capital };
        out.insert(word.clone(), cluster);
        // A lower form that is hardly used belongs to the name.
        let lowered = word.to_lowercase();
        if capital && !numbers.contains_key(lowered.as_str()) {
            out.entry(lowered).or_insert(cluster);
        }
    }
    Clusters(out)
}

/// Which words stand beside which, and how often.
struct Company {
    /// For each word, its neighbours: those before have even numbers, those
    /// behind odd ones.
    beside: Vec<Vec<(u32, u32)>>,
    /// For each word, how many neighbours were counted.
    totals: Vec<u32>,
    n_neighbours: usize,
}

impl Company {
    fn new(text: &[Vec<String>], numbers: &HashMap<&str, u32>, n_words: usize) -> Company {
        let mut beside: Vec<HashMap<u32, u32>> = vec![HashMap::new(); n_words];
        let n_most = NEIGHBOURS as u32;
        for sentence in text {
            let sentence: Vec<Option<u32>> =
                sentence.iter().map(|word| numbers.get(word.as_str()).copied()).collect();
            for pair in sentence.windows(2) {
                let &[Some(left), Some(right)] = pair else { continue };
                if left < n_most {
                    *beside[right as usize].entry(left * 2).or_default() += 1;
                }
                if right < n_most {
                    *beside[left as usize].entry(right * 2 + 1).or_default() += 1;
                }
            }
        }
        let beside: Vec<Vec<(u32, u32)>> = beside
            .into_iter()
            .map(|counts| {
                let mut list: Vec<(u32, u32)> = counts.into_iter().collect();
                list.sort_unstable();
                list
            })
            .collect();
        let totals = beside.iter().map(|list| list.iter().map(|(_, count)| count).sum()).collect();
        Company { beside, totals, n_neighbours: NEIGHBOURS * 2 }
    }

    /// Returns the cluster of each word, out of so many.
    fn exchange(&self, n_clusters: usize) -> Vec<usize> {
        let entropy = Entropy::new();
        let mut of: Vec<usize> = (0..self.beside.len()).map(|idx| idx % n_clusters).collect();
        let mut counts = vec![0_u32; self.n_neighbours * n_clusters];
        let mut sizes = vec![0_u64; n_clusters];
        for (word, cluster) in of.iter().enumerate() {
            self.change(word, *cluster, n_clusters, &mut counts, u32::wrapping_add);
            sizes[*cluster] += u64::from(self.totals[word]);
        }
        let mut gains = vec![0.0; n_clusters];
        for _ in 0..ROUNDS {
            let mut n_moved = 0;
            for word in 0..of.len() {
                let own = u64::from(self.totals[word]);
                self.change(word, of[word], n_clusters, &mut counts, u32::wrapping_sub);
                sizes[of[word]] -= own;
                for (gain, size) in gains.iter_mut().zip(&sizes) {
                    *gain = entropy.of(*size) - entropy.of(size + own);
                }
                for (neighbour, n_beside) in &self.beside[word] {
                    let start = *neighbour as usize * n_clusters;
                    let alone = entropy.of(u64::from(*n_beside));
                    for (gain, count) in gains.iter_mut().zip(&counts[start..start + n_clusters]) {
                        // Where neither was seen beside the neighbour, all are alike.
                        if *count > 0 {
                            let together = u64::from(count + n_beside);
                            *gain += entropy.of(together) - entropy.of(u64::from(*count)) - alone;
                        }
                    }
                }
                let best = (0..n_clusters).reduce(|a, b| if gains[b] > gains[a] { b } else { a });
                let best = best.unwrap_or(0);
                n_moved += usize::from(best != of[word]);
                of[word] = best;
                self.change(word, best, n_clusters, &mut counts, u32::wrapping_add);
                sizes[best] += own;
            }
            if n_moved * 200 < of.len() {
                break;
            }
        }
        of
    }

    /// Adds a word's neighbours to the counts of a cluster, or takes them away.
    fn change(
        &self,
        word: usize,
        cluster: usize,
        n_clusters: usize,
        counts: &mut [u32],
        change: fn(u32, u32) -> u32,
    ) {
        for (neighbour, n_beside) in &self.beside[word] {
            let count = &mut counts[*neighbour as usize * n_clusters + cluster];
            *count = change(*count, *n_beside);
        }
    }
}

/// n log n, for small numbers from a table.
struct Entropy(Vec<f64>);

impl Entropy {
    fn new() -> Entropy {
        Entropy((0..1_u64 << 16).map(entropy).collect())
    }

    fn of(&self, n: u64) -> f64 {
        self.0.get(n as usize).copied().unwrap_or_else(|| entropy(n))
    }
}

fn entropy(n: u64) -> f64 {
    if n == 0 { 0.0 } else { n as f64 * (n as f64).ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_like_company_share_a_cluster() {
        let sentence = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut text = Vec::new();
        for town in ["Oslo", "Rome", "Bonn"] {
            for verb in ["met", "saw", "left"] {
                text.push(sentence(&format!("the envoy {verb} in {town} .")));
            }
        }
        let numbers: HashMap<&str, u32> =
            ["the", "envoy", "in", ".", "Oslo", "Rome", "Bonn", "met", "saw", "left"]
                .into_iter()
                .zip(0..)
                .collect();
        let of = Company::new(&text, &numbers, 10).exchange(4);
        assert!(of[4] == of[5] && of[5] == of[6], "{of:?}");
        assert!(of[7] == of[8] && of[8] == of[9], "{of:?}");
        assert_ne!(of[4], of[7]);
    }

    #[test]
    fn capital_of_a_first_word_is_not_its_own() {
        let sentence = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let text = vec![sentence("Talks failed in Oslo"), sentence("new talks and talks")];
        let clusters = divide(&text, 1);
        assert_eq!(clusters.of("Talks"), None);
        assert!(!clusters.of("talks").unwrap().capital);
        assert!(clusters.of("Oslo").unwrap().capital);
    }
}
