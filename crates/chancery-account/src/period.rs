//! The days that an account or a brief is asked for.
//!
//! Goes in: two bounds, either of them open. Comes out: whether a day lies
//! between them. It does not know what happened on those days.

use chancery_model::Date;

/// From one day to another, both inside; an absent bound is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day inside.
    pub since: Option<Date>,
    /// The last day inside.
    pub until: Option<Date>,
}

impl Period {
    /// Returns whether both bounds are open.
    pub fn is_open(self) -> bool {
        self.since.is_none() && self.until.is_none()
    }

    /// Returns whether the day lies inside.
    pub fn contains(self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Returns whether something of that day belongs to the period.
    ///
    /// What has no day belongs to no period but the open one.
    pub fn holds(self, day: Option<Date>) -> bool {
        match day {
            Some(day) => self.contains(day),
            None => self.is_open(),
        }
    }
}

/// Returns the day so many days later, or nothing beyond the calendar.
pub(crate) fn later(day: Date, days: i32) -> Option<Date> {
    let mut moved = day;
    for _ in 0..days.unsigned_abs() {
        moved = if days < 0 { moved.yesterday().ok()? } else { moved.tomorrow().ok()? };
    }
    Some(moved)
}
