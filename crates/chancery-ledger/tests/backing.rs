//! Backups: whole, checked, and never in place of another file.

use chancery_ledger::{Error, Ledger};

use crate::fixture::{Sample, add, random};

#[test]
fn backup_is_the_ledger_once_more_while_others_use_it() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("chancery.db"), folder.path().join("copy.db"));
    let samples: Vec<Sample> = (0..200).map(random).collect();
    let mut writer = Ledger::open(&path).unwrap();
    add(&mut writer, &samples).unwrap();
    let report = Ledger::open_read_only(&path).unwrap().backup(&copy).unwrap();
    assert_eq!((report.is_sound(), report.pages), (true, 200));
    add(&mut writer, &[random(999)]).unwrap();
    let backup = Ledger::open_read_only(&copy).unwrap();
    assert_eq!(backup.counts().unwrap().pages, 200);
    for sample in &samples {
        assert_eq!(backup.reading(sample.id()).unwrap().unwrap().wire, sample.wire);
    }
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap()).collect();
    assert!(!names.iter().any(|name| name.file_name().to_string_lossy().contains(".part")));
}

#[test]
fn backup_takes_the_place_of_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let (path, notes) = (folder.path().join("chancery.db"), folder.path().join("notes.txt"));
    std::fs::write(&notes, "Buy stamps.").unwrap();
    let ledger = Ledger::open(&path).unwrap();
    for taken in [&notes, &path] {
        assert!(matches!(ledger.backup(taken), Err(Error::Exists { .. })));
    }
    assert_eq!(std::fs::read_to_string(&notes).unwrap(), "Buy stamps.");
}

#[test]
fn damaged_ledger_gives_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("chancery.db"), folder.path().join("copy.db"));
    add(&mut Ledger::open(&path).unwrap(), &[random(1)]).unwrap();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("UPDATE page SET packed = x'00'")
        .unwrap();
    let report = Ledger::open_read_only(&path).unwrap().backup(&copy).unwrap();
    assert!(!report.is_sound());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "the ledger, its log, index");
}

#[test]
fn backup_into_no_folder_says_where_it_was_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path().join("chancery.db")).unwrap();
    let error = ledger.backup(folder.path().join("deep/copy.db")).unwrap_err();
    assert!(error.to_string().contains("deep/copy.db"), "{error}");
}
