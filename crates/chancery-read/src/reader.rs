//! The reader: the stages in their order, from an article to a reading.
//!
//! In: a page. Out: a [`Reading`]. Everything that the stages need is prepared
//! once, in [`Reader::new`]; reading itself touches nothing outside the page.

use chancery_model::{
    Actor, ActorId, Claim, ClaimId, Coder, Commitment, CommitmentId, Context as PloverContext,
    Domain, DomainWeight, Event, EventId, Mention, Page, Problem, Proposal, ProposalId, QuantityId,
    Reading, RecordId, Span, Statement, StatementId,
};

use crate::actor::{self, Cast, Names};
use crate::article;
use crate::codebook::{self, Codebook};
use crate::domain::{Domains, TextDomains};
use crate::grammar::{Grammar, Parsers, Tier, WeightsError, matters};
use crate::language::{self, Language};
use crate::statement::Channels;
use crate::text::{Text, Vocabulary, VocabularyBuilder};
use crate::{claim, commitment, event, proposal, quantity, statement, time};

/// A reader that cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A table of the language cannot be understood.
    #[error(transparent)]
    Table(#[from] codebook::Error),
    /// The weights cannot be used.
    #[error(transparent)]
    Weights(#[from] WeightsError),
}

/// A sentence, and whether grammar reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Where it stands in the article's text, in bytes.
    pub span: Span,
    /// How many words it has.
    pub n_words: usize,
    /// Whether it may tell of an event between parties.
    pub matters: bool,
}

/// Everything that reading needs: codebook and language, prepared once.
pub struct Reader {
    codebook: Codebook,
    language: Language,
    vocabulary: Vocabulary,
    names: Names,
    channels: Channels,
    domains: Domains,
    parsers: Parsers,
    coder: Coder,
}

impl Reader {
    /// Prepares a codebook for reading as carefully as `tier` says.
    ///
    /// # Errors
    ///
    /// Returns an error where a built-in language table or the weights are
    /// broken, which a test rules out.
    pub fn new(codebook: Codebook, tier: Tier) -> Result<Reader, Error> {
        let mut vocabulary = VocabularyBuilder::default();
        let language = language::build(&mut vocabulary)?;
        let names = Names::new(&codebook, &mut vocabulary);
        let channels = Channels::new(&codebook, &mut vocabulary);
        let domains = Domains::new(&codebook.domains, &mut vocabulary);
        let parsers = Parsers::new(tier)?;
        let coder = Coder {
            version: env!("CARGO_PKG_VERSION").to_string(),
            weights: parsers.identity(),
            codebook: codebook.hash.clone(),
        };
        let vocabulary = vocabulary.build();
        Ok(Reader { codebook, language, vocabulary, names, channels, domains, parsers, coder })
    }

    /// Returns the codebook that is read with.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// Returns what makes the readings of this reader.
    pub fn coder(&self) -> &Coder {
        &self.coder
    }

    /// Reads a page.
    pub fn read(&self, page: &Page) -> Reading {
        let (article, problems) = article::article(page);
        let mut reading = Reading::empty(self.coder.clone(), article);
        reading.problems = problems;
        let text = std::mem::take(&mut reading.article);
        let mut records = self.records(&text);
        records.problems.splice(0..0, std::mem::take(&mut reading.problems));
        records.article = text;
        records
    }

    /// Returns which sentences of a page grammar reads, without reading them.
    pub fn choice(&self, page: &Page) -> Vec<Choice> {
        let (article, _) = article::article(page);
        let text = Text::new(&article, &self.vocabulary);
        let cast = self.cast(&text, article.published.map(|published| published.date));
        let choice = text.sentences.iter().map(|sentence| Choice {
            span: sentence.span,
            n_words: sentence.tokens.len(),
            matters: matters(&text, &cast, &self.language, sentence),
        });
        choice.collect()
    }

    /// Returns everyone named in a text.
    fn cast(&self, text: &Text<'_>, date: Option<chancery_model::Date>) -> Cast {
        let tables = actor::Tables {
            codebook: &self.codebook,
            names: &self.names,
            language: &self.language,
        };
        actor::cast(text, date, tables)
    }

