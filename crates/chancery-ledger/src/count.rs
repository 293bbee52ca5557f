//! Counting: how much is in a ledger.

use crate::error::Fault;
use crate::{Error, Ledger};

/// How much is in a ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages, by their bytes.
    pub pages: usize,
    /// Captures: a page at an address.
    pub captures: usize,
    /// Articles: pages that have been read.
    pub articles: usize,
    /// Readings, by page and coder.
    pub readings: usize,
    /// Records of current readings.
    pub records: RecordCounts,
    /// Pairs of parties that share a record.
    pub pairs: usize,
}

/// Records by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordCounts {
    /// What was done.
    pub events: usize,
    /// What was said.
    pub statements: usize,
    /// What was alleged, denied, asserted, predicted.
    pub claims: usize,
    /// What is planned.
    pub commitments: usize,
    /// What is put forward.
    pub proposals: usize,
}

impl RecordCounts {
    /// Returns the number of records of any kind.
    pub fn total(&self) -> usize {
        self.events + self.statements + self.claims + self.commitments + self.proposals
    }
}

impl Ledger {
    /// Counts what is in the ledger.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn counts(&self) -> Result<Counts, Error> {
        self.count_all().map_err(|fault| self.error(fault))
    }

    fn count_all(&self) -> Result<Counts, Fault> {
        let count = |sql: &str| -> Result<usize, Fault> {
            let n: i64 = self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
            Ok(n as usize)
        };
        // One transaction, so that the figures belong together.
        let _snapshot = self.conn.unchecked_transaction()?;
        Ok(Counts {
            pages: count("SELECT count(*) FROM page")?,
            captures: count("SELECT count(*) FROM capture")?,
            articles: count("SELECT count(*) FROM article")?,
            readings: count("SELECT count(*) FROM reading")?,
            records: self.count_records()?,
            pairs: count("SELECT count(*) FROM (SELECT DISTINCT first, second FROM pair)")?,
        })
    }

    fn count_records(&self) -> Result<RecordCounts, Fault> {
        let mut counts = RecordCounts::default();
        let mut statement =
            self.conn.prepare_cached("SELECT kind, count(*) FROM record GROUP BY kind")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let n = row.get::<_, i64>(1)? as usize;
            match row.get::<_, String>(0)?.as_str() {
                "e" => counts.events = n,
                "s" => counts.statements = n,
                "c" => counts.claims = n,
                "k" => counts.commitments = n,
                "p" => counts.proposals = n,
                _ => {}
            }
        }
        Ok(counts)
    }
}
