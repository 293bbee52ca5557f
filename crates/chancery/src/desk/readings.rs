//! Readings out of the ledger, and the account of a pair from them.
//!
//! In: a ledger. Out: stored readings as they were read, many of them on several
//! threads. What is stored is packed JSON, and to make readings of it takes longer
//! than to fold them to an account, so that they are made of the compact forms
//! beside it where those are there.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chancery_account::{Account, Extent, Options, account, account_by_two, touches};
use chancery_ledger::{Ledger, Period, Sealed, StoredReading, Unpacker};
use chancery_model::{Pair, Reading, Span};

use super::Error;
use super::corrected::articles_of;
use crate::crew::{both, drop_aside, make_each};
use crate::wire::{self, compact};

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
    let corrections = ledger.corrections()?;
    let corrected = articles_of(&corrections);
    let adds = |reading: &Reading| {
        touches(pair, reading) || corrected.contains(reading.article.id.as_str())
    };
    let readings =
        readings(ledger, &numbers, threads, |reading| adds(&reading).then_some(reading))?;
    let readings: Vec<Reading> = readings.into_iter().flatten().collect();
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
        // Who is named beside what one party plans alone decides whom it concerns.
        let told: Vec<Span> = reading
            .commitments
            .iter()
            .map(|plan| reading.sentences_around(plan.evidence))
            .collect();
        for actor in &mut reading.actors {
            actor.mentions.retain(|mention| told.iter().any(|words| words.contains(mention.span)));
        }
    }
    let Reading { events, claims, commitments, .. } = &reading;
    let adds = !events.is_empty() || !claims.is_empty() || !commitments.is_empty();
    adds.then_some(reading)
}

/// How many readings a thread is handed at once: making one takes little longer
/// than handing it over.
const AT_ONCE: usize = 32;

/// A reading, or nothing where it is not wanted.
type Wanted = Option<Reading>;

/// Returns what `keep` leaves of each of these readings, in their order.
///
/// They are made of their compact forms, and of their wire forms where there is
/// none that this version understands. `keep` may see a reading before the text
/// of its article is there: those that it does not want are never asked for it.
///
/// # Errors
///
/// Returns an error where the ledger or a reading in it cannot be read.
pub(super) fn readings(
    ledger: &Ledger,
    numbers: &[i64],
    threads: usize,
    keep: impl Fn(Reading) -> Wanted + Sync,
) -> Result<Vec<Wanted>, Error> {
    let keep = &keep;
    let lots = numbers.chunks(AT_ONCE).map(|lot| {
        let kept = lot.iter().map(|number| ledger.compact(*number, compact::FORM));
        kept.collect::<Result<Vec<Option<Sealed>>, _>>()
    });
    let made = make_each(lots, threads, || {
        |lot: Result<Vec<Option<Sealed>>, chancery_ledger::Error>| {
            let opened = |kept: Option<Sealed>| compact::from_bytes(kept?.open()?);
            Ok(lot?.into_iter().map(|kept| opened(kept).map(keep)).collect())
        }
    });
    let made: Vec<Vec<Option<Wanted>>> = made.into_iter().collect::<Result<_, Error>>()?;
    let both = numbers.iter().zip(made.iter().flatten());
    let missing: Vec<i64> =
        both.filter(|(_, made)| made.is_none()).map(|(number, _)| *number).collect();
    let mut parsed = parsed(ledger, &missing, threads, keep).into_iter();
    let with_text = |(number, made): (&i64, Option<Wanted>)| {
        let Some(wanted) = made else { return parsed.next().transpose().map(Option::flatten) };
        let Some(mut reading) = wanted else { return Ok(None) };
        reading.article.text = ledger.text(*number)?;
        Ok(Some(reading))
    };
    numbers.iter().zip(made.into_iter().flatten()).map(with_text).collect()
}

/// Returns what is made of each of these readings, taken from their wire forms, in
/// their order, or why it cannot be read.
pub(super) fn parsed<R: Send>(
    ledger: &Ledger,
    numbers: &[i64],
    threads: usize,
    make: impl Fn(Reading) -> R + Sync,
) -> Vec<Result<R, Error>> {
    let packed = numbers.iter().map(|number| ledger.packed_reading(*number));
    make_each(packed, threads, || {
        let mut unpacker = Unpacker::default();
        let make = &make;
        move |packed| {
            let packed = packed?;
            Ok(make(decoded(packed.article_id(), unpacker.unpack(&packed)?)?))
        }
    })
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

#[cfg(test)]
mod tests {
    use chancery_account::Imprint;
    use chancery_ledger::{Extract, Kind};
    use chancery_model::{Form, Page, Party};
    use chancery_read::codebook::Codebook;
    use chancery_read::{Reader, Tier};

    use super::*;
    use crate::desk::add;
    use crate::source::{Origin, Sourced};

    #[test]
    fn account_is_the_same_with_and_without_compact_forms_and_where_they_are_no_readings() {
        let reader = Reader::new(Codebook::built_in().unwrap(), Tier::Fast).unwrap();
        let mut ledger = Ledger::in_memory().unwrap();
        let texts =
            ["Norway accused Iceland of piracy.", "Iceland denied it, and Kenya met Norway."];
        let sources = texts.map(|text| {
            let page = Page::new(text.to_owned(), Form::Text);
            Ok(Sourced { page, origin: Origin::whole("test") })
        });
        add(&mut ledger, sources.into_iter(), &reader, 1, |_| {}).unwrap();
        let pair = Pair::new(Party("NOR".into()), Party("ISL".into()));
        let account = |ledger: &Ledger, threads| {
            account_of(ledger, &pair, &Options::default(), threads).unwrap()
        };
        assert!(ledger.lacking(Kind::Compact, compact::FORM).unwrap().is_empty());
        assert!(ledger.lacking(Kind::Imprint, Imprint::FORM).unwrap().is_empty());
        let with = account(&ledger, 2);
        assert!(!with.is_empty());
        let extract =
            |reading, form| Extract { kind: Kind::Compact, reading, form, bytes: vec![7] };
        // Of the first the bytes are no reading, of the second of another form.
        ledger.keep(&[extract(1, compact::FORM), extract(2, compact::FORM + 1)]).unwrap();
        for threads in [1, 2] {
            assert_eq!(account(&ledger, threads), with);
        }
    }
}
