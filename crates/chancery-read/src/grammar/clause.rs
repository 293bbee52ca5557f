//! Clauses: the mentions that are the subject and the objects of a predicate.

use std::ops::Range;

use chancery_model::MentionForm;

use super::{Grammar, Predicate};
use crate::actor::CastMention;
use crate::language::{Class, Form, Marks};
use crate::text::TokenKind;

/// One side of a predicate: mentions, and the tokens that they cover.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    /// The members of the cast, each once, in reading order.
    pub(crate) members: Vec<usize>,
    /// From the first of their tokens to the last.
    pub(crate) tokens: Range<usize>,
}

impl Side {
    fn add(&mut self, mention: &CastMention) {
        if !self.members.contains(&mention.member) {
            self.members.push(mention.member);
        }
        if self.tokens.is_empty() {
            self.tokens = mention.tokens.clone();
        } else {
            self.tokens.start = self.tokens.start.min(mention.tokens.start);
            self.tokens.end = self.tokens.end.max(mention.tokens.end);
        }
    }

    /// Returns whether nobody is on this side.
    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// How far to the left a subject may stand, in tokens.
const SUBJECT_REACH: usize = 40;
/// How far to the right an object may stand, in tokens.
const OBJECT_REACH: usize = 14;

/// Returns the subject of a predicate.
pub(crate) fn subject(
    grammar: Grammar<'_>,
    predicate: &Predicate,
    sentence: &Range<usize>,
) -> Side {
    let Grammar { text, cast, language } = grammar;
    let first = predicate.start.saturating_sub(SUBJECT_REACH).max(sentence.start);
    let mut idx = predicate.start;
    let mut quoted = false;
    // "who met", "which said": whoever stands before, whatever governs him.
    let relative = idx > first && language.is(text.word(idx - 1), Class::RELATIVE);
    while idx > first {
        idx -= 1;
        match text.str(idx) {
            ";" | ":" => return Side::default(),
            "”" => quoted = true,
            "“" if quoted => {
                quoted = false;
                continue;
            }
            "“" => return Side::default(),
            _ => {}
        }
        if quoted {
            continue;
        }
        // "said that ..." begins a clause whose subject has to stand inside it.
        if text.word(idx) == language.known.that
            && !predicate.infinite
            && idx > sentence.start
            && language.cue(text.word(idx - 1)).is_some()
            && idx + 1 < predicate.start
        {
            return Side::default();
        }
        let Some(mention) = cast.at(idx) else {
            if language.is(text.word(idx), Class::IT.or(Class::THEY))
                && !is_possessive(text.str(idx))
            {
                return speaker_before(grammar, idx, sentence);
            }
            continue;
        };
        idx = mention.tokens.start;
        if mention.modifies && !heads_subject(grammar, mention, predicate) || mention.is_place {
            continue;
        }
        if !relative && governed(grammar, mention, sentence) {
            continue;
        }
        let mut side = coordinated(grammar, mention, sentence, true);
        if side.is_empty() {
            side.add(mention);
        }
        return side;
    }
    Side::default()
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "its" | "their" | "Its" | "Their" | "them" | "itself" | "themselves")
}

/// Returns the subject of the cue right before "it" or "they": "Moscow said it
/// would". Elsewhere nobody knows whom the pronoun means.
fn speaker_before(grammar: Grammar<'_>, pronoun: usize, sentence: &Range<usize>) -> Side {
    let first = pronoun.saturating_sub(3).max(sentence.start);
    for idx in (first..pronoun).rev() {
        if let Some((_, form)) = grammar.language.cue(grammar.text.word(idx)) {
            let cue = super::predicate(grammar, idx, form, sentence);
            return cue.map_or_else(Side::default, |cue| subject(grammar, &cue, sentence));
        }
    }
    Side::default()
}

/// Returns whether a possessor's own noun is what does the act: "Iran's missile
/// programme threatens".
fn heads_subject(grammar: Grammar<'_>, mention: &CastMention, predicate: &Predicate) -> bool {
    // "Iceland's Directorate of Fisheries on Monday accused": nobody else between.
    let between = mention.tokens.end..predicate.start;
    between.len() <= 8
        && !between.clone().any(|idx| {
            let elsewhere = Class::CONJUNCTION.or(Class::RELATIVE).or(Class::SUBORDINATOR);
            let on = grammar.language.is(grammar.text.word(idx), Class::PREPOSITION);
            grammar.cast.at(idx).is_some()
                || grammar.language.is(grammar.text.word(idx), elsewhere) && !on
                || matches!(grammar.text.str(idx), "," | "“" | "”" | "\"" | "that")
        })
}

