//! `chancery.actors/1`: what the codebook knows of a name, as JSON.
//!
//! In: an answer of the codebook. Out: one JSON object. Absent is `null` or `[]`,
//! never missing.

use chancery_model::{Date, Party};
use chancery_read::codebook::{
    Answer, Body, Codebook, Gender, Holding, Known, Person, State, Term,
};
use serde::Serialize;

/// The name of this form.
pub const SCHEMA: &str = "chancery.actors/1";

/// Returns the answer as one JSON object.
pub fn to_json(answer: &Answer<'_>, book: &Codebook) -> String {
    let form = Form {
        schema: SCHEMA,
        codebook: &book.hash,
        name: &answer.name,
        on: answer.on.map(|on| on.to_string()),
        actors: answer.known.iter().map(|known| actor(known, book, answer.on)).collect(),
        near: &answer.near,
    };
    serde_json::to_string(&form).expect("strings and lists are always JSON")
}

#[derive(Serialize)]
struct Form<'a> {
    schema: &'static str,
    codebook: &'a str,
    name: &'a str,
    on: Option<String>,
    actors: Vec<Actor<'a>>,
    near: &'a [String],
}

#[derive(Default, Serialize)]
struct Actor<'a> {
    kind: &'static str,
    name: String,
    aliases: Vec<&'a str>,
    gender: Option<&'static str>,
    party: Option<&'a str>,
    country: Option<&'a str>,
    sector: Option<&'static str>,
    wikidata: Option<&'a str>,
    /// The offices of a person, or those of a party with who held them.
    offices: Vec<Office<'a>>,
}

#[derive(Serialize)]
struct Office<'a> {
    party: &'a str,
    office: &'a str,
    title: String,
    holder: &'a str,
    holder_wikidata: Option<&'a str>,
    since: Option<String>,
    until: Option<String>,
    /// Whether it was held on the day; nothing where no day was asked for.
    held: Option<bool>,
}

fn actor<'a>(known: &'a Known<'a>, book: &Codebook, on: Option<Date>) -> Actor<'a> {
    let held = |holdings: &'a [Holding<'a>]| {
        holdings.iter().map(|holding| office(holding.person, holding.term, book, on)).collect()
    };
    match known {
        Known::Person(person) => of_person(person, book, on),
        Known::State(state, holdings) => of_state(state, held(holdings)),
        Known::Body(body, holdings) => of_body(body, held(holdings)),
        Known::Office { party, office, holdings } => Actor {
            kind: "office",
            name: office_name(party, office, book),
            party: Some(party.as_str()),
            offices: held(holdings),
            ..Actor::default()
        },
    }
}

fn office_name(party: &Party, office: &str, book: &Codebook) -> String {
    format!("{} of {}", book.title(party, office), book.party_name(party))
}

fn of_person<'a>(person: &'a Person, book: &Codebook, on: Option<Date>) -> Actor<'a> {
    Actor {
        kind: "person",
        name: person.name.clone(),
        aliases: strings(&person.aliases),
        gender: person.gender.map(|gender| match gender {
            Gender::Female => "female",
            Gender::Male => "male",
        }),
        wikidata: person.wikidata.as_deref(),
        offices: person.terms.iter().map(|term| office(person, term, book, on)).collect(),
        ..Actor::default()
    }
}

fn of_state<'a>(state: &'a State, offices: Vec<Office<'a>>) -> Actor<'a> {
    Actor {
        kind: "state",
        name: state.name.clone(),
        aliases: strings(&state.names),
        party: Some(&state.code),
        country: Some(&state.code),
        wikidata: state.wikidata.as_deref(),
        offices,
        ..Actor::default()
    }
}

fn of_body<'a>(body: &'a Body, offices: Vec<Office<'a>>) -> Actor<'a> {
    Actor {
        kind: body.kind.name(),
        name: body.name.clone(),
        aliases: strings(&body.aliases),
        party: Some(body.party.as_str()),
        country: body.country.as_deref(),
        sector: body.sector.map(|sector| sector.code()),
        wikidata: body.wikidata.as_deref(),
        offices,
        ..Actor::default()
    }
}

fn office<'a>(person: &'a Person, term: &'a Term, book: &Codebook, on: Option<Date>) -> Office<'a> {
    Office {
        party: term.party.as_str(),
        office: &term.office,
        title: book.title(&term.party, &term.office),
        holder: &person.name,
        holder_wikidata: person.wikidata.as_deref(),
        since: term.since.map(|day| day.to_string()),
        until: term.until.map(|day| day.to_string()),
        held: on.map(|day| term.holds_on(day)),
    }
}

fn strings(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}
