//! Grouping: which reports tell of one happening.
//!
//! Goes in: events of readings. Comes out: clusters of those whose kind, sides and
//! standing agree, whose modes and sources do not differ, and whose dates lie
//! within the tolerance. A date that is less exact than a day is met by a day
//! inside it, and what goes on from a day by that day. The order of the reports plays
//! no part: the surest found clusters, the others join the nearest.

use std::collections::BTreeMap;

use chancery_model::{self as model, Date, EventKind, Party, Precision, RecordId, Standing, When};

use super::{Cluster, Dated, is_mutual};
use crate::citation::ArticleIndex;
use crate::period;
use crate::report::{Report, Sides};
use crate::{Citation, Options};

/// How many days before its report news without a date lies at most
/// (`eval/merged.md`).
const STALE_DAYS: u8 = 3;

/// How many days a time has at most that a day inside it meets: of what happened
/// in a year there may be many.
const LONGEST_MET: i32 = 31;

/// What members of one event must have in common, besides mode, source and day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    kind: EventKind,
    standing: Standing,
    /// The acting and the receiving sides; open where the act is mutual by
    /// nature, since reports name either party first.
    direction: Option<(Sides, Sides)>,
    /// Set for an article without a date.
    alone: Option<ArticleIndex>,
}

/// How exact the date of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exactness {
    /// To the day.
    Day,
    /// The day of the report or some days before: no text says when it was.
    About,
    /// From a first to a last day: such times agree where they are equal, and a
    /// day inside meets them.
    Stretch(Date, Option<Date>),
}

/// One event of one reading.
pub(super) struct Member<'a> {
    pub(super) event: &'a model::Event,
    pub(super) report: &'a Report<'a>,
    pub(super) citation: Citation,
    pub(super) dated: Dated,
    /// The day that it is merged by.
    day: Option<Date>,
    exactness: Exactness,
}

pub(super) fn member<'a>(
    report: &'a Report<'a>,
    event: &'a model::Event,
) -> Option<(Key, Member<'a>)> {
    let acting = report.sides(&event.actors);
    let receiving = report.sides_acted_upon(&event.recipients);
    let touches =
        acting.both() || acting.first && receiving.second || acting.second && receiving.first;
    if !touches {
        return None;
    }
    let citation = report.cite(RecordId::Event(event.id), event.evidence)?;
    let dated = Dated::new(event.when.as_ref(), report.day());
    let exactness = match &dated {
        Dated::Given(when) if when.precision == Precision::Day => Exactness::Day,
        // The reader dates news without a time of its own about the day of the report.
        Dated::Given(when) if when.end == Some(when.start) => Exactness::About,
        // What goes on from a day began on it.
        Dated::Given(when) if is_beginning(when) => Exactness::Day,
        Dated::Given(when) => Exactness::Stretch(when.start, when.end),
        Dated::ReportedOn(_) | Dated::Unknown => Exactness::Day,
    };
    let day = match &dated {
        // Two things of one year are one only where they are news together.
        Dated::Given(when) if when.precision > Precision::Month && !is_beginning(when) => {
            report.day()
        }
        _ => dated.day(),
    };
    let key = Key {
        kind: event.kind,
        // Background with a date of its own is the news of that date.
        standing: match event.standing {
            Standing::Historical if event.when.is_some() => Standing::Actual,
            standing => standing,
        },
        direction: (!is_mutual(event.kind)).then_some((acting, receiving)),
        alone: report.day().is_none().then_some(report.index),
    };
    Some((key, Member { event, report, citation, dated, day, exactness }))
}

impl<'a> Member<'a> {
    /// Returns the party on whose word alone it rests, unless that tells of its own
    /// act, which nobody is the better placed to tell.
    fn source(&self) -> Option<&'a Party> {
        let party = self.event.reported_by.as_ref()?;
        let reading = self.report.reading;
        let own = self.event.actors.iter().any(|actor| {
            reading.actor(*actor).is_some_and(|actor| actor.party.as_ref() == Some(party))
        });
        (!own).then_some(party)
    }
}

/// Groups members of one key.
///
/// The surest members found clusters: those with an exact day before news of about
/// its day, and this before a week or a month, in which a day must be found; those with a
/// mode before those without, those that the text dates before those
/// dated by their article, those told plainly before those on a party's word. The
/// rest join the nearest cluster. The order is total, so equal input gives equal
/// clusters.
pub(super) fn clusters<'a>(mut members: Vec<Member<'a>>, options: &Options) -> Vec<Cluster<'a>> {
    members.sort_by_key(|member| {
        let reported = !matches!(member.dated, Dated::Given(_));
        let attributed = member.event.reported_by.is_some();
        let vague = match member.exactness {
            Exactness::Day => 0,
            Exactness::About => 1,
            Exactness::Stretch(..) => 2,
        };
        (vague, member.event.mode.is_none(), reported, attributed, member.day, member.citation)
    });
    let mut clusters = Clusters::default();
    for member in members {
        let near = match member.exactness {
            Exactness::Day => clusters.of_day(&member, options.tolerance, options.tolerance),
            Exactness::About => clusters.of_day(&member, STALE_DAYS, options.tolerance),
            Exactness::Stretch(start, end) => clusters.of_stretch(&member, (start, end)),
        };
        clusters.add(member, near);
    }
    clusters.all
}

