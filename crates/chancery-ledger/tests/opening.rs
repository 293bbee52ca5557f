//! Opening: new files, old files, files that are no ledgers.

use std::path::{Path, PathBuf};

use chancery_ledger::{Error, Extract, Kind, Ledger, Work};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fixture::{Sample, add};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    (folder, path)
}

fn samples() -> Vec<Sample> {
    vec![
        Sample::naming("A visit", &["FRA", "CHN"]).dated("2019-03-25").with_event(0, 1),
        Sample::naming("A treaty", &["USA", "CHN"]).at("https://example.org/treaty"),
    ]
}

#[test]
fn what_was_added_is_there_after_reopening() {
    let (_folder, path) = folder();
    add(&mut Ledger::open(&path).unwrap(), &samples()).unwrap();
    for ledger in [
        Ledger::open(&path).unwrap(),
        Ledger::open_existing(&path).unwrap(),
        Ledger::open_read_only(&path).unwrap(),
    ] {
        for sample in samples() {
            assert_eq!(ledger.reading(sample.id()).unwrap().unwrap().wire, sample.wire);
            assert_eq!(ledger.page(sample.id()).unwrap().unwrap(), sample.page);
        }
        assert!(ledger.check().unwrap().is_sound());
    }
}

#[test]
fn missing_file_is_created_only_on_request() {
    let (_folder, path) = folder();
    assert!(matches!(Ledger::open_existing(&path), Err(Error::Missing { .. })));
    assert!(matches!(Ledger::open_read_only(&path), Err(Error::Missing { .. })));
    assert!(!path.exists());
    Ledger::open(&path).unwrap();
    assert!(path.exists());
}

#[test]
fn folder_that_is_not_there_is_named() {
    let (_folder, path) = folder();
    let error = Ledger::open(path.join("deep/chancery.db")).unwrap_err();
    assert!(matches!(error, Error::CannotOpen { .. }), "{error}");
    assert!(error.to_string().contains("chancery.db"));
}

#[test]
fn file_that_is_no_database_is_refused_and_left_alone() {
    let (_folder, path) = folder();
    let notes = "Call the minister back on Thursday. ".repeat(300);
    std::fs::write(&path, &notes).unwrap();
    for opened in [Ledger::open(&path), Ledger::open_read_only(&path)] {
        assert!(matches!(opened, Err(Error::NotALedger { .. })), "{opened:?}");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), notes);
}

#[test]
fn database_of_another_program_is_refused_and_left_alone() {
    let (_folder, path) = folder();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE stamps (value)").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Ledger::open(&path), Err(Error::NotALedger { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn newer_schema_is_refused() {
    let (_folder, path) = folder();
    Ledger::open(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 9999").unwrap();
    for opened in [Ledger::open(&path), Ledger::open_read_only(&path)] {
        let error = opened.unwrap_err();
        assert!(matches!(error, Error::NewerSchema { found: 9999, .. }), "{error}");
    }
}

#[test]
fn read_only_ledger_refuses_to_add() {
    let (_folder, path) = folder();
    Ledger::open(&path).unwrap();
    let mut ledger = Ledger::open_read_only(&path).unwrap();
    let error = add(&mut ledger, &samples()).unwrap_err();
    assert!(matches!(error, Error::ReadOnly { .. }), "{error}");
    assert_eq!(Ledger::open(&path).unwrap().counts().unwrap().pages, 0);
}

#[test]
fn reader_sees_a_whole_batch_or_nothing_while_another_writes() {
    let (_folder, path) = folder();
    let mut writer = Ledger::open(&path).unwrap();
    let reader = Ledger::open_read_only(&path).unwrap();
    assert_eq!(reader.counts().unwrap().pages, 0);
    add(&mut writer, &samples()).unwrap();
    assert_eq!(reader.counts().unwrap().pages, 2);
}

#[test]
fn two_writers_take_turns() {
    let (_folder, path) = folder();
    std::thread::scope(|scope| {
        for side in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut ledger = Ledger::open(path).unwrap();
                for i in 0..10 {
                    let sample = Sample::of(&format!("{side}-{i}"), "Both write.");
                    add(&mut ledger, &[sample]).unwrap();
                }
            });
        }
    });
    let ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.counts().unwrap().pages, 40);
    assert!(ledger.check().unwrap().is_sound());
}

/// Once, what one process had half done was taken for another program's file.
#[test]
fn ledger_created_by_many_at_once_opens_for_all() {
    for _ in 0..30 {
        let (_folder, path) = folder();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| Ledger::open(&path).unwrap().counts().unwrap());
            }
        });
    }
}

