//! Tables of the codebook (TSV) and of the facts (CSV), read and written.
//!
//! A codebook table is UTF-8: comment lines that start with `#`, a header row,
//! then rows of as many cells, parted by tabs, without quoting; several values
//! in a cell are parted by `|`. What the cells mean is not known here.

use std::collections::HashMap;
use std::path::Path;

use crate::error::Error;

/// A row with the number of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line in the file, from 1.
    pub(crate) line: usize,
    /// The cells, in the order of the header.
    pub(crate) cells: Vec<String>,
}

/// A table in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// The names of the columns.
    pub(crate) header: Vec<String>,
    /// The rows.
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// Returns the cell of that column, or an empty one.
    pub(crate) fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        let index = self.header.iter().position(|name| name == column);
        index.and_then(|index| row.cells.get(index)).map_or("", String::as_str)
    }
}

/// Reads a codebook table.
///
/// # Errors
///
/// Returns an error where the file cannot be read or a row has another number
/// of cells than the header.
pub(crate) fn read_tsv(path: &Path) -> Result<Table, Error> {
    let text = read_text(path)?;
    let mut table = Table::default();
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        if table.header.is_empty() {
            if line.starts_with('#') {
                continue;
            }
            table.header = line.split('\t').map(str::to_owned).collect();
            continue;
        }
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if cells.len() != table.header.len() {
            return Err(Error::Table {
                path: path.to_owned(),
                line: line_number,
                problem: format!("{} cells, not {}", cells.len(), table.header.len()),
            });
        }
        table.rows.push(Row { line: line_number, cells });
    }
    Ok(table)
}

/// Writes a codebook table.
///
/// # Errors
///
/// Returns an error where the file cannot be written.
pub(crate) fn write_tsv(
    path: &Path,
    comment: &str,
    header: &[&str],
    rows: &[Vec<String>],
) -> Result<(), Error> {
    let mut text = format!("# {comment}\n{}\n", header.join("\t"));
    for row in rows {
        text.push_str(&row.join("\t"));
        text.push('\n');
    }
    std::fs::write(path, text).map_err(|source| Error::File { path: path.to_owned(), source })
}

/// Reads CSV with a header into one map a row; quotes may hold commas.
///
/// # Errors
///
/// Returns an error where the file cannot be read.
pub(crate) fn read_csv(path: &Path) -> Result<Vec<HashMap<String, String>>, Error> {
    let bytes =
        std::fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    // One of the sources mixes encodings; the names taken from it are ASCII.
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().map(split_csv);
    let header = lines.next().unwrap_or_default();
    Ok(lines.map(|cells| header.iter().cloned().zip(cells).collect()).collect())
}

/// Reads a file as UTF-8.
///
/// # Errors
///
/// Returns an error where the file cannot be read or is not UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })
}

fn split_csv(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.trim_end_matches('\r').chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(other);
                }
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_comma_does_not_part_cells() {
        assert_eq!(split_csv("a,\"b, c\",,d\r"), ["a", "b, c", "", "d"]);
    }
}
