//! `chancery.log/1`: who did what, as JSON.
//!
//! In: an entry of the log. Out: one line of JSON, without a way back. Absent is
//! `null`, never missing.
//!
//! - `work` is `add` or `recode` of a run of those commands, `correct` of a
//!   correction; `by` is who did it and `made` when it began (UTC), both null where
//!   nobody wrote them down.
//! - Of a run: the `coder` that read, and how many `pages`, `captures` (a page at an
//!   address) and `readings` it added.
//! - Of a correction: the `change` (`reject`, `restore`, `set` with `key` and `value`,
//!   `split`, `merge` with `other`), `why`, and the `record`: its `article`, its `id`
//!   in the current reading (null where none fits), and what the correction is
//!   bound to: `kind`, `code`, `parties` and `words`.

use chancery_ledger::Run;
use chancery_model::{Change, RecordId, RecordKey};
use serde::Serialize;

use super::code::Code;
use crate::desk::{Corrected, LogEntry};

/// The name and version of this form.
pub const SCHEMA: &str = "chancery.log/1";

#[derive(Serialize)]
struct Entry<'a, W> {
    schema: &'static str,
    work: &'static str,
    by: Option<&'a str>,
    made: Option<&'a str>,
    #[serde(flatten)]
    what: W,
}

#[derive(Serialize)]
struct Added<'a> {
    coder: Coder<'a>,
    pages: usize,
    captures: usize,
    readings: usize,
}

#[derive(Serialize)]
struct Coder<'a> {
    version: &'a str,
    weights: &'a str,
    codebook: &'a str,
}

#[derive(Serialize)]
struct Said<'a> {
    change: &'static str,
    key: Option<&'a str>,
    value: Option<&'a str>,
    record: Record<'a>,
    other: Option<Record<'a>>,
    why: Option<&'a str>,
}

#[derive(Serialize)]
struct Record<'a> {
    article: &'a str,
    id: Option<Code<RecordId>>,
    kind: &'static str,
    code: Option<&'a str>,
    parties: Vec<&'a str>,
    words: &'a str,
}

/// Returns the entry as one line of JSON, without a line feed.
pub fn to_json(entry: &LogEntry) -> String {
    let line = match entry {
        LogEntry::Run(run) => serde_json::to_string(&of_run(run)),
        LogEntry::Correction(said) => serde_json::to_string(&of_correction(said)),
    };
    line.expect("strings, whole numbers and lists are always JSON")
}

fn of_run(run: &Run) -> Entry<'_, Added<'_>> {
    let Run { work, signature, coder, pages, captures, readings } = run;
    Entry {
        schema: SCHEMA,
        work: work.name(),
        by: signature.by.as_deref(),
        made: signature.made.as_deref(),
        what: Added {
            coder: Coder {
                version: &coder.version,
                weights: &coder.weights,
                codebook: &coder.codebook,
            },
            pages: *pages,
            captures: *captures,
            readings: *readings,
        },
    }
}

fn of_correction(said: &Corrected) -> Entry<'_, Said<'_>> {
    let correction = &said.correction;
    let (key, value, with) = match &correction.change {
        Change::Set { key, value } => (Some(key.as_str()), Some(value.as_str()), None),
        Change::Merge { with } => (None, None, Some(with)),
        Change::Reject | Change::Restore | Change::Split => (None, None, None),
    };
    Entry {
        schema: SCHEMA,
        work: "correct",
        by: Some(&correction.by),
        made: Some(&correction.made),
        what: Said {
            change: correction.change.name(),
            key,
            value,
            record: record(&correction.record, said.record),
            other: with.map(|with| record(with, said.other)),
            why: correction.why.as_deref(),
        },
    }
}

fn record(key: &RecordKey, id: Option<RecordId>) -> Record<'_> {
    Record {
        article: &key.article,
        id: id.map(Code),
        kind: key.kind.name(),
        code: key.code.as_deref(),
        parties: key.parties.iter().map(|party| party.as_str()).collect(),
        words: &key.words,
    }
}
