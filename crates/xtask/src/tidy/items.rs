//! Checks of the Wikidata items: who has one, who shares one, who shows it.
//!
//! In: `supplements/items.tsv`, and the tables of holders and people that show
//! its items. Whether an item is the person's is not checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::codebook::fold;
use crate::error::Error;
use crate::table::{self, Table};

/// The tables that show the items.
const SHOWN: [&str; 2] = ["holders.tsv", "people.tsv"];

/// Party and name.
type Person<'a> = (&'a str, &'a str);

/// Returns the faults of the items in that folder.
///
/// # Errors
///
/// Returns an error where a table cannot be read.
pub(super) fn faults(codebook: &Path) -> Result<Vec<String>, Error> {
    let items = table::read_tsv(&codebook.join("supplements/items.tsv"))?;
    let mut shown = Vec::new();
    for name in SHOWN {
        shown.push((name, table::read_tsv(&codebook.join(name))?));
    }
    let mut faults = row_faults(&items, &shown);
    faults.extend(cell_faults(&items, &shown));
    faults.extend(share_faults(&shown));
    Ok(faults)
}

/// Returns the rows that name nobody, have no item or source, or are out of
/// order.
fn row_faults(items: &Table, shown: &[(&str, Table)]) -> Vec<String> {
    let rows = shown.iter().flat_map(|(_, table)| table.rows.iter().map(move |row| (table, row)));
    let people: BTreeSet<Person<'_>> = rows.map(|(table, row)| person(table, row)).collect();
    let mut faults = Vec::new();
    let mut last = ("", "");
    for row in &items.rows {
        let mut fault = |problem: String| {
            faults.push(format!("codebook/supplements/items.tsv:{}: {problem}", row.line));
        };
        let (party, name) = person(items, row);
        if !people.contains(&(party, name)) {
            fault(format!("{party} {name} is in neither {}", SHOWN.join(" nor ")));
        }
        if items.cell(row, "wikidata").is_empty() || items.cell(row, "source").is_empty() {
            fault("no item, or no source of it".to_owned());
        }
        if (party, name) < last {
            fault(format!("{party} {name} stands after {} {}", last.0, last.1));
        }
        last = (party, name);
    }
    faults
}

/// Returns the cells that do not show what the items say. A holder who is not
/// among them may have the item of a source of facts.
fn cell_faults(items: &Table, shown: &[(&str, Table)]) -> Vec<String> {
    let items: BTreeMap<Person<'_>, &str> =
        items.rows.iter().map(|row| (person(items, row), items.cell(row, "wikidata"))).collect();
    let mut faults = Vec::new();
    for (file, table) in shown {
        for row in &table.rows {
            let shows = table.cell(row, "wikidata");
            let is_written = *file == "people.tsv";
            let expected = items.get(&person(table, row)).copied();
            if expected.unwrap_or(if is_written { "" } else { shows }) != shows {
                let (party, name) = person(table, row);
                faults.push(format!(
                    "codebook/{file}:{}: {party} {name} shows not what supplements/items.tsv says; run `xtask codebook`",
                    row.line
                ));
            }
        }
    }
    faults
}

/// Returns the people whose rows differ in the item, and the items of two
/// people.
fn share_faults(shown: &[(&str, Table)]) -> Vec<String> {
    let mut of_person: BTreeMap<Person<'_>, BTreeSet<&str>> = BTreeMap::new();
    let mut of_item: BTreeMap<&str, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (_, table) in shown {
        for row in &table.rows {
            let item = table.cell(row, "wikidata");
            of_person.entry(person(table, row)).or_default().insert(item);
            if item.is_empty() {
                continue;
            }
            let aliases = table.cell(row, "aliases").split('|').map(fold);
            let names = of_item.entry(item).or_default();
            names.entry(fold(table.cell(row, "name"))).or_default().extend(aliases);
        }
    }
    let mut faults = Vec::new();
    for ((party, name), items) in of_person.iter().filter(|(_, items)| items.len() > 1) {
        let named = |item: &&'_ str| if item.is_empty() { "none" } else { item }.to_owned();
        let items: Vec<String> = items.iter().map(named).collect();
        faults.push(format!("codebook: {party} {name} has the items {}", items.join(" and ")));
    }
    for (item, names) in &of_item {
        for (name, aliases) in names {
            for (other, others) in names.range(name.clone()..).skip(1) {
                let spelled = aliases.contains(other) || others.contains(name);
                if !spelled && !within(name, other) && !within(other, name) {
                    faults.push(format!("codebook: {name} and {other} share {item}"));
                }
            }
        }
    }
    faults
}

