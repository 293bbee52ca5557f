//! `chancery read`: every kind of input, good and bad.

use std::io::Read as _;
use std::process::Stdio;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::desk::Desk;

const PAGE: &str = "pages/2026-02-17-call.html";

const TITLE: &str = "Frostadóttir Calls Gahr Støre and Agrees to Host Him in Reykjavík";

fn article(n: usize) -> String {
    format!(
        "{{\"id\": \"n{n}\", \"title\": \"Pact {n}\", \"published\": \"2026-01-08\", \
         \"text\": \"Norway signed pact {n} with Iceland on Monday.\"}}\n"
    )
}

fn gzip(text: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn readings(json_lines: &str) -> Vec<Value> {
    json_lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn text_shows_the_title_and_words_of_the_page() {
    let shown = Desk::new().run(&["read", PAGE]).done();
    for words in [TITLE, "The Fjord Courier", "2026", "Kristrún Frostadóttir", "Jonas Gahr Støre"]
    {
        assert!(shown.contains(words), "{words} is not in\n{shown}");
    }
    assert!(!shown.contains('\u{1b}'), "there is no terminal to colour for");
    assert!(!shown.contains("Advertisement banner") && !shown.contains("Sign up"), "{shown}");
}

#[test]
fn json_is_one_reading_a_line_with_spans_in_code_points() {
    let desk = Desk::new();
    let readings = readings(&desk.run(&["read", "pages", "--json"]).done());
    assert_eq!(readings.len(), 10);
    for reading in &readings {
        assert_eq!(reading["schema"], "chancery.reading/1");
        assert!(reading["article"]["id"].as_str().unwrap().starts_with("sha256:"));
        let text: Vec<char> = reading["article"]["text"].as_str().unwrap().chars().collect();
        let sentences = reading["sentences"].as_array().unwrap();
        assert!(sentences.len() > 5);
        for sentence in sentences {
            let offset = |key: &str| sentence[key].as_u64().unwrap() as usize;
            let words: String = text[offset("start")..offset("end")].iter().collect();
            assert_eq!(words.trim(), words);
        }
    }
    let call = readings.iter().find(|reading| reading["article"]["title"] == TITLE).unwrap();
    assert_eq!(call["article"]["published"], "2026-02-17");
    assert_eq!(call["article"]["site"], "The Fjord Courier");
    let parties: Vec<&Value> =
        call["actors"].as_array().unwrap().iter().map(|actor| &actor["party"]).collect();
    assert!(parties.contains(&&Value::from("ISL")) && parties.contains(&&Value::from("NOR")));
}

#[test]
fn number_of_threads_changes_nothing() {
    let desk = Desk::new();
    let alone = desk.run(&["read", "pages", "--json", "--threads", "1"]).done();
    assert_eq!(desk.run(&["read", "pages", "--json", "--threads", "3"]).done(), alone);
    let shown = desk.run(&["read", "pages", "--threads", "1"]).done();
    assert_eq!(desk.run(&["read", "pages", "--threads", "3"]).done(), shown);
}

#[test]
fn pages_are_read_in_the_order_of_their_names() {
    let read = readings(&Desk::new().run(&["read", "pages", "--json"]).done());
    // Each page is named after its day; not each says it.
    let published: Vec<&str> =
        read.iter().filter_map(|reading| reading["article"]["published"].as_str()).collect();
    assert!(published.len() > 5);
    assert!(published.is_sorted(), "{published:?}");
}

#[test]
fn standard_input_may_be_html_text_or_articles() {
    let desk = Desk::new();
    let html = std::fs::read(desk.path(PAGE)).unwrap();
    let read = readings(&desk.run_with(&["read", "-", "--json"], html).done());
    assert_eq!((read.len(), &read[0]["article"]["title"]), (1, &Value::from(TITLE)));

    let text = "Norway signed a pact with Iceland on Monday. Both governments praised it.\n";
    let read = readings(&desk.run_with(&["read", "-", "--json"], text).done());
    assert_eq!(read.len(), 1);
    assert!(read[0]["article"]["text"].as_str().unwrap().contains("Both governments praised it."));

    let lines: String = (0..3).map(article).collect();
    let read = readings(&desk.run_with(&["read", "-", "--json"], &lines).done());
    let ids: Vec<&Value> = read.iter().map(|reading| &reading["article"]["source_id"]).collect();
    assert_eq!(ids, ["n0", "n1", "n2"]);
    let zipped = desk.run_with(&["read", "-", "--json"], gzip(&lines)).done();
    assert_eq!(readings(&zipped).len(), 3);
}

#[test]
fn broken_file_among_good_ones_is_a_problem_and_not_the_end() {
    let desk = Desk::new();
    let mut cut = gzip(&(0..200).map(article).collect::<String>());
    cut.truncate(cut.len() / 2);
    desk.write("pages/2026-02-20-cut.jsonl.gz", &cut);
    desk.write("pages/2026-02-21-not-gzip.jsonl.gz", [0x1f, 0x8b, 8, 0, 1, 2, 3]);
    let (json, messages) = desk.run(&["read", "pages", "--json"]).partial();
    let read = readings(&json);
    let html = read.iter().filter(|reading| reading["article"]["source_id"].is_null());
    assert_eq!(html.count(), 10);
    assert!(read.len() > 10, "the articles before the cut are read");
    for name in ["2026-02-20-cut.jsonl.gz", "2026-02-21-not-gzip.jsonl.gz"] {
        let told = |line: &str| line.starts_with("problem: ") && line.contains(name);
        assert!(messages.lines().any(told), "{name} is not in {messages}");
    }
}

#[test]
fn line_that_is_no_article_is_a_problem_of_that_line() {
    let desk = Desk::new();
    desk.write("list.jsonl", article(0) + "{\"id\": \"n1\"}\n" + "{\"id\": \n" + &article(3));
    let (json, messages) = desk.run(&["read", "list.jsonl", "--json"]).partial();
    assert_eq!(readings(&json).len(), 2);
    assert_eq!(messages.lines().filter(|line| line.starts_with("problem: list.jsonl")).count(), 2);
}

#[test]
fn input_that_is_not_there_fails_before_anything_is_read() {
    let messages = Desk::new().run(&["read", PAGE, "pages/nowhere.html"]).failed();
    assert!(
        messages.starts_with("error: ") && messages.contains("pages/nowhere.html"),
        "{messages}"
    );
}

#[test]
fn folder_without_pages_is_told() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("empty")).unwrap();
    let (output, messages) = desk.run(&["read", "empty"]).partial();
    assert_eq!(output, "");
    assert!(messages.contains("empty"), "{messages}");
}

