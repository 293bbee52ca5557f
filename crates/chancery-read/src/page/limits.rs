//! The bounds on a page, in one place.
//!
//! They bound the work by the size of what is kept, never by a clock, so that
//! equal bytes give equal articles on any machine. The 91 news pages they were
//! set by have 1.5 MB, 1,433 elements and a depth of 27 at most.

/// Bytes of a page that are decoded; the rest is left out.
pub(crate) const MAX_BYTES: usize = 8 << 20;

/// Nested elements; deeper ones are flattened into their parent.
pub(crate) const MAX_DEPTH: usize = 512;

/// Elements kept; later tags are left out, their text is kept.
pub(crate) const MAX_ELEMENTS: usize = 20_000;

/// Bytes of text between the tags that are kept.
pub(crate) const MAX_TEXT: usize = 2 << 20;

/// Formatting elements (`b`, `i`, `a` ...) that may be open at once: a parser
/// opens all of them again in every following paragraph.
pub(crate) const MAX_FORMATTING: usize = 8;

/// Bytes of one attribute's value; longer ones are left out.
pub(crate) const MAX_ATTRIBUTE: usize = 4 << 10;

/// Bytes of one JSON-LD script; longer ones are left out.
pub(crate) const MAX_JSON_LD: usize = 1 << 20;

/// JSON-LD scripts that are read.
pub(crate) const MAX_JSON_LD_SCRIPTS: usize = 32;
