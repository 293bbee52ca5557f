//! Pages and readings made up for the tests, the same ones in every run.

use chancery_ledger::{Added, Error, Ledger, NewEntry, article_id};
use chancery_model::{
    Actor, ActorId, ActorKind, Article, Claim, ClaimId, ClaimKind, Coder, Commitment, CommitmentId,
    CommitmentKind, CommitmentStatus, Date, DateSource, DatedFrom, Event, EventId, EventKind, Form,
    Mention, MentionForm, Page, Party, Place, Proposal, ProposalId, Reading, Span, Standing,
    Statement, StatementForm, StatementId, When,
};

/// A page with what was read from it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) page: Page,
    pub(crate) reading: Reading,
    pub(crate) wire: Vec<u8>,
}

impl Sample {
    /// An article of that title and text.
    pub(crate) fn of(title: &str, text: &str) -> Sample {
        let bytes = format!("{title}\n\n{text}");
        let article = Article {
            id: article_id(bytes.as_bytes()),
            title: Some(title.to_owned()),
            text: text.to_owned(),
            language: Some("en".to_owned()),
            ..Article::default()
        };
        let page = Page::new(bytes, Form::Text);
        let reading = Reading::empty(coder("1"), article);
        Sample { page, reading, wire: Vec::new() }.wired()
    }

    /// An article that names these parties, one actor each.
    pub(crate) fn naming(title: &str, parties: &[&str]) -> Sample {
        let text = format!("{} talked at length about {title}.", parties.join(" and "));
        let mut sample = Sample::of(title, &text);
        for party in parties {
            let start = sample.reading.article.text.find(party).unwrap();
            let span = Span::new(start, start + party.len());
            sample.reading.actors.push(actor(sample.reading.actors.len(), party, span));
        }
        sample.wired()
    }

    pub(crate) fn at(mut self, url: &str) -> Sample {
        self.page.url = Some(url.to_owned());
        self.reading.article.url = Some(url.to_owned());
        self.wired()
    }

    pub(crate) fn dated(mut self, date: &str) -> Sample {
        self.reading.article.published =
            Some(DatedFrom { date: date.parse().unwrap(), source: DateSource::Given });
        self.wired()
    }

    pub(crate) fn read_by(mut self, version: &str) -> Sample {
        self.reading.coder = coder(version);
        self.wired()
    }

    /// Adds an event between the actors at two places of the list.
    pub(crate) fn with_event(mut self, actor: usize, recipient: usize) -> Sample {
        let id = EventId::from_index(self.reading.events.len());
        let evidence = Span::new(0, self.reading.article.text.len());
        self.reading.events.push(event(id, actor, Some(recipient), evidence));
        self.wired()
    }

    /// Makes the wire form again: here a plain dump, which nobody parses.
    pub(crate) fn wired(mut self) -> Sample {
        self.wire = format!("{:?}", self.reading).into_bytes();
        self
    }

    pub(crate) fn entry(&self) -> NewEntry<'_> {
        NewEntry { page: &self.page, reading: &self.reading, wire: &self.wire }
    }

    pub(crate) fn id(&self) -> &str {
        &self.reading.article.id
    }

    pub(crate) fn published(&self) -> Option<Date> {
        self.reading.article.published.map(|published| published.date)
    }
}

/// Adds the samples as one batch.
pub(crate) fn add(ledger: &mut Ledger, samples: &[Sample]) -> Result<Added, Error> {
    let entries: Vec<NewEntry<'_>> = samples.iter().map(Sample::entry).collect();
    ledger.add(&entries)
}

/// A ledger in memory that holds the samples.
pub(crate) fn ledger_of(samples: &[Sample]) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    add(&mut ledger, samples).unwrap();
    ledger
}

fn coder(version: &str) -> Coder {
    Coder { version: version.to_owned(), weights: "none".to_owned(), codebook: "f0".to_owned() }
}

fn actor(index: usize, party: &str, span: Span) -> Actor {
    Actor {
        id: ActorId::from_index(index),
        name: format!("the government of {party}"),
        kind: ActorKind::State,
        party: Some(Party(party.to_owned())),
        country: Some(party.to_owned()),
        sector: "GOV".parse().ok(),
        role: None,
        wikidata: None,
        mentions: vec![Mention { span, form: MentionForm::Name }],
    }
}

