//! Reading pages again, and making again what is derived.

use std::collections::BTreeMap;

use chancery_ledger::{Ledger, Period, StoredReading};
use chancery_model::{Pair, Party, Reading};
use rusqlite::Connection;

use crate::fixture::{Sample, add, ledger_of, random};

fn samples() -> Vec<Sample> {
    (0..40).map(random).collect()
}

/// What gives back the readings of these samples by their wire form.
fn reads(samples: &[Sample]) -> impl FnMut(&StoredReading) -> Option<Reading> + use<> {
    let known: BTreeMap<Vec<u8>, Reading> =
        samples.iter().map(|sample| (sample.wire.clone(), sample.reading.clone())).collect();
    move |stored| known.get(&stored.wire).cloned()
}

/// Whatever the derived tables answer.
fn answers(ledger: &Ledger) -> String {
    let pair = Pair::new(Party("USA".to_owned()), Party("PRK".to_owned()));
    let readings: Vec<StoredReading> = ledger
        .readings_of_pair(&pair, Period::ALWAYS)
        .unwrap()
        .map(|reading| StoredReading { number: 0, ..reading.unwrap() })
        .collect();
    format!(
        "{:?}{:?}{:?}{:?}{readings:?}",
        ledger.counts().unwrap(),
        ledger.pairs(99).unwrap(),
        ledger.find("talked", 99, 0).unwrap(),
        ledger.articles(Period::ALWAYS, 99, 0).unwrap(),
    )
}

#[test]
fn rebuilt_ledger_answers_as_before_whatever_the_order_of_adding() {
    let samples = samples();
    let mut reversed = samples.clone();
    reversed.reverse();
    let added = answers(&ledger_of(&samples));
    for order in [&samples, &reversed] {
        let mut ledger = ledger_of(order);
        let rebuilt = ledger.rebuild(reads(&samples)).unwrap();
        assert_eq!((rebuilt.articles, rebuilt.older.len(), rebuilt.unread.len()), (40, 0, 0));
        assert_eq!(answers(&ledger), added);
        assert!(ledger.check().unwrap().is_sound());
    }
}

#[test]
fn derived_tables_of_two_orders_are_equal_row_by_row_after_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();
    let mut reversed = samples.clone();
    reversed.reverse();
    let dumps = [("a.db", &samples), ("b.db", &reversed)].map(|(name, order)| {
        let path = folder.path().join(name);
        let mut ledger = Ledger::open(&path).unwrap();
        add(&mut ledger, order).unwrap();
        ledger.rebuild(reads(&samples)).unwrap();
        let conn = Connection::open(&path).unwrap();
        ["term ORDER BY id", "party ORDER BY id", "actor ORDER BY id", "records ORDER BY 1, 2"]
            .map(|table| dump(&conn, &format!("SELECT * FROM {table}")))
    });
    assert_eq!(dumps[0], dumps[1]);
}

fn dump(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    let n_columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        Ok((0..n_columns).map(|i| format!("{:?}|", row.get_ref(i).unwrap())).collect::<String>())
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn rebuild_mends_whatever_is_derived() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    let samples = samples();
    let mut ledger = Ledger::open(&path).unwrap();
    add(&mut ledger, &samples).unwrap();
    let before = answers(&ledger);
    for harm in [
        "DELETE FROM article WHERE id = 5",
        "DELETE FROM term",
        "DELETE FROM party WHERE id % 2 = 0",
        "UPDATE article SET title = 'Another', published = NULL",
        "UPDATE article SET reading = -reading WHERE id = 3",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "UPDATE record SET evidence_end = 0; DELETE FROM pair; DELETE FROM appearance",
    ] {
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {harm}")).unwrap();
        ledger.rebuild(reads(&samples)).unwrap();
        assert!(ledger.check().unwrap().is_sound(), "{harm}");
        assert_eq!(answers(&ledger), before, "{harm}");
    }
}

