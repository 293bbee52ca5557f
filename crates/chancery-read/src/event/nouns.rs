//! Events that a noun reports: "talks between", "the attack on".

use std::ops::Range;

use super::{Context, Found, candidate, standing};
use crate::grammar::{Side, coordinated, object};
use crate::language::{Class, EventNoun, Form};

/// Finds the events that the nouns of a sentence report.
pub(super) fn find(context: Context<'_>, sentence_idx: usize, out: &mut Vec<Found>) {
    let grammar = context.grammar;
    let sentence = grammar.text.sentences[sentence_idx].tokens.clone();
    for at in sentence.clone() {
        let Some(noun) = grammar.language.noun(grammar.text.word(at)) else { continue };
        let Some(entry) = grammar.language.event_nouns.get(&noun) else { continue };
        if grammar.cast.covers(at..at + 1) || out.iter().any(|found| reported(found, at, entry)) {
            continue;
        }
        let sides = sides(context, entry, at, &sentence);
        let found = candidate(
            context,
            sentence_idx,
            at,
            entry.kind,
            entry.mode,
            sides,
            entry.to.nobody,
            0.35,
        );
        if let Some(mut found) = found
            && standing::settle(context, &mut found, None)
        {
            out.push(found);
        }
    }
}

/// Returns whether a verb before has reported this noun: "held talks".
fn reported(found: &Found, noun: usize, entry: &EventNoun) -> bool {
    found.kind == entry.kind && found.tokens.start <= noun && noun <= found.tokens.end + 4
}

fn sides(
    context: Context<'_>,
    entry: &EventNoun,
    at: usize,
    sentence: &Range<usize>,
) -> (Side, Side) {
    let grammar = context.grammar;
    let mut actors = possessor(context, at, sentence);
    if entry.to.mutual {
        let with = object(grammar, at + 1, &entry.to, sentence);
        for member in with.members {
            if !actors.members.contains(&member) {
                actors.members.push(member);
            }
        }
        if !with.tokens.is_empty() {
            actors.tokens = if actors.tokens.is_empty() {
                with.tokens
            } else {
                actors.tokens.start.min(with.tokens.start)..actors.tokens.end.max(with.tokens.end)
            };
        }
        return (actors, Side::default());
    }
    if actors.is_empty() && !entry.by.prepositions.is_empty() {
        actors = object(grammar, at + 1, &entry.by, sentence);
    }
    let recipients = object(grammar, at + 1, &entry.to, sentence);
    (actors, recipients)
}

/// Returns the mention before a noun that it belongs to: "Iran's attack", "U.S.
/// sanctions", "talks" whose subject a light verb gives is left to the verb.
fn possessor(context: Context<'_>, at: usize, sentence: &Range<usize>) -> Side {
    let grammar = context.grammar;
    let first = at.saturating_sub(5).max(sentence.start);
    for idx in (first..at).rev() {
        if let Some(mention) = grammar.cast.at(idx) {
            return if mention.modifies
                || grammar.text.word(mention.tokens.end) == grammar.language.known.possessive
            {
                coordinated(grammar, mention, sentence, true)
            } else {
                Side::default()
            };
        }
        let word = grammar.text.word(idx);
        // "Trump's call": the clitic is no verb here.
        if word == grammar.language.known.possessive {
            continue;
        }
        let stops = grammar.language.is(
            word,
            Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::BE).or(Class::DETERMINER),
        ) || matches!(grammar.text.str(idx), "," | ";" | "“" | "”" | "\"")
            || grammar
                .language
                .verbs(word)
                .iter()
                .any(|(_, form)| form.is(Form::PAST.or(Form::THIRD)));
        if stops {
            return Side::default();
        }
    }
    Side::default()
}
