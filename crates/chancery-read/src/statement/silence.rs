//! Silence: what somebody did not say when asked.
//!
//! In: a sentence and the statements found in it. Out: a statement whose words are
//! "did not respond to a request for comment", "declined to comment", by whom the cast
//! knows. That nobody answered is part of both sides of a dispute; it denies nothing.

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
        let Some(subject) = forest.child(verb, &[Relation::Nsubj]) else { continue };
        let speaker = side(context.grammar, subject).members.into_iter().next();
        let helpers = [Relation::Aux, Relation::Advmod];
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
            evidence: content.join(source),
            sentence: sentence_idx,
            confidence: 0.6,
        });
        return;
    }
}

/// Returns the last word of what a verb of silence says: the comment that was asked for.
fn asked(context: Context<'_>, verb: usize, end: usize) -> Option<usize> {
    let forest = context.grammar.forest;
    if forest.upos(verb) != Upos::Verb {
        return None;
    }
    let denied = forest
        .children_by(verb, &[Relation::Aux, Relation::Advmod])
        .any(|word| negates(context.grammar, word));
    let silent = match forest.lemma(verb) {
        "respond" | "reply" | "return" | "answer" => denied,
        "decline" | "refuse" => true,
        _ => false,
    };
    let comment = |word: &usize| forest.lemma(*word) == "comment";
    (verb + 1..end.min(verb + MOST_WORDS)).filter(|_| silent).find(comment)
}

/// The words from the verb to "comment", at most.
const MOST_WORDS: usize = 9;
