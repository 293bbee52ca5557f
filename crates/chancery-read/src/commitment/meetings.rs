//! Meetings that a noun plans: "a visit next week", "the planned summit".
//!
//! In: text, cast, time expressions. Out: commitments. Its parties are those named
//! in the sentence; a plan that names fewer than two is between the two parties
//! that the article names most, with less confidence.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use chancery_model::{ActorKind, CommitmentKind, CommitmentStatus, Date};

use super::{Found, arrangers, called_off, nearest_time, place};
use crate::grammar::{Grammar, Relation, side};
use crate::language::Class;
use crate::time::TimeExpression;

/// Words near the noun that make it a plan.
const PLANNING: &[&str] = &[
    "planned",
    "plans",
    "plan",
    "planning",
    "upcoming",
    "scheduled",
    "forthcoming",
    "future",
    "set",
    "expected",
    "due",
    "arrange",
    "arranged",
    "invited",
    "invitation",
    "agreed",
    "proposed",
    "prospect",
    "possible",
    "announced",
    "slated",
];

/// Words near the noun that move it.
const MOVED: &[&str] = &["postponed", "postpone", "rescheduled", "delayed", "moved"];

/// Finds the meetings that nouns plan.
pub(super) fn find(
    grammar: Grammar<'_>,
    times: &[TimeExpression],
    date: Option<Date>,
) -> Vec<Found> {
    let text = grammar.text;
    let principals = principals(grammar);
    let mut out = Vec::new();
    for (idx, sentence) in text.sentences.iter().enumerate() {
        if !sentence.kind.is_body() {
            continue;
        }
        for at in sentence.tokens.clone() {
            let Some(kind) = kind(&text.str(at).to_ascii_lowercase()) else { continue };
            if !grammar.language.verbs(text.word(at)).is_empty() && verb_like(grammar, at) {
                continue;
            }
            let near =
                at.saturating_sub(8).max(sentence.tokens.start)..(at + 9).min(sentence.tokens.end);
            let when = nearest_time(times, &near, at, date);
            // A deadline is to come where it has a day.
            let is_deadline = kind == CommitmentKind::Other;
            let status = match status(grammar, at, &near) {
                None if is_deadline => Some(CommitmentStatus::Announced),
                status => status,
            };
            let Some(status) = status.filter(|_| !is_deadline || when.is_some()) else { continue };
            let status = match status {
                CommitmentStatus::Announced if when.is_some() => CommitmentStatus::Scheduled,
                status => status,
            };
            let mut parties = named(grammar, &sentence.tokens);
            let mut confidence = 0.45;
            // A court's deadline, or a meeting with somebody whom nobody knows, is no
            // plan of the parties that the article happens to be about.
            if n_parties(grammar, &parties) < 2 && !is_deadline && !with_unknown(grammar, at) {
                confidence = 0.3;
                for principal in &principals {
                    let new = parties
                        .iter()
                        .all(|member| identity(grammar, *member) != identity(grammar, *principal));
                    if new && n_parties(grammar, &parties) < 2 {
                        parties.push(*principal);
                    }
                }
            }
            if n_parties(grammar, &parties) < 2 {
                continue;
            }
            let arranged_by = arrangers(grammar, idx, &parties);
            // "The deadline for a deal" is that of an agreement, and so is that of talks.
            let of_talks = is_deadline
                && matches!(
                    super::kind::kind(grammar, near.clone()),
                    CommitmentKind::Agreement | CommitmentKind::Talks
                );
            out.push(Found {
                kind: if of_talks { CommitmentKind::Agreement } else { kind },
                arranged_by,
                parties,
                place: place(grammar, at..near.end.max(at)),
                when,
                status,
                evidence: text.span(near),
                confidence,
            });
            break;
        }
    }
    out
}

/// Returns whether the noun says with or of whom, and the cast lacks them: "a meeting
/// with shareholders".
fn with_unknown(grammar: Grammar<'_>, at: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let known = [language.known.with, language.known.of, language.known.between];
    forest.children_by(at, &[Relation::Nmod, Relation::Obl]).any(|word| {
        let mut cases = forest.children_by(word, &[Relation::Case]);
        cases.any(|case| known.contains(&text.word(case))) && side(grammar, word).is_empty()
    })
}

