//! Claims: allegations, and the denials that answer them.
//!
//! In: events, statements, cast. Out: claims. An allegation is an accusation with
//! what is alleged, or a statement whose cue alleges; a denial is a verb or a
//! phrase that denies. A denial answers the last allegation about the one who
//! denies, or makes the allegation from its own words where the text has none.

use std::ops::Range;

use chancery_model::{ClaimKind, EventKind, Span, Standing};

use crate::event;
use crate::grammar::{Grammar, Mood, predicate, subject};
use crate::language::{CueKind, DenialTarget, Form};
use crate::statement;

/// A claim as it was found: members of the cast, not yet actors.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) kind: ClaimKind,
    pub(crate) by: Option<usize>,
    pub(crate) about: Vec<usize>,
    /// The index of the statement that it was made in.
    pub(crate) statement: Option<usize>,
    /// The index of the claim that it answers.
    pub(crate) answers: Option<usize>,
    pub(crate) content: Span,
    pub(crate) evidence: Span,
    pub(crate) sentence: usize,
    pub(crate) confidence: f32,
}

/// Finds the claims of a text.
pub(crate) fn find(
    grammar: Grammar<'_>,
    events: &[event::Found],
    statements: &[statement::Found],
) -> Vec<Found> {
    let mut out = allegations(grammar, events, statements);
    denials(grammar, statements, &mut out);
    out
}

fn allegations(
    grammar: Grammar<'_>,
    events: &[event::Found],
    statements: &[statement::Found],
) -> Vec<Found> {
    let text = grammar.text;
    let mut out: Vec<Found> = Vec::new();
    let mut add = |found: Found| {
        let known = out
            .iter()
            .any(|known| known.sentence == found.sentence && known.content.overlaps(found.content));
        if !known {
            out.push(found);
        }
    };
    for event in events.iter().filter(|event| event.kind == EventKind::Accuse) {
        let alleges = event.mode.is_some_and(|mode| mode.code() == "allege");
        let made = matches!(event.standing, Standing::Actual | Standing::Historical);
        if !alleges || event.wanted || !made {
            continue;
        }
        let content = event.said.unwrap_or_else(|| alleged(grammar, event));
        add(Found {
            kind: ClaimKind::Allegation,
            by: event.actors.first().copied(),
            about: event.recipients.clone(),
            statement: within(statements, event.sentence, content),
            answers: None,
            content,
            evidence: event.evidence.join(content),
            sentence: event.sentence,
            confidence: 0.6,
        });
    }
    for (idx, statement) in statements.iter().enumerate() {
        if statement.kind != CueKind::Allege {
            continue;
        }
        let sentence = &text.sentences[statement.sentence];
        let mentions = grammar.cast.within(sentence.tokens.clone());
        let about: Vec<usize> = mentions
            .iter()
            .filter(|mention| {
                statement.content.contains(text.span(mention.tokens.clone()))
                    && Some(mention.member) != statement.speaker
                    && !mention.is_place
            })
            .map(|mention| mention.member)
            .take(1)
            .collect();
        if about.is_empty() {
            continue;
        }
        add(Found {
            kind: ClaimKind::Allegation,
            by: statement.speaker,
            about,
            statement: Some(idx),
            answers: None,
            content: statement.content,
            evidence: statement.evidence,
            sentence: statement.sentence,
            confidence: 0.5,
        });
    }
    out.sort_by_key(|found| (found.sentence, found.content));
    out
}

/// Returns what an accusation alleges: "accused X of ...", "blamed ... on X".
fn alleged(grammar: Grammar<'_>, event: &event::Found) -> Span {
    let text = grammar.text;
    let sentence = text.sentences[event.sentence].tokens.clone();
    let on = (event.trigger + 2..event.tokens.end).rev().find(|idx| text.str(*idx) == "on");
    if let Some(on) = on {
        return text.span(event.trigger + 1..on);
    }
    let content = clause_behind(grammar, event.tokens.end, &sentence);
    if content.len() < 2 { event.evidence } else { text.span(content) }
}

/// Returns the words behind a token to the end of the clause, without "of", "for"
/// or "that" at their start.
fn clause_behind(grammar: Grammar<'_>, from: usize, sentence: &Range<usize>) -> Range<usize> {
    let text = grammar.text;
    let mut start = from;
    while start < sentence.end && matches!(text.str(start), "of" | "for" | "that" | "," | "over") {
        start += 1;
    }
    let end = (start..sentence.end)
        .find(|idx| matches!(text.str(*idx), "." | ";" | "—" | "--"))
        .unwrap_or(sentence.end);
    start..end.max(start)
}

fn within(statements: &[statement::Found], sentence: usize, content: Span) -> Option<usize> {
    statements
        .iter()
        .position(|known| known.sentence == sentence && known.content.overlaps(content))
}

fn denials(grammar: Grammar<'_>, statements: &[statement::Found], out: &mut Vec<Found>) {
    let text = grammar.text;
    for (idx, sentence) in text.sentences.iter().enumerate() {
        if !sentence.kind.is_body() {
            continue;
        }
        let denial = verb_denial(grammar, idx).or_else(|| phrase_denial(grammar, idx, statements));
        let Some((by, content, evidence)) = denial else { continue };
        answer(grammar, idx, by, content, evidence, statements, out);
    }
}

