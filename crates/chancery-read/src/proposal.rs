//! Proposals: what somebody puts forward, with the numbers in it.
//!
//! In: text, cast, quantities. Out: proposals, from verbs such as "proposed",
//! "offered", "suggested" with a subject.

use chancery_model::{Quantity, Span};

use crate::grammar::{Grammar, Mood, predicate, puts_forward, subject};
use crate::language::CueKind;

/// Nouns that make an offer a proposal, without their plural.
const PUT_FORWARD: &[&str] =
    &["deal", "talk", "aid", "help", "plan", "investment", "loan", "truce", "ceasefire", "swap"];

/// A proposal as it was found: members of the cast, not yet actors.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) by: Option<usize>,
    pub(crate) to: Vec<usize>,
    /// The indices of the quantities in it.
    pub(crate) quantities: Vec<usize>,
    pub(crate) content: Span,
    pub(crate) evidence: Span,
    pub(crate) sentence: usize,
    pub(crate) confidence: f32,
}

/// Finds the proposals of a text.
pub(crate) fn find(grammar: Grammar<'_>, quantities: &[Quantity]) -> Vec<Found> {
    let text = grammar.text;
    let mut out = Vec::new();
    for (idx, sentence) in text.sentences.iter().enumerate() {
        if !sentence.kind.is_body() {
            continue;
        }
        for verb in sentence.tokens.clone() {
            let Some((CueKind::Propose, form)) = grammar.language.cue(text.word(verb)) else {
                continue;
            };
            let Some(predicate) = predicate(grammar, verb, form, &sentence.tokens) else {
                continue;
            };
            let stated = predicate.mood == Mood::Fact && !predicate.negated && !predicate.passive;
            if !stated || !puts_forward(grammar, verb) {
                continue;
            }
            let side = subject(grammar, &predicate);
            let Some(by) = side.members.first().copied() else { continue };
            let end = (verb + 1..sentence.tokens.end)
                .find(|idx| matches!(text.str(*idx), "." | ";" | "—" | "--"))
                .unwrap_or(sentence.tokens.end);
            // "was proposed, sources said" does not say what.
            if end < verb + 3 || matches!(text.str(verb + 1), "," | ")" | "”" | "’") {
                continue;
            }
            let content = text.span(verb + 1..end);
            let numbers = quantities
                .iter()
                .enumerate()
                .filter(|(_, quantity)| content.contains(quantity.span))
                .map(|(idx, _)| idx)
                .collect();
            // "offered praise" puts nothing forward; "offered to" and a sum do.
            let offers = text.str(verb).to_ascii_lowercase().starts_with("offer");
            let forward = (verb + 1..end.min(verb + 8)).any(|idx| {
                PUT_FORWARD.contains(&text.str(idx).to_ascii_lowercase().trim_end_matches('s'))
            });
            let to_verb = text.word(verb + 1) == grammar.language.known.to;
            if offers
                && !to_verb
                && !forward
                && !quantities.iter().any(|q| content.contains(q.span))
            {
                continue;
            }
            let party = |member: usize| grammar.cast.members[member].identity();
            let to = grammar.cast.within(verb + 1..end);
            let to = to.iter().filter(|mention| {
                let before = mention.tokens.start.checked_sub(1).map(|before| text.word(before));
                party(mention.member) != party(by)
                    && (mention.modifies
                        || before == Some(grammar.language.known.to)
                        || before == Some(grammar.language.known.with))
            });
            let to = to.map(|mention| mention.member).take(1).collect();
            out.push(Found {
                by: Some(by),
                to,
                quantities: numbers,
                content,
                evidence: text.span(side.tokens.start.min(verb)..end),
                sentence: idx,
                confidence: 0.5,
            });
            break;
        }
    }
    out
}
