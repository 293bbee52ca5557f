//! Moods: whether a predicate is meant as a fact.
//!
//! In: a verb, its auxiliaries and its place in the trees. Out: whether it tells of a
//! fact, of what is to come, of what may be, of what is asked for or refused, and whether
//! it is negated. An infinitive has the mood that its governor gives it; what `asserted`
//! finds not to be asserted may be.

use super::Grammar;
use super::asserted::{
    Telling, denied_side, depends_on, held_off, is_asked, is_condition, is_without_sign, telling,
};
use super::clause::{is_courtesy, own_subject};
use super::predicate::{MOST_JOINED, auxiliaries, marker, negates};
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
    let told = telling(grammar, verb);
    let mut negated = group.iter().any(|word| negates(grammar, *word))
        || denied_side(grammar, verb)
        || is_without_sign(grammar, verb)
        || told == Some(Telling::Denied);
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
        // "hope that he will help"
        Some(_) if told == Some(Telling::Unsaid) => Mood::Possible,
        // "said that he would": what was to come when it was said.
        Some(Mood::Possible) if reported_future(grammar, verb) => Mood::Future,
        Some(mood) => mood,
        None if is_condition(grammar, verb) || held_off(grammar, verb) => Mood::Possible,
        None if told == Some(Telling::Unsaid) => Mood::Possible,
        None if is_demanded(grammar, verb) => Mood::Wanted,
        None if is_until(grammar, verb) => Mood::Future,
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