#[test]
fn reader_of_the_output_may_go_away() {
    let desk = Desk::new();
    let list: String = (0..2000).map(article).collect();
    desk.write("list.jsonl", list);
    let mut command = desk.command(&["read", "list.jsonl", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut start = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}

#[test]
fn records_below_the_confidence_that_is_asked_for_are_not_printed() {
    let desk = Desk::new();
    let whole = &readings(&desk.run(&["read", PAGE, "--json"]).done())[0];
    assert_eq!(
        readings(&desk.run(&["read", PAGE, "--json", "--confidence", "0"]).done())[0],
        *whole
    );
    let shares = |reading: &Value| -> Vec<f64> {
        let records = reading["events"].as_array().unwrap().iter();
        records.map(|record| record["confidence"].as_f64().unwrap()).collect()
    };
    let all = shares(whole);
    let least = all.iter().copied().fold(0.0, f64::max);
    assert!(all.iter().any(|share| *share < least), "{all:?}");
    let typed = least.to_string();
    let part = &readings(&desk.run(&["read", PAGE, "--json", "--confidence", &typed]).done())[0];
    let sure = shares(part);
    assert!(!sure.is_empty() && sure.len() < all.len(), "{all:?} {sure:?}");
    assert!(sure.iter().all(|share| *share >= least));
    assert_eq!(part["actors"], whole["actors"]);
    let shown = desk.run(&["read", PAGE, "--confidence", "1"]).done();
    assert!(shown.contains(TITLE) && shown.contains("No event was read."), "{shown}");
}

#[test]
fn confidence_beyond_its_range_is_refused() {
    for typed in ["1.1", "-0.5", "much", "NaN"] {
        let messages = Desk::new().run(&["read", PAGE, &format!("--confidence={typed}")]).failed();
        assert!(messages.contains("a number from 0 to 1"), "{messages}");
    }
}

#[test]
fn codebook_of_the_user_is_read_with() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("book")).unwrap();
    let messages = desk.run(&["read", PAGE, "--codebook", "nowhere"]).failed();
    assert!(messages.contains("nowhere"), "{messages}");
    let messages = desk.run(&["read", PAGE, "--codebook", "book"]).failed();
    assert!(messages.contains("holds no table"), "{messages}");
    let header = "code\tname\tofficial\tiso2\taliases\tadjectives\tdemonyms\tcapital\twikidata\n";
    let state = "ARV\tArvenia\tRepublic of Arvenia\tAV\t\tArvenian\tArvenians\tTallow\tQ0\n";
    desk.write("book/states.tsv", format!("{header}{state}"));
    let own = "Arvenia signed a pact with Iceland on Monday. Arvenia praised Iceland.\n";
    let read = desk.run_with(&["read", "-", "--json", "--codebook", "book"], own).done();
    let read = readings(&read);
    let actors = read[0]["actors"].as_array().unwrap();
    assert!(actors.iter().any(|actor| actor["party"] == "ARV"), "{actors:?}");
    assert!(actors.iter().any(|actor| actor["party"] == "ISL"), "{actors:?}");
}
