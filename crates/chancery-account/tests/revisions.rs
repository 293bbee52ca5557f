//! What later reports of an event say otherwise.

use chancery_account::{Revised, Revision};
use chancery_model::{ActorId, ActorKind, EventKind, Party, Place, Reading};

use crate::build::{Builder, day, on};
use crate::events::usa_col;

/// A report of a call, which may give its day, its place and a third side.
fn call(
    id: &str,
    published: &str,
    when: &str,
    place: Option<&str>,
    third: Option<&str>,
) -> Reading {
    let mut page = Builder::new(id, published);
    let mut sides = vec![page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL")];
    sides.extend(third.map(|party| page.person("Ines Paz", party)));
    let evidence = page.sentence(&format!("Stone and Vega spoke, says page {id}."));
    let event = page.event(EventKind::Consult, None, &sides, &[], evidence);
    event.when = if when.is_empty() { None } else { on(when) };
    event.place = place.map(|name| Place { name: name.into(), country: None });
    page.finish()
}

/// The revisions of the only event, which are the same for any order of the
/// readings.
fn revisions(readings: &[Reading]) -> Vec<Revision> {
    let account = usa_col(readings);
    let backwards: Vec<Reading> = readings.iter().rev().cloned().collect();
    assert_eq!(usa_col(&backwards), account);
    let [event] = account.events.as_slice() else { panic!("{:?}", account.events) };
    event.revisions.clone()
}

#[test]
fn later_report_with_another_day_is_named_as_a_revision() {
    let readings = [
        call("a", "2026-01-08", "2026-01-07", None, None),
        call("b", "2026-01-08", "2026-01-07", None, None),
        call("c", "2026-01-09", "2026-01-08", None, None),
    ];
    let told = revisions(&readings);
    let [revision] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(revision.revised, Revised::Date { from: day("2026-01-07"), to: day("2026-01-08") });
    assert_eq!(revision.reported, Some(day("2026-01-09")));
    assert_eq!(revision.evidence.articles(), 1);
}

#[test]
fn reports_of_one_day_correct_nobody() {
    let readings = [
        call("a", "2026-01-08", "2026-01-07", None, None),
        call("b", "2026-01-08", "2026-01-08", None, None),
    ];
    assert_eq!(revisions(&readings), []);
}

#[test]
fn day_of_a_report_is_no_day_that_another_corrects() {
    let readings = [
        call("a", "2026-01-08", "", None, None),
        call("b", "2026-01-09", "2026-01-07", None, None),
    ];
    assert_eq!(revisions(&readings), []);
}

#[test]
fn other_place_is_a_revision_and_a_more_exact_one_is_none() {
    let reports = |later: &str| {
        [
            call("a", "2026-01-08", "2026-01-07", Some("Lima"), None),
            call("b", "2026-01-09", "2026-01-07", Some(later), None),
        ]
    };
    assert_eq!(revisions(&reports("the port of Lima")), []);
    let told = revisions(&reports("Quito"));
    assert_eq!(told.iter().map(|one| one.revised.field()).collect::<Vec<_>>(), ["place"]);
}

#[test]
fn city_of_the_state_that_is_named_elsewhere_is_the_more_exact_place() {
    let within = |place: &str| Some(Place { name: place.into(), country: Some("PER".into()) });
    let report = |id: &str, published: &str, place: &str| {
        let mut page = call(id, published, "2026-01-07", None, None);
        page.events[0].place = within(place);
        page
    };
    let mut whole = report("a", "2026-01-08", "Peru");
    let mut state = whole.actors[0].clone();
    (state.id, state.name, state.kind) =
        (ActorId::from_index(whole.actors.len()), "Peru".into(), ActorKind::State);
    whole.actors.push(state);
    let lima = report("b", "2026-01-09", "Lima");
    assert_eq!(revisions(&[whole, lima.clone()]), []);
    let cusco = report("c", "2026-01-10", "Cusco");
    assert_eq!(revisions(&[lima, cusco]).len(), 1);
}

#[test]
fn party_that_only_later_reports_name_is_a_revision() {
    let readings = [
        call("a", "2026-01-08", "2026-01-07", None, None),
        call("b", "2026-01-09", "2026-01-07", None, Some("PER")),
        call("c", "2026-01-10", "2026-01-07", None, Some("PER")),
    ];
    let told = revisions(&readings);
    let [revision] = told.as_slice() else { panic!("{told:?}") };
    let party = |code: &str| Party(code.into());
    assert_eq!(
        revision.revised,
        Revised::Parties {
            from: vec![party("COL"), party("USA")],
            to: vec![party("COL"), party("PER"), party("USA")],
        }
    );
    assert_eq!(revision.evidence.articles(), 2);
}
