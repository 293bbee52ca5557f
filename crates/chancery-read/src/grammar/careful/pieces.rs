//! Pieces: a word as the numbers that the encoder knows.
//!
//! In: a word. Out: the numbers of its longest known pieces from the left, and
//! of its shape, since pieces are lower case. The script that trains the encoder
//! cuts words in the same way: `pieces.tsv` has words that both are held to.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::grammar::weights::{Weights, WeightsError};

/// As many characters of a word as are cut into pieces.
const LONGEST_WORD: usize = 60;
/// No piece is longer, in bytes: the longest of the vocabulary in use has 18 letters.
const LONGEST_PIECE: usize = 40;

/// How many shapes there are.
pub(super) const N_SHAPES: usize = 7;
/// The shape of marks, and of the places before and behind a sentence.
pub(super) const MARK: u8 = 6;

/// The pieces of a vocabulary.
pub(super) struct Pieces {
    /// Pieces that begin a word or a part of one.
    starts: FxHashMap<Box<str>, u32>,
    /// Pieces that go on.
    inner: FxHashMap<Box<str>, u32>,
    n_pieces: usize,
    unknown: u32,
    /// What stands before every sentence.
    pub(super) before: u32,
    /// What stands behind every sentence.
    pub(super) behind: u32,
}

impl Pieces {
    /// Takes the vocabulary from the section `pieces`: one to a line.
    pub(super) fn load(weights: &Weights<'_>) -> Result<Pieces, WeightsError> {
        let text = std::str::from_utf8(weights.section("pieces")?)
            .map_err(|_| WeightsError::content("pieces", "it is not UTF-8"))?;
        let (mut starts, mut inner) = (FxHashMap::default(), FxHashMap::default());
        let mut n_pieces = 0;
        for (number, piece) in (0..).zip(text.lines()) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inner.insert(rest.into(), number),
                _ => starts.insert(piece.into(), number),
            };
            n_pieces += 1;
        }
        let known = |piece: &str| {
            let number = starts.get(piece).copied();
            number.ok_or(WeightsError::content(
                "pieces",
                "a piece that every sentence needs is missing",
            ))
        };
        let (unknown, before, behind) = (known("[UNK]")?, known("[CLS]")?, known("[SEP]")?);
        Ok(Pieces { starts, inner, n_pieces, unknown, before, behind })
    }

    /// Returns how many pieces there are.
    pub(super) fn len(&self) -> usize {
        self.n_pieces
    }

    /// Adds the numbers of a word's pieces to `out`; at least one.
    pub(super) fn cut(&self, word: &str, buffer: &mut String, out: &mut Vec<u32>) {
        let first = out.len();
        plain(word, buffer);
        let mut start = None;
        for (idx, c) in buffer.char_indices() {
            if c.is_alphanumeric() {
                start.get_or_insert(idx);
                continue;
            }
            if let Some(start) = start.take() {
                self.cut_part(&buffer[start..idx], out);
            }
            if !c.is_whitespace() {
                self.cut_part(&buffer[idx..idx + c.len_utf8()], out);
            }
        }
        if let Some(start) = start {
            self.cut_part(&buffer[start..], out);
        }
        if out.len() == first {
            out.push(self.unknown);
        }
    }

    /// Cuts a part without marks; it is unknown as a whole where one piece is.
    fn cut_part(&self, part: &str, out: &mut Vec<u32>) {
        let first = out.len();
        let mut start = 0;
        while start < part.len() {
            let pieces = if start == 0 { &self.starts } else { &self.inner };
            let longest = part.len().min(start + LONGEST_PIECE);
            let found = (start + 1..=longest)
                .rev()
                .filter(|end| part.is_char_boundary(*end))
                .find_map(|end| pieces.get(&part[start..end]).map(|number| (end, *number)));
            let Some((end, number)) = found else {
                out.truncate(first);
                out.push(self.unknown);
                return;
            };
            out.push(number);
            start = end;
        }
    }
}

/// Writes the word as pieces are looked up: plain marks, lower case, no accents.
fn plain(word: &str, buffer: &mut String) {
    buffer.clear();
    if word.is_ascii() && word.len() <= LONGEST_WORD {
        match word {
            "''" | "``" => buffer.push('"'),
            _ => buffer.extend(word.chars().map(|c| plain_mark(c).to_ascii_lowercase())),
        }
        return;
    }
    let letters = word.chars().map(plain_mark).flat_map(char::to_lowercase).nfd();
    buffer.extend(letters.filter(|c| !is_combining_mark(*c)).take(LONGEST_WORD));
}

