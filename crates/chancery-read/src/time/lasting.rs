//! Durations and recurrences: how long something lasts, and how often it comes.
//!
//! In: tokens. Out: [`Lasting`]. A number with a unit that is part of a date is none.

use super::{Duration, Finder, Lasting};
use crate::language::{TimeWord, Unit};

impl Finder<'_> {
    /// "90 days", "the 90-day truce", "one and a half hours", "several weeks", "five
    /// years and two months", "all week".
    pub(super) fn duration(&self, at: usize) -> Option<Lasting> {
        if self.is(at, TimeWord::All) {
            let (unit, end) = self.unit(at + 1).filter(|_| !self.str(at + 1).ends_with('s'))?;
            let duration = Duration { parts: vec![(1.0, unit)], exact: true };
            return Some(Lasting { tokens: at..end, duration });
        }
        let (n, exact, number_end) = self.length(at)?;
        let joint = number_end + usize::from(self.str(number_end) == "-");
        let (unit, mut end) = self.unit(joint)?;
        let mut parts = vec![(n, unit)];
        if let Some((half, behind)) = self.half(self.skip(end, TimeWord::And))
            && self.is(end, TimeWord::And)
        {
            parts[0].0 += half;
            end = behind;
        }
        loop {
            let next = self.skip(end, TimeWord::And);
            let Some((n, true, number_end)) = self.length(next) else { break };
            let Some((unit, after)) = self.unit(number_end) else { break };
            if parts.last().is_some_and(|(_, larger)| unit >= *larger) {
                break;
            }
            parts.push((n, unit));
            end = after;
        }
        Some(Lasting { tokens: at..end, duration: Duration { parts, exact } })
    }

    /// Returns a number of units, whether it is exact, and where it ends.
    fn length(&self, at: usize) -> Option<(f64, bool, usize)> {
        match self.word(at) {
            Some(TimeWord::Vague(n)) => {
                return Some((f64::from(n), false, self.skip(at + 1, TimeWord::Of)));
            }
            Some(TimeWord::Article) => {
                return match self.word(at + 1) {
                    Some(TimeWord::Vague(n)) => {
                        Some((f64::from(n), false, self.skip(at + 2, TimeWord::Of)))
                    }
                    _ => Some((1.0, true, at + 1)),
                };
            }
            Some(TimeWord::Other) => return Some((1.0, true, at + 1)),
            _ => {}
        }
        let digits = self.str(at).replace(',', "");
        let decimal = digits.starts_with(|c: char| c.is_ascii_digit()).then(|| digits.parse().ok());
        let (n, end) = match decimal.flatten().filter(|n: &f64| n.is_finite()) {
            Some(n) => (n, at + 1),
            None => self.number(at).map(|(n, end)| (f64::from(n), end))?,
        };
        // "two and a half years".
        let half = self.half(self.skip(end, TimeWord::And));
        match half.filter(|_| self.is(end, TimeWord::And)) {
            Some((half, end)) => Some((n + half, true, end)),
            None => Some((n, true, end)),
        }
    }

    /// "half", "a half", "a quarter", where no unit is meant.
    fn half(&self, at: usize) -> Option<(f64, usize)> {
        let idx = self.skip(at, TimeWord::Article);
        match self.word(idx)? {
            TimeWord::Unit(Unit::Half) => Some((0.5, idx + 1)),
            TimeWord::Unit(Unit::Quarter) if idx > at => Some((0.25, idx + 1)),
            _ => None,
        }
    }

    /// "every day", "every other Friday", "each quarter", "once a week", "daily".
    pub(super) fn recurrence(&self, at: usize) -> Option<Lasting> {
        let every = |end: usize, n: f64, unit: Unit| {
            let duration = Duration { parts: vec![(n, unit)], exact: true };
            Some(Lasting { tokens: at..end, duration })
        };
        match self.word(at)? {
            TimeWord::Recurring(unit) => every(at + 1, 1.0, unit),
            TimeWord::Times => {
                let article =
                    matches!(self.word(at + 1), Some(TimeWord::Article | TimeWord::Every));
                let (unit, end) = self.unit(at + 2).filter(|_| article)?;
                every(end, 1.0, unit)
            }
            TimeWord::Every => {
                let (n, idx) = match self.word(at + 1)? {
                    TimeWord::Other => (2.0, at + 2),
                    _ => match self.ordinal(at + 1).or_else(|| self.number(at + 1)) {
                        Some((n, end)) => (f64::from(n), end),
                        None => (1.0, at + 1),
                    },
                };
                match self.word(idx)? {
                    TimeWord::Unit(unit) => every(idx + 1, n, unit),
                    TimeWord::Weekday(_) => every(idx + 1, n, Unit::Week),
                    TimeWord::Month(_) => every(idx + 1, n, Unit::Year),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
