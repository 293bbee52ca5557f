//! The codebook's folder: tables of a user in place of, or beside, our own.
//!
//! In: a folder. Out: a codebook, reference figures, a reader. It reads files
//! and leaves their meaning to those who know it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chancery_read::codebook::{self, Codebook, TABLES};
use chancery_read::{Reader, Tier, reader};

use crate::reference::{self, References};

/// A codebook that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder, or a table in it, cannot be read.
    #[error("cannot read '{}'", path.display())]
    Unreadable {
        /// The folder or table.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder holds no table.
    #[error("'{}' holds no table of a codebook", path.display())]
    NoTable {
        /// The folder.
        path: PathBuf,
    },
    /// A table cannot be understood.
    #[error(transparent)]
    Table(#[from] codebook::Error),
    /// A table of reference figures cannot be understood.
    #[error(transparent)]
    Reference(#[from] reference::Error),
    /// The reader cannot be made.
    #[error(transparent)]
    Reader(#[from] reader::Error),
}

/// Returns a reader with the codebook of that folder, or with the built-in one,
/// that reads as carefully as `tier` says.
///
/// # Errors
///
/// Returns an error where the folder or a table in it cannot be used.
pub fn reader(folder: Option<&Path>, tier: Tier) -> Result<Reader, Error> {
    Ok(Reader::new(codebook(folder)?, tier)?)
}

/// Returns the reference figures, with those in the folder's `reference` over
/// the built-in ones.
///
/// # Errors
///
/// Returns an error where a table in it cannot be used.
pub fn references(folder: Option<&Path>) -> Result<References, Error> {
    let own = |table: &str| {
        let path = folder?.join("reference").join(table);
        match fs::read_to_string(&path) {
            Ok(text) => Some(Ok((table.to_owned(), text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => Some(Err(Error::Unreadable { path, source })),
        }
    };
    let tables: Result<BTreeMap<String, String>, Error> =
        reference::TABLES.into_iter().filter_map(own).collect();
    let tables = tables?;
    Ok(References::with(|table| tables.get(table).cloned())?)
}

/// Returns the codebook of that folder, or the built-in one.
///
/// A table of the folder extends the built-in table of the same name; one whose
/// first line is `# replaces` stands in its place.
///
/// # Errors
///
/// Returns an error where the folder or a table in it cannot be used.
pub fn codebook(folder: Option<&Path>) -> Result<Codebook, Error> {
    let Some(folder) = folder else { return Ok(Codebook::built_in()?) };
    let unreadable = |path: &Path, source| Error::Unreadable { path: path.to_owned(), source };
    fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
    let mut tables = Vec::new();
    for name in TABLES {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => tables.push((name, text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(&path, error)),
        }
    }
    if tables.is_empty() && !folder.join("reference").is_dir() {
        return Err(Error::NoTable { path: folder.to_owned() });
    }
    let own = |wanted: &str| {
        tables.iter().find(|(name, _)| *name == wanted).map(|(_, text)| text.clone())
    };
    Ok(Codebook::with(own)?)
}
