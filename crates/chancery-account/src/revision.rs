//! Revisions: what later reports of one event say otherwise than earlier ones.
//!
//! Goes in: what each report of an event says of its day, its place and its
//! parties, in the order of the reports. Comes out: each value that a later
//! report is the first to give, beside the one that most reports gave till
//! then. It does not decide which is right: what the event itself shows is
//! settled where its reports are merged.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{ActorKind, Date, Party, Place, Precision, When};

use crate::report::Report;
use crate::{Citation, Evidence};

/// What a later report says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// What of the event, from what to what.
    pub revised: Revised,
    /// The day of the first report that says so.
    pub reported: Option<Date>,
    /// The reports that say so.
    pub evidence: Evidence,
}

/// What of an event is revised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revised {
    /// The day.
    Date {
        /// That of the earlier reports.
        from: Date,
        /// That of the later one.
        to: Date,
    },
    /// The place.
    Place {
        /// That of the earlier reports.
        from: Place,
        /// That of the later one.
        to: Place,
    },
    /// Who took part: a party that no earlier report names.
    Parties {
        /// Those of the earlier reports, by code.
        from: Vec<Party>,
        /// Those of all reports till then, by code.
        to: Vec<Party>,
    },
}

impl Revised {
    /// Returns the name of the field that is stored and shown.
    pub fn field(&self) -> &'static str {
        match self {
            Revised::Date { .. } => "date",
            Revised::Place { .. } => "place",
            Revised::Parties { .. } => "parties",
        }
    }
}

/// What one report says of the event.
pub(crate) struct Said<'a> {
    pub(crate) citation: Citation,
    pub(crate) reported: Option<Date>,
    pub(crate) when: Option<&'a When>,
    pub(crate) place: Option<&'a Place>,
    pub(crate) parties: BTreeSet<&'a Party>,
}

/// Returns the revisions of an event of which this was said: of the day, then
/// of the place, then of the parties.
pub(crate) fn revisions(said: &[Said<'_>], reports: &[Report<'_>]) -> Vec<Revision> {
    let day = |said: &Said<'_>| {
        let when = said.when.filter(|when| when.precision == Precision::Day)?;
        Some(when.start)
    };
    let days = changes(said, day, |day| *day, |from, to| Revised::Date { from, to }, reports);
    let place = |said: &Said<'_>| said.place.cloned();
    let name = |place: &Place| place.name.to_lowercase();
    let places = changes(said, place, name, |from, to| Revised::Place { from, to }, reports);
    let places = places.into_iter().filter(|revision| match &revision.revised {
        // "Lima" and "the port of Lima", Lima and Peru are one place told more or less exactly.
        Revised::Place { from, to } => {
            let within = from.country.is_some()
                && from.country == to.country
                && (is_state(from, said, reports) || is_state(to, said, reports));
            let (from, to) = (name(from), name(to));
            !within && !from.contains(&to) && !to.contains(&from)
        }
        _ => true,
    });
    days.into_iter().chain(places).chain(joined(said, reports)).collect()
}

/// Returns whether the place is a whole state, as an article of the event names it.
fn is_state(place: &Place, said: &[Said<'_>], reports: &[Report<'_>]) -> bool {
    let articles = said.iter().filter_map(|said| reports.get(said.citation.article.index()));
    let mut actors = articles.flat_map(|report| &report.reading.actors);
    actors.any(|actor| actor.kind == ActorKind::State && actor.name == place.name)
}

/// Returns the values that a later report is the first to give.
fn changes<T: Clone, K: Ord>(
    said: &[Said<'_>],
    value: impl Fn(&Said<'_>) -> Option<T>,
    key: impl Fn(&T) -> K,
    revised: impl Fn(T, T) -> Revised,
    reports: &[Report<'_>],
) -> Vec<Revision> {
    /// A value with the reports that give it, and their number.
    struct Given<'s, 'a, T> {
        value: T,
        by: Vec<&'s Said<'a>>,
        /// The value that most reports had given before.
        instead_of: Option<T>,
    }
    let mut given: Vec<Given<'_, '_, T>> = Vec::new();
    let mut known: BTreeMap<K, usize> = BTreeMap::new();
    for report in said {
        let Some(value) = value(report) else { continue };
        match known.get(&key(&value)) {
            Some(place) => given[*place].by.push(report),
            None => {
                // Of equals the earlier: the last one wins in `max_by_key`.
                let usual = given.iter().rev().max_by_key(|given| given.by.len());
                let is_later = |usual: &&Given<'_, '_, T>| {
                    usual.by.iter().all(|earlier| earlier.reported < report.reported)
                };
                let instead_of = usual.filter(is_later).map(|usual| usual.value.clone());
                known.insert(key(&value), given.len());
                given.push(Given { value, by: vec![report], instead_of });
            }
        }
    }
    let revision = |given: Given<'_, '_, T>| {
        let first = given.by.first()?;
        Some(Revision {
            revised: revised(given.instead_of?, given.value),
            reported: first.reported,
            evidence: Evidence::new(
                first.citation,
                given.by.iter().map(|said| said.citation),
                reports,
            ),
        })
    };
    given.into_iter().filter_map(revision).collect()
}

/// Returns the parties that a later report is the first to name.
fn joined(said: &[Said<'_>], reports: &[Report<'_>]) -> Vec<Revision> {
    let Some(first_day) = said.iter().filter_map(|said| said.reported).min() else {
        return Vec::new();
    };
    let mut known: BTreeSet<&Party> = BTreeSet::new();
    let mut out = Vec::new();
    for report in said {
        let before: Vec<Party> = known.iter().copied().cloned().collect();
        let n_known = known.len();
        known.extend(&report.parties);
        let is_later = report.reported.is_some_and(|day| first_day < day);
        if n_known == 0 || known.len() == n_known || !is_later {
            continue;
        }
        let names_new = |said: &&Said<'_>| {
            said.parties.iter().any(|party| !before.contains(party))
                && report.parties.is_subset(&said.parties)
        };
        let by = said.iter().filter(names_new).map(|said| said.citation);
        out.push(Revision {
            evidence: Evidence::new(report.citation, by, reports),
            revised: Revised::Parties {
                to: known.iter().copied().cloned().collect(),
                from: before,
            },
            reported: report.reported,
        });
    }
    out
}
