//! `chancery.commitments/1`: commitments with what has become of them, as JSON.
//!
//! In: commitments followed. Out: one line of JSON, without a way back. Absent is
//! `null` or `[]`, never missing.
//!
//! - `on` is the day that they are seen from, null where no article has a date;
//!   `patience` is how many days after its date a commitment lapses; `left_out`
//!   counts those that a limit left out.
//! - `pairs` holds, busiest first, each `pair` with the `articles` that are cited
//!   and its `commitments`, both in the form of `chancery.account/1`; an `article`
//!   of a citation is an index into the articles of its pair. `outcome` is as seen
//!   from `on`.

use super::account::{form, leave};
use super::code::Code;
use crate::desk::Followed;

/// The name and version of this form.
pub const SCHEMA: &str = "chancery.commitments/1";

/// Returns the commitments as one line of JSON, without a line feed.
pub fn to_json(followed: &Followed) -> String {
    let of_pair = |account| leave::commitments(account, |plan| followed.outcome(plan));
    let form = form::Commitments {
        schema: SCHEMA,
        on: followed.on.map(Code),
        patience: followed.patience,
        left_out: followed.left_out,
        pairs: followed.accounts.iter().map(of_pair).collect(),
    };
    serde_json::to_string(&form).expect("strings, finite numbers and lists are always JSON")
}
