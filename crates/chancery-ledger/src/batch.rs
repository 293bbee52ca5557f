//! Batches: what commands added and read again, by whom and when.
//!
//! Goes in: who is at work, then what each transaction added. Comes out: the
//! runs of commands, each with all that it added. A batch is written down in the
//! transaction that adds it, so that what was confirmed is in the log and
//! nothing else is. What adds nothing is not written down.

use std::collections::BTreeMap;

use chancery_model::Coder;
use rusqlite::{Transaction, params};

use crate::error::{Damage, Fault};
use crate::{Added, Error, Ledger};

/// Who is at work, and since when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The name; nothing where nobody is named.
    pub by: Option<String>,
    /// When the work began, ISO 8601 in UTC; nothing in ledgers of before this
    /// was written down.
    pub made: Option<String>,
}

/// What kind of work brought readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Work {
    /// Pages were added.
    Add,
    /// Pages were read again.
    Recode,
}

impl Work {
    /// Both of them.
    pub const ALL: [Work; 2] = [Work::Add, Work::Recode];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            Work::Add => "add",
            Work::Recode => "recode",
        }
    }
}

/// One run of a command, or of several that began in the same second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What was done.
    pub work: Work,
    /// By whom and when.
    pub signature: Signature,
    /// What read the pages.
    pub coder: Coder,
    /// Pages whose bytes were not known.
    pub pages: usize,
    /// Addresses at which a page's bytes were not known.
    pub captures: usize,
    /// Readings that were added.
    pub readings: usize,
}

impl Ledger {
    /// Signs what is added and read again from now on.
    pub fn sign(&mut self, signature: Signature) {
        self.signature = signature;
    }

    /// Returns the runs that added anything, in the order of their first batch.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn runs(&self) -> Result<Vec<Run>, Error> {
        self.read_runs().map_err(|fault| self.error(fault))
    }

    fn read_runs(&self) -> Result<Vec<Run>, Fault> {
        let mut statement = self.conn.prepare_cached(
            "SELECT work, made_by, made, coder, weights, codebook, pages, captures, readings
             FROM batches ORDER BY number",
        )?;
        let mut rows = statement.query([])?;
        let mut runs = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let work = Work::ALL.into_iter().find(|work| work.name() == name).ok_or_else(|| {
                Damage::Structure(format!("column `batch.work` holds the word '{name}'"))
            })?;
            let count = |column| row.get::<_, i64>(column).map(|count| count as usize);
            runs.push(Run {
                work,
                signature: Signature { by: row.get(1)?, made: row.get(2)? },
                coder: Coder { version: row.get(3)?, weights: row.get(4)?, codebook: row.get(5)? },
                pages: count(6)?,
                captures: count(7)?,
                readings: count(8)?,
            });
        }
        Ok(runs)
    }
}

/// What a transaction has added so far, by the number of the coder.
#[derive(Default)]
pub(crate) struct Tally(BTreeMap<i64, Added>);

impl Tally {
    /// Counts what one entry added.
    pub(crate) fn add(&mut self, coder: i64, added: Added) {
        if added != Added::default() {
            *self.0.entry(coder).or_default() += added;
        }
    }

    /// Writes it down.
    pub(crate) fn write(
        self,
        transaction: &Transaction<'_>,
        work: Work,
        signature: &Signature,
    ) -> Result<(), Fault> {
        for (coder, Added { pages, captures, readings, .. }) in self.0 {
            transaction
                .prepare_cached(
                    "INSERT INTO batch (work, made_by, made, coder, pages, captures, readings)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    work.name(),
                    signature.by,
                    signature.made,
                    coder,
                    pages as i64,
                    captures as i64,
                    readings as i64,
                ])?;
        }
        Ok(())
    }
}
