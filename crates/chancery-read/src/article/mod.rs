//! The stage `article`: what a page says, without its furniture.
//!
//! In goes a [`Page`] of any form, out comes an [`Article`] and what could not
//! be read. The work is pure and bounded, and fails never: a page that is not
//! what it claims to be gives an empty article and a problem.
//!
//! - HTML ([`html`]): an extractor chooses which words are body
//!   ([`extractor`]), our own document tells what they are ([`segment`],
//!   [`body`]), [`metadata`] tells the rest.
//! - Plain text ([`text`]): the same by its lines ([`lines`]).
//! - JSON ([`json`]): an article as text already; its text is not changed.

mod body;
mod compose;
mod embed;
mod extractor;
mod furniture;
mod html;
mod json;
mod language;
mod lean;
mod lines;
mod metadata;
mod segment;
mod signs;
mod text;

use std::fmt::Write as _;

use chancery_model::{Article, Form, Page, Problem};
use sha2::{Digest, Sha256};

/// Returns what the page says, and what could not be read of it.
pub fn article(page: &Page) -> (Article, Vec<Problem>) {
    let mut problems = Vec::new();
    let text = crate::page::charset::decode(page, &mut problems);
    let mut article = match page.form {
        Form::Html => html::article(page, &text, &mut problems),
        Form::Text => text::article(page, &text),
        Form::Json => json::article(page, &text, &mut problems),
    };
    article.id = id(&page.bytes);
    (article, problems)
}

/// Returns the problem of that code.
pub(crate) fn problem(code: &'static str, message: impl Into<String>) -> Problem {
    Problem { code: code.into(), message: message.into() }
}

fn id(bytes: &[u8]) -> String {
    let mut id = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
}
