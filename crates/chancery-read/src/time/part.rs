//! Parts of periods: "early March", "the end of 2015", "the first week of June",
//! "later this year", "the second quarter of 2018".
//!
//! In: tokens. Out: points.

use chancery_model::{Precision, When};

use super::Finder;
use super::point::{
    Point, half_of, holding, nth_week, on_or_after, part_of, period, plus, precision, quarter_of,
};
use crate::language::{Part, TimeWord, Unit};

impl Finder<'_> {
    /// Returns the part of a period that is named from a token on.
    pub(super) fn part(&self, at: usize) -> Option<Point> {
        self.share(at)
            .or_else(|| self.end_of_day(at))
            .or_else(|| self.rest(at))
            .or_else(|| self.nth(at))
            .or_else(|| self.week_of_day(at))
            .or_else(|| self.quarter_code(at))
    }

    /// "early March", "mid-2015", "the end of last year", "early this week".
    fn share(&self, at: usize) -> Option<Point> {
        let first = self.skip(at, TimeWord::The);
        let (part, period_at) = match (self.word(first)?, self.word(first + 1)) {
            (TimeWord::Part(part), _) => {
                let joint = first + 1 + usize::from(self.str(first + 1) == "-");
                (part, self.skip(self.skip(joint, TimeWord::Of), TimeWord::In))
            }
            (TimeWord::Edge(part), Some(TimeWord::Of)) => (part, first + 2),
            (TimeWord::Starting, Some(TimeWord::Of)) => (Part::Early, first + 2),
            _ => return None,
        };
        let point = self.inner(period_at)?;
        let end = point.tokens.end;
        point.over(at..end).map(|when| part_of(when, part))
    }

    /// "by the end of the day": the article's. "At the end of the day" says as often that
    /// something is so in the end; it is a day only where it ends a sentence without
    /// quotation marks.
    fn end_of_day(&self, at: usize) -> Option<Point> {
        let first = self.skip(at, TimeWord::The);
        let day = self.skip(first + 2, TimeWord::The);
        let is_end = self.is(first, TimeWord::Edge(Part::Late))
            && self.is(first + 1, TimeWord::Of)
            && self.str(day).eq_ignore_ascii_case("day");
        let led = at > self.sentence.start
            && matches!(self.word(at - 1), Some(TimeWord::By | TimeWord::Before | TimeWord::Until));
        let quotes = || {
            self.sentence.clone().any(|idx| matches!(self.str(idx), "\"" | "“" | "”" | "‘" | "’"))
        };
        let ends = || self.str(day + 1) == "." && !quotes();
        (is_end && (led || ends())).then_some(self.date).flatten().map(|date| Point {
            tokens: at..day + 1,
            past: None,
            future: Some(When::day(date)),
            cycle: None,
        })
    }

    /// "earlier this month", "later in the week": up to the day before the article's
    /// date, and from it on.
    fn rest(&self, at: usize) -> Option<Point> {
        let date = self.date?;
        let earlier = match self.word(at)? {
            TimeWord::Earlier => true,
            TimeWord::Later => false,
            _ => return None,
        };
        let point = self.inner(self.skip(at + 1, TimeWord::In))?;
        let end = point.tokens.end;
        let holds = |when: &When| when.start <= date && when.end.is_some_and(|end| date <= end);
        point.over(at..end).map(|when| match when.end {
            Some(_) if earlier && holds(when) => {
                let before = plus(date, Unit::Day, -1)?;
                period(when.start, before.max(when.start), when.precision)
            }
            Some(end) if holds(when) => period(date, end, when.precision),
            _ => part_of(when, if earlier { Part::Early } else { Part::Late }),
        })
    }

    /// Returns the period that has a part: one with a name, or "the year", which is
    /// the article's.
    fn inner(&self, at: usize) -> Option<Point> {
        let first = self.skip(at, TimeWord::The);
        if let Some((unit, end)) = self.unit(first).filter(|(unit, _)| *unit > Unit::Day) {
            let singular = !self.str(first).ends_with('s');
            // "the end of year 2015" has a name.
            if singular && self.plain_year(end).is_none() {
                return Some(Point::one(at..end, holding(self.date?, unit)?));
            }
        }
        let point = self
            .nth(first)
            .or_else(|| self.calendar(first))
            .or_else(|| self.relative(first))
            .or_else(|| self.year(first))
            .or_else(|| self.plain_year(self.skip(first, TimeWord::Unit(Unit::Year))));
        point.filter(|point| self.is_period(point))
    }

    /// "the first week of June", "the last week of 2016", "the second quarter of
    /// 2018", "the first three months of the year".
    fn nth(&self, at: usize) -> Option<Point> {
        let first = self.skip(at, TimeWord::The);
        let (nth, mut idx) = match self.word(first) {
            Some(TimeWord::Last) => (None, first + 1),
            _ => self.ordinal(first).map(|(n, end)| (Some(n), end))?,
        };
        let mut count = None;
        if let Some((n, end)) = self.number(idx) {
            (count, idx) = (Some(i64::from(n)), end);
        }
        let Some(TimeWord::Unit(unit)) = self.word(idx) else { return None };
        if unit == Unit::Century {
            let end = idx + 1;
            let first = i16::try_from(nth?).ok()?.checked_sub(1)?.checked_mul(100)?;
            return Some(Point::one(at..end, super::point::years(first.max(1), first + 99)?));
        }
        let whole = self.inner(self.skip(idx + 1, TimeWord::Of)).filter(|_| {
            self.is(idx + 1, TimeWord::Of) || unit == Unit::Quarter || unit == Unit::Half
        })?;
        let end = whole.tokens.end;
        whole.over(at..end).map(|when| match (unit, nth, count) {
            (_, nth, Some(n)) => stretch(when, unit, n, nth.is_none()),
            (Unit::Week, nth, None) => nth_week(when, nth),
            (Unit::Weekend, nth, None) => {
                let saturday = match nth {
                    Some(n) => plus(on_or_after(when.start, 6)?, Unit::Week, i64::from(n) - 1)?,
                    None => super::point::on_or_before(when.end?, 6)?,
                };
                holding(saturday, Unit::Weekend)
            }
            (Unit::Quarter, nth, None) => {
                quarter_of(when.start.year(), i8::try_from(nth.unwrap_or(4)).ok()?)
            }
            (Unit::Half, nth, None) => {
                half_of(when.start.year(), i8::try_from(nth.unwrap_or(2)).ok()?)
            }
            (Unit::Month, Some(n), None) => {
                let month = i8::try_from(n).ok()?;
                (when.precision == Precision::Year)
                    .then(|| super::point::month_of(when.start.year(), month))
                    .flatten()
            }
            (Unit::Day, Some(n), None) => {
                Some(When::day(plus(when.start, Unit::Day, i64::from(n) - 1)?))
            }
            (Unit::Day, None, None) => when.end.map(When::day),
            _ => None,
        })
    }

    /// "the week of April 10", "the week beginning on Monday".
    fn week_of_day(&self, at: usize) -> Option<Point> {
        let first = self.skip(at, TimeWord::The);
        let unit = match self.word(first)? {
            TimeWord::Unit(unit @ (Unit::Week | Unit::Weekend)) => unit,
            _ => return None,
        };
        if !matches!(self.word(first + 1)?, TimeWord::Of | TimeWord::Starting)
            && !self.str(first + 1).eq_ignore_ascii_case("starting")
        {
            return None;
        }
        let day_at = self.skip(first + 2, TimeWord::On);
        let day = self.calendar(day_at).or_else(|| self.weekday(day_at));
        let day = day.or_else(|| self.holiday(day_at)).filter(|point| self.is_day(point))?;
        let end = day.tokens.end;
        day.over(at..end).map(|when| holding(when.start, unit))
    }

    /// "Q3 2018", "2018 Q3", "2019 H2".
    fn quarter_code(&self, at: usize) -> Option<Point> {
        let joint = |idx: usize| idx + usize::from(self.str(idx) == "-");
        let (code, year, end) = match self.code(at) {
            Some(code) => (code, self.plain_year(self.skip(joint(at + 1), TimeWord::Of)), at + 1),
            None => {
                let code_at = joint(at + 1);
                (self.code(code_at)?, self.plain_year(at), code_at + 1)
            }
        };
        let year = year?;
        let end = end.max(year.tokens.end);
        year.over(at..end).map(|when| match code {
            (Unit::Half, n) => half_of(when.start.year(), n),
            (_, n) => quarter_of(when.start.year(), n),
        })
    }

    /// Returns the quarter or half that a code such as "Q3" means.
    pub(super) fn code(&self, at: usize) -> Option<(Unit, i8)> {
        let word = self.str(at);
        let (letter, digit) = (word.get(..1)?, word.get(1..)?);
        let (unit, most) = match letter {
            "Q" | "q" => (Unit::Quarter, 4),
            "H" | "h" => (Unit::Half, 2),
            _ => return None,
        };
        digit.parse::<i8>().ok().filter(|n| (1..=most).contains(n)).map(|n| (unit, n))
    }
}

/// Returns the first or last so many units of a period.
fn stretch(when: &When, unit: Unit, n: i64, last: bool) -> Option<When> {
    if unit == Unit::Week && when.precision > Precision::Week {
        let (first, nth) = (nth_week(when, Some(1))?, nth_week(when, None)?);
        let start = if last { plus(nth.start, unit, 1 - n)? } else { first.start };
        return period(start, plus(start, Unit::Day, 7 * n - 1)?, Precision::Week);
    }
    if last {
        let end = when.end?;
        let start = plus(plus(end, Unit::Day, 1)?, unit, -n)?;
        return period(start, end, precision(unit));
    }
    let end = plus(plus(when.start, unit, n)?, Unit::Day, -1)?;
    period(when.start, end, precision(unit))
}
