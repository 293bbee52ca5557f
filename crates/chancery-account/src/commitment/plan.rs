//! Plans: reports of one commitment, folded one after the other.
//!
//! Goes in: members in the order of their articles. Comes out: whether a report
//! may be news of a plan, plans that people made one, and the commitment with
//! its history. It looks at nothing but commitments.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{CommitmentKind, CommitmentStatus, Date, Place, Precision, When};

use super::dates::FEWEST_ARTICLES;
use super::people::{self, People};
use super::{Commitment, Member, Step};
use crate::correction;
use crate::domain;
use crate::likeness;
use crate::participant::{self, Tally};
use crate::period;
use crate::report::{self, Report};
use crate::{ArticleIndex, Evidence, Options, Participant};

/// A plan that nobody has mentioned for so long is another plan when the next
/// report comes: state visits are prepared over about a quarter.
const FORGOTTEN_AFTER_DAYS: i32 = 90;

/// By how many days a date that is no better than a month may be missed.
const VAGUE_BY_DAYS: u8 = 31;

/// With the words of how many of its reports a new one is compared.
const COMPARED: usize = 8;

/// How many words a report that calls a measure off or puts it off must share with one
/// that announced it: it tells why, not again what.
const ENDED_SHARED: usize = 2;

/// For so long after its date a report without a date still means that plan.
const RECENT_DAYS: i32 = 14;

/// A plan while the reports are folded into it.
pub(super) struct Plan<'a> {
    kind: CommitmentKind,
    place: Option<&'a Place>,
    when: Option<&'a When>,
    /// Everyone whom a report names.
    people: Vec<Participant>,
    /// How many reports name each first day.
    named: BTreeMap<Date, usize>,
    status: CommitmentStatus,
    steps: Vec<Change<'a>>,
    /// The day of the latest report.
    last: Option<Date>,
    /// Whether people made it of several.
    is_joined: bool,
}

/// A step while the reports are folded into it: one member or more.
struct Change<'a> {
    status: CommitmentStatus,
    when: Option<&'a When>,
    members: Vec<Member<'a>>,
}

