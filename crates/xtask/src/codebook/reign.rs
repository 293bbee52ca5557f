//! Leaders from 2010 to 2021-03 of states without a succession by hand.
//!
//! In: `reign_leaders_to_2021-03.csv`, which gives surnames, and
//! `supplements/reign.tsv`, which gives full name and office. Leaders that the
//! supplement does not name are left out.

use std::collections::HashMap;
use std::path::Path;

use super::term::Term;
use crate::error::Error;
use crate::table;

/// The name of this source in `holders.tsv`.
pub(crate) const SOURCE: &str = "reign";

/// Returns the terms that it gives.
///
/// # Errors
///
/// Returns an error where a file cannot be read.
pub(crate) fn terms(facts: &Path, supplements: &Path) -> Result<Vec<Term>, Error> {
    let named = table::read_tsv(&supplements.join("reign.tsv"))?;
    let full: HashMap<(&str, &str), _> = named
        .rows
        .iter()
        .map(|row| ((named.cell(row, "stateabb"), named.cell(row, "leader")), row))
        .collect();
    let rows = table::read_csv(&facts.join("reign_leaders_to_2021-03.csv"))?;
    let mut terms = Vec::new();
    for row in &rows {
        let cell = |column: &str| row.get(column).map_or("", |cell| cell.trim());
        let Some(person) = full.get(&(cell("stateabb"), cell("leader"))) else { continue };
        terms.push(Term {
            party: named.cell(person, "party").to_owned(),
            office: named.cell(person, "office").to_owned(),
            name: named.cell(person, "name").to_owned(),
            since: date(cell("syear"), cell("smonth"), cell("sdate")),
            until: date(cell("eyear"), cell("emonth"), ""),
            gender: if cell("gender") == "0" { "f" } else { "m" }.to_owned(),
            source: SOURCE,
            ..Term::default()
        });
    }
    Ok(terms)
}

/// Returns an ISO date from numbers, cut at the first that is missing.
fn date(year: &str, month: &str, day: &str) -> String {
    let mut date = String::new();
    for (part, width) in [(year, 4), (month, 2), (day, 2)] {
        let Ok(number) = part.parse::<u16>() else { break };
        if !date.is_empty() {
            date.push('-');
        }
        date.push_str(&format!("{number:0width$}"));
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_parts_cut_the_date() {
        assert_eq!(date("2016", "4", ""), "2016-04");
        assert_eq!(date("2016", "4", "9"), "2016-04-09");
        assert_eq!(date("", "", ""), "");
    }
}
