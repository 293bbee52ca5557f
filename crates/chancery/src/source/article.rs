//! Articles as JSON objects: one a line, or spread over lines.
//!
//! Each object becomes one page of its own bytes, unchanged. It is checked to be
//! an object with a `text`, and its `url` is noted; what else it holds is for
//! reading to judge. An object that is spread over lines starts with a brace in
//! the first column and ends with one there, as every printer of JSON has it.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;

use chancery_model::{Form, Page};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::stream::{Line, Stream};
use super::{Item, PAGE_LIMIT, Part, ProblemKind};

#[derive(Default)]
pub(super) struct Articles {
    line: Vec<u8>,
    n_lines: u64,
    open: Open,
}

/// An object that is spread over lines, and has not ended yet.
#[derive(Default)]
enum Open {
    #[default]
    None,
    Some {
        start: u64,
        bytes: Vec<u8>,
    },
    /// It was too large, and its lines are passed over.
    TooLarge,
}

impl Articles {
    pub(super) fn step(&mut self, stream: &mut Stream, ready: &mut VecDeque<Item>) -> bool {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        let blank = match self.open {
            // They are part of the object.
            Open::Some { .. } => Ok(0),
            Open::None | Open::TooLarge => stream.pass_blank_lines(),
        };
        self.n_lines += *blank.as_ref().unwrap_or(&0);
        let read = blank.and_then(|_| stream.line(&mut line, PAGE_LIMIT));
        let here = Part::Line(self.n_lines + 1);
        let more = !matches!(read, Ok(Line::End));
        match read {
            Ok(Line::Whole) => {
                self.n_lines += 1;
                self.take_line(&line, ready);
            }
            Ok(Line::TooLong) => {
                self.n_lines += 1;
                self.close(ready);
                ready.push_back((here, Err(ProblemKind::TooLarge)));
            }
            Ok(Line::End) => self.close(ready),
            Err(problem) => {
                // What stands before the damage may lack no more than its line
                // feed; what stands behind it must not be joined to it.
                let mut before = VecDeque::new();
                if !line.is_empty() {
                    self.n_lines += 1;
                    self.take_line(&line, &mut before);
                }
                self.close(&mut before);
                ready.extend(before.into_iter().filter(|(_, found)| found.is_ok()));
                ready.push_back((here, Err(problem)));
            }
        }
        self.line = line;
        more
    }

    fn take_line(&mut self, line: &[u8], ready: &mut VecDeque<Item>) {
        let bare = if self.n_lines == 1 { without_mark(line) } else { line };
        if bare.starts_with(b"{") {
            self.close(ready);
        }
        match &mut self.open {
            Open::None if bare.trim_ascii().is_empty() => {}
            Open::None if starts_spread_object(bare.trim_ascii()) => {
                self.open = Open::Some { start: self.n_lines, bytes: bare.to_vec() };
            }
            Open::None => deliver(bare, Part::Line(self.n_lines), ready),
            Open::Some { start, bytes } => {
                if bytes.len() + bare.len() >= PAGE_LIMIT {
                    ready.push_back((Part::Line(*start), Err(ProblemKind::TooLarge)));
                    self.open = Open::TooLarge;
                    return;
                }
                bytes.push(b'\n');
                bytes.extend_from_slice(bare);
                if bare.starts_with(b"}") {
                    self.close(ready);
                }
            }
            Open::TooLarge => {
                if bare.starts_with(b"}") {
                    self.open = Open::None;
                }
            }
        }
    }

    /// Delivers the object that is spread over lines, as it is.
    fn close(&mut self, ready: &mut VecDeque<Item>) {
        if let Open::Some { start, bytes } = std::mem::take(&mut self.open) {
            deliver(&bytes, Part::Line(start), ready);
        }
    }
}

fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
}

/// Returns whether the line ends between the tokens of an object.
fn starts_spread_object(line: &[u8]) -> bool {
    line.starts_with(b"{")
        && matches!(line.last(), Some(b'{' | b',' | b':' | b'['))
        && serde_json::from_slice::<Given>(line).is_err_and(|error| error.is_eof())
}

/// Delivers the objects of these bytes: one, but where a line feed got lost.
fn deliver(bytes: &[u8], part: Part, ready: &mut VecDeque<Item>) {
    if std::str::from_utf8(bytes).is_err() {
        ready.push_back((part, Err(ProblemKind::NotUtf8)));
        return;
    }
    let mut rest = bytes.trim_ascii();
    while !rest.is_empty() {
        let mut objects = serde_json::Deserializer::from_slice(rest).into_iter::<Given>();
        let given = match objects.next() {
            Some(Ok(given)) => given,
            Some(Err(error)) if error.is_data() => {
                ready.push_back((part, Err(ProblemKind::NotAnArticle)));
                return;
            }
            Some(Err(error)) => {
                ready.push_back((part, Err(ProblemKind::NotJson(error))));
                return;
            }
            None => return,
        };
        let (object, behind) = rest.split_at(objects.byte_offset());
        let page = Page { url: given.url, ..Page::new(object, Form::Json) };
        let found = if given.has_text { Ok(page) } else { Err(ProblemKind::NotAnArticle) };
        ready.push_back((part, found));
        rest = behind.trim_ascii_start();
    }
}

/// What is looked at in an article: a wrong type is no reason to drop the rest.
struct Given {
    url: Option<String>,
    has_text: bool,
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Given, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Given;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an article")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
                let mut given = Given { url: None, has_text: false };
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    match &*key {
                        "url" => given.url = map.next_value::<MaybeText>()?.0,
                        "text" => given.has_text = map.next_value::<MaybeText>()?.0.is_some(),
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(given)
            }
        }

        deserializer.deserialize_map(Keys)
    }
}

/// A string, or nothing where the value is anything else.
struct MaybeText(Option<String>);

impl<'de> Deserialize<'de> for MaybeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MaybeText, D::Error> {
        struct Anything;

        impl<'de> Visitor<'de> for Anything {
            type Value = MaybeText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<MaybeText, E> {
                Ok(MaybeText(Some(text.to_owned())))
            }

            fn visit_bool<E: Error>(self, _: bool) -> Result<MaybeText, E> {
                Ok(MaybeText(None))
            }

            fn visit_i64<E: Error>(self, _: i64) -> Result<MaybeText, E> {
                Ok(MaybeText(None))
            }

            fn visit_u64<E: Error>(self, _: u64) -> Result<MaybeText, E> {
                Ok(MaybeText(None))
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<MaybeText, E> {
                Ok(MaybeText(None))
            }

            fn visit_unit<E: Error>(self) -> Result<MaybeText, E> {
                Ok(MaybeText(None))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<MaybeText, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(MaybeText(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MaybeText, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(MaybeText(None))
            }
        }

        deserializer.deserialize_any(Anything)
    }
}
