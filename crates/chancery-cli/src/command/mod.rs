//! The commands, one file each: take what was typed, call the engine, print.

mod actors;
mod add;
mod brief;
mod chart;
mod check;
mod find;
mod pair;
mod pairs;
mod read;
mod show;

use std::path::{Path, PathBuf};
use std::thread;

use chancery::shelf;
use chancery::source::{Input, Sources};
use chancery_ledger::Ledger;
use chancery_read::Reader;
use chancery_read::codebook::Codebook;

pub(crate) use actors::actors;
pub(crate) use add::add;
pub(crate) use brief::brief;
pub(crate) use chart::chart;
pub(crate) use check::check;
pub(crate) use find::find;
pub(crate) use pairs::pairs;
pub(crate) use read::read;
pub(crate) use show::show;

use crate::args::Global;
use crate::error::CommandError;

/// Returns the reader that the flags ask for.
fn reader(global: &Global) -> Result<Reader, CommandError> {
    Ok(shelf::reader(global.codebook.as_deref(), global.reading.into())?)
}

/// Returns the codebook that the flags ask for.
fn codebook(global: &Global) -> Result<Codebook, CommandError> {
    Ok(shelf::codebook(global.codebook.as_deref())?)
}

/// Returns the number of threads that the flags ask for.
fn threads(global: &Global) -> usize {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    global.threads.unwrap_or_else(cores).max(1)
}

fn sources(inputs: &[PathBuf]) -> Result<Sources, CommandError> {
    let inputs: Vec<Input> = inputs.iter().map(Input::new).collect();
    Ok(Sources::open(&inputs)?)
}

fn existing(ledger: &Path) -> Result<Ledger, CommandError> {
    Ok(Ledger::open_read_only(ledger)?)
}
