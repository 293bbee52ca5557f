//! Meetings that a noun plans: "a visit next week", "the planned summit".
//!
//! In: text, cast, time expressions. Out: commitments. Its parties are those named
//! in the sentence; a plan that names fewer than two is between the two parties
//! that the article names most, with less confidence.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use chancery_model::{ActorKind, CommitmentKind, CommitmentStatus, Date};

use super::day::{announced, moved_to, nearest_time};
use super::{Found, arrangers, called_off, place};
use crate::grammar::{Grammar, Relation, Tag, Upos, belonging, side};
use crate::language::Class;
use crate::text::WordId;
use crate::time::TimeExpression;

/// How many words on either side are near the noun.
const REACH: usize = 8;

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
        if !sentence.kind.is_body() || super::asks(grammar, &sentence.tokens) {
            continue;
        }
        for at in sentence.tokens.clone() {
            let Some(kind) = kind(&text.str(at).to_ascii_lowercase()) else { continue };
            let is_verb =
                !grammar.language.verbs(text.word(at)).is_empty() && verb_like(grammar, at);
            if is_verb || is_of_parliament(grammar, at) {
                continue;
            }
            let near = near(grammar, at, &sentence.tokens);
            // A deadline is to come where it has a day.
            let is_deadline = kind == CommitmentKind::Other;
            let status = match status(grammar, at, &near) {
                None if is_deadline => Some(CommitmentStatus::Announced),
                status => status,
            };
            let when = match status {
                Some(CommitmentStatus::Moved) => moved_to(grammar, times, &near, at, date),
                _ => nearest_time(grammar, times, &near, at, date),
            };
            let Some(status) = status.filter(|_| !is_deadline || when.is_some()) else { continue };
            let status = match status {
                CommitmentStatus::Announced => announced(when.as_ref()),
                status => status,
            };
            let is_off = matches!(status, CommitmentStatus::Cancelled | CommitmentStatus::Moved);
            if is_off && kind == CommitmentKind::Visit && is_elsewhere(grammar, at) {
                continue;
            }
            let mut parties = named(grammar, &sentence.tokens);
            let between = belonging(grammar, at).members;
            if kind != CommitmentKind::Visit && n_parties(grammar, &between) > 1 {
                // "The Korea-U.S. summit" is of those two, whoever speaks of it.
                parties = between;
            } else if kind == CommitmentKind::Visit {
                put_first(grammar, guests(grammar, at), &mut parties);
            }
            let mut confidence = 0.45;
            // A court's deadline, or a meeting with somebody whom nobody knows, is no
            // plan of the parties that the article happens to be about.
            if n_parties(grammar, &parties) < 2
                && !is_deadline
                && !with_unknown(grammar, at)
                && !by_unknown(grammar, at, &near)
            {
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

/// Returns the words near a noun, as far as no semicolon parts them from it.
fn near(grammar: Grammar<'_>, at: usize, sentence: &Range<usize>) -> Range<usize> {
    let parts = |idx: &usize| grammar.text.str(*idx) == ";";
    let start = at.saturating_sub(REACH).max(sentence.start);
    let end = (at + REACH + 1).min(sentence.end);
    let start = (start..at).rev().find(parts).map_or(start, |idx| idx + 1);
    start..(at..end).find(parts).unwrap_or(end)
}

/// Returns whether the noun says with or of whom, and the cast lacks them: "a meeting
/// with shareholders".
fn with_unknown(grammar: Grammar<'_>, at: usize) -> bool {
    let known = &grammar.language.known;
    says_unknown(grammar, at, &[known.with, known.of, known.between])
}

/// Returns whether a journey goes where the cast knows nobody, "a trip to Africa", "the
/// Africa trip", or the sentence does not say where, "a planned trip". Where it is news that
/// such a one is off, it is mostly the one of which the article is not.
fn is_elsewhere(grammar: Grammar<'_>, at: usize) -> bool {
    let Grammar { text, forest, language, cast } = grammar;
    let mut names = forest
        .children_by(at, &[Relation::Compound, Relation::Amod])
        .filter(|word| text.is_capitalized(*word) && *word < at);
    let says_where = forest.children_by(at, &[Relation::Nmod, Relation::Obl]).any(|word| {
        let case = forest.child(word, &[Relation::Case]);
        case.is_some_and(|case| text.word(case) == language.known.to)
    });
    let any = forest
        .children_by(at, &[Relation::Det])
        .any(|word| matches!(text.str(word), "a" | "an" | "A" | "An"));
    says_unknown(grammar, at, &[language.known.to])
        || any && !says_where && belonging(grammar, at).is_empty()
        || names.any(|word| !cast.covers(word..word + 1))
}

fn says_unknown(grammar: Grammar<'_>, at: usize, known: &[WordId]) -> bool {
    let Grammar { text, forest, .. } = grammar;
    forest.children_by(at, &[Relation::Nmod, Relation::Obl]).any(|word| {
        let mut cases = forest.children_by(word, &[Relation::Case]);
        cases.any(|case| known.contains(&text.word(case))) && is_unknown(grammar, word)
    })
}

/// Returns whether the cast lacks a noun, and it is of nobody but the one who is spoken of:
/// "his club".
fn is_unknown(grammar: Grammar<'_>, noun: usize) -> bool {
    let forest = grammar.forest;
    let own = forest.child(noun, &[Relation::NmodPoss]);
    let of_him = own.is_some_and(|own| forest.upos(own) == Upos::Pron);
    side(grammar, noun).is_empty() || of_him && !grammar.cast.covers(noun..noun + 1)
}

/// Returns whether somebody whom the cast lacks calls it off: "firms are pulling out of the
/// summit".
fn by_unknown(grammar: Grammar<'_>, at: usize, near: &Range<usize>) -> bool {
    let forest = grammar.forest;
    let mut verbs = near.clone().filter(|verb| calls_off(grammar, *verb, at));
    verbs.any(|verb| {
        let subject = forest.child(verb, &[Relation::Nsubj]);
        let described = || forest.head(verb).filter(|_| forest.relation(verb) == Relation::Acl);
        let by = subject.or_else(described).filter(|by| *by != at);
        by.is_some_and(|by| forest.upos(by) == Upos::Noun && side(grammar, by).is_empty())
    })
}

/// Returns who comes on a visit: whose it is, or by whom.
fn guests(grammar: Grammar<'_>, at: usize) -> Vec<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let own = forest.children_by(at, &[Relation::NmodPoss]);
    let by = forest.children_by(at, &[Relation::Nmod, Relation::Obl]).filter(|word| {
        let case = forest.child(*word, &[Relation::Case]);
        case.is_some_and(|case| text.word(case) == language.known.by)
    });
    let mut guests: Vec<usize> =
        own.chain(by).flat_map(|word| side(grammar, word).members).collect();
    guests.retain(|member| grammar.cast.members[*member].party.is_some());
    guests
}

/// Puts some members before the others, instead of those who stood for their party.
fn put_first(grammar: Grammar<'_>, first: Vec<usize>, members: &mut Vec<usize>) {
    let parties: Vec<String> = first.iter().map(|member| identity(grammar, *member)).collect();
    members.retain(|member| !parties.contains(&identity(grammar, *member)));
    members.splice(0..0, first);
}

/// Returns whether it is a session that is not said to be with or between anybody: mostly
/// one of a parliament, at which a guest speaks.
fn is_of_parliament(grammar: Grammar<'_>, at: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    forest.lemma(at) == "session"
        && !forest.children_by(at, &[Relation::Nmod, Relation::Obl]).any(|word| {
            let mut cases = forest.children_by(word, &[Relation::Case]);
            cases.any(|case| {
                [language.known.with, language.known.between].contains(&text.word(case))
            })
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
    // "due to the trip" gives a reason.
    let reason = |idx: usize| {
        let behind = grammar.forest.tag(idx + 2);
        text.str(idx) == "due" && text.str(idx + 1) == "to" && behind != Tag::Vb
    };
    let any = |words: &[&str]| {
        near.clone()
            .any(|idx| words.contains(&text.str(idx).to_ascii_lowercase().as_str()) && !reason(idx))
    };
    if near.clone().any(|idx| calls_off(grammar, idx, at)) {
        return Some(CommitmentStatus::Cancelled);
    }
    if near.clone().chain(grammar.forest.head(at)).any(|idx| called_off::is_moved(grammar, idx, at))
    {
        return Some(CommitmentStatus::Moved);
    }
    if is_denied(grammar, at) {
        return None;
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

/// Returns whether a word calls the meeting off.
fn calls_off(grammar: Grammar<'_>, word: usize, at: usize) -> bool {
    called_off::is_called_off(grammar, word) && called_off::is_about(grammar, word, at)
}

/// Returns whether there is none: "no meeting is planned", "do not have a meeting
/// scheduled".
fn is_denied(grammar: Grammar<'_>, at: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let none =
        forest.children_by(at, &[Relation::Det]).any(|word| text.word(word) == language.known.no);
    let sides = [Relation::Obj, Relation::Nsubj, Relation::NsubjPass];
    let verb = forest.head(at).filter(|_| sides.contains(&forest.relation(at)));
    none || verb.is_some_and(|verb| {
        forest
            .children_by(verb, &[Relation::Aux, Relation::Advmod])
            .any(|word| language.is(text.word(word), Class::NEGATION))
    })
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

/// Returns those named in a sentence who can take part, one for each party: not who only
/// speaks for others.
fn named(grammar: Grammar<'_>, sentence: &Range<usize>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for mention in grammar.cast.within(sentence.clone()) {
        let member = &grammar.cast.members[mention.member];
        let speaks_only = member.role.as_deref().is_some_and(|role| {
            let role = role.to_ascii_lowercase();
            role.contains("spokes") || role.contains("press secretary")
        });
        let takes_part = member.party.is_some()
            && !mention.is_place
            && !speaks_only
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
