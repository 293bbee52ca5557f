//! Sentences: where one ends and the next begins.
//!
//! In: the tokens of one block. Out: ranges of them that cover all of them. A
//! dateline is a sentence of its own, so that its place is nobody's subject.

use std::ops::Range;

use super::abbreviation::{Abbreviation, abbreviation};
use super::{Token, TokenKind};

/// Words that begin a sentence and hardly ever go on with a name after "U.S.".
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "But",
    "And",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "As",
    "If",
    "When",
    "While",
    "After",
    "Before",
    "However",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "So",
    "Yet",
    "For",
    "To",
    "Meanwhile",
    "Still",
    "Both",
    "Some",
    "Many",
    "Most",
    "Under",
    "With",
    "No",
    "Not",
    "What",
    "Who",
    "Why",
    "How",
    "Although",
    "Though",
    "Since",
    "Because",
    "Such",
    "Then",
    "Now",
    "Mr.",
    "Mrs.",
    "Ms.",
];

/// Returns the sentences among the tokens, as ranges that cover them all.
pub(super) fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = dateline(text, tokens);
    if start > 0 {
        out.push(0..start);
    }
    let mut idx = start;
    while idx < tokens.len() {
        let Some(mut end) = stop_after(text, tokens, idx) else {
            if breaks_line(text, tokens, idx) && start < idx {
                out.push(start..idx);
                start = idx;
            }
            idx += 1;
            continue;
        };
        // Quotation marks and brackets that close belong to the sentence.
        while end < tokens.len() && closes(text, tokens, end) {
            end += 1;
        }
        if begins_sentence(text, tokens, idx, end) {
            out.push(start..end);
            start = end;
        }
        idx = end;
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

fn str<'a>(text: &'a str, tokens: &[Token], idx: usize) -> &'a str {
    tokens.get(idx).map_or("", |token| token.span.of(text))
}

/// Returns the index after the stop, where the token at `idx` is one.
fn stop_after(text: &str, tokens: &[Token], idx: usize) -> Option<usize> {
    let word = str(text, tokens, idx);
    match tokens[idx].kind {
        TokenKind::Mark => {
            let stop = matches!(word, "." | "!" | "?" | "…" | "。") || word.starts_with("..");
            let mut end = idx + 1;
            while stop && matches!(str(text, tokens, end), "!" | "?" | "." | "…") {
                end += 1;
            }
            stop.then_some(end)
        }
        TokenKind::Abbreviation => Some(idx + 1),
        _ => None,
    }
}

fn closes(text: &str, tokens: &[Token], idx: usize) -> bool {
    let glued = idx > 0 && tokens[idx].span.start == tokens[idx - 1].span.end;
    match str(text, tokens, idx) {
        "”" | "’" | ")" | "]" | "»" => true,
        // A straight quotation mark closes where it touches the word before and
        // nothing behind it.
        "\"" | "'" => {
            let next = tokens.get(idx + 1);
            glued && next.is_none_or(|next| next.span.start > tokens[idx].span.end)
        }
        _ => false,
    }
}

/// Returns whether a new sentence begins at `end`, after the stop at `stop`.
fn begins_sentence(text: &str, tokens: &[Token], stop: usize, end: usize) -> bool {
    if end >= tokens.len() {
        return true;
    }
    let mut next = end;
    let glued = tokens[next].span.start == tokens[end - 1].span.end;
    while next < tokens.len() && opens(str(text, tokens, next)) {
        next += 1;
    }
    let word = str(text, tokens, next);
    let starts = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    if tokens[stop].kind == TokenKind::Abbreviation {
        let stopped = str(text, tokens, stop).trim_end_matches('.');
        return match abbreviation(stopped) {
            Some(Abbreviation::Leads) => false,
            _ => starts && (STARTERS.contains(&word) || end > stop + 1 || next > end),
        };
    }
    // ".com", "v1.2" and the like: no space, no sentence, but for "end.Next".
    if glued && next == end {
        let before = str(text, tokens, stop.saturating_sub(1));
        let lower_before = before.chars().last().is_some_and(char::is_lowercase);
        return lower_before
            && word.chars().next().is_some_and(char::is_uppercase)
            && word.len() > 1;
    }
    let ellipsis = str(text, tokens, stop).starts_with("..") || str(text, tokens, stop) == "…";
    if ellipsis && end < tokens.len() && matches!(str(text, tokens, end), ")" | "]") {
        return false;
    }
    starts || next > end || matches!(word, "-" | "–" | "—" | "•" | "*" | "·")
}

