//! `chancery correct`: what a person says of a record.

use std::io::Write as _;

use chancery::desk::{self, Asked, Author, Subject};
use chancery::view;
use jiff::Timestamp;

use super::{waiting, writable};
use crate::Outcome;
use crate::args::{CorrectArgs, Global};
use crate::error::CommandError;
use crate::terminal;

/// Where systems keep the name of the user.
const USER_NAMES: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// Writes a correction down, and prints it as the log has it.
pub(crate) fn correct(global: &Global, args: &CorrectArgs) -> Result<Outcome, CommandError> {
    let mut ledger = writable(&global.ledger)?;
    let author = Author {
        by: author(args)?,
        made: Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        why: args.why.clone(),
    };
    let waiting = waiting(&global.ledger);
    let made = desk::correct(&mut ledger, &args.record, asked(args), &author, waiting)?;
    let mut log = desk::log(&ledger, &Subject::Named(args.record.clone()))?;
    log.drain(..log.len().saturating_sub(made.len()));
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

fn author(args: &CorrectArgs) -> Result<String, CommandError> {
    let users = || USER_NAMES.iter().filter_map(|name| std::env::var(name).ok());
    let named = args.by.clone().into_iter().chain(users());
    let mut named = named.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    named.next().ok_or_else(|| {
        CommandError::new("nobody is named as the one who corrects").hint("use --by NAME")
    })
}
