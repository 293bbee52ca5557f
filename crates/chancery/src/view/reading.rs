//! One reading, for a person: what one page says.
//!
//! Goes in: a [`Reading`]. Comes out: a [`Document`] with what happened, who
//! said what, what is planned and disputed, proposals and quantities, each with
//! its sentence. Unlike a brief it shows every record, whoever it concerns.

use chancery_account::Participant;
use chancery_model::{
    Actor, ActorId, Claim, ClaimKind, Commitment, CommitmentKind, CommitmentStatus, Event,
    Proposal, Quantity, Reading, Remark, Span, Statement, StatementForm,
};

use super::brief::disputed::{NO_ANSWER, answered, beside, claim_words};
use super::brief::planned::plan_words;
use super::brief::proposed::proposal_words;
use super::brief::said::said;
use super::date;
use super::document::{Column, Document, Item, Library, Line, Run, Section, site, title};
use super::phrase::{self, Happening};
use super::words;

/// Returns what one page says.
pub fn reading(reading: &Reading) -> Document {
    let find = |index: usize| (index == 0).then_some(&reading.article);
    let mut desk = Desk { reading, library: Library::new(&find) };
    let sections = vec![
        lines(&mut desk, "happened", "What happened", "No event was read.", &reading.events, event),
        section("said", "Who said what", "No statement was read.", said_by(&mut desk)),
        lines(
            &mut desk,
            "planned",
            "What is planned",
            "No plan was read.",
            &reading.commitments,
            commitment,
        ),
        section("disputed", "What is disputed", "No dispute was read.", disputes(&mut desk)),
        lines(
            &mut desk,
            "proposed",
            "Proposals",
            "No proposal was read.",
            &reading.proposals,
            proposal,
        ),
        lines(
            &mut desk,
            "quantities",
            "Quantities",
            "No quantity was read.",
            &reading.quantities,
            quantity,
        ),
    ];
    let article = &reading.article;
    let mut facts = vec![site(article), day(reading)];
    facts.extend(article.url.clone());
    facts.extend(reading.problems.iter().map(|problem| format!("problem: {}", problem.message)));
    Document {
        title: title(article),
        facts,
        sections,
        single: true,
        articles: desk.library.into_articles(),
    }
}

struct Desk<'a> {
    reading: &'a Reading,
    library: Library<'a>,
}

impl Desk<'_> {
    fn line(&mut self, date: String, words: Vec<Run>, evidence: Span) -> Option<Line> {
        let sentence = self.reading.sentence_at(evidence).unwrap_or(evidence);
        let source = self.library.source(0, evidence, sentence, None)?;
        Some(Line::new(date, words, source))
    }

    fn participants(&self, actors: &[ActorId]) -> Vec<Participant> {
        let found = actors.iter().filter_map(|actor| self.reading.actor(*actor));
        found.map(Participant::of).collect()
    }

    fn names(&self, actors: &[ActorId]) -> Vec<Run> {
        phrase::names(&self.participants(actors))
    }

    fn name(&self, actor: Option<ActorId>) -> Option<String> {
        let actor: &Actor = self.reading.actor(actor?)?;
        Some(phrase::name(&Participant::of(actor)))
    }

    /// Returns whose word something rests on, as a note.
    fn told_by(&self, reporter: Option<ActorId>) -> Option<String> {
        let actor = self.reading.actor(reporter?)?;
        phrase::told_by(Some(&Participant::of(actor)))
    }

    fn remarks(&self, remarks: &[Remark]) -> Vec<String> {
        remarks.iter().map(|remark| phrase::remark(self.words(remark.span))).collect()
    }

    fn words(&self, span: Span) -> &str {
        span.of(&self.reading.article.text)
    }
}

fn day(reading: &Reading) -> String {
    date::day_or_undated(reading.article.published.map(|published| published.date))
}

fn section(
    id: &'static str,
    title: &'static str,
    empty: &'static str,
    items: Vec<Item>,
) -> Section {
    Section { id, title, items, more: None, empty }
}

fn lines<'a, T>(
    desk: &mut Desk<'a>,
    id: &'static str,
    title: &'static str,
    empty: &'static str,
    records: &[T],
    line: fn(&mut Desk<'a>, &T) -> Option<Line>,
) -> Section {
    let items = records.iter().filter_map(|record| line(desk, record)).map(Item::Line).collect();
    section(id, title, empty, items)
}

fn event(desk: &mut Desk<'_>, event: &Event) -> Option<Line> {
    let happening = Happening {
        kind: event.kind,
        mode: event.mode,
        standing: event.standing,
        reported_by: event.reported_by.as_ref().map(|party| party.as_str().to_owned()),
        actors: &desk.participants(&event.actors),
        recipients: &desk.participants(&event.recipients),
    };
    let when = event.when.as_ref().map(date::when).unwrap_or_default();
    let mut line = desk.line(when, happening.words(), event.evidence)?;
    line.notes.extend(words::standing(event.standing).map(str::to_owned));
    line.notes.extend(event.place.as_ref().map(|place| format!("place: {}", place.name)));
    Some(line)
}

