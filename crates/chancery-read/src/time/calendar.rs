//! Calendar: days, months, years, decades and holidays by their names.
//!
//! In: tokens. Out: points. A day or a month without its year is the last one and
//! the next one.

use chancery_model::{Date, Precision, When};

use super::point::{
    Cycle, Point, easter, month_of, on_or_after, on_or_before, plus, year_of, years,
};
use super::{Finder, year_number};
use crate::language::{Holiday, TimeWord, Unit};
use crate::text::TokenKind;

/// How far back a day without a year is looked for before the coming year's.
const LATELY_DAYS: i64 = 90;
/// How far ahead a past day may lie that is told without a year.
const SOON_DAYS: i64 = 7;
/// How many years may lie between two 29ths of February.
const LEAP_YEARS: i16 = 8;

impl Finder<'_> {
    /// "January 7, 2026", "Jan. 7", "7 January 2026", "the 7th of January", "March
    /// 2014", "in March", "2014-03-18".
    pub(super) fn calendar(&self, at: usize) -> Option<Point> {
        self.iso(at).or_else(|| self.day_and_month(at)).or_else(|| self.month_and_day(at))
    }

    /// "7 January 2026", "the seventh day of January".
    fn day_and_month(&self, at: usize) -> Option<Point> {
        // "$12 December 27".
        if at > 0 && matches!(self.text.str(at - 1), "$" | "€" | "£") {
            return None;
        }
        let first = self.skip(at, TimeWord::The);
        let (day, mut idx) = self.ordinal(first).or_else(|| self.number(first))?;
        if matches!(self.word(idx), Some(TimeWord::Unit(Unit::Day))) && self.str(idx) == "day" {
            idx += 1;
        }
        idx = self.skip(idx, TimeWord::Of);
        let month = self.month(idx)?;
        self.dated(at, idx + 1, month, Some(i8::try_from(day).ok()?))
    }

    /// "January 7, 2026", "January the 7th", "January 2026", "January".
    fn month_and_day(&self, at: usize) -> Option<Point> {
        let month = self.month(at)?;
        let day_at = self.skip(at + 1, TimeWord::The);
        let day = self.ordinal(day_at).or_else(|| {
            let digits = self.text.tokens.get(day_at)?.kind == TokenKind::Number;
            self.number(day_at).filter(|_| digits)
        });
        let day = day.filter(|(day, _)| (1..=31).contains(day));
        let (day, end) = match day {
            Some((day, end)) => (i8::try_from(day).ok(), end),
            None => (None, at + 1),
        };
        let year_at = self.year_behind(end);
        if day.is_none() && year_at.is_none() && self.is_verb_like(at) {
            return None;
        }
        self.dated(at, end, month, day)
    }

    /// Returns a day or a month with the year that may stand behind it.
    fn dated(&self, at: usize, end: usize, month: i8, day: Option<i8>) -> Option<Point> {
        let year = self.year_behind(end);
        let end = year.map_or(end, |(_, end)| end);
        let Some((year, _)) = year else {
            let mut point = self.yearless(month, day)?.over(at..end);
            point.cycle = Some(Cycle::Year);
            return Some(point);
        };
        let when = match day {
            Some(day) => When::day(Date::new(year, month, day).ok()?),
            None => month_of(year, month)?,
        };
        Some(Point::one(at..end, when))
    }

    /// Returns the year behind a day or a month, and where it ends: "March 2014",
    /// "March 7, 2014", "March of 2014".
    fn year_behind(&self, at: usize) -> Option<(i16, usize)> {
        let joint = match self.word(at) {
            Some(TimeWord::Of | TimeWord::In) => at + 1,
            _ => self.skip_comma(at),
        };
        year_number(self.str(joint)).map(|year| (year, joint + 1))
    }

    /// Returns the last and the next such day or month.
    fn yearless(&self, month: i8, day: Option<i8>) -> Option<Point> {
        let near = self.date?;
        let Some(day) = day else {
            let past = if month <= near.month() { near.year() } else { near.year() - 1 };
            let future = if month >= near.month() { near.year() } else { near.year() + 1 };
            let (past, future) = (month_of(past, month), month_of(future, month));
            return Some(Point { tokens: 0..0, past, future, cycle: None });
        };
        let of_year = |year: i16| Date::new(year, month, day).ok();
        let soon = plus(near, Unit::Day, SOON_DAYS)?;
        // A day of the last weeks is that day, even in a sentence on plans.
        let lately = plus(near, Unit::Day, -LATELY_DAYS)?;
        let year = near.year();
        let past =
            (year - LEAP_YEARS..=year + 1).rev().filter_map(of_year).find(|date| *date <= soon);
        let future =
            (year - 1..=year + LEAP_YEARS).filter_map(of_year).find(|date| *date >= lately);
        let (past, future) = (past.map(When::day), future.map(When::day));
        Some(Point { tokens: 0..0, past, future, cycle: None })
    }

    /// "2014-03-18": five tokens.
    fn iso(&self, at: usize) -> Option<Point> {
        let year = year_number(self.str(at))?;
        let glued = self.str(at + 1) == "-" && self.str(at + 3) == "-";
        let month: i8 = self.str(at + 2).parse().ok()?;
        let day: i8 = self.str(at + 4).parse().ok()?;
        let date = Date::new(year, month, day).ok()?;
        glued.then(|| Point::one(at..at + 5, When::day(date)))
    }

    /// Returns the month that a word names. News writes months with a capital; small
    /// ones are read where they are nothing else.
    pub(super) fn month(&self, at: usize) -> Option<i8> {
        let Some(TimeWord::Month(month)) = self.word(at) else { return None };
        if self.is_part_of_name(at) {
            return None;
        }
        let clear = self.str(at).len() >= 4
            && !self.str(at).ends_with('.')
            && !self.str(at).eq_ignore_ascii_case("march");
        let beside =
            self.text.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number)
                || at > 0 && self.text.tokens[at - 1].kind == TokenKind::Number;
        (self.text.is_capitalized(at) || clear || beside).then_some(month)
    }

    /// Returns whether a short name begins a name with hyphens: "Mar-a-Lago".
    fn is_part_of_name(&self, at: usize) -> bool {
        let tokens = &self.text.tokens;
        let glued = |one: usize| {
            let next = tokens.get(one + 1);
            next.is_some_and(|next| next.span.start == tokens[one].span.end)
        };
        let word = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
        self.str(at).len() == 3
            && glued(at)
            && self.text.str(at + 1) == "-"
            && glued(at + 1)
            && word(at + 2)
            && !matches!(self.word(at + 2), Some(TimeWord::Month(_)))
    }

    /// Returns whether a month's name may be the verb "may" or "march", or a
    /// person's name.
    fn is_verb_like(&self, at: usize) -> bool {
        let ambiguous = matches!(self.text.str(at), "May" | "March" | "April" | "June" | "August");
        let led = at.checked_sub(1).and_then(|before| self.word(before)).is_some_and(|before| {
            !matches!(before, TimeWord::And | TimeWord::Or | TimeWord::The | TimeWord::Unit(_))
        });
        // "to March on the capital".
        let to = at.checked_sub(1).is_some_and(|before| self.text.str(before) == "to");
        ambiguous && (!led || to && !self.ranges_before(at))
    }

    /// Returns whether another month stands before the "to" before a month.
    fn ranges_before(&self, at: usize) -> bool {
        at.checked_sub(2).is_some_and(|before| {
            matches!(self.word(before), Some(TimeWord::Month(_)))
                || year_number(self.str(before)).is_some()
        })
    }

    /// "Wednesday", "Tuesday 14 April", "Wednesday of next week", "next week on
    /// Wednesday".
    pub(super) fn weekday(&self, at: usize) -> Option<Point> {
        let weekday = self.weekday_name(at)?;
        let dated_at = self.skip_comma(at + 1);
        if let Some(point) = self.calendar(dated_at).filter(|point| self.is_day(point)) {
            let end = point.tokens.end;
            return Some(point.over(at..end));
        }
        let week_at = self.skip(at + 1, TimeWord::Of);
        let week = self.relative(week_at);
        if let Some(week) = week.filter(|point| point.precision() == Some(Precision::Week)) {
            let end = week.tokens.end;
            let day = |when: &When| on_or_after(when.start, weekday).map(When::day);
            return week.over(at..end).map(day);
        }
        let date = self.date?;
        let past = on_or_before(date, weekday).map(When::day);
        let future = on_or_after(date, weekday).map(When::day);
        Some(Point { tokens: at..at + 1, past, future, cycle: Some(Cycle::Week) })
    }

    /// Returns the day of the week that a word names, from 1.
    pub(super) fn weekday_name(&self, at: usize) -> Option<i8> {
        let Some(TimeWord::Weekday(weekday)) = self.word(at) else { return None };
        (self.text.is_capitalized(at) || self.str(at).len() > 5).then_some(weekday)
    }

    pub(super) fn is_day(&self, point: &Point) -> bool {
        point.precision() == Some(Precision::Day)
    }

    /// "Christmas", "Christmas Eve", "Easter Monday 2017", "New Year's Day".
    pub(super) fn holiday(&self, at: usize) -> Option<Point> {
        let (shift, end) = match (self.word(at)?, self.str(at + 1)) {
            (TimeWord::Holiday(Holiday::Christmas), "Eve" | "eve") => (-1, at + 2),
            (TimeWord::Holiday(Holiday::Easter), "Monday" | "monday") => (1, at + 2),
            (TimeWord::Holiday(_), "Day" | "day" | "Sunday" | "sunday") => (0, at + 2),
            (TimeWord::Holiday(_), _) => (0, at + 1),
            _ => return None,
        };
        let is_easter = self.is(at, TimeWord::Holiday(Holiday::Easter));
        let of_year = |year: i16| {
            let day = if is_easter { easter(year)? } else { Date::new(year, 12, 25).ok()? };
            plus(day, Unit::Day, shift)
        };
        if let Some((year, end)) = self.year_behind(end) {
            return Some(Point::one(at..end, When::day(of_year(year)?)));
        }
        let near = self.date?;
        let years = near.year() - 1..=near.year() + 1;
        let past = years.clone().rev().filter_map(of_year).find(|date| *date <= near);
        let future = years.filter_map(of_year).find(|date| *date >= near);
        let (past, future) = (past.map(When::day), future.map(When::day));
        Some(Point { tokens: at..end, past, future, cycle: Some(Cycle::Year) })
    }

    /// "in 2014", "the 1990s": a bare number is a year only behind a word that says
    /// when or whose, or beside another year.
    pub(super) fn year(&self, at: usize) -> Option<Point> {
        if let Some(decade) = self.str(at).strip_suffix('s').and_then(year_number) {
            return Some(Point::one(at..at + 1, years(decade, decade + 9)?));
        }
        if self.is(at, TimeWord::Unit(Unit::Year)) {
            let year = self.plain_year(self.skip(at + 1, TimeWord::Of))?;
            let end = year.tokens.end;
            return Some(year.over(at..end));
        }
        let before = at.checked_sub(1)?;
        let led = self.word(before).is_some_and(|word| {
            use TimeWord as T;
            match word {
                T::And | T::Or => before > 0 && year_number(self.str(before - 1)).is_some(),
                T::Number(_) | T::Article | T::Vague(_) | T::Month(_) | T::Weekday(_) => false,
                T::Unit(unit) => unit == Unit::Year,
                T::To => matches!(self.str(before), "through" | "till"),
                _ => true,
            }
        });
        // "Norway's 2014 budget", but not "Norway's 2000 soldiers".
        let whose = ["'s", "’s", "'", "’", "her", "his", "its", "their"];
        let owned = whose.contains(&self.str(before)) && !self.str(at).ends_with("00");
        (led || owned).then(|| self.plain_year(at)).flatten()
    }

    /// Returns the year at a token, whatever stands before it.
    pub(super) fn plain_year(&self, at: usize) -> Option<Point> {
        let year = year_number(self.str(at))?;
        let number = self.text.tokens.get(at)?.kind == TokenKind::Number;
        let share = matches!(self.str(at + 1), "%" | "percent");
        (number && !share).then(|| year_of(year)).flatten().map(|when| Point::one(at..at + 1, when))
    }
}
