//! What the tagger of attributions knows better than rules, and what it alone finds.
//!
//! In: attributions as words, and the statements that rules found. Out: these, with
//! the words that the tagger takes for what was said where both have the same cue;
//! and a statement for each attribution that tells of speech, by a speaker whom the
//! cast knows, and shares no words with a statement that is there already. What
//! somebody only thinks or wants is an attribution, and no statement.

use std::ops::Range;

use chancery_model::{ActorKind, Span, StatementForm};

use super::extent::{accused_of, is_left_open, lacks_subject, last_word, leads, next_cue, trim};
use super::speech::{form_of, joined};
use super::who::{is_phoned, speaks_for};
use super::{Context, Found, spoke};
use crate::grammar::attribution::Attribution;
use crate::grammar::{Grammar, Mood, Relation, Tag, Upos, predicate, side};
use crate::language::CueKind;
use crate::text::Quotation;

/// Adds the statements that only attributions tell of.
pub(super) fn find(
    context: Context<'_>,
    attributions: &[Attribution],
    quotations: &[Quotation],
    out: &mut Vec<Found>,
) {
    for attribution in attributions {
        if let Some(known) = by_cue(context, attribution, out) {
            set_content(context, attribution, quotations, known);
            continue;
        }
        if let Some(found) = statement(context, attribution, quotations)
            && !out.iter().any(|known| is_same(known, &found))
        {
            out.push(found);
        }
    }
    out.sort_by_key(|found| found.sentence);
}

/// Returns the statement of rules that has the attribution's cue.
fn by_cue<'a>(
    context: Context<'_>,
    attribution: &Attribution,
    out: &'a mut [Found],
) -> Option<&'a mut Found> {
    let cue = context.grammar.text.span(attribution.cue.clone());
    out.iter_mut().find(|known| known.cue.is_some_and(|own| own.overlaps(cue)))
}

/// Gives a statement of rules the words that the tagger takes for what was said, where
/// rules took some of them too.
fn set_content(
    context: Context<'_>,
    attribution: &Attribution,
    quotations: &[Quotation],
    known: &mut Found,
) {
    // "The pact, she said, is dead": rules have what stands on both sides of the cue.
    if known.cue.is_some_and(|cue| known.content.contains(cue)) {
        return;
    }
    // What others say somebody said ends with what they say.
    if known.reported_by.is_some() {
        return;
    }
    let Some((content, form)) = said(context, attribution, quotations) else { return };
    if !known.content.overlaps(content) || !says_something(context, content, form, known.kind) {
        return;
    }
    known.evidence = known.evidence.join(content);
    // What stands in quotation marks was said, if not by this verb then by the next.
    let is_left_out =
        |one: &Quotation| one.span.overlaps(known.content) && !one.span.overlaps(content);
    // “...,” she said, “...”: two stretches, of which rules have the first.
    let holds_cue = known.cue.is_some_and(|cue| cue.overlaps(content));
    if holds_cue || quotations.iter().any(is_left_out) || breaks(context, known.content, content) {
        return;
    }
    // "called the pact of Iceland a “disgrace”": of whom it was said is part of it. Those
    // who are accused or asked of something stand before it.
    let addressed = matches!(known.kind, CueKind::Allege | CueKind::Ask);
    if !addressed && names_somebody(context, known.content.start..content.start) {
        return;
    }
    (known.content, known.form) = (content, form);
}

/// Returns whether less of the words would end within a clause: before the verb that
/// has its subject there.
fn breaks(context: Context<'_>, words: Span, less: Span) -> bool {
    let Grammar { text, forest, .. } = context.grammar;
    let starts = |byte: usize| text.tokens.partition_point(|token| token.span.start < byte);
    let (end, last) = (starts(less.end), starts(words.end));
    (starts(less.start)..end)
        .any(|word| forest.head(word).is_some_and(|head| (end..last).contains(&head)))
}

/// Returns whether the cast has a mention that begins among the bytes.
fn names_somebody(context: Context<'_>, bytes: Range<usize>) -> bool {
    let Grammar { text, cast, .. } = context.grammar;
    let tokens = &text.tokens;
    let first = tokens.partition_point(|token| token.span.start < bytes.start);
    let end = tokens.partition_point(|token| token.span.start < bytes.end);
    !cast.within(first..end.max(first)).is_empty()
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
    // "Asked about the pact, she said": somebody else asked.
    let own = [Relation::Nsubj, Relation::NsubjPass];
    if hangs && forest.lemma(top) == "ask" && forest.child(top, &own).is_none() {
        return None;
    }
    if !is_told(context, cue, &text.sentences[sentence].tokens) {
        return None;
    }
    if cue.clone().any(|word| is_phoned(context, word)) {
        return None;
    }
    let (span, form) = said(context, attribution, quotations)?;
    let kind = kind(context, cue).or((form == StatementForm::Direct).then_some(CueKind::Say))?;
    if !says_something(context, span, form, kind) || is_circumstance(context, cue, span, form) {
        return None;
    }
    let source = attribution.source.first()?;
    // "has been accused of", "is said to": somebody else says so.
    if forest.relation(forest.top(source.clone())) == Relation::NsubjPass {
        return None;
    }
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
        reported_by: None,
        remarks: Vec::new(),
        is_silence: false,
        evidence: within(span.join(cue_span).join(source_span), text.sentences[sentence].span),
        sentence,
        confidence: 0.55,
    })
}

