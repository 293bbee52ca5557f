//! Commitments with what has become of them: for people, calendars and programs.

use chancery::desk::Followed;
use chancery::view::{TextOptions, calendar, commitments};
use chancery::wire;
use chancery_model::{CommitmentKind, CommitmentStatus, Place, Reading};
use serde_json::Value;

use super::build::{Builder, day, on};
use super::sample::{col_usa, readings};

/// The commitments of these readings, seen from that day.
fn followed(readings: &[Reading], on: &str) -> Followed {
    let account = col_usa(readings).of_commitments(|_| true);
    Followed { on: Some(day(on)), patience: 7, accounts: vec![account], left_out: 0 }
}

#[test]
fn commitments_as_text() {
    let document = commitments(&followed(&readings(), "2026-04-20"), "Colombia – United States");
    insta::assert_snapshot!(document.text(&TextOptions { width: 100, ..TextOptions::default() }));
}

#[test]
fn commitments_as_a_calendar() {
    let calendar = calendar(&followed(&readings(), "2026-04-20"));
    insta::assert_snapshot!(calendar.replace("\r\n", "\n"));
    assert!(calendar.lines().count() > 10 && calendar.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
}

#[test]
fn outcome_of_a_plan_moves_with_the_day_and_its_name_does_not() {
    let outcome = |on: &str| {
        let json = wire::commitments::to_json(&followed(&readings(), on));
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&json["schema"], &json["on"]), (&"chancery.commitments/1".into(), &on.into()));
        let plans = json["pairs"][0]["commitments"].as_array().unwrap().clone();
        let dated = plans.into_iter().find(|plan| !plan["when"].is_null()).unwrap();
        dated["outcome"].as_str().unwrap().to_owned()
    };
    assert_eq!(outcome("2026-04-01"), "open");
    assert_eq!(outcome("2026-04-02"), "due");
    assert_eq!(outcome("2026-04-09"), "due");
    assert_eq!(outcome("2026-04-10"), "lapsed");
    let named = |on: &str| {
        let calendar = calendar(&followed(&readings(), on));
        calendar.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned()
    };
    assert_eq!(named("2026-04-01"), named("2026-04-20"));
}

#[test]
fn hostile_words_steer_no_terminal_and_end_no_line_of_a_calendar() {
    const ATTACK: &str = "Harbour\u{1b}[2J\u{202e}; A, B\r\nEND:VEVENT\r\n";
    let mut page = Builder::new("plan", "2026-03-05");
    let (stone, vega) =
        (page.person(&format!("Ada {ATTACK}"), "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence(&format!("Stone will meet Vega at {ATTACK} on 2 April."));
    let plan = page.commitment(
        CommitmentKind::Meeting,
        CommitmentStatus::Cancelled,
        &[stone, vega],
        sentence,
    );
    plan.when = on("2026-04-02");
    plan.place = Some(Place { name: ATTACK.into(), country: None });
    let mut reading = page.finish();
    reading.article.url = Some("https://news.example/a\r\nEND:VEVENT".into());
    let followed = followed(&[reading], "2026-03-05");
    let text = commitments(&followed, ATTACK).text(&TextOptions::default());
    let calendar = calendar(&followed);
    for form in [&text, &calendar.replace("\r\n", "\n")] {
        let steers = |letter: char| letter == '\u{202e}' || letter.is_control() && letter != '\n';
        assert_eq!(form.chars().find(|letter| steers(*letter)), None, "{form:?}");
    }
    let unfolded = calendar.replace("\r\n ", "");
    let ends = unfolded.lines().filter(|line| *line == "END:VEVENT").count();
    assert_eq!((ends, unfolded.matches("\r\nURL").count()), (1, 0), "{unfolded}");
    assert!(unfolded.contains("STATUS:CANCELLED") && unfolded.contains("\\; A\\, B END:VEVENT"));
}
