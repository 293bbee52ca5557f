//! Denials: verbs and phrases that deny, and the allegations that they answer.
//!
//! In: statements, trees, and the allegations found so far. Out: denials, tied to
//! what they answer; an allegation too, where only its denial tells of it.

use chancery_model::{ClaimKind, Span};

use super::{Found, clause_behind, within};
use crate::grammar::{Grammar, Mood, predicate, subject};
use crate::language::{DenialTarget, Form};
use crate::statement;

/// Finds the denials of a text.
pub(super) fn find(grammar: Grammar<'_>, statements: &[statement::Found], out: &mut Vec<Found>) {
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
