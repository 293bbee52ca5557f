//! Time: dates and periods of a text, against the article's date.
//!
//! In: tokens. Out: [`TimeExpression`]s. A weekday or a month without a year has
//! two readings, the one before the article's date and the one after; the tense
//! of the clause chooses. Without an article's date only full dates are read.

use std::ops::Range;

use chancery_model::{Date, Precision, When};
use jiff::ToSpan as _;
use jiff::civil::Weekday;

use crate::language::{Class, Language};
use crate::text::{Text, TokenKind};

/// How far back a day without a year is looked for before the coming year's.
const LATELY_DAYS: i32 = 90;

/// Words that say when.
#[derive(Clone, Debug)]
pub(crate) struct TimeExpression {
    /// The words.
    pub(crate) tokens: Range<usize>,
    /// What they mean of something past.
    pub(crate) past: When,
    /// What they mean of something to come.
    pub(crate) future: When,
}

/// Finds the time expressions of a text.
pub(crate) fn find(
    text: &Text<'_>,
    date: Option<Date>,
    language: &Language,
) -> Vec<TimeExpression> {
    let finder = Finder { text, date, language };
    let mut out = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match finder.at(at, sentence.tokens.end) {
                Some(found) => {
                    at = found.tokens.end.max(at + 1);
                    out.push(found);
                }
                None => at += 1,
            }
        }
    }
    out
}

struct Finder<'a> {
    text: &'a Text<'a>,
    date: Option<Date>,
    language: &'a Language,
}

