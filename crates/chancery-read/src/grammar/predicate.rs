//! Predicates: whether a word is a verb here, and in which voice and mood.

use std::ops::Range;

use super::Grammar;
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

/// Words that a verb's group may be made of.
const GROUP: Class = Class::BE
    .or(Class::HAVE)
    .or(Class::DO)
    .or(Class::FUTURE)
    .or(Class::CONDITIONAL)
    .or(Class::NEGATION)
    .or(Class::ADVERB);

/// Returns the predicate whose verb stands at a token, if it is one there.
pub(crate) fn predicate(
    grammar: Grammar<'_>,
    verb: usize,
    form: Form,
    sentence: &Range<usize>,
) -> Option<Predicate> {
    let Grammar { text, cast, language } = grammar;
    if cast.covers(verb..verb + 1) {
        return None;
    }
    let is = |idx: usize, class: Class| language.is(text.word(idx), class);
    let mut start = verb;
    let (mut be, mut have, mut modal, mut negated) = (false, false, None, false);
    while start > sentence.start && is(start - 1, GROUP) && !cast.covers(start - 1..start) {
        start -= 1;
        be |= is(start, Class::BE) && !(text.str(start) == "'s" || text.str(start) == "’s");
        have |= is(start, Class::HAVE);
        negated |= is(start, Class::NEGATION);
        if is(start, Class::FUTURE) {
            modal = Some(Mood::Future);
        } else if is(start, Class::CONDITIONAL) {
            modal = Some(Mood::Possible);
        } else if is(start, Class::DO) {
            modal = Some(Mood::Fact);
        }
    }
    negated |= negative_subject(grammar, start, sentence);
    let before = start.checked_sub(1).filter(|before| *before >= sentence.start);
    let word_before = before.map(|before| text.word(before));
    let to = word_before == Some(language.known.to);
    let mention_before = before.and_then(|before| cast.at(before));
    let modified = mention_before.is_some_and(|mention| mention.modifies)
        || before.is_some_and(|before| {
            is(before, Class::DETERMINER)
                && !matches!(text.str(before), "that" | "all" | "both" | "That")
                || text.word(before) == language.known.possessive
        });
    let subject_before = mention_before.is_some_and(|mention| !mention.modifies)
        || before.is_some_and(|before| {
            is(
                before,
                Class::HE
                    .or(Class::SHE)
                    .or(Class::THEY)
                    .or(Class::IT)
                    .or(Class::WE)
                    .or(Class::RELATIVE),
            )
        });
    let joined =
        before.is_some_and(|before| is(before, Class::CONJUNCTION) || text.str(before) == ",");
    let mut infinite = false;
    let mut passive = false;
    if to && form.is(Form::BASE) {
        let (mood, refused) = control(grammar, start - 1, sentence);
        negated |= refused;
        return Some(Predicate { verb, start: start - 1, passive, infinite: true, mood, negated });
    }
    if modal.is_some() && form.is(Form::BASE) {
    } else if have && form.is(Form::PARTICIPLE) || be && form.is(Form::PARTICIPLE) {
        passive = be;
    } else if be && form.is(Form::GERUND) {
    } else if form.is(Form::GERUND) {
        let led = before.is_some_and(|before| {
            matches!(
                text.str(before),
                "after"
                    | "before"
                    | "while"
                    | "by"
                    | "since"
                    | ","
                    | "After"
                    | "Before"
                    | "—"
                    | "and"
                    | "when"
            )
        });
        if !led && before.is_some() || modified {
            return None;
        }
        infinite = true;
    } else if form.is(Form::PAST) {
        if modified {
            return None;
        }
        passive = form.is(Form::PARTICIPLE)
            && text.word(verb + 1) == language.known.by
            && cast.at(verb + 2).is_some();
    } else if form.is(Form::THIRD) || form.is(Form::BASE) {
        if modified || !(subject_before || start < verb || joined && form.is(Form::THIRD)) {
            return None;
        }
        // "talks", "strikes": a noun unless something follows that it can govern.
        let noun = language.noun(text.word(verb)).is_some();
        let governs = cast.covers(verb + 1..verb + 2)
            || is(
                verb + 1,
                Class::DETERMINER
                    .or(Class::PREPOSITION)
                    .or(Class::HE)
                    .or(Class::SHE)
                    .or(Class::THEY)
                    .or(Class::IT),
            );
        if noun && !governs {
            return None;
        }
    } else if form.is(Form::PARTICIPLE) {
        // "given", "withdrawn" without an auxiliary: a reduced relative clause.
        if modified || text.word(verb + 1) != language.known.by {
            return None;
        }
        passive = true;
    } else {
        return None;
    }
    let mood = match modal {
        // "said that he would": what was to come when it was said.
        Some(Mood::Possible) if reported_future(grammar, start, verb, sentence) => Mood::Future,
        Some(mood) => mood,
        None if conditional_clause(grammar, start, sentence) => Mood::Possible,
        None => Mood::Fact,
    };
    Some(Predicate { verb, start, passive, infinite, mood, negated })
}

