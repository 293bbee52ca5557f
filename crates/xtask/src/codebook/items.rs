//! The Wikidata items of people, and the column that shows them.
//!
//! In: `supplements/items.tsv`, one row a person. Out: the column `wikidata` of
//! `people.tsv`, whose other cells stay as they were written by hand. Whether an
//! item is the right one is not checked here.

use std::collections::BTreeMap;
use std::path::Path;

use super::term;
use crate::error::Error;
use crate::table;

/// The head of `people.tsv`.
const PEOPLE_COMMENT: &str = "People who matter in the international press and hold no office of holders.tsv. The first alias is the surname that the press uses. Written by hand, but for the items: they go to supplements/items.tsv.";

/// The items, by party and name.
#[derive(Debug, Default)]
pub(super) struct Items(BTreeMap<(String, String), String>);

impl Items {
    /// Reads the items.
    ///
    /// # Errors
    ///
    /// Returns an error where the table cannot be read.
    pub(super) fn read(supplements: &Path) -> Result<Items, Error> {
        let table = table::read_tsv(&supplements.join("items.tsv"))?;
        let cell = |row, column: &str| table.cell(row, column).to_owned();
        let items = table.rows.iter();
        Ok(Items(
            items
                .map(|row| ((cell(row, "party"), cell(row, "name")), cell(row, "wikidata")))
                .collect(),
        ))
    }

    /// Returns the item of the person whom that party names so, or nothing.
    pub(super) fn of(&self, party: &str, name: &str) -> &str {
        self.0.get(&(party.to_owned(), name.to_owned())).map_or("", String::as_str)
    }

    /// Writes the items into the table of people, and returns how many of its
    /// rows have one.
    ///
    /// # Errors
    ///
    /// Returns an error where the table cannot be read or written.
    pub(super) fn write_people(&self, path: &Path) -> Result<usize, Error> {
        let people = table::read_tsv(path)?;
        let rows: Vec<Vec<String>> = people
            .rows
            .iter()
            .map(|row| {
                let cell = |column: &&str| match *column {
                    "wikidata" => self.of(people.cell(row, "party"), people.cell(row, "name")),
                    other => people.cell(row, other),
                };
                term::HEADER.iter().map(|column| cell(column).to_owned()).collect()
            })
            .collect();
        table::write_tsv(path, PEOPLE_COMMENT, &term::HEADER, &rows)?;
        Ok(people
            .rows
            .iter()
            .filter(|row| !self.of(people.cell(row, "party"), people.cell(row, "name")).is_empty())
            .count())
    }
}
