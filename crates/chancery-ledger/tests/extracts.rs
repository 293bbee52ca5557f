//! What is kept beside readings: there while its reading is the current one and its
//! form the one asked for, and never given back as other bytes.

use chancery_ledger::{Damage, Extract, Kind, Ledger};
use chancery_model::Reading;
use rusqlite::Connection;

use crate::fixture::{Sample, add, ledger_of};

const FORM: u32 = 3;

fn extract(kind: Kind, reading: i64, bytes: &[u8]) -> Extract {
    Extract { kind, reading, form: FORM, bytes: bytes.to_vec() }
}

fn samples() -> Vec<Sample> {
    vec![Sample::of("One", "Ministers met."), Sample::of("Other", "They parted.")]
}

/// Keeps something of both kinds beside every reading that lacks it.
fn keep(ledger: &mut Ledger) {
    for kind in [Kind::Compact, Kind::Imprint] {
        let lacking = ledger.lacking(kind, FORM).unwrap();
        let extracts: Vec<Extract> =
            lacking.into_iter().map(|reading| extract(kind, reading, b"kept")).collect();
        ledger.keep(&extracts).unwrap();
    }
}

fn compact(ledger: &Ledger, reading: i64) -> Option<Vec<u8>> {
    let sealed = ledger.compact(reading, FORM).unwrap()?;
    sealed.open().map(<[u8]>::to_vec)
}

#[test]
fn what_is_kept_is_given_back_and_lacking_no_more() {
    let mut ledger = ledger_of(&samples());
    assert_eq!(ledger.lacking(Kind::Compact, FORM).unwrap(), [1, 2]);
    keep(&mut ledger);
    assert_eq!(compact(&ledger, 1).as_deref(), Some(&b"kept"[..]));
    assert_eq!(ledger.imprints(FORM).unwrap().len(), 2);
    assert_eq!(ledger.text(2).unwrap(), "They parted.");
    for kind in [Kind::Compact, Kind::Imprint] {
        assert!(ledger.lacking(kind, FORM).unwrap().is_empty());
        assert_eq!(ledger.lacking(kind, FORM + 1).unwrap(), [1, 2]);
    }
    assert!(ledger.compact(1, FORM + 1).unwrap().is_none());
    assert!(ledger.imprints(FORM + 1).unwrap().is_empty());
    ledger.keep(&[extract(Kind::Compact, 1, b"anew")]).unwrap();
    assert_eq!(compact(&ledger, 1).as_deref(), Some(&b"anew"[..]));
    assert!(ledger.check().unwrap().is_sound());
}

#[test]
fn nothing_is_kept_beside_a_reading_that_is_not_the_current_one() {
    let samples = samples();
    let mut ledger = ledger_of(&samples);
    keep(&mut ledger);
    let again = samples[0].clone().read_by("2");
    ledger.recode(&[again.entry()]).unwrap();
    assert_eq!((compact(&ledger, 1), ledger.imprints(FORM).unwrap().len()), (None, 1));
    assert_eq!(ledger.lacking(Kind::Imprint, FORM).unwrap(), [3]);
    ledger.keep(&[extract(Kind::Compact, 1, b"old"), extract(Kind::Compact, 3, b"new")]).unwrap();
    assert_eq!((compact(&ledger, 1), compact(&ledger, 3)), (None, Some(b"new".to_vec())));
}

#[test]
fn rebuilt_ledger_has_none_until_somebody_makes_them() {
    let samples = samples();
    let mut ledger = ledger_of(&samples);
    keep(&mut ledger);
    let mut known: Vec<Reading> = samples.iter().map(|sample| sample.reading.clone()).collect();
    known.reverse();
    ledger
        .rebuild(|stored| {
            known.iter().find(|reading| reading.article.id == stored.article_id).cloned()
        })
        .unwrap();
    assert_eq!(ledger.lacking(Kind::Compact, FORM).unwrap(), [1, 2]);
    assert!(ledger.imprints(FORM).unwrap().is_empty());
}

#[test]
fn other_bytes_than_were_kept_are_found_and_never_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    let mut ledger = Ledger::open(&path).unwrap();
    let samples = samples();
    add(&mut ledger, &samples).unwrap();
    keep(&mut ledger);
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "UPDATE compact SET bytes = x'00' WHERE reading = 1;
             UPDATE imprint SET sum = sum + 1 WHERE reading = 2",
        )
        .unwrap();
    assert_eq!(compact(&ledger, 1), None);
    let open = |imprint: &chancery_ledger::Sealed| imprint.open().is_some();
    assert_eq!(ledger.imprints(FORM).unwrap().iter().filter(|one| open(one)).count(), 1);
    let damage = [0, 1].map(|at: usize| Damage::Extract(samples[at].id().to_owned()));
    assert_eq!(ledger.check().unwrap().damage, damage);
}
