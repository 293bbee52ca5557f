//! `chancery brief`: what is known of a pair, for a period.

use std::io::Write as _;

use chancery::crew::read_each;
use chancery::{desk, view, wire};
use chancery_account::{Account, Options, Period, account};
use chancery_model::Pair;

use super::{codebook, existing, party, reader, sources, threads};
use crate::Outcome;
use crate::args::{BriefArgs, Format, Global};
use crate::error::CommandError;
use crate::terminal::{self, Journal};

/// Prints the brief of a pair.
pub(crate) fn brief(global: &Global, args: &BriefArgs) -> Result<Outcome, CommandError> {
    let book = codebook(global)?;
    let (first, second) = (party(&book, &args.first)?, party(&book, &args.second)?);
    if first == second {
        return Err(CommandError::new(format!(
            "'{}' and '{}' are one party",
            args.first, args.second
        )));
    }
    if let (Some(since), Some(until)) = (args.since, args.until)
        && until < since
    {
        return Err(CommandError::new(format!(
            "the period ends ({until}) before it begins ({since})"
        )));
    }
    let pair = Pair::new(first, second);
    let whole = if args.pages.is_empty() {
        desk::account_of(&existing(&global.ledger)?, &pair, &options(args))?
    } else {
        account_of_pages(global, args, &pair)?
    };
    let period = Period { since: args.since, until: args.until };
    let account = if period.is_open() { whole } else { whole.within(period) };
    let mut out = terminal::output();
    let mut options =
        view::BriefOptions::new(book.party_name(pair.first()), book.party_name(pair.second()));
    options.limit = args.limit;
    match args.format {
        Format::Json => writeln!(out, "{}", wire::account::to_json(&account))?,
        Format::Text => {
            write!(out, "{}", view::brief(&account, &options).text(&terminal::text_options()))?;
        }
        Format::Md => write!(out, "{}", view::brief(&account, &options).markdown())?,
        Format::Html => write!(out, "{}", view::brief(&account, &options).html())?,
    }
    out.flush()?;
    Ok(if account.is_empty() { Outcome::Partial } else { Outcome::Done })
}

/// Returns how records are folded.
fn options(args: &BriefArgs) -> Options {
    Options { least_confidence: args.confidence, ..Options::default() }
}

/// Reads pages and folds them at once, without a ledger.
fn account_of_pages(
    global: &Global,
    args: &BriefArgs,
    pair: &Pair,
) -> Result<Account, CommandError> {
    let reader = reader(global)?;
    let mut journal = Journal::new();
    let mut readings = Vec::new();
    read_each(sources(&args.pages)?, &reader, threads(global), |result| {
        match result {
            Ok(done) => {
                journal.page();
                for problem in &done.reading.problems {
                    journal.problem(&format!("{}: {}", done.origin, problem.message));
                }
                readings.push(done.reading);
            }
            Err(problem) => journal.source_problem(&problem),
        }
        Ok::<(), CommandError>(())
    })?;
    journal.end();
    Ok(account(pair, &readings, [], &options(args)))
}
