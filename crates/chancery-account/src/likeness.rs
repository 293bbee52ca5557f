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
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The words of a passage, made ready for comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wording {
    words: Vec<String>,
    stems: BTreeSet<String>,
}

impl Wording {
    /// Returns the wording of the text.
    pub(crate) fn new(text: &str) -> Wording {
        let words = words(text);
        let stems = words
            .iter()
            .filter(|word| word.chars().count() >= SHORTEST_STEM)
            .map(|word| word.chars().take(STEM_LETTERS).collect())
            .collect();
        Wording { words, stems }
    }

    /// Returns how alike the two are, from 0 to 1, or nothing where that is
    /// not enough to call them the same.
    ///
    /// One word, such as "involvement", says what a claim is about only while
    /// the matter is in the news: it is enough where the two are `near` in
    /// time.
    pub(crate) fn likeness(&self, other: &Wording, near: bool) -> Option<f64> {
        let shared = self.stems.intersection(&other.stems).count();
        if !near && shared < 2 {
            return None;
        }
        if self.words == other.words {
            return Some(1.0);
        }
        let fewer = self.stems.len().min(other.stems.len());
        if fewer == 0 {
            return None;
        }
        // Passages are sentences: the counts are far below 2^52.
        let share = shared as f64 / fewer as f64;
        (share >= ENOUGH).then_some(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(left: &str, right: &str) -> bool {
        Wording::new(left).likeness(&Wording::new(right), true).is_some()
    }

    #[test]
    fn one_shared_word_is_enough_only_while_it_is_news() {
        let (one, other) = (Wording::new("involvement"), Wording::new("any involvement"));
        assert!(one.likeness(&other, true).is_some());
        assert!(one.likeness(&other, false).is_none());
        assert!(one.likeness(&one, false).is_none());
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
