//! The codebook: states, offices and their holders, organs, organisations,
//! armed groups, channels. Data that users may extend or replace.
//!
//! In: tables as text. Out: [`Codebook`]. Which words name whom is decided in
//! `actor`; here is only what there is: `entry` has what a row becomes, `fill` makes
//! it of rows, `domains` reads the fields of policy, `lookup` finds it by name, `ask` tells a person what is known.

mod ask;
mod domains;
mod entry;
mod fill;
mod lookup;
mod table;

pub use ask::{Answer, Holding, Known};
pub use domains::DomainWords;
pub(crate) use entry::rank;
pub use entry::{Body, Channel, Gender, Office, Person, State, Term};
pub(crate) use table::{Row, Table};

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

/// The tables that make a codebook, each with the name of its file.
pub const TABLES: [&str; 11] = [
    "states.tsv",
    "offices.tsv",
    "holders.tsv",
    "people.tsv",
    "organs.tsv",
    "organisations.tsv",
    "armed_groups.tsv",
    "places.tsv",
    "cities.tsv",
    "channels.tsv",
    "domains.toml",
];

/// The first edition of each table, in the order of [`TABLES`].
const BUILT_IN: [&str; 11] = [
    include_str!("../../../../codebook/states.tsv"),
    include_str!("../../../../codebook/offices.tsv"),
    include_str!("../../../../codebook/holders.tsv"),
    include_str!("../../../../codebook/people.tsv"),
    include_str!("../../../../codebook/organs.tsv"),
    include_str!("../../../../codebook/organisations.tsv"),
    include_str!("../../../../codebook/armed_groups.tsv"),
    include_str!("../../../../codebook/places.tsv"),
    include_str!("../../../../codebook/cities.tsv"),
    include_str!("../../../../codebook/channels.tsv"),
    include_str!("../../../../codebook/domains.toml"),
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
    /// The country of places, cities and regions, by folded name; empty where they have
    /// none.
    pub sites: BTreeMap<String, String>,
    /// Channels through which things are said.
    pub channels: Vec<Channel>,
    /// Fields of policy with the words that show them.
    pub domains: Vec<DomainWords>,
    /// A hash over all tables: the codebook's version.
    pub hash: String,
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
    /// Rows of such a table are added to the built-in rows; a domain takes the
    /// place of the built-in one of its name. A table whose first line is
    /// `# replaces` stands in place of the built-in one.
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
            "cities.tsv" => self.add_cities(name, text),
            "channels.tsv" => self.add_channels(name, text),
            "domains.toml" => self.add_domains(name, text),
            _ => self.add_bodies(name, text),
        }
    }
}
