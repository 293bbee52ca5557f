//! Held: which plans took place.
//!
//! Goes in: the commitments and the events of an account. Comes out: the same
//! commitments, those with a step more which an event carries out: one of
//! their kind and of their people, at their date or, where they have none,
//! soon after the reports of them. It reads no words for their meaning: where
//! the kind says too little, plan and event must share some.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chancery_model::{ActorKind, CommitmentKind, CommitmentStatus, Date, EventKind, Precision};

use super::deed::{Deed, is_measure, is_visit, is_withdrawal};
use super::people::{self, People};
use super::{Commitment, Step};
use crate::likeness;
use crate::report::Report;
use crate::{ArticleIndex, Dated, Event, Evidence, Options, Participant, period};

/// Within so many days of the last report a plan without a date takes place; visits are
/// prepared for longer.
const SOON_DAYS: i32 = 45;
const PREPARED_DAYS: i32 = 60;

/// For so many days after the first report papers tell of the plan as if it had
/// taken place.
const NEWS_DAYS: i32 = 3;

/// Deadlines of agreements, withdrawals and measures are overrun by days, and withdrawals
/// are announced days before theirs; agreements come a week early at most, and measures
/// hardly at all.
const OVERRUN_DAYS: i32 = 14;
const SIGNED_EARLY_DAYS: i32 = 7;
const EARLY_DAYS: i32 = 2;

/// A time that is longer than this tells one happening from another no better than none.
const MONTH_DAYS: i32 = 45;

