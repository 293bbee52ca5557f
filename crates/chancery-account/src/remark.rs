//! Remarks, and on whose word something rests: what the reports say around what was
//! said.
//!
//! Goes in: what each report of one entry has. Comes out: what the entry has. A report
//! in its own name takes away that others rest on somebody's word.

use chancery_model::{self as model, RemarkKind};

use crate::report::Report;
use crate::{Citation, Participant, Passage};

/// What a report remarks, in its own name, on something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it says.
    pub kind: RemarkKind,
    /// The words.
    pub content: Passage,
}

/// Returns the remarks of one report.
pub(crate) fn remarks(
    report: &Report<'_>,
    citation: Citation,
    remarks: &[model::Remark],
) -> Vec<Remark> {
    let remark = |one: &model::Remark| Remark {
        kind: one.kind,
        content: report.passage(one.span, citation),
    };
    remarks.iter().map(remark).collect()
}

/// Returns the one on whose word all reports rest: the first, where each rests on
/// somebody's.
pub(crate) fn reported_by(
    reporters: impl IntoIterator<Item = Option<Participant>>,
) -> Option<Participant> {
    let all: Option<Vec<Participant>> = reporters.into_iter().collect();
    all?.into_iter().next()
}
