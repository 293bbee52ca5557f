//! Speech: cues with their speakers and what they say.
//!
//! Read are: "X said (that) ...", "..., X said", "..., said X", "according to X,
//! ...", quotations with a cue in their sentence, and quotations without one
//! that go on with the speaker of the same paragraph.

use std::ops::Range;

use chancery_model::{ActorKind, Span, StatementForm};

use super::extent::{
    accused_of, behind_time, behind_told, close_quotation, is_aside, is_clause, lacks_subject,
    last_word, late_that, leads, next_cue, tells, trim,
};
use super::who::{is_phoned, of_nobody_known, speaks_for};
use super::{Context, Found};
use crate::actor::CastMention;
use crate::grammar::{Grammar, Mood, Relation, Tag, predicate, subject};
use crate::language::{CueKind, Form};
use crate::text::Quotation;

/// A cue in a sentence.
pub(super) struct Cue {
    pub(super) tokens: Range<usize>,
    kind: CueKind,
    speaker: Option<usize>,
    /// The words for the speaker.
    source: Range<usize>,
    /// Where speaker and cue begin and end.
    pub(super) clause: Range<usize>,
    addressees: Vec<usize>,
}

/// Finds the statements of one sentence.
pub(super) fn find(
    context: Context<'_>,
    sentence_idx: usize,
    quotations: &[Quotation],
    out: &mut Vec<Found>,
) {
    let text = context.grammar.text;
    let sentence = text.sentences[sentence_idx].tokens.clone();
    let first = quotations.partition_point(|quotation| quotation.tokens.end <= sentence.start);
    let inside: Vec<&Quotation> = quotations[first..]
        .iter()
        .take_while(|quotation| quotation.tokens.start < sentence.end)
        .collect();
    let n_before = out.len();
    // "asks for 13 percent, said X": what is said holds the other.
    let mut cues = cues(context, &sentence, &inside);
    cues.sort_by_key(|cue| text.word(cue.tokens.start) != context.grammar.language.known.said);
    for cue in cues {
        statement(context, sentence_idx, &sentence, &inside, &cue, out);
    }
    if out.len() == n_before && !inside.is_empty() {
        go_on(context, sentence_idx, &sentence, &inside, out);
    }
}

/// Returns the cues outside quotations that have a speaker.
fn cues(context: Context<'_>, sentence: &Range<usize>, inside: &[&Quotation]) -> Vec<Cue> {
    let grammar = context.grammar;
    let mut out: Vec<Cue> = Vec::new();
    for at in sentence.clone() {
        if inside.iter().any(|quotation| quotation.tokens.contains(&at)) {
            continue;
        }
        if let Some(cue) = according_to(context, at, sentence) {
            out.push(cue);
            continue;
        }
        let Some((kind, form)) = grammar.language.cue(grammar.text.word(at)) else { continue };
        if out.iter().any(|cue| cue.clause.contains(&at)) {
            continue;
        }
        if let Some(cue) = verb_cue(context, at, kind, form, sentence) {
            out.push(cue);
        }
    }
    out
}

