//! Pairs: the readings that touch two parties, and which pairs have most.
//!
//! A reading touches a pair where it names an actor of each party. It may do
//! no more than that: what of it concerns the pair is for the account to say.

use chancery_model::{Pair, Party};
use rusqlite::{OptionalExtension, params};

use crate::error::Fault;
use crate::list::Period;
use crate::stored::{StoredReading, reading_of_number};
use crate::{Error, Ledger};

/// A pair, and how much the ledger has of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairCount {
    /// The two parties.
    pub pair: Pair,
    /// The articles with a record that both parties are in.
    pub articles: usize,
    /// The records that both parties are in, on whatever side.
    pub records: usize,
}

/// The readings that touch a pair, read from the file one by one.
///
/// Which readings they are is settled when the iterator is made; what is
/// added meanwhile is not among them.
#[derive(Debug)]
pub struct PairReadings<'a> {
    ledger: &'a Ledger,
    numbers: std::vec::IntoIter<i64>,
}

impl Iterator for PairReadings<'_> {
    type Item = Result<StoredReading, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let number = self.numbers.next()?;
        Some(reading_of_number(&self.ledger.conn, number).map_err(|fault| self.ledger.error(fault)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

impl ExactSizeIterator for PairReadings<'_> {}

impl Ledger {
    /// Returns the current readings that name both parties, of articles of the
    /// period, by date and then by article id, the undated last.
    ///
    /// # Errors
    ///
    /// If the file cannot be read; each reading may fail on its own as well.
    pub fn readings_of_pair(&self, pair: &Pair, period: Period) -> Result<PairReadings<'_>, Error> {
        let ordered = "JOIN page ON page.id = one.article ORDER BY one.day, page.hash";
        let numbers =
            self.numbers_of_pair(pair, period, ordered).map_err(|fault| self.error(fault))?;
        Ok(PairReadings { ledger: self, numbers: numbers.into_iter() })
    }

    /// Returns the numbers of these readings, in the order of adding, in which they
    /// lie in the file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn reading_numbers(&self, pair: &Pair, period: Period) -> Result<Vec<i64>, Error> {
        let ordered = "ORDER BY number";
        self.numbers_of_pair(pair, period, ordered).map_err(|fault| self.error(fault))
    }

    /// Returns the numbers of all current readings, in the order of adding.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn current_numbers(&self) -> Result<Vec<i64>, Error> {
        let numbers = || {
            let mut statement =
                self.conn.prepare_cached("SELECT reading FROM article ORDER BY reading")?;
            Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
        };
        numbers().map_err(|fault: Fault| self.error(fault))
    }

    fn numbers_of_pair(
        &self,
        pair: &Pair,
        period: Period,
        ordered: &str,
    ) -> Result<Vec<i64>, Fault> {
        let (Some(first), Some(second)) =
            (self.party_number(pair.first())?, self.party_number(pair.second())?)
        else {
            return Ok(Vec::new());
        };
        let (since, until, undated) = period.days();
        let numbers = self
            .conn
            .prepare_cached(&format!(
                "SELECT number FROM (
                     SELECT article.reading AS number, one.article, one.day
                     FROM article_party AS one
                     JOIN article_party AS other
                         ON other.party = ?2 AND other.day = one.day AND other.article = one.article
                     JOIN article ON article.id = one.article
                     WHERE one.party = ?1 AND (one.day BETWEEN ?3 AND ?4 OR one.day = ?5)
                 ) AS one
                 {ordered}"
            ))?
            .query_map(params![first, second, since, until, undated], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(numbers)
    }

    fn party_number(&self, party: &Party) -> Result<Option<i64>, Fault> {
        Ok(self
            .conn
            .prepare_cached("SELECT id FROM party WHERE party = ?1")?
            .query_row([party.as_str()], |row| row.get(0))
            .optional()?)
    }

    /// Returns the pairs that share most articles, then most records, then by
    /// name.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn pairs(&self, limit: usize) -> Result<Vec<PairCount>, Error> {
        self.busiest(limit).map_err(|fault| self.error(fault))
    }

    fn busiest(&self, limit: usize) -> Result<Vec<PairCount>, Fault> {
        // A pair is stored by its parties' numbers, lesser first, and sorted
        // by its parties' names once it is a `Pair`.
        let pairs = self
            .conn
            .prepare_cached(
                "SELECT min(one.party, other.party), max(one.party, other.party),
                     count(*) AS articles, sum(records) AS records
                 FROM pair
                 JOIN party AS one ON one.id = pair.first
                 JOIN party AS other ON other.id = pair.second
                 GROUP BY pair.first, pair.second
                 ORDER BY articles DESC, records DESC, 1, 2
                 LIMIT ?1",
            )?
            .query_map([limit as i64], |row| {
                Ok(PairCount {
                    pair: Pair::new(Party(row.get(0)?), Party(row.get(1)?)),
                    articles: row.get::<_, i64>(2)? as usize,
                    records: row.get::<_, i64>(3)? as usize,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(pairs)
    }
}
