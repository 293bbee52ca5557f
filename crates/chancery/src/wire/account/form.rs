//! The mirror of an account as `chancery.account/1` has it.
//!
//! The order of fields is the order of keys. Spans are in code points here and
//! only here.

use chancery_model as model;
use serde::Serialize;

use super::super::code::Code;

macro_rules! forms {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$about:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        pub(in crate::wire) struct $name {
            $($(#[$about])* pub(in crate::wire) $field: $type,)*
        }
    )*};
}

forms! {
    /// What is known of a pair.
    struct Account {
        schema: &'static str,
        pair: [String; 2],
        period: Period,
        articles: Vec<Article>,
        events: Vec<Event>,
        statements: Vec<Statement>,
        disputes: Vec<Dispute>,
        commitments: Vec<Commitment>,
        proposals: Vec<Proposal>,
        domains: Vec<Domain>,
        trajectory: Option<Trajectory>,
    }

    /// Commitments of one pair or several, seen from a day.
    struct Commitments {
        schema: &'static str,
        on: Option<Code<model::Date>>,
        patience: u16,
        left_out: usize,
        pairs: Vec<OfPair>,
    }

    /// Commitments of a pair, and the articles that they cite.
    struct OfPair {
        pair: [String; 2],
        articles: Vec<Article>,
        commitments: Vec<Commitment>,
    }

    /// The days that an account is cut to; null is open.
    struct Period {
        since: Option<Code<model::Date>>,
        until: Option<Code<model::Date>>,
    }

    /// A cited article.
    struct Article {
        id: String,
        source_id: Option<String>,
        url: Option<String>,
        site: Option<String>,
        title: Option<String>,
        published: Option<Code<model::Date>>,
        language: Option<String>,
        text: String,
    }

    /// What an entry rests on.
    struct Evidence {
        articles: usize,
        origins: usize,
        citations: Vec<Citation>,
        corrections: Vec<Correction>,
    }

    /// What somebody corrected of a record cited.
    struct Correction {
        change: &'static str,
        key: Option<String>,
        value: Option<String>,
        by: String,
        made: String,
        why: Option<String>,
    }

    /// One record of one article's reading.
    struct Citation {
        article: usize,
        record: Code<model::RecordId>,
        start: usize,
        end: usize,
        sentence: Span,
    }

    struct Span {
        start: usize,
        end: usize,
    }

    /// Words of one article.
    struct Passage {
        article: usize,
        start: usize,
        end: usize,
    }

    /// Somebody who acts, speaks or is acted upon.
    struct Participant {
        name: String,
        kind: Code<model::ActorKind>,
        party: Option<String>,
        role: Option<String>,
        wikidata: Option<String>,
    }

    struct When {
        start: Code<model::Date>,
        end: Option<Code<model::Date>>,
        precision: Code<model::Precision>,
        text: Option<String>,
    }

    struct Place {
        name: String,
        country: Option<String>,
    }

    struct Event {
        event: Code<model::EventKind>,
        mode: Option<&'static str>,
        contexts: Vec<Code<model::Context>>,
        domains: Vec<String>,
        actors: Vec<Participant>,
        recipients: Vec<Participant>,
        when: Option<When>,
        reported_on: Option<Code<model::Date>>,
        r#where: Option<Place>,
        standing: Code<model::Standing>,
        /// The party whose word is the only ground for it.
        reported_by: Option<String>,
        score: f32,
        confidence: f32,
        evidence: Evidence,
        revisions: Vec<Revision>,
    }

    /// What a later report says otherwise.
    struct Revision {
        field: &'static str,
        from: Revised,
        to: Revised,
        reported_on: Option<Code<model::Date>>,
        evidence: Evidence,
    }

    struct Statement {
        speaker: Participant,
        form: Code<model::StatementForm>,
        content: Passage,
        channel: Option<String>,
        addressees: Vec<Participant>,
        /// Those of the other party who are addressed or named.
        touches: Vec<Participant>,
        /// Whether the words themselves do so, not only their sentence.
        names_other: bool,
        when: Option<When>,
        reported_on: Option<Code<model::Date>>,
        /// The one on whose word all the reports rest.
        reported_by: Option<Participant>,
        remarks: Vec<Remark>,
        domains: Vec<String>,
        confidence: f32,
        evidence: Evidence,
    }

    /// What an article itself remarks on something said.
    struct Remark {
        kind: Code<model::RemarkKind>,
        content: Passage,
    }

    /// A claim, the answers to it, and its course; no answers: none is reported.
    struct Dispute {
        claim: Position,
        answers: Vec<Position>,
        course: Vec<Turn>,
        stands: Vec<Stand>,
        /// For how long nobody has answered, by the latest article; null where
        /// somebody has, or it was taken back.
        unanswered_days: Option<i32>,
    }

    /// One step of a dispute.
    struct Turn {
        kind: Code<model::ClaimKind>,
        /// Whether the same side had said so on an earlier day.
        again: bool,
        party: String,
        by: Option<Participant>,
        content: Passage,
        when: Option<When>,
        reported_on: Option<Code<model::Date>>,
        reported_by: Option<Participant>,
        evidence: Evidence,
    }

    /// Where a side stands.
    struct Stand {
        party: String,
        stance: &'static str,
        /// An index into the dispute's `course`.
        turn: usize,
    }

    struct Position {
        kind: Code<model::ClaimKind>,
        by: Option<Participant>,
        about: Vec<Participant>,
        content: Passage,
        reported_on: Option<Code<model::Date>>,
        last_reported_on: Option<Code<model::Date>>,
        reported_by: Option<Participant>,
        remarks: Vec<Remark>,
        confidence: f32,
        evidence: Evidence,
    }

    struct Commitment {
        kind: Code<model::CommitmentKind>,
        parties: Vec<Participant>,
        arranged_by: Vec<Participant>,
        r#where: Option<Place>,
        when: Option<When>,
        status: Code<model::CommitmentStatus>,
        outcome: &'static str,
        history: Vec<Step>,
        domains: Vec<String>,
        confidence: f32,
        evidence: Evidence,
    }

    /// A change in the status or the date of a commitment.
    struct Step {
        reported_on: Option<Code<model::Date>>,
        status: Code<model::CommitmentStatus>,
        when: Option<When>,
        evidence: Evidence,
    }

    struct Proposal {
        by: Participant,
        to: Vec<Participant>,
        content: Passage,
        quantities: Vec<Quantity>,
        domains: Vec<String>,
        when: Option<When>,
        reported_on: Option<Code<model::Date>>,
        confidence: f32,
        evidence: Evidence,
    }

    struct Quantity {
        value: f64,
        unit: String,
        approximate: bool,
        bound: Option<Code<model::Bound>>,
        of: Option<String>,
        content: Passage,
        /// What part of each party's economy or population it is, where known.
        shares: Vec<Share>,
    }

    struct Share {
        measure: &'static str,
        party: String,
        year: i16,
        figure: f64,
        share: f64,
    }

    /// The daily levels and the phases.
    struct Trajectory {
        start: Code<model::Date>,
        end: Code<model::Date>,
        half_life_days: usize,
        /// Indices into the account's events.
        events: Vec<usize>,
        levels: Vec<Levels>,
        phases: Vec<Phase>,
    }

    /// A level a day in one direction; both are null where they act together.
    struct Levels {
        actor: Option<String>,
        recipient: Option<String>,
        values: Vec<f32>,
        errors: Vec<f32>,
        weights: Vec<f32>,
    }

    struct Phase {
        start: Code<model::Date>,
        end: Code<model::Date>,
        /// The days between which the change into it lies; null for the first.
        change: Option<Change>,
        mean: f32,
        error: Option<f32>,
        /// Whether too few days have events to say much of the mean.
        few_reports: bool,
        n_events: usize,
        n_days: usize,
        shares: QuadShares,
        /// Indices into the account's events, at most ten of each.
        opening: Vec<usize>,
        main: Vec<usize>,
    }

    struct Change {
        earliest: Code<model::Date>,
        latest: Code<model::Date>,
    }

    struct QuadShares {
        verbal_cooperation: f32,
        material_cooperation: f32,
        verbal_conflict: f32,
        material_conflict: f32,
    }

    /// A field of policy, with both parties in the order of `pair`.
    struct Domain {
        domain: String,
        sides: [DomainSide; 2],
        outcome: &'static str,
        plans: Plans,
    }

    /// Indices into the account's lists.
    struct DomainSide {
        party: String,
        statements: Vec<usize>,
        deeds: Vec<usize>,
        proposals: Vec<usize>,
        actors: Vec<ActorPosition>,
        scoreboard: Cells,
    }

    /// The same by actor.
    struct ActorPosition {
        actor: Participant,
        statements: Vec<usize>,
        deeds: Vec<usize>,
        proposals: Vec<usize>,
    }

    /// Indices into the account's events, by quad class.
    struct Cells {
        verbal_cooperation: Vec<usize>,
        material_cooperation: Vec<usize>,
        verbal_conflict: Vec<usize>,
        material_conflict: Vec<usize>,
    }

    /// Indices into the account's commitments.
    struct Plans {
        made: Vec<usize>,
        held: Vec<usize>,
    }
}

/// A value of an event that is revised.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(in crate::wire) enum Revised {
    Date(Code<model::Date>),
    Place(Place),
    Parties(Vec<String>),
}
