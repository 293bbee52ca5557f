//! Rebuilding: every derived table made again from the readings.
//!
//! Goes in: whatever reads a stored wire form. Comes out: the index rows of
//! the newest reading of each page that can be read, in one transaction: until
//! it ends the old rows stand. Extracts, stories and what corrections hold for
//! are not made here: after a rebuild no article has any of them.

use chancery_model::Reading;
use rusqlite::{Connection, TransactionBehavior};

use crate::error::Fault;
use crate::index::Indexer;
use crate::lookup::id_of_number;
use crate::stored::{StoredReading, reading_of_number};
use crate::{Error, Ledger};

/// What a rebuild made, and what it could not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Articles that have their index rows.
    pub articles: usize,
    /// Articles whose newest reading cannot be read, so that an older one
    /// stands in its place.
    pub older: Vec<String>,
    /// Articles of which no reading can be read; they have no index rows.
    pub unread: Vec<String>,
}

impl Ledger {
    /// Makes every derived table again.
    ///
    /// `read` makes a reading of a stored one, or nothing where it is none.
    /// Pages are taken by their hashes, so that the order in which they were
    /// added plays no part.
    ///
    /// # Errors
    ///
    /// If the file cannot be written to; everything stays as it was then.
    pub fn rebuild(
        &mut self,
        read: impl FnMut(&StoredReading) -> Option<Reading>,
    ) -> Result<Rebuilt, Error> {
        // With keys held, each row that goes would be looked for in all tables
        // that point at its own. They are all made again at once.
        let rebuilt = with_keys_off(&self.conn, |conn| rebuild_all(conn, read));
        rebuilt.map_err(|fault| self.error(fault))
    }
}

fn with_keys_off<T>(
    conn: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, Fault>,
) -> Result<T, Fault> {
    conn.execute_batch("PRAGMA foreign_keys = OFF")?;
    let done = work(conn);
    conn.execute_batch("PRAGMA foreign_keys = ON")?;
    done
}

fn rebuild_all(
    conn: &Connection,
    mut read: impl FnMut(&StoredReading) -> Option<Reading>,
) -> Result<Rebuilt, Fault> {
    let transaction = rusqlite::Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "INSERT INTO search (search) VALUES ('delete-all');
         DELETE FROM compact;
         DELETE FROM imprint;
         DELETE FROM story;
         DELETE FROM corrected;
         DELETE FROM pair;
         DELETE FROM record_party;
         DELETE FROM record;
         DELETE FROM article_party;
         DELETE FROM appearance;
         DELETE FROM article;
         DELETE FROM actor;
         DELETE FROM party;
         DELETE FROM term;",
    )?;
    let mut rebuilt = Rebuilt::default();
    let mut indexer = Indexer::new(&transaction);
    let pages: Vec<i64> = numbers(&transaction, "SELECT id FROM page ORDER BY hash", [])?;
    for page in pages {
        let readings = numbers(
            &transaction,
            "SELECT id FROM reading WHERE page = ?1 ORDER BY id DESC",
            [page],
        )?;
        let mut readable = readings.iter().enumerate().filter_map(|(age, number)| {
            let stored = match reading_of_number(&transaction, *number) {
                Ok(stored) => stored,
                Err(Fault::Damaged(_)) => return None,
                Err(fault) => return Some(Err(fault)),
            };
            read(&stored).map(|reading| Ok((age, *number, reading)))
        });
        match readable.next().transpose()? {
            Some((age, number, reading)) => {
                indexer.index(page, number, &reading)?;
                rebuilt.articles += 1;
                if age > 0 {
                    rebuilt.older.push(id_of_number(&transaction, page)?);
                }
            }
            None => rebuilt.unread.push(id_of_number(&transaction, page)?),
        }
    }
    drop(indexer);
    transaction.commit()?;
    Ok(rebuilt)
}

fn numbers(
    conn: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<i64>, rusqlite::Error> {
    conn.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect()
}