fn verb_cue(
    context: Context<'_>,
    at: usize,
    kind: CueKind,
    form: Form,
    sentence: &Range<usize>,
) -> Option<Cue> {
    let grammar = context.grammar;
    let mention_at =
        |idx: usize| grammar.cast.at(idx).filter(|mention| can_speak(context, mention));
    // ", said X": inverted, behind a comma or a quotation.
    let before = at.checked_sub(1).map_or("", |before| grammar.text.str(before));
    let inverted =
        matches!(before, "," | "”" | "\"" | "’" | "'" | "?" | "!") || at == sentence.start;
    if inverted
        && form.is(Form::PAST.or(Form::THIRD))
        && let Some(mention) = mention_at(at + 1)
        && mention.tokens.start == at + 1
        && !is_object(grammar, at, mention)
    {
        return Some(Cue {
            tokens: at..at + 1,
            kind,
            speaker: Some(mention.member),
            source: mention.tokens.clone(),
            clause: at..mention.tokens.end,
            addressees: Vec::new(),
        });
    }
    let predicate = predicate(grammar, at, form, sentence)?;
    // "Posting on X, she said": the clause behind it tells what was said.
    let opens = grammar.forest.relation(at) == Relation::Advcl
        && grammar.forest.tag(at) == Tag::Vbg
        && grammar.forest.head(at).is_some_and(|head| head > at);
    if opens || predicate.passive || predicate.negated || predicate.mood != Mood::Fact {
        return None;
    }
    if is_phoned(context, at) {
        return None;
    }
    let subject = subject(grammar, &predicate);
    let word = grammar.forest.child(at, &[Relation::Nsubj]);
    let speaker = subject.members.iter().copied().find(|member| {
        grammar.cast.members[*member].kind != ActorKind::Place
            && word.is_none_or(|word| speaks_for(context, word, *member))
    })?;
    let speaks = subject.tokens.clone().any(|idx| mention_at(idx).is_some());
    if !speaks {
        return None;
    }
    // "told X", "urged X", "called on X": the one addressed.
    let on = usize::from(kind == CueKind::Ask && grammar.text.str(at + 1) == "on");
    let first = at + 1 + on;
    let addressed = mention_at(first).filter(|mention| {
        !mention.modifies && mention.tokens.start == first && mention.member != speaker
    });
    let told = matches!(grammar.text.str(at), "told" | "tells" | "tell") || kind == CueKind::Ask;
    let addressees: Vec<usize> =
        addressed.filter(|_| told).map(|mention| mention.member).into_iter().collect();
    let mut end = addressed.filter(|_| told).map_or(at + 1, |mention| mention.tokens.end);
    if kind == CueKind::Allege
        && let Some(of) = accused_of(context, at)
    {
        end = of + 1;
    }
    // "said the former minister Ada Lund": whoever speaks stands behind the cue.
    let behind = subject.tokens.start > at;
    Some(Cue {
        tokens: at..at + 1,
        kind,
        speaker: Some(speaker),
        clause: if behind { at..subject.tokens.end.max(end) } else { subject.tokens.start..end },
        source: subject.tokens,
        addressees,
    })
}

/// Returns whether a mention is what a verb with a subject of its own is done to: "Oslo,
/// of all, urged the chancellor".
fn is_object(grammar: Grammar<'_>, verb: usize, mention: &CastMention) -> bool {
    let forest = grammar.forest;
    let word = forest.top(mention.tokens.clone());
    forest.child(verb, &[Relation::Nsubj]).is_some_and(|subject| subject < verb)
        && matches!(forest.relation(word), Relation::Obj | Relation::Iobj)
}

/// "according to X"
fn according_to(context: Context<'_>, at: usize, sentence: &Range<usize>) -> Option<Cue> {
    let grammar = context.grammar;
    let known = &grammar.language.known;
    if grammar.text.word(at) != known.according || grammar.text.word(at + 1) != known.to {
        return None;
    }
    let mention = (at + 2..(at + 8).min(sentence.end)).find_map(|idx| grammar.cast.at(idx))?;
    // "according to the judge's order": the order says it.
    let word = grammar.forest.top(mention.tokens.clone());
    let owned = (grammar.forest.relation(word) == Relation::NmodPoss)
        .then(|| grammar.forest.head(word))
        .flatten()
        .filter(|owned| (mention.tokens.end..sentence.end).contains(owned));
    let end = owned.map_or(mention.tokens.end, |owned| owned + 1);
    Some(Cue {
        tokens: at..at + 2,
        kind: CueKind::Say,
        speaker: Some(mention.member),
        source: at + 2..end,
        clause: at..end,
        addressees: Vec::new(),
    })
}

fn can_speak(context: Context<'_>, mention: &CastMention) -> bool {
    let member = &context.grammar.cast.members[mention.member];
    !mention.is_place && member.kind != ActorKind::Place
}

