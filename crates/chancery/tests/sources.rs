//! What is delivered, what is named as a problem, and what goes on behind it.

use std::io::Cursor;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chancery::source::{Input, PAGE_LIMIT, SourceProblem, Sourced, Sources};
use chancery_model::Form;

use crate::seed::{TEXT, deflate, gzip, html, html_response, line, record, response, zlib};

type Found = Vec<Result<Sourced, SourceProblem>>;

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Found {
    Sources::from_reader(name, Cursor::new(bytes.into())).collect()
}

/// What was found, a word each: the origin's end and the first bytes of a page,
/// or the code of a problem.
#[track_caller]
fn check(found: &Found, expected: &[&str]) {
    let words: Vec<String> = found
        .iter()
        .map(|found| match found {
            Ok(Sourced { page, origin }) => {
                let start = String::from_utf8_lossy(&page.bytes[..page.bytes.len().min(11)]);
                format!("{origin} {} {start}", page.form.name())
            }
            Err(problem) => format!("{} {}", problem.origin, problem.code()),
        })
        .collect();
    assert_eq!(words, expected);
}

/// Checks that these pages were delivered, in order, and these problems named.
#[track_caller]
fn check_pages(found: &Found, pages: &[String], problems: &[&str]) {
    let (good, bad): (Vec<_>, Vec<_>) = found.iter().partition(|found| found.is_ok());
    let good: Vec<_> =
        good.into_iter().flatten().map(|s| String::from_utf8_lossy(&s.page.bytes)).collect();
    let bad: Vec<_> = bad.into_iter().filter_map(|f| f.as_ref().err()).map(|p| p.code()).collect();
    assert_eq!(good, pages);
    assert_eq!(bad, problems);
}

#[test]
fn a_page_is_one_page_with_its_bytes_unchanged() {
    check(&read("a.html", html(1)), &["a.html html <!DOCTYPE h"]);
    check(&read("a.html.gz", gzip(html(1).as_bytes())), &["a.html.gz html <!DOCTYPE h"]);
    check_pages(&read("-", TEXT), &[TEXT.to_owned()], &[]);
}

#[test]
fn each_line_is_a_page_with_its_bytes_and_its_address() {
    let list = format!("\u{feff}{}\r\n\n{}", line(1), line(2));
    let found = read("list", list);
    check(&found, &["list:1 json {\"id\": \"n1\"", "list:3 json {\"id\": \"n2\""]);
    check_pages(&found, &[line(1), line(2)], &[]);
    let page = &found[0].as_ref().unwrap().page;
    assert_eq!(page.url.as_deref(), Some("https://news.example/1"));
    assert_eq!(page.form, Form::Json);
}

#[test]
fn an_object_over_several_lines_is_one_page() {
    let spread = |n| line(n).replace(", \"", ",\n  \"").replace('{', "{\n  ").replace('}', "\n}");
    check_pages(&read("a.json", spread(1)), &[spread(1)], &[]);
    let both = format!("{}\n{}\n{}\n", spread(1), line(2), spread(3));
    check_pages(&read("a.json", both), &[spread(1), line(2), spread(3)], &[]);
    let open_end = spread(1).replace("\n}", "}");
    check_pages(&read("a.json", format!("{open_end}\n{}", line(2))), &[open_end, line(2)], &[]);
}

#[test]
fn a_bad_line_costs_itself_alone() {
    for (bad, code) in [
        (&line(9).as_bytes()[..40], "not-json"),
        (b"{\"id\": 1,".as_slice(), "not-json"),
        (b"{\"text\": \"\xff\"}", "not-utf8"),
        (b"{\"id\": 1, \"text\": 7}", "not-an-article"),
        (b"[1, 2]", "not-an-article"),
        (b"}", "not-json"),
    ] {
        let list = [line(1).as_bytes(), b"\n", bad, b"\n", line(2).as_bytes(), b"\n"].concat();
        let found = read("list.jsonl", list);
        check_pages(&found, &[line(1), line(2)], &[code]);
        assert_eq!(found[1].as_ref().unwrap_err().origin.to_string(), "list.jsonl:2");
    }
}

#[test]
fn objects_that_lost_their_line_feed_are_all_delivered() {
    let list = format!("{}{}\n{}", line(1), line(2), line(3));
    check_pages(&read("list.jsonl", list), &[line(1), line(2), line(3)], &[]);
}

