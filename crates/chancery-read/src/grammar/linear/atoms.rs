//! Atoms: what the features of a sentence are made of.
//!
//! In: words as they stand in the text, and the lexicon. Out: for each word the
//! numbers of its form, its beginning and end, its shape, its cluster and what
//! the lexicon says of it. Typography is levelled: curly quotation marks count
//! as straight ones, dashes as hyphens, every digit as 0.

use super::hash::{self, START, step};
use super::lexicon::{Entry, Lexicon};

/// The longest beginning and end of a word that are atoms, in bytes.
const AFFIX: usize = 5;

/// The atoms of one word. Zero is the number of no word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Atoms {
    /// The form, upper and lower case kept.
    pub form: u32,
    /// The form in lower case.
    pub lower: u32,
    /// The first bytes in lower case: one, two, up to five.
    pub prefix: [u32; AFFIX],
    /// The last bytes in lower case: one, two, up to five.
    pub suffix: [u32; AFFIX],
    /// The form's pattern of capitals, letters, digits and marks.
    pub shape: u32,
    /// What the lexicon says.
    pub entry: Entry,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// Returns the word with its typography levelled, case kept.
pub fn level(word: &str, out: &mut String) {
    out.clear();
    for c in word.chars() {
        match c {
            '0'..='9' => out.push('0'),
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{2032}' | '`' => out.push('\''),
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{2033}' | '«' | '»' => {
                out.push('"')
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '…' => out.push_str("..."),
            '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
            c => out.push(c),
        }
    }
}

/// Puts a levelled word into lower case.
pub fn lower(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else {
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// Room to level words in.
#[derive(Clone, Debug, Default)]
pub struct AtomScratch {
    level: String,
    lower: String,
}

/// Writes the atoms of a sentence's words into `out`, which it empties first.
pub fn atoms(words: &[&str], lexicon: &Lexicon, scratch: &mut AtomScratch, out: &mut Vec<Atoms>) {
    out.clear();
    for (idx, word) in words.iter().enumerate() {
        level(word, &mut scratch.level);
        lower(&scratch.level, &mut scratch.lower);
        let (level, low) = (scratch.level.as_bytes(), scratch.lower.as_bytes());
        let capital = scratch.level.chars().next().is_some_and(char::is_uppercase);
        let mut prefix = [0; AFFIX];
        let mut at_start = START;
        for (place, byte) in prefix.iter_mut().zip(low) {
            at_start = step(at_start, *byte);
            *place = at_start;
        }
        let mut suffix = [0; AFFIX];
        let mut at_end = START;
        for (place, byte) in suffix.iter_mut().zip(low.iter().rev()) {
            at_end = step(at_end, *byte);
            *place = at_end;
        }
        let form = hash::bytes(level);
        let lower = if capital { hash::bytes(low) } else { form };
        out.push(Atoms {
            form,
            lower,
            prefix,
            suffix,
            shape: shape(&scratch.level),
            entry: lexicon.entry(form, lower, idx == 0),
            capital,
        });
    }
}

/// Returns the number of a word's shape: "Xx" for "Norway", "XX" for "EU",
/// "X.X." for "U.S.", "00" for "1999". Runs count as two.
fn shape(word: &str) -> u32 {
    let mut hash = START;
    let (mut last, mut n_run) = (0, 0);
    for c in word.chars() {
        let class = match c {
            'a'..='z' => b'x',
            'A'..='Z' => b'X',
            '0' => b'0',
            c if c.is_ascii() => c as u8,
            c if c.is_uppercase() => b'X',
            c if c.is_alphabetic() => b'x',
            _ => b'?',
        };
        n_run = if class == last { n_run + 1 } else { 1 };
        last = class;
        if n_run <= 2 {
            hash = step(hash, class);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Vec<Atoms> {
        let mut out = Vec::new();
        atoms(words, &Lexicon::default(), &mut AtomScratch::default(), &mut out);
        out
    }

    #[test]
    fn typography_and_digits_are_levelled() {
        let atoms = of(&["’s", "'s", "1998", "2012", "—", "-", "“"]);
        assert_eq!(atoms[0], atoms[1]);
        assert_eq!(atoms[2], atoms[3]);
        assert_eq!(atoms[4], atoms[5]);
        assert_ne!(atoms[6], atoms[5]);
    }

    #[test]
    fn case_counts_in_form_and_shape_only() {
        let atoms = of(&["Norway", "norway", "NORWAY", "Sweden"]);
        assert_eq!(atoms[0].lower, atoms[1].lower);
        assert_eq!(atoms[0].suffix, atoms[2].suffix);
        assert_ne!(atoms[0].form, atoms[1].form);
        assert_eq!(atoms[0].shape, atoms[3].shape);
        assert_ne!(atoms[0].shape, atoms[2].shape);
        assert!(atoms[0].capital && !atoms[1].capital);
    }

    #[test]
    fn short_words_have_short_affixes() {
        let atoms = of(&["an", ""]);
        assert!(atoms[0].prefix[1] != 0 && atoms[0].prefix[2] == 0);
        assert_eq!(atoms[1].suffix, [0; 5]);
    }
}
