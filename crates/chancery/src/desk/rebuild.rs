//! Rebuilding and repairing: what is derived, made again from what is kept.
//!
//! In: a ledger. Out: its derived tables anew, and what could not be derived.
//! Pages, readings and corrections are never touched: what is wrong with them
//! is told and stays.

use chancery_ledger::{CheckReport, Damage, Ledger, Rebuilt};

use super::{Error, patiently, reading_of, settle};

/// What a repair found and left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// What was wrong before.
    pub found: Vec<Damage>,
    /// What the ledger is like now.
    pub left: CheckReport,
}

/// Makes every derived table again, and finds anew the stories and what
/// corrections hold for. `waiting` is told each time that another process writes.
///
/// # Errors
///
/// Returns an error where the ledger cannot be written to; it is as it was then.
pub fn rebuild(
    ledger: &mut Ledger,
    threads: usize,
    mut waiting: impl FnMut(),
) -> Result<Rebuilt, Error> {
    let rebuilt = patiently(|| ledger.rebuild(|stored| reading_of(stored).ok()), &mut waiting)?;
    settle(ledger, threads, waiting)?;
    Ok(rebuilt)
}

/// Checks the ledger, and makes again what is derived where anything is wrong.
///
/// # Errors
///
/// Returns an error where the ledger is so damaged that it cannot be written to.
pub fn repair(
    ledger: &mut Ledger,
    threads: usize,
    waiting: impl FnMut(),
) -> Result<Repaired, Error> {
    let report = ledger.check()?;
    if report.is_sound() {
        return Ok(Repaired { found: Vec::new(), left: report });
    }
    rebuild(ledger, threads, waiting)?;
    Ok(Repaired { found: report.damage, left: ledger.check()? })
}
