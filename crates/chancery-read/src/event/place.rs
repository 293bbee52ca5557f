//! Place: where an event happened, in the words that say it.
//!
//! In: the tree, the cast, the codebook's names of places. Out: a [`Place`] where the
//! verb or noun that tells the event has one of its own: "met in Geneva", "talks at
//! the White House", "killed 12 people in Aleppo". A dateline says where the reporter
//! is, not where something happened, and is not used.

use std::ops::Range;

use chancery_model::{ActorKind, EventKind, MentionForm, Place};

use super::{Context, Found};
use crate::actor::{CastMember, CastMention, Who};
use crate::grammar::{NameKind, Relation, Upos};
use crate::text::fold;

/// Nouns that a place's name follows or leads: "the city of Aleppo", "Baghdad airport".
const KINDS_OF_PLACE: [&str; 16] = [
    "airport",
    "area",
    "base",
    "capital",
    "city",
    "district",
    "enclave",
    "island",
    "peninsula",
    "port",
    "province",
    "region",
    "resort",
    "suburb",
    "town",
    "village",
];

/// How long the name of a place is at most, in words.
const LONGEST: usize = 4;

/// Returns where an event happened, if its verb or noun says so.
pub(super) fn find(context: Context<'_>, found: &Found) -> Option<Place> {
    let forest = context.grammar.forest;
    let trigger = found.trigger;
    let own = places_under(context, trigger, found.kind);
    let own = own.or_else(|| {
        // "held talks in Geneva": the verb of the noun has the place.
        let light = [Relation::Obj, Relation::Nsubj, Relation::NsubjPass];
        let verb = forest.head(trigger).filter(|_| light.contains(&forest.relation(trigger)))?;
        places_under(context, verb, found.kind)
    });
    own.or_else(|| {
        let bodily = matches!(
            found.kind,
            EventKind::Assault | EventKind::Mobilize | EventKind::Protest | EventKind::Coerce
        );
        let hurt = [Relation::Obj, Relation::NsubjPass];
        let mut objects = forest.children_by(trigger, &hurt).filter(|_| bodily);
        objects.find_map(|object| places_under(context, object, found.kind))
    })
}

/// Returns the place that depends on a word.
fn places_under(context: Context<'_>, head: usize, kind: EventKind) -> Option<Place> {
    let forest = context.grammar.forest;
    let mut sites = forest.children_by(head, &[Relation::Obl, Relation::Nmod]);
    sites.find_map(|site| {
        let case = forest.child(site, &[Relation::Case])?;
        let place = place(context, site, case).or_else(|| deeper(context, site, case))?;
        (stays(kind) || case == head + 1 || site < head).then_some(place)
    })
}

/// Returns the place of what is itself where or with whom something happened: "at a
/// summit in Brussels", "with the minister in Doha".
fn deeper(context: Context<'_>, site: usize, case: usize) -> Option<Place> {
    let crate::grammar::Grammar { text, forest, cast, .. } = context.grammar;
    let leads = match text.str(case).to_ascii_lowercase().as_str() {
        "in" | "at" | "on" | "during" => cast.at(site).is_none(),
        "with" | "between" => true,
        _ => false,
    };
    let mut inner = forest.children_by(site, &[Relation::Nmod]).filter(|_| leads);
    inner.find_map(|inner| place(context, inner, forest.child(inner, &[Relation::Case])?))
}

/// Returns whether what is told happens somewhere. What is said has a place only
/// right behind its verb: "supports democracy in Venezuela" is said elsewhere.
fn stays(kind: EventKind) -> bool {
    !matches!(
        kind,
        EventKind::Accuse
            | EventKind::Reject
            | EventKind::Threaten
            | EventKind::Request
            | EventKind::Support
            | EventKind::Sanction
            | EventKind::Aid
            | EventKind::Concede
    )
}

/// Returns the place that a noun behind a preposition names.
fn place(context: Context<'_>, site: usize, case: usize) -> Option<Place> {
    let crate::grammar::Grammar { text, forest, cast, .. } = context.grammar;
    let preposition = text.str(case).to_ascii_lowercase();
    let at = preposition == "at";
    if !at && !matches!(preposition.as_str(), "in" | "near" | "outside" | "inside") {
        return None;
    }
    let after = context.times.partition_point(|time| time.tokens.start <= site);
    let timed = after > 0 && context.times[after - 1].tokens.contains(&site);
    if timed {
        return None;
    }
    let named = named(context, site, at);
    if named.is_some() || !KINDS_OF_PLACE.contains(&forest.lemma(site)) {
        return named;
    }
    // "in the Syrian town of Kobani".
    let inner =
        [Relation::Nmod, Relation::NmodDesc, Relation::Appos, Relation::Flat, Relation::Compound];
    let mut names = forest.children_by(site, &inner);
    let mut place = names.find_map(|name| beside(context, name))?;
    if place.country.is_none() {
        let mut words = forest.children_by(site, &[Relation::Amod, Relation::NmodPoss]);
        let state = words.find_map(|word| cast.at(word));
        place.country = state.and_then(|state| cast.members[state.member].country.clone());
    }
    Some(place)
}

