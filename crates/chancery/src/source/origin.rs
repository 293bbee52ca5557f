//! Where a page came from, for messages and for finding it again.

use std::fmt;
use std::sync::Arc;

use super::{ProblemKind, SourceProblem};

/// The file or stream, and the part of it, that a page came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The path as it was given or found, or `-` for standard input.
    pub name: Arc<str>,
    /// The part of it.
    pub part: Part,
}

/// A part of a file or stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// The line on which the record starts, counted from one.
    Line(u64),
    /// The record of a web archive, of any type, counted from one.
    Record(u64),
}

impl Origin {
    /// Returns all of the file or stream of that name.
    pub(crate) fn whole(name: &str) -> Origin {
        Origin { name: name.into(), part: Part::Whole }
    }

    pub(super) fn problem(self, kind: ProblemKind) -> SourceProblem {
        SourceProblem { origin: self, kind }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Whole => f.write_str(&self.name),
            Part::Line(line) => write!(f, "{}:{line}", self.name),
            Part::Record(record) => write!(f, "{} (record {record})", self.name),
        }
    }
}