impl Finder<'_> {
    fn at(&self, at: usize, end: usize) -> Option<TimeExpression> {
        self.calendar(at, end)
            .or_else(|| self.weekday_and_date(at, end))
            .or_else(|| self.relative(at, end))
            .or_else(|| self.weekday(at))
            .or_else(|| self.year(at))
    }

    fn found(
        &self,
        tokens: Range<usize>,
        past: Option<When>,
        future: Option<When>,
    ) -> Option<TimeExpression> {
        let words = self.text.span(tokens.clone()).of(self.text.text).to_string();
        let mut past = past?;
        let mut future = future.unwrap_or_else(|| past.clone());
        past.text = Some(words.clone());
        future.text = Some(words);
        Some(TimeExpression { tokens, past, future })
    }

    fn word(&self, at: usize) -> String {
        self.text.str(at).to_ascii_lowercase()
    }

    /// "January 7, 2026", "Jan. 7", "7 January 2026", "March 2014", "in March",
    /// "2014-03-18".
    fn calendar(&self, at: usize, end: usize) -> Option<TimeExpression> {
        if let Some(iso) = self.text.str(at).get(..4).and_then(|_| self.iso(at)) {
            return Some(iso);
        }
        let day_first = day_number(self.text.str(at)).filter(|_| at + 1 < end);
        let month_at = if day_first.is_some() { at + 1 } else { at };
        let month = self.month(month_at)?;
        let mut last = month_at + 1;
        let mut day = day_first;
        if day.is_none() && last < end {
            day = day_number(self.text.str(last)).filter(|_| !self.text.str(last).contains(','));
            last += usize::from(day.is_some());
        }
        let comma = usize::from(self.text.str(last) == ",");
        let year = year_number(self.text.str(last + comma)).filter(|_| last + comma < end);
        if year.is_some() {
            last += comma + 1;
        }
        let capital = self.text.is_capitalized(month_at);
        // "may" and "march" are verbs too.
        if !capital || day.is_none() && year.is_none() && self.is_verb_like(month_at) {
            return None;
        }
        match (day, year) {
            (Some(day), Some(year)) => {
                let date = Date::new(year, month, day).ok()?;
                self.found(at..last, Some(When::day(date)), None)
            }
            (Some(day), None) => {
                let near = self.date?;
                let of_year = |year: i16| Date::new(year, month, day).ok();
                let past =
                    of_year(near.year()).filter(|date| *date <= near.saturating_add(7.days()));
                let past = past.or_else(|| of_year(near.year() - 1));
                // A day of the last weeks is that day, even in a sentence on plans.
                let future = of_year(near.year())
                    .filter(|date| *date >= near.saturating_sub(LATELY_DAYS.days()));
                let future = future.or_else(|| of_year(near.year() + 1));
                self.found(at..last, past.map(When::day), future.map(When::day))
            }
            (None, Some(year)) => self.found(at..last, month_of(year, month), None),
            (None, None) => {
                let near = self.date?;
                let past = if month <= near.month() { near.year() } else { near.year() - 1 };
                let future = if month >= near.month() { near.year() } else { near.year() + 1 };
                self.found(at..last, month_of(past, month), month_of(future, month))
            }
        }
    }

    /// "2014-03-18": five tokens.
    fn iso(&self, at: usize) -> Option<TimeExpression> {
        let year = year_number(self.text.str(at))?;
        let glued = self.text.str(at + 1) == "-" && self.text.str(at + 3) == "-";
        let month: i8 = self.text.str(at + 2).parse().ok()?;
        let day: i8 = self.text.str(at + 4).parse().ok()?;
        let date = Date::new(year, month, day).ok()?;
        if glued { self.found(at..at + 5, Some(When::day(date)), None) } else { None }
    }

    fn month(&self, at: usize) -> Option<i8> {
        if !self.language.is(self.text.word(at), Class::MONTH) {
            return None;
        }
        let word = self.word(at);
        let names =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let idx = names.iter().position(|name| word.starts_with(name))?;
        i8::try_from(idx + 1).ok()
    }

    /// Returns whether a month's name may be the verb "may" or "march", or a
    /// person's name.
    fn is_verb_like(&self, at: usize) -> bool {
        let word = self.word(at);
        let before = at.checked_sub(1).map(|before| self.word(before)).unwrap_or_default();
        let led = matches!(
            before.as_str(),
            "in" | "since"
                | "by"
                | "until"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "of"
                | "mid"
                | "-"
                | "during"
        );
        matches!(word.as_str(), "may" | "march" | "april" | "june" | "august") && !led
    }

    /// "today", "last week", "earlier this month", "three days ago", "next year".
    fn relative(&self, at: usize, end: usize) -> Option<TimeExpression> {
        let date = self.date?;
        let word = self.text.word(at);
        let known = &self.language.known;
        let one_day = |days: i64| date.checked_add(days.days()).ok().map(When::day);
        if word == known.today || word == known.tonight {
            return self.found(at..at + 1, one_day(0), None);
        }
        if word == known.yesterday {
            return self.found(at..at + 1, one_day(-1), None);
        }
        if word == known.tomorrow {
            return self.found(at..at + 1, one_day(1), None);
        }
        let ahead = word == known.next || word == known.coming;
        let back = word == known.last || word == known.past;
        if (ahead || back || word == known.this) && at + 1 < end {
            let shift = if ahead { 1 } else { -i64::from(back) };
            let unit = self.text.word(at + 1);
            if self.language.is(unit, Class::WEEKDAY) {
                let mut found = self.weekday(at + 1)?;
                found.tokens.start = at;
                if ahead {
                    found.past = found.future.clone();
                } else if back {
                    found.future = found.past.clone();
                }
                return Some(found);
            }
            if let Some(month) = self.month(at + 1).filter(|_| ahead || back) {
                let year = match (ahead, month.cmp(&date.month())) {
                    (true, std::cmp::Ordering::Greater) => date.year(),
                    (true, _) => date.year() + 1,
                    (false, std::cmp::Ordering::Less) => date.year(),
                    (false, _) => date.year() - 1,
                };
                return self.found(at..at + 2, month_of(year, month), None);
            }
            let when = self.unit(unit, date, shift)?;
            return self.found(at..at + 2, Some(when), None);
        }
        self.ago(at, end, date)
    }

    /// The week, month or year that lies `shift` of them from the date.
    fn unit(&self, unit: crate::text::WordId, date: Date, shift: i64) -> Option<When> {
        let known = &self.language.known;
        if unit == known.week || unit == known.weekend {
            let monday =
                date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok()?;
            let start = monday.checked_add((7 * shift).days()).ok()?;
            let end = start.checked_add(6.days()).ok();
            Some(When { start, end, precision: Precision::Week, text: None })
        } else if unit == known.month {
            let day = date.first_of_month().checked_add(shift.months()).ok()?;
            month_of(day.year(), day.month())
        } else if unit == known.year {
            year_of(date.year().checked_add(i16::try_from(shift).ok()?)?)
        } else {
            None
        }
    }

    /// "three days ago", "two weeks later" is left alone.
    fn ago(&self, at: usize, end: usize, date: Date) -> Option<TimeExpression> {
        if at + 2 >= end || self.text.word(at + 2) != self.language.known.ago {
            return None;
        }
        let n = i64::from(small_number(&self.word(at))?);
        let known = &self.language.known;
        let unit = self.text.word(at + 1);
        let when = if unit == known.day || unit == known.days {
            When::day(date.checked_sub(n.days()).ok()?)
        } else if unit == known.week || unit == known.weeks {
            self.unit(known.week, date, -n)?
        } else if unit == known.month || unit == known.months {
            self.unit(known.month, date, -n)?
        } else if unit == known.year || unit == known.years {
            self.unit(known.year, date, -n)?
        } else if unit == known.decade || unit == known.decades {
            self.unit(known.year, date, -10 * n)?
        } else {
            return None;
        };
        self.found(at..at + 3, Some(when), None)
    }

    /// "Tuesday 14 April", "Tuesday, April 14": the date says which Tuesday.
    fn weekday_and_date(&self, at: usize, end: usize) -> Option<TimeExpression> {
        if !self.language.is(self.text.word(at), Class::WEEKDAY) {
            return None;
        }
        let comma = usize::from(self.text.str(at + 1) == ",");
        let mut found = self.calendar(at + 1 + comma, end)?;
        found.tokens.start = at;
        Some(found)
    }

    fn weekday(&self, at: usize) -> Option<TimeExpression> {
        let date = self.date?;
        if !self.language.is(self.text.word(at), Class::WEEKDAY) || !self.text.is_capitalized(at) {
            return None;
        }
        let weekday = match self.word(at).get(..3)? {
            "mon" => Weekday::Monday,
            "tue" => Weekday::Tuesday,
            "wed" => Weekday::Wednesday,
            "thu" => Weekday::Thursday,
            "fri" => Weekday::Friday,
            "sat" => Weekday::Saturday,
            _ => Weekday::Sunday,
        };
        let back = i64::from(date.weekday().since(weekday));
        let past = date.checked_sub(back.days()).ok().map(When::day);
        let ahead = if back == 0 { 0 } else { 7 - back };
        let future = date.checked_add(ahead.days()).ok().map(When::day);
        self.found(at..at + 1, past, future)
    }

    /// "in 2014", "since 2015".
    fn year(&self, at: usize) -> Option<TimeExpression> {
        let year = year_number(self.text.str(at))?;
        let before = at.checked_sub(1).map(|before| self.word(before))?;
        let led = matches!(
            before.as_str(),
            "in" | "since"
                | "by"
                | "until"
                | "of"
                | "the"
                | "during"
                | "from"
                | "early"
                | "late"
                | "mid"
                | "after"
                | "before"
                | "for"
        );
        if !led || self.text.tokens[at].kind != TokenKind::Number {
            return None;
        }
        if before == "since" {
            let start = Date::new(year, 1, 1).ok()?;
            let when = When { start, end: None, precision: Precision::Open, text: None };
            return self.found(at..at + 1, Some(when), None);
        }
        self.found(at..at + 1, year_of(year), None)
    }
}

fn month_of(year: i16, month: i8) -> Option<When> {
    let start = Date::new(year, month, 1).ok()?;
    Some(When { start, end: Some(start.last_of_month()), precision: Precision::Month, text: None })
}

fn year_of(year: i16) -> Option<When> {
    let start = Date::new(year, 1, 1).ok()?;
    let end = Date::new(year, 12, 31).ok();
    Some(When { start, end, precision: Precision::Year, text: None })
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let day: i8 = digits.parse().ok()?;
    (1..=31).contains(&day).then_some(day)
}

fn year_number(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1800..=2100).contains(&year)).then_some(year)
}

/// Returns the number that a small number word or digits mean.
pub(crate) fn small_number(word: &str) -> Option<u16> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let idx = WORDS.iter().position(|known| *known == word);
    idx.and_then(|idx| u16::try_from(idx).ok()).or_else(|| word.parse().ok())
}
