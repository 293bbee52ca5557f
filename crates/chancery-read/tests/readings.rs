//! Reading tests in Markdown: text in, the records expected beside it.
//!
//! Each folder of `readings/` holds the cases of one stage; the form of a case
//! is told in [`case`], that of a record in [`notation`]. A case lists the kinds
//! of record that it is about, and only those are compared, so that a case about
//! sentences does not change with the events that are read from them.
//!
//! `UPDATE=1 cargo test -p chancery-read` writes what is read today into the
//! files; a new case names its kinds, one word a line, and leaves the rest empty.
//! A person reads the difference.

mod case;
mod notation;

use std::fs;
use std::path::{Path, PathBuf};

use case::Case;
use chancery_model::{Form, Page};
use serde_json::json;

use crate::reader::READER;

const STAGES: [&str; 9] =
    ["text", "actor", "time", "event", "statement", "claim", "commitment", "quantity", "domain"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings")
}

/// Returns what is read of a case, in the notation and the kinds that it uses.
fn read(case: &Case) -> Vec<String> {
    // An article that is text already: its text is not changed on the way.
    let article = json!({ "text": case.text, "published": case.date, "language": "en" });
    let reading = READER.read(&Page::new(article.to_string(), Form::Json));
    assert_eq!(reading.article.text, case.text, "{}: the text was changed", case.name);
    let times = || {
        let date = case.date.as_ref().and_then(|date| date.parse().ok());
        notation::times(&READER.times(&case.text, date), &case.text)
    };
    let lines = |kind: &str| match kind {
        "time" => times(),
        kind => notation::lines(&reading, kind),
    };
    case.kinds().into_iter().flat_map(lines).collect()
}

/// Holds every case of a stage against what is read, or writes that down.
fn check(stage: &str) {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in files(&folder().join(stage)) {
        let markdown = fs::read_to_string(&path).unwrap();
        let cases = case::parse(&markdown).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        assert!(!cases.is_empty(), "{path:?} holds no case");
        let read: Vec<Vec<String>> = cases.iter().map(read).collect();
        if update {
            fs::write(&path, case::with_answers(&markdown, &cases, &read)).unwrap();
            continue;
        }
        for (case, read) in cases.iter().zip(read) {
            if case.expected != read {
                let file = path.file_name().unwrap().to_str().unwrap();
                wrong.push(format!(
                    "{stage}/{file}: {}\n{}",
                    case.name,
                    difference(&case.expected, &read)
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases read otherwise than expected (- expected, + read):\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Returns both lists, lines of one alone marked.
fn difference(expected: &[String], read: &[String]) -> String {
    let missing = expected.iter().filter(|line| !read.contains(line)).map(|line| ("- ", line));
    let marked = read.iter().map(|line| (if expected.contains(line) { "  " } else { "+ " }, line));
    missing.chain(marked).map(|(mark, line)| format!("{mark}{line}\n")).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder:?} holds no case");
    files
}

macro_rules! stages {
    ($($claim:ident = $stage:literal;)*) => {$(
        #[test]
        fn $claim() {
            check($stage);
        }
    )*};
}

stages! {
    text_is_cut_as_written = "text";
    actors_are_named_as_written = "actor";
    times_are_read_as_written = "time";
    events_are_read_as_written = "event";
    statements_are_read_as_written = "statement";
    claims_are_read_as_written = "claim";
    commitments_are_read_as_written = "commitment";
    quantities_are_read_as_written = "quantity";
    domains_are_read_as_written = "domain";
}

/// A folder that no test names would never be read.
#[test]
fn no_stage_is_forgotten() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(!path.is_dir() || STAGES.contains(&name), "{name}");
        assert!(path.is_dir() || name.ends_with(".rs"), "{name}");
    }
}
