//! Asking: what the codebook knows of a name, and what it does not.
//!
//! In: a name as a person types it, and perhaps a day. Out: an [`Answer`]: who
//! goes by that name, who held which office, and names that are near where there
//! is none. Knows no clock: without a day, what has no end is told.

use chancery_model::{ActorKind, Date, Party};

use super::{Body, Codebook, Office, Person, State, Term};
use crate::text::fold;

/// How many near names are told where a name is not known.
const NEAR: usize = 5;

/// What the codebook knows of a name.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// The name that was asked for.
    pub name: String,
    /// The day that was asked for.
    pub on: Option<Date>,
    /// Everyone and everything that goes by the name.
    pub known: Vec<Known<'a>>,
    /// Names like it, best first, where nothing goes by it.
    pub near: Vec<String>,
}

/// Somebody or something that goes by a name.
#[derive(Clone, Debug)]
pub enum Known<'a> {
    /// A person, with the terms in the order of time.
    Person(&'a Person),
    /// A state, with who held its offices.
    State(&'a State, Vec<Holding<'a>>),
    /// An organ, organisation or armed group, with who headed it.
    Body(&'a Body, Vec<Holding<'a>>),
    /// An office of a party, with who held it.
    Office {
        /// The party.
        party: Party,
        /// The office's short name.
        office: String,
        /// Who held it on the day, or who ever did where no day was asked for.
        holdings: Vec<Holding<'a>>,
    },
}

/// A person in an office.
#[derive(Clone, Copy, Debug)]
pub struct Holding<'a> {
    /// Who.
    pub person: &'a Person,
    /// Which office, and when.
    pub term: &'a Term,
}

impl Codebook {
    /// Returns what is known of a name, on a day or at any time.
    pub fn ask(&self, name: &str, on: Option<Date>) -> Answer<'_> {
        let wanted = without_article(&fold(name.trim()));
        let mut known: Vec<Known<'_>> = Vec::new();
        let held = |party: &Party| self.holdings(party, |term| in_office(term, on));
        for state in self.states.iter().filter(|state| is_called(state_names(state), &wanted)) {
            known.push(Known::State(state, held(&Party(state.code.clone()))));
        }
        let named = |body: &&Body| {
            is_called(body_names(body), &wanted)
                || body.kind != ActorKind::Office && fold(body.party.as_str()) == wanted
        };
        let bodies: Vec<&Body> = self.bodies.iter().filter(named).collect();
        // A short name such as "EU" is that of the whole before that of its parts.
        let whole = bodies.iter().find(|body| is_called(body_names(body), &wanted)).copied();
        for body in bodies
            .into_iter()
            .filter(|body| is_called(body_names(body), &wanted) || whole.is_none())
        {
            let of_body = body.kind != ActorKind::Office;
            known.push(Known::Body(body, if of_body { held(&body.party) } else { Vec::new() }));
        }
        let people = self.people.iter();
        let mut people: Vec<&Person> =
            people.filter(|person| is_called(person_names(person), &wanted)).collect();
        // The full name before those who only share the surname.
        people.sort_by_key(|person| fold(&person.name) != wanted);
        known.extend(people.into_iter().map(Known::Person));
        known.extend(self.office_called(&wanted, on));
        let near = if known.is_empty() { self.near(&wanted) } else { Vec::new() };
        Answer { name: name.trim().to_owned(), on, known, near }
    }

    /// Returns the office that words such as "president of Colombia", "Colombian
    /// president" or "UN secretary-general" mean.
    fn office_called(&self, wanted: &str, on: Option<Date>) -> Option<Known<'_>> {
        let spaces = wanted.match_indices(' ').map(|(at, _)| at);
        let splits = spaces.flat_map(|at| {
            let (before, behind) = (&wanted[..at], &wanted[at + 1..]);
            let title_first = before.strip_suffix(" of").map(|title| (behind, title));
            [Some((before.trim_end_matches("'s"), behind)), title_first].into_iter().flatten()
        });
        for (party, title) in splits {
            let Some(party) = self.party_called(&without_article(party)) else { continue };
            let titled = self.offices.iter().filter(|office| {
                office.titles.iter().any(|known| fold(known) == title)
                    && office.party.as_ref().is_none_or(|of| *of == party)
            });
            let mut offices: Vec<&str> = Vec::new();
            let (own, any): (Vec<&Office>, Vec<&Office>) =
                titled.partition(|office| office.party.is_some());
            offices.extend(own.iter().chain(&any).map(|office| office.office.as_str()));
            // A title of several offices is that of the first that anybody held.
            let held = |office: &&&str| {
                self.people
                    .iter()
                    .flat_map(|person| &person.terms)
                    .any(|term| term.party == party && term.office == **office)
            };
            let Some(office) = offices.iter().find(held).or(offices.first()) else { continue };
            let holdings = self.holdings(&party, |term| {
                term.office == *office && on.is_none_or(|day| term.holds_on(day))
            });
            return Some(Known::Office { party, office: (*office).to_owned(), holdings });
        }
        None
    }

    fn party_called(&self, wanted: &str) -> Option<Party> {
        let adjective = |state: &&State| state.adjectives.iter().any(|word| fold(word) == wanted);
        let by_adjective = || self.states.iter().find(adjective).map(|s| Party(s.code.clone()));
        self.party(wanted).or_else(by_adjective)
    }

    /// Returns who held an office of a party, in the order of rank and time.
    fn holdings(&self, party: &Party, counts: impl Fn(&Term) -> bool) -> Vec<Holding<'_>> {
        let mut out: Vec<Holding<'_>> = Vec::new();
        for person in &self.people {
            let terms = person.terms.iter().filter(|term| term.party == *party && counts(term));
            out.extend(terms.map(|term| Holding { person, term }));
        }
        out.sort_by(|a, b| {
            let key = |holding: &Holding<'_>| {
                (super::rank(&holding.term.office), holding.term.office.clone(), holding.term.since)
            };
            key(a).cmp(&key(b)).then_with(|| a.person.name.cmp(&b.person.name))
        });
        out
    }

    /// Returns names like the one wanted, best first.
    fn near(&self, wanted: &str) -> Vec<String> {
        let states = self.states.iter().map(|state| state.name.as_str());
        let bodies = self.bodies.iter().map(|body| body.name.as_str());
        let people = self.people.iter().map(|person| person.name.as_str());
        let mut scored: Vec<(u32, &str)> = states
            .chain(bodies)
            .chain(people)
            .map(|name| (likeness(&fold(name), wanted), name))
            .filter(|(likeness, _)| *likeness >= LIKE)
            .collect();
        scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        scored.dedup_by_key(|(_, name)| *name);
        scored.into_iter().take(NEAR).map(|(_, name)| name.to_owned()).collect()
    }
}

