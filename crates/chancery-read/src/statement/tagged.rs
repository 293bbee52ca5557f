//! Statements that the tagger of attributions finds and rules do not.
//!
//! In: attributions as words, and the statements that rules found. Out: a statement
//! for each attribution that tells of speech, by a speaker whom the cast knows, and
//! shares no words with a statement that is there already. What somebody only
//! thinks or wants is an attribution, and no statement.

use std::ops::Range;

use chancery_model::{ActorKind, Span, StatementForm};

use super::speech::{form_of, joined, trim};
use super::{Context, Found, Quotation};
use crate::grammar::attribution::Attribution;
use crate::grammar::{Grammar, Mood, Relation, Tag, predicate, side};
use crate::language::CueKind;

/// Adds the statements that only attributions tell of.
pub(super) fn find(
    context: Context<'_>,
    attributions: &[Attribution],
    quotations: &[Quotation],
    out: &mut Vec<Found>,
) {
    for attribution in attributions {
        if let Some(found) = statement(context, attribution, quotations)
            && !out.iter().any(|known| is_same(known, &found))
        {
            out.push(found);
        }
    }
    out.sort_by_key(|found| found.sentence);
}

/// Returns whether two statements are of the same words.
fn is_same(known: &Found, found: &Found) -> bool {
    let cue = found.cue.is_some_and(|cue| {
        known.cue.is_some_and(|other| other.overlaps(cue)) || known.content.overlaps(cue)
    });
    cue || known.content.overlaps(found.content)
        || known.cue.is_some_and(|cue| found.content.overlaps(cue))
}

fn statement(
    context: Context<'_>,
    attribution: &Attribution,
    quotations: &[Quotation],
) -> Option<Found> {
    let Grammar { text, forest, .. } = context.grammar;
    let cue = &attribution.cue;
    let sentence = text.sentences.partition_point(|one| one.tokens.end <= cue.start);
    if !text.sentences.get(sentence)?.kind.is_body() {
        return None;
    }
    // "he tweeted, claiming that": what is claimed is part of what was tweeted.
    let top = forest.top(cue.clone());
    let hangs = matches!(forest.relation(top), Relation::Advcl | Relation::Acl);
    if hangs && forest.tag(top) == Tag::Vbg {
        return None;
    }
    if !is_told(context, cue, &text.sentences[sentence].tokens) {
        return None;
    }
    let (first, last) = (attribution.content.first()?, attribution.content.last()?);
    let content = trim(context, without_that(context, first.start..last.end));
    if content.len() < 2 {
        return None;
    }
    let inside: Vec<&Quotation> = quotations
        .iter()
        .filter(|one| one.tokens.start < content.end && content.start < one.tokens.end)
        .collect();
    let mut span = text.span(content.clone());
    let form = form_of(text.text, span, &inside);
    if form == StatementForm::Direct
        && let Some(words) = joined(&inside, &content)
    {
        span = words;
    }
    let kind = kind(context, cue).or((form == StatementForm::Direct).then_some(CueKind::Say))?;
    let source = attribution.source.first()?;
    let speaker = speaker(context, source)?;
    let cue_span = text.span(cue.clone());
    let source_span = text.span(source.clone());
    let told = forest.child(top, &[Relation::Iobj]);
    let addressees = told.map(|word| side(context.grammar, word).members).unwrap_or_default();
    Some(Found {
        speaker: Some(speaker),
        source: Some(source_span),
        form,
        content: span,
        cue: Some(cue_span),
        kind,
        channel: None,
        addressees,
        when: None,
        evidence: within(span.join(cue_span).join(source_span), text.sentences[sentence].span),
        sentence,
        confidence: 0.55,
    })
}

/// Returns whether a cue says that something was said: not "would not say", "must say".
fn is_told(context: Context<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> bool {
    let grammar = context.grammar;
    let stated = |word: usize| {
        let (kind, form) = grammar.language.cue(grammar.text.word(word))?;
        let predicate = predicate(grammar, word, form, sentence)?;
        // "Asked about the raid, she said": somebody else asked.
        let asked = predicate.passive && kind == CueKind::Ask;
        Some(!predicate.negated && !asked && predicate.mood == Mood::Fact)
    };
    cue.clone().all(|word| stated(word).unwrap_or(true))
}

/// Returns the words without "that" before them.
fn without_that(context: Context<'_>, words: Range<usize>) -> Range<usize> {
    let Grammar { text, language, .. } = context.grammar;
    let led = text.word(words.start) == language.known.that && words.len() > 1;
    words.start + usize::from(led)..words.end
}

/// Returns the evidence: as much of the words as stands in the cue's sentence or
/// behind it.
fn within(span: Span, sentence: Span) -> Span {
    Span::new(span.start.max(sentence.start).min(span.end), span.end)
}

/// Returns what kind of speech a cue is, where it is speech.
fn kind(context: Context<'_>, cue: &Range<usize>) -> Option<CueKind> {
    let Grammar { text, language, .. } = context.grammar;
    let spoken = |word: usize| {
        let according = text.word(word) == language.known.according;
        let verb = language.cue(text.word(word)).map(|(kind, _)| kind);
        verb.or(according.then_some(CueKind::Say))
    };
    cue.clone().find_map(spoken)
}

/// Returns who of the cast is the source: whoever its main word means. A person whose
/// spokeswoman speaks does not speak.
fn speaker(context: Context<'_>, source: &Range<usize>) -> Option<usize> {
    let Grammar { forest, cast, .. } = context.grammar;
    let top = forest.top(source.clone());
    let speaks = |member: &usize| match cast.members[*member].kind {
        ActorKind::Place => false,
        ActorKind::Person => cast.at(top).is_some_and(|mention| mention.member == *member),
        _ => true,
    };
    side(context.grammar, top).members.into_iter().find(speaks)
}
