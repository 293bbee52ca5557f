//! The account that `brief` and `chart` show: of which pair, from where, for
//! which days.

use chancery::crew::read_each;
use chancery::desk;
use chancery::reference::References;
use chancery::shelf;
use chancery::view::BriefOptions;
use chancery_account::{Account, Options, Period, account};
use chancery_model::Pair;
use chancery_read::codebook::Codebook;

use super::{codebook, existing, party, reader, sources, threads};
use crate::args::{Global, PairArgs};
use crate::error::CommandError;
use crate::terminal::Journal;

/// An account with the codebook that names its parties.
pub(super) struct Asked {
    pub(super) account: Account,
    book: Codebook,
    references: References,
}

impl Asked {
    /// Returns how the account is shown, with the names of its parties.
    pub(super) fn options(&self) -> BriefOptions<'_> {
        let pair = &self.account.pair;
        let name = |party| self.book.party_name(party);
        let references = Some(&self.references);
        BriefOptions { references, ..BriefOptions::new(name(pair.first()), name(pair.second())) }
    }
}

/// Returns the account that was asked for.
pub(super) fn asked(global: &Global, args: &PairArgs) -> Result<Asked, CommandError> {
    let book = codebook(global)?;
    let pair = pair(&book, &args.first, &args.second)?;
    if let (Some(since), Some(until)) = (args.since, args.until)
        && until < since
    {
        return Err(CommandError::new(format!(
            "the period ends ({until}) before it begins ({since})"
        )));
    }
    let whole = if args.pages.is_empty() {
        desk::account_of(&existing(&global.ledger)?, &pair, &options(args), threads(global))?
    } else {
        account_of_pages(global, args, &pair)?
    };
    let period = Period { since: args.since, until: args.until };
    let account = if period.is_open() { whole } else { whole.within(period) };
    let references = shelf::references(global.codebook.as_deref())?;
    Ok(Asked { account, book, references })
}

/// Returns the pair of the two parties that go by these names.
pub(super) fn pair(book: &Codebook, first: &str, second: &str) -> Result<Pair, CommandError> {
    let (one, other) = (party(book, first)?, party(book, second)?);
    if one == other {
        return Err(CommandError::new(format!("'{first}' and '{second}' are one party")));
    }
    Ok(Pair::new(one, other))
}

/// Returns how records are folded.
fn options(args: &PairArgs) -> Options {
    Options { least_confidence: args.confidence, ..Options::default() }
}

/// Reads pages and folds them at once, without a ledger.
fn account_of_pages(
    global: &Global,
    args: &PairArgs,
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
