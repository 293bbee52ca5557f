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

/// Of so many latest articles the earliest says about when the news ends.
pub const LATEST_ARTICLES: usize = 100;

/// Returns the day that the news reaches: the latest of the days, without those
/// that lie more than a year after a hundred others. Archives hold pages that
/// name a day decades ahead.
pub fn latest_day(days: impl IntoIterator<Item = Date>) -> Option<Date> {
    let mut days: Vec<Date> = days.into_iter().collect();
    days.sort_unstable_by(|left, right| right.cmp(left));
    let usual = days.get(LATEST_ARTICLES - 1).and_then(|day| later(*day, 366));
    days.into_iter().find(|day| usual.is_none_or(|end| *day <= end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn day_decades_ahead_of_a_hundred_others_is_not_the_latest() {
        let usual = std::iter::repeat_n(day("2020-03-02"), LATEST_ARTICLES);
        assert_eq!(latest_day(usual.chain([day("2050-09-30")])), Some(day("2020-03-02")));
    }

    #[test]
    fn latest_of_few_days_is_their_last() {
        assert_eq!(latest_day([day("2015-01-01"), day("2020-03-02")]), Some(day("2020-03-02")));
        assert_eq!(latest_day([]), None);
    }
}