#[test]
fn wrong_types_beside_the_text_are_left_to_reading() {
    let odd = r#"{"id": {"a": [1]}, "url": ["x"], "text": "Talks.", "title": 1e999}"#;
    let odd_number = read("list.jsonl", odd);
    // The number does not fit any type, which is for the parser to say.
    assert!(odd_number.len() == 1);
    check_pages(
        &read("list.jsonl", odd.replace("1e999", "false")),
        &[odd.replace("1e999", "false")],
        &[],
    );
}

#[test]
fn a_line_beyond_the_limit_loses_no_other() {
    let long = format!("{{\"text\": \"{}\"}}", "a".repeat(50 << 20));
    let list = format!("{}\n{long}\n{}\n", line(1), line(2));
    check_pages(&read("list.jsonl", list.clone()), &[line(1), line(2)], &["too-large"]);
    check_pages(&read("list.jsonl.gz", gzip(list.as_bytes())), &[line(1), line(2)], &["too-large"]);
    check_pages(&read("a.txt", long.replace('{', "a")), &[], &["too-large"]);
}

#[test]
fn everything_before_the_cut_of_a_gzip_is_delivered() {
    let lines: Vec<String> = (0..2000).map(line).collect();
    let whole = gzip(lines.join("\n").as_bytes());
    let found = read("list.jsonl.gz", &whole[..whole.len() / 2]);
    let n_pages = found.len() - 1;
    assert!((500..1500).contains(&n_pages), "{n_pages}");
    check_pages(&found, &lines[..n_pages], &["gzip-cut"]);
    // Only the trailer is missing.
    check_pages(&read("list.jsonl.gz", &whole[..whole.len() - 4]), &lines, &["gzip-cut"]);
    let page = gzip(html(1).as_bytes());
    let found = read("a.html.gz", &page[..page.len() - 40]);
    assert_eq!((found.len(), found[0].is_ok()), (2, true), "a cut page goes as far as it does");
}

#[test]
fn a_damaged_member_costs_itself_alone() {
    let members: Vec<Vec<u8>> = (0..5).map(|n| gzip(format!("{}\n", line(n)).as_bytes())).collect();
    let mut damaged = members.clone();
    damaged[1][30] ^= 0xff;
    let found = read("list.jsonl.gz", damaged.concat());
    let pages: Vec<_> = found.iter().flatten().map(|s| s.page.bytes.clone()).collect();
    assert_eq!(pages, [0, 2, 3, 4].map(|n| line(n).into_bytes()));
    assert!(found.iter().any(|found| found.is_err()));
    // A member that lacks its end swallows the start of the next one.
    let mut cut = members.clone();
    let half = cut[2].len() / 2;
    cut[2].truncate(half);
    let found = read("list.jsonl.gz", cut.concat());
    let pages: Vec<_> = found.iter().flatten().map(|s| s.page.bytes.clone()).collect();
    assert_eq!(pages, [0, 1, 3, 4].map(|n| line(n).into_bytes()));
}

#[test]
fn a_wrong_checksum_is_named() {
    let mut bytes = gzip(format!("{}\n", line(1)).as_bytes());
    let at = bytes.len() - 6;
    bytes[at] ^= 1;
    bytes.extend(gzip(line(2).as_bytes()));
    check_pages(&read("list.jsonl.gz", bytes), &[line(1), line(2)], &["gzip-checksum"]);
}

#[test]
fn padding_behind_gzip_is_nothing_and_garbage_is_named() {
    let bytes = [gzip(line(1).as_bytes()), vec![0; 500]].concat();
    check_pages(&read("list.jsonl.gz", bytes.clone()), &[line(1)], &[]);
    let bytes = [bytes, b"garbage, and more of it".to_vec()].concat();
    check_pages(&read("list.jsonl.gz", bytes), &[line(1)], &["gzip-trailing"]);
}

