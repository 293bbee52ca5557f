//! What a user names as an input: a path, or `-` for standard input.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

/// Something to read pages from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file or a folder.
    Path(PathBuf),
}

impl Input {
    /// Returns the input of that name, where `-` is standard input. A file of
    /// that name is reached as `./-`.
    pub fn new(name: impl AsRef<OsStr>) -> Input {
        let name = name.as_ref();
        if name == "-" { Input::Stdin } else { Input::Path(name.into()) }
    }
}

/// An input does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{}' does not exist", path.display())]
pub struct NotFound {
    /// The path that was given.
    pub path: PathBuf,
}

/// Any other obstacle than absence is reported when the input's turn comes.
pub(super) fn check_exists(path: &Path) -> Result<(), NotFound> {
    match path.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(NotFound { path: path.to_owned() })
        }
        _ => Ok(()),
    }
}
