//! A page: bytes as captured, and what came with them.

/// Bytes as captured, with address, time and the declared type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The bytes, unchanged.
    pub bytes: Vec<u8>,
    /// How the bytes are to be taken.
    pub form: Form,
    /// The address that they came from.
    pub url: Option<String>,
    /// When they were captured, ISO 8601 in UTC.
    pub captured: Option<String>,
    /// The `Content-Type` that the server declared.
    pub content_type: Option<String>,
}

/// How the bytes of a page are to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// An HTML document.
    Html,
    /// Plain text: a page copied from a browser, or an article as text.
    Text,
    /// One JSON object that holds an article as text already.
    Json,
}

impl Form {
    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            Form::Html => "html",
            Form::Text => "text",
            Form::Json => "json",
        }
    }

    /// Returns the form of that name.
    pub fn from_name(name: &str) -> Option<Form> {
        [Form::Html, Form::Text, Form::Json].into_iter().find(|form| form.name() == name)
    }
}

impl Page {
    /// Returns a page of these bytes, with nothing else known of it.
    pub fn new(bytes: impl Into<Vec<u8>>, form: Form) -> Page {
        Page { bytes: bytes.into(), form, url: None, captured: None, content_type: None }
    }
}
