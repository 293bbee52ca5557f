//! Commitments: what the two parties plan together, and how far it has come.
//!
//! Goes in: the commitments of the reports, and the events. Comes out: those
//! whose parties include both, merged where kind, people, date, place and, for
//! what kinds gather much, words are compatible (`plan`, `people`), each with
//! the history of its status by article date; those that an event carries
//! out are held (`held`, of `deed`s), the others open or lapsed (`outcome`). What people
//! said to be one plan, or not, is or is not. Which day a report means by its
//! words is settled before by what other reports say (`dates`).

mod dates;
mod deed;
mod held;
mod outcome;
mod people;
mod plan;

use chancery_model::{
    self as model, ActorKind, CommitmentKind, CommitmentStatus, Date, Domain, Party, Place,
    RecordId, When,
};

use crate::correction::{self, join_merged};
use crate::likeness::Wording;
use crate::report::Report;
use crate::{Citation, Event, Evidence, Options, Participant, Side};

pub use outcome::{Outcome, PATIENCE_DAYS};

use plan::Plan;

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
    /// The day of the latest article that speaks of it.
    pub last_reported: Option<Date>,
    /// How the status or the date changed, in the order of the articles.
    pub history: Vec<Step>,
    /// The fields of policy that it belongs to.
    pub domains: Vec<Domain>,
    /// That of the surest report.
    pub confidence: f32,
    /// All the reports.
    pub evidence: Evidence,
}

impl Commitment {
    /// Returns whether its kind says what is planned; where it does not, many things that
    /// one side will do come under it, and it weighs less than what says so.
    pub fn says_what(&self) -> bool {
        self.kind != CommitmentKind::Other
    }
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

/// One commitment of one reading.
#[derive(Clone)]
struct Member<'a> {
    commitment: &'a model::Commitment,
    /// When it is to be, as far as the report can be believed.
    when: Option<&'a When>,
    /// How many articles name that day for a plan of the kind.
    named_by: usize,
    /// Who is named among its parties.
    people: Vec<Participant>,
    /// Its words, where the kind gathers so much that they must be alike.
    wording: Option<Wording>,
    /// Whether the article also says that a plan of the kind was called off:
    /// then the rest of it is about what had been planned.
    beside_cancelled: bool,
    report: &'a Report<'a>,
    citation: Citation,
}

impl<'a> Member<'a> {
    /// Returns where its record stands, in the order of the articles.
    fn place(&self) -> correction::Place {
        (self.citation.article, self.citation.record)
    }

    /// Returns the party of the person who is to come on a visit, whom plans name first.
    fn guest(&self) -> Option<&'a Party> {
        let first = self.commitment.parties.first();
        let first = first.filter(|_| self.commitment.kind == CommitmentKind::Visit);
        let guest = self.report.reading.actor(*first?)?;
        guest.party.as_ref().filter(|_| guest.kind == ActorKind::Person)
    }
}

/// Returns the commitments of the two parties, merged over reports.
pub(crate) fn commitments(
    reports: &[Report<'_>],
    events: &[Event],
    options: &Options,
) -> Vec<Commitment> {
    let mut members: Vec<Member<'_>> =
        reports.iter().flat_map(|report| members(report, options)).collect();
    dates::settle(&mut members);
    let (apart, members): (Vec<Member<'_>>, Vec<Member<'_>>) =
        members.into_iter().partition(|member| member.report.stands_apart(member.citation.record));
    let mut plans: Vec<Plan<'_>> = Vec::new();
    for member in members {
        let fitting = plans.iter_mut().enumerate().filter(|(_, plan)| plan.takes(&member, options));
        // The plan of that very date, else the one in most reports, else the
        // youngest: an old one of the kind is over.
        let best = fitting.max_by_key(|(place, plan)| {
            (plan.is_of_date(&member, options), plan.n_reports(), *place)
        });
        match best {
            Some((_, plan)) => plan.add(member, options),
            None => plans.push(Plan::new(member)),
        }
    }
    plans.extend(apart.into_iter().map(Plan::new));
    let mut plans = join_merged(plans, Plan::merged_as, |one, other| one.join(other, options));
    plans.sort_by_key(Plan::first);
    let mut commitments: Vec<Commitment> =
        plans.into_iter().filter_map(|plan| plan.into_commitment(reports)).collect();
    held::find(&mut commitments, events, reports, options);
    commitments
}

fn members<'a>(
    report: &'a Report<'a>,
    options: &'a Options,
) -> impl Iterator<Item = Member<'a>> + 'a {
    let all = &report.reading.commitments;
    let cancelled =
        || all.iter().filter(|commitment| commitment.status == CommitmentStatus::Cancelled);
    all.iter().filter_map(move |commitment| {
        if commitment.confidence < options.least_confidence {
            return None;
        }
        let citation = report.cite(RecordId::Commitment(commitment.id), commitment.evidence)?;
        if !touches_both(report, commitment, citation) {
            return None;
        }
        let says_much = !gathers_much(commitment.kind);
        Some(Member {
            commitment,
            when: commitment.when.as_ref(),
            named_by: 0,
            people: people::of(report.participants(&commitment.parties)),
            wording: (!says_much).then(|| Wording::new(report.words(commitment.evidence))),
            beside_cancelled: cancelled().any(|other| other.kind == commitment.kind),
            report,
            citation,
        })
    })
}

/// Returns whether the plan is between the two, or what one of them plans alone
/// names the other in its sentence.
fn touches_both(report: &Report<'_>, commitment: &model::Commitment, citation: Citation) -> bool {
    use CommitmentKind::{Agreement, Aid, Call, Measure, Other, Visit, Withdrawal};
    let sides = report.sides(&commitment.parties);
    let names = |side| !report.named_in(citation.sentence, side).is_empty();
    let mut parties =
        report.participants(&commitment.parties).into_iter().filter_map(|actor| actor.party);
    let first = parties.next();
    let is_of_one = parties.all(|party| Some(&party) == first.as_ref());
    // What does not say what it is concerns the other side only where it is sure of a day.
    let says_enough = matches!(commitment.kind, Agreement | Aid | Measure | Withdrawal)
        || commitment.kind == Other && commitment.when.is_some();
    let may_be_alone = says_enough && is_of_one;
    // Two hosts of one guest plan nothing with each other.
    let guest = commitment.parties.first().and_then(|first| report.side(*first));
    let is_of_hosts = matches!(commitment.kind, Visit | Call) && guest.is_none();
    sides.both() && !is_of_hosts
        || may_be_alone
            && (sides.first && names(Side::Second) || sides.second && names(Side::First))
}

/// Returns whether plans of the kind have so little in common that reports of
/// one must also share words.
fn gathers_much(kind: CommitmentKind) -> bool {
    matches!(kind, CommitmentKind::Other | CommitmentKind::Measure | CommitmentKind::Aid)
}
