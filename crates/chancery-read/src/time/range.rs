//! Ranges: periods with two named ends, and those with one.
//!
//! In: tokens. Out: points, with the side on which something is.

use chancery_model::When;

use super::point::{Cycle, Point, period, plus};
use super::{Bound, Finder, year_number};
use crate::language::{TimeWord, Unit};

impl Finder<'_> {
    /// "from March to May", "between 2014 and 2018", "June 11-12", "2014-2018".
    pub(super) fn range(&self, at: usize) -> Option<(Point, Option<Bound>)> {
        let led = matches!(self.word(at), Some(TimeWord::From | TimeWord::Between));
        let led_at = at + usize::from(led);
        let found = self
            .days_of_month(led_at, led)
            .or_else(|| self.month_and_days(led_at))
            .or_else(|| self.two_ends(led_at, led, self.is(at, TimeWord::Between)))?;
        Some((found, None))
    }

    /// Returns a period from one end to another.
    fn two_ends(&self, at: usize, led: bool, between: bool) -> Option<Point> {
        let first = self.end(at, led)?;
        let joint = first.tokens.end;
        let is_joint = match self.word(joint)? {
            TimeWord::To => true,
            TimeWord::Until => led,
            TimeWord::And => between,
            _ => false,
        };
        if !is_joint {
            return None;
        }
        let glued = matches!(self.str(joint), "-" | "–" | "—" | "~");
        let second = self.end(joint + 1, true).or_else(|| self.short_year(&first, joint + 1))?;
        // "2014-15" is a year, "Monday - March 3 - " are two times.
        if glued && !led && first.precision() != second.precision() {
            return None;
        }
        let tokens = at..second.tokens.end;
        let past = first.past.as_ref().zip(second.past.as_ref()).and_then(|(a, b)| {
            match (first.cycle, second.cycle) {
                (None, None) => join(a, b),
                (Some(cycle), None) => join(&aligned(a, cycle, b, false)?, b),
                (_, Some(cycle)) => join(a, &aligned(b, cycle, a, true)?),
            }
        });
        let future = first.future.as_ref().zip(second.future.as_ref()).and_then(|(a, b)| {
            match (first.cycle, second.cycle) {
                (None, None) => join(a, b),
                (Some(cycle), _) => join(&aligned(a, cycle, b, false)?, b),
                (None, Some(cycle)) => join(a, &aligned(b, cycle, a, true)?),
            }
        });
        let point = Point { tokens, past, future, cycle: None };
        point.map(|when| Some(when.clone()))
    }

    /// Returns one end of a range; bare years are years here.
    fn end(&self, at: usize, sure: bool) -> Option<Point> {
        if self.is(at, TimeWord::Now) {
            return Some(Point::one(at..at + 1, When::day(self.date?)));
        }
        let bare = year_number(self.str(at)).is_some()
            && (sure || matches!(self.word(at + 1), Some(TimeWord::To)));
        if bare && self.calendar(at).is_none() && self.part(at).is_none() {
            return self.plain_year(at);
        }
        self.point(at)
    }

    /// "2014-15".
    fn short_year(&self, first: &Point, at: usize) -> Option<Point> {
        let year = year_number(self.str(first.tokens.start))?;
        let digits = self.str(at);
        let short: i16 = digits.parse().ok().filter(|_| digits.len() == 2)?;
        let second = year - year % 100 + short;
        (second == year + 1)
            .then(|| super::point::year_of(second))
            .flatten()
            .map(|when| Point::one(at..at + 1, when))
    }

    /// "9 to 12 June", "between 3 and 12 of September".
    fn days_of_month(&self, at: usize, led: bool) -> Option<Point> {
        let first = self.skip(at, TimeWord::The);
        let (from, joint) = self.ordinal(first).or_else(|| self.number(first))?;
        let joined = match self.word(joint)? {
            TimeWord::To => true,
            TimeWord::And => led,
            _ => false,
        };
        if !joined || !(1..=31).contains(&from) {
            return None;
        }
        let until = self.calendar(joint + 1).filter(|point| self.is_day(point))?;
        let end = until.tokens.end;
        until.over(at..end).map(|last| from_day(last, from))
    }

    /// "June 11-12", "June 11-12, 2018".
    fn month_and_days(&self, at: usize) -> Option<Point> {
        self.month(at)?;
        let day = |at: usize| {
            let at = self.skip(at, TimeWord::The);
            self.ordinal(at).or_else(|| self.number(at))
        };
        let (from, joint) = day(at + 1)?;
        if !self.is(joint, TimeWord::To) || !(1..=31).contains(&from) {
            return None;
        }
        let (until, end) = day(joint + 1).filter(|(day, _)| (1..=31).contains(day))?;
        // A month behind belongs to the second day: "June 11 - 12 July".
        if self.month(end).is_some() {
            return None;
        }
        let last_day = |when: &When| {
            let day = i8::try_from(until).ok()?;
            let date = chancery_model::Date::new(when.start.year(), when.start.month(), day);
            date.ok().map(When::day)
        };
        let year_at = self.skip_comma(end);
        let whole = match year_number(self.str(year_at)) {
            Some(year) => {
                let first = self.month(at)?;
                Point::one(at..year_at + 1, super::point::month_of(year, first)?)
            }
            None => self.calendar(at)?.over(at..end),
        };
        whole.map(|when| from_day(&last_day(when)?, from))
    }

    /// "since 2015", "until April 27", "before the end of December", "by Friday".
    pub(super) fn bounded(&self, at: usize) -> Option<(Point, Option<Bound>)> {
        let bound = match self.word(at)? {
            TimeWord::Since | TimeWord::Starting => Bound::Since,
            TimeWord::Until | TimeWord::By => Bound::Until,
            TimeWord::Before => Bound::Before,
            TimeWord::After => Bound::After,
            _ => return None,
        };
        let first = self.skip(self.skip(at + 1, TimeWord::On), TimeWord::The);
        let first = if self.point(first).is_some() { first } else { at + 1 };
        let point = self.point(first)?;
        // "after Friday's attack" names the attack.
        let possessive = matches!(self.str(point.tokens.end), "'s" | "’s" | "'" | "’");
        // "after the 1993 treaty" dates the treaty.
        let named = year_number(self.str(first)).is_some() || self.month(first).is_some();
        let of_noun = named && first > at + 1 && !matches!(self.str(first - 1), "on" | "On");
        Some((point, Some(bound).filter(|_| !possessive && !of_noun)))
    }
}

