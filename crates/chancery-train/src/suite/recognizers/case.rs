//! A case: one expression of a specification, with its value.

use chancery_model::{Date, Span};
use serde_json::Value;

/// What an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Date,
    DateRange,
    Duration,
    Recurrence,
    /// A time of day, with a day or without.
    Clock,
}

impl Kind {
    /// Those that are scored.
    pub(super) const ALL: [Kind; 4] =
        [Kind::Date, Kind::DateRange, Kind::Duration, Kind::Recurrence];

    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::DateRange => "date range",
            Kind::Duration => "duration",
            Kind::Recurrence => "recurrence",
            Kind::Clock => "clock",
        }
    }
}

/// One of the values that an expression may have.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    pub(super) timex: String,
    /// The first day.
    pub(super) start: Option<Date>,
    /// The first day behind it.
    pub(super) end: Option<Date>,
    /// A day, or seconds.
    pub(super) value: String,
}

/// An expression with its sentence.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// The file, the place of its sentence in it, and its place in the sentence.
    pub(super) id: String,
    pub(super) input: String,
    /// When the sentence is written; empty where it does not say.
    pub(super) reference: String,
    pub(super) kind: Kind,
    /// The expression, in lower case.
    pub(super) words: String,
    /// Where it stands, in bytes.
    pub(super) span: Span,
    pub(super) values: Vec<Expected>,
}

/// Returns the cases of a file's specifications; nothing where it is of another form.
pub(super) fn cases(specifications: &[Value], name: &str) -> Option<Vec<Case>> {
    let mut out = Vec::new();
    for (idx, specification) in specifications.iter().enumerate() {
        let input = specification["Input"].as_str()?;
        for (place, result) in specification["Results"].as_array()?.iter().enumerate() {
            let kind = result["TypeName"].as_str().or(result["Type"].as_str()).unwrap_or("");
            let kind = match kind.trim_start_matches("datetimeV2.") {
                "date" => Kind::Date,
                "daterange" => Kind::DateRange,
                "duration" => Kind::Duration,
                "set" => Kind::Recurrence,
                _ => Kind::Clock,
            };
            let number = |key: &str| usize::try_from(result[key].as_u64()?).ok();
            let words = result["Text"].as_str()?.to_lowercase();
            let start = number("Start")?;
            let len = match number("End") {
                Some(end) => (end + 1).checked_sub(start)?,
                None => number("Length")?,
            };
            let byte =
                |points: usize| input.char_indices().nth(points).map_or(input.len(), |(at, _)| at);
            let values = result["Resolution"].get("values").or(result["Value"].get("values"));
            let values = values.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            out.push(Case {
                id: format!("{name}:{idx}:{place}"),
                input: input.to_owned(),
                reference: specification["Context"]["ReferenceDateTime"]
                    .as_str()
                    .unwrap_or("")
                    .to_owned(),
                kind,
                words,
                span: Span::new(byte(start), byte(start + len)),
                values: values.iter().map(expected).collect(),
            });
        }
    }
    Some(out)
}

fn expected(value: &Value) -> Expected {
    let string = |key: &str| value[key].as_str().unwrap_or("").to_owned();
    let day = |key: &str| value[key].as_str().and_then(|day| day.parse().ok());
    Expected {
        timex: string("timex"),
        start: day("start"),
        end: day("end"),
        value: string("value"),
    }
}