/// Returns the place that a name is: of the cast, or of the codebook, or what grammar
/// takes for one.
fn named(context: Context<'_>, site: usize, at: bool) -> Option<Place> {
    let crate::grammar::Grammar { text, cast, language, .. } = context.grammar;
    let Some(mention) = cast.at(site) else { return this_place(context, site) };
    let member = &cast.members[mention.member];
    let words = match member.kind {
        // What is fired "at" a state does not happen there.
        ActorKind::State | ActorKind::Place if !at || is_city(context, mention, member) => {
            mention.tokens.clone()
        }
        // "at the White House", "at the United Nations".
        ActorKind::Office | ActorKind::Organization
            if at && matches!(member.who, Who::Body(_)) && !before_noun(context, mention) =>
        {
            let before = mention.tokens.start.checked_sub(1);
            let the = before.is_some_and(|before| text.word(before) == language.known.the);
            mention.tokens.start - usize::from(the)..mention.tokens.end
        }
        _ => return None,
    };
    let is_name = mention.form == MentionForm::Name;
    if mention.modifies || !is_name {
        return None;
    }
    let name = text.span(words).of(text.text).to_owned();
    Some(Place { name, country: member.country.clone() })
}

/// Returns whether a mention of a state is that of its capital.
fn is_city(context: Context<'_>, mention: &CastMention, member: &CastMember) -> bool {
    let words = context.grammar.text.span(mention.tokens.clone());
    words.of(context.grammar.text.text) != member.name
}

/// Returns whether a mention stands before a noun: "at the Group of 20 summit".
fn before_noun(context: Context<'_>, mention: &CastMention) -> bool {
    context.grammar.forest.upos(mention.tokens.end) == Upos::Noun
}

/// Returns the place whose name stands beside its kind, as in "the Baghdad airport".
fn beside(context: Context<'_>, name: usize) -> Option<Place> {
    let crate::grammar::Grammar { text, cast, .. } = context.grammar;
    let Some(mention) = cast.at(name) else { return this_place(context, name) };
    let member = &cast.members[mention.member];
    let is_place = matches!(member.kind, ActorKind::State | ActorKind::Place)
        && mention.form == MentionForm::Name;
    let words = text.span(mention.tokens.clone()).of(text.text).to_owned();
    is_place.then(|| Place { name: words, country: member.country.clone() })
}

/// Returns the place whose name a token is part of, among those that the cast lacks.
fn this_place(context: Context<'_>, token: usize) -> Option<Place> {
    let crate::grammar::Grammar { text, forest, cast, .. } = context.grammar;
    if cast.at(token).is_some() {
        return named(context, token, false);
    }
    if forest.upos(token) != Upos::Propn || !text.is_capitalized(token) {
        return None;
    }
    let words = name_around(context, token);
    let known = |words: Range<usize>| {
        let name = text.span(words.clone()).of(text.text);
        context.sites.get(&fold(name)).map(|country| (words, country.clone()))
    };
    let starts = words.start..=token;
    let best = starts.flat_map(|start| (token + 1..=words.end).rev().map(move |end| start..end));
    if let Some((words, country)) = best.into_iter().find_map(known) {
        let name = text.span(words).of(text.text).to_owned();
        return Some(Place { name, country: Some(country).filter(|code| !code.is_empty()) });
    }
    if forest.name(token) != Some(NameKind::Place) {
        return None;
    }
    // "Baghdad International Airport".
    let before = words.start.checked_sub(1).and_then(|before| cast.at(before));
    let before = before.map(|mention| (mention, &cast.members[mention.member]));
    let city = before.filter(|(mention, member)| {
        mention.form == MentionForm::Name && member.kind == ActorKind::State
    });
    if let Some((mention, member)) = city {
        let name = text.span(mention.tokens.start..words.end).of(text.text).to_owned();
        return Some(Place { name, country: member.country.clone() });
    }
    // "in Kobani, Syria".
    let behind = words.end + usize::from(text.str(words.end) == ",");
    let state =
        cast.at(behind).filter(|_| behind > words.end).map(|state| &cast.members[state.member]);
    let country = state.filter(|member| member.kind == ActorKind::State);
    let country = country.and_then(|member| member.country.clone());
    Some(Place { name: text.span(words).of(text.text).to_owned(), country })
}

/// Returns the words of the name that a token is part of.
fn name_around(context: Context<'_>, token: usize) -> Range<usize> {
    let crate::grammar::Grammar { text, forest, cast, .. } = context.grammar;
    let inside = |idx: usize| {
        // "the Black Sea": an adjective with a capital is part of the name.
        let part = matches!(forest.upos(idx), Upos::Propn | Upos::Adj);
        let name = part && text.is_capitalized(idx) || text.str(idx) == "-";
        name && cast.at(idx).is_none()
    };
    let (mut start, mut end) = (token, token + 1);
    while start > 0 && end - start < LONGEST && inside(start - 1) {
        start -= 1;
    }
    while end - start < LONGEST && inside(end) {
        end += 1;
    }
    start..end
}
