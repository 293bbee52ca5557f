//! The tier of grammar that a suite measures, and what it costs.

use std::path::Path;
use std::time::{Duration, Instant};

use chancery_read::grammar::{Parsers, Tree};
use chancery_read::{Tier as Built, grammar};

use crate::error::Error;

/// Which tier reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reading {
    /// The linear tier
    Fast,
    /// The careful tier
    #[default]
    Careful,
}

impl From<Reading> for Built {
    fn from(reading: Reading) -> Built {
        match reading {
            Reading::Fast => Built::Fast,
            Reading::Careful => Built::Careful,
        }
    }
}

/// A tier, loaded.
pub(crate) struct Tier {
    parsers: Parsers,
    load_time: Duration,
}

impl Tier {
    /// Loads a tier, from a weights file or else from those that reading has.
    pub(crate) fn load(reading: Reading, weights: Option<&Path>) -> Result<Tier, Error> {
        let given = match weights {
            Some(path) => Some(std::fs::read(path).map_err(|source| Error::read(path, source))?),
            None => None,
        };
        let start = Instant::now();
        let (linear, careful) = match (reading, given.as_deref()) {
            (Reading::Fast, given) => (given.unwrap_or(grammar::LINEAR), None),
            (Reading::Careful, given) => (grammar::LINEAR, Some(given.unwrap_or(grammar::CAREFUL))),
        };
        let parsers = Parsers::from_bytes(linear, careful, None).map_err(|source| {
            Error::weights(weights.unwrap_or(Path::new("languages/en")), source)
        })?;
        Ok(Tier { parsers, load_time: start.elapsed() })
    }

    /// Returns the tree of each sentence.
    pub(crate) fn trees(&self, sentences: &[Vec<&str>]) -> Vec<Tree> {
        self.parsers.trees(sentences)
    }

    /// Returns how long loading took.
    pub(crate) fn load_time(&self) -> Duration {
        self.load_time
    }
}

/// Returns the most memory that this process had so far, in megabytes; 0 where
/// the system does not tell.
pub(crate) fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// Returns how long this thread has had a processor so far; nothing where the
/// system does not tell.
pub(crate) fn processor_time() -> Option<Duration> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    times.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
