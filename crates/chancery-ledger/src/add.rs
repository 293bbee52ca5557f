//! Adding: pages with their readings, a batch at a time.
//!
//! A batch is one transaction: after [`Ledger::add`] has returned, all of it is
//! on the disk; before, none of it is. Nothing here is ever changed or taken
//! away except the index rows of a page that is read again.

use std::io;

use chancery_model::{Coder, Page, Reading};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::batch::{Tally, Work};
use crate::error::Fault;
use crate::index::Indexer;
use crate::{Error, Ledger, pack};

/// A page and what was read from it.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// The page.
    pub page: &'a Page,
    /// What was read from it; its article's id is that of the page.
    pub reading: &'a Reading,
    /// The same reading as it is to be given back; the ledger does not look
    /// inside.
    pub wire: &'a [u8],
}

/// What a batch added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Pages whose bytes were not known.
    pub pages: usize,
    /// Addresses at which a page's bytes were not known.
    pub captures: usize,
    /// Readings that were not known, by page and coder.
    pub readings: usize,
    /// Entries that added nothing.
    pub duplicates: usize,
}

impl std::ops::AddAssign for Added {
    fn add_assign(&mut self, other: Added) {
        self.pages += other.pages;
        self.captures += other.captures;
        self.readings += other.readings;
        self.duplicates += other.duplicates;
    }
}

/// Returns the article id that a page of these bytes has: `sha256:` and the
/// hash in hexadecimal digits.
pub fn article_id(bytes: &[u8]) -> String {
    id_of_hash(&Sha256::digest(bytes))
}

pub(crate) fn id_of_hash(hash: &[u8]) -> String {
    use std::fmt::Write;
    let mut id = String::with_capacity(7 + 2 * hash.len());
    id.push_str("sha256:");
    for byte in hash {
        // Writing to a string cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
}

/// Returns the hash that an article id names; another name gives none that any
/// page has.
pub(crate) fn hash_of_id(id: &str) -> Vec<u8> {
    let digits = id.strip_prefix("sha256:").unwrap_or_default().as_bytes();
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    };
    digits.chunks(2).map_while(byte).collect()
}

