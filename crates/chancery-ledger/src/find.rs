//! Finding: full-text search over titles, standfirsts and texts.
//!
//! Goes in: words as a person types them ([`query`] says how they are taken).
//! Comes out: articles, best first, with the passage that matches. A title
//! weighs ten times and a standfirst four times as much as the text.

use rusqlite::params;

use crate::error::Fault;
use crate::list::{ArticleSummary, SUMMARY, summary};
use crate::{Error, Ledger, query};

/// Around a matching word in a snippet. Unicode keeps these code points free
/// for such internal use; where a text holds them all the same, a snippet only
/// loses or gains a mark.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// An article that a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article: ArticleSummary,
    /// The passage of its text that matches best; its beginning where only
    /// the title or the standfirst matches.
    pub snippet: Snippet,
}

/// A passage with the words that match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passage, with an ellipsis where it was cut from more.
    pub text: String,
    /// Where in `text` the matching words are, as ranges of bytes in order.
    pub marks: Vec<std::ops::Range<usize>>,
}

impl Ledger {
    /// Finds articles that hold all words of the query, best match first.
    ///
    /// Words are taken without regard to case, accents and English endings;
    /// `"words in quotes"` stand in that order; `word*` stands for any ending.
    /// Articles that match equally well come newest first, then by id.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyQuery`] if there is no word in the query, or if the file
    /// cannot be read.
    pub fn find(&self, query: &str, limit: usize, offset: usize) -> Result<Vec<Hit>, Error> {
        self.find_all(query, limit, offset).map_err(|fault| self.error(fault))
    }

    fn find_all(&self, query: &str, limit: usize, offset: usize) -> Result<Vec<Hit>, Fault> {
        let expression = query::expression(query).ok_or(Fault::EmptyQuery)?;
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {SUMMARY}, article.id
             FROM search
             JOIN article ON article.id = search.rowid
             JOIN page ON page.id = article.id
             WHERE search MATCH ?1
             ORDER BY bm25(search, 10.0, 4.0, 1.0), article.published DESC, page.hash
             LIMIT ?2 OFFSET ?3"
        ))?;
        let found = statement
            .query_map(params![expression, limit as i64, offset as i64], |row| {
                Ok((summary(row)?, row.get("id")?))
            })?
            .collect::<Result<Vec<(ArticleSummary, i64)>, _>>()?;
        // Cutting a snippet reads the text: only for those that are shown.
        found
            .into_iter()
            .map(|(article, number)| {
                Ok(Hit { article, snippet: self.snippet(&expression, number)? })
            })
            .collect()
    }

    fn snippet(&self, expression: &str, article: i64) -> Result<Snippet, Fault> {
        let marked: String = self
            .conn
            .prepare_cached(
                "SELECT snippet(search, 2, ?3, ?4, '…', 32) FROM search
                 WHERE search MATCH ?1 AND rowid = ?2",
            )?
            .query_row(
                params![expression, article, OPEN.to_string(), CLOSE.to_string()],
                |row| Ok(row.get::<_, Option<String>>(0)?.unwrap_or_default()),
            )?;
        Ok(Snippet::of_marked(&marked))
    }
}

impl Snippet {
    fn of_marked(marked: &str) -> Snippet {
        let mut snippet = Snippet::default();
        let mut opened = None;
        for c in marked.chars() {
            match c {
                OPEN => opened = Some(snippet.text.len()),
                CLOSE => {
                    if let Some(start) = opened.take() {
                        snippet.marks.push(start..snippet.text.len());
                    }
                }
                c => snippet.text.push(c),
            }
        }
        snippet
    }
}