/// Returns whether every word of a name stands in the other: "Frederik X" in
/// "Frederik X of Denmark", but not one brother in another.
fn within(name: &str, other: &str) -> bool {
    let words: Vec<&str> = other.split(' ').collect();
    name.split(' ').all(|word| words.contains(&word))
}

fn person<'a>(table: &'a Table, row: &'a table::Row) -> Person<'a> {
    (table.cell(row, "party"), table.cell(row, "name"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Row;

    fn table(header: &[&str], rows: &[&[&str]]) -> Table {
        let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let rows = rows.iter().enumerate();
        let rows = rows.map(|(index, cells)| Row { line: index + 3, cells: owned(cells) });
        Table { header: owned(header), rows: rows.collect() }
    }

    fn items(rows: &[&[&str]]) -> Table {
        table(&["party", "name", "wikidata", "source"], rows)
    }

    fn holders(rows: &[&[&str]]) -> Vec<(&'static str, Table)> {
        vec![("holders.tsv", table(&["party", "name", "aliases", "wikidata"], rows))]
    }

    #[test]
    fn row_that_names_nobody_is_a_fault() {
        let shown = holders(&[&["NOR", "A Berg", "Berg", "Q1"]]);
        assert!(row_faults(&items(&[&["NOR", "A Berg", "Q1", "hand"]]), &shown).is_empty());
        let faults = row_faults(&items(&[&["SWE", "A Berg", "Q1", "hand"]]), &shown);
        assert!(faults[0].contains("SWE A Berg is in neither"), "{faults:?}");
    }

    #[test]
    fn rows_out_of_order_are_a_fault() {
        let shown = holders(&[&["NOR", "A Berg", "Berg", "Q1"], &["NOR", "B Dal", "Dal", "Q2"]]);
        let rows = items(&[&["NOR", "B Dal", "Q2", "hand"], &["NOR", "A Berg", "Q1", "hand"]]);
        assert!(row_faults(&rows, &shown)[0].contains("stands after NOR B Dal"));
    }

    #[test]
    fn item_that_is_not_shown_is_a_fault() {
        let rows = items(&[&["NOR", "A Berg", "Q1", "hand"]]);
        let old = holders(&[&["NOR", "A Berg", "Berg", ""]]);
        assert!(cell_faults(&rows, &old)[0].contains("run `xtask codebook`"));
    }

    #[test]
    fn person_with_two_items_is_a_fault() {
        let shown = holders(&[&["NOR", "A Berg", "Berg", "Q1"], &["NOR", "A Berg", "Berg", "Q2"]]);
        assert_eq!(share_faults(&shown), ["codebook: NOR A Berg has the items Q1 and Q2"]);
        let shown = holders(&[&["NOR", "A Berg", "Berg", "Q1"], &["NOR", "A Berg", "Berg", ""]]);
        assert_eq!(share_faults(&shown), ["codebook: NOR A Berg has the items none and Q1"]);
    }

    #[test]
    fn two_names_share_an_item_only_as_spellings_of_one() {
        let names = |a: [&str; 2], b: [&str; 2]| {
            share_faults(&holders(&[&["NOR", a[0], a[1], "Q1"], &["SWE", b[0], b[1], "Q1"]]))
        };
        assert!(names(["Åse Berg", "Berg"], ["Ase Berg", "Berg"]).is_empty());
        assert!(names(["Åse Berg", "Berg"], ["Åse Marie Berg", "Berg"]).is_empty());
        assert!(names(["Åse Berg", "Berg|Aase Berg"], ["Aase Berg", "Berg"]).is_empty());
        let brothers = names(["Ola Berg", "Berg"], ["Per Berg", "Berg"]);
        assert_eq!(brothers, ["codebook: ola berg and per berg share Q1"]);
    }
}
