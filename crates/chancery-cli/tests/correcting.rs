//! `chancery correct` and `chancery log`: what people say, and what becomes of it.

use serde_json::Value;

use crate::desk::Desk;

fn brief(desk: &Desk) -> Value {
    let json = desk.run(&["brief", "Norway", "Iceland", "--format", "json"]).done();
    serde_json::from_str(&json).unwrap()
}

/// The names of the records of each entry of a kind.
fn records(account: &Value, entries: &str) -> Vec<Vec<String>> {
    let name = |citation: &Value| {
        let article = citation["article"].as_u64().unwrap() as usize;
        let id = account["articles"][article]["id"].as_str().unwrap();
        format!("{}/{}", &id[7..15], citation["record"].as_str().unwrap())
    };
    let citations = |entry: &Value| entry["evidence"]["citations"].as_array().unwrap().clone();
    let entries = account[entries].as_array().unwrap().iter();
    entries.map(|entry| citations(entry).iter().map(name).collect()).collect()
}

/// The names of the first records of the entries of a kind.
fn names(account: &Value, entries: &str) -> Vec<String> {
    records(account, entries).into_iter().map(|mut names| names.swap_remove(0)).collect()
}

fn correct<'a>(record: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["correct", record, "--by", "Ruth"], more].concat()
}

/// Writes a codebook with which every page is read anew.
fn a_codebook_of_ones_own(desk: &Desk) {
    std::fs::create_dir(desk.path("mine")).unwrap();
    desk.write("mine/domains.toml", "[[domain]]\nname = \"whaling\"\nwords = [\"whal*\"]\n");
}

#[test]
fn name_of_a_line_of_the_brief_is_what_correct_takes() {
    let desk = Desk::with_ledger();
    let before = brief(&desk);
    let name = &names(&before, "events")[0];
    let text = desk.run(&["brief", "Norway", "Iceland", "--limit", "100"]).done();
    assert!(text.contains(name.as_str()), "{name}");
    let told = desk.run(&correct(name, &["--reject", "--why", "They only wrote"])).done();
    assert!(told.contains(&format!("Ruth rejects {name}")), "{told}");
    assert!(told.contains("why: They only wrote"), "{told}");
    let after = brief(&desk);
    assert!(!names(&after, "events").contains(name));
    desk.run(&correct(name, &["--restore"])).done();
    assert_eq!(brief(&desk), before);
}

#[test]
fn set_values_stand_in_the_brief_with_who_set_them() {
    let desk = Desk::with_ledger();
    let name = &names(&brief(&desk), "commitments")[0];
    let set = ["--set", "status=cancelled", "--set", "when=2026-05-01", "--why", "Telegram"];
    desk.run(&correct(name, &set)).done();
    let account = brief(&desk);
    let plans = account["commitments"].as_array().unwrap();
    let plan = plans.iter().find(|plan| {
        let made = plan["evidence"]["corrections"].as_array().unwrap();
        made.len() == 2 && made[0]["value"] == "cancelled"
    });
    let correction = &plan.unwrap()["evidence"]["corrections"][1];
    assert_eq!((&correction["key"], &correction["by"]), (&"when".into(), &"Ruth".into()));
    assert_eq!(correction["why"], "Telegram");
    let text = desk.run(&["brief", "Norway", "Iceland", "--limit", "100"]).done();
    assert!(text.replace("\n                 ", " ").contains("corrected by Ruth"), "{text}");
}

#[test]
fn log_shows_what_was_said_of_a_record_an_article_a_pair_and_all() {
    let desk = Desk::with_ledger();
    let names = names(&brief(&desk), "events");
    let (one, other) = (&names[0], &names[names.len() - 1]);
    desk.run(&correct(one, &["--set", "standing=planned"])).done();
    desk.run(&correct(one, &["--merge", other])).done();
    desk.run(&correct(other, &["--split"])).done();
    let log = |args: &[&str]| desk.run(&[&["log"], args].concat()).done();
    let corrections = |log: String| log.matches("Ruth ").count();
    assert_eq!(corrections(log(&[])), 3);
    assert_eq!(corrections(log(&[one])), 2);
    assert_eq!(corrections(log(&[other])), 2);
    assert_eq!(corrections(log(&[one.split('/').next().unwrap()])), 2);
    assert_eq!(corrections(log(&["Norway", "Iceland"])), 3);
    assert_eq!(desk.run(&["log", "Norway", "Kenya"]).code, Some(1));
}

#[test]
fn correction_survives_recoding_and_rebuilding() {
    let desk = Desk::with_ledger();
    let before = names(&brief(&desk), "events");
    desk.run(&correct(&before[0], &["--reject"])).done();
    let corrected = names(&brief(&desk), "events");
    assert_ne!(corrected, before);
    a_codebook_of_ones_own(&desk);
    let recoded = desk.run(&["recode", "--codebook", "mine"]).done();
    assert!(recoded.starts_with("10 pages read again"), "{recoded}");
    desk.run(&["rebuild"]).done();
    assert_eq!(names(&brief(&desk), "events"), corrected);
    assert_eq!(desk.run(&["check"]).done(), "sound: 10 pages, 20 readings\n");
}

