//! Predicates: whether a word is a verb here, and in which voice and mood.
//!
//! In: a verb and its place in the trees. Out: its group of auxiliaries, voice,
//! mood and negation. Verbs that are joined share their auxiliaries; an
//! infinitive has the mood that its governor gives it.

use std::ops::Range;

use super::Grammar;
use super::tree::{Relation, Tag, Upos};
use crate::language::{Class, CueKind, Form};

/// A verb that says something of a subject.
#[derive(Clone, Debug)]
pub(crate) struct Predicate {
    /// The verb itself.
    pub(crate) verb: usize,
    /// The first word of its group: auxiliary, adverb, negation, "to".
    pub(crate) start: usize,
    /// Whether the subject is acted upon.
    pub(crate) passive: bool,
    /// Whether it is a gerund or an infinitive without a subject of its own.
    pub(crate) infinite: bool,
    /// How it is meant.
    pub(crate) mood: Mood,
    /// Whether it is said not to be.
    pub(crate) negated: bool,
}

/// How a predicate is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// As a fact.
    Fact,
    /// As something to come.
    Future,
    /// As something that may be.
    Possible,
    /// As what somebody is asked, told or trying to do.
    Wanted,
    /// As what somebody refused or failed to do.
    Refused,
}

/// What joins a verb to others on which its auxiliaries stand, at most.
const MOST_JOINED: usize = 8;

/// Returns the predicate whose verb stands at a token, if it is one there.
pub(crate) fn predicate(
    grammar: Grammar<'_>,
    verb: usize,
    form: Form,
    sentence: &Range<usize>,
) -> Option<Predicate> {
    let Grammar { cast, forest, .. } = grammar;
    if cast.covers(verb..verb + 1) || !is_verb(grammar, verb) || !form.is(forms_of(grammar, verb)) {
        return None;
    }
    let group = auxiliaries(grammar, verb);
    let passive = is_passive(grammar, verb, &group);
    let to = marker(grammar, verb);
    let finite = group.iter().any(|word| forest.relation(*word) != Relation::Mark);
    let infinite = to || forest.tag(verb) == Tag::Vbg && !finite;
    let first = group.iter().copied().filter(|word| *word < verb && sentence.contains(word)).min();
    let (mood, negated) = meant(grammar, verb, &group, to);
    Some(Predicate { verb, start: first.unwrap_or(verb), passive, infinite, mood, negated })
}

/// Returns whether the word is a verb that says something of somebody, not one
/// that modifies a noun or leads to one.
fn is_verb(grammar: Grammar<'_>, verb: usize) -> bool {
    let forest = grammar.forest;
    let modifies = matches!(
        forest.relation(verb),
        Relation::Amod | Relation::Compound | Relation::Case | Relation::Mark | Relation::Fixed
    );
    forest.upos(verb) == Upos::Verb && !modifies && !leads_to_infinitive(grammar, verb)
}

/// Returns whether the word is the "going" of "are going to meet", which only
/// says when.
fn leads_to_infinitive(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let is_joined = |to: usize| text.word(to) == language.known.to;
    let infinitive = (verb + 2..text.tokens.len().min(verb + 4))
        .find(|word| !language.is(text.word(*word), Class::ADVERB));
    forest.lemma(verb) == "go"
        && forest.tag(verb) == Tag::Vbg
        && forest.child(verb, &[Relation::Aux]).is_some()
        && verb + 1 < text.tokens.len()
        && is_joined(verb + 1)
        && infinitive.is_some_and(|word| forest.tag(word) == Tag::Vb)
}

/// Returns the forms that the word's tag allows. Past and participle are often
/// spelt alike and tagged for each other.
fn forms_of(grammar: Grammar<'_>, verb: usize) -> Form {
    match grammar.forest.tag(verb) {
        Tag::Vbd | Tag::Vbn => Form::PAST.or(Form::PARTICIPLE),
        Tag::Vbg => Form::GERUND,
        Tag::Vbz => Form::THIRD,
        Tag::Vb | Tag::Vbp => Form::BASE,
        _ => Form::PAST.or(Form::PARTICIPLE).or(Form::GERUND).or(Form::THIRD).or(Form::BASE),
    }
}

/// Returns the auxiliaries, negations and "to" of a verb. A verb that is joined
/// to another of its form without a subject of its own shares the other's.
fn auxiliaries(grammar: Grammar<'_>, verb: usize) -> Vec<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let mut group: Vec<usize> = Vec::new();
    let mut at = verb;
    for _ in 0..MOST_JOINED {
        let own = forest.children(at).filter(|child| {
            let word = text.word(*child);
            match forest.relation(*child) {
                Relation::Aux | Relation::AuxPass | Relation::Cop => true,
                Relation::Advmod => language.is(word, Class::NEGATION),
                Relation::Mark => word == language.known.to,
                _ => false,
            }
        });
        let before = group.len();
        group.extend(own);
        let auxiliary =
            group[before..].iter().any(|word| forest.relation(*word) != Relation::Advmod);
        let alone = !auxiliary && forest.child(at, SUBJECTS).is_none();
        let joined = forest
            .head(at)
            .filter(|head| forest.relation(at) == Relation::Conj && same_form(grammar, at, *head));
        match joined {
            Some(head) if alone => at = head,
            _ => break,
        }
    }
    group
}

