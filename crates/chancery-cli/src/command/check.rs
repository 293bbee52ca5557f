//! `chancery check`: whether the ledger is sound, and mending it.

use std::io::Write as _;

use chancery::desk;
use chancery_ledger::CheckReport;

use super::{existing, threads, waiting, writable};
use crate::Outcome;
use crate::args::{CheckArgs, Global};
use crate::error::CommandError;
use crate::terminal;

/// Prints what is damaged, or that nothing is.
pub(crate) fn check(global: &Global, args: &CheckArgs) -> Result<Outcome, CommandError> {
    let mut out = terminal::output();
    let report = if args.repair {
        let mut ledger = writable(&global.ledger)?;
        let repaired = desk::repair(&mut ledger, threads(global), waiting(&global.ledger))?;
        for damage in &repaired.found {
            let fate =
                if repaired.left.damage.contains(damage) { "not repaired" } else { "repaired" };
            writeln!(out, "{fate}: {damage}")?;
        }
        let new = |damage: &&_| !repaired.found.contains(damage);
        for damage in repaired.left.damage.iter().filter(new) {
            writeln!(out, "damaged: {damage}")?;
        }
        repaired.left
    } else {
        let report = existing(&global.ledger)?.check()?;
        for damage in &report.damage {
            writeln!(out, "damaged: {damage}")?;
        }
        report
    };
    writeln!(out, "{}", verdict(&report))?;
    if args.repair && !report.is_sound() {
        writeln!(
            out,
            "pages come back from a backup, readings from their pages with 'chancery recode'"
        )?;
    }
    out.flush()?;
    Ok(if report.is_sound() { Outcome::Done } else { Outcome::Partial })
}

/// Returns the result of a check in a line.
pub(super) fn verdict(report: &CheckReport) -> String {
    let verdict = if report.is_sound() { "sound" } else { "damaged" };
    format!("{verdict}: {} pages, {} readings", report.pages, report.readings)
}
