//! The log, for a terminal.
//!
//! Goes in: runs of commands, and corrections with the records that they hold for
//! now. Comes out: who added and read again how much, with which coder, and who
//! said what of which record, when and why, with the words that it rests on. It
//! does not say whether they were right.

use chancery_ledger::{Run, Work};
use chancery_model::{Change, Coder, RecordId, RecordKey};

use super::document::record_name;
use super::phrase::count;
use super::text::{Page, Style, TextOptions};
use crate::desk::{Corrected, LogEntry};

/// Room for the day and the minute.
const TIMES: usize = 18;

/// How much of the words is shown: enough to know them by.
const LONGEST: usize = 160;

/// Returns the log as text, with a line feed at the end of each line.
pub fn log(entries: &[LogEntry], options: &TextOptions) -> String {
    let mut page = Page::new(options);
    for entry in entries {
        let time: String = entry.made().unwrap_or("").chars().take(16).collect();
        let time = if time.is_empty() { "before".to_owned() } else { time.replace('T', " ") };
        match entry {
            LogEntry::Run(run) => put_run(&mut page, &time, run, options),
            LogEntry::Correction(said) => put_correction(&mut page, &time, said, options),
        }
    }
    page.out
}

fn put_run(page: &mut Page<'_>, time: &str, run: &Run, options: &TextOptions) {
    let (styles, plain) = (&options.styles, Style::default());
    let by = run.signature.by.clone().unwrap_or_else(|| "somebody".to_owned());
    let done = match run.work {
        Work::Add => {
            let pages = count(run.pages, "page");
            let others = run.captures.saturating_sub(run.pages);
            let elsewhere = (others > 0).then(|| count(others, "further place"));
            let again = run.readings.saturating_sub(run.pages);
            let again = (again > 0).then(|| count(again, "reading of pages known before"));
            let parts = [Some(pages), elsewhere, again].into_iter().flatten();
            format!(" added {}", parts.collect::<Vec<_>>().join(", "))
        }
        Work::Recode => format!(" read {} again", count(run.readings, "page")),
    };
    page.hanging(TIMES, time, &[(styles.name, by), (plain, done)]);
    let Coder { version, weights, codebook } = &run.coder;
    let coder = format!("chancery {version}, weights {weights}, codebook {codebook}");
    page.paragraph(TIMES, &[(styles.source, coder)]);
}

fn put_correction(page: &mut Page<'_>, time: &str, said: &Corrected, options: &TextOptions) {
    let (styles, plain) = (&options.styles, Style::default());
    let correction = &said.correction;
    let mut words = vec![
        (styles.name, correction.by.clone()),
        (plain, format!(" {} ", verb(&correction.change))),
        (styles.name, named(&correction.record, said.record)),
    ];
    match &correction.change {
        Change::Set { key, value } => words.push((plain, format!(": {key} is {value}"))),
        Change::Merge { with } => {
            words.push((plain, " with ".to_owned()));
            words.push((styles.name, named(with, said.other)));
        }
        Change::Reject | Change::Restore | Change::Split => {}
    }
    page.hanging(TIMES, time, &words);
    page.paragraph(TIMES, &[(styles.source, rests_on(&correction.record))]);
    if let Change::Merge { with } = &correction.change {
        page.paragraph(TIMES, &[(styles.source, rests_on(with))]);
    }
    if let Some(why) = &correction.why {
        page.paragraph(TIMES, &[(styles.note, format!("why: {why}"))]);
    }
}

fn verb(change: &Change) -> &'static str {
    match change {
        Change::Reject => "rejects",
        Change::Restore => "restores",
        Change::Set { .. } => "corrects",
        Change::Split => "splits off",
        Change::Merge { .. } => "merges",
    }
}

/// Returns the name of the record in the current reading, or that there is none.
fn named(key: &RecordKey, record: Option<RecordId>) -> String {
    match record {
        Some(record) => record_name(&key.article, record),
        None => {
            let article = record_name(&key.article, "");
            format!("{article}{} (not in the current reading)", key.kind.name())
        }
    }
}

/// Returns what the record is, of whom, and its words.
fn rests_on(key: &RecordKey) -> String {
    let code = key.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
    let parties: Vec<&str> = key.parties.iter().map(|party| party.as_str()).collect();
    let parties =
        if parties.is_empty() { String::new() } else { format!(" {}", parties.join(", ")) };
    let words: String = key.words.chars().take(LONGEST).collect();
    let cut = if words.len() < key.words.len() { "…" } else { "" };
    format!("{}{code}{parties}: “{words}{cut}”", key.kind.name())
}
