//! Repository tasks: `codebook FACTS_DIR` regenerates the generated tables of
//! the codebook, `coding` the coding manual, `tidy` checks the repository.
//!
//! Reads the arguments, prints what was done or found, and sets the exit code;
//! the work is in the modules. It does not build, test or publish anything.

mod codebook;
mod coding;
mod error;
mod table;
mod tidy;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::error::Error;

const USAGE: &str = "usage: xtask codebook FACTS_DIR | xtask coding | xtask tidy\n";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["codebook", facts] => {
            match codebook::generate(Path::new(facts), &root().join("codebook")) {
                Ok(summary) => {
                    say(&mut std::io::stdout(), &summary);
                    ExitCode::SUCCESS
                }
                Err(error) => fail(&error),
            }
        }
        ["coding"] => match coding::manual(&root()).and_then(write_manual) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        },
        ["tidy"] => match tidy::check(&root()) {
            Ok(faults) if faults.is_empty() => {
                say(&mut std::io::stdout(), "tidy: no fault\n");
                ExitCode::SUCCESS
            }
            Ok(faults) => {
                say(&mut std::io::stdout(), &(faults.join("\n") + "\n"));
                ExitCode::from(1)
            }
            Err(error) => fail(&error),
        },
        _ => {
            say(&mut std::io::stderr(), USAGE);
            ExitCode::from(2)
        }
    }
}

fn write_manual(text: String) -> Result<(), Error> {
    let path = root().join(coding::PATH);
    std::fs::write(&path, text).map_err(|source| Error::File { path, source })
}

/// Returns the root of the repository: the folder two above this crate.
fn root() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root.pop();
    root
}

fn fail(error: &Error) -> ExitCode {
    let mut text = format!("error: {error}\n");
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        text.push_str(&format!("caused by: {source}\n"));
        cause = source.source();
    }
    say(&mut std::io::stderr(), &text);
    ExitCode::from(2)
}

/// Writes the text; a closed pipe is no failure.
fn say(out: &mut dyn Write, text: &str) {
    let _closed_pipe = out.write_all(text.as_bytes());
}
