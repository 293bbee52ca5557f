//! Bodies: organs of states, organisations, armed groups.
//!
//! In: a name that one of the codebook bears, or several. Out: a mention of the
//! one that is meant. A name that several states' organs bear ("Supreme Court",
//! "Labour Party", "the Republicans"), or a common noun ("Navy"), means that of the state that the
//! text is about just there.

use std::ops::Range;

use chancery_model::{ActorKind, MentionForm};

use super::cast::{CastMember, Who};
use super::finder::Finder;
use super::names::{Found, Meaning};

/// Names that every state's organ goes by, of which the table has the best known.
const COMMON: &[&str] = &[
    "Army",
    "Navy",
    "Marines",
    "Marine Corps",
    "Coast Guard",
    "Treasury",
    "Congress",
    "Senate",
    "House",
    "Labour",
    "Labor",
    "Conservatives",
    "Democrats",
    "Greens",
    "Green Party",
    "Liberals",
    "Republicans",
    "Social Democrats",
    "Socialists",
];

/// Words that end the names of companies.
const COMPANY: &[&str] =
    &["Inc", "Corp", "Co", "Ltd", "Plc", "PLC", "AG", "SA", "Group", "Holdings", "Corporation"];

impl Finder<'_> {
    /// Reads the body that is named, or the person of it that its name begins:
    /// "the CIA director". Returns the end.
    pub(super) fn body(&mut self, found: &Found, sentence: &Range<usize>) -> usize {
        let Some(idx) = self.body_meant(found) else { return found.end };
        let book = self.tables.codebook;
        let body = &book.bodies[idx];
        if let Some((len, _)) = self.tables.names.title(self.text, found.end, sentence.end) {
            let end = found.end + len;
            let words = self.text.span(found.start..end).of(self.text.text);
            let sector = body.sector.map_or("GOV", |sector| sector.code());
            let (party, country) = (body.party.clone(), body.country.clone());
            let member = self.described(words, Some(party), country, ActorKind::Person, sector);
            self.add(found.start..end, member, MentionForm::Description);
            return end;
        }
        let member = self.cast.member(Who::Body(idx), || CastMember::body(idx, body, book));
        let end = self.collective(found.end, sentence.end).map_or(found.end, |(end, _)| end);
        self.add(found.start..end, member, MentionForm::Name);
        end
    }

    /// Returns the state whose organ a body is.
    pub(super) fn state_of_body(&self, idx: usize) -> Option<usize> {
        let book = self.tables.codebook;
        let country = book.bodies[idx].country.as_deref()?;
        book.states.iter().position(|state| state.code == country)
    }

    /// Returns which body of that name is meant, if any.
    fn body_meant(&self, found: &Found) -> Option<usize> {
        let bodies: Vec<usize> = found
            .meanings
            .iter()
            .filter_map(|meaning| match meaning {
                Meaning::Body(idx) => Some(*idx),
                _ => None,
            })
            .collect();
        let first = *bodies.first()?;
        let book = self.tables.codebook;
        let sentence = &self.text.sentences[self.sentence_idx].tokens;
        // "the Colorado Senate", "Wells Fargo Alarm Services".
        let is_company = book.bodies[first].sector.is_some_and(|sector| sector.code() == "MNC");
        let part = if is_company {
            !COMPANY.contains(&self.text.str(found.end)) && self.begins_a_name(found.end, sentence)
        } else {
            book.bodies[first].kind == ActorKind::Office && self.ends_a_name(found.start, sentence)
        };
        if part {
            return None;
        }
        let words = self.text.span(found.start..found.end).of(self.text.text);
        let common = COMMON.contains(&words);
        if bodies.len() == 1 && !common {
            return Some(first);
        }
        let weights = self.states_before(found.start);
        let weight = |idx: usize| {
            let party = book.bodies[idx].country.as_deref();
            let of =
                weights.iter().find(|(state, _)| Some(book.states[*state].code.as_str()) == party);
            of.map_or(0.0, |(_, weight)| *weight)
        };
        let best = bodies
            .iter()
            .copied()
            .max_by(|a, b| weight(*a).total_cmp(&weight(*b)).then(b.cmp(a)))
            .unwrap_or(first);
        // "the Army" in a text on another country is that country's.
        let heaviest = weights.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
        let foreign = common && weight(best) * 4.0 < heaviest;
        (!foreign).then_some(best)
    }
}
