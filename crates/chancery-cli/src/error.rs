//! A command that failed: what, why, and what to do.

use std::error::Error;
use std::io;
use std::path::Path;

/// A failure as it is shown: the error with its causes, and hints.
#[derive(Debug)]
pub(crate) struct CommandError {
    pub(crate) error: Box<dyn Error + Send + Sync>,
    pub(crate) hints: Vec<String>,
}

impl CommandError {
    /// Returns a failure of these words.
    pub(crate) fn new(message: impl Into<String>) -> CommandError {
        CommandError { error: message.into().into(), hints: Vec::new() }
    }

    /// Returns the failure to write a file.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> CommandError {
        CommandError::new(format!("cannot write '{}': {error}", path.display()))
    }

    /// Adds what to do about it.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> CommandError {
        self.hints.push(hint.into());
        self
    }

    /// Returns whether the reader of our output went away.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        self.error
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    }
}

macro_rules! from {
    ($($error:ty)*) => {$(
        impl From<$error> for CommandError {
            fn from(error: $error) -> CommandError {
                CommandError { error: Box::new(error), hints: Vec::new() }
            }
        }
    )*};
}

from! { io::Error chancery::shelf::Error chancery::desk::Error chancery::source::NotFound }

impl From<chancery_ledger::Error> for CommandError {
    fn from(error: chancery_ledger::Error) -> CommandError {
        let missing = matches!(error, chancery_ledger::Error::Missing { .. });
        let error = CommandError { error: Box::new(error), hints: Vec::new() };
        if missing {
            error.hint("make one with 'chancery add INPUT...', or name one with --ledger")
        } else {
            error
        }
    }
}
