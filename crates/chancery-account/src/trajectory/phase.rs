//! Phases: stretches of days between changes, and the events behind them.
//!
//! Goes in: events that count. Comes out: phases with their mean, its standard
//! error, what kinds of events fill them, within which days the change into
//! them lies, and the events that moved the mean. It gives a phase no name.

use std::collections::BTreeMap;

use chancery_model::{Date, EventKind, Quad};

use super::changes::{Costs, Least, Observation};
use super::counted::{Counted, Direction, days, later};
use super::penalty;

/// An event opens a phase if it comes within this many days of its beginning.
const OPENING_DAYS: i64 = 30;

/// How much worse another day of change may explain the scores, in halves of
/// their variance: a likelihood above an eighth of the best (Royall 1997).
const AS_GOOD: f64 = 4.16;

/// A stretch of days in which the scores keep one mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// The days between which the change into it lies; none for the first
    /// phase.
    pub change: Option<(Date, Date)>,
    /// The mean score, from -10 (conflict) to 10 (cooperation).
    pub mean: f32,
    /// The standard error of the mean; none where one day alone has events.
    pub error: Option<f32>,
    /// How many events count in it.
    pub events: usize,
    /// On how many days.
    pub days: usize,
    /// What share of its events is of which quad class.
    pub shares: QuadShares,
    /// The events of its first thirty days that lead away from the mean before,
    /// as places in [`crate::Account::events`]; those of several reports first, then
    /// those that lead most, one of each kind and direction before a second.
    pub opening: Vec<usize>,
    /// Those of the rest of it.
    pub main: Vec<usize>,
}

/// What share of the events of a phase is of which of PLOVER's quad classes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct QuadShares {
    /// Agreements, consultations, support.
    pub verbal_cooperation: f32,
    /// Aid, joint work, yielding.
    pub material_cooperation: f32,
    /// Demands, accusations, refusals, threats.
    pub verbal_conflict: f32,
    /// Sanctions, force and the like.
    pub material_conflict: f32,
}

impl Phase {
    /// Returns whether too few days have events to say much of the mean.
    pub fn rests_on_little(&self) -> bool {
        self.days < 8
    }
}

/// Returns the phases of these events, which are one at least, up to the last
/// day.
pub(super) fn phases(counted: &[Counted], end: Date) -> Vec<Phase> {
    let Some(start) = counted.first().map(|first| first.day) else { return Vec::new() };
    let observations = by_day(counted, start);
    let changes = penalty::changes(&observations);
    let costs = Costs::new(&observations, Least { days: 1, observations: 1 });
    let segments: Vec<(usize, usize)> = costs.segments(&changes).collect();
    let spread = costs.cost_of(&changes) / (observations.len() - segments.len()).max(1) as f64;
    let mut phases: Vec<Phase> = Vec::with_capacity(segments.len());
    for (number, (from, to)) in segments.iter().copied().enumerate() {
        let day_of = |place: usize| {
            later(start, usize::try_from(place_day(&observations, place)).unwrap_or(0))
        };
        let first = day_of(from);
        let last = if to == observations.len() {
            end.max(day_of(to - 1))
        } else {
            day_of(to).yesterday().unwrap_or(end)
        };
        let own: Vec<&Counted> =
            counted.iter().filter(|event| (first..=last).contains(&event.day)).collect();
        let (weight, mean) = costs.mean(from, to);
        let before = phases.last().map(|phase| f64::from(phase.mean));
        let change = before.map(|_| {
            let earlier = segments[number - 1].0;
            let (low, high) = as_good(&costs, earlier, from, to, spread);
            (day_of(low), day_of(high))
        });
        let (opening, main) = explanation(&own, first, before.unwrap_or(0.0), mean);
        phases.push(Phase {
            start: first,
            end: last,
            change,
            mean: mean as f32,
            error: (to - from > 1).then(|| {
                let variance = costs.cost(from, to) / (to - from - 1) as f64;
                (variance / weight).sqrt() as f32
            }),
            events: own.len(),
            days: to - from,
            shares: shares(&own),
            opening,
            main,
        });
    }
    phases
}

/// Returns the variance of the scores about the means of their phases.
pub(super) fn spread(counted: &[Counted], phases: &[Phase]) -> f64 {
    let (mut squares, mut weight) = (0.0, 0.0);
    for event in counted {
        let phase = phases.iter().find(|phase| event.day <= phase.end);
        let distance = event.score - phase.map_or(0.0, |phase| f64::from(phase.mean));
        squares += event.weight * distance * distance;
        weight += event.weight;
    }
    if weight > 0.0 { squares / weight } else { 0.0 }
}

fn place_day(observations: &[Observation], place: usize) -> i64 {
    observations.get(place).map_or(0, |observation| observation.day)
}

