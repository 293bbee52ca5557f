//! Full-text search: what words find, and what hostile words do not break.

use chancery_ledger::Error;
use proptest::prelude::*;

use crate::fixture::{Sample, ledger_of};

fn titles(samples: &[Sample], query: &str) -> Vec<String> {
    let hits = ledger_of(samples).find(query, 99, 0).unwrap();
    hits.into_iter().filter_map(|hit| hit.article.title).collect()
}

fn some() -> Vec<Sample> {
    vec![
        Sample::of("Talks resume", "The two ministers met in Geneva. A cease-fire holds.")
            .dated("2018-05-01"),
        Sample::of("Markets", "Talks were far from everyone's mind; a fire did not cease.")
            .dated("2018-05-03"),
        Sample::of("Peñalosa visita", "El señor Núñez habló.").dated("2018-05-02"),
    ]
}

#[test]
fn title_counts_for_more_than_text() {
    assert_eq!(titles(&some(), "talks"), ["Talks resume", "Markets"]);
}

#[test]
fn all_words_are_wanted() {
    assert_eq!(titles(&some(), "talks geneva"), ["Talks resume"]);
    assert_eq!(titles(&some(), "talks núñez"), [""; 0]);
}

#[test]
fn phrase_and_hyphen_want_the_words_in_order() {
    assert_eq!(titles(&some(), "fire cease").len(), 2);
    assert_eq!(titles(&some(), "\"cease fire\""), ["Talks resume"]);
    assert_eq!(titles(&some(), "cease-fire"), ["Talks resume"]);
}

#[test]
fn accents_case_and_endings_do_not_matter() {
    for query in ["nunez", "NÚÑEZ", "penalosa", "peñalosa"] {
        assert_eq!(titles(&some(), query), ["Peñalosa visita"], "{query}");
    }
    assert_eq!(titles(&some(), "minister meeting").len(), 0);
    assert_eq!(titles(&some(), "minister"), ["Talks resume"]);
}

#[test]
fn operators_are_words() {
    for query in ["talks OR peñalosa", "talks NOT geneva", "talks AND zzz", "NEAR(talks geneva)"] {
        assert_eq!(titles(&some(), query), [""; 0], "{query}");
    }
    assert_eq!(titles(&some(), "title:markets"), [""; 0]);
}

#[test]
fn star_stands_for_any_ending() {
    assert_eq!(titles(&some(), "gene*"), ["Talks resume"]);
}

#[test]
fn query_without_a_word_is_an_error() {
    let ledger = ledger_of(&some());
    for query in ["", " \t", "\"\"", "-", "*", "()"] {
        assert!(matches!(ledger.find(query, 9, 0), Err(Error::EmptyQuery)), "{query:?}");
    }
}

#[test]
fn snippet_marks_the_words_that_match() {
    let hits = ledger_of(&some()).find("ministers geneva", 9, 0).unwrap();
    let snippet = &hits[0].snippet;
    let marked: Vec<&str> = snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect();
    assert_eq!(marked, ["ministers", "Geneva"]);
    assert!(snippet.text.starts_with("The two ministers met"));
}

#[test]
fn snippet_of_a_long_text_is_a_passage_of_it() {
    let filler = "Nothing of note happened on that day in the capital. ".repeat(80);
    let sample = Sample::of("Long", &format!("{filler}Then an envoy arrived. {filler}"));
    let hits = ledger_of(&[sample]).find("envoy", 9, 0).unwrap();
    let snippet = &hits[0].snippet;
    assert_eq!(&snippet.text[snippet.marks[0].clone()], "envoy");
    assert!(snippet.text.len() < 400 && snippet.text.starts_with('…'), "{}", snippet.text);
}

#[test]
fn equal_hits_come_newest_first_and_then_by_id() {
    let mut samples: Vec<Sample> = (0..8)
        .map(|i| Sample::of(&format!("envoy {i}"), "The same words."))
        .enumerate()
        .map(
            |(i, sample)| {
                if i < 4 { sample.dated(&format!("2018-01-0{}", 1 + i / 2)) } else { sample }
            },
        )
        .collect();
    let mut expected = samples.clone();
    expected.sort_by_key(|sample| (std::cmp::Reverse(sample.published()), sample.id().to_owned()));
    let expected: Vec<String> =
        expected.into_iter().filter_map(|sample| sample.reading.article.title).collect();
    assert_eq!(titles(&samples, "envoy"), expected);
    samples.reverse();
    assert_eq!(titles(&samples, "envoy"), expected);

    let ledger = ledger_of(&samples);
    let paged: Vec<String> = (0..4)
        .flat_map(|page| ledger.find("envoy", 2, page * 2).unwrap())
        .filter_map(|hit| hit.article.title)
        .collect();
    assert_eq!(paged, expected);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_query_breaks_the_search(
        query in prop_oneof![
            "\\PC{0,40}",
            "[\"'*()^:+\\-a-zé{} \u{0}\u{301}]{0,30}",
            "(NEAR|AND|OR|NOT|title|text|\"|:|\\*|\\(| |\\^|talks){0,12}",
        ]
    ) {
        thread_local!(static LEDGER: chancery_ledger::Ledger = ledger_of(&some()));
        LEDGER.with(|ledger| match ledger.find(&query, 9, 0) {
            Ok(hits) => for hit in hits {
                for mark in &hit.snippet.marks {
                    assert!(hit.snippet.text.get(mark.clone()).is_some());
                }
            },
            Err(error) => assert!(matches!(error, Error::EmptyQuery), "{query:?}: {error:?}"),
        });
    }

    #[test]
    fn every_word_of_a_text_finds_it(words in proptest::collection::vec("[\\p{L}\\p{N}]{1,8}", 1..6), at in 0usize..6) {
        let text = words.join(" ");
        let word = &words[at % words.len()];
        let ledger = ledger_of(&[Sample::of("", &text)]);
        prop_assert_eq!(ledger.find(word, 9, 0).unwrap().len(), 1, "{} in {}", word, text);
    }
}
