//! `chancery show`: an article with its records marked.

use std::io::Write as _;

use chancery::{desk, view};

use super::existing;
use crate::Outcome;
use crate::args::{Global, ShowArgs, ShowFormat};
use crate::error::CommandError;
use crate::terminal;

/// Prints an article of the ledger.
pub(crate) fn show(global: &Global, args: &ShowArgs) -> Result<Outcome, CommandError> {
    let ledger = existing(&global.ledger)?;
    let stored = ledger.reading(&args.article)?.ok_or_else(|| {
        CommandError::new(format!("the ledger has no article '{}'", args.article))
            .hint("find articles with 'chancery find WORDS'")
    })?;
    let mut out = terminal::output();
    match args.format {
        ShowFormat::Json => {
            out.write_all(&stored.wire)?;
            writeln!(out)?;
        }
        ShowFormat::Text => {
            let reading = desk::reading_of(&stored)?;
            let said = desk::said_of(&reading, &ledger.corrections()?);
            write!(out, "{}", view::article_text(&reading, &said, &terminal::text_options()))?;
        }
        ShowFormat::Html => {
            let reading = desk::reading_of(&stored)?;
            let said = desk::said_of(&reading, &ledger.corrections()?);
            write!(out, "{}", view::article_html(&reading, &said))?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
