//! The desk: pages into the ledger, accounts out of it, and what keeps it whole.
//!
//! In: sources and a ledger. Out: what was added ([`add`]), the account of a pair ([`account_of`]),
//! the commitments of many ([`commitments()`]), what reading again changed ([`recode()`]), what was
//! derived anew ([`rebuild()`], [`refresh_stories`]) or mended ([`repair`]); corrections go in
//! ([`correct()`]) and come out as a log ([`log()`]). Nothing here prints; progress and problems go to
//! the caller.

mod commitments;
mod correct;
mod corrected;
mod count;
mod extracts;
mod log;
mod readings;
mod rebuild;
mod recode;
mod stories;

use chancery_ledger::{Added, Ledger, NewEntry};
use chancery_read::Reader;

use crate::crew::{ReadPage, read_each};
use crate::source::{SourceProblem, Sourced};
use crate::wire;

use extracts::refresh_extracts;
use readings::accounts_of;

pub use commitments::{BUSIEST_PAIRS, Followed, Sought, commitments};
pub use correct::{Asked, Author, correct};
pub use corrected::{refresh_corrected, said_of};
pub use count::{Entries, Holdings, count};
pub use log::{Corrected, LogEntry, Subject, corrections, log};
pub use readings::{account_of, reading_of};
pub use rebuild::{Repaired, rebuild, repair};
pub use recode::{Recoded, recode};
pub use stories::refresh_stories;

/// How many pages are stored in one transaction. Each costs one wait for the
/// disk; after it, its pages are safe.
const BATCH: usize = 64;

/// How often a write is tried while another process writes; the ledger itself
/// waits ten seconds each time. Nothing that Chancery does takes longer than
/// these minutes in one transaction.
const TRIES: usize = 60;

/// Adding or accounting did not succeed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The ledger cannot be used.
    #[error(transparent)]
    Ledger(#[from] chancery_ledger::Error),
    /// A stored reading cannot be understood.
    #[error("the stored reading of article {article_id} cannot be read")]
    Reading {
        /// The article.
        article_id: String,
        /// Why.
        source: wire::Error,
    },
    /// The words name no record: an article and the id of a record are wanted.
    #[error("`{name}` names no record: a record is named as in `3fa91c2b/e3`")]
    NotARecord {
        /// The words.
        name: String,
    },
    /// The ledger has no such article.
    #[error("the ledger has no article `{name}`")]
    NoArticle {
        /// The name.
        name: String,
    },
    /// The article's reading has no such record.
    #[error("the article has no record `{name}`")]
    NoRecord {
        /// The name.
        name: String,
    },
    /// Two records that cannot be one.
    #[error("`{one}` and `{other}` cannot be one: merge two records of one kind")]
    NotOneKind {
        /// A record.
        one: String,
        /// The other one.
        other: String,
    },
    /// A record cannot have the value.
    #[error("cannot correct `{name}`")]
    CannotSet {
        /// The record.
        name: String,
        /// Why.
        source: chancery_account::correction::CannotSet,
    },
}

/// What happens while pages are added.
#[derive(Debug)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// A page has been read; it is not stored yet.
    Read(&'a ReadPage),
    /// Something could not be brought to a page.
    Problem(&'a SourceProblem),
    /// The pages before are stored.
    Stored(Added),
    /// Another process is writing to the ledger, and this one waits for it.
    Waiting,
}

/// Reads pages on that many threads and stores them, in order; then finds the
/// stories anew where any page is new.
///
/// # Errors
///
/// Returns an error where the ledger cannot be written to; what was reported as
/// stored stays stored.
pub fn add(
    ledger: &mut Ledger,
    sources: impl Iterator<Item = Result<Sourced, SourceProblem>> + Send,
    reader: &Reader,
    threads: usize,
    mut progress: impl FnMut(Progress<'_>),
) -> Result<Added, Error> {
    let mut batch: Vec<Box<ReadPage>> = Vec::with_capacity(BATCH);
    let mut total = Added::default();
    read_each(sources, reader, threads, |result| {
        match result {
            Ok(page) => {
                progress(Progress::Read(&page));
                batch.push(page);
            }
            Err(problem) => progress(Progress::Problem(&problem)),
        }
        if batch.len() >= BATCH {
            total += store(ledger, &mut batch, &mut progress)?;
            progress(Progress::Stored(total));
        }
        Ok::<(), Error>(())
    })?;
    total += store(ledger, &mut batch, &mut progress)?;
    progress(Progress::Stored(total));
    settle(ledger, threads, || progress(Progress::Waiting))?;
    Ok(total)
}

/// Brings up to date what is derived from more than one page, or made of readings
/// once: the last step of whatever adds or changes readings. `waiting` is told each
/// time that another process writes.
fn settle(ledger: &mut Ledger, threads: usize, mut waiting: impl FnMut()) -> Result<(), Error> {
    refresh_extracts(ledger, threads, &mut waiting)?;
    refresh_stories(ledger, threads, &mut waiting)?;
    refresh_corrected(ledger, waiting)
}

#[expect(clippy::vec_box, reason = "pages come from the crew in their boxes")]
fn store(
    ledger: &mut Ledger,
    batch: &mut Vec<Box<ReadPage>>,
    progress: &mut impl FnMut(Progress<'_>),
) -> Result<Added, Error> {
    let entries: Vec<NewEntry<'_>> = batch.iter().map(|done| entry(done)).collect();
    let added = patiently(|| ledger.add(&entries), || progress(Progress::Waiting))?;
    batch.clear();
    Ok(added)
}

fn entry(done: &ReadPage) -> NewEntry<'_> {
    NewEntry { page: &done.page, reading: &done.reading, wire: done.wire.as_bytes() }
}

/// Tries again while another process writes, and tells of it each time.
///
/// # Errors
///
/// Returns the error of the last try.
pub fn patiently<T>(
    mut attempt: impl FnMut() -> Result<T, chancery_ledger::Error>,
    mut waiting: impl FnMut(),
) -> Result<T, chancery_ledger::Error> {
    for _ in 1..TRIES {
        match attempt() {
            Err(chancery_ledger::Error::Busy { .. }) => waiting(),
            done => return done,
        }
    }
    attempt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busy<T>() -> Result<T, chancery_ledger::Error> {
        Err(chancery_ledger::Error::Busy { path: "chancery.db".into() })
    }

    #[test]
    fn busy_ledger_is_waited_for_and_told_of() {
        let (mut tries, mut told) = (0, 0);
        let done = patiently(
            || {
                tries += 1;
                if tries < 4 { busy() } else { Ok(tries) }
            },
            || told += 1,
        );
        assert_eq!((done.unwrap(), told), (4, 3));
    }

    #[test]
    fn patience_ends() {
        let mut tries = 0;
        let done = patiently(
            || {
                tries += 1;
                busy::<()>()
            },
            || {},
        );
        assert!(matches!(done, Err(chancery_ledger::Error::Busy { .. })));
        assert_eq!(tries, TRIES);
    }
}