/// Returns the words of what was said, and whether they are the speaker's own.
fn said(
    context: Context<'_>,
    attribution: &Attribution,
    quotations: &[Quotation],
) -> Option<(Span, StatementForm)> {
    let (text, cue) = (context.grammar.text, &attribution.cue);
    let first = attribution.content.first()?;
    // Up to the cue: what goes on behind it is another stretch.
    let before = |part: &&Range<usize>| (part.start < cue.start) == (first.start < cue.start);
    let last = attribution.content.iter().rfind(before)?;
    let words = without_lead(context, cue, first.start..last.end);
    // "said it was over, but said that": the next verb of speech has words of its own.
    let end = next_cue(context, cue.end - 1, words.start.max(cue.end), words.end);
    let mut content = trim(context, words.start..end.max(words.start));
    if content.len() < 2 || is_left_open(context, cue.end - 1, &content) {
        return None;
    }
    whole_quotations(quotations, &mut content);
    let inside: Vec<&Quotation> = quotations
        .iter()
        .filter(|one| one.tokens.start < content.end && content.start < one.tokens.end)
        .collect();
    let mut span = text.span(content.clone());
    let form = form_of(text.text, span, &inside);
    // Only what is quoted goes on behind the cue's sentence.
    let sentence = text.sentences.iter().find(|one| one.tokens.contains(&cue.start))?;
    let goes_on = sentence.tokens.contains(&content.start) && content.end > sentence.tokens.end;
    if form == StatementForm::Indirect && goes_on {
        content.end = last_word(context, &sentence.tokens).max(content.start + 1);
        span = text.span(trim(context, content.clone()));
    }
    let own = (form == StatementForm::Direct).then(|| joined(&inside, &content)).flatten();
    Some((own.unwrap_or(span), form))
}

/// Returns whether words say something: a noun alone ("rejected the claim") only names
/// what others said. What is asked for, promised or charged may be a noun.
fn says_something(context: Context<'_>, words: Span, form: StatementForm, kind: CueKind) -> bool {
    let Grammar { text, forest, .. } = context.grammar;
    let names = matches!(kind, CueKind::Say | CueKind::Deny | CueKind::Admit);
    let tokens = &text.tokens;
    let first = tokens.partition_point(|token| token.span.start < words.start);
    let end = tokens.partition_point(|token| token.span.start < words.end);
    let acts = |word: usize| matches!(forest.upos(word), Upos::Verb | Upos::Aux);
    let quoted = form == StatementForm::Direct || !text.str(first).starts_with(char::is_alphabetic);
    // "called on the chancellor", and no more.
    let named = context.grammar.cast.at(first).is_some_and(|mention| mention.tokens.end >= end);
    if !quoted && (named || lacks_subject(context, &(first..end))) {
        return false;
    }
    form != StatementForm::Indirect || !names || (first..end).any(acts)
}

/// Words that lead to when, where and how something was said.
const CIRCUMSTANCES: &[&str] =
    &["after", "as", "at", "before", "by", "during", "in", "on", "since", "when", "while"];

/// Returns whether words tell how or when a cue was spoken, or what "continues", and not
/// what was said: "responded by calling it off", "continues to recover".
fn is_circumstance(
    context: Context<'_>,
    cue: &Range<usize>,
    words: Span,
    form: StatementForm,
) -> bool {
    let Grammar { text, forest, .. } = context.grammar;
    let first = text.tokens.partition_point(|token| token.span.start < words.start);
    let head = forest.head(first).filter(|_| {
        matches!(forest.relation(first), Relation::Mark | Relation::Case | Relation::Advmod)
    });
    let Some(head) = head.filter(|_| form != StatementForm::Direct) else { return false };
    let hangs = forest.head(head).is_some_and(|verb| cue.contains(&verb));
    let adjunct = matches!(forest.relation(head), Relation::Advcl | Relation::Obl);
    let goes_on = cue.clone().any(|word| forest.lemma(word) == "continue")
        && text.word(first) == context.grammar.language.known.to;
    hangs && (goes_on || adjunct && CIRCUMSTANCES.contains(&text.str(first)))
}

/// Takes the marks of quotations that begin or end with the words into them: a
/// quotation's tokens are those between its marks.
fn whole_quotations(quotations: &[Quotation], words: &mut Range<usize>) {
    let Range { start, end } = words.clone();
    for one in quotations.iter().map(|one| &one.tokens) {
        if one.start == start && start > 0 {
            words.start = start - 1;
        }
        // A comma may stand before the mark: "“the worst deal,” he said".
        if one.contains(&(end - 1)) && one.end - end <= 1 {
            words.end = one.end + 1;
        }
    }
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

/// Returns the words without what leads to them: "that", whoever is accused "of" them, or
/// is asked "to" do them.
fn without_lead(context: Context<'_>, cue: &Range<usize>, words: Range<usize>) -> Range<usize> {
    let Grammar { text, language, cast, .. } = context.grammar;
    let known = &language.known;
    let verb = cue.end - 1;
    // "accused Norway and Iceland of", "called on Norway to".
    let asked = || {
        let named = cast.at(words.start).map(|mention| mention.tokens.end);
        named.filter(|end| text.word(*end) == known.to).map(|to| to - 1)
    };
    let addressed = match kind(context, cue) {
        Some(CueKind::Allege) => accused_of(context, verb),
        Some(CueKind::Ask) => asked(),
        _ => None,
    };
    let addressed = addressed.filter(|last| words.start <= *last && last + 1 < words.end);
    let led = leads(context, words.start) && words.len() > 1;
    addressed.map_or(words.start + usize::from(led), |last| last + 1)..words.end
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
        // "in charge of": a noun.
        if text.str(word) == "charge" && word > 0 && text.str(word - 1) == "in" {
            return None;
        }
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
        _ => speaks_for(context, top, *member),
    };
    let named = side(context.grammar, top).members.into_iter().find(speaks)?;
    spoke::speaker(context, top, named)
}
