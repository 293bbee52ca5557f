//! Happenings that are meant without being told again: "condemned the attack".
//!
//! In: a verb that judges something, and the candidates found so far. Out: who did
//! what is judged, where the object points back to a happening that was told.

use chancery_model::{ActorKind, EventKind};

use super::{Context, Found};
use crate::actor::CastMention;
use crate::grammar::{Grammar, Relation, Side};
use crate::language::EventVerb;

/// How many sentences back a happening may stand that is not named by its kind.
const FAR: usize = 4;

/// Nouns that point at any happening.
const ANY: [&str; 24] = [
    "action",
    "actions",
    "announcement",
    "behavior",
    "behaviour",
    "comments",
    "conduct",
    "decision",
    "gesture",
    "incident",
    "measure",
    "measures",
    "move",
    "moves",
    "order",
    "plan",
    "plans",
    "policy",
    "proposal",
    "remarks",
    "statement",
    "step",
    "steps",
    "violence",
];

/// Returns who did what the verb's object points back to.
pub(super) fn doers(
    context: Context<'_>,
    entry: &EventVerb,
    verb: usize,
    actors: &Side,
    before: &[Found],
) -> Side {
    let judges = matches!(entry.kind, EventKind::Accuse | EventKind::Support | EventKind::Reject);
    let noun = context.grammar.forest.child(verb, &[Relation::Obj]);
    let Some(noun) = noun.filter(|_| judges && entry.to.object && !actors.is_empty()) else {
        return Side::default();
    };
    doers_of(context, noun, entry.kind, &actors.members, before)
}

/// Returns who did what a noun points back to, for whoever judges it.
pub(super) fn doers_of(
    context: Context<'_>,
    noun: usize,
    judgement: EventKind,
    judges: &[usize],
    before: &[Found],
) -> Side {
    let Some(kinds) = pointer(context, noun) else { return Side::default() };
    let cast = context.grammar.cast;
    let sentences = &context.grammar.text.sentences;
    let sentence = sentences.partition_point(|sentence| sentence.tokens.end <= noun);
    let party = |member: &usize| cast.members[*member].identity();
    let judging: Vec<String> = judges.iter().map(party).collect();
    let answers =
        |found: &Found| found.recipients.iter().any(|member| judging.contains(&party(member)));
    // Nobody judges what he did himself; a senator does what his president did.
    let another = |member: &usize| {
        !judges.contains(member)
            && (!judging.contains(&party(member))
                || cast.members[*member].kind == ActorKind::Person)
    };
    let told = before.iter().rev().find(|found| {
        let fits = if kinds.is_empty() {
            found.sentence <= sentence && found.sentence + FAR >= sentence
        } else {
            found.sentence <= sentence && kinds.contains(&found.kind)
        };
        // Whoever rejects an accusation is accused.
        let accused = judgement != EventKind::Reject || found.kind != EventKind::Accuse;
        fits && found.trigger != noun
            && !found.actors.is_empty()
            && (accused || answers(found))
            && found.actors.iter().all(another)
    });
    let Some(told) = told else { return Side::default() };
    Side { members: told.actors.clone(), tokens: noun..noun + 1 }
}

/// Returns the other party that the text has just spoken of, for acts of speech
/// that name nobody: "urged calm".
pub(super) fn implied(context: Context<'_>, actors: &Side, sentence: usize) -> Side {
    let Grammar { text, cast, .. } = context.grammar;
    let party = |member: usize| cast.members[member].party.as_ref();
    let Some(first) = actors.members.first().and_then(|member| party(*member)) else {
        return Side::default();
    };
    let start = text.sentences[sentence.saturating_sub(2)].tokens.start;
    let until = text.sentences[sentence].tokens.end;
    let mentions = cast.within(start..until).iter().rev();
    // Firms and newspapers are spoken of, but seldom called upon.
    let is_asked = |mention: &&CastMention| {
        let asked = &cast.members[mention.member];
        !matches!(asked.sector.map(|sector| sector.code()), Some("BUS" | "MNC" | "JRN"))
    };
    let found = mentions
        .filter(|mention| !mention.is_place && !is_target(context, mention))
        .filter(is_asked)
        .find(|mention| party(mention.member).is_some_and(|other| other != first));
    found.map_or_else(Side::default, |mention| Side {
        members: vec![mention.member],
        tokens: actors.tokens.clone(),
    })
}

/// Returns whether a mention was attacked: "the attack on the embassy".
fn is_target(context: Context<'_>, mention: &CastMention) -> bool {
    let Grammar { text, forest, language, .. } = context.grammar;
    let word = forest.top(mention.tokens.clone());
    let aimed = forest
        .children_by(word, &[Relation::Case])
        .any(|case| matches!(text.str(case), "on" | "against" | "at"));
    let noun = forest.head(word).filter(|_| aimed).and_then(|noun| language.noun(text.word(noun)));
    let entries = noun.and_then(|noun| language.event_nouns.get(&noun));
    entries.is_some_and(|entries| entries.iter().any(|entry| entry.kind == EventKind::Assault))
}

/// Returns whether a verb is about an attack or an accusation: somebody did it, and not
/// just anybody whom the text has spoken of.
pub(super) fn is_of_a_doer(context: Context<'_>, verb: usize) -> bool {
    let done = [EventKind::Assault, EventKind::Accuse, EventKind::Protest];
    let noun = context.grammar.forest.child(verb, &[Relation::Obj]);
    noun.and_then(|noun| pointer(context, noun))
        .is_some_and(|kinds| kinds.iter().any(|kind| done.contains(kind)))
}

/// Returns the kinds of happening that a noun points back to, if it does; none where it
/// may be any.
fn pointer(context: Context<'_>, noun: usize) -> Option<Vec<EventKind>> {
    let Grammar { text, forest, language, cast, .. } = context.grammar;
    let definite = forest.children_by(noun, &[Relation::Det]).any(|word| {
        matches!(
            text.str(word),
            "the"
                | "this"
                | "that"
                | "these"
                | "those"
                | "The"
                | "This"
                | "That"
                | "These"
                | "Those"
        )
    });
    if !definite || cast.at(noun).is_some() {
        return None;
    }
    let entries = language.noun(text.word(noun)).and_then(|noun| language.event_nouns.get(&noun));
    if let Some(entries) = entries {
        return Some(entries.iter().map(|entry| entry.kind).collect());
    }
    let claims = ["allegations", "charge", "charges", "claim", "claims"];
    if claims.iter().any(|word| text.str(noun).eq_ignore_ascii_case(word)) {
        return Some(vec![EventKind::Accuse]);
    }
    let any = ANY.iter().any(|word| text.str(noun).eq_ignore_ascii_case(word));
    any.then_some(Vec::new())
}
