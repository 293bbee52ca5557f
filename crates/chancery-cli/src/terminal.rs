//! The terminal: output, errors, progress, width and colour.

use std::io::{self, IsTerminal as _, Write};
use std::time::Duration;

use chancery::source::SourceProblem;
use chancery::view::{Styles, TextOptions};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::CommandError;

/// The width of lines where the terminal does not say its own.
const WIDTH: usize = 100;

/// Returns standard output, buffered; escapes are dropped where nobody wants them.
pub(crate) fn output() -> impl Write {
    io::BufWriter::new(anstream::stdout().lock())
}

/// Returns how text is put on standard output.
pub(crate) fn text_options() -> TextOptions {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = columns.unwrap_or(WIDTH).clamp(40, 140);
    // Without a terminal the escapes would be dropped again.
    let styles = if io::stdout().is_terminal() { Styles::ansi() } else { Styles::plain() };
    TextOptions { width, styles }
}

/// Prints a failure on standard error.
#[expect(clippy::print_stderr, reason = "this is where errors are printed")]
pub(crate) fn report(error: &CommandError) {
    eprintln!("error: {}", error.error);
    let mut cause = error.error.source();
    while let Some(source) = cause {
        eprintln!("caused by: {source}");
        cause = source.source();
    }
    for hint in &error.hints {
        eprintln!("hint: {hint}");
    }
}

/// Prints something to know on standard error.
#[expect(clippy::print_stderr, reason = "this is where notes are printed")]
pub(crate) fn note(line: &str) {
    eprintln!("note: {line}");
}

/// How far a long run is, and what could not be read on the way.
pub(crate) struct Journal {
    bar: ProgressBar,
    problems: usize,
}

/// How many problems are printed in full; the rest are counted.
const PROBLEMS_SHOWN: usize = 20;

impl Journal {
    /// Returns a journal that shows nothing before there is something to show.
    pub(crate) fn new() -> Journal {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template("{spinner} {pos} pages read, {per_sec} {msg}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Journal { bar, problems: 0 }
    }

    /// Counts a page.
    pub(crate) fn page(&mut self) {
        self.bar.inc(1);
    }

    /// Returns how many pages were counted.
    pub(crate) fn pages(&self) -> u64 {
        self.bar.position()
    }

    /// Prints a problem that brought no page.
    pub(crate) fn source_problem(&mut self, problem: &SourceProblem) {
        self.problem(&format!("{}: {}", problem.origin, problem.message()));
    }

    /// Prints something that could not be read.
    #[expect(clippy::print_stderr, reason = "this is where problems are printed")]
    pub(crate) fn problem(&mut self, line: &str) {
        self.problems += 1;
        if self.problems <= PROBLEMS_SHOWN {
            self.bar.suspend(|| eprintln!("problem: {line}"));
        }
    }

    /// Ends the run; returns how many problems there were.
    #[expect(clippy::print_stderr, reason = "this is where problems are printed")]
    pub(crate) fn end(&mut self) -> usize {
        self.bar.finish_and_clear();
        if self.problems > PROBLEMS_SHOWN {
            eprintln!("problem: {} more", self.problems - PROBLEMS_SHOWN);
        }
        self.problems
    }
}
