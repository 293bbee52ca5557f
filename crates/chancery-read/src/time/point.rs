//! Points: what a few words mean as a day or a period, of the past and to come.
//!
//! In: dates and shares of the calendar. Out: [`When`]s and [`Point`]s. Knows no
//! words.

use std::ops::Range;

use chancery_model::{Date, Precision, When};
use jiff::ToSpan as _;
use jiff::civil::Weekday;

use crate::language::{Part, Unit};

/// What words mean as a day or a period.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// The words.
    pub(super) tokens: Range<usize>,
    /// What they mean of something past; nothing where they cannot.
    pub(super) past: Option<When>,
    /// What they mean of something to come; nothing where they cannot.
    pub(super) future: Option<When>,
    /// What repeats, where the words leave open which one is meant: "March", "Friday".
    pub(super) cycle: Option<Cycle>,
}

/// After how long a name of a day or a month comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cycle {
    Week,
    Year,
}

impl Point {
    /// Returns what means one thing in any tense.
    pub(super) fn one(tokens: Range<usize>, when: When) -> Point {
        Point { tokens, past: Some(when.clone()), future: Some(when), cycle: None }
    }

    /// Returns the point with both its meanings changed; nothing where none is left.
    pub(super) fn map(mut self, change: impl Fn(&When) -> Option<When>) -> Option<Point> {
        self.past = self.past.as_ref().and_then(&change);
        self.future = self.future.as_ref().and_then(&change);
        (self.past.is_some() || self.future.is_some()).then_some(self)
    }

    /// Returns the point with its words.
    pub(super) fn over(mut self, tokens: Range<usize>) -> Point {
        self.tokens = tokens;
        self
    }

    /// Returns how exact it is.
    pub(super) fn precision(&self) -> Option<Precision> {
        self.past.as_ref().or(self.future.as_ref()).map(|when| when.precision)
    }
}

/// Returns days as a period of that precision; nothing where the last stands
/// before the first.
pub(super) fn period(start: Date, end: Date, precision: Precision) -> Option<When> {
    (start <= end).then_some(When { start, end: Some(end), precision, text: None })
}

/// Returns the week of a day, from Monday to Sunday.
pub(super) fn week_of(date: Date) -> Option<When> {
    let monday = plus(date, Unit::Day, -i64::from(date.weekday().to_monday_zero_offset()))?;
    period(monday, plus(monday, Unit::Day, 6)?, Precision::Week)
}

/// Returns a month.
pub(super) fn month_of(year: i16, month: i8) -> Option<When> {
    let start = Date::new(year, month, 1).ok()?;
    period(start, start.last_of_month(), Precision::Month)
}

/// Returns a quarter of a year, from 1.
pub(super) fn quarter_of(year: i16, quarter: i8) -> Option<When> {
    let start = Date::new(year, 3 * quarter.checked_sub(1)? + 1, 1).ok()?;
    period(start, plus(start, Unit::Month, 2)?.last_of_month(), Precision::Quarter)
}

/// Returns a year.
pub(super) fn year_of(year: i16) -> Option<When> {
    years(year, year)
}

/// Returns the years from one to another.
pub(super) fn years(first: i16, last: i16) -> Option<When> {
    let (start, end) = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
    period(start, end, Precision::Year)
}

/// Returns the day that lies so many units behind a day; hours and less are parts
/// of the days that they begin.
pub(super) fn plus(date: Date, unit: Unit, n: i64) -> Option<Date> {
    const MOST: i64 = 20_000;
    let n = n.clamp(-MOST, MOST);
    let days = |per_day: i64| (n.abs() + per_day - 1) / per_day * n.signum();
    let span = match unit {
        Unit::Second => days(86_400).days(),
        Unit::Minute => days(1_440).days(),
        Unit::Hour => days(24).days(),
        Unit::Day => n.days(),
        Unit::Weekend | Unit::Week => n.weeks(),
        Unit::Fortnight => (2 * n).weeks(),
        Unit::Month => n.months(),
        Unit::Quarter => (3 * n).months(),
        Unit::Half => (6 * n).months(),
        Unit::Year => n.clamp(-9_999, 9_999).years(),
        Unit::Decade => (10 * n.clamp(-900, 900)).years(),
        Unit::Century => (100 * n.clamp(-90, 90)).years(),
    };
    date.checked_add(span).ok()
}

/// Returns how exact a time is that is told in that unit.
pub(super) fn precision(unit: Unit) -> Precision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Weekend => Precision::Day,
        Unit::Week | Unit::Fortnight => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Quarter,
        Unit::Half | Unit::Year | Unit::Decade | Unit::Century => Precision::Year,
    }
}

