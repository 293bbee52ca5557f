//! Called off: whether a word says that a plan was called off.
//!
//! In: the trees, a word. Out: whether it is a verb that ends or moves a plan, told as a
//! fact: "cancelled", "has called off", "pulled out of", "decided to scrap"; and
//! whether a noun is what a verb is about. What somebody asks for, threatens, denies,
//! might do or would not do ends no plan.

use crate::grammar::{Grammar, Relation, Tag, Upos, negates, reported_future};
use crate::language::Class;

/// Words above "to cancel" that say that it was done.
const DECIDING: &[&str] =
    &["decide", "decision", "force", "choose", "opt", "agree", "move", "announce", "order"];

/// Returns whether the word says that something planned was called off.
pub(super) fn is_called_off(grammar: Grammar<'_>, word: usize) -> bool {
    is_verb(grammar, word) && is_done(grammar, word) || will_not_be(grammar, word)
}

/// Verbs about a noun that move it.
const MOVED: &[&str] = &["postpone", "reschedule", "delay", "move"];

/// How many words may stand between a verb and what it is about: "cancelled his plan to
/// attend the meeting".
const MOST_STEPS: usize = 4;

/// Returns whether a noun is what the verb is about: it stands below the verb, or the verb
/// describes it: "the cancelled visit". A noun that only dates or places the verb is not,
/// nor one in a finite clause of its own.
pub(super) fn is_about(grammar: Grammar<'_>, verb: usize, noun: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let mut at = noun;
    for _ in 0..MOST_STEPS {
        let beside = matches!(forest.relation(at), Relation::Obl | Relation::Nmod)
            && forest.child(at, &[Relation::Case]).is_some_and(|case| {
                !matches!(text.str(case), "of" | "for" | "to" | "from" | "with" | "by" | "between")
            });
        let apart = matches!(
            forest.relation(at),
            Relation::AclRelcl | Relation::Ccomp | Relation::Parataxis | Relation::Advcl
        );
        if beside || apart {
            break;
        }
        let Some(head) = forest.head(at) else { break };
        if head == verb {
            return true;
        }
        at = head;
    }
    describes(grammar, verb, noun)
}

/// Returns whether a verb describes a noun: "a visit that was called off".
fn describes(grammar: Grammar<'_>, verb: usize, noun: usize) -> bool {
    let forest = grammar.forest;
    let below = [Relation::Acl, Relation::AclRelcl, Relation::Amod];
    let joined = [Relation::Conj, Relation::Xcomp, Relation::Advcl, Relation::Parataxis];
    let head = forest.head(verb);
    below.contains(&forest.relation(verb)) && head == Some(noun)
        || joined.contains(&forest.relation(verb))
            && head.is_some_and(|head| {
                below.contains(&forest.relation(head)) && forest.head(head) == Some(noun)
            })
}

/// Returns whether a word moves what is planned to another day. Talks that move on do so by
/// themselves, and who moves them forward changes no day.
pub(super) fn is_moved(grammar: Grammar<'_>, word: usize, at: usize) -> bool {
    let forest = grammar.forest;
    let subject = forest.child(word, &[Relation::Nsubj]);
    let by_itself = subject == Some(at) || forest.lemma(word) == "move" && subject.is_some();
    MOVED.contains(&forest.lemma(word))
        && forest.upos(word) != Upos::Noun
        && !by_itself
        && is_done(grammar, word)
        && is_about(grammar, word, at)
}

/// Returns whether the word is the verb of "will not take place", "will no longer be
/// held", of what was planned.
fn will_not_be(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let next = text.str(verb + 1);
    let takes_place = match forest.lemma(verb) {
        "take" => next == "place",
        "go" => next == "ahead" || next == "forward",
        "hold" => forest.child(verb, &[Relation::AuxPass]).is_some(),
        "happen" | "proceed" => true,
        _ => false,
    };
    let helpers = [Relation::Aux, Relation::Advmod];
    let denied = forest.children_by(verb, &helpers).any(|helper| negates(grammar, helper));
    let mut helpers = forest.children_by(verb, &helpers);
    let is_to_come = helpers.any(|helper| language.is(text.word(helper), Class::FUTURE));
    // "might not take place" leaves it open; "said that it would not" does not.
    takes_place && denied && (is_to_come || reported_future(grammar, verb))
}