/// Returns the days of a month from that one on.
fn from_day(last: &When, day: u16) -> Option<When> {
    let day = i8::try_from(day).ok()?;
    let start = chancery_model::Date::new(last.start.year(), last.start.month(), day).ok()?;
    period(start, last.start, last.precision)
}

/// Returns the period from the first day of one to the last of another.
fn join(first: &When, last: &When) -> Option<When> {
    period(first.start, last.end?, first.precision.max(last.precision))
}

/// Returns a time that comes again, moved so that it is the nearest before another,
/// or behind it.
fn aligned(when: &When, cycle: Cycle, other: &When, behind: bool) -> Option<When> {
    const MOST_TURNS: usize = 12;
    let unit = match cycle {
        Cycle::Week => Unit::Week,
        Cycle::Year => Unit::Year,
    };
    let moved = |n: i64| {
        let start = plus(when.start, unit, n)?;
        let end = match when.precision {
            chancery_model::Precision::Month if when.start.day() == 1 => start.last_of_month(),
            _ => plus(when.end?, unit, n)?,
        };
        period(start, end, when.precision)
    };
    let is_behind = |when: &When| when.start >= other.start;
    let mut n: i64 = match cycle {
        Cycle::Year => i64::from(other.start.year() - when.start.year()),
        Cycle::Week => i64::from(when.start.until(other.start).ok()?.get_days()) / 7,
    };
    n += if behind { -1 } else { 1 };
    for _ in 0..MOST_TURNS {
        let candidate = moved(n)?;
        if is_behind(&candidate) == behind || candidate.start == other.start {
            return Some(candidate);
        }
        n += if behind { 1 } else { -1 };
    }
    None
}
