//! What is foretold of somebody: "skeptics argued that Norway will cheat", "Norway said
//! Iceland would give in". Nobody has pledged it.
//!
//! In: the verb of a pledge, its parties, and the statements. Out: whether it is only
//! somebody's opinion, or what one party says that another will do.

use crate::grammar::{Grammar, Relation};
use crate::statement;

/// Verbs and adjectives whose clause is an opinion.
const OPINION: [&str; 22] = [
    "argue",
    "assume",
    "believe",
    "bet",
    "certain",
    "confident",
    "convince",
    "convinced",
    "doubt",
    "fear",
    "guess",
    "hope",
    "hopeful",
    "imagine",
    "optimistic",
    "predict",
    "speculate",
    "suppose",
    "sure",
    "suspect",
    "think",
    "worry",
];

/// As far up the tree as the word of opinion stands.
const MOST_STEPS: usize = 4;

/// Returns whether the clause of a verb is what somebody expects another to do: "she expects
/// that the council will act".
pub(super) fn is_expected(grammar: Grammar<'_>, verb: usize) -> bool {
    let forest = grammar.forest;
    forest.relation(verb) == Relation::Ccomp
        && forest.head(verb).is_some_and(|head| forest.lemma(head) == "expect")
}

/// Returns whether the clause of a verb is what somebody thinks.
pub(super) fn is_opinion(grammar: Grammar<'_>, verb: usize) -> bool {
    let forest = grammar.forest;
    let mut at = verb;
    for _ in 0..MOST_STEPS {
        let Some(head) = forest.head(at) else { return false };
        match forest.relation(at) {
            Relation::Ccomp | Relation::Advcl if OPINION.contains(&forest.lemma(head)) => {
                return true;
            }
            Relation::Conj | Relation::Xcomp | Relation::Ccomp => at = head,
            _ => return false,
        }
    }
    false
}

/// Returns whether what stands at a token is said by a party that is none of the plan's.
pub(super) fn is_said_by_another(
    grammar: Grammar<'_>,
    at: usize,
    parties: &[usize],
    statements: &[statement::Found],
) -> bool {
    let Grammar { text, cast, .. } = grammar;
    let word = text.tokens[at].span;
    let said = statements.iter().rfind(|statement| statement.content.contains(word));
    let speaker = said.and_then(|statement| statement.speaker);
    let speaker = speaker.filter(|member| cast.members[*member].party.is_some());
    speaker.is_some_and(|speaker| {
        let own = cast.members[speaker].identity();
        parties.iter().all(|member| cast.members[*member].identity() != own)
    })
}
