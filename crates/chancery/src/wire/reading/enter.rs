//! From the form to the model: code points become bytes, and what the model
//! cannot hold becomes an error.

use chancery_model as model;

use super::super::Error;
use super::super::code::Code;
use super::super::offset::Offsets;
use super::form;

pub(super) fn reading(from: form::Reading) -> Result<model::Reading, Error> {
    let offsets = &Offsets::new(&from.article.text);
    let form::Reading { schema: Code(form::Version), coder, .. } = from;
    Ok(model::Reading {
        coder: model::Coder {
            version: coder.version,
            weights: coder.weights,
            codebook: coder.codebook,
        },
        article: article(from.article, offsets)?,
        sentences: each(from.sentences, |from| span(&from, offsets))?,
        actors: actors(from.actors, offsets)?,
        events: each(from.events, |from| event(from, offsets))?,
        statements: each(from.statements, |from| statement(from, offsets))?,
        claims: each(from.claims, |from| claim(from, offsets))?,
        commitments: each(from.commitments, |from| commitment(from, offsets))?,
        proposals: each(from.proposals, |from| proposal(from, offsets))?,
        quantities: each(from.quantities, |from| quantity(from, offsets))?,
        domains: from.domains.into_iter().map(domain_weight).collect(),
        problems: from.problems.into_iter().map(problem).collect(),
    })
}

fn article(from: form::Article, offsets: &Offsets) -> Result<model::Article, Error> {
    Ok(model::Article {
        id: from.id,
        source_id: from.source_id,
        url: from.url,
        site: from.site,
        title: from.title,
        standfirst: from.standfirst,
        authors: from.authors,
        published: dated("published", from.published, from.published_from)?,
        modified: dated("modified", from.modified, from.modified_from)?,
        language: from.language,
        text: from.text,
        blocks: each(from.blocks, |block| {
            let span = offsets.to_bytes(block.start, block.end)?;
            Ok(model::Block { kind: block.kind.0, span, href: block.href })
        })?,
    })
}

fn dated(
    field: &'static str,
    date: Option<Code<model::Date>>,
    source: Option<Code<model::DateSource>>,
) -> Result<Option<model::DatedFrom>, Error> {
    match (date, source) {
        (Some(Code(date)), Some(Code(source))) => Ok(Some(model::DatedFrom { date, source })),
        (None, None) => Ok(None),
        _ => Err(Error::DateSource { field }),
    }
}

/// The model finds an actor by its place in the list, so an actor at another
/// place would be taken for somebody else.
fn actors(from: Vec<form::Actor>, offsets: &Offsets) -> Result<Vec<model::Actor>, Error> {
    let mut actors = Vec::with_capacity(from.len());
    for (idx, from) in from.into_iter().enumerate() {
        let expected = model::ActorId::from_index(idx);
        if from.id.0 != expected {
            let (found, expected) = (from.id.0.to_string(), expected.to_string());
            return Err(Error::ActorOrder { found, expected });
        }
        actors.push(model::Actor {
            id: from.id.0,
            name: from.name,
            kind: from.kind.0,
            party: from.party.map(model::Party),
            country: from.country,
            sector: from.sector.map(|sector| sector.0),
            role: from.role,
            wikidata: from.wikidata,
            mentions: each(from.mentions, |mention| {
                let span = offsets.to_bytes(mention.start, mention.end)?;
                Ok(model::Mention { span, form: mention.form.0 })
            })?,
        });
    }
    Ok(actors)
}

fn event(from: form::Event, offsets: &Offsets) -> Result<model::Event, Error> {
    let kind = from.event.0;
    let mode = |mode: String| {
        model::Mode::new(kind, &mode).map_err(|_| Error::Mode { event: kind.to_string(), mode })
    };
    Ok(model::Event {
        id: from.id.0,
        kind,
        mode: from.mode.map(mode).transpose()?,
        contexts: values(from.contexts),
        actors: values(from.actors),
        recipients: values(from.recipients),
        when: from.when.map(when),
        place: from.r#where.map(place),
        standing: from.standing.0,
        reported_by: from.reported_by.map(model::Party),
        score: from.score,
        evidence: span(&from.evidence, offsets)?,
        confidence: from.confidence,
    })
}

