//! Leaders and foreign ministers of the Americas and others, to 2026-09-30.
//!
//! In: `americas_leaders_2026-09-30.csv`, one row a term, by alpha-2 code.

use std::path::Path;

use super::states::State;
use super::supplements::Dropped;
use super::term::Term;
use crate::error::Error;
use crate::table;

/// The name of this source in `holders.tsv`.
pub(crate) const SOURCE: &str = "americas_leaders";

/// Returns the terms that it gives.
///
/// # Errors
///
/// Returns an error where the file cannot be read.
pub(crate) fn terms(facts: &Path, states: &[State], dropped: &Dropped) -> Result<Vec<Term>, Error> {
    let rows = table::read_csv(&facts.join("americas_leaders_2026-09-30.csv"))?;
    let mut terms = Vec::new();
    for row in rows {
        let cell = |column: &str| row.get(column).cloned().unwrap_or_default();
        let (iso2, office, name) = (cell("country_iso2"), cell("office"), cell("name"));
        if dropped.has(SOURCE, &iso2, &office, &name) {
            continue;
        }
        let Some(state) = states.iter().find(|state| state.iso2 == iso2) else { continue };
        terms.push(Term {
            party: state.code.clone(),
            office,
            name,
            since: cell("since"),
            until: cell("until"),
            source: SOURCE,
            ..Term::default()
        });
    }
    Ok(terms)
}
