//! The tier of grammar that a suite measures, and what it costs.

use std::path::Path;
use std::time::{Duration, Instant};

use chancery_read::grammar::{Linear, LinearScratch, Tree};

use crate::error::Error;

/// Which tier reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Reading {
    /// The linear tier
    #[default]
    Fast,
}

/// A tier, loaded.
pub(crate) struct Tier {
    linear: Linear,
    load_time: Duration,
}

impl Tier {
    /// Loads a tier from a weights file.
    pub(crate) fn load(reading: Reading, weights: &Path) -> Result<Tier, Error> {
        let bytes = std::fs::read(weights).map_err(|source| Error::read(weights, source))?;
        let Reading::Fast = reading;
        let start = Instant::now();
        let linear =
            Linear::from_bytes(&bytes).map_err(|source| Error::weights(weights, source))?;
        Ok(Tier { linear, load_time: start.elapsed() })
    }

    /// Returns what reads the words of a sentence.
    pub(crate) fn reader(&self) -> Box<dyn FnMut(&[&str]) -> Tree + '_> {
        let mut scratch = LinearScratch::default();
        Box::new(move |words| self.linear.read(words, &mut scratch))
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
