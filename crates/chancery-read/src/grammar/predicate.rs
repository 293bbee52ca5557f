//! Predicates: whether a word is a verb here, and in which voice.
//!
//! In: a verb and its place in the trees. Out: its group of auxiliaries, its voice, and
//! from `mood` how it is meant. Verbs that are joined share their auxiliaries.

use std::ops::Range;

use super::Grammar;
use super::mood::{Mood, meant};
use super::tree::{Relation, Tag, Upos};
use crate::language::{Class, Form};

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

/// What joins a verb to others on which its auxiliaries stand, at most.
pub(super) const MOST_JOINED: usize = 8;

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
    // "refused to recognise it or speak of it": "to" serves both.
    let to = group.iter().any(|word| forest.relation(*word) == Relation::Mark);
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
pub(super) fn auxiliaries(grammar: Grammar<'_>, verb: usize) -> Vec<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let mut group: Vec<usize> = Vec::new();
    let mut at = verb;
    for _ in 0..MOST_JOINED {
        let own = forest.children(at).filter(|child| {
            let word = text.word(*child);
            match forest.relation(*child) {
                Relation::Aux | Relation::AuxPass | Relation::Cop => true,
                Relation::Advmod => negates(grammar, *child),
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

/// Returns whether an adverb says that something is not so: "not", "no longer".
pub(crate) fn negates(grammar: Grammar<'_>, adverb: usize) -> bool {
    let Grammar { text, language, .. } = grammar;
    let no_longer = || {
        text.str(adverb) == "longer"
            && adverb.checked_sub(1).is_some_and(|no| text.word(no) == language.known.no)
    };
    language.is(text.word(adverb), Class::NEGATION) || no_longer()
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
pub(super) fn marker(grammar: Grammar<'_>, verb: usize) -> bool {
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
