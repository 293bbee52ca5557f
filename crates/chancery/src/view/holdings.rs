//! What a ledger holds, for a terminal.
//!
//! Goes in: counts. Comes out: a line for each kind of thing, with how many there
//! are and how they part.

use chancery_ledger::RecordCounts;
use chancery_model::Coder;

use super::date;
use super::phrase::count;
use super::text::{Page, Style, TextOptions};
use crate::desk::{Entries, Holdings};

/// Room for the name of a kind and its number.
const KINDS: usize = 22;

/// Returns the counts as text, with a line feed at the end of each line.
pub fn holdings(holdings: &Holdings, options: &TextOptions) -> String {
    let Holdings { counts, days, coders, entries, on } = holdings;
    let mut lines: Vec<(&str, usize, String)> = Vec::new();
    let mut facts = vec![count(counts.captures, "capture"), count(counts.readings, "reading")];
    if let Some((first, last)) = days {
        facts.insert(0, format!("{} – {}", date::day(*first), date::day(*last)));
    }
    lines.push(("pages", counts.pages, facts.join(", ")));
    let origins = count(counts.origins, "independent origin");
    lines.push(("stories", counts.stories, format!("from {origins}")));
    let RecordCounts { events, statements, claims, commitments, proposals } = counts.records;
    let records = [
        count(events, "event"),
        count(statements, "statement"),
        count(claims, "claim"),
        count(commitments, "commitment"),
        count(proposals, "proposal"),
    ];
    lines.push(("records", counts.records.total(), records.join(", ")));
    lines.push(("pairs", counts.pairs, "share a record".to_owned()));
    lines.extend(merged(entries, on.map(date::day)));
    lines.push(("corrections", counts.corrections, String::new()));
    let mut page = Page::new(options);
    for (kind, number, facts) in lines {
        put(&mut page, kind, number, facts, options);
    }
    for (Coder { version, weights, codebook }, articles) in coders {
        let coder =
            format!("read last by chancery {version}, weights {weights}, codebook {codebook}");
        put(&mut page, "articles", *articles, coder, options);
    }
    page.out
}

/// Returns the lines of what accounts merge.
fn merged(entries: &Entries, on: Option<String>) -> [(&'static str, usize, String); 3] {
    let Entries { events, shared_events, answered, unanswered, commitments } = entries;
    let outcomes: Vec<String> =
        commitments.iter().map(|(outcome, n)| format!("{n} {}", outcome.name())).collect();
    let on = on.map(|on| format!(", seen from {on}")).unwrap_or_default();
    [
        ("merged events", *events, format!("{shared_events} of them in more than one article")),
        ("disputes", answered + unanswered, format!("{answered} answered, {unanswered} not")),
        ("plans", commitments.values().sum(), format!("{}{on}", outcomes.join(", "))),
    ]
}

fn put(page: &mut Page<'_>, kind: &str, number: usize, facts: String, options: &TextOptions) {
    let line = format!("{kind:<13} {number:>7}");
    page.hanging(KINDS, &line, &[(options.styles.note, facts), (Style::default(), String::new())]);
}
