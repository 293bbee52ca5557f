//! Definite descriptions without a country: "the government", "the rebels",
//! "that country", "the Foreign Ministry in Tehran", "the 79-year-old".
//!
//! In: "the" and what follows it, or a plural noun for people who fight. Out: a
//! mention of the one who was so called before; for those who rule, of the
//! government of the state that the text is about just there, and so for "lawmakers".
//! Where nothing tells, there is no mention.

use std::ops::Range;

use chancery_model::{ActorKind, MentionForm, Party};

use super::cast::{CastMember, CastMention, Who};
use super::finder::Finder;
use super::lead::{found_at, party_of};
use super::names::Meaning;
use crate::language::{Class, Collective, Form};
use crate::text::TokenKind;

/// Nouns for those who rule a state: alone, they mean the state that the text is
/// about.
const RULING: &[&str] = &[
    "government",
    "administration",
    "regime",
    "cabinet",
    "authorities",
    "ministry",
    "army",
    "military",
    "navy",
    "parliament",
    "presidency",
    "air force",
    "coast guard",
    "armed forces",
    "security forces",
];

/// How far behind "of" the one may be named to whom those who rule belong.
const MOST_OF: usize = 6;

/// How many tokens back a noun is remembered that named somebody.
const MEMORY: usize = 2_000;

