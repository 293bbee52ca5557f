//! Grammar: predicates with their sides, read from the order of words.
//!
//! In: a sentence and the cast. Out: for a verb, whether it is a predicate here,
//! its voice, mood and subject; for the words behind it, the mentions that can
//! be its object. This reads without a parser: it looks left for the nearest
//! mention that nothing else governs, and right as far as the clause goes.

mod careful;
mod clause;
mod codes;
pub mod linear;
mod predicate;
mod tree;
mod weights;

pub use crate::text::segment;
pub use careful::Careful;
pub use linear::{Linear, LinearScratch};
pub use tree::{NameKind, NameTag, Relation, Tag, Tree, Upos, Word, name_spans};
pub use weights::{Header, Number, Weights, WeightsError, WeightsWriter};

pub(crate) use clause::{Side, coordinated, object, subject};
pub(crate) use predicate::{Mood, Predicate, predicate, reported_future};

use crate::actor::Cast;
use crate::language::Language;
use crate::text::Text;

/// What the stage reads with.
#[derive(Clone, Copy)]
pub(crate) struct Grammar<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) cast: &'a Cast,
    pub(crate) language: &'a Language,
}
