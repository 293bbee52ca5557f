//! `chancery find`: articles that have some words.

use std::io::Write as _;

use chancery::view;
use chancery_model::Span;

use super::existing;
use crate::Outcome;
use crate::args::{FindArgs, Global};
use crate::error::CommandError;
use crate::terminal;

/// Prints the articles found, best first.
pub(crate) fn find(global: &Global, args: &FindArgs) -> Result<Outcome, CommandError> {
    let ledger = existing(&global.ledger)?;
    let hits = ledger.find(&args.words.join(" "), args.limit, 0)?;
    let hits: Vec<view::Hit> = hits
        .into_iter()
        .map(|hit| view::Hit {
            id: hit.article.article_id,
            title: hit.article.title,
            site: hit.article.site,
            published: hit.article.published,
            found: hit.snippet.marks.iter().map(|mark| Span::new(mark.start, mark.end)).collect(),
            snippet: hit.snippet.text,
        })
        .collect();
    let mut out = terminal::output();
    write!(out, "{}", view::hits(&hits, &terminal::text_options()))?;
    out.flush()?;
    Ok(if hits.is_empty() { Outcome::Partial } else { Outcome::Done })
}
