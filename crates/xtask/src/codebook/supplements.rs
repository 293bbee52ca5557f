//! The supplements written by hand: successions, and rows of a source that are
//! not taken over.
//!
//! In: `codebook/supplements/`. A succession's row without an end is closed by
//! the next of the same party and office.

use std::collections::BTreeSet;
use std::path::Path;

use super::term::Term;
use crate::error::Error;
use crate::table;

/// The name of this source in `holders.tsv`.
pub(crate) const SOURCE: &str = "hand";

/// Returns the successions.
///
/// # Errors
///
/// Returns an error where the table cannot be read.
pub(crate) fn terms(supplements: &Path) -> Result<Vec<Term>, Error> {
    let table = table::read_tsv(&supplements.join("terms.tsv"))?;
    let cell = |row, column: &str| table.cell(row, column).to_owned();
    Ok(table
        .rows
        .iter()
        .map(|row| Term {
            party: cell(row, "party"),
            office: cell(row, "office"),
            name: cell(row, "name"),
            since: cell(row, "since"),
            until: cell(row, "until"),
            source: SOURCE,
            ..Term::default()
        })
        .collect())
}

/// Rows of sources that are known to be wrong or out of place.
#[derive(Debug)]
pub(crate) struct Dropped(BTreeSet<[String; 4]>);

impl Dropped {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// Returns an error where the table cannot be read.
    pub(crate) fn read(supplements: &Path) -> Result<Dropped, Error> {
        let table = table::read_tsv(&supplements.join("dropped.tsv"))?;
        let columns = ["source", "party", "office", "name"];
        let rows = table
            .rows
            .iter()
            .map(|row| columns.map(|column| table.cell(row, column).to_owned()))
            .collect();
        Ok(Dropped(rows))
    }

    /// Returns whether that row is not taken over.
    pub(crate) fn has(&self, source: &str, party: &str, office: &str, name: &str) -> bool {
        self.0.contains(&[source, party, office, name].map(str::to_owned))
    }
}
