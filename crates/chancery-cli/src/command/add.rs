//! `chancery add`: pages and their readings into the ledger.

use std::io::Write as _;

use chancery::desk::{self, Progress, patiently};
use chancery_ledger::Ledger;

use super::author::signature;
use super::{reader, sources, threads, waiting};
use crate::Outcome;
use crate::args::{AddArgs, Global};
use crate::error::CommandError;
use crate::terminal::{self, Journal};

/// Reads pages, stores them, and prints what was added.
pub(crate) fn add(global: &Global, args: &AddArgs) -> Result<Outcome, CommandError> {
    let sources = sources(&args.inputs)?;
    let reader = reader(global)?;
    let mut waiting = waiting(&global.ledger);
    let mut ledger = patiently(|| Ledger::open(&global.ledger), &mut waiting)?;
    ledger.sign(signature(&args.author));
    let mut journal = Journal::new();
    let added =
        desk::add(&mut ledger, sources, &reader, threads(global), |progress| match progress {
            Progress::Read(done) => {
                journal.page();
                for problem in &done.reading.problems {
                    journal.problem(&format!("{}: {}", done.origin, problem.message));
                }
            }
            Progress::Problem(problem) => journal.source_problem(problem),
            Progress::Waiting => waiting(),
            _ => {}
        });
    let problems = journal.end();
    let added = added?;
    let mut out = terminal::output();
    writeln!(
        out,
        "{} pages read: {} new, {} known already; {} readings added to {}",
        journal.pages(),
        added.pages,
        journal.pages().saturating_sub(added.pages as u64),
        added.readings,
        global.ledger.display()
    )?;
    if problems > 0 {
        writeln!(out, "{problems} problems: see above")?;
    }
    out.flush()?;
    Ok(if problems > 0 || journal.pages() == 0 { Outcome::Partial } else { Outcome::Done })
}
