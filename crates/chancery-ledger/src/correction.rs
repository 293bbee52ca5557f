//! Corrections at rest: what people say of records, beside the readings.
//!
//! Goes in: corrections, bound to words of an article. Comes out: the same, in
//! the order in which they were made. They are only ever added; what they
//! change of an account is not decided here.

use std::collections::BTreeSet;

use chancery_model::{Change, Correction, Party, RecordKey, RecordKind};
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

use crate::add::{hash_of_id, id_of_hash};
use crate::error::{Damage, Fault};
use crate::offset::CodePoints;
use crate::{Error, Ledger};

/// Between the parties of a key: no party has it in its name.
const BETWEEN_PARTIES: &str = "; ";

impl Ledger {
    /// Adds corrections, all or none of them.
    ///
    /// # Errors
    ///
    /// [`Error::OtherWords`] if the ledger has no article in which a
    /// correction's words stand where it says, or if the file cannot be
    /// written to. Nothing is stored then.
    pub fn correct(&mut self, corrections: &[Correction]) -> Result<(), Error> {
        self.correct_all(corrections).map_err(|fault| self.error(fault))
    }

    fn correct_all(&mut self, corrections: &[Correction]) -> Result<(), Fault> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for correction in corrections {
            add_correction(&transaction, correction)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Returns all corrections, in the order of adding.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, Error> {
        self.read_corrections().map_err(|fault| self.error(fault))
    }

    fn read_corrections(&self) -> Result<Vec<Correction>, Fault> {
        let key = |name: &str| {
            format!(
                "{name}_page.hash, {name}.kind, {name}.code, {name}.parties,
                 length(CAST(substr({name}_text.text, 1, {name}.evidence_start) AS BLOB)),
                 substr({name}_text.text, {name}.evidence_start + 1,
                     {name}.evidence_end - {name}.evidence_start)"
            )
        };
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT change, key, value, made_by, made, why, {}, {}
             FROM correction
             JOIN record_key AS one ON one.id = correction.record
             JOIN page AS one_page ON one_page.id = one.page
             JOIN article_text AS one_text ON one_text.id = one.text
             LEFT JOIN record_key AS other ON other.id = correction.merged_with
             LEFT JOIN page AS other_page ON other_page.id = other.page
             LEFT JOIN article_text AS other_text ON other_text.id = other.text
             ORDER BY correction.id",
            key("one"),
            key("other"),
        ))?;
        let mut rows = statement.query([])?;
        let mut corrections = Vec::new();
        while let Some(row) = rows.next()? {
            corrections.push(correction_of(row)?);
        }
        Ok(corrections)
    }
}

fn add_correction(transaction: &Transaction<'_>, correction: &Correction) -> Result<(), Fault> {
    let record = add_key(transaction, &correction.record)?;
    let (key, value, other) = match &correction.change {
        Change::Set { key, value } => (Some(key), Some(value), None),
        Change::Merge { with } => (None, None, Some(add_key(transaction, with)?)),
        Change::Reject | Change::Restore | Change::Split => (None, None, None),
    };
    let Correction { change, by, made, why, .. } = correction;
    transaction
        .prepare_cached(
            "INSERT INTO correction (record, change, key, value, merged_with, made_by, made, why)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![record, change.name(), key, value, other, by, made, why])?;
    Ok(())
}

fn add_key(transaction: &Transaction<'_>, key: &RecordKey) -> Result<i64, Fault> {
    let (page, text, (start, end)) = text_of(transaction, key)?;
    let parties: Vec<&str> = key.parties.iter().map(Party::as_str).collect();
    let parties = parties.join(BETWEEN_PARTIES);
    let kind = key.kind.letter();
    let values = params![page, text, kind, start as i64, end as i64, key.code, parties];
    let known = transaction
        .prepare_cached(
            "SELECT id FROM record_key
             WHERE page = ?1 AND text = ?2 AND kind = ?3 AND evidence_start = ?4
                 AND evidence_end = ?5 AND code IS ?6 AND parties = ?7",
        )?
        .query_row(values, |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => Ok(transaction
            .prepare_cached(
                "INSERT INTO record_key (page, text, kind, evidence_start, evidence_end, code,
                     parties)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .insert(values)?),
    }
}

/// Returns the key's page, and of its texts the newest that has the words at
/// their place, with that place in code points.
fn text_of(
    transaction: &Transaction<'_>,
    key: &RecordKey,
) -> Result<(i64, i64, (usize, usize)), Fault> {
    let mut statement = transaction.prepare_cached(
        "SELECT page.id, page.hash, article_text.id, article_text.text
         FROM page
         JOIN reading ON reading.page = page.id
         JOIN article_text ON article_text.id = reading.text
         WHERE page.hash = ?1
         ORDER BY reading.id DESC",
    )?;
    let mut rows = statement.query([hash_of_id(&key.article)])?;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        if text.get(key.evidence.range()) == Some(key.words.as_str()) {
            return Ok((row.get(0)?, row.get(2)?, CodePoints::of(text).span(key.evidence)));
        }
    }
    Err(Fault::OtherWords { article: key.article.clone() })
}

fn correction_of(row: &Row<'_>) -> Result<Correction, Fault> {
    let record = key_of(row, 6)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let impossible = |record: &RecordKey, column| {
        Fault::from(Damage::Value { column, article: record.article.clone() })
    };
    let change = match row.get::<_, String>(0)?.as_str() {
        "reject" => Change::Reject,
        "restore" => Change::Restore,
        "set" => Change::Set { key: row.get(1)?, value: row.get(2)? },
        "split" => Change::Split,
        "merge" => Change::Merge {
            with: key_of(row, 12)?.ok_or_else(|| impossible(&record, "correction.merged_with"))?,
        },
        _ => return Err(impossible(&record, "correction.change")),
    };
    Ok(Correction { record, change, by: row.get(3)?, made: row.get(4)?, why: row.get(5)? })
}

/// Reads the key whose columns start there, or nothing where they are null.
fn key_of(row: &Row<'_>, first: usize) -> Result<Option<RecordKey>, Fault> {
    let Some(hash) = row.get_ref(first)?.as_blob_or_null().map_err(rusqlite::Error::from)? else {
        return Ok(None);
    };
    let article = id_of_hash(hash);
    let letter: String = row.get(first + 1)?;
    let kind = RecordKind::ALL.into_iter().find(|kind| kind.letter() == letter);
    let kind =
        kind.ok_or_else(|| Damage::Value { column: "record_key.kind", article: article.clone() })?;
    let parties: String = row.get(first + 3)?;
    let parties = parties.split(BETWEEN_PARTIES).filter(|party| !party.is_empty());
    let parties: BTreeSet<Party> = parties.map(|party| Party(party.to_owned())).collect();
    let start = row.get::<_, i64>(first + 4)?.unsigned_abs() as usize;
    let words: String = row.get(first + 5)?;
    let evidence = chancery_model::Span::new(start, start + words.len());
    Ok(Some(RecordKey { article, kind, evidence, words, code: row.get(first + 2)?, parties }))
}
