//! `chancery recode`, `rebuild`, `check --repair` and `backup`, and ledgers of
//! earlier versions.

use std::fs;
use std::path::Path;

use crate::desk::Desk;

/// A desk with the ledger in which the first version kept the example pages.
fn with_old_ledger() -> Desk {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../chancery-ledger/tests/samples/v1-examples.db");
    fs::copy(sample, desk.path("chancery.db")).unwrap();
    desk
}

#[test]
fn ledger_of_the_first_version_is_read_corrected_and_recoded() {
    let desk = with_old_ledger();
    let pairs = desk.run(&["pairs"]).done();
    assert!(pairs.starts_with("ISL  NOR      10 articles"), "{pairs}");
    assert_eq!(desk.run(&["check"]).done(), "sound: 10 pages, 10 readings\n");
    let brief = desk.run(&["brief", "Norway", "Iceland"]).done();
    desk.run(&["rebuild"]).done();
    assert_eq!(desk.run(&["brief", "Norway", "Iceland"]).done(), brief);
    assert_eq!(desk.run(&["pairs"]).done(), pairs);
    let recoded = desk.run(&["recode", "--reading", "fast"]).done();
    assert!(recoded.contains(" pages read again"), "{recoded}");
    let sound = desk.run(&["check"]).done();
    assert!(sound.starts_with("sound: 10 pages"), "{sound}");
}

#[test]
fn recode_reads_what_another_coder_read_and_tells_what_changed() {
    let desk = Desk::with_ledger();
    let nothing = desk.run(&["recode"]).done();
    let expected = "0 pages read again, 0 of them with other records; 10 were read so before\n";
    assert_eq!(nothing, expected);
    let fast = desk.run(&["recode", "--reading", "fast"]).done();
    assert!(fast.starts_with("10 pages read again"), "{fast}");
    assert!(fast.contains("\nevents "), "{fast}");
    let back = desk.run(&["recode"]).done();
    assert!(back.starts_with("10 pages read again"), "{back}");
    assert_eq!(desk.run(&["check"]).done(), "sound: 10 pages, 30 readings\n");
    let added = Desk::with_ledger();
    let brief = ["brief", "Norway", "Iceland", "--format", "json"];
    assert_eq!(desk.run(&brief).done(), added.run(&brief).done());
}

#[test]
fn rebuilt_ledger_answers_as_before() {
    let desk = Desk::with_ledger();
    let ask = || {
        let asked = [&["pairs"][..], &["find", "minister"], &["brief", "Norway", "Iceland"]];
        asked.map(|args| desk.run(args).done())
    };
    let before = ask();
    let told = desk.run(&["rebuild"]).done();
    assert_eq!(told, "10 articles derived again in chancery.db\n");
    assert_eq!(ask(), before);
}

#[test]
fn sound_ledger_needs_no_repair() {
    let desk = Desk::with_ledger();
    assert_eq!(desk.run(&["check", "--repair"]).done(), "sound: 10 pages, 10 readings\n");
}

#[test]
fn backup_is_a_ledger() {
    let desk = Desk::with_ledger();
    let told = desk.run(&["backup", "copy.db"]).done();
    assert_eq!(told, "sound: 10 pages, 10 readings in copy.db\n");
    let pairs = desk.run(&["pairs"]).done();
    assert_eq!(desk.run(&["pairs", "--ledger", "copy.db"]).done(), pairs);
    let again = desk.run(&["backup", "copy.db"]).failed();
    assert!(again.starts_with("error: there is a file at copy.db already"), "{again}");
}

/// Whoever may write anyway (root) is not refused; then there is nothing to see.
#[cfg(unix)]
#[test]
fn file_that_nobody_may_write_to_is_told_and_can_be_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = Desk::with_ledger();
    let allow = |mode: u32| {
        fs::set_permissions(desk.path("chancery.db"), fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(0o444);
    let refused = fs::OpenOptions::new().write(true).open(desk.path("chancery.db")).is_err();
    if refused {
        for args in [&["add", "pages"][..], &["recode", "--reading", "fast"], &["rebuild"]] {
            let message = desk.run(args).failed();
            assert!(message.contains("cannot be written to"), "{message}");
        }
    }
    assert_eq!(desk.run(&["check"]).done(), "sound: 10 pages, 10 readings\n");
    allow(0o644);
}
