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
//! - `reported_by` of a statement, a claim or a turn is the one on whose word all
//!   its reports rest; `remarks` are what they say of it in their own name
//!   (`unproven`, `unverified`, `untrue`), with the words.
//! - `shares` of a quantity say what part of a party's gross domestic product
//!   (`gdp`) or `population` it is, with the figure and its year.
//! - `outcome` of a commitment is what has become of it by the day of the latest
//!   article: `open`, `due` (its date has come), `lapsed` (its date passed a week
//!   before and nothing said so, or it has none and no dated article speaks of
//!   it for half a year), `held`, `cancelled` or `denied`.
//! - `revisions` of an event hold what later reports say otherwise than most
//!   did till then: the `field` (`date`, `place`, `parties`), `from` what `to`
//!   what (a day, a place, a list of parties), with the reports that say so.
//! - `course` of a dispute holds its turns in time: `kind` is what was said
//!   (`allegation`, `assertion`, `denial`, `admission`, `retraction`, `proof`, or
//!   `silence` of one who was asked),
//!   `again` whether the same `party` had said so on an earlier day. Papers
//!   that repeat it within a week are one turn; `when` is the day on which it
//!   was said, where a text tells, `reported_on` that of the first report.
//!   `stands` has, for each party that spoke, what it holds by its own last
//!   word (`alleges`, `denies`, `admits`, `withdrew`), said in that `turn`, an
//!   index into `course`. `unanswered_days` counts to the latest article.
//! - `when` is what the text says; where it is null, `reported_on` is the day
//!   of the earliest report.
//! - `domains` holds, for each of the two parties in the order of `pair`,
//!   indices into `statements`, `events` (as `deeds`) and `proposals`, the same
//!   by actor, and a `scoreboard` of indices into `events` by PLOVER's quad
//!   classes; `plans` are indices into `commitments`, and `outcome` is
//!   `nothing`, `talk_only`, `quarrel`, `cooperation`,
//!   `talk_became_cooperation` or `conflict`, by the rule in
//!   `chancery_account::Upshot`.
//! - `trajectory` holds daily levels by direction from `start` to `end`, with
//!   three decimals, and phases with the events that lead into them, as indices
//!   into `events`; null where no event counts. `docs/trajectory.md` says how
//!   they are made.

mod course;
mod domain;
pub(super) mod form;
pub(super) mod leave;

use chancery_account::Account;

use crate::reference::References;

/// The name and version of the form, which stand in each record's `schema`.
pub const SCHEMA: &str = "chancery.account/1";

/// Returns the account as one line of JSON, without a line feed; money and
/// people are held against the references, where there are any.
pub fn to_json(account: &Account, references: Option<&References>) -> String {
    // Keys are strings and numbers finite, which is all that can go wrong where
    // nothing is written to a file.
    serde_json::to_string(&leave::account(account, references))
        .expect("strings, finite numbers and lists are always JSON")
}
