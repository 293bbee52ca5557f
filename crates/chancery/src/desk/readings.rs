//! Readings out of the ledger, and the account of a pair from them.
//!
//! In: a ledger. Out: stored readings as they were read, many of them on several
//! threads: what is stored is packed JSON, and to make readings of it takes
//! longer than to fold them to an account.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chancery_account::{Account, Extent, Options, account, account_by_two};
use chancery_ledger::{Ledger, Period, StoredReading, Unpacker};
use chancery_model::{Pair, Reading};

use super::Error;
use crate::crew::{both, drop_aside, make_each};
use crate::wire;

/// Returns the account of a pair from all that the ledger holds of it, made on
/// that many threads.
///
/// # Errors
///
/// Returns an error where the ledger or a reading in it cannot be read.
pub fn account_of(
    ledger: &Ledger,
    pair: &Pair,
    options: &Options,
    threads: usize,
) -> Result<Account, Error> {
    let numbers = ledger.reading_numbers(pair, Period::ALWAYS)?;
    let readings = readings(ledger, &numbers, threads, |reading| reading)?;
    let corrections = ledger.corrections()?;
    let account = if threads > 1 {
        account_by_two(pair, &readings, &corrections, options, both)
    } else {
        account(pair, &readings, &corrections, options)
    };
    drop_aside(readings);
    Ok(account)
}

/// Returns the accounts of the pairs, in their order, each to the extent that the
/// options ask for; the readings are unpacked once, however many pairs they
/// touch, and the accounts folded on that many threads.
///
/// # Errors
///
/// Returns an error where the ledger or a reading in it cannot be read.
pub(super) fn accounts_of(
    ledger: &Ledger,
    pairs: &[Pair],
    options: &Options,
    threads: usize,
) -> Result<Vec<Account>, Error> {
    let touching: Vec<Vec<i64>> = pairs
        .iter()
        .map(|pair| ledger.reading_numbers(pair, Period::ALWAYS))
        .collect::<Result<_, _>>()?;
    let touching_any: BTreeSet<i64> = touching.iter().flatten().copied().collect();
    let numbers: Vec<i64> = touching_any.into_iter().collect();
    let kept = readings(ledger, &numbers, threads, |reading| needed(reading, options.extent))?;
    let corrections = ledger.corrections()?;
    let reading = |number: &i64| kept.get(numbers.binary_search(number).ok()?)?.as_ref();
    let accounts = make_each(pairs.iter().zip(&touching), threads, || {
        |(pair, touching): (&Pair, &Vec<i64>)| {
            account(pair, touching.iter().filter_map(reading), &corrections, options)
        }
    });
    Ok(accounts)
}

/// Returns what accounts of that extent are made of, or nothing where the reading
/// adds nothing to any: many thousand readings are in memory at once.
pub(super) fn needed(mut reading: Reading, extent: Extent) -> Option<Reading> {
    if extent == Extent::Whole {
        return Some(reading);
    }
    reading.statements = Vec::new();
    reading.proposals = Vec::new();
    reading.quantities = Vec::new();
    reading.article.blocks = Vec::new();
    if extent == Extent::Commitments {
        reading.claims = Vec::new();
        reading.actors.iter_mut().for_each(|actor| actor.mentions = Vec::new());
    }
    let Reading { events, claims, commitments, .. } = &reading;
    let adds = !events.is_empty() || !claims.is_empty() || !commitments.is_empty();
    adds.then_some(reading)
}

/// Returns what `keep` leaves of each of these readings, in their order.
///
/// # Errors
///
/// Returns an error where the ledger or a reading in it cannot be read.
pub(super) fn readings<R: Send>(
    ledger: &Ledger,
    numbers: &[i64],
    threads: usize,
    keep: impl Fn(Reading) -> R + Sync,
) -> Result<Vec<R>, Error> {
    let packed = numbers.iter().map(|number| ledger.packed_reading(*number));
    let unpacked = make_each(packed, threads, || {
        let mut unpacker = Unpacker::default();
        let keep = &keep;
        move |packed| {
            let packed = packed?;
            Ok(keep(decoded(packed.article_id(), unpacker.unpack(&packed)?)?))
        }
    });
    unpacked.into_iter().collect()
}

/// Returns a stored reading as it was read.
///
/// # Errors
///
/// Returns an error where the stored bytes are not a reading.
pub fn reading_of(stored: &StoredReading) -> Result<Reading, Error> {
    decoded(&stored.article_id, &stored.wire)
}

fn decoded(article_id: &str, wire: &[u8]) -> Result<Reading, Error> {
    // What is not Unicode is no wire form either: its error says where.
    let text = std::str::from_utf8(wire).map_or_else(|_| String::from_utf8_lossy(wire), Cow::from);
    wire::reading::from_json(&text)
        .map_err(|source| Error::Reading { article_id: article_id.to_owned(), source })
}
