//! Markup of any kind to markup that is safe and cheap to parse.
//!
//! One linear scan over the tags, without recursion: elements without words of
//! an article (scripts, styles, drawings, forms' options) go, unknown
//! attributes go, every element is closed in order, and depth and number of
//! elements stay below [`super::limits`]. JSON-LD scripts are handed back
//! apart. The scan does not decode entities and does not repair what a parser
//! repairs at no cost.

use memchr::memchr;

use super::cursor::Cursor;
use super::limits::{
    MAX_ATTRIBUTE, MAX_DEPTH, MAX_ELEMENTS, MAX_FORMATTING, MAX_JSON_LD, MAX_JSON_LD_SCRIPTS,
    MAX_TEXT,
};
use super::tags::{PARAGRAPH_SCOPE, Treatment, closes, is_block, levels, treatment};
use crate::article::problem;
use chancery_model::Problem;

/// Markup within the limits, and the JSON-LD found on the way.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    /// Well-nested HTML.
    pub(crate) html: String,
    /// The contents of JSON-LD scripts, in order.
    pub(crate) json_ld: Vec<String>,
}

/// Returns the page's markup within the limits; what was cut is a problem.
pub(crate) fn bounded(text: &str, problems: &mut Vec<Problem>) -> Markup {
    let mut scanner = Scanner::new(text);
    scanner.run();
    let cut = [
        (scanner.flattened, "page-too-deep", "elements were flattened"),
        (scanner.left_out, "page-too-many-elements", "elements were left out"),
        (scanner.text_left_out, "page-too-large", "bytes of text were left out"),
    ];
    for (count, code, what) in cut {
        if count > 0 {
            problems.push(problem(code, format!("{count} {what}")));
        }
    }
    scanner.out
}

struct Open {
    name: String,
    formatting: bool,
}

