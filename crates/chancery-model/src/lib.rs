//! This crate provides the words of Chancery as plain types.
//!
//! The principal type is [`Reading`]: all that was read from one [`Page`].
//! Everything in it points at a [`Span`] of its [`Article`]. Nothing here reads
//! or writes: no files, no clock, no serialisation.

#![deny(missing_docs)]

mod actor;
mod article;
mod commitment;
mod correction;
mod event;
mod id;
mod page;
mod plover;
mod proposal;
mod reading;
mod span;
mod statement;
mod time;

pub use actor::{Actor, ActorKind, Mention, MentionForm, Pair, Party};
pub use article::{Article, Block, BlockKind, DateSource, DatedFrom};
pub use commitment::{Commitment, CommitmentKind, CommitmentStatus};
pub use correction::{Change, Correction, RecordKey};
pub use event::{Event, Standing};
pub use id::{
    ActorId, ClaimId, CommitmentId, EventId, NotAnId, ProposalId, QuantityId, RecordId, RecordKind,
    StatementId,
};
pub use page::{Form, Page};
pub use plover::{Context, EventKind, Mode, NotPlover, Quad, Sector};
pub use proposal::{Bound, Proposal, Quantity};
pub use reading::{Coder, Domain, DomainWeight, Problem, Reading};
pub use span::Span;
pub use statement::{Claim, ClaimKind, Remark, RemarkKind, Statement, StatementForm};
pub use time::{Date, Place, Precision, When};
