//! The log of corrections, for a terminal.
//!
//! Goes in: corrections, with the records that they hold for now. Comes out: who
//! said what of which record, when and why, with the words that it rests on. It
//! does not say whether they were right.

use chancery_model::{Change, RecordId, RecordKey};

use super::document::record_name;
use super::text::{Page, Style, TextOptions};
use crate::desk::LogEntry;

/// Room for the day and the minute.
const TIMES: usize = 18;

/// How much of the words is shown: enough to know them by.
const LONGEST: usize = 160;

/// Returns the log as text, with a line feed at the end of each line.
pub fn log(entries: &[LogEntry], options: &TextOptions) -> String {
    let styles = &options.styles;
    let plain = Style::default();
    let mut page = Page::new(options);
    for entry in entries {
        let correction = &entry.correction;
        let time: String = correction.made.chars().take(16).collect();
        let mut words = vec![
            (styles.name, correction.by.clone()),
            (plain, format!(" {} ", verb(&correction.change))),
            (styles.name, named(&correction.record, entry.record)),
        ];
        match &correction.change {
            Change::Set { key, value } => words.push((plain, format!(": {key} is {value}"))),
            Change::Merge { with } => {
                words.push((plain, " with ".to_owned()));
                words.push((styles.name, named(with, entry.other)));
            }
            Change::Reject | Change::Restore | Change::Split => {}
        }
        page.hanging(TIMES, &time.replace('T', " "), &words);
        page.paragraph(TIMES, &[(styles.source, rests_on(&correction.record))]);
        if let Change::Merge { with } = &correction.change {
            page.paragraph(TIMES, &[(styles.source, rests_on(with))]);
        }
        if let Some(why) = &correction.why {
            page.paragraph(TIMES, &[(styles.note, format!("why: {why}"))]);
        }
    }
    page.out
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