/// Clusters of one key, found by their dates.
#[derive(Default)]
struct Clusters<'a> {
    all: Vec<Cluster<'a>>,
    /// The source of each: the party on whose word alone some of it rests, unless
    /// that tells of its own act.
    sources: Vec<Option<&'a Party>>,
    by_day: BTreeMap<Option<Date>, Vec<usize>>,
    by_stretch: BTreeMap<(Date, Option<Date>), Vec<usize>>,
}

impl<'a> Clusters<'a> {
    /// Adds the member to that cluster, or founds one with it.
    fn add(&mut self, member: Member<'a>, place: Option<usize>) {
        let source = member.source();
        if let Some(place) = place {
            self.sources[place] = self.sources[place].or(source);
            let cluster = &mut self.all[place];
            cluster.mode = cluster.mode.or(member.event.mode);
            cluster.members.push(member);
            return;
        }
        let places = match member.exactness {
            Exactness::Stretch(start, end) => self.by_stretch.entry((start, end)).or_default(),
            Exactness::Day | Exactness::About => self.by_day.entry(member.day).or_default(),
        };
        places.push(self.all.len());
        self.sources.push(source);
        self.all.push(Cluster::of(member));
    }

    /// Returns the nearest cluster of a day, so many before it and so many after it
    /// at most.
    fn of_day(&self, member: &Member<'_>, before: u8, after: u8) -> Option<usize> {
        let near = days_around(member.day, before, after);
        let mut near = near.filter_map(|day| self.by_day.get(&day)).flatten().copied();
        near.find(|place| self.may_join(*place, member))
    }

    /// Returns the cluster of a day inside the stretch, the nearest to the report;
    /// else that of the same stretch, where both are news of one day.
    fn of_stretch(&self, member: &Member<'_>, stretch: (Date, Option<Date>)) -> Option<usize> {
        let (start, end) = stretch;
        let reported = member.report.day().unwrap_or(start);
        // A stretch that ends before it begins, as a foreign reading may have it, meets none.
        let is_short = |end: &Date| (0..LONGEST_MET).contains(&(*end - start).get_days());
        let met = end.filter(is_short).and_then(|end| {
            let inside = self.by_day.range(Some(start)..=Some(end));
            let places = inside.flat_map(|(day, places)| places.iter().map(move |at| (*day, *at)));
            let joins = places.filter(|(_, place)| self.may_join(*place, member));
            let away =
                |day: Option<Date>| day.map_or(i32::MAX, |day| (day - reported).get_days().abs());
            joins.min_by_key(|(day, place)| (away(*day), *place)).map(|(_, place)| place)
        });
        met.or_else(|| {
            let mut same = self.by_stretch.get(&stretch)?.iter().copied();
            same.find(|place| {
                let founder = self.all[*place].members.first();
                founder.is_some_and(|founder| is_near(founder.day, member.day))
                    && self.may_join(*place, member)
            })
        })
    }

    /// Returns whether neither mode nor source speak against it: a report without a mode
    /// knows less, and contradicts none. What one party says may be what others report
    /// plainly, but not what another party says.
    fn may_join(&self, place: usize, member: &Member<'_>) -> bool {
        let modes = self.all[place].mode.zip(member.event.mode);
        let sources = self.sources[place].zip(member.source());
        modes.is_none_or(|(known, other)| known == other)
            && sources.is_none_or(|(known, other)| known == other)
    }
}

/// Returns whether it names the day from which something goes on, and no last one.
fn is_beginning(when: &When) -> bool {
    when.precision == Precision::Open && when.end.is_none()
}

/// Returns whether the days are the same or beside each other.
fn is_near(one: Option<Date>, other: Option<Date>) -> bool {
    match one.zip(other) {
        Some((one, other)) => (one - other).get_days().abs() <= 1,
        None => one == other,
    }
}

/// Returns the day and those around it, nearest first and earlier before later.
fn days_around(day: Option<Date>, before: u8, after: u8) -> impl Iterator<Item = Option<Date>> {
    let neighbours = (1..=i32::from(before.max(after))).flat_map(move |distance| {
        let earlier = (distance <= i32::from(before)).then_some(-distance);
        earlier.into_iter().chain((distance <= i32::from(after)).then_some(distance))
    });
    let around = neighbours.filter_map(move |distance| {
        let moved = period::later(day?, distance)?;
        Some(Some(moved))
    });
    std::iter::once(day).chain(around)
}
