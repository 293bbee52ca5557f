//! Reference figures: gross domestic product and population, by state and year.
//!
//! In: `gdp.csv` and `population.csv` of the facts, in long form. Out: rows of a
//! state each with a column a year, from the first year for which the codebook
//! knows who held office. Aggregates such as "World" are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::error::Error;
use crate::table;

/// The first year kept.
const FIRST: u16 = 2010;

/// A table of figures.
pub(crate) struct Figures {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Reads the figures of these states, by their alpha-3 codes, with so many
/// digits that count.
///
/// # Errors
///
/// Returns an error where the file cannot be read.
pub(crate) fn read(path: &Path, states: &BTreeSet<&str>, digits: usize) -> Result<Figures, Error> {
    let mut figures: BTreeMap<String, BTreeMap<u16, String>> = BTreeMap::new();
    let mut years = BTreeSet::new();
    for row in table::read_csv(path)? {
        let cell = |column: &str| row.get(column).map_or("", String::as_str);
        let (Ok(year), Ok(value)) = (cell("Year").parse::<u16>(), cell("Value").parse::<f64>())
        else {
            continue;
        };
        let code = cell("Country Code");
        if year >= FIRST && states.contains(code) {
            years.insert(year);
            let figure = format!("{value:.*e}", digits - 1);
            figures.entry(code.to_owned()).or_default().insert(year, figure);
        }
    }
    let header = std::iter::once("party".to_owned()).chain(years.iter().map(u16::to_string));
    let row = |(code, of): (&String, &BTreeMap<u16, String>)| {
        let cells = years.iter().map(|year| of.get(year).cloned().unwrap_or_default());
        std::iter::once(code.clone()).chain(cells).collect()
    };
    Ok(Figures { header: header.collect(), rows: figures.iter().map(row).collect() })
}
