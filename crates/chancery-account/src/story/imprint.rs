//! Imprints: what of an article is kept to tell copies and stories.
//!
//! Goes in: an article. Comes out: a sketch of its runs of words, and the
//! words of its headline and beginning with their weights, all as numbers. It
//! keeps no text, so that imprints of an archive fit into memory.

use std::collections::BTreeMap;

use chancery_model::{Article, Date};

use crate::likeness::{hashed_stems, hashed_words};

/// How many words in a row make a shingle: with five, two reports of one
/// happening share hardly any by chance.
const SHINGLE_WORDS: usize = 5;

/// One shingle in so many is kept, chosen by its own number: the choice is the
/// same in every copy, so that shares can be estimated from what is kept.
const KEPT_SHINGLES: u64 = 4;

/// How many bytes of the text say what the story is; what comes after is
/// mostly background, which other stories share.
const LEAD_BYTES: usize = 1_800;

/// How many bytes a paragraph has at most, where the others have so many.
const LONGEST_PARAGRAPH: usize = 1_500;
const ENOUGH_BESIDE: usize = 1_000;

/// How much more a word of the headline weighs than one of the lead.
const TITLE_WEIGHT: u16 = 3;

/// What of an article is kept to tell copies and stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    pub(super) id: String,
    pub(super) day: Option<Date>,
    pub(super) sketch: Sketch,
    /// The words of headline and lead, by number, with how often they stand
    /// there.
    pub(super) words: BTreeMap<u64, u16>,
}

impl Imprint {
    /// Returns the imprint of the article.
    pub fn of(article: &Article) -> Imprint {
        let mut words: BTreeMap<u64, u16> = BTreeMap::new();
        let mut count = |text: &str, weight: u16| {
            for word in hashed_stems(text) {
                let times = words.entry(word).or_default();
                *times = times.saturating_add(weight);
            }
        };
        count(article.title.as_deref().unwrap_or(""), TITLE_WEIGHT);
        count(article.standfirst.as_deref().unwrap_or(""), 1);
        let mut left = LEAD_BYTES;
        for paragraph in told(&article.text) {
            let lead = beginning(paragraph, left);
            count(lead, 1);
            left -= lead.len();
        }
        Imprint {
            id: article.id.clone(),
            day: article.published.map(|published| published.date),
            sketch: Sketch::of(&article.text),
            words,
        }
    }

    /// What articles are put in order by: the undated last.
    pub(super) fn rank(&self) -> (bool, Option<Date>, &str) {
        (self.day.is_none(), self.day, &self.id)
    }
}

/// A sample of the runs of words of a text, in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sketch(pub(super) Vec<u64>);

impl Sketch {
    /// Returns the sketch of the text.
    pub(crate) fn of(text: &str) -> Sketch {
        let mut run = [0; SHINGLE_WORDS];
        let mut kept = Vec::new();
        for (index, word) in told(text).flat_map(hashed_words).enumerate() {
            run.rotate_left(1);
            run[SHINGLE_WORDS - 1] = word;
            let shingle = mixed(&run);
            if index + 1 >= SHINGLE_WORDS && shingle.is_multiple_of(KEPT_SHINGLES) {
                kept.push(shingle);
            }
        }
        kept.sort_unstable();
        kept.dedup();
        Sketch(kept)
    }
}

/// Returns the paragraphs that tell the story.
///
/// A paragraph far longer than any that papers print is a gallery of captions,
/// which a site hangs under all its articles on a subject; it is left out
/// where enough other text is left.
fn told(text: &str) -> impl Iterator<Item = &str> {
    let paragraphs = || text.split('\n').filter(|paragraph| !paragraph.is_empty());
    let is_short = |paragraph: &&str| paragraph.len() <= LONGEST_PARAGRAPH;
    let enough = paragraphs().filter(is_short).map(str::len).sum::<usize>() >= ENOUGH_BESIDE;
    paragraphs().filter(move |paragraph| !enough || paragraph.len() <= LONGEST_PARAGRAPH)
}

/// Returns one number of the words, which depends on their order.
fn mixed(words: &[u64]) -> u64 {
    // The multiplier and the shift are those of SplitMix64's last step.
    let fold = |number: u64, word: &u64| {
        let number = (number.rotate_left(23) ^ word).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    };
    words.iter().fold(0, fold)
}

/// Returns the beginning of the text, of at most so many bytes.
fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}
