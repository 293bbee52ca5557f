//! Numbers: in digits, in words, with their scale and their currency's mark.
//!
//! In: tokens. Out: [`Number`]s. Knows nothing of units.

use super::Finder;
use crate::language::{Measure, TimeWord, Unit};
use crate::text::TokenKind;

/// A number as it stands in the text.
pub(super) struct Number {
    pub(super) value: f64,
    /// Where its words end.
    pub(super) end: usize,
    /// Whether a scale was among them.
    pub(super) scaled: bool,
    /// Whether it is the least of what the words may mean: "dozens of".
    pub(super) vague: bool,
}

impl Finder<'_> {
    /// Returns the currency of a mark at a token, and where the number begins:
    /// "US$5", "A$3", "€7".
    pub(super) fn sign(&self, at: usize) -> (Option<String>, usize) {
        let sign = |at: usize| match self.measures(at).first() {
            Some(Measure::Sign(code)) => Some(code.clone()),
            _ => None,
        };
        if let Some(code) = sign(at) {
            return (Some(code), at + 1);
        }
        let glued = |at: usize| {
            let (token, next) = (self.text.tokens.get(at), self.text.tokens.get(at + 1));
            token.zip(next).is_some_and(|(token, next)| token.span.end == next.span.start)
        };
        let dollar = match self.str(at) {
            "US" | "U.S." => "USD",
            "A" | "AU" => "AUD",
            "C" | "CA" => "CAD",
            "HK" => "HKD",
            "NZ" => "NZD",
            "S" => "SGD",
            _ => return (None, at),
        };
        let is_dollar = glued(at) && sign(at + 1).as_deref() == Some("USD");
        if is_dollar { (Some(dollar.to_owned()), at + 2) } else { (None, at) }
    }

    /// Returns the number at a token: "5.2 million", "twenty-five", "half a million",
    /// "a dozen", "tens of thousands of".
    pub(super) fn number(&self, at: usize, signed: bool) -> Option<Number> {
        if let Some((len, Measure::Vague(value))) = self.phrase(at) {
            return Some(Number { value: *value, end: at + len, scaled: true, vague: true });
        }
        let article = matches!(self.time(at), Some(TimeWord::Article));
        let half = matches!(self.time(at), Some(TimeWord::Unit(Unit::Half)));
        let (mut value, mut end) = if half && matches!(self.time(at + 1), Some(TimeWord::Article)) {
            (0.5, at + 2)
        } else if article {
            (1.0, at + 1)
        } else {
            self.plain_number(at)?
        };
        let mut scaled = false;
        // "two hundred thousand", "$400-million".
        loop {
            let joint = end + usize::from(self.str(end) == "-");
            let Some((len, Measure::Scale(scale))) = self.phrase(joint) else { break };
            // "5 m" is no million where nothing says that it is money or a count.
            let letter = self.str(joint).len() == 1;
            let glued = self.text.tokens[joint].span.start == self.text.tokens[end - 1].span.end;
            if letter && !(glued || signed) {
                break;
            }
            value *= scale;
            end = joint + len;
            scaled = true;
        }
        let needs_scale = article || half;
        (scaled || !needs_scale).then_some(Number { value, end, scaled, vague: false })
    }

    /// Returns a number in digits, or in words below a hundred.
    fn plain_number(&self, at: usize) -> Option<(f64, usize)> {
        if self.sentence.contains(&at) && self.text.tokens[at].kind == TokenKind::Number {
            let value: f64 = self.str(at).replace(',', "").parse().ok()?;
            return value.is_finite().then_some((value, at + 1));
        }
        let Some(TimeWord::Number(tens)) = self.time(at) else { return None };
        let joint = at + 1 + usize::from(self.str(at + 1) == "-");
        match self.time(joint) {
            Some(TimeWord::Number(ones @ 1..=9)) if tens >= 20 => {
                Some((f64::from(tens + ones), joint + 1))
            }
            _ => Some((f64::from(tens), at + 1)),
        }
    }

    /// Returns the scale of the number that ends a range, whose first number ends at
    /// a token.
    pub(super) fn scale_of_range(&self, at: usize) -> Option<f64> {
        let joined = matches!(self.str(at), "to" | "-" | "–" | "—" | "and" | "or");
        let (_, second) = self.sign(at + 1);
        let (_, end) = self.plain_number(second).filter(|_| joined)?;
        let between = self.str(at) != "and" || self.is_between(at);
        match self.phrase(end) {
            Some((_, Measure::Scale(scale))) if between && *scale >= 1_000.0 => Some(*scale),
            _ => None,
        }
    }

    /// Returns whether "between" stands shortly before an "and".
    pub(super) fn is_between(&self, at: usize) -> bool {
        let first = at.saturating_sub(4).max(self.sentence.start);
        (first..at).any(|idx| matches!(self.time(idx), Some(TimeWord::Between)))
    }
}
