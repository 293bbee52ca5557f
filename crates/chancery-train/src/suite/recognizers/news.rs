//! What news does not write, and what it means otherwise: the expressions of the
//! specifications that are left out, each with its reason.
//!
//! The specifications are for calendars, assistants and queries of tables. What is
//! left out is decided by the form of an expression, never by what we read.

use super::case::{Case, Kind};

/// Words of queries and of personal calendars.
const QUERIES: &[&str] = &[
    ">",
    "<",
    "=",
    "greater",
    "equal",
    "or later",
    "or after",
    "and later",
    "and after",
    "business day",
    "workweek",
    "working week",
    "calendar year",
    "cy",
    "sy",
    "otd",
    "eoy",
    "w/c",
    "tmrw",
    "current date",
    "till date",
    "to date",
    "ending with",
    "sooner than",
    "or in",
    "or on",
    "or at",
    "on or",
    "as late as",
    "as early as",
    "later than",
    "earlier than",
    "all week",
    "the hour",
];

/// Holidays other than Christmas and Easter.
const HOLIDAYS: &[&str] = &[
    "black friday",
    "earth day",
    "patrick",
    "halloween",
    "thanksgiving",
    "labor day",
    "eid",
    "juneteenth",
    "freedom day",
    "jubilee day",
    "workers' day",
    "independence day",
    "new year",
];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Returns why an expression is left out, if it is.
pub(super) fn left_out(case: &Case) -> Option<&'static str> {
    if case.kind == Kind::Clock {
        return Some("time of day");
    }
    if case.values.is_empty() {
        return Some("the file gives no value");
    }
    let dated = case.values.iter().any(|value| {
        let first = value.value.chars().next();
        value.start.is_some() || value.end.is_some() || first.is_some_and(|c| c.is_ascii_digit())
    });
    if case.kind != Kind::Recurrence && !dated {
        return Some("not resolved by the specification (seasons, fiscal years, 30 February)");
    }
    let words = case.words.trim();
    let has = |list: &[&str]| list.iter().any(|known| holds(words, known));
    if has(QUERIES) {
        return Some("words of queries and personal calendars");
    }
    if has(HOLIDAYS) {
        return Some("holidays other than Christmas and Easter");
    }
    if case.kind == Kind::Recurrence {
        let clock = case.values.iter().any(|value| value.timex.contains('T'));
        return clock.then_some("time of day");
    }
    if is_shorthand(words) {
        return Some("dates in digits, and words run together (22/04, 2016-11, dec31, 3h)");
    }
    if is_spelt_out(words) {
        return Some("years and days of the month in cardinal words");
    }
    if is_bare_day(words) {
        return Some("a day of the month by its number alone");
    }
    if counts_from_story(words) {
        return Some("counted from the story in news, not from its date (the day before)");
    }
    None
}

/// Returns whether words stand in others as words.
fn holds(words: &str, known: &str) -> bool {
    let sign = !known.starts_with(char::is_alphanumeric);
    words.match_indices(known).any(|(at, _)| {
        let edge = |c: Option<char>| sign || c.is_none_or(|c| !c.is_alphanumeric());
        let behind = &words[at + known.len()..];
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        edge(words[..at].chars().next_back()) && edge(behind.chars().next())
    })
}

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.starts_with(month))
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether digits stand for more than a day, a year or a count, or are run
/// together with letters.
fn is_shorthand(words: &str) -> bool {
    let tokens: Vec<&str> = words.split([' ', ',']).filter(|token| !token.is_empty()).collect();
    let month = tokens.iter().any(|token| is_month(token));
    let pair = |test: &dyn Fn(&str, &str) -> bool| {
        tokens.windows(2).any(|pair| matches!(pair, [first, second] if test(first, second)))
    };
    words.contains(['/', '~', '('])
        || tokens.iter().any(|token| !is_printed(token, month))
        // "2016 nov", "2016 10 16", "11 - 2016", "january first 12", "april of 87".
        || pair(&|first, second| {
            let short = is_digits(second) && second.len() <= 2;
            is_digits(first) && first.len() == 4 && (short || is_month(second))
                || matches!(first, "of" | "first") && short
                || is_digits(first) && second == "s"
        })
        || tokens.windows(3).any(|three| {
            matches!(three, [a, "-", b] if is_digits(a) && is_digits(b) && a.len() != b.len())
        })
        || tokens.iter().any(|token| matches!(*token, "hr" | "hrs" | "sec" | "½"))
}

