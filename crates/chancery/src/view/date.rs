//! Days and periods in words.
//!
//! Goes in: dates. Comes out: "7 Jan 2026", "Jan 2026", "from 7 Jan 2026". It
//! knows no clock, so nothing is "yesterday".

use chancery_account::{Dated, Period};
use chancery_model::{Date, Precision, When};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Returns the day in words.
pub(crate) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// Returns the day in words, or that there is none.
pub(crate) fn day_or_undated(date: Option<Date>) -> String {
    date.map_or_else(|| "undated".to_owned(), day)
}

/// Returns the month's short name.
pub(crate) fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"")
}

/// Returns the time in words, as exact as it is.
pub(crate) fn when(when: &When) -> String {
    let start = when.start;
    let named = |date: Date| match when.precision {
        Precision::Month => format!("{} {}", month(date), date.year()),
        Precision::Quarter => format!("Q{} {}", (date.month() - 1) / 3 + 1, date.year()),
        _ => date.year().to_string(),
    };
    match (when.precision, when.end) {
        (Precision::Open, None) => format!("from {}", day(start)),
        (Precision::Week, _) => format!("week of {}", day(start)),
        (Precision::Month | Precision::Quarter | Precision::Year, end) => {
            match end.map(named).filter(|end| *end != named(start)) {
                Some(end) => format!("{} – {end}", named(start)),
                None => named(start),
            }
        }
        (_, Some(end)) if end != start => format!("{} – {}", day(start), day(end)),
        _ => day(start),
    }
}

/// Returns the date of an entry in words.
pub(crate) fn dated(dated: &Dated) -> String {
    match dated {
        Dated::Given(given) => when(given),
        Dated::ReportedOn(date) => day(*date),
        Dated::Unknown => "undated".to_owned(),
    }
}

/// Returns the period in words: the bounds asked for, else the days that the
/// articles cover.
pub(crate) fn period(asked: Period, covered: Option<(Date, Date)>) -> String {
    match (asked.since, asked.until) {
        (Some(since), Some(until)) => format!("{} – {}", day(since), day(until)),
        (Some(since), None) => format!("since {}", day(since)),
        (None, Some(until)) => format!("until {}", day(until)),
        (None, None) => match covered {
            Some((first, last)) if first == last => day(first),
            Some((first, last)) => format!("{} – {}", day(first), day(last)),
            None => "undated".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_the_text() {
        let start: Date = "2026-04-01".parse().unwrap();
        let at = |precision, end| when(&When { start, end, precision, text: None });
        assert_eq!(at(Precision::Day, Some(start)), "1 Apr 2026");
        assert_eq!(at(Precision::Month, None), "Apr 2026");
        assert_eq!(at(Precision::Quarter, None), "Q2 2026");
        assert_eq!(at(Precision::Open, None), "from 1 Apr 2026");
        assert_eq!(at(Precision::Month, "2026-05-31".parse().ok()), "Apr 2026 – May 2026");
        assert_eq!(at(Precision::Year, "2026-12-31".parse().ok()), "2026");
        assert_eq!(at(Precision::Year, "2028-04-01".parse().ok()), "2026 – 2028");
        assert_eq!(at(Precision::Open, "2026-05-02".parse().ok()), "1 Apr 2026 – 2 May 2026");
    }
}
