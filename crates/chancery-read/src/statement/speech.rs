//! Speech: cues with their speakers and what they say.
//!
//! Read are: "X said (that) ...", "..., X said", "..., said X", "according to X,
//! ...", and quotations with a cue in their sentence; those without one are left to
//! `continued`.

use std::ops::Range;

use chancery_model::{ActorKind, Span, StatementForm};

use super::extent::{
    accused_of, asks, behind_time, behind_told, close_quotation, edge, is_aside, is_clause,
    is_left_open, lacks_subject, last_word, late_that, leads, next_cue, tells, trim,
};
use super::nested::is_on_others_word;
use super::who::{is_phoned, speaks_for};
use super::{Context, Found, continued, nested, spoke};
use crate::actor::CastMention;
use crate::grammar::{Grammar, Mood, Relation, Tag, predicate, subject};
use crate::language::{CueKind, Form};
use crate::text::Quotation;

/// A cue in a sentence.
pub(super) struct Cue {
    pub(super) tokens: Range<usize>,
    pub(super) kind: CueKind,
    pub(super) speaker: Option<usize>,
    /// The words for the speaker.
    pub(super) source: Range<usize>,
    /// Where speaker and cue begin and end.
    pub(super) clause: Range<usize>,
    pub(super) addressees: Vec<usize>,
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
    let known = &context.grammar.language.known;
    let mut cues = cues(context, &sentence, &inside);
    cues.sort_by_key(|cue| {
        let word = text.word(cue.tokens.start);
        (word != known.according || !holds_sentence(context, cue, &sentence), word != known.said)
    });
    for cue in cues {
        if is_on_others_word(context, cue.tokens.end - 1) {
            continue;
        }
        let Some(found) = statement(context, sentence_idx, &sentence, &inside, &cue) else {
            continue;
        };
        // One statement for the same words: the first cue wins.
        let mut here = out.iter().rev().take_while(|known| known.sentence == sentence_idx);
        if !here.any(|known| known.content.overlaps(found.content)) {
            out.push(found);
        }
    }
    nested::find(context, sentence_idx, &inside, out);
    if out.len() == n_before && !inside.is_empty() {
        continued::find(context, sentence_idx, &sentence, &inside, out);
    }
}

