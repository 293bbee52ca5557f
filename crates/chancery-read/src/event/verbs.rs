//! Events that a verb reports: "praised", "imposed sanctions on".

use std::ops::Range;

use chancery_model::{EventKind, Mode};

use super::{Context, Found, candidate, standing};
use crate::grammar::{Predicate, Side, object, predicate, subject};
use crate::language::{Class, EventVerb};

/// Finds the events that the verbs of a sentence report.
pub(super) fn find(context: Context<'_>, sentence_idx: usize, out: &mut Vec<Found>) {
    let grammar = context.grammar;
    let sentence = grammar.text.sentences[sentence_idx].tokens.clone();
    for verb in sentence.clone() {
        for (lemma, form) in grammar.language.verbs(grammar.text.word(verb)) {
            let Some(entries) = grammar.language.event_verbs.get(lemma) else { continue };
            let Some(predicate) = predicate(grammar, verb, *form, &sentence) else { continue };
            let found = entries
                .iter()
                .filter(|entry| entry_fits(context, entry, &predicate, &sentence))
                .find_map(|entry| event(context, sentence_idx, entry, &predicate, &sentence));
            if let Some(found) = found {
                out.push(found);
                break;
            }
        }
    }
}

/// Returns whether what has to stand beside the verb does.
fn entry_fits(
    context: Context<'_>,
    entry: &EventVerb,
    predicate: &Predicate,
    sentence: &Range<usize>,
) -> bool {
    let text = context.grammar.text;
    let behind = predicate.verb + 1..(predicate.verb + 4).min(sentence.end);
    // "pulled out", and "pulled its troops out".
    let n_near = if entry.nouns.is_empty() { 1 } else { 3 };
    let particle = entry.particles.is_empty()
        || behind.take(n_near).any(|idx| entry.particles.contains(&text.word(idx)));
    particle && (entry.nouns.is_empty() || noun_at(context, entry, predicate, sentence).is_some())
}

/// Returns where the noun that the entry asks for stands in the clause.
fn noun_at(
    context: Context<'_>,
    entry: &EventVerb,
    predicate: &Predicate,
    sentence: &Range<usize>,
) -> Option<usize> {
    let grammar = context.grammar;
    let fits = |idx: usize| {
        grammar
            .language
            .noun(grammar.text.word(idx))
            .is_some_and(|noun| entry.nouns.contains(&noun))
    };
    if predicate.passive {
        let first = predicate.start.saturating_sub(8).max(sentence.start);
        return (first..predicate.start).rev().find(|idx| fits(*idx));
    }
    let limit = (predicate.verb + 20).min(sentence.end);
    for idx in predicate.verb + 1..limit {
        if fits(idx) {
            return Some(idx);
        }
        if matches!(grammar.text.str(idx), ";" | ":" | "“" | "”" | "." | "\"" | "—")
            || grammar.language.is(grammar.text.word(idx), Class::RELATIVE.or(Class::BE))
        {
            return None;
        }
    }
    None
}

fn event(
    context: Context<'_>,
    sentence_idx: usize,
    entry: &EventVerb,
    predicate: &Predicate,
    sentence: &Range<usize>,
) -> Option<Found> {
    let grammar = context.grammar;
    let (actors, recipients) = sides(context, entry, predicate, sentence);
    let from = predicate.verb + 1;
    let until = (from + 14).min(sentence.end);
    let by_phone = entry.kind == EventKind::Consult
        && (from..until).any(|idx| matches!(grammar.text.str(idx), "phone" | "telephone"));
    let phone = Mode::new(EventKind::Consult, "phone").ok().filter(|_| by_phone);
    let confidence = match (entry.nouns.is_empty(), predicate.infinite) {
        (false, false) => 0.6,
        (true, false) => 0.5,
        (_, true) => 0.35,
    };
    let sides = (actors, recipients);
    let mode = phone.or(entry.mode);
    let mut found = candidate(
        context,
        sentence_idx,
        predicate.verb,
        entry.kind,
        mode,
        sides,
        entry.to.nobody,
        confidence,
    )?;
    standing::settle(context, &mut found, Some(predicate)).then_some(found)
}

/// Returns who acts and who is acted upon.
fn sides(
    context: Context<'_>,
    entry: &EventVerb,
    predicate: &Predicate,
    sentence: &Range<usize>,
) -> (Side, Side) {
    let grammar = context.grammar;
    let mut first = subject(grammar, predicate, sentence);
    let from = predicate.verb + 1;
    if predicate.passive {
        let by = crate::language::Marks {
            prepositions: vec![grammar.language.known.by],
            ..Default::default()
        };
        let actors = object(grammar, from, &by, sentence);
        if first.is_empty() && !actors.is_empty() {
            first = object(grammar, from, &entry.to, sentence);
        }
        return (actors, first);
    }
    let recipients = object(grammar, from, &entry.to, sentence);
    if entry.to.guest {
        return (recipients, first);
    }
    if entry.to.mutual && !recipients.is_empty() {
        // Everyone acts in a meeting or an agreement.
        let mut all = first;
        if all.is_empty() {
            return (all, recipients);
        }
        for member in recipients.members {
            if !all.members.contains(&member) {
                all.members.push(member);
            }
        }
        all.tokens = all.tokens.start.min(recipients.tokens.start)
            ..all.tokens.end.max(recipients.tokens.end);
        return (all, Side::default());
    }
    (first, recipients)
}
