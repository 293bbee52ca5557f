//! The suites: each a file that reads its data and gives figures.
//!
//! A new suite is a module with `run(path)`, a variant of [`Suite`] and a row
//! in [`run`].

use std::path::Path;

use serde_json::Value;

use crate::error::Error;

mod gold;
mod pages;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Suite {
    /// Records of annotated articles: a folder with `ann/` and `text/`
    Gold,
    /// Body text of pages: a folder with `ground-truth.json` and `html/`
    Pages,
}

/// What a suite measured.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    /// Lines for a person.
    pub(crate) lines: Vec<String>,
    /// One object a case, without the case's text.
    pub(crate) cases: Vec<Value>,
    /// The figures, as one JSON object.
    pub(crate) object: Value,
}

/// Returns the figures of the suite on the file or folder.
///
/// # Errors
///
/// Where the data cannot be read or are not of the suite's form.
pub(crate) fn run(suite: Suite, path: &Path) -> Result<Figures, Error> {
    match suite {
        Suite::Gold => gold::run(path),
        Suite::Pages => pages::run(path),
    }
}
