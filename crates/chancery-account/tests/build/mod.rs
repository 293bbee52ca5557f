//! Readings built by hand, a sentence at a time.
//!
//! Goes in: names, sentences and the records that lie in them. Comes out: a
//! [`Reading`] whose spans fit its text. It reads nothing: every record is as
//! the test wants it.

use chancery_model::{
    Actor, ActorId, ActorKind, Article, Block, BlockKind, Claim, ClaimId, ClaimKind, Coder,
    Commitment, CommitmentId, CommitmentKind, CommitmentStatus, Date, DateSource, DatedFrom, Event,
    EventId, EventKind, Mention, MentionForm, Mode, Party, Proposal, ProposalId, Quantity,
    QuantityId, Reading, Span, Standing, Statement, StatementForm, StatementId, When,
};

/// A reading under construction.
pub(crate) struct Builder {
    reading: Reading,
}

/// Returns the day that ISO 8601 writes so.
pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("the test writes a date")
}

/// Returns that day as when something happens.
pub(crate) fn on(text: &str) -> Option<When> {
    Some(When::day(day(text)))
}

impl Builder {
    /// Starts an article of that id and date; an empty date is none.
    pub(crate) fn new(id: &str, published: &str) -> Builder {
        let published = (!published.is_empty())
            .then(|| DatedFrom { date: day(published), source: DateSource::Given });
        let article = Article {
            id: format!("sha256:{id}"),
            url: Some(format!("https://news.example/{id}")),
            site: Some("Example Daily".into()),
            title: Some(format!("Report {id}")),
            published,
            language: Some("en".into()),
            ..Article::default()
        };
        Builder { reading: Reading::empty(Coder::default(), article) }
    }

    /// Adds somebody; mentions are found when the reading is finished.
    pub(crate) fn actor(&mut self, name: &str, party: &str, kind: ActorKind) -> ActorId {
        let id = ActorId::from_index(self.reading.actors.len());
        self.reading.actors.push(Actor {
            id,
            name: name.into(),
            kind,
            party: Some(Party(party.into())),
            country: Some(party.into()),
            sector: None,
            role: None,
            wikidata: None,
            mentions: Vec::new(),
        });
        id
    }

    pub(crate) fn person(&mut self, name: &str, party: &str) -> ActorId {
        self.actor(name, party, ActorKind::Person)
    }

    pub(crate) fn state(&mut self, name: &str, party: &str) -> ActorId {
        self.actor(name, party, ActorKind::State)
    }

    /// Adds a paragraph of one sentence and returns its span.
    pub(crate) fn sentence(&mut self, words: &str) -> Span {
        let text = &mut self.reading.article.text;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(words);
        let span = Span::new(start, text.len());
        self.reading.sentences.push(span);
        let block = Block { kind: BlockKind::Paragraph, span, href: None };
        self.reading.article.blocks.push(block);
        span
    }

    /// Returns the span of words of the last sentence.
    pub(crate) fn words(&self, words: &str) -> Span {
        let sentence = self.reading.sentences.last().expect("a sentence was added");
        let at = sentence.of(&self.reading.article.text).find(words).expect("the words are there");
        Span::new(sentence.start + at, sentence.start + at + words.len())
    }

    pub(crate) fn event(
        &mut self,
        kind: EventKind,
        mode: Option<&str>,
        actors: &[ActorId],
        recipients: &[ActorId],
        evidence: Span,
    ) -> &mut Event {
        let mode = mode.map(|code| Mode::new(kind, code).expect("the test names a mode"));
        self.reading.events.push(Event {
            id: EventId::from_index(self.reading.events.len()),
            kind,
            mode,
            contexts: Vec::new(),
            actors: actors.to_vec(),
            recipients: recipients.to_vec(),
            when: None,
            place: None,
            standing: Standing::Actual,
            reported_by: None,
            score: mode.map_or(kind.score(), Mode::score),
            evidence,
            confidence: 0.9,
        });
        self.reading.events.last_mut().expect("it was just added")
    }

    pub(crate) fn statement(
        &mut self,
        speaker: ActorId,
        form: StatementForm,
        content: Span,
        evidence: Span,
    ) -> &mut Statement {
        self.reading.statements.push(Statement {
            id: StatementId::from_index(self.reading.statements.len()),
            speaker: Some(speaker),
            form,
            content,
            cue: None,
            channel: None,
            addressees: Vec::new(),
            when: None,
            domains: Vec::new(),
            reported_by: None,
            remarks: Vec::new(),
            evidence,
            confidence: 0.9,
        });
        self.reading.statements.last_mut().expect("it was just added")
    }

    pub(crate) fn claim(
        &mut self,
        kind: ClaimKind,
        by: Option<ActorId>,
        about: &[ActorId],
        content: Span,
        evidence: Span,
    ) -> &mut Claim {
        self.reading.claims.push(Claim {
            id: ClaimId::from_index(self.reading.claims.len()),
            kind,
            by,
            about: about.to_vec(),
            statement: None,
            answers: None,
            content,
            remarks: Vec::new(),
            evidence,
            confidence: 0.9,
        });
        self.reading.claims.last_mut().expect("it was just added")
    }

    pub(crate) fn commitment(
        &mut self,
        kind: CommitmentKind,
        status: CommitmentStatus,
        parties: &[ActorId],
        evidence: Span,
    ) -> &mut Commitment {
        self.reading.commitments.push(Commitment {
            id: CommitmentId::from_index(self.reading.commitments.len()),
            kind,
            parties: parties.to_vec(),
            arranged_by: Vec::new(),
            place: None,
            when: None,
            status,
            evidence,
            confidence: 0.9,
        });
        self.reading.commitments.last_mut().expect("it was just added")
    }

    pub(crate) fn quantity(&mut self, value: f64, unit: &str, span: Span) -> QuantityId {
        let id = QuantityId::from_index(self.reading.quantities.len());
        self.reading.quantities.push(Quantity {
            id,
            value,
            unit: unit.into(),
            approximate: false,
            bound: None,
            of: None,
            span,
        });
        id
    }

    pub(crate) fn proposal(&mut self, by: ActorId, content: Span, evidence: Span) -> &mut Proposal {
        self.reading.proposals.push(Proposal {
            id: ProposalId::from_index(self.reading.proposals.len()),
            by: Some(by),
            to: Vec::new(),
            quantities: Vec::new(),
            domains: Vec::new(),
            content,
            evidence,
            confidence: 0.9,
        });
        self.reading.proposals.last_mut().expect("it was just added")
    }

    /// Returns the reading, with every name and surname found in its text.
    pub(crate) fn finish(mut self) -> Reading {
        let text = self.reading.article.text.clone();
        for actor in &mut self.reading.actors {
            let surname = actor.name.split_whitespace().last().unwrap_or(&actor.name);
            let found = text.match_indices(surname).map(|(start, words)| Mention {
                span: Span::new(start, start + words.len()),
                form: MentionForm::Name,
            });
            actor.mentions = found.collect();
        }
        self.reading
    }
}