#[test]
fn a_gzip_bomb_is_stopped() {
    let member = gzip(&vec![b' '; 64 << 20]);
    let list = [gzip(format!("{}\n", line(1)).as_bytes()), member.repeat(40)].concat();
    let started = Instant::now();
    check_pages(&read("list.jsonl.gz", list), &[line(1)], &["gzip-bomb"]);
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn an_archive_gives_its_pages_and_passes_the_rest() {
    let html_type = "Content-Type: text/html\r\n";
    let target = "WARC-Target-URI: <https://news.example/7>\r\n";
    let records = [
        record("warcinfo", "", b"software: invented"),
        html_response(1),
        response(2, "404 Not Found", html_type, html(2).as_bytes()),
        response(3, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
        response(4, "200 OK", "", html(4).as_bytes()),
        record("metadata", "", b"fetchTimeMs: 7"),
        record("resource", &format!("{target}Content-Type: text/plain\r\n"), TEXT.as_bytes()),
    ];
    let pages = [html(1), html(4), TEXT.to_owned()];
    check_pages(&read("-", records.concat()), &pages, &[]);
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let found = read("-", members);
    check_pages(&found, &pages, &[]);
    let first = found[0].as_ref().unwrap();
    assert_eq!(first.origin.to_string(), "- (record 2)");
    assert_eq!(first.page.url.as_deref(), Some("https://news.example/1"));
    assert_eq!(first.page.captured.as_deref(), Some("2025-03-03T10:00:00Z"));
    assert_eq!(first.page.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(found[2].as_ref().unwrap().page.url.as_deref(), Some("https://news.example/7"));
}

#[test]
fn http_codings_are_undone_where_they_are_there() {
    let page = html(1);
    let bytes = page.as_bytes();
    let chunked = [&b"10\r\n"[..], &bytes[..16], b"\r\n"].concat();
    let chunked = [chunked, format!("{:x};x=y\r\n", bytes.len() - 16).into_bytes()].concat();
    let chunked = [&chunked[..], &bytes[16..], b"\r\n0\r\n\r\n"].concat();
    for (fields, body) in [
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Transfer-Encoding: chunked\r\n", bytes.to_vec()),
        ("Content-Encoding: gzip\r\n", gzip(bytes)),
        ("Content-Encoding: gzip\r\n", bytes.to_vec()),
        ("Content-Encoding: deflate\r\n", zlib(bytes)),
        ("Content-Encoding: deflate\r\n", deflate(bytes)),
        ("Content-Encoding: deflate, gzip\r\n", gzip(&zlib(bytes))),
        ("Content-Encoding: br\r\n", bytes.to_vec()),
    ] {
        let fields = format!("Content-Type: text/html\r\n{fields}");
        let found = read("-", response(1, "200 OK", &fields, &body));
        check_pages(&found, std::slice::from_ref(&page), &[]);
    }
    let fields = "Content-Type: text/html\r\nContent-Encoding: br\r\n";
    let found = read("-", response(1, "200 OK", fields, BROTLI));
    check_pages(
        &found,
        &["<!DOCTYPE html><p>Talks in Arvenia, and more talks in Arvenia.</p>".into()],
        &[],
    );
    let fields = "Content-Type: text/html\r\nContent-Encoding: zstd\r\n";
    let found = read("-", response(1, "200 OK", fields, b"\x28\xb5\x2f\xfd"));
    check_pages(&found, &[], &["http-encoding"]);
}

/// A page in Brotli, which nothing here can encode.
const BROTLI: &[u8] = b"\x1b\x41\x00\xf8\x8d\x93\x4c\xfd\x1d\xa7\x27\x4b\xf5\xeb\x42\xb6\x49\
    \x51\x10\x8c\x99\x61\x82\xaa\x05\x19\x46\x19\xa9\xb4\x0a\xfe\x14\xa4\x12\x75\x73\xdd\xac\
    \x19\x0b\x2f\xc8\xbc\x95\x2b\x21\xdc\x3a\x18\x09";

#[test]
fn a_bomb_inside_a_response_is_bounded() {
    let fields = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
    let bomb = gzip(&vec![b' '; PAGE_LIMIT + 1]);
    let records = [response(1, "200 OK", fields, &bomb), html_response(2)].concat();
    check_pages(&read("-", records), &[html(2)], &["too-large"]);
}

#[test]
fn a_wrong_length_costs_no_other_record() {
    let good: Vec<Vec<u8>> = (0..4).map(html_response).collect();
    let pages: Vec<String> = (0..4).map(html).collect();
    for length in ["99", "2000", "999999", "99999999999", "-1", "many", ""] {
        let text = String::from_utf8(good[1].clone()).unwrap();
        let at = text.find("Content-Length: ").unwrap() + 16;
        let end = at + text[at..].find('\r').unwrap();
        let wrong = format!("{}{length}{}", &text[..at], &text[end..]);
        let all = [&good[0][..], wrong.as_bytes(), &good[2], &good[3]].concat();
        let found = read("-", all);
        let delivered: Vec<_> = found.iter().flatten().map(|s| &s.page.bytes[..]).collect();
        for n in [0, 2, 3] {
            assert!(delivered.contains(&pages[n].as_bytes()), "{length}: {n}");
        }
        assert_eq!(found.iter().filter(|found| found.is_err()).count(), 1, "{length}");
    }
}

#[test]
fn garbage_between_records_is_named_and_passed() {
    let all = [html_response(0), b"garbage\r\nmore".to_vec(), html_response(1)].concat();
    let found = read("-", all);
    let pages: Vec<_> = found.iter().flatten().map(|s| s.page.bytes.clone()).collect();
    assert_eq!(pages, [html(0).into_bytes(), html(1).into_bytes()]);
    assert!(found.iter().any(|found| found.is_err()));
}

#[test]
fn an_archive_that_is_cut_gives_the_start_of_its_last_page() {
    let all = [html_response(0), html_response(1)].concat();
    let cut = &html(1)[..html(1).len() - 16];
    check_pages(&read("-", &all[..all.len() - 20]), &[html(0), cut.to_owned()], &["warc-cut"]);
    check_pages(&read("-", &all[..all.len() - 4]), &[html(0), html(1)], &[]);
}

#[test]
fn a_record_beyond_the_limit_loses_no_other() {
    let large = response(1, "200 OK", "Content-Type: text/html\r\n", &vec![b'a'; 40 << 20]);
    let film = response(2, "200 OK", "Content-Type: video/mp4\r\n", &vec![b'a'; 40 << 20]);
    let all = [html_response(0), large, film, html_response(3)].concat();
    check_pages(&read("-", all), &[html(0), html(3)], &["too-large"]);
}

#[test]
fn an_archive_of_lies_takes_linear_time() {
    let lie = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30000000\r\n\r\n";
    let started = Instant::now();
    let n_problems = read("-", lie.repeat(400_000)).len();
    assert!(n_problems >= 400_000, "{n_problems}");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn what_holds_no_page_is_named() {
    check(&read("-", ""), &["- nothing-to-read"]);
    check(&read("-", gzip(b"")), &["- nothing-to-read"]);
    check(&read("-", record("warcinfo", "", b"x")), &["- nothing-to-read"]);
    check(&read("a.png", b"\x89PNG\r\n\x1a\n\0\0"), &["a.png not-a-page"]);
    check(&read("a.json", "[{\"text\": \"x\"}]"), &["a.json json-list"]);
}

/// A new folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("sub")).unwrap();
    folder
}

#[test]
fn a_folder_is_read_in_the_order_of_names_without_hidden_files() {
    let folder = folder("folder");
    std::fs::write(folder.join("b.html"), html(1)).unwrap();
    std::fs::write(folder.join("a.txt"), TEXT).unwrap();
    std::fs::write(folder.join("c.jsonl"), format!("{}\n{}\n", line(1), line(2))).unwrap();
    std::fs::write(folder.join(".hidden.html"), html(2)).unwrap();
    std::fs::write(folder.join("sub/style.css"), "body {}").unwrap();
    std::fs::write(folder.join("sub/d.html"), html(3)).unwrap();
    let found: Found = Sources::open(&[Input::new(&folder)]).unwrap().collect();
    check_pages(&found, &[TEXT.to_owned(), html(1), line(1), line(2), html(3)], &["not-a-page"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_neither_loop_nor_stop_it() {
    let folder = folder("links");
    std::fs::write(folder.join("sub/a.html"), html(1)).unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("sub/loop")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.join("broken")).unwrap();
    let found: Found = Sources::open(&[Input::new(&folder)]).unwrap().collect();
    check_pages(&found, &[html(1)], &["unreadable"]);
}

#[test]
fn an_input_that_does_not_exist_is_an_error_before_anything_is_read() {
    let folder = folder("missing");
    std::fs::write(folder.join("a.txt"), TEXT).unwrap();
    let inputs = [Input::new(folder.join("a.txt")), Input::new(folder.join("no.html"))];
    let Err(error) = Sources::open(&inputs) else { panic!("it was opened") };
    assert!(error.to_string().ends_with("no.html' does not exist"), "{error}");
}

#[test]
fn an_empty_folder_is_named() {
    let folder = folder("empty");
    let found: Found = Sources::open(&[Input::new(folder.join("sub"))]).unwrap().collect();
    assert_eq!(found[0].as_ref().unwrap_err().code(), "nothing-to-read");
}

#[test]
fn sources_can_be_handed_to_another_thread() {
    fn check<T: Send>() {}
    check::<Sources>();
    check::<SourceProblem>();
    assert_eq!(Input::new("-"), Input::Stdin);
}
