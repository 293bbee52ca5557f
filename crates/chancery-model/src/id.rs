//! Names of records within one reading: `a1`, `e3`, `k2`.

use std::fmt;
use std::str::FromStr;

/// An id that could not be read back, such as `x7` for an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id of this kind of record")
    }
}

impl std::error::Error for NotAnId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $letter:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// Returns the id of the record at `index` of its list.
            pub fn from_index(index: usize) -> $name {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Returns the index of the record in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), u64::from(self.0) + 1)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<$name, NotAnId> {
                let digits = text.strip_prefix($letter).ok_or(NotAnId)?;
                // An id is written in one way: numbers have neither sign nor
                // leading zeros.
                if !digits.starts_with(|digit: char| matches!(digit, '1'..='9')) {
                    return Err(NotAnId);
                }
                let number: u32 = digits.parse().map_err(|_| NotAnId)?;
                number.checked_sub(1).map($name).ok_or(NotAnId)
            }
        }
    )*};
}

ids! {
    /// The id of an actor of a reading.
    ActorId = "a";
    /// The id of an event of a reading.
    EventId = "e";
    /// The id of a statement of a reading.
    StatementId = "s";
    /// The id of a claim of a reading.
    ClaimId = "c";
    /// The id of a commitment of a reading.
    CommitmentId = "k";
    /// The id of a proposal of a reading.
    ProposalId = "p";
    /// The id of a quantity of a reading.
    QuantityId = "q";
}

/// Any record of a reading, by its kind and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordId {
    /// An event.
    Event(EventId),
    /// A statement.
    Statement(StatementId),
    /// A claim.
    Claim(ClaimId),
    /// A commitment.
    Commitment(CommitmentId),
    /// A proposal.
    Proposal(ProposalId),
}

impl RecordId {
    /// Returns what kind of record it names.
    pub fn kind(self) -> RecordKind {
        match self {
            RecordId::Event(_) => RecordKind::Event,
            RecordId::Statement(_) => RecordKind::Statement,
            RecordId::Claim(_) => RecordKind::Claim,
            RecordId::Commitment(_) => RecordKind::Commitment,
            RecordId::Proposal(_) => RecordKind::Proposal,
        }
    }

    /// Returns the index of the record in the list of its kind.
    pub fn index(self) -> usize {
        match self {
            RecordId::Event(id) => id.index(),
            RecordId::Statement(id) => id.index(),
            RecordId::Claim(id) => id.index(),
            RecordId::Commitment(id) => id.index(),
            RecordId::Proposal(id) => id.index(),
        }
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordId::Event(id) => id.fmt(f),
            RecordId::Statement(id) => id.fmt(f),
            RecordId::Claim(id) => id.fmt(f),
            RecordId::Commitment(id) => id.fmt(f),
            RecordId::Proposal(id) => id.fmt(f),
        }
    }
}

impl FromStr for RecordId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<RecordId, NotAnId> {
        match text.as_bytes().first() {
            Some(b'e') => text.parse().map(RecordId::Event),
            Some(b's') => text.parse().map(RecordId::Statement),
            Some(b'c') => text.parse().map(RecordId::Claim),
            Some(b'k') => text.parse().map(RecordId::Commitment),
            Some(b'p') => text.parse().map(RecordId::Proposal),
            _ => Err(NotAnId),
        }
    }
}

/// The kinds of records that an account is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// Somebody did something to somebody.
    Event,
    /// Somebody said something.
    Statement,
    /// What of it may be disputed.
    Claim,
    /// What is planned.
    Commitment,
    /// What is put forward.
    Proposal,
}

impl RecordKind {
    /// All of them.
    pub const ALL: [RecordKind; 5] = [
        RecordKind::Event,
        RecordKind::Statement,
        RecordKind::Claim,
        RecordKind::Commitment,
        RecordKind::Proposal,
    ];

    /// Returns the name that is shown.
    pub fn name(self) -> &'static str {
        match self {
            RecordKind::Event => "event",
            RecordKind::Statement => "statement",
            RecordKind::Claim => "claim",
            RecordKind::Commitment => "commitment",
            RecordKind::Proposal => "proposal",
        }
    }

    /// Returns the letter that the ids of its records start with.
    pub fn letter(self) -> &'static str {
        match self {
            RecordKind::Event => "e",
            RecordKind::Statement => "s",
            RecordKind::Claim => "c",
            RecordKind::Commitment => "k",
            RecordKind::Proposal => "p",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_count_from_one_and_read_back() {
        let id = EventId::from_index(2);
        assert_eq!(id.to_string(), "e3");
        assert_eq!("e3".parse(), Ok(id));
        for other in ["e0", "e03", "e+3", "e", "e3 ", "e4294967296"] {
            assert_eq!(other.parse::<EventId>(), Err(NotAnId), "{other}");
        }
        assert_eq!("a3".parse::<EventId>(), Err(NotAnId));
        assert_eq!("k1".parse(), Ok(RecordId::Commitment(CommitmentId::from_index(0))));
    }
}