/// Adds what a cue says: the rest of the sentence behind it, or, where nothing
/// follows, what stands before it.
fn statement(
    context: Context<'_>,
    sentence_idx: usize,
    sentence: &Range<usize>,
    inside: &[&Quotation],
    cue: &Cue,
    out: &mut Vec<Found>,
) {
    let text = context.grammar.text;
    let last = last_word(context, sentence);
    let verb = cue.tokens.end - 1;
    let behind = trim(context, cue.clause.end..next_cue(context, verb, cue.clause.end, last));
    let behind = trim(context, behind_time(context, behind));
    let before = trim(context, sentence.start..cue.clause.start);
    let quoted = |tokens: &Range<usize>| {
        inside.iter().any(|q| q.tokens.start < tokens.end && tokens.start < q.tokens.end)
    };
    let comma_before = cue.clause.start > sentence.start
        && matches!(text.str(cue.clause.start - 1), "," | "”" | "\"" | "?" | "!" | "’" | "'");
    // "..., X said." and "..., X said on Tuesday.": what stands before was said.
    // "“...,” X said, “...”": the quotation goes on behind the cue.
    let goes_on =
        inside.iter().any(|q| q.tokens.start <= behind.start + 1 && behind.start < q.tokens.end);
    // "Asked about the raid, X said it was over.": a clause behind the cue is what it says.
    let told_behind = context
        .grammar
        .forest
        .children_by(verb, &[Relation::Ccomp])
        .any(|clause| behind.contains(&clause));
    let trailing = comma_before
        && before.len() >= 2
        && !goes_on
        && (quoted(&before)
            || !told_behind
                && (behind.len() <= 6 || is_aside(context, verb, &before))
                && !quoted(&behind)
                && tells(context, &before));
    let leading_that = leads(context, behind.start);
    let mut content = if trailing { before.clone() } else { behind.clone() };
    if leading_that && !trailing {
        content.start += 1;
    } else if let Some(start) =
        late_that(context, &behind).or_else(|| behind_told(context, verb, &behind))
        && !trailing
    {
        content.start = start;
    }
    let both = quoted(&before) && goes_on && comma_before;
    // "The pact, X said, is dead.": the cue stands inside what was said.
    let inside_it = !trailing && comma_before && lacks_subject(context, &content);
    if both || inside_it && text.str(cue.clause.end) == "," && before.len() >= 2 {
        content = before.start..behind.end;
    } else if !quoted(&(content.start..content.start + 1)) && lacks_subject(context, &content) {
        return;
    }
    let reports = quoted(&content)
        || leading_that
        || trailing
        || context.grammar.text.word(cue.tokens.start) == context.grammar.language.known.according
        || is_clause(context, &content)
        || cue.kind == CueKind::Ask && matches!(text.str(content.start), "to" | "for")
        || cue.kind == CueKind::Allege
            && text.word(cue.clause.end - 1) == context.grammar.language.known.of;
    let is_charge = cue.kind == CueKind::Allege && cue.clause.end > verb + 1;
    if content.len() < 2 && !is_charge || content.is_empty() || !reports {
        return;
    }
    close_quotation(text, &mut content, sentence);
    let mut span = text.span(content.clone());
    let form = form_of(text.text, span, inside);
    if form == StatementForm::Direct
        && let Some(words) = joined(inside, &content)
    {
        span = words;
    }
    let evidence = span.join(text.span(cue.clause.clone()));
    // One statement for the same words: the first cue wins.
    let mut here = out.iter().rev().take_while(|known| known.sentence == sentence_idx);
    if here.any(|known| known.content.overlaps(span)) {
        return;
    }
    out.push(Found {
        speaker: cue.speaker,
        source: Some(text.span(cue.source.clone())),
        form,
        content: span,
        cue: Some(text.span(cue.tokens.clone())),
        kind: cue.kind,
        channel: None,
        addressees: cue.addressees.clone(),
        when: None,
        evidence,
        sentence: sentence_idx,
        confidence: if quoted(&content) { 0.8 } else { 0.65 },
    });
}

/// A quotation without a cue in its sentence goes on with the speaker of the
/// same paragraph, or of the paragraph before where that one's quotation is open.
fn go_on(
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
    let speaker = known.speaker.filter(|_| !of_nobody_known(context, sentence, inside));
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

/// Returns whether the words are quoted whole, in part, or not.
pub(super) fn form_of(text: &str, content: Span, inside: &[&Quotation]) -> StatementForm {
    let letters = |span: Span| span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
    let quoted: usize = inside
        .iter()
        .filter(|quotation| quotation.span.overlaps(content))
        .map(|quotation| {
            let start = quotation.span.start.max(content.start);
            letters(Span::new(start, quotation.span.end.min(content.end).max(start)))
        })
        .sum();
    let all = letters(content);
    if quoted == 0 {
        StatementForm::Indirect
    } else if quoted * 10 >= all * 9 {
        StatementForm::Direct
    } else {
        StatementForm::Mixed
    }
}

/// Returns the span of the quotations inside the content, from first to last.
pub(super) fn joined(inside: &[&Quotation], content: &Range<usize>) -> Option<Span> {
    let within = inside
        .iter()
        .filter(|q| q.tokens.start < content.end && content.start < q.tokens.end)
        .map(|q| q.span);
    within.reduce(Span::join)
}
