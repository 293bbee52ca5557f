//! Words of time: what part a word may play in saying when, how long or how often.
//!
//! In: the table `times.tsv`. Out: [`TimeWord`]s by word number. How they go
//! together is read in `time`.

use rustc_hash::FxHashMap;

use super::tables::Builder;
use crate::codebook::{Error, Row, Table};
use crate::text::WordId;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day, or a night.
    Day,
    /// A Saturday and a Sunday.
    Weekend,
    /// Seven days; on the calendar, from a Monday on.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    fn from_name(name: &str) -> Option<Unit> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "weekend" => Unit::Weekend,
            "week" => Unit::Week,
            "fortnight" => Unit::Fortnight,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "half" => Unit::Half,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Early,
    Mid,
    Late,
}

/// A holiday that news dates by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holiday {
    Christmas,
    Easter,
}

/// The part that a word plays in saying when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeWord {
    /// A day, by its distance from the article's date.
    Day(i64),
    Now,
    Unit(Unit),
    /// From 1.
    Month(i8),
    /// From 1, a Monday.
    Weekday(i8),
    /// "a": one, before a unit.
    Article,
    Number(u16),
    Ordinal(u16),
    /// "several", with the number that it is taken for.
    Vague(u16),
    Last,
    Past,
    This,
    Next,
    Coming,
    /// "early", before a period.
    Part(Part),
    /// "the end", before "of" and a period.
    Edge(Part),
    Earlier,
    Later,
    Ago,
    In,
    Within,
    Of,
    The,
    On,
    And,
    Or,
    To,
    From,
    Between,
    Since,
    Starting,
    Until,
    Before,
    After,
    By,
    During,
    Every,
    Other,
    All,
    Recurring(Unit),
    /// "once", before "a week".
    Times,
    Holiday(Holiday),
}

/// Reads the table; of a word in several rows, the last counts.
pub(super) fn read(builder: &mut Builder<'_>) -> Result<FxHashMap<WordId, TimeWord>, Error> {
    let mut out = FxHashMap::default();
    let (name, text) = ("times.tsv", include_str!("../../../../languages/en/times.tsv"));
    for row in Table::parse(name, text, &["meaning", "value", "words"])?.rows() {
        let meaning = meaning(&row).ok_or_else(|| row.error("no part in saying when"))?;
        for word in row.list("words") {
            out.insert(builder.word(word), meaning);
        }
    }
    Ok(out)
}

fn meaning(row: &Row<'_>) -> Option<TimeWord> {
    let value = row.get("value");
    let number = || value.parse::<u16>().ok();
    let within = |most: i8| value.parse::<i8>().ok().filter(|n| (1..=most).contains(n));
    Some(match row.get("meaning") {
        "day" => TimeWord::Day(value.parse().ok()?),
        "now" => TimeWord::Now,
        "unit" => TimeWord::Unit(Unit::from_name(value)?),
        "month" => TimeWord::Month(within(12)?),
        "weekday" => TimeWord::Weekday(within(7)?),
        "article" => TimeWord::Article,
        "number" => TimeWord::Number(number()?),
        "ordinal" => TimeWord::Ordinal(number()?),
        "vague" => TimeWord::Vague(number()?),
        "last" => TimeWord::Last,
        "past" => TimeWord::Past,
        "this" => TimeWord::This,
        "next" => TimeWord::Next,
        "coming" => TimeWord::Coming,
        "part" => TimeWord::Part(part(value)?),
        "edge" => TimeWord::Edge(part(value)?),
        "earlier" => TimeWord::Earlier,
        "later" => TimeWord::Later,
        "ago" => TimeWord::Ago,
        "in" => TimeWord::In,
        "within" => TimeWord::Within,
        "of" => TimeWord::Of,
        "the" => TimeWord::The,
        "on" => TimeWord::On,
        "and" => TimeWord::And,
        "or" => TimeWord::Or,
        "to" => TimeWord::To,
        "from" => TimeWord::From,
        "between" => TimeWord::Between,
        "since" => TimeWord::Since,
        "starting" => TimeWord::Starting,
        "until" => TimeWord::Until,
        "before" => TimeWord::Before,
        "after" => TimeWord::After,
        "by" => TimeWord::By,
        "during" => TimeWord::During,
        "every" => TimeWord::Every,
        "other" => TimeWord::Other,
        "all" => TimeWord::All,
        "recurring" => TimeWord::Recurring(Unit::from_name(value)?),
        "times" => TimeWord::Times,
        "holiday" => TimeWord::Holiday(match value {
            "christmas" => Holiday::Christmas,
            "easter" => Holiday::Easter,
            _ => return None,
        }),
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        _ => return None,
    })
}
