//! The binary `chancery`: what was typed, to the engine, to the terminal.
//!
//! Standard output is data, standard error everything else. Exit codes: 0 done;
//! 1 done, but nothing was found or something could not be read; 2 wrong use or
//! failure. Output into a closed pipe is no failure.

mod args;
mod command;
mod error;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Args, Command};
use crate::error::CommandError;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(outcome) => outcome.into(),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            terminal::report(&error);
            ExitCode::from(2)
        }
    }
}

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done.
    Done,
    /// Nothing was found, or something could not be read.
    Partial,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Partial => ExitCode::from(1),
        }
    }
}

fn run(args: &Args) -> Result<Outcome, CommandError> {
    match &args.command {
        Command::Read(own) => command::read(&args.global, own),
        Command::Add(own) => command::add(&args.global, own),
        Command::Brief(own) => command::brief(&args.global, own),
        Command::Chart(own) => command::chart(&args.global, own),
        Command::Commitments(own) => command::commitments(&args.global, own),
        Command::Show(own) => command::show(&args.global, own),
        Command::Find(own) => command::find(&args.global, own),
        Command::Pairs(own) => command::pairs(&args.global, own),
        Command::Count(own) => command::count(&args.global, own),
        Command::Actors(own) => command::actors(&args.global, own),
        Command::Correct(own) => command::correct(&args.global, own),
        Command::Log(own) => command::log(&args.global, own),
        Command::Recode(own) => command::recode(&args.global, own),
        Command::Rebuild => command::rebuild(&args.global),
        Command::Check(own) => command::check(&args.global, own),
        Command::Backup(own) => command::backup(&args.global, own),
    }
}
