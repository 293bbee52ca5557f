//! `chancery.count/1`: what a ledger holds, as JSON.
//!
//! In: counts. Out: one JSON object. `since` and `until` are the days of the first
//! and last dated article, null where none has a date. Under `merged` are the
//! entries of the accounts of all pairs, each once: `events`, those of them in more
//! than one article (`shared_events`), `disputes` that are `answered` and
//! `unanswered`, and `commitments` by outcome, seen from the day `on`.

use std::collections::BTreeMap;

use chancery_account::Outcome;
use chancery_model::Date;
use serde::Serialize;

use super::code::Code;
use crate::desk::Holdings;

/// The name and version of this form.
pub const SCHEMA: &str = "chancery.count/1";

#[derive(Serialize)]
struct Form<'a> {
    schema: &'static str,
    pages: usize,
    captures: usize,
    articles: usize,
    readings: usize,
    since: Option<Code<Date>>,
    until: Option<Code<Date>>,
    stories: usize,
    origins: usize,
    records: Records,
    pairs: usize,
    merged: Merged,
    corrections: usize,
    coders: Vec<Coder<'a>>,
}

#[derive(Serialize)]
struct Records {
    events: usize,
    statements: usize,
    claims: usize,
    commitments: usize,
    proposals: usize,
}

#[derive(Serialize)]
struct Merged {
    events: usize,
    shared_events: usize,
    disputes: Disputes,
    on: Option<Code<Date>>,
    commitments: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Disputes {
    answered: usize,
    unanswered: usize,
}

#[derive(Serialize)]
struct Coder<'a> {
    version: &'a str,
    weights: &'a str,
    codebook: &'a str,
    articles: usize,
}

/// Returns the counts as one line of JSON, without a line feed.
pub fn to_json(holdings: &Holdings) -> String {
    let Holdings { counts, days, coders, entries, on } = holdings;
    let records = counts.records;
    let of_outcome = |outcome: Outcome| {
        (outcome.name(), entries.commitments.get(&outcome).copied().unwrap_or_default())
    };
    let form = Form {
        schema: SCHEMA,
        pages: counts.pages,
        captures: counts.captures,
        articles: counts.articles,
        readings: counts.readings,
        since: days.map(|(first, _)| Code(first)),
        until: days.map(|(_, last)| Code(last)),
        stories: counts.stories,
        origins: counts.origins,
        records: Records {
            events: records.events,
            statements: records.statements,
            claims: records.claims,
            commitments: records.commitments,
            proposals: records.proposals,
        },
        pairs: counts.pairs,
        merged: Merged {
            events: entries.events,
            shared_events: entries.shared_events,
            disputes: Disputes { answered: entries.answered, unanswered: entries.unanswered },
            on: on.map(Code),
            commitments: Outcome::ALL.into_iter().map(of_outcome).collect(),
        },
        corrections: counts.corrections,
        coders: coders
            .iter()
            .map(|(coder, articles)| Coder {
                version: &coder.version,
                weights: &coder.weights,
                codebook: &coder.codebook,
                articles: *articles,
            })
            .collect(),
    };
    serde_json::to_string(&form).expect("strings, whole numbers and lists are always JSON")
}
