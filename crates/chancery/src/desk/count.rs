//! Counting: what the whole ledger holds.
//!
//! In: a ledger. Out: how many pages, stories, origins, records, pairs and coders
//! there are, and how many entries the accounts of all pairs have: events merged
//! over reports, disputes, commitments by outcome, each once however many pairs it
//! touches.

use std::collections::{BTreeMap, BTreeSet};

use chancery_account::{Account, Evidence, Extent, Options, Outcome, PATIENCE_DAYS, account};
use chancery_ledger::{Counts, Ledger};
use chancery_model::{Coder, Correction, Date, Pair, Party, Reading, RecordId};

use super::Error;
use super::commitments::news_reaches;
use super::readings::{needed, readings};
use crate::crew::make_each;

/// What a ledger holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holdings {
    /// What the ledger itself counts.
    pub counts: Counts,
    /// The days of the first and the last dated article.
    pub days: Option<(Date, Date)>,
    /// What made the current readings, and how many each.
    pub coders: Vec<(Coder, usize)>,
    /// The entries of the accounts of all pairs.
    pub entries: Entries,
    /// The day that commitments are seen from; nothing where no article has a date.
    pub on: Option<Date>,
}

/// How many entries the accounts of all pairs have, each counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// Events, merged over reports.
    pub events: usize,
    /// Those of them that more than one article reports.
    pub shared_events: usize,
    /// Disputes with an answer.
    pub answered: usize,
    /// Disputes without any.
    pub unanswered: usize,
    /// Commitments by what became of them.
    pub commitments: BTreeMap<Outcome, usize>,
}

/// A record of an article, by the place of its reading.
type Place = (usize, RecordId);

/// An entry of an account, by its records.
struct Entry {
    records: Vec<Place>,
    kind: Kind,
}

enum Kind {
    Event { is_shared: bool },
    Dispute { is_answered: bool },
    Commitment(Outcome),
}

/// Counts what the ledger holds, on that many threads.
///
/// # Errors
///
/// Returns an error where the ledger or a reading in it cannot be read.
pub fn count(ledger: &Ledger, threads: usize) -> Result<Holdings, Error> {
    let on = news_reaches(ledger)?;
    let options = Options { extent: Extent::Counted, ..Options::default() };
    let numbers = ledger.current_numbers()?;
    let kept = readings(ledger, &numbers, threads, |reading| needed(reading, options.extent))?;
    let kept: Vec<Reading> = kept.into_iter().flatten().collect();
    let corrections = ledger.corrections()?;
    let known = Known::new(&kept);
    let pairs = ledger.pairs(i64::MAX as usize)?;
    let outlines = make_each(&pairs, threads, || {
        |count: &chancery_ledger::PairCount| known.outline(&count.pair, &corrections, &options, on)
    });
    let mut entries = Entries::default();
    let mut seen: BTreeSet<Place> = BTreeSet::new();
    for entry in outlines.into_iter().flatten() {
        let mut is_new = true;
        for record in &entry.records {
            is_new &= seen.insert(*record);
        }
        if is_new {
            entries.add(&entry.kind);
        }
    }
    let (counts, days, coders) = (ledger.counts()?, ledger.days()?, ledger.coders()?);
    Ok(Holdings { counts, days, coders, entries, on })
}

impl Entries {
    fn add(&mut self, kind: &Kind) {
        match kind {
            Kind::Event { is_shared } => {
                self.events += 1;
                self.shared_events += usize::from(*is_shared);
            }
            Kind::Dispute { is_answered: true } => self.answered += 1,
            Kind::Dispute { is_answered: false } => self.unanswered += 1,
            Kind::Commitment(outcome) => {
                *self.commitments.entry(*outcome).or_default() += 1;
            }
        }
    }
}

/// All readings, with those that name a party, in order.
struct Known<'a> {
    readings: &'a [Reading],
    naming: BTreeMap<&'a Party, Vec<usize>>,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Known<'a> {
    fn new(readings: &'a [Reading]) -> Known<'a> {
        let mut naming: BTreeMap<&Party, Vec<usize>> = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (place, reading) in readings.iter().enumerate() {
            places.insert(reading.article.id.as_str(), place);
            let parties = reading.actors.iter().filter_map(|actor| actor.party.as_ref());
            for party in parties.collect::<BTreeSet<_>>() {
                naming.entry(party).or_default().push(place);
            }
        }
        Known { readings, naming, places }
    }

    /// Returns the entries of the pair's account.
    fn outline(
        &self,
        pair: &Pair,
        corrections: &[Correction],
        options: &Options,
        on: Option<Date>,
    ) -> Vec<Entry> {
        let naming = |party| self.naming.get(party).map_or(&[][..], Vec::as_slice);
        let (first, second) = (naming(pair.first()), naming(pair.second()));
        let (fewer, more) =
            if first.len() <= second.len() { (first, second) } else { (second, first) };
        let both = fewer.iter().filter(|place| more.binary_search(place).is_ok());
        let account = account(pair, both.map(|place| &self.readings[*place]), corrections, options);
        let on = on.unwrap_or(Date::MIN);
        let events = account.events.iter().map(|event| {
            let kind = Kind::Event { is_shared: event.evidence.articles() > 1 };
            Entry { records: self.records(&account, &event.evidence), kind }
        });
        let disputes = account.disputes.iter().map(|dispute| {
            let kind = Kind::Dispute { is_answered: dispute.is_answered() };
            Entry { records: self.records(&account, &dispute.claim.evidence), kind }
        });
        let commitments = account.commitments.iter().map(|commitment| {
            let kind = Kind::Commitment(commitment.outcome(on, PATIENCE_DAYS));
            let mut records = self.records(&account, &commitment.evidence);
            // The events by which it was held are entries of their own.
            records.retain(|(_, record)| matches!(record, RecordId::Commitment(_)));
            Entry { records, kind }
        });
        events.chain(disputes).chain(commitments).collect()
    }

    fn records(&self, account: &Account, evidence: &Evidence) -> Vec<Place> {
        let citations = evidence.citations().iter();
        let place =
            |article: usize| self.places.get(account.articles.get(article)?.id.as_str()).copied();
        citations
            .filter_map(|citation| Some((place(citation.article.index())?, citation.record)))
            .collect()
    }
}
