//! `chancery.account/1`: an account as one JSON object.
//!
//! In goes an [`Account`], out comes one line of JSON; accounts are derived, so
//! there is no way back. The order of the keys is fixed. Absent is `null` or
//! `[]`, never missing.
//!
//! - `pair` holds the two parties, `period` the days that the account is cut
//!   to.
//! - `articles` holds the cited articles with their `text`. An `article` in a
//!   citation or a content is an index into it, from 0; offsets are Unicode
//!   code points into that article's text, half open.
//! - `events`, `statements`, `disputes`, `commitments` and `proposals` hold the
//!   entries, each by date. Every `evidence` holds how many `articles` and
//!   independent `origins` it rests on and one citation or more, by article:
//!   the `record` of that article's reading, the words, and the `sentence`
//!   around them. `corrections` says what people corrected of the records
//!   cited: the `change` (`set`, with `key` and `value`; `split`; `merge`), `by`
//!   whom, when it was `made`, and `why`. What they rejected is not there.
//! - `when` is what the text says; where it is null, `reported_on` is the day
//!   of the earliest report.
//! - `domains` holds, for each of the two parties in the order of `pair`,
//!   indices into `statements`, `events` (as `deeds`) and `proposals`.

mod form;
mod leave;

use chancery_account::Account;

/// The name and version of the form, which stand in each record's `schema`.
pub const SCHEMA: &str = "chancery.account/1";

/// Returns the account as one line of JSON, without a line feed.
pub fn to_json(account: &Account) -> String {
    // Keys are strings and numbers finite, which is all that can go wrong where
    // nothing is written to a file.
    serde_json::to_string(&leave::account(account))
        .expect("strings, finite numbers and lists are always JSON")
}
