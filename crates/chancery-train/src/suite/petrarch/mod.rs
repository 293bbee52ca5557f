//! Suite `petrarch`: the unit tests of PETRARCH2, another coder of events.
//!
//! In: its file of records, sentences about countries of Middle-earth with the
//! events that its test dictionaries find in them. Out: the share of records of
//! which the root of PLOVER is read, and of which the parties are too. Many of
//! the records test a detail of those dictionaries and no reader without them
//! can be right there; PETRARCH itself, with them, has all.
//!
//! The countries and people are given to the reader as tables of a codebook
//! (`states.tsv`, `people.tsv`). A record of several events is right where all of
//! them are read; one of none, where nothing is read. Events that PLOVER does not
//! have (comments, and codes that the dictionaries made up) are not asked for,
//! and a record that has no other is counted apart. Consultations have no
//! direction, because the records have a visit and the receipt of it.

mod codes;
mod records;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chancery_model::{ActorId, Event, Form, Page, Reading};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};
use serde_json::{Value, json};

use self::codes::{Scheme, party, root};
use self::records::{Coding, Expected, Record, records};
use super::tally::{rounded, share};
use super::{Figures, plover};
use crate::error::Error;

const STATES: &str = include_str!("states.tsv");
const PEOPLE: &str = include_str!("people.tsv");

/// Returns the figures of the file.
pub(super) fn run(path: &Path, tier: Tier) -> Result<Figures, Error> {
    let tables = |name: &str| match name {
        "states.tsv" => Some(STATES.to_owned()),
        "people.tsv" => Some(PEOPLE.to_owned()),
        _ => None,
    };
    let codebook = Codebook::with(tables).map_err(Error::codebook)?;
    let reader = Reader::new(codebook, tier).map_err(Error::reader)?;
    let file = fs::read_to_string(path).map_err(|source| Error::read(path, source))?;
    let records = records(&file).ok_or_else(|| Error::form(path, "no records in it"))?;
    let found: Vec<Vec<Found>> = records
        .iter()
        .map(|record| {
            let page = json!({"text": record.text, "published": record.date}).to_string();
            found(&reader.read(&Page::new(page, Form::Json)))
        })
        .collect();
    Ok(figures(&records, &found))
}

/// An event that was read.
#[derive(Clone, Debug)]
struct Found {
    root: &'static str,
    actors: BTreeSet<String>,
    /// The actors again, where the event is mutual.
    recipients: BTreeSet<String>,
    is_mutual: bool,
}

fn found(reading: &Reading) -> Vec<Found> {
    let parties = |ids: &[ActorId]| -> BTreeSet<String> {
        ids.iter().filter_map(|id| reading.party(*id)).map(|party| party.0.clone()).collect()
    };
    let event = |event: &Event| {
        let is_mutual = event.recipients.is_empty();
        let recipients = if is_mutual { &event.actors } else { &event.recipients };
        Found {
            root: plover::root(event.kind),
            actors: parties(&event.actors),
            recipients: parties(recipients),
            is_mutual: is_mutual || plover::root(event.kind) == "CONSULT",
        }
    };
    reading.events.iter().map(event).collect()
}

impl Found {
    /// Returns whether this is that event, with both its parties.
    fn is(&self, root: &str, coding: &Coding) -> bool {
        let has = |side: &BTreeSet<String>, code: &str| {
            party(code).is_none_or(|party| side.contains(party))
        };
        let (source, target) = (coding.source.as_str(), coding.target.as_str());
        let directed = has(&self.actors, source) && has(&self.recipients, target);
        let reversed = has(&self.actors, target) && has(&self.recipients, source);
        self.root == root && (directed || (self.is_mutual && reversed))
    }
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing is asked for that could be found.
    Apart,
    /// No event is expected; whether none was read.
    Silent { right: bool },
    Told {
        /// Whether all roots were read.
        root: bool,
        /// Whether all were read with their parties.
        parties: bool,
        /// Whether that is so and nothing else was read.
        alone: bool,
    },
}

fn outcome(record: &Record, found: &[Found], scheme: Scheme) -> Outcome {
    let Expected::Events(codings) = &record.expected else { return Outcome::Apart };
    if codings.is_empty() {
        return Outcome::Silent { right: found.is_empty() };
    }
    let asked: Vec<(&str, &Coding)> =
        codings.iter().filter_map(|coding| Some((root(&coding.event, scheme)?, coding))).collect();
    if asked.is_empty() {
        return Outcome::Apart;
    }
    let right_root = asked.iter().all(|(root, _)| found.iter().any(|event| event.root == *root));
    let parties =
        asked.iter().all(|(root, coding)| found.iter().any(|event| event.is(root, coding)));
    let nothing_else =
        found.iter().all(|event| asked.iter().any(|(root, coding)| event.is(root, coding)));
    Outcome::Told { root: right_root, parties, alone: parties && nothing_else }
}

