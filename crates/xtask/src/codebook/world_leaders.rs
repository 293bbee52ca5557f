//! Leaders of 28 states with Wikidata items, as of 2026-07-19.
//!
//! In: `world_leaders_2026-07-19.json`. Unions of states are left out: their
//! heads are in `people.tsv`.

use std::path::Path;

use serde_json::Value;

use super::states::State;
use super::supplements::Dropped;
use super::term::Term;
use crate::error::Error;
use crate::table;

/// The name of this source in `holders.tsv`.
pub(crate) const SOURCE: &str = "world_leaders";

/// Returns the terms that it gives.
///
/// # Errors
///
/// Returns an error where the file cannot be read or is not JSON.
pub(crate) fn terms(facts: &Path, states: &[State], dropped: &Dropped) -> Result<Vec<Term>, Error> {
    let path = facts.join("world_leaders_2026-07-19.json");
    let root: Value = serde_json::from_str(&table::read_text(&path)?)
        .map_err(|source| Error::Json { path, source })?;
    let mut terms = Vec::new();
    for country in root["countries"].as_object().into_iter().flatten().map(|(_, value)| value) {
        let iso2 = country["country"]["iso_code"].as_str().unwrap_or_default();
        let Some(state) = states.iter().find(|state| state.iso2 == iso2) else { continue };
        let head = country["positions"]["head_of_state"]["current_holder"]["name_en"].as_str();
        for (office, position) in country["positions"].as_object().into_iter().flatten() {
            let holder = &position["current_holder"];
            let Some(name) = holder["name_en"].as_str() else { continue };
            // A president who also heads the government is listed once.
            if office == "head_of_government" && head == Some(name) {
                continue;
            }
            if dropped.has(SOURCE, &state.code, office, name) {
                continue;
            }
            let cell = |key: &str| holder[key].as_str().unwrap_or_default().to_owned();
            terms.push(Term {
                party: state.code.clone(),
                office: office.clone(),
                name: name.to_owned(),
                since: cell("since"),
                wikidata: cell("wikidata_id"),
                source: SOURCE,
                ..Term::default()
            });
        }
    }
    Ok(terms)
}
