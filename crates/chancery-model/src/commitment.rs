//! Commitments: what is planned, promised or agreed, and what became of it.

use crate::{ActorId, CommitmentId, Place, Span, When};

/// Something planned, promised or agreed, and its status.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// Its id in the reading.
    pub id: CommitmentId,
    /// What is planned.
    pub kind: CommitmentKind,
    /// Who is to take part.
    pub parties: Vec<ActorId>,
    /// Who arranges it.
    pub arranged_by: Vec<ActorId>,
    /// Where it is to be.
    pub place: Option<Place>,
    /// When it is to be.
    pub when: Option<When>,
    /// How far it has come.
    pub status: CommitmentStatus,
    /// The words that say so.
    pub evidence: Span,
    /// The share of such records that are right, from 0 to 1.
    pub confidence: f32,
}

/// What is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CommitmentKind {
    /// A meeting or a summit.
    Meeting,
    /// A visit.
    Visit,
    /// A call.
    Call,
    /// Talks over a time.
    Talks,
    /// An agreement to be signed.
    Agreement,
    /// Aid to be given.
    Aid,
    /// A withdrawal.
    Withdrawal,
    /// A measure to take effect.
    Measure,
    /// Anything else.
    Other,
}

impl CommitmentKind {
    /// All of them.
    pub const ALL: [CommitmentKind; 9] = [
        CommitmentKind::Meeting,
        CommitmentKind::Visit,
        CommitmentKind::Call,
        CommitmentKind::Talks,
        CommitmentKind::Agreement,
        CommitmentKind::Aid,
        CommitmentKind::Withdrawal,
        CommitmentKind::Measure,
        CommitmentKind::Other,
    ];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            CommitmentKind::Meeting => "meeting",
            CommitmentKind::Visit => "visit",
            CommitmentKind::Call => "call",
            CommitmentKind::Talks => "talks",
            CommitmentKind::Agreement => "agreement",
            CommitmentKind::Aid => "aid",
            CommitmentKind::Withdrawal => "withdrawal",
            CommitmentKind::Measure => "measure",
            CommitmentKind::Other => "other",
        }
    }
}

/// How far a commitment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CommitmentStatus {
    /// One side offers or invites.
    Proposed,
    /// Said to be coming, without a date.
    Announced,
    /// Said to be coming, with a date.
    Scheduled,
    /// It took place.
    Held,
    /// It was put off or brought forward.
    Moved,
    /// It was called off.
    Cancelled,
    /// A party says that there is no such plan.
    Denied,
}

impl CommitmentStatus {
    /// All of them.
    pub const ALL: [CommitmentStatus; 7] = [
        CommitmentStatus::Proposed,
        CommitmentStatus::Announced,
        CommitmentStatus::Scheduled,
        CommitmentStatus::Held,
        CommitmentStatus::Moved,
        CommitmentStatus::Cancelled,
        CommitmentStatus::Denied,
    ];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            CommitmentStatus::Proposed => "proposed",
            CommitmentStatus::Announced => "announced",
            CommitmentStatus::Scheduled => "scheduled",
            CommitmentStatus::Held => "held",
            CommitmentStatus::Moved => "moved",
            CommitmentStatus::Cancelled => "cancelled",
            CommitmentStatus::Denied => "denied",
        }
    }
}
