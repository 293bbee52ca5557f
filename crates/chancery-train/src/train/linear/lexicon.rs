//! The lexicon of training: usual tags, clusters, parts of names.
//!
//! In: treebanks, clusters of words, the built-in codebook. Out: one entry a
//! form. A word's usual tag is noted when it was seen often enough that this
//! says something about text that was not seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chancery_read::codebook::Codebook;
use chancery_read::grammar::linear::atoms::{level, lower};
use chancery_read::grammar::linear::hash;
use chancery_read::grammar::linear::lexicon::{Entry, Lexicon, NO_TAG};
use chancery_read::grammar::linear::tagger::{MOST_PAIRS, Pair, Pairs};

use super::cluster::Clusters;
use crate::corpus::Sentence;

/// How often a word is seen before its usual tag is noted.
const OFTEN: u32 = 4;

/// How often a word is seen before it can be certain of its tag, and in how
/// many of a thousand cases it has that tag then.
const CERTAIN: (u32, u32) = (30, 998);

/// How often a pair of tags is seen before it is one to choose.
const PAIR_SEEN: u32 = 3;

/// Returns the pairs of tags in the treebanks, the most frequent first.
pub(super) fn pairs<'a>(sentences: impl Iterator<Item = &'a Sentence>) -> Pairs {
    let mut counts: BTreeMap<Pair, u32> = BTreeMap::new();
    for word in sentences.flat_map(|sentence| &sentence.words) {
        *counts.entry((word.upos, word.tag)).or_default() += 1;
    }
    let mut pairs: Vec<(Pair, u32)> =
        counts.into_iter().filter(|(_, count)| *count >= PAIR_SEEN).collect();
    pairs.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
    pairs.truncate(MOST_PAIRS);
    Pairs::new(pairs.into_iter().map(|(pair, _)| pair).collect())
}

/// Returns the lexicon.
pub(super) fn lexicon<'a>(
    sentences: impl Iterator<Item = &'a Sentence>,
    pairs: &Pairs,
    clusters: &Clusters,
    codebook: &Codebook,
) -> Lexicon {
    let mut tags: HashMap<String, BTreeMap<u8, u32>> = HashMap::new();
    let mut form = String::new();
    for sentence in sentences {
        for word in &sentence.words {
            level(&word.form, &mut form);
            let tag = pairs.number((word.upos, word.tag));
            *tags.entry(form.clone()).or_default().entry(tag).or_default() += 1;
        }
    }
    let names = parts_of_names(codebook);
    let forms: BTreeSet<&String> =
        tags.keys().chain(clusters.words()).chain(names.keys()).collect();
    let mut entries = Vec::new();
    let mut lowered = String::new();
    for form in forms {
        lower(form, &mut lowered);
        let (usual, certain) = tags.get(form).map_or((NO_TAG, false), usual);
        let cluster = clusters.of(form).or_else(|| clusters.of(&lowered)).unwrap_or_default();
        let name = names.get(form).copied().unwrap_or(0);
        let entry = Entry::new(cluster.fine, cluster.coarse, name, cluster.capital, usual, certain);
        if entry != Entry::default() {
            entries.push((hash::bytes(form.as_bytes()), entry));
        }
    }
    Lexicon::build(&entries)
}

/// Returns a word's usual tag and whether it hardly ever has another.
fn usual(counts: &BTreeMap<u8, u32>) -> (u8, bool) {
    let n_seen: u32 = counts.values().sum();
    let best = counts.iter().max_by_key(|(tag, count)| (**count, std::cmp::Reverse(**tag)));
    let Some((tag, count)) = best.filter(|_| n_seen >= OFTEN) else { return (NO_TAG, false) };
    (*tag, n_seen >= CERTAIN.0 && count * 1_000 >= n_seen * CERTAIN.1)
}

/// Returns the words of which names of the codebook consist.
fn parts_of_names(codebook: &Codebook) -> BTreeMap<String, u32> {
    let mut parts = BTreeMap::new();
    for person in &codebook.people {
        add(&mut parts, [&person.name, &person.surname], Entry::PERSON);
        add(&mut parts, &person.aliases, Entry::PERSON);
    }
    for state in &codebook.states {
        add(&mut parts, [&state.name], Entry::PLACE);
        add(&mut parts, &state.names, Entry::PLACE);
        add(&mut parts, &state.capitals, Entry::PLACE);
        add(&mut parts, &state.adjectives, Entry::ADJECTIVE);
        add(&mut parts, &state.demonyms, Entry::ADJECTIVE);
    }
    add(&mut parts, &codebook.places, Entry::PLACE);
    for body in &codebook.bodies {
        add(&mut parts, [&body.name], Entry::ORGANIZATION);
        add(&mut parts, &body.aliases, Entry::ORGANIZATION);
    }
    parts
}

fn add<'a>(
    parts: &mut BTreeMap<String, u32>,
    names: impl IntoIterator<Item = &'a String>,
    kind: u32,
) {
    let mut form = String::new();
    for name in names {
        for word in name.split([' ', '-', '\'', '’']) {
            // "of", "the" and "al" are parts of names but say nothing.
            if word.chars().next().is_some_and(char::is_uppercase) {
                level(word, &mut form);
                *parts.entry(form.clone()).or_default() |= kind;
            }
        }
    }
}
