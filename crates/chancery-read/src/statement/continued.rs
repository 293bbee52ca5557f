//! Quotations that go on: without a cue in their sentence, by whoever spoke before.
//!
//! In: a sentence, its quotations and the statements found before it. Out: a statement
//! of the same speaker, or of nobody where the sentence says that somebody unknown
//! speaks.

use std::ops::Range;

use chancery_model::StatementForm;

use super::who::of_nobody_known;
use super::{Context, Found};
use crate::grammar::{Grammar, Relation};
use crate::language::CueKind;
use crate::text::Quotation;

/// A quotation without a cue in its sentence goes on with the speaker of the
/// same paragraph, or of the paragraph before where that one's quotation is open.
pub(super) fn find(
    context: Context<'_>,
    sentence_idx: usize,
    sentence: &Range<usize>,
    inside: &[&Quotation],
    out: &mut Vec<Found>,
) {
    let text = context.grammar.text;
    let here = &text.sentences[sentence_idx];
    let quoted: usize = inside
        .iter()
        .map(|q| q.tokens.end.min(sentence.end).saturating_sub(q.tokens.start.max(sentence.start)))
        .sum();
    // A word or two in quotation marks is a name or a scare quote.
    if quoted * 2 < sentence.len() || quoted < 3 {
        return;
    }
    let Some(known) = out.last() else { return };
    if somebody_else(context, sentence, inside, known.speaker) {
        return;
    }
    let speaker =
        known.speaker.filter(|_| !of_nobody_known(context, sentence, inside, known.speaker));
    let there = &text.sentences[known.sentence];
    let near = here.block == there.block && sentence_idx - known.sentence <= 3
        || here.block == there.block + 1 && sentence_idx == known.sentence + 1;
    if !near || known.form == StatementForm::Indirect {
        return;
    }
    let start = inside.first().map_or(sentence.start, |q| q.tokens.start.max(sentence.start));
    let end = inside.last().map_or(sentence.end, |q| q.tokens.end.min(sentence.end));
    if start >= end {
        return;
    }
    let content = text.span(start..end);
    out.push(Found {
        speaker,
        source: None,
        form: StatementForm::Direct,
        content,
        cue: None,
        kind: CueKind::Say,
        channel: None,
        addressees: Vec::new(),
        when: None,
        reported_by: None,
        remarks: Vec::new(),
        is_silence: false,
        evidence: content,
        sentence: sentence_idx,
        confidence: 0.6,
    });
}

/// Returns whether somebody else than the speaker is the subject of a sentence's words
/// outside quotations.
fn somebody_else(
    context: Context<'_>,
    sentence: &Range<usize>,
    inside: &[&Quotation],
    speaker: Option<usize>,
) -> bool {
    let Grammar { cast, forest, .. } = context.grammar;
    cast.within(sentence.clone()).iter().any(|mention| {
        let word = forest.top(mention.tokens.clone());
        let quoted = inside.iter().any(|one| one.tokens.contains(&word));
        let subject = matches!(forest.relation(word), Relation::Nsubj | Relation::NsubjPass);
        !quoted && subject && Some(mention.member) != speaker
    })
}
