//! Training of grammar, and scores of every stage on public data.
//!
//! `train`: in go corpora, out comes the weights file of a tier or of its tagger. `silver`: in go
//! articles, out come their sentences as the careful tier reads them.
//! `score`: in go a suite's name and a file or folder of its form, out come
//! readable lines and, last, one JSON object of figures. `rival`: in go files of
//! two suites, out comes a table with another system's figures. `gate`: in go the
//! folder of all suites and the floors, out comes what stands below them. Exit
//! codes: 0 done, 1 a figure is below its floor, 2 wrong use or failure.

use std::fmt::Display;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod corpus;
mod error;
mod gate;
mod python;
mod rival;
mod silver;
mod suite;
mod train;

use error::Error;

/// Training of grammar, and scores of every stage on public data
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
        #[command(flatten)]
        options: suite::Options,
    },
    /// Train a tier of grammar and write its weights
    Train {
        /// Which tier
        #[command(subcommand)]
        tier: Tier,
    },
    /// Measure both tiers of grammar and spaCy on the same files, one after the other
    Rival(rival::Options),
    /// Annotate news with the careful tier, for the linear tier to learn from
    Silver(silver::Options),
    /// Hold the figures of all suites against their floors
    Gate {
        /// The folder that the paths of the floors start from
        shared: PathBuf,
        /// The floors
        #[arg(long, value_name = "FILE", default_value = "eval/floors.toml")]
        floors: PathBuf,
        /// Raise the floors to the present figures; none is lowered
        #[arg(long)]
        update: bool,
    },
}

#[derive(Subcommand)]
enum Tier {
    /// The linear tier: tags, trees, names and lemmas from sums of weights
    Linear(train::linear::Options),
    /// The careful tier: an encoder fine-tuned by scripts in Python; takes over an hour
    Careful(train::careful::Options),
    /// The tagger of attributions: one layer over the careful tier
    Attribution(train::attribution::Options),
}

fn main() -> ExitCode {
    match run(&Args::parse().command) {
        Ok(code) => code,
        Err(error) => {
            report(&error);
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Result<ExitCode, Error> {
    match command {
        Command::Score { suite, path, cases, options } => {
            let figures = suite::run(*suite, path, options)?;
            say(&figures.lines);
            if let Some(file) = cases {
                let cases: String = figures.cases.iter().map(|case| format!("{case}\n")).collect();
                std::fs::write(file, cases).map_err(|source| Error::write(file, source))?;
            }
            say([figures.object]);
            Ok(ExitCode::SUCCESS)
        }
        Command::Train { tier: Tier::Linear(options) } => {
            let (weights, lines) = train::linear::run(options)?;
            std::fs::write(&options.out, weights)
                .map_err(|source| Error::write(&options.out, source))?;
            say(&lines);
            Ok(ExitCode::SUCCESS)
        }
        Command::Train { tier: Tier::Careful(options) } => {
            say(train::careful::run(options)?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Train { tier: Tier::Attribution(options) } => {
            let (weights, lines) = train::attribution::run(options)?;
            std::fs::write(&options.out, weights)
                .map_err(|source| Error::write(&options.out, source))?;
            say(&lines);
            Ok(ExitCode::SUCCESS)
        }
        Command::Rival(options) => {
            say(rival::run(options)?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Silver(options) => {
            say(silver::run(options)?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Gate { shared, floors, update } => {
            let verdict = gate::run(shared, floors, *update)?;
            say(&verdict.lines);
            if !verdict.passed {
                say(["gate: figures are below their floors"]);
                return Ok(ExitCode::from(1));
            }
            say(["gate: every figure is at or above its floor"]);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Writes lines to standard output; a closed pipe is no failure.
fn say(lines: impl IntoIterator<Item = impl Display>) {
    let mut out = std::io::stdout().lock();
    for line in lines {
        let _closed_pipe = writeln!(out, "{line}");
    }
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
