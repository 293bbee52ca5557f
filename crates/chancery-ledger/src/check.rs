//! Checking: the whole file held against itself.
//!
//! Goes in: an open ledger. Comes out: what is wrong with it, part by part; a
//! part that cannot be read is damage as well and does not end the check.
//! Nothing is repaired.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::add::id_of_hash;
use crate::error::{Damage, Fault};
use crate::extract;
use crate::lookup::{id_of_number, page_of_number};
use crate::stored::reading_of_number;
use crate::{Error, Ledger, article_id};

/// As much damage as is listed of each part; where there is more, the list
/// would help nobody.
const MOST: usize = 100;

/// What a check has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Pages whose bytes were unpacked and hashed.
    pub pages: usize,
    /// Readings that were unpacked.
    pub readings: usize,
    /// What is wrong, by part; of each part at most the first hundred.
    pub damage: Vec<Damage>,
}

impl CheckReport {
    /// Returns whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty()
    }
}

impl Ledger {
    /// Holds the whole file against itself.
    ///
    /// SQLite's own structures, keys between tables, the hash of every page
    /// and text, every reading unpacked, what is kept beside it, a reading for
    /// every page, that the index rows are of the newest reading and agree among
    /// themselves, the full-text index. Rows that went missing together, of an article's
    /// last records and whatever is made of them, are not seen.
    ///
    /// # Errors
    ///
    /// Only if another process keeps the file locked, or the disk fails: what
    /// is wrong inside the file is in the report.
    pub fn check(&self) -> Result<CheckReport, Error> {
        let mut report = CheckReport::default();
        let conn = &self.conn;
        let parts: [Part; 9] =
            [structure, keys, pages, texts, readings, extracts, currency, agreement, search];
        for part in parts {
            let mut found = Findings::default();
            if let Err(fault) = part(conn, &mut found) {
                match Error::at(self.path(), fault) {
                    Error::Damaged { damage, .. } => found.add(damage),
                    Error::NotALedger { .. } => {
                        found.add(Damage::Structure("the header is broken".to_owned()));
                    }
                    error => return Err(error),
                }
            }
            report.pages += found.pages;
            report.readings += found.readings;
            report.damage.append(&mut found.damage);
        }
        report.damage.dedup();
        Ok(report)
    }
}

type Part = fn(&Connection, &mut Findings) -> Result<(), Fault>;

#[derive(Default)]
struct Findings {
    pages: usize,
    readings: usize,
    damage: Vec<Damage>,
}

impl Findings {
    fn add(&mut self, damage: Damage) {
        if self.damage.len() < MOST {
            self.damage.push(damage);
        }
    }

    /// Takes damage to one row as a finding, and any other fault as the end
    /// of the part.
    fn note<T>(&mut self, result: Result<T, Fault>) -> Result<Option<T>, Fault> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Fault::Damaged(damage)) => {
                self.add(damage);
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    }
}

fn structure(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            found.add(Damage::Structure(line));
        }
    }
    Ok(())
}

fn keys(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.add(Damage::Dangling(row.get(0)?));
    }
    Ok(())
}

fn pages(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    for page in numbers(conn, "SELECT id FROM page ORDER BY id")? {
        let id = id_of_number(conn, page)?;
        let stored = found.note(page_of_number(conn, page))?;
        if stored.is_some_and(|stored| article_id(&stored.bytes) != id) {
            found.add(Damage::PageHash(id));
        }
        found.pages += 1;
    }
    Ok(())
}

fn texts(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    let mut statement = conn.prepare(
        "SELECT article_text.hash, article_text.text, page.hash
         FROM reading
         JOIN article_text ON article_text.id = reading.text
         JOIN page ON page.id = reading.page
         ORDER BY reading.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_bytes().map_err(rusqlite::Error::from)?;
        if Sha256::digest(text).as_slice()
            != row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?
        {
            let page = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
            found.add(Damage::TextHash(id_of_hash(page)));
        }
    }
    Ok(())
}