/// The newest schema, whose sample `UPDATE_SAMPLES` writes.
const NEWEST: &str = "v5.db";

/// The file of each past schema, with what a test of its version put in.
#[test]
fn sample_of_every_schema_opens_and_holds_what_it_held() {
    if std::env::var_os("UPDATE_SAMPLES").is_some() {
        write_sample(&sample_file(NEWEST));
    }
    let (_folder, path) = folder();
    let names = ["v1.db", "v2.db", "v3.db", "v4.db", NEWEST];
    for name in names {
        std::fs::copy(sample_file(name), &path).unwrap();
        let mut ledger = Ledger::open_existing(&path).unwrap();
        assert!(ledger.check().unwrap().is_sound(), "{name}");
        for sample in samples() {
            assert_eq!(ledger.page(sample.id()).unwrap().unwrap(), sample.page, "{name}");
            assert!(ledger.reading(sample.id()).unwrap().is_some(), "{name}");
        }
        assert_eq!(ledger.find("visit", 9, 0).unwrap().len(), 1, "{name}");
        let kept = ledger.compact(1, 1).unwrap();
        assert_eq!(kept.is_some_and(|kept| kept.open().is_some()), name == NEWEST, "{name}");
        let runs = ledger.runs().unwrap();
        assert_eq!((runs.len(), runs[0].work, runs[0].pages), (1, Work::Add, 2), "{name}");
        let more = Sample::of("Later", "Added by this version.");
        assert_eq!(add(&mut ledger, &[more]).unwrap().pages, 1, "{name}");
        let again = samples()[0].clone().read_by("2");
        assert_eq!(ledger.recode(&[again.entry()]).unwrap(), 1, "{name}");
        assert!(ledger.check().unwrap().is_sound(), "{name}");
    }
    let n_samples = std::fs::read_dir(sample_file("")).unwrap().count();
    assert_eq!(n_samples, names.len() + 1, "a sample not tested");
}

/// `v1-examples.db` holds the example pages, read by the first version.
#[test]
fn brought_up_to_date_a_ledger_has_the_schema_of_a_new_one() {
    let (_folder, new) = folder();
    Ledger::open(&new).unwrap();
    let schema = |path: &Path| -> Vec<(String, String)> {
        let conn = Connection::open(path).unwrap();
        let mut statement = conn
            .prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    for name in ["v1.db", "v1-examples.db"] {
        let (_folder, old) = folder();
        std::fs::copy(sample_file(name), &old).unwrap();
        let report = Ledger::open_existing(&old).unwrap().check().unwrap();
        assert!(report.is_sound(), "{name}: {:?}", report.damage);
        assert_eq!(schema(&old), schema(&new), "{name}");
    }
}

#[test]
fn older_ledger_is_left_as_it_is_by_those_who_only_read() {
    let (_folder, path) = folder();
    std::fs::copy(sample_file("v1.db"), &path).unwrap();
    let error = Ledger::open_read_only(&path).unwrap_err();
    assert!(matches!(error, Error::OlderSchema { found: 1, .. }), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), std::fs::read(sample_file("v1.db")).unwrap());
}

/// Once, such a file was taken for no ledger until pages were added to it.
#[test]
fn file_of_a_process_killed_before_it_made_the_tables_is_an_empty_ledger() {
    let (_folder, path) = folder();
    let conn = Connection::open(&path).unwrap();
    for state in ["", "PRAGMA journal_mode = WAL; CREATE TABLE gone (x); DROP TABLE gone"] {
        conn.execute_batch(state).unwrap();
        let ledger = Ledger::open_read_only(&path).unwrap();
        assert!(ledger.check().unwrap().is_sound());
        assert_eq!((ledger.counts().unwrap().pages, ledger.path()), (0, path.as_path()));
    }
    drop(conn);
    add(&mut Ledger::open(&path).unwrap(), &samples()).unwrap();
    assert_eq!(Ledger::open_read_only(&path).unwrap().counts().unwrap().pages, 2);
}

pub(crate) fn sample_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)
}

fn write_sample(path: &Path) {
    let (_folder, new) = folder();
    let mut ledger = Ledger::open(&new).unwrap();
    add(&mut ledger, &samples()).unwrap();
    let extract = |kind| Extract { kind, reading: 1, form: 1, bytes: b"of a sample".to_vec() };
    ledger.keep(&[Kind::Compact, Kind::Imprint].map(extract)).unwrap();
    drop(ledger);
    Connection::open(&new)
        .unwrap()
        .execute_batch("PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM")
        .unwrap();
    std::fs::copy(&new, path).unwrap();
}
