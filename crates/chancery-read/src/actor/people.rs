//! People: names with their titles, surnames, and those that the text introduces.
//!
//! In: the names found. Out: mentions of people in the cast. Who held an office
//! is decided at the article's date. A surname alone counts where the person has
//! been named in full, is titled, or holds a high office at that date.

use std::ops::Range;

use chancery_model::{ActorKind, Date, MentionForm, Party};

use super::Tables;
use super::cast::{Cast, CastMember, CastMention, Who};
use super::names::{Found, Meaning, office_of};
use crate::codebook::{Office, Person, rank};
use crate::language::Class;
use crate::text::{Text, TokenKind, UNKNOWN, fold};

/// How many days after leaving an office its holder is still known by surname.
const REMEMBERED_DAYS: i32 = 400;

/// What stands before a name and says who is meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    /// The first token of it.
    pub(super) start: usize,
    /// The party of the country or organ before the title.
    pub(super) party: Option<Party>,
    /// The offices that the title may mean.
    pub(super) offices: Vec<usize>,
    /// The words of the title.
    pub(super) title: Option<String>,
    /// Whether the office is no longer held.
    pub(super) former: bool,
    /// Whether "Mr." or the like stands there.
    pub(super) honorific: bool,
}

/// Finds the people named in a text.
pub(super) fn find(
    text: &Text<'_>,
    date: Option<Date>,
    tables: Tables<'_>,
    found: &[Found],
    cast: &mut Cast,
) {
    let mut finder = Finder { text, date, tables, found, cast };
    for sentence in &text.sentences {
        finder.sentence(sentence.tokens.clone());
    }
}

struct Finder<'a> {
    text: &'a Text<'a>,
    date: Option<Date>,
    tables: Tables<'a>,
    found: &'a [Found],
    cast: &'a mut Cast,
}

