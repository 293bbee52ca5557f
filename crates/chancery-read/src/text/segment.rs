//! Segments: plain text as sentences of words, by their places in it.
//!
//! In: a text whose lines are paragraphs. Out: for each sentence the byte ranges
//! of its words, cut as the stages of reading see them. This is for whoever
//! reads grammar without an article: training and measuring.

use std::ops::Range;

use chancery_model::Span;

use super::{pieces, sentence, token};

/// Returns the sentences of a text, each as the byte ranges of its words.
pub fn segment(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut tokens = Vec::new();
        token::tokens_into(text, Span::new(start, start + line.len()), &mut tokens);
        for range in sentence::split(text, &tokens).into_iter().flat_map(pieces) {
            out.push(tokens[range].iter().map(|token| token.span.start..token.span.end).collect());
        }
        start += line.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_stops_end_sentences() {
        let text = "Talks failed. Why?\nOslo\n\n";
        let words: Vec<Vec<&str>> = segment(text)
            .into_iter()
            .map(|sentence| sentence.into_iter().map(|range| &text[range]).collect())
            .collect();
        assert_eq!(words, [vec!["Talks", "failed", "."], vec!["Why", "?"], vec!["Oslo"]]);
    }
}