/// Returns whether a clause in the present says until when something to come lasts, or
/// before what it is: "the truce will begin days before the premiers meet".
fn is_until(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let marked = forest.children_by(verb, &[Relation::Mark, Relation::Advmod]).any(|mark| {
        matches!(text.str(mark), "before" | "when" | "until" | "after" | "once" | "as" | "while")
    });
    let present = matches!(forest.tag(verb), Tag::Vbz | Tag::Vbp);
    let hangs = marked && present && forest.relation(verb) == Relation::Advcl;
    let Some(above) = forest.head(verb).filter(|_| hangs) else { return false };
    let group = auxiliaries(grammar, above);
    meant(grammar, above, &group, marker(grammar, above)).0 == Mood::Future
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
/// end the talks", "warned that it not repeat the strikes", "a demand that Oslo end them".
fn is_demanded(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let base = text.str(verb) == forest.lemma(verb);
    let clause = match (forest.relation(verb), forest.tag(verb)) {
        (Relation::Ccomp, tag) => tag == Tag::Vb,
        // "to ask why they leave" asks for nothing; no noun does that.
        (Relation::Acl, tag) => matches!(tag, Tag::Vb | Tag::Vbp),
        _ => false,
    };
    let above = forest.head(verb).filter(|_| base && clause);
    above.is_some_and(|above| {
        DEMANDING.contains(&forest.lemma(above))
            && own_subject(grammar, verb).is_some()
            && forest.child(verb, &[Relation::Aux]).is_none()
    })
}

/// Nouns whose gerund says what is thought of, and not what is done.
const NOTIONS: [&str; 20] = [
    "ability",
    "capability",
    "capacity",
    "chance",
    "danger",
    "fear",
    "goal",
    "hope",
    "idea",
    "intention",
    "likelihood",
    "option",
    "possibility",
    "proposal",
    "prospect",
    "risk",
    "suggestion",
    "talk",
    "thought",
    "wariness",
];

/// Returns the mood that a gerund behind "in", "by", "of" or "on" shares with the verb above it:
/// "will take on a role in supporting", "could answer by closing".
fn gerund_mood(grammar: Grammar<'_>, verb: usize) -> Option<Mood> {
    let Grammar { text, forest, .. } = grammar;
    let led = forest
        .children_by(verb, &[Relation::Mark, Relation::Case])
        .any(|mark| matches!(text.str(mark), "in" | "by" | "of" | "on"));
    let mut above = forest.head(verb)?;
    if forest.tag(verb) != Tag::Vbg {
        return None;
    }
    // "the idea of arming", "wary talk about leaving", "missiles capable of striking"
    let notion = forest.relation(verb) == Relation::Acl && NOTIONS.contains(&forest.lemma(above));
    if notion || led && matches!(forest.lemma(above), "capable" | "incapable") {
        return Some(Mood::Possible);
    }
    if !led {
        return None;
    }
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
    let denied = own.iter().any(|word| negates(grammar, *word)) || denied_side(grammar, governor);
    if is_courtesy(grammar, verb) {
        let (mood, negated) = meant(grammar, governor, &own, marker(grammar, governor));
        return (mood, negated || denied);
    }
    if is(Class::REQUESTING) {
        return (Mood::Wanted, denied);
    }
    if let Some(mood) = decided(grammar, governor) {
        return (mood, denied);
    }
    let relation = forest.relation(verb);
    if is(Class::PLANNING) {
        let asked = forest.child(governor, &[Relation::Obj, Relation::Iobj]).is_some();
        let passive = own.iter().any(|word| forest.relation(*word) == Relation::AuxPass);
        // "has no plans to send"
        let mut determiners = forest.children_by(governor, &[Relation::Det]);
        let denied = denied || determiners.any(|word| text.word(word) == language.known.no);
        return (if asked && !passive { Mood::Wanted } else { Mood::Future }, denied);
    }
    if is(Class::BE) {
        return (Mood::Future, denied);
    }
    // "began to", "helped", "prompted Oslo to": as much a fact as its governor.
    // "considered resigning" and "supports bombing" are none.
    let gerund = forest.tag(verb) == Tag::Vbg;
    let caused = is(Class::CAUSING) && relation == Relation::Advcl;
    let implying = is(Class::IMPLYING.or(Class::CAUSING)) && relation == Relation::Xcomp;
    let implied = implying || caused || !to && !gerund;
    if implied && forest.upos(governor) == Upos::Verb {
        let (mood, negated) = meant(grammar, governor, &own, marker(grammar, governor));
        return (mood, negated || denied);
    }
    (Mood::Possible, denied)
}

/// Returns how an infinitive is meant that says what was decided: "Oslo's decision to
/// leave" is taken, unless the decision itself is to come or may be.
fn decided(grammar: Grammar<'_>, noun: usize) -> Option<Mood> {
    let Grammar { text, forest, language, .. } = grammar;
    if forest.upos(noun) != Upos::Noun || !matches!(forest.lemma(noun), "decision" | "move") {
        return None;
    }
    let mut determiners = forest.children_by(noun, &[Relation::Det]);
    if determiners.any(|word| text.word(word) == language.known.no) {
        return Some(Mood::Possible);
    }
    let verb = forest.head(noun).filter(|_| forest.relation(noun) == Relation::Obj);
    let Some(verb) = verb.filter(|verb| forest.upos(*verb) == Upos::Verb) else {
        return Some(Mood::Fact);
    };
    match meant(grammar, verb, &auxiliaries(grammar, verb), marker(grammar, verb)) {
        (Mood::Fact, false) => Some(Mood::Fact),
        (Mood::Future, false) => Some(Mood::Future),
        _ => Some(Mood::Possible),
    }
}

/// Returns whether "would" stands in what somebody said or announced, without a
/// condition.
pub(crate) fn reported_future(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let would = auxiliaries(grammar, verb).into_iter().any(|word| text.str(word) == "would");
    // "“I would go,” he said" is what he thinks of.
    let own = own_subject(grammar, verb);
    let is_own = own.is_some_and(|word| language.is(text.word(word), Class::WE));
    if !would || is_own || is_condition(grammar, verb) || depends_on(grammar, verb) {
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
            return matches!(kind, CueKind::Say | CueKind::Promise | CueKind::Admit)
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
