//! The ledger: one open file.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::error::Fault;
use crate::{Error, Signature, schema};

/// Pages and their readings in one SQLite file.
///
/// A ledger may be open in many processes at once. One of them writes at a
/// time, the others wait for it up to ten seconds; readers wait for nobody.
/// A ledger can be sent to another thread and not shared by two: each opens
/// its own.
pub struct Ledger {
    pub(crate) conn: Connection,
    path: PathBuf,
    /// Who adds and reads again.
    pub(crate) signature: Signature,
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ledger").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Ledger {
    /// Opens the ledger at the path, and creates it where there is none.
    ///
    /// A ledger of an older schema is brought up to date.
    ///
    /// # Errors
    ///
    /// If the file is not a ledger, has a newer schema, is locked by another
    /// process for too long, or cannot be opened or written to. A file that is
    /// not a ledger is left unchanged.
    pub fn open(path: impl AsRef<Path>) -> Result<Ledger, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Ledger::open_with(path.as_ref(), flags)
    }

    /// Opens the ledger at the path for reading and writing.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open`], and [`Error::Missing`] where there is no file.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Ledger, Error> {
        must_exist(path.as_ref())?;
        Ledger::open_with(path.as_ref(), OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens the ledger at the path for reading alone.
    ///
    /// A ledger on a medium that nobody can write to opens as well, where no
    /// write-ahead log was left beside it. A file without anything in it, as a
    /// process leaves that is killed while it makes a ledger, is an empty
    /// ledger.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open_existing`], and [`Error::OlderSchema`] where the
    /// schema would have to be brought up to date.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Ledger, Error> {
        let path = path.as_ref();
        must_exist(path)?;
        match Ledger::open_to_read(path, path, OpenFlags::empty()) {
            Err(Error::CannotOpen { .. } | Error::ReadOnly { .. })
                if beside(path, "-journal").exists() =>
            {
                // A process was killed before the file had its write-ahead log:
                // what it left half done is taken back by whoever may write.
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
                Connection::open_with_flags(path, flags)
                    .and_then(|conn| schema::touch(&conn))
                    .map_err(|error| Error::at(path, error.into()))?;
                Ledger::open_to_read(path, path, OpenFlags::empty())
            }
            Err(Error::CannotOpen { .. } | Error::ReadOnly { .. })
                if !beside(path, "-wal").exists() =>
            {
                // Reading a WAL file takes an index beside it, which cannot be
                // made here; without a log there is nothing to index.
                let uri = PathBuf::from(immutable_uri(path));
                Ledger::open_to_read(path, &uri, OpenFlags::SQLITE_OPEN_URI)
            }
            opened => opened,
        }
    }

    /// Opens an empty ledger that lives in memory.
    ///
    /// # Errors
    ///
    /// If SQLite cannot set it up.
    pub fn in_memory() -> Result<Ledger, Error> {
        Ledger::empty(Path::new(":memory:"))
    }

    /// Returns an empty ledger in memory that goes by the name of the file.
    fn empty(path: &Path) -> Result<Ledger, Error> {
        let mut conn =
            Connection::open_in_memory().map_err(|error| Error::at(path, error.into()))?;
        schema::prepare(&mut conn, path)?;
        Ok(Ledger::of(conn, path))
    }

    /// Returns where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn open_with(path: &Path, flags: OpenFlags) -> Result<Ledger, Error> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut conn = Connection::open_with_flags(path, flags)
            .map_err(|error| Error::at(path, error.into()))?;
        schema::prepare(&mut conn, path)?;
        Ok(Ledger::of(conn, path))
    }

    fn open_to_read(path: &Path, name: &Path, flags: OpenFlags) -> Result<Ledger, Error> {
        let flags = flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(name, flags)
            .map_err(|error| Error::at(path, error.into()))?;
        if !schema::prepare_read_only(&conn, path)? {
            return Ledger::empty(path);
        }
        Ok(Ledger::of(conn, path))
    }

    fn of(conn: Connection, path: &Path) -> Ledger {
        // More than there are statements in this crate, so that none is
        // compiled twice.
        conn.set_prepared_statement_cache_capacity(96);
        Ledger { conn, path: path.to_path_buf(), signature: Signature::default() }
    }

    /// Names the file in a fault.
    pub(crate) fn error(&self, fault: impl Into<Fault>) -> Error {
        Error::at(&self.path, fault.into())
    }
}

fn must_exist(path: &Path) -> Result<(), Error> {
    if path.exists() { Ok(()) } else { Err(Error::Missing { path: path.to_path_buf() }) }
}

/// Returns the path of a file that SQLite keeps beside the ledger.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            c => uri.push(c),
        }
    }
    uri + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unwritable_medium_is_read_whatever_the_name_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("100% new? #1.db");
        Ledger::open(&path).unwrap();
        let uri = PathBuf::from(immutable_uri(&path));
        let ledger = Ledger::open_to_read(&path, &uri, OpenFlags::SQLITE_OPEN_URI).unwrap();
        assert!(ledger.check().unwrap().is_sound());
        assert!(!beside(&path, "-wal").exists());
    }
}
