//! Relative times: what is counted from the article's date, or from a day that is
//! named.
//!
//! In: tokens. Out: points. Weeks begin on Mondays; "last Friday" and "next Friday"
//! are those of the week before and of the week after.

use chancery_model::{Date, Precision, When};

use super::Finder;
use super::point::{Point, holding, month_of, on_or_after, on_or_before, period, plus, precision};
use crate::language::{TimeWord, Unit};

impl Finder<'_> {
    /// "today", "the day after tomorrow", "last week", "this Friday", "next month",
    /// "the past five years", "in two weeks", "three days ago".
    pub(super) fn relative(&self, at: usize) -> Option<Point> {
        let date = self.date?;
        self.near_day(at, date)
            .or_else(|| self.beginning(at, date))
            .or_else(|| self.shifted(at, date))
            .or_else(|| self.counted(at, date))
            .or_else(|| self.coming(at, date))
            .or_else(|| self.ago(at, date))
            .or_else(|| self.ahead(at, date))
    }

    /// "tomorrow", "the day before yesterday".
    fn near_day(&self, at: usize, date: Date) -> Option<Point> {
        let day = |end: usize, days: i64| {
            Some(Point::one(at..end, When::day(plus(date, Unit::Day, days)?)))
        };
        if let Some(TimeWord::Day(days)) = self.word(at) {
            return day(at + 1, days);
        }
        let first = self.skip(at, TimeWord::The);
        if self.word(first) != Some(TimeWord::Unit(Unit::Day)) {
            return None;
        }
        match (self.word(first + 1)?, self.word(first + 2)?) {
            (TimeWord::After, TimeWord::Day(1)) => day(first + 3, 2),
            (TimeWord::Before, TimeWord::Day(-1)) => day(first + 3, -2),
            _ => None,
        }
    }

    /// "last week", "this Friday", "next March", "this coming Sunday".
    fn shifted(&self, at: usize, date: Date) -> Option<Point> {
        let mut word = self.word(at)?;
        let mut idx = at + 1;
        if word == TimeWord::This
            && let Some(next @ (TimeWord::Past | TimeWord::Coming)) = self.word(idx)
        {
            word = next;
            idx += 1;
        }
        let shift = match word {
            TimeWord::Last | TimeWord::Past => -1,
            TimeWord::This => 0,
            TimeWord::Next | TimeWord::Coming => 1,
            _ => return None,
        };
        let tokens = at..idx + 1;
        if let Some(weekday) = self.weekday_name(idx) {
            let day = match word {
                TimeWord::Past => on_or_before(plus(date, Unit::Day, -1)?, weekday),
                TimeWord::Coming => on_or_after(plus(date, Unit::Day, 1)?, weekday),
                _ => {
                    let week = holding(plus(date, Unit::Week, shift)?, Unit::Week)?;
                    on_or_after(week.start, weekday)
                }
            };
            return Some(Point::one(tokens, When::day(day?)));
        }
        if let Some(TimeWord::Month(month)) = self.word(idx) {
            let year = match word {
                TimeWord::This => date.year(),
                _ if shift > 0 => date.year() + i16::from(month <= date.month()),
                _ => date.year() - i16::from(month >= date.month()),
            };
            return Some(Point::one(tokens, month_of(year, month)?));
        }
        if let Some(mut holiday) = self.holiday(idx).filter(|_| shift != 0) {
            let meant = if shift < 0 { holiday.past.take() } else { holiday.future.take() };
            return Some(Point::one(at..holiday.tokens.end, meant?));
        }
        let Some(TimeWord::Unit(unit)) = self.word(idx) else { return None };
        // "the next hour", "this night" are no days; "last weeks" are no week.
        if unit <= Unit::Day || self.str(idx).ends_with('s') {
            return None;
        }
        let step = if unit == Unit::Weekend { Unit::Week } else { unit };
        let week = holding(plus(date, step, shift)?, unit)?;
        let day = self.weekday_behind(idx + 1);
        match day {
            Some((weekday, end)) if unit == Unit::Week => {
                Some(Point::one(at..end, When::day(on_or_after(week.start, weekday)?)))
            }
            _ => Some(Point::one(tokens, week)),
        }
    }

    /// "next week Wednesday", "next week on Wednesday".
    fn weekday_behind(&self, at: usize) -> Option<(i8, usize)> {
        let idx = self.skip(at, TimeWord::On);
        self.weekday_name(idx).map(|weekday| (weekday, idx + 1))
    }

    /// "the past five years", "the next three months", "the five upcoming years".
    fn counted(&self, at: usize, date: Date) -> Option<Point> {
        let direction = |idx: usize| match self.word(idx)? {
            TimeWord::Last | TimeWord::Past => Some(-1),
            TimeWord::Next | TimeWord::Coming => Some(1),
            _ => None,
        };
        let (sign, number_at) = match direction(at) {
            Some(sign) => (sign, at + 1),
            None => (direction(self.number(at)?.1)?, at),
        };
        let (n, end) = self.amount(number_at)?;
        let unit_at = if number_at == at { end + 1 } else { end };
        let (unit, end) = self.unit(unit_at)?;
        let verb = self.str(at).eq_ignore_ascii_case("last") && !self.is_led(at);
        if verb || n > 1 && !self.str(unit_at).ends_with('s') {
            return None;
        }
        if unit == Unit::Quarter {
            let first = if sign < 0 { -n } else { 1 };
            let start = plus(holding(date, unit)?.start, unit, first)?;
            let last = holding(plus(start, unit, n - 1)?, unit)?;
            return Some(Point::one(at..end, period(start, last.end?, precision(unit))?));
        }
        let far = plus(date, unit, sign * n)?;
        let exactness = precision(unit);
        let when = if sign < 0 {
            period(far, date, exactness)
        } else {
            period(plus(date, Unit::Day, 1)?, far, exactness)
        };
        Some(Point::one(at..end, when?))
    }

    /// "the coming days", "in coming weeks": from tomorrow on, nobody says until when.
    fn coming(&self, at: usize, date: Date) -> Option<Point> {
        let (unit, end) = self.unit(at + 1).filter(|_| self.is(at, TimeWord::Coming))?;
        let several = self.str(at + 1).ends_with('s');
        if !several || !matches!(unit, Unit::Day | Unit::Week | Unit::Month) {
            return None;
        }
        let start = plus(date, Unit::Day, 1)?;
        let when = When { start, end: None, precision: Precision::Open, text: None };
        Some(Point { tokens: at..end, past: None, future: Some(when), cycle: None })
    }

    /// Returns whether "last" may be an adjective, by what stands before it: "will last
    /// two hours" has none.
    fn is_led(&self, at: usize) -> bool {
        at == self.sentence.start || self.word(at - 1).is_some()
    }

    /// "three days ago", "a decade ago", "two weeks and two days ago".
    fn ago(&self, at: usize, date: Date) -> Option<Point> {
        let (far, unit, end) = self.lengths(at, date, -1)?;
        if !self.is(end, TimeWord::Ago) {
            return None;
        }
        let when = if unit == Unit::Fortnight { Some(When::day(far)) } else { holding(far, unit) };
        Some(Point { tokens: at..end + 1, past: when, future: None, cycle: None })
    }

    /// "in two weeks", "within five days": only of what is to come. "For the first
    /// time in two years" counts backwards and is left alone.
    fn ahead(&self, at: usize, date: Date) -> Option<Point> {
        let word = self.word(at)?;
        if !matches!(word, TimeWord::In | TimeWord::Within) {
            return None;
        }
        let article = self.skip(at + 1, TimeWord::The);
        let next = self.skip(article, TimeWord::Next);
        let (far, unit, end) = self.lengths(next, date, 1)?;
        let first = at.saturating_sub(4).max(self.sentence.start);
        let since = (first..at).any(|idx| matches!(self.word(idx), Some(TimeWord::Ordinal(_))));
        if since || matches!(self.word(end), Some(TimeWord::Since | TimeWord::Of)) {
            return None;
        }
        let when = match word {
            TimeWord::Within => period(date, far, precision(unit)),
            _ if next > article => period(plus(date, Unit::Day, 1)?, far, precision(unit)),
            _ if unit == Unit::Fortnight => Some(When::day(far)),
            _ => holding(far, unit),
        };
        Some(Point { tokens: at..end, past: None, future: when, cycle: None })
    }

    /// "two days after today", "three weeks from Tuesday", "two weeks before May 13":
    /// counted from a day that is named.
    pub(super) fn offset(&self, at: usize) -> Option<Point> {
        let date = self.date?;
        let first = self.skip(at, TimeWord::In);
        let (_, _, joint) = self.lengths(first, date, 1)?;
        let sign = match self.word(joint)? {
            TimeWord::After | TimeWord::From => 1,
            TimeWord::Before => -1,
            _ => return None,
        };
        if self.is(joint + 1, TimeWord::Now) {
            return self.behind_now(at, first, joint + 2, date);
        }
        let anchor = self.point(joint + 1).filter(|point| self.is_day(point))?;
        let end = anchor.tokens.end;
        let far = |when: &When| {
            let (far, _, _) = self.lengths(first, when.start, sign)?;
            Some(When::day(far))
        };
        let mut point = anchor.over(at..end).map(far)?;
        if self.is(joint, TimeWord::From) && point.past != point.future {
            point.past = None;
        }
        Some(point)
    }

    /// "for three days from Monday", "two weeks starting May 20".
    fn beginning(&self, at: usize, date: Date) -> Option<Point> {
        let first = self.skip(at, TimeWord::During);
        let (_, unit, end) = self.lengths(first, date, 1)?;
        let joint = self.skip_comma(end);
        let joint = match self.word(joint)? {
            TimeWord::Starting => self.skip(self.skip(joint + 1, TimeWord::From), TimeWord::On),
            TimeWord::From if first > at => joint + 1,
            _ => return None,
        };
        let day = self.point(joint).filter(|point| self.is_day(point))?;
        let end = day.tokens.end;
        day.over(at..end).map(|when| {
            let (behind, _, _) = self.lengths(first, when.start, 1)?;
            period(when.start, plus(behind, Unit::Day, -1)?, precision(unit))
        })
    }

    /// "three weeks from now".
    fn behind_now(&self, at: usize, first: usize, end: usize, date: Date) -> Option<Point> {
        let (far, unit, _) = self.lengths(first, date, 1)?;
        Some(Point { tokens: at..end, past: None, future: holding(far, unit), cycle: None })
    }

    /// Returns the day that numbers of units lead to from another ("five years one
    /// month"), the smallest unit, and where the words end.
    fn lengths(&self, at: usize, from: Date, sign: i64) -> Option<(Date, Unit, usize)> {
        let (mut day, mut unit, mut end) = (from, None, at);
        loop {
            let next = if unit.is_some() { self.skip(end, TimeWord::And) } else { end };
            let Some((n, after)) = self.amount(next) else { break };
            let Some((known, after)) = self.unit(after) else { break };
            if unit.is_some_and(|larger| known >= larger) {
                break;
            }
            day = plus(day, known, sign * n)?;
            (unit, end) = (Some(known), after);
        }
        unit.map(|unit| (day, unit, end))
    }

    /// Returns a number before a unit, "a" and "several" among them.
    fn amount(&self, at: usize) -> Option<(i64, usize)> {
        match self.word(at) {
            Some(TimeWord::Article) => match self.word(at + 1) {
                Some(TimeWord::Vague(n)) => Some((i64::from(n), self.skip(at + 2, TimeWord::Of))),
                _ => Some((1, at + 1)),
            },
            Some(TimeWord::Vague(n)) => Some((i64::from(n), self.skip(at + 1, TimeWord::Of))),
            _ => self.number(at).map(|(n, end)| (i64::from(n), end)),
        }
    }

    /// Returns the unit at a token, and where it ends.
    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        match self.word(at) {
            Some(TimeWord::Unit(unit)) if unit != Unit::Half => Some((unit, at + 1)),
            _ => None,
        }
    }

    /// Returns whether a point is a week, a month, a quarter or a year.
    pub(super) fn is_period(&self, point: &Point) -> bool {
        point.precision().is_some_and(|precision| precision > Precision::Day)
    }
}
