//! Pages made to break a reader: each must be read within two seconds of a
//! release build, on a thread with the usual stack.
//!
//! By default the pages are a fifth of their size; with `CHANCERY_SLOW_TESTS`
//! set they have all of it. The time counts in a release build only, and is
//! that of the processor where the system tells it, so that other work on the
//! machine does not count.

use std::time::{Duration, Instant};

use chancery_model::{Form, Page};

use super::{FIRST, SECOND, page, read};

/// Returns the number, or a fifth of it in a usual run.
fn scaled(number: usize) -> usize {
    if std::env::var_os("CHANCERY_SLOW_TESTS").is_some() { number } else { number / 5 }
}

/// Returns the time that the work takes on its thread.
fn timed(work: impl FnOnce()) -> Duration {
    let spent = || {
        let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let (start, before) = (Instant::now(), spent());
    work();
    match (before, spent()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    }
}

#[track_caller]
fn survives(name: &str, bytes: impl Into<Vec<u8>>) {
    survives_as(name, Page::new(bytes, Form::Html));
}

#[track_caller]
#[expect(clippy::print_stderr, reason = "a slow run is there to show its times")]
fn survives_as(name: &str, source: Page) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
        timed(|| {
            read(source);
        })
    });
    let thread = thread.expect("the system gives a thread");
    let elapsed = thread.join().expect("reading does not panic");
    if std::env::var_os("CHANCERY_SLOW_TESTS").is_some() {
        eprintln!("{name}: {elapsed:?}");
    }
    if cfg!(not(debug_assertions)) {
        assert!(elapsed < Duration::from_secs(2), "{name} took {elapsed:?}");
    }
}

fn many(piece: &str, number: usize) -> String {
    piece.repeat(scaled(number))
}

#[test]
fn deep_nesting_is_flattened() {
    for tag in [
        "div",
        "span",
        "b",
        "a",
        "font",
        "ul><li",
        "table><tr><td",
        "blockquote",
        "x-y",
        "section",
        "p",
        "button",
        "form",
    ] {
        let nested = many(&format!("<{tag}>"), 1_000_000);
        survives(tag, page("", &format!("{nested}{FIRST}")));
    }
}

#[test]
fn words_below_the_deepest_level_are_kept() {
    let nested = "<div>".repeat(3_000);
    let source = Page::new(page("", &format!("{nested}<p>{FIRST}</p><p>{SECOND}</p>")), Form::Html);
    let (article, problems) = chancery_read::article::article(&source);
    assert!(problems.iter().any(|problem| problem.code == "page-too-deep"));
    assert!(article.text.contains(FIRST), "{}", article.text);
}

#[test]
fn large_pages_are_cut() {
    survives("one line", "x".repeat(scaled(200_000_000)));
    survives("words", page("", &format!("<p>{}</p>", many("word ", 10_000_000))));
    survives("one line of tags", page("", &many("<p>some words here", 3_000_000)));
    survives("many paragraphs", page("", &many(&format!("<p>{FIRST}</p>"), 100_000)));
    let (_, problems) =
        chancery_read::article::article(&Page::new("x".repeat(9 << 20), Form::Html));
    assert!(problems.iter().any(|problem| problem.code == "page-too-large"));
}

#[test]
fn many_attributes_and_long_ones_are_bounded() {
    let attributes: String = (0..scaled(1_000_000)).map(|number| format!(" a{number}=1")).collect();
    survives("attributes", page("", &format!("<div{attributes}><p>{FIRST}</p></div>")));
    survives(
        "same attribute",
        page("", &format!("<div{}><p>{FIRST}</p></div>", many(" class=x", 1_000_000))),
    );
    survives(
        "long attribute",
        page("", &format!("<div class=\"{}\"><p>{FIRST}</p></div>", many("x ", 4_000_000))),
    );
    survives("html attributes", many("<html a=1><body b=2 class=x id=y>", 200_000));
}

