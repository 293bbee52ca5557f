//! Imprints: what of an article is kept to tell copies and stories.
//!
//! Goes in: an article. Comes out: a sketch of its runs of words, and the
//! words of its headline and beginning with their weights, all as numbers of 32
//! bits: among a hundred thousand words two may share one, which moves no figure.
//! It keeps no text, so that imprints of an archive fit into memory, and has a
//! form in bytes, so that they need not be made of texts each time.

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
    /// The words of headline and lead, in the order of their numbers, with how
    /// often they stand there.
    pub(super) words: Vec<(u32, u16)>,
}

impl Imprint {
    /// The number of the form in bytes, raised whenever an article's imprint
    /// becomes another.
    pub const FORM: u32 = 1;

    /// Returns the imprint of the article.
    pub fn of(article: &Article) -> Imprint {
        let mut words: Vec<(u32, u16)> = Vec::new();
        let mut count = |text: &str, weight: u16| {
            words.extend(hashed_stems(text).map(|word| (folded(word), weight)));
        };
        count(article.title.as_deref().unwrap_or(""), TITLE_WEIGHT);
        count(article.standfirst.as_deref().unwrap_or(""), 1);
        let mut left = LEAD_BYTES;
        for paragraph in told(&article.text) {
            let lead = beginning(paragraph, left);
            count(lead, 1);
            left -= lead.len();
        }
        words.sort_unstable();
        words.dedup_by(|(word, times), (kept, kept_times)| {
            let is_known = word == kept;
            if is_known {
                *kept_times = kept_times.saturating_add(*times);
            }
            is_known
        });
        Imprint {
            id: article.id.clone(),
            day: article.published.map(|published| published.date),
            sketch: Sketch::of(&article.text),
            words,
        }
    }

    /// Returns the imprint in bytes: day, number of shingles, shingles, words with
    /// their times, and the article's id.
    pub fn to_bytes(&self) -> Vec<u8> {
        // An article without a day has one of no month.
        let (year, month, day) =
            self.day.map_or((0, 0, 0), |day| (day.year(), day.month(), day.day()));
        let n_shingles = u32::try_from(self.sketch.0.len()).unwrap_or(u32::MAX);
        let n_words = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::new();
        bytes.extend(year.to_le_bytes());
        bytes.extend([month, day].map(i8::cast_unsigned));
        bytes.extend(n_shingles.to_le_bytes());
        bytes.extend(n_words.to_le_bytes());
        bytes.extend(self.sketch.0.iter().flat_map(|shingle| shingle.to_le_bytes()));
        bytes.extend(self.words.iter().flat_map(|(word, _)| word.to_le_bytes()));
        bytes.extend(self.words.iter().flat_map(|(_, times)| times.to_le_bytes()));
        bytes.extend(self.id.bytes());
        bytes
    }

    /// Returns the imprint that [`Imprint::to_bytes`] made the bytes of, or nothing
    /// where they are no such bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Imprint> {
        let (year, rest) = bytes.split_first_chunk()?;
        let ([month, day], rest) = rest.split_first_chunk()?;
        let (n_shingles, rest) = rest.split_first_chunk()?;
        let (n_words, rest) = rest.split_first_chunk()?;
        let count = |number: &[u8; 4]| usize::try_from(u32::from_le_bytes(*number)).ok();
        let (n_shingles, n_words) = (count(n_shingles)?, count(n_words)?);
        let (shingles, rest) = rest.split_at_checked(n_shingles.checked_mul(4)?)?;
        let (words, rest) = rest.split_at_checked(n_words.checked_mul(4)?)?;
        let (times, id) = rest.split_at_checked(n_words.checked_mul(2)?)?;
        let times = times.as_chunks().0.iter().map(|times| u16::from_le_bytes(*times));
        let [month, day] = [*month, *day].map(u8::cast_signed);
        Some(Imprint {
            id: std::str::from_utf8(id).ok()?.to_owned(),
            day: Date::new(i16::from_le_bytes(*year), month, day).ok(),
            sketch: Sketch(numbers(shingles).collect()),
            words: numbers(words).zip(times).collect(),
        })
    }

    /// Returns the imprint of an article without a text.
    #[cfg(test)]
    pub(super) fn made(id: String, day: Option<Date>, words: Vec<(u32, u16)>) -> Imprint {
        Imprint { id, day, sketch: Sketch::default(), words }
    }

    /// What articles are put in order by: the undated last.
    pub(super) fn rank(&self) -> (bool, Option<Date>, &str) {
        (self.day.is_none(), self.day, &self.id)
    }
}

/// A sample of the runs of words of a text, in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sketch(pub(super) Vec<u32>);

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
                kept.push(folded(shingle));
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

/// Returns a number in half the bits.
fn folded(number: u64) -> u32 {
    (number >> 32 ^ number) as u32
}

/// Returns the numbers that the bytes are.
fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number))
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

#[cfg(test)]
mod tests {
    use chancery_model::{DateSource, DatedFrom};
    use proptest::prelude::*;

    use super::*;

    fn article(title: &str, text: &str, date: Option<Date>) -> Article {
        let published = date.map(|date| DatedFrom { date, source: DateSource::Given });
        Article {
            id: "sha256:0f".into(),
            title: Some(title.into()),
            text: text.into(),
            published,
            ..Article::default()
        }
    }

    proptest! {
        #[test]
        fn imprint_comes_back_from_its_bytes(
            title in ".{0,40}",
            text in "([a-h]{1,3}[ .\n]){0,400}",
            date in prop::option::of((1i16..=9999, 1i8..=12, 1i8..=28)),
        ) {
            let date = date.map(|(year, month, day)| Date::constant(year, month, day));
            let imprint = Imprint::of(&article(&title, &text, date));
            let bytes = imprint.to_bytes();
            prop_assert_eq!(Imprint::from_bytes(&bytes), Some(imprint));
        }

        #[test]
        fn bytes_that_nobody_wrote_are_no_imprint_or_one_and_never_a_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..100),
        ) {
            let _ = Imprint::from_bytes(&bytes);
        }
    }

    #[test]
    fn words_of_headline_and_lead_are_counted_and_stand_in_order() {
        let imprint = Imprint::of(&article("Treaty", "A treaty, a TREATY and a quarrel.", None));
        assert!(imprint.words.is_sorted_by(|(one, _), (other, _)| one < other));
        let mut times: Vec<u16> = imprint.words.iter().map(|(_, times)| *times).collect();
        times.sort_unstable();
        assert_eq!(times, [1, 1, 3, 5]);
    }
}
