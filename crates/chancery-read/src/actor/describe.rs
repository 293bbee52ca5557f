//! Descriptions: states, capitals, organs, "the Colombian president", "Russian
//! troops", "the Assad government".
//!
//! In: the names found, and the people in the cast. Out: the other mentions. A
//! country's adjective is a party only in front of a noun for people who act;
//! elsewhere it modifies. A capital stands for its government unless a word of
//! place stands before it.

use std::ops::Range;

use chancery_model::{ActorKind, Date, MentionForm, Party};

use super::Tables;
use super::cast::{Cast, CastMember, CastMention, Who};
use super::names::{Found, Meaning, office_of};
use super::people::{found_at, title_of};
use crate::codebook::rank;
use crate::language::{Class, Collective};
use crate::text::{Text, TokenKind, UNKNOWN, fold};

/// States whose names are also names of people, places or things: they need a
/// sign that the state is meant.
const AMBIGUOUS: &[&str] = &["GEO", "JOR", "TCD", "TUR", "GIN", "MLI", "CUB", "TGO", "NIC", "DMA"];

/// Finds everyone who is not a named person.
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
            if let Some(mention) = self.cast.at(at) {
                let (person, end) = (mention.member, mention.tokens.end);
                at = self.persons_government(person, end, &tokens).unwrap_or(end);
                continue;
            }
            let end = match found_at(self.found, at) {
                Some(found) => Some(self.name(found, &tokens)),
                None => self.office_alone(at, &tokens),
            };
            at = end.unwrap_or(at + 1).max(at + 1);
        }
    }

    fn name(&mut self, found: &Found, sentence: &Range<usize>) -> usize {
        // "a Panama-flagged vessel" is no act of Panama's.
        let behind = self.text.str(found.end + 1);
        if self.text.str(found.end) == "-"
            && matches!(behind, "flagged" | "born" | "based" | "made" | "style" | "registered")
        {
            return found.end + 2;
        }
        for meaning in &found.meanings {
            match *meaning {
                Meaning::State(idx) | Meaning::Capital(idx) => {
                    let capital = matches!(meaning, Meaning::Capital(_));
                    if self.is_somebody_else(found, idx, sentence) {
                        continue;
                    }
                    return self.country(found, idx, capital, sentence);
                }
                Meaning::Adjective(idx) => return self.adjective(found, idx, sentence),
                Meaning::Demonym(idx) => {
                    let state = &self.tables.codebook.states[idx];
                    let name = self.text.span(found.start..found.end).of(self.text.text);
                    let country = Some(state.code.clone());
                    let member = self.described(name, None, country, ActorKind::Group, "CVL");
                    self.add(found.start..found.end, member, MentionForm::Description);
                    return found.end;
                }
                Meaning::Body(idx) => {
                    let body = &self.tables.codebook.bodies[idx];
                    let book = self.tables.codebook;
                    // "the CIA director": a person of that body.
                    if let Some((len, _)) =
                        self.tables.names.title(self.text, found.end, sentence.end)
                    {
                        let end = found.end + len;
                        let words = self.text.span(found.start..end).of(self.text.text);
                        let sector = body.sector.map_or("GOV", |sector| sector.code());
                        let (party, country) = (body.party.clone(), body.country.clone());
                        let kind = ActorKind::Person;
                        let member = self.described(words, Some(party), country, kind, sector);
                        self.add(found.start..end, member, MentionForm::Description);
                        return end;
                    }
                    let member =
                        self.cast.member(Who::Body(idx), || CastMember::body(idx, body, book));
                    let end =
                        self.collective(found.end, sentence.end).map_or(found.end, |(end, _)| end);
                    self.add(found.start..end, member, MentionForm::Name);
                    return end;
                }
                Meaning::Person(_) | Meaning::Surname(_) | Meaning::Channel(_) | Meaning::Place => {
                }
            }
        }
        found.end
    }

    /// Returns whether the name of a state or city is here part of another name.
    fn is_somebody_else(&self, found: &Found, state: usize, sentence: &Range<usize>) -> bool {
        let text = self.text;
        let code = self.tables.codebook.states[state].code.as_str();
        let word = |idx: usize| text.word(idx);
        let stranger = |idx: usize| {
            text.is_capitalized(idx)
                && text.tokens[idx].kind == TokenKind::Word
                && word(idx) == UNKNOWN
        };
        let before = found.start.checked_sub(1).filter(|idx| *idx > sentence.start);
        let first_name_before = found.end - found.start == 1 && before.is_some_and(stranger);
        let surname_behind = AMBIGUOUS.contains(&code)
            && found.end < sentence.end
            && found.end - found.start == 1
            && stranger(found.end);
        // "the North" is a state's name, "the North Atlantic" is not.
        let longer = text.str(found.start).eq_ignore_ascii_case("the")
            && found.end < sentence.end
            && text.is_capitalized(found.end)
            && text.tokens[found.end].kind == TokenKind::Word;
        first_name_before && AMBIGUOUS.contains(&code) || surname_behind || longer
    }

    /// A state or its capital: the state itself, a place, or the first word of a
    /// description such as "Turkey's foreign ministry".
    fn country(
        &mut self,
        found: &Found,
        idx: usize,
        capital: bool,
        sentence: &Range<usize>,
    ) -> usize {
        let known = &self.tables.language.known;
        let possessive = self.text.word(found.end) == known.possessive
            || self.text.word(found.end) == known.bare_possessive;
        if possessive && !capital || found.end < sentence.end && self.text.is_capitalized(found.end)
        {
            let from = if possessive { found.end + 1 } else { found.end };
            if let Some(end) = self.people_of(found.start, from, idx, sentence) {
                return end;
            }
        }
        let before = found.start.checked_sub(1).filter(|at| *at >= sentence.start);
        let in_place = before.is_some_and(|at| {
            self.tables.language.is(self.text.word(at), Class::LOCATIVE)
                || capital && {
                    let word = self.text.word(at);
                    word == known.to || self.text.str(at) == "," || self.text.str(at) == "of"
                }
        });
        let state = &self.tables.codebook.states[idx];
        let member = self.cast.member(Who::State(idx), || CastMember::state(idx, state));
        self.cast.mention(CastMention {
            tokens: found.start..found.end,
            member,
            form: MentionForm::Name,
            modifies: possessive,
            is_place: in_place,
        });
        found.end
    }

    fn adjective(&mut self, found: &Found, idx: usize, sentence: &Range<usize>) -> usize {
        if let Some(end) = self.people_of(found.start, found.end, idx, sentence) {
            return end;
        }
        let state = &self.tables.codebook.states[idx];
        let member = self.cast.member(Who::State(idx), || CastMember::state(idx, state));
        self.cast.mention(CastMention {
            tokens: found.start..found.end,
            member,
            form: MentionForm::Description,
            modifies: true,
            is_place: false,
        });
        found.end
    }

    /// Reads the people behind a country: an office ("president"), or a
    /// collective ("troops", "foreign ministry officials"). Returns the end of
    /// the description.
    fn people_of(
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
            if let Some((end, collective)) = self.collective(at, sentence.end) {
                let words = self.text.span(start..end).of(self.text.text);
                let party = collective.for_state.then_some(party);
                let sector = collective.sector.map_or("GOV", |sector| sector.code());
                let member = self.described(words, party, country, collective.kind, sector);
                self.add(start..end, member, MentionForm::Description);
                return Some(end);
            }
            if let Some((len, offices)) = self.tables.names.title(self.text, at, sentence.end) {
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
    fn collective(&self, at: usize, end: usize) -> Option<(usize, Collective)> {
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
        }
        last
    }

    /// "the Obama administration", "Assad's government".
    fn persons_government(
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

    /// "the president", "the prime minister": the one named last in that office.
    fn office_alone(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if self.text.word(at) != self.tables.language.known.the {
            return None;
        }
        let (len, offices) = self.tables.names.title(self.text, at + 1, sentence.end)?;
        let end = at + 1 + len;
        let wanted: Vec<&str> = offices
            .iter()
            .filter_map(|idx| self.tables.codebook.offices.get(*idx))
            .map(|office| office.office.as_str())
            .collect();
        let heads = ["head_of_state", "head_of_government"];
        let wanted = if wanted.contains(&"ruler") { heads.to_vec() } else { wanted };
        let before = self.cast.mentions.iter().filter(|mention| mention.tokens.end <= at);
        let last = before
            .filter(|mention| {
                let member = &self.cast.members[mention.member];
                member.kind == ActorKind::Person
                    && member.office.as_deref().is_some_and(|office| wanted.contains(&office))
            })
            .max_by_key(|mention| mention.tokens.start)?;
        let member = last.member;
        self.add(at..end, member, MentionForm::Description);
        Some(end)
    }

    /// Returns the member who holds an office of a party at the article's date:
    /// whoever the text introduces before whom the codebook knows.
    fn holder(&mut self, party: &Party, office: &str) -> Option<usize> {
        // "the Colombian leader": whoever of the two heads the article is about.
        if office == "ruler" {
            let heads = ["head_of_state", "head_of_government"];
            let named = heads.iter().find_map(|head| self.in_office(party, head));
            let government = self.tables.names.holders(party, "head_of_government");
            let date = self.date;
            let book = self.tables.codebook;
            let governed = government.iter().any(|idx| {
                book.people[*idx].terms.iter().any(|term| {
                    term.party == *party && date.is_some_and(|date| term.holds_on(date))
                })
            });
            let head = if governed { heads[1] } else { heads[0] };
            return named.or_else(|| self.holder(party, head));
        }
        let introduced = self.in_office(party, office);
        if introduced.is_some() || rank(office) > 3 {
            return introduced;
        }
        let date = self.date?;
        let book = self.tables.codebook;
        let holders = self.tables.names.holders(party, office).iter().copied().filter(|idx| {
            book.people[*idx]
                .terms
                .iter()
                .any(|term| term.party == *party && term.office == office && term.holds_on(date))
        });
        let holders: Vec<usize> = holders.collect();
        let [idx] = holders.as_slice() else { return None };
        let person = &book.people[*idx];
        let title = title_of(book.offices.iter(), party, office);
        Some(self.cast.member(Who::Person(*idx), || CastMember {
            who: Who::Person(*idx),
            name: person.name.clone(),
            kind: ActorKind::Person,
            party: Some(party.clone()),
            country: Some(party.as_str().to_string()),
            sector: "GOV".parse().ok(),
            role: Some(title),
            office: Some(office.to_string()),
            wikidata: person.wikidata.clone(),
            gender: person.gender,
        }))
    }

    /// Returns the person of the cast who has that office of that party.
    fn in_office(&self, party: &Party, office: &str) -> Option<usize> {
        self.cast.members.iter().position(|member| {
            member.kind == ActorKind::Person
                && member.party.as_ref() == Some(party)
                && member.office.as_deref() == Some(office)
                && !matches!(member.who, Who::Described(_))
        })
    }

    /// "Ann Lee, the Norwegian envoy": a description of a person right behind a
    /// comma and another person of the same party describes that one.
    fn apposed(&self, tokens: &Range<usize>, member: usize, form: MentionForm) -> Option<usize> {
        let described = &self.cast.members[member];
        if form != MentionForm::Description || described.kind != ActorKind::Person {
            return None;
        }
        let mut at = tokens.start.checked_sub(1)?;
        if self.tables.language.is(self.text.word(at), Class::DETERMINER) {
            at = at.checked_sub(1)?;
        }
        if self.text.str(at) != "," {
            return None;
        }
        let before = self.cast.at(at.checked_sub(1)?)?;
        let person = &self.cast.members[before.member];
        let same = person.kind == ActorKind::Person
            && (person.party == described.party || person.party.is_none());
        same.then_some(before.member)
    }

    fn described(
        &mut self,
        words: &str,
        party: Option<Party>,
        country: Option<String>,
        kind: ActorKind,
        sector: &str,
    ) -> usize {
        let who = Who::Described(fold(words));
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.cast.member(who.clone(), || CastMember {
            who,
            name,
            kind,
            party,
            country,
            sector: sector.parse().ok(),
            role: None,
            office: None,
            wikidata: None,
            gender: None,
        })
    }

    fn add(&mut self, tokens: Range<usize>, member: usize, form: MentionForm) {
        let member = self.apposed(&tokens, member, form).unwrap_or(member);
        let at = tokens.start.checked_sub(1);
        let place = self.cast.members[member].kind == ActorKind::State
            && at.is_some_and(|at| self.tables.language.is(self.text.word(at), Class::LOCATIVE));
        self.cast.mention(CastMention { tokens, member, form, modifies: false, is_place: place });
    }
}
