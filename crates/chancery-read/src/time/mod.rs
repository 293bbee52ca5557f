//! Time: days and periods of a text against the article's date, how long things
//! last, and how often they come.
//!
//! In: tokens. Out: [`Times`]. `point` has the calendar, `calendar` names of days,
//! months and years, `relative` what is counted from the article's date, `part`
//! shares of periods, `range` periods with two ends or one, `lasting` durations
//! and recurrences. A weekday or a month without a year has two readings, the one
//! before the article's date and the one after; the tense of the clause chooses.
//! Without an article's date only full dates are read. What counts from another
//! happening of the story ("two weeks later", "the day before") is left alone.

mod calendar;
mod lasting;
mod part;
mod point;
mod range;
mod relative;

use std::ops::Range;

use chancery_model::{Date, Precision, Span, When};

pub use crate::language::Unit;

use crate::language::{Language, TimeWord};
use crate::text::{Text, TokenKind};
use point::Point;

/// Words that say when.
#[derive(Clone, Debug)]
pub(crate) struct TimeExpression {
    /// The words, without the one that opens or ends a period: "2015" in "since 2015".
    pub(crate) tokens: Range<usize>,
    /// What they mean of something past; nothing where they cannot.
    pub(crate) past: Option<When>,
    /// What they mean of something to come; nothing where they cannot.
    pub(crate) future: Option<When>,
    /// On which side of it something is.
    pub(crate) bound: Option<Bound>,
}

/// On which side of a day or a period something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// From it on; the time is open then.
    Since,
    /// Not after it: "by Friday", "until 2027".
    Until,
    /// Before it.
    Before,
    /// After it.
    After,
}

impl TimeExpression {
    /// Returns whether something may have happened then: not where it was before
    /// or after.
    pub(crate) fn dates(&self) -> bool {
        matches!(self.bound, None | Some(Bound::Since))
    }
}

/// How long something lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// Numbers of units, longest first: "five years and two months".
    pub parts: Vec<(f64, Unit)>,
    /// Whether the number is exact: not in "several weeks".
    pub exact: bool,
}

/// What words of time mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A day or a period.
    When {
        /// Of something past.
        past: Option<When>,
        /// Of something to come.
        future: Option<When>,
        /// On which side of it.
        bound: Option<Bound>,
    },
    /// How long.
    Lasting(Duration),
    /// How often: each time that so long has passed.
    Every(Duration),
}

/// Words of time, and what they mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The words, in bytes.
    pub span: Span,
    /// What they mean.
    pub meaning: Meaning,
}

/// Words that say how long or how often.
#[derive(Clone, Debug)]
pub(crate) struct Lasting {
    pub(crate) tokens: Range<usize>,
    pub(crate) duration: Duration,
}

/// The times of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times {
    /// Days and periods.
    pub(crate) dated: Vec<TimeExpression>,
    /// How long things last.
    pub(crate) lasting: Vec<Lasting>,
    /// How often things come.
    pub(crate) recurring: Vec<Lasting>,
}

impl Times {
    /// Returns all of them in the order of the text.
    pub(crate) fn all(self, text: &Text<'_>) -> Vec<Time> {
        let mut out: Vec<Time> = Vec::new();
        let spoken = |tokens: &Range<usize>| text.span(tokens.clone());
        out.extend(self.dated.into_iter().map(|time| Time {
            span: spoken(&time.tokens),
            meaning: Meaning::When { past: time.past, future: time.future, bound: time.bound },
        }));
        out.extend(self.lasting.into_iter().map(|time| Time {
            span: spoken(&time.tokens),
            meaning: Meaning::Lasting(time.duration),
        }));
        out.extend(self.recurring.into_iter().map(|time| Time {
            span: spoken(&time.tokens),
            meaning: Meaning::Every(time.duration),
        }));
        out.sort_by_key(|time| time.span.start);
        out
    }
}

/// Finds the times of a text.
pub(crate) fn find(text: &Text<'_>, date: Option<Date>, language: &Language) -> Times {
    let mut out = Times::default();
    for sentence in &text.sentences {
        let finder = Finder { text, date, language, sentence: sentence.tokens.clone() };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = finder.step(at, &mut out).max(at + 1);
        }
    }
    out
}

/// One sentence and what its words may mean.
struct Finder<'a> {
    text: &'a Text<'a>,
    date: Option<Date>,
    language: &'a Language,
    sentence: Range<usize>,
}

