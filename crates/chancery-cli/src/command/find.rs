//! `chancery find`: articles that have some words.

use std::io::Write as _;

use chancery::{desk, view};
use chancery_ledger::Ledger;
use chancery_model::{Correction, Span};

use super::existing;
use crate::Outcome;
use crate::args::{FindArgs, Global};
use crate::error::CommandError;
use crate::terminal;

/// Prints the articles found, best first.
pub(crate) fn find(global: &Global, args: &FindArgs) -> Result<Outcome, CommandError> {
    let ledger = existing(&global.ledger)?;
    let found = ledger.find(&args.words.join(" "), args.limit, 0)?;
    let corrections = ledger.corrections()?;
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        let id = hit.article.article_id;
        hits.push(view::Hit {
            said: said(&ledger, &id, &corrections)?,
            id,
            title: hit.article.title,
            site: hit.article.site,
            published: hit.article.published,
            found: hit.snippet.marks.iter().map(|mark| Span::new(mark.start, mark.end)).collect(),
            snippet: hit.snippet.text,
        });
    }
    let mut out = terminal::output();
    write!(out, "{}", view::hits(&hits, &terminal::text_options()))?;
    out.flush()?;
    Ok(if hits.is_empty() { Outcome::Partial } else { Outcome::Done })
}

/// Returns what people said of the article's records.
fn said(
    ledger: &Ledger,
    article: &str,
    corrections: &[Correction],
) -> Result<view::Said, CommandError> {
    if !corrections.iter().any(|correction| correction.record.article == article) {
        return Ok(view::Said::new());
    }
    let stored = ledger.reading(article)?;
    let reading = stored.map(|stored| desk::reading_of(&stored)).transpose()?;
    Ok(reading.map(|reading| desk::said_of(&reading, corrections)).unwrap_or_default())
}
