//! Checks of the repository that no other tool makes.
//!
//! In: the files that git tracks. Out: one line a fault, with its place. It
//! checks sources (heads, length, `unwrap`, notes to self), tables of the
//! codebook, the coding manual, and traces of a machine or a registry. It changes nothing.

mod items;
mod sources;
mod tables;

use std::path::Path;
use std::process::Command;

use crate::coding;
use crate::error::Error;

/// Returns the faults, in the order of the files.
///
/// # Errors
///
/// Returns an error where the files cannot be listed or read.
pub(crate) fn check(root: &Path) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for name in tracked(root)? {
        let path = root.join(&name);
        let Ok(bytes) = std::fs::read(&path) else {
            continue; // Tracked, and deleted in this working tree.
        };
        let Ok(text) = String::from_utf8(bytes) else {
            continue; // Weights and stores are not text.
        };
        faults.extend(sources::faults(&name, &text));
    }
    let manual = std::fs::read_to_string(root.join(coding::PATH)).unwrap_or_default();
    if manual != coding::manual(root)? {
        faults.push(format!("{}: not what the tables say; run `xtask coding`", coding::PATH));
    }
    faults.extend(tables::faults(&root.join("codebook"))?);
    faults.extend(items::faults(&root.join("codebook"))?);
    Ok(faults)
}

/// Returns the names of the tracked files, in their order.
fn tracked(root: &Path) -> Result<Vec<String>, Error> {
    let output = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root)
        .output()
        .map_err(|source| Error::File { path: root.to_owned(), source })?;
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn this_repository_is_tidy() {
        let faults = super::check(&crate::root()).unwrap();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
