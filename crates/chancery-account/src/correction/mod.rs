//! Corrections: what people say of records, held against readings.
//!
//! Goes in: readings and the corrections of their articles. Comes out: the
//! readings with rejected records gone and set values in place, and
//! [`Corrections`], which says which reports are one and which are not. A
//! correction whose record is not found again does nothing, and does so
//! silently: [`find`] tells which those are.

mod joined;
mod key;
mod setting;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Change, Correction, EventId, Reading, RecordId, RecordKey};

use crate::citation::ArticleIndex;

pub(crate) use joined::join_merged;
pub use key::{find, key_of};
pub use setting::{CannotSet, keys, set};

/// A record of one of the readings that an account is folded from.
pub(crate) type Place = (ArticleIndex, RecordId);

/// What corrections say of the records of some readings.
///
/// A record that was split is taken out of the entry that it stands in, and
/// merges with no other report by likeness. Records that were merged are one,
/// and so are the entries that they stand in: what is split first and merged
/// then moves to the entry of the other.
#[derive(Debug, Default)]
pub(crate) struct Corrections<'c> {
    /// What is said of each record and holds still, in the order of making.
    of: BTreeMap<Place, Vec<&'c Correction>>,
    /// Records that stand by themselves.
    alone: BTreeSet<Place>,
    /// Merged records, each with the least of those that are one with it.
    merged: BTreeMap<Place, Place>,
}

impl<'c> Corrections<'c> {
    /// Returns what the corrections say of these readings, which have the
    /// places of their reports.
    ///
    /// Later corrections go before earlier ones; those made at one time hold
    /// in the order given.
    pub(crate) fn new(
        readings: &[&Reading],
        corrections: impl IntoIterator<Item = &'c Correction>,
    ) -> Corrections<'c> {
        let mut found = Corrections::default();
        let places: BTreeMap<&str, usize> = readings
            .iter()
            .enumerate()
            .map(|(index, reading)| (reading.article.id.as_str(), index))
            .collect();
        let place = |key: &RecordKey| -> Option<Place> {
            let index = *places.get(key.article.as_str())?;
            Some((ArticleIndex::new(index), find(readings.get(index)?, key)?))
        };
        let mut in_order: Vec<&'c Correction> = corrections.into_iter().collect();
        in_order.sort_by(|left, right| left.made.cmp(&right.made));
        let mut merges: Vec<(Place, Place, &'c Correction)> = Vec::new();
        for correction in in_order {
            let Some(record) = place(&correction.record) else { continue };
            if matches!(correction.change, Change::Restore | Change::Split) {
                merges.retain(|(one, other, _)| *one != record && *other != record);
            }
            match &correction.change {
                Change::Restore => {
                    found.of.remove(&record);
                    found.alone.remove(&record);
                    continue;
                }
                Change::Merge { with } => {
                    let other = place(with).filter(|other| *other != record);
                    merges.extend(other.map(|other| (record, other, correction)));
                    continue;
                }
                Change::Split => {
                    found.alone.insert(record);
                }
                Change::Reject | Change::Set { .. } => {}
            }
            found.of.entry(record).or_default().push(correction);
        }
        for (one, other, correction) in merges {
            found.join(one, other);
            found.of.entry(one).or_default().push(correction);
            found.of.entry(other).or_default().push(correction);
        }
        found
    }

    /// Makes one group of the two records and those that are one with them.
    fn join(&mut self, one: Place, other: Place) {
        let one = *self.merged.entry(one).or_insert(one);
        let other = *self.merged.entry(other).or_insert(other);
        let (kept, gone) = (one.min(other), one.max(other));
        // Merges are few, so renaming one by one is quicker than a forest.
        for group in self.merged.values_mut().filter(|group| **group == gone) {
            *group = kept;
        }
    }

    /// Returns the least of the records that somebody said are one with this.
    pub(crate) fn merged_as(&self, record: Place) -> Option<Place> {
        self.merged.get(&record).copied()
    }

    /// Returns whether somebody said that no other report tells of the same.
    pub(crate) fn stands_apart(&self, record: Place) -> bool {
        self.alone.contains(&record)
    }

    /// Returns the corrections of that record.
    pub(crate) fn of(&self, record: Place) -> &[&'c Correction] {
        self.of.get(&record).map_or(&[], Vec::as_slice)
    }

    /// Returns the reading at that place without the records that are
    /// rejected, and with the values that are set.
    pub(crate) fn apply<'r>(&self, index: ArticleIndex, reading: &'r Reading) -> Cow<'r, Reading> {
        let mut corrected = Cow::Borrowed(reading);
        let mut rejected = BTreeSet::new();
        let least = (index, RecordId::Event(EventId::from_index(0)));
        let here = self.of.range(least..).take_while(|((article, _), _)| *article == index);
        for ((_, record), corrections) in here {
            for correction in corrections {
                match &correction.change {
                    Change::Reject => {
                        rejected.insert(*record);
                    }
                    Change::Set { key, value } => {
                        // What this version cannot set stays as it was read.
                        let _ = set(corrected.to_mut(), *record, key, value);
                    }
                    Change::Restore | Change::Split | Change::Merge { .. } => {}
                }
            }
        }
        if !rejected.is_empty() {
            reject(corrected.to_mut(), &rejected);
        }
        corrected
    }
}

/// Returns the reading as the corrections of its article leave it.
pub fn corrected<'r>(
    reading: &'r Reading,
    corrections: impl IntoIterator<Item = &'r Correction>,
) -> Cow<'r, Reading> {
    Corrections::new(&[reading], corrections).apply(ArticleIndex::new(0), reading)
}