/// Returns whether news prints a word with these digits and letters.
fn is_printed(token: &str, beside_month: bool) -> bool {
    let pieces: Vec<&str> = token.split('-').collect();
    let lens: Vec<usize> = pieces.iter().map(|piece| piece.len()).collect();
    if pieces.len() > 1 && pieces.iter().all(|piece| is_digits(piece)) {
        // ISO dates, spans of years, and days behind a month.
        let days = beside_month && lens.iter().all(|len| *len <= 2);
        return lens == [4, 2, 2] || lens == [4, 4] || days;
    }
    if pieces.len() > 1 && pieces.iter().any(|piece| is_month(piece)) {
        return pieces.len() == 2 && pieces.iter().all(|piece| !has_digit(piece));
    }
    if pieces.len() > 1 && pieces.contains(&"") && token != "-" {
        return false;
    }
    pieces.iter().all(|piece| {
        let letters = piece.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = &piece[..piece.len() - letters.len()];
        let suffix = matches!(letters, "" | "st" | "nd" | "rd" | "th" | "s");
        let code = matches!(*piece, "q1" | "q2" | "q3" | "q4" | "h1" | "h2");
        code || if number.is_empty() { !has_digit(letters) } else { suffix && number.len() <= 4 }
    })
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// "january twenty five nineteen eighty six".
fn is_spelt_out(words: &str) -> bool {
    let spelt = ["twenty", "thirty", "thousand", "hundred", "nineteen", "fifteen", "thirteen"];
    let units = ["day", "week", "month", "year", "decade", "hour"];
    let all: Vec<&str> = words.split([' ', '-']).collect();
    all.iter().any(|token| spelt.contains(token))
        && !all.iter().any(|token| units.contains(&token.trim_end_matches('s')))
}

/// "the 18th", "monday 21", "the week of the 18th", "the 26th day of the month".
fn is_bare_day(words: &str) -> bool {
    let plain =
        ["the", "around", "of", "on", "week", "this", "month", "day", "before", "after", "next"];
    let ordinals = ["first", "sixth", "third", "eleventh", "twenty", "thirty"];
    let period = words.contains("week") || words.contains("quarter");
    let mut has_number = false;
    for token in words.split([' ', '-', ',']).filter(|token| !token.is_empty()) {
        let digits = token.trim_end_matches(char::is_alphabetic);
        let number = token.len() <= 4 && digits.parse::<u16>().is_ok_and(|n| n <= 31);
        let ordinal = ordinals.contains(&token);
        let weekday = WEEKDAYS.iter().any(|day| {
            token.strip_prefix(day).is_some_and(|rest| rest.is_empty() || rest.ends_with("day"))
        });
        if !(number || ordinal || weekday || plain.contains(&token)) {
            return false;
        }
        has_number |= number || ordinal && !period;
    }
    has_number
}

fn counts_from_story(words: &str) -> bool {
    let bare = words.strip_prefix("the ").unwrap_or(words);
    let alone = [
        "day",
        "week",
        "month",
        "year",
        "weekend",
        "fortnight",
        "quarter",
        "day before",
        "day after",
        "next day",
    ];
    let pointing = ["same ", "that ", "following ", "on monday of the following", "remaining "];
    alone.contains(&bare)
        || pointing.iter().any(|start| bare.starts_with(start))
        || bare.ends_with(" later")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_alone_are_shorthand_and_what_news_prints_is_not() {
        for words in [
            "22/04",
            "4-23",
            "2016-11",
            "11 - 2016",
            "dec31",
            "3h",
            "2016 10 16",
            "5.12",
            "cy18",
            "2016 nov",
            "05-aug-2016",
        ] {
            assert!(is_shorthand(words), "{words}");
        }
        for words in [
            "2016-03-04",
            "2014-2018",
            "june 11-12",
            "mid-november",
            "21st",
            "1990s",
            "90-day",
            "may 9, 2016",
            "10 days",
            "jan-feb 2017",
            "2019 q1",
            "from 2010 – 2020",
        ] {
            assert!(!is_shorthand(words), "{words}");
        }
    }

    #[test]
    fn a_number_alone_is_no_day_and_one_with_a_month_is() {
        assert!(is_bare_day("the 18th") && is_bare_day("monday 21") && is_bare_day("mon 13th"));
        assert!(!is_bare_day("may 18") && !is_bare_day("on wednesday"));
    }

    #[test]
    fn cardinal_words_beside_a_unit_are_no_year() {
        assert!(is_spelt_out("nineteen ninety six"));
        assert!(!is_spelt_out("next forty days") && !is_spelt_out("twenty years"));
    }
}