impl Finder<'_> {
    /// Adds the time that begins at a token; returns where reading goes on.
    fn step(&self, at: usize, out: &mut Times) -> usize {
        let word = self.word(at);
        let number = self.text.tokens[at].kind == TokenKind::Number;
        if word.is_none() && !number && self.code(at).is_none() {
            return at + 1;
        }
        if let Some(found) = self.recurrence(at) {
            let end = found.tokens.end;
            out.recurring.push(found);
            return end;
        }
        if let Some((point, bound)) = self.range(at).or_else(|| self.bounded(at)) {
            let end = point.tokens.end;
            out.dated.push(self.told(at, point, bound));
            return end;
        }
        if let Some(point) = self.point(at) {
            let end = point.tokens.end;
            out.dated.push(self.told(at, point, None));
            return end;
        }
        match self.duration(at) {
            Some(found) => {
                let end = found.tokens.end;
                out.lasting.push(found);
                end
            }
            None => at + 1,
        }
    }

    /// Returns a point as an expression, with its words from the first on.
    fn told(&self, first: usize, point: Point, bound: Option<Bound>) -> TimeExpression {
        let words = self.text.span(first..point.tokens.end).of(self.text.text);
        let told = |when: Option<When>| when.map(|when| When { text: Some(words.into()), ..when });
        let open = |when: Option<When>| {
            let start = when?.start;
            Some(When { start, end: None, precision: Precision::Open, text: None })
        };
        let (past, future) = match bound {
            Some(Bound::Since) => (open(point.past), open(point.future)),
            _ => (point.past, point.future),
        };
        TimeExpression { tokens: point.tokens, past: told(past), future: told(future), bound }
    }

    /// Returns the day or period that is named from a token on.
    fn point(&self, at: usize) -> Option<Point> {
        self.offset(at)
            .or_else(|| self.part(at))
            .or_else(|| self.calendar(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.year(at))
    }

    /// Returns what the word at a token may say of time; nothing outside the sentence.
    fn word(&self, at: usize) -> Option<TimeWord> {
        if !self.sentence.contains(&at) {
            return None;
        }
        self.language.time(self.text.word(at))
    }

    fn is(&self, at: usize, word: TimeWord) -> bool {
        self.word(at) == Some(word)
    }

    /// Returns the characters of a token of the sentence.
    fn str(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.text.str(at) } else { "" }
    }

    /// Returns the token behind another of that meaning, or the token itself.
    fn skip(&self, at: usize, word: TimeWord) -> usize {
        at + usize::from(self.is(at, word))
    }

    /// Returns the token behind a comma, or the token itself.
    fn skip_comma(&self, at: usize) -> usize {
        at + usize::from(self.str(at) == ",")
    }

    /// Returns a whole number in digits or words, and where it ends.
    fn number(&self, at: usize) -> Option<(u16, usize)> {
        let Some(TimeWord::Number(number)) = self.word(at) else {
            let digits = self.str(at);
            let plain = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
            return digits.parse().ok().filter(|_| plain).map(|number| (number, at + 1));
        };
        let joint = at + 1 + usize::from(self.str(at + 1) == "-");
        match self.word(joint) {
            Some(TimeWord::Number(ones @ 1..=9)) if number >= 20 => {
                Some((number + ones, joint + 1))
            }
            _ => Some((number, at + 1)),
        }
    }

    /// Returns an ordinal in digits or words ("21st", "thirty-first"), and where it
    /// ends.
    fn ordinal(&self, at: usize) -> Option<(u16, usize)> {
        match self.word(at) {
            Some(TimeWord::Ordinal(number)) => Some((number, at + 1)),
            Some(TimeWord::Number(tens @ (20 | 30))) => {
                let joint = at + 1 + usize::from(self.str(at + 1) == "-");
                match self.word(joint) {
                    Some(TimeWord::Ordinal(ones @ 1..=9)) => Some((tens + ones, joint + 1)),
                    _ => None,
                }
            }
            _ => {
                let digits = self.str(at).trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let suffixed = digits.len() + 2 == self.str(at).len();
                digits.parse().ok().filter(|_| suffixed).map(|number| (number, at + 1))
            }
        }
    }
}

/// Returns a number that a few English words or digits mean.
pub(crate) fn year_number(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1800..=2100).contains(&year)).then_some(year)
}
