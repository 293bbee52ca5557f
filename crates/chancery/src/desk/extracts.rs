//! Extracts: what is made of readings once and kept beside them in the ledger.
//!
//! In: a ledger. Out: the compact form and the imprint of every current reading
//! in it. Those that are missing, as after `add` or in a ledger of an earlier
//! version, are made of the wire forms.

use chancery_account::Imprint;
use chancery_ledger::{Extract, Kind, Ledger};

use super::readings::parsed;
use super::{Error, patiently};
use crate::wire::compact;

/// How many readings' extracts are kept in one transaction.
const AT_ONCE: usize = 512;

/// Makes what is missing, on that many threads.
///
/// # Errors
///
/// Returns an error where the ledger cannot be read or written to; what was kept
/// stays then.
pub(super) fn refresh_extracts(
    ledger: &mut Ledger,
    threads: usize,
    mut waiting: impl FnMut(),
) -> Result<(), Error> {
    let mut lacking = ledger.lacking(Kind::Compact, compact::FORM)?;
    lacking.extend(ledger.lacking(Kind::Imprint, Imprint::FORM)?);
    lacking.sort_unstable();
    lacking.dedup();
    for numbers in lacking.chunks(AT_ONCE) {
        let made = parsed(ledger, numbers, threads, |reading| {
            (compact::to_bytes(&reading), Imprint::of(&reading.article).to_bytes())
        });
        let mut extracts = Vec::with_capacity(2 * numbers.len());
        for (reading, made) in numbers.iter().zip(made) {
            // What cannot be read any more has none, as it has no account.
            let Ok((compacted, imprint)) = made else { continue };
            let extract = |kind, form, bytes| Extract { kind, reading: *reading, form, bytes };
            extracts.push(extract(Kind::Compact, compact::FORM, compacted));
            extracts.push(extract(Kind::Imprint, Imprint::FORM, imprint));
        }
        patiently(|| ledger.keep(&extracts), &mut waiting)?;
    }
    Ok(())
}
