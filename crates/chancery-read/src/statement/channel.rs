//! Channels: through what something was said.
//!
//! In: a statement and its sentence. Out: the channel in its short normal form
//! and the words that name it. Networks and outlets come from the codebook, the
//! rest from `channel_words.tsv`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use chancery_model::{ActorKind, Span};

use super::{Context, Found};
use crate::codebook::Codebook;
use crate::grammar::{Grammar, Relation, Tag};
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

    /// Returns the outlet at a token that the codebook lacks by this name: "Coast
    /// Radio", known by its last word, or "the Post" for an outlet named before.
    fn unlisted<'a>(
        &'a self,
        context: Context<'a>,
        at: usize,
        end: usize,
    ) -> Option<(usize, &'a str)> {
        let text = context.grammar.text;
        let named = |idx: &usize| text.is_capitalized(*idx);
        let len = (at..end.min(at + MOST_NAME)).take_while(named).count();
        let last = (at..at + len).rev().find(|idx| OUTLET_WORDS.contains(&text.str(*idx)))?;
        if last > at {
            return Some((last + 1 - at, text.span(at..last + 1).of(text.text)));
        }
        let outlets = (0..at).rev().filter(|idx| text.str(*idx + 1) == text.str(at));
        let full = outlets.filter_map(|idx| {
            (idx.saturating_sub(2)..=idx).find_map(|first| self.at(context, first, idx + 2))
        });
        let ends = |name: &str| name.ends_with(text.str(at));
        full.map(|(_, name, _)| name).find(|name| ends(name)).map(|name| (1, name))
    }
}

/// The words of an outlet's name, at most.
const MOST_NAME: usize = 6;

/// Words that end the name of an outlet.
const OUTLET_WORDS: &[&str] = &[
    "News",
    "Times",
    "Post",
    "TV",
    "Television",
    "Radio",
    "Agency",
    "Press",
    "Magazine",
    "Journal",
    "Herald",
    "Tribune",
    "Gazette",
    "Telegraph",
    "Daily",
    "Weekly",
    "Network",
    "Broadcasting",
    "Chronicle",
    "Newspaper",
];

/// Returns the channel of a statement and the words for it.
pub(super) fn find(context: Context<'_>, found: &Found) -> Option<(String, Span)> {
    let text = context.grammar.text;
    let sentence = text.sentences[found.sentence].tokens.clone();
    let cue = found
        .cue
        .and_then(|cue| sentence.clone().find(|token| cue.contains(text.tokens[*token].span)));
    let mut best: Option<Offer> = None;
    if let Some(channel) = found.speaker.and_then(|speaker| of_outlet(context, speaker)) {
        best = Some(Offer { rank: 3, channel, words: found.evidence });
    }
    for at in sentence.clone() {
        // What stands inside the words said is not how they were said, unless it
        // hangs on the verb of speech: "said in a statement the talks would go on".
        let inside = found.content.contains(text.tokens[at].span);
        // "told Coast Radio Mr Lund had left": trees take the two for one name.
        let told = |cue: usize| at - cue.min(at) <= 2 && behind_told(context, at);
        let of_cue = || {
            cue.is_some_and(|cue| hangs_on(context, at, cue) || told(cue))
                || behind_according(context, at)
        };
        let elsewhere = cue.is_some_and(|cue| hangs_on_other(context, at, cue));
        // What others say it was said through stands at its own cue.
        let apart = inside && found.cue.is_some() || found.reported_by.is_some();
        if elsewhere || apart && !of_cue() {
            continue;
        }
        for offer in offers(context, at, sentence.end) {
            if best.as_ref().is_none_or(|known| offer.rank < known.rank) {
                best = Some(offer);
            }
        }
    }
    best.map(|offer| (offer.channel, offer.words))
}

/// Returns the channel that hangs on a verb of speech and the words for it.
pub(super) fn of_cue(
    context: Context<'_>,
    cue: usize,
    sentence: &Range<usize>,
) -> Option<(String, Span)> {
    let hanging = sentence.clone().filter(|at| hangs_on(context, *at, cue));
    let offers = hanging.flat_map(|at| offers(context, at, sentence.end));
    offers.min_by_key(|offer| offer.rank).map(|offer| (offer.channel, offer.words))
}