#[test]
fn misnested_formatting_does_not_multiply() {
    survives("b i", page("", &many("<b><i></b></i>", 300_000)));
    survives("a p", page("", &many("<a href=x><p>w", 500_000)));
    survives(
        "fonts",
        page(
            "",
            &format!(
                "{}{}",
                many("<font size=1><b class=x><i id=y>", 100_000),
                many("<p>w", 300_000)
            ),
        ),
    );
    survives("a div", page("", &many("<a><div></a>", 300_000)));
    survives("nobr", page("", &many("<nobr><b><nobr>", 300_000)));
    survives("closed", page("", &many("</p></br></b></div></table>", 300_000)));
}

#[test]
fn tables_and_lists_are_bounded() {
    survives("table text", page("", &many("<table>w", 300_000)));
    survives("cells", page("", &format!("<table>{}", many("<td>w", 500_000))));
    survives("rows", page("", &many("<table><tr><td></div><div>", 200_000)));
    survives("lists", page("", &many("<ul><li>w</ul>", 300_000)));
    survives("terms", page("", &many("<dl><dt>w<dd>", 300_000)));
}

#[test]
fn unclosed_markup_is_read_once() {
    for piece in [
        "<!--",
        "<script>",
        "<style>",
        "<title>",
        "<textarea>",
        "<noscript>",
        "<svg>",
        "<select><option>",
        "<",
        "</",
        "<a ",
        "<a b=\"",
        "<template>",
        "<iframe src=x>",
        "<![CDATA[",
        "<math><mtext>",
        "<plaintext>",
        "<frameset>",
        "<object>",
    ] {
        survives(piece, page("", &many(piece, 500_000)));
    }
}

#[test]
fn captions_posts_and_scripts_are_bounded() {
    survives("captions", page("", &many("<div class=caption>", 200_000)));
    survives("caption words", page("", &many("<p class=caption>w</p>", 200_000)));
    survives("posts", page("", &many("<blockquote class=twitter-tweet>", 200_000)));
    survives(
        "post links",
        page(
            "",
            &format!(
                "<blockquote class=twitter-tweet>{}",
                many("<a href=https://x.com/a/status/1>w</a>", 100_000)
            ),
        ),
    );
    let script = format!("<script type=\"application/ld+json\">{}</script>", "[".repeat(200_000));
    survives("deep json", page(&script, FIRST));
    let authors = many("{\"@id\": \"x\"},", 50_000);
    let script = format!(
        "<script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"author\": [{authors}]}}</script>"
    );
    survives("authors", page(&script, FIRST));
    survives(
        "json scripts",
        page(
            &many(
                "<script type=\"application/ld+json\">{\"@type\": \"Article\"}</script>",
                100_000,
            ),
            FIRST,
        ),
    );
    survives("times", page("", &many("<time datetime=x>w</time>", 200_000)));
    survives("same words", page("", &many("<p>the same few words again</p>", 200_000)));
    survives("headings", page("", &many("<h1>the same few words</h1>", 200_000)));
}

#[test]
fn bytes_of_no_encoding_are_read() {
    survives("nul", vec![0; scaled(50_000_000)]);
    survives("ff", vec![0xff; scaled(50_000_000)]);
    let utf16: Vec<u8> =
        many("<div>", 1_000_000).encode_utf16().flat_map(u16::to_le_bytes).collect();
    survives("utf-16", utf16);
    let mixed: Vec<u8> =
        (0..scaled(20_000_000)).map(|number| (number * 7919 % 256) as u8).collect();
    survives("mixed", mixed);
}

#[test]
fn plain_text_and_json_of_any_size_are_read() {
    for form in [Form::Text, Form::Json] {
        for piece in
            ["x", "word ", "\n", "Short line\n\n", "By Ann Lee, March 3, 2031\n", "[", "{\"a\":"]
        {
            survives_as(
                &format!("{} {piece:?}", form.name()),
                Page::new(many(piece, 8_000_000), form),
            );
        }
    }
}
