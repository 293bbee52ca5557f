//! `chancery pairs`: whom the ledger knows most about.

use std::io::Write as _;

use super::{codebook, existing};
use crate::Outcome;
use crate::args::{Global, PairsArgs};
use crate::error::CommandError;
use crate::terminal;

/// Prints the busiest pairs, busiest first.
pub(crate) fn pairs(global: &Global, args: &PairsArgs) -> Result<Outcome, CommandError> {
    let ledger = existing(&global.ledger)?;
    let book = codebook(global)?;
    let pairs = ledger.pairs(args.limit)?;
    let mut out = terminal::output();
    for count in &pairs {
        writeln!(
            out,
            "{:<4} {:<4} {:>6} articles {:>7} records  {} – {}",
            count.pair.first(),
            count.pair.second(),
            count.articles,
            count.records,
            book.party_name(count.pair.first()),
            book.party_name(count.pair.second()),
        )?;
    }
    out.flush()?;
    Ok(if pairs.is_empty() { Outcome::Partial } else { Outcome::Done })
}
