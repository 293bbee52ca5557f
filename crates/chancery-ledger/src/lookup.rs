//! Looking up: one article, by whatever name it is asked for.

use chancery_model::{Form, Page};
use rusqlite::{Connection, OptionalExtension, params};

use crate::add::id_of_hash;
use crate::error::{Damage, Fault};
use crate::pack::Unpacking;
use crate::stored::{StoredReading, reading_of_number};
use crate::{Error, Ledger};

/// The fewest hexadecimal digits of an id that are looked up.
const FEWEST_DIGITS: usize = 4;

/// A place and time at which a page's bytes were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The address.
    pub url: Option<String>,
    /// When, ISO 8601 in UTC.
    pub captured: Option<String>,
    /// The `Content-Type` that the server declared.
    pub content_type: Option<String>,
}

impl Ledger {
    /// Returns the current reading of the article of that name: the one that
    /// was added last.
    ///
    /// A name is, in this order: an article id, with or without `sha256:`; the
    /// id that the page's source gave; an address, where of several pages the
    /// one captured last is meant; at least four digits that only one article
    /// id starts with.
    ///
    /// # Errors
    ///
    /// [`Error::Ambiguous`] if several articles go by the name, or if the file
    /// cannot be read.
    pub fn reading(&self, name: &str) -> Result<Option<StoredReading>, Error> {
        let number = || {
            let Some(page) = resolve(&self.conn, name)? else { return Ok(None) };
            let current = self
                .conn
                .prepare_cached("SELECT reading FROM article WHERE id = ?1")?
                .query_row([page], |row| row.get(0))
                .optional()?;
            current.map(|number| reading_of_number(&self.conn, number)).transpose()
        };
        number().map_err(|fault: Fault| self.error(fault))
    }

    /// Returns every reading of the article of that name, oldest first.
    ///
    /// # Errors
    ///
    /// As [`Ledger::reading`].
    pub fn readings(&self, name: &str) -> Result<Vec<StoredReading>, Error> {
        let readings = || {
            let Some(page) = resolve(&self.conn, name)? else { return Ok(Vec::new()) };
            let numbers = self
                .conn
                .prepare_cached("SELECT id FROM reading WHERE page = ?1 ORDER BY id")?
                .query_map([page], |row| row.get(0))?
                .collect::<Result<Vec<i64>, _>>()?;
            numbers.into_iter().map(|number| reading_of_number(&self.conn, number)).collect()
        };
        readings().map_err(|fault: Fault| self.error(fault))
    }

    /// Returns the page of the article of that name, as it was captured first.
    ///
    /// # Errors
    ///
    /// As [`Ledger::reading`].
    pub fn page(&self, name: &str) -> Result<Option<Page>, Error> {
        let page = || {
            let Some(page) = resolve(&self.conn, name)? else { return Ok(None) };
            page_of_number(&self.conn, page).map(Some)
        };
        page().map_err(|fault: Fault| self.error(fault))
    }

    /// Returns where and when the page of that name was captured, in the order
    /// of adding.
    ///
    /// # Errors
    ///
    /// As [`Ledger::reading`].
    pub fn captures(&self, name: &str) -> Result<Vec<Capture>, Error> {
        let captures = || {
            let Some(page) = resolve(&self.conn, name)? else { return Ok(Vec::new()) };
            captures_of(&self.conn, page)
        };
        captures().map_err(|fault: Fault| self.error(fault))
    }
}

