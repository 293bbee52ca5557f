//! `chancery read`: pages to readings, nothing kept.

use std::io::Write as _;

use chancery::crew::read_each;
use chancery::{threshold, view, wire};

use super::{reader, sources, threads};
use crate::Outcome;
use crate::args::{Global, ReadArgs};
use crate::error::CommandError;
use crate::terminal::{self, Journal};

/// Prints what each page says, as text or as JSON Lines.
pub(crate) fn read(global: &Global, args: &ReadArgs) -> Result<Outcome, CommandError> {
    let reader = reader(global)?;
    let mut out = terminal::output();
    let options = terminal::text_options();
    let mut journal = Journal::new();
    let mut first = true;
    read_each(sources(&args.inputs)?, &reader, threads(global), |result| {
        match result {
            Ok(mut done) => {
                journal.page();
                for problem in &done.reading.problems {
                    journal.problem(&format!("{}: {}", done.origin, problem.message));
                }
                if args.confidence > 0.0 {
                    threshold::keep(&mut done.reading, args.confidence);
                    done.wire = wire::reading::to_json(&done.reading);
                }
                if args.json {
                    writeln!(out, "{}", done.wire)?;
                } else {
                    if !std::mem::take(&mut first) {
                        writeln!(out, "\n{}\n", "─".repeat(options.width.min(60)))?;
                    }
                    write!(out, "{}", view::reading(&done.reading).text(&options))?;
                    if args.explain {
                        let (_, why) = reader.explain(&done.page);
                        write!(out, "{}", view::explanation(&(done.reading, why)))?;
                    }
                }
            }
            Err(problem) => journal.source_problem(&problem),
        }
        Ok::<(), CommandError>(())
    })?;
    out.flush()?;
    let problems = journal.end();
    Ok(if problems > 0 || journal.pages() == 0 { Outcome::Partial } else { Outcome::Done })
}
