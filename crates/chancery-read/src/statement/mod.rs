//! Statements: who said what, in which words, through which channel.
//!
//! In: text, cast, time expressions, and the attributions that the careful tier's
//! tagger found. Out: one [`Found`] for each stretch of speech. `speech` finds
//! cues ("said", "according to") with their speakers, and `extent` how far what they
//! say goes; `nested` finds who speaks in what others say, `continued` quotations that
//! go on without a cue; `unnamed` finds those through a channel by somebody whom the cast
//! lacks, `silence` who was asked and did not answer, `tagged` what the tagger saw better,
//! or alone; `who` says whether those whom a subject names are the ones who speak, `spoke` whom a
//! pronoun means;
//! `remark` finds what the article remarks on a statement, `channel` its channel.

mod channel;
mod continued;
mod extent;
mod nested;
mod remark;
mod silence;
mod speech;
mod spoke;
mod tagged;
mod unnamed;
mod who;

use chancery_model::{Remark, Span, StatementForm, When};

use crate::grammar::Grammar;
use crate::grammar::attribution::Attribution;
use crate::language::CueKind;
use crate::text::{Quotation, Text};
use crate::time::TimeExpression;

pub(crate) use channel::Channels;
pub(crate) use remark::cut as without_remarks;

/// A statement as it was found: members of the cast, not yet actors.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) speaker: Option<usize>,
    /// The words for whoever speaks, where some stand beside the cue.
    pub(crate) source: Option<Span>,
    pub(crate) form: StatementForm,
    pub(crate) content: Span,
    pub(crate) cue: Option<Span>,
    pub(crate) kind: CueKind,
    pub(crate) channel: Option<String>,
    pub(crate) addressees: Vec<usize>,
    pub(crate) when: Option<When>,
    /// The member on whose word alone it rests.
    pub(crate) reported_by: Option<usize>,
    pub(crate) remarks: Vec<Remark>,
    /// Whether its words are that somebody who was asked said nothing.
    pub(crate) is_silence: bool,
    pub(crate) evidence: Span,
    pub(crate) sentence: usize,
    pub(crate) confidence: f32,
}

impl Found {
    /// Returns whether this is speech that the other, in the same sentence, tells of.
    pub(crate) fn is_within(&self, outer: &Found) -> bool {
        self.reported_by.is_some()
            && self.sentence == outer.sentence
            && self.content != outer.content
            && outer.content.contains(self.content)
    }
}

/// What the stage reads with.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) grammar: Grammar<'a>,
    pub(crate) times: &'a [TimeExpression],
    pub(crate) channels: &'a Channels,
    pub(crate) codebook: &'a crate::codebook::Codebook,
    /// The quotations of the text.
    pub(crate) quotations: &'a [Quotation],
    /// What the tagger found; nothing where the fast tier reads.
    pub(crate) attributions: &'a [Attribution],
}

/// Finds the statements of a text.
pub(crate) fn find(context: Context<'_>) -> Vec<Found> {
    let text = context.grammar.text;
    let quotations = context.quotations;
    let mut out: Vec<Found> = Vec::new();
    for idx in 0..text.sentences.len() {
        if !text.sentences[idx].kind.is_body() {
            continue;
        }
        speech::find(context, idx, quotations, &mut out);
        unnamed::find(context, idx, quotations, &mut out);
        silence::find(context, idx, &mut out);
    }
    tagged::find(context, context.attributions, quotations, &mut out);
    keep_each_once(text, &mut out);
    remark::add(context, &mut out);
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
            .filter(|time| time.dates())
            .find_map(|time| time.past.clone());
        if let Some((channel, words)) = channel::find(context, found) {
            found.evidence = found.evidence.join(words);
            without_channel(text, found, words);
            found.channel = Some(channel);
        }
    }
    out
}

/// Leaves out what has no words, what nobody known said where somebody known said the
/// same words, and the sentences of a quotation that stands whole already.
fn keep_each_once(text: &Text<'_>, out: &mut Vec<Found>) {
    let known: Vec<Span> =
        out.iter().filter(|found| found.speaker.is_some()).map(|found| found.content).collect();
    let cued: Vec<Span> =
        out.iter().filter(|found| found.cue.is_some()).map(|found| found.content).collect();
    out.retain(|found| {
        let again = || known.iter().any(|content| content.overlaps(found.content));
        let within = || cued.iter().any(|content| content.contains(found.content));
        found.content.of(text.text).chars().any(char::is_alphanumeric)
            && (found.speaker.is_some() || !again())
            && (found.cue.is_some() || !within())
    });
}

/// Takes the words for the channel off the beginning of what was said: "said in a
/// statement on Monday that talks would go on".
fn without_channel(text: &Text<'_>, found: &mut Found, words: Span) {
    let begins = found.content.start <= words.start && words.end < found.content.end;
    if !begins || found.form == StatementForm::Direct {
        return;
    }
    let sentence = text.sentences[found.sentence].tokens.clone();
    let span = |token: usize| text.tokens[token].span;
    let Some(first) = sentence.clone().find(|token| span(*token).start >= found.content.start)
    else {
        return;
    };
    let Some(next) = sentence.clone().find(|token| span(*token).start >= words.end) else { return };
    // What stands far behind the cue is no longer the beginning.
    if next - first > MOST_BEFORE {
        return;
    }
    let that =
        (next..sentence.end.min(next + MOST_BEFORE)).find(|token| text.str(*token) == "that");
    let mut first = that.map_or(next, |that| that + 1);
    while first < sentence.end && matches!(text.str(first), "," | ":" | "-" | "–" | "—") {
        first += 1;
    }
    let Some(start) = text.tokens.get(first).map(|token| token.span.start) else { return };
    if start < found.content.end {
        found.content.start = start;
    }
}

/// The words between the cue and what was said, at most.
const MOST_BEFORE: usize = 10;