/// Returns the unit of the calendar that holds a day: its week, its month.
pub(super) fn holding(date: Date, unit: Unit) -> Option<When> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(When::day(date)),
        Unit::Weekend => {
            let monday = week_of(date)?.start;
            let (saturday, sunday) = (plus(monday, Unit::Day, 5)?, plus(monday, Unit::Day, 6)?);
            period(saturday, sunday, Precision::Day)
        }
        Unit::Week => week_of(date),
        Unit::Fortnight => {
            let week = week_of(date)?;
            period(week.start, plus(week.start, Unit::Day, 13)?, Precision::Week)
        }
        Unit::Month => month_of(date.year(), date.month()),
        Unit::Quarter => quarter_of(date.year(), (date.month() - 1) / 3 + 1),
        Unit::Half => half_of(date.year(), if date.month() <= 6 { 1 } else { 2 }),
        Unit::Year => year_of(date.year()),
        Unit::Decade => {
            let first = date.year() - date.year().rem_euclid(10);
            years(first, first + 9)
        }
        Unit::Century => {
            let first = date.year() - date.year().rem_euclid(100);
            years(first, first + 99)
        }
    }
}

/// Returns the first or the second half of a year.
pub(super) fn half_of(year: i16, half: i8) -> Option<When> {
    let start = Date::new(year, if half == 1 { 1 } else { 7 }, 1).ok()?;
    period(start, plus(start, Unit::Month, 5)?.last_of_month(), Precision::Month)
}

/// Returns the early, middle or late part of a period; a day has none.
pub(super) fn part_of(when: &When, part: Part) -> Option<When> {
    let end = when.end?;
    let day = |date: Date, n: i64| plus(date, Unit::Day, n);
    let (start, end) = match (when.precision, part) {
        (Precision::Week, Part::Early) => (when.start, day(when.start, 2)?),
        (Precision::Week, Part::Mid) => (day(when.start, 2)?, day(when.start, 4)?),
        (Precision::Week, Part::Late) => (day(when.start, 3)?, end),
        (Precision::Month, Part::Early) => (when.start, day(when.start, 14)?),
        (Precision::Month, Part::Mid) => (day(when.start, 9)?, day(when.start, 19)?),
        (Precision::Month, Part::Late) => (day(when.start, 15)?, end),
        (Precision::Year, part) if when.start.year() == end.year() => {
            let first = match part {
                Part::Early => 1,
                Part::Mid => 5,
                Part::Late => 9,
            };
            let start = Date::new(when.start.year(), first, 1).ok()?;
            (start, plus(start, Unit::Month, 3)?.last_of_month())
        }
        (Precision::Year, part) => {
            let n = end.year() - when.start.year() + 1;
            let (skip, len) = match part {
                Part::Early => (0, 2 * n / 5),
                Part::Mid => (2 * n / 5, n / 5),
                Part::Late => (3 * n / 5, n - 3 * n / 5),
            };
            let first = when.start.year() + skip;
            return years(first, (first + len - 1).max(first));
        }
        _ => return None,
    };
    period(start, end, when.precision.min(Precision::Month))
}

/// Returns the n-th week of a period, from 1, or its last: weeks belong to where
/// their Thursday lies.
pub(super) fn nth_week(when: &When, n: Option<u16>) -> Option<When> {
    let found = match n {
        Some(n) => plus(on_or_after(when.start, 4)?, Unit::Week, i64::from(n) - 1)?,
        None => on_or_before(when.end?, 4)?,
    };
    week_of(found).filter(|_| when.end.is_none_or(|end| found <= end))
}

/// Returns the first such day of the week, from 1, that is not before a day.
pub(super) fn on_or_after(date: Date, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    plus(date, Unit::Day, i64::from(weekday.since(date.weekday())))
}

/// Returns the last such day of the week, from 1, that is not behind a day.
pub(super) fn on_or_before(date: Date, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    plus(date, Unit::Day, -i64::from(date.weekday().since(weekday)))
}

/// Returns Easter Sunday of a year, by the anonymous Gregorian computus.
pub(super) fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let day = moon + weekday - 7 * late + 114;
    let (month, day) = (i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: &str) -> Date {
        day.parse().unwrap()
    }

    #[test]
    fn easter_is_when_it_was() {
        for day in ["2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2038-04-25"] {
            assert_eq!(easter(date(day).year()), Some(date(day)));
        }
    }

    #[test]
    fn weeks_belong_to_where_their_thursday_lies() {
        let january = month_of(2019, 1).unwrap();
        assert_eq!(nth_week(&january, Some(1)).unwrap().start, date("2018-12-31"));
        assert_eq!(nth_week(&january, None).unwrap().start, date("2019-01-28"));
        assert_eq!(nth_week(&january, Some(6)), None);
    }

    #[test]
    fn hours_count_as_the_days_that_they_begin() {
        assert_eq!(plus(date("2019-01-01"), Unit::Hour, 48), Some(date("2019-01-03")));
        assert_eq!(plus(date("2019-01-01"), Unit::Hour, -1), Some(date("2018-12-31")));
        assert_eq!(plus(date("9999-12-31"), Unit::Day, 1), None);
    }
}
