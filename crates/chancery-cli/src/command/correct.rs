//! `chancery correct`: what a person says of a record.

use std::io::Write as _;

use chancery::desk::{self, Asked, Author, LogEntry, Subject};
use chancery::view;

use super::{author, waiting, writable};
use crate::Outcome;
use crate::args::{CorrectArgs, Global};
use crate::error::CommandError;
use crate::terminal;

/// Writes a correction down, and prints it as the log has it.
pub(crate) fn correct(global: &Global, args: &CorrectArgs) -> Result<Outcome, CommandError> {
    let mut ledger = writable(&global.ledger)?;
    let author = Author { by: who(args)?, made: author::now(), why: args.why.clone() };
    let waiting = waiting(&global.ledger);
    let made = desk::correct(&mut ledger, &args.record, asked(args), &author, waiting)?;
    let mut said = desk::corrections(&ledger, &Subject::Named(args.record.clone()))?;
    said.drain(..said.len().saturating_sub(made.len()));
    let log: Vec<LogEntry> = said.into_iter().map(LogEntry::Correction).collect();
    let mut out = terminal::output();
    write!(out, "{}", view::log(&log, &terminal::text_options()))?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Returns the one change that was typed.
fn asked(args: &CorrectArgs) -> Asked {
    match &args.merge {
        Some(other) => Asked::Merge(other.clone()),
        None if args.reject => Asked::Reject,
        None if args.split => Asked::Split,
        None if args.restore => Asked::Restore,
        None => Asked::Set(args.set.clone()),
    }
}

fn who(args: &CorrectArgs) -> Result<String, CommandError> {
    author::name(&args.author).ok_or_else(|| {
        CommandError::new("nobody is named as the one who corrects").hint("use --by NAME")
    })
}
