//! Errors: what may be wrong with a weights file.

use super::VERSION;

/// Says what is wrong with a weights file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// The file does not begin like one.
    #[error("not a file of Chancery weights")]
    Magic,
    /// The file has another format.
    #[error("the weights have format {found}; this version reads format {VERSION}")]
    Version {
        /// The file's format.
        found: u32,
    },
    /// The file ends before its parts do.
    #[error("the weights are cut: {len} bytes are too few")]
    Cut {
        /// The file's length.
        len: usize,
    },
    /// The file goes on behind its parts.
    #[error("the weights are followed by {n_extra} bytes of something else")]
    Extra {
        /// How many bytes there are too many.
        n_extra: usize,
    },
    /// The bytes are not those that were written.
    #[error("the weights are damaged: their checksum does not match")]
    Checksum,
    /// The header is not what the format says.
    #[error("the header of the weights is wrong: {reason}")]
    Header {
        /// What is wrong.
        reason: &'static str,
    },
    /// A section is not there.
    #[error("the weights have no section '{name}'")]
    Missing {
        /// The section's name.
        name: String,
    },
    /// A section has another length than its tier needs.
    #[error("section '{name}' of the weights has {found} bytes, not {expected}")]
    Size {
        /// The section's name.
        name: String,
        /// Its length.
        found: usize,
        /// The length that the tier needs.
        expected: usize,
    },
    /// A section holds what its tier cannot read with.
    #[error("section '{name}' of the weights is wrong: {reason}")]
    Content {
        /// The section's name.
        name: String,
        /// What is wrong.
        reason: &'static str,
    },
}

impl WeightsError {
    /// Returns the error that a section holds what cannot be read with.
    pub fn content(name: &str, reason: &'static str) -> WeightsError {
        WeightsError::Content { name: name.to_owned(), reason }
    }
}
