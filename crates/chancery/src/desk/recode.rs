//! Recoding: every stored page read again by the present coder.
//!
//! In: a ledger and a reader. Out: the new readings in the ledger, and how they
//! differ from the old ones. Pages are confirmed some at a time, and those that
//! the coder has read last are left alone: when it is stopped, the next run goes
//! on where it ended. Corrections are not touched.

use chancery_ledger::Ledger;
use chancery_read::Reader;

use super::{BATCH, Error, Progress, entry, patiently, reading_of, settle};
use crate::crew::{ReadPage, read_each};
use crate::difference::{Difference, difference};
use crate::source::{Origin, Sourced};

/// How many pages are taken from the ledger at once: some batches, so that the
/// threads seldom wait for the last page of them.
const PAGES_AT_ONCE: usize = 4 * BATCH;

/// What recoding did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recoded {
    /// Pages that were read again.
    pub pages: usize,
    /// Pages that the coder had read last already.
    pub before: usize,
    /// Pages of those read whose records changed.
    pub changed: usize,
    /// How their records changed.
    pub difference: Difference,
    /// The ids of articles whose pages are damaged, so that they cannot be read.
    pub damaged: Vec<String>,
}

/// Reads every page that another coder has read last, on that many threads, and
/// finds the stories anew.
///
/// # Errors
///
/// Returns an error where the ledger cannot be read or written to; what was
/// stored stays stored.
pub fn recode(
    ledger: &mut Ledger,
    reader: &Reader,
    threads: usize,
    mut progress: impl FnMut(Progress<'_>),
) -> Result<Recoded, Error> {
    let outdated = ledger.outdated(reader.coder())?;
    let before = ledger.counts()?.pages.saturating_sub(outdated.len());
    let mut total = Recoded { before, ..Recoded::default() };
    for ids in outdated.chunks(PAGES_AT_ONCE) {
        let mut pages = Vec::with_capacity(ids.len());
        for id in ids {
            match ledger.page(id) {
                Ok(page) => {
                    pages.extend(page.map(|page| Ok(Sourced { page, origin: Origin::whole(id) })))
                }
                Err(chancery_ledger::Error::Damaged { .. }) => total.damaged.push(id.clone()),
                Err(error) => return Err(error.into()),
            }
        }
        let mut batch: Vec<Box<ReadPage>> = Vec::with_capacity(BATCH);
        read_each(pages.into_iter(), reader, threads, |result| {
            // Pages of the ledger are pages already, and no source fails.
            let Ok(page) = result else { return Ok(()) };
            progress(Progress::Read(&page));
            batch.push(page);
            if batch.len() >= BATCH {
                store(ledger, &batch, &mut total, &mut progress)?;
                batch.clear();
            }
            Ok::<(), Error>(())
        })?;
        store(ledger, &batch, &mut total, &mut progress)?;
    }
    settle(ledger, threads, || progress(Progress::Waiting))?;
    Ok(total)
}

fn store(
    ledger: &mut Ledger,
    batch: &[Box<ReadPage>],
    total: &mut Recoded,
    progress: &mut impl FnMut(Progress<'_>),
) -> Result<(), Error> {
    let mut differences = Vec::with_capacity(batch.len());
    for page in batch {
        let id = &page.reading.article.id;
        // What cannot be read any more has nothing to be held against.
        let old = ledger.reading(id).ok().flatten().and_then(|old| reading_of(&old).ok());
        differences
            .push(old.map_or_else(Difference::default, |old| difference(&old, &page.reading)));
    }
    let entries: Vec<_> = batch.iter().map(|page| entry(page)).collect();
    patiently(|| ledger.recode(&entries), || progress(Progress::Waiting))?;
    for difference in differences {
        total.pages += 1;
        total.changed += usize::from(!difference.is_empty());
        total.difference += difference;
    }
    Ok(())
}
