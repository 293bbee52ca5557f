//! What corrections hold for: the records of current readings that people
//! corrected, for whoever asks in SQL.
//!
//! Goes in: for each correction the record that somebody found, and whether it
//! still holds. Comes out: the rows behind the views `records` and
//! `corrections`. They are derived; which record a correction is about is not
//! decided here.

use chancery_model::RecordId;
use rusqlite::{TransactionBehavior, params};

use crate::error::Fault;
use crate::{Error, Ledger};

/// What has become of a correction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The record of the current reading that it is about; nothing where none
    /// fits.
    pub record: Option<RecordId>,
    /// Whether it holds: a later one may have taken it back, or given the value
    /// anew.
    pub holds: bool,
}

impl Ledger {
    /// Puts these in place of all that are stored: one for each correction, in
    /// the order of [`Ledger::corrections`]. Of corrections made since then,
    /// nothing is known.
    ///
    /// # Errors
    ///
    /// If the file cannot be written to; everything stays as it was then.
    pub fn set_corrected(&mut self, corrected: &[Corrected]) -> Result<(), Error> {
        self.replace_corrected(corrected).map_err(|fault| self.error(fault))
    }

    fn replace_corrected(&mut self, corrected: &[Corrected]) -> Result<(), Fault> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM corrected", [])?;
        {
            let corrections: Vec<i64> = transaction
                .prepare_cached("SELECT id FROM correction ORDER BY id")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut insert = transaction.prepare_cached(
                "INSERT INTO corrected (correction, article, kind, number, holds)
                 SELECT correction.id, record_key.page, ?2, ?3, ?4
                 FROM correction JOIN record_key ON record_key.id = correction.record
                 WHERE correction.id = ?1",
            )?;
            for (correction, Corrected { record, holds }) in corrections.into_iter().zip(corrected)
            {
                let kind = record.map(|record| record.kind().letter());
                let number = record.map(|record| record.index() as i64 + 1);
                insert.execute(params![correction, kind, number, holds])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}
