//! Reading the tags of HTML one after another, as they are written.
//!
//! In goes text and a place in it, out come names, attributes and the places
//! where things end. Every read moves forward, so that the whole is linear.
//! What a tag means is not known here.

use memchr::{memchr, memmem};

use super::limits::MAX_ATTRIBUTE;
use super::tags::is_kept_attribute;

/// A place in the text of a page.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// The attributes of the tag read last that later stages look at, written
    /// as in a tag.
    pub(super) attributes: String,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0, attributes: String::new() }
    }

    pub(super) fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    pub(super) fn skip_past(&mut self, end: &[u8]) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at = match memmem::find(rest, end) {
            Some(found) => self.at + found + end.len(),
            None => self.text.len(),
        };
    }

    pub(super) fn skip_comment(&mut self) {
        // `<!-->` and `<!--->` are whole comments.
        self.at += 2;
        self.skip_past(b"-->");
    }

    /// Reads the name of the tag at hand, and stops behind it.
    pub(super) fn name(&mut self, from: usize) -> String {
        let start = self.at + from;
        let length = self.text.as_bytes()[start..]
            .iter()
            .position(|byte| matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ' | b'/' | b'>'))
            .unwrap_or(self.text.len() - start);
        self.at = start + length;
        self.text[start..start + length].to_ascii_lowercase()
    }

    /// Reads attributes up to and with `>`, keeps those that later stages
    /// read, and returns whether the tag closes itself, or nothing where the
    /// page ends within the tag.
    pub(super) fn attributes(&mut self) -> Option<bool> {
        self.attributes.clear();
        let bytes = self.text.as_bytes();
        let mut closes_itself = false;
        let mut seen: Vec<&str> = Vec::new();
        loop {
            while self.byte(0)?.is_ascii_whitespace() {
                self.at += 1;
            }
            match bytes[self.at] {
                b'>' => {
                    self.at += 1;
                    return Some(closes_itself);
                }
                b'/' => {
                    closes_itself = true;
                    self.at += 1;
                    continue;
                }
                _ => closes_itself = false,
            }
            let start = self.at;
            // An equals sign may only begin a name, not stand inside.
            self.at += 1;
            while !matches!(self.byte(0)?, b'=' | b'>' | b'/')
                && !bytes[self.at].is_ascii_whitespace()
            {
                self.at += 1;
            }
            let name = self.text.get(start..self.at);
            while self.byte(0)?.is_ascii_whitespace() {
                self.at += 1;
            }
            let value = if self.byte(0)? == b'=' {
                self.at += 1;
                self.attribute_value()?
            } else {
                ""
            };
            let Some(name) = name.filter(|name| name.len() < 32) else { continue };
            let lower = name.to_ascii_lowercase();
            let is_new = !seen.iter().any(|seen| seen.eq_ignore_ascii_case(name));
            if value.len() <= MAX_ATTRIBUTE && is_kept_attribute(&lower) && is_new {
                seen.push(name);
                self.attributes.push(' ');
                self.attributes.push_str(&lower);
                self.attributes.push_str("=\"");
                for char in value.chars() {
                    match char {
                        '"' => self.attributes.push_str("&quot;"),
                        '\0' => {}
                        _ => self.attributes.push(char),
                    }
                }
                self.attributes.push('"');
            }
        }
    }

    fn attribute_value(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        while self.byte(0)?.is_ascii_whitespace() {
            self.at += 1;
        }
        let quote = bytes[self.at];
        if quote == b'"' || quote == b'\'' {
            let start = self.at + 1;
            let Some(length) = memchr(quote, &bytes[start..]) else {
                self.at = self.text.len();
                return None;
            };
            self.at = start + length + 1;
            return Some(&self.text[start..start + length]);
        }
        let start = self.at;
        while self.byte(0)? != b'>' && !bytes[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
        Some(&self.text[start..self.at])
    }

    /// Finds the end tag of the element whose start tag was just read.
    pub(super) fn find_end(&self, name: &str) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut from = self.at;
        while let Some(found) = memmem::find(&bytes[from..], b"</") {
            let start = from + found + 2;
            let end = start + name.len();
            let is_end =
                bytes.get(start..end).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
                    && bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'-');
            if is_end {
                return Some(from + found);
            }
            from = start;
        }
        None
    }
}
