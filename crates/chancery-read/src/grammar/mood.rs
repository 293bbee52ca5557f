//! Moods: whether a predicate is meant as a fact.
//!
//! In: a verb, its auxiliaries and its place in the trees. Out: whether it tells of a
//! fact, of what is to come, of what may be, of what is asked for or refused, and whether
//! it is negated. An infinitive has the mood that its governor gives it; what "if" or a
//! question leaves open may be.

use super::Grammar;
use super::clause::own_subject;
use super::predicate::{MOST_JOINED, auxiliaries, marker};
use super::tree::{Relation, Tag, Upos};
use crate::language::{Class, CueKind, Form};

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

/// Returns how a verb is meant, and whether it is negated.
pub(super) fn meant(grammar: Grammar<'_>, verb: usize, group: &[usize], to: bool) -> (Mood, bool) {
    let Grammar { text, forest, language, .. } = grammar;
    let mut negated = group.iter().any(|word| language.is(text.word(*word), Class::NEGATION))
        || denied_side(grammar, verb)
        || is_without_sign(grammar, verb);
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
        Some(_) | None if is_asked(grammar, verb) => Mood::Possible,
        // "said that he would": what was to come when it was said.
        Some(Mood::Possible) if reported_future(grammar, verb) => Mood::Future,
        Some(mood) => mood,
        None if is_condition(grammar, verb) || held_off(grammar, verb) => Mood::Possible,
        None if is_demanded(grammar, verb) => Mood::Wanted,
        None if let Some(mood) = gerund_mood(grammar, verb) => mood,
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

/// Verbs of whose clause the subject is to do something.
const DEMANDING: [&str; 12] = [
    "ask",
    "demand",
    "insist",
    "order",
    "propose",
    "recommend",
    "request",
    "require",
    "stipulate",
    "suggest",
    "urge",
    "warn",
];

/// Returns whether a clause in the subjunctive says what is demanded: "demanded that Oslo
/// end the talks", "warned that it not repeat the strikes".
fn is_demanded(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let base = text.str(verb) == forest.lemma(verb) && forest.tag(verb) == Tag::Vb;
    let above = forest.head(verb).filter(|_| base && forest.relation(verb) == Relation::Ccomp);
    above.is_some_and(|above| {
        DEMANDING.contains(&forest.lemma(above))
            && own_subject(grammar, verb).is_some()
            && forest.child(verb, &[Relation::Aux]).is_none()
    })
}

/// Returns the mood that a gerund behind "in", "by" or "of" shares with the verb above it:
/// "will take on a role in supporting", "could answer by closing".
fn gerund_mood(grammar: Grammar<'_>, verb: usize) -> Option<Mood> {
    let Grammar { text, forest, .. } = grammar;
    let led = forest
        .children_by(verb, &[Relation::Mark, Relation::Case])
        .any(|mark| matches!(text.str(mark), "in" | "by" | "of"));
    if forest.tag(verb) != Tag::Vbg || !led {
        return None;
    }
    let mut above = forest.head(verb)?;
    if forest.upos(above) == Upos::Noun && forest.relation(above) == Relation::Obj {
        above = forest.head(above)?;
    }
    let group = auxiliaries(grammar, above);
    if forest.upos(above) != Upos::Verb && group.is_empty() {
        return None;
    }
    let (mood, _) = meant(grammar, above, &group, marker(grammar, above));
    matches!(mood, Mood::Future | Mood::Possible).then_some(mood)
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

/// Returns whether there is no word of it: "no sign of Norway arming rebels".
fn is_without_sign(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, language, forest, .. } = grammar;
    let clauses = [Relation::Acl, Relation::Nmod, Relation::Advcl];
    let noun = forest.head(verb).filter(|_| clauses.contains(&forest.relation(verb)));
    forest.tag(verb) == Tag::Vbg
        && noun.is_some_and(|noun| {
            let mut words = forest.children_by(noun, &[Relation::Det]);
            words.any(|word| text.word(word) == language.known.no)
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
    if is_listed(grammar, verb) {
        return true;
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

/// Returns whether a clause stands behind the colon of what is announced: "announced three
/// steps: flights would be escorted, and visits put off".
fn is_listed(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let above = |word: &usize| forest.head(*word);
    std::iter::successors(Some(verb), above).take(MOST_JOINED + 1).any(|head| {
        forest.lemma(head) == "announce"
            && forest.tag(head) == Tag::Vbd
            && (head..verb).any(|word| text.str(word) == ":")
    })
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

/// Returns whether the clause is what a question leaves open: "Will Norway attack?", "Does
/// Oslo want to attack?", but not "Why did Norway attack?", which takes it for a fact.
fn is_asked(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let mut top = verb;
    for _ in 0..MOST_JOINED {
        let goes_up = [Relation::Conj, Relation::Ccomp, Relation::Xcomp];
        match forest.head(top).filter(|_| goes_up.contains(&forest.relation(top))) {
            Some(head) => top = head,
            None => break,
        }
    }
    if forest.head(top).is_some() {
        return false;
    }
    let Some(mark) = forest.children_by(top, &[Relation::Punct]).next_back() else { return false };
    let opens = |word: usize| {
        let auxiliary = [Relation::Aux, Relation::AuxPass, Relation::Cop];
        let before = own_subject(grammar, top).is_none_or(|subject| word < subject);
        auxiliary.contains(&forest.relation(word)) && before
            || language.is(text.word(word), Class::CONDITION)
    };
    let known = |word: usize| {
        matches!(text.str(word), "Why" | "why" | "How" | "how" | "What" | "what" | "Who" | "who")
    };
    text.str(mark) == "?" && forest.children(top).any(opens) && !forest.children(top).any(known)
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
