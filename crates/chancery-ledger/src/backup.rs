//! Backup: a copy of the whole ledger while others use it.
//!
//! Goes in: a path where nothing is. Comes out: a ledger there that has been
//! held against itself. Until it has, the copy goes by the name with `.part`
//! added, so that no half copy is ever taken for a backup.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::{CheckReport, Error, Ledger};

/// How many pages of the file are copied at a time: some megabytes, so that
/// others never wait for long.
const PAGES_AT_ONCE: i32 = 1024;

impl Ledger {
    /// Copies the ledger to a new file, and returns what a check of the copy
    /// found. A copy that is not sound is not kept.
    ///
    /// The copy is the ledger as it is when the copying ends; others may read
    /// and write meanwhile.
    ///
    /// # Errors
    ///
    /// [`Error::Exists`] if there is a file at the path, or if either file
    /// cannot be used. No file is left at the path then.
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<CheckReport, Error> {
        let to = to.as_ref();
        let part = with_suffix(to, ".part");
        for path in [to, &part] {
            if path.exists() {
                return Err(Error::Exists { path: path.to_path_buf() });
            }
        }
        let made = self.copy(&part).and_then(|report| {
            if report.is_sound() {
                put_in_place(&part, to)
                    .map_err(|source| Error::Backup { path: to.to_path_buf(), source })?;
            }
            Ok(report)
        });
        if !to.exists() {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                // What cannot be taken away was never there, most likely.
                let _ = fs::remove_file(with_suffix(&part, suffix));
            }
        }
        made
    }

    fn copy(&self, to: &Path) -> Result<CheckReport, Error> {
        let at = |error: rusqlite::Error| Error::at(to, error.into());
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut copy = Connection::open_with_flags(to, flags).map_err(at)?;
        Backup::new(&self.conn, &mut copy)
            .and_then(|backup| {
                backup.run_to_completion(PAGES_AT_ONCE, Duration::from_millis(1), None)
            })
            .map_err(at)?;
        copy.close().map_err(|(_, error)| at(error))?;
        Ledger::open_existing(to)?.check()
    }
}

/// Gives the finished file its name, on the disk as well.
fn put_in_place(part: &Path, to: &Path) -> std::io::Result<()> {
    File::open(part)?.sync_all()?;
    // A link, unlike a renamed file, never takes the place of another one that
    // was put there meanwhile; not every file system has links.
    match fs::hard_link(part, to) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => fs::rename(part, to),
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
