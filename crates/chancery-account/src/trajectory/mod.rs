//! The trajectory: how the two parties have dealt with each other, day by day,
//! and the phases that this went through.
//!
//! Goes in: the events of an account. Comes out: a [`Trajectory`], which holds
//! a daily series of PLOVER scores by direction, and phases parted where the
//! scores change, each with the events behind it. `docs/trajectory.md` has the
//! formulas and the source of each choice. It tells the past as it was
//! reported; it forecasts nothing and judges nobody.

mod changes;
mod counted;
mod penalty;
mod phase;
mod series;

use chancery_model::{Date, Pair};

pub use counted::Direction;
pub use phase::{Phase, QuadShares};
pub use series::{HALF_LIFE_DAYS, Level};

use crate::{Event, Period};

/// How a pair has dealt with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// The day of the first level.
    pub start: Date,
    /// A level a day for each of [`Direction::ALL`]; all of one length.
    pub levels: [Vec<Level>; 3],
    /// The events that count, as places in [`crate::Account::events`], by day.
    pub counted: Vec<usize>,
    /// The phases, in order, without a gap. There is always one.
    pub phases: Vec<Phase>,
}

impl Trajectory {
    /// Returns the trajectory of these events, or nothing where no event
    /// between the first and the last day of the reports counts.
    pub(crate) fn of(
        pair: &Pair,
        events: &[Event],
        reported: Option<(Date, Date)>,
    ) -> Option<Trajectory> {
        let counted = counted::counted(pair, events, reported?);
        let (start, end) = (counted.first()?.day, reported?.1);
        let phases = phase::phases(&counted, end);
        let spread = phase::spread(&counted, &phases);
        Some(Trajectory {
            start,
            levels: series::levels(&counted, start, end, spread),
            counted: counted.iter().map(|counted| counted.event).collect(),
            phases,
        })
    }

    /// Returns the last day.
    pub fn end(&self) -> Date {
        self.day(self.len().saturating_sub(1))
    }

    /// Returns the number of days.
    pub fn len(&self) -> usize {
        self.levels[0].len()
    }

    /// Returns whether there is no day.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the day at that place of the levels.
    pub fn day(&self, place: usize) -> Date {
        counted::later(self.start, place)
    }

    /// Returns the levels of a direction, a day each.
    pub fn of_direction(&self, direction: Direction) -> &[Level] {
        &self.levels[direction.place()]
    }

    /// Returns the part inside the period, or nothing where no day is.
    ///
    /// Phases keep their bounds, since they were found in the whole; `place`
    /// tells where an event now is, and those that are gone explain nothing.
    pub(crate) fn within(
        &self,
        period: Period,
        place: &dyn Fn(usize) -> Option<usize>,
    ) -> Option<Trajectory> {
        let since = period.since.map_or(self.start, |since| since.max(self.start));
        let until = period.until.map_or(self.end(), |until| until.min(self.end()));
        let (from, to) = (counted::days(self.start, since), counted::days(self.start, until));
        let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
        if from > to {
            return None;
        }
        let inside = |phase: &&Phase| phase.start <= until && since <= phase.end;
        let mut phases: Vec<Phase> = self.phases.iter().filter(inside).cloned().collect();
        for phase in &mut phases {
            phase.opening = phase.opening.iter().filter_map(|event| place(*event)).collect();
            phase.main = phase.main.iter().filter_map(|event| place(*event)).collect();
        }
        Some(Trajectory {
            start: since,
            levels: self.levels.each_ref().map(|levels| levels[from..=to].to_vec()),
            counted: self.counted.iter().filter_map(|event| place(*event)).collect(),
            phases,
        })
    }
}
