//! Checks of the codebook's tables: columns, keys, codes, dates.
//!
//! In: the codebook folder. A table that is not listed here is only parsed.
//! Whether a fact is true is not checked.

use std::collections::BTreeSet;
use std::path::Path;

use crate::codebook::before;
use crate::error::Error;
use crate::table::{self, Row, Table};

/// A table's columns, and how many of the first make its key.
struct Form {
    name: &'static str,
    columns: &'static [&'static str],
    key: &'static [&'static str],
}

const PEOPLE: &[&str] =
    &["party", "office", "name", "aliases", "since", "until", "gender", "wikidata", "source"];
const TERM_KEY: &[&str] = &["party", "office", "name", "since"];

const FORMS: &[Form] = &[
    Form {
        name: "states.tsv",
        columns: &[
            "code",
            "name",
            "official",
            "iso2",
            "aliases",
            "adjectives",
            "demonyms",
            "capital",
            "wikidata",
        ],
        key: &["code"],
    },
    Form { name: "holders.tsv", columns: PEOPLE, key: TERM_KEY },
    Form { name: "people.tsv", columns: PEOPLE, key: TERM_KEY },
    Form {
        name: "offices.tsv",
        columns: &["party", "office", "titles", "sector"],
        key: &["party", "office"],
    },
    Form {
        name: "organs.tsv",
        columns: &["party", "name", "aliases", "sector", "wikidata"],
        key: &["party", "name"],
    },
    Form {
        name: "organisations.tsv",
        columns: &["party", "name", "aliases", "sector", "country", "wikidata", "members"],
        key: &["party", "name"],
    },
    Form {
        name: "armed_groups.tsv",
        columns: &["party", "name", "aliases", "country", "wikidata"],
        key: &["party", "name"],
    },
    Form {
        name: "supplements/items.tsv",
        columns: &["party", "name", "wikidata", "source"],
        key: &["party", "name"],
    },
    Form {
        name: "channels.tsv",
        columns: &["channel", "kind", "aliases", "country"],
        key: &["channel"],
    },
];

const KINDS: &[&str] =
    &["social", "agency", "broadcaster", "newspaper", "state_media", "messenger", "website"];

const SECTORS: &[&str] = &[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO",
    "MNC", "NGO",
];

/// Returns the faults of the tables in that folder.
///
/// # Errors
///
/// Returns an error where a table cannot be read or a row has a wrong number of
/// cells.
pub(super) fn faults(codebook: &Path) -> Result<Vec<String>, Error> {
    let mut tables = Vec::new();
    for form in FORMS {
        tables.push((form, table::read_tsv(&codebook.join(form.name))?));
    }
    let mut known = Known::default();
    for (form, table) in &tables {
        known.learn(form.name, table);
    }
    Ok(tables.iter().flat_map(|(form, table)| table_faults(form, table, &known)).collect())
}

/// The parties that rows may name.
#[derive(Default)]
struct Known {
    states: BTreeSet<String>,
    parties: BTreeSet<String>,
}

impl Known {
    fn learn(&mut self, name: &str, table: &Table) {
        for row in &table.rows {
            match name {
                "states.tsv" => {
                    self.states.insert(table.cell(row, "code").to_owned());
                }
                "organisations.tsv" | "armed_groups.tsv" => {
                    self.parties.insert(table.cell(row, "party").to_owned());
                }
                _ => {}
            }
        }
    }
}

fn table_faults(form: &Form, table: &Table, known: &Known) -> Vec<String> {
    let mut faults = Vec::new();
    if table.header != form.columns {
        return vec![format!("{}: columns are not {}", form.name, form.columns.join(" "))];
    }
    let mut keys = BTreeSet::new();
    for row in &table.rows {
        let mut fault = |problem: String| {
            faults.push(format!("codebook/{}:{}: {problem}", form.name, row.line));
        };
        let key: Vec<&str> = form.key.iter().map(|column| table.cell(row, column)).collect();
        if !keys.insert(key.join(" ")) {
            fault(format!("a second row for {}", key.join(" ")));
        }
        row_faults(table, row, known).into_iter().for_each(&mut fault);
    }
    faults
}

