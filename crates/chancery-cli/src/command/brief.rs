//! `chancery brief`: what is known of a pair, for a period.

use std::io::Write as _;

use chancery::{view, wire};

use super::pair::asked;
use crate::Outcome;
use crate::args::{BriefArgs, Format, Global};
use crate::error::CommandError;
use crate::terminal;

/// Prints the brief of a pair.
pub(crate) fn brief(global: &Global, args: &BriefArgs) -> Result<Outcome, CommandError> {
    let asked = asked(global, &args.pair)?;
    let account = &asked.account;
    let options = view::BriefOptions { limit: args.limit, ..asked.options() };
    let mut out = terminal::output();
    match args.format {
        Format::Json => writeln!(out, "{}", wire::account::to_json(account, options.references))?,
        Format::Text => {
            write!(out, "{}", view::brief(account, &options).text(&terminal::text_options()))?;
        }
        Format::Md => write!(out, "{}", view::brief(account, &options).markdown())?,
        Format::Html => write!(out, "{}", view::brief(account, &options).html())?,
    }
    out.flush()?;
    Ok(if account.is_empty() { Outcome::Partial } else { Outcome::Done })
}
