//! `chancery commitments`: which are listed, and in which forms.

use serde_json::Value;

use crate::desk::{Desk, Ran};

/// Runs the command with these words and returns its JSON.
fn json(desk: &Desk, args: &[&str]) -> Value {
    let command = [&["commitments", "--format", "json"], args].concat();
    serde_json::from_str(&desk.run(&command).done()).unwrap()
}

/// Returns the outcomes of all commitments listed.
fn outcomes(json: &Value) -> Vec<&str> {
    let pairs = json["pairs"].as_array().unwrap().iter();
    let plans = pairs.flat_map(|pair| pair["commitments"].as_array().unwrap());
    plans.map(|plan| plan["outcome"].as_str().unwrap()).collect()
}

#[test]
fn commitments_of_a_pair_are_those_of_its_brief() {
    let desk = Desk::with_ledger();
    let listed = json(&desk, &["Norway", "Iceland"]);
    assert_eq!(listed["schema"], "chancery.commitments/1");
    let brief = desk.run(&["brief", "NOR", "ISL", "--format", "json"]).done();
    let brief: Value = serde_json::from_str(&brief).unwrap();
    let known = brief["commitments"].as_array().unwrap().len();
    assert!(known > 0 && outcomes(&listed).len() == known, "{known}");
    let text = desk.run(&["commitments", "NOR", "ISL"]).done();
    assert!(text.starts_with("Commitments: Iceland – Norway\n"), "{text}");
    assert!(text.contains("first reported "), "{text}");
}

#[test]
fn without_parties_each_commitment_is_listed_once() {
    let desk = Desk::with_ledger();
    let listed = json(&desk, &[]);
    let mut records: Vec<String> = Vec::new();
    for pair in listed["pairs"].as_array().unwrap() {
        for plan in pair["commitments"].as_array().unwrap() {
            for cited in plan["evidence"]["citations"].as_array().unwrap() {
                let article = usize::try_from(cited["article"].as_u64().unwrap()).unwrap();
                let name = format!("{}/{}", pair["articles"][article]["id"], cited["record"]);
                if cited["record"].as_str().unwrap().starts_with('k') {
                    records.push(name);
                }
            }
        }
    }
    let n_cited = records.len();
    records.sort();
    records.dedup();
    assert_eq!(records.len(), n_cited);
}

#[test]
fn flags_choose_outcomes_and_the_day_decides_them() {
    let desk = Desk::with_ledger();
    let all = json(&desk, &["--on", "2026-06-01"]);
    let late = json(&desk, &["--on", "2030-01-01"]);
    assert!(outcomes(&all).contains(&"open"), "{:?}", outcomes(&all));
    assert!(outcomes(&late).contains(&"lapsed") && !outcomes(&late).contains(&"due"));
    let lapsed = json(&desk, &["--on", "2030-01-01", "--lapsed"]);
    assert!(outcomes(&lapsed).iter().all(|outcome| *outcome == "lapsed"));
    let patient = ["--on", "2030-01-01", "--patience", "20000", "--due", "--lapsed"];
    let patient = json(&desk, &patient);
    // Patience waits for days that were named; what never had one lapses in silence.
    let dated = |json: &Value| {
        let pairs = json["pairs"].as_array().unwrap().iter();
        let plans = pairs.flat_map(|pair| pair["commitments"].as_array().unwrap().clone());
        let dated = plans.filter(|plan| !plan["when"].is_null());
        dated.map(|plan| plan["outcome"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(dated(&patient), vec!["due"; dated(&lapsed).len()]);
    assert!(!dated(&patient).is_empty());
}

#[test]
fn limit_leaves_out_and_says_so() {
    let desk = Desk::with_ledger();
    let all = outcomes(&json(&desk, &[])).len();
    let one = json(&desk, &["--limit", "1"]);
    assert_eq!((outcomes(&one).len(), &one["left_out"]), (1, &Value::from(all - 1)));
    let text = desk.run(&["commitments", "--limit", "1"]).done();
    assert!(text.contains("1 commitment · ") && text.contains("left out"), "{text}");
}

#[test]
fn calendar_has_those_with_a_date_and_is_the_same_each_time() {
    let desk = Desk::with_ledger();
    let calendar = desk.run(&["commitments", "NOR", "ISL", "--format", "ical"]).done();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{calendar}");
    let listed = json(&desk, &["NOR", "ISL"]);
    let plans = listed["pairs"][0]["commitments"].as_array().unwrap();
    let dated = plans.iter().filter(|plan| !plan["when"].is_null()).count();
    assert!(dated > 0 && calendar.matches("BEGIN:VEVENT").count() == dated, "{calendar}");
    assert_eq!(desk.run(&["commitments", "ISL", "NOR", "--format", "ical"]).done(), calendar);
}

#[test]
fn nothing_planned_is_found_empty_and_one_party_is_no_pair() {
    let desk = Desk::with_ledger();
    for format in ["text", "json", "ical"] {
        let Ran { code, stderr, .. } =
            desk.run(&["commitments", "Kenya", "Uganda", "--format", format]);
        assert_eq!((code, stderr.as_str()), (Some(1), ""), "{format}");
    }
    assert!(!desk.run(&["commitments", "Norway"]).failed().is_empty());
    let messages = desk.run(&["commitments", "Norway", "NOR"]).failed();
    assert_eq!(messages, "error: 'Norway' and 'NOR' are one party\n");
}
