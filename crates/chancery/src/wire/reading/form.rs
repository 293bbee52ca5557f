//! The mirror of a reading as `chancery.reading/1` has it.
//!
//! The order of fields is the order of keys, the words of the comments are the
//! descriptions of the schema. Spans are in code points here and only here.

use chancery_model as model;
use serde::{Deserialize, Serialize};

use super::super::code::{Code, Word};

macro_rules! forms {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$about:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub(super) struct $name { $($(#[$about])* pub(super) $field: $type,)* }
    )*};
}

/// The one value of `schema`.
#[derive(Debug)]
pub(super) struct Version;

impl Word for Version {
    const WHAT: &'static str = super::SCHEMA;

    fn word(&self) -> std::borrow::Cow<'static, str> {
        super::SCHEMA.into()
    }

    fn from_word(word: &str) -> Option<Version> {
        (word == super::SCHEMA).then_some(Version)
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({"type": "string", "const": super::SCHEMA})
    }
}

forms! {
    /// All that was read from one page. Offsets are Unicode code points into
    /// `article.text`, half open. Absent is null or an empty list.
    struct Reading {
        /// The name and version of this form.
        schema: Code<Version>,
        coder: Coder,
        article: Article,
        /// The sentences of the article's text, in order.
        sentences: Vec<Span>,
        /// Those named.
        actors: Vec<Actor>,
        /// What was done.
        events: Vec<Event>,
        /// What was said.
        statements: Vec<Statement>,
        /// What was alleged, denied, asserted, predicted.
        claims: Vec<Claim>,
        /// What is planned.
        commitments: Vec<Commitment>,
        /// What is put forward.
        proposals: Vec<Proposal>,
        /// The numbers with units.
        quantities: Vec<Quantity>,
        /// The fields of policy, heaviest first.
        domains: Vec<DomainWeight>,
        /// What could not be read, and why.
        problems: Vec<Problem>,
    }

    /// What made the reading: equal coders read equal bytes alike.
    struct Coder {
        /// The program's version.
        version: String,
        /// The name of the weights, or `none`.
        weights: String,
        /// A hash of the codebook.
        codebook: String,
    }

    /// What the page says.
    struct Article {
        /// `sha256:` and the hash of the page's bytes.
        id: String,
        /// The name that the source of the page gave it.
        source_id: Option<String>,
        url: Option<String>,
        site: Option<String>,
        /// The headline, without the site's name.
        title: Option<String>,
        /// The summary under the headline.
        standfirst: Option<String>,
        /// The people or the agency named in the byline.
        authors: Vec<String>,
        /// The day of publication.
        published: Option<Code<model::Date>>,
        /// The day of the last change.
        modified: Option<Code<model::Date>>,
        /// The part of the page that `published` was found in.
        published_from: Option<Code<model::DateSource>>,
        /// The part of the page that `modified` was found in.
        modified_from: Option<Code<model::DateSource>>,
        /// ISO 639-1.
        language: Option<String>,
        /// The article's words: blocks in reading order, parted by blank lines.
        text: String,
        /// The parts of `text`, in order, without overlap.
        blocks: Vec<Block>,
    }

    /// A part of the article's text.
    struct Block {
        kind: Code<model::BlockKind>,
        start: usize,
        end: usize,
        /// The address of the post that an embed shows.
        href: Option<String>,
    }

    /// A half-open range of code points of the article's text.
    struct Span {
        start: usize,
        end: usize,
    }

    /// The one named.
    struct Actor {
        /// Counted from one: `a1` is the first actor of the list.
        id: Code<model::ActorId>,
        /// The fullest name known.
        name: String,
        kind: Code<model::ActorKind>,
        /// On whose behalf it acts: an alpha-3 code, or a short name.
        party: Option<String>,
        /// ISO 3166-1 alpha-3.
        country: Option<String>,
        /// PLOVER's sector.
        sector: Option<Code<model::Sector>>,
        /// The office held at the article's date, or the one that the text gives.
        role: Option<String>,
        /// The item of Wikidata.
        wikidata: Option<String>,
        /// Where the text names it, in reading order.
        mentions: Vec<Mention>,
    }

    /// Words that name an actor.
    struct Mention {
        start: usize,
        end: usize,
        form: Code<model::MentionForm>,
    }

    /// Something that one party did to, with or towards another.
    struct Event {
        id: Code<model::EventId>,
        /// PLOVER's event.
        event: Code<model::EventKind>,
        /// PLOVER's mode of that event.
        mode: Option<String>,
        /// PLOVER's contexts.
        contexts: Vec<Code<model::Context>>,
        /// Who did it; everyone, where the act is mutual.
        actors: Vec<Code<model::ActorId>>,
        /// To whom; nobody, where the act is mutual.
        recipients: Vec<Code<model::ActorId>>,
        when: Option<When>,
        r#where: Option<Place>,
        /// Whether it happened.
        standing: Code<model::Standing>,
        /// The party whose word is the only ground for it.
        reported_by: Option<String>,
        /// PLOVER's score, from -10 (conflict) to 10 (cooperation).
        score: f32,
        evidence: Span,
        /// The share of such records that are right, from 0 to 1.
        confidence: f32,
    }

    /// A day or a period.
    struct When {
        /// The first day.
        start: Code<model::Date>,
        /// The last day, or null for a period without an end.
        end: Option<Code<model::Date>>,
        precision: Code<model::Precision>,
        /// The words.
        text: Option<String>,
    }

    /// A place.
    struct Place {
        /// The words for it.
        name: String,
        /// ISO 3166-1 alpha-3.
        country: Option<String>,
    }

    /// Somebody said something, through a channel.
    struct Statement {
        id: Code<model::StatementId>,
        speaker: Option<Code<model::ActorId>>,
        form: Code<model::StatementForm>,
        /// What was said.
        content: Span,
        /// The word that says that it was said.
        cue: Option<Span>,
        /// The channel in short normal form.
        channel: Option<String>,
        addressees: Vec<Code<model::ActorId>>,
        when: Option<When>,
        domains: Vec<String>,
        /// The one whose word is the only ground for it.
        reported_by: Option<Code<model::ActorId>>,
        /// What the article remarks on it.
        #[serde(default)]
        remarks: Vec<Remark>,
        evidence: Span,
        /// The share of such records that are right, from 0 to 1.
        confidence: f32,
    }

    /// What the article itself remarks on something said.
    struct Remark {
        kind: Code<model::RemarkKind>,
        start: usize,
        end: usize,
    }

    /// The part of a statement that may be disputed.
    struct Claim {
        id: Code<model::ClaimId>,
        kind: Code<model::ClaimKind>,
        by: Option<Code<model::ActorId>>,
        about: Vec<Code<model::ActorId>>,
        /// The statement that it was made in.
        statement: Option<Code<model::StatementId>>,
        /// The claim that it denies, admits, takes back, gives proof of or leaves
        /// without an answer.
        answers: Option<Code<model::ClaimId>>,
        content: Span,
        /// What the article remarks on it.
        #[serde(default)]
        remarks: Vec<Remark>,
        evidence: Span,
        /// The share of such records that are right, from 0 to 1.
        confidence: f32,
    }

    /// Something planned, promised or agreed.
    struct Commitment {
        id: Code<model::CommitmentId>,
        kind: Code<model::CommitmentKind>,
        parties: Vec<Code<model::ActorId>>,
        arranged_by: Vec<Code<model::ActorId>>,
        r#where: Option<Place>,
        when: Option<When>,
        status: Code<model::CommitmentStatus>,
        evidence: Span,
        /// The share of such records that are right, from 0 to 1.
        confidence: f32,
    }

    /// What somebody puts forward.
    struct Proposal {
        id: Code<model::ProposalId>,
        by: Option<Code<model::ActorId>>,
        to: Vec<Code<model::ActorId>>,
        quantities: Vec<Code<model::QuantityId>>,
        domains: Vec<String>,
        content: Span,
        evidence: Span,
        /// The share of such records that are right, from 0 to 1.
        confidence: f32,
    }

    /// A number with a unit.
    struct Quantity {
        id: Code<model::QuantityId>,
        /// The number, with its scale multiplied out.
        value: f64,
        /// ISO 4217 for money, UCUM where it has the unit, else a plain noun.
        unit: String,
        /// Whether the words make it inexact.
        approximate: bool,
        /// On which side of the number it lies, where the words say so.
        bound: Option<Code<model::Bound>>,
        /// What it is a share or a count of.
        of: Option<String>,
        start: usize,
        end: usize,
    }

    /// How much of the article lies in a field of policy, and which records.
    struct DomainWeight {
        domain: String,
        actors: Vec<Code<model::ActorId>>,
        records: Vec<Code<model::RecordId>>,
        /// Its share of the article's words about policy, from 0 to 1.
        weight: f32,
    }

    /// Something about the page that could not be read, or was cut.
    struct Problem {
        /// A short stable name.
        code: String,
        /// What went wrong, for a person.
        message: String,
    }
}
