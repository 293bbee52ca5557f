//! Recoding: pages that another coder read last, read again by this one.
//!
//! Goes in: the coder, then pages with what it read from them. Comes out: the
//! articles that it has not read last, and the new readings beside the old
//! ones. How a page is read, and what changed, is not known here.

use chancery_model::Coder;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::add::{add_reading, coder_number, id_of_hash, number};
use crate::error::Fault;
use crate::index::Indexer;
use crate::{Error, Ledger, NewEntry};

impl Ledger {
    /// Returns the ids of the articles whose current reading is not by this
    /// coder, or cannot be unpacked into their index rows, in the order of
    /// adding.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn outdated(&self, coder: &Coder) -> Result<Vec<String>, Error> {
        let outdated = || {
            let mut statement = self.conn.prepare_cached(
                "SELECT page.hash
                 FROM page
                 LEFT JOIN article ON article.id = page.id
                 LEFT JOIN reading ON reading.id = article.reading
                 LEFT JOIN coder ON coder.id = reading.coder
                 WHERE coder.id IS NULL
                     OR coder.version <> ?1 OR coder.weights <> ?2 OR coder.codebook <> ?3
                     OR EXISTS (SELECT 1 FROM reading AS newer
                         WHERE newer.page = page.id AND newer.id > reading.id)
                 ORDER BY page.id",
            )?;
            let ids = statement
                .query_map(params![coder.version, coder.weights, coder.codebook], |row| {
                    Ok(id_of_hash(row.get_ref(0)?.as_blob()?))
                })?
                .collect::<Result<_, _>>()?;
            Ok(ids)
        };
        outdated().map_err(|fault: Fault| self.error(fault))
    }

    /// Makes these the current readings of their pages, all or none of them.
    /// Returns how many were not the current ones already.
    ///
    /// Unlike [`Ledger::add`] it takes no page that the ledger does not have,
    /// and a reading by a coder that has read the page before, but not last,
    /// becomes the current one again.
    ///
    /// # Errors
    ///
    /// If a page is not in the ledger, a reading's article is not that of its
    /// page, or the file cannot be written to. Nothing is stored then.
    pub fn recode(&mut self, entries: &[NewEntry<'_>]) -> Result<usize, Error> {
        self.recode_all(entries).map_err(|fault| self.error(fault))
    }

    fn recode_all(&mut self, entries: &[NewEntry<'_>]) -> Result<usize, Fault> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut indexer = Indexer::new(&transaction);
        let mut n_new = 0;
        for entry in entries {
            n_new += usize::from(recode_one(&transaction, &mut indexer, entry)?);
        }
        drop(indexer);
        transaction.commit()?;
        Ok(n_new)
    }
}

fn recode_one(
    transaction: &Transaction<'_>,
    indexer: &mut Indexer<'_>,
    entry: &NewEntry<'_>,
) -> Result<bool, Fault> {
    let hash = Sha256::digest(&entry.page.bytes);
    let (read, id) = (&entry.reading.article.id, id_of_hash(&hash));
    let page = number(transaction, "SELECT id FROM page WHERE hash = ?1", &hash)?;
    let page = page
        .filter(|_| *read == id)
        .ok_or_else(|| Fault::OtherPage { read: read.clone(), page: id })?;
    let coder = coder_number(transaction, &entry.reading.coder)?;
    let newest: Option<(i64, i64)> = transaction
        .prepare_cached("SELECT id, coder FROM reading WHERE page = ?1 ORDER BY id DESC LIMIT 1")?
        .query_row([page], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let indexed: Option<i64> = transaction
        .prepare_cached("SELECT reading FROM article WHERE id = ?1")?
        .query_row([page], |row| row.get(0))
        .optional()?;
    if newest.is_some_and(|(newest, by)| by == coder && indexed == Some(newest)) {
        return Ok(false);
    }
    let reading = add_reading(transaction, entry, page, coder)?;
    indexer.index(page, reading, entry.reading)?;
    Ok(true)
}
