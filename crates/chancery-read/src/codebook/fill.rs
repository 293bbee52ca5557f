//! Filling: rows of the tables made entries of the codebook.
//!
//! In: a table's text. Out: entries added. Two rows are one person if they name
//! one party and one name, or one item of Wikidata.

use chancery_model::{ActorKind, Party, Sector};
use rustc_hash::FxHashMap;

use super::{Body, Channel, Codebook, Error, Gender, Office, Person, Row, State, Table, Term};
use crate::text::fold;

/// Where in the codebook the people are, by what makes two rows one person.
struct PeopleIndex {
    by_name: FxHashMap<(Party, String), usize>,
    by_item: FxHashMap<String, usize>,
}

impl PeopleIndex {
    fn of(people: &[Person]) -> PeopleIndex {
        let mut index =
            PeopleIndex { by_name: FxHashMap::default(), by_item: FxHashMap::default() };
        for (idx, person) in people.iter().enumerate() {
            for term in &person.terms {
                index.by_name.entry((term.party.clone(), person.name.clone())).or_insert(idx);
            }
            if let Some(item) = &person.wikidata {
                index.by_item.entry(item.clone()).or_insert(idx);
            }
        }
        index
    }
}

impl Codebook {
    pub(super) fn add_states(&mut self, name: &str, text: &str) -> Result<(), Error> {
        let needed = ["code", "name", "aliases", "adjectives", "demonyms", "capital"];
        for row in Table::parse(name, text, &needed)?.rows() {
            let mut names: Vec<String> = row.list("aliases").map(str::to_string).collect();
            names.extend(row.some("official"));
            self.states.push(State {
                code: row.some("code").ok_or_else(|| row.error("a state without a code"))?,
                name: row.some("name").ok_or_else(|| row.error("a state without a name"))?,
                names,
                adjectives: strings(&row, "adjectives"),
                demonyms: strings(&row, "demonyms"),
                capitals: strings(&row, "capital"),
                wikidata: row.some("wikidata"),
            });
        }
        Ok(())
    }

    pub(super) fn add_offices(&mut self, name: &str, text: &str) -> Result<(), Error> {
        for row in Table::parse(name, text, &["party", "office", "titles", "sector"])?.rows() {
            self.offices.push(Office {
                party: row.some("party").filter(|party| party != "*").map(Party),
                office: row.some("office").ok_or_else(|| row.error("an office without a name"))?,
                titles: row.list("titles").map(str::to_lowercase).collect(),
                sector: sector(&row)?,
            });
        }
        Ok(())
    }

    pub(super) fn add_people(&mut self, name: &str, text: &str) -> Result<(), Error> {
        let needed = ["party", "office", "name", "aliases", "since", "until"];
        let mut index = PeopleIndex::of(&self.people);
        for row in Table::parse(name, text, &needed)?.rows() {
            let full = row.some("name").ok_or_else(|| row.error("a person without a name"))?;
            let term = Term {
                party: Party(row.some("party").ok_or_else(|| row.error("no party"))?),
                office: row.get("office").to_string(),
                since: row.days("since")?.map(|days| days.start),
                until: row.days("until")?.map(|days| days.end),
            };
            let wikidata = row.some("wikidata");
            let aliases = strings(&row, "aliases");
            let by_name = (term.party.clone(), full.clone());
            let same = index
                .by_name
                .get(&by_name)
                .or_else(|| index.by_item.get(wikidata.as_ref()?))
                .copied();
            let idx = same.unwrap_or(self.people.len());
            index.by_name.entry(by_name).or_insert(idx);
            if let Some(item) = &wikidata {
                index.by_item.entry(item.clone()).or_insert(idx);
            }
            match self.people.get_mut(idx) {
                Some(person) => {
                    person.terms.push(term);
                    person.terms.sort_by_key(|term| term.since);
                    let new = aliases.into_iter().filter(|alias| !person.aliases.contains(alias));
                    let new: Vec<String> = new.collect();
                    person.aliases.extend(new);
                    person.wikidata = person.wikidata.take().or(wikidata);
                }
                None => self.people.push(Person {
                    surname: aliases.first().cloned().unwrap_or_else(|| last_word(&full)),
                    name: full,
                    aliases,
                    wikidata,
                    gender: match row.get("gender") {
                        "f" | "F" | "female" => Some(Gender::Female),
                        "m" | "M" | "male" => Some(Gender::Male),
                        _ => None,
                    },
                    terms: vec![term],
                }),
            }
        }
        Ok(())
    }

    pub(super) fn add_bodies(&mut self, name: &str, text: &str) -> Result<(), Error> {
        let kind = match name {
            "organs.tsv" => ActorKind::Office,
            "armed_groups.tsv" => ActorKind::ArmedGroup,
            _ => ActorKind::Organization,
        };
        for row in Table::parse(name, text, &["party", "name", "aliases"])?.rows() {
            let party = Party(row.some("party").ok_or_else(|| row.error("no party"))?);
            let country = row
                .some("country")
                .or_else(|| (kind == ActorKind::Office).then(|| party.as_str().to_string()));
            self.bodies.push(Body {
                name: row.some("name").ok_or_else(|| row.error("no name"))?,
                aliases: strings(&row, "aliases"),
                kind,
                sector: match kind {
                    ActorKind::ArmedGroup => "REB".parse().ok(),
                    _ => sector(&row)?,
                },
                country,
                wikidata: row.some("wikidata"),
                party,
            });
        }
        Ok(())
    }

    pub(super) fn add_places(&mut self, name: &str, text: &str) -> Result<(), Error> {
        for row in Table::parse(name, text, &["name", "aliases"])?.rows() {
            let own = row.some("name").ok_or_else(|| row.error("a place without a name"))?;
            for place in std::iter::once(own.as_str()).chain(row.list("aliases")) {
                self.sites.insert(fold(place), row.get("country").to_owned());
                self.places.push(place.to_owned());
            }
        }
        Ok(())
    }

    pub(super) fn add_cities(&mut self, name: &str, text: &str) -> Result<(), Error> {
        for row in Table::parse(name, text, &["country", "names"])?.rows() {
            let country = row.get("country");
            if country.len() != 3 {
                return Err(row.error(format!("'{country}' is no country")));
            }
            for city in row.list("names") {
                self.sites.insert(fold(city), country.to_owned());
            }
        }
        Ok(())
    }

    pub(super) fn add_channels(&mut self, name: &str, text: &str) -> Result<(), Error> {
        for row in Table::parse(name, text, &["channel", "kind", "aliases"])?.rows() {
            self.channels.push(Channel {
                name: row.some("channel").ok_or_else(|| row.error("a channel without a name"))?,
                kind: row.get("kind").to_string(),
                aliases: strings(&row, "aliases"),
                country: row.some("country"),
            });
        }
        Ok(())
    }
}

fn strings(row: &Row<'_>, column: &str) -> Vec<String> {
    row.list(column).map(str::to_string).collect()
}

fn sector(row: &Row<'_>) -> Result<Option<Sector>, Error> {
    match row.get("sector") {
        "" => Ok(None),
        code => {
            let unknown = |_| row.error(format!("'{code}' is not a sector of PLOVER"));
            code.parse().map(Some).map_err(unknown)
        }
    }
}

fn last_word(name: &str) -> String {
    name.split_whitespace().next_back().unwrap_or(name).to_string()
}
