//! Entries: what the rows of the codebook's tables become.
//!
//! In: nothing. Out: plain types, and what follows from one entry alone, such as
//! which office a person held on a day.

use chancery_model::{ActorKind, Date, Party, Sector};

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

/// Whom a monarch acts for who reigns in several states at once, unless a text names
/// another of them.
const HOME_OF_THE_CROWN: &str = "GBR";

impl Person {
    /// Returns the term on that day, the latest begun where there are several,
    /// heads of state and government before ministers, and of crowns that one person
    /// wears the British.
    pub fn term_on(&self, date: Date) -> Option<&Term> {
        let held = self.terms.iter().filter(|term| term.holds_on(date));
        held.max_by_key(|term| {
            let home = term.party.as_str() == HOME_OF_THE_CROWN;
            (std::cmp::Reverse(rank(&term.office)), term.since, home)
        })
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
