//! The commands, one file each: take what was typed, call the engine, print.

mod actors;
mod add;
mod author;
mod backup;
mod brief;
mod chart;
mod check;
mod commitments;
mod correct;
mod count;
mod find;
mod log;
mod pair;
mod pairs;
mod read;
mod rebuild;
mod recode;
mod show;

use std::path::{Path, PathBuf};
use std::thread;

use chancery::desk::patiently;
use chancery::shelf;
use chancery::source::{Input, Sources};
use chancery_ledger::{Error, Ledger};
use chancery_model::Party;
use chancery_read::Reader;
use chancery_read::codebook::Codebook;

pub(crate) use actors::actors;
pub(crate) use add::add;
pub(crate) use backup::backup;
pub(crate) use brief::brief;
pub(crate) use chart::chart;
pub(crate) use check::check;
pub(crate) use commitments::commitments;
pub(crate) use correct::correct;
pub(crate) use count::count;
pub(crate) use find::find;
pub(crate) use log::log;
pub(crate) use pairs::pairs;
pub(crate) use read::read;
pub(crate) use rebuild::rebuild;
pub(crate) use recode::recode;
pub(crate) use show::show;

use crate::args::Global;
use crate::error::CommandError;
use crate::terminal;

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

/// Opens the ledger for reading; one of an older version is brought up to date
/// first, where it may be written to.
fn existing(ledger: &Path) -> Result<Ledger, CommandError> {
    match Ledger::open_read_only(ledger) {
        Err(older @ Error::OlderSchema { .. }) => {
            match patiently(|| Ledger::open_existing(ledger), waiting(ledger)) {
                Err(Error::ReadOnly { .. }) => Err(older.into()),
                opened => Ok(opened?),
            }
        }
        opened => Ok(opened?),
    }
}

/// Opens a ledger that is there for reading and writing.
fn writable(ledger: &Path) -> Result<Ledger, CommandError> {
    Ok(patiently(|| Ledger::open_existing(ledger), waiting(ledger))?)
}

/// Returns what says, once, that another process writes to the ledger.
fn waiting(ledger: &Path) -> impl FnMut() {
    let mut told = false;
    move || {
        if !std::mem::replace(&mut told, true) {
            terminal::note(&format!(
                "another process is writing to {}: waiting for it",
                ledger.display()
            ));
        }
    }
}

/// Returns the party that goes by the name.
fn party(book: &Codebook, name: &str) -> Result<Party, CommandError> {
    book.party(name).ok_or_else(|| {
        CommandError::new(format!("no party goes by the name '{name}'")).hint(
            "use a country's English name or ISO 3166-1 alpha-3 code, or an organisation's short name",
        )
    })
}
