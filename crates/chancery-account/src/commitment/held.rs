//! Held: which plans took place.
//!
//! Goes in: the commitments and the events of an account. Comes out: the same
//! commitments, those with a step more which an event carries out: one of
//! their kind and of their people, at their date or, where they have none,
//! soon after the reports of them. It reads no words for their meaning: where
//! the kind says too little, plan and event must share some.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chancery_model::{
    ActorKind, CommitmentKind, CommitmentStatus, Date, EventKind, Precision, Standing, When,
};

use super::people::{self, People};
use super::{Commitment, Step};
use crate::likeness;
use crate::report::Report;
use crate::{ArticleIndex, Dated, Event, Evidence, Options, Participant, period};

/// Within so many days of the last report a plan without a date takes place.
const SOON_DAYS: i32 = 60;

/// For so many days after the first report papers tell of the plan as if it had
/// taken place.
const NEWS_DAYS: i32 = 3;

/// Deadlines of agreements, withdrawals and measures are overrun, or met early, by
/// days.
const OVERRUN_DAYS: i32 = 14;

/// Measures and withdrawals take up to half a year.
const SLOW_DAYS: i32 = 183;

/// How many words plan and event must share, and which share of the plan's.
const FEWEST_WORDS: usize = 3;
const WORDS_SHARE: f64 = 0.3;

/// Adds to each commitment the step that it was held, where an event says so
/// and no report of the plan does.
pub(super) fn find(
    commitments: &mut [Commitment],
    events: &[Event],
    reports: &[Report<'_>],
    options: &Options,
) {
    let deeds: Vec<Deed<'_>> =
        events.iter().filter_map(|event| Deed::of(event, reports, options)).collect();
    for commitment in commitments {
        if commitment.status == CommitmentStatus::Held {
            continue;
        }
        let plan = Planned::of(commitment, reports);
        let told = deeds.iter().enumerate().filter(|(_, deed)| plan.is_carried_out_by(deed));
        // The event in most independent reports, of equals the earliest.
        let best =
            told.max_by_key(|(place, deed)| (deed.event.evidence.origins(), Reverse(*place)));
        if let Some((_, deed)) = best {
            hold(commitment, deed.event, reports);
        }
    }
}

fn hold(commitment: &mut Commitment, event: &Event, reports: &[Report<'_>]) {
    let citations = || event.evidence.citations().iter();
    let reported = citations().filter_map(|citation| reports.get(citation.article.index())?.day());
    let reported = reported.min();
    if let Dated::Given(when) = &event.dated
        && lost_its_day(commitment)
    {
        commitment.when = Some(when.clone());
    }
    commitment.status = CommitmentStatus::Held;
    commitment.last_reported = commitment.last_reported.max(reported);
    commitment.place = commitment.place.take().or_else(|| event.place.clone());
    commitment.history.push(Step {
        reported,
        status: CommitmentStatus::Held,
        when: commitment.when.clone(),
        evidence: event.evidence.clone(),
    });
    let all: Vec<_> = commitment.evidence.citations().iter().chain(citations()).collect();
    commitment.evidence = Evidence::new(commitment.evidence.first(), all, reports);
}

/// An event that happened, as far as plans are concerned.
struct Deed<'a> {
    event: &'a Event,
    people: Vec<Participant>,
    day: Option<Date>,
    /// The first and the last day on which it may have been.
    days: Option<(Date, Date)>,
    /// The words of its sentences.
    words: BTreeSet<u64>,
}

impl<'a> Deed<'a> {
    fn of(event: &'a Event, reports: &[Report<'_>], options: &Options) -> Option<Deed<'a>> {
        let happened = matches!(event.standing, Standing::Actual | Standing::Historical);
        if !happened || event.reported_by.is_some() {
            return None;
        }
        // A report without a date may look back for some days, not ahead.
        let tolerance = i32::from(options.tolerance);
        let after = if matches!(event.dated, Dated::Given(_)) { tolerance } else { 0 };
        // Of a year or more nobody knows whether it was then.
        let is_vague = |when: &When| when.precision > Precision::Month;
        let day = match &event.dated {
            Dated::Given(when) if is_vague(when) => None,
            dated => dated.day(),
        };
        let around = |day| Some((period::later(day, -tolerance)?, period::later(day, after)?));
        let everyone = event.actors.iter().chain(&event.recipients).cloned();
        let sentences = event.evidence.citations().iter().filter_map(|citation| {
            Some(reports.get(citation.article.index())?.words(citation.sentence))
        });
        Some(Deed {
            event,
            people: people::of(everyone),
            day,
            days: day.and_then(around),
            words: sentences.flat_map(likeness::telling_stems).collect(),
        })
    }

    /// Returns whether it may have been on one of the days.
    fn is_within(&self, first: Date, last: Option<Date>) -> bool {
        self.days.is_some_and(|(earliest, latest)| {
            first <= latest && last.is_none_or(|last| earliest <= last)
        })
    }
}

