//! Collectives: "Russian troops", "foreign ministry officials", "the Assad
//! government".
//!
//! In: where a country or a person is named. Out: a mention of those who act for
//! it, with the sector of the noun that names them.

use std::ops::Range;

use chancery_model::{ActorKind, MentionForm, Party};

use super::finder::Finder;
use super::introduced::ORDINARY;
use super::lead::found_at;
use super::names::office_of;
use crate::language::{Class, Collective, Form};
use crate::text::TokenKind;

impl Finder<'_> {
    /// Reads the people behind a country: an office ("president"), or a
    /// collective ("troops", "foreign ministry officials"). Returns the end of
    /// the description.
    pub(super) fn people_of(
        &mut self,
        start: usize,
        from: usize,
        state_idx: usize,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        let state = &self.tables.codebook.states[state_idx];
        let party = Party(state.code.clone());
        let country = Some(state.code.clone());
        let limit = sentence.end.min(from + 4);
        for at in from..limit {
            let title = self.tables.names.title(self.text, at, sentence.end);
            let people = self.collective(at, sentence.end).filter(|(end, _)| {
                // "national security adviser" begins with a national.
                title.is_none_or(|(len, _)| at + len <= *end)
            });
            if let Some((end, collective)) = people {
                let end = self.whole_name(end, sentence.end);
                let words = self.text.span(start..end).of(self.text.text);
                let party = collective.for_state.then_some(party);
                let sector = collective.sector.map_or("GOV", |sector| sector.code());
                let member = self.described(words, party, country, collective.kind, sector);
                self.add(start..end, member, MentionForm::Description);
                return Some(end);
            }
            if matches!(self.text.str(at), "counterpart" | "counterparts") {
                let member = self.counterpart(start, &party)?;
                self.add(start..at + 1, member, MentionForm::Description);
                return Some(at + 1);
            }
            if let Some((len, offices)) = title {
                let end = at + len;
                let office = office_of(self.tables.codebook, offices, Some(&party))?;
                let (office, sector) = (office.office.clone(), office.sector);
                let words = self.text.span(start..end).of(self.text.text);
                let member = self.holder(&party, &office).unwrap_or_else(|| {
                    let sector = sector.map_or("GOV", |sector| sector.code());
                    self.described(words, Some(party), country, ActorKind::Person, sector)
                });
                self.add(start..end, member, MentionForm::Description);
                return Some(end);
            }
            let word = self.text.str(at);
            let modifier = self.text.tokens[at].kind == TokenKind::Word
                && !self.tables.language.is(
                    self.text.word(at),
                    Class::PREPOSITION
                        .or(Class::CONJUNCTION)
                        .or(Class::BE)
                        .or(Class::HAVE)
                        .or(Class::FUTURE)
                        .or(Class::CONDITIONAL)
                        .or(Class::DETERMINER)
                        .or(Class::RELATIVE)
                        .or(Class::SUBORDINATOR),
                )
                && self.tables.language.verbs(self.text.word(at)).is_empty()
                && found_at(self.found, at).is_none()
                || word == "-";
            if !modifier {
                return None;
            }
        }
        None
    }

    /// Returns the collective noun at a token, with those that follow it:
    /// "government forces", "military officials".
    pub(super) fn collective(&self, at: usize, end: usize) -> Option<(usize, Collective)> {
        let mut at = at;
        let mut last = None;
        while let Some((len, values)) = self
            .text
            .words
            .get(at..end)
            .and_then(|words| self.tables.language.collectives.longest(words))
        {
            at += len;
            last = values.first().map(|value| (at, *value));
            let thing = values.iter().any(|value| value.is_thing);
            let private = values.iter().all(|value| !value.for_state);
            let of_another_noun = thing && self.says_which(at, end)
                || private && self.says_what_kind(at, end)
                || self.is_military_act(at, end);
            if of_another_noun {
                return None;
            }
        }
        last
    }

    /// Returns the end of a name that goes on behind "of": "Ministry of Foreign Affairs",
    /// "Department of Health and Welfare".
    fn whole_name(&self, end: usize, sentence_end: usize) -> usize {
        let named = |at: usize| at < sentence_end && self.text.is_capitalized(at);
        let known = &self.tables.language.known;
        if !self.text.is_capitalized(end - 1) || self.text.word(end) != known.of || !named(end + 1)
        {
            return end;
        }
        let mut last = end + 1;
        loop {
            let joined = matches!(self.text.str(last + 1), "and" | "&" | "," | "the");
            match (named(last + 1), joined && named(last + 2)) {
                (true, _) => last += 1,
                (_, true) => last += 2,
                _ => return last + 1,
            }
        }
    }

    /// Returns whether "military" stands before a token that is a noun for an act and no
    /// verb here: "military aid", but not "the military strikes".
    pub(super) fn is_military_act(&self, at: usize, end: usize) -> bool {
        let language = self.tables.language;
        let word = self.text.word(at);
        let act = language.noun(word).is_some_and(|noun| language.event_nouns.contains_key(&noun));
        let is_noun = || language.verbs(word).iter().all(|(_, form)| form.is(Form::BASE));
        at < end && self.text.str(at - 1) == "military" && act && is_noun()
    }

    /// Returns whether the noun at a token is one that a thing before it belongs to:
    /// "missile tests", "drone strikes".
    fn says_which(&self, at: usize, end: usize) -> bool {
        let language = self.tables.language;
        let event = |noun| language.event_nouns.contains_key(&noun);
        let plural = self.text.str(at - 1).ends_with('s');
        at < end && !plural && language.noun(self.text.word(at)).is_some_and(event)
    }

    /// Returns whether the noun at a token is one that a singular before it belongs to:
    /// "business practices", "family ties".
    pub(super) fn says_what_kind(&self, at: usize, end: usize) -> bool {
        let language = self.tables.language;
        let plural = self.text.str(at - 1).ends_with('s');
        at < end
            && !plural
            && self.text.tokens[at].kind == TokenKind::Word
            && !self.text.is_capitalized(at)
            && !language.is(self.text.word(at), ORDINARY)
            && language.verbs(self.text.word(at)).is_empty()
            && self.tables.names.title(self.text, at, end).is_none()
            && language.collectives.longest(&self.text.words[at..end]).is_none()
    }

    /// "the Obama administration", "Assad's government".
    pub(super) fn persons_government(
        &mut self,
        member: usize,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        let known = &self.tables.language.known;
        let possessive =
            self.text.word(at) == known.possessive || self.text.word(at) == known.bare_possessive;
        let from = if possessive { at + 1 } else { at };
        let (end, collective) = self.collective(from, sentence.end)?;
        let person =
            self.cast.members.get(member).filter(|person| person.kind == ActorKind::Person)?;
        if self.cast.covers(from..end) || !collective.for_state {
            return None;
        }
        let (party, country) = (person.party.clone()?, person.country.clone());
        let words = format!("{} {}", person.name, self.text.span(from..end).of(self.text.text));
        let sector = collective.sector.map_or("GOV", |sector| sector.code());
        let member = self.described(&words, Some(party), country, collective.kind, sector);
        self.add(from..end, member, MentionForm::Description);
        Some(end)
    }
}
