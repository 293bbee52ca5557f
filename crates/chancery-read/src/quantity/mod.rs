//! Quantities: numbers with units - money, shares, counts, measures, spans of time.
//!
//! In: tokens and durations. Out: quantities with their scale multiplied out, their
//! bound and what they are of. Numbers without a unit or a noun that is counted are
//! left alone, and so are vague spans of time. `number` reads the numbers, `bound`
//! what stands around them.

mod bound;
mod number;

use std::ops::Range;

use chancery_model::{Bound, Quantity, QuantityId};

use number::Number;

use crate::language::{Class, Language, Measure, TimeWord, Unit};
use crate::text::{Text, TokenKind};
use crate::time::Lasting;

/// How many adjectives may stand between a number and what it counts.
const MOST_ADJECTIVES: usize = 3;
/// How many words are kept of what a share is of.
const MOST_OF: usize = 6;

/// Finds the quantities of a text.
pub(crate) fn find(text: &Text<'_>, language: &Language, lasting: &[Lasting]) -> Vec<Quantity> {
    let mut out = Vec::new();
    for sentence in &text.sentences {
        let finder = Finder { text, language, sentence: sentence.tokens.clone() };
        let first = lasting.partition_point(|time| time.tokens.start < sentence.tokens.start);
        let mut lasting = lasting[first..].iter().peekable();
        let mut found: Vec<(Range<usize>, Quantity)> = Vec::new();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            while lasting.next_if(|time| time.tokens.start < at).is_some() {}
            let time = lasting.peek().filter(|time| time.tokens.start == at);
            let quantity = finder.quantity(at).or_else(|| finder.span_of_time(time?));
            match quantity {
                Some((tokens, quantity)) => {
                    at = tokens.end.max(at + 1);
                    found.push((tokens, quantity));
                }
                None => at += 1,
            }
        }
        finder.bound_ranges(&mut found);
        out.extend(found.into_iter().map(|(_, quantity)| quantity));
    }
    for (idx, quantity) in out.iter_mut().enumerate() {
        quantity.id = QuantityId::from_index(idx);
    }
    out
}

struct Finder<'a> {
    text: &'a Text<'a>,
    language: &'a Language,
    sentence: Range<usize>,
}

