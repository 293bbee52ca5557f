//! Sections that are too long for a reader.

use chancery::view::{BriefOptions, TextOptions, brief};
use chancery_model::{EventKind, Reading};

use super::build::Builder;
use super::sample::col_usa;

fn report(id: &str, date: &str, kind: EventKind) -> Reading {
    let mut page = Builder::new(id, date);
    let (stone, vega) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence(&format!("Report {id}: Stone and Vega, {kind}."));
    page.event(kind, None, &[stone], &[vega], sentence);
    page.finish()
}

#[test]
fn weightiest_events_stay_and_are_shown_by_date() {
    let account = col_usa(&[
        report("a", "2026-01-01", EventKind::Request),
        report("b", "2026-01-05", EventKind::Assault),
        report("c", "2026-01-10", EventKind::Reject),
        report("d", "2026-01-20", EventKind::Request),
        report("e", "2026-01-20", EventKind::Request),
    ]);
    let options = BriefOptions { limit: 2, ..BriefOptions::new("Colombia", "United States") };
    let text = brief(&account, &options).text(&TextOptions::default());
    let attack = text.find("attacked").unwrap();
    let demand = text.find("made a request or demand of").unwrap();
    assert!(attack < demand, "{text}");
    assert!(!text.contains("rejected"), "{text}");
    assert!(text.contains("… and 2 more"), "{text}");
}

#[test]
fn line_names_few_of_many_sources() {
    let reports: Vec<Reading> =
        (0..12).map(|n| report(&format!("r{n}"), "2026-01-01", EventKind::Aid)).collect();
    let account = col_usa(&reports);
    let document = brief(&account, &BriefOptions::new("Colombia", "United States"));
    let text = document.text(&TextOptions { width: 400, ..TextOptions::default() });
    assert!(text.contains("12 independent articles") && text.contains("and 5 more"), "{text}");
    assert_eq!(document.html().matches("<article id=").count(), 7);
}
