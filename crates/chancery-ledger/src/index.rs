//! Index rows: what of a reading SQL can ask for.
//!
//! Goes in: a page's newest reading. Comes out: the rows of `article`,
//! `search`, `appearance`, `article_party`, `record`, `record_party` and
//! `pair` that stand for it, in place of those of an earlier reading, whose
//! story, extracts and corrected records go with them. They are derived: whatever
//! they leave out is in the reading itself.

mod fact;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chancery_model::{Actor, Article, Date, Reading};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::error::Fault;
use crate::extract;
use crate::offset::CodePoints;
use fact::{RecordFact, Sides, facts};

/// The day number of an undated article: past every date that can be written,
/// so that the undated come last.
pub(crate) const UNDATED: i64 = 3_000_000;

/// Returns the days from 1970-01-01 to the date.
pub(crate) fn day_number(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// Writes index rows within one transaction.
pub(crate) struct Indexer<'a> {
    transaction: &'a Transaction<'a>,
    /// Numbers met in this transaction; the rows are never taken away.
    terms: HashMap<String, i64>,
    parties: HashMap<String, i64>,
}

impl<'a> Indexer<'a> {
    pub(crate) fn new(transaction: &'a Transaction<'a>) -> Indexer<'a> {
        Indexer { transaction, terms: HashMap::new(), parties: HashMap::new() }
    }

    /// Puts the reading's rows in place of any earlier ones of the page.
    pub(crate) fn index(&mut self, page: i64, number: i64, reading: &Reading) -> Result<(), Fault> {
        self.clear(page)?;
        self.add_article(page, number, &reading.article)?;
        for (actor_number, actor) in (1i64..).zip(&reading.actors) {
            self.add_actor(page, actor_number, actor)?;
        }
        self.add_parties(page, reading)?;
        let points = CodePoints::of(&reading.article.text);
        let mut pairs: BTreeMap<(i64, i64), i64> = BTreeMap::new();
        for fact in facts(reading) {
            self.add_record(page, &fact, &points)?;
            let parties = self.add_sides(page, &fact)?;
            for first in &parties {
                for second in parties.range(first + 1..) {
                    *pairs.entry((*first, *second)).or_default() += 1;
                }
            }
        }
        for ((first, second), records) in pairs {
            self.transaction
                .prepare_cached(
                    "INSERT INTO pair (first, second, article, records) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![first, second, page, records])?;
        }
        Ok(())
    }

    fn clear(&self, page: i64) -> Result<(), Fault> {
        let is_indexed = self
            .transaction
            .prepare_cached("SELECT 1 FROM article WHERE id = ?1")?
            .exists([page])?;
        if !is_indexed {
            return Ok(());
        }
        extract::clear(self.transaction, page)?;
        for sql in [
            "INSERT INTO search (search, rowid, title, standfirst, text)
             SELECT 'delete', article, title, standfirst, text FROM search_content
             WHERE article = ?1",
            "DELETE FROM story WHERE article = ?1",
            "DELETE FROM corrected WHERE article = ?1",
            "DELETE FROM pair WHERE article = ?1",
            "DELETE FROM record_party WHERE article = ?1",
            "DELETE FROM record WHERE article = ?1",
            "DELETE FROM article_party WHERE article = ?1",
            "DELETE FROM appearance WHERE article = ?1",
            "DELETE FROM article WHERE id = ?1",
        ] {
            self.transaction.prepare_cached(sql)?.execute([page])?;
        }
        Ok(())
    }

    fn add_article(&self, page: i64, number: i64, article: &Article) -> Result<(), Fault> {
        self.transaction
            .prepare_cached(
                "INSERT INTO article (id, reading, source_id, url, site, title, standfirst,
                     authors, published, published_from, modified, modified_from, language)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                page,
                number,
                article.source_id,
                article.url,
                article.site,
                article.title,
                article.standfirst,
                article.authors.join("; "),
                article.published.map(|published| published.date.to_string()),
                article.published.map(|published| published.source.name()),
                article.modified.map(|modified| modified.date.to_string()),
                article.modified.map(|modified| modified.source.name()),
                article.language,
            ])?;
        self.transaction
            .prepare_cached(
                "INSERT INTO search (rowid, title, standfirst, text) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![page, article.title, article.standfirst, article.text])?;
        Ok(())
    }

    fn add_actor(&mut self, page: i64, number: i64, actor: &Actor) -> Result<(), Fault> {
        let party = match &actor.party {
            Some(party) => Some(self.party(party.as_str())?),
            None => None,
        };
        let kind = actor.kind.name();
        let sector = actor.sector.as_ref().map(|sector| sector.code());
        let values =
            params![actor.name, kind, party, actor.country, sector, actor.role, actor.wikidata];
        let known = self
            .transaction
            .prepare_cached(
                "SELECT id FROM actor WHERE name = ?1 AND kind = ?2
                 AND ifnull(party, 0) = ifnull(?3, 0) AND ifnull(country, '') = ifnull(?4, '')
                 AND ifnull(sector, '') = ifnull(?5, '') AND ifnull(role, '') = ifnull(?6, '')
                 AND ifnull(wikidata, '') = ifnull(?7, '')",
            )?
            .query_row(values, |row| row.get(0))
            .optional()?;
        let id: i64 = match known {
            Some(id) => id,
            None => self
                .transaction
                .prepare_cached(
                    "INSERT INTO actor (name, kind, party, country, sector, role, wikidata)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .insert(values)?,
        };
        self.transaction
            .prepare_cached(
                "INSERT INTO appearance (article, number, actor, mentions)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![page, number, id, actor.mentions.len() as i64])?;
        Ok(())
    }

    fn add_parties(&mut self, page: i64, reading: &Reading) -> Result<(), Fault> {
        let day = reading.article.published.map_or(UNDATED, |published| day_number(published.date));
        let parties: BTreeSet<&str> = reading
            .actors
            .iter()
            .filter_map(|actor| actor.party.as_ref())
            .map(|party| party.as_str())
            .collect();
        for party in parties {
            let party = self.party(party)?;
            self.transaction
                .prepare_cached(
                    "INSERT INTO article_party (party, day, article) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![party, day, page])?;
        }
        Ok(())
    }

    fn add_record(
        &mut self,
        page: i64,
        fact: &RecordFact<'_>,
        points: &CodePoints<'_>,
    ) -> Result<(), Fault> {
        let code = self.term_of(fact.code)?;
        let mode = self.term_of(fact.mode)?;
        let state = self.term_of(fact.state)?;
        let channel = self.term_of(fact.channel)?;
        let place = self.term_of(fact.place.map(|place| place.name.as_str()))?;
        let country = self.term_of(fact.place.and_then(|place| place.country.as_deref()))?;
        let precision = self.term_of(fact.when.map(|when| when.precision.name()))?;
        let reported_by = match fact.reported_by {
            Some(party) => Some(self.party(party.as_str())?),
            None => None,
        };
        let start = fact.when.map(|when| day_number(when.start));
        let days = fact.when.and_then(|when| Some(day_number(when.end?) - day_number(when.start)));
        let content = fact.content.map(|content| points.span(content));
        let evidence = points.span(fact.evidence);
        self.transaction
            .prepare_cached(
                "INSERT INTO record (article, kind, number, code, mode, state, channel, place,
                     country, reported_by, statement, answers, start, days, precision, score,
                     content_start, content_end, evidence_start, evidence_end, confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                     ?17, ?18, ?19, ?20, ?21)",
            )?
            .execute(params![
                page,
                fact.kind,
                fact.number,
                code,
                mode,
                state,
                channel,
                place,
                country,
                reported_by,
                fact.statement,
                fact.answers,
                start,
                days,
                precision,
                fact.score.map(|score| rounded(score, 100.0)),
                content.map(|(start, _)| start as i64),
                content.map(|(_, end)| end as i64),
                evidence.0 as i64,
                evidence.1 as i64,
                rounded(fact.confidence, 1000.0),
            ])?;
        Ok(())
    }

    /// Returns the parties on any side of the record.
    fn add_sides(&mut self, page: i64, fact: &RecordFact<'_>) -> Result<BTreeSet<i64>, Fault> {
        let mut parties = BTreeSet::new();
        let Sides(sides) = &fact.sides;
        for (side, party) in sides {
            let side = self.term(side)?;
            let party = self.party(party)?;
            parties.insert(party);
            self.transaction
                .prepare_cached(
                    "INSERT INTO record_party (article, kind, number, side, party)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![page, fact.kind, fact.number, side, party])?;
        }
        Ok(parties)
    }

    fn term_of(&mut self, term: Option<&str>) -> Result<Option<i64>, Fault> {
        term.map(|term| self.term(term)).transpose()
    }

    fn term(&mut self, term: &str) -> Result<i64, Fault> {
        intern(
            self.transaction,
            &mut self.terms,
            term,
            "SELECT id FROM term WHERE term = ?1",
            "INSERT INTO term (term) VALUES (?1)",
        )
    }

    fn party(&mut self, party: &str) -> Result<i64, Fault> {
        intern(
            self.transaction,
            &mut self.parties,
            party,
            "SELECT id FROM party WHERE party = ?1",
            "INSERT INTO party (party) VALUES (?1)",
        )
    }
}

/// Returns the number that stands for the name, a new one where it has none.
fn intern(
    transaction: &Transaction<'_>,
    known: &mut HashMap<String, i64>,
    name: &str,
    select: &str,
    insert: &str,
) -> Result<i64, Fault> {
    if let Some(id) = known.get(name) {
        return Ok(*id);
    }
    let stored =
        transaction.prepare_cached(select)?.query_row([name], |row| row.get(0)).optional()?;
    let id = match stored {
        Some(id) => id,
        None => transaction.prepare_cached(insert)?.insert([name])?,
    };
    known.insert(name.to_owned(), id);
    Ok(id)
}

/// A number as a whole count of its parts; what is not a number is 0.
fn rounded(value: f32, parts: f64) -> i64 {
    (f64::from(value) * parts).round() as i64
}
