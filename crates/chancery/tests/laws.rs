//! Equal pages give equal bytes: read twice, on any number of threads, and out of
//! and back into the wire form.

use std::convert::Infallible;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::LazyLock;

use chancery::crew::read_each;
use chancery::source::{Input, Sources};
use chancery::wire;
use chancery_model::{Form, Page};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};
use fastrand::Rng;

/// A reader with the built-in codebook.
static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new(Codebook::built_in().unwrap(), Tier::Careful).unwrap());

/// Reads by the linear tier, for tests that read thousands of inputs.
pub(crate) static FAST_READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new(Codebook::built_in().unwrap(), Tier::Fast).unwrap());

/// Parts of sentences of which most joins can be read.
const PARTS: &[&str] = &[
    "Norway ",
    "Icelandic Prime Minister Kristrún Frostadóttir ",
    "Kenya’s president ",
    "Oslo ",
    "the Colombian president ",
    "he ",
    "both governments ",
    "accused ",
    "denied ",
    "will visit ",
    "met ",
    "imposed sanctions on ",
    "said that ",
    "according to ",
    "plans to meet ",
    "proposed ",
    "“a frank talk,” ",
    "\"no,\" ",
    "on Truth Social ",
    "on X ",
    "$500 billion ",
    "in March ",
    "on Wednesday ",
    "next month ",
    "if ",
    "not ",
    ". ",
    ". ",
    ".\n\n",
    "’s ",
    "— ",
    "\u{200B}",
    "🐟 ",
];

/// Returns articles as JSON Lines, the same for the same seed.
fn articles(n: usize, seed: u64) -> String {
    let mut rng = Rng::with_seed(seed);
    let mut lines = String::new();
    for number in 0..n {
        let n_parts = rng.usize(1..150);
        let text: String = (0..n_parts).map(|_| PARTS[rng.usize(..PARTS.len())]).collect();
        let article = serde_json::json!({
            "id": format!("n{number}"), "published": "2026-01-08", "language": "en", "text": text,
        });
        lines += &format!("{article}\n");
    }
    lines
}

fn examples() -> Sources {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/pages");
    Sources::open(&[Input::new(&folder)]).unwrap()
}

/// Returns what is read on that many threads, in the order that it comes.
fn wires(sources: Sources, threads: usize) -> Vec<String> {
    let mut wires = Vec::new();
    let taken = read_each(sources, &READER, threads, |result| {
        wires.push(
            result.map(|done| done.wire).unwrap_or_else(|problem| problem.message().to_string()),
        );
        Ok::<(), Infallible>(())
    });
    taken.unwrap();
    wires
}

#[test]
fn any_number_of_threads_gives_the_same_bytes_in_the_same_order() {
    // A line that is no article comes out as a problem, in its place.
    let lines = articles(60, 7) + "{\"id\": \n" + &articles(60, 8);
    let list =
        |threads| wires(Sources::from_reader("list.jsonl", Cursor::new(lines.clone())), threads);
    let alone = list(1);
    assert!(alone.len() > 120, "{}", alone.len());
    assert_eq!(list(2), alone);
    assert_eq!(list(5), alone);
    let alone = wires(examples(), 1);
    assert!(alone.len() >= 8);
    assert_eq!(wires(examples(), 5), alone);
}

#[test]
fn reading_twice_gives_equal_bytes() {
    for line in articles(200, 1).lines() {
        let page = Page::new(line, Form::Json);
        let once = wire::reading::to_json(&READER.read(&page));
        assert_eq!(wire::reading::to_json(&READER.read(&page)), once);
    }
}

#[test]
fn another_reader_of_the_same_codebook_gives_equal_bytes() {
    let other = Reader::new(Codebook::built_in().unwrap(), Tier::Careful).unwrap();
    for line in articles(50, 2).lines() {
        let page = Page::new(line, Form::Json);
        assert_eq!(
            wire::reading::to_json(&other.read(&page)),
            wire::reading::to_json(&READER.read(&page))
        );
    }
}

#[test]
fn readings_come_back_from_the_wire_as_they_were() {
    for line in articles(200, 3).lines() {
        let reading = READER.read(&Page::new(line, Form::Json));
        let json = wire::reading::to_json(&reading);
        let back = wire::reading::from_json(&json).unwrap();
        // The wire does not say where on the page a date was found.
        assert_eq!(wire::reading::to_json(&back), json);
        assert_eq!(back.events, reading.events);
        assert_eq!(back.statements, reading.statements);
        assert_eq!(back.actors, reading.actors);
    }
}

#[test]
fn compact_form_gives_what_the_wire_gives() {
    let pages = examples().map(|sourced| sourced.unwrap().page);
    let made = articles(200, 5);
    for page in pages.chain(made.lines().map(|line| Page::new(line, Form::Json))) {
        let reading = READER.read(&page);
        let bytes = wire::compact::to_bytes(&reading);
        let mut back = wire::compact::from_bytes(&bytes).unwrap();
        back.article.text = reading.article.text.clone();
        let json = wire::reading::to_json(&reading);
        assert_eq!(back, wire::reading::from_json(&json).unwrap());
        assert!(bytes.len() < json.len() / 2, "{} of {}", bytes.len(), json.len());
    }
}

#[test]
fn an_error_of_the_taker_ends_the_reading() {
    let sources = Sources::from_reader("list.jsonl", Cursor::new(articles(500, 4)));
    let mut n_taken = 0;
    let ended = read_each(sources, &READER, 3, |_| {
        n_taken += 1;
        if n_taken == 10 { Err("full") } else { Ok(()) }
    });
    assert_eq!((ended, n_taken), (Err("full"), 10));
}
