//! The first person: "I", "we" and "us" in words said, tied to who says them.
//!
//! In: a sorted cast, and who says what, once the statements are known. Out: mentions of
//! form pronoun, inside quotation marks alone: elsewhere the writer may speak. A speaker
//! who says "we" speaks for his side, so that he acts in what "we" and "our government" do,
//! though neither is his name; whatever else is ours is not ourselves.

use chancery_model::{MentionForm, Span};

use super::cast::{Cast, CastMention};
use crate::language::{Class, Language};
use crate::text::{Quotation, Text};

/// Ties the first person of quotations to the members who say them.
pub(crate) fn voices(
    text: &Text<'_>,
    language: &Language,
    quotations: &[Quotation],
    said: impl Iterator<Item = (usize, Span)>,
    cast: &mut Cast,
) {
    for (speaker, words) in said {
        let first = text.tokens.partition_point(|token| token.span.start < words.start);
        let end = text.tokens.partition_point(|token| token.span.start < words.end);
        for at in first..end {
            let next = quotations.partition_point(|one| one.tokens.end <= at);
            let quoted = quotations.get(next).is_some_and(|one| one.tokens.contains(&at));
            if !quoted || !language.is(text.word(at), Class::WE) {
                continue;
            }
            let (end, alone) = match text.str(at).to_ascii_lowercase().as_str() {
                "our" => (own_side(text, language, at + 1), false),
                "ours" | "my" | "mine" => (None, false),
                "i" | "me" => (Some(at + 1), true),
                _ => (Some(at + 1), false),
            };
            let Some(end) = end else { continue };
            cast.mention(CastMention {
                tokens: at..end,
                member: speaker,
                form: MentionForm::Pronoun,
                modifies: false,
                is_place: false,
                stands: alone,
            });
        }
    }
    cast.sort();
}

/// Returns the end of a noun for those who act for a state: "government", "armed forces".
fn own_side(text: &Text<'_>, language: &Language, at: usize) -> Option<usize> {
    let (len, values) = language.collectives.longest(text.words.get(at..)?)?;
    let acts = values.iter().any(|value| value.for_state && !value.is_thing);
    acts.then_some(at + len)
}
