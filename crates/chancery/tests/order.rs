//! The order of the pages plays no part: whatever comes first, and in however many
//! parts it comes, the account is the same, byte for byte in the wire form.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use chancery::desk;
use chancery::source::Sources;
use chancery::wire;
use chancery_account::{Options, account, touches};
use chancery_ledger::Ledger;
use chancery_model::{Form, Page, Pair, Party, Reading};
use fastrand::Rng;

use crate::laws::FAST_READER;

/// Who deals with whom, in the articles made here.
const SIDES: [&str; 3] = ["Norway", "Iceland", "Kenya"];

const SENTENCES: [&str; 14] = [
    "{0} accused {1} of arming the rebels on Monday.",
    "{0} denied that it had armed the rebels of {1}.",
    "{0} denied the accusation by {1}.",
    "{0} admitted that it had bombed a village in {1}.",
    "{0} withdrew its allegation that {1} had armed the rebels.",
    "{0} accused {1} of arming the rebels. {0} released satellite images of the trucks.",
    "{0} imposed sanctions on {1} on Tuesday.",
    "{0} imposed sanctions on {1}.",
    "{0} bombed {1} on 4 January 2026, {1} said.",
    "The foreign ministers of {0} and {1} met in Oslo yesterday.",
    "The leaders of {0} and {1} will meet in Nairobi on 20 January 2026.",
    "The meeting of the leaders of {0} and {1} on 20 January 2026 was called off.",
    "{0} said that it hoped {1} would return to talks.",
    "{0} proposed that {1} build a bridge for $3 billion.",
];

/// Returns articles as JSON Lines, the same for the same seed; some have no date,
/// and some are copies.
fn articles(n: usize, seed: u64) -> Vec<String> {
    let mut rng = Rng::with_seed(seed);
    let mut texts: Vec<String> = Vec::new();
    let article = |number: usize| {
        let text = if number % 7 == 6 {
            texts[rng.usize(..texts.len())].clone()
        } else {
            let sentence = |_| {
                let one = rng.usize(..SIDES.len());
                let other = (one + rng.usize(1..SIDES.len())) % SIDES.len();
                let words = SENTENCES[rng.usize(..SENTENCES.len())];
                words.replace("{0}", SIDES[one]).replace("{1}", SIDES[other])
            };
            (0..6).map(sentence).collect::<Vec<_>>().join(" ")
        };
        texts.push(text.clone());
        let published = (number % 9 != 8).then(|| format!("2026-01-{:02}", rng.u8(3..25)));
        let article = serde_json::json!({
            "id": format!("n{number}"), "published": published, "language": "en",
            "site": format!("Paper {}", number % 5), "text": text,
        });
        format!("{article}\n")
    };
    (0..n).map(article).collect()
}

/// Returns the example pages and articles made here, as pages.
fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/pages");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let html = files.iter().map(|file| Page::new(std::fs::read(file).unwrap(), Form::Html));
    let made = articles(50, 11).into_iter().map(|line| Page::new(line, Form::Json));
    html.chain(made).collect()
}

/// Returns every two of the parties named.
fn pairs(readings: &[Reading]) -> Vec<Pair> {
    let wanted = ["NOR", "ISL", "KEN"];
    let named: BTreeSet<&Party> = readings
        .iter()
        .flat_map(|reading| &reading.actors)
        .filter_map(|actor| actor.party.as_ref())
        .filter(|party| wanted.contains(&party.as_str()))
        .collect();
    let all = || named.iter().map(|party| (*party).clone());
    all()
        .flat_map(|one| all().map(move |other| (one.clone(), other)))
        .filter(|(one, other)| one < other)
        .map(|(one, other)| Pair::new(one, other))
        .collect()
}