/// Returns whether a preposition or another verb governs the mention.
fn governed(grammar: Grammar<'_>, mention: &CastMention, sentence: &Range<usize>) -> bool {
    let Grammar { text, cast, language } = grammar;
    let mut idx = mention.tokens.start;
    let mut steps = 0;
    while idx > sentence.start && steps < 7 {
        idx -= 1;
        steps += 1;
        let word = text.word(idx);
        if let Some(other) = cast.at(idx) {
            // "with Iran and Syria": what governs the first governs the second.
            let joined = language.is(text.word(other.tokens.end), Class::CONJUNCTION)
                || text.str(other.tokens.end) == ",";
            if !joined && !other.modifies {
                return false;
            }
            idx = other.tokens.start;
            continue;
        }
        if language.is(word, Class::SUBORDINATOR)
            && !language.is(word, Class::LOCATIVE)
            && steps > 0
        {
            let clause = matches!(
                text.str(idx).to_ascii_lowercase().as_str(),
                "that"
                    | "because"
                    | "while"
                    | "when"
                    | "although"
                    | "though"
                    | "if"
                    | "whether"
                    | "where"
                    | "whereas"
                    | "as"
                    | "after"
                    | "before"
                    | "since"
                    | "until"
                    | "unless"
            );
            if clause {
                return false;
            }
        }
        if language.is(word, Class::PREPOSITION) {
            return true;
        }
        if language.is(word, Class::CONJUNCTION)
            || matches!(text.str(idx), "," | "“" | "”" | ";" | ":" | "--" | "—" | "–")
        {
            return joins_objects(grammar, idx, sentence);
        }
        if language
            .verbs(word)
            .iter()
            .any(|(_, form)| form.is(Form::PAST.or(Form::THIRD).or(Form::GERUND).or(Form::BASE)))
            && language.noun(word).is_none()
        {
            // "said Obama": a cue may stand before its subject.
            return language.cue(word).is_none()
                || idx > sentence.start && cast.at(idx - 1).is_some();
        }
        if !language.is(word, Class::DETERMINER.or(Class::ADVERB)) && steps > 3 {
            return false;
        }
    }
    false
}

/// Returns whether "and" or a comma at a token joins what follows to an object.
fn joins_objects(grammar: Grammar<'_>, at: usize, sentence: &Range<usize>) -> bool {
    if at <= sentence.start || !grammar.language.is(grammar.text.word(at), Class::CONJUNCTION) {
        return false;
    }
    grammar.cast.at(at - 1).is_some_and(|mention| governed(grammar, mention, sentence))
}

/// Returns the mention with those joined to it by "and" and commas: to its left
/// for a subject, to its right for an object.
pub(crate) fn coordinated(
    grammar: Grammar<'_>,
    mention: &CastMention,
    sentence: &Range<usize>,
    left: bool,
) -> Side {
    let Grammar { text, cast, language } = grammar;
    let mut side = Side::default();
    side.add(mention);
    let mut edge = mention.clone();
    for _ in 0..6 {
        let next = if left {
            let mut at = edge.tokens.start;
            let mut joined = false;
            while at > sentence.start
                && (language.is(text.word(at - 1), Class::CONJUNCTION.or(Class::DETERMINER))
                    || text.str(at - 1) == ",")
            {
                joined |=
                    language.is(text.word(at - 1), Class::CONJUNCTION) || side.members.len() > 1;
                at -= 1;
            }
            if joined && at > sentence.start { cast.at(at - 1) } else { None }
        } else {
            let mut at = edge.tokens.end;
            let mut joined = false;
            while at < sentence.end
                && (language.is(text.word(at), Class::CONJUNCTION.or(Class::DETERMINER))
                    || text.str(at) == ",")
            {
                joined |= !language.is(text.word(at), Class::DETERMINER);
                at += 1;
            }
            // "met Xi, Obama said": a comma alone joins only where "and" comes later.
            let and = (edge.tokens.end..at)
                .any(|idx| language.is(text.word(idx), Class::CONJUNCTION))
                || cast.at(at).is_some_and(|next| {
                    language.is(text.word(next.tokens.end), Class::CONJUNCTION)
                        || text.str(next.tokens.end) == ","
                });
            // "praised Xi and Kim said": the next mention begins a clause of its own.
            let own_clause = cast.at(at).is_some_and(|next| {
                let behind = text.word(next.tokens.end);
                language.is(
                    behind,
                    Class::BE
                        .or(Class::HAVE)
                        .or(Class::FUTURE)
                        .or(Class::CONDITIONAL)
                        .or(Class::DO),
                ) || language
                    .verbs(behind)
                    .iter()
                    .any(|(_, form)| form.is(Form::PAST.or(Form::THIRD)))
                    && language.noun(behind).is_none()
            });
            if joined && and && !own_clause { cast.at(at) } else { None }
        };
        match next {
            Some(next) if !next.modifies => {
                side.add(next);
                edge = next.clone();
            }
            _ => break,
        }
    }
    side
}