fn opens(word: &str) -> bool {
    matches!(word, "“" | "‘" | "\"" | "'" | "(" | "[" | "«")
}

/// Returns whether a line break and a bullet stand before the token.
fn breaks_line(text: &str, tokens: &[Token], idx: usize) -> bool {
    if idx == 0 || !matches!(str(text, tokens, idx), "•" | "*" | "-" | "–" | "·" | "●" | "▪")
    {
        return false;
    }
    text.get(tokens[idx - 1].span.end..tokens[idx].span.start).is_some_and(|gap| gap.contains('\n'))
}

/// Returns the number of tokens in a dateline: "WASHINGTON (AP) -", "SEOUL,
/// South Korea (Reuters) --", "BOGOTA, March 3 -".
fn dateline(text: &str, tokens: &[Token]) -> usize {
    let upper = str(text, tokens, 0);
    let n_letters = upper.chars().filter(|c| c.is_alphabetic()).count();
    let starts = n_letters >= 3 && upper.chars().all(|c| !c.is_lowercase())
        || (tokens.len() > 4 && agency_follows(text, tokens));
    if !starts {
        return 0;
    }
    for idx in 1..tokens.len().min(16) {
        match str(text, tokens, idx) {
            "-" | "--" | "---" | "–" | "—" => {
                let spaced = tokens[idx].span.start > tokens[idx - 1].span.end
                    || str(text, tokens, idx) != "-";
                return if spaced { idx + 1 } else { 0 };
            }
            "." | "!" | "?" | "“" | "\"" | ":" | "’s" | "'s" => return 0,
            word if tokens[idx].kind == TokenKind::Word
                && word.chars().next().is_some_and(char::is_lowercase) =>
            {
                return 0;
            }
            _ => {}
        }
    }
    0
}

/// Returns whether a bracketed agency stands near the start: "Seoul (AFP) -".
fn agency_follows(text: &str, tokens: &[Token]) -> bool {
    let open = (1..5).find(|idx| str(text, tokens, *idx) == "(");
    open.is_some_and(|open| {
        matches!(str(text, tokens, open + 1), "AP" | "AFP" | "Reuters" | "UPI" | "CNN" | "Xinhua")
            && str(text, tokens, open + 2) == ")"
    })
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let tokens = tokens(text);
        split(text, &tokens)
            .into_iter()
            .map(|range| {
                let span = tokens[range.start].span.join(tokens[range.end - 1].span);
                span.of(text).to_string()
            })
            .collect()
    }

    #[test]
    fn titles_and_countries_do_not_end_a_sentence() {
        assert_eq!(
            cut("Gen. Lund met U.S. Envoy Hall. No. 10 said no."),
            ["Gen. Lund met U.S. Envoy Hall.", "No. 10 said no."]
        );
        assert_eq!(
            cut("He left the U.S. The talks went on."),
            ["He left the U.S.", "The talks went on."]
        );
    }

    #[test]
    fn a_quotation_closes_after_the_stop() {
        assert_eq!(
            cut("“We will act.” She left. \"Why?\" he asked. (It rained.) Yes."),
            ["“We will act.”", "She left.", "\"Why?\" he asked.", "(It rained.)", "Yes."]
        );
    }

    #[test]
    fn a_dateline_stands_alone() {
        assert_eq!(
            cut("OSLO (AP) - Norway agreed. Iceland did not."),
            ["OSLO (AP) -", "Norway agreed.", "Iceland did not."]
        );
        assert_eq!(cut("NATO - led forces left."), ["NATO -", "led forces left."]);
        assert_eq!(cut("NATO forces left."), ["NATO forces left."]);
    }

    #[test]
    fn ellipses_and_bullets_part_only_where_a_sentence_begins() {
        assert_eq!(cut("We will ... see. Then..."), ["We will ... see.", "Then..."]);
        assert_eq!(cut("Agreed:\n• fish\n• cables"), ["Agreed:", "• fish", "• cables"]);
    }
}
