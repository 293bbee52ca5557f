//! Text: an article's words as blocks, sentences, tokens and quotations.
//!
//! In: an article's text and blocks. Out: [`Text`], a view with exact offsets.
//! Tokens and the gaps between them rebuild the text; what `inset` finds is a gap.
//! Nothing here knows what a word means beyond its shape and its number in the vocabulary.

mod abbreviation;
mod fold;
mod inset;
mod phrase;
mod quotation;
mod segment;
mod sentence;
mod token;
mod vocabulary;

use std::ops::Range;

use chancery_model::{Article, BlockKind, Span};

pub(crate) use fold::fold;
pub(crate) use phrase::{Phrases, PhrasesBuilder};
pub(crate) use quotation::{Quotation, quotations};
pub use segment::segment;
pub(crate) use token::{Token, TokenKind, tokens};
pub(crate) use vocabulary::{UNKNOWN, Vocabulary, VocabularyBuilder, WordId};

/// An article's text with its tokens and sentences.
pub(crate) struct Text<'a> {
    /// The article's text.
    pub(crate) text: &'a str,
    /// Every token of every block, in order.
    pub(crate) tokens: Vec<Token>,
    /// The number of each token's word in the vocabulary.
    pub(crate) words: Vec<WordId>,
    /// The sentences, in order.
    pub(crate) sentences: Vec<Sentence>,
    /// Whether the text went on where reading stopped.
    pub(crate) cut: bool,
}

/// As many tokens as are read of an article: four times the longest feature of the
/// public archives. What lies behind is kept as text and gives no records.
const MOST_TOKENS: usize = 60_000;

/// As many tokens as a sentence has; a longer run of words is no sentence, and is
/// cut so that work on one stays bounded.
const LONGEST_SENTENCE: usize = 400;

/// A sentence: a range of tokens of one block.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it is a part of.
    pub(crate) kind: BlockKind,
    /// The number of its block in the article.
    pub(crate) block: usize,
}

/// Returns the range in pieces of a sentence's greatest length.
fn pieces(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = range.end;
    range.step_by(LONGEST_SENTENCE).map(move |start| start..end.min(start + LONGEST_SENTENCE))
}

impl<'a> Text<'a> {
    /// Reads an article's blocks into sentences and tokens.
    pub(crate) fn new(article: &'a Article, vocabulary: &Vocabulary) -> Text<'a> {
        let mut text = Text {
            text: &article.text,
            tokens: Vec::new(),
            words: Vec::new(),
            sentences: Vec::new(),
            cut: false,
        };
        for (block_idx, block) in article.blocks.iter().enumerate() {
            let first = text.tokens.len();
            if first >= MOST_TOKENS {
                text.cut = true;
                break;
            }
            let mut from = block.span.start;
            for teaser in inset::teasers(&article.text, block.span) {
                token::tokens_into(&article.text, Span::new(from, teaser.start), &mut text.tokens);
                from = teaser.end;
            }
            token::tokens_into(&article.text, Span::new(from, block.span.end), &mut text.tokens);
            if text.tokens.len() > MOST_TOKENS {
                text.tokens.truncate(MOST_TOKENS);
                text.cut = true;
            }
            let sentences = sentence::split(&article.text, &text.tokens[first..]);
            for range in sentences.into_iter().flat_map(pieces) {
                let range = first + range.start..first + range.end;
                let start = text.tokens[range.start].span.start;
                let end = text.tokens[range.end - 1].span.end;
                let span = Span::new(start, end);
                let pictured = block.kind.is_body() && inset::is_of_gallery(span.of(text.text));
                text.sentences.push(Sentence {
                    span,
                    tokens: range,
                    kind: if pictured { BlockKind::Caption } else { block.kind },
                    block: block_idx,
                });
            }
        }
        let mut buffer = String::new();
        text.words = text
            .tokens
            .iter()
            .map(|token| vocabulary.number(token.span.of(text.text), &mut buffer))
            .collect();
        text
    }

    /// Returns the characters of a token.
    pub(crate) fn str(&self, token_idx: usize) -> &'a str {
        self.tokens.get(token_idx).map_or("", |token| token.span.of(self.text))
    }

    /// Returns the number of a token's word; [`UNKNOWN`] outside the text.
    pub(crate) fn word(&self, token_idx: usize) -> WordId {
        self.words.get(token_idx).copied().unwrap_or(UNKNOWN)
    }

    /// Returns the span from the first token of the range to its last.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), self.tokens.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if range.start < range.end => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// Returns whether a token begins with an upper-case letter.
    pub(crate) fn is_capitalized(&self, token_idx: usize) -> bool {
        self.str(token_idx).chars().next().is_some_and(char::is_uppercase)
    }
}
