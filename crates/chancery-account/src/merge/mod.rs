//! Events: many reports of one happening become one entry.
//!
//! Goes in: the events of the reports. Comes out: those that touch both
//! parties, merged where they tell of one happening (`group`) or where people
//! said that they are one or not, with what later reports say otherwise. It
//! does not weigh reports against each other, and never merges an article
//! without a date with another of itself.

mod group;

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{
    Context, Date, Domain, EventKind, Mode, Party, Place, Precision, RecordId, Standing, When,
};

use crate::correction::{self, join_merged};
use crate::participant::Tally;
use crate::report::{self, Report};
use crate::revision::{Revision, Said, revisions};
use crate::{Evidence, Options, Participant};
use group::{Key, Member, clusters, member};

/// Something that one party did to, with or towards the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// PLOVER's event.
    pub kind: EventKind,
    /// PLOVER's mode, where any report makes it clear.
    pub mode: Option<Mode>,
    /// The fields of policy that it belongs to, in PLOVER's terms.
    pub contexts: Vec<Context>,
    /// The fields of policy that list it; its contexts, where none does.
    pub domains: Vec<Domain>,
    /// Who did it; everyone, where the act is mutual or reports differ on the
    /// direction.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// When.
    pub dated: Dated,
    /// Where.
    pub place: Option<Place>,
    /// Whether it happened.
    pub standing: Standing,
    /// The party whose word is the only ground for it.
    pub reported_by: Option<Party>,
    /// PLOVER's score, from -10 (conflict) to 10 (cooperation).
    pub score: f32,
    /// That of the surest report.
    pub confidence: f32,
    /// The reports.
    pub evidence: Evidence,
    /// What later reports say otherwise than earlier ones.
    pub revisions: Vec<Revision>,
}

/// When an entry is dated, and on what ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dated {
    /// The text says when.
    Given(When),
    /// The text does not; this is the day of the earliest report.
    ReportedOn(Date),
    /// Neither the text nor the article has a date.
    Unknown,
}

impl Dated {
    /// Returns the first day.
    pub fn day(&self) -> Option<Date> {
        match self {
            Dated::Given(when) => Some(when.start),
            Dated::ReportedOn(day) => Some(*day),
            Dated::Unknown => None,
        }
    }

    /// Returns the date of something that the text dates so, in a report of
    /// that day.
    pub(crate) fn new(when: Option<&When>, published: Option<Date>) -> Dated {
        match (when, published) {
            (Some(when), _) => Dated::Given(when.clone()),
            (None, Some(day)) => Dated::ReportedOn(day),
            (None, None) => Dated::Unknown,
        }
    }
}

/// Members found to be one event.
struct Cluster<'a> {
    /// The mode of the first member that has one.
    mode: Option<Mode>,
    members: Vec<Member<'a>>,
}

