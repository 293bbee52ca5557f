//! Corrections at rest: what was said comes back as it was said.

use chancery_ledger::{Error, Ledger};
use chancery_model::{Change, Correction, Party, RecordKey, RecordKind, Span};

use crate::fixture::{Sample, add, ledger_of};

fn sample() -> Sample {
    Sample::of("Señales", "Señora Ana met “Bo” in Málaga. They parted.")
}

/// A key of words of the sample.
fn key(words: &str) -> RecordKey {
    let sample = sample();
    let start = sample.reading.article.text.find(words).unwrap();
    RecordKey {
        article: sample.id().to_owned(),
        kind: RecordKind::Event,
        evidence: Span::new(start, start + words.len()),
        words: words.to_owned(),
        code: Some("CONSULT".to_owned()),
        parties: ["ESP", "UN"].map(|party| Party(party.to_owned())).into(),
    }
}

fn say(words: &str, change: Change) -> Correction {
    Correction {
        record: key(words),
        change,
        by: "Ruth".to_owned(),
        made: "2026-03-01T12:00:00Z".to_owned(),
        why: Some("They only wrote".to_owned()),
    }
}

#[test]
fn corrections_come_back_as_they_were_made_and_in_their_order() {
    let with = RecordKey { code: None, parties: [].into(), ..key("They parted.") };
    let said = [
        say("Ana met “Bo”", Change::Reject),
        say("Ana met “Bo”", Change::Restore),
        say("Bo", Change::Set { key: "mode".into(), value: "none".into() }),
        say("parted", Change::Split),
        Correction { why: None, ..say("Málaga", Change::Merge { with }) },
    ];
    let mut ledger = ledger_of(&[sample()]);
    ledger.correct(&said[..2]).unwrap();
    ledger.correct(&said[2..]).unwrap();
    assert_eq!(ledger.corrections().unwrap(), said);
    assert!(ledger.check().unwrap().is_sound());
}

#[test]
fn correction_stays_when_the_page_is_read_again_with_another_text() {
    let mut ledger = ledger_of(&[sample()]);
    let said = [say("Ana met", Change::Reject)];
    ledger.correct(&said).unwrap();
    let mut again = sample().read_by("2");
    again.reading.article.text = "Another text.".to_owned();
    add(&mut ledger, &[again.wired()]).unwrap();
    assert_eq!(ledger.corrections().unwrap(), said);
}

#[test]
fn correction_of_words_that_are_nowhere_is_refused_with_all_that_come_with_it() {
    let mut ledger = ledger_of(&[sample()]);
    let mut elsewhere = say("Ana met", Change::Reject);
    elsewhere.record.words = "Ana hit".to_owned();
    let mut unknown = say("Ana met", Change::Reject);
    unknown.record.article = "sha256:00".to_owned();
    for wrong in [elsewhere, unknown] {
        let error = ledger.correct(&[say("Bo", Change::Split), wrong]).unwrap_err();
        assert!(matches!(error, Error::OtherWords { .. }), "{error}");
    }
    assert_eq!(ledger.corrections().unwrap(), []);
}

#[test]
fn ledger_that_may_only_be_read_takes_no_correction() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    add(&mut Ledger::open(&path).unwrap(), &[sample()]).unwrap();
    let mut ledger = Ledger::open_read_only(&path).unwrap();
    let error = ledger.correct(&[say("Bo", Change::Reject)]).unwrap_err();
    assert!(matches!(error, Error::ReadOnly { .. }), "{error}");
}
