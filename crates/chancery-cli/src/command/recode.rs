//! `chancery recode`: every stored page read again.

use std::io::Write as _;

use chancery::desk::{self, Progress, Subject};

use super::author::signature;
use super::{reader, threads, waiting, writable};
use crate::Outcome;
use crate::args::{Global, RecodeArgs};
use crate::error::CommandError;
use crate::terminal::{self, Journal};

/// Reads pages again, and prints how their records changed.
pub(crate) fn recode(global: &Global, args: &RecodeArgs) -> Result<Outcome, CommandError> {
    let mut ledger = writable(&global.ledger)?;
    ledger.sign(signature(&args.author));
    let reader = reader(global)?;
    let mut waiting = waiting(&global.ledger);
    let mut journal = Journal::new();
    let recoded = desk::recode(&mut ledger, &reader, threads(global), |progress| match progress {
        Progress::Read(done) => {
            journal.page();
            for problem in &done.reading.problems {
                journal.problem(&format!("{}: {}", done.origin, problem.message));
            }
        }
        Progress::Waiting => waiting(),
        _ => {}
    });
    for id in recoded.iter().flat_map(|recoded| &recoded.damaged) {
        journal.problem(&format!("{id}: the stored page is damaged"));
    }
    let problems = journal.end();
    let recoded = recoded?;
    let mut out = terminal::output();
    writeln!(
        out,
        "{} pages read again, {} of them with other records; {} were read so before",
        recoded.pages, recoded.changed, recoded.before
    )?;
    if !recoded.difference.is_empty() {
        writeln!(out, "{:<12} {:>8} {:>8} {:>8}", "records", "added", "gone", "altered")?;
    }
    for (kind, changes) in &recoded.difference.0 {
        let name = format!("{}s", kind.name());
        let (added, gone, altered) = (changes.added, changes.gone, changes.altered);
        writeln!(out, "{name:<12} {added:>8} {gone:>8} {altered:>8}")?;
    }
    let said = desk::corrections(&ledger, &Subject::All)?;
    let loose = said.iter().filter(|entry| entry.record.is_none()).count();
    if loose > 0 {
        writeln!(
            out,
            "{loose} of {} corrections name a record that is not read any more: see 'chancery log'",
            said.len()
        )?;
    }
    if problems > 0 {
        writeln!(out, "{problems} problems: see above")?;
    }
    out.flush()?;
    Ok(if problems > 0 { Outcome::Partial } else { Outcome::Done })
}
