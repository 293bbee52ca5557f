//! Dates as pages write them.
//!
//! In goes a field or a few words, out comes a day. A number that may be a
//! month or a day ("3/4/2020") is no date: nobody can tell which.

use chancery_model::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Returns the day that the text names, such as `2026-01-08T10:00Z`,
/// `20260108`, "January 8, 2026" or "Thu, 08 Jan 2026 10:00:00 GMT".
pub(in crate::article) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    iso(text).or_else(|| find_words(text).map(|found| found.date))
}

/// Returns whether a page captured on the latest day may bear the date.
pub(in crate::article) fn is_plausible(date: Date, latest: Option<Date>) -> bool {
    let limit = latest.and_then(|latest| latest.tomorrow().ok());
    date.year() >= 1950 && limit.is_none_or(|limit| date <= limit)
}

/// Returns the day in an address, such as `/2026/01/08/` or `/2026/jan/08/`.
pub(in crate::article) fn of_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    for window in parts.windows(3) {
        if window[0].len() == 4
            && let Ok(year) = window[0].parse()
            && let Some(month) = month_number(window[1]).or_else(|| number(window[1], 12))
            && let Some(day) = number(window[2], 31)
            && let Some(date) = day_of(year, month, day)
        {
            return Some(date);
        }
    }
    parts.iter().find_map(|part| {
        let starts = part.match_indices("20").map(|(at, _)| at);
        starts.filter(|at| *at == 0 || part.as_bytes()[at - 1] == b'-').find_map(|at| {
            let field = part.get(at..at + 10)?;
            let next = part.as_bytes().get(at + 10);
            iso(field).filter(|_| next.is_none_or(|byte| !byte.is_ascii_digit()))
        })
    })
}

/// A date among other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) struct Found {
    pub(in crate::article) date: Date,
    /// The first byte of its words.
    pub(in crate::article) start: usize,
    /// The first byte after its words.
    pub(in crate::article) end: usize,
}

/// Returns the first date in words: "January 8, 2026", "8 January 2026",
/// "Jan. 8th, 2026", "2026-01-08".
pub(in crate::article) fn find_words(text: &str) -> Option<Found> {
    let parts = parts(text);
    for at in 0..parts.len() {
        let part = |ahead: usize| parts.get(at + ahead).map(|part| &text[part.0..part.1]);
        let found = |date: Date, count: usize| Found {
            date,
            start: parts[at].0,
            end: parts[at + count - 1].1,
        };
        let (Some(first), Some(second)) = (part(0), part(1)) else { break };
        let third = part(2).and_then(year_number);
        if let (Some(month), Some(day), Some(year)) =
            (month_number(first), day_number(second), third)
            && let Some(date) = day_of(year, month, day)
        {
            return Some(found(date, 3));
        }
        if let (Some(day), Some(month), Some(year)) =
            (day_number(first), month_number(second), third)
            && let Some(date) = day_of(year, month, day)
        {
            return Some(found(date, 3));
        }
        if let (Some(year), Some(month), Some(day)) =
            (year_number(first), number(second, 12), part(2).and_then(|part| number(part, 31)))
            && parts[at + 2].1 - parts[at].0 == 10
            && let Some(date) = day_of(year, month, day)
        {
            return Some(found(date, 3));
        }
    }
    None
}

/// Returns the ranges of runs of letters and runs of digits: "2026Clash" has
/// two of them.
fn parts(text: &str) -> Vec<(usize, usize)> {
    let mut parts: Vec<(usize, usize, bool)> = Vec::new();
    for (at, char) in text.char_indices() {
        if !char.is_alphanumeric() {
            continue;
        }
        let digit = char.is_ascii_digit();
        let end = at + char.len_utf8();
        match parts.last_mut() {
            Some(last) if last.1 == at && last.2 == digit => last.1 = end,
            // "8th" is one part, and so is its number.
            _ => parts.push((at, end, digit)),
        }
    }
    let mut kept: Vec<(usize, usize)> = Vec::with_capacity(parts.len());
    for (start, end, digit) in parts {
        let is_ordinal = !digit
            && matches!(&text[start..end], "st" | "nd" | "rd" | "th")
            && kept.last().is_some_and(|last| last.1 == start);
        match kept.last_mut() {
            Some(last) if is_ordinal => last.1 = end,
            _ => kept.push((start, end)),
        }
    }
    kept
}

fn month_number(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| {
        *month == word
            || (word.len() == 3 && month.starts_with(&word))
            || (word == "sept" && *month == "september")
    })?;
    i8::try_from(index + 1).ok()
}

fn day_number(word: &str) -> Option<i8> {
    number(word.trim_end_matches(|char: char| char.is_ascii_alphabetic()), 31)
}

fn year_number(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1900..2200).contains(year))
}

fn number(word: &str, most: i8) -> Option<i8> {
    let is_number = matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten().filter(|number| (1..=most).contains(number))
}

fn day_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// Returns the day of `YYYY-MM-DD...`, `YYYY/MM/DD...` or `YYYYMMDD...`.
fn iso(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let field = |from: usize, to: usize| text.get(from..to);
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let (month, day, end) = match bytes.get(4)? {
        b'-' | b'/' => {
            if bytes.get(7) != bytes.get(4) {
                return None;
            }
            (field(5, 7)?, field(8, 10)?, 10)
        }
        _ => (field(4, 6)?, field(6, 8)?, 8),
    };
    if is_digit(end) {
        // `YYYYMMDDhhmmss` is a date, a longer number is not.
        let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if end == 10 || !matches!(digits, 12 | 14) {
            return None;
        }
    }
    day_of(year_number(field(0, 4)?)?, number(month, 12)?, number(day, 31)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        parse(text).map(|date| date.to_string())
    }

    #[test]
    fn dates_in_the_forms_of_pages_are_read() {
        for text in [
            "2026-01-08",
            "2026-01-08T23:10:00+02:00",
            "2026/01/08 10:00",
            "20260108",
            "20260108101500",
            "January 8, 2026",
            "Jan. 8th, 2026",
            "8 January 2026",
            "Thu, 08 Jan 2026 10:00:00 GMT",
        ] {
            assert_eq!(day(text).as_deref(), Some("2026-01-08"), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_dates_or_none_is_no_date() {
        for text in ["3/4/2020", "2026", "2026-13-01", "1578412800000", "yesterday", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn address_gives_a_day_only_with_year_month_and_day() {
        let of = |url: &str| of_address(url).map(|date| date.to_string());
        assert_eq!(of("https://a.example/2026/01/08/talks").as_deref(), Some("2026-01-08"));
        assert_eq!(of("https://a.example/world/2026/jan/08/talks").as_deref(), Some("2026-01-08"));
        assert_eq!(of("https://a.example/talks-2026-01-08").as_deref(), Some("2026-01-08"));
        assert_eq!(of("https://a.example/2026/01/talks"), None);
        assert_eq!(of("https://a.example/story-20260199123"), None);
    }

    #[test]
    fn date_after_the_capture_is_not_plausible() {
        let (captured, later) = (parse("2026-01-08"), parse("2026-01-10"));
        assert!(is_plausible(captured.unwrap(), captured));
        assert!(!is_plausible(later.unwrap(), captured));
        assert!(is_plausible(later.unwrap(), None));
    }
}