#[test]
fn merged_and_split_records_stand_so_in_the_brief_and_after_recoding() {
    let desk = Desk::with_ledger();
    let before = records(&brief(&desk), "events");
    let together = before.iter().find(|names| names.len() > 1).expect("two pages tell of one act");
    let [one, other] = [0, 1].map(|place| {
        let mut lone = before.iter().filter(|names| names.len() == 1);
        lone.nth(place).expect("some acts stand in one page")[0].clone()
    });
    let split = &together[1];
    desk.run(&correct(&one, &["--merge", &other])).done();
    desk.run(&correct(split, &["--split"])).done();
    let told = || {
        let mut entries = records(&brief(&desk), "events");
        entries.iter_mut().for_each(|names| names.sort());
        entries
    };
    let mut merged = vec![one.clone(), other.clone()];
    merged.sort();
    let after = told();
    assert!(after.contains(&merged), "{after:?}");
    assert!(after.contains(&vec![split.clone()]), "{after:?}");
    assert_eq!(after.len(), before.len(), "one entry less, and one more");
    a_codebook_of_ones_own(&desk);
    desk.run(&["recode", "--codebook", "mine"]).done();
    assert_eq!(told(), after);
    desk.run(&correct(&one, &["--restore"])).done();
    desk.run(&correct(split, &["--restore"])).done();
    assert_eq!(records(&brief(&desk), "events"), before);
}

#[test]
fn what_cannot_be_corrected_is_told() {
    let desk = Desk::with_ledger();
    let event = &names(&brief(&desk), "events")[0];
    let article = event.split('/').next().unwrap();
    let plan = &names(&brief(&desk), "commitments")[0];
    let told = |record: &str, more: &[&str]| desk.run(&correct(record, more)).failed();
    assert!(told("e3", &["--reject"]).contains("named as in `3fa91c2b/e3`"));
    assert!(told("00000000/e3", &["--reject"]).contains("no article"));
    assert!(told(&format!("{article}/e999"), &["--reject"]).contains("no record"));
    assert!(told(event, &["--set", "status=held"]).contains("events have event, mode"));
    assert!(told(event, &["--set", "event=PARLEY"]).contains("not one of PLOVER's events"));
    assert!(told(event, &["--set", "actors=Peru"]).contains("names nobody as `Peru`"));
    assert!(told(event, &["--merge", plan]).contains("two records of one kind"));
    assert!(!told(event, &[]).is_empty());
    assert!(!told(event, &["--reject", "--split"]).is_empty());
    assert!(!desk.run(&["log"]).done().contains("Ruth"), "nothing was written down");
}

#[test]
fn who_corrects_must_be_known() {
    let desk = Desk::with_ledger();
    let name = &names(&brief(&desk), "events")[0];
    let mut command = desk.command(&["correct", name, "--reject"]);
    for variable in ["CHANCERY_BY", "USER", "LOGNAME", "USERNAME"] {
        command.env_remove(variable);
    }
    let message = crate::desk::Ran::of(command.output().unwrap()).failed();
    assert!(message.contains("hint: use --by NAME"), "{message}");
    let output = command.env("CHANCERY_BY", "Ruth").output().unwrap();
    assert!(crate::desk::Ran::of(output).done().contains("Ruth rejects"));
}

#[test]
fn rejected_and_set_records_are_shown_so_by_find_show_and_the_views() {
    let desk = Desk::with_ledger();
    let account = brief(&desk);
    let (event, plan) = (&names(&account, "events")[0], &names(&account, "commitments")[0]);
    let article = event.split('/').next().unwrap();
    assert!(!desk.run(&["show", article]).done().contains("Ruth"));
    desk.run(&correct(event, &["--reject", "--why", "Only a letter"])).done();
    desk.run(&correct(plan, &["--set", "status=moved", "--set", "when=2026-05-01"])).done();
    desk.run(&correct(plan, &["--set", "when=2026-05-02"])).done();
    let show = |name: &str| desk.run(&["show", name.split('/').next().unwrap()]).done();
    let told = "rejected by Ruth (Only a letter)";
    assert!(show(event).contains(told), "{}", show(event));
    let told = "status set to moved by Ruth; when set to 2026-05-02 by Ruth";
    assert!(show(plan).contains(told), "{}", show(plan));
    let html = desk.run(&["show", article, "--format", "html"]).done();
    assert_eq!(html.matches("<del>").count(), 1, "{html}");
    let found = desk.run(&["find", "Iceland", "--limit", "100"]).done();
    assert!(found.contains(&format!("{event} rejected by Ruth")), "{found}");
    // What a person said stays beside what is read anew.
    desk.run(&["rebuild"]).done();
    let conn = rusqlite::Connection::open(desk.path("chancery.db")).unwrap();
    let view = |name: &str| -> (bool, Option<String>, Option<String>) {
        let sql = "SELECT rejected, corrected, status FROM records WHERE name = ?1";
        conn.query_row(sql, [name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap()
    };
    assert_eq!((view(event).0, view(event).1), (true, None));
    let (is_rejected, corrected, status) = view(plan);
    let corrected: Value = serde_json::from_str(&corrected.unwrap()).unwrap();
    assert_eq!(corrected, serde_json::json!({"status": "moved", "when": "2026-05-02"}));
    assert!(!is_rejected && status.as_deref() != Some("moved"), "{status:?}");
    desk.run(&correct(event, &["--restore"])).done();
    assert!(!view(event).0);
}
