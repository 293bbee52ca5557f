//! Foreign ministers in office in January 2023, with Wikidata items.
//!
//! In: `foreign_ministers_to_2023-01.csv`. It does not say who left office
//! later; a later source or the supplements close the term.

use std::path::Path;

use super::states::State;
use super::term::Term;
use crate::error::Error;
use crate::table;

/// The name of this source in `holders.tsv`.
pub(crate) const SOURCE: &str = "wikidata_2023";

/// Returns the terms that it gives.
///
/// # Errors
///
/// Returns an error where the file cannot be read.
pub(crate) fn terms(facts: &Path, states: &[State]) -> Result<Vec<Term>, Error> {
    let rows = table::read_csv(&facts.join("foreign_ministers_to_2023-01.csv"))?;
    let mut terms = Vec::new();
    for row in rows {
        let cell = |column: &str| row.get(column).cloned().unwrap_or_default();
        let (item, country) = (cell("person"), cell("country"));
        let Some(state) = states.iter().find(|state| state.wikidata == country) else { continue };
        let name = without_title(&cell("name")).to_owned();
        let since = cell("start");
        let dated = since.len() == 10 && since.starts_with(['1', '2']);
        if name.is_empty() || !dated {
            continue;
        }
        terms.push(Term {
            party: state.code.clone(),
            office: "foreign_minister".to_owned(),
            name,
            since,
            wikidata: item,
            source: SOURCE,
            ..Term::default()
        });
    }
    Ok(terms)
}

fn without_title(name: &str) -> &str {
    ["Dr. ", "Sheikh ", "Prince ", "Archbishop "]
        .iter()
        .find_map(|title| name.strip_prefix(title))
        .unwrap_or(name)
}
