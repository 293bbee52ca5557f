//! Laws of reading, whatever the page: random words, names, marks and bytes.

use chancery_model::{ActorId, Form, Page, Reading, Span};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use serde_json::json;

use crate::reader::READER;

/// Words that the stages look for, and those that stand between them.
const WORDS: &[&str] = &[
    "Norway",
    "Norwegian",
    "Oslo",
    "Kenya",
    "Nairobi",
    "the Kremlin",
    "Washington",
    "U.S.",
    "NATO",
    "the United Nations",
    "President",
    "Foreign Minister",
    "Secretary of State",
    "Gen.",
    "Mr.",
    "Mara Lindqvist",
    "J. W. Okoro",
    "Petro’s",
    "O'Brien's",
    "Trump",
    "Hamas",
    "the White House",
    "he",
    "she",
    "they",
    "both governments",
    "the president",
    "her counterpart",
    "Reuters",
    "said",
    "told",
    "accused",
    "denied",
    "called",
    "met",
    "will visit",
    "plans to meet",
    "agreed",
    "threatened",
    "imposed sanctions on",
    "condemned",
    "praised",
    "warned that",
    "according to",
    "proposed",
    "did not",
    "would",
    "if",
    "not",
    "never",
    "has been",
    "to",
    "of",
    "with",
    "and",
    "that",
    "on",
    "by",
    "in",
    "the",
    "a",
    "talks",
    "a visit",
    "an attack",
    "sanctions",
    "a call",
    "drug trafficking",
    "energy",
    "in an interview with",
    "on Truth Social",
    "Writing on X",
    "Wednesday",
    "yesterday",
    "next month",
    "January 7, 2026",
    "2014-03-18",
    "in March",
    "May",
    "$500 billion",
    "100%",
    "12",
    "1,200",
    "3.5 million",
    "troops",
    "euros",
    "No.",
    "10",
];

/// Marks that begin, end, join and part.
const MARKS: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    ".",
    "...",
    "…",
    "?",
    "!",
    ",",
    ";",
    ":",
    "—",
    "-",
    "--",
    "(",
    ")",
    "[",
    "]",
    "•",
    "\n",
    "\n\n",
    "\t",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "@",
    "#",
    "$",
    "%",
    "/",
    "*",
    "> ",
    "’s",
    "n't",
    "U.S.-led",
    "https://news.example/a",
];

/// Words and marks in any order, with spaces between most of them.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => select(WORDS).prop_map(str::to_owned),
        5 => select(MARKS).prop_map(str::to_owned),
        1 => "\\PC{1,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    let spaced = (piece, prop_oneof![4 => Just(" "), 1 => Just("")]);
    prop::collection::vec(spaced, 0..120)
        .prop_map(|pieces| pieces.iter().flat_map(|(piece, gap)| [piece.as_str(), gap]).collect())
}

/// Words that form sentences, so that every stage has something to find.
fn sentences() -> impl Strategy<Value = String> {
    let sentence =
        prop::collection::vec(select(WORDS), 3..20).prop_map(|words| words.join(" ") + ". ");
    prop::collection::vec(sentence, 1..12).prop_map(|sentences| sentences.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => prose(), 3 => sentences(), 1 => any::<String>()]
}

fn page() -> impl Strategy<Value = Page> {
    let given = (text(), prop::option::of(select(&["2026-01-08", "2013-12-31"][..])));
    let given = given.prop_map(|(text, published)| {
        let article = json!({ "text": text, "published": published, "language": "en" });
        Page::new(article.to_string(), Form::Json)
    });
    let copied = text().prop_map(|text| Page::new(text, Form::Text));
    let html = prop::collection::vec(text(), 0..4).prop_map(|paragraphs| {
        let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
        let head = "<title>A page</title><meta property=\"og:locale\" content=\"en_GB\">";
        let html = format!("<html lang=\"en\"><head>{head}</head><body>{body}</body></html>");
        Page::new(html, Form::Html)
    });
    prop_oneof![5 => given, 1 => copied, 1 => html]
}