fn row_faults(table: &Table, row: &Row, known: &Known) -> Vec<String> {
    let mut faults = Vec::new();
    let cell = |column: &str| table.cell(row, column);
    let has = |column: &str| table.header.iter().any(|name| name == column);
    let (since, until) = (cell("since"), cell("until"));
    for date in [since, until] {
        if !date.is_empty() && !is_date(date) {
            faults.push(format!("{date} is no date"));
        }
    }
    if !since.is_empty() && !until.is_empty() && before(until, since) {
        faults.push(format!("ends {until}, before it starts {since}"));
    }
    let countries = cell("country").split('|').chain(cell("members").split('|'));
    for code in countries.filter(|code| !code.is_empty() && !known.states.contains(*code)) {
        faults.push(format!("{code} is no state"));
    }
    let introduces = table.header.iter().any(|name| name == "country");
    let party = cell("party");
    let of_state = known.states.contains(party);
    if has("party") && !introduces && party != "*" && !of_state && !known.parties.contains(party) {
        faults.push(format!("{party} is no known party"));
    }
    if has("sector") && !SECTORS.contains(&cell("sector")) {
        faults.push(format!("{} is no sector of PLOVER", cell("sector")));
    }
    if has("kind") && !KINDS.contains(&cell("kind")) {
        faults.push(format!("{} is no kind of channel", cell("kind")));
    }
    if has("since") && cell("aliases").is_empty() {
        faults.push("no surname that the press uses".to_owned());
    }
    let item = cell("wikidata");
    let number = item.strip_prefix('Q').is_some_and(|digits| digits.parse::<u64>().is_ok());
    if !item.is_empty() && !number {
        faults.push(format!("{item} is no item of Wikidata"));
    }
    if row.cells.iter().any(|cell| cell.trim() != cell || cell.contains("||")) {
        faults.push("a cell has space around it or an empty value in it".to_owned());
    }
    faults
}

/// Returns whether that is an ISO date, whole or cut after year or month.
fn is_date(text: &str) -> bool {
    const WIDTHS: [usize; 3] = [4, 2, 2];
    const MOST: [u16; 3] = [2100, 12, 31];
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() <= WIDTHS.len()
        && parts.iter().zip(WIDTHS).zip(MOST).all(|((part, width), most)| {
            part.len() == width && part.parse::<u16>().is_ok_and(|n| (1..=most).contains(&n))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(since: &str, until: &str, party: &str) -> Vec<String> {
        let header = PEOPLE.iter().map(|name| (*name).to_owned()).collect();
        let cells = [party, "king", "A B", "B", since, until, "m", "", "hand"];
        let row = Row { line: 3, cells: cells.map(str::to_owned).to_vec() };
        let mut known = Known::default();
        known.states.insert("NOR".to_owned());
        let table = Table { header, rows: vec![row.clone(), row] };
        let form = Form { name: "people.tsv", columns: PEOPLE, key: TERM_KEY };
        table_faults(&form, &table, &known)
    }

    #[test]
    fn second_row_of_one_key_is_a_fault() {
        assert_eq!(people("2010", "2012-05", "NOR").len(), 1);
    }

    #[test]
    fn term_that_ends_before_it_starts_is_a_fault() {
        let faults = people("2013-05-02", "2012", "NOR");
        assert!(faults[0].contains("ends 2012"), "{faults:?}");
    }

    #[test]
    fn unknown_party_is_a_fault() {
        assert!(people("2010", "", "QQQ")[0].contains("no known party"));
    }

    #[test]
    fn dates_may_be_cut_but_not_wrong() {
        assert!(is_date("2013") && is_date("2013-06") && is_date("2013-06-30"));
        assert!(!is_date("2013-13") && !is_date("13-06-30") && !is_date("2013-6"));
    }
}
