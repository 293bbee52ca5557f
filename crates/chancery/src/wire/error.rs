//! What can be wrong with a record that comes back.

/// Why a record could not be read back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not JSON, or not of this shape; the source says where.
    #[error("not a record of this form")]
    Shape(#[from] serde_json::Error),
    /// The text is of another form or version.
    #[error("the form '{found}' is not '{expected}'")]
    Form {
        /// What its `schema` says.
        found: String,
        /// What it should say.
        expected: &'static str,
    },
    /// A span ends before it starts, or lies outside the article's text.
    #[error("the span {start}..{end} is not inside a text of {length} code points")]
    Span {
        /// The first code point inside.
        start: usize,
        /// The first code point after.
        end: usize,
        /// The number of code points of the text.
        length: usize,
    },
    /// An actor does not stand at the place in the list that its id names.
    #[error("the actor '{found}' stands where '{expected}' should")]
    ActorOrder {
        /// The id that stands there.
        found: String,
        /// The id that belongs there.
        expected: String,
    },
    /// PLOVER's event has no such mode.
    #[error("the event {event} has no mode '{mode}'")]
    Mode {
        /// PLOVER's event.
        event: String,
        /// The mode that it does not have.
        mode: String,
    },
    /// A date came without where it was found, or the other way round.
    #[error("'{field}' and '{field}_from' are not both there or both absent")]
    DateSource {
        /// The key of the date.
        field: &'static str,
    },
}
