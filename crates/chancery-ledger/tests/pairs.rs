//! What the index answers about pairs equals a scan of every reading.

use std::collections::{BTreeMap, BTreeSet};

use chancery_ledger::{Ledger, Period};
use chancery_model::{ActorId, Date, Pair, Party, Reading};
use proptest::prelude::*;

use crate::fixture::{Sample, add, ledger_of, random};

fn pair(a: &str, b: &str) -> Pair {
    Pair::new(Party(a.to_owned()), Party(b.to_owned()))
}

fn found(ledger: &Ledger, pair: &Pair, period: Period) -> Vec<(String, Vec<u8>)> {
    let readings = ledger.readings_of_pair(pair, period).unwrap();
    readings.map(|reading| reading.unwrap()).map(|r| (r.article_id, r.wire)).collect()
}

fn scanned(samples: &[Sample], pair: &Pair, period: Period) -> Vec<(String, Vec<u8>)> {
    let names = |sample: &Sample, party: &Party| {
        sample.reading.actors.iter().any(|actor| actor.party.as_ref() == Some(party))
    };
    let mut touching: Vec<&Sample> = samples
        .iter()
        .filter(|sample| names(sample, pair.first()) && names(sample, pair.second()))
        .filter(|sample| period.has(sample.published()))
        .collect();
    touching.sort_by_key(|sample| {
        (sample.published().is_none(), sample.published(), sample.id().to_owned())
    });
    touching.into_iter().map(|s| (s.id().to_owned(), s.wire.clone())).collect()
}

/// The parties on each record of the reading, whatever their side.
fn parties_by_record(reading: &Reading) -> Vec<BTreeSet<Party>> {
    let of = |actors: Vec<ActorId>| -> BTreeSet<Party> {
        actors.iter().filter_map(|actor| reading.party(*actor)).cloned().collect()
    };
    let join = |lists: [&[ActorId]; 2]| of(lists.concat());
    let mut records = Vec::new();
    records.extend(reading.events.iter().map(|e| join([&e.actors, &e.recipients])));
    records.extend(reading.statements.iter().map(|s| {
        let about = reading.actors.iter().filter(|actor| {
            Some(actor.id) != s.speaker
                && actor.mentions.iter().any(|mention| s.content.contains(mention.span))
        });
        let mut actors: Vec<ActorId> = about.map(|actor| actor.id).collect();
        actors.extend(s.speaker);
        join([&actors, &s.addressees])
    }));
    records.extend(reading.claims.iter().map(|c| join([c.by.as_slice(), &c.about])));
    records.extend(reading.commitments.iter().map(|k| join([&k.parties, &k.arranged_by])));
    records.extend(reading.proposals.iter().map(|p| join([p.by.as_slice(), &p.to])));
    records
}

fn scanned_counts(samples: &[Sample]) -> Vec<(Pair, usize, usize)> {
    let mut counts: BTreeMap<Pair, (BTreeSet<&str>, usize)> = BTreeMap::new();
    for sample in samples {
        for parties in parties_by_record(&sample.reading) {
            for first in &parties {
                for second in parties.iter().filter(|second| first < second) {
                    let count = counts.entry(Pair::new(first.clone(), second.clone())).or_default();
                    count.0.insert(sample.id());
                    count.1 += 1;
                }
            }
        }
    }
    let mut counts: Vec<_> = counts
        .into_iter()
        .map(|(pair, (articles, records))| (pair, articles.len(), records))
        .collect();
    counts.sort_by_key(|(pair, articles, records)| {
        (std::cmp::Reverse(*articles), std::cmp::Reverse(*records), pair.clone())
    });
    counts
}

#[test]
fn readings_of_a_pair_come_by_date_with_the_undated_last() {
    let samples = [
        Sample::naming("third", &["USA", "PRK"]),
        Sample::naming("second", &["PRK", "USA", "CHN"]).dated("2018-06-12"),
        Sample::naming("first", &["USA", "PRK"]).dated("2018-03-08"),
        Sample::naming("other", &["USA", "CHN"]).dated("2018-03-08"),
    ];
    let ledger = ledger_of(&samples);
    let order: Vec<String> =
        found(&ledger, &pair("PRK", "USA"), Period::ALWAYS).into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, [samples[2].id(), samples[1].id(), samples[0].id()]);
    let day = Date::constant(2018, 6, 12);
    assert_eq!(found(&ledger, &pair("USA", "PRK"), Period::dated(day, day)).len(), 1);
    assert_eq!(found(&ledger, &pair("USA", "nobody"), Period::ALWAYS), []);
}

#[test]
fn reading_added_meanwhile_does_not_disturb_the_iterator() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    let mut ledger = Ledger::open(&path).unwrap();
    let samples: Vec<Sample> =
        (0..3).map(|i| Sample::naming(&format!("n{i}"), &["USA", "PRK"])).collect();
    add(&mut ledger, &samples).unwrap();
    let reader = Ledger::open(&path).unwrap();
    let mut readings = reader.readings_of_pair(&pair("USA", "PRK"), Period::ALWAYS).unwrap();
    assert_eq!(readings.len(), 3);
    readings.next().unwrap().unwrap();
    let again: Vec<Sample> = samples.iter().map(|s| s.clone().read_by("2")).collect();
    add(&mut ledger, &again).unwrap();
    let rest: Vec<_> = readings.map(|reading| reading.unwrap().coder.version).collect();
    assert_eq!(rest, ["1", "1"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn index_answers_equal_a_naive_scan(
        seeds in proptest::collection::btree_set(any::<u64>(), 0..25),
        read_again in 0usize..6,
        since in proptest::option::of(1i8..=12),
        until in proptest::option::of(1i8..=12),
        undated in any::<bool>(),
    ) {
        let mut samples: Vec<Sample> = seeds.into_iter().map(random).collect();
        let mut ledger = ledger_of(&samples);
        // Some pages are read again, and other things are found in them.
        for sample in samples.iter_mut().take(read_again) {
            sample.reading.events.clear();
            sample.reading.actors.truncate(2);
            *sample = sample.clone().read_by("2");
        }
        add(&mut ledger, &samples).unwrap();

        let period = Period {
            since: since.map(|month| Date::constant(2018, month, 10)),
            until: until.map(|month| Date::constant(2018, month, 20)),
            undated,
        };
        for pair in [pair("USA", "PRK"), pair("COL", "UN"), pair("Taliban", "USA")] {
            prop_assert_eq!(found(&ledger, &pair, period), scanned(&samples, &pair, period));
        }
        let counted: Vec<_> = ledger
            .pairs(999)
            .unwrap()
            .into_iter()
            .map(|count| (count.pair, count.articles, count.records))
            .collect();
        prop_assert_eq!(counted, scanned_counts(&samples));
        prop_assert!(ledger.check().unwrap().is_sound());
    }
}
