//! Assembly: what the stages found becomes the records of a reading.
//!
//! In: findings by members of the cast. Out: records by actors with ids, in the
//! order in which they are named. Nothing is read here.

use chancery_model::{
    Actor, ActorId, Claim, ClaimId, Commitment, CommitmentId, Context as PloverContext, Domain,
    DomainWeight, Event, EventId, Mention, Proposal, ProposalId, QuantityId, Reading, RecordId,
    Span, Statement, StatementId,
};

use crate::actor::Cast;
use crate::codebook::Codebook;
use crate::domain::{Domains, TextDomains};
use crate::text::Text;
use crate::{claim, commitment, event, proposal, statement};

/// Turns what the stages found into the records of a reading.
pub(super) struct Assembly<'a> {
    cast: &'a Cast,
    text: &'a Text<'a>,
    domains: &'a TextDomains,
    names: &'a Domains,
    codebook: &'a Codebook,
    /// The actor of each member of the cast that is one.
    ids: Vec<Option<ActorId>>,
    pub(super) actors: Vec<Actor>,
}

impl<'a> Assembly<'a> {
    /// Starts with those who are named by more than an adjective.
    pub(super) fn new(
        cast: &'a Cast,
        text: &'a Text<'a>,
        domains: &'a TextDomains,
        names: &'a Domains,
        codebook: &'a Codebook,
    ) -> Assembly<'a> {
        let ids = vec![None; cast.members.len()];
        let mut out = Assembly { cast, text, domains, names, codebook, ids, actors: Vec::new() };
        out.name_all();
        out
    }

    /// Adds those who are named by more than an adjective.
    fn name_all(&mut self) {
        for mention in &self.cast.mentions {
            if mention.stands || self.ids[mention.member].is_some() {
                self.actor(mention.member);
            }
        }
    }

    /// Returns the actor of a member of the cast, with all its mentions.
    fn actor(&mut self, member_idx: usize) -> ActorId {
        if let Some(id) = self.ids[member_idx] {
            return id;
        }
        let id = ActorId::from_index(self.actors.len());
        self.ids[member_idx] = Some(id);
        let member = &self.cast.members[member_idx];
        let all = || self.cast.mentions.iter().filter(|mention| mention.member == member_idx);
        // One who acts only behind an adjective is shown where that stands.
        let stands = all().any(|mention| mention.stands);
        let mentions = all().filter(|mention| !stands || mention.stands);
        self.actors.push(Actor {
            id,
            name: member.name.clone(),
            kind: member.kind,
            party: member.party.clone(),
            country: member.country.clone(),
            sector: member.sector,
            role: member.role.clone(),
            wikidata: member.wikidata.clone(),
            mentions: mentions
                .map(|mention| Mention {
                    span: self.text.span(mention.tokens.clone()),
                    form: mention.form,
                })
                .collect(),
        });
        id
    }

    fn all(&mut self, members: &[usize]) -> Vec<ActorId> {
        members.iter().map(|member| self.actor(*member)).collect()
    }

    fn domains_at(&self, sentence: usize) -> Vec<Domain> {
        let domains = self.domains.by_sentence.get(sentence).map_or(&[][..], Vec::as_slice);
        domains.iter().map(|(idx, _)| self.names.name(*idx).clone()).collect()
    }

    pub(super) fn event(&mut self, idx: usize, found: &event::Found) -> Event {
        let score = found.mode.map_or_else(|| found.kind.score(), |mode| mode.score());
        let mut contexts: Vec<PloverContext> = Vec::new();
        for domain in self.domains_at(found.sentence) {
            let words = self.codebook.domains.iter().find(|words| words.domain == domain.0);
            for code in words.map_or(&[][..], |words| words.contexts.as_slice()).iter().take(1) {
                contexts.extend(
                    code.parse::<PloverContext>().ok().filter(|code| !contexts.contains(code)),
                );
            }
        }
        Event {
            id: EventId::from_index(idx),
            kind: found.kind,
            mode: found.mode,
            contexts,
            actors: self.all(&found.actors),
            recipients: self.all(&found.recipients),
            when: found.when.clone(),
            place: found.place.clone(),
            standing: found.standing,
            reported_by: found
                .reported_by
                .and_then(|member| self.cast.members[member].party.clone()),
            score,
            evidence: found.evidence,
            confidence: found.confidence,
        }
    }

    pub(super) fn statement(&mut self, idx: usize, found: &statement::Found) -> Statement {
        Statement {
            id: StatementId::from_index(idx),
            speaker: found.speaker.map(|member| self.actor(member)),
            form: found.form,
            content: found.content,
            cue: found.cue,
            channel: found.channel.clone(),
            addressees: self.all(&found.addressees),
            when: found.when.clone(),
            domains: self.domains_at(found.sentence),
            reported_by: found.reported_by.map(|member| self.actor(member)),
            remarks: found.remarks.clone(),
            evidence: found.evidence,
            confidence: found.confidence,
        }
    }

    pub(super) fn claim(&mut self, idx: usize, found: &claim::Found) -> Claim {
        Claim {
            id: ClaimId::from_index(idx),
            kind: found.kind,
            by: found.by.map(|member| self.actor(member)),
            about: self.all(&found.about),
            statement: found.statement.map(StatementId::from_index),
            answers: found.answers.map(ClaimId::from_index),
            content: found.content,
            remarks: found.remarks.clone(),
            evidence: found.evidence,
            confidence: found.confidence,
        }
    }

    pub(super) fn commitment(&mut self, idx: usize, found: &commitment::Found) -> Commitment {
        Commitment {
            id: CommitmentId::from_index(idx),
            kind: found.kind,
            parties: self.all(&found.parties),
            arranged_by: self.all(&found.arranged_by),
            place: found.place.clone(),
            when: found.when.clone(),
            status: found.status,
            evidence: found.evidence,
            confidence: found.confidence,
        }
    }

    pub(super) fn proposal(&mut self, idx: usize, found: &proposal::Found) -> Proposal {
        Proposal {
            id: ProposalId::from_index(idx),
            by: found.by.map(|member| self.actor(member)),
            to: self.all(&found.to),
            quantities: found.quantities.iter().map(|idx| QuantityId::from_index(*idx)).collect(),
            domains: self.domains_at(found.sentence),
            content: found.content,
            evidence: found.evidence,
            confidence: found.confidence,
        }
    }

    /// Returns the domains of the article, heaviest first, with the records and
    /// the actors in them.
    pub(super) fn weights(&self, reading: &Reading) -> Vec<DomainWeight> {
        let mut totals: Vec<(usize, u32)> = Vec::new();
        for (idx, n) in self.domains.by_sentence.iter().flatten() {
            match totals.iter_mut().find(|(known, _)| known == idx) {
                Some((_, total)) => *total += u32::from(*n),
                None => totals.push((*idx, u32::from(*n))),
            }
        }
        let all: u32 = totals.iter().map(|(_, total)| total).sum();
        totals.sort_by_key(|(idx, total)| (std::cmp::Reverse(*total), *idx));
        let sentence_of = |span: Span| {
            let after =
                self.text.sentences.partition_point(|sentence| sentence.span.start <= span.start);
            after.checked_sub(1)
        };
        let in_domain = |span: Span, domain: usize| {
            sentence_of(span).is_some_and(|sentence| {
                self.domains.by_sentence[sentence].iter().any(|(idx, _)| *idx == domain)
            })
        };
        totals
            .into_iter()
            .map(|(idx, total)| {
                let mut records: Vec<RecordId> = Vec::new();
                let mut actors: Vec<ActorId> = Vec::new();
                let mut note = |id: RecordId, who: &mut dyn Iterator<Item = ActorId>| {
                    records.push(id);
                    for actor in who {
                        if !actors.contains(&actor) {
                            actors.push(actor);
                        }
                    }
                };
                for event in reading.events.iter().filter(|event| in_domain(event.evidence, idx)) {
                    note(RecordId::Event(event.id), &mut event.actors.iter().copied());
                }
                for statement in reading.statements.iter().filter(|s| in_domain(s.evidence, idx)) {
                    note(RecordId::Statement(statement.id), &mut statement.speaker.into_iter());
                }
                for claim in reading.claims.iter().filter(|claim| in_domain(claim.evidence, idx)) {
                    note(RecordId::Claim(claim.id), &mut claim.by.into_iter());
                }
                for plan in reading.commitments.iter().filter(|plan| in_domain(plan.evidence, idx))
                {
                    note(RecordId::Commitment(plan.id), &mut plan.parties.iter().copied());
                }
                for proposal in reading.proposals.iter().filter(|p| in_domain(p.evidence, idx)) {
                    note(RecordId::Proposal(proposal.id), &mut proposal.by.into_iter());
                }
                DomainWeight {
                    domain: self.names.name(idx).clone(),
                    actors,
                    records,
                    weight: if all == 0 { 0.0 } else { total as f32 / all as f32 },
                }
            })
            .collect()
    }
}
