//! Sanctions that are taken back: "the easing of sanctions", "sanctions relief".
//!
//! In: the noun of a sanction. Out: the noun above it that says that it ends. What a verb
//! does to a sanction ("lifted the sanctions") its entry tells.

use crate::grammar::{Grammar, Relation};

/// Nouns that say of what they are of that it ends or is less.
const EASING: [&str; 8] =
    ["ease", "easing", "lift", "lifting", "relaxation", "relief", "removal", "waiver"];

/// Returns the noun that says of a sanction that it is taken back.
pub(super) fn easing(grammar: Grammar<'_>, sanction: usize) -> Option<usize> {
    let forest = grammar.forest;
    let parts = [Relation::Nmod, Relation::Compound];
    let above = forest.head(sanction).filter(|_| parts.contains(&forest.relation(sanction)))?;
    EASING.contains(&forest.lemma(above)).then_some(above)
}
