//! People: names of the codebook with their titles, and surnames.
//!
//! In: the names found. Out: mentions of people in the cast. Who held an office
//! is decided at the article's date. A surname alone counts where the person has
//! been named in full, is titled, or holds a high office at that date.

use std::ops::Range;

use chancery_model::{ActorKind, Date, MentionForm};

use super::cast::{CastMember, CastMention, Who};
use super::finder::Finder;
use super::introduced::ORDINARY;
use super::lead::{Lead, found_at, lead};
use super::names::{Found, Meaning};
use crate::codebook::{Person, rank};
use crate::language::Class;
use crate::text::{TokenKind, UNKNOWN, fold};

/// How many days after leaving an office its holder is still known by surname.
const REMEMBERED_DAYS: i32 = 400;

impl Finder<'_> {
    pub(super) fn people_of_sentence(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            let end = match found_at(self.found, at) {
                Some(found) => self.known_name(found, &tokens).unwrap_or(found.end),
                None => self.introduced(at, &tokens).unwrap_or(at + 1),
            };
            at = end.max(at + 1);
        }
    }

    /// Takes a name of the codebook as a person's, if it is one.
    fn known_name(&mut self, found: &Found, sentence: &Range<usize>) -> Option<usize> {
        let people: Vec<(usize, bool)> = found
            .meanings
            .iter()
            .filter_map(|meaning| match meaning {
                Meaning::Person(idx) => Some((*idx, true)),
                Meaning::Surname(idx) => Some((*idx, false)),
                _ => None,
            })
            .collect();
        if people.is_empty() {
            return None;
        }
        let lead = lead(self.text, self.tables, self.found, found.start, sentence.start);
        if let Some(end) = self.namesake(found, &lead) {
            return Some(end);
        }
        let stands_for_else = people.len() < found.meanings.len();
        let full = people.iter().any(|(_, full)| *full);
        if !full {
            // "Ivanka Trump": a capitalised word before is somebody else's first name.
            let plain = lead.start == found.start;
            let before = found.start.checked_sub(1).filter(|before| *before >= sentence.start);
            if let (true, Some(before)) = (plain, before)
                && self.is_first_name(before, sentence.start)
            {
                return None;
            }
            // "Johnson Redbook", "Charles-Eugène": the beginning of another name.
            let hyphen = self.text.str(found.end) == "-" && self.text.is_capitalized(found.end + 1);
            if hyphen || plain && self.begins_a_name(found.end, sentence) {
                return None;
            }
            if let Some(end) = self.two_surnames(found, plain) {
                return Some(end);
            }
            // "May" is a month first, and a person only where something says so.
            let calendar = Class::MONTH.or(Class::WEEKDAY);
            let time = self.tables.language.is(self.text.word(found.start), calendar);
            if (stands_for_else || time) && plain {
                return None;
            }
            // Somebody whom the text named in full by that surname is meant again.
            if let Some(member) = self.surname_in_cast(found.start..found.end)
                && people.iter().all(|(idx, _)| {
                    self.cast.find(&Who::Person(*idx)).is_none()
                        && !self.fits_title(&self.tables.codebook.people[*idx], &lead)
                })
            {
                self.cast.mention(CastMention {
                    tokens: lead.start..found.end,
                    member,
                    form: MentionForm::Name,
                    modifies: false,
                    is_place: false,
                    stands: true,
                });
                return Some(found.end);
            }
        }
        // Whoever was named in full before is meant again, not a namesake.
        let known: Vec<_> = people
            .iter()
            .filter(|(idx, _)| self.cast.find(&Who::Person(*idx)).is_some())
            .cloned()
            .collect();
        let person = self.choose(if known.is_empty() { &people } else { &known }, &lead)?;
        let member = self.add_person(person, &lead);
        self.cast.mention(CastMention {
            tokens: lead.start..found.end,
            member,
            form: MentionForm::Name,
            modifies: false,
            is_place: false,
            stands: true,
        });
        Some(found.end)
    }

    /// "Martin Lund", where both are surnames of the codebook: somebody else, unless the
    /// text has named a Martin.
    fn two_surnames(&self, found: &Found, plain: bool) -> Option<usize> {
        let next = found_at(self.found, found.end).filter(|next| next.start == found.end)?;
        let is_known = |meaning: &Meaning| match meaning {
            Meaning::Surname(idx) => self.cast.find(&Who::Person(*idx)).is_some(),
            _ => false,
        };
        let surname = |meaning: &Meaning| matches!(meaning, Meaning::Surname(_));
        let stranger = plain && !found.meanings.iter().any(is_known);
        (stranger && next.meanings.iter().all(surname)).then_some(next.end)
    }

    /// "Donald Trump Jr.": another person of that name.
    fn namesake(&mut self, found: &Found, lead: &Lead) -> Option<usize> {
        let end = found.end + usize::from(self.text.str(found.end) == ",");
        if !matches!(self.text.str(end), "Jr." | "Jr" | "Sr." | "Sr" | "III") {
            return None;
        }
        let tokens = lead.start..end + 1;
        let name = self.text.span(found.start..end + 1).of(self.text.text);
        let member = self.cast.member(Who::Named(fold(name)), || CastMember {
            who: Who::Named(fold(name)),
            name: name.to_string(),
            kind: ActorKind::Person,
            party: None,
            country: None,
            sector: None,
            role: lead.title.clone(),
            office: None,
            wikidata: None,
            gender: None,
        });
        self.add(tokens, member, MentionForm::Name);
        Some(end + 1)
    }

    fn is_first_name(&self, token_idx: usize, sentence_start: usize) -> bool {
        let word = self.text.word(token_idx);
        // "Yale E. Lund"
        if matches!(self.text.str(token_idx).as_bytes(), [b'A'..=b'Z', b'.']) {
            return true;
        }
        let named =
            self.found.iter().any(|found| found.start <= token_idx && token_idx < found.end);
        self.text.is_capitalized(token_idx)
            && self.text.tokens[token_idx].kind == TokenKind::Word
            && !named
            && !self.tables.language.is(word, ORDINARY)
            && (token_idx > sentence_start
                || word == UNKNOWN
                || self.tables.names.is_first_name(word))
    }

    /// Returns the person meant among those of one name.
    fn choose(&self, people: &[(usize, bool)], lead: &Lead) -> Option<usize> {
        let book = self.tables.codebook;
        let in_cast = |idx: usize| self.cast.find(&Who::Person(idx)).is_some();
        let best = people.iter().copied().max_by_key(|(idx, full)| {
            let person = &book.people[*idx];
            let fits_title = self.fits_title(person, lead);
            let held = self.high_office(person);
            let spoken_of = self.is_spoken_of(person);
            let held = held.map(|rank| 10 - rank);
            (fits_title, in_cast(*idx), *full, spoken_of, held, std::cmp::Reverse(*idx))
        })?;
        let (idx, full) = best;
        let person = &book.people[idx];
        let titled = !lead.offices.is_empty();
        let known = full
            || in_cast(idx)
            || titled && self.fits_title(person, lead)
            || (!titled || lead.former)
                && self.high_office(person).is_some_and(|rank| {
                    rank <= 1 && people.len() == 1 || self.is_spoken_of(person)
                })
            || lead.honorific && self.date.is_none_or(|date| person.last_term_by(date).is_some());
        // A titled stranger who only shares the surname is introduced by the text.
        known.then_some(idx)
    }

    /// Returns whether the text names a state or body for which the person has acted: no
    /// minister is meant by a common surname in news of other countries.
    fn is_spoken_of(&self, person: &Person) -> bool {
        let book = self.tables.codebook;
        let party = |meaning: &Meaning| match *meaning {
            Meaning::State(idx)
            | Meaning::Adjective(idx)
            | Meaning::Demonym(idx)
            | Meaning::Capital(idx) => book.states.get(idx).map(|state| state.code.as_str()),
            Meaning::Body(idx) => book.bodies.get(idx).map(|body| body.party.as_str()),
            _ => None,
        };
        let mut named = self.found.iter().flat_map(|found| &found.meanings).filter_map(party);
        named.any(|party| person.terms.iter().any(|term| term.party.as_str() == party))
    }

    /// Returns whether the title before the name is one that the person bore.
    fn fits_title(&self, person: &Person, lead: &Lead) -> bool {
        lead.offices.iter().filter_map(|idx| self.tables.codebook.offices.get(*idx)).any(|office| {
            person.terms.iter().any(|term| {
                term.office == office.office
                    && office.party.as_ref().is_none_or(|party| *party == term.party)
                    && lead.party.as_ref().is_none_or(|party| *party == term.party)
                    && self.date.is_none_or(|date| term.begun_by(date))
            })
        })
    }

    /// Returns the rank of the high office that the person holds at the date, or
    /// left lately.
    fn high_office(&self, person: &Person) -> Option<u8> {
        let terms = person.terms.iter().filter(|term| {
            let Some(date) = self.date else { return true };
            term.begun_by(date)
                && term.until.is_none_or(|until| days_between(until, date) < REMEMBERED_DAYS)
        });
        terms.map(|term| rank(&term.office)).min().filter(|rank| *rank <= 2)
    }

    /// Adds a person of the codebook to the cast, in the office of the date.
    fn add_person(&mut self, idx: usize, lead: &Lead) -> usize {
        let book = self.tables.codebook;
        let person = &book.people[idx];
        let now = match self.date {
            Some(date) => person.term_on(date),
            None => person
                .terms
                .last()
                .and_then(|last| person.term_on(last.since?))
                .or(person.terms.last()),
        };
        let past = self.date.and_then(|date| person.last_term_by(date));
        let term = now.or(past).or(person.terms.first());
        let in_office = now.is_some();
        let party = term.map(|term| term.party.clone());
        let office = term.map(|term| term.office.clone());
        let title = party.as_ref().zip(office.as_ref()).map(|(party, office)| {
            let title = book.title(party, office);
            if in_office { title } else { format!("former {title}") }
        });
        let state = party
            .as_ref()
            .and_then(|party| book.states.iter().find(|state| state.code == party.as_str()));
        let sector = if in_office { "GOV" } else { "ELI" };
        let member = CastMember {
            who: Who::Person(idx),
            name: person.name.clone(),
            kind: ActorKind::Person,
            country: state.map(|state| state.code.clone()),
            party: party.filter(|_| in_office || !lead.former),
            sector: sector.parse().ok(),
            role: title.or_else(|| lead.title.clone()),
            office,
            wikidata: person.wikidata.clone(),
            gender: person.gender,
        };
        self.cast.member(Who::Person(idx), || member)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
