//! `chancery actors`: what the codebook knows of a name.

use std::io::Write as _;

use chancery::{view, wire};

use super::codebook;
use crate::Outcome;
use crate::args::{ActorsArgs, ActorsFormat, Global};
use crate::error::CommandError;
use crate::terminal;

/// Prints who goes by a name, and who held which office.
pub(crate) fn actors(global: &Global, args: &ActorsArgs) -> Result<Outcome, CommandError> {
    let name = args.name.join(" ");
    if name.trim().is_empty() {
        return Err(CommandError::new("the name is empty"));
    }
    let book = codebook(global)?;
    let answer = book.ask(&name, args.on);
    let mut out = terminal::output();
    match args.format {
        ActorsFormat::Json => writeln!(out, "{}", wire::actors::to_json(&answer, &book))?,
        ActorsFormat::Text => {
            write!(out, "{}", view::actors(&answer, &book, &terminal::text_options()))?;
        }
    }
    out.flush()?;
    Ok(if answer.known.is_empty() { Outcome::Partial } else { Outcome::Done })
}
