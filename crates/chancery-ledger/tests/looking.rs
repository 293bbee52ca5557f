//! One article by its names, lists by date, counts, and what SQL sees.

use chancery_ledger::{Error, Period};
use chancery_model::{Date, Span};
use rusqlite::Connection;

use crate::fixture::{Sample, add, ledger_of, random};

fn named(source: &str) -> Sample {
    let mut sample = Sample::of(source, "Named by its source.");
    sample.reading.article.source_id = Some(source.to_owned());
    sample.wired()
}

#[test]
fn article_answers_to_id_prefix_source_and_address() {
    let sample = named("wire-77").at("https://example.org/77");
    let ledger = ledger_of(&[sample.clone(), named("wire-78")]);
    let digits = &sample.id()["sha256:".len()..];
    for name in
        [sample.id(), digits, &digits[..9], &sample.id()[..20], "wire-77", "https://example.org/77"]
    {
        let reading = ledger.reading(name).unwrap().unwrap_or_else(|| panic!("{name}"));
        assert_eq!((reading.article_id.as_str(), &reading.wire), (sample.id(), &sample.wire));
        assert_eq!(ledger.page(name).unwrap().as_ref(), Some(&sample.page));
    }
    for name in ["wire-79", "", "sha256:", &digits[..3], "'; DROP TABLE page; --"] {
        assert_eq!(ledger.reading(name).unwrap(), None, "{name}");
        assert_eq!(ledger.page(name).unwrap(), None, "{name}");
        assert_eq!(ledger.captures(name).unwrap(), [], "{name}");
    }
}

#[test]
fn name_of_several_articles_is_ambiguous() {
    let mut twin = Sample::of("twin", "Other words under the same name.");
    twin.reading.article.source_id = Some("wire-77".to_owned());
    let ledger = ledger_of(&[named("wire-77"), twin]);
    let error = ledger.reading("wire-77").unwrap_err();
    assert!(matches!(error, Error::Ambiguous { articles: 2, .. }), "{error}");
}

#[test]
fn address_means_the_page_captured_last() {
    let at = |text: &str, time: &str| {
        let mut sample = Sample::of("Live", text).at("https://example.org/live");
        sample.page.captured = Some(time.to_owned());
        sample
    };
    let (noon, dawn) = (at("Updated.", "2026-01-08T12:00:00Z"), at("New.", "2026-01-08T06:00:00Z"));
    let ledger = ledger_of(&[noon.clone(), dawn]);
    let reading = ledger.reading("https://example.org/live").unwrap().unwrap();
    assert_eq!(reading.article_id, noon.id());
}

#[test]
fn articles_come_newest_first_and_undated_last() {
    let mut samples: Vec<Sample> = (0..40).map(random).collect();
    let ledger = ledger_of(&samples);
    let day = |month| Some(Date::constant(2018, month, 15));
    samples.sort_by_key(|sample| (std::cmp::Reverse(sample.published()), sample.id().to_owned()));
    for period in [
        Period::ALWAYS,
        Period::dated(None, None),
        Period::dated(day(4), day(9)),
        Period { since: day(8), until: None, undated: true },
    ] {
        let expected: Vec<&str> = samples
            .iter()
            .filter(|sample| period.has(sample.published()))
            .map(|sample| sample.id())
            .collect();
        let listed = ledger.articles(period, 99, 0).unwrap();
        let listed: Vec<&str> = listed.iter().map(|article| article.article_id.as_str()).collect();
        assert_eq!(listed, expected, "{period:?}");
        let tail = ledger.articles(period, 99, 3).unwrap();
        assert_eq!(tail.len(), expected.len().saturating_sub(3));
    }
}

#[test]
fn counts_are_those_of_the_current_readings() {
    let samples: Vec<Sample> = (0..30).map(random).collect();
    let mut ledger = ledger_of(&samples);
    let again: Vec<Sample> = samples.iter().take(5).map(|s| s.clone().read_by("2")).collect();
    add(&mut ledger, &again).unwrap();
    let counts = ledger.counts().unwrap();
    assert_eq!((counts.pages, counts.captures, counts.articles, counts.readings), (30, 30, 30, 35));
    let sum = |of: fn(&Sample) -> usize| samples.iter().map(of).sum::<usize>();
    assert_eq!(counts.records.events, sum(|s| s.reading.events.len()));
    assert_eq!(counts.records.statements, sum(|s| s.reading.statements.len()));
    assert_eq!(counts.records.claims, sum(|s| s.reading.claims.len()));
    assert_eq!(counts.records.commitments, sum(|s| s.reading.commitments.len()));
    assert_eq!(counts.records.proposals, sum(|s| s.reading.proposals.len()));
    assert_eq!(counts.pairs, ledger.pairs(999).unwrap().len());
}

#[test]
fn plain_sql_shows_a_record_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    let mut sample = Sample::naming("“Ñandú” café", &["USA", "COL"]).with_event(0, 1);
    let text = &sample.reading.article.text;
    let start = text.find("café").unwrap();
    sample.reading.events[0].evidence = Span::new(start, start + "café".len());
    let mut ledger = chancery_ledger::Ledger::open(&path).unwrap();
    add(&mut ledger, &[sample.clone().wired()]).unwrap();

    let conn = Connection::open(&path).unwrap();
    let line = |sql: &str| -> String { conn.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(
        line(
            "SELECT concat_ws('|', article, record, kind, code, standing, place, country, start,
                 \"end\", precision, score, evidence, confidence) FROM records"
        ),
        format!(
            "{}|e1|event|CONSULT|actual|Sentosa|SGP|2018-06-12|2018-06-12|day|2.5|café|0.75",
            sample.id()
        )
    );
    assert_eq!(
        line("SELECT group_concat(side || ' ' || party, ', ' ORDER BY side) FROM sides"),
        "actor USA, recipient COL"
    );
    assert_eq!(
        line("SELECT group_concat(id || ' ' || name, ', ' ORDER BY id) FROM actors"),
        "a1 the government of USA, a2 the government of COL"
    );
    assert_eq!(line("SELECT title FROM search WHERE search MATCH 'nandu'"), "“Ñandú” café");
}
