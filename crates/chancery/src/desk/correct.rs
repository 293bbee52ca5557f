//! Correcting: what a person says of a record, into the ledger and out of it.
//!
//! In: the name of a record as views show it, and what is wrong with it. Out: a
//! correction in the ledger, or why it cannot be; and a log of all that were
//! made, with the records that they hold for now. The time comes from the
//! caller.

use std::collections::BTreeMap;

use chancery_account::correction::{corrected, find, key_of, set};
use chancery_ledger::Ledger;
use chancery_model::{Change, Correction, Pair, Reading, RecordId, RecordKey};

use super::{Error, patiently, reading_of};

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

/// A correction, and what it holds for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// What was said.
    pub correction: Correction,
    /// The record in the current reading; nothing where that has none that fits.
    pub record: Option<RecordId>,
    /// The same of the record that it is merged with.
    pub other: Option<RecordId>,
}

/// What a log is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Everything.
    All,
    /// An article, or a record of it, as views name it.
    Named(String),
    /// The articles that name both parties.
    Pair(Pair),
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
    waiting: impl FnMut(),
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
    patiently(|| ledger.correct(&corrections), waiting)?;
    Ok(corrections)
}

/// Returns what was corrected, in the order of adding.
///
/// # Errors
///
/// Returns an error where the subject is not in the ledger, or the ledger cannot
/// be read.
pub fn log(ledger: &Ledger, subject: &Subject) -> Result<Vec<LogEntry>, Error> {
    let mut readings: BTreeMap<String, Option<Reading>> = BTreeMap::new();
    let mut log = Vec::new();
    let wanted = match subject {
        Subject::Named(name) if is_record(name) => {
            let (reading, record) = record_of(ledger, name)?;
            Some((reading.article.id, Some(record)))
        }
        Subject::Named(name) => Some((reading_named(ledger, name)?.article.id, None)),
        Subject::All | Subject::Pair(_) => None,
    };
    for correction in ledger.corrections()? {
        let record = now(ledger, &mut readings, &correction.record)?;
        let with = match &correction.change {
            Change::Merge { with } => Some(with),
            _ => None,
        };
        let other = with.map(|with| now(ledger, &mut readings, with)).transpose()?.flatten();
        let keys =
            std::iter::once((&correction.record, record)).chain(with.map(|with| (with, other)));
        let is_wanted = match (subject, &wanted) {
            (Subject::Pair(pair), _) => keys.clone().any(|(key, _)| {
                let reading = readings.get(&key.article).and_then(Option::as_ref);
                reading.is_some_and(|reading| names_both(reading, pair))
            }),
            (_, Some((article, wanted))) => keys.clone().any(|(key, found)| {
                key.article == *article && (wanted.is_none() || found == *wanted)
            }),
            (_, None) => true,
        };
        if is_wanted {
            log.push(LogEntry { correction, record, other });
        }
    }
    Ok(log)
}

/// Returns the record that the key names in the current reading of its article.
fn now(
    ledger: &Ledger,
    readings: &mut BTreeMap<String, Option<Reading>>,
    key: &RecordKey,
) -> Result<Option<RecordId>, Error> {
    if !readings.contains_key(&key.article) {
        let stored = ledger.reading(&key.article)?;
        let reading = stored.map(|stored| reading_of(&stored)).transpose()?;
        readings.insert(key.article.clone(), reading);
    }
    let reading = readings.get(&key.article).and_then(Option::as_ref);
    Ok(reading.and_then(|reading| find(reading, key)))
}

fn names_both(reading: &Reading, pair: &Pair) -> bool {
    let names = |party| reading.actors.iter().any(|actor| actor.party.as_ref() == Some(party));
    names(pair.first()) && names(pair.second())
}

fn is_record(name: &str) -> bool {
    parts(name).is_some()
}

/// Parts the name of a record into that of its article and its id.
fn parts(name: &str) -> Option<(&str, RecordId)> {
    let (article, record) = name.rsplit_once('/')?;
    Some((article, record.parse().ok()?))
}

/// Returns the current reading of the record's article, and the record's id.
fn record_of(ledger: &Ledger, name: &str) -> Result<(Reading, RecordId), Error> {
    let (article, record) =
        parts(name).ok_or_else(|| Error::NotARecord { name: name.to_owned() })?;
    Ok((reading_named(ledger, article)?, record))
}

fn reading_named(ledger: &Ledger, article: &str) -> Result<Reading, Error> {
    let stored = ledger.reading(article)?;
    reading_of(&stored.ok_or_else(|| Error::NoArticle { name: article.to_owned() })?)
}

fn key(reading: &Reading, record: RecordId, name: &str) -> Result<RecordKey, Error> {
    key_of(reading, record).ok_or_else(|| Error::NoRecord { name: name.to_owned() })
}