impl Ledger {
    /// Adds pages with their readings, all or none of them.
    ///
    /// Bytes that are known already are not stored again: at the same address
    /// they add nothing, at another one they add a capture. A reading is known
    /// by its page and its coder; one by another coder is added beside the
    /// earlier ones and becomes the page's current reading.
    ///
    /// # Errors
    ///
    /// If a reading's article is not that of its page, or the file cannot be
    /// written to. Nothing of the batch is stored then.
    pub fn add(&mut self, entries: &[NewEntry<'_>]) -> Result<Added, Error> {
        self.add_all(entries).map_err(|fault| self.error(fault))
    }

    fn add_all(&mut self, entries: &[NewEntry<'_>]) -> Result<Added, Fault> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut indexer = Indexer::new(&transaction);
        let mut tally = Tally::default();
        let mut total = Added::default();
        for entry in entries {
            let (coder, mut added) = add_one(&transaction, &mut indexer, entry)?;
            tally.add(coder, added);
            added.duplicates += usize::from(added == Added::default());
            total += added;
        }
        drop(indexer);
        tally.write(&transaction, Work::Add, &self.signature)?;
        transaction.commit()?;
        Ok(total)
    }
}

/// Adds an entry; returns the number of its coder, and what it added.
fn add_one(
    transaction: &Transaction<'_>,
    indexer: &mut Indexer<'_>,
    entry: &NewEntry<'_>,
) -> Result<(i64, Added), Fault> {
    let mut added = Added::default();
    let hash = Sha256::digest(&entry.page.bytes);
    let id = id_of_hash(&hash);
    if entry.reading.article.id != id {
        return Err(Fault::OtherPage { read: entry.reading.article.id.clone(), page: id });
    }
    let page = match number(transaction, "SELECT id FROM page WHERE hash = ?1", &hash)? {
        Some(page) => page,
        None => {
            added.pages += 1;
            add_page(transaction, entry.page, &hash)?
        }
    };
    added.captures += add_capture(transaction, entry.page, page)?;
    let coder = coder_number(transaction, &entry.reading.coder)?;
    let is_known = transaction
        .prepare_cached("SELECT 1 FROM reading WHERE page = ?1 AND coder = ?2")?
        .exists(params![page, coder])?;
    if !is_known {
        added.readings += 1;
        let reading = add_reading(transaction, entry, page, coder)?;
        indexer.index(page, reading, entry.reading)?;
    }
    Ok((coder, added))
}

fn add_page(transaction: &Transaction<'_>, page: &Page, hash: &[u8]) -> Result<i64, Fault> {
    let packed = pack::pack(&page.bytes).map_err(not_packed)?;
    transaction
        .prepare_cached("INSERT INTO page (hash, form, length, packed) VALUES (?1, ?2, ?3, ?4)")?
        .insert(params![hash, page.form.name(), page.bytes.len() as i64, packed])
        .map_err(Fault::from)
}

fn add_capture(transaction: &Transaction<'_>, page: &Page, id: i64) -> Result<usize, Fault> {
    transaction
        .prepare_cached(
            "INSERT INTO capture (page, url, captured, content_type) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![id, page.url, page.captured, page.content_type])
        .map_err(Fault::from)
}

pub(crate) fn coder_number(transaction: &Transaction<'_>, coder: &Coder) -> Result<i64, Fault> {
    let values = params![coder.version, coder.weights, coder.codebook];
    let known = transaction
        .prepare_cached(
            "SELECT id FROM coder WHERE version = ?1 AND weights = ?2 AND codebook = ?3",
        )?
        .query_row(values, |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => Ok(transaction
            .prepare_cached("INSERT INTO coder (version, weights, codebook) VALUES (?1, ?2, ?3)")?
            .insert(values)?),
    }
}

pub(crate) fn add_reading(
    transaction: &Transaction<'_>,
    entry: &NewEntry<'_>,
    page: i64,
    coder: i64,
) -> Result<i64, Fault> {
    let text = &entry.reading.article.text;
    let hash = Sha256::digest(text);
    let known = number(transaction, "SELECT id FROM article_text WHERE hash = ?1", &hash)?;
    let text_number = match known {
        Some(id) => id,
        None => transaction
            .prepare_cached("INSERT INTO article_text (hash, text) VALUES (?1, ?2)")?
            .insert(params![hash.as_slice(), text])?,
    };
    let packed = pack::pack_against(entry.wire, text).map_err(not_packed)?;
    transaction
        .prepare_cached(
            "INSERT INTO reading (page, coder, text, length, packed) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .insert(params![page, coder, text_number, entry.wire.len() as i64, packed])
        .map_err(Fault::from)
}

pub(crate) fn number(
    transaction: &Transaction<'_>,
    sql: &str,
    hash: &[u8],
) -> Result<Option<i64>, rusqlite::Error> {
    transaction.prepare_cached(sql)?.query_row([hash], |row| row.get(0)).optional()
}

/// Packing fails where memory ends, and in no other way.
fn not_packed(error: io::Error) -> Fault {
    Fault::Sql(rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use chancery_model::{Article, Form};

    use super::*;

    fn add(ledger: &mut Ledger, text: String) -> Result<Added, Error> {
        let page = Page::new(text.clone(), Form::Text);
        let article = Article { id: article_id(&page.bytes), text, ..Article::default() };
        let reading = Reading::empty(Coder::default(), article);
        ledger.add(&[NewEntry { page: &page, reading: &reading, wire: b"{}" }])
    }

    #[test]
    fn full_disk_is_told_and_keeps_what_was_confirmed() {
        let mut ledger = Ledger::in_memory().unwrap();
        add(&mut ledger, "A page that fits.".to_owned()).unwrap();
        // A file that may not grow stands for a disk without room.
        ledger.conn.execute_batch("PRAGMA max_page_count = 1").unwrap();
        let long = (0..30_000).map(|i| format!("{i} ")).collect();
        let error = add(&mut ledger, long).unwrap_err();
        assert!(matches!(error, Error::Full { .. }), "{error}");
        assert_eq!(ledger.counts().unwrap().pages, 1);
        assert!(ledger.check().unwrap().is_sound());
    }

    #[test]
    fn lock_held_for_too_long_is_told_and_adds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chancery.db");
        let mut ledger = Ledger::open(&path).unwrap();
        let other = Ledger::open(&path).unwrap();
        ledger.conn.busy_timeout(std::time::Duration::ZERO).unwrap();
        other.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        let error = add(&mut ledger, "A page.".to_owned()).unwrap_err();
        assert!(matches!(error, Error::Busy { .. }), "{error}");
        other.conn.execute_batch("ROLLBACK").unwrap();
        assert_eq!(add(&mut ledger, "A page.".to_owned()).unwrap().pages, 1);
    }
}