struct Scanner<'a> {
    cursor: Cursor<'a>,
    out: Markup,
    open: Vec<Open>,
    depth: usize,
    formatting: usize,
    elements: usize,
    /// Forms inside a form: HTML has none, so that their tags mean nothing.
    inner_forms: usize,
    text_bytes: usize,
    roots: [bool; 3],
    /// Elements whose end tag is known not to come, so that it is looked for
    /// once only.
    endless: Vec<String>,
    flattened: usize,
    left_out: usize,
    text_left_out: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Scanner<'a> {
        Scanner {
            cursor: Cursor::new(text),
            out: Markup { html: String::with_capacity(text.len() / 2 + 64), ..Markup::default() },
            open: Vec::new(),
            depth: 0,
            formatting: 0,
            elements: 0,
            inner_forms: 0,
            text_bytes: 0,
            roots: [false; 3],
            endless: Vec::new(),
            flattened: 0,
            left_out: 0,
            text_left_out: 0,
        }
    }

    fn run(&mut self) {
        while self.cursor.at < self.cursor.text.len() {
            let rest = &self.cursor.text.as_bytes()[self.cursor.at..];
            match memchr(b'<', rest) {
                None => {
                    self.write_text(self.cursor.text.len());
                    break;
                }
                Some(0) => {}
                Some(length) => self.write_text(self.cursor.at + length),
            }
            match self.cursor.byte(1) {
                Some(b'!') if self.cursor.text[self.cursor.at..].starts_with("<!--") => {
                    self.cursor.skip_comment()
                }
                Some(b'!' | b'?') => self.cursor.skip_past(b">"),
                Some(b'/') if self.cursor.byte(2).is_some_and(|b| b.is_ascii_alphabetic()) => {
                    self.end_tag();
                }
                Some(b'/') => self.cursor.skip_past(b">"),
                Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(),
                _ => {
                    self.out.html.push_str("&lt;");
                    self.cursor.at += 1;
                }
            }
        }
        self.close_down_to(0);
    }

    /// Copies text up to `end`, without NUL, as far as the limit allows.
    fn write_text(&mut self, end: usize) {
        let text = &self.cursor.text[self.cursor.at..end];
        self.cursor.at = end;
        let room = MAX_TEXT.saturating_sub(self.text_bytes);
        let kept = &text[..text.floor_char_boundary(room)];
        self.text_left_out += text.len() - kept.len();
        self.text_bytes += kept.len();
        if memchr(0, kept.as_bytes()).is_none() {
            self.out.html.push_str(kept);
        } else {
            self.out.html.extend(kept.chars().filter(|char| *char != '\0'));
        }
    }

    fn start_tag(&mut self) {
        let tag_start = self.cursor.at;
        let name = self.cursor.name(1);
        let Some(closes_itself) = self.cursor.attributes() else {
            self.cursor.at = self.cursor.text.len();
            return;
        };
        let is_name = name.len() <= 32
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte));
        if !is_name {
            return;
        }
        match treatment(&name) {
            Treatment::Unwrap => {}
            Treatment::Skip => {
                if !closes_itself {
                    self.skip_element(&name);
                }
            }
            Treatment::SkipToEnd => {
                if !self.skip_element(&name) {
                    self.cursor.at = self.cursor.text.len();
                }
            }
            Treatment::Script => self.script(tag_start),
            Treatment::Title => self.title(),
            Treatment::Root => self.root(&name),
            Treatment::Void => {
                if matches!(name.as_str(), "hr") {
                    self.close_paragraph();
                }
                if self.admit() {
                    self.write_tag(&name);
                }
            }
            Treatment::Hollow => {
                self.skip_element(&name);
                if self.admit() {
                    self.write_tag(&name);
                    self.write_end(&name);
                }
            }
            Treatment::Block if name == "form" && self.is_open("form") => self.inner_forms += 1,
            Treatment::Block => {
                self.close_paragraph();
                self.close_implied(&name);
                self.push(name, false);
            }
            Treatment::Formatting => {
                self.close_implied(&name);
                self.push(name, true);
            }
            Treatment::Inline => self.push(name, false),
        }
    }

    /// Returns whether one more element fits.
    fn admit(&mut self) -> bool {
        if self.elements >= MAX_ELEMENTS {
            self.left_out += 1;
            return false;
        }
        self.elements += 1;
        true
    }

    fn push(&mut self, name: String, formatting: bool) {
        let levels = levels(&name);
        if self.depth + levels > MAX_DEPTH || (formatting && self.formatting >= MAX_FORMATTING) {
            self.flattened += 1;
            return self.part_words();
        }
        if !self.admit() {
            return self.part_words();
        }
        self.write_tag(&name);
        self.depth += levels;
        self.formatting += usize::from(formatting);
        self.open.push(Open { name, formatting });
    }

    /// Keeps the words on both sides of a tag that is left out apart.
    fn part_words(&mut self) {
        if !self.out.html.ends_with(' ') {
            self.out.html.push(' ');
        }
    }

    fn write_tag(&mut self, name: &str) {
        self.out.html.push('<');
        self.out.html.push_str(name);
        self.out.html.push_str(&self.cursor.attributes);
        self.out.html.push('>');
    }

    fn write_end(&mut self, name: &str) {
        self.out.html.push_str("</");
        self.out.html.push_str(name);
        self.out.html.push('>');
    }

    fn end_tag(&mut self) {
        let name = self.cursor.name(2);
        // The attributes of an end tag mean nothing, but hide a `>`.
        if self.cursor.attributes().is_none() {
            self.cursor.at = self.cursor.text.len();
            return;
        }
        if name == "br" {
            if self.admit() {
                self.out.html.push_str("<br>");
            }
            return;
        }
        if name == "form" && self.inner_forms > 0 {
            self.inner_forms -= 1;
            return;
        }
        let block = is_block(&name);
        let formatting = treatment(&name) == Treatment::Formatting;
        let mut crossed = false;
        for index in (0..self.open.len()).rev() {
            let open = &self.open[index];
            if open.name == name {
                if crossed {
                    // A formatting element closed across a block: the parser
                    // splits it, and the block stays open.
                    self.write_end(&name);
                    self.forget(index);
                } else {
                    self.close_down_to(index);
                }
                return;
            }
            if !block && is_block(&open.name) {
                if !formatting {
                    return;
                }
                crossed = true;
            }
            let is_table_end =
                matches!(name.as_str(), "table" | "tr" | "tbody" | "thead" | "tfoot");
            if block && !is_table_end && matches!(open.name.as_str(), "td" | "th" | "caption") {
                return;
            }
        }
    }

    fn forget(&mut self, index: usize) {
        let open = self.open.remove(index);
        self.depth -= levels(&open.name);
        self.formatting -= usize::from(open.formatting);
    }

    /// Closes every open element from the last down to the one at `index`.
    fn close_down_to(&mut self, index: usize) {
        while self.open.len() > index {
            let Some(open) = self.open.pop() else { return };
            self.depth -= levels(&open.name);
            self.formatting -= usize::from(open.formatting);
            self.write_end(&open.name);
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name)
    }

    fn close_paragraph(&mut self) {
        let reach = self
            .open
            .iter()
            .rposition(|open| open.name == "p" || PARAGRAPH_SCOPE.contains(&open.name.as_str()));
        if let Some(index) = reach.filter(|index| self.open[*index].name == "p") {
            self.close_down_to(index);
        }
    }

    fn close_implied(&mut self, name: &str) {
        let Some(closes) = closes(name) else { return };
        let formatting = treatment(name) == Treatment::Formatting;
        let reach = self.open.iter().rposition(|open| {
            closes.open.contains(&open.name.as_str()) || closes.within.contains(&open.name.as_str())
        });
        if let Some(index) = reach
            && closes.open.contains(&self.open[index].name.as_str())
        {
            if formatting && self.open[index..].iter().any(|open| is_block(&open.name)) {
                self.write_end(name);
                self.forget(index);
            } else {
                self.close_down_to(index);
            }
        }
    }

    /// Moves behind the element whose start tag was just read, and returns
    /// whether it ends at all.
    fn skip_element(&mut self, name: &str) -> bool {
        if self.endless.iter().any(|endless| endless == name) {
            return false;
        }
        match self.cursor.find_end(name) {
            Some(end) => {
                self.cursor.at = end;
                self.cursor.skip_past(b">");
                true
            }
            None => {
                self.endless.push(name.to_owned());
                false
            }
        }
    }

    fn script(&mut self, tag_start: usize) {
        let tag_end = self.cursor.at;
        // A post of Telegram is shown by a script, and nothing else tells of it.
        if self.cursor.attributes.contains("data-telegram-post=") && self.admit() {
            self.write_tag("figure");
            self.write_end("figure");
        }
        // The type is not among the kept attributes: look at the tag itself.
        let is_json_ld =
            self.cursor.text[tag_start..tag_end].to_ascii_lowercase().contains("ld+json");
        if !self.skip_element("script") {
            self.cursor.at = self.cursor.text.len();
            return;
        }
        let content = &self.cursor.text[tag_end..self.cursor.at];
        let content = &content[..content.rfind("</").unwrap_or(content.len())];
        if is_json_ld
            && content.len() <= MAX_JSON_LD
            && self.out.json_ld.len() < MAX_JSON_LD_SCRIPTS
        {
            self.out.json_ld.push(content.to_owned());
        }
    }

    fn title(&mut self) {
        let start = self.cursor.at;
        if !self.skip_element("title") {
            return;
        }
        let end = start + self.cursor.text[start..self.cursor.at].rfind("</").unwrap_or(0);
        if self.admit() && end - start <= MAX_ATTRIBUTE {
            self.out.html.push_str("<title>");
            self.out.html.push_str(&self.cursor.text[start..end].replace('\0', ""));
            self.out.html.push_str("</title>");
        }
    }

    fn root(&mut self, name: &str) {
        let index = match name {
            "html" => 0,
            "head" => 1,
            _ => 2,
        };
        if !self.roots[index] {
            self.roots[index] = true;
            self.write_tag(name);
        }
    }
}