/// "X has denied the allegation", "which X denies".
fn verb_denial(grammar: Grammar<'_>, idx: usize) -> Option<(usize, Span, Span)> {
    let text = grammar.text;
    let sentence = text.sentences[idx].tokens.clone();
    for verb in sentence.clone() {
        let verbs = grammar.language.verbs(text.word(verb));
        let denies = verbs.iter().find(|(lemma, _)| grammar.language.denial_verbs.contains(lemma));
        let Some((_, form)) = denies else { continue };
        let Some(predicate) = predicate(grammar, verb, *form, &sentence) else { continue };
        let stated = predicate.mood == Mood::Fact && !predicate.negated && !predicate.passive;
        if !stated || predicate.infinite && !form.is(Form::GERUND) || withholds(grammar, verb) {
            continue;
        }
        let side = subject(grammar, &predicate);
        let Some(by) = side.members.first().copied() else { continue };
        let content = clause_behind(grammar, verb + 1, &sentence);
        // "an allegation that X denied within hours": what is denied stands before.
        let first = side.tokens.start.saturating_sub(4).max(sentence.start);
        let before = (first..side.tokens.start).find(|idx| is_claim_word(text.str(*idx)));
        let about_claim =
            before.is_some() || content.clone().any(|idx| is_claim_word(text.str(idx)));
        // "rejected the deal" is no denial; "rejected the allegation" is.
        let plain = text.str(verb).to_ascii_lowercase();
        let plain =
            plain.starts_with("den") || plain.starts_with("refut") || plain.starts_with("rebut");
        if !plain && !about_claim {
            continue;
        }
        let tokens = side.tokens.start.min(verb)..content.end.max(verb + 1);
        let says_little = before.is_some() || content.len() < 2;
        let content = if says_little { text.span(tokens.clone()) } else { text.span(content) };
        return Some((by, content, text.span(tokens)));
    }
    None
}

/// Returns whether the verb keeps something from somebody: "denied entry".
fn withholds(grammar: Grammar<'_>, verb: usize) -> bool {
    (verb + 1..verb + 4).any(|idx| {
        matches!(
            grammar.text.str(idx),
            "entry"
                | "access"
                | "visa"
                | "visas"
                | "request"
                | "asylum"
                | "bail"
                | "permission"
                | "right"
                | "rights"
                | "service"
                | "aid"
                | "passage"
                | "benefits"
        )
    })
}

fn is_claim_word(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["alleg", "accus", "claim", "charge", "report", "suggest", "assertion", "involve", "wrongdoing"]
        .iter()
        .any(|beginning| word.starts_with(beginning))
}

/// "called the claim baseless": a phrase inside what somebody says.
fn phrase_denial(
    grammar: Grammar<'_>,
    idx: usize,
    statements: &[statement::Found],
) -> Option<(usize, Span, Span)> {
    let text = grammar.text;
    let sentence = text.sentences[idx].tokens.clone();
    let first = statements.partition_point(|statement| statement.sentence < idx);
    let statement = statements.get(first).filter(|statement| statement.sentence == idx);
    for at in sentence.clone() {
        let words = text.words.get(at..sentence.end)?;
        let Some((len, values)) = grammar.language.denials.longest(words) else { continue };
        let statement = statement?;
        let by = statement.speaker?;
        let target = values.first()?;
        let content = match target {
            DenialTarget::After => text.span(at..sentence.end),
            DenialTarget::Before => statement.content.join(text.span(at..at + len)),
        };
        return Some((by, content, statement.evidence.join(content)));
    }
    None
}

/// Adds a denial, tied to the allegation that it answers; makes that allegation
/// where the text has none.
fn answer(
    grammar: Grammar<'_>,
    sentence: usize,
    by: usize,
    content: Span,
    evidence: Span,
    statements: &[statement::Found],
    out: &mut Vec<Found>,
) {
    let party = |member: usize| grammar.cast.members[member].identity();
    let about_denier = |claim: &Found| {
        claim.kind == ClaimKind::Allegation
            && claim.about.iter().any(|member| *member == by || party(*member) == party(by))
    };
    let before = out.iter().rposition(|claim| about_denier(claim) && claim.sentence <= sentence);
    let behind = || out.iter().position(|claim| about_denier(claim) && claim.sentence > sentence);
    let answers = match before.or_else(behind) {
        Some(claim) => claim,
        None => {
            out.push(Found {
                kind: ClaimKind::Allegation,
                by: None,
                about: vec![by],
                statement: None,
                answers: None,
                content,
                evidence,
                sentence,
                confidence: 0.4,
            });
            out.len() - 1
        }
    };
    let about = out[answers].by.into_iter().collect();
    out.push(Found {
        kind: ClaimKind::Denial,
        by: Some(by),
        about,
        statement: within(statements, sentence, content),
        answers: Some(answers),
        content,
        evidence,
        sentence,
        confidence: 0.6,
    });
}
