//! Silence: what somebody did not say when asked.
//!
//! In: a sentence and the statements found in it. Out: a statement whose words are
//! "did not respond to a request for comment", "declined to comment", "could not be
//! reached", by whom the cast knows. That nobody answered is part of both sides of a dispute; it denies nothing.

use chancery_model::StatementForm;

use super::{Context, Found};
use crate::grammar::{Grammar, Relation, Upos, negates, side};
use crate::language::CueKind;

/// Finds the silences of one sentence, one at most.
pub(super) fn find(context: Context<'_>, sentence_idx: usize, out: &mut Vec<Found>) {
    let Grammar { text, forest, .. } = context.grammar;
    let sentence = text.sentences[sentence_idx].tokens.clone();
    for verb in sentence.clone() {
        let Some(last) = asked(context, verb, sentence.end) else { continue };
        let subjects = [Relation::Nsubj, Relation::NsubjPass];
        let Some(subject) = forest.child(verb, &subjects) else { continue };
        let speaker = side(context.grammar, subject).members.into_iter().next();
        let helpers = [Relation::Aux, Relation::AuxPass, Relation::Cop, Relation::Advmod];
        let first = forest.children_by(verb, &helpers).filter(|word| *word > subject);
        let first = first.fold(verb, usize::min);
        let content = text.span(first..last + 1);
        let mut here = out.iter().rev().take_while(|known| known.sentence == sentence_idx);
        if speaker.is_none() || here.any(|known| known.content.overlaps(content)) {
            continue;
        }
        let source = text.span(subject..subject + 1);
        out.push(Found {
            speaker,
            source: Some(source),
            form: StatementForm::Indirect,
            content,
            cue: Some(text.span(verb..verb + 1)),
            kind: CueKind::Say,
            channel: None,
            addressees: Vec::new(),
            when: None,
            reported_by: None,
            remarks: Vec::new(),
            is_silence: true,
            evidence: content.join(source),
            sentence: sentence_idx,
            confidence: 0.6,
        });
        return;
    }
}

/// Returns the last word of what a verb of silence says: the comment that was asked for,
/// or the verb itself.
fn asked(context: Context<'_>, verb: usize, end: usize) -> Option<usize> {
    let Grammar { text, language, forest, .. } = context.grammar;
    let helpers = [Relation::Aux, Relation::AuxPass, Relation::Advmod, Relation::Cop];
    let denied = forest.children_by(verb, &helpers).any(|word| negates(context.grammar, word));
    let behind = verb + 1..end.min(verb + MOST_WORDS);
    let noun = |nouns: &[&str]| {
        behind
            .clone()
            .find(|word| nouns.contains(&forest.lemma(*word)) || nouns.contains(&text.str(*word)))
    };
    let comment = || noun(&["comment"]);
    match forest.lemma(verb) {
        "respond" | "reply" | "return" | "answer" if denied => comment().or_else(|| noun(REQUESTS)),
        "decline" | "refuse" => noun(&["comment", "elaborate"]),
        "comment" if denied && forest.upos(verb) == Upos::Verb => Some(verb),
        "reach" if denied && forest.child(verb, &[Relation::AuxPass]).is_some() => {
            Some(comment().unwrap_or(verb))
        }
        "available" if denied => comment(),
        "unavailable" => comment(),
        // "had no comment"
        "have" => forest.child(verb, &[Relation::Obj]).filter(|object| {
            let mut words = forest.children_by(*object, &[Relation::Det]);
            forest.lemma(*object) == "comment"
                && words.any(|word| text.word(word) == language.known.no)
        }),
        _ => None,
    }
}

/// Nouns for what somebody asked with.
const REQUESTS: &[&str] =
    &["call", "email", "emails", "e-mail", "inquiry", "message", "question", "request"];

/// The words from the verb to "comment", at most.
const MOST_WORDS: usize = 9;
