//! Events: somebody did something to somebody.

use crate::{ActorId, Context, EventId, EventKind, Mode, Party, Place, Span, When};

/// Something that one party did to, with or towards another, in PLOVER's terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id in the reading.
    pub id: EventId,
    /// PLOVER's event.
    pub kind: EventKind,
    /// PLOVER's mode of that event, where it is clear.
    pub mode: Option<Mode>,
    /// The fields of policy that it belongs to.
    pub contexts: Vec<Context>,
    /// Who did it; everyone, where the act is mutual.
    pub actors: Vec<ActorId>,
    /// To whom; nobody, where the act is mutual.
    pub recipients: Vec<ActorId>,
    /// When.
    pub when: Option<When>,
    /// Where.
    pub place: Option<Place>,
    /// Whether it happened.
    pub standing: Standing,
    /// The party whose word is the only ground for it.
    pub reported_by: Option<Party>,
    /// PLOVER's score, from -10 (conflict) to 10 (cooperation).
    pub score: f32,
    /// The words that say so.
    pub evidence: Span,
    /// The share of such records that are right, from 0 to 1.
    pub confidence: f32,
}

/// Whether an event happened: PLOVER's auxiliary modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// It has happened, or is happening.
    Actual,
    /// It is announced for the future.
    Planned,
    /// It depends on a condition, is considered or feared.
    Hypothetical,
    /// The text says that it did not happen.
    Negated,
    /// It is older background.
    Historical,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 5] = [
        Standing::Actual,
        Standing::Planned,
        Standing::Hypothetical,
        Standing::Negated,
        Standing::Historical,
    ];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Actual => "actual",
            Standing::Planned => "planned",
            Standing::Hypothetical => "hypothetical",
            Standing::Negated => "negated",
            Standing::Historical => "historical",
        }
    }
}
