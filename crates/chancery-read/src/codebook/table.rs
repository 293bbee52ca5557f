//! Tables as the codebook keeps them: tab-separated, a header, `|` in a cell.

use std::ops::Range;

use super::Error;

/// A table of the codebook, checked against the columns that it must have.
pub(crate) struct Table<'a> {
    name: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<(usize, Vec<&'a str>)>,
}

/// A row of a table.
pub(crate) struct Row<'a> {
    table: &'a str,
    columns: &'a [&'a str],
    cells: &'a [&'a str],
    line: usize,
}

impl<'a> Table<'a> {
    /// Reads a table.
    ///
    /// # Errors
    ///
    /// Returns an error where a needed column is missing, or a row has more
    /// cells than the header.
    pub(crate) fn parse(name: &'a str, text: &'a str, needed: &[&str]) -> Result<Table<'a>, Error> {
        let mut columns: Option<Vec<&str>> = None;
        let mut rows = Vec::new();
        for (line_idx, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            match &columns {
                None => columns = Some(cells),
                Some(columns) if cells.len() > columns.len() => {
                    let message = format!("{} cells under {} columns", cells.len(), columns.len());
                    return Err(Error::new(name, line_idx + 1, message));
                }
                Some(_) => rows.push((line_idx + 1, cells)),
            }
        }
        let columns = columns.ok_or_else(|| Error::new(name, 1, "no header".to_string()))?;
        match needed.iter().find(|column| !columns.contains(column)) {
            Some(missing) => Err(Error::new(name, 1, format!("no column '{missing}'"))),
            None => Ok(Table { name, columns, rows }),
        }
    }

    /// Returns the rows in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row {
            table: self.name,
            columns: &self.columns,
            cells,
            line: *line,
        })
    }
}

impl<'a> Row<'a> {
    /// Returns the number of its line, from 1.
    pub(crate) fn line(&self) -> usize {
        self.line
    }

    /// Returns the cell of that column, empty where the row ends before it.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let idx = self.columns.iter().position(|known| *known == column);
        idx.and_then(|idx| self.cells.get(idx)).copied().unwrap_or("")
    }

    /// Returns the cell of that column, or nothing where it is empty.
    pub(crate) fn some(&self, column: &str) -> Option<String> {
        Some(self.get(column)).filter(|cell| !cell.is_empty()).map(str::to_string)
    }

    /// Returns the values of that column.
    pub(crate) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|value| !value.is_empty())
    }

    /// Returns an error at this row.
    pub(crate) fn error(&self, message: impl Into<String>) -> Error {
        Error::new(self.table, self.line, message.into())
    }

    /// Returns the days that a cell such as `2013`, `2013-06` or `2013-06-01`
    /// covers, or nothing where it is empty.
    pub(crate) fn days(&self, column: &str) -> Result<Option<Range<jiff::civil::Date>>, Error> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Ok(None);
        }
        days(cell).map(Some).ok_or_else(|| self.error(format!("'{cell}' is not a date")))
    }
}

/// Returns the first day, and the last, that an ISO date of any precision means.
fn days(cell: &str) -> Option<Range<jiff::civil::Date>> {
    use jiff::civil::Date;
    let mut parts = cell.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let Some(month) = parts.next() else {
        return Some(Date::new(year, 1, 1).ok()?..Date::new(year, 12, 31).ok()?);
    };
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    let Some(day) = parts.next() else { return Some(first..first.last_of_month()) };
    let day = Date::new(year, first.month(), day.parse().ok()?).ok()?;
    parts.next().is_none().then_some(day..day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_any_precision_covers_its_days() {
        let days = |cell| days(cell).map(|days| format!("{} {}", days.start, days.end));
        assert_eq!(days("2024").as_deref(), Some("2024-01-01 2024-12-31"));
        assert_eq!(days("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(days("2024-02-30"), None);
        assert_eq!(days("soon"), None);
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = Table::parse("states.tsv", "# x\ncode\tname\n", &["capital"]).err().unwrap();
        assert_eq!(error.to_string(), "codebook table 'states.tsv', line 1: no column 'capital'");
    }
}
