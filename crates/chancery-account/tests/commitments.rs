//! Commitments and the history of their status.

use chancery_model::{Commitment, CommitmentKind, CommitmentStatus, Place, Reading};

use CommitmentStatus::{Announced, Cancelled, Held, Moved, Scheduled};

use crate::build::{Builder, on};
use crate::events::usa_col;

fn meeting(
    published: &str,
    status: CommitmentStatus,
    change: impl FnOnce(&mut Commitment),
) -> Reading {
    let mut page = Builder::new(published, published);
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence(&format!("Stone and Vega: a meeting is {}.", status.name()));
    change(page.commitment(CommitmentKind::Meeting, status, &[left, right], sentence));
    page.finish()
}

fn history(readings: &[Reading]) -> Vec<Vec<CommitmentStatus>> {
    let account = usa_col(readings);
    let statuses = |commitment: &chancery_account::Commitment| {
        commitment.history.iter().map(|step| step.status).collect()
    };
    account.commitments.iter().map(statuses).collect()
}

#[test]
fn summit_called_off_and_on_again_is_one_commitment() {
    let june = |commitment: &mut Commitment| commitment.when = on("2026-06-12");
    let readings = [
        meeting("2026-03-09", Announced, |_| {}),
        meeting("2026-05-10", Scheduled, june),
        meeting("2026-05-24", Cancelled, june),
        meeting("2026-06-01", Scheduled, june),
        meeting("2026-06-12", Held, june),
    ];
    assert_eq!(history(&readings), [[Announced, Scheduled, Cancelled, Scheduled, Held]]);
    assert_eq!(usa_col(&readings).commitments[0].status, Held);
}

#[test]
fn report_that_knows_less_changes_nothing() {
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-05-12", Announced, |_| {}),
    ];
    assert_eq!(history(&readings), [[Scheduled]]);
    let commitment = &usa_col(&readings).commitments[0];
    assert_eq!((&commitment.when, commitment.evidence.articles()), (&on("2026-06-12"), 2));
}

#[test]
fn moved_meeting_keeps_its_history_under_the_new_date() {
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-05-20", Moved, |commitment| commitment.when = on("2026-07-01")),
    ];
    assert_eq!(history(&readings), [[Scheduled, Moved]]);
    assert_eq!(usa_col(&readings).commitments[0].when, on("2026-07-01"));
}

#[test]
fn other_dates_and_other_places_are_other_commitments() {
    let place = |name: &str| Some(Place { name: name.into(), country: None });
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-05-11", Scheduled, |commitment| commitment.when = on("2026-09-30")),
    ];
    assert_eq!(history(&readings).len(), 2);
    let readings = [
        meeting("2026-05-10", Announced, |commitment| commitment.place = place("Bogotá")),
        meeting("2026-05-11", Announced, |commitment| commitment.place = place("the White House")),
    ];
    assert_eq!(history(&readings).len(), 2);
}

#[test]
fn plan_that_nobody_mentions_for_a_quarter_is_forgotten() {
    let readings =
        [meeting("2026-01-10", Announced, |_| {}), meeting("2026-06-10", Announced, |_| {})];
    assert_eq!(history(&readings).len(), 2);
}

#[test]
fn held_meeting_does_not_take_the_next_plan() {
    let readings = [
        meeting("2026-01-10", Held, |commitment| commitment.when = on("2026-01-10")),
        meeting("2026-01-20", Announced, |_| {}),
    ];
    assert_eq!(history(&readings), [[Held], [Announced]]);
}