impl<'a> Plan<'a> {
    /// Returns the plan that the report is the first to tell of.
    pub(super) fn new(member: Member<'a>) -> Plan<'a> {
        let (status, when) = (member.commitment.status, member.when);
        Plan {
            kind: member.commitment.kind,
            place: member.commitment.place.as_ref(),
            when,
            people: member.people.clone(),
            named: when.iter().map(|when| (when.start, 1)).collect(),
            status,
            last: member.report.day(),
            is_joined: false,
            steps: vec![Change { status, when, members: vec![member] }],
        }
    }

    /// Returns whether the member may be news of this plan.
    pub(super) fn takes(&self, member: &Member<'_>, options: &Options) -> bool {
        if self.kind != member.commitment.kind && !self.is_kin(member, options) {
            return false;
        }
        let report = member.report;
        let same_article = self.article_of_last() == Some(report.index);
        let (Some(last), Some(day)) = (self.last, report.day()) else {
            // An article without a date stands last, and may be of any time.
            let one_time = same_article || self.is_of_date(member, options);
            return one_time && self.fits(member, options);
        };
        let remembered = period::later(last, FORGOTTEN_AFTER_DAYS).is_none_or(|end| day <= end);
        let awaited = self.when.is_some_and(|when| {
            let end = when.end.unwrap_or(when.start);
            period::later(end, i32::from(options.tolerance)).is_none_or(|end| day <= end)
        });
        let same_date = self.is_of_date(member, options);
        let over = self.when.and_then(|when| period::later(when.end?, RECENT_DAYS));
        let is_over = member.when.is_none() && over.is_some_and(|over| over < day);
        (remembered && !is_over || awaited || same_date) && self.fits(member, options)
    }

    /// Returns whether the report calls the plan by another kind: a visit is a meeting too,
    /// where the same two people are to meet on the same days, or one calls it off; on one
    /// day somebody who comes in both is enough, where neither names others.
    fn is_kin(&self, member: &Member<'_>, options: &Options) -> bool {
        let meets = |kind| matches!(kind, CommitmentKind::Meeting | CommitmentKind::Visit);
        let commitment = member.commitment;
        let is_close =
            |when: Option<&When>| when.is_some_and(|when| when.precision <= Precision::Week);
        let same_days = is_close(self.when)
            && is_close(member.when)
            && agree(self.when, member.when, options) == Some(true);
        let ends = member.when.is_none()
            && matches!(commitment.status, CommitmentStatus::Cancelled | CommitmentStatus::Moved);
        let is_same_day = same_days && self.when.is_some_and(is_day);
        let with_its_people = people::compare(&self.people, &member.people) == People::Shared;
        meets(self.kind)
            && meets(commitment.kind)
            && (people::are_both_in(&self.people, &member.people) && (same_days || ends)
                || is_same_day && with_its_people)
    }

    /// Returns whether the report names the date of the plan.
    pub(super) fn is_of_date(&self, member: &Member<'_>, options: &Options) -> bool {
        agree(self.when, member.when, options) == Some(true)
    }

    /// Returns how many reports it has.
    pub(super) fn n_reports(&self) -> usize {
        self.steps.iter().map(|step| step.members.len()).sum()
    }

    fn fits(&self, member: &Member<'_>, options: &Options) -> bool {
        let commitment = member.commitment;
        let dates = agree(self.when, member.when, options);
        // Two meetings of one pair on one day are one, wherever reports put it.
        let same_day = dates == Some(true) && self.when.is_some_and(is_day);
        // Envoys hold the talks that leaders agree on, and a guest has many hosts.
        let same_people = match people::compare(&self.people, &member.people) {
            People::Others => self.kind == CommitmentKind::Talks,
            People::Partly => same_day || self.kind != CommitmentKind::Meeting,
            People::Shared | People::Open => true,
        };
        if !same_people
            || self.is_of_another_guest(member)
            || !same_day && !places_agree(self.place, commitment.place.as_ref())
            || !self.is_in_words_of(member)
        {
            return false;
        }
        let moved = commitment.status == CommitmentStatus::Moved;
        match self.status {
            // What is over takes only news of itself.
            CommitmentStatus::Held => {
                dates == Some(true)
                    || dates.is_none() && commitment.status == CommitmentStatus::Held
            }
            _ => moved || dates != Some(false) || self.may_mean(member, options),
        }
    }

    /// Returns whether somebody of the other party is to come: who visits and who is
    /// visited is told by reports that name the guest.
    fn is_of_another_guest(&self, member: &Member<'_>) -> bool {
        let guest = self.members().find_map(Member::guest);
        guest.zip(member.guest()).is_some_and(|(known, other)| known != other)
    }

    /// Returns whether a report of the plan uses the words of the member, where
    /// the kind says too little of what is planned.
    fn is_in_words_of(&self, member: &Member<'_>) -> bool {
        let Some(wording) = &member.wording else { return true };
        let known = self.members().filter_map(|known| known.wording.as_ref());
        let ends = self.kind == CommitmentKind::Measure
            && matches!(
                member.commitment.status,
                CommitmentStatus::Cancelled | CommitmentStatus::Moved
            );
        known.take(COMPARED).any(|known| {
            known.likeness(wording, || false).is_some()
                || ends && known.n_shared(wording) >= ENDED_SHARED
        })
    }

    /// Returns whether one of the two dates is so vague that it may mean the
    /// other: a meeting "by May" may be on 12 June in the end, where enough
    /// articles say so.
    fn may_mean(&self, member: &Member<'_>, options: &Options) -> bool {
        let (Some(known), Some(named)) = (self.when, member.when) else { return false };
        let vague = |when: &When| when.precision > Precision::Day;
        let wider = Options { tolerance: VAGUE_BY_DAYS, ..*options };
        let sure = vague(named) || member.named_by >= FEWEST_ARTICLES;
        sure && vague(known) != vague(named)
            && agree(Some(known), Some(named), &wider) == Some(true)
    }

    fn article_of_last(&self) -> Option<ArticleIndex> {
        Some(self.steps.last()?.members.last()?.citation.article)
    }

    /// Takes the report as the latest news of the plan.
    pub(super) fn add(&mut self, member: Member<'a>, options: &Options) {
        let commitment = member.commitment;
        let status = if self.status == CommitmentStatus::Cancelled && member.beside_cancelled {
            self.status
        } else if self.is_given_new_day(&member) {
            commitment.status
        } else {
            succeed(self.status, commitment.status)
        };
        participant::join(&mut self.people, member.people.iter().cloned());
        let n_named = |when: &When| self.named.get(&when.start).copied().unwrap_or(0);
        let when = member.when.filter(|when| {
            let told_less = agree(self.when, Some(when), options) == Some(true)
                && self.when.is_some_and(|known| n_named(known) > n_named(when) + 1);
            more_exact(when, self.when, commitment.status) && !told_less
        });
        if let Some(when) = member.when {
            *self.named.entry(when.start).or_default() += 1;
        }
        self.last = self.last.max(member.report.day());
        self.place = self.place.or(commitment.place.as_ref());
        let news = status != self.status || when.is_some();
        let was = std::mem::replace(&mut self.status, status);
        // What is moved from its day has none until a report gives one; once it has one, a
        // report that recalls the move takes it from nobody.
        let lost = commitment.status == CommitmentStatus::Moved
            && status == commitment.status
            && was != CommitmentStatus::Moved;
        self.when = if lost && member.when.is_none() { None } else { when.or(self.when) };
        match self.steps.last_mut() {
            Some(step) if !news => step.members.push(member),
            _ => self.steps.push(Change { status, when: self.when, members: vec![member] }),
        }
    }

    /// Returns whether the plan was moved and the report gives it a day for which it never
    /// stood.
    fn is_given_new_day(&self, member: &Member<'_>) -> bool {
        self.status == CommitmentStatus::Moved
            && member.commitment.status == CommitmentStatus::Scheduled
            && self.when.is_none()
            && member.when.is_some_and(|when| !self.named.contains_key(&when.start))
    }

    /// Returns the kind that most reports give, the earliest of equals; that of the first
    /// where people said that they tell of one plan.
    fn kind_of_most(&self) -> CommitmentKind {
        if self.is_joined {
            return self.kind;
        }
        let n_of = |kind| self.members().filter(|member| member.commitment.kind == kind).count();
        let kinds = self.members().map(|member| member.commitment.kind);
        let most = kinds.enumerate().max_by_key(|(place, kind)| (n_of(*kind), Reverse(*place)));
        most.map_or(self.kind, |(_, kind)| kind)
    }

    fn members(&self) -> impl Iterator<Item = &Member<'a>> {
        self.steps.iter().flat_map(|step| &step.members)
    }

