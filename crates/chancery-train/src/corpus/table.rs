//! Tables: lists made by hand, as tab-separated values.
//!
//! In: a file's path and the names of columns. Out: those cells of each row. Lines
//! that begin with `#` say how the list was made; the first other line names the
//! columns.

use std::path::Path;

use crate::error::Error;

/// Reads those columns of a table.
///
/// # Errors
///
/// Where the file cannot be read or a column is not there.
pub(crate) fn read<const N: usize>(
    path: &Path,
    columns: [&str; N],
) -> Result<Vec<[String; N]>, Error> {
    let text = super::text(path)?;
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let names: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let places = columns.map(|column| names.iter().position(|name| *name == column));
    if places.contains(&None) {
        return Err(Error::form(path, "a column of the list is missing"));
    }
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        places.map(|place| place.and_then(|place| cells.get(place)).map_or("", |cell| cell).into())
    };
    Ok(lines.map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "# made by hand\na\tb\tc\n1\t2\t3\n4\n").unwrap();
        let rows = read(file.path(), ["c", "a"]).unwrap();
        assert_eq!(rows, [["3", "1"], ["", "4"]]);
        assert!(matches!(read(file.path(), ["d"]), Err(Error::Form { .. })));
    }
}