/// Returns the channel that is the subject of a verb of speech, and the words for it:
/// "a statement from the ministry said".
pub(super) fn of_subject(
    context: Context<'_>,
    subject: usize,
    cue: usize,
) -> Option<(String, Span)> {
    let Grammar { text, language, .. } = context.grammar;
    if let Some((len, name, "state_media")) = context.channels.at(context, subject, cue) {
        return Some((format!("state media: {name}"), text.span(subject..subject + len)));
    }
    let (_, values) = language.channel_words.longest(text.words.get(subject..cue)?)?;
    let value = values.first().filter(|value| !value.channel.starts_with("remarks"))?;
    Some((value.channel.clone(), text.span(subject..subject + 1)))
}

/// A channel that words name. The lower the rank, the surer.
struct Offer {
    rank: u8,
    channel: String,
    words: Span,
}

/// As far as a word may hang below the verb of speech.
const MOST_STEPS: usize = 5;

/// Returns whether a word belongs to how the cue says something: "said in a
/// statement", "told the paper", not to what it says.
fn hangs_on(context: Context<'_>, at: usize, cue: usize) -> bool {
    let forest = context.grammar.forest;
    let mut word = at;
    for _ in 0..MOST_STEPS {
        if word == cue {
            return true;
        }
        let Some(head) = forest.head(word) else { return false };
        let below = match forest.relation(word) {
            Relation::Obl | Relation::OblUnmarked | Relation::Obj | Relation::Iobj => true,
            // "speaking on the radio, X said"
            Relation::Advcl => forest.tag(word) == Tag::Vbg && is_speaking(context, word),
            relation => head != cue && is_inside_noun(relation),
        };
        if !below {
            return false;
        }
        word = head;
    }
    false
}

/// Returns whether a word belongs to another verb that is joined to the cue, and that
/// says something or has a subject of its own: "said it was ready, and added in a
/// statement", "said so, and he got a tweet".
fn hangs_on_other(context: Context<'_>, at: usize, cue: usize) -> bool {
    let Grammar { text, language, forest, .. } = context.grammar;
    forest.children_by(cue, &[Relation::Conj]).any(|other| {
        let apart = language.cue(text.word(other)).is_some()
            || forest.child(other, &[Relation::Nsubj]).is_some();
        apart && hangs_on(context, at, other)
    })
}

fn is_speaking(context: Context<'_>, verb: usize) -> bool {
    matches!(context.grammar.forest.lemma(verb), "speak" | "write" | "appear" | "talk" | "testify")
}

/// Returns whether a word with this relation is part of its head's noun phrase.
fn is_inside_noun(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Nmod
            | Relation::NmodPoss
            | Relation::NmodUnmarked
            | Relation::NmodDesc
            | Relation::Compound
            | Relation::Flat
            | Relation::Appos
            | Relation::Amod
            | Relation::Conj
    )
}

/// Returns whether "according to" stands before a word: "according to a statement".
fn behind_according(context: Context<'_>, at: usize) -> bool {
    let Grammar { text, language, .. } = context.grammar;
    (at.saturating_sub(5)..at).any(|idx| text.word(idx) == language.known.according)
}

