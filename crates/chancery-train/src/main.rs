//! Scores of every stage on public data.
//!
//! In go a suite's name and a file or folder of its form, out come readable
//! lines and, last, one JSON object of figures.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod error;
mod suite;

use error::Error;

/// Scores of every stage on public data
#[derive(Parser)]
#[command(version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the figures of a suite; the last line is one JSON object
    Score {
        /// What is measured
        suite: suite::Suite,
        /// A file or folder of the suite's form
        path: PathBuf,
        /// Write the result of each case to this file, as JSON Lines
        #[arg(long, value_name = "FILE")]
        cases: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(&Args::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::from(2)
        }
    }
}

#[expect(clippy::print_stdout, reason = "the figures are the output of this command")]
fn run(command: &Command) -> Result<(), Error> {
    match command {
        Command::Score { suite, path, cases } => {
            let figures = suite::run(*suite, path)?;
            for line in &figures.lines {
                println!("{line}");
            }
            if let Some(file) = cases {
                let cases: String = figures.cases.iter().map(|case| format!("{case}\n")).collect();
                std::fs::write(file, cases).map_err(|source| Error::write(file, source))?;
            }
            println!("{}", figures.object);
        }
    }
    Ok(())
}

#[expect(clippy::print_stderr, reason = "errors of this command go to the terminal")]
fn report(error: &Error) {
    eprintln!("error: {error}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        eprintln!("caused by: {cause}");
        source = cause.source();
    }
}
