//! Correcting: what a person says of a record, into the ledger and out of it.
//!
//! In: the name of a record as views show it, and what is wrong with it. Out: a
//! correction in the ledger, or why it cannot be. The time comes from the caller.

use chancery_account::correction::{corrected, key_of, set};
use chancery_ledger::Ledger;
use chancery_model::{Change, Correction, Reading, RecordId, RecordKey};

use super::{Error, patiently, reading_of, refresh_corrected};

/// What is asked of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To leave it out.
    Reject,
    /// To forget what was corrected before.
    Restore,
    /// To give it these values.
    Set(Vec<(String, String)>),
    /// To let it stand by itself.
    Split,
    /// To make it one with the record of that name.
    Merge(String),
}

/// Who corrects, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub by: String,
    /// The time, ISO 8601 in UTC.
    pub made: String,
    /// The reason.
    pub why: Option<String>,
}

/// Corrects the record of that name, and returns what was written down: one
/// correction for each value that is set.
///
/// # Errors
///
/// Returns an error where there is no such record, it cannot have the value, or
/// the ledger cannot be written to; nothing is written down then.
pub fn correct(
    ledger: &mut Ledger,
    name: &str,
    asked: Asked,
    author: &Author,
    mut waiting: impl FnMut(),
) -> Result<Vec<Correction>, Error> {
    let (reading, record) = record_of(ledger, name)?;
    let key = key(&reading, record, name)?;
    let changes = match asked {
        Asked::Reject => vec![Change::Reject],
        Asked::Restore => vec![Change::Restore],
        Asked::Split => vec![Change::Split],
        Asked::Merge(other_name) => {
            let (other_reading, other) = record_of(ledger, &other_name)?;
            let with = self::key(&other_reading, other, &other_name)?;
            if with.kind != key.kind || with == key {
                return Err(Error::NotOneKind { one: name.to_owned(), other: other_name });
            }
            vec![Change::Merge { with }]
        }
        Asked::Set(values) => {
            let known = ledger.corrections()?;
            // Values are tried on the record as it is corrected so far: a mode
            // belongs to the event that somebody may have set before.
            let mut tried = corrected(&reading, &known).into_owned();
            for (key, value) in &values {
                set(&mut tried, record, key, value)
                    .map_err(|source| Error::CannotSet { name: name.to_owned(), source })?;
            }
            values.into_iter().map(|(key, value)| Change::Set { key, value }).collect()
        }
    };
    let corrections: Vec<Correction> = changes
        .into_iter()
        .map(|change| Correction {
            record: key.clone(),
            change,
            by: author.by.clone(),
            made: author.made.clone(),
            why: author.why.clone(),
        })
        .collect();
    patiently(|| ledger.correct(&corrections), &mut waiting)?;
    refresh_corrected(ledger, waiting)?;
    Ok(corrections)
}

/// Parts the name of a record into that of its article and its id.
pub(super) fn parts(name: &str) -> Option<(&str, RecordId)> {
    let (article, record) = name.rsplit_once('/')?;
    Some((article, record.parse().ok()?))
}

/// Returns the current reading of the record's article, and the record's id.
pub(super) fn record_of(ledger: &Ledger, name: &str) -> Result<(Reading, RecordId), Error> {
    let (article, record) =
        parts(name).ok_or_else(|| Error::NotARecord { name: name.to_owned() })?;
    Ok((reading_named(ledger, article)?, record))
}

pub(super) fn reading_named(ledger: &Ledger, article: &str) -> Result<Reading, Error> {
    let stored = ledger.reading(article)?;
    reading_of(&stored.ok_or_else(|| Error::NoArticle { name: article.to_owned() })?)
}

fn key(reading: &Reading, record: RecordId, name: &str) -> Result<RecordKey, Error> {
    key_of(reading, record).ok_or_else(|| Error::NoRecord { name: name.to_owned() })
}
