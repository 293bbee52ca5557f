//! Who is blamed by a word of blame: "Iran's reckless conduct", "a breach by Oslo".
//!
//! In: a word of blame inside what somebody said, and the trees. Out: the first party
//! that does what is blamed, owns it or is called so, looked for from the word upwards.
//! Whoever "cannot" do it is defied. A party that is only spoken of beside it is blamed
//! for nothing, but for a deed without a doer where no third party is named.

use std::ops::Range;

use crate::grammar::{Grammar, Relation, Side, Upos, belonging, doer, is_condition, object, side};
use crate::language::{Class, Marks};

/// As far up the tree as whoever is blamed stands.
const MOST_STEPS: usize = 6;

/// Returns the member that the word at a token blames, of those that may be.
pub(super) fn blamed(
    grammar: Grammar<'_>,
    at: usize,
    said: &Range<usize>,
    may_be: impl Fn(usize) -> bool + Copy,
) -> Option<usize> {
    let forest = grammar.forest;
    // "did not undermine", "if Oslo breached it": nobody does it.
    if is_denied(grammar, at) {
        return None;
    }
    let find = |side: Side| side.members.into_iter().find(|member| may_be(*member));
    if let Some(found) = find(cause(grammar, at)) {
        return Some(found);
    }
    let mut below: Option<usize> = None;
    let mut word = at;
    for _ in 0..MOST_STEPS {
        let inside = said.contains(&word);
        if inside && is_condition(grammar, word) {
            return None;
        }
        // "Hezbollah, a terrorist organisation": whoever is so called.
        let called = below.is_some_and(|below| calls(forest.relation(below)));
        if inside
            && called
            && let Some(found) = find(side(grammar, word))
        {
            return Some(found);
        }
        let (own, of) = match forest.upos(word) {
            Upos::Verb | Upos::Aux => (by_verb(grammar, word, below), Side::default()),
            // "Iran is a threat", "the threat from Iran", "rebels armed by Iran".
            _ => (belonging(grammar, word), by_noun(grammar, word)),
        };
        let predicate = || {
            let subject = [Relation::Nsubj, Relation::NsubjPass];
            let own = forest.child(word, &subject).is_some();
            if own { doer(grammar, word) } else { Side::default() }
        };
        let found = find(own).or_else(|| find(of)).or_else(|| find(predicate()));
        if found.is_some() {
            return found;
        }
        if charged(grammar, word, below).is_some_and(|target| is_between(grammar, target)) {
            return only_other(grammar, said, may_be);
        }
        below = Some(word);
        // The cue above is looked at for what it is said of: "called Iran a threat".
        match forest.head(word).filter(|_| inside) {
            Some(head) => word = head,
            None => break,
        }
    }
    // "we seek talks with Oslo, but will answer provocations": a deed without its doer.
    let aimed_at = [Relation::Obj, Relation::Obl, Relation::Nmod];
    let deed = forest.upos(at) == Upos::Noun && aimed_at.contains(&forest.relation(at));
    if deed { only_other(grammar, said, may_be) } else { None }
}

/// Returns who is defied: whoever, it is said, cannot do what the word blames.
pub(super) fn defied(grammar: Grammar<'_>, at: usize) -> Side {
    let Grammar { text, forest, language, .. } = grammar;
    let able = |word: usize| {
        let aux = text.str(word).to_ascii_lowercase();
        matches!(aux.as_str(), "can" | "could" | "cannot" | "ca")
    };
    let mut auxiliaries = forest.children_by(at, &[Relation::Aux]);
    let cannot = auxiliaries.any(able) && is_denied(grammar, at);
    // "No one can undermine it" defies nobody.
    let subject = forest.child(at, &[Relation::Nsubj]).filter(|_| cannot);
    let named = subject.filter(|word| !language.is(text.word(*word), Class::NEGATION));
    named.map_or_else(Side::default, |word| side(grammar, word))
}

fn is_denied(grammar: Grammar<'_>, at: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    forest
        .children_by(at, &[Relation::Advmod, Relation::Aux])
        .any(|word| language.is(text.word(word), Class::NEGATION))
}

