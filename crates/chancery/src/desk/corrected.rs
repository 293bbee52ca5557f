//! Which records people corrected: corrections held against current readings.
//!
//! In: a ledger. Out: the rows by which its views show what was rejected or set,
//! the same however the corrections and readings came; or what is said of the
//! records of one reading.

use std::collections::{BTreeMap, BTreeSet};

use chancery_account::correction::{find, in_force};
use chancery_ledger::{Corrected, Ledger};
use chancery_model::{Change, Correction, Reading, RecordId};

use super::{Error, patiently, reading_of};

/// Finds anew which records the corrections are about, and which of them hold.
///
/// # Errors
///
/// Returns an error where the ledger cannot be read or written to; what was found
/// before stays then.
pub fn refresh_corrected(ledger: &mut Ledger, waiting: impl FnMut()) -> Result<(), Error> {
    let corrections = ledger.corrections()?;
    if corrections.is_empty() {
        return Ok(());
    }
    let found = corrected(ledger, &corrections)?;
    patiently(|| ledger.set_corrected(&found), waiting)?;
    Ok(())
}

/// Returns what is said of each record of the reading and still holds, but for merges
/// with records of other articles.
pub fn said_of(
    reading: &Reading,
    corrections: &[Correction],
) -> BTreeMap<RecordId, Vec<Correction>> {
    let in_force = in_force(&[reading], corrections).into_iter();
    in_force.map(|((_, record), said)| (record, said.into_iter().cloned().collect())).collect()
}

/// Returns the articles whose records the corrections are about: of a merge both.
pub(super) fn articles_of(corrections: &[Correction]) -> BTreeSet<&str> {
    let about = corrections.iter().flat_map(|correction| {
        let with = match &correction.change {
            Change::Merge { with } => Some(with.article.as_str()),
            _ => None,
        };
        with.into_iter().chain([correction.record.article.as_str()])
    });
    about.collect()
}

fn corrected(ledger: &Ledger, corrections: &[Correction]) -> Result<Vec<Corrected>, Error> {
    let articles = articles_of(corrections);
    let mut readings: Vec<Reading> = Vec::new();
    for article in articles {
        // Of what cannot be read nothing is known.
        let stored = ledger.reading(article).ok().flatten();
        readings.extend(stored.and_then(|stored| reading_of(&stored).ok()));
    }
    let readings: Vec<&Reading> = readings.iter().collect();
    let places: BTreeMap<&str, usize> =
        readings.iter().zip(0..).map(|(reading, at)| (reading.article.id.as_str(), at)).collect();
    let in_force = in_force(&readings, corrections);
    let became = |correction: &Correction| -> Option<Corrected> {
        let place = *places.get(correction.record.article.as_str())?;
        let record = find(readings.get(place)?, &correction.record)?;
        let said = in_force.get(&(place, record));
        let holds = said.is_some_and(|said| said.iter().any(|one| std::ptr::eq(*one, correction)));
        Some(Corrected { record: Some(record), holds })
    };
    Ok(corrections.iter().map(|correction| became(correction).unwrap_or_default()).collect())
}