#[test]
fn unreadable_reading_leaves_its_place_to_an_older_one() {
    let samples = samples();
    let mut ledger = ledger_of(&samples);
    let newer = samples[3].clone().read_by("2");
    let mut lost = samples[7].clone().read_by("2");
    lost.wire = b"damaged".to_vec();
    add(&mut ledger, &[newer.clone(), lost.clone()]).unwrap();
    let known: Vec<Sample> = samples.iter().cloned().chain([newer]).collect();
    let rebuilt = ledger.rebuild(reads(&known[1..])).unwrap();
    assert_eq!(rebuilt.older, [lost.id()]);
    assert_eq!(rebuilt.unread, [samples[0].id()]);
    assert_eq!(ledger.reading(lost.id()).unwrap().unwrap().coder.version, "1");
    let mut outdated = ledger.outdated(&lost.reading.coder).unwrap();
    outdated.retain(|id| [samples[0].id(), lost.id()].contains(&id.as_str()));
    assert_eq!(outdated, [samples[0].id(), lost.id()], "they are to be read again");
}

#[test]
fn recoded_pages_are_outdated_no_more_and_keep_their_old_readings() {
    let samples = samples();
    let mut ledger = ledger_of(&samples);
    let newer: Vec<Sample> = samples.iter().map(|sample| sample.clone().read_by("2")).collect();
    let coder = &newer[0].reading.coder;
    assert_eq!(ledger.outdated(coder).unwrap().len(), 40);
    let entries: Vec<_> = newer[..15].iter().map(Sample::entry).collect();
    assert_eq!(ledger.recode(&entries).unwrap(), 15);
    assert_eq!(ledger.recode(&entries).unwrap(), 0);
    let left: Vec<&str> = newer[15..].iter().map(Sample::id).collect();
    assert_eq!(ledger.outdated(coder).unwrap(), left);
    assert_eq!(ledger.readings(newer[0].id()).unwrap().len(), 2);
    assert_eq!(ledger.reading(newer[0].id()).unwrap().unwrap().coder, *coder);
}

/// Once, what an earlier coder had read could not be made current again.
#[test]
fn coder_that_read_a_page_before_another_one_may_read_it_again() {
    let first = random(1);
    let second = first.clone().read_by("2");
    let mut ledger = ledger_of(&[first.clone(), second]);
    assert_eq!(ledger.outdated(&first.reading.coder).unwrap(), [first.id()]);
    assert_eq!(ledger.recode(&[first.entry()]).unwrap(), 1);
    assert_eq!(ledger.reading(first.id()).unwrap().unwrap().coder, first.reading.coder);
    assert_eq!(ledger.readings(first.id()).unwrap().len(), 3);
    assert!(ledger.check().unwrap().is_sound());
    // Adding it stores nothing that is known.
    assert_eq!(add(&mut ledger, &[first]).unwrap().readings, 0);
}

#[test]
fn page_that_was_never_added_is_not_recoded() {
    let mut ledger = ledger_of(&[random(1)]);
    assert!(ledger.recode(&[random(2).entry()]).is_err());
    assert_eq!(ledger.counts().unwrap().pages, 1);
}

#[test]
fn stories_hold_until_an_article_is_new() {
    let samples: Vec<Sample> = (0..4).map(random).collect();
    let mut ledger = ledger_of(&samples);
    assert!(!ledger.has_all_stories().unwrap());
    let id = |index: usize| samples[index].id().to_owned();
    let stories =
        [vec![vec![id(2), id(0)], vec![id(1)]], vec![vec![id(3), "sha256:00".to_owned()]]];
    ledger.set_stories(&stories).unwrap();
    assert!(ledger.has_all_stories().unwrap());
    let mut known = stories.to_vec();
    known[0][0].sort();
    known[1][0].truncate(1);
    assert_eq!(ledger.stories().unwrap(), known);
    ledger.recode(&[samples[2].clone().read_by("2").entry()]).unwrap();
    assert!(!ledger.has_all_stories().unwrap());
    ledger.set_stories(&stories).unwrap();
    add(&mut ledger, &[random(9)]).unwrap();
    assert!(!ledger.has_all_stories().unwrap());
    assert!(ledger.check().unwrap().is_sound());
}

#[test]
fn articles_are_shown_with_all_that_is_known_of_them() {
    let samples: Vec<Sample> = (0..9).map(random).collect();
    let mut shown = Vec::new();
    ledger_of(&samples).each_article(|article| shown.push(article)).unwrap();
    let mut expected: Vec<_> = samples.into_iter().map(|sample| sample.reading.article).collect();
    expected.sort_by(|left, right| left.id.cmp(&right.id));
    assert_eq!(shown, expected);
}
