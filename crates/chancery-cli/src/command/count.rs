//! `chancery count`: what the ledger holds.

use std::io::Write as _;

use chancery::{desk, view, wire};

use super::{existing, threads};
use crate::Outcome;
use crate::args::{CountArgs, Global};
use crate::error::CommandError;
use crate::terminal;

/// Prints how much the ledger holds of what.
pub(crate) fn count(global: &Global, args: &CountArgs) -> Result<Outcome, CommandError> {
    let ledger = existing(&global.ledger)?;
    let holdings = desk::count(&ledger, threads(global))?;
    let mut out = terminal::output();
    if args.json {
        writeln!(out, "{}", wire::count::to_json(&holdings))?;
    } else {
        write!(out, "{}", view::holdings(&holdings, &terminal::text_options()))?;
    }
    out.flush()?;
    Ok(if holdings.counts.pages == 0 { Outcome::Partial } else { Outcome::Done })
}
