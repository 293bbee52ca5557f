//! From the model to the form: bytes become code points, values words.

use chancery_model as model;

use super::super::code::Code;
use super::super::offset::Offsets;
use super::form;

pub(super) fn reading(reading: &model::Reading) -> form::Reading {
    let model::Reading {
        coder,
        article: from,
        sentences,
        actors,
        events,
        statements,
        claims,
        commitments,
        proposals,
        quantities,
        domains,
        problems,
    } = reading;
    let offsets = Offsets::new(&from.text);
    form::Reading {
        schema: Code(form::Version),
        coder: form::Coder {
            version: coder.version.clone(),
            weights: coder.weights.clone(),
            codebook: coder.codebook.clone(),
        },
        article: article(from, &offsets),
        sentences: sentences.iter().map(|sentence| span(*sentence, &offsets)).collect(),
        actors: actors.iter().map(|from| actor(from, &offsets)).collect(),
        events: events.iter().map(|from| event(from, &offsets)).collect(),
        statements: statements.iter().map(|from| statement(from, &offsets)).collect(),
        claims: claims.iter().map(|from| claim(from, &offsets)).collect(),
        commitments: commitments.iter().map(|from| commitment(from, &offsets)).collect(),
        proposals: proposals.iter().map(|from| proposal(from, &offsets)).collect(),
        quantities: quantities.iter().map(|from| quantity(from, &offsets)).collect(),
        domains: domains.iter().map(domain_weight).collect(),
        problems: problems.iter().map(problem).collect(),
    }
}

fn article(from: &model::Article, offsets: &Offsets) -> form::Article {
    form::Article {
        id: from.id.clone(),
        source_id: from.source_id.clone(),
        url: from.url.clone(),
        site: from.site.clone(),
        title: from.title.clone(),
        standfirst: from.standfirst.clone(),
        authors: from.authors.clone(),
        published: from.published.map(|dated| Code(dated.date)),
        modified: from.modified.map(|dated| Code(dated.date)),
        published_from: from.published.map(|dated| Code(dated.source)),
        modified_from: from.modified.map(|dated| Code(dated.source)),
        language: from.language.clone(),
        text: from.text.clone(),
        blocks: from.blocks.iter().map(|block| self::block(block, offsets)).collect(),
    }
}

fn block(from: &model::Block, offsets: &Offsets) -> form::Block {
    let (start, end) = offsets.to_points(from.span);
    form::Block { kind: Code(from.kind), start, end, href: from.href.clone() }
}

fn actor(from: &model::Actor, offsets: &Offsets) -> form::Actor {
    form::Actor {
        id: Code(from.id),
        name: from.name.clone(),
        kind: Code(from.kind),
        party: from.party.as_ref().map(|party| party.0.clone()),
        country: from.country.clone(),
        sector: from.sector.map(Code),
        role: from.role.clone(),
        wikidata: from.wikidata.clone(),
        mentions: from.mentions.iter().map(|mention| self::mention(mention, offsets)).collect(),
    }
}

fn mention(from: &model::Mention, offsets: &Offsets) -> form::Mention {
    let (start, end) = offsets.to_points(from.span);
    form::Mention { start, end, form: Code(from.form) }
}

fn event(from: &model::Event, offsets: &Offsets) -> form::Event {
    form::Event {
        id: Code(from.id),
        event: Code(from.kind),
        mode: from.mode.map(|mode| mode.code().to_owned()),
        contexts: codes(&from.contexts),
        actors: codes(&from.actors),
        recipients: codes(&from.recipients),
        when: from.when.as_ref().map(when),
        r#where: from.place.as_ref().map(place),
        standing: Code(from.standing),
        reported_by: from.reported_by.as_ref().map(|party| party.0.clone()),
        score: finite(from.score),
        evidence: span(from.evidence, offsets),
        confidence: finite(from.confidence),
    }
}

