//! Listing: articles by date.

use chancery_model::Date;
use rusqlite::{Row, params};

use crate::add::id_of_hash;
use crate::error::Fault;
use crate::index::{UNDATED, day_number};
use crate::{Error, Ledger};

/// The columns that [`summary`] reads, from `article` and `page`.
pub(crate) const SUMMARY: &str = "page.hash, article.source_id, article.url, article.site, \
     article.title, article.standfirst, article.published, article.language";

/// What is shown of an article in a list, by its current reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSummary {
    /// `sha256:` and the hash of the page's bytes.
    pub article_id: String,
    /// The name that the source of the page gave it.
    pub source_id: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The summary under the headline.
    pub standfirst: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// ISO 639-1.
    pub language: Option<String>,
}

/// Days of publication, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day, or nothing for a period without a beginning.
    pub since: Option<Date>,
    /// The last day, or nothing for a period without an end.
    pub until: Option<Date>,
    /// Whether articles without a date belong to it.
    pub undated: bool,
}

impl Period {
    /// Every article, dated or not.
    pub const ALWAYS: Period = Period { since: None, until: None, undated: true };

    /// Returns the articles dated within these days, and no others.
    pub fn dated(since: impl Into<Option<Date>>, until: impl Into<Option<Date>>) -> Period {
        Period { since: since.into(), until: until.into(), undated: false }
    }

    /// Returns whether an article of that date belongs to the period.
    pub fn has(&self, published: Option<Date>) -> bool {
        match published {
            None => self.undated,
            Some(date) => {
                self.since.is_none_or(|since| since <= date)
                    && self.until.is_none_or(|until| date <= until)
            }
        }
    }

    /// The first and last day number of the dated, and the day number of the
    /// undated where they belong to it.
    pub(crate) fn days(&self) -> (i64, i64, Option<i64>) {
        (
            self.since.map_or(-UNDATED * 2, day_number),
            self.until.map_or(UNDATED - 1, day_number),
            self.undated.then_some(UNDATED),
        )
    }
}

impl Ledger {
    /// Returns articles of the period, newest first, the undated last.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn articles(
        &self,
        period: Period,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<ArticleSummary>, Error> {
        self.list(period, limit, offset).map_err(|fault| self.error(fault))
    }

    fn list(
        &self,
        period: Period,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<ArticleSummary>, Fault> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {SUMMARY}
             FROM article JOIN page ON page.id = article.id
             WHERE CASE WHEN article.published IS NULL THEN ?1
                 ELSE article.published >= ?2 AND article.published <= ?3 END
             ORDER BY article.published DESC, page.hash
             LIMIT ?4 OFFSET ?5"
        ))?;
        let since = period.since.map_or_else(String::new, |date| date.to_string());
        let until = period.until.map_or_else(|| "~".to_owned(), |date| date.to_string());
        let articles = statement
            .query_map(params![period.undated, since, until, limit as i64, offset as i64], summary)?
            .collect::<Result<_, _>>()?;
        Ok(articles)
    }
}

/// Reads the columns of [`SUMMARY`]. A date that is none, which only a damaged
/// file holds, is left out.
pub(crate) fn summary(row: &Row<'_>) -> Result<ArticleSummary, rusqlite::Error> {
    let hash = row.get_ref("hash")?.as_blob()?;
    Ok(ArticleSummary {
        article_id: id_of_hash(hash),
        source_id: row.get("source_id")?,
        url: row.get("url")?,
        site: row.get("site")?,
        title: row.get("title")?,
        standfirst: row.get("standfirst")?,
        published: row.get::<_, Option<String>>("published")?.and_then(|date| date.parse().ok()),
        language: row.get("language")?,
    })
}
