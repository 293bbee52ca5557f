//! Ranges of text.
//!
//! Offsets are UTF-8 bytes into one article's text, half open. They become
//! code points only where a record leaves as JSON.

use std::ops::Range;

/// A half-open range of bytes of an article's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte inside.
    pub start: usize,
    /// The first byte after.
    pub end: usize,
}

impl Span {
    /// Returns the span from `start` up to, and without, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "a span ends after it starts");
        Span { start, end }
    }

    /// Returns the number of bytes inside.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Returns whether nothing is inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns whether every byte of `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Returns the words of `text` that the span covers, or nothing where the
    /// span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Returns the span as a range, to index with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}