/// A commitment while its outcome is looked for.
struct Planned<'a> {
    commitment: &'a Commitment,
    articles: BTreeSet<ArticleIndex>,
    first_reported: Option<Date>,
    /// Its own words, without the names of those who take part.
    words: BTreeSet<u64>,
}

impl<'a> Planned<'a> {
    fn of(commitment: &'a Commitment, reports: &[Report<'_>]) -> Planned<'a> {
        let citations = || commitment.evidence.citations().iter();
        let report = |article: ArticleIndex| reports.get(article.index());
        let first = commitment.evidence.first();
        let words = report(first.article).map(|report| report.words(first.span));
        let mut words = words.map(likeness::telling_stems).unwrap_or_default();
        for party in &commitment.parties {
            likeness::telling_stems(&party.name).iter().for_each(|stem| {
                words.remove(stem);
            });
        }
        let days = citations().filter_map(|citation| report(citation.article)?.day());
        Planned {
            commitment,
            articles: citations().map(|citation| citation.article).collect(),
            first_reported: days.min(),
            words,
        }
    }

    fn is_carried_out_by(&self, deed: &Deed<'_>) -> bool {
        if !self.is_of_kind(deed.event) || !self.is_time_of(deed) {
            return false;
        }
        let in_words = || self.is_in_words_of(deed);
        match people::compare(&self.commitment.parties, &deed.people) {
            // Envoys hold the talks that leaders agree on.
            People::Others => {
                self.commitment.kind == CommitmentKind::Talks && self.is_sure_of_its_day()
            }
            People::Partly if !self.is_sure_of_its_day() => false,
            People::Shared | People::Partly => !self.is_worded() || in_words(),
            People::Open => !self.needs_people(deed.event) && (!self.is_worded() || in_words()),
        }
    }

    fn is_sure_of_its_day(&self) -> bool {
        self.commitment.when.as_ref().is_some_and(|when| when.precision <= Precision::Week)
    }

    fn is_of_kind(&self, event: &Event) -> bool {
        let consults = event.kind == EventKind::Consult;
        let by_phone = event.mode.is_some_and(|mode| mode.code() == "phone");
        match self.commitment.kind {
            CommitmentKind::Meeting | CommitmentKind::Talks => consults && !by_phone,
            CommitmentKind::Visit => {
                // On the day of a visit its guest is spoken with, not only greeted.
                let dated = self.commitment.when.is_some();
                consults && !by_phone && (dated || is_visit(event) && self.has_guest_of(event))
            }
            CommitmentKind::Call => consults && by_phone,
            CommitmentKind::Agreement => event.kind == EventKind::Agree,
            CommitmentKind::Aid => event.kind == EventKind::Aid,
            CommitmentKind::Withdrawal => event.kind == EventKind::Retreat,
            CommitmentKind::Measure => is_measure(event.kind) && self.is_done_by(event),
            CommitmentKind::Other => false,
        }
    }

    /// Returns whether the guest, whom plans name first, comes in the event, and
    /// not both together somewhere.
    fn has_guest_of(&self, event: &Event) -> bool {
        let Some(guest) = self.commitment.parties.first() else { return false };
        let is_guest = |actor: &Participant| {
            let has_name = guest.kind == ActorKind::Person;
            actor.is(guest) || !has_name && actor.party == guest.party
        };
        !event.recipients.is_empty() && event.actors.iter().any(is_guest)
    }

    /// Returns whether the event is done by the party that is to do it, which
    /// plans name first.
    fn is_done_by(&self, event: &Event) -> bool {
        let party = self.commitment.parties.first().and_then(|first| first.party.as_ref());
        event.actors.iter().any(|actor| actor.party.as_ref() == party)
    }

    fn is_time_of(&self, deed: &Deed<'_>) -> bool {
        use CommitmentKind::{Agreement, Measure, Visit, Withdrawal};
        let Commitment { kind, status, when, last_reported, .. } = self.commitment;
        let is_off = matches!(status, CommitmentStatus::Cancelled | CommitmentStatus::Denied);
        let called_off = self.commitment.history.last().and_then(|step| step.reported);
        let day = when.as_ref().filter(|when| when.end == Some(when.start)).map(|when| when.start);
        let is_exact = day.is_some();
        // What many tell of was held, if it is called off only after its day.
        let too_late = is_exact && called_off > day && deed.event.evidence.origins() > 1;
        if is_off && !too_late && (*kind != Visit && !is_exact || deed.day <= called_off) {
            return false;
        }
        let (Some(first), Some(last)) = (self.first_reported, *last_reported) else {
            return self.may_be_of_any_time(deed);
        };
        let has_day = !lost_its_day(self.commitment) && (!is_off || is_exact && *kind != Visit);
        match when.as_ref().filter(|_| has_day) {
            Some(when) => {
                let end = when.end.unwrap_or(when.start);
                let is_month = matches!(&deed.event.dated,
                    Dated::Given(when) if when.precision == Precision::Month);
                if is_month && is_exact {
                    return false;
                }
                let (early, late) = match kind {
                    Agreement | Withdrawal | Measure => (-OVERRUN_DAYS, OVERRUN_DAYS),
                    _ => (0, 0),
                };
                let starts = period::later(when.start, early).unwrap_or(when.start);
                deed.is_within(starts, period::later(end, late))
            }
            None => {
                let days = if matches!(kind, Measure | Withdrawal) { SLOW_DAYS } else { SOON_DAYS };
                let news = if *kind == Agreement { 0 } else { NEWS_DAYS };
                *status != CommitmentStatus::Proposed
                    && deed.day > period::later(first, news)
                    && deed.day <= period::later(last, days)
            }
        }
    }

    /// Returns whether the plan of articles without a date may be older than the
    /// event: another article tells of it, and it happens once. A visit of the
    /// same guest may be of any year.
    fn may_be_of_any_time(&self, deed: &Deed<'_>) -> bool {
        let mut articles = deed.event.evidence.citations().iter().map(|citation| citation.article);
        self.commitment.kind == CommitmentKind::Withdrawal
            && self.commitment.status != CommitmentStatus::Proposed
            && articles.all(|article| !self.articles.contains(&article))
    }

    /// Returns whether somebody must take part in both, since neither date nor
    /// words tell the event from others of its kind.
    fn needs_people(&self, event: &Event) -> bool {
        let Commitment { kind, status, parties, .. } = self.commitment;
        let guest = parties.first().and_then(|first| first.party.as_ref());
        let mut guests = parties.iter().filter(|party| party.party.as_ref() == guest);
        let has_name = guests.any(|guest| guest.kind == ActorKind::Person);
        let is_its_visit = *kind == CommitmentKind::Visit && is_visit(event) && !has_name;
        !self.is_sure_of_its_day() && !self.is_worded() && !is_its_visit
            || *kind == CommitmentKind::Visit && !is_visit(event)
            || matches!(status, CommitmentStatus::Cancelled | CommitmentStatus::Denied)
    }

    /// Returns whether the kind says so little that words must be shared, whoever
    /// takes part.
    fn is_worded(&self) -> bool {
        self.commitment.kind == CommitmentKind::Measure
    }

    fn is_in_words_of(&self, deed: &Deed<'_>) -> bool {
        let shared = self.words.intersection(&deed.words).count();
        // Passages are sentences: the counts are far below 2^52.
        shared >= FEWEST_WORDS && shared as f64 >= WORDS_SHARE * self.words.len() as f64
    }
}

/// Returns whether the day is one from which the plan was moved: "had been moved from
/// 14 April", told on the 22nd. No report gives its new day.
fn lost_its_day(commitment: &Commitment) -> bool {
    let told = commitment.history.last().and_then(|step| step.reported);
    let day = commitment.when.as_ref().map(|when| when.end.unwrap_or(when.start));
    commitment.status == CommitmentStatus::Moved && day.is_some() && day < told
}

fn is_visit(event: &Event) -> bool {
    event.kind == EventKind::Consult && event.mode.is_some_and(|mode| mode.code() == "visit")
}

/// Returns whether events of the kind are what governments put into effect.
fn is_measure(kind: EventKind) -> bool {
    use EventKind::{Coerce, Concede, Cooperate, Mobilize, Retreat, Sanction};
    matches!(kind, Coerce | Concede | Cooperate | Mobilize | Retreat | Sanction)
}
