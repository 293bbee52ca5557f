//! The examples of `docs/sql.md`, each asked of the example pages.

use std::path::Path;

use chancery_ledger::{Corrected, Ledger};
use chancery_model::{Change, Correction, EventId, Party, RecordId, RecordKey, RecordKind, Span};
use rusqlite::Connection;

use crate::opening::sample_file;

/// The example pages as the first version read them, brought up to date, with
/// a correction and stories.
fn examples(path: &Path) {
    std::fs::copy(sample_file("v1-examples.db"), path).unwrap();
    let mut ledger = Ledger::open_existing(path).unwrap();
    let mut articles = Vec::new();
    ledger.each_article(|article| articles.push(article)).unwrap();
    let correction = Correction {
        record: RecordKey {
            article: articles[0].id.clone(),
            kind: RecordKind::Event,
            evidence: Span::new(0, 9),
            words: articles[0].text[..9].to_owned(),
            code: Some("CONSULT".to_owned()),
            parties: [Party("ISL".to_owned())].into(),
        },
        change: Change::Reject,
        by: "Ruth".to_owned(),
        made: "2026-03-01T12:00:00Z".to_owned(),
        why: None,
    };
    ledger.correct(&[correction]).unwrap();
    let record = Some(RecordId::Event(EventId::from_index(0)));
    ledger.set_corrected(&[Corrected { record, holds: true }]).unwrap();
    let (first, rest) = articles.split_at(2);
    let origin = |articles: &[chancery_model::Article]| -> Vec<String> {
        articles.iter().map(|article| article.id.clone()).collect()
    };
    let mut stories = vec![vec![origin(&first[..1]), origin(&first[1..])]];
    stories.extend(rest.iter().map(|article| vec![vec![article.id.clone()]]));
    ledger.set_stories(&stories).unwrap();
}

#[test]
fn every_example_of_the_document_runs_and_finds_something() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    examples(&path);
    let conn = Connection::open(&path).unwrap();
    let document = include_str!("../../../docs/sql.md");
    let mut n_examples = 0;
    for block in document.split("```sql\n").skip(1) {
        let sql = block.split("```").next().unwrap();
        let mut statement = conn.prepare(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
        let found = statement.query([]).unwrap().next().unwrap().is_some();
        assert!(found, "nothing found: {sql}");
        n_examples += 1;
    }
    assert!(n_examples >= 10, "{n_examples}");
}

#[test]
fn document_names_every_column_of_every_view_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    Ledger::open(&path).unwrap();
    let conn = Connection::open(&path).unwrap();
    let document = include_str!("../../../docs/sql.md");
    let names: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for view in names.iter().filter(|name| *name != "search_content") {
        let columns = conn.prepare(&format!("SELECT * FROM {view}")).unwrap();
        let columns: Vec<String> = columns.column_names().map(ToOwned::to_owned).collect();
        let section = document.split(&format!("## `{view}`")).nth(1);
        let section = section.unwrap_or_else(|| panic!("no section on {view}"));
        let section = section.split("\n## ").next().unwrap();
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
        let told: Vec<&str> = rows
            .flat_map(|row| row.split(" | ").next().unwrap().split(", "))
            .map(|name| name.trim_matches('`'))
            .collect();
        assert_eq!(told, columns, "{view}");
    }
}
