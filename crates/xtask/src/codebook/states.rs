//! States: the country list (ODbL) with press names from the supplements.
//!
//! In: `countries.json.gz`, `foreign_ministers_to_2023-01.csv` for Wikidata
//! items, `supplements/states.tsv`. Out: the rows of `states.tsv`. Territories
//! that the supplement does not name are left out.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_json::Value;

use super::factbook::read_gzipped_json;
use super::names::unaccented;
use crate::error::Error;
use crate::table;

/// The columns of `states.tsv`.
pub(crate) const HEADER: [&str; 9] = [
    "code",
    "name",
    "official",
    "iso2",
    "aliases",
    "adjectives",
    "demonyms",
    "capital",
    "wikidata",
];

/// A state as the press names it.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// ISO 3166-1 alpha-3; `XKX` for Kosovo.
    pub(crate) code: String,
    /// The name in the country list, by which other sources are matched.
    pub(crate) listed: String,
    /// ISO 3166-1 alpha-2.
    pub(crate) iso2: String,
    /// The item of Wikidata.
    pub(crate) wikidata: String,
    name: String,
    official: String,
    aliases: String,
    adjectives: String,
    demonyms: String,
    capital: String,
}

impl State {
    /// Returns the row of `states.tsv`.
    pub(crate) fn row(&self) -> Vec<String> {
        [
            &self.code,
            &self.name,
            &self.official,
            &self.iso2,
            &self.aliases,
            &self.adjectives,
            &self.demonyms,
            &self.capital,
            &self.wikidata,
        ]
        .map(String::clone)
        .to_vec()
    }

    /// Returns whether a source's name for a country is this state's.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        let names = [self.name.as_str(), &self.listed, &self.official];
        names.contains(&name)
            || self.aliases.split('|').any(|alias| alias == name)
            || name.strip_prefix("The ").is_some_and(|rest| self.is_named(rest))
    }
}

/// Returns the states in the order of their codes.
///
/// # Errors
///
/// Returns an error where a source cannot be read.
pub(crate) fn read(facts: &Path, supplements: &Path) -> Result<Vec<State>, Error> {
    let list = read_gzipped_json(&facts.join("countries.json.gz"))?;
    let items = wikidata_items(facts)?;
    let table = table::read_tsv(&supplements.join("states.tsv"))?;
    let listed: HashMap<String, &Value> = list
        .as_array()
        .into_iter()
        .flatten()
        .map(|country| {
            let code = text(&country["cca3"]);
            (if code == "UNK" { "XKX".to_owned() } else { code }, country)
        })
        .collect();
    let mut states = BTreeMap::new();
    for row in &table.rows {
        let cell = |column: &str| table.cell(row, column).to_owned();
        let code = cell("code");
        let Some(country) = listed.get(&code) else { continue };
        let listed_name = text(&country["name"]["common"]);
        let or = |given: String, default: String| if given.is_empty() { default } else { given };
        let name = or(cell("name"), listed_name.clone());
        let adjective = text(&country["demonyms"]["eng"]["m"]);
        let capital = country["capital"].as_array().into_iter().flatten().map(text);
        let state = State {
            official: text(&country["name"]["official"]),
            iso2: text(&country["cca2"]),
            aliases: aliases(&cell("aliases"), &name, &listed_name),
            demonyms: or(cell("demonyms"), plural(&adjective)),
            adjectives: or(cell("adjectives"), adjective),
            capital: or(cell("capital"), capital.collect::<Vec<_>>().join("|")),
            wikidata: or(cell("wikidata"), items.get(&listed_name).cloned().unwrap_or_default()),
            listed: listed_name,
            name,
            code: code.clone(),
        };
        states.insert(code, state);
    }
    Ok(states.into_values().collect())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Returns the given aliases with the listed and the unaccented name.
fn aliases(given: &str, name: &str, listed: &str) -> String {
    let mut all: Vec<String> =
        given.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
    // The country list calls a state "Congo", which two states are.
    for more in [listed.to_owned(), unaccented(name)] {
        if more != name && !all.contains(&more) {
            all.push(more);
        }
    }
    all.join("|")
}

fn plural(adjective: &str) -> String {
    if adjective.is_empty() || adjective.ends_with("ese") || adjective.ends_with("sh") {
        adjective.to_owned()
    } else {
        format!("{adjective}s")
    }
}

fn wikidata_items(facts: &Path) -> Result<HashMap<String, String>, Error> {
    let renamed = [
        ("People's Republic of China", "China"),
        ("United States of America", "United States"),
        ("The Gambia", "Gambia"),
        ("Democratic Republic of the Congo", "DR Congo"),
        ("Republic of the Congo", "Congo"),
        ("State of Palestine", "Palestine"),
        ("East Timor", "Timor-Leste"),
        ("Federated States of Micronesia", "Micronesia"),
        ("Czech Republic", "Czechia"),
        ("Turkey", "Türkiye"),
    ];
    let rows = table::read_csv(&facts.join("foreign_ministers_to_2023-01.csv"))?;
    let mut items = HashMap::new();
    for row in rows {
        let (Some(item), Some(label)) = (row.get("country"), row.get("countryLabel")) else {
            continue;
        };
        let label = renamed.iter().find(|pair| pair.0 == label).map_or(label.as_str(), |p| p.1);
        items.insert(label.to_owned(), item.clone());
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demonyms_follow_the_adjective() {
        assert_eq!(plural("Norwegian"), "Norwegians");
        assert_eq!(plural("Maltese"), "Maltese");
    }
}