fn kind(word: &str) -> Option<CommitmentKind> {
    match word {
        "meeting" | "summit" | "session" | "summits" | "meetings" | "dinner" => {
            Some(CommitmentKind::Meeting)
        }
        "visit" | "trip" => Some(CommitmentKind::Visit),
        "talks" | "negotiations" | "discussions" => Some(CommitmentKind::Talks),
        "deadline" => Some(CommitmentKind::Other),
        _ => None,
    }
}

/// Returns whether the word is a verb here: "plans to visit", "are meeting".
fn verb_like(grammar: Grammar<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = grammar.text.word(before);
    word == grammar.language.known.to
        || grammar.language.is(word, Class::BE.or(Class::FUTURE).or(Class::CONDITIONAL))
        || grammar.cast.at(before).is_some_and(|mention| !mention.modifies)
}

fn status(grammar: Grammar<'_>, at: usize, near: &Range<usize>) -> Option<CommitmentStatus> {
    let text = grammar.text;
    let any = |words: &[&str]| {
        near.clone().any(|idx| words.contains(&text.str(idx).to_ascii_lowercase().as_str()))
    };
    if near.clone().any(|idx| called_off::is_called_off(grammar, idx)) {
        return Some(CommitmentStatus::Cancelled);
    }
    if any(MOVED) {
        return Some(CommitmentStatus::Moved);
    }
    let proposed = near.clone().any(|idx| {
        matches!(text.str(idx), "proposed" | "invited" | "invitation" | "suggested" | "offered")
    });
    let ahead = near.clone().any(|idx| {
        text.word(idx) == grammar.language.known.next
            || grammar.language.is(text.word(idx), Class::FUTURE) && idx.abs_diff(at) <= 6
    });
    let planned = any(PLANNING);
    if proposed {
        Some(CommitmentStatus::Proposed)
    } else {
        (planned || ahead).then_some(CommitmentStatus::Announced)
    }
}

fn identity(grammar: Grammar<'_>, member: usize) -> String {
    grammar.cast.members[member].identity()
}

fn n_parties(grammar: Grammar<'_>, members: &[usize]) -> usize {
    let mut parties: Vec<String> =
        members.iter().map(|member| identity(grammar, *member)).collect();
    parties.sort();
    parties.dedup();
    parties.len()
}

/// Returns those named in a sentence who can take part, one for each party.
fn named(grammar: Grammar<'_>, sentence: &Range<usize>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for mention in grammar.cast.within(sentence.clone()) {
        let member = &grammar.cast.members[mention.member];
        let takes_part = member.party.is_some()
            && !mention.is_place
            && matches!(
                member.kind,
                ActorKind::Person | ActorKind::State | ActorKind::Organization
            );
        if takes_part && out.iter().all(|known| identity(grammar, *known) != member.identity()) {
            out.push(mention.member);
        }
    }
    out
}

/// Returns one member of each of the two parties that the article names most: the one
/// whom it names most.
fn principals(grammar: Grammar<'_>) -> Vec<usize> {
    let mut mentions: BTreeMap<usize, usize> = BTreeMap::new();
    let mut parties: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for mention in &grammar.cast.mentions {
        let Some(party) = &grammar.cast.members[mention.member].party else { continue };
        *mentions.entry(mention.member).or_default() += 1;
        let (n, _) = parties.entry(party.as_str()).or_insert((0, mention.member));
        *n += 1;
    }
    let often = |member: &usize| {
        let kind = grammar.cast.members[*member].kind;
        // A person speaks for a party sooner than its name, which is also its country's.
        let weight = if kind == ActorKind::Person { 2 } else { 1 };
        (mentions.get(member).map_or(0, |n| n * weight), Reverse(*member))
    };
    let mut parties: Vec<(&str, (usize, usize))> = parties.into_iter().collect();
    parties.sort_by_key(|(_, (n, first))| (Reverse(*n), *first));
    let of = |party: &str| {
        let known = mentions.keys().copied();
        let of_party = known.filter(|member| {
            grammar.cast.members[*member].party.as_ref().is_some_and(|own| own.as_str() == party)
        });
        of_party.max_by_key(often)
    };
    parties.into_iter().take(2).filter_map(|(party, _)| of(party)).collect()
}