impl Finder<'_> {
    /// Reads the description that begins at a token. Returns its end.
    pub(super) fn definite(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let word = self.text.word(at);
        let known = &self.tables.language.known;
        if word == known.the {
            return self
                .office_alone(at, sentence)
                .or_else(|| self.called_so_before(at, sentence))
                .or_else(|| self.country_alone(at))
                .or_else(|| self.aged(at, sentence))
                .or_else(|| self.rulers(at, sentence));
        }
        if word == known.that || word == known.this {
            return self.country_alone(at);
        }
        if self.tables.language.is(word, Class::IT.or(Class::THEY)) {
            return self.rulers(at, sentence);
        }
        self.fighters(at, sentence).or_else(|| self.lawmakers(at))
    }

    /// "lawmakers", "senators": of the state that the text is about.
    fn lawmakers(&mut self, at: usize) -> Option<usize> {
        let noun = self.text.str(at).to_ascii_lowercase();
        let state_idx = match noun.as_str() {
            "senators" | "congressmen" => self.american().or_else(|| self.home(at))?,
            "lawmakers" | "legislators" => self.home(at)?,
            _ => return None,
        };
        let state = &self.tables.codebook.states[state_idx];
        let (party, country) = (Party(state.code.clone()), state.code.clone());
        let words = format!("{} {noun}", state.adjectives.first().unwrap_or(&state.name));
        let kind = ActorKind::Office;
        let member = self.described(&words, Some(party), Some(country), kind, "LEG");
        self.add(at..at + 1, member, MentionForm::Description);
        Some(at + 1)
    }

    /// "the separatists": those whom the same noun named last, where no "of" says
    /// whose they are.
    fn called_so_before(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let (end, _) = self.collective(at + 1, sentence.end)?;
        // "the rebels of Oslo", "the military assets"
        let of = self.text.word(end) == self.tables.language.known.of;
        if of || self.says_what_kind(end, sentence.end) {
            return None;
        }
        let member = self.named_by(end - 1, at)?;
        self.add(at..end, member, MentionForm::Description);
        Some(end)
    }

    /// Returns the member whose last mention before `at` ends with that word.
    fn named_by(&self, word_at: usize, at: usize) -> Option<usize> {
        let word = self.text.word(word_at);
        let before = self.cast.mentions_in(at.saturating_sub(MEMORY)..at);
        let called_so = before.filter(|mention| {
            mention.tokens.len() > 1
                && self.text.word(mention.tokens.end - 1) == word
                && !matches!(
                    self.cast.members[mention.member].kind,
                    ActorKind::Person | ActorKind::State
                )
        });
        called_so.last().map(|mention| mention.member)
    }

    /// "rebels", "militants": named without a country, by the text alone.
    fn fighters(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let (end, collective) = self.collective(at, sentence.end)?;
        let plural = self.text.str(end - 1).ends_with('s');
        if collective.kind != ActorKind::ArmedGroup || !plural || end - at != 1 {
            return None;
        }
        let member = self.named_by(at, at).unwrap_or_else(|| {
            let words = self.text.span(at..end).of(self.text.text).to_lowercase();
            self.described(&words, None, None, ActorKind::ArmedGroup, "REB")
        });
        self.add(at..end, member, MentionForm::Description);
        Some(end)
    }

    /// "the country", "that country": the state named last.
    fn country_alone(&mut self, at: usize) -> Option<usize> {
        let noun = self.text.str(at + 1);
        if !noun.eq_ignore_ascii_case("country") && !noun.eq_ignore_ascii_case("nation") {
            return None;
        }
        let sentence = self.text.sentences[self.sentence_idx].tokens.clone();
        let state_idx = self.named_near(at, &sentence).or_else(|| self.home(at))?;
        let known = &self.tables.language.known;
        let behind = self.text.word(at + 2);
        if (behind == known.possessive || behind == known.bare_possessive)
            && let Some(end) = self.people_of(at, at + 3, state_idx, &sentence)
        {
            return Some(end);
        }
        let state = &self.tables.codebook.states[state_idx];
        let member =
            self.cast.member(Who::State(state_idx), || CastMember::state(state_idx, state));
        self.add(at..at + 2, member, MentionForm::Description);
        Some(at + 2)
    }

    /// Returns the state that the sentence named last before a token as where something is
    /// or with whom: "sends troops to Norway, as the country asked". Whoever acts right
    /// before it is not meant: "said Norway had crossed the country's border".
    fn named_near(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let last = self.cast.mentions_in(sentence.start..at).last()?;
        let before = last.tokens.start.checked_sub(1).filter(|word| *word >= sentence.start)?;
        let led = self.tables.language.is(self.text.word(before), Class::PREPOSITION);
        match self.cast.members[last.member].who {
            Who::State(idx) if led && !last.modifies => Some(idx),
            _ => None,
        }
    }

    /// "the 79-year-old": the person named first in the sentence before.
    fn aged(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let parts: Vec<&str> = (at + 2..at + 6).map(|idx| self.text.str(idx)).collect();
        let age = self.text.tokens.get(at + 1)?.kind == TokenKind::Number;
        let end = at + 6;
        if !age || parts != ["-", "year", "-", "old"] || end > sentence.end {
            return None;
        }
        // "the 79-year-old king": the noun says who is meant, and may mean another.
        let language = self.tables.language;
        let noun = end < sentence.end
            && self.text.tokens[end].kind == TokenKind::Word
            && language.verbs(self.text.word(end)).is_empty()
            && !language.is(
                self.text.word(end),
                Class::BE
                    .or(Class::HAVE)
                    .or(Class::FUTURE)
                    .or(Class::CONDITIONAL)
                    .or(Class::RELATIVE),
            );
        if noun {
            return None;
        }
        let before = self.sentence_idx.checked_sub(1).and_then(|idx| self.text.sentences.get(idx));
        let reach = before.map_or(sentence.start, |before| before.tokens.start);
        let is_person =
            |mention: &&CastMention| self.cast.members[mention.member].kind == ActorKind::Person;
        let member = self.cast.mentions_in(reach..at).find(is_person)?.member;
        self.add(at..end, member, MentionForm::Description);
        Some(end)
    }

    /// "the government", "its army", "the Foreign Ministry": of the state that the
    /// text is about, or of the one whose capital stands behind.
    fn rulers(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let (end, collective) = self.ruling(at + 1, sentence.end)?;
        let seat = self.seat_behind(end);
        let noun = self.text.str(end - 1);
        let state_idx = match seat {
            Some((state_idx, _)) => state_idx,
            // Whose it is the text says itself, or nobody knows.
            None if self.text.word(end) == self.tables.language.known.of => {
                self.owner_behind(end + 1, sentence)?
            }
            None if noun.eq_ignore_ascii_case("administration") => self.american()?,
            None => self.home(at)?,
        };
        let state = &self.tables.codebook.states[state_idx];
        let party = Party(state.code.clone());
        let country = Some(state.code.clone());
        let noun = self.text.span(at + 1..end).of(self.text.text).to_lowercase();
        let adjective = state.adjectives.first().unwrap_or(&state.name);
        let words = format!("{adjective} {noun}");
        let sector = collective.sector.map_or("GOV", |sector| sector.code());
        let member = self.described(&words, Some(party), country, collective.kind, sector);
        let end = seat.map_or(end, |(_, end)| end);
        self.add(at..end, member, MentionForm::Description);
        Some(end)
    }

    /// Returns the end of a noun for those who rule, with a word of field before
    /// it: "Foreign Ministry".
    fn ruling(&self, at: usize, sentence_end: usize) -> Option<(usize, Collective)> {
        let first = (at..sentence_end.min(at + 3)).find_map(|start| {
            let modifiers = (at..start).all(|idx| self.modifies_ministry(idx));
            let (end, collective) = self.collective(start, sentence_end)?;
            let noun = self.text.span(start..end).of(self.text.text).to_lowercase();
            let last = noun.split_whitespace().next_back().unwrap_or("");
            let alone = RULING.contains(&noun.as_str());
            let of_field = last == "ministry" && start > at;
            let rules = of_field || alone && start == at;
            (modifiers && rules && collective.for_state).then_some((end, collective))
        })?;
        // "the army Group": the beginning of a name. "Its military support": a word for
        // what the state does, not for who rules it.
        let language = self.tables.language;
        let act = language.noun(self.text.word(first.0));
        let of_act = act.is_some_and(|noun| language.event_nouns.contains_key(&noun))
            && language.verbs(self.text.word(first.0)).iter().all(|(_, form)| form.is(Form::BASE));
        (!self.text.is_capitalized(first.0) && !of_act).then_some(first)
    }

    /// Returns whether a word may say of what a ministry is.
    fn modifies_ministry(&self, idx: usize) -> bool {
        self.text.tokens[idx].kind == TokenKind::Word && found_at(self.found, idx).is_none()
    }

    /// Returns the state whose capital or name stands behind "in", and its end.
    fn seat_behind(&self, at: usize) -> Option<(usize, usize)> {
        if self.text.word(at) != self.tables.language.known.in_ {
            return None;
        }
        let found = found_at(self.found, at + 1)?;
        found.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Capital(idx) | Meaning::State(idx) => Some((*idx, found.end)),
            _ => None,
        })
    }

    /// Returns the state of whoever is named behind "of": "the regime of Syrian
    /// President Bashar al-Assad", "the army of the Norwegian king".
    fn owner_behind(&self, from: usize, sentence: &Range<usize>) -> Option<usize> {
        let words = from..sentence.end.min(from + MOST_OF);
        let ends = |idx: &usize| self.text.tokens[*idx].kind == TokenKind::Mark;
        let country = words.take_while(|idx| !ends(idx)).find_map(|idx| {
            let named = self.cast.at(idx).map(|mention| &self.cast.members[mention.member]);
            let country = named.and_then(|member| member.country.clone());
            country.or_else(|| {
                let party = party_of(self.tables, found_at(self.found, idx)?)?;
                Some(party.as_str().to_owned())
            })
        })?;
        self.tables.codebook.states.iter().position(|state| state.code == country)
    }

    /// Returns the United States, where the text speaks of them at all.
    fn american(&self) -> Option<usize> {
        let code = "USA";
        let named = self.cast.members.iter().any(|member| member.country.as_deref() == Some(code));
        let state = || self.tables.codebook.states.iter().position(|state| state.code == code);
        named.then(state).flatten()
    }
}
