//! A reading: all that was read from one page.

use std::borrow::Cow;

use crate::{
    Actor, ActorId, Article, Claim, Commitment, Event, Party, Proposal, Quantity, RecordId, Span,
    Statement,
};

/// A field of policy: drugs, energy, trade, migration, and the user's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Domain(pub String);

/// All that was read from one page, with problems and the coder's version.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What read it.
    pub coder: Coder,
    /// What the page says.
    pub article: Article,
    /// The sentences of the article's text, in order.
    pub sentences: Vec<Span>,
    /// Those named.
    pub actors: Vec<Actor>,
    /// What was done.
    pub events: Vec<Event>,
    /// What was said.
    pub statements: Vec<Statement>,
    /// What was alleged, denied, asserted, predicted.
    pub claims: Vec<Claim>,
    /// What is planned.
    pub commitments: Vec<Commitment>,
    /// What is put forward.
    pub proposals: Vec<Proposal>,
    /// The numbers with units.
    pub quantities: Vec<Quantity>,
    /// The fields of policy, heaviest first.
    pub domains: Vec<DomainWeight>,
    /// What could not be read, and why.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Returns a reading in which nothing has been read yet.
    pub fn empty(coder: Coder, article: Article) -> Reading {
        Reading {
            coder,
            article,
            sentences: Vec::new(),
            actors: Vec::new(),
            events: Vec::new(),
            statements: Vec::new(),
            claims: Vec::new(),
            commitments: Vec::new(),
            proposals: Vec::new(),
            quantities: Vec::new(),
            domains: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Returns the actor of that id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// Returns the party on whose behalf the actor of that id acts.
    pub fn party(&self, id: ActorId) -> Option<&Party> {
        self.actor(id).and_then(|actor| actor.party.as_ref())
    }

    /// Returns the sentence that the span starts in.
    pub fn sentence_at(&self, span: Span) -> Option<Span> {
        let after = self.sentences.partition_point(|sentence| sentence.start <= span.start);
        let sentence = *self.sentences.get(after.checked_sub(1)?)?;
        (span.start < sentence.end).then_some(sentence)
    }

    /// Returns the span with the whole sentences that it starts and ends in.
    pub fn sentences_around(&self, span: Span) -> Span {
        let last = span.end.saturating_sub(1).max(span.start);
        let ends = [Span::new(span.start, span.start), Span::new(last, last)];
        let sentences = ends.into_iter().filter_map(|end| self.sentence_at(end));
        sentences.fold(span, Span::join)
    }
}

/// What made a reading: equal coders read equal bytes alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Coder {
    /// The program's version.
    pub version: String,
    /// The name of the weights, or `none`.
    pub weights: String,
    /// A hash of the codebook.
    pub codebook: String,
}

/// How much of an article lies in a field of policy, and which records.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainWeight {
    /// The field.
    pub domain: Domain,
    /// Those who act or speak in it.
    pub actors: Vec<ActorId>,
    /// The records that belong to it.
    pub records: Vec<RecordId>,
    /// Its share of the article's words about policy, from 0 to 1.
    pub weight: f32,
}

/// Something about a page that could not be read, or was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A short stable name, such as `page-too-deep`; a reading that comes back
    /// from a store may hold one that this version no longer makes.
    pub code: Cow<'static, str>,
    /// What went wrong, for a person.
    pub message: String,
}
