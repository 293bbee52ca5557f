//! `chancery log`: who added, read again and corrected what.

use std::io::Write as _;

use chancery::desk::{self, Subject};
use chancery::{view, wire};
use chancery_model::Pair;

use super::{codebook, existing, party};
use crate::Outcome;
use crate::args::{Global, LogArgs};
use crate::error::CommandError;
use crate::terminal;

/// Prints all that was done, or the corrections of a record, an article or a pair.
pub(crate) fn log(global: &Global, args: &LogArgs) -> Result<Outcome, CommandError> {
    let ledger = existing(&global.ledger)?;
    let subject = match args.names.as_slice() {
        [] => Subject::All,
        [name] => Subject::Named(name.clone()),
        [first, second, ..] => {
            let book = codebook(global)?;
            Subject::Pair(Pair::new(party(&book, first)?, party(&book, second)?))
        }
    };
    let log = desk::log(&ledger, &subject)?;
    let mut out = terminal::output();
    if args.json {
        for entry in &log {
            writeln!(out, "{}", wire::log::to_json(entry))?;
        }
    } else {
        write!(out, "{}", view::log(&log, &terminal::text_options()))?;
    }
    out.flush()?;
    Ok(if log.is_empty() { Outcome::Partial } else { Outcome::Done })
}
