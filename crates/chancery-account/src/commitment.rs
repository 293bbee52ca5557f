//! Commitments: what the two parties plan together, and how far it has come.
//!
//! Goes in: the commitments of the reports. Comes out: those whose parties
//! include both, merged where kind, date and place are compatible, each with
//! the history of its status by article date. It does not look for the
//! outcome of a plan in events.

use chancery_model::{
    self as model, CommitmentKind, CommitmentStatus, Date, Domain, Place, RecordId, When,
};

use crate::domain;
use crate::likeness;
use crate::participant::Tally;
use crate::period;
use crate::report::Report;
use crate::{Citation, Evidence, Options, Participant};

/// A plan that nobody has mentioned for so long is another plan when the next
/// report comes: state visits are prepared over about a quarter.
const FORGOTTEN_AFTER_DAYS: i32 = 90;

/// Something that the two parties plan, promise or agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// What is planned.
    pub kind: CommitmentKind,
    /// Who is to take part.
    pub parties: Vec<Participant>,
    /// Who arranges it.
    pub arranged_by: Vec<Participant>,
    /// Where it is to be, as the latest report that names a place has it.
    pub place: Option<Place>,
    /// When it is to be, as the latest report that names a date has it.
    pub when: Option<When>,
    /// The status after the latest step.
    pub status: CommitmentStatus,
    /// How the status or the date changed, in the order of the articles.
    pub history: Vec<Step>,
    /// The fields of policy that it belongs to.
    pub domains: Vec<Domain>,
    /// That of the surest report.
    pub confidence: f32,
    /// All the reports.
    pub evidence: Evidence,
}

/// A change in the status or the date of a commitment.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The day of the first article that reports it.
    pub reported: Option<Date>,
    /// The status from then on.
    pub status: CommitmentStatus,
    /// The date planned from then on.
    pub when: Option<When>,
    /// The reports of this step.
    pub evidence: Evidence,
}

struct Member<'a> {
    commitment: &'a model::Commitment,
    report: &'a Report<'a>,
    citation: Citation,
}

/// A plan while the reports are folded into it.
struct Plan<'a> {
    kind: CommitmentKind,
    place: Option<&'a Place>,
    when: Option<&'a When>,
    status: CommitmentStatus,
    steps: Vec<Change<'a>>,
    /// The day of the latest report.
    last: Option<Date>,
}

/// A step while the reports are folded into it: one member or more.
struct Change<'a> {
    status: CommitmentStatus,
    when: Option<&'a When>,
    members: Vec<Member<'a>>,
}

/// Returns the commitments of the two parties, merged over reports.
pub(crate) fn commitments(reports: &[Report<'_>], options: &Options) -> Vec<Commitment> {
    let mut plans: Vec<Plan<'_>> = Vec::new();
    for report in reports {
        for commitment in &report.reading.commitments {
            if commitment.confidence < options.least_confidence
                || !report.sides(&commitment.parties).both()
            {
                continue;
            }
            let record = RecordId::Commitment(commitment.id);
            let Some(citation) = report.cite(record, commitment.evidence) else { continue };
            let member = Member { commitment, report, citation };
            // The youngest plan that fits: an old one of the kind is over.
            match plans.iter_mut().rev().find(|plan| plan.takes(&member, options)) {
                Some(plan) => plan.add(member),
                None => plans.push(Plan::new(member)),
            }
        }
    }
    plans.into_iter().filter_map(|plan| plan.into_commitment(reports)).collect()
}

impl<'a> Plan<'a> {
    fn new(member: Member<'a>) -> Plan<'a> {
        let (status, when) = (member.commitment.status, member.commitment.when.as_ref());
        Plan {
            kind: member.commitment.kind,
            place: member.commitment.place.as_ref(),
            when,
            status,
            last: member.report.day(),
            steps: vec![Change { status, when, members: vec![member] }],
        }
    }

    /// Returns whether the member may be news of this plan.
    fn takes(&self, member: &Member<'_>, options: &Options) -> bool {
        let Member { commitment, report, .. } = member;
        let same_article = self.article_of_last() == Some(report.index);
        let (Some(last), Some(day)) = (self.last, report.day()) else {
            return same_article && self.fits(commitment, options);
        };
        let remembered = period::later(last, FORGOTTEN_AFTER_DAYS).is_none_or(|end| day <= end);
        let awaited = self.when.is_some_and(|when| {
            let end = when.end.unwrap_or(when.start);
            period::later(end, i32::from(options.tolerance)).is_none_or(|end| day <= end)
        });
        let same_date = agree(self.when, commitment.when.as_ref(), options) == Some(true);
        (remembered || awaited || same_date) && self.fits(commitment, options)
    }

    fn fits(&self, commitment: &model::Commitment, options: &Options) -> bool {
        if self.kind != commitment.kind || !places_agree(self.place, commitment.place.as_ref()) {
            return false;
        }
        let dates = agree(self.when, commitment.when.as_ref(), options);
        let moved = commitment.status == CommitmentStatus::Moved;
        match self.status {
            // What is over takes only news of itself.
            CommitmentStatus::Held => {
                dates == Some(true)
                    || dates.is_none() && commitment.status == CommitmentStatus::Held
            }
            _ => moved || dates != Some(false),
        }
    }

    fn article_of_last(&self) -> Option<crate::ArticleIndex> {
        Some(self.steps.last()?.members.last()?.citation.article)
    }

    fn add(&mut self, member: Member<'a>) {
        let commitment = member.commitment;
        let status = succeed(self.status, commitment.status);
        let when = commitment.when.as_ref().filter(|when| more_exact(when, self.when, status));
        self.last = self.last.max(member.report.day());
        self.place = self.place.or(commitment.place.as_ref());
        let news = status != self.status || when.is_some();
        self.status = status;
        self.when = when.or(self.when);
        match self.steps.last_mut() {
            Some(step) if !news => step.members.push(member),
            _ => self.steps.push(Change { status, when: self.when, members: vec![member] }),
        }
    }

    fn into_commitment(self, reports: &[Report<'_>]) -> Option<Commitment> {
        let members = || self.steps.iter().flat_map(|step| &step.members);
        let (mut parties, mut arranged_by) = (Tally::default(), Tally::default());
        for Member { commitment, report, .. } in members() {
            parties.add(report.participants(&commitment.parties));
            arranged_by.add(report.participants(&commitment.arranged_by));
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
            kind: self.kind,
            parties: parties.into_participants(),
            arranged_by: arranged_by.into_participants(),
            place: self.place.cloned(),
            when: self.when.cloned(),
            status: self.status,
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
/// "a meeting is planned" of a meeting with a date has not cancelled the date.
fn succeed(known: CommitmentStatus, news: CommitmentStatus) -> CommitmentStatus {
    use CommitmentStatus::{Announced, Held, Moved, Proposed, Scheduled};
    match (known, news) {
        (Announced | Scheduled | Moved | Held, Proposed)
        | (Scheduled | Moved | Held, Announced)
        | (Moved | Held, Scheduled)
        | (Held, Moved) => known,
        _ => news,
    }
}

/// Returns whether a date says more than the one known.
fn more_exact(named: &When, known: Option<&When>, status: CommitmentStatus) -> bool {
    let Some(known) = known else { return true };
    let other_days = (named.start, named.end) != (known.start, known.end);
    other_days && (named.precision <= known.precision || status == CommitmentStatus::Moved)
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
