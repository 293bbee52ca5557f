//! The desk: pages into the ledger, and accounts out of it.
//!
//! In: sources and a ledger. Out: what was added; the account of a pair. Neither
//! prints; progress and problems go to the caller.

use chancery_account::{Account, Options, account};
use chancery_ledger::{Added, Ledger, NewEntry, Period as LedgerPeriod};
use chancery_model::{Pair, Reading};
use chancery_read::Reader;

use crate::crew::{ReadPage, read_each};
use crate::source::{SourceProblem, Sourced};
use crate::wire;

/// How many pages are stored in one transaction. Each costs one wait for the
/// disk; after it, its pages are safe.
const BATCH: usize = 64;

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
}

/// Reads pages on that many threads and stores them, in order.
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
            total += store(ledger, &mut batch)?;
            progress(Progress::Stored(total));
        }
        Ok::<(), Error>(())
    })?;
    total += store(ledger, &mut batch)?;
    progress(Progress::Stored(total));
    Ok(total)
}

#[expect(clippy::vec_box, reason = "pages come from the crew in their boxes")]
fn store(ledger: &mut Ledger, batch: &mut Vec<Box<ReadPage>>) -> Result<Added, Error> {
    let entries: Vec<NewEntry<'_>> = batch
        .iter()
        .map(|done| NewEntry {
            page: &done.page,
            reading: &done.reading,
            wire: done.wire.as_bytes(),
        })
        .collect();
    let added = ledger.add(&entries)?;
    batch.clear();
    Ok(added)
}

/// Returns the account of a pair from all that the ledger holds of it.
///
/// # Errors
///
/// Returns an error where the ledger or a reading in it cannot be read.
pub fn account_of(ledger: &Ledger, pair: &Pair, options: &Options) -> Result<Account, Error> {
    let mut readings: Vec<Reading> = Vec::new();
    for stored in ledger.readings_of_pair(pair, LedgerPeriod::ALWAYS)? {
        let stored = stored?;
        readings.push(reading_of(&stored)?);
    }
    Ok(account(pair, &readings, [], options))
}

/// Returns a stored reading as it was read.
///
/// # Errors
///
/// Returns an error where the stored bytes are not a reading.
pub fn reading_of(stored: &chancery_ledger::StoredReading) -> Result<Reading, Error> {
    let text = String::from_utf8_lossy(&stored.wire);
    wire::reading::from_json(&text)
        .map_err(|source| Error::Reading { article_id: stored.article_id.clone(), source })
}