fn event(id: EventId, actor: usize, recipient: Option<usize>, evidence: Span) -> Event {
    Event {
        id,
        kind: EventKind::Consult,
        mode: None,
        contexts: Vec::new(),
        actors: vec![ActorId::from_index(actor)],
        recipients: recipient.map(ActorId::from_index).into_iter().collect(),
        when: Some(When::day(Date::constant(2018, 6, 12))),
        place: Some(Place { name: "Sentosa".to_owned(), country: Some("SGP".to_owned()) }),
        standing: Standing::Actual,
        reported_by: None,
        score: 2.5,
        evidence,
        confidence: 0.75,
    }
}

/// Numbers that look random and are not.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Returns a number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    fn any_actor(&mut self, n_actors: usize) -> Option<ActorId> {
        (n_actors > 0 && self.roll(5) > 0).then(|| ActorId::from_index(self.roll(n_actors)))
    }
}

const PARTIES: [&str; 7] = ["USA", "PRK", "COL", "CHN", "Taliban", "UN", "FRA"];

/// A reading with records of every kind, parties and dates by chance.
pub(crate) fn random(seed: u64) -> Sample {
    let mut dice = Dice::new(seed);
    let n_parties = dice.roll(5);
    let first = dice.roll(PARTIES.len());
    let parties: Vec<&str> =
        (0..n_parties).map(|i| PARTIES[(first + i * 2) % PARTIES.len()]).collect();
    let mut sample = Sample::naming(&format!("señal {seed}"), &parties);
    if dice.roll(4) > 0 {
        sample = sample.dated(&format!("2018-{:02}-{:02}", 1 + dice.roll(12), 1 + dice.roll(28)));
    }
    let reading = &mut sample.reading;
    let n_actors = reading.actors.len();
    let all = Span::new(0, reading.article.text.len());
    for i in 0..dice.roll(4) {
        let mut event = event(EventId::from_index(i), 0, None, all);
        event.actors = dice.any_actor(n_actors).into_iter().collect();
        event.recipients = dice.any_actor(n_actors).into_iter().collect();
        reading.events.push(event);
    }
    for i in 0..dice.roll(3) {
        reading.statements.push(Statement {
            id: StatementId::from_index(i),
            speaker: dice.any_actor(n_actors),
            form: StatementForm::Mixed,
            content: if dice.roll(2) == 0 { all } else { Span::new(0, 0) },
            cue: None,
            channel: Some("X".to_owned()),
            addressees: dice.any_actor(n_actors).into_iter().collect(),
            when: None,
            domains: Vec::new(),
            reported_by: None,
            remarks: Vec::new(),
            evidence: all,
            confidence: 0.5,
        });
    }
    for i in 0..dice.roll(3) {
        reading.claims.push(Claim {
            id: ClaimId::from_index(i),
            kind: if i == 0 { ClaimKind::Allegation } else { ClaimKind::Denial },
            by: dice.any_actor(n_actors),
            about: dice.any_actor(n_actors).into_iter().collect(),
            statement: (!reading.statements.is_empty()).then(|| StatementId::from_index(0)),
            answers: (i > 0).then(|| ClaimId::from_index(0)),
            content: all,
            remarks: Vec::new(),
            evidence: all,
            confidence: 0.25,
        });
    }
    for i in 0..dice.roll(3) {
        reading.commitments.push(Commitment {
            id: CommitmentId::from_index(i),
            kind: CommitmentKind::Meeting,
            parties: dice.any_actor(n_actors).into_iter().chain(dice.any_actor(n_actors)).collect(),
            arranged_by: dice.any_actor(n_actors).into_iter().collect(),
            place: None,
            when: None,
            status: CommitmentStatus::Announced,
            evidence: all,
            confidence: 0.9,
        });
    }
    for i in 0..dice.roll(2) {
        reading.proposals.push(Proposal {
            id: ProposalId::from_index(i),
            by: dice.any_actor(n_actors),
            to: dice.any_actor(n_actors).into_iter().collect(),
            quantities: Vec::new(),
            domains: Vec::new(),
            content: all,
            evidence: all,
            confidence: 0.6,
        });
    }
    sample.wired()
}