fn statement(from: &model::Statement, offsets: &Offsets) -> form::Statement {
    form::Statement {
        id: Code(from.id),
        speaker: from.speaker.map(Code),
        form: Code(from.form),
        content: span(from.content, offsets),
        cue: from.cue.map(|cue| span(cue, offsets)),
        channel: from.channel.clone(),
        addressees: codes(&from.addressees),
        when: from.when.as_ref().map(when),
        domains: names(&from.domains),
        reported_by: from.reported_by.map(Code),
        remarks: from.remarks.iter().map(|one| remark(one, offsets)).collect(),
        evidence: span(from.evidence, offsets),
        confidence: finite(from.confidence),
    }
}

fn remark(from: &model::Remark, offsets: &Offsets) -> form::Remark {
    let (start, end) = offsets.to_points(from.span);
    form::Remark { kind: Code(from.kind), start, end }
}

fn claim(from: &model::Claim, offsets: &Offsets) -> form::Claim {
    form::Claim {
        id: Code(from.id),
        kind: Code(from.kind),
        by: from.by.map(Code),
        about: codes(&from.about),
        statement: from.statement.map(Code),
        answers: from.answers.map(Code),
        content: span(from.content, offsets),
        remarks: from.remarks.iter().map(|one| remark(one, offsets)).collect(),
        evidence: span(from.evidence, offsets),
        confidence: finite(from.confidence),
    }
}

fn commitment(from: &model::Commitment, offsets: &Offsets) -> form::Commitment {
    form::Commitment {
        id: Code(from.id),
        kind: Code(from.kind),
        parties: codes(&from.parties),
        arranged_by: codes(&from.arranged_by),
        r#where: from.place.as_ref().map(place),
        when: from.when.as_ref().map(when),
        status: Code(from.status),
        evidence: span(from.evidence, offsets),
        confidence: finite(from.confidence),
    }
}

fn proposal(from: &model::Proposal, offsets: &Offsets) -> form::Proposal {
    form::Proposal {
        id: Code(from.id),
        by: from.by.map(Code),
        to: codes(&from.to),
        quantities: codes(&from.quantities),
        domains: names(&from.domains),
        content: span(from.content, offsets),
        evidence: span(from.evidence, offsets),
        confidence: finite(from.confidence),
    }
}

fn quantity(from: &model::Quantity, offsets: &Offsets) -> form::Quantity {
    let (start, end) = offsets.to_points(from.span);
    let value = if from.value.is_nan() { 0.0 } else { from.value.clamp(f64::MIN, f64::MAX) };
    form::Quantity {
        id: Code(from.id),
        value,
        unit: from.unit.clone(),
        approximate: from.approximate,
        bound: from.bound.map(Code),
        of: from.of.clone(),
        start,
        end,
    }
}

fn domain_weight(from: &model::DomainWeight) -> form::DomainWeight {
    form::DomainWeight {
        domain: from.domain.0.clone(),
        actors: codes(&from.actors),
        records: codes(&from.records),
        weight: finite(from.weight),
    }
}

fn problem(from: &model::Problem) -> form::Problem {
    form::Problem { code: from.code.clone().into_owned(), message: from.message.clone() }
}

fn when(from: &model::When) -> form::When {
    form::When {
        start: Code(from.start),
        end: from.end.map(Code),
        precision: Code(from.precision),
        text: from.text.clone(),
    }
}

fn place(from: &model::Place) -> form::Place {
    form::Place { name: from.name.clone(), country: from.country.clone() }
}

fn span(from: model::Span, offsets: &Offsets) -> form::Span {
    let (start, end) = offsets.to_points(from);
    form::Span { start, end }
}

fn codes<T: Copy>(from: &[T]) -> Vec<Code<T>> {
    from.iter().copied().map(Code).collect()
}

fn names(from: &[model::Domain]) -> Vec<String> {
    from.iter().map(|domain| domain.0.clone()).collect()
}

/// JSON has neither infinity nor not-a-number.
fn finite(number: f32) -> f32 {
    if number.is_nan() { 0.0 } else { number.clamp(f32::MIN, f32::MAX) }
}
