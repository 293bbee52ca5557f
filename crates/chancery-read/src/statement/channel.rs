//! Channels: through what something was said.
//!
//! In: a statement and its sentence. Out: the channel in its short normal form
//! and the words that name it. Networks and outlets come from the codebook, the
//! rest from `channel_words.tsv`.

use rustc_hash::FxHashMap;

use chancery_model::{ActorKind, Span};

use super::{Context, Found};
use crate::codebook::Codebook;
use crate::language::{Class, Takes};
use crate::text::{Phrases, PhrasesBuilder, VocabularyBuilder};

/// Channels of the codebook, ready to be found.
pub(crate) struct Channels {
    phrases: Phrases<usize>,
    kinds: FxHashMap<usize, (String, String)>,
}

impl Channels {
    /// Collects the channels of a codebook.
    pub(crate) fn new(codebook: &Codebook, vocabulary: &mut VocabularyBuilder) -> Channels {
        let mut phrases = PhrasesBuilder::default();
        let mut kinds = FxHashMap::default();
        for (idx, channel) in codebook.channels.iter().enumerate() {
            for name in std::iter::once(&channel.name).chain(&channel.aliases) {
                phrases.add(name, idx, vocabulary);
            }
            kinds.insert(idx, (channel.name.clone(), channel.kind.clone()));
        }
        Channels { phrases: phrases.build(), kinds }
    }

    /// Returns the channel that begins at a token: its length, name and kind.
    fn at(&self, context: Context<'_>, at: usize, end: usize) -> Option<(usize, &str, &str)> {
        let text = context.grammar.text;
        if !text.is_capitalized(at) {
            return None;
        }
        let (len, values) = self.phrases.longest(text.words.get(at..end)?)?;
        let (name, kind) = self.kinds.get(values.first()?)?;
        let written = text.span(at..at + len).of(text.text);
        // "Un", "Us": short names in capitals have to be written so.
        let exact = name.len() > 5
            || name.chars().any(char::is_lowercase)
            || written.chars().all(|c| !c.is_lowercase());
        exact.then_some((len, name.as_str(), kind.as_str()))
    }
}

/// Returns the channel of a statement and the words for it.
pub(super) fn find(context: Context<'_>, found: &Found) -> Option<(String, Span)> {
    let grammar = context.grammar;
    let text = grammar.text;
    let sentence = text.sentences[found.sentence].tokens.clone();
    let mut best: Option<(u8, String, Span)> = None;
    let mut offer = |rank: u8, channel: String, span: Span| {
        if best.as_ref().is_none_or(|(known, _, _)| rank < *known) {
            best = Some((rank, channel, span));
        }
    };
    if let Some(channel) = speaking_outlet(context, found) {
        offer(3, channel, found.evidence);
    }
    for at in sentence.clone() {
        // What stands inside the words said is not how they were said.
        if found.content.contains(text.tokens[at].span) && found.cue.is_some() {
            continue;
        }
        if let Some((len, name, kind)) = context.channels.at(context, at, sentence.end) {
            let span = text.span(at..at + len);
            let before = at.checked_sub(1).map_or("", |before| text.str(before));
            let told = matches!(before, "told" | "tell" | "tells");
            let state = matches!(kind, "state_media");
            match kind {
                "social" | "messenger"
                    if matches!(
                        before,
                        "on" | "to"
                            | "his"
                            | "her"
                            | "via"
                            | "a"
                            | "the"
                            | "’s"
                            | "'s"
                            | "On"
                            | "Via"
                    ) =>
                {
                    offer(1, name.to_string(), span);
                }
                "social" | "messenger" => {}
                _ if told => offer(2, format!("interview: {name}"), span),
                _ if state => offer(2, format!("state media: {name}"), span),
                _ => {}
            }
        }
        let words = text
            .words
            .get(at..sentence.end)
            .and_then(|words| grammar.language.channel_words.longest(words));
        if let Some((len, values)) = words
            && let Some(value) = values.first()
        {
            let mut span = text.span(at..at + len);
            let behind = at + len..(at + len + 6).min(sentence.end);
            let mut channel = value.channel.clone();
            if value.takes == Takes::Outlet {
                let outlet = behind
                    .clone()
                    .find_map(|idx| Some((idx, context.channels.at(context, idx, sentence.end)?)));
                if let Some((idx, (len, name, _))) = outlet {
                    channel = format!("{channel}: {name}");
                    span = span.join(text.span(idx..idx + len));
                }
            } else if value.takes == Takes::Place {
                let place = behind.clone().find(|idx| {
                    grammar.cast.at(*idx).is_some_and(|mention| {
                        let kind = grammar.cast.members[mention.member].kind;
                        kind == ActorKind::Organization || kind == ActorKind::State
                    })
                });
                if let Some(mention) = place.and_then(|idx| grammar.cast.at(idx)) {
                    channel = format!("{channel}: {}", grammar.cast.members[mention.member].name);
                    span = span.join(text.span(mention.tokens.clone()));
                }
            }
            if value.channel == "statement" && !said_in(context, at) {
                continue;
            }
            offer(2, channel, span);
        }
    }
    best.map(|(_, channel, span)| (channel, span))
}

/// Returns whether "statement" names how something was said: "in a statement",
/// "issued a statement", "the statement said".
fn said_in(context: Context<'_>, at: usize) -> bool {
    let text = context.grammar.text;
    let first = at.saturating_sub(5);
    (first..at).any(|idx| {
        matches!(
            text.str(idx),
            "in" | "In" | "issued" | "released" | "a" | "A" | "its" | "his" | "her" | "the" | "The"
        )
    }) && !context.grammar.language.is(text.word(at + 1), Class::PREPOSITION)
        || text.str(at + 1) == "said"
        || (first..at).any(|idx| matches!(text.str(idx), "in" | "In"))
}

/// Returns the channel of a speaker that is an outlet of a state: "KCNA said".
fn speaking_outlet(context: Context<'_>, found: &Found) -> Option<String> {
    let member = &context.grammar.cast.members[found.speaker?];
    if member.kind != ActorKind::Media {
        return None;
    }
    let channel = context.codebook.channels.iter().find(|channel| channel.name == member.name);
    match channel {
        Some(channel) if channel.kind == "state_media" => {
            Some(format!("state media: {}", channel.name))
        }
        Some(_) => None,
        None => Some("state media".to_string()),
    }
}