    /// Reads the records of an article; the reading returned has no article yet.
    fn records(&self, article: &chancery_model::Article) -> Reading {
        let mut reading = Reading::empty(self.coder.clone(), chancery_model::Article::default());
        let text = Text::new(article, &self.vocabulary);
        reading.sentences = text.sentences.iter().map(|sentence| sentence.span).collect();
        if article.language.as_deref().is_some_and(|language| language != "en") {
            reading.problems.push(Problem {
                code: "language-not-read".into(),
                message: format!(
                    "only English is read yet; the page is in '{}'",
                    article.language.as_deref().unwrap_or("")
                ),
            });
            return reading;
        }
        if text.cut {
            reading.problems.push(Problem {
                code: "article-too-long".into(),
                message: "the article is too long: its end was kept but not read for records"
                    .into(),
            });
        }
        let date = article.published.map(|published| published.date);
        let cast = self.cast(&text, date);
        let times = time::find(&text, date, &self.language);
        let forest = self.parsers.read(&text, &cast, &self.language);
        let grammar =
            Grammar { text: &text, cast: &cast, language: &self.language, forest: &forest };
        let statements = statement::find(statement::Context {
            grammar,
            times: &times,
            channels: &self.channels,
            codebook: &self.codebook,
        });
        let events = event::find(event::Context { grammar, times: &times, date }, &statements);
        let claims = claim::find(grammar, &events, &statements);
        let commitments = commitment::find(grammar, &events, &times, date);
        reading.quantities = quantity::find(&text);
        let proposals = proposal::find(grammar, &reading.quantities);
        let domains = self.domains.find(&text);
        let mut assembly = Assembly {
            cast: &cast,
            text: &text,
            domains: &domains,
            names: &self.domains,
            codebook: &self.codebook,
            ids: vec![None; cast.members.len()],
            actors: Vec::new(),
        };
        assembly.actors();
        reading.events =
            events.iter().enumerate().map(|(idx, found)| assembly.event(idx, found)).collect();
        reading.statements = statements
            .iter()
            .enumerate()
            .map(|(idx, found)| assembly.statement(idx, found))
            .collect();
        reading.claims =
            claims.iter().enumerate().map(|(idx, found)| assembly.claim(idx, found)).collect();
        reading.commitments = commitments
            .iter()
            .enumerate()
            .map(|(idx, found)| assembly.commitment(idx, found))
            .collect();
        reading.proposals = proposals
            .iter()
            .enumerate()
            .map(|(idx, found)| assembly.proposal(idx, found))
            .collect();
        reading.actors = std::mem::take(&mut assembly.actors);
        reading.domains = assembly.weights(&reading);
        reading
    }
}

/// Turns what the stages found into the records of a reading.
struct Assembly<'a> {
    cast: &'a Cast,
    text: &'a Text<'a>,
    domains: &'a TextDomains,
    names: &'a Domains,
    codebook: &'a Codebook,
    /// The actor of each member of the cast that is one.
    ids: Vec<Option<ActorId>>,
    actors: Vec<Actor>,
}

impl Assembly<'_> {
    /// Adds those who are named by more than an adjective.
    fn actors(&mut self) {
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

    fn event(&mut self, idx: usize, found: &event::Found) -> Event {
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
            place: None,
            standing: found.standing,
            reported_by: found
                .reported_by
                .and_then(|member| self.cast.members[member].party.clone()),
            score,
            evidence: found.evidence,
            confidence: found.confidence,
        }
    }

    fn statement(&mut self, idx: usize, found: &statement::Found) -> Statement {
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
            evidence: found.evidence,
            confidence: found.confidence,
        }
    }

    fn claim(&mut self, idx: usize, found: &claim::Found) -> Claim {
        Claim {
            id: ClaimId::from_index(idx),
            kind: found.kind,
            by: found.by.map(|member| self.actor(member)),
            about: self.all(&found.about),
            statement: found.statement.map(StatementId::from_index),
            answers: found.answers.map(ClaimId::from_index),
            content: found.content,
            evidence: found.evidence,
            confidence: found.confidence,
        }
    }

    fn commitment(&mut self, idx: usize, found: &commitment::Found) -> Commitment {
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

    fn proposal(&mut self, idx: usize, found: &proposal::Found) -> Proposal {
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
    fn weights(&self, reading: &Reading) -> Vec<DomainWeight> {
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
