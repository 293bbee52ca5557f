//! The coding manual: how each event is told, from the tables of the language.
//!
//! In: `events.tsv`, `event_nouns.tsv` and `stances.tsv`. Out: `docs/coding.md`, which
//! lists for each of PLOVER's events what is read as it, with an example. Nothing
//! is said in it that is not in the tables, but for its head.

use std::fmt::Write as _;
use std::path::Path;

use crate::error::Error;
use crate::table::{self, Row, Table};

/// Where the manual lies in the repository.
pub(crate) const PATH: &str = "docs/coding.md";

const HEAD: &str = "\
# How events are coded

This file is generated from `languages/en/` by `cargo run -p xtask -- coding`; edit the tables.

An event is read where a verb, a noun or the words of a statement tell of it, and where the \
grammar of the sentence gives the sides that it needs. `chancery read --explain` names the entry \
that each record rests on.

- **verb** entries ask for a verb, in some entries with a particle behind it, with a noun that \
depends on it, or with an infinitive. Who acts is the subject (of a passive: who stands behind \
\"by\"), or who stands behind the words under *who acts*.
- **noun** entries need no verb: who acts stands before the noun (\"Iran's\", \"Iranian\"), with \
its light verb (\"launched an attack\") or behind the words under *who acts*.
- **statement** entries look at what a party says of another.
- *recipient*: `obj` is the object, `guest` is an object that comes to the subject, `mutual` means \
that all sides act, `none` that nobody need be named, `implied` that the party spoken of before \
is meant where nobody is named, and any other word is a preposition.

A verb in the future is planned; under \"if\", \"could\" or \"would\" hypothetical; under \"not\", \
\"refused\" or \"failed\" negated; an event over 45 days older than its article is historical. \
What somebody is only asked or wanted to do is no event of theirs. What a party itself says, agrees or is ready to do with another is no planned CONSULT, SUPPORT, COOPERATE or AID but the AGREE that its word is (the plan is a commitment); what it vows or warns to do against another is THREATEN, and what it refuses REJECT. \"We\" and \"I\" in a quotation are who speaks.

Known problems that all entries share: metaphors with the names of two parties; sides that only \
the sentence before names; and who is meant by \"they\".
";

/// What PLOVER's events mean, in our words.
const EVENTS: [(&str, &str); 16] = [
    ("AGREE", "promises or signs up to something that another side wants"),
    ("CONSULT", "meets, visits, telephones or negotiates"),
    ("SUPPORT", "praises, endorses, recognises or stands by another in words"),
    ("CONCEDE", "gives way in words: lifts, eases, apologises, accepts a demand"),
    ("COOPERATE", "works together in deed: trade, shared intelligence, extradition"),
    ("AID", "gives money, goods, arms or shelter"),
    ("RETREAT", "withdraws, releases, disarms, ceases fire, lets in, resigns"),
    ("REQUEST", "asks, urges, demands or proposes"),
    ("ACCUSE", "criticises, alleges, investigates or sues"),
    ("REJECT", "refuses, declines, vetoes, calls off or breaks an agreement"),
    ("THREATEN", "warns of harm or sets an ultimatum"),
    ("PROTEST", "demonstrates, strikes, riots or boycotts, as people do and not governments"),
    ("SANCTION", "cuts aid or ties, imposes sanctions, expels, convicts"),
    ("MOBILIZE", "moves, readies or tests forces and weapons"),
    ("COERCE", "arrests, seizes, deports, restricts or censors"),
    ("ASSAULT", "uses violence"),
];

/// Returns the manual.
///
/// # Errors
///
/// Returns an error where a table cannot be read.
pub(crate) fn manual(root: &Path) -> Result<String, Error> {
    let folder = root.join("languages/en");
    let verbs = table::read_tsv(&folder.join("events.tsv"))?;
    let nouns = table::read_tsv(&folder.join("event_nouns.tsv"))?;
    let stances = table::read_tsv(&folder.join("stances.tsv"))?;
    let mut out = HEAD.to_string();
    for (event, meaning) in EVENTS {
        let _ = writeln!(out, "\n## {event}\n\nA party {meaning}.");
        let rows = |table: &Table| -> Vec<Row> {
            table.rows.iter().filter(|row| table.cell(row, "event") == event).cloned().collect()
        };
        let entries: Vec<String> = rows(&verbs).iter().map(|row| verb(&verbs, row)).collect();
        list(&mut out, &entries);
        let entries: Vec<String> = rows(&nouns).iter().map(|row| noun(&nouns, row)).collect();
        list(&mut out, &entries);
        let said = rows(&stances);
        let said: Vec<String> = said
            .iter()
            .map(|row| format!("**statement** {}", quoted(stances.cell(row, "words"))))
            .collect();
        list(&mut out, &said);
    }
    Ok(out)
}

fn list(out: &mut String, entries: &[String]) {
    if !entries.is_empty() {
        out.push('\n');
    }
    for entry in entries {
        let _ = writeln!(out, "- {entry}");
    }
}

fn verb(table: &Table, row: &Row) -> String {
    let cell = |column: &str| table.cell(row, column);
    let mut out = format!("**verb** {}", quoted(cell("verb")));
    for (column, lead) in [("particle", " + "), ("noun", ", with the noun ")] {
        if !cell(column).is_empty() {
            out += &format!("{lead}{}", quoted(cell(column)));
        }
    }
    if !cell("clause").is_empty() {
        out += ", with an infinitive";
    }
    finish(out, table, row)
}

fn noun(table: &Table, row: &Row) -> String {
    finish(format!("**noun** {}", quoted(table.cell(row, "noun"))), table, row)
}

/// Adds mode, sides and example.
fn finish(mut out: String, table: &Table, row: &Row) -> String {
    let cell = |column: &str| table.cell(row, column);
    for (column, lead) in [("mode", "mode "), ("by", "who acts: "), ("to", "recipient: ")] {
        if !cell(column).is_empty() {
            out += &format!("; {lead}`{}`", cell(column).replace('|', "`, `"));
        }
    }
    if !cell("example").is_empty() {
        out += &format!(". *{}*", cell("example"));
    }
    out
}

fn quoted(words: &str) -> String {
    words.replace('|', ", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_event_has_its_section_and_entries() {
        let manual = super::manual(&crate::root()).unwrap();
        for (event, _) in super::EVENTS {
            let section = manual.split(&format!("## {event}\n")).nth(1).unwrap();
            let section = section.split("\n## ").next().unwrap();
            assert!(section.matches("- **").count() > 1, "{event}");
        }
    }
}
