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
    /// Whether the words make it inexact ("about", "more than").
    pub approximate: bool,
    /// What it is a share or a count of.
    pub of: Option<String>,
    /// The words.
    pub span: Span,
}
