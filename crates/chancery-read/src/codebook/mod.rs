//! The codebook: states, offices and their holders, organs, organisations,
//! armed groups, channels. Data that users may extend or replace.
//!
//! In: tables as text. Out: [`Codebook`]. Which words name whom is decided in
//! `actor`; here is only what there is.

mod table;

pub(crate) use table::{Row, Table};

use chancery_model::{ActorKind, Date, Party, Sector};
use sha2::{Digest as _, Sha256};

/// The tables that make a codebook, each with the name of its file.
pub const TABLES: [&str; 10] = [
    "states.tsv",
    "offices.tsv",
    "holders.tsv",
    "people.tsv",
    "organs.tsv",
    "organisations.tsv",
    "armed_groups.tsv",
    "places.tsv",
    "channels.tsv",
    "domains.tsv",
];

/// The first edition of each table, in the order of [`TABLES`].
const BUILT_IN: [&str; 10] = [
    include_str!("../../../../codebook/states.tsv"),
    include_str!("../../../../codebook/offices.tsv"),
    include_str!("../../../../codebook/holders.tsv"),
    include_str!("../../../../codebook/people.tsv"),
    include_str!("../../../../codebook/organs.tsv"),
    include_str!("../../../../codebook/organisations.tsv"),
    include_str!("../../../../codebook/armed_groups.tsv"),
    include_str!("../../../../codebook/places.tsv"),
    include_str!("../../../../codebook/channels.tsv"),
    include_str!("../../../../codebook/domains.tsv"),
];

/// A table that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("codebook table '{table}', line {line}: {message}")]
pub struct Error {
    table: String,
    line: usize,
    message: String,
}

impl Error {
    fn new(table: &str, line: usize, message: String) -> Error {
        Error { table: table.to_string(), line, message }
    }
}

/// Who there is, and who held which office when.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    /// States and places that act like states.
    pub states: Vec<State>,
    /// Offices and the titles that name them.
    pub offices: Vec<Office>,
    /// People, with the offices they held.
    pub people: Vec<Person>,
    /// Organs of states, organisations, armed groups.
    pub bodies: Vec<Body>,
    /// Names of places that stand for nobody.
    pub places: Vec<String>,
    /// Channels through which things are said.
    pub channels: Vec<Channel>,
    /// Fields of policy with the words that show them.
    pub domains: Vec<DomainWords>,
    /// A hash over all tables: the codebook's version.
    pub hash: String,
}

/// A state.
#[derive(Clone, Debug)]
pub struct State {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// The usual English name.
    pub name: String,
    /// Other names, the official one among them.
    pub names: Vec<String>,
    /// Adjectives: "Colombian".
    pub adjectives: Vec<String>,
    /// Nouns for its people: "Colombians".
    pub demonyms: Vec<String>,
    /// The seat of government.
    pub capitals: Vec<String>,
    /// The item of Wikidata.
    pub wikidata: Option<String>,
}

/// An office, and the titles that name it in one state or in all.
#[derive(Clone, Debug)]
pub struct Office {
    /// The party it belongs to; nothing for every state.
    pub party: Option<Party>,
    /// A short name such as `head_of_state`.
    pub office: String,
    /// Titles in lower case: "secretary of state".
    pub titles: Vec<String>,
    /// PLOVER's sector.
    pub sector: Option<Sector>,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The usual full name.
    pub name: String,
    /// The name by which the press calls the person after the first time.
    pub surname: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The item of Wikidata.
    pub wikidata: Option<String>,
    /// Whether "she" or "he" refers to the person, where that is known.
    pub gender: Option<Gender>,
    /// The offices held, in order of time.
    pub terms: Vec<Term>,
}

/// Grammatical gender of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "she"
    Female,
    /// "he"
    Male,
}

/// A time in an office.
#[derive(Clone, Debug)]
pub struct Term {
    /// The party that the office belongs to.
    pub party: Party,
    /// The office's short name.
    pub office: String,
    /// The first day that the term may have had.
    pub since: Option<Date>,
    /// The last day that the term may have had; nothing while it goes on.
    pub until: Option<Date>,
}

impl Term {
    /// Returns whether the office was held on that day.
    pub fn holds_on(&self, date: Date) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// Returns whether the term had begun by that day.
    pub fn begun_by(&self, date: Date) -> bool {
        self.since.is_none_or(|since| since <= date)
    }
}

impl Person {
    /// Returns the term on that day, the latest begun where there are several,
    /// heads of state and government before ministers.
    pub fn term_on(&self, date: Date) -> Option<&Term> {
        let held = self.terms.iter().filter(|term| term.holds_on(date));
        held.max_by_key(|term| (std::cmp::Reverse(rank(&term.office)), term.since))
    }

    /// Returns the term last begun by that day, whether or not it goes on.
    pub fn last_term_by(&self, date: Date) -> Option<&Term> {
        self.terms.iter().filter(|term| term.begun_by(date)).max_by_key(|term| term.since)
    }
}

/// Returns how far an office stands from the head of its state.
pub(crate) fn rank(office: &str) -> u8 {
    match office {
        "head_of_state" | "supreme_leader" => 0,
        "head_of_government" => 1,
        "foreign_minister" | "vice_president" | "secretary_general" | "leader" => 2,
        "defence_minister" => 3,
        _ => 4,
    }
}

/// An organ of a state, an organisation, or an armed group.
#[derive(Clone, Debug)]
pub struct Body {
    /// On whose behalf it acts.
    pub party: Party,
    /// The usual name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: ActorKind,
    /// PLOVER's sector.
    pub sector: Option<Sector>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The item of Wikidata.
    pub wikidata: Option<String>,
}