    /// Returns whom plans name first: the guest of a visit, where a report names him, else
    /// who is first in the earliest report.
    fn leader(&self) -> Option<Participant> {
        let names_guest = |member: &&Member<'_>| member.guest().is_some();
        let member = self.members().find(names_guest).or_else(|| self.members().next())?;
        member.report.participant(*member.commitment.parties.first()?)
    }

    /// Returns the article and the record that tell of it first.
    pub(super) fn first(&self) -> Option<correction::Place> {
        self.members().map(Member::place).next()
    }

    /// Returns the groups of merged records that its members are of.
    pub(super) fn merged_as(&self) -> BTreeSet<correction::Place> {
        report::merged_as(self.members().map(|member| (member.report, member.citation)))
    }

    /// Returns the one plan that people said the two are: its kind is that of
    /// the first report, and the later ones are news of it, whatever they say.
    pub(super) fn join(self, other: Plan<'a>, options: &Options) -> Plan<'a> {
        let mut members: Vec<Member<'a>> = self.members().chain(other.members()).cloned().collect();
        members.sort_by_key(Member::place);
        let mut members = members.into_iter();
        let Some(first) = members.next() else { return self };
        let mut plan = Plan::new(first);
        members.for_each(|member| plan.add(member, options));
        plan.is_joined = true;
        plan
    }

    /// Returns the commitment with its history.
    pub(super) fn into_commitment(self, reports: &[Report<'_>]) -> Option<Commitment> {
        let members = || self.members();
        let (mut parties, mut arranged_by) = (Tally::default(), Tally::default());
        for Member { commitment, report, .. } in members() {
            parties.add(report.participants(&commitment.parties));
            arranged_by.add(report.participants(&commitment.arranged_by));
        }
        let mut parties = parties.into_participants();
        // Who is to come, or is to do it, stays first, however many reports name the others.
        if let Some(place) =
            self.leader().and_then(|who| parties.iter().position(|one| one.is(&who)))
        {
            parties[..=place].rotate_right(1);
        }
        let history = self.steps.iter().filter_map(|step| {
            let first = step.members.first()?;
            let citations = step.members.iter().map(|member| member.citation);
            Some(Step {
                reported: first.report.day(),
                status: step.status,
                when: step.when.cloned(),
                evidence: Evidence::new(first.citation, citations, reports),
            })
        });
        let history = history.collect();
        let first = members().next()?;
        let confidences = members().map(|member| member.commitment.confidence);
        let citations = members().map(|member| member.citation);
        let evidence = Evidence::new(first.citation, citations, reports);
        Some(Commitment {
            kind: self.kind_of_most(),
            parties,
            arranged_by: arranged_by.into_participants(),
            place: self.place.cloned(),
            when: self.when.cloned(),
            status: self.status,
            last_reported: self.last,
            history,
            domains: domain::of(&evidence, reports),
            confidence: confidences.fold(0.0, f32::max),
            evidence,
        })
    }
}

/// Returns the status after a report of `news`.
///
/// A report that knows less does not undo what is known: a paper that writes
/// "a meeting is planned" of a meeting with a date has not cancelled the date,
/// and what was called off is on again only when it has one.
fn succeed(known: CommitmentStatus, news: CommitmentStatus) -> CommitmentStatus {
    use CommitmentStatus::{Announced, Cancelled, Held, Moved, Proposed, Scheduled};
    match (known, news) {
        (Announced | Scheduled | Moved | Held | Cancelled, Proposed)
        | (Scheduled | Moved | Held | Cancelled, Announced)
        | (Moved | Held, Scheduled)
        | (Held, Moved) => known,
        _ => news,
    }
}

fn is_day(when: &When) -> bool {
    when.end == Some(when.start)
}

/// Returns whether a date says more than the one known.
fn more_exact(named: &When, known: Option<&When>, news: CommitmentStatus) -> bool {
    let Some(known) = known else { return true };
    let other_days = (named.start, named.end) != (known.start, known.end);
    other_days && (named.precision <= known.precision || news == CommitmentStatus::Moved)
}

/// Returns whether the dates agree, or nothing where one is unknown.
fn agree(one: Option<&When>, other: Option<&When>, options: &Options) -> Option<bool> {
    let (one, other) = (one?, other?);
    let starts_before_end = |start: Date, end: Option<Date>| {
        end.and_then(|end| period::later(end, i32::from(options.tolerance)))
            .is_none_or(|end| start <= end)
    };
    Some(starts_before_end(one.start, other.end) && starts_before_end(other.start, one.end))
}

/// Returns whether the places may be one: either is unknown, they share their
/// words, or one is named by the country of the other alone.
fn places_agree(one: Option<&Place>, other: Option<&Place>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let (words, other_words) = (likeness::words(&one.name), likeness::words(&other.name));
    let within = |inner: &[String], outer: &[String]| inner.iter().all(|word| outer.contains(word));
    within(&words, &other_words)
        || within(&other_words, &words)
        || one.country.is_some() && one.country == other.country
}