/// Every span of a reading, with what it belongs to.
fn spans(reading: &Reading) -> Vec<(String, Span)> {
    let mut spans: Vec<(String, Span)> = Vec::new();
    let mut push = |what: String, span: Span| spans.push((what, span));
    reading.article.blocks.iter().for_each(|block| push("block".into(), block.span));
    reading.sentences.iter().for_each(|span| push("sentence".into(), *span));
    for actor in &reading.actors {
        actor
            .mentions
            .iter()
            .for_each(|mention| push(format!("mention of {}", actor.id), mention.span));
    }
    for statement in &reading.statements {
        push(format!("content of {}", statement.id), statement.content);
        statement.cue.into_iter().for_each(|cue| push(format!("cue of {}", statement.id), cue));
    }
    reading.claims.iter().for_each(|claim| push(format!("content of {}", claim.id), claim.content));
    reading.proposals.iter().for_each(|p| push(format!("content of {}", p.id), p.content));
    reading.quantities.iter().for_each(|quantity| push(quantity.id.to_string(), quantity.span));
    spans.extend(evidence(reading));
    spans
}

/// The words that each record rests on.
fn evidence(reading: &Reading) -> Vec<(String, Span)> {
    let events = reading.events.iter().map(|event| (event.id.to_string(), event.evidence));
    let statements = reading.statements.iter().map(|s| (s.id.to_string(), s.evidence));
    let claims = reading.claims.iter().map(|claim| (claim.id.to_string(), claim.evidence));
    let plans = reading.commitments.iter().map(|plan| (plan.id.to_string(), plan.evidence));
    let proposals = reading.proposals.iter().map(|p| (p.id.to_string(), p.evidence));
    events.chain(statements).chain(claims).chain(plans).chain(proposals).collect()
}

/// The actors that any record names.
fn named(reading: &Reading) -> Vec<ActorId> {
    let mut ids: Vec<ActorId> = Vec::new();
    reading
        .events
        .iter()
        .for_each(|event| ids.extend(event.actors.iter().chain(&event.recipients)));
    reading.statements.iter().for_each(|s| ids.extend(s.speaker.iter().chain(&s.addressees)));
    reading.claims.iter().for_each(|claim| ids.extend(claim.by.iter().chain(&claim.about)));
    reading
        .commitments
        .iter()
        .for_each(|plan| ids.extend(plan.parties.iter().chain(&plan.arranged_by)));
    reading.proposals.iter().for_each(|p| ids.extend(p.by.iter().chain(&p.to)));
    reading.domains.iter().for_each(|weight| ids.extend(&weight.actors));
    ids
}

