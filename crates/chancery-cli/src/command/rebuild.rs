//! `chancery rebuild`: what is derived, made again.

use std::io::Write as _;

use chancery::desk;

use super::{threads, waiting, writable};
use crate::Outcome;
use crate::args::Global;
use crate::error::CommandError;
use crate::terminal;

/// Makes the derived tables again, and prints of how many articles.
pub(crate) fn rebuild(global: &Global) -> Result<Outcome, CommandError> {
    let mut ledger = writable(&global.ledger)?;
    let rebuilt = desk::rebuild(&mut ledger, threads(global), waiting(&global.ledger))?;
    let mut out = terminal::output();
    for id in &rebuilt.older {
        writeln!(out, "damaged: the newest reading of {id}; an older one stands in its place")?;
    }
    for id in &rebuilt.unread {
        writeln!(out, "damaged: every reading of {id}")?;
    }
    writeln!(out, "{} articles derived again in {}", rebuilt.articles, global.ledger.display())?;
    let lost = !rebuilt.older.is_empty() || !rebuilt.unread.is_empty();
    if lost {
        writeln!(out, "read them again with 'chancery recode'")?;
    }
    out.flush()?;
    Ok(if lost { Outcome::Partial } else { Outcome::Done })
}
