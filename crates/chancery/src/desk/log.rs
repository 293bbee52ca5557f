//! The log: who added, read again and corrected what.
//!
//! In: a ledger, and what the log is to be about. Out: the runs of `add` and
//! `recode` that added anything, and the corrections with the records that they
//! hold for now, by time. It does not say whether anybody was right.

use std::collections::BTreeMap;

use chancery_account::correction::find;
use chancery_ledger::{Ledger, Run};
use chancery_model::{Change, Correction, Pair, Reading, RecordId, RecordKey};

use super::correct::{parts, reading_named, record_of};
use super::{Error, reading_of};

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogEntry {
    /// Pages were added or read again.
    Run(Run),
    /// A record was corrected.
    Correction(Corrected),
}

impl LogEntry {
    /// Returns when it began, ISO 8601 in UTC; nothing where nobody wrote it down.
    pub fn made(&self) -> Option<&str> {
        match self {
            LogEntry::Run(run) => run.signature.made.as_deref(),
            LogEntry::Correction(said) => Some(&said.correction.made),
        }
    }
}

/// A correction, and what it holds for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
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

/// Returns who did what, by the time when it began; adds and recodes are part of
/// a log of everything alone.
///
/// # Errors
///
/// Returns an error where the subject is not in the ledger, or the ledger cannot
/// be read.
pub fn log(ledger: &Ledger, subject: &Subject) -> Result<Vec<LogEntry>, Error> {
    let mut log = Vec::new();
    if *subject == Subject::All {
        log.extend(ledger.runs()?.into_iter().map(LogEntry::Run));
    }
    log.extend(corrections(ledger, subject)?.into_iter().map(LogEntry::Correction));
    log.sort_by(|left, right| left.made().cmp(&right.made()));
    Ok(log)
}

/// Returns what was corrected, in the order of adding.
///
/// # Errors
///
/// Returns an error where the subject is not in the ledger, or the ledger cannot
/// be read.
pub fn corrections(ledger: &Ledger, subject: &Subject) -> Result<Vec<Corrected>, Error> {
    let mut readings: BTreeMap<String, Option<Reading>> = BTreeMap::new();
    let mut log = Vec::new();
    let wanted = match subject {
        Subject::Named(name) if parts(name).is_some() => {
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
            log.push(Corrected { correction, record, other });
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
