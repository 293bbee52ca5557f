//! Stories at rest: which articles tell of one happening, and from how many
//! independent origins.
//!
//! Goes in: for each article the story and the origin that somebody found.
//! Comes out: the same, the articles that they are of, and whether there are any
//! that none has been found for. What a story is is not decided here.

use chancery_model::{Article, Date, DateSource, DatedFrom};
use rusqlite::{Row, TransactionBehavior, params};

use crate::add::{hash_of_id, id_of_hash};
use crate::error::Fault;
use crate::list::{ArticleSummary, summary};
use crate::{Error, Ledger};

/// The articles of a story by independent origin; each is an article id.
pub type Origins = Vec<Vec<String>>;

impl Ledger {
    /// Shows every article as its current reading has it, by id, without its
    /// blocks.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn each_article(&self, mut see: impl FnMut(Article)) -> Result<(), Error> {
        for number in self.article_numbers()? {
            see(self.article(number)?);
        }
        Ok(())
    }

    /// Returns the numbers of all articles, in the order of their ids.
    fn article_numbers(&self) -> Result<Vec<i64>, Error> {
        let numbers = || {
            let mut statement = self.conn.prepare_cached(
                "SELECT article.id FROM article JOIN page ON page.id = article.id
                 ORDER BY page.hash",
            )?;
            Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
        };
        numbers().map_err(|fault: Fault| self.error(fault))
    }

    /// Returns the article of that number as its current reading has it, without
    /// its blocks.
    fn article(&self, number: i64) -> Result<Article, Error> {
        let read = || {
            let mut statement = self.conn.prepare_cached(
                "SELECT page.hash, article.*, article_text.text
                 FROM article
                 JOIN page ON page.id = article.id
                 JOIN reading ON reading.id = article.reading
                 JOIN article_text ON article_text.id = reading.text
                 WHERE article.id = ?1",
            )?;
            Ok(statement.query_row([number], article)?)
        };
        read().map_err(|fault: Fault| self.error(fault))
    }

    /// Returns whether every article has its story.
    ///
    /// An article has none from the time when it is added or read again until
    /// [`Ledger::set_stories`].
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn has_all_stories(&self) -> Result<bool, Error> {
        let missing = || {
            let mut statement = self.conn.prepare_cached(
                "SELECT 1 FROM article WHERE id NOT IN (SELECT article FROM story) LIMIT 1",
            )?;
            Ok(statement.exists([])?)
        };
        missing().map(|missing| !missing).map_err(|fault: Fault| self.error(fault))
    }

    /// Returns the stories that are stored, in the order of their numbers, the
    /// articles of an origin by id.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn stories(&self) -> Result<Vec<Origins>, Error> {
        self.read_stories().map_err(|fault| self.error(fault))
    }

    fn read_stories(&self) -> Result<Vec<Origins>, Fault> {
        let mut statement = self.conn.prepare_cached(
            "SELECT story.story, story.origin, page.hash
             FROM story JOIN page ON page.id = story.article
             ORDER BY story.story, story.origin, page.hash",
        )?;
        let mut rows = statement.query([])?;
        let mut stories: Vec<Origins> = Vec::new();
        let mut last: Option<(i64, i64)> = None;
        while let Some(row) = rows.next()? {
            let (story, origin): (i64, i64) = (row.get(0)?, row.get(1)?);
            let id = id_of_hash(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?);
            if last.is_none_or(|(known, _)| known != story) {
                stories.push(Vec::new());
            }
            if let Some(origins) = stories.last_mut() {
                match origins.last_mut() {
                    Some(articles) if last == Some((story, origin)) => articles.push(id),
                    _ => origins.push(vec![id]),
                }
            }
            last = Some((story, origin));
        }
        Ok(stories)
    }

    /// Puts these stories in place of all that are stored, and numbers them in
    /// the order given. Articles that the ledger does not have are passed over.
    ///
    /// # Errors
    ///
    /// If the file cannot be written to; the stories stay as they were then.
    pub fn set_stories(&mut self, stories: &[Origins]) -> Result<(), Error> {
        self.replace_stories(stories).map_err(|fault| self.error(fault))
    }

    fn replace_stories(&mut self, stories: &[Origins]) -> Result<(), Fault> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM story", [])?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT OR IGNORE INTO story (article, story, origin)
                 SELECT article.id, ?2, ?3
                 FROM page JOIN article ON article.id = page.id
                 WHERE page.hash = ?1",
            )?;
            for (story, origins) in (1i64..).zip(stories) {
                for (origin, articles) in (1i64..).zip(origins) {
                    for id in articles {
                        insert.execute(params![hash_of_id(id), story, origin])?;
                    }
                }
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

fn article(row: &Row<'_>) -> Result<Article, rusqlite::Error> {
    let dated = |date: &str, source: &str| -> Result<Option<DatedFrom>, rusqlite::Error> {
        let (date, source): (Option<String>, Option<String>) = (row.get(date)?, row.get(source)?);
        // A date that is none, which only a damaged file holds, is left out.
        let date = date.and_then(|date| date.parse::<Date>().ok());
        let source = source.and_then(|source| DateSource::from_name(&source));
        Ok(date.zip(source).map(|(date, source)| DatedFrom { date, source }))
    };
    let authors: String = row.get("authors")?;
    let ArticleSummary {
        article_id: id, source_id, url, site, title, standfirst, language, ..
    } = summary(row)?;
    Ok(Article {
        id,
        source_id,
        url,
        site,
        title,
        standfirst,
        authors: authors.split("; ").filter(|name| !name.is_empty()).map(Into::into).collect(),
        published: dated("published", "published_from")?,
        modified: dated("modified", "modified_from")?,
        language,
        text: row.get("text")?,
        blocks: Vec::new(),
    })
}
