//! The header of a record: of its fields, those that say what the page is.

use chancery_model::Form;

/// What the header of a record says.
#[derive(Debug, Default)]
pub(super) struct Header {
    kind: String,
    pub(super) length: Option<u64>,
    pub(super) url: Option<String>,
    /// When the record was made, ISO 8601 in UTC.
    pub(super) captured: Option<String>,
    pub(super) content_type: Option<String>,
}

impl Header {
    /// Takes one line. The first line and lines that are damaged say nothing.
    pub(super) fn take_line(&mut self, line: &[u8]) {
        let Some((name, value)) = field(line) else { return };
        match name.as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            // WARC 1.0 printed addresses in angle brackets by mistake.
            "warc-target-uri" => {
                self.url = Some(value.trim_matches(['<', '>']).to_owned());
            }
            "warc-date" => {
                self.captured = value.parse::<jiff::Timestamp>().ok().map(|at| at.to_string());
            }
            "content-type" => self.content_type = Some(value),
            _ => {}
        }
    }

    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    /// Returns whether the content is an HTTP message; lookups of names are
    /// responses too.
    pub(super) fn content_is_http(&self) -> bool {
        let declared = self.content_type.as_deref().map(str::to_ascii_lowercase);
        declared.is_none_or(|declared| declared.starts_with("application/http"))
    }

    /// Returns the form of the content by its type, or by its first bytes where
    /// no type is declared.
    pub(super) fn form_of(&self, content: &[u8]) -> Option<Form> {
        match &self.content_type {
            Some(declared) => form(declared),
            None => undeclared(content),
        }
    }
}

/// Returns the name in lower case, and the value, of a line `name: value`.
pub(super) fn field(line: &[u8]) -> Option<(String, String)> {
    let at = memchr::memchr(b':', line)?;
    let name = std::str::from_utf8(&line[..at]).ok()?.trim().to_ascii_lowercase();
    let value = String::from_utf8_lossy(&line[at + 1..]).trim().to_owned();
    Some((name, value))
}

/// Returns the form of a declared type, where it is that of a page.
pub(super) fn form(declared: &str) -> Option<Form> {
    let name = declared.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match name.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Form::Html),
        "text/plain" => Some(Form::Text),
        _ => None,
    }
}

/// Returns the form of content without a declared type: a tag must come first.
pub(super) fn undeclared(content: &[u8]) -> Option<Form> {
    let start = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content).trim_ascii_start();
    let second = *start.strip_prefix(b"<")?.first()?;
    (second == b'!' || second.is_ascii_alphabetic()).then_some(Form::Html)
}
