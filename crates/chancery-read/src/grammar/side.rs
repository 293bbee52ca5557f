//! Sides: the mentions at a word, with those joined to it.
//!
//! In: a word in the trees, and the cast. Out: the members of the cast that it
//! names, or that it belongs to: "Iran's missile programme". Which word is a side of
//! what is found by `clause` and `object`.

use std::ops::Range;

use super::Grammar;
use super::group::{counted, group};
use super::predicate::negates;
use super::tree::{Relation, Upos};
use crate::actor::CastMention;

/// One side of a predicate: mentions, and the tokens that they cover.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    /// The members of the cast, each once, in reading order.
    pub(crate) members: Vec<usize>,
    /// From the first of their tokens to the last.
    pub(crate) tokens: Range<usize>,
}

impl Side {
    pub(super) fn add(&mut self, mention: &CastMention) {
        if !self.members.contains(&mention.member) {
            self.members.push(mention.member);
        }
        if self.tokens.is_empty() {
            self.tokens = mention.tokens.clone();
        } else {
            self.tokens.start = self.tokens.start.min(mention.tokens.start);
            self.tokens.end = self.tokens.end.max(mention.tokens.end);
        }
    }

    /// Adds those of another side.
    pub(crate) fn join(&mut self, other: Side) {
        if other.is_empty() {
            return;
        }
        if self.is_empty() {
            *self = other;
            return;
        }
        for member in other.members {
            if !self.members.contains(&member) {
                self.members.push(member);
            }
        }
        self.tokens.start = self.tokens.start.min(other.tokens.start);
        self.tokens.end = self.tokens.end.max(other.tokens.end);
    }