impl Finder<'_> {
    fn sentence(&mut self, tokens: Range<usize>) {
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
            // "May" is a month first, and a person only where something says so.
            let calendar = Class::MONTH.or(Class::WEEKDAY);
            let time = self.tables.language.is(self.text.word(found.start), calendar);
            if (stands_for_else || time) && plain {
                return None;
            }
            // Somebody whom the text introduced by that surname is meant again.
            if let Some(member) = self.surname_in_cast(found.start..found.end)
                && matches!(self.cast.members[member].who, Who::Named(_))
                && people.iter().all(|(idx, _)| self.cast.find(&Who::Person(*idx)).is_none())
            {
                self.cast.mention(CastMention {
                    tokens: lead.start..found.end,
                    member,
                    form: MentionForm::Name,
                    modifies: false,
                    is_place: false,
                });
                return Some(found.end);
            }
        }
        let person = self.choose(&people, &lead)?;
        let member = self.add_person(person, &lead);
        self.cast.mention(CastMention {
            tokens: lead.start..found.end,
            member,
            form: MentionForm::Name,
            modifies: false,
            is_place: false,
        });
        Some(found.end)
    }

    fn is_first_name(&self, token_idx: usize, sentence_start: usize) -> bool {
        let word = self.text.word(token_idx);
        let named =
            self.found.iter().any(|found| found.start <= token_idx && token_idx < found.end);
        self.text.is_capitalized(token_idx)
            && self.text.tokens[token_idx].kind == TokenKind::Word
            && !named
            && !self.tables.language.is(word, ORDINARY)
            && (token_idx > sentence_start || word == UNKNOWN)
    }

    /// Returns the person meant among those of one name.
    fn choose(&self, people: &[(usize, bool)], lead: &Lead) -> Option<usize> {
        let book = self.tables.codebook;
        let in_cast = |idx: usize| self.cast.find(&Who::Person(idx)).is_some();
        let best = people.iter().copied().max_by_key(|(idx, full)| {
            let person = &book.people[*idx];
            let fits_title = self.fits_title(person, lead);
            let held = self.high_office(person);
            (fits_title, in_cast(*idx), *full, held.map(|rank| 10 - rank), std::cmp::Reverse(*idx))
        })?;
        let (idx, full) = best;
        let person = &book.people[idx];
        let titled = !lead.offices.is_empty();
        let known = full
            || in_cast(idx)
            || titled && self.fits_title(person, lead)
            || self.high_office(person).is_some() && (!titled || lead.former)
            || lead.honorific && self.date.is_none_or(|date| person.last_term_by(date).is_some());
        // A titled stranger who only shares the surname is introduced by the text.
        known.then_some(idx)
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
            None => person.terms.last(),
        };
        let past = self.date.and_then(|date| person.last_term_by(date));
        let term = now.or(past).or(person.terms.first());
        let in_office = now.is_some();
        let party = term.map(|term| term.party.clone());
        let office = term.map(|term| term.office.clone());
        let title = party.as_ref().zip(office.as_ref()).map(|(party, office)| {
            let title = title_of(book.offices.iter(), party, office);
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

    /// Takes a title with capitalised words behind it, or capitalised words with
    /// a title behind a comma, as somebody whom the codebook lacks.
    fn introduced(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
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
        let is_title = self.tables.names.title(self.text, idx, idx + 1).is_some();
        (initial || plain || particle)
            && !is_title
            && (first
                || found_at(self.found, idx).is_none_or(|found| {
                    found.meanings.iter().all(|meaning| matches!(meaning, Meaning::Surname(_)))
                }))
    }

    /// Returns the person named before in full whose last name these words are.
    fn surname_in_cast(&self, tokens: Range<usize>) -> Option<usize> {
        self.cast.person_called(&fold(self.text.span(tokens).of(self.text.text)))
    }

    /// Returns the party and the title in the words between commas behind a name:
    /// ", the Colombian foreign minister,", ", a spokeswoman for the Kremlin,".
    fn apposition(&self, at: usize, sentence_end: usize) -> Option<(Option<Party>, String)> {
        if self.text.str(at) != "," {
            return None;
        }
        let limit = sentence_end.min(at + 16);
        let end = (at + 1..limit)
            .find(|idx| {
                matches!(self.text.str(*idx), "," | "." | ";" | "who" | "said" | "told" | "—")
            })
            .unwrap_or(limit);
        let title_at =
            (at + 1..end).find(|idx| self.tables.names.title(self.text, *idx, end).is_some())?;
        let (len, offices) = self.tables.names.title(self.text, title_at, end)?;
        let mut party = None;
        for idx in at + 1..end {
            if let Some(found) = found_at(self.found, idx) {
                party = party.or_else(|| self.party_of(found));
            }
        }
        let office = office_of(self.tables.codebook, offices, party.as_ref());
        let party = party.or_else(|| office.and_then(|office| office.party.clone()));
        Some((party, self.text.span(title_at..title_at + len).of(self.text.text).to_string()))
    }

    fn party_of(&self, found: &Found) -> Option<Party> {
        party_of(self.tables, found)
    }
}

/// Words that are ordinary even with a capital at the start of a sentence.
const ORDINARY: Class = Class::PREPOSITION
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

/// Returns the name found that begins at a token.
pub(super) fn found_at(found: &[Found], token_idx: usize) -> Option<&Found> {
    let at = found.binary_search_by_key(&token_idx, |found| found.start).ok()?;
    found.get(at)
}

/// Returns the name found that ends right before a token.
fn found_before(found: &[Found], token_idx: usize) -> Option<&Found> {
    let after = found.partition_point(|found| found.start < token_idx);
    found.get(after.checked_sub(1)?).filter(|found| found.end == token_idx)
}

/// Returns the party that a name stands for.
pub(super) fn party_of(tables: Tables<'_>, found: &Found) -> Option<Party> {
    found.meanings.iter().find_map(|meaning| match meaning {
        Meaning::State(idx)
        | Meaning::Adjective(idx)
        | Meaning::Capital(idx)
        | Meaning::Demonym(idx) => {
            tables.codebook.states.get(*idx).map(|state| Party(state.code.clone()))
        }
        Meaning::Body(idx) => tables.codebook.bodies.get(*idx).map(|body| body.party.clone()),
        _ => None,
    })
}

/// Returns what stands before a name and says who is meant: country or organ,
/// "former", title, "Mr.".
pub(super) fn lead(
    text: &Text<'_>,
    tables: Tables<'_>,
    found: &[Found],
    name_start: usize,
    sentence_start: usize,
) -> Lead {
    let mut lead = Lead { start: name_start, ..Lead::default() };
    let before = |idx: usize| idx.checked_sub(1).filter(|before| *before >= sentence_start);
    if let Some(at) = before(lead.start)
        && tables.language.is(text.word(at), Class::HONORIFIC)
    {
        lead.honorific = true;
        lead.start = at;
    }
    // The longest title that ends where the name begins.
    let first = lead.start.saturating_sub(7).max(sentence_start);
    for at in first..lead.start {
        if let Some((len, offices)) = tables.names.title(text, at, lead.start)
            && at + len == lead.start
        {
            lead.offices = offices.to_vec();
            lead.title = Some(text.span(at..lead.start).of(text.text).to_string());
            lead.start = at;
            break;
        }
    }
    let mut at = lead.start;
    while let Some(idx) = before(at) {
        let word = text.word(idx);
        let known = &tables.language.known;
        if word == known.former || text.str(idx) == "ex" {
            lead.former = true;
        } else if !(word == known.acting
            || word == known.deputy
            || word == known.then
            || text.str(idx) == "-" && lead.title.is_some())
        {
            break;
        }
        at = idx;
    }
    let possessive = before(at).filter(|idx| {
        let word = text.word(*idx);
        word == tables.language.known.possessive || word == tables.language.known.bare_possessive
    });
    let country_end = possessive.unwrap_or(at);
    if (lead.title.is_some() || lead.former)
        && let Some(country) = found_before(found, country_end)
        && country.start >= sentence_start
        && let Some(party) = party_of(tables, country)
    {
        lead.party = Some(party);
        at = country.start;
    }
    if lead.title.is_some() || lead.former {
        lead.start = at;
    }
    lead
}

/// Returns the words for an office of a party.
pub(super) fn title_of<'a>(
    offices: impl Iterator<Item = &'a Office> + Clone,
    party: &Party,
    office: &str,
) -> String {
    let own =
        offices.clone().find(|known| known.office == office && known.party.as_ref() == Some(party));
    let any = || offices.clone().find(|known| known.office == office && known.party.is_none());
    let title = own.or_else(any).and_then(|office| office.titles.first().cloned());
    title.unwrap_or_else(|| office.replace('_', " "))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
