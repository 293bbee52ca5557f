//! Extracts: what is made of a reading once and kept beside it.
//!
//! Goes in: the compact form and the imprint of a current reading. Comes out:
//! the same bytes, or that there are none, and whoever asks makes them of the
//! wire form. What the bytes say is not known here, only the number of their
//! form. They are derived, and gone once another reading is the current one.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::error::Fault;
use crate::{Error, Ledger};

/// What is kept beside readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The reading itself in a form that is quick to take in, without its
    /// article's text.
    Compact,
    /// What of its article stories are found from.
    Imprint,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Kind; 2] = [Kind::Compact, Kind::Imprint];

    /// Returns the name of the table.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Kind::Compact => "compact",
            Kind::Imprint => "imprint",
        }
    }
}

/// What is made of one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extract {
    /// What it is.
    pub kind: Kind,
    /// The reading's number.
    pub reading: i64,
    /// The number of the bytes' form.
    pub form: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Bytes as they lie in the file.
#[derive(Debug)]
pub struct Sealed {
    sum: i64,
    bytes: Vec<u8>,
}

impl Sealed {
    fn of(row: &Row<'_>) -> Result<Sealed, rusqlite::Error> {
        Ok(Sealed { sum: row.get("sum")?, bytes: row.get("bytes")? })
    }

    /// Returns the bytes that were kept, or nothing where they are others now.
    pub fn open(&self) -> Option<&[u8]> {
        (sum(&self.bytes) == self.sum).then_some(&self.bytes)
    }
}

impl Ledger {
    /// Returns the numbers of the current readings beside which nothing of that
    /// kind and form is kept, in the order of adding.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn lacking(&self, kind: Kind, form: u32) -> Result<Vec<i64>, Error> {
        let numbers = || {
            let mut statement = self.conn.prepare_cached(&format!(
                "SELECT reading FROM article
                 WHERE reading NOT IN (SELECT reading FROM {table} WHERE form = ?1)
                 ORDER BY reading",
                table = kind.table()
            ))?;
            Ok(statement.query_map([form], |row| row.get(0))?.collect::<Result<_, _>>()?)
        };
        numbers().map_err(|fault: Fault| self.error(fault))
    }

    /// Keeps these beside their readings, in place of what was there; those of
    /// readings that are not current any more are passed over.
    ///
    /// # Errors
    ///
    /// If the file cannot be written to; nothing of these is kept then.
    pub fn keep(&mut self, extracts: &[Extract]) -> Result<(), Error> {
        self.keep_all(extracts).map_err(|fault| self.error(fault))
    }

    fn keep_all(&mut self, extracts: &[Extract]) -> Result<(), Fault> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for Extract { kind, reading, form, bytes } in extracts {
            transaction
                .prepare_cached(&format!(
                    "INSERT OR REPLACE INTO {table} (reading, form, sum, bytes)
                     SELECT reading, ?2, ?3, ?4 FROM article WHERE reading = ?1",
                    table = kind.table()
                ))?
                .execute(params![reading, form, sum(bytes), bytes])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Returns the compact form of the reading of that number, or nothing where none
    /// of that form is kept.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn compact(&self, reading: i64, form: u32) -> Result<Option<Sealed>, Error> {
        let row = || {
            let mut statement = self.conn.prepare_cached(
                "SELECT sum, bytes FROM compact WHERE reading = ?1 AND form = ?2",
            )?;
            Ok(statement.query_row(params![reading, form], Sealed::of).optional()?)
        };
        row().map_err(|fault: Fault| self.error(fault))
    }

    /// Returns the text of the article of the reading of that number.
    ///
    /// # Errors
    ///
    /// If there is none, or the file cannot be read.
    pub fn text(&self, reading: i64) -> Result<String, Error> {
        let text = || {
            let mut statement = self.conn.prepare_cached(
                "SELECT article_text.text
                 FROM reading JOIN article_text ON article_text.id = reading.text
                 WHERE reading.id = ?1",
            )?;
            Ok(statement.query_row([reading], |row| row.get(0))?)
        };
        text().map_err(|fault: Fault| self.error(fault))
    }

    /// Returns the imprints of that form that are kept beside current readings.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn imprints(&self, form: u32) -> Result<Vec<Sealed>, Error> {
        let imprints = || {
            let mut statement =
                self.conn.prepare_cached("SELECT sum, bytes FROM imprint WHERE form = ?1")?;
            Ok(statement.query_map([form], Sealed::of)?.collect::<Result<_, _>>()?)
        };
        imprints().map_err(|fault: Fault| self.error(fault))
    }
}

/// Takes away what is kept beside the current reading of the page.
pub(crate) fn clear(transaction: &Transaction<'_>, page: i64) -> Result<(), Fault> {
    for kind in Kind::ALL {
        transaction
            .prepare_cached(&format!(
                "DELETE FROM {table} WHERE reading = (SELECT reading FROM article WHERE id = ?1)",
                table = kind.table()
            ))?
            .execute([page])?;
    }
    Ok(())
}

/// Shows each reading, by number, beside which something is kept that is not what
/// was kept once.
pub(crate) fn damaged(
    conn: &Connection,
    mut see: impl FnMut(i64) -> Result<(), Fault>,
) -> Result<(), Fault> {
    for kind in Kind::ALL {
        let table = kind.table();
        let mut statement = conn.prepare(&format!("SELECT reading, sum, bytes FROM {table}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if Sealed::of(row)?.open().is_none() {
                see(row.get(0)?)?;
            }
        }
    }
    Ok(())
}

/// Returns the first eight bytes of the bytes' SHA-256 as a number.
fn sum(bytes: &[u8]) -> i64 {
    let hash = Sha256::digest(bytes);
    hash.iter().take(8).fold(0, |sum, byte| sum << 8 | i64::from(*byte))
}
