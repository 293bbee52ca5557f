//! Whether two passages use the same words.
//!
//! Goes in: text. Comes out: its words without case and punctuation, and how
//! many of them two passages share. It knows no language: a word is a run of
//! letters and digits, and words are alike where they begin alike.

use std::collections::BTreeSet;

/// How many letters of a word are compared, so that "trafficker" and
/// "trafficking" are one.
const STEM_LETTERS: usize = 6;

/// Shorter words are mostly articles, pronouns and prepositions.
const SHORTEST_STEM: usize = 4;

/// The share of the shorter passage's stems that a likeness needs.
const ENOUGH: f64 = 0.5;

/// Returns the words of the text, in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    split(text).map(str::to_lowercase).collect()
}

/// Returns the words of the text as numbers, in order: equal words, whatever
/// their case, are equal numbers, on every machine.
pub(crate) fn hashed_words(text: &str) -> impl Iterator<Item = u64> + '_ {
    split(text).map(hashed)
}

/// Returns the stems of the text's words as numbers, in order.
pub(crate) fn hashed_stems(text: &str) -> impl Iterator<Item = u64> + '_ {
    split(text).map(|word| hashed(stem(word)))
}

/// Returns the beginning of the word.
fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(STEM_LETTERS).map_or(word.len(), |(end, _)| end);
    &word[..end]
}

/// Returns the stems of the text's longer words and figures as numbers, each once,
/// in order.
pub(crate) fn telling_stems(text: &str) -> BTreeSet<u64> {
    let is_figure = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let telling = |word: &&str| word.chars().count() >= SHORTEST_STEM || is_figure(word);
    split(text).filter(telling).flat_map(hashed_stems).collect()
}

/// Returns the runs of letters and digits. Characters of one byte, which are most,
/// are never decoded.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = end_of(rest, false);
        let word = &rest[start..];
        let end = end_of(word, true);
        rest = &word[end..];
        (end > 0).then(|| &word[..end])
    })
}

/// Returns where the text's first run of letters and digits, or of others, ends.
fn end_of(text: &str, of_words: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (is_of_word, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let Some(character) = text[at..].chars().next() else { break };
            (character.is_alphanumeric(), character.len_utf8())
        };
        if is_of_word != of_words {
            break;
        }
        at += length;
    }
    at
}

/// Returns FNV-1a's number of the word in lower case.
fn hashed(word: &str) -> u64 {
    let add = |number: u64, byte: u8| (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = 0xcbf2_9ce4_8422_2325;
    if word.is_ascii() {
        return word.bytes().map(|byte| byte.to_ascii_lowercase()).fold(start, add);
    }
    let mut bytes = [0; 4];
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(start, |number, letter| letter.encode_utf8(&mut bytes).bytes().fold(number, add))
}

/// The words of a passage, made ready for comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wording {
    words: Vec<u64>,
    /// Those of longer words, each once, in order.
    stems: Vec<u64>,
}

impl Wording {
    /// Returns the wording of the text.
    pub(crate) fn new(text: &str) -> Wording {
        let long = split(text).filter(|word| word.chars().count() >= SHORTEST_STEM);
        let mut stems: Vec<u64> = long.map(|word| hashed(stem(word))).collect();
        stems.sort_unstable();
        stems.dedup();
        Wording { words: hashed_words(text).collect(), stems }
    }

    /// Returns how many stems of longer words the two share.
    pub(crate) fn n_shared(&self, other: &Wording) -> usize {
        shared(&self.stems, &other.stems)
    }

    /// Returns how alike the two are, from 0 to 1, or nothing where that is
    /// not enough to call them the same.
    ///
    /// One word, such as "involvement", says what a claim is about only while
    /// the matter is in the news: it is enough where the two are near in time,
    /// which is only asked of those.
    pub(crate) fn likeness(&self, other: &Wording, near: impl FnOnce() -> bool) -> Option<f64> {
        let shared = shared(&self.stems, &other.stems);
        let likeness = if self.words == other.words {
            1.0
        } else {
            // Passages are sentences: the counts are far below 2^52.
            let fewer = self.stems.len().min(other.stems.len());
            Some(shared as f64 / fewer as f64).filter(|share| *share >= ENOUGH)?
        };
        (shared >= 2 || near()).then_some(likeness)
    }
}

/// Returns how many numbers two lists have in common, which are in order.
pub(crate) fn shared<N: Ord>(one: &[N], other: &[N]) -> usize {
    let (mut left, mut right) = (one, other);
    let mut shared = 0;
    while let ([number, left_rest @ ..], [other_number, right_rest @ ..]) = (left, right) {
        shared += usize::from(number == other_number);
        // Without a branch, which would be taken at random.
        left = if number <= other_number { left_rest } else { left };
        right = if number >= other_number { right_rest } else { right };
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(left: &str, right: &str) -> bool {
        Wording::new(left).likeness(&Wording::new(right), || true).is_some()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits_in_any_script() {
        let words: Vec<&str> = split("—«Été 2026», it’s 北京–Kyiv:e\u{301}").collect();
        assert_eq!(words, ["Été", "2026", "it", "s", "北京", "Kyiv", "e"]);
        assert_eq!(split(" \u{301} ").next(), None);
    }

    #[test]
    fn one_shared_word_is_enough_only_while_it_is_news() {
        let (one, other) = (Wording::new("involvement"), Wording::new("any involvement"));
        assert!(one.likeness(&other, || true).is_some());
        assert!(one.likeness(&other, || false).is_none());
        assert!(one.likeness(&one, || false).is_none());
    }

    #[test]
    fn wording_ignores_case_punctuation_and_endings() {
        assert!(alike("shielding the smugglers", "of “shielding” smuggler gangs at sea"));
        assert!(alike("No.", "no"));
    }

    #[test]
    fn different_charges_are_not_alike() {
        assert!(!alike("dumping cheap steel", "jamming radio traffic at the border"));
        assert!(!alike("it was so", "he did not"));
    }
}