fn said_by(desk: &mut Desk<'_>) -> Vec<Item> {
    let statements = &desk.reading.statements;
    let mut speakers: Vec<Option<ActorId>> = Vec::new();
    for statement in statements {
        if !speakers.contains(&statement.speaker) {
            speakers.push(statement.speaker);
        }
    }
    let mut items = Vec::new();
    for speaker in speakers {
        let of_speaker = statements.iter().filter(|statement| statement.speaker == speaker);
        let lines: Vec<Line> =
            of_speaker.filter_map(|statement| self::statement(desk, statement)).collect();
        if !lines.is_empty() {
            let name = desk.name(speaker).unwrap_or_else(|| "Somebody".to_owned());
            items.push(Item::Heading(name));
            items.extend(lines.into_iter().map(Item::Line));
        }
    }
    items
}

fn statement(desk: &mut Desk<'_>, statement: &Statement) -> Option<Line> {
    let words = vec![said(statement.form, desk.words(statement.content))];
    let when = statement.when.as_ref().map(date::when).unwrap_or_default();
    let mut line = desk.line(when, words, statement.evidence)?;
    line.notes.extend(desk.told_by(statement.reported_by));
    line.notes.extend(statement.channel.clone());
    line.notes.extend(desk.remarks(&statement.remarks));
    if statement.form == StatementForm::Indirect {
        line = line.note("reported, not verbatim");
    }
    Some(line)
}

fn commitment(desk: &mut Desk<'_>, commitment: &Commitment) -> Option<Line> {
    // What is only put forward stands under the proposals.
    let proposals = &desk.reading.proposals;
    if commitment.kind == CommitmentKind::Other
        && commitment.status == CommitmentStatus::Proposed
        && proposals.iter().any(|other| other.evidence.overlaps(commitment.evidence))
    {
        return None;
    }
    let words = plan_words(commitment.kind, desk.names(&commitment.parties));
    let when = commitment.when.as_ref().map_or_else(|| "no date named".to_owned(), date::when);
    let mut line = desk.line(when, words, commitment.evidence)?;
    line = line.note(words::status(commitment.status));
    line.notes.extend(commitment.place.as_ref().map(|place| format!("place: {}", place.name)));
    if !commitment.arranged_by.is_empty() {
        let arranged_by = desk.participants(&commitment.arranged_by);
        let names: Vec<String> = arranged_by.iter().map(phrase::name).collect();
        line = line.note(format!("arranged by {}", names.join(", ")));
    }
    Some(line)
}

/// Returns the allegations, and the other claims that are answered, beside
/// their answers, with what took them back or is to prove them; and the denials
/// that answer nothing read.
fn disputes(desk: &mut Desk<'_>) -> Vec<Item> {
    let claims = &desk.reading.claims;
    let answers = |claim: &Claim| {
        claims.iter().filter(|answer| answer.answers == Some(claim.id)).collect::<Vec<_>>()
    };
    let mut items = Vec::new();
    for opening in claims {
        let answers = answers(opening);
        let answers_nothing =
            opening.answers.is_none_or(|id| claims.iter().all(|claim| claim.id != id));
        let opens = match opening.kind {
            ClaimKind::Allegation => true,
            ClaimKind::Denial | ClaimKind::Admission => answers_nothing,
            ClaimKind::Assertion | ClaimKind::Prediction => !answers.is_empty(),
            ClaimKind::Retraction | ClaimKind::Proof | ClaimKind::Silence => false,
        };
        if opens {
            let label = answered(answers.iter().map(|answer| answer.kind));
            let (own, others): (Vec<&Claim>, Vec<&Claim>) = answers
                .into_iter()
                .partition(|one| matches!(one.kind, ClaimKind::Retraction | ClaimKind::Proof));
            let opened = std::iter::once(opening).chain(own);
            let left = opened.filter_map(|one| claim(desk, one)).collect();
            let lines = others.into_iter().filter_map(|one| claim(desk, one)).collect();
            let right = Column { label, lines, empty: NO_ANSWER.to_owned() };
            items.push(beside(opening.kind, left, right));
        }
    }
    items
}

fn claim(desk: &mut Desk<'_>, claim: &Claim) -> Option<Line> {
    let content = desk.words(claim.content).to_owned();
    let words = claim_words(claim.kind, desk.name(claim.by), desk.names(&claim.about), &content);
    let statements = &desk.reading.statements;
    let said = statements.iter().find(|statement| Some(statement.id) == claim.statement);
    let told_by = desk.told_by(said.and_then(|statement| statement.reported_by));
    let mut line = desk.line(String::new(), words, claim.evidence)?;
    line.notes.extend(told_by);
    line.notes.extend(desk.remarks(&claim.remarks));
    Some(line)
}

fn proposal(desk: &mut Desk<'_>, proposal: &Proposal) -> Option<Line> {
    let content = desk.words(proposal.content).to_owned();
    let words = proposal_words(desk.name(proposal.by), desk.names(&proposal.to), &content);
    let mut line = desk.line(String::new(), words, proposal.evidence)?;
    for id in &proposal.quantities {
        line.notes.extend(desk.reading.quantities.get(id.index()).map(in_words));
    }
    Some(line)
}

fn quantity(desk: &mut Desk<'_>, quantity: &Quantity) -> Option<Line> {
    desk.line(String::new(), vec![Run::Plain(in_words(quantity))], quantity.span)
}

fn in_words(quantity: &Quantity) -> String {
    let of = quantity.of.as_deref();
    super::quantity::in_words(
        quantity.value,
        &quantity.unit,
        (quantity.approximate, quantity.bound),
        of,
    )
}
