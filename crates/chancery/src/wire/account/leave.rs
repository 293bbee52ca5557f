//! From the account to the form: bytes become code points, values words.

use chancery_account as account;
use chancery_account::{Dated, Passage};
use chancery_model as model;

use super::super::code::Code;
use super::super::offset::Offsets;
use super::{course, domain, form};
use crate::reference::{self, Measure, References};

pub(super) fn account(from: &account::Account, references: Option<&References>) -> form::Account {
    let texts = Texts::new(from, references);
    let commitment = |plan| texts.commitment(plan, from.outcome(plan));
    let dispute = |dispute| texts.dispute(dispute, from.unanswered_days(dispute));
    form::Account {
        schema: super::SCHEMA,
        pair: pair(&from.pair),
        period: form::Period {
            since: from.period.since.map(Code),
            until: from.period.until.map(Code),
        },
        articles: from.articles.iter().map(article).collect(),
        events: from.events.iter().map(|event| texts.event(event)).collect(),
        statements: from.statements.iter().map(|statement| texts.statement(statement)).collect(),
        disputes: from.disputes.iter().map(dispute).collect(),
        commitments: from.commitments.iter().map(commitment).collect(),
        proposals: from.proposals.iter().map(|proposal| texts.proposal(proposal)).collect(),
        domains: from.domains.iter().map(|domain| domain::domain(&from.pair, domain)).collect(),
        trajectory: from.trajectory.as_ref().map(|one| course::trajectory(&from.pair, one)),
    }
}

/// Returns the commitments of an account with what has become of each.
pub(in crate::wire) fn commitments(
    from: &account::Account,
    outcome: impl Fn(&account::Commitment) -> account::Outcome,
) -> form::OfPair {
    let texts = Texts::new(from, None);
    let commitment = |plan| texts.commitment(plan, outcome(plan));
    form::OfPair {
        pair: pair(&from.pair),
        articles: from.articles.iter().map(article).collect(),
        commitments: from.commitments.iter().map(commitment).collect(),
    }
}

/// What the entries of an account are seen with.
struct Texts<'a> {
    /// The offsets of each cited article.
    offsets: Vec<Offsets>,
    pair: &'a model::Pair,
    references: Option<&'a References>,
}