/// Returns whether "according to X" stands at either end of a sentence: all of it is X's
/// word, whoever speaks in it.
fn holds_sentence(context: Context<'_>, cue: &Cue, sentence: &Range<usize>) -> bool {
    let text = context.grammar.text;
    let ends = cue.clause.end >= last_word(context, sentence)
        && cue.clause.start > sentence.start
        && text.str(cue.clause.start - 1) == ",";
    cue.clause.start == sentence.start || ends
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

pub(super) fn verb_cue(
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
        && !speaks_before(grammar, at, mention)
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
    let named = subject.members.iter().copied();
    let named = named.filter(|member| grammar.cast.members[*member].kind != ActorKind::Place);
    let known: Vec<usize> = named.collect();
    let speaks = subject.tokens.clone().any(|idx| mention_at(idx).is_some());
    if known.is_empty() || !speaks {
        return None;
    }
    // Somebody whom the cast lacks speaks all the same.
    let speaker =
        known.into_iter().find(|one| word.is_none_or(|word| speaks_for(context, word, *one)));
    let speaker = speaker.and_then(|one| match word {
        Some(word) => spoke::speaker(context, word, one),
        None => Some(one),
    });
    let source = match (speaker, word) {
        (None, Some(word)) => edge(context, word)..word + 1,
        _ => subject.tokens,
    };
    // "told X", "urged X", "called on X": the one addressed.
    let on = usize::from(kind == CueKind::Ask && grammar.text.str(at + 1) == "on");
    let first = at + 1 + on;
    let addressed = mention_at(first).filter(|mention| {
        !mention.modifies && mention.tokens.start == first && Some(mention.member) != speaker
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
    let first = name_start(context, source.start, sentence);
    let clause = if source.start > at { at..source.end.max(end) } else { first..end };
    Some(Cue { tokens: at..at + 1, kind, speaker, clause, source, addressees })
}

/// Returns where the words before a name begin that belong to it: "Republican" in
/// "Republican leader Ada Lund".
fn name_start(context: Context<'_>, first: usize, sentence: &Range<usize>) -> usize {
    let Grammar { text, forest, .. } = context.grammar;
    let inside = [Relation::Amod, Relation::Compound, Relation::Det, Relation::Flat];
    (sentence.start..first)
        .rev()
        .take(MOST_TITLES)
        .take_while(|word| {
            let head = forest.head(*word).is_some_and(|head| head > *word);
            text.is_capitalized(*word) && head && inside.contains(&forest.relation(*word))
        })
        .last()
        .unwrap_or(first)
}

/// Words of a title that the cast leaves out of a name, at most.
const MOST_TITLES: usize = 4;

/// Returns whether a verb behind a comma has its subject before it: "Lund, back in Oslo,
/// said Norway was".
fn speaks_before(grammar: Grammar<'_>, verb: usize, mention: &CastMention) -> bool {
    let forest = grammar.forest;
    let word = forest.top(mention.tokens.clone());
    forest.child(verb, &[Relation::Nsubj]).is_some_and(|subject| subject < verb)
        && forest.head(word) != Some(verb)
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

/// Returns what a cue says: the rest of the words behind it, or, where nothing follows,
/// what stands before it. The words are those of a sentence, or of what another says.
pub(super) fn statement(
    context: Context<'_>,
    sentence_idx: usize,
    sentence: &Range<usize>,
    inside: &[&Quotation],
    cue: &Cue,
) -> Option<Found> {
    let text = context.grammar.text;
    let last = last_word(context, sentence);
    let verb = cue.tokens.end - 1;
    // "..., she said; it rained": another clause.
    let last = if text.str(cue.clause.end) == ";" { cue.clause.end } else { last };
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
        && (!leads(context, behind.start) || context.grammar.forest.tag(verb) == Tag::Vbg)
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
    // "As they sing “so”, she says: “...”": what a colon leads to was said, and no more.
    let colon = text.str(cue.clause.end) == ":";
    let both = quoted(&before) && goes_on && comma_before && !colon;
    // "The pact, X said, is dead.": the cue stands inside what was said.
    let inside_it = !trailing && comma_before && lacks_subject(context, &content);
    // "She had a promise: “...,” X said": what stands before the colon was not said.
    if trailing && !both {
        let opened = inside.iter().map(|one| one.tokens.start).find(|first| {
            *first > content.start + 1
                && content.contains(first)
                && text.str(first.saturating_sub(2)) == ":"
        });
        content.start = opened.map_or(content.start, |first| first - 1);
    }
    if both || inside_it && text.str(cue.clause.end) == "," && before.len() >= 2 {
        content = before.start..behind.end;
    } else if !quoted(&(content.start..content.start + 1)) && lacks_subject(context, &content) {
        return None;
    }
    let reports = quoted(&content)
        || leading_that
        || trailing
        || context.grammar.text.word(cue.tokens.start) == context.grammar.language.known.according
        || is_clause(context, &content)
        || (cue.kind == CueKind::Ask || vows(context, verb)) && asks(context, content.start)
        || cue.kind == CueKind::Allege
            && text.word(cue.clause.end - 1) == context.grammar.language.known.of;
    if is_left_open(context, verb, &content) || content.len() < 2 || !reports {
        return None;
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
    Some(Found {
        speaker: cue.speaker,
        source: Some(text.span(cue.source.clone())),
        form,
        content: span,
        cue: Some(text.span(cue.tokens.clone())),
        kind: cue.kind,
        channel: None,
        addressees: cue.addressees.clone(),
        when: None,
        reported_by: None,
        remarks: Vec::new(),
        is_silence: false,
        evidence,
        sentence: sentence_idx,
        confidence: if quoted(&content) { 0.8 } else { 0.65 },
    })
}

/// Returns whether a verb says that somebody promised something.
fn vows(context: Context<'_>, verb: usize) -> bool {
    matches!(context.grammar.forest.lemma(verb), "pledge" | "promise" | "vow")
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
