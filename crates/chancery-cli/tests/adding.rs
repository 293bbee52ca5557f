//! `chancery add` and `chancery check`: what the ledger keeps.

use std::fs;

use crate::desk::Desk;

#[test]
fn pages_added_twice_are_known() {
    let desk = Desk::new();
    let first = desk.run(&["add", "pages"]).done();
    assert_eq!(first, "10 pages read: 10 new, 0 known already; 10 readings added to chancery.db\n");
    let again = desk.run(&["add", "pages"]).done();
    assert_eq!(again, "10 pages read: 0 new, 10 known already; 0 readings added to chancery.db\n");
    assert_eq!(desk.run(&["check"]).done(), "sound: 10 pages, 10 readings\n");
}

#[test]
fn page_under_two_names_is_one_page() {
    let desk = Desk::new();
    let page = fs::read(desk.path("pages/2026-02-17-call.html")).unwrap();
    desk.write("pages/copy.html", page);
    let added = desk.run(&["add", "pages"]).done();
    assert!(added.starts_with("11 pages read: 10 new, 1 known already;"), "{added}");
}

#[test]
fn what_cannot_be_read_does_not_keep_the_rest_out() {
    let desk = Desk::new();
    desk.write("pages/broken.jsonl.gz", [0x1f, 0x8b, 8, 0, 1, 2, 3]);
    let (added, messages) = desk.run(&["add", "pages"]).partial();
    assert!(added.starts_with("10 pages read: 10 new,"), "{added}");
    assert!(messages.starts_with("problem: pages/broken.jsonl.gz"), "{messages}");
    assert_eq!(desk.run(&["check"]).done(), "sound: 10 pages, 10 readings\n");
}

#[test]
fn ledger_may_stand_elsewhere() {
    let desk = Desk::new();
    let page = "pages/2026-02-17-call.html";
    desk.run(&["add", page, "--ledger", "own.db"]).done();
    let mut command = desk.command(&["check"]);
    let output = command.env("CHANCERY_LEDGER", "own.db").output().unwrap();
    assert_eq!(crate::desk::Ran::of(output).done(), "sound: 1 pages, 1 readings\n");
    assert!(!desk.path("chancery.db").exists());
}

#[test]
fn file_that_is_no_ledger_is_left_alone() {
    let desk = Desk::new();
    desk.write("notes.db", "Notes of another program.\n".repeat(200));
    for args in [&["add", "pages", "--ledger", "notes.db"][..], &["check", "--ledger", "notes.db"]]
    {
        let messages = desk.run(args).failed();
        assert_eq!(messages.lines().next(), Some("error: notes.db is not a ledger of Chancery"));
    }
    let kept = fs::read_to_string(desk.path("notes.db")).unwrap();
    assert_eq!(kept, "Notes of another program.\n".repeat(200));
}

#[test]
fn ledger_in_no_folder_fails() {
    let messages = Desk::new().run(&["add", "pages", "--ledger", "nowhere/own.db"]).failed();
    assert!(messages.starts_with("error: ") && messages.contains("nowhere/own.db"), "{messages}");
}

#[test]
fn missing_ledger_is_told_with_what_to_do() {
    let desk = Desk::new();
    let commands = [
        &["check"][..],
        &["pairs"],
        &["find", "pact"],
        &["show", "0a1b"],
        &["brief", "Norway", "Iceland"],
    ];
    for args in commands {
        let messages = desk.run(args).failed();
        let expected = "error: there is no ledger at chancery.db\n\
            hint: make one with 'chancery add INPUT...', or name one with --ledger\n";
        assert_eq!(messages, expected, "{args:?}");
    }
    assert!(!desk.path("chancery.db").exists(), "looking makes no ledger");
}

#[test]
fn damaged_ledger_is_told() {
    let desk = Desk::with_ledger();
    let mut bytes = fs::read(desk.path("chancery.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0xa5);
    desk.write("chancery.db", bytes);
    let checked = desk.run(&["check"]);
    assert!(matches!(checked.code, Some(1 | 2)), "{checked:?}");
    assert!((checked.stdout + &checked.stderr).contains("damaged"));
}