/// The relations of subjects.
pub(super) const SUBJECTS: &[Relation] = &[
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::Csubj,
    Relation::CsubjPass,
    Relation::NsubjOuter,
];

/// Returns whether the verb `a` may share the auxiliaries of `b`: "wouldn't be
/// speaking or meet" has a bare infinitive that needs one.
fn same_form(grammar: Grammar<'_>, a: usize, b: usize) -> bool {
    let forest = grammar.forest;
    forest.tag(a) == forest.tag(b) || forest.tag(a) == Tag::Vb
}

/// Returns whether "to" marks the verb.
fn marker(grammar: Grammar<'_>, verb: usize) -> bool {
    let forest = grammar.forest;
    forest
        .children_by(verb, &[Relation::Mark])
        .any(|mark| grammar.text.word(mark) == grammar.language.known.to)
}

fn is_passive(grammar: Grammar<'_>, verb: usize, group: &[usize]) -> bool {
    let forest = grammar.forest;
    if !matches!(forest.tag(verb), Tag::Vbn | Tag::Vbd) {
        return false;
    }
    if forest.child(verb, &[Relation::Nsubj]).is_some() {
        return false;
    }
    let marked = group.iter().any(|word| forest.relation(*word) == Relation::AuxPass)
        || forest.child(verb, &[Relation::NsubjPass, Relation::OblAgent]).is_some();
    // "a deal signed in Oslo", "backed by Moscow, ...": a participle alone.
    let hangs = matches!(forest.relation(verb), Relation::Acl | Relation::Advcl);
    let bare = group.is_empty() && forest.child(verb, SUBJECTS).is_none();
    let alone = match forest.tag(verb) {
        Tag::Vbn => group.is_empty() && (hangs || forest.relation(verb) == Relation::Root),
        // "Asked about the raid, she said": spelt as the past is.
        _ => hangs && bare && forest.child(verb, &[Relation::Obj]).is_none(),
    };
    marked || alone
}

/// Returns how a verb is meant, and whether it is negated.
fn meant(grammar: Grammar<'_>, verb: usize, group: &[usize], to: bool) -> (Mood, bool) {
    let Grammar { text, forest, language, .. } = grammar;
    let mut negated = group.iter().any(|word| language.is(text.word(*word), Class::NEGATION))
        || denied_side(grammar, verb);
    let modal = group.iter().find_map(|word| {
        let is = |class: Class| language.is(text.word(*word), class);
        // "is going to meet" has no modal, but a governor.
        if is(Class::FUTURE) {
            Some(Mood::Future)
        } else if is(Class::CONDITIONAL) {
            Some(Mood::Possible)
        } else {
            None
        }
    });
    let mood = match modal {
        // "said that he would": what was to come when it was said.
        Some(Mood::Possible) if reported_future(grammar, verb) => Mood::Future,
        Some(mood) => mood,
        None if is_condition(grammar, verb) || held_off(grammar, verb) => Mood::Possible,
        None => {
            let governed = to || forest.relation(verb) == Relation::Xcomp;
            match governor(grammar, verb).filter(|_| governed) {
                Some(governor) => {
                    let (mood, refused) = control(grammar, governor, verb, to);
                    negated |= refused;
                    mood
                }
                // "is to visit": the tree may have the infinitive itself on top.
                None if to && group.iter().any(|word| language.is(text.word(*word), Class::BE)) => {
                    Mood::Future
                }
                None if to => Mood::Possible,
                None => Mood::Fact,
            }
        }
    };
    (mood, negated)
}

/// Returns whether a gerund tells of what is warned against, kept from happening or
/// left out: "warned against deploying", "barred from entering", "without asking",
/// "stopped short of accusing".
fn held_off(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let mut marks = forest.children_by(verb, &[Relation::Mark, Relation::Case]);
    forest.tag(verb) == Tag::Vbg
        && marks.any(|mark| match text.str(mark) {
            "against" | "instead" | "without" => true,
            // "stopped short of accusing"
            "of" => mark > 0 && text.str(mark - 1) == "short",
            // "aside from saying": that much he did say.
            "from" => mark == 0 || !matches!(text.str(mark - 1), "aside" | "apart"),
            _ => false,
        })
}

/// Returns whether a side is denied: "no talks were held", "neither A nor B".
fn denied_side(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let sides = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj];
    let mut denied = forest.children_by(verb, &sides).flat_map(|side| {
        let words = [Relation::Det, Relation::CcPreconj, Relation::Advmod];
        let words: Vec<usize> = forest.children_by(side, &words).chain([side]).collect();
        words
    });
    denied.any(|word| {
        matches!(
            text.str(word),
            "no" | "No" | "Neither" | "neither" | "None" | "none" | "Nobody" | "nobody"
        )
    })
}