/// Returns the party that is spoken of, where it is the only one that may be blamed.
fn only_other(
    grammar: Grammar<'_>,
    said: &Range<usize>,
    may_be: impl Fn(usize) -> bool,
) -> Option<usize> {
    let cast = grammar.cast;
    let named = cast.within(said.clone()).iter().filter(|mention| !mention.is_place);
    let mut others = named.map(|mention| mention.member).filter(|member| may_be(*member));
    let first = others.next()?;
    let party = cast.members[first].identity();
    others.all(|other| cast.members[other].identity() == party).then_some(first)
}

/// Returns who is the cause of what a word feels or judges: "unhappy that Oslo left",
/// "disappointed by Oslo", "a disgrace that Oslo left".
fn cause(grammar: Grammar<'_>, at: usize) -> Side {
    let Grammar { text, forest, language, .. } = grammar;
    let clauses = [Relation::Ccomp, Relation::Advcl, Relation::Acl, Relation::Csubj];
    let told = |clause: &usize| {
        let mut marks = forest.children_by(*clause, &[Relation::Mark]);
        marks.any(|mark| text.word(mark) == language.known.that)
    };
    if let Some(clause) = forest.children_by(at, &clauses).find(told) {
        return doer(grammar, clause);
    }
    let known = &language.known;
    let marks = Marks { prepositions: vec![known.by, known.with, known.at], ..Marks::default() };
    let feels = matches!(forest.upos(at), Upos::Adj | Upos::Verb);
    if feels { object(grammar, at, &marks) } else { Side::default() }
}

/// Returns whether a relation ties a word to the one that it calls something.
fn calls(relation: Relation) -> bool {
    matches!(relation, Relation::AclRelcl | Relation::Appos | Relation::Amod | Relation::Compound)
}

/// Returns whom a verb blames: who does it, or, where what is blamed stands behind
/// "as" or "for" or is what somebody is called, its object.
fn by_verb(grammar: Grammar<'_>, verb: usize, below: Option<usize>) -> Side {
    let forest = grammar.forest;
    let agent = || {
        let by = Marks { prepositions: vec![grammar.language.known.by], ..Marks::default() };
        object(grammar, verb, &by)
    };
    match charged(grammar, verb, below) {
        Some(target) => side(grammar, target),
        None if forest.child(verb, &[Relation::AuxPass]).is_some() => agent(),
        None => doer(grammar, verb),
    }
}

/// Returns the object of a verb, where what is blamed is what the object is called or is
/// charged with.
fn charged(grammar: Grammar<'_>, verb: usize, below: Option<usize>) -> Option<usize> {
    let forest = grammar.forest;
    let behind = [Relation::Xcomp, Relation::Obl, Relation::Advcl];
    below.filter(|below| behind.contains(&forest.relation(*below)))?;
    forest.child(verb, &[Relation::Obj])
}

/// Returns whether a noun tells of something between parties, and not which: "called
/// the pact a mistake".
fn is_between(grammar: Grammar<'_>, noun: usize) -> bool {
    let Grammar { text, language, cast, .. } = grammar;
    let entries = language.noun(text.word(noun)).and_then(|noun| language.event_nouns.get(&noun));
    cast.at(noun).is_none()
        && entries.is_some_and(|entries| entries.iter().any(|entry| entry.to.mutual))
}

/// Returns who stands behind a noun as its doer: "aggression by Iran", "the threat
/// from Iran", "fighters that Iran armed".
fn by_noun(grammar: Grammar<'_>, noun: usize) -> Side {
    let known = &grammar.language.known;
    let marks = Marks { prepositions: vec![known.by, known.from], ..Marks::default() };
    let found = object(grammar, noun, &marks);
    if !found.is_empty() {
        return found;
    }
    let clauses = [Relation::Acl, Relation::AclRelcl];
    // "trained and armed by Iran": with any of the verbs joined.
    let verbs = grammar.forest.children_by(noun, &clauses).flat_map(|clause| {
        [clause].into_iter().chain(grammar.forest.children_by(clause, &[Relation::Conj]))
    });
    let mut agents = verbs.filter_map(|verb| {
        let agent = grammar.forest.child(verb, &[Relation::OblAgent])?;
        Some(side(grammar, agent)).filter(|side| !side.is_empty())
    });
    agents.next().unwrap_or_default()
}
