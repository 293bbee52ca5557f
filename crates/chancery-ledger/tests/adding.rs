//! What a batch adds, and what it does not.

use chancery_ledger::{Added, Error, Ledger};

use crate::fixture::{Sample, add, ledger_of};

fn one() -> Sample {
    Sample::naming("A call", &["USA", "COL"]).at("https://example.org/call").dated("2026-01-08")
}

#[test]
fn duplicate_page_adds_nothing() {
    let mut ledger = Ledger::in_memory().unwrap();
    let sample = one();
    let first = add(&mut ledger, std::slice::from_ref(&sample)).unwrap();
    assert_eq!(first, Added { pages: 1, captures: 1, readings: 1, duplicates: 0 });
    let counts = ledger.counts().unwrap();
    let again = add(&mut ledger, &[sample.clone(), sample]).unwrap();
    assert_eq!(again, Added { duplicates: 2, ..Added::default() });
    assert_eq!(ledger.counts().unwrap(), counts);
}

#[test]
fn duplicate_within_a_batch_adds_nothing() {
    let mut ledger = Ledger::in_memory().unwrap();
    let added = add(&mut ledger, &[one(), one()]).unwrap();
    assert_eq!(added, Added { pages: 1, captures: 1, readings: 1, duplicates: 1 });
}

#[test]
fn page_without_an_address_is_captured_once() {
    let sample = Sample::of("No address", "Copied from a screen.");
    let mut ledger = ledger_of(std::slice::from_ref(&sample));
    assert_eq!(add(&mut ledger, &[sample]).unwrap().duplicates, 1);
}

#[test]
fn same_bytes_at_another_address_add_a_capture_alone() {
    let mut ledger = ledger_of(&[one()]);
    let mirror = one().at("https://mirror.example/call");
    let added = add(&mut ledger, std::slice::from_ref(&mirror)).unwrap();
    assert_eq!(added, Added { captures: 1, ..Added::default() });
    let captures = ledger.captures(mirror.id()).unwrap();
    let urls: Vec<_> = captures.iter().filter_map(|capture| capture.url.as_deref()).collect();
    assert_eq!(urls, ["https://example.org/call", "https://mirror.example/call"]);
}

#[test]
fn another_coder_adds_a_reading_which_becomes_the_current_one() {
    let first = one();
    let mut ledger = ledger_of(std::slice::from_ref(&first));
    let mut second = one().read_by("2").with_event(0, 1);
    second.reading.article.title = Some("Renamed".to_owned());
    second.reading.article.text.push_str(" Sentences were found that nobody saw before.");
    let added = add(&mut ledger, std::slice::from_ref(&second)).unwrap();
    assert_eq!(added, Added { readings: 1, ..Added::default() });

    let wires: Vec<_> =
        ledger.readings(first.id()).unwrap().into_iter().map(|reading| reading.wire).collect();
    assert_eq!(wires, [first.wire.clone(), second.wire.clone()]);
    let current = ledger.reading(first.id()).unwrap().unwrap();
    assert_eq!((current.wire, current.coder), (second.wire, second.reading.coder));
    assert_eq!(ledger.counts().unwrap().records.events, 1);
    assert_eq!(ledger.find("renamed", 9, 0).unwrap().len(), 1);
    assert_eq!(ledger.find("nobody", 9, 0).unwrap().len(), 1);
    assert_eq!(ledger.find("\"a call\" usa", 9, 0).unwrap().len(), 1, "kept in the text");
    assert!(ledger.check().unwrap().is_sound());

    // An old coder's reading is known: it does not come back to the front.
    assert_eq!(add(&mut ledger, &[first]).unwrap().duplicates, 1);
    assert_eq!(ledger.find("renamed", 9, 0).unwrap().len(), 1);
}

#[test]
fn reading_of_another_page_refuses_the_whole_batch() {
    let mut ledger = Ledger::in_memory().unwrap();
    let mut wrong = Sample::of("Mixed up", "Text.");
    wrong.reading.article.id = one().id().to_owned();
    let error = add(&mut ledger, &[one(), wrong]).unwrap_err();
    assert!(matches!(error, Error::OtherPage { .. }), "{error}");
    assert_eq!(ledger.counts().unwrap().pages, 0);
}

#[test]
fn wire_bytes_come_back_whatever_they_are() {
    let mut ledger = Ledger::in_memory().unwrap();
    for (i, wire) in [vec![], vec![0, 255, 0], vec![7; 300_000]].into_iter().enumerate() {
        for text in ["", "Text.\n\n“Ñandú”"] {
            let mut sample = Sample::of(&format!("wire {i}"), text);
            sample.wire = wire.clone();
            add(&mut ledger, std::slice::from_ref(&sample)).unwrap();
            assert_eq!(ledger.reading(sample.id()).unwrap().unwrap().wire, wire);
        }
    }
    assert!(ledger.check().unwrap().is_sound());
}

#[test]
fn empty_page_is_a_page() {
    let mut sample = Sample::of("", "");
    sample.page.bytes.clear();
    sample.reading.article.id = chancery_ledger::article_id(b"");
    let ledger = ledger_of(std::slice::from_ref(&sample));
    assert_eq!(ledger.page(sample.id()).unwrap(), Some(sample.page));
    assert!(ledger.check().unwrap().is_sound());
}