/// Returns the channels that the words at a token may name.
fn offers(context: Context<'_>, at: usize, end: usize) -> Vec<Offer> {
    let text = context.grammar.text;
    let mut out = Vec::new();
    let before = at.checked_sub(1).map_or("", |before| text.str(before));
    if let Some((len, name, kind)) = context.channels.at(context, at, end) {
        let words = text.span(at..at + len);
        let told = behind_told(context, at);
        let on_air = matches!(before, "on" | "On") && matches!(kind, "broadcaster" | "state_media");
        let written = matches!(before, "in" | "for")
            && at >= 2
            && matches!(context.grammar.forest.lemma(at - 2), "write");
        let (rank, channel) = match kind {
            "social" | "messenger" if is_posted(before) => (1, name.to_string()),
            "social" | "messenger" => (u8::MAX, String::new()),
            "state_media" => (2, format!("state media: {name}")),
            _ if told || on_air => (2, format!("interview: {name}")),
            _ if written => (2, format!("op-ed: {name}")),
            _ => (u8::MAX, String::new()),
        };
        if rank < u8::MAX {
            out.push(Offer { rank, channel, words });
        }
    } else if behind_told(context, at)
        && let Some((len, name)) = context.channels.unlisted(context, at, end)
    {
        let words = text.span(at..at + len);
        out.push(Offer { rank: 2, channel: format!("interview: {name}"), words });
    }
    out.extend(worded(context, at, end));
    out
}

/// Returns the channel that words of `channel_words.tsv` name at a token.
fn worded(context: Context<'_>, at: usize, end: usize) -> Option<Offer> {
    let grammar = context.grammar;
    let text = grammar.text;
    let (len, values) = grammar.language.channel_words.longest(text.words.get(at..end)?)?;
    let value = values.first()?;
    let mut words = text.span(at..at + len);
    let mut behind = at + len..(at + len + 6).min(end);
    let mut channel = value.channel.clone();
    if value.channel == "statement" && !said_in(context, at) {
        return None;
    }
    match value.takes {
        Takes::Nothing => {}
        Takes::Outlet => {
            let outlet =
                behind.find_map(|idx| Some((idx, context.channels.at(context, idx, end)?)));
            if let Some((idx, (len, name, _))) = outlet {
                channel = format!("{channel}: {name}");
                words = words.join(text.span(idx..idx + len));
            }
        }
        Takes::Place => {
            let place = behind.filter_map(|idx| grammar.cast.at(idx)).find(|mention| {
                let kind = grammar.cast.members[mention.member].kind;
                kind == ActorKind::Organization || kind == ActorKind::State
            });
            if let Some(mention) = place {
                channel = format!("{channel}: {}", grammar.cast.members[mention.member].name);
                words = words.join(text.span(mention.tokens.clone()));
            }
        }
    }
    // "told reporters at a briefing": the occasion says more than the audience.
    let rank = if value.channel.starts_with("remarks") { 4 } else { 2 };
    Some(Offer { rank, channel, words })
}

fn is_posted(before: &str) -> bool {
    matches!(before, "on" | "to" | "his" | "her" | "via" | "a" | "the" | "’s" | "'s" | "On" | "Via")
}

/// Returns whether the one at a token is told something: "told CNN", "told the Post".
fn behind_told(context: Context<'_>, at: usize) -> bool {
    let Grammar { text, language, .. } = context.grammar;
    let article = at.checked_sub(1).is_some_and(|idx| text.word(idx) == language.known.the);
    let verb = at.checked_sub(1 + usize::from(article));
    verb.is_some_and(|verb| matches!(text.str(verb), "told" | "tell" | "tells" | "telling"))
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
        || behind_according(context, at)
}

/// Returns whether a word belongs to the name of an outlet.
pub(super) fn names_outlet(context: Context<'_>, word: usize) -> bool {
    let first = word.saturating_sub(MOST_NAME);
    (first..=word).any(|at| {
        let found = context.channels.at(context, at, word + 1);
        found.is_some_and(|(len, _, _)| at + len > word)
    })
}

/// Returns the channel of a speaker that is an outlet of a state: "KCNA said".
pub(super) fn of_outlet(context: Context<'_>, speaker: usize) -> Option<String> {
    let member = &context.grammar.cast.members[speaker];
    if member.kind != ActorKind::Media {
        return None;
    }
    let channel = context.codebook.channels.iter().find(|channel| channel.name == member.name);
    match channel {
        Some(channel) if channel.kind == "state_media" => {
            Some(format!("state media: {}", channel.name))
        }
        Some(_) => None,
        // "a Dutch news agency" need not be the state's.
        None => member.party.is_some().then(|| "state media".to_string()),
    }
}
