//! `chancery.reading/1`: a reading as one JSON object.
//!
//! In goes a [`Reading`], out comes one line of JSON, and the other way round.
//! The order of the keys is fixed. Absent is `null` or `[]`, never missing.
//! Offsets are Unicode code points into `article.text`, half open. The JSON
//! Schema is generated from the types in `form` and kept in
//! `docs/schema/reading-1.json`; a reader of this form must ignore keys that it
//! does not know, as [`from_json`] does.

mod enter;
mod form;
mod leave;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(in crate::wire) use tests::full;

use chancery_model::Reading;
use serde::Deserialize;

use super::Error;

/// The name and version of the form, which stand in each record's `schema`.
pub const SCHEMA: &str = "chancery.reading/1";

/// Returns the reading as one line of JSON, without a line feed.
///
/// Every reading has such a line. Spans that do not fit the text are cut to
/// it, and numbers that JSON does not have become the nearest that it has
/// (infinity the largest number, not-a-number 0); no stage makes either.
pub fn to_json(reading: &Reading) -> String {
    let form = leave::reading(reading);
    // Keys are strings and numbers finite, which is all that can go wrong where
    // nothing is written to a file.
    serde_json::to_string(&form).expect("strings, finite numbers and lists are always JSON")
}

/// Returns the reading that [`to_json`] made the line of.
///
/// # Errors
///
/// Returns an [`Error`] where the text is not JSON, is of another form or
/// version, has a word that the model does not know, or has a span that lies
/// outside the article's text.
pub fn from_json(json: &str) -> Result<Reading, Error> {
    let form: form::Reading = serde_json::from_str(json).map_err(|error| {
        // Another version of the form fails for its shape; its name says more.
        match serde_json::from_str::<Head>(json) {
            Ok(head) if head.schema != SCHEMA => {
                Error::Form { found: head.schema, expected: SCHEMA }
            }
            _ => Error::Shape(error),
        }
    })?;
    enter::reading(form)
}

/// What every form of Chancery starts with.
#[derive(Deserialize)]
struct Head {
    schema: String,
}
