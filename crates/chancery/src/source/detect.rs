//! Decides what a stream of bytes is, from its first bytes and its name.
//!
//! The content goes first, since names of captured files are often wrong. Marks
//! that stand at the very start are looked for before marks that stand further
//! in, so that a damaged first record does not turn an archive into a text.

use std::path::Path;

use chancery_model::Form;
use memchr::memmem;

use super::ProblemKind;

/// How many bytes are looked at.
pub(super) const HEAD: usize = 8 << 10;

/// What a stream of bytes holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One page.
    Page(Form),
    /// Articles as JSON objects.
    Articles,
    /// A web archive.
    Archive,
}

const HTML: Kind = Kind::Page(Form::Html);
const TEXT: Kind = Kind::Page(Form::Text);

/// The marks of compressions that pages are found in, and that are not read.
const COMPRESSIONS: [&[u8]; 4] = [b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ", b"PK\x03\x04"];

/// Decides what the bytes are. A text that was only found in a folder must have
/// the name of one: saved pages come with folders of scripts and styles.
pub(super) fn detect(head: &[u8], name: &Path, given: bool) -> Result<Kind, ProblemKind> {
    if COMPRESSIONS.iter().any(|mark| head.starts_with(mark)) {
        return Err(ProblemKind::UnknownCompression);
    }
    if head.starts_with(b"%PDF-") {
        return Err(ProblemKind::NotAPage);
    }
    let (head, is_wide) = to_ascii(head);
    let start = head.trim_ascii_start();
    let extension = extension(name);
    if let Some(kind) = at_start(start, extension.as_deref())? {
        return Ok(kind);
    }
    if let Some(kind) = further_in(&head) {
        return Ok(kind);
    }
    if !is_wide && head.contains(&0) {
        return Err(ProblemKind::NotAPage);
    }
    match extension.as_deref() {
        _ if start.is_empty() => Err(ProblemKind::Empty),
        Some("html" | "htm" | "xhtml") => Ok(HTML),
        Some("json" | "jsonl" | "ndjson") => Ok(Kind::Articles),
        Some("warc") => Ok(Kind::Archive),
        None | Some("txt" | "text" | "md") => Ok(TEXT),
        Some(_) if given => Ok(TEXT),
        Some(_) => Err(ProblemKind::NotAPage),
    }
}

fn at_start(start: &[u8], extension: Option<&str>) -> Result<Option<Kind>, ProblemKind> {
    let next = |mark: u8| {
        let rest = start.strip_prefix(&[mark])?.trim_ascii_start();
        Some(rest.first().copied().unwrap_or(b' '))
    };
    if start.starts_with(b"WARC/") {
        return Ok(Some(Kind::Archive));
    }
    if matches!(next(b'{'), Some(b'"' | b'}')) {
        return Ok(Some(Kind::Articles));
    }
    if next(b'[') == Some(b'{') {
        return Err(ProblemKind::JsonList);
    }
    if start.starts_with(b"<?xml") && extension != Some("html") && !has_html(start) {
        // A feed, a map of a site, a drawing.
        return Err(ProblemKind::NotAPage);
    }
    let is_tag = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?' | b'/');
    Ok(start.strip_prefix(b"<").and_then(<[u8]>::first).filter(|byte| is_tag(**byte)).map(|_| HTML))
}

fn further_in(head: &[u8]) -> Option<Kind> {
    if memmem::find(head, b"WARC/1.").is_some() && memmem::find(head, b"WARC-Type").is_some() {
        Some(Kind::Archive)
    } else if has_html(head) {
        Some(HTML)
    } else if memmem::find(head, b"\n{\"").is_some() {
        Some(Kind::Articles)
    } else {
        None
    }
}

fn has_html(head: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    memmem::find(&lower, b"<html").is_some() || memmem::find(&lower, b"<!doctype html").is_some()
}

/// Returns the bytes without a byte order mark, with UTF-16 narrowed to its
/// ASCII, and whether it was UTF-16.
fn to_ascii(head: &[u8]) -> (Vec<u8>, bool) {
    match head {
        [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] => {
            (rest.iter().copied().filter(|byte| *byte != 0).collect(), true)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => (rest.to_vec(), false),
        _ => (head.to_vec(), false),
    }
}

/// Returns the extension in lower case, past that of gzip.
fn extension(name: &Path) -> Option<String> {
    let lower = |path: &Path| Some(path.extension()?.to_str()?.to_ascii_lowercase());
    match lower(name) {
        Some(gzip) if gzip == "gz" => lower(Path::new(name.file_stem()?)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, name: &str, expected: Result<Kind, &str>) {
        let found = detect(head.as_bytes(), Path::new(name), false);
        assert_eq!(
            found.as_ref().map_err(ProblemKind::code),
            expected.as_ref().map_err(|code| *code)
        );
    }

    #[test]
    fn content_goes_before_the_name() {
        check("\u{feff}\n <!DOCTYPE html>", "page.txt", Ok(HTML));
        check("WARC/1.0\r\n", "page.html", Ok(Kind::Archive));
        check("{ \"id\": 1}", "page", Ok(Kind::Articles));
        check("<3 is not a tag", "page.txt", Ok(TEXT));
        check("{braces} in a text", "page.txt", Ok(TEXT));
    }

    #[test]
    fn a_damaged_start_does_not_hide_what_follows() {
        check("xx\"}\n{\"id\": 1}", "-", Ok(Kind::Articles));
        check("xx\r\nWARC/1.0\r\nWARC-Type: response", "-", Ok(Kind::Archive));
        check("xx <html>\n{\"in\": \"a script\"}", "-", Ok(HTML));
    }

    #[test]
    fn the_name_decides_where_the_content_does_not() {
        check("cut", "a.warc.gz", Ok(Kind::Archive));
        check("cut", "a.JSONL", Ok(Kind::Articles));
        check("cut", "a.html.gz", Ok(HTML));
        check("cut", "a", Ok(TEXT));
    }

    #[test]
    fn what_is_not_a_page_is_named() {
        check("body { margin: 0 }", "a.css", Err("not-a-page"));
        check("\x00\x01\x02", "a", Err("not-a-page"));
        check("<?xml version=\"1.0\"?><rss>", "a.xml", Err("not-a-page"));
        check("[{\"id\": 1}]", "a.json", Err("json-list"));
        check("BZh91", "a.bz2", Err("unknown-compression"));
        check(" \n", "a.txt", Err("nothing-to-read"));
    }

    #[test]
    fn wide_characters_are_seen_through() {
        let wide: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide, Path::new("-"), true).unwrap(), HTML);
    }
}
