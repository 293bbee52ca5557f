//! Counting: how much is in a ledger.

use chancery_model::{Coder, Date};
use rusqlite::Row;

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
    /// Stories that have been found.
    pub stories: usize,
    /// Independent origins in them.
    pub origins: usize,
    /// Corrections that people made.
    pub corrections: usize,
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
            stories: count("SELECT count(DISTINCT story) FROM story")?,
            origins: count("SELECT count(*) FROM (SELECT DISTINCT story, origin FROM story)")?,
            corrections: count("SELECT count(*) FROM correction")?,
        })
    }

    /// Returns what made the current readings, and how many each, most first.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn coders(&self) -> Result<Vec<(Coder, usize)>, Error> {
        let coders = || {
            let mut statement = self.conn.prepare_cached(
                "SELECT version, weights, codebook, count(*) AS articles
                 FROM article
                 JOIN reading ON reading.id = article.reading
                 JOIN coder ON coder.id = reading.coder
                 GROUP BY coder.id ORDER BY articles DESC, coder.id",
            )?;
            let coders = statement
                .query_map([], |row| {
                    let (version, weights) = (row.get(0)?, row.get(1)?);
                    let coder = Coder { version, weights, codebook: row.get(2)? };
                    Ok((coder, row.get::<_, i64>(3)? as usize))
                })?
                .collect::<Result<_, _>>()?;
            Ok(coders)
        };
        coders().map_err(|fault: Fault| self.error(fault))
    }

    /// Returns the first and the last day of publication.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn days(&self) -> Result<Option<(Date, Date)>, Error> {
        let days = || {
            let mut statement =
                self.conn.prepare_cached("SELECT min(published), max(published) FROM article")?;
            let day = |row: &Row<'_>, column| -> Result<Option<Date>, rusqlite::Error> {
                Ok(row.get::<_, Option<String>>(column)?.and_then(|date| date.parse().ok()))
            };
            Ok(statement.query_row([], |row| Ok(day(row, 0)?.zip(day(row, 1)?)))?)
        };
        days().map_err(|fault: Fault| self.error(fault))
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