/// Returns an observation for each day with events: their mean, and how many
/// independent events they are worth.
///
/// What happens on one day is often one affair, and its events are alike. They
/// weigh as Kish's design effect has it: `w / (1 + r (w - 1))`, with the
/// correlation `r` of events of one day.
fn by_day(counted: &[Counted], start: Date) -> Vec<Observation> {
    let days: Vec<&[Counted]> = counted.chunk_by(|left, right| left.day == right.day).collect();
    let correlation = correlation(&days);
    let day = |events: &&[Counted]| {
        let weight: f64 = events.iter().map(|event| event.weight).sum();
        let sum: f64 = events.iter().map(|event| event.weight * event.score).sum();
        let effect = (1.0 + correlation * (weight - 1.0)).max(1.0);
        Observation {
            day: self::days(start, events[0].day),
            value: sum / weight,
            weight: weight / effect,
        }
    };
    days.iter().map(day).collect()
}

/// Returns how alike the scores of one day are, from 0 to 1: the correlation
/// within classes, by the analysis of variance.
fn correlation(days: &[&[Counted]]) -> f64 {
    let n_days = days.len() as f64;
    let n: f64 = days.iter().map(|day| day.len() as f64).sum();
    if n_days < 2.0 || n <= n_days {
        return 0.0;
    }
    let mean_of = |events: &[Counted]| {
        events.iter().map(|event| event.score).sum::<f64>() / events.len() as f64
    };
    let mean = days.iter().map(|day| mean_of(day) * day.len() as f64).sum::<f64>() / n;
    let (mut between, mut within, mut sizes) = (0.0, 0.0, 0.0);
    for day in days {
        let (own, size) = (mean_of(day), day.len() as f64);
        between += size * (own - mean) * (own - mean);
        within += day.iter().map(|event| (event.score - own) * (event.score - own)).sum::<f64>();
        sizes += size * size;
    }
    let (between, within) = (between / (n_days - 1.0), within / (n - n_days));
    let size = (n - sizes / n) / (n_days - 1.0);
    let all = between + (size - 1.0) * within;
    if all > 0.0 { ((between - within) / all).clamp(0.0, 1.0) } else { 0.0 }
}

/// Returns the first and the last place that explain a change between two
/// segments nearly as well as the best.
fn as_good(
    costs: &Costs<'_>,
    from: usize,
    change: usize,
    to: usize,
    spread: f64,
) -> (usize, usize) {
    let cost = |at: usize| costs.cost(from, at) + costs.cost(at, to);
    let bound = cost(change) + AS_GOOD * spread;
    let mut as_good = (from + 1..to).filter(|at| cost(*at) <= bound);
    let first = as_good.next().unwrap_or(change).min(change);
    (first, as_good.next_back().unwrap_or(first).max(change))
}

/// Returns the events that lead from the mean before to the mean of the phase:
/// those of its beginning, and those of the rest.
///
/// An event leads by its weight times its distance from the mean before, in
/// the direction of the change. What two independent reports tell comes before
/// what one tells, which is misread more often. Of one kind and direction the one that leads
/// most comes first, and the second after the first of every other kind, so
/// that ten accusations do not hide a summit. Of equals the one with more
/// reports comes first, then the earlier.
fn explanation(own: &[&Counted], first: Date, before: f64, mean: f64) -> (Vec<usize>, Vec<usize>) {
    let towards = if mean < before { -1.0 } else { 1.0 };
    let moved = |event: &Counted| event.weight * (event.score - before) * towards;
    let leads = |event: &&&Counted| moved(event) > 0.0;
    let (opening, main): (Vec<&Counted>, Vec<&Counted>) =
        own.iter().filter(leads).partition(|event| days(first, event.day) < OPENING_DAYS);
    let ranked = |mut events: Vec<&Counted>| {
        events.sort_by(|left, right| {
            let by_reports = (right.origins > 1).cmp(&(left.origins > 1));
            let by_move = by_reports.then(moved(right).total_cmp(&moved(left)));
            by_move.then(right.origins.cmp(&left.origins)).then(left.event.cmp(&right.event))
        });
        let mut of_kind: BTreeMap<(EventKind, Direction), usize> = BTreeMap::new();
        let mut rounds: Vec<((bool, usize), usize)> = events
            .iter()
            .map(|event| {
                let round = of_kind.entry((event.kind, event.direction)).or_default();
                *round += 1;
                ((event.origins == 1, *round), event.event)
            })
            .collect();
        rounds.sort_by_key(|(round, _)| *round);
        rounds.into_iter().map(|(_, event)| event).collect()
    };
    (ranked(opening), ranked(main))
}

fn shares(own: &[&Counted]) -> QuadShares {
    let all: f64 = own.iter().map(|event| event.weight).sum();
    let share = |quad: Quad| {
        let of: f64 =
            own.iter().filter(|event| event.kind.quad() == quad).map(|event| event.weight).sum();
        if all > 0.0 { (of / all) as f32 } else { 0.0 }
    };
    QuadShares {
        verbal_cooperation: share(Quad::VerbalCooperation),
        material_cooperation: share(Quad::MaterialCooperation),
        verbal_conflict: share(Quad::VerbalConflict),
        material_conflict: share(Quad::MaterialConflict),
    }
}
