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
    if !report.is_sound() {
        return Err(CommandError::new("the copy is damaged and was not kept")
            .hint("see what is wrong with 'chancery check'"));
    }
    let mut out = terminal::output();
    writeln!(out, "{} in {}", verdict(&report), args.file.display())?;
    out.flush()?;
    Ok(Outcome::Done)
}
