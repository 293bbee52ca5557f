//! Which sentences matter: those that may tell of an event between parties.
//!
//! In: text and cast. Out: for each sentence, whether grammar reads it. A
//! sentence matters where it names two parties, or one party or none and a word
//! of an event, of speech or of a plan, or a quotation where nobody is named. Cheap
//! by intent: word numbers and mentions only.

use crate::actor::Cast;
use crate::language::{Class, Language};
use crate::text::{Sentence, Text};

/// Returns whether grammar has to read the sentence.
pub(crate) fn matters(
    text: &Text<'_>,
    cast: &Cast,
    language: &Language,
    sentence: &Sentence,
) -> bool {
    if !sentence.kind.is_body() || sentence.tokens.len() < 3 {
        return false;
    }
    let mentions = cast.within(sentence.tokens.clone());
    // Who is meant may stand elsewhere: "they will retaliate", "“It is a disgrace.”"
    let Some(first) = mentions.first() else {
        let mut tokens = sentence.tokens.clone();
        return tokens.any(|token| is_telling(text, language, token) || is_quote(text, token));
    };
    mentions.iter().any(|mention| mention.member != first.member)
        || sentence.tokens.clone().any(|token| is_telling(text, language, token))
}

/// Returns whether a word tells of an event, of speech or of a plan.
fn is_telling(text: &Text<'_>, language: &Language, token: usize) -> bool {
    let word = text.word(token);
    let planned = Class::PLANNING.or(Class::REFUSING).or(Class::REQUESTING).or(Class::FUTURE);
    language.is(word, planned)
        || language.verbs(word).iter().any(|(lemma, _)| {
            language.event_verbs.contains_key(lemma)
                || language.cues.contains_key(lemma)
                || language.denial_verbs.contains(lemma)
        })
        || language.noun(word).is_some_and(|noun| language.event_nouns.contains_key(&noun))
}

/// Returns whether a token opens or closes a quotation.
fn is_quote(text: &Text<'_>, token: usize) -> bool {
    matches!(text.str(token), "“" | "”" | "\"")
}
