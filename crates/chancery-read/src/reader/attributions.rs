//! Attributions of a page, word for word: what training and measuring ask for.
//!
//! In: a page. Out: who is said to have said or thought what, as places in the
//! article's text; or the passage that the tagger reads, with the place of each of
//! its words. The careful tier gives what its tagger finds, the fast tier what its
//! rules find. Records are not made here.

use chancery_model::{Page, Span};

use super::Reader;
use crate::article;
use crate::grammar::Grammar;
use crate::grammar::attribution::{Attribution, Passage};
use crate::statement;
use crate::text::Text;
use crate::text::quotations;
use crate::time;

/// An attribution, as places in the article's text, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributedWords {
    /// Who says or thinks.
    pub source: Vec<Span>,
    /// The words that say so.
    pub cue: Vec<Span>,
    /// What is said or thought.
    pub content: Vec<Span>,
}

impl Reader {
    /// Returns the attributions of a page, in reading order.
    pub fn attributions(&self, page: &Page) -> Vec<AttributedWords> {
        let (article, _) = article::article(page);
        let text = Text::new(&article, &self.vocabulary);
        let date = article.published.map(|published| published.date);
        let cast = self.cast(&text, date);
        let (forest, _) = self.parsers.read(&text, &cast, &self.language);
        let quotations = quotations(&text);
        if self.tagger.is_some() {
            let found = self.tagged(&text, &forest, &quotations);
            return found.iter().map(|found| words(&text, found)).collect();
        }
        let times = time::find(&text, date, &self.language).dated;
        let grammar =
            Grammar { text: &text, cast: &cast, language: &self.language, forest: &forest };
        let statements = statement::find(statement::Context {
            grammar,
            times: &times,
            channels: &self.channels,
            codebook: &self.codebook,
            quotations: &quotations,
            attributions: &[],
        });
        // What goes on without a cue is no attribution of its own.
        let cued = statements.iter().filter(|found| found.cue.is_some());
        let words = cued.map(|found| AttributedWords {
            source: found.source.into_iter().collect(),
            cue: found.cue.into_iter().collect(),
            content: vec![found.content],
        });
        words.collect()
    }

    /// Returns a page as the tagger of attributions sees it, and where each word stands
    /// in the article's text, in bytes.
    pub fn passage(&self, page: &Page) -> (Passage, Vec<Span>) {
        let (article, _) = article::article(page);
        let text = Text::new(&article, &self.vocabulary);
        let cast = self.cast(&text, article.published.map(|published| published.date));
        let (forest, _) = self.parsers.read(&text, &cast, &self.language);
        let spans = text.tokens.iter().map(|token| token.span).collect();
        (Passage::of(&text, &forest, &quotations(&text)), spans)
    }
}

fn words(text: &Text<'_>, found: &Attribution) -> AttributedWords {
    let spans = |ranges: &[std::ops::Range<usize>]| {
        ranges.iter().map(|range| text.span(range.clone())).collect()
    };
    AttributedWords {
        source: spans(&found.source),
        cue: spans(std::slice::from_ref(&found.cue)),
        content: spans(&found.content),
    }
}
