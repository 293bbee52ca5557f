//! When a value is right.
//!
//! The specifications give both readings of "Friday" and "March", past and to come:
//! each reading that we give must be one of theirs, and there must be one. Their
//! ends are the first day behind a period, ours the last day in it. In "from 2014
//! to 2018" theirs is the first day of 2018; a period that ends with that day, or
//! with the month, quarter or year that begins then, is right as well. "Three months ago" is
//! a day for them and a month for us: right where our period is of the named unit and
//! holds the day. Times before or after another have one end; it may stand on
//! either side of the day named.

use chancery_model::{Date, Precision, When};
use chancery_read::time::{Bound, Duration, Meaning, Time, Unit};

use super::case::{Case, Expected, Kind};

/// Returns whether what we read is what the case asks for.
pub(super) fn is_right(case: &Case, time: &Time) -> bool {
    match (&time.meaning, case.kind) {
        (Meaning::When { past, future, bound }, Kind::Date | Kind::DateRange) => {
            let mut readings = [past, future].into_iter().flatten().peekable();
            let any = readings.peek().is_some();
            any && readings
                .all(|when| case.values.iter().any(|expected| same(case, expected, when, *bound)))
        }
        (Meaning::Lasting(duration), Kind::Duration) => {
            let given = seconds(duration);
            let mut expected =
                case.values.iter().filter_map(|value| value.value.parse::<f64>().ok());
            expected.any(|expected| (expected - given).abs() < 1e-6 * expected.max(1.0))
        }
        (Meaning::Every(duration), Kind::Recurrence) => {
            case.values.iter().any(|value| recurs(&value.timex, duration))
        }
        _ => false,
    }
}

fn same(case: &Case, expected: &Expected, when: &When, bound: Option<Bound>) -> bool {
    if case.kind == Kind::Date {
        let Ok(day) = expected.value.parse::<Date>() else { return false };
        let end = when.end.unwrap_or(when.start);
        let unit = ["week", "month", "year", "decade", "fortnight"];
        let coarse =
            when.precision > Precision::Day && unit.iter().any(|unit| case.words.contains(unit));
        return bound.is_none()
            && (when.start == day && end == day || coarse && when.start <= day && day <= end);
    }
    let next = |date: Option<Date>| date.and_then(|date| date.tomorrow().ok());
    match (expected.start, expected.end, bound) {
        (Some(start), Some(end), None) => when.start == start && ends_with(expected, when.end, end),
        (Some(start), None, Some(Bound::Since)) => when.start == start,
        (Some(start), None, Some(Bound::After)) => {
            when.end == Some(start) || next(when.end) == Some(start)
        }
        (None, Some(end), Some(Bound::Before | Bound::Until)) => {
            when.start == end || when.end == Some(end) || next(when.end) == Some(end)
        }
        _ => false,
    }
}

/// Returns whether our last day belongs to their end.
fn ends_with(expected: &Expected, last: Option<Date>, end: Date) -> bool {
    let Some(last) = last else { return false };
    let has_two_ends = expected.timex.starts_with('(');
    let begins = |unit_last: Date| has_two_ends && end.day() == 1 && last == unit_last;
    last.tomorrow().is_ok_and(|next| next == end)
        || has_two_ends && last == end
        || begins(end.last_of_month())
        || (end.year(), end.month() + 2) == (last.year(), last.month())
            && begins(last.last_of_month())
        || end.month() == 1 && begins(end.last_of_year())
}

fn seconds(duration: &Duration) -> f64 {
    let parts = duration.parts.iter().map(|(n, unit)| {
        let days = match unit {
            Unit::Second => return *n,
            Unit::Minute => return n * 60.0,
            Unit::Hour => return n * 3_600.0,
            Unit::Day => 1.0,
            Unit::Weekend => 2.0,
            Unit::Week => 7.0,
            Unit::Fortnight => 14.0,
            Unit::Month => 30.0,
            Unit::Quarter => 90.0,
            Unit::Half => 182.5,
            Unit::Year => 365.0,
            Unit::Decade => 3_650.0,
            Unit::Century => 36_500.0,
        };
        n * days * 86_400.0
    });
    parts.sum()
}

/// Returns whether a recurrence is that of a TIMEX: `P2W`, or `-WX` and a day behind a
/// year of four unknown digits.
fn recurs(timex: &str, duration: &Duration) -> bool {
    let [(n, unit)] = duration.parts.as_slice() else { return false };
    if timex.trim_start_matches('X').starts_with("-WX") {
        return matches!(unit, Unit::Week | Unit::Weekend);
    }
    let Some(given) = timex.strip_prefix('P') else { return false };
    let code = match unit {
        Unit::Day => "D",
        Unit::Week => "W",
        Unit::Weekend => "WE",
        Unit::Month => "M",
        Unit::Quarter => return given == format!("{}M", n * 3.0),
        Unit::Year => "Y",
        _ => return false,
    };
    given == format!("{n}{code}")
}
