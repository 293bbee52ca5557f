//! Proposals: what one party puts forward to the other.
//!
//! Goes in: the proposals of the reports. Comes out: those made by one party
//! to the other, or whose sentence names somebody of it, with their numbers;
//! the same words within a week are one. It does not convert units.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{self as model, Bound, Domain, RecordId};

use crate::likeness;
use crate::merge::Dated;
use crate::participant;
use crate::report::{self, Cited, Report};
use crate::statement::repeats;
use crate::{Citation, Evidence, Options, Participant, Passage, Side};

/// What one party puts forward to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Who puts it forward.
    pub by: Participant,
    /// The side of the one who does.
    pub side: Side,
    /// To whom; those whom the sentence names, where it names nobody as such.
    pub to: Vec<Participant>,
    /// What is put forward.
    pub content: Passage,
    /// The numbers in it.
    pub quantities: Vec<ProposedQuantity>,
    /// The fields of policy that it belongs to.
    pub domains: Vec<Domain>,
    /// When.
    pub dated: Dated,
    /// That of the surest report.
    pub confidence: f32,
    /// The reports.
    pub evidence: Evidence,
}

/// A number with a unit, in a proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedQuantity {
    /// The number, with its scale multiplied out.
    pub value: f64,
    /// ISO 4217, UCUM or a plain noun.
    pub unit: String,
    /// Whether the words make it inexact.
    pub approximate: bool,
    /// On which side of the number it lies, where the words say so.
    pub bound: Option<Bound>,
    /// What it is a share or a count of.
    pub of: Option<String>,
    /// The words.
    pub passage: Passage,
}

struct Member<'a> {
    proposal: &'a model::Proposal,
    report: &'a Report<'a>,
    by: Participant,
    side: Side,
    to: Vec<Participant>,
    citation: Citation,
}

impl<'a> Cited<'a> for Member<'a> {
    fn cited(&self) -> (&'a Report<'a>, Citation) {
        (self.report, self.citation)
    }
}

/// Returns the proposals of either side to the other.
pub(crate) fn proposals(reports: &[Report<'_>], options: &Options) -> Vec<Proposal> {
    let mut clusters: Vec<Vec<Member<'_>>> = Vec::new();
    let mut by_words: BTreeMap<(Side, Vec<u64>), Vec<usize>> = BTreeMap::new();
    for report in reports {
        for proposal in &report.reading.proposals {
            if proposal.confidence < options.least_confidence {
                continue;
            }
            let Some(member) = member(report, proposal) else { continue };
            if report.stands_apart(member.citation.record) {
                clusters.push(vec![member]);
                continue;
            }
            let words = likeness::hashed_words(report.words(proposal.content)).collect();
            let known = by_words.entry((member.side, words)).or_default();
            let same = known.iter().copied().find(|index| {
                clusters[*index].first().is_some_and(|first| first.is_repeated_by(&member))
            });
            match same {
                Some(index) => clusters[index].push(member),
                None => {
                    known.push(clusters.len());
                    clusters.push(vec![member]);
                }
            }
        }
    }
    let clusters = report::join_merged_by_people(clusters);
    let mut proposals: Vec<Proposal> =
        clusters.iter().filter_map(|members| merged(members, reports)).collect();
    proposals.sort_by_cached_key(|proposal| {
        let day = proposal.dated.day();
        (day.is_none(), day, proposal.evidence.first())
    });
    proposals
}

fn member<'a>(report: &'a Report<'a>, proposal: &'a model::Proposal) -> Option<Member<'a>> {
    let by = proposal.by?;
    let side = report.side(by)?;
    let citation = report.cite(RecordId::Proposal(proposal.id), proposal.evidence)?;
    let to = if report.sides(&proposal.to).has(side.other()) {
        report.participants(&proposal.to)
    } else {
        report.named_in(citation.sentence, side.other())
    };
    if to.is_empty() {
        return None;
    }
    Some(Member { proposal, report, by: report.participant(by)?, side, to, citation })
}

impl Member<'_> {
    fn is_repeated_by(&self, other: &Member<'_>) -> bool {
        let (day, other_day) = (self.report.day(), other.report.day());
        self.by.is(&other.by)
            && repeats((self.citation, day, day), (other.citation, other_day, other_day))
    }

    fn quantities(&self) -> impl Iterator<Item = ProposedQuantity> + '_ {
        self.proposal.quantities.iter().filter_map(|id| {
            let quantity = self.report.reading.quantities.get(id.index())?;
            Some(ProposedQuantity {
                value: quantity.value,
                unit: quantity.unit.clone(),
                approximate: quantity.approximate,
                bound: quantity.bound,
                of: quantity.of.clone(),
                passage: self.report.passage(quantity.span, self.citation),
            })
        })
    }
}

fn merged(members: &[Member<'_>], reports: &[Report<'_>]) -> Option<Proposal> {
    let first = members.first()?;
    let evidence =
        Evidence::new(first.citation, members.iter().map(|member| member.citation), reports);
    let (mut by, mut to) = (vec![first.by.clone()], Vec::new());
    let mut domains = BTreeSet::new();
    let mut confidence = 0.0_f32;
    for member in members {
        participant::join(&mut by, [member.by.clone()]);
        participant::join(&mut to, member.to.iter().cloned());
        let record = RecordId::Proposal(member.proposal.id);
        domains.extend(member.report.domains(record, member.proposal.domains.iter().cloned()));
        confidence = confidence.max(member.proposal.confidence);
    }
    Some(Proposal {
        by: by.into_iter().next()?,
        side: first.side,
        to,
        content: first.report.passage(first.proposal.content, first.citation),
        quantities: first.quantities().collect(),
        domains: domains.into_iter().collect(),
        dated: Dated::new(None, first.report.day()),
        confidence,
        evidence,
    })
}
