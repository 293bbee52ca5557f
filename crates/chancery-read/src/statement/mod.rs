//! Statements: who said what, in which words, through which channel.
//!
//! In: text, cast, time expressions. Out: one [`Found`] for each stretch of
//! speech. `quotation` finds quoted words; `speech` finds cues ("said", "according
//! to") with their speakers; `channel` finds the channel of a sentence.

mod channel;
mod quotation;
mod speech;

use chancery_model::{Span, StatementForm, When};

use crate::grammar::Grammar;
use crate::language::CueKind;
use crate::time::TimeExpression;

pub(crate) use channel::Channels;
pub(crate) use quotation::{Quotation, quotations};

/// A statement as it was found: members of the cast, not yet actors.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) speaker: Option<usize>,
    pub(crate) form: StatementForm,
    pub(crate) content: Span,
    pub(crate) cue: Option<Span>,
    pub(crate) kind: CueKind,
    pub(crate) channel: Option<String>,
    pub(crate) addressees: Vec<usize>,
    pub(crate) when: Option<When>,
    pub(crate) evidence: Span,
    pub(crate) sentence: usize,
    pub(crate) confidence: f32,
}

/// What the stage reads with.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) grammar: Grammar<'a>,
    pub(crate) times: &'a [TimeExpression],
    pub(crate) channels: &'a Channels,
    pub(crate) codebook: &'a crate::codebook::Codebook,
}

/// Finds the statements of a text.
pub(crate) fn find(context: Context<'_>) -> Vec<Found> {
    let text = context.grammar.text;
    let quotations = quotations(text);
    let mut out: Vec<Found> = Vec::new();
    for idx in 0..text.sentences.len() {
        if !text.sentences[idx].kind.is_body() {
            continue;
        }
        speech::find(context, idx, &quotations, &mut out);
    }
    for found in &mut out {
        let sentence = &text.sentences[found.sentence].tokens;
        let first = context.times.partition_point(|time| time.tokens.start < sentence.start);
        let times = context.times[first..].iter();
        found.when = times
            .take_while(|time| time.tokens.start < sentence.end)
            .filter(|time| {
                // A time inside what was said is not when it was said.
                let span = text.span(time.tokens.clone());
                !found.content.contains(span)
            })
            .map(|time| time.past.clone())
            .next();
        if let Some((channel, words)) = channel::find(context, found) {
            found.evidence = found.evidence.join(words);
            found.channel = Some(channel);
        }
    }
    out
}