/// Returns the events that touch both parties, merged over reports.
pub(crate) fn events(reports: &[Report<'_>], options: &Options) -> Vec<Event> {
    let mut buckets: BTreeMap<Key, Vec<Member<'_>>> = BTreeMap::new();
    let mut apart = Vec::new();
    for report in reports {
        for event in &report.reading.events {
            if event.confidence < options.least_confidence {
                continue;
            }
            match member(report, event) {
                Some((_, member)) if report.stands_apart(member.citation.record) => {
                    apart.push(Cluster::of(member));
                }
                Some((key, member)) => buckets.entry(key).or_default().push(member),
                None => {}
            }
        }
    }
    let clusters = buckets.into_values().flat_map(|members| clusters(members, options));
    let clusters = join_merged(clusters.chain(apart), Cluster::merged_as, Cluster::join);
    let mut events: Vec<Event> =
        clusters.into_iter().filter_map(|cluster| cluster.into_event(reports)).collect();
    events.sort_by_cached_key(|event| {
        (event.dated.day().is_none(), event.dated.day(), event.evidence.first(), event.kind)
    });
    events
}

/// Returns whether PLOVER takes the act to be done together.
fn is_mutual(kind: EventKind) -> bool {
    matches!(kind, EventKind::Agree | EventKind::Consult | EventKind::Cooperate)
}

impl<'a> Cluster<'a> {
    fn of(founder: Member<'a>) -> Cluster<'a> {
        Cluster { mode: founder.event.mode, members: vec![founder] }
    }

    /// Returns the groups of merged records that its members are of.
    fn merged_as(&self) -> BTreeSet<correction::Place> {
        report::merged_as(self.members.iter().map(|member| (member.report, member.citation)))
    }

    fn join(mut self, other: Cluster<'a>) -> Cluster<'a> {
        self.members.extend(other.members);
        self
    }

    /// Returns the event: kind and direction are those of the first report, from
    /// which only people let others differ.
    fn into_event(mut self, reports: &[Report<'_>]) -> Option<Event> {
        self.members.sort_by_key(|member| member.citation);
        let first = self.members.first()?;
        let kind = first.event.kind;
        let reported_by = self.reported_by();
        let evidence = Evidence::new(
            first.citation,
            self.members.iter().map(|member| member.citation),
            reports,
        );
        let standing = self.standing();
        let (actors, recipients) = self.participants(kind);
        let of_kind =
            || self.members.iter().map(|member| member.event).filter(|event| event.kind == kind);
        let mode = of_kind().find_map(|event| event.mode);
        let score = of_kind()
            .map(|event| event.score)
            .fold(0.0_f32, |most, score| if score.abs() > most.abs() { score } else { most });
        let mut contexts = Vec::new();
        let mut domains = BTreeSet::new();
        let mut place = None;
        let mut confidence = 0.0_f32;
        for Member { event, report, .. } in &self.members {
            contexts.extend_from_slice(&event.contexts);
            let listed = report.domains(RecordId::Event(event.id), []);
            if listed.is_empty() {
                domains.extend(event.contexts.iter().map(|context| Domain(context.code().into())));
            } else {
                domains.extend(listed);
            }
            place = place.or_else(|| event.place.clone());
            confidence = confidence.max(event.confidence);
        }
        contexts.sort();
        contexts.dedup();
        Some(Event {
            kind,
            mode,
            contexts,
            domains: domains.into_iter().collect(),
            actors,
            recipients,
            dated: self.dated(),
            place,
            standing,
            reported_by,
            score,
            confidence,
            evidence,
            revisions: self.revisions(reports),
        })
    }

    fn revisions(&self, reports: &[Report<'_>]) -> Vec<Revision> {
        let said = |member: &Member<'a>| {
            let Member { event, report, citation, .. } = *member;
            let actors = event.actors.iter().chain(&event.recipients);
            let parties = actors.filter_map(|actor| report.reading.actor(*actor)?.party.as_ref());
            Said {
                citation,
                reported: report.day(),
                when: event.when.as_ref(),
                place: event.place.as_ref(),
                parties: parties.collect(),
            }
        };
        revisions(&self.members.iter().map(said).collect::<Vec<_>>(), reports)
    }

    /// Returns the day that most texts give, the earliest of equals; where none
    /// gives one, the earliest of those told as news of about their day, else the
    /// less exact date that most give, else the day of the earliest report.
    fn dated(&self) -> Dated {
        let mut votes: BTreeMap<Date, usize> = BTreeMap::new();
        let dates = || {
            self.members.iter().filter_map(|member| match &member.dated {
                Dated::Given(when) => Some((when.start, when)),
                _ => None,
            })
        };
        let is_exact = |when: &When| when.precision == Precision::Day;
        let any_exact = dates().any(|(_, when)| is_exact(when));
        let about = || dates().filter(|(_, when)| when.end == Some(when.start));
        if !any_exact && let Some((_, earliest)) = about().min_by_key(|(day, _)| *day) {
            // It had happened when the first paper told of it.
            return Dated::Given(earliest.clone());
        }
        let given = || dates().filter(|(_, when)| !any_exact || is_exact(when));
        given().for_each(|(day, _)| *votes.entry(day).or_default() += 1);
        let most = votes.iter().max_by_key(|(day, votes)| (**votes, std::cmp::Reverse(**day)));
        let chosen = most.and_then(|(day, _)| given().find(|(start, _)| start == day));
        match chosen {
            Some((_, when)) => Dated::Given(when.clone()),
            None => {
                Dated::new(None, self.members.iter().filter_map(|member| member.report.day()).min())
            }
        }
    }

    /// Returns the party on whose word all the reports rest, where there is one.
    fn reported_by(&self) -> Option<Party> {
        let mut sources = self.members.iter().map(|member| member.event.reported_by.as_ref());
        let first = sources.next()?;
        sources.all(|source| source == first).then(|| first.cloned())?
    }

    /// Returns the standing that news of the day gives it, where any does.
    fn standing(&self) -> Standing {
        let standings = || self.members.iter().map(|member| member.event.standing);
        if standings().any(|standing| standing == Standing::Actual) {
            return Standing::Actual;
        }
        standings().min().unwrap_or(Standing::Actual)
    }

    /// Returns who acts and who receives; all act, where the reports differ on
    /// the direction of what may be mutual.
    fn participants(&self, kind: EventKind) -> (Vec<Participant>, Vec<Participant>) {
        let direction = |Member { event, report, .. }: &Member<'_>| {
            (report.sides(&event.actors), report.sides_acted_upon(&event.recipients))
        };
        let first = self.members.first().map(direction);
        let differ = self.members.iter().any(|member| Some(direction(member)) != first);
        let together = differ && is_mutual(kind);
        let (mut actors, mut recipients) = (Tally::default(), Tally::default());
        for member in &self.members {
            let Member { event, report, .. } = member;
            let (acting, receiving) =
                (report.participants(&event.actors), report.participants(&event.recipients));
            if together {
                actors.add(acting.into_iter().chain(receiving));
            } else if Some(direction(member)) == first {
                actors.add(acting);
                recipients.add(receiving);
            }
        }
        (actors.into_participants(), recipients.into_participants())
    }
}
