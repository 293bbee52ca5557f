//! What people said of records, in words.
//!
//! Goes in: the corrections of an article that are in force, by record. Comes out:
//! of each what was said and by whom, to stand beside what was read. It does not
//! say who is right.

use std::collections::BTreeMap;

use chancery_model::{Change, Correction, RecordId};

/// What is said of the records of an article and still holds.
pub type Said = BTreeMap<RecordId, Vec<Correction>>;

/// Returns what is said of the record, nothing where nobody did.
pub(crate) fn of(said: &Said, record: RecordId) -> Option<String> {
    let words: Vec<String> = said.get(&record)?.iter().map(one).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// Returns whether the record was rejected.
pub(crate) fn is_rejected(said: &Said, record: RecordId) -> bool {
    let said = said.get(&record).into_iter().flatten();
    said.into_iter().any(|correction| correction.change == Change::Reject)
}

fn one(correction: &Correction) -> String {
    let done = match &correction.change {
        Change::Reject => "rejected".to_owned(),
        Change::Restore => "restored".to_owned(),
        Change::Set { key, value } => format!("{key} set to {value}"),
        Change::Split => "split off".to_owned(),
        Change::Merge { .. } => "merged with another".to_owned(),
    };
    let why = correction.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
    format!("{done} by {}{why}", correction.by)
}
