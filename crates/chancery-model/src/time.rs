//! Days and periods.

pub use jiff::civil::Date;

/// When something happened, happens or is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The first day.
    pub start: Date,
    /// The last day, or nothing for a period without an end.
    pub end: Option<Date>,
    /// How exact the words are.
    pub precision: Precision,
    /// The words, where the text has any.
    pub text: Option<String>,
}

impl When {
    /// Returns that one day.
    pub fn day(date: Date) -> When {
        When { start: date, end: Some(date), precision: Precision::Day, text: None }
    }
}

/// How exact a [`When`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// A start or an end alone.
    Open,
}

impl Precision {
    /// All of them, most exact first.
    pub const ALL: [Precision; 6] = [
        Precision::Day,
        Precision::Week,
        Precision::Month,
        Precision::Quarter,
        Precision::Year,
        Precision::Open,
    ];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Quarter => "quarter",
            Precision::Year => "year",
            Precision::Open => "open",
        }
    }
}

/// Where something happened, happens or is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The words for it, as in "the White House".
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
}
