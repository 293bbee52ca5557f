//! Corrections: what a person says of a record that was read.

use std::collections::BTreeSet;

use crate::{Party, RecordKind, Span};

/// What somebody says of one record, and why.
///
/// A correction is added beside the readings and changes none of them. It
/// holds for every later reading of the article in which the record is found
/// again by its [`RecordKey`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The record.
    pub record: RecordKey,
    /// What is said of it.
    pub change: Change,
    /// Who says so.
    pub by: String,
    /// When, ISO 8601 in UTC.
    pub made: String,
    /// For what reason.
    pub why: Option<String>,
}

/// What a correction says of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The record is wrong, and no account is to hold it.
    Reject,
    /// What was corrected of the record before holds no longer.
    Restore,
    /// One of its values is another.
    Set {
        /// The name of the value, as in `chancery.reading/1`.
        key: String,
        /// The value, as a person writes it.
        value: String,
    },
    /// The record tells of something by itself: no other report is of the
    /// same event, commitment or dispute.
    Split,
    /// The record and another tell of one event, commitment or dispute.
    Merge {
        /// The other record, of the same kind.
        with: RecordKey,
    },
}

impl Change {
    /// Returns the name that is stored and shown.
    pub fn name(&self) -> &'static str {
        match self {
            Change::Reject => "reject",
            Change::Restore => "restore",
            Change::Set { .. } => "set",
            Change::Split => "split",
            Change::Merge { .. } => "merge",
        }
    }
}

/// What a record is known by in any reading of its article.
///
/// Numbers of records change when a page is read again; the words that a
/// record rests on and what it says of whom mostly do not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordKey {
    /// The id of the article.
    pub article: String,
    /// What kind of record it is.
    pub kind: RecordKind,
    /// The words that it rests on, in bytes of the article's text.
    pub evidence: Span,
    /// The same words, to be looked for where the text has moved.
    pub words: String,
    /// PLOVER's event, or the kind of a claim or commitment.
    pub code: Option<String>,
    /// The parties on any side of it.
    pub parties: BTreeSet<Party>,
}
