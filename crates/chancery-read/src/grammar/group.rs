//! Groups of parties: "both sides", "the two countries", "a group of senators".
//!
//! In: a noun in the trees, and the cast. Out: as many parties as the number says,
//! those that the text named last before it; or the noun behind "of".

use chancery_model::ActorKind;

use super::clause::own_subject;
use super::tree::{Relation, Upos};
use super::{Grammar, Side};
use crate::actor::CastMention;
use crate::language::CueKind;

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
/// Nouns of those for people at the head of a state.
const LEADERS: [&str; 3] = ["leaders", "men", "presidents"];
/// As far as those who act on a group are looked for above it.
const MOST_ABOVE: usize = 4;
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
    if !is_known(grammar, word) {
        return None;
    }
    let sentence = text.sentences.partition_point(|sentence| sentence.tokens.end <= word);
    let start = text.sentences[sentence.saturating_sub(FAR)].tokens.start;
    let party = |mention: &CastMention| cast.members[mention.member].party.clone();
    // "Turkey urged both sides", "Turkey hailed a truce of both sides": whoever acts on
    // them is none of them. "Lund said both sides had met" leaves that open.
    let above = std::iter::successors(forest.head(word), |word| forest.head(*word));
    let tells = |verb: &usize| {
        let cue = grammar.language.cue(text.word(*verb)).map(|(kind, _)| kind);
        matches!(cue, Some(CueKind::Say | CueKind::Promise | CueKind::Admit))
    };
    let subjects = above
        .take(MOST_ABOVE)
        .take_while(|verb| !tells(verb))
        .filter_map(|verb| own_subject(grammar, verb));
    let acting: Vec<_> = subjects
        .filter(|subject| *subject != word)
        .filter_map(|subject| cast.at(subject))
        .map(party)
        .collect();
    let last = |fits: &dyn Fn(&CastMention) -> bool| {
        let mut named: Vec<&CastMention> = Vec::new();
        for mention in cast.within(start..word).iter().rev() {
            let new = || named.iter().all(|known| party(known) != party(mention));
            let own = party(mention).is_some() && !acting.contains(&party(mention));
            if !mention.is_place && own && fits(mention) && new() {
                named.push(mention);
            }
            if named.len() == n {
                let members = named.iter().rev().map(|mention| mention.member).collect();
                return Some(Side { members, tokens: word..word + 1 });
            }
        }
        None
    };
    // Leaders are rather heads of state and government than whoever else was named.
    let heads = ["head_of_state", "head_of_government", "supreme_leader"];
    let leads = |mention: &CastMention| {
        cast.members[mention.member].office.as_deref().is_some_and(|office| heads.contains(&office))
    };
    let of_leaders = LEADERS.iter().any(|noun| text.str(word).eq_ignore_ascii_case(noun));
    let is_person = |mention: &CastMention| cast.members[mention.member].kind == ActorKind::Person;
    let people = || last(&leads).or_else(|| last(&is_person));
    of_leaders.then(people).flatten().or_else(|| last(&|_| true))
}

/// Returns whether the text knows which parties are meant: "the two countries", "both
/// sides", and not "two countries".
fn is_known(grammar: Grammar<'_>, noun: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let before = [Relation::Det, Relation::DetPredet, Relation::NmodPoss, Relation::Nummod];
    let mut words = forest.children_by(noun, &before).map(|word| text.str(word));
    words.any(|word| number(word).is_none() || word.eq_ignore_ascii_case("both"))
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
