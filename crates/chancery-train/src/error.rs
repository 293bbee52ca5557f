//! What keeps a suite from being scored, or a figure from being held against its floor.

use std::path::{Path, PathBuf};

/// A suite could not be scored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    /// A file could not be read.
    #[error("cannot read {path}")]
    Read { path: PathBuf, source: std::io::Error },
    /// A file could not be written.
    #[error("cannot write {path}")]
    Write { path: PathBuf, source: std::io::Error },
    /// A file is not JSON.
    #[error("{path} is not JSON")]
    Json { path: PathBuf, source: serde_json::Error },
    /// A file has another form than the suite's.
    #[error("{path} is not of the suite's form: {reason}")]
    Form { path: PathBuf, reason: &'static str },
    /// The built-in tables cannot be read with.
    #[error("the built-in tables are broken; this is a bug in Chancery")]
    Codebook { source: chancery_read::codebook::Error },
    /// The reader cannot be made.
    #[error("the built-in weights or tables are broken; this is a bug in Chancery")]
    Reader { source: chancery_read::reader::Error },
    /// A weights file cannot be read with.
    #[error("cannot read with the weights {path}")]
    Weights { path: PathBuf, source: chancery_read::grammar::WeightsError },
    /// The floors cannot be understood.
    #[error("{path} is no file of floors")]
    Floors { path: PathBuf, source: toml::de::Error },
    /// Floors are set for a suite that does not exist.
    #[error("{path} names the suite '{suite}', which does not exist")]
    UnknownSuite { path: PathBuf, suite: String },
    /// A floor is set for a figure that the suite does not give.
    #[error("suite '{suite}' gives no figure '{figure}'")]
    UnknownFigure { suite: String, figure: String },
}

impl Error {
    pub(crate) fn read(path: &Path, source: std::io::Error) -> Error {
        Error::Read { path: path.to_owned(), source }
    }

    pub(crate) fn write(path: &Path, source: std::io::Error) -> Error {
        Error::Write { path: path.to_owned(), source }
    }

    pub(crate) fn json(path: &Path, source: serde_json::Error) -> Error {
        Error::Json { path: path.to_owned(), source }
    }

    pub(crate) fn form(path: &Path, reason: &'static str) -> Error {
        Error::Form { path: path.to_owned(), reason }
    }

    pub(crate) fn weights(path: &Path, source: chancery_read::grammar::WeightsError) -> Error {
        Error::Weights { path: path.to_owned(), source }
    }

    pub(crate) fn reader(source: chancery_read::reader::Error) -> Error {
        Error::Reader { source }
    }

    pub(crate) fn codebook(source: chancery_read::codebook::Error) -> Error {
        Error::Codebook { source }
    }
}
