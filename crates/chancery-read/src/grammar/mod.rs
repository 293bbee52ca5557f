//! Grammar: the trees of sentences, and predicates with their sides in them.
//!
//! In: sentences as words, and the cast. Out: trees, by one of two tiers; for a
//! verb, whether it is a predicate here, its voice, mood and subject; for a verb
//! or noun, the mentions that are its object. `linear` reads everything fast,
//! `careful` reads the sentences that matter; both give the same [`Tree`]. Over what
//! `careful` has read, `judge` says what may be between two parties.

mod asserted;
pub mod attribution;
mod careful;
mod clause;
mod codes;
mod forest;
mod group;
mod judge;
pub mod linear;
mod matter;
mod mend;
mod mood;
mod object;
mod parsers;
mod predicate;
mod side;
mod tree;
mod weights;

pub use crate::text::segment;
pub use careful::{Careful, Judgement, Pairs, States};
pub use linear::{Linear, LinearScratch};
pub use parsers::{CAREFUL, EVENTS, LINEAR, Parsers, Tier};
pub use tree::{NameKind, NameTag, Relation, Tag, Tree, Upos, Word, name_spans};
pub use weights::{Header, Number, Weights, WeightsError, WeightsWriter};

pub(crate) use asserted::{CLAIMS, is_condition};
pub(crate) use clause::{circumstance_subject, doer, light_subject, speaker, subject};
pub(crate) use forest::Forest;
pub(crate) use judge::{Judge, Likely};
pub(crate) use matter::matters;
pub(crate) use mood::{Mood, puts_forward, reported_future};
pub(crate) use object::object;
pub(crate) use predicate::{Predicate, negates, predicate};
pub(crate) use side::{Side, belonging, coordinated, side};

use crate::actor::Cast;
use crate::language::Language;
use crate::text::Text;

/// What the stage reads with.
#[derive(Clone, Copy)]
pub(crate) struct Grammar<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) cast: &'a Cast,
    pub(crate) language: &'a Language,
    pub(crate) forest: &'a Forest,
}
