//! Batches: who added and read again what; and what corrections hold for.

use chancery_ledger::{Corrected, Ledger, Run, Signature, Work};
use chancery_model::{Change, Correction, EventId, RecordId, RecordKey, RecordKind, Span};
use rusqlite::Connection;

use crate::fixture::{Sample, add};
use crate::opening::sample_file;

fn sign(ledger: &mut Ledger, by: &str, made: &str) {
    ledger.sign(Signature { by: Some(by.to_owned()), made: Some(made.to_owned()) });
}

fn told(run: &Run) -> (Work, Option<&str>, usize, usize, usize) {
    (run.work, run.signature.by.as_deref(), run.pages, run.captures, run.readings)
}

#[test]
fn batches_of_a_command_are_one_run_and_what_adds_nothing_is_none() {
    let mut ledger = Ledger::in_memory().unwrap();
    let samples = ["One", "Two", "Three"].map(|title| Sample::of(title, "Ministers met."));
    sign(&mut ledger, "Ruth", "2026-03-01T12:00:00Z");
    add(&mut ledger, &samples[..2]).unwrap();
    add(&mut ledger, &samples).unwrap();
    sign(&mut ledger, "Ruth", "2026-03-02T12:00:00Z");
    add(&mut ledger, &samples).unwrap();
    assert!(ledger.recode(&[samples[0].entry()]).unwrap() == 0);
    sign(&mut ledger, "Ingrid", "2026-03-03T12:00:00Z");
    let elsewhere = samples[0].clone().at("https://example.org/one");
    add(&mut ledger, &[elsewhere]).unwrap();
    let again = samples.clone().map(|sample| sample.read_by("2"));
    ledger.recode(&again.each_ref().map(Sample::entry)).unwrap();
    let runs = ledger.runs().unwrap();
    let expected = [
        (Work::Add, Some("Ruth"), 3, 3, 3),
        (Work::Add, Some("Ingrid"), 0, 1, 0),
        (Work::Recode, Some("Ingrid"), 0, 0, 3),
    ];
    assert_eq!(runs.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!((runs[1].coder.version.as_str(), runs[2].coder.version.as_str()), ("1", "2"));
}

#[test]
fn what_older_ledgers_hold_was_added_and_read_again_by_somebody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    std::fs::copy(sample_file("v3.db"), &path).unwrap();
    let sample = Sample::naming("A visit", &["FRA", "CHN"]).dated("2019-03-25").with_event(0, 1);
    // As the third version would have read it again.
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(
        "INSERT INTO coder (version, weights, codebook) VALUES ('2', 'w', 'c');
         INSERT INTO reading (page, coder, text, length, packed)
         SELECT page, 2, text, length, packed FROM reading WHERE page = 1;",
    )
    .unwrap();
    drop(conn);
    let ledger = Ledger::open_existing(&path).unwrap();
    assert!(ledger.page(sample.id()).unwrap().is_some());
    let runs = ledger.runs().unwrap();
    let expected = [(Work::Add, None, 2, 2, 2), (Work::Recode, None, 0, 0, 1)];
    assert_eq!(runs.iter().map(told).collect::<Vec<_>>(), expected);
    assert!(runs.iter().all(|run| run.signature.made.is_none()));
}

#[test]
fn corrected_records_go_with_the_reading_and_when_derived_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    let mut ledger = Ledger::open(&path).unwrap();
    let sample = Sample::naming("A visit", &["FRA", "CHN"]).with_event(0, 1);
    add(&mut ledger, std::slice::from_ref(&sample)).unwrap();
    let event = &sample.reading.events[0];
    let words = sample.reading.article.text[event.evidence.range()].to_owned();
    let record = RecordKey {
        article: sample.id().to_owned(),
        kind: RecordKind::Event,
        evidence: Span::new(event.evidence.start, event.evidence.end),
        words,
        code: None,
        parties: [].into(),
    };
    let set = Change::Set { key: "mode".to_owned(), value: "visit".to_owned() };
    let said = [Change::Reject, Change::Restore, set].map(|change| Correction {
        record: record.clone(),
        change,
        by: "Ruth".to_owned(),
        made: "2026-03-01T12:00:00Z".to_owned(),
        why: None,
    });
    ledger.correct(&said).unwrap();
    let record = Some(RecordId::Event(EventId::from_index(0)));
    let holding = |holds| Corrected { record, holds };
    ledger.set_corrected(&[holding(false), holding(false), holding(true)]).unwrap();
    let conn = Connection::open(&path).unwrap();
    let view = || -> (bool, Option<String>) {
        let sql = "SELECT rejected, corrected FROM records WHERE record = 'e1'";
        conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    };
    assert_eq!(view(), (false, Some(r#"{"mode":"visit"}"#.to_owned())));
    ledger.set_corrected(&[holding(true), Corrected::default(), holding(false)]).unwrap();
    assert_eq!(view(), (true, None));
    let rests = "SELECT count(*) FROM corrections WHERE record IS NULL";
    let rests: i64 = conn.query_row(rests, [], |row| row.get(0)).unwrap();
    assert_eq!(rests, 1);
    ledger.recode(&[sample.read_by("2").entry()]).unwrap();
    assert_eq!(view(), (false, None), "nothing is known of the new reading yet");
    assert!(ledger.check().unwrap().is_sound());
}
