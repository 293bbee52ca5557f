//! `chancery check`: whether the ledger is sound.

use std::io::Write as _;

use super::existing;
use crate::Outcome;
use crate::args::Global;
use crate::error::CommandError;
use crate::terminal;

/// Prints what is damaged, or that nothing is.
pub(crate) fn check(global: &Global) -> Result<Outcome, CommandError> {
    let ledger = existing(&global.ledger)?;
    let report = ledger.check()?;
    let mut out = terminal::output();
    for damage in &report.damage {
        writeln!(out, "damaged: {damage}")?;
    }
    let verdict = if report.is_sound() { "sound" } else { "damaged" };
    writeln!(out, "{verdict}: {} pages, {} readings", report.pages, report.readings)?;
    out.flush()?;
    Ok(if report.is_sound() { Outcome::Done } else { Outcome::Partial })
}