fn readings(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    for number in numbers(conn, "SELECT id FROM reading ORDER BY id")? {
        found.note(reading_of_number(conn, number))?;
        found.readings += 1;
    }
    Ok(())
}

fn extracts(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    extract::damaged(conn, |number| {
        let page = conn
            .prepare_cached("SELECT page FROM reading WHERE id = ?1")?
            .query_row([number], |row| row.get(0))
            .optional()?;
        // Where there is no such reading, the keys have told of it.
        if let Some(page) = page {
            found.add(Damage::Extract(id_of_number(conn, page)?));
        }
        Ok(())
    })
}

fn currency(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    let mut statement = conn.prepare(
        "SELECT page.hash, max(reading.id), article.reading
         FROM page
         LEFT JOIN reading ON reading.page = page.id
         LEFT JOIN article ON article.id = page.id
         GROUP BY page.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let newest: Option<i64> = row.get(1)?;
        let indexed: Option<i64> = row.get(2)?;
        if newest.is_none() || newest != indexed {
            let id = id_of_hash(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
            found.add(if newest.is_none() { Damage::Unread(id) } else { Damage::Stale(id) });
        }
    }
    Ok(())
}

/// Compares the index rows that are made of others with those: parties of articles with
/// their actors, pairs with the parties of records; actors and records are numbered from
/// 1 without a gap.
fn agreement(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    let mut statement = conn.prepare(
        "WITH
         of_actors AS (
             SELECT DISTINCT actor.party AS party, appearance.article AS article
             FROM appearance JOIN actor ON actor.id = appearance.actor
             WHERE actor.party IS NOT NULL),
         of_articles AS (SELECT party, article FROM article_party),
         of_records AS (
             SELECT one.party AS first, other.party AS second, one.article AS article,
                 count(DISTINCT one.kind || one.number) AS records
             FROM record_party AS one
             JOIN record_party AS other
                 ON other.article = one.article AND other.kind = one.kind
                 AND other.number = one.number AND other.party > one.party
             GROUP BY one.article, one.party, other.party),
         of_pairs AS (SELECT first, second, article, records FROM pair),
         apart (article) AS (
             SELECT article FROM (SELECT * FROM of_actors EXCEPT SELECT * FROM of_articles)
             UNION
             SELECT article FROM (SELECT * FROM of_articles EXCEPT SELECT * FROM of_actors)
             UNION
             SELECT article FROM (SELECT * FROM of_records EXCEPT SELECT * FROM of_pairs)
             UNION
             SELECT article FROM (SELECT * FROM of_pairs EXCEPT SELECT * FROM of_records)
             UNION
             SELECT article FROM record GROUP BY article, kind HAVING count(*) <> max(number)
             UNION
             SELECT article FROM appearance GROUP BY article HAVING count(*) <> max(number))
         SELECT page.hash FROM apart JOIN page ON page.id = apart.article ORDER BY page.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let page = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        found.add(Damage::Index(id_of_hash(page)));
    }
    Ok(())
}

/// Compares the index with every title, standfirst and text; FTS5 answers
/// with an error where they differ. The command writes nothing, yet SQLite
/// takes it for a write, so that a ledger open for reading alone can only
/// compare the number of articles.
fn search(conn: &Connection, found: &mut Findings) -> Result<(), Fault> {
    let agrees = if conn.is_readonly("main")? {
        conn.query_row(
            "SELECT (SELECT count(*) FROM search_docsize) = (SELECT count(*) FROM article)",
            [],
            |row| row.get(0),
        )?
    } else {
        let compared =
            conn.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []);
        match compared.map_err(|error| (error.sqlite_error_code(), error)) {
            Ok(_) => true,
            Err((Some(rusqlite::ErrorCode::DatabaseCorrupt), _)) => false,
            Err((_, error)) => return Err(error.into()),
        }
    };
    if !agrees {
        found.add(Damage::Search);
    }
    Ok(())
}

/// Returns the numbers of a table's rows: eight bytes a row, so that no row
/// stays open while another one is read.
fn numbers(conn: &Connection, sql: &str) -> Result<Vec<i64>, Fault> {
    Ok(conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
