//! Facts of records: events, statements, claims, commitments and proposals in
//! the one form that the index keeps.
//!
//! Goes in: a reading. Comes out: each of its records, with the parties on each
//! side. Nothing is written here.

use std::collections::BTreeSet;

use chancery_model::{
    ActorId, Claim, Commitment, Event, Party, Place, Proposal, Reading, Span, Statement, When,
};

/// One record, whatever its kind.
pub(super) struct RecordFact<'a> {
    /// The letter that its id starts with.
    pub(super) kind: &'static str,
    /// The number in its id.
    pub(super) number: i64,
    /// PLOVER's event, or the kind or form of the record.
    pub(super) code: Option<&'static str>,
    pub(super) mode: Option<&'a str>,
    /// An event's standing, a commitment's status.
    pub(super) state: Option<&'static str>,
    pub(super) channel: Option<&'a str>,
    pub(super) place: Option<&'a Place>,
    pub(super) reported_by: Option<&'a Party>,
    pub(super) statement: Option<i64>,
    pub(super) answers: Option<i64>,
    pub(super) when: Option<&'a When>,
    pub(super) score: Option<f32>,
    pub(super) content: Option<Span>,
    pub(super) evidence: Span,
    pub(super) confidence: f32,
    pub(super) sides: Sides<'a>,
}

/// The parties of a record with their sides, each once.
#[derive(Default)]
pub(super) struct Sides<'a>(pub(super) BTreeSet<(&'static str, &'a str)>);

impl<'a> Sides<'a> {
    fn with(
        mut self,
        side: &'static str,
        reading: &'a Reading,
        actors: impl IntoIterator<Item = &'a ActorId>,
    ) -> Sides<'a> {
        let parties = actors.into_iter().filter_map(|actor| reading.party(*actor));
        self.0.extend(parties.map(|party| (side, party.as_str())));
        self
    }

    /// Adds those that the words name, other than the one who says them.
    fn with_named_in(
        mut self,
        reading: &'a Reading,
        content: Span,
        speaker: Option<ActorId>,
    ) -> Sides<'a> {
        let named = reading.actors.iter().filter(|actor| {
            Some(actor.id) != speaker
                && actor.mentions.iter().any(|mention| content.contains(mention.span))
        });
        let parties = named.filter_map(|actor| actor.party.as_ref());
        self.0.extend(parties.map(|party| ("about", party.as_str())));
        self
    }
}

/// Returns the reading's records.
pub(super) fn facts(reading: &Reading) -> impl Iterator<Item = RecordFact<'_>> {
    let events = reading.events.iter().map(|event| of_event(reading, event));
    let statements = reading.statements.iter().map(|statement| of_statement(reading, statement));
    let claims = reading.claims.iter().map(|claim| of_claim(reading, claim));
    let commitments = reading.commitments.iter().map(|plan| of_commitment(reading, plan));
    let proposals = reading.proposals.iter().map(|proposal| of_proposal(reading, proposal));
    events
        .zip(1..)
        .chain(statements.zip(1..))
        .chain(claims.zip(1..))
        .chain(commitments.zip(1..))
        .chain(proposals.zip(1..))
        .map(|(fact, number)| RecordFact { number, ..fact })
}

/// A fact of nothing but its kind, evidence and confidence. Records are
/// numbered by their place in the list, as their ids are.
fn bare(kind: &'static str, evidence: Span, confidence: f32) -> RecordFact<'static> {
    RecordFact {
        kind,
        number: 0,
        code: None,
        mode: None,
        state: None,
        channel: None,
        place: None,
        reported_by: None,
        statement: None,
        answers: None,
        when: None,
        score: None,
        content: None,
        evidence,
        confidence,
        sides: Sides::default(),
    }
}

fn of_event<'a>(reading: &'a Reading, event: &'a Event) -> RecordFact<'a> {
    RecordFact {
        code: Some(event.kind.code()),
        mode: event.mode.as_ref().map(|mode| mode.code()),
        state: Some(event.standing.name()),
        place: event.place.as_ref(),
        reported_by: event.reported_by.as_ref(),
        when: event.when.as_ref(),
        score: Some(event.score),
        sides: Sides::default().with("actor", reading, &event.actors).with(
            "recipient",
            reading,
            &event.recipients,
        ),
        ..bare("e", event.evidence, event.confidence)
    }
}

fn of_statement<'a>(reading: &'a Reading, statement: &'a Statement) -> RecordFact<'a> {
    RecordFact {
        code: Some(statement.form.name()),
        channel: statement.channel.as_deref(),
        reported_by: statement.reported_by.and_then(|reporter| reading.party(reporter)),
        when: statement.when.as_ref(),
        content: Some(statement.content),
        sides: Sides::default()
            .with("speaker", reading, &statement.speaker)
            .with("addressee", reading, &statement.addressees)
            .with_named_in(reading, statement.content, statement.speaker),
        ..bare("s", statement.evidence, statement.confidence)
    }
}

fn of_claim<'a>(reading: &'a Reading, claim: &'a Claim) -> RecordFact<'a> {
    RecordFact {
        code: Some(claim.kind.name()),
        statement: claim.statement.map(|statement| statement.index() as i64 + 1),
        answers: claim.answers.map(|answered| answered.index() as i64 + 1),
        content: Some(claim.content),
        sides: Sides::default().with("speaker", reading, &claim.by).with(
            "about",
            reading,
            &claim.about,
        ),
        ..bare("c", claim.evidence, claim.confidence)
    }
}

fn of_commitment<'a>(reading: &'a Reading, plan: &'a Commitment) -> RecordFact<'a> {
    RecordFact {
        code: Some(plan.kind.name()),
        state: Some(plan.status.name()),
        place: plan.place.as_ref(),
        when: plan.when.as_ref(),
        sides: Sides::default().with("party", reading, &plan.parties).with(
            "arranger",
            reading,
            &plan.arranged_by,
        ),
        ..bare("k", plan.evidence, plan.confidence)
    }
}

fn of_proposal<'a>(reading: &'a Reading, proposal: &'a Proposal) -> RecordFact<'a> {
    RecordFact {
        content: Some(proposal.content),
        sides: Sides::default().with("speaker", reading, &proposal.by).with(
            "addressee",
            reading,
            &proposal.to,
        ),
        ..bare("p", proposal.evidence, proposal.confidence)
    }
}
