//! Introductions: people whom the codebook lacks and the text brings in.
//!
//! In: capitalised words that no name of the codebook begins. Out: mentions of
//! people with the role and the party that a title before the name or an
//! apposition behind it gives them. Words that nothing makes a person are left
//! alone.

use std::ops::Range;

use chancery_model::{ActorKind, MentionForm, Party};

use super::cast::{CastMember, CastMention, Who};
use super::finder::Finder;
use super::lead::{found_at, lead, party_of};
use super::names::{Meaning, office_of};
use crate::language::Class;
use crate::text::{TokenKind, fold};

/// As many words as a title has at most.
const MOST_TITLE: usize = 6;

impl Finder<'_> {
    /// Takes a title with capitalised words behind it, or capitalised words with
    /// a title behind a comma, as somebody whom the codebook lacks.
    pub(super) fn introduced(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let end = self.name_run(at, sentence.end)?;
        let lead = lead(self.text, self.tables, self.found, at, sentence.start);
        let known_surname = self.surname_in_cast(at..end);
        let behind = self.apposition(end, sentence.end);
        let name = self.text.span(at..end).of(self.text.text);
        let n_words = end - at;
        let (party, title) = match (&lead.title, behind) {
            (Some(title), _) => (lead.party.clone(), Some(title.clone())),
            (None, Some((party, title))) if n_words >= 2 => (party, Some(title)),
            (None, None) if lead.honorific || known_surname.is_some() => (None, None),
            _ => return None,
        };
        let member = match known_surname {
            Some(member) if lead.title.is_none() || n_words == 1 => member,
            _ => {
                let office = office_of(self.tables.codebook, &lead.offices, party.as_ref());
                let party = party.or_else(|| office.and_then(|office| office.party.clone()));
                let state =
                    self.tables.codebook.states.iter().find(|state| {
                        party.as_ref().is_some_and(|party| state.code == party.as_str())
                    });
                let member = CastMember {
                    who: Who::Named(fold(name)),
                    name: name.to_string(),
                    kind: ActorKind::Person,
                    country: state.map(|state| state.code.clone()),
                    party: party.filter(|_| !lead.former),
                    sector: office.and_then(|office| office.sector),
                    role: title,
                    office: office.map(|office| office.office.clone()),
                    wikidata: None,
                    gender: None,
                };
                self.cast.member(member.who.clone(), || member)
            }
        };
        self.cast.mention(CastMention {
            tokens: lead.start..end,
            member,
            form: MentionForm::Name,
            modifies: false,
            is_place: false,
            stands: true,
        });
        Some(end)
    }

    /// Returns the end of the capitalised words that begin at a token and may be
    /// a name.
    fn name_run(&self, at: usize, sentence_end: usize) -> Option<usize> {
        let mut end = at;
        while end < sentence_end && end - at < 5 && self.is_name_word(end, end == at) {
            end += 1;
            // "Al-Masri", "Sun-young", "O. Lund"
            if self.text.str(end) == "-"
                && self.text.tokens[end - 1].span.end == self.text.tokens[end].span.start
            {
                let glued = self.text.tokens.get(end + 1).is_some_and(|next| {
                    next.span.start == self.text.tokens[end].span.end
                        && next.kind == TokenKind::Word
                });
                if !glued {
                    break;
                }
                end += 2;
            }
        }
        (end > at && self.text.str(end - 1).len() > 1).then_some(end.min(sentence_end))
    }

    fn is_name_word(&self, idx: usize, first: bool) -> bool {
        let token = &self.text.tokens[idx];
        let word = self.text.str(idx);
        let initial = token.kind == TokenKind::Abbreviation && word.chars().count() == 2;
        let plain = token.kind == TokenKind::Word
            && self.text.is_capitalized(idx)
            && !self.tables.language.is(self.text.word(idx), ORDINARY);
        let particle =
            !first && matches!(word, "al" | "bin" | "de" | "el" | "van" | "von" | "da" | "la");
        // "Foreign Minister" begins with no name.
        let limit = self.text.words.len().min(idx + MOST_TITLE);
        let is_title = self.tables.names.title(self.text, idx, limit).is_some();
        (initial || plain || particle)
            && !is_title
            && (first
                || found_at(self.found, idx).is_none_or(|found| {
                    found.meanings.iter().all(|meaning| matches!(meaning, Meaning::Surname(_)))
                }))
    }

    /// Returns the person named before in full whose last name these words are.
    pub(super) fn surname_in_cast(&self, tokens: Range<usize>) -> Option<usize> {
        self.cast.person_called(&fold(self.text.span(tokens).of(self.text.text)))
    }

    /// Returns the party and the title in the words between commas behind a name:
    /// ", the Colombian foreign minister,", ", a spokeswoman for the Kremlin,".
    fn apposition(&self, at: usize, sentence_end: usize) -> Option<(Option<Party>, String)> {
        if self.text.str(at) != "," {
            return None;
        }
        let limit = sentence_end.min(at + 16);
        // "a Norway-born minister" goes on, "(AFP) - the minister" does not.
        let is_dash = |idx: usize| {
            let tokens = &self.text.tokens;
            self.text.str(idx) == "-" && tokens[idx - 1].span.end < tokens[idx].span.start
        };
        let closes = |idx: &usize| {
            let word = self.text.str(*idx);
            matches!(word, "," | "." | ";" | "(" | ":" | "who" | "said" | "told" | "–" | "—")
                || is_dash(*idx)
        };
        let end = (at + 1..limit).find(closes).unwrap_or(limit);
        let title_at =
            (at + 1..end).find(|idx| self.tables.names.title(self.text, *idx, end).is_some())?;
        let (len, offices) = self.tables.names.title(self.text, title_at, end)?;
        let mut party = None;
        for idx in at + 1..end {
            if let Some(found) = found_at(self.found, idx) {
                party = party.or_else(|| party_of(self.tables, found));
            }
        }
        let office = office_of(self.tables.codebook, offices, party.as_ref());
        let party = party.or_else(|| office.and_then(|office| office.party.clone()));
        Some((party, self.text.span(title_at..title_at + len).of(self.text.text).to_string()))
    }
}

/// Words that are ordinary even with a capital at the start of a sentence.
pub(super) const ORDINARY: Class = Class::PREPOSITION
    .or(Class::DETERMINER)
    .or(Class::CONJUNCTION)
    .or(Class::SUBORDINATOR)
    .or(Class::RELATIVE)
    .or(Class::HE)
    .or(Class::SHE)
    .or(Class::THEY)
    .or(Class::IT)
    .or(Class::WE)
    .or(Class::ADVERB)
    .or(Class::BE)
    .or(Class::HAVE)
    .or(Class::DO)
    .or(Class::FUTURE)
    .or(Class::CONDITIONAL)
    .or(Class::NEGATION)
    .or(Class::HONORIFIC)
    .or(Class::WEEKDAY)
    .or(Class::MONTH);