/// Returns what is said of each record of the readings and still holds, in the
/// order of making, by the place of the reading and the record.
///
/// What was taken back holds no longer, nor does a value that was given anew.
pub fn in_force<'c>(
    readings: &[&Reading],
    corrections: impl IntoIterator<Item = &'c Correction>,
) -> BTreeMap<(usize, RecordId), Vec<&'c Correction>> {
    let found = Corrections::new(readings, corrections);
    let in_force = found.of.into_iter();
    in_force
        .map(|((article, record), said)| ((article.index(), record), last_values(said)))
        .collect()
}

/// Leaves out values that were given anew.
fn last_values(said: Vec<&Correction>) -> Vec<&Correction> {
    let mut given = BTreeSet::new();
    let mut kept: Vec<&Correction> = said
        .into_iter()
        .rev()
        .filter(|correction| match &correction.change {
            Change::Set { key, .. } => given.insert(key.as_str()),
            _ => true,
        })
        .collect();
    kept.reverse();
    kept
}

/// Takes records out of a reading; the others keep their ids. An answer to a
/// claim that is gone answers nothing.
fn reject(reading: &mut Reading, rejected: &BTreeSet<RecordId>) {
    let stays = |record: RecordId| !rejected.contains(&record);
    reading.events.retain(|event| stays(RecordId::Event(event.id)));
    reading.statements.retain(|statement| stays(RecordId::Statement(statement.id)));
    reading.claims.retain(|claim| stays(RecordId::Claim(claim.id)));
    reading.commitments.retain(|plan| stays(RecordId::Commitment(plan.id)));
    reading.proposals.retain(|proposal| stays(RecordId::Proposal(proposal.id)));
    for claim in &mut reading.claims {
        claim.answers = claim.answers.filter(|answered| stays(RecordId::Claim(*answered)));
    }
    for domain in &mut reading.domains {
        domain.records.retain(|record| stays(*record));
    }
}

#[cfg(test)]
mod tests {
    use chancery_model::{Article, Coder, Event, EventKind, Span, Standing};

    use super::*;

    /// A reading with an event for each of its two words.
    fn reading(id: &str) -> Reading {
        let article = Article { id: id.into(), text: "One two".into(), ..Article::default() };
        let mut reading = Reading::empty(Coder::default(), article);
        let spans = [Span::new(0, 3), Span::new(4, 7)];
        reading.events.extend(spans.into_iter().enumerate().map(|(index, evidence)| Event {
            id: EventId::from_index(index),
            kind: EventKind::Consult,
            mode: None,
            contexts: Vec::new(),
            actors: Vec::new(),
            recipients: Vec::new(),
            when: None,
            place: None,
            standing: Standing::Actual,
            reported_by: None,
            score: 0.0,
            evidence,
            confidence: 0.5,
        }));
        reading
    }

    fn event(index: usize) -> RecordId {
        RecordId::Event(EventId::from_index(index))
    }

    fn place(article: usize, record: usize) -> Place {
        (ArticleIndex::new(article), event(record))
    }

    fn say(reading: &Reading, record: usize, change: Change) -> Correction {
        let record = key_of(reading, event(record)).unwrap();
        Correction { record, change, by: String::new(), made: String::new(), why: None }
    }

    #[test]
    fn merged_records_are_one_through_others_and_a_split_one_still_stands_apart() {
        let pages = ["a", "b", "c", "d"].map(reading);
        let merge = |one: usize, other: usize| {
            let with = key_of(&pages[other], event(0)).unwrap();
            say(&pages[one], 0, Change::Merge { with })
        };
        let said = [say(&pages[0], 0, Change::Split), merge(0, 2), merge(2, 1)];
        let found = Corrections::new(&pages.each_ref(), &said);
        let group = Some(place(0, 0));
        assert_eq!([0, 1, 2].map(|page| found.merged_as(place(page, 0))), [group; 3]);
        assert_eq!((found.merged_as(place(3, 0)), found.merged_as(place(0, 1))), (None, None));
        let apart = [0, 1, 2, 3].map(|page| found.stands_apart(place(page, 0)));
        assert_eq!(apart, [true, false, false, false]);
        assert_eq!(found.of(place(1, 0)), [&said[2]]);
    }

    #[test]
    fn value_given_anew_and_what_was_taken_back_are_not_in_force() {
        let pages = ["a"].map(reading);
        let set = |record, value: &str| {
            let (key, value) = ("standing".to_owned(), value.to_owned());
            say(&pages[0], record, Change::Set { key, value })
        };
        let said = [
            set(0, "planned"),
            say(&pages[0], 1, Change::Reject),
            set(0, "negated"),
            say(&pages[0], 1, Change::Restore),
        ];
        let found = in_force(&pages.each_ref(), &said);
        assert_eq!(found, BTreeMap::from([((0, event(0)), vec![&said[2]])]));
    }

    #[test]
    fn split_after_a_merge_takes_the_record_out() {
        let pages = ["a", "b"].map(reading);
        let with = key_of(&pages[1], event(1)).unwrap();
        let merge = say(&pages[0], 0, Change::Merge { with });
        let said = [merge, say(&pages[1], 1, Change::Split)];
        let found = Corrections::new(&pages.each_ref(), &said);
        assert!(found.stands_apart(place(1, 1)));
        assert_eq!((found.merged_as(place(0, 0)), found.merged_as(place(1, 1))), (None, None));
        assert!(found.of(place(0, 0)).is_empty());
    }
}