/// Returns whether the word is a verb that calls off, with its particle.
fn is_verb(grammar: Grammar<'_>, word: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let behind = |particle: &str| (word + 1..word + 3).any(|idx| text.str(idx) == particle);
    match forest.lemma(word) {
        "cancel" | "scrap" | "nix" => forest.tag(word) != Tag::Nn,
        "call" => text.str(word + 1) == "off",
        // "abruptly pulled out of the summit", not "pulled troops out".
        "pull" | "back" => text.str(word + 1) == "out" && text.str(word + 2) == "of",
        "ax" | "axe" => behind("the") || behind("his") || behind("her"),
        _ => false,
    }
}

/// Returns whether the verb is told as a fact.
pub(super) fn is_done(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let helpers = [Relation::Aux, Relation::AuxPass, Relation::Advmod, Relation::Mark];
    let mut told = forest.children_by(verb, &helpers);
    let negated = told.any(|helper| language.is(text.word(helper), Class::NEGATION));
    if is_denied(grammar, verb) {
        return false;
    }
    if reported_future(grammar, verb) && !negated {
        return true;
    }
    if forest.tag(verb) == Tag::Vbg && !goes_on(grammar, verb) {
        return false;
    }
    let mut is_infinitive = forest.tag(verb) == Tag::Vb;
    for helper in forest.children_by(verb, &helpers) {
        let word = text.word(helper);
        let unsure = Class::NEGATION.or(Class::CONDITION).or(Class::CONDITIONAL);
        if language.is(word, unsure) {
            return false;
        }
        is_infinitive |= word == language.known.to;
    }
    // Trees lose "to" and "could" where the sentence is long.
    let before = verb.checked_sub(1).map_or("", |before| text.str(before));
    is_infinitive |= before == "to" || before == "be" && forest.tag(verb) == Tag::Vbn;
    !is_infinitive || forest.head(verb).is_some_and(|head| is_decision(grammar, head))
}

/// Returns whether the verb is in what somebody denies: "denied a report that it had
/// cancelled the visit".
fn is_denied(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let told = [
        Relation::Ccomp,
        Relation::Xcomp,
        Relation::Acl,
        Relation::AclRelcl,
        Relation::Obj,
        Relation::Nmod,
        Relation::Conj,
    ];
    let denies = |word: usize| {
        let verbs = language.verbs(text.word(word)).iter();
        verbs.into_iter().any(|(lemma, _)| language.denial_verbs.contains(lemma))
    };
    let mut at = verb;
    for _ in 0..MOST_STEPS {
        let Some(head) = forest.head(at).filter(|_| told.contains(&forest.relation(at))) else {
            return false;
        };
        // "Denied it and cancelled the visit" denies no more than it.
        if forest.relation(at) != Relation::Conj && denies(head) {
            return true;
        }
        at = head;
    }
    false
}

/// Returns whether a verb in -ing tells what is done: "is cancelling", "cancelling the
/// talks, he said", not "the idea of cancelling" and "no sign of backing down".
fn goes_on(grammar: Grammar<'_>, verb: usize) -> bool {
    let forest = grammar.forest;
    forest.child(verb, &[Relation::Aux]).is_some()
        || matches!(forest.relation(verb), Relation::Advcl | Relation::Root | Relation::Parataxis)
        || forest.relation(verb) == Relation::Conj
        || forest.head(verb).is_some_and(|head| is_decision(grammar, head))
}

/// Returns whether a word says that what it governs was decided: not "no decision".
fn is_decision(grammar: Grammar<'_>, word: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let before = [Relation::Aux, Relation::Advmod, Relation::Det];
    DECIDING.contains(&forest.lemma(word))
        && !forest.children_by(word, &before).any(|helper| {
            text.word(helper) == language.known.no
                || language.is(text.word(helper), Class::NEGATION.or(Class::CONDITIONAL))
        })
}