    /// Returns whether nobody is on this side.
    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// As far as those who are counted or grouped are looked for.
const MOST_STEPS: usize = 8;

/// Returns the mentions at a word and at those joined to it. A word that is no
/// mention stands for those that it belongs to: "Iran's missile programme",
/// "U.S. jets".
pub(crate) fn side(grammar: Grammar<'_>, word: usize) -> Side {
    let mut out = Side::default();
    gather(grammar, word, MOST_STEPS, &mut out);
    out
}

fn gather(grammar: Grammar<'_>, word: usize, steps: usize, out: &mut Side) {
    let Grammar { cast, forest, .. } = grammar;
    let Some(steps) = steps.checked_sub(1) else { return };
    let top = match cast.at(word) {
        Some(mention) if !mention.is_place => {
            out.add(mention);
            let top = forest.top(mention.tokens.clone());
            share_noun(grammar, mention, out);
            top
        }
        Some(_) => word,
        None => {
            let stands_for = group(grammar, word).or_else(|| named_behind(grammar, word));
            out.join(stands_for.unwrap_or_else(|| belonging(grammar, word)));
            if out.is_empty()
                && let Some(member) = counted(grammar, word)
            {
                gather(grammar, member, steps, out);
            }
            word
        }
    };
    // What is joined to a name of several words may hang on any of them.
    let words = cast.at(word).map_or(top..top + 1, |mention| mention.tokens.clone());
    let inside = words.clone();
    let joined = words.flat_map(|word| forest.children_by(word, &[Relation::Conj]));
    for joined in joined.filter(|word| !inside.contains(word)) {
        // "the president and his wife met": a verb joined is another clause. "Norway, not
        // Denmark" leaves Denmark out.
        let left_out = forest
            .children_by(joined, &[Relation::Advmod, Relation::Cc])
            .any(|word| negates(grammar, word));
        if forest.upos(joined) != Upos::Verb && !left_out {
            gather(grammar, joined, steps, out);
        }
    }
    // "Norway, along with Denmark": joined by more than a word. Trees hang these on the
    // noun or on its verb.
    let phrases = [Relation::Nmod, Relation::Obl];
    let own = forest.children_by(top, &phrases);
    let of_verb = forest.head(top).into_iter().flat_map(|verb| {
        let beside = forest.children_by(verb, &phrases);
        beside.filter(|word| along(grammar, *word).is_some_and(|at| follows(grammar, top, at)))
    });
    for beside in own.filter(|word| along(grammar, *word).is_some()).chain(of_verb) {
        gather(grammar, beside, steps, out);
    }
}

/// Returns who is named behind a noun: "his rival, Ingrid Lund".
fn named_behind(grammar: Grammar<'_>, noun: usize) -> Option<Side> {
    let Grammar { text, cast, forest, .. } = grammar;
    let mut behind = forest.children_by(noun, &[Relation::Appos]);
    let named = behind.find_map(|word| cast.at(word))?;
    if named.tokens.start != noun + 2 || text.str(noun + 1) != "," {
        return None;
    }
    let mut out = Side::default();
    out.add(named);
    Some(out).filter(|_| !named.is_place)
}

/// Returns where "along with" begins that leads to a word.
fn along(grammar: Grammar<'_>, word: usize) -> Option<usize> {
    let case = grammar.forest.child(word, &[Relation::Case])?;
    matches!(grammar.text.str(case), "along" | "together" | "alongside").then_some(case)
}

/// Returns whether a place follows a word at once, or behind a comma.
fn follows(grammar: Grammar<'_>, word: usize, at: usize) -> bool {
    at == word + 1 || at == word + 2 && grammar.text.str(word + 1) == ","
}

/// Adds those who share a mention's noun: of "U.S. and Chinese officials" the second
/// alone is a mention of officials.
fn share_noun(grammar: Grammar<'_>, mention: &CastMention, out: &mut Side) {
    let Grammar { text, cast, forest, .. } = grammar;
    let Some(joint) = mention.tokens.start.checked_sub(1) else { return };
    // "Russian and Chinese journalists" are nobody of Russia's either.
    if text.str(joint) != "and" || cast.members[mention.member].party.is_none() {
        return;
    }
    let before = [Relation::Amod, Relation::Compound, Relation::NmodPoss, Relation::Nmod];
    let noun = mention.tokens.end - 1;
    for child in forest.children_by(noun, &before).filter(|child| *child < joint) {
        if let Some(other) = cast.at(child).filter(|other| !other.is_place) {
            out.add(other);
        }
    }
}

/// Returns the mentions that a noun belongs to: its possessor, or a name or an
/// adjective before it. In "Norway's Iceland policy" and "his Iceland policy" Iceland is
/// what it is about, in "his Icelandic hosts" it is not.
pub(crate) fn belonging(grammar: Grammar<'_>, noun: usize) -> Side {
    let Grammar { text, cast, forest, language } = grammar;
    let possessor = forest.child(noun, &[Relation::NmodPoss]);
    // "Afghanistan's Taliban leaders": people are of the name before them.
    let collective = language.collectives.longest(&text.words[noun..=noun]);
    let people = matches!(forest.lemma(noun), "chief" | "commander" | "leader" | "member")
        || collective.is_some_and(|(_, values)| values.iter().any(|value| !value.is_thing));
    let named = people
        && forest
            .children_by(noun, &[Relation::Compound])
            .any(|word| word < noun && cast.at(word).is_some_and(|mention| !mention.is_place));
    let before: &[Relation] = match possessor {
        Some(_) if named => &[Relation::Compound],
        Some(word) if forest.upos(word) == Upos::Pron => &[Relation::NmodPoss, Relation::Amod],
        Some(_) => &[Relation::NmodPoss],
        None => &[Relation::Amod, Relation::Compound, Relation::Nmod],
    };
    let mut out = Side::default();
    for child in forest.children_by(noun, before).filter(|child| *child < noun) {
        match cast.at(child) {
            Some(mention) if !mention.is_place => {
                out.add(mention);
                for joined in forest.children_by(child, &[Relation::Conj]) {
                    if let Some(mention) = cast.at(joined) {
                        out.add(mention);
                    }
                }
            }
            // "Mr. Trump's administration's sanctions": whoever that belongs to.
            None if forest.relation(child) == Relation::NmodPoss => {
                out.join(belonging(grammar, child));
            }
            _ => {}
        }
    }
    out
}

/// Returns the members that a mention stands with: itself and those joined to it.
pub(crate) fn coordinated(grammar: Grammar<'_>, mention: &CastMention) -> Side {
    let top = grammar.forest.top(mention.tokens.clone());
    let mut out = side(grammar, top);
    if out.is_empty() {
        out.add(mention);
    }
    out
}
