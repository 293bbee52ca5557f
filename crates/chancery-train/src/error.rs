//! What keeps weights from being trained, a suite from being scored, or a figure
//! from being held against its floor.

use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// Something could not be trained or measured.
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
    /// Python does not start.
    #[error("cannot run {python}; name another Python with --python")]
    Python { python: PathBuf, source: std::io::Error },
    /// Python lacks packages.
    #[error(
        "{python} has not the packages {missing}; \
         install them with '{python} -m pip install -r {requirements}'"
    )]
    Packages { python: PathBuf, missing: String, requirements: PathBuf },
    /// A script ended with a failure, of which it has said the reason.
    #[error("{script} failed: {status}")]
    Script { script: PathBuf, status: ExitStatus },
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

    pub(crate) fn python(python: &Path, source: std::io::Error) -> Error {
        Error::Python { python: python.to_owned(), source }
    }

    pub(crate) fn packages(python: &Path, missing: &[&str], requirements: &Path) -> Error {
        Error::Packages {
            python: python.to_owned(),
            missing: missing.join(", "),
            requirements: requirements.to_owned(),
        }
    }

    pub(crate) fn script(script: &Path, status: ExitStatus) -> Error {
        Error::Script { script: script.to_owned(), status }
    }

    pub(crate) fn reader(source: chancery_read::reader::Error) -> Error {
        Error::Reader { source }
    }

    pub(crate) fn codebook(source: chancery_read::codebook::Error) -> Error {
        Error::Codebook { source }
    }
}
