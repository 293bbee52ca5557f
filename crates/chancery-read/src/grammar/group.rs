//! Groups of parties: "both sides", "the two countries", "a group of senators".
//!
//! In: a noun in the trees, and the cast. Out: as many parties as the number says,
//! those that the text named last before it; or the noun behind "of".

use super::clause::own_subject;
use super::tree::{Relation, Upos};
use super::{Grammar, Side};
use crate::actor::CastMention;

/// Nouns that stand for parties when a number stands before them.
const NOUNS: [&str; 22] = [
    "allies",
    "capitals",
    "countries",
    "enemies",
    "foes",
    "governments",
    "leaders",
    "men",
    "militaries",
    "ministers",
    "nations",
    "neighbors",
    "neighbours",
    "parties",
    "partners",
    "powers",
    "presidents",
    "rivals",
    "sides",
    "states",
    "economies",
    "armies",
];
/// Nouns that count those behind "of".
const COUNTS: [&str; 20] = [
    "alliance",
    "bloc",
    "chorus",
    "coalition",
    "couple",
    "dozens",
    "group",
    "half",
    "handful",
    "hundreds",
    "majority",
    "members",
    "most",
    "number",
    "pair",
    "rest",
    "scores",
    "some",
    "team",
    "thousands",
];
/// How many sentences back the parties may be named.
const FAR: usize = 3;

/// Returns the parties that a noun with a number stands for, if it does.
pub(super) fn group(grammar: Grammar<'_>, word: usize) -> Option<Side> {
    let Grammar { text, forest, cast, .. } = grammar;
    let is_group = forest.upos(word) == Upos::Noun
        && NOUNS.iter().any(|noun| text.str(word).eq_ignore_ascii_case(noun));
    if !is_group {
        return None;
    }
    let before = [Relation::Det, Relation::Nummod, Relation::DetPredet, Relation::Amod];
    let n = forest.children_by(word, &before).find_map(|child| number(text.str(child)))?;
    let sentence = text.sentences.partition_point(|sentence| sentence.tokens.end <= word);
    let start = text.sentences[sentence.saturating_sub(FAR)].tokens.start;
    let party = |mention: &CastMention| cast.members[mention.member].party.clone();
    // "Turkey urged both sides": whoever acts on them is none of them.
    let subject = forest.head(word).and_then(|verb| own_subject(grammar, verb));
    let acting = subject.filter(|subject| *subject != word).and_then(|at| cast.at(at)).map(party);
    let mut named: Vec<&CastMention> = Vec::new();
    for mention in cast.within(start..word).iter().rev() {
        if mention.is_place || Some(party(mention)) == acting {
            continue;
        }
        if party(mention).is_some() && named.iter().all(|known| party(known) != party(mention)) {
            named.push(mention);
        }
        if named.len() == n {
            let members = named.iter().rev().map(|mention| mention.member).collect();
            return Some(Side { members, tokens: word..word + 1 });
        }
    }
    None
}

/// Returns whom a noun counts: "a group of senators".
pub(super) fn counted(grammar: Grammar<'_>, word: usize) -> Option<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let counts = COUNTS.iter().any(|noun| text.str(word).eq_ignore_ascii_case(noun));
    forest.children_by(word, &[Relation::Nmod]).filter(|_| counts).find(|child| {
        forest
            .children_by(*child, &[Relation::Case])
            .any(|case| text.word(case) == language.known.of)
    })
}

/// Returns how many parties "both", "two" or "three" mean.
fn number(word: &str) -> Option<usize> {
    match word.to_ascii_lowercase().as_str() {
        "both" | "two" => Some(2),
        "three" => Some(3),
        _ => None,
    }
}