/// A plan whose time is no longer than this is sure of its day.
const FEW_DAYS: i32 = 10;

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
        && (lost_its_day(commitment) || has_no_day_yet(commitment))
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
        if !self.is_of_kind(deed) || !self.is_time_of(deed) || self.is_told_beside(deed) {
            return false;
        }
        let in_words = || self.is_in_words_of(deed);
        // "His trip to Oslo", told when the guest is there, is a visit that took place.
        let is_sure = deed.is_sure || is_visit(deed.event) && self.has_guest_of(deed.event);
        if deed.is_undated && !in_words() || !is_sure && !self.is_sure_of_its_day() {
            return false;
        }
        match people::compare(&self.commitment.parties, &deed.people) {
            // Envoys hold the talks that leaders agree on.
            People::Others => {
                self.commitment.kind == CommitmentKind::Talks && self.is_sure_of_its_day()
            }
            People::Partly if !self.is_sure_of_its_day() => false,
            People::Shared if self.needs_everyone() && !self.has_everyone(deed) => false,
            People::Shared | People::Partly => !self.is_worded() || in_words(),
            People::Open => !self.needs_people(deed.event) && (!self.is_worded() || in_words()),
        }
    }

    fn is_sure_of_its_day(&self) -> bool {
        self.commitment.when.as_ref().is_some_and(|when| {
            let end = when.end.unwrap_or(when.start);
            when.precision <= Precision::Week && (end - when.start).get_days() <= FEW_DAYS
        })
    }

    /// Returns whether neither day nor visit tells the event from others where one of the
    /// two sides met somebody else.
    fn needs_everyone(&self) -> bool {
        let meets = matches!(self.commitment.kind, CommitmentKind::Meeting | CommitmentKind::Talks);
        meets && !self.is_sure_of_its_day()
    }

    /// Returns whether somebody comes in the event of each party that has somebody in the
    /// plan.
    fn has_everyone(&self, deed: &Deed<'_>) -> bool {
        let planned = people::of(self.commitment.parties.iter().cloned());
        planned.iter().all(|person| deed.people.iter().any(|known| known.party == person.party))
    }

    fn is_of_kind(&self, deed: &Deed<'_>) -> bool {
        let event = deed.event;
        let consults = event.kind == EventKind::Consult;
        match self.commitment.kind {
            CommitmentKind::Meeting | CommitmentKind::Talks => consults && deed.in_person,
            CommitmentKind::Visit => {
                // On the day of a visit its guest is spoken with, not only greeted.
                let dated = self.commitment.when.is_some();
                let comes = || is_visit(event) && self.has_guest_of(event);
                consults && deed.in_person && (dated || comes())
            }
            CommitmentKind::Call => {
                consults && event.mode.is_some_and(|mode| mode.code() == "phone")
            }
            CommitmentKind::Agreement => event.kind == EventKind::Agree,
            CommitmentKind::Aid => event.kind == EventKind::Aid,
            CommitmentKind::Withdrawal => {
                is_withdrawal(event) && deed.is_told_by_more_than_a_noun()
            }
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
        // A journey that was called off without a day is made up for later.
        let made_up_for = *kind == Visit && when.is_none() || is_exact;
        if is_off && !too_late && (!made_up_for || deed.day <= called_off) {
            return false;
        }
        let (Some(first), Some(last)) = (self.first_reported, *last_reported) else {
            // A plan of articles without a date may be older than any event, or younger.
            return false;
        };
        if deed.is_undated {
            return !is_off && self.may_be_told_without_date(deed);
        }
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
                    Agreement => (-SIGNED_EARLY_DAYS, OVERRUN_DAYS),
                    Measure => (-EARLY_DAYS, OVERRUN_DAYS),
                    Withdrawal => (-OVERRUN_DAYS, OVERRUN_DAYS),
                    _ => (0, 0),
                };
                let starts = period::later(when.start, early).unwrap_or(when.start);
                // Papers of the eve tell of what is to come in a week or a month.
                let on_eve = !is_exact && deed.day < Some(starts);
                // What is told as news before the plan is another.
                let told_before = if deed.has_day { EARLY_DAYS } else { 0 };
                let is_older = deed.day < period::later(first, -told_before);
                !on_eve && !is_older && deed.is_within(starts, period::later(end, late))
            }
            None => {
                let days = match kind {
                    Measure | Withdrawal => SLOW_DAYS,
                    Visit => PREPARED_DAYS,
                    _ => SOON_DAYS,
                };
                let news = if *kind == Agreement { 0 } else { NEWS_DAYS };
                // Plans and what becomes of them are called a withdrawal alike.
                let is_news = *kind != Withdrawal || self.is_told_apart(deed);
                is_news
                    && *status != CommitmentStatus::Proposed
                    && deed.day > period::later(first, news)
                    && deed.day <= period::later(last, days)
            }
        }
    }

    /// Returns whether an event that only articles without a date tell may be later than
    /// the plan: they tell what comes once, such as the signing of a treaty.
    fn may_be_told_without_date(&self, deed: &Deed<'_>) -> bool {
        self.commitment.kind == CommitmentKind::Agreement
            && deed.is_sure
            && self.is_sure_of_its_day()
            && self.is_told_apart(deed)
    }

    /// Returns whether other articles than those of the plan tell of the event, and more
    /// than proposed was the plan.
    fn is_told_apart(&self, deed: &Deed<'_>) -> bool {
        self.commitment.status != CommitmentStatus::Proposed
            && deed.articles().all(|article| !self.articles.contains(&article))
    }

    /// Returns whether the event is told only where the plan is given its time, which is
    /// then still to come, and without a day of its own.
    fn is_told_beside(&self, deed: &Deed<'_>) -> bool {
        let history = &self.commitment.history;
        let dating = history.iter().find(|step| step.when == self.commitment.when);
        !deed.has_day
            && dating.is_some_and(|step| {
                deed.articles().all(|article| article == step.evidence.first().article)
            })
    }

    /// Returns whether somebody must take part in both, since neither date nor
    /// words tell the event from others of its kind.
    fn needs_people(&self, event: &Event) -> bool {
        let Commitment { kind, status, parties, .. } = self.commitment;
        let guest = parties.first().and_then(|first| first.party.as_ref());
        let mut guests = parties.iter().filter(|party| party.party.as_ref() == guest);
        let has_name = guests.any(|guest| guest.kind == ActorKind::Person);
        let is_its_visit = *kind == CommitmentKind::Visit && is_visit(event) && !has_name;
        // States withdraw as states, and hardly ever twice in half a year.
        let is_of_states = *kind == CommitmentKind::Withdrawal;
        !self.is_sure_of_its_day() && !self.is_worded() && !is_its_visit && !is_of_states
            || *kind == CommitmentKind::Visit && !is_visit(event)
            || matches!(status, CommitmentStatus::Cancelled | CommitmentStatus::Denied)
    }

    /// Returns whether the kind says so little that words must be shared, whoever
    /// takes part: states that talk and agree do so on many matters.
    fn is_worded(&self) -> bool {
        use CommitmentKind::{Agreement, Measure, Talks};
        let on_many_matters = matches!(self.commitment.kind, Agreement | Talks);
        let is_of_long = self.commitment.when.as_ref().is_some_and(|when| {
            when.end.is_some_and(|end| (end - when.start).get_days() > MONTH_DAYS)
        });
        self.commitment.kind == Measure
            || is_of_long
            || on_many_matters && self.commitment.when.is_none()
    }

    fn is_in_words_of(&self, deed: &Deed<'_>) -> bool {
        let shared = self.words.intersection(&deed.words).count();
        // Passages are sentences: the counts are far below 2^52.
        shared >= FEWEST_WORDS && shared as f64 >= WORDS_SHARE * self.words.len() as f64
    }
}

/// Returns whether the plan was moved, and no report gives its new day.
fn has_no_day_yet(commitment: &Commitment) -> bool {
    commitment.status == CommitmentStatus::Moved && commitment.when.is_none()
}

/// Returns whether the day is one from which the plan was moved: "had been moved from
/// 14 April", told on the 22nd. No report gives its new day.
fn lost_its_day(commitment: &Commitment) -> bool {
    let told = commitment.history.last().and_then(|step| step.reported);
    let day = commitment.when.as_ref().map(|when| when.end.unwrap_or(when.start));
    commitment.status == CommitmentStatus::Moved && day.is_some() && day < told
}
