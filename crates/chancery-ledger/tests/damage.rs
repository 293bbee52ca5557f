//! Damaged files: an error or a finding, and never a panic.

use std::path::{Path, PathBuf};

use chancery_ledger::{Damage, Ledger, Period};
use chancery_model::{Pair, Party};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fixture::{Dice, Sample, add, random};

/// A ledger of thirty articles, closed.
fn written() -> (TempDir, PathBuf, Vec<Sample>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    let samples: Vec<Sample> = (0..30).map(random).collect();
    add(&mut Ledger::open(&path).unwrap(), &samples).unwrap();
    (folder, path, samples)
}

/// Uses a file in every way there is. Returns whether anything was reported.
fn is_noticed(path: &Path, samples: &[Sample]) -> bool {
    let Ok(ledger) = Ledger::open(path) else { return true };
    let mut noticed = !ledger.check().is_ok_and(|report| report.is_sound());
    noticed |= ledger.counts().is_err();
    noticed |= ledger.find("talked", 99, 0).is_err();
    noticed |= ledger.articles(Period::ALWAYS, 99, 0).is_err();
    noticed |= ledger.pairs(99).is_err();
    let pair = Pair::new(Party("USA".to_owned()), Party("PRK".to_owned()));
    noticed |= match ledger.readings_of_pair(&pair, Period::ALWAYS) {
        Ok(mut readings) => readings.any(|reading| reading.is_err()),
        Err(_) => true,
    };
    for sample in samples {
        noticed |= ledger.page(sample.id()).is_err() | ledger.reading(sample.id()).is_err();
    }
    drop(ledger);
    let mut ledger = Ledger::open_existing(path);
    if let Ok(ledger) = &mut ledger {
        noticed |= add(ledger, &[Sample::of("More", "Added to a damaged file.")]).is_err();
    }
    noticed
}

fn with_sql(path: &Path, sql: &str) -> Vec<Damage> {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute_batch(sql).unwrap();
    drop(conn);
    Ledger::open(path).unwrap().check().unwrap().damage
}

#[test]
fn cut_file_is_noticed_wherever_it_is_cut() {
    let (_folder, path, samples) = written();
    let whole = std::fs::read(&path).unwrap();
    for tenth in 1..10 {
        std::fs::write(&path, &whole[..whole.len() * tenth / 10]).unwrap();
        assert!(is_noticed(&path, &samples), "{tenth} tenths");
    }
}

#[test]
fn overwritten_file_never_panics() {
    let (_folder, path, samples) = written();
    let whole = std::fs::read(&path).unwrap();
    let mut dice = Dice::new(7);
    let mut noticed = 0;
    for _ in 0..60 {
        let mut bytes = whole.clone();
        for _ in 0..1 + dice.roll(20) {
            let at = dice.roll(bytes.len());
            bytes[at] = dice.roll(256) as u8;
        }
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
        }
        std::fs::write(&path, &bytes).unwrap();
        noticed += usize::from(is_noticed(&path, &samples));
    }
    // The rest hit free space and index rows that stand alone.
    assert!(noticed > 30, "{noticed} of 60");
}

#[test]
fn page_with_other_bytes_is_found() {
    let (_folder, path, samples) = written();
    let damage = with_sql(
        &path,
        "UPDATE page SET packed = (SELECT packed FROM page WHERE id = 2),
             length = (SELECT length FROM page WHERE id = 2) WHERE id = 1",
    );
    assert_eq!(damage, [Damage::PageHash(samples[0].id().to_owned())]);
}

#[test]
fn page_and_reading_that_do_not_unpack_are_found() {
    let (_folder, path, samples) = written();
    let id = |index: usize| samples[index].id().to_owned();
    let damage = with_sql(
        &path,
        "UPDATE page SET packed = x'00112233' WHERE id = 1;
         UPDATE page SET length = 9223372036854775807 WHERE id = 2;
         UPDATE reading SET length = -1 WHERE id = 3;
         UPDATE reading SET packed = substr(packed, 1, 9) WHERE id = 4",
    );
    assert_eq!(
        damage,
        [Damage::Page(id(0)), Damage::Page(id(1)), Damage::Reading(id(2)), Damage::Reading(id(3))]
    );
}

#[test]
fn missing_rows_are_found() {
    let (_folder, path, samples) = written();
    let damage = with_sql(
        &path,
        "DELETE FROM coder; DELETE FROM article WHERE id = 5; DELETE FROM reading WHERE id = 6",
    );
    let id = |index: usize| samples[index].id().to_owned();
    assert!(damage.contains(&Damage::Dangling("reading".to_owned())), "{damage:?}");
    assert!(damage.contains(&Damage::Stale(id(4))), "{damage:?}");
    assert!(damage.contains(&Damage::Unread(id(5))), "{damage:?}");
}

#[test]
fn index_rows_that_do_not_agree_are_found() {
    for (sql, index) in [
        ("DELETE FROM pair WHERE article = 1", 0),
        ("UPDATE pair SET records = records + 1 WHERE article = 1", 0),
        ("DELETE FROM article_party WHERE article = 2", 1),
        ("DELETE FROM record_party WHERE article = 1", 0),
    ] {
        let (_folder, path, samples) = written();
        let damage = with_sql(&path, sql);
        let found = Damage::Index(samples[index].id().to_owned());
        assert!(damage.contains(&found), "{sql}: {damage:?}");
    }
    let (_folder, path, _) = written();
    let damage = with_sql(&path, "DELETE FROM record WHERE number = 1");
    assert!(damage.iter().any(|one| matches!(one, Damage::Index(_))), "{damage:?}");
}

#[test]
fn full_text_index_out_of_step_is_found() {
    let (_folder, path, _) = written();
    let damage = with_sql(&path, "UPDATE article SET title = 'Another' WHERE id = 3");
    assert_eq!(damage, [Damage::Search]);
    let damage = with_sql(
        &path,
        "UPDATE article SET title = 'x' WHERE id = 3; INSERT INTO search (search) VALUES ('rebuild')",
    );
    assert_eq!(damage, []);
}

#[test]
fn text_with_other_words_is_found() {
    let (_folder, path, samples) = written();
    let damage = with_sql(&path, "UPDATE article_text SET text = text || '!' WHERE id = 1");
    assert!(damage.contains(&Damage::TextHash(samples[0].id().to_owned())), "{damage:?}");
}
