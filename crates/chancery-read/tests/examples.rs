//! Every entry of the tables of events is read as it says: its example is.

use chancery_model::{EventKind, Form, Page};
use serde_json::json;

use crate::reader::READER;

const VERBS: &str = include_str!("../../../languages/en/events.tsv");
const NOUNS: &str = include_str!("../../../languages/en/event_nouns.tsv");

/// Returns the event and the example of each row.
fn examples(table: &str) -> impl Iterator<Item = (EventKind, &str)> {
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let column = move |name: &str| header.iter().position(|other| *other == name).unwrap();
    let (event, example) = (column("event"), column("example"));
    lines.filter_map(move |line| {
        let cells: Vec<&str> = line.split('\t').collect();
        (!cells[example].is_empty()).then(|| (cells[event].parse().unwrap(), cells[example]))
    })
}

fn unread(table: &str) -> Vec<&str> {
    let read = |kind: EventKind, example: &str| {
        let article = json!({"title": "Example", "published": "2019-05-14", "text": example});
        let reading = READER.read(&Page::new(article.to_string().into_bytes(), Form::Json));
        reading.events.iter().any(|event| event.kind == kind)
    };
    examples(table).filter(|(kind, text)| !read(*kind, text)).map(|(_, text)| text).collect()
}

#[test]
fn every_verb_is_read_as_its_example_says() {
    assert_eq!(unread(VERBS), [""; 0]);
}

#[test]
fn every_noun_is_read_as_its_example_says() {
    assert_eq!(unread(NOUNS), [""; 0]);
}

#[test]
fn every_verb_has_an_example() {
    let rows = VERBS.lines().filter(|line| !line.starts_with('#')).count() - 1;
    assert_eq!(examples(VERBS).count(), rows);
}
