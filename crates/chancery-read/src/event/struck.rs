//! Whom an attack strikes that names only where: "killed 20 people in Syria".
//!
//! In: the verb or noun of an attack, and who attacks. Out: the country that it
//! happens in, where that is not the attacker's own.

use crate::grammar::{Grammar, Side, object};
use crate::language::Marks;

/// Returns those of a side who are not of a party of the other.
pub(super) fn others(grammar: Grammar<'_>, mut side: Side, other: &Side) -> Side {
    let party = |member: &usize| grammar.cast.members[*member].identity();
    let known: Vec<String> = other.members.iter().map(party).collect();
    side.members.retain(|member| !known.contains(&party(member)));
    if side.members.is_empty() { Side::default() } else { side }
}

/// Returns the country in which an attack happens, as the one that it strikes.
pub(super) fn struck(grammar: Grammar<'_>, word: usize, actors: &Side) -> Side {
    if actors.is_empty() {
        return Side::default();
    }
    let known = &grammar.language.known;
    let prepositions = vec![known.in_, known.at, known.near, known.inside, known.across];
    let marks = Marks { prepositions, ..Marks::default() };
    others(grammar, object(grammar, word, &marks), actors)
}
