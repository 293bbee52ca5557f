//! Lists folders: sorted, without hidden entries, each folder once.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// The folders that one walk has been in.
#[derive(Default)]
pub(super) struct Folder {
    /// Real paths, so that a link back to a folder above ends the walk.
    visited: BTreeSet<PathBuf>,
}

impl Folder {
    /// Returns what is in the folder, in the order of the names; nothing where
    /// the walk has been in it before.
    pub(super) fn list(&mut self, path: &Path) -> io::Result<Option<Vec<PathBuf>>> {
        if !self.visited.insert(path.canonicalize()?) {
            return Ok(None);
        }
        let mut children = Vec::new();
        for entry in path.read_dir()? {
            let entry = entry?;
            if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                children.push(entry.path());
            }
        }
        children.sort();
        Ok(Some(children))
    }
}
