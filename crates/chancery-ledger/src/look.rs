//! Looks: where a reader has been, so that the next brief can show what is new.
//!
//! Goes in: a pair and the time. Comes out: when the pair was last looked at,
//! and which articles came since. A look is only ever added; it says nothing of
//! who looked, since a ledger has one desk.

use std::collections::BTreeSet;

use chancery_model::Pair;
use rusqlite::{OptionalExtension, TransactionBehavior, params};

use crate::add::id_of_hash;
use crate::error::Fault;
use crate::{Error, Ledger};

/// A look at what was new of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// When, as whoever looked wrote it down: ISO 8601.
    pub made: String,
    /// The number of the last page that there was.
    page: i64,
}

impl Ledger {
    /// Returns the last look at the pair.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn last_look(&self, pair: &Pair) -> Result<Option<Look>, Error> {
        self.read_last_look(pair).map_err(|fault| self.error(fault))
    }

    fn read_last_look(&self, pair: &Pair) -> Result<Option<Look>, Fault> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT made, page FROM look WHERE first = ?1 AND second = ?2
                 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([pair.first().as_str(), pair.second().as_str()], |row| {
                Ok(Look { made: row.get(0)?, page: row.get(1)? })
            })
            .optional()?)
    }

    /// Returns the ids of the articles that were added after a look; all of
    /// them, where there was none.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn articles_since(&self, look: Option<&Look>) -> Result<BTreeSet<String>, Error> {
        self.read_articles_since(look).map_err(|fault| self.error(fault))
    }

    fn read_articles_since(&self, look: Option<&Look>) -> Result<BTreeSet<String>, Fault> {
        let after = look.map_or(0, |look| look.page);
        let mut statement = self.conn.prepare_cached("SELECT hash FROM page WHERE id > ?1")?;
        let mut rows = statement.query([after])?;
        let mut articles = BTreeSet::new();
        while let Some(row) = rows.next()? {
            articles.insert(id_of_hash(&row.get::<_, Vec<u8>>(0)?));
        }
        Ok(articles)
    }

    /// Returns a look at this moment, to be remembered once the reader has seen
    /// what there is now: what is added meanwhile stays new.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn look_now(&self, made: &str) -> Result<Look, Error> {
        let page = || -> Result<i64, Fault> {
            let mut last = self.conn.prepare_cached("SELECT coalesce(max(id), 0) FROM page")?;
            Ok(last.query_row([], |row| row.get(0))?)
        };
        let page = page().map_err(|fault| self.error(fault))?;
        Ok(Look { made: made.to_owned(), page })
    }

    /// Remembers that the pair was looked at.
    ///
    /// # Errors
    ///
    /// If the file cannot be written to.
    pub fn remember(&mut self, pair: &Pair, look: &Look) -> Result<(), Error> {
        self.add_look(pair, look).map_err(|fault| self.error(fault))
    }

    fn add_look(&mut self, pair: &Pair, look: &Look) -> Result<(), Fault> {
        let values = params![pair.first().as_str(), pair.second().as_str(), look.made, look.page];
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction
            .prepare_cached("INSERT INTO look (first, second, made, page) VALUES (?1, ?2, ?3, ?4)")?
            .execute(values)?;
        transaction.commit()?;
        Ok(())
    }
}
