//! Offices: "the president", "the Colombian leader", "her Russian counterpart".
//!
//! In: a title, with its country or without. Out: the person who holds the office
//! at the article's date: whoever the text introduces before whom the codebook
//! knows.

use std::ops::Range;

use chancery_model::{ActorKind, MentionForm, Party};

use super::cast::{CastMember, Who};
use super::finder::Finder;
use super::lead::found_at;
use super::names::{Meaning, office_of};
use crate::codebook::rank;
use crate::language::Class;

impl Finder<'_> {
    /// "the president", "the prime minister": the one named last in that office.
    pub(super) fn office_alone(&mut self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if self.text.word(at) != self.tables.language.known.the {
            return None;
        }
        let (len, offices) = self.tables.names.title(self.text, at + 1, sentence.end)?;
        let end = at + 1 + len;
        // "the top U.S. diplomat": whose, the title says itself.
        if let Some(party) = self.party_within(at + 1..end) {
            let office = office_of(self.tables.codebook, offices, Some(&party))?;
            let member = self.holder(&party, &office.office)?;
            self.add(at..end, member, MentionForm::Description);
            return Some(end);
        }
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
            .max_by_key(|mention| mention.tokens.start)
            .map(|mention| mention.member);
        // Nobody so called has been named: the one of the state that the text is
        // about, if it has such an office and a holder of it.
        let member = match last {
            Some(member) => member,
            None => {
                let state = self.home(at)?;
                let party = Party(self.tables.codebook.states[state].code.clone());
                let offices = ["head_of_state", "head_of_government", "foreign_minister"];
                let office = *offices.iter().find(|office| wanted.contains(office))?;
                self.holder(&party, office)?
            }
        };
        self.add(at..end, member, MentionForm::Description);
        Some(end)
    }

    /// Returns the state whose name or adjective stands among the tokens.
    fn party_within(&self, tokens: Range<usize>) -> Option<Party> {
        let mut meanings =
            tokens.filter_map(|at| found_at(self.found, at)).flat_map(|found| &found.meanings);
        let state = meanings.find_map(|meaning| match *meaning {
            Meaning::State(idx) | Meaning::Adjective(idx) => Some(idx),
            _ => None,
        })?;
        Some(Party(self.tables.codebook.states[state].code.clone()))
    }

    /// "her Russian counterpart": who holds there the office of the person named
    /// last before.
    pub(super) fn counterpart(&mut self, at: usize, party: &Party) -> Option<usize> {
        let before = self.cast.mentions.iter().filter(|mention| mention.tokens.end <= at);
        let officials = before.filter(|mention| {
            let member = &self.cast.members[mention.member];
            member.kind == ActorKind::Person
                && member.office.is_some()
                && member.party.as_ref() != Some(party)
        });
        let last = officials.max_by_key(|mention| mention.tokens.start)?;
        let office = self.cast.members[last.member].office.clone()?;
        let member = self.holder(party, &office);
        // A president's counterpart may be the head of the government.
        let heads = ["head_of_state", "head_of_government"];
        let other = heads.iter().find(|head| heads.contains(&office.as_str()) && **head != office);
        member.or_else(|| self.holder(party, other?))
    }

    /// Returns the member who holds an office of a party at the article's date:
    /// whoever the text introduces before whom the codebook knows.
    pub(super) fn holder(&mut self, party: &Party, office: &str) -> Option<usize> {
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
        let title = book.title(party, office);
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
    pub(super) fn in_office(&self, party: &Party, office: &str) -> Option<usize> {
        self.cast.members.iter().position(|member| {
            member.kind == ActorKind::Person
                && member.party.as_ref() == Some(party)
                && member.office.as_deref() == Some(office)
                && !matches!(member.who, Who::Described(_))
        })
    }

    /// "Ann Lee, the Norwegian envoy": a description of a person right behind a
    /// comma and another person of the same party describes that one.
    pub(super) fn apposed(
        &self,
        tokens: &Range<usize>,
        member: usize,
        form: MentionForm,
    ) -> Option<usize> {
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
}