/// A channel: a network, an agency, a paper, a broadcaster.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The short normal form.
    pub name: String,
    /// `social`, `agency`, `broadcaster`, `newspaper`, `state_media` ...
    pub kind: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
}

/// A field of policy, and the words that show it.
#[derive(Clone, Debug)]
pub struct DomainWords {
    /// Its name.
    pub domain: String,
    /// PLOVER contexts that go with it.
    pub contexts: Vec<String>,
    /// Words and phrases; one that ends with `*` stands for all that begin so.
    pub words: Vec<String>,
}

impl Codebook {
    /// Returns the codebook that comes with the program.
    ///
    /// # Errors
    ///
    /// Returns an error where a built-in table is broken, which a test rules out.
    pub fn built_in() -> Result<Codebook, Error> {
        Codebook::with(|_| None)
    }

    /// Returns the built-in codebook, extended or replaced by the tables that
    /// `tables` returns for a name of [`TABLES`].
    ///
    /// Rows of such a table are added to the built-in rows. A table whose first
    /// line is `# replaces` stands in place of the built-in one.
    ///
    /// # Errors
    ///
    /// Returns an error that names the table and the line.
    pub fn with(tables: impl Fn(&str) -> Option<String>) -> Result<Codebook, Error> {
        let mut codebook = Codebook::default();
        let mut hash = Sha256::new();
        for (name, built_in) in TABLES.into_iter().zip(BUILT_IN) {
            let own = tables(name);
            let replaces = own.as_ref().is_some_and(|own| own.starts_with("# replaces"));
            for text in [(!replaces).then_some(built_in), own.as_deref()].into_iter().flatten() {
                hash.update(name.as_bytes());
                hash.update((text.len() as u64).to_le_bytes());
                hash.update(text.as_bytes());
                codebook.add(name, text)?;
            }
        }
        let digest = hash.finalize();
        codebook.hash = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Ok(codebook)
    }

    fn add(&mut self, name: &str, text: &str) -> Result<(), Error> {
        match name {
            "states.tsv" => self.add_states(name, text),
            "offices.tsv" => self.add_offices(name, text),
            "holders.tsv" | "people.tsv" => self.add_people(name, text),
            "places.tsv" => self.add_places(name, text),
            "channels.tsv" => self.add_channels(name, text),
            "domains.tsv" => self.add_domains(name, text),
            _ => self.add_bodies(name, text),
        }
    }

    fn add_states(&mut self, name: &str, text: &str) -> Result<(), Error> {
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

    fn add_offices(&mut self, name: &str, text: &str) -> Result<(), Error> {
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

    fn add_people(&mut self, name: &str, text: &str) -> Result<(), Error> {
        let needed = ["party", "office", "name", "aliases", "since", "until"];
        for row in Table::parse(name, text, &needed)?.rows() {
            let full = row.some("name").ok_or_else(|| row.error("a person without a name"))?;
            let term = Term {
                party: Party(row.some("party").ok_or_else(|| row.error("no party"))?),
                office: row.get("office").to_string(),
                since: row.days("since")?.map(|days| days.start),
                until: row.days("until")?.map(|days| days.end),
            };
            let wikidata = row.some("wikidata");
            let same = |person: &&mut Person| {
                person.name == full && person.terms.iter().any(|known| known.party == term.party)
                    || wikidata.is_some() && person.wikidata == wikidata
            };
            let aliases = strings(&row, "aliases");
            match self.people.iter_mut().find(same) {
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

    fn add_bodies(&mut self, name: &str, text: &str) -> Result<(), Error> {
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

    fn add_places(&mut self, name: &str, text: &str) -> Result<(), Error> {
        for row in Table::parse(name, text, &["name", "aliases"])?.rows() {
            self.places.push(row.some("name").ok_or_else(|| row.error("a place without a name"))?);
            self.places.extend(row.list("aliases").map(str::to_string));
        }
        Ok(())
    }

    fn add_channels(&mut self, name: &str, text: &str) -> Result<(), Error> {
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

    fn add_domains(&mut self, name: &str, text: &str) -> Result<(), Error> {
        for row in Table::parse(name, text, &["domain", "contexts", "words"])?.rows() {
            self.domains.push(DomainWords {
                domain: row.some("domain").ok_or_else(|| row.error("a domain without a name"))?,
                contexts: strings(&row, "contexts"),
                words: strings(&row, "words"),
            });
        }
        Ok(())
    }

    /// Returns the state that a code or any of its names means.
    pub fn state(&self, name: &str) -> Option<&State> {
        let wanted = crate::text::fold(name.trim());
        let same = |known: &str| crate::text::fold(known) == wanted;
        let by_code = self.states.iter().find(|state| same(&state.code));
        by_code.or_else(|| {
            self.states
                .iter()
                .find(|state| same(&state.name) || state.names.iter().any(|name| same(name)))
        })
    }

    /// Returns the party that a code, a name or a short name means.
    pub fn party(&self, name: &str) -> Option<Party> {
        if let Some(state) = self.state(name) {
            return Some(Party(state.code.clone()));
        }
        let wanted = crate::text::fold(name.trim());
        let same = |known: &str| crate::text::fold(known) == wanted;
        let body = self.bodies.iter().find(|body| {
            body.kind != ActorKind::Office
                && (same(body.party.as_str())
                    || same(&body.name)
                    || body.aliases.iter().any(|alias| same(alias)))
        });
        body.map(|body| body.party.clone())
    }

    /// Returns the usual name of a party.
    pub fn party_name<'a>(&'a self, party: &'a Party) -> &'a str {
        let state = self.states.iter().find(|state| state.code == party.as_str());
        state.map_or(party.as_str(), |state| &state.name)
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