/// Returns whether the ids are those of places in a list, in their order.
fn count_up<T: ToString>(letter: char, ids: impl Iterator<Item = T>) -> bool {
    ids.enumerate().all(|(idx, id)| id.to_string() == format!("{letter}{}", idx + 1))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_stands_in_the_text(page in page()) {
        let reading = READER.read(&page);
        let text = &reading.article.text;
        for (what, span) in spans(&reading) {
            prop_assert!(text.get(span.range()).is_some(), "{} is {:?} of {}", what, span, text.len());
        }
    }

    #[test]
    fn sentences_stand_in_order_and_hold_words(page in page()) {
        let reading = READER.read(&page);
        let mut end = 0;
        for sentence in &reading.sentences {
            prop_assert!(end <= sentence.start && !sentence.is_empty(), "{:?}", sentence);
            let words = sentence.of(&reading.article.text);
            prop_assert_eq!(words.trim(), words);
            let in_a_block = reading.article.blocks.iter().any(|block| block.span.contains(*sentence));
            prop_assert!(in_a_block, "{:?} crosses a block", words);
            end = sentence.end;
        }
    }

    #[test]
    fn evidence_begins_in_a_sentence_and_is_not_empty(page in page()) {
        let reading = READER.read(&page);
        for (id, span) in evidence(&reading) {
            prop_assert!(!span.is_empty(), "{} rests on nothing", id);
            prop_assert!(reading.sentence_at(span).is_some(), "{} begins outside every sentence", id);
        }
    }

    #[test]
    fn mentions_stand_inside_a_sentence(page in page()) {
        let reading = READER.read(&page);
        for actor in &reading.actors {
            prop_assert!(!actor.name.trim().is_empty());
            for mention in &actor.mentions {
                let sentence = reading.sentence_at(mention.span);
                let inside = sentence.is_some_and(|sentence| sentence.contains(mention.span));
                prop_assert!(inside && !mention.span.is_empty(), "{} {:?}", actor.id, mention);
            }
        }
    }

    #[test]
    fn ids_count_up_and_name_what_exists(page in page()) {
        let reading = READER.read(&page);
        prop_assert!(count_up('a', reading.actors.iter().map(|record| record.id)));
        prop_assert!(count_up('e', reading.events.iter().map(|record| record.id)));
        prop_assert!(count_up('s', reading.statements.iter().map(|record| record.id)));
        prop_assert!(count_up('c', reading.claims.iter().map(|record| record.id)));
        prop_assert!(count_up('k', reading.commitments.iter().map(|record| record.id)));
        prop_assert!(count_up('p', reading.proposals.iter().map(|record| record.id)));
        prop_assert!(count_up('q', reading.quantities.iter().map(|record| record.id)));
        for id in named(&reading) {
            prop_assert!(reading.actor(id).is_some(), "{} names nobody", id);
        }
        for claim in &reading.claims {
            prop_assert!(claim.statement.is_none_or(|id| id.index() < reading.statements.len()));
            prop_assert!(claim.answers.is_none_or(|id| id.index() < reading.claims.len()));
            prop_assert_ne!(claim.answers, Some(claim.id), "a claim answers itself");
        }
        for proposal in &reading.proposals {
            let exist = proposal.quantities.iter().all(|id| id.index() < reading.quantities.len());
            prop_assert!(exist, "{} has quantities that are none", proposal.id);
        }
        let records: Vec<String> = evidence(&reading).into_iter().map(|(id, _)| id).collect();
        for record in reading.domains.iter().flat_map(|weight| &weight.records) {
            prop_assert!(records.contains(&record.to_string()), "{} is no record", record);
        }
    }

    #[test]
    fn figures_are_figures(page in page()) {
        let reading = READER.read(&page);
        let confidences = reading.events.iter().map(|event| event.confidence)
            .chain(reading.statements.iter().map(|statement| statement.confidence))
            .chain(reading.claims.iter().map(|claim| claim.confidence))
            .chain(reading.commitments.iter().map(|plan| plan.confidence))
            .chain(reading.proposals.iter().map(|proposal| proposal.confidence))
            .chain(reading.domains.iter().map(|weight| weight.weight));
        for share in confidences {
            prop_assert!((0.0..=1.0).contains(&share), "{}", share);
        }
        prop_assert!(reading.events.iter().all(|event| (-10.0..=10.0).contains(&event.score)));
        prop_assert!(reading.quantities.iter().all(|quantity| quantity.value.is_finite()));
    }

    #[test]
    fn text_that_is_given_is_not_changed(text in text()) {
        let article = json!({ "text": text, "language": "en" });
        let reading = READER.read(&Page::new(article.to_string(), Form::Json));
        prop_assert_eq!(reading.article.text, text);
    }

    #[test]
    fn equal_bytes_give_equal_readings(page in page()) {
        prop_assert_eq!(READER.read(&page), READER.read(&page));
    }

    #[test]
    fn any_bytes_give_a_reading(bytes in any::<Vec<u8>>(), form in 0..3usize) {
        let form = [Form::Html, Form::Text, Form::Json][form];
        let reading = READER.read(&Page::new(bytes, form));
        prop_assert!(reading.article.id.starts_with("sha256:"));
    }
}

/// What the laws are held against must hold something.
#[test]
fn random_sentences_bring_records_of_every_kind() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut found = [0; 6];
    for _ in 0..200 {
        let text = sentences().new_tree(&mut runner).unwrap().current();
        let article = json!({ "text": text, "published": "2026-01-08", "language": "en" });
        let reading = READER.read(&Page::new(article.to_string(), Form::Json));
        let lists = [
            reading.actors.len(),
            reading.events.len(),
            reading.statements.len(),
            reading.claims.len(),
            reading.commitments.len(),
            reading.quantities.len(),
        ];
        found.iter_mut().zip(lists).for_each(|(total, n)| *total += n);
    }
    assert!(found.iter().all(|total| *total > 20), "{found:?}");
}