/// Returns the plain form of a mark that newspapers write in several ways.
fn plain_mark(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{02BC}' | '`' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        c => c,
    }
}

/// Returns the number of the word's shape.
pub(super) fn shape(word: &str) -> u8 {
    let (mut n_letters, mut n_upper, mut first_upper, mut number) = (0, 0, false, false);
    for c in word.chars() {
        number |= c.is_numeric();
        if c.is_alphabetic() {
            let upper = c.is_uppercase();
            first_upper |= upper && n_letters == 0;
            n_upper += usize::from(upper);
            n_letters += 1;
        }
    }
    match (n_letters, n_upper) {
        _ if number => 5,
        (0, _) => MARK,
        (_, 0) => 0,
        (1, _) => 3,
        (letters, upper) if letters == upper => 2,
        (_, 1) if first_upper => 1,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::weights::{Header, WeightsWriter};

    fn pieces(lines: &str) -> Result<Pieces, WeightsError> {
        let mut writer = WeightsWriter::new(Header::default());
        let bytes = writer.section("pieces", lines.as_bytes().to_vec()).to_bytes();
        Pieces::load(&Weights::parse(&bytes).unwrap())
    }

    fn cut(pieces: &Pieces, word: &str) -> Vec<u32> {
        let mut out = Vec::new();
        pieces.cut(word, &mut String::new(), &mut out);
        out
    }

    #[test]
    fn longest_piece_wins_and_marks_stand_alone() {
        let pieces =
            pieces("[UNK]\n[CLS]\n[SEP]\nfish\nfisher\n##ies\n##er\n-\n'\n\"\n##").unwrap();
        assert_eq!(pieces.len(), 11);
        assert_eq!(cut(&pieces, "Fisheries"), [4, 5]);
        assert_eq!(cut(&pieces, "Fisher–fish"), [4, 7, 3]);
        assert_eq!(cut(&pieces, "’"), [8]);
        assert_eq!(cut(&pieces, "``"), [9]);
        assert_eq!(cut(&pieces, "fishxer"), [0]);
        assert_eq!(cut(&pieces, ""), [0]);
        assert_eq!(cut(&pieces, "físh"), [3]);
    }

    #[test]
    fn longer_word_is_cut_short() {
        let pieces = pieces("[UNK]\n[CLS]\n[SEP]\na\n##a").unwrap();
        assert_eq!(cut(&pieces, &"a".repeat(1000)).len(), LONGEST_WORD);
    }

    #[test]
    fn vocabulary_without_its_marks_is_an_error() {
        assert!(pieces("a\nb").is_err());
    }

    #[test]
    fn shapes_are_told_apart() {
        let shapes = ["word", "Word", "WTO", "A", "McCoy", "5th", "--"].map(shape);
        assert_eq!(shapes, [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(shape("U.S."), 2);
        assert_eq!(shape("Øst"), 1);
    }

    #[test]
    fn words_are_cut_as_training_cuts_them() {
        let weights = Weights::parse(crate::grammar::CAREFUL).unwrap();
        let vocabulary = std::str::from_utf8(weights.section("pieces").unwrap()).unwrap();
        let vocabulary: Vec<&str> = vocabulary.lines().collect();
        let pieces = Pieces::load(&weights).unwrap();
        let shapes = ["lower", "title", "upper", "initial", "mixed", "number", "mark"];
        let table = include_str!("pieces.tsv").split_terminator('\n');
        let rows: Vec<&str> = table.filter(|line| !line.starts_with("# ")).skip(1).collect();
        assert!(rows.len() > 60, "{}", rows.len());
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            let &[word, expected, expected_shape, why] = cells.as_slice() else {
                panic!("a row has not four columns: {row}");
            };
            let found = cut(&pieces, word).into_iter().map(|number| vocabulary[number as usize]);
            let found = found.collect::<Vec<_>>().join(" ");
            let found = (found.as_str(), shapes[usize::from(shape(word))]);
            assert_eq!(found, (expected, expected_shape), "{word:?}: {why}");
        }
    }
}
