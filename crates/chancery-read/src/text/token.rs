//! Tokens: words, numbers and marks, with exact offsets.
//!
//! Words are cut as in the English treebanks of Universal Dependencies: clitics
//! ("'s", "n't") and the parts of hyphenated words are tokens of their own;
//! abbreviations keep their stop.

use chancery_model::Span;

use super::abbreviation::{abbreviation, needs_number};

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, perhaps with digits behind them.
    Word,
    /// A word that ends with its own full stop.
    Abbreviation,
    /// Digits.
    Number,
    /// Anything else.
    Mark,
}

/// Returns the tokens of a whole text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokens_into(text, Span::new(0, text.len()), &mut out);
    out
}

/// Adds the tokens of the part of `text` that `within` covers.
pub(crate) fn tokens_into(text: &str, within: Span, out: &mut Vec<Token>) {
    let mut at = within.start;
    while at < within.end {
        let rest = &text[at..within.end];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let (len, kind) = if rest.starts_with("http://") || rest.starts_with("https://") {
            (rest.find(char::is_whitespace).unwrap_or(rest.len()), TokenKind::Word)
        } else if c.is_numeric() {
            number(rest)
        } else if c.is_alphabetic() || is_handle(rest) {
            word(rest)
        } else {
            (mark(rest, c), TokenKind::Mark)
        };
        push_parts(text, at, len, kind, out);
        at += len;
    }
}

/// Returns whether the character shows nothing: soft hyphens, joiners, marks of
/// direction, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
        || c.is_control()
}

fn is_handle(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('@' | '#')) && chars.next().is_some_and(char::is_alphanumeric)
}

/// Returns whether the character continues a word: a letter, a digit, or a mark
/// that combines with the letter before it.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c)
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

/// Returns the length of the number at the start of `rest`: digits with inner
/// stops, commas and colons, and the ending of an ordinal or a decade.
fn number(rest: &str) -> (usize, TokenKind) {
    let bytes = rest.as_bytes();
    let mut end = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
    while end + 1 < bytes.len()
        && matches!(bytes[end], b'.' | b',' | b':')
        && bytes[end + 1].is_ascii_digit()
    {
        let tail = &rest[end + 1..];
        end += 1 + tail.find(|c: char| !c.is_numeric()).unwrap_or(tail.len());
    }
    let tail = &rest[end..];
    let letters = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
    if matches!(tail[..letters].to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "s") {
        end += letters;
    }
    (end, TokenKind::Number)
}

