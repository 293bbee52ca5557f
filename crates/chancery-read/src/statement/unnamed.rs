//! Statements through a channel, of somebody whom the cast lacks.
//!
//! In: a sentence, its quotations and the statements found in it. Out: a statement
//! for each verb of speech with a subject and a channel ("the carmakers' union said
//! in a statement", "a statement from the ministry said") that has none yet. Whoever
//! the cast knows in the subject is the speaker; often nobody is.

use std::ops::Range;

use chancery_model::{Span, StatementForm};

use super::speech::form_of;
use super::{Context, Found, Quotation, channel};
use crate::grammar::{Grammar, Mood, Relation, Upos, predicate};
use crate::language::CueKind;

/// Finds the statements of one sentence that only their channel tells of.
pub(super) fn find(
    context: Context<'_>,
    sentence_idx: usize,
    quotations: &[Quotation],
    out: &mut Vec<Found>,
) {
    let Grammar { text, language, .. } = context.grammar;
    let sentence = text.sentences[sentence_idx].tokens.clone();
    let first = quotations.partition_point(|quotation| quotation.tokens.end <= sentence.start);
    let mut inside = quotations[first..].iter();
    let inside: Vec<&Quotation> =
        inside.by_ref().take_while(|quotation| quotation.tokens.start < sentence.end).collect();
    for cue in sentence.clone() {
        let quoted = inside.iter().any(|quotation| quotation.tokens.contains(&cue));
        let Some((kind, form)) = language.cue(text.word(cue)).filter(|_| !quoted) else { continue };
        let Some(predicate) = predicate(context.grammar, cue, form, &sentence) else { continue };
        let stated = predicate.mood == Mood::Fact && !predicate.negated && !predicate.passive;
        if !stated || is_known(text.tokens[cue].span, sentence_idx, out) {
            continue;
        }
        let Some(subject) = context.grammar.forest.child(cue, &[Relation::Nsubj]) else { continue };
        let Some((channel, words)) = channel::of_cue(context, cue, &sentence)
            .or_else(|| channel::of_subject(context, subject, cue))
        else {
            continue;
        };
        let end = content_end(context, &sentence);
        let forest = context.grammar.forest;
        let first = forest.children(subject).min().map_or(subject, |child| child.min(subject));
        let said = said(context, first..cue + 1, &(sentence.start..end), &inside);
        let Some(content) = said else { continue };
        let span = text.span(content.clone());
        // "told reporters on Friday morning", "according to the agency,": nothing is said.
        let acts = content.clone().any(|word| {
            matches!(context.grammar.forest.upos(word), Upos::Verb | Upos::Aux)
                && text.word(word) != language.known.according
        });
        let form = form_of(text.text, span, &inside);
        if form == StatementForm::Indirect && !acts {
            continue;
        }
        let mentions = context.grammar.cast.within(subject.min(cue)..cue);
        let speaker = mentions.iter().find(|mention| !mention.is_place);
        out.push(Found {
            speaker: speaker.map(|mention| mention.member),
            source: Some(text.span(first..subject + 1)),
            form,
            content: span,
            cue: Some(text.tokens[cue].span),
            kind: if kind == CueKind::Allege { kind } else { CueKind::Say },
            channel: Some(channel),
            addressees: Vec::new(),
            when: None,
            reported_by: None,
            remarks: Vec::new(),
            is_silence: false,
            evidence: span.join(text.span(subject.min(cue)..cue + 1)).join(words),
            sentence: sentence_idx,
            confidence: 0.5,
        });
    }
}

/// Returns whether a statement rests on the cue already, or has it in its words.
fn is_known(cue: Span, sentence: usize, out: &[Found]) -> bool {
    out.iter()
        .rev()
        .take_while(|known| known.sentence == sentence)
        .any(|known| known.cue.is_some_and(|span| span == cue) || known.content.contains(cue))
}

/// Returns what is said: behind the cue, or before where words are quoted there.
fn said(
    context: Context<'_>,
    clause: Range<usize>,
    sentence: &Range<usize>,
    inside: &[&Quotation],
) -> Option<Range<usize>> {
    let quoted = |tokens: &Range<usize>| {
        inside.iter().any(|q| q.tokens.start < tokens.end && tokens.start < q.tokens.end)
    };
    let before = sentence.start..clause.start;
    let behind = clause.end..sentence.end;
    let forest = context.grammar.forest;
    let clause_behind =
        forest.children_by(clause.end - 1, &[Relation::Ccomp]).any(|verb| behind.contains(&verb));
    let content =
        if !clause_behind && !quoted(&behind) && before.len() >= 3 { before } else { behind };
    (content.len() >= 3).then_some(content)
}

fn content_end(context: Context<'_>, sentence: &Range<usize>) -> usize {
    let text = context.grammar.text;
    let marks = sentence.clone().rev().take_while(|idx| matches!(text.str(*idx), "." | "”" | "\""));
    sentence.end - marks.count()
}