impl Finder<'_> {
    /// Returns the quantity that begins at a token.
    fn quantity(&self, at: usize) -> Option<(Range<usize>, Quantity)> {
        let (sign, number_at) = self.sign(at);
        let mut number = self.number(number_at, sign.is_some())?;
        // "$40 to $60 million": the scale stands behind the second number.
        if !number.scaled
            && let Some(scale) = self.scale_of_range(number.end)
        {
            number.value *= scale;
            number.scaled = true;
        }
        let (unit, of, end) = match sign {
            Some(code) => (code, None, number.end),
            None if self.is_name(at) => return None,
            None => self.unit(&number).or_else(|| self.unit_of_range(&number))?,
        };
        let (unit, end) = match self.rate(end) {
            Some((per, end)) => (format!("{unit}/{per}"), end),
            None => (unit, end),
        };
        let (about, bound) = self.told_before(at);
        let bound = self.told_behind(end).or(bound);
        let bound = bound.or(number.vague.then_some(Bound::MoreThan));
        let quantity = Quantity {
            id: QuantityId::from_index(0),
            value: number.value,
            unit,
            approximate: about || number.vague,
            bound,
            of,
            span: self.text.span(at..end),
        };
        Some((at..end, quantity))
    }

    /// Returns a span of time as a quantity: "the 90-day truce". Ages are none.
    fn span_of_time(&self, time: &Lasting) -> Option<(Range<usize>, Quantity)> {
        let [(n, unit)] = time.duration.parts.as_slice() else { return None };
        let counted =
            !matches!(self.time(time.tokens.start), Some(TimeWord::Article | TimeWord::All));
        // "the other day"
        let other = time.tokens.clone().any(|at| self.str(at) == "other");
        let joint = time.tokens.end + usize::from(self.str(time.tokens.end) == "-");
        // "two days ago", "in the past four years" and "two weeks later" say when.
        let told_when = self.is_told_when(&time.tokens);
        if !counted || other || !time.duration.exact || told_when || self.str(joint) == "old" {
            return None;
        }
        let (n, unit) = match unit {
            Unit::Minute => (*n, "min"),
            Unit::Hour => (*n, "h"),
            Unit::Day => (*n, "d"),
            Unit::Week => (*n, "wk"),
            Unit::Month => (*n, "mo"),
            Unit::Year => (*n, "a"),
            Unit::Decade => (10.0 * n, "a"),
            _ => return None,
        };
        let (approximate, bound) = self.told_before(time.tokens.start);
        let quantity = Quantity {
            id: QuantityId::from_index(0),
            value: n,
            unit: unit.to_owned(),
            approximate,
            bound,
            of: None,
            span: self.text.span(time.tokens.clone()),
        };
        Some((time.tokens.clone(), quantity))
    }

    /// Returns whether a span of time counts from a day, by the words around it.
    fn is_told_when(&self, tokens: &Range<usize>) -> bool {
        use TimeWord as T;
        let before = tokens.start.checked_sub(1).and_then(|before| self.time(before));
        matches!(before, Some(T::Last | T::Past | T::Next | T::Coming | T::This))
            || matches!(
                self.time(tokens.end),
                Some(T::Ago | T::Later | T::Earlier | T::After | T::Before | T::From)
            )
    }

    /// Returns the unit behind a number, what it is of, and where it ends.
    fn unit(&self, number: &Number) -> Option<(String, Option<String>, usize)> {
        let joint = number.end + usize::from(self.str(number.end) == "-");
        match self.phrase(joint).or_else(|| self.phrase(number.end)) {
            Some((len, Measure::Share)) => {
                let end = joint + len;
                return Some(("%".to_owned(), self.of(end), end));
            }
            Some((len, Measure::Currency(code) | Measure::Unit(code))) => {
                return Some((code.clone(), None, joint + len));
            }
            _ => {}
        }
        if !number.scaled && number.value < 2.0 {
            return None;
        }
        for last in number.end..=number.end + MOST_ADJECTIVES {
            if let Some((len, Measure::Counted)) = self.phrase(last) {
                // "two United States warships": a noun with a capital begins or ends a name.
                if self.text.is_capitalized(last) {
                    return None;
                }
                let end = last + len;
                let of = self.text.span(number.end..end).of(self.text.text).to_owned();
                let noun = self.text.span(last..end).of(self.text.text).to_lowercase();
                return Some((noun, (last > number.end).then_some(of), end));
            }
            let joined = self.str(last) == "-" && last > number.end;
            // "the five demands protesters made": the first noun is counted, and no unit.
            let noun = self.language.noun(self.text.word(last));
            if noun.is_some_and(|noun| noun != self.text.word(last)) {
                return None;
            }
            let adjective = self.sentence.contains(&last)
                && matches!(self.text.tokens[last].kind, TokenKind::Word | TokenKind::Abbreviation)
                && !self.language.is(self.text.word(last), NO_ADJECTIVE)
                && self.time(last).is_none();
            if !(adjective || joined) {
                return None;
            }
        }
        None
    }

    /// Returns whether a number is part of a name: "F-16 fighters", "Resolution 1701".
    fn is_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| self.sentence.contains(before)) else {
            return false;
        };
        let glued =
            |one: usize| self.text.tokens[one].span.end == self.text.tokens[one + 1].span.start;
        let hyphen = self.str(before) == "-" && glued(before);
        let word = before.checked_sub(1).filter(|word| hyphen && glued(*word));
        let letters = |one: usize| self.str(one).chars().all(char::is_alphabetic);
        word.is_some_and(|word| letters(word) && self.text.is_capitalized(word))
            || NUMBERED.contains(&self.str(before))
    }

    /// Returns the unit of the number that ends a range: "between 40 and 60 missiles".
    fn unit_of_range(&self, number: &Number) -> Option<(String, Option<String>, usize)> {
        let joined = match self.str(number.end) {
            "and" => self.is_between(number.end),
            joint => matches!(joint, "to" | "-" | "–" | "—"),
        };
        let second = self.number(number.end + 1, false).filter(|_| joined)?;
        self.unit(&second).map(|(unit, _, _)| (unit, None, number.end))
    }

    /// Returns what a share is of: the words behind "of" up to the end of their phrase.
    fn of(&self, at: usize) -> Option<String> {
        if !matches!(self.time(at), Some(TimeWord::Of)) {
            return None;
        }
        let first = at + 1;
        let most = self.sentence.end.min(first + MOST_OF);
        let ends = |idx: &usize| {
            let word = self.text.word(*idx);
            let of = matches!(self.time(*idx), Some(TimeWord::Of));
            self.text.tokens[*idx].kind == TokenKind::Mark && !matches!(self.str(*idx), "-" | "$")
                || self.language.is(word, NO_NOUN) && !of
                || self
                    .language
                    .verbs(word)
                    .iter()
                    .any(|(_, form)| form.is(crate::language::Form::PAST))
                    && self.language.noun(word).is_none()
        };
        let mut end = (first..most).find(ends).unwrap_or(most);
        // The phrase does not end with "of", nor with an article.
        while end > first
            && self.language.is(self.text.word(end - 1), Class::PREPOSITION.or(Class::DETERMINER))
        {
            end -= 1;
        }
        (end > first).then(|| self.text.span(first..end).of(self.text.text).to_owned())
    }

    /// Returns the unit that a rate is for: "a day", "per barrel".
    fn rate(&self, at: usize) -> Option<(String, usize)> {
        let (len, _) = self.phrase_of(at, &Measure::Per)?;
        let at = at + len;
        let unit = match self.time(at) {
            Some(TimeWord::Unit(Unit::Hour)) => "h",
            Some(TimeWord::Unit(Unit::Day)) => "d",
            Some(TimeWord::Unit(Unit::Week)) => "wk",
            Some(TimeWord::Unit(Unit::Month)) => "mo",
            Some(TimeWord::Unit(Unit::Year)) => "a",
            Some(_) => return None,
            None => {
                return match self.phrase(at)? {
                    (len, Measure::Unit(code)) => Some((code.clone(), at + len)),
                    _ => None,
                };
            }
        };
        Some((unit.to_owned(), at + 1))
    }

    fn str(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.text.str(at) } else { "" }
    }

    fn time(&self, at: usize) -> Option<TimeWord> {
        self.language.time(self.text.word(at)).filter(|_| self.sentence.contains(&at))
    }

    /// Returns the longest phrase of the table that begins at a token, and what it is
    /// first.
    fn phrase(&self, at: usize) -> Option<(usize, &Measure)> {
        let words = self.text.words.get(at..self.sentence.end)?;
        let (len, measures) = self.language.measures.longest(words)?;
        measures.iter().find(|measure| **measure != Measure::Per).map(|measure| (len, measure))
    }

    /// Returns the longest phrase at a token, where it may be that.
    fn phrase_of(&self, at: usize, wanted: &Measure) -> Option<(usize, &Measure)> {
        let words = self.text.words.get(at..self.sentence.end)?;
        let (len, measures) = self.language.measures.longest(words)?;
        measures.iter().find(|measure| *measure == wanted).map(|measure| (len, measure))
    }

    fn measures(&self, at: usize) -> &[Measure] {
        let words = self.text.words.get(at..self.sentence.end).unwrap_or(&[]);
        self.language.measures.longest(words).map_or(&[], |(_, measures)| measures)
    }
}

/// What a number behind it names.
const NUMBERED: [&str; 14] = [
    "Airbus",
    "Article",
    "Boeing",
    "Chapter",
    "Division",
    "Flight",
    "Highway",
    "No.",
    "Regiment",
    "Resolution",
    "Route",
    "Section",
    "Squadron",
    "Title",
];

/// Words that end what a share is of.
const NO_NOUN: Class = Class::PREPOSITION
    .or(Class::CONJUNCTION)
    .or(Class::BE)
    .or(Class::HAVE)
    .or(Class::SUBORDINATOR)
    .or(Class::RELATIVE)
    .or(Class::FUTURE)
    .or(Class::CONDITIONAL);

/// Words that are no adjective between a number and its noun.
const NO_ADJECTIVE: Class = NO_NOUN.or(Class::DETERMINER).or(Class::ADVERB).or(Class::DO);
