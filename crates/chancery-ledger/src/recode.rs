//! Recoding: pages that another coder read last, read again by this one.
//!
//! Goes in: the coder, then pages with what it read from them. Comes out: the
//! articles that it has not read last, and the new readings beside the old
//! ones. How a page is read, and what changed, is not known here.

use chancery_model::Coder;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::add::{add_reading, coder_number, id_of_hash, number};
use crate::batch::{Tally, Work};
use crate::error::Fault;
use crate::index::Indexer;
use crate::{Added, Error, Ledger, NewEntry};

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
        let mut tally = Tally::default();
        let mut n_new = 0;
        for entry in entries {
            if let Some(coder) = recode_one(&transaction, &mut indexer, entry)? {
                tally.add(coder, Added { readings: 1, ..Added::default() });
                n_new += 1;
            }
        }
        drop(indexer);
        tally.write(&transaction, Work::Recode, &self.signature)?;
        transaction.commit()?;
        Ok(n_new)
    }
}

/// Returns the number of the coder, where its reading was not the current one
/// already.
fn recode_one(
    transaction: &Transaction<'_>,
    indexer: &mut Indexer<'_>,
    entry: &NewEntry<'_>,
) -> Result<Option<i64>, Fault> {
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
        return Ok(None);
    }
    let reading = add_reading(transaction, entry, page, coder)?;
    indexer.index(page, reading, entry.reading)?;
    Ok(Some(coder))
}

#[cfg(test)]
mod tests {
    use chancery_model::{Article, Form, Page, Reading};

    use super::*;
    use crate::article_id;

    fn reading(page: &Page, version: &str, title: String) -> Reading {
        let article = Article {
            id: article_id(&page.bytes),
            title: Some(title),
            text: "A page that fits.".to_owned(),
            ..Article::default()
        };
        Reading::empty(Coder { version: version.to_owned(), ..Coder::default() }, article)
    }

    #[test]
    fn full_disk_leaves_the_ledger_as_it_was_before_a_recode_and_a_rebuild() {
        let page = Page::new("A page that fits.", Form::Text);
        let old = reading(&page, "1", "Old".to_owned());
        let mut ledger = Ledger::in_memory().unwrap();
        ledger.add(&[NewEntry { page: &page, reading: &old, wire: b"{}" }]).unwrap();
        // A file that may not grow stands for a disk without room.
        ledger.conn.execute_batch("PRAGMA max_page_count = 1").unwrap();
        let long: String = (0..30_000).map(|i| format!("{i} ")).collect();
        let new = reading(&page, "2", long);
        let error = ledger.recode(&[NewEntry { page: &page, reading: &new, wire: b"{}" }]);
        assert!(matches!(error, Err(Error::Full { .. })), "{error:?}");
        let error = ledger.rebuild(|_| Some(new.clone()));
        assert!(matches!(error, Err(Error::Full { .. })), "{error:?}");
        assert_eq!(ledger.find("Old", 9, 0).unwrap().len(), 1);
        assert_eq!((ledger.runs().unwrap().len(), ledger.counts().unwrap().readings), (1, 1));
        assert!(ledger.check().unwrap().is_sound());
    }
}
