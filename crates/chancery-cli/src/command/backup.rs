//! `chancery backup`: the ledger copied to a new file.

use std::io::Write as _;

use super::check::verdict;
use super::existing;
use crate::Outcome;
use crate::args::{BackupArgs, Global};
use crate::error::CommandError;
use crate::terminal;

/// Copies the ledger, and prints what a check of the copy found.
pub(crate) fn backup(global: &Global, args: &BackupArgs) -> Result<Outcome, CommandError> {
    let report = existing(&global.ledger)?.backup(&args.file)?;
    let mut out = terminal::output();
    for damage in &report.damage {
        writeln!(out, "damaged, and so is the ledger: {damage}")?;
    }
    writeln!(out, "{} in {}", verdict(&report), args.file.display())?;
    out.flush()?;
    Ok(if report.is_sound() { Outcome::Done } else { Outcome::Partial })
}
