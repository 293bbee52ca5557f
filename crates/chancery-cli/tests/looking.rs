//! `chancery show`, `find` and `pairs`: what the ledger has.

use serde_json::Value;

use crate::desk::Desk;

const PAGE: &str = "pages/2026-02-17-call.html";

const TITLE: &str = "Frostadóttir Calls Gahr Støre and Agrees to Host Him in Reykjavík";

fn id(desk: &Desk) -> String {
    let read = desk.run(&["read", PAGE, "--json"]).done();
    let reading: Value = serde_json::from_str(&read).unwrap();
    reading["article"]["id"].as_str().unwrap().strip_prefix("sha256:").unwrap().to_owned()
}

#[test]
fn article_is_shown_by_id_its_beginning_and_address() {
    let desk = Desk::with_ledger();
    let id = id(&desk);
    let shown = desk.run(&["show", &id]).done();
    assert!(shown.contains(TITLE), "{shown}");
    let address = "https://www.fjordcourier.example.com/2026/02/17/call/";
    for name in [&id[..12], &format!("sha256:{id}"), address] {
        assert_eq!(desk.run(&["show", name]).done(), shown, "{name}");
    }
}

#[test]
fn stored_reading_is_the_one_that_is_read() {
    let desk = Desk::with_ledger();
    let shown = desk.run(&["show", &id(&desk), "--format", "json"]).done();
    assert_eq!(shown, desk.run(&["read", PAGE, "--json"]).done());
}

#[test]
fn article_as_html_is_one_page_that_loads_nothing() {
    let desk = Desk::with_ledger();
    let html = desk.run(&["show", &id(&desk), "--format", "html"]).done();
    assert!(html.starts_with("<!DOCTYPE html>") || html.starts_with("<!doctype html>"), "{html}");
    assert!(html.contains(TITLE) && html.contains("<mark") && html.contains("</html>"), "{html}");
    assert!(!html.contains("<script") && !html.contains("<link") && !html.contains(" src="));
}

#[test]
fn unknown_article_is_told_with_what_to_do() {
    let messages = Desk::with_ledger().run(&["show", "no-such-article"]).failed();
    let expected = "error: the ledger has no article 'no-such-article'\n\
        hint: find articles with 'chancery find WORDS'\n";
    assert_eq!(messages, expected);
}

#[test]
fn words_are_found_together_apart_and_by_their_beginning() {
    let desk = Desk::with_ledger();
    let found = |words: &[&str]| {
        let mut args = vec!["find"];
        args.extend(words);
        desk.run(&args)
    };
    assert!(found(&["Frostadottir", "mackerel"]).done().contains("2026"));
    assert!(found(&["\"power cable\""]).done().contains("cable"));
    assert!(found(&["trawl*"]).done().contains("trawler"));
    let (output, messages) = found(&["\"mackerel Frostadóttir\""]).partial();
    assert_eq!(messages, "");
    assert!(!output.contains("2026-"), "{output}");
    found(&["xylophone"]).partial();
}

#[test]
fn limit_of_finds_holds() {
    let desk = Desk::with_ledger();
    let all = desk.run(&["find", "Iceland"]).done();
    let one = desk.run(&["find", "Iceland", "--limit", "1"]).done();
    assert!(one.lines().count() < all.lines().count());
    assert!(one.lines().next() == all.lines().next(), "the best stands first");
}

#[test]
fn query_without_a_word_fails() {
    let desk = Desk::with_ledger();
    for query in ["", "\"\"", "— !"] {
        let messages = desk.run(&["find", query]).failed();
        assert_eq!(messages.lines().next(), Some("error: the query has no word in it"), "{query}");
    }
}

#[test]
fn pairs_name_those_whom_the_ledger_knows() {
    let desk = Desk::with_ledger();
    let pairs = desk.run(&["pairs"]).done();
    let first = pairs.lines().next().unwrap();
    let words: Vec<&str> = first.split_whitespace().collect();
    assert_eq!(words[..2], ["ISL", "NOR"], "{pairs}");
    assert!(first.ends_with("Iceland – Norway"), "{pairs}");
    assert_eq!(desk.run(&["pairs", "--limit", "1"]).done(), format!("{first}\n"));
}

#[test]
fn ledger_without_pairs_has_none() {
    let desk = Desk::new();
    desk.run_with(&["add", "-"], "It rained in the mountains, and the river rose by a metre.\n")
        .done();
    assert_eq!(desk.run(&["pairs"]).partial(), (String::new(), String::new()));
}
