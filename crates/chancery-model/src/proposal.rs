//! Proposals, and the numbers in them.

use crate::{ActorId, Domain, ProposalId, QuantityId, Span};

/// What somebody puts forward.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its id in the reading.
    pub id: ProposalId,
    /// Who puts it forward.
    pub by: Option<ActorId>,
    /// To whom.
    pub to: Vec<ActorId>,
    /// The numbers in it.
    pub quantities: Vec<QuantityId>,
    /// The fields of policy that it belongs to.
    pub domains: Vec<Domain>,
    /// What is put forward.
    pub content: Span,
    /// The words that say so.
    pub evidence: Span,
    /// The share of such records that are right, from 0 to 1.
    pub confidence: f32,
}

/// A number with a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its id in the reading.
    pub id: QuantityId,
    /// The number, with its scale multiplied out.
    pub value: f64,
    /// ISO 4217 for money, UCUM where it has the unit, else a plain noun.
    pub unit: String,
    /// Whether the words make it inexact ("about", "nearly").
    pub approximate: bool,
    /// On which side of the number it lies, where the words say so ("more than").
    pub bound: Option<Bound>,
    /// What it is a share or a count of.
    pub of: Option<String>,
    /// The words.
    pub span: Span,
}

/// On which side of a number a quantity lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// "at least", or the lower end of a range.
    AtLeast,
    /// "more than".
    MoreThan,
    /// "up to", or the upper end of a range.
    AtMost,
    /// "less than".
    LessThan,
}

impl Bound {
    /// All of them.
    pub const ALL: [Bound; 4] = [Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            Bound::AtLeast => "at_least",
            Bound::MoreThan => "more_than",
            Bound::AtMost => "at_most",
            Bound::LessThan => "less_than",
        }
    }
}