/// Returns the mentions behind a word that are marked as `marks` says.
pub(crate) fn object(
    grammar: Grammar<'_>,
    from: usize,
    marks: &Marks,
    sentence: &Range<usize>,
) -> Side {
    let Grammar { text, cast, language } = grammar;
    let limit = (from + OBJECT_REACH).min(sentence.end);
    let mut preposition = None;
    let mut idx = from;
    let mut n_words = 0;
    while idx < limit {
        if let Some(mention) = cast.at(idx) {
            // "called her counterpart": the pronoun only modifies what is called.
            if possesses(grammar, mention) {
                idx = mention.tokens.end;
                continue;
            }
            let marked = match preposition {
                None => marks.object,
                Some(word) => {
                    marks.prepositions.contains(&word) || marks.object && reaches_in(grammar, word)
                }
            };
            let ends_clause = text.str(mention.tokens.end) == "said";
            if marked
                && !mention.is_place_of(preposition.is_some() && !marks.prepositions.is_empty())
                && !ends_clause
            {
                // "U.S. sanctions": the country is behind the noun that it modifies.
                return if mention.modifies {
                    let mut side = Side::default();
                    side.add(mention);
                    side
                } else {
                    coordinated(grammar, mention, sentence, false)
                };
            }
            idx = mention.tokens.end;
            continue;
        }
        let word = text.word(idx);
        match text.str(idx) {
            ";" | ":" | "“" | "”" | "\"" | "." | "?" | "!" | "(" | "—" | "--" => break,
            "," if idx > from => break,
            _ => {}
        }
        if word == language.known.of && preposition.is_some() {
            // "against cronies of Russia": "of" goes on with what is marked.
        } else if language.is(word, Class::PREPOSITION) {
            preposition = Some(word);
        } else if ends_object(grammar, idx, marks) || n_words > 0 && joins_clause(grammar, idx) {
            break;
        } else if !language.is(word, Class::DETERMINER.or(Class::ADVERB)) {
            n_words += 1;
        }
        idx += 1;
    }
    Side::default()
}

/// Returns whether a mention is "his" or "her" in front of a noun.
fn possesses(grammar: Grammar<'_>, mention: &CastMention) -> bool {
    let behind = mention.tokens.end;
    let ends = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::ADVERB);
    mention.form == MentionForm::Pronoun
        && mention.modifies
        && grammar.text.tokens.get(behind).is_some_and(|token| token.kind == TokenKind::Word)
        && !grammar.language.is(grammar.text.word(behind), ends)
}

/// Returns whether a preposition reaches into the object itself: "praised the
/// agreement between", "condemned the attack by".
fn reaches_in(grammar: Grammar<'_>, word: crate::text::WordId) -> bool {
    let known = &grammar.language.known;
    [known.of, known.by, known.between, known.with, known.from].contains(&word)
}

/// Returns whether a relative pronoun or an auxiliary at a token ends the object.
fn ends_object(grammar: Grammar<'_>, idx: usize, marks: &Marks) -> bool {
    let word = grammar.text.word(idx);
    let auxiliary = Class::BE.or(Class::HAVE).or(Class::FUTURE).or(Class::CONDITIONAL);
    grammar.language.is(word, Class::RELATIVE) && !marks.prepositions.contains(&word)
        || grammar.language.is(word, auxiliary)
}

/// Returns whether "and" at a token begins another clause of the same subject.
fn joins_clause(grammar: Grammar<'_>, idx: usize) -> bool {
    grammar.language.is(grammar.text.word(idx), Class::CONJUNCTION) && is_verb(grammar, idx + 1)
}

fn is_verb(grammar: Grammar<'_>, idx: usize) -> bool {
    let verbs = grammar.language.verbs(grammar.text.word(idx));
    verbs.iter().any(|(_, form)| form.is(Form::PAST.or(Form::THIRD)))
}

impl CastMention {
    /// Returns whether the mention is a mere place; a preposition that the verb
    /// asks for makes a country a side after all.
    fn is_place_of(&self, asked_for: bool) -> bool {
        self.is_place && !asked_for
    }
}
