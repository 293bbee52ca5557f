//! What counts: the events that make the trajectory, each with its day,
//! direction, score and weight.
//!
//! Goes in: merged events. Comes out: those that happened on a known day
//! between the first and the last report. An event counts once, however often
//! it was reported; reports only make it surer. It adds nothing up.

use std::time::Duration;

use chancery_model::{Date, EventKind, Pair, Precision, Standing};

use crate::domain::is_of;
use crate::merge::Dated;
use crate::{Event, Side};

/// Who acts upon whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The pair's first party upon the second.
    FirstToSecond,
    /// The pair's second party upon the first.
    SecondToFirst,
    /// Both together, or each upon the other.
    Both,
}

impl Direction {
    /// All of them, in the order of [`crate::Trajectory::levels`].
    pub const ALL: [Direction; 3] =
        [Direction::FirstToSecond, Direction::SecondToFirst, Direction::Both];

    pub(crate) fn place(self) -> usize {
        match self {
            Direction::FirstToSecond => 0,
            Direction::SecondToFirst => 1,
            Direction::Both => 2,
        }
    }

    /// Returns the direction of an event between the two parties.
    pub fn of(pair: &Pair, event: &Event) -> Direction {
        // PLOVER takes these to be done together, whoever is named first.
        if matches!(event.kind, EventKind::Agree | EventKind::Consult | EventKind::Cooperate) {
            return Direction::Both;
        }
        let acts = |side| event.actors.iter().any(|actor| is_of(pair, actor, side));
        match (acts(Side::First), acts(Side::Second)) {
            (true, false) => Direction::FirstToSecond,
            (false, true) => Direction::SecondToFirst,
            _ => Direction::Both,
        }
    }
}

/// An event that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counted {
    /// The place in the account.
    pub(super) event: usize,
    pub(super) day: Date,
    pub(super) direction: Direction,
    pub(super) kind: EventKind,
    pub(super) score: f64,
    /// How likely it is that one report at least is right, from 0 to 1.
    pub(super) weight: f64,
    /// On how many independent reports it rests.
    pub(super) origins: usize,
}

/// Returns the events that count, by day, then as the account has them.
pub(super) fn counted(pair: &Pair, events: &[Event], (first, last): (Date, Date)) -> Vec<Counted> {
    let mut counted: Vec<Counted> = events
        .iter()
        .enumerate()
        .filter_map(|(place, event)| {
            let day = day(event).filter(|day| (first..=last).contains(day))?;
            let origins = event.evidence.origins();
            Some(Counted {
                event: place,
                day,
                direction: Direction::of(pair, event),
                kind: event.kind,
                score: f64::from(event.score),
                weight: surety(event.confidence, origins),
                origins,
            })
        })
        .filter(|counted| counted.weight > 0.0)
        .collect();
    counted.sort_by_key(|counted| (counted.day, counted.event));
    counted
}

/// Returns the day of an event that happened, as far as its text has it to the
/// week.
fn day(event: &Event) -> Option<Date> {
    if event.standing != Standing::Actual || event.reported_by.is_some() {
        return None;
    }
    match &event.dated {
        Dated::Given(when) if when.precision > Precision::Week => None,
        dated => dated.day(),
    }
}

/// Returns how likely one of so many independent reports is right, where each
/// is with this confidence.
fn surety(confidence: f32, origins: usize) -> f64 {
    let wrong = 1.0 - f64::from(confidence).clamp(0.0, 1.0);
    // Not `powi`, whose last bit is not the same on every machine.
    1.0 - (0..origins.min(64)).fold(1.0, |all_wrong, _| all_wrong * wrong)
}

/// Returns how many days after the first day the second is.
pub(super) fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// Returns the day so many days later, or the calendar's last.
pub(super) fn later(day: Date, days: usize) -> Date {
    let seconds = u64::try_from(days).unwrap_or(u64::MAX).saturating_mul(86_400);
    day.checked_add(Duration::from_secs(seconds)).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_reports_make_an_event_surer_but_never_count_it_twice() {
        assert!((surety(0.5, 1) - 0.5).abs() < 1e-9);
        assert!((surety(0.5, 2) - 0.75).abs() < 1e-9);
        assert!(surety(0.9, 1000) <= 1.0);
        assert!(surety(f32::NAN, 1).is_nan() || surety(f32::NAN, 1) <= 1.0);
    }

    #[test]
    fn days_lead_there_and_back() {
        let start: Date = "2016-02-27".parse().unwrap();
        let end = later(start, 3);
        assert_eq!((end.to_string().as_str(), days(start, end)), ("2016-03-01", 3));
        assert_eq!(days(end, start), -3);
    }
}