/// The least likeness, in hundredths, of a name that is told as near.
const LIKE: u32 = 50;

/// Returns which share of their pairs of letters two names have in common, in
/// hundredths.
fn likeness(a: &str, b: &str) -> u32 {
    let pairs = |name: &str| -> Vec<(char, char)> {
        let mut pairs: Vec<(char, char)> = name.chars().zip(name.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let mut rest = b.clone();
    let shared = a.iter().filter(|pair| match rest.iter().position(|other| other == *pair) {
        Some(at) => {
            rest.swap_remove(at);
            true
        }
        None => false,
    });
    let shared = shared.count();
    (200 * shared / (a.len() + b.len()).max(1)) as u32
}

fn in_office(term: &Term, on: Option<Date>) -> bool {
    match on {
        Some(day) => term.holds_on(day),
        None => term.until.is_none(),
    }
}

fn is_called<'a>(mut names: impl Iterator<Item = &'a str>, wanted: &str) -> bool {
    names.any(|name| without_article(&fold(name)) == wanted)
}

fn without_article(name: &str) -> String {
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

fn state_names(state: &State) -> impl Iterator<Item = &str> {
    let more = state.names.iter().chain(&state.capitals);
    [&state.code, &state.name].into_iter().chain(more).map(String::as_str)
}

fn body_names(body: &Body) -> impl Iterator<Item = &str> {
    std::iter::once(&body.name).chain(&body.aliases).map(String::as_str)
}

fn person_names(person: &Person) -> impl Iterator<Item = &str> {
    [&person.name, &person.surname].into_iter().chain(&person.aliases).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Codebook {
        Codebook::built_in().unwrap()
    }

    fn day(text: &str) -> Option<Date> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn office_is_found_by_its_words_and_the_day_decides_who_holds_it() {
        let book = book();
        for name in ["president of Colombia", "the Colombian president", "Colombia's president"] {
            for (on, holder) in
                [("2026-01-07", "Gustavo Petro"), ("2026-08-08", "Abelardo de la Espriella")]
            {
                let answer = book.ask(name, day(on));
                let Some(Known::Office { holdings, .. }) = answer.known.first() else {
                    panic!("{name}: {answer:?}");
                };
                let names: Vec<&str> = holdings.iter().map(|h| h.person.name.as_str()).collect();
                assert_eq!(names, [holder], "{name}");
            }
        }
    }

    #[test]
    fn unknown_name_has_near_ones_and_a_known_one_has_none() {
        let book = book();
        let answer = book.ask("Gustav Petro", None);
        assert!(answer.known.is_empty());
        assert_eq!(answer.near.first().map(String::as_str), Some("Gustavo Petro"));
        assert!(book.ask("Gustavo Petro", None).near.is_empty());
        assert!(book.ask("qqqq", None).near.is_empty());
    }

    #[test]
    fn short_name_is_the_whole_and_not_its_parts() {
        let book = book();
        let answer = book.ask("EU", None);
        let names: Vec<&str> = answer
            .known
            .iter()
            .filter_map(|known| match known {
                Known::Body(body, _) => Some(body.name.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["European Union"]);
    }
}