fn statement(from: form::Statement, offsets: &Offsets) -> Result<model::Statement, Error> {
    Ok(model::Statement {
        id: from.id.0,
        speaker: from.speaker.map(|speaker| speaker.0),
        form: from.form.0,
        content: span(&from.content, offsets)?,
        cue: from.cue.map(|cue| span(&cue, offsets)).transpose()?,
        channel: from.channel,
        addressees: values(from.addressees),
        when: from.when.map(when),
        domains: domains(from.domains),
        reported_by: from.reported_by.map(|reporter| reporter.0),
        remarks: each(from.remarks, |one| remark(&one, offsets))?,
        evidence: span(&from.evidence, offsets)?,
        confidence: from.confidence,
    })
}

fn remark(from: &form::Remark, offsets: &Offsets) -> Result<model::Remark, Error> {
    let span = offsets.to_bytes(from.start, from.end)?;
    Ok(model::Remark { kind: from.kind.0, span })
}

fn claim(from: form::Claim, offsets: &Offsets) -> Result<model::Claim, Error> {
    Ok(model::Claim {
        id: from.id.0,
        kind: from.kind.0,
        by: from.by.map(|by| by.0),
        about: values(from.about),
        statement: from.statement.map(|statement| statement.0),
        answers: from.answers.map(|claim| claim.0),
        content: span(&from.content, offsets)?,
        remarks: each(from.remarks, |one| remark(&one, offsets))?,
        evidence: span(&from.evidence, offsets)?,
        confidence: from.confidence,
    })
}

fn commitment(from: form::Commitment, offsets: &Offsets) -> Result<model::Commitment, Error> {
    Ok(model::Commitment {
        id: from.id.0,
        kind: from.kind.0,
        parties: values(from.parties),
        arranged_by: values(from.arranged_by),
        place: from.r#where.map(place),
        when: from.when.map(when),
        status: from.status.0,
        evidence: span(&from.evidence, offsets)?,
        confidence: from.confidence,
    })
}

fn proposal(from: form::Proposal, offsets: &Offsets) -> Result<model::Proposal, Error> {
    Ok(model::Proposal {
        id: from.id.0,
        by: from.by.map(|by| by.0),
        to: values(from.to),
        quantities: values(from.quantities),
        domains: domains(from.domains),
        content: span(&from.content, offsets)?,
        evidence: span(&from.evidence, offsets)?,
        confidence: from.confidence,
    })
}

fn quantity(from: form::Quantity, offsets: &Offsets) -> Result<model::Quantity, Error> {
    Ok(model::Quantity {
        id: from.id.0,
        value: from.value,
        unit: from.unit,
        approximate: from.approximate,
        bound: from.bound.map(|bound| bound.0),
        of: from.of,
        span: offsets.to_bytes(from.start, from.end)?,
    })
}

fn domain_weight(from: form::DomainWeight) -> model::DomainWeight {
    model::DomainWeight {
        domain: model::Domain(from.domain),
        actors: values(from.actors),
        records: values(from.records),
        weight: from.weight,
    }
}

fn problem(from: form::Problem) -> model::Problem {
    model::Problem { code: from.code.into(), message: from.message }
}

fn when(from: form::When) -> model::When {
    model::When {
        start: from.start.0,
        end: from.end.map(|end| end.0),
        precision: from.precision.0,
        text: from.text,
    }
}

fn place(from: form::Place) -> model::Place {
    model::Place { name: from.name, country: from.country }
}

fn span(from: &form::Span, offsets: &Offsets) -> Result<model::Span, Error> {
    offsets.to_bytes(from.start, from.end)
}

fn each<F, M>(from: Vec<F>, to: impl FnMut(F) -> Result<M, Error>) -> Result<Vec<M>, Error> {
    from.into_iter().map(to).collect()
}

fn values<T>(from: Vec<Code<T>>) -> Vec<T> {
    from.into_iter().map(|code| code.0).collect()
}

fn domains(from: Vec<String>) -> Vec<model::Domain> {
    from.into_iter().map(model::Domain).collect()
}