impl<'a> Texts<'a> {
    fn new(from: &'a account::Account, references: Option<&'a References>) -> Texts<'a> {
        let offsets = from.articles.iter().map(|article| Offsets::new(&article.text)).collect();
        Texts { offsets, pair: &from.pair, references }
    }

    /// Returns the span in code points of that article.
    fn points(&self, article: account::ArticleIndex, span: model::Span) -> (usize, usize) {
        let offsets = self.offsets.get(article.index());
        offsets.map_or((span.start, span.end), |offsets| offsets.to_points(span))
    }

    fn passage(&self, from: Passage) -> form::Passage {
        let (start, end) = self.points(from.article, from.span);
        form::Passage { article: from.article.index(), start, end }
    }

    fn evidence(&self, from: &account::Evidence) -> form::Evidence {
        let citations = from.citations().iter().map(|citation| {
            let (start, end) = self.points(citation.article, citation.span);
            let sentence = self.points(citation.article, citation.sentence);
            form::Citation {
                article: citation.article.index(),
                record: Code(citation.record),
                start,
                end,
                sentence: form::Span { start: sentence.0, end: sentence.1 },
            }
        });
        form::Evidence {
            articles: from.articles(),
            origins: from.origins(),
            citations: citations.collect(),
            corrections: from.corrections().iter().map(correction).collect(),
        }
    }

    fn event(&self, from: &account::Event) -> form::Event {
        let (when, reported_on) = dated(&from.dated);
        form::Event {
            event: Code(from.kind),
            mode: from.mode.map(model::Mode::code),
            contexts: from.contexts.iter().copied().map(Code).collect(),
            domains: domains(&from.domains),
            actors: participants(&from.actors),
            recipients: participants(&from.recipients),
            when,
            reported_on,
            r#where: from.place.as_ref().map(place),
            standing: Code(from.standing),
            reported_by: from.reported_by.as_ref().map(party),
            score: finite(from.score),
            confidence: finite(from.confidence),
            evidence: self.evidence(&from.evidence),
            revisions: from.revisions.iter().map(|revision| self.revision(revision)).collect(),
        }
    }

    fn revision(&self, revision: &account::Revision) -> form::Revision {
        let date = |day: &model::Date| form::Revised::Date(Code(*day));
        let at = |one: &model::Place| form::Revised::Place(place(one));
        let parties =
            |all: &[model::Party]| form::Revised::Parties(all.iter().map(party).collect());
        let (from, to) = match &revision.revised {
            account::Revised::Date { from, to } => (date(from), date(to)),
            account::Revised::Place { from, to } => (at(from), at(to)),
            account::Revised::Parties { from, to } => (parties(from), parties(to)),
        };
        form::Revision {
            field: revision.revised.field(),
            from,
            to,
            reported_on: revision.reported.map(Code),
            evidence: self.evidence(&revision.evidence),
        }
    }

    fn statement(&self, from: &account::Statement) -> form::Statement {
        let (when, reported_on) = dated(&from.dated);
        form::Statement {
            speaker: participant(&from.speaker),
            form: Code(from.form),
            content: self.passage(from.content),
            channel: from.channel.clone(),
            addressees: participants(&from.addressees),
            touches: participants(&from.touches),
            names_other: from.names_other,
            when,
            reported_on,
            reported_by: from.reported_by.as_ref().map(participant),
            remarks: self.remarks(&from.remarks),
            domains: domains(&from.domains),
            confidence: finite(from.confidence),
            evidence: self.evidence(&from.evidence),
        }
    }

    fn remarks(&self, from: &[account::Remark]) -> Vec<form::Remark> {
        let remark = |one: &account::Remark| form::Remark {
            kind: Code(one.kind),
            content: self.passage(one.content),
        };
        from.iter().map(remark).collect()
    }

    fn dispute(&self, from: &account::Dispute, unanswered_days: Option<i32>) -> form::Dispute {
        let stands = from.stands.iter().map(|stand| form::Stand {
            party: self.side(stand.side),
            stance: stand.stance.name(),
            turn: stand.turn,
        });
        form::Dispute {
            claim: self.position(&from.claim),
            answers: from.answers.iter().map(|answer| self.position(answer)).collect(),
            course: from.course.iter().map(|turn| self.turn(turn)).collect(),
            stands: stands.collect(),
            unanswered_days,
        }
    }

    fn turn(&self, from: &account::Turn) -> form::Turn {
        let (when, _) = dated(&from.dated);
        form::Turn {
            kind: Code(from.kind),
            again: from.again,
            party: self.side(from.side),
            by: from.by.as_ref().map(participant),
            content: self.passage(from.content),
            when,
            reported_on: from.reported.map(Code),
            reported_by: from.reported_by.as_ref().map(participant),
            evidence: self.evidence(&from.evidence),
        }
    }

    /// Returns the party that is on that side.
    fn side(&self, side: account::Side) -> String {
        party(match side {
            account::Side::First => self.pair.first(),
            account::Side::Second => self.pair.second(),
        })
    }

    fn position(&self, from: &account::Position) -> form::Position {
        form::Position {
            kind: Code(from.kind),
            by: from.by.as_ref().map(participant),
            about: participants(&from.about),
            content: self.passage(from.content),
            reported_on: from.reported.map(Code),
            last_reported_on: from.last_reported.map(Code),
            reported_by: from.reported_by.as_ref().map(participant),
            remarks: self.remarks(&from.remarks),
            confidence: finite(from.confidence),
            evidence: self.evidence(&from.evidence),
        }
    }

    fn commitment(
        &self,
        from: &account::Commitment,
        outcome: account::Outcome,
    ) -> form::Commitment {
        let history = from.history.iter().map(|step| form::Step {
            reported_on: step.reported.map(Code),
            status: Code(step.status),
            when: step.when.as_ref().map(when),
            evidence: self.evidence(&step.evidence),
        });
        form::Commitment {
            kind: Code(from.kind),
            parties: participants(&from.parties),
            arranged_by: participants(&from.arranged_by),
            r#where: from.place.as_ref().map(place),
            when: from.when.as_ref().map(when),
            status: Code(from.status),
            outcome: outcome.name(),
            history: history.collect(),
            domains: domains(&from.domains),
            confidence: finite(from.confidence),
            evidence: self.evidence(&from.evidence),
        }
    }

    fn shares(
        &self,
        proposal: &account::Proposal,
        quantity: &account::ProposedQuantity,
    ) -> Vec<form::Share> {
        let shares = self.references.map(|known| known.shares(self.pair, proposal, quantity));
        shares.iter().flatten().map(share).collect()
    }

    fn proposal(&self, from: &account::Proposal) -> form::Proposal {
        let quantities = from.quantities.iter().map(|quantity| form::Quantity {
            value: if quantity.value.is_finite() { quantity.value } else { 0.0 },
            unit: quantity.unit.clone(),
            approximate: quantity.approximate,
            bound: quantity.bound.map(Code),
            of: quantity.of.clone(),
            content: self.passage(quantity.passage),
            shares: self.shares(from, quantity),
        });
        let (when, reported_on) = dated(&from.dated);
        form::Proposal {
            by: participant(&from.by),
            to: participants(&from.to),
            content: self.passage(from.content),
            quantities: quantities.collect(),
            domains: domains(&from.domains),
            when,
            reported_on,
            confidence: finite(from.confidence),
            evidence: self.evidence(&from.evidence),
        }
    }
}

