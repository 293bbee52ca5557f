//! The trajectory: what counts, where it leads, and what explains it.

use chancery_account::{Direction, Options, Period, account};
use chancery_model::{EventKind, Pair, Party, Precision, Reading, Standing, When};

use crate::build::{Builder, day, on};
use crate::events::usa_col;

/// A report of one event by the first person upon the second.
fn report(id: &str, date: &str, kind: EventKind, by_usa: bool) -> Reading {
    let mut page = Builder::new(id, date);
    let (stone, vega) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence(&format!("Stone and Vega, report {id}: {kind}."));
    let (by, to) = if by_usa { (stone, vega) } else { (vega, stone) };
    page.event(kind, None, &[by], &[to], sentence);
    page.finish()
}

fn date(week: usize, weekday: usize) -> String {
    let start = day("2024-01-01");
    let offset = std::time::Duration::from_secs((week * 7 + weekday) as u64 * 86_400);
    start.checked_add(offset).expect("the test stays in the calendar").to_string()
}

/// Thirty weeks of accusations, then thirty of aid.
fn turn() -> Vec<Reading> {
    (0..60)
        .flat_map(|week| {
            let kinds = match week {
                0..30 => [EventKind::Accuse, EventKind::Reject],
                _ => [EventKind::Aid, EventKind::Support],
            };
            [1, 4].into_iter().zip(kinds).map(move |(weekday, kind)| {
                report(&format!("{week}-{weekday}"), &date(week, weekday), kind, weekday == 1)
            })
        })
        .collect()
}

#[test]
fn turn_of_relations_parts_two_phases_and_is_explained_by_its_events() {
    let account = usa_col(&turn());
    let trajectory = account.trajectory.expect("events count");
    let [before, after] = trajectory.phases.as_slice() else {
        panic!("two phases: {:?}", trajectory.phases)
    };
    assert_eq!(after.start.to_string(), date(30, 1));
    let (earliest, latest) = after.change.expect("a change leads into it");
    assert!(earliest <= after.start && after.start <= latest);
    assert!(before.mean < -2.0 && after.mean > 5.0);
    assert!(after.shares.material_cooperation > 0.4 && before.shares.verbal_conflict > 0.99);
    let opening: Vec<EventKind> =
        after.opening.iter().map(|place| account.events[*place].kind).collect();
    assert_eq!(opening[..3], [EventKind::Aid, EventKind::Support, EventKind::Aid]);
    assert!(
        after.opening.iter().all(|place| {
            account.events[*place].dated.day().is_some_and(|day| day >= after.start)
        })
    );
}

#[test]
fn level_is_kept_by_direction() {
    let account = usa_col(&[
        report("a", "2026-01-05", EventKind::Threaten, true),
        report("b", "2026-01-06", EventKind::Support, false),
        report("c", "2026-01-07", EventKind::Consult, true),
    ]);
    let trajectory = account.trajectory.expect("events count");
    // The pair is Colombia and the United States, by their codes.
    let last = Direction::ALL.map(|of| trajectory.of_direction(of).last().unwrap().value);
    assert!(last[0] > 0.0 && last[1] < 0.0 && last[2] > 0.0, "{last:?}");
    assert_eq!((trajectory.start, trajectory.end()), (day("2026-01-05"), day("2026-01-07")));
    assert_eq!(trajectory.len(), 3);
}

#[test]
fn event_reported_often_counts_once() {
    let often: Vec<Reading> = (0..9)
        .map(|n| report(&format!("r{n}"), "2026-01-05", EventKind::Threaten, true))
        .chain([report("z", "2026-01-09", EventKind::Aid, true)])
        .collect();
    let trajectory = usa_col(&often).trajectory.expect("events count");
    assert_eq!(trajectory.counted.len(), 2);
    let weight = trajectory.of_direction(Direction::SecondToFirst)[0].weight;
    assert!(weight > 0.9 && weight <= 1.0, "{weight}");
}

#[test]
fn what_did_not_happen_or_has_no_exact_day_or_one_witness_party_does_not_count() {
    let mut readings: Vec<Reading> =
        (0..4).map(|n| report(&format!("r{n}"), "2026-01-05", EventKind::ALL[n], true)).collect();
    readings[0].events[0].standing = Standing::Planned;
    readings[1].events[0].standing = Standing::Historical;
    readings[2].events[0].reported_by = Some(Party("USA".into()));
    let month = When { precision: Precision::Month, ..When::day(day("2026-01-01")) };
    readings[3].events[0].when = Some(month);
    let mut ancient = report("r4", "2026-01-06", EventKind::Aid, true);
    ancient.events[0].when = on("1953-07-27");
    readings.push(ancient);
    assert_eq!(usa_col(&readings).trajectory, None);
}

#[test]
fn period_cuts_the_series_and_keeps_the_phases_of_the_whole() {
    let whole = usa_col(&turn());
    let since = day(&date(40, 0));
    let part = whole.within(Period { since: Some(since), until: None });
    let (all, cut) = (whole.trajectory.unwrap(), part.trajectory.unwrap());
    assert_eq!((cut.start, cut.end()), (since, all.end()));
    assert_eq!(cut.phases.len(), 1);
    assert_eq!(cut.phases[0].start, all.phases[1].start);
    assert!(cut.phases[0].opening.is_empty(), "they lie before the period");
    assert_eq!(cut.of_direction(Direction::Both).last(), all.of_direction(Direction::Both).last());
    assert!(cut.counted.iter().all(|place| part.events[*place].dated.day() >= Some(since)));
    let before = Period { since: None, until: Some(day("2020-01-01")) };
    assert_eq!(whole.events.len(), 120);
    assert_eq!(account_of_nothing_in(before), None);
}

fn account_of_nothing_in(period: Period) -> Option<chancery_account::Trajectory> {
    let pair = Pair::new(Party("USA".into()), Party("COL".into()));
    account(&pair, &turn(), [], &Options::default()).within(period).trajectory
}
