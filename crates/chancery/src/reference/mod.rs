//! Reference figures: how large a sum of money, or a number of people, is
//! beside an economy or a population.
//!
//! In: the tables of `codebook/reference`, and a user's own of the same names.
//! Out: what share of a party's gross domestic product or population a quantity
//! is, with the year of the figure. It measures and does not judge: nothing
//! here is much or little.

mod share;

use std::collections::BTreeMap;

use chancery_model::Party;

pub use share::{Measure, Share};

/// The tables of figures, each with the name of its file.
pub const TABLES: [&str; 2] = ["gdp.tsv", "population.tsv"];

/// What each table holds, and its first edition, in the order of [`TABLES`].
const BUILT_IN: [(Measure, &str); 2] = [
    (Measure::Gdp, include_str!("../../../../codebook/reference/gdp.tsv")),
    (Measure::Population, include_str!("../../../../codebook/reference/population.tsv")),
];

/// A table of figures that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("reference table '{table}', line {line}: {message}")]
pub struct Error {
    table: &'static str,
    line: usize,
    message: String,
}

/// Gross domestic product and population by party and year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct References {
    figures: BTreeMap<(Measure, Party), BTreeMap<i16, f64>>,
}

impl References {
    /// Returns the built-in figures, and over them those of the tables that
    /// `own` returns for a name such as `gdp.tsv`.
    ///
    /// # Errors
    ///
    /// Returns an error that names the table and the line.
    pub fn with(own: impl Fn(&str) -> Option<String>) -> Result<References, Error> {
        let mut references = References::default();
        for (table, (measure, built_in)) in TABLES.into_iter().zip(BUILT_IN) {
            references.add(measure, table, built_in)?;
            if let Some(text) = own(table) {
                references.add(measure, table, &text)?;
            }
        }
        Ok(references)
    }

    /// Adds a table: a header of `party` and years, then a row a party.
    fn add(&mut self, measure: Measure, table: &'static str, text: &str) -> Result<(), Error> {
        let fault = |line: usize, message: String| Error { table, line: line + 1, message };
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        let Some((at, header)) = lines.next() else {
            return Err(fault(0, "no header".to_owned()));
        };
        let mut cells = header.split('\t');
        if cells.next() != Some("party") {
            return Err(fault(at, "the first column is not 'party'".to_owned()));
        }
        let years: Result<Vec<i16>, Error> = cells
            .map(|year| year.parse().map_err(|_| fault(at, format!("'{year}' is not a year"))))
            .collect();
        let years = years?;
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let mut cells = line.split('\t');
            let party = Party(cells.next().unwrap_or_default().to_owned());
            let of = self.figures.entry((measure, party)).or_default();
            for (place, cell) in cells.enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let Some(year) = years.get(place) else {
                    return Err(fault(at, "more cells than columns".to_owned()));
                };
                let figure = cell.parse().ok().filter(|figure: &f64| *figure > 0.0);
                let figure =
                    figure.ok_or_else(|| fault(at, format!("'{cell}' is not a figure")))?;
                of.insert(*year, figure);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_figures_are_understood() {
        let references = References::with(|_| None).unwrap();
        let usa = (Measure::Gdp, Party("USA".into()));
        assert!(references.figures[&usa].values().all(|figure| *figure > 1e13));
        assert!(references.figures.len() > 300);
    }

    #[test]
    fn own_figure_takes_the_place_of_the_built_in_one() {
        let own = |table: &str| {
            (table == "gdp.tsv").then(|| "party\t2020\t2031\nUSA\t1e12\t2e12\n".to_owned())
        };
        let references = References::with(own).unwrap();
        let usa = &references.figures[&(Measure::Gdp, Party("USA".into()))];
        assert_eq!((usa[&2020], usa[&2031]), (1e12, 2e12));
        assert!(usa.contains_key(&2019));
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let faults = [
            ("# x\nstate\t2020\n", "line 2: the first column is not 'party'"),
            ("party\tMMXX\n", "line 1: 'MMXX' is not a year"),
            ("party\t2020\nUSA\tmuch\n", "line 2: 'much' is not a figure"),
            ("party\t2020\n\nUSA\t1\t2\n", "line 3: more cells than columns"),
            ("", "line 1: no header"),
        ];
        for (text, expected) in faults {
            let own = |table: &str| (table == "population.tsv").then(|| text.to_owned());
            let error = References::with(own).unwrap_err().to_string();
            assert_eq!(error, format!("reference table 'population.tsv', {expected}"));
        }
    }
}