/// Returns the verb or noun that governs an infinitive, through verbs joined.
fn governor(grammar: Grammar<'_>, verb: usize) -> Option<usize> {
    let forest = grammar.forest;
    let mut at = verb;
    for _ in 0..MOST_JOINED {
        let head = forest.head(at)?;
        if forest.relation(at) != Relation::Conj {
            return Some(head);
        }
        at = head;
    }
    None
}

/// Returns the mood of an infinitive from what governs it, and whether it was
/// refused.
fn control(grammar: Grammar<'_>, governor: usize, verb: usize, to: bool) -> (Mood, bool) {
    let Grammar { text, forest, language, .. } = grammar;
    let word = text.word(governor);
    let is = |class: Class| language.is(word, class);
    if is(Class::REFUSING) {
        return (Mood::Refused, true);
    }
    let own = auxiliaries(grammar, governor);
    let denied = own.iter().any(|word| language.is(text.word(*word), Class::NEGATION))
        || denied_side(grammar, governor);
    if is(Class::REQUESTING) {
        return (Mood::Wanted, denied);
    }
    let relation = forest.relation(verb);
    if is(Class::PLANNING) {
        let asked = forest.child(governor, &[Relation::Obj, Relation::Iobj]).is_some();
        let passive = own.iter().any(|word| forest.relation(*word) == Relation::AuxPass);
        return (if asked && !passive { Mood::Wanted } else { Mood::Future }, denied);
    }
    if is(Class::BE) {
        return (Mood::Future, denied);
    }
    // "began to", "helped", "came to": as much a fact as its governor.
    // "considered resigning" and "supports bombing" are none.
    let gerund = forest.tag(verb) == Tag::Vbg;
    let implied = relation == Relation::Xcomp && is(Class::IMPLYING) || !to && !gerund;
    if implied && forest.upos(governor) == Upos::Verb {
        let (mood, negated) = meant(grammar, governor, &own, marker(grammar, governor));
        return (mood, negated || denied);
    }
    (Mood::Possible, denied)
}

/// Returns whether "would" stands in what somebody said or announced, without a
/// condition.
pub(crate) fn reported_future(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let would = auxiliaries(grammar, verb).into_iter().any(|word| text.str(word) == "would");
    if !would || is_condition(grammar, verb) || depends_on(grammar, verb) {
        return false;
    }
    let mut at = verb;
    for _ in 0..MOST_JOINED {
        let Some(head) = forest.head(at) else { return false };
        if forest.relation(at) == Relation::Ccomp {
            let Some((kind, form)) = language.cue(text.word(head)) else { return false };
            return matches!(kind, CueKind::Say | CueKind::Promise)
                && form.is(Form::PAST)
                && !matches!(
                    text.str(head).to_ascii_lowercase().as_str(),
                    "thought" | "believed" | "feared" | "hoped" | "suggested" | "argued"
                );
        }
        if forest.relation(at) != Relation::Conj {
            // "..., he said": what was said stands before its cue.
            return forest.children_by(at, &[Relation::Parataxis]).any(|cue| {
                language
                    .cue(text.word(cue))
                    .is_some_and(|(kind, form)| kind == CueKind::Say && form.is(Form::PAST))
            });
        }
        at = head;
    }
    false
}

/// Returns whether a verb, if it suggests, asks for something: "suggested holding
/// talks", "suggested that she resign". What "suggested that it was late" tells is an
/// assertion.
pub(crate) fn puts_forward(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    if forest.lemma(verb) != "suggest" {
        return true;
    }
    let asserted = |clause: usize| {
        let group = [Relation::Aux, Relation::AuxPass, Relation::Cop];
        let mut group = forest.children_by(clause, &group).peekable();
        let bare = text.str(clause) == forest.lemma(clause) || forest.tag(clause) == Tag::Vbg;
        if group.peek().is_none() {
            return !bare;
        }
        !group.any(|word| matches!(text.str(word), "be" | "should"))
    };
    !forest.children_by(verb, &[Relation::Ccomp]).any(asserted)
}

/// Returns whether "if", "whether" or "unless" opens the clause or one above it.
pub(crate) fn is_condition(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let mut at = verb;
    for _ in 0..MOST_JOINED {
        let opened = forest
            .children_by(at, &[Relation::Mark, Relation::Advmod])
            .any(|mark| mark < at && language.is(text.word(mark), Class::CONDITION));
        if opened {
            return true;
        }
        let goes_up =
            matches!(forest.relation(at), Relation::Conj | Relation::Ccomp | Relation::Xcomp);
        match forest.head(at) {
            Some(head) if goes_up => at = head,
            _ => return false,
        }
    }
    false
}

/// Returns whether a clause with "if" or "unless" depends on the verb.
fn depends_on(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    forest.children_by(verb, &[Relation::Advcl]).any(|clause| {
        forest
            .children_by(clause, &[Relation::Mark])
            .any(|mark| language.is(text.word(mark), Class::CONDITION))
    })
}