/// Returns the length of the word at the start of `rest`.
fn word(rest: &str) -> (usize, TokenKind) {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let run = |from: usize| {
        let tail = &rest[from..];
        from + tail.find(|c: char| !in_word(c)).unwrap_or(tail.len())
    };
    let mut end = run(first);
    loop {
        let mut tail = rest[end..].chars();
        let (Some(joint), Some(next)) = (tail.next(), tail.next()) else { break };
        if !is_apostrophe(joint) || !next.is_alphabetic() {
            break;
        }
        end = run(end + joint.len_utf8());
    }
    if !rest[end..].starts_with('.') {
        return (end, TokenKind::Word);
    }
    // "U.S.", "a.m.", "J.": single letters, each with its stop.
    let mut letters_end = 0;
    while let Some(letter) = rest[letters_end..].chars().next()
        && letter.is_alphabetic()
        && rest[letters_end + letter.len_utf8()..].starts_with('.')
    {
        letters_end += letter.len_utf8() + 1;
    }
    let n_letters = rest[..letters_end].matches('.').count();
    let follows_letter = rest[letters_end..].chars().next().is_some_and(char::is_alphabetic);
    if n_letters >= 2 && !follows_letter {
        return (letters_end, TokenKind::Abbreviation);
    }
    let initial = n_letters == 1 && rest.chars().next().is_some_and(char::is_uppercase);
    if initial && starts_with_name(&rest[letters_end..]) {
        return (letters_end, TokenKind::Abbreviation);
    }
    let stopped = &rest[..end];
    if abbreviation(stopped).is_some() {
        let digit = rest[end + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if digit || !needs_number(stopped) {
            return (end + 1, TokenKind::Abbreviation);
        }
    }
    (end, TokenKind::Word)
}

/// Returns whether the words after an initial go on with a name: "W. Bush".
fn starts_with_name(tail: &str) -> bool {
    let tail = tail.trim_start_matches([' ', '\u{A0}']);
    let mut chars = tail.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(|c| c.is_alphabetic() || c == '.' || is_apostrophe(c))
}

/// Returns the length of a mark: runs of stops and of hyphens are one.
fn mark(rest: &str, c: char) -> usize {
    if matches!(c, '.' | '-') {
        rest.find(|other| other != c).unwrap_or(rest.len())
    } else {
        c.len_utf8()
    }
}

/// Adds a token, its clitic apart.
fn push_parts(text: &str, at: usize, len: usize, kind: TokenKind, out: &mut Vec<Token>) {
    let word = &text[at..at + len];
    let cut = if kind == TokenKind::Word { clitic(word) } else { None };
    match cut {
        Some(cut) => {
            out.push(Token { span: Span::new(at, at + cut), kind });
            out.push(Token { span: Span::new(at + cut, at + len), kind });
        }
        None => out.push(Token { span: Span::new(at, at + len), kind }),
    }
}

/// Returns where the clitic at the end of a word begins.
fn clitic(word: &str) -> Option<usize> {
    let (apostrophe_at, apostrophe) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
    let tail = &word[apostrophe_at + apostrophe.len_utf8()..];
    let mut lower = tail.to_ascii_lowercase();
    lower.truncate(lower.floor_char_boundary(3));
    if lower == "t" {
        let cut = apostrophe_at.checked_sub(1)?;
        let n = word.get(cut..apostrophe_at)?;
        return (cut > 0 && n.eq_ignore_ascii_case("n")).then_some(cut);
    }
    let known = matches!(lower.as_str(), "s" | "d" | "m" | "ll" | "re" | "ve");
    (known && apostrophe_at > 0).then_some(apostrophe_at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.span.of(text)).collect()
    }

    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "U.S", "Gen", "No", "Petro", "don't", "l'Amérique", "10", "5th", "p.m", "http://", "’", "'",
        ".", ",", ":", "-", "--", "...", "@", "#", "$", " ", "\n", "\u{AD}", "\u{301}",
    ];

    /// Words, marks and gaps, joined as they come.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            8 => select(PIECES).prop_map(str::to_owned),
            2 => any::<char>().prop_map(String::from),
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(1000)
        })]

        #[test]
        fn tokens_and_gaps_rebuild_the_text(text in text()) {
            let is_gap = |gap: &str| gap.chars().all(|c| c.is_whitespace() || is_invisible(c));
            let mut rebuilt = String::new();
            for token in tokens(&text) {
                prop_assert!(!token.span.is_empty(), "an empty token at {}", token.span.start);
                let gap = text.get(rebuilt.len()..token.span.start);
                prop_assert!(gap.is_some_and(is_gap), "{gap:?} stands before {token:?}");
                rebuilt.push_str(gap.unwrap_or_default());
                rebuilt.push_str(token.span.of(&text));
            }
            let end = &text[rebuilt.len()..];
            prop_assert!(is_gap(end), "{end:?} is in no token");
            rebuilt.push_str(end);
            prop_assert_eq!(rebuilt, text);
        }
    }

    #[test]
    fn clitic_before_a_wide_letter_is_no_clitic() {
        // Cutting the words after the apostrophe at three bytes panicked.
        assert_eq!(cut("l'Amérique d'A𐮩"), ["l'Amérique", "d'A𐮩"]);
    }

    #[test]
    fn clitics_are_tokens_of_their_own() {
        assert_eq!(
            cut("Petro’s don't can't O'Brien's"),
            ["Petro", "’s", "do", "n't", "ca", "n't", "O'Brien", "'s"]
        );
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            cut("U.S. Gen. J. W. Lund met No. 10. No. He left at 5 p.m."),
            [
                "U.S.", "Gen.", "J.", "W.", "Lund", "met", "No.", "10", ".", "No", ".", "He",
                "left", "at", "5", "p.m."
            ]
        );
    }

    #[test]
    fn numbers_keep_inner_marks_and_lose_units() {
        assert_eq!(
            cut("$1,200.50, 500bn, 21st, 1990s, 10:30"),
            ["$", "1,200.50", ",", "500", "bn", ",", "21st", ",", "1990s", ",", "10:30"]
        );
    }

    #[test]
    fn hyphens_and_dashes_part_words() {
        assert_eq!(
            cut("U.S.-led al-Assad -- no—yes..."),
            ["U.S.", "-", "led", "al", "-", "Assad", "--", "no", "—", "yes", "..."]
        );
    }
}