/// Returns the number of the page that goes by the name.
fn resolve(conn: &Connection, name: &str) -> Result<Option<i64>, Fault> {
    let digits = name.strip_prefix("sha256:").unwrap_or(name);
    let prefix = hash_range(digits);
    if let Some((hash, _)) = prefix.as_ref().filter(|_| digits.len() == 64) {
        return Ok(conn
            .prepare_cached("SELECT id FROM page WHERE hash = ?1")?
            .query_row([hash], |row| row.get(0))
            .optional()?);
    }
    let by_source = conn
        .prepare_cached("SELECT id FROM article WHERE source_id = ?1 LIMIT 20")?
        .query_map([name], |row| row.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    if let Some(page) = only(name, &by_source)? {
        return Ok(Some(page));
    }
    let by_address = conn
        .prepare_cached(
            "SELECT page FROM capture
             WHERE url = ?1 OR page IN (SELECT id FROM article WHERE url = ?1)
             ORDER BY captured DESC, id DESC LIMIT 1",
        )?
        .query_row([name], |row| row.get(0))
        .optional()?;
    if by_address.is_some() {
        return Ok(by_address);
    }
    let Some((first, last)) = prefix else { return Ok(None) };
    let by_prefix = conn
        .prepare_cached("SELECT id FROM page WHERE hash >= ?1 AND hash <= ?2 LIMIT 20")?
        .query_map(params![first, last], |row| row.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    only(name, &by_prefix)
}

/// Returns the only number there is.
fn only(name: &str, pages: &[i64]) -> Result<Option<i64>, Fault> {
    match pages {
        [] => Ok(None),
        [page] => Ok(Some(*page)),
        pages => Err(Fault::Ambiguous { key: name.to_owned(), articles: pages.len() }),
    }
}

/// Returns the least and the greatest hash that starts with the digits, or
/// nothing where they are no such digits or too few.
fn hash_range(digits: &str) -> Option<([u8; 32], [u8; 32])> {
    if !(FEWEST_DIGITS..=64).contains(&digits.len()) {
        return None;
    }
    let (mut first, mut last) = ([0x00; 32], [0xff; 32]);
    for (i, digit) in digits.chars().enumerate() {
        let value = u8::try_from(digit.to_digit(16)?).ok()?;
        let (shift, kept) = if i % 2 == 0 { (4, 0x0f) } else { (0, 0xf0) };
        for hash in [&mut first, &mut last] {
            let byte = hash.get_mut(i / 2)?;
            *byte = *byte & kept | value << shift;
        }
    }
    Some((first, last))
}

/// Returns the id of the article of that page.
pub(crate) fn id_of_number(conn: &Connection, page: i64) -> Result<String, rusqlite::Error> {
    conn.prepare_cached("SELECT hash FROM page WHERE id = ?1")?
        .query_row([page], |row| Ok(id_of_hash(row.get_ref(0)?.as_blob()?)))
}

/// Returns the page of that number as it was captured first.
pub(crate) fn page_of_number(conn: &Connection, page: i64) -> Result<Page, Fault> {
    let mut statement =
        conn.prepare_cached("SELECT hash, form, length, packed FROM page WHERE id = ?1")?;
    let mut rows = statement.query([page])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let article_id = id_of_hash(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    let form = Form::from_name(&row.get::<_, String>(1)?);
    let packed = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
    let length = usize::try_from(row.get::<_, i64>(2)?).ok();
    let mut unpacking = Unpacking::default();
    let bytes = length
        .and_then(|length| unpacking.unpack(packed, length))
        .ok_or_else(|| Damage::Page(article_id.clone()))?
        .to_vec();
    let form = form.ok_or(Damage::Value { column: "page.form", article: article_id })?;
    let first = captures_of(conn, page)?.into_iter().next();
    let (url, captured, content_type) = first.map_or((None, None, None), |capture| {
        (capture.url, capture.captured, capture.content_type)
    });
    Ok(Page { bytes, form, url, captured, content_type })
}

fn captures_of(conn: &Connection, page: i64) -> Result<Vec<Capture>, Fault> {
    let captures = conn
        .prepare_cached(
            "SELECT url, captured, content_type FROM capture WHERE page = ?1 ORDER BY id",
        )?
        .query_map([page], |row| {
            Ok(Capture { url: row.get(0)?, captured: row.get(1)?, content_type: row.get(2)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(captures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_spans_the_hashes_that_start_with_it() {
        let (first, last) = hash_range("aB1f5").unwrap();
        assert_eq!(first[..4], [0xab, 0x1f, 0x50, 0x00]);
        assert_eq!(last[..4], [0xab, 0x1f, 0x5f, 0xff]);
        assert_eq!(hash_range("abc"), None);
        assert_eq!(hash_range("abcx"), None);
        assert_eq!(hash_range(&"0".repeat(65)), None);
    }
}
