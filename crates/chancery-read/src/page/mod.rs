//! The stage `page`: bytes as captured to text that is safe to parse.
//!
//! In go the bytes of a page and what was declared about them; out come
//! Unicode text ([`charset`]) and, for HTML, markup whose depth, number of
//! elements and attributes are bounded ([`markup`]). Every later parser sees
//! only bounded markup: some of them recurse over the tree, and a stack that
//! overflows cannot be caught. Nothing here decides what the page says.

pub(crate) mod charset;
mod cursor;
pub(crate) mod limits;
pub(crate) mod markup;
mod tags;
