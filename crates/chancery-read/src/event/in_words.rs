//! Attacks made in words: "a scathing attack on Oslo", "attacked Oslo for arming rebels".
//!
//! In: the verb or noun of an attack. Out: whether its modifiers, its reason or its means
//! say that nothing but words was used. An attack that says none of it is taken for one
//! with arms.

use super::Context;
use crate::grammar::{Grammar, Relation, Tag, Upos};

/// Nouns and verbs that are used of words too.
const ATTACKS: [&str; 4] = ["assault", "attack", "hit", "target"];

/// What only an attack in words is called.
const CALLED: [&str; 17] = [
    "blistering",
    "biting",
    "partisan",
    "personal",
    "political",
    "public",
    "rhetorical",
    "scathing",
    "stinging",
    "thinly",
    "tweeted",
    "twitter",
    "veiled",
    "verbal",
    "vitriolic",
    "withering",
    "xenophobic",
];

/// What words are put into.
const MEANS: [&str; 12] = [
    "ad",
    "comment",
    "editorial",
    "interview",
    "letter",
    "message",
    "post",
    "remark",
    "rhetoric",
    "speech",
    "statement",
    "tweet",
];

/// What jets and years go over: no reason of an attack.
const WHERE_OR_WHEN: [&str; 20] = [
    "airspace",
    "area",
    "border",
    "capital",
    "city",
    "day",
    "decade",
    "desert",
    "hour",
    "month",
    "night",
    "ocean",
    "period",
    "region",
    "sea",
    "sky",
    "territory",
    "week",
    "weekend",
    "year",
];

/// Returns whether the attack that a verb or noun tells of is one in words.
pub(super) fn is_in_words(context: Context<'_>, trigger: usize) -> bool {
    let Grammar { text, forest, .. } = context.grammar;
    let lemma = forest.lemma(trigger);
    if !ATTACKS.contains(&lemma) {
        return false;
    }
    let before = [Relation::Amod, Relation::Compound, Relation::Advmod];
    let called = forest
        .children_by(trigger, &before)
        .any(|word| CALLED.contains(&text.str(word).to_ascii_lowercase().as_str()));
    // "sharpened his attacks on Oslo for arming rebels": the reason hangs on the verb.
    let verb = forest.head(trigger).filter(|_| forest.relation(trigger) == Relation::Obj);
    called || has_reason(context, trigger) || verb.is_some_and(|verb| has_reason(context, verb))
}

/// Returns whether a word has what only words have: a reason behind "for" or "over", or
/// a means such as a tweet.
fn has_reason(context: Context<'_>, word: usize) -> bool {
    let Grammar { text, forest, cast, .. } = context.grammar;
    let times = context.times;
    let is_time = |at: usize| {
        let first = times.partition_point(|time| time.tokens.end <= at);
        times.get(first).is_some_and(|time| time.tokens.contains(&at))
    };
    let behind = [Relation::Obl, Relation::Nmod, Relation::Advcl, Relation::Acl];
    forest.children_by(word, &behind).filter(|child| *child > word).any(|child| {
        let marks = [Relation::Case, Relation::Mark];
        forest.children_by(child, &marks).any(|mark| match text.str(mark) {
            "for" => forest.tag(child) == Tag::Vbg,
            "over" => {
                let somewhere = forest.upos(child) == Upos::Propn || cast.at(child).is_some();
                !somewhere && !is_time(child) && !WHERE_OR_WHEN.contains(&forest.lemma(child))
            }
            "with" | "in" | "on" => MEANS.contains(&forest.lemma(child)),
            _ => false,
        })
    })
}
