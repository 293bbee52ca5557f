//! Statements and claims: what was said, and what of it may be disputed.

use crate::{ActorId, ClaimId, Domain, Span, StatementId, When};

/// Somebody said something, through a channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its id in the reading.
    pub id: StatementId,
    /// Who said it, where the text names anyone.
    pub speaker: Option<ActorId>,
    /// How the words are given.
    pub form: StatementForm,
    /// What was said.
    pub content: Span,
    /// The word that says that it was said.
    pub cue: Option<Span>,
    /// The channel in short normal form: "Truth Social", "interview: CNN".
    pub channel: Option<String>,
    /// To whom.
    pub addressees: Vec<ActorId>,
    /// When.
    pub when: Option<When>,
    /// The fields of policy that it is about.
    pub domains: Vec<Domain>,
    /// The one whose word is the only ground for it, where somebody else says that it was
    /// said.
    pub reported_by: Option<ActorId>,
    /// What the article remarks on it.
    pub remarks: Vec<Remark>,
    /// The words that say so.
    pub evidence: Span,
    /// The share of such records that are right, from 0 to 1.
    pub confidence: f32,
}

/// How the words of a statement are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatementForm {
    /// Verbatim.
    Direct,
    /// Reported, with words quoted inside.
    Mixed,
    /// Reported.
    Indirect,
}

impl StatementForm {
    /// All of them.
    pub const ALL: [StatementForm; 3] =
        [StatementForm::Direct, StatementForm::Mixed, StatementForm::Indirect];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            StatementForm::Direct => "direct",
            StatementForm::Mixed => "mixed",
            StatementForm::Indirect => "indirect",
        }
    }
}

/// The part of a statement that may be disputed.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its id in the reading.
    pub id: ClaimId,
    /// What sort of claim it is.
    pub kind: ClaimKind,
    /// Whose claim it is.
    pub by: Option<ActorId>,
    /// Whom it is about.
    pub about: Vec<ActorId>,
    /// The statement that it was made in.
    pub statement: Option<StatementId>,
    /// The claim that it denies, admits, takes back, gives proof of or leaves without an
    /// answer.
    pub answers: Option<ClaimId>,
    /// What is claimed.
    pub content: Span,
    /// What the article remarks on it.
    pub remarks: Vec<Remark>,
    /// The words that say so.
    pub evidence: Span,
    /// The share of such records that are right, from 0 to 1.
    pub confidence: f32,
}

/// What sort of claim a [`Claim`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimKind {
    /// Somebody did or is something blameworthy.
    Allegation,
    /// An allegation is not so.
    Denial,
    /// Something is so that another side contests.
    Assertion,
    /// Something will be so.
    Prediction,
    /// What is alleged of the speaker is so.
    Admission,
    /// What the speaker alleged is taken back.
    Retraction,
    /// Something is shown or named that is to prove an allegation.
    Proof,
    /// Asked about what is alleged, somebody gave no answer.
    Silence,
}

impl ClaimKind {
    /// All of them.
    pub const ALL: [ClaimKind; 8] = [
        ClaimKind::Allegation,
        ClaimKind::Denial,
        ClaimKind::Assertion,
        ClaimKind::Prediction,
        ClaimKind::Admission,
        ClaimKind::Retraction,
        ClaimKind::Proof,
        ClaimKind::Silence,
    ];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            ClaimKind::Allegation => "allegation",
            ClaimKind::Denial => "denial",
            ClaimKind::Assertion => "assertion",
            ClaimKind::Prediction => "prediction",
            ClaimKind::Admission => "admission",
            ClaimKind::Retraction => "retraction",
            ClaimKind::Proof => "proof",
            ClaimKind::Silence => "silence",
        }
    }
}

/// What an article remarks, in its own name, on something that was said. It is the
/// article's word, not Chancery's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it says.
    pub kind: RemarkKind,
    /// The words.
    pub span: Span,
}

/// What sort of remark a [`Remark`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RemarkKind {
    /// The speaker gave no evidence: "without providing evidence".
    Unproven,
    /// Nobody could confirm it: "could not be independently verified".
    Unverified,
    /// It is not so: "falsely", "baselessly".
    Untrue,
}

impl RemarkKind {
    /// All of them.
    pub const ALL: [RemarkKind; 3] =
        [RemarkKind::Unproven, RemarkKind::Unverified, RemarkKind::Untrue];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            RemarkKind::Unproven => "unproven",
            RemarkKind::Unverified => "unverified",
            RemarkKind::Untrue => "untrue",
        }
    }
}