#[test]
fn any_shuffle_of_the_pages_gives_the_same_accounts_byte_for_byte() {
    let mut readings: Vec<Reading> = pages().iter().map(|page| FAST_READER.read(page)).collect();
    let pairs = pairs(&readings);
    assert_eq!(pairs.len(), 3);
    let accounts = |readings: &[Reading]| -> Vec<String> {
        let fold = |pair: &Pair| account(pair, readings, [], &Options::default());
        pairs.iter().map(|pair| wire::account::to_json(&fold(pair), None)).collect()
    };
    let told = accounts(&readings);
    assert!(told.iter().all(|json| json.contains("\"disputes\":[{")), "a dispute in each");
    assert!(told.iter().any(|json| json.contains("\"kind\":\"admission\"")));
    let mut rng = Rng::with_seed(3);
    for _ in 0..20 {
        rng.shuffle(&mut readings);
        assert!(accounts(&readings) == told, "another order gives another account");
    }
}

#[test]
fn readings_that_do_not_touch_a_pair_add_nothing_to_its_account() {
    let readings: Vec<Reading> = pages().iter().map(|page| FAST_READER.read(page)).collect();
    let mut n_left_out = 0;
    for pair in pairs(&readings) {
        let fold = |readings: &[Reading]| account(&pair, readings, [], &Options::default());
        let (touching, others): (Vec<Reading>, Vec<Reading>) =
            readings.iter().cloned().partition(|reading| touches(&pair, reading));
        assert!(fold(&touching) == fold(&readings), "{pair:?}");
        assert!(fold(&others).is_empty());
        n_left_out += others.len();
    }
    assert!(n_left_out > 10, "{n_left_out}");
}

/// Returns a ledger to which the parts were added, one after the other.
fn ledger_of(parts: &[String]) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for part in parts {
        let sources = Sources::from_reader("list.jsonl", Cursor::new(part.clone()));
        desk::add(&mut ledger, sources, &FAST_READER, 2, |_| {}).unwrap();
    }
    ledger
}

/// Returns the accounts of all pairs in a ledger to which the parts were added, one
/// after the other.
fn added(parts: &[String], pairs: &[Pair]) -> Vec<String> {
    let ledger = ledger_of(parts);
    let fold = |pair: &Pair| desk::account_of(&ledger, pair, &Options::default(), 1).unwrap();
    pairs.iter().map(|pair| wire::account::to_json(&fold(pair), None)).collect()
}

#[test]
fn adding_in_ten_parts_equals_adding_at_once() {
    let mut articles = articles(60, 12);
    let read = |line: &String| FAST_READER.read(&Page::new(line.clone(), Form::Json));
    let pairs = pairs(&articles.iter().map(read).collect::<Vec<_>>());
    let at_once = added(&[articles.concat()], &pairs);
    Rng::with_seed(4).shuffle(&mut articles);
    let parts: Vec<String> = articles.chunks(6).map(<[String]>::concat).collect();
    assert_eq!(parts.len(), 10);
    assert!(added(&parts, &pairs) == at_once, "parts give another account");
}

#[test]
fn adding_in_ten_parts_gives_the_stories_of_adding_at_once_and_of_a_rebuild() {
    let mut articles = articles(120, 13);
    let mut at_once = ledger_of(&[articles.concat()]);
    let stories = at_once.stories().unwrap();
    let with_many = |least: usize| stories.iter().filter(|story| story.len() >= least).count();
    let n_copies = stories.iter().flatten().filter(|origin| origin.len() > 1).count();
    assert!(with_many(2) > 3 && n_copies > 3, "{} {n_copies}", with_many(2));
    let mut rng = Rng::with_seed(6);
    for _ in 0..3 {
        rng.shuffle(&mut articles);
        let parts: Vec<String> = articles.chunks(12).map(<[String]>::concat).collect();
        assert_eq!(parts.len(), 10);
        let mut in_parts = ledger_of(&parts);
        assert!(in_parts.stories().unwrap() == stories, "parts give other stories");
        desk::rebuild(&mut in_parts, 1, || {}).unwrap();
        assert!(in_parts.stories().unwrap() == stories, "a rebuild gives other stories");
    }
    desk::rebuild(&mut at_once, 2, || {}).unwrap();
    assert!(at_once.stories().unwrap() == stories, "two threads give other stories");
}