/// Returns whether the subject denies the predicate: "neither A nor B has".
fn negative_subject(grammar: Grammar<'_>, start: usize, sentence: &Range<usize>) -> bool {
    let first = start.saturating_sub(8).max(sentence.start);
    for idx in (first..start).rev() {
        match grammar.text.str(idx) {
            "Neither" | "neither" | "None" | "none" | "Nobody" | "nobody" => return true,
            "," | ";" | "“" | "”" | "\"" | ":" | "that" | "who" | "which" | "but" => {
                return false;
            }
            _ => {}
        }
    }
    false
}

/// Returns the mood of an infinitive from the word that "to" belongs to, and
/// whether it was refused.
fn control(grammar: Grammar<'_>, to: usize, sentence: &Range<usize>) -> (Mood, bool) {
    let Grammar { text, language, .. } = grammar;
    let first = to.saturating_sub(9).max(sentence.start);
    for idx in (first..to).rev() {
        let word = text.word(idx);
        if language.is(word, Class::REFUSING) {
            return (Mood::Refused, true);
        }
        if language.is(word, Class::REQUESTING) {
            return (Mood::Wanted, false);
        }
        if language.is(word, Class::PLANNING) {
            let asked = (idx + 1..to).any(|between| grammar.cast.covers(between..between + 1));
            return (if asked { Mood::Wanted } else { Mood::Future }, false);
        }
        if language.is(word, Class::BE) && to - idx <= 2 {
            return (Mood::Future, false);
        }
        if matches!(text.str(idx), "," | ";" | "“" | "”" | "\"" | ":") {
            break;
        }
    }
    (Mood::Possible, false)
}

/// Returns whether "would" stands in what somebody said or announced, without a
/// condition.
pub(crate) fn reported_future(
    grammar: Grammar<'_>,
    start: usize,
    verb: usize,
    sentence: &Range<usize>,
) -> bool {
    let Grammar { text, language, .. } = grammar;
    let would = (start..verb).any(|idx| text.str(idx) == "would");
    if !would || conditional_clause(grammar, start, sentence) {
        return false;
    }
    let first = start.saturating_sub(14).max(sentence.start);
    let announced = (first..start).rev().find_map(|idx| {
        let (kind, form) = language.cue(text.word(idx))?;
        let says = matches!(kind, CueKind::Say | CueKind::Promise) && form.is(Form::PAST);
        let word = text.str(idx).to_ascii_lowercase();
        Some(
            says && !matches!(
                word.as_str(),
                "thought" | "believed" | "feared" | "hoped" | "suggested" | "argued"
            ),
        )
    });
    announced.unwrap_or(false)
}

/// Returns whether "if", "whether" or "unless" opens the clause.
fn conditional_clause(grammar: Grammar<'_>, verb: usize, sentence: &Range<usize>) -> bool {
    let first = verb.saturating_sub(8).max(sentence.start);
    for idx in (first..verb).rev() {
        if grammar.language.is(grammar.text.word(idx), Class::CONDITION) {
            return true;
        }
        if matches!(grammar.text.str(idx), "," | ";" | "“" | "”" | ":" | "that" | "who") {
            return false;
        }
    }
    false
}