/// The count of records under one scheme.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    apart: usize,
    silent: usize,
    silent_right: usize,
    told: usize,
    root: usize,
    parties: usize,
    alone: usize,
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Apart => self.apart += 1,
            Outcome::Silent { right } => {
                self.silent += 1;
                self.silent_right += usize::from(right);
            }
            Outcome::Told { root, parties, alone } => {
                self.told += 1;
                self.root += usize::from(root);
                self.parties += usize::from(parties);
                self.alone += usize::from(alone);
            }
        }
    }

    fn lines(self, scheme: Scheme) -> [String; 3] {
        let name = scheme.name();
        let counted = self.silent + self.told;
        let with_silent = |right: usize| share(right + self.silent_right, counted);
        [
            format!(
                "codes as {name}: right root {:.4}, right root and parties {:.4} of {counted} \
                 records, {} apart",
                with_silent(self.root),
                with_silent(self.parties),
                self.apart,
            ),
            format!(
                "  with an event: root {}/{}, root and parties {}/{}, and nothing else read {}/{}",
                self.root, self.told, self.parties, self.told, self.alone, self.told,
            ),
            format!("  without: nothing read {}/{}", self.silent_right, self.silent),
        ]
    }

    fn object(self) -> Value {
        let counted = self.silent + self.told;
        let with_silent = |right: usize| rounded(share(right + self.silent_right, counted));
        json!({
            "root": with_silent(self.root),
            "parties": with_silent(self.parties),
            "alone": with_silent(self.alone),
            "records": counted,
            "apart": self.apart,
        })
    }
}

fn figures(records: &[Record], found: &[Vec<Found>]) -> Figures {
    let mut lines = vec![format!("{} records", records.len())];
    let mut object = json!({"suite": "petrarch", "records": records.len()});
    let mut cases = Vec::new();
    for scheme in Scheme::ALL {
        let mut counts = Counts::default();
        for (record, found) in records.iter().zip(found) {
            let outcome = outcome(record, found, scheme);
            counts.add(outcome);
            if scheme == Scheme::Weis {
                let roots: Vec<&str> = found.iter().map(|event| event.root).collect();
                cases.push(case(&record.id, outcome, &roots));
            }
        }
        lines.extend(counts.lines(scheme));
        object[scheme.name().to_lowercase()] = counts.object();
    }
    Figures { lines, cases, object }
}

fn case(id: &str, outcome: Outcome, found: &[&str]) -> Value {
    match outcome {
        Outcome::Apart => json!({"id": id, "apart": true, "found": found}),
        Outcome::Silent { right } => json!({"id": id, "silent": right, "found": found}),
        Outcome::Told { root, parties, alone } => {
            json!({"id": id, "root": root, "parties": parties, "alone": alone, "found": found})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(records: &[(&str, &str)]) -> Figures {
        let records = records.iter().enumerate().map(|(number, (codings, text))| {
            format!("<Sentence id=\"X-{number}\">{codings}<Text>{text}</Text></Sentence>")
        });
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), records.collect::<String>()).unwrap();
        run(file.path(), Tier::Fast).unwrap()
    }

    fn coding(source: &str, target: &str, event: &str) -> String {
        format!(
            "<EventCoding sourcecode=\"{source}\" targetcode=\"{target}\" eventcode=\"{event}\">"
        )
    }

    #[test]
    fn event_between_invented_countries_is_right_by_root_and_parties() {
        let accused = coding("ARNGOV", "GON", "122");
        let turned = coding("GON", "ARNGOV", "122");
        let text = "The Arnorian government condemned Gondor on Monday.";
        let figures = scored(&[(&accused, text), (&turned, text)]);
        assert_eq!(figures.object["weis"]["root"], 1.0);
        assert_eq!(figures.object["weis"]["parties"], 0.5);
        assert_eq!(figures.object["cameo"]["root"], 0.0);
    }

    #[test]
    fn record_without_event_is_right_where_nothing_is_read() {
        let none = "<EventCoding noevents=\"True\">";
        let figures = scored(&[(none, "It rained."), (none, "Arnor condemned Gondor.")]);
        assert_eq!(figures.object["weis"]["parties"], 0.5);
        assert_eq!(figures.object["weis"]["records"], 2);
    }

    #[test]
    fn record_of_comments_and_made_up_codes_is_apart() {
        let codings = coding("ARN", "GON", "023") + &coding("ARN", "GON", "345");
        let figures = scored(&[(&codings, "Arnor condemned Gondor.")]);
        assert_eq!(figures.object["weis"]["apart"], 1);
        assert_eq!(figures.object["weis"]["records"], 0);
        assert_eq!(figures.cases[0]["apart"], true);
    }

    #[test]
    fn visit_and_its_receipt_are_one_consultation() {
        let codings = coding("ARN", "GON", "032") + &coding("GON", "ARN", "033");
        let figures = scored(&[(&codings, "Arnor held talks with Gondor on Monday.")]);
        assert_eq!(figures.object["weis"]["alone"], 1.0);
    }

    #[test]
    fn file_of_another_form_is_an_error() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(matches!(run(file.path(), Tier::Fast), Err(Error::Form { .. })));
    }
}
