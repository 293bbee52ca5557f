//! `chancery recode`, `rebuild`, `check --repair` and `backup`, and ledgers of
//! earlier versions.

use std::fs;
use std::path::Path;

use serde_json::Value;

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
fn log_tells_who_added_and_read_again_how_much_with_which_coder() {
    let desk = Desk::new();
    desk.run(&["add", "pages", "--by", "Ruth"]).done();
    desk.run(&["add", "pages", "--by", "Ruth"]).done();
    desk.run(&["recode", "--reading", "fast", "--by", "Ingrid"]).done();
    let log = desk.run(&["log"]).done();
    assert!(log.contains("Ruth added 10 pages\n"), "{log}");
    assert!(log.contains("Ingrid read 10 pages again\n"), "{log}");
    assert_eq!(log.matches("chancery 0.1.0, weights").count(), 2, "what adds nothing is no work");
    let json = desk.run(&["log", "--json"]).done();
    let entries: Vec<Value> =
        json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |entry: &Value| {
        let number = |key: &str| entry[key].as_u64().unwrap();
        (entry["work"].clone(), number("pages"), number("captures"), number("readings"))
    };
    assert_eq!(told(&entries[0]), ("add".into(), 10, 10, 10));
    assert_eq!(told(&entries[1]), ("recode".into(), 0, 0, 10));
    assert!(entries.iter().all(|entry| entry["schema"] == "chancery.log/1"));
    assert!(entries[0]["made"].as_str() <= entries[1]["made"].as_str());
    assert_ne!(entries[0]["coder"], entries[1]["coder"]);
    assert_eq!(desk.run(&["log", "Norway", "Iceland"]).code, Some(1), "nothing was corrected");
}

#[test]
fn log_of_an_older_ledger_says_that_its_pages_were_there_before() {
    let desk = with_old_ledger();
    desk.run(&["rebuild"]).done();
    let log = desk.run(&["log"]).done();
    assert!(log.starts_with("before            somebody added 10 pages\n"), "{log}");
}

#[test]
fn count_tells_what_the_ledger_holds_each_entry_once() {
    let desk = Desk::with_ledger();
    let json = |args: &[&str]| -> Value { serde_json::from_str(&desk.run(args).done()).unwrap() };
    let count = json(&["count", "--json"]);
    let pairs = desk.run(&["pairs"]).done();
    let pairs: Vec<Vec<&str>> =
        pairs.lines().map(|line| line.split_whitespace().take(2).collect()).collect();
    assert_eq!((&count["pages"], &count["pairs"]), (&10.into(), &pairs.len().into()));
    let accounts: Vec<Value> =
        pairs.iter().map(|pair| json(&["brief", pair[0], pair[1], "--format", "json"])).collect();
    let merged = &count["merged"];
    let disputes = &merged["disputes"];
    let sum = |counts: &Value| -> u64 {
        counts.as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum()
    };
    for (entries, counted) in [
        ("events", merged["events"].as_u64().unwrap()),
        ("disputes", sum(disputes)),
        ("commitments", sum(&merged["commitments"])),
    ] {
        let of_pairs = accounts.iter().map(|account| account[entries].as_array().unwrap().len());
        let (most, all) = (of_pairs.clone().max().unwrap(), of_pairs.sum::<usize>());
        assert!((most..=all).contains(&(counted as usize)), "{entries}: {counted}");
        assert!(counted > 0, "{entries}");
    }
    assert_eq!(count["coders"][0]["articles"], 10);
    let text = desk.run(&["count"]).done();
    assert!(text.starts_with("pages              10 "), "{text}");
    assert_eq!(Desk::new().run(&["count"]).code, Some(2), "no ledger");
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