fn share(from: &reference::Share) -> form::Share {
    form::Share {
        measure: match from.measure {
            Measure::Gdp => "gdp",
            Measure::Population => "population",
        },
        party: party(&from.party),
        year: from.year,
        figure: from.figure,
        share: from.share,
    }
}

fn correction(from: &model::Correction) -> form::Correction {
    let (key, value) = match &from.change {
        model::Change::Set { key, value } => (Some(key.clone()), Some(value.clone())),
        _ => (None, None),
    };
    form::Correction {
        change: from.change.name(),
        key,
        value,
        by: from.by.clone(),
        made: from.made.clone(),
        why: from.why.clone(),
    }
}

fn article(from: &model::Article) -> form::Article {
    form::Article {
        id: from.id.clone(),
        source_id: from.source_id.clone(),
        url: from.url.clone(),
        site: from.site.clone(),
        title: from.title.clone(),
        published: from.published.map(|published| Code(published.date)),
        language: from.language.clone(),
        text: from.text.clone(),
    }
}

fn dated(from: &Dated) -> (Option<form::When>, Option<Code<model::Date>>) {
    match from {
        Dated::Given(given) => (Some(when(given)), None),
        Dated::ReportedOn(day) => (None, Some(Code(*day))),
        Dated::Unknown => (None, None),
    }
}

pub(super) fn participant(from: &account::Participant) -> form::Participant {
    form::Participant {
        name: from.name.clone(),
        kind: Code(from.kind),
        party: from.party.as_ref().map(party),
        role: from.role.clone(),
        wikidata: from.wikidata.clone(),
    }
}

fn participants(from: &[account::Participant]) -> Vec<form::Participant> {
    from.iter().map(participant).collect()
}

pub(super) fn party(from: &model::Party) -> String {
    from.0.clone()
}

fn pair(from: &model::Pair) -> [String; 2] {
    [party(from.first()), party(from.second())]
}

fn domains(from: &[model::Domain]) -> Vec<String> {
    from.iter().map(|domain| domain.0.clone()).collect()
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

/// JSON has neither infinity nor not-a-number; no stage makes either.
fn finite(number: f32) -> f32 {
    if number.is_finite() { number } else { 0.0 }
}
