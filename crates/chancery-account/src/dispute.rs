//! Disputes: what one party alleges of the other, beside what is answered.
//!
//! Goes in: the claims of the reports. Comes out: allegations of one party
//! about the other, each with the denials that answer it; those without one
//! are seen to be unanswered. What people said to be of one dispute, or not, is
//! or is not. It never says who is right.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{self as model, ClaimId, ClaimKind, Date, RecordId};

use crate::citation::ArticleIndex;
use crate::correction::{self, join_merged};
use crate::likeness::Wording;
use crate::participant;
use crate::report::Report;
use crate::statement::repeats;
use crate::{Citation, Evidence, Options, Participant, Passage, Side};

/// A claim that one party makes about the other, and the answers to it.
///
/// Where the press reports a denial without the allegation, the denial opens
/// the dispute: then [`Position::kind`] of `claim` says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// What is claimed.
    pub claim: Position,
    /// The denials, one for each who denies. Empty: no answer is reported.
    pub answers: Vec<Position>,
}

/// What somebody claims or denies.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Allegation, denial or assertion.
    pub kind: ClaimKind,
    /// Whose position it is; nobody, where a denial names no one.
    pub by: Option<Participant>,
    /// The side whose position it is.
    pub side: Side,
    /// Whom it is about.
    pub about: Vec<Participant>,
    /// What is claimed, in the words of the earliest report.
    pub content: Passage,
    /// The day of the earliest report.
    pub reported: Option<Date>,
    /// The day of the latest report: later than `reported`, it was repeated.
    pub last_reported: Option<Date>,
    /// That of the surest report.
    pub confidence: f32,
    /// The reports.
    pub evidence: Evidence,
}

/// One claim of one reading.
struct Member<'a> {
    claim: &'a model::Claim,
    report: &'a Report<'a>,
    side: Side,
    citation: Citation,
}

/// A dispute while claims and answers are gathered.
struct Matter<'a> {
    side: Side,
    wording: Wording,
    /// Whether the opening claims come from an article without a date, which
    /// merges with no other.
    alone: Option<ArticleIndex>,
    /// Whether somebody said that no other report makes the claim.
    apart: bool,
    claims: Vec<Member<'a>>,
    answers: Vec<Member<'a>>,
}

/// Returns the disputes between the two parties.
pub(crate) fn disputes(reports: &[Report<'_>], options: &Options) -> Vec<Dispute> {
    let mut matters: Vec<Matter<'_>> = Vec::new();
    let mut matter_of: BTreeMap<(ArticleIndex, ClaimId), usize> = BTreeMap::new();
    let mut matter_as: BTreeMap<(correction::Place, Side), usize> = BTreeMap::new();
    for member in reports.iter().flat_map(|report| openings(report, options)) {
        let id = (member.report.index, member.claim.id);
        let group = member.merged_as().map(|group| (group, member.side));
        let matter = file(&mut matters, member);
        matter_of.insert(id, matter);
        if let Some(group) = group {
            matter_as.entry(group).or_insert(matter);
        }
    }
    let mut lone = Vec::new();
    for member in reports.iter().flat_map(|report| denials(report, options)) {
        let merged = member.merged_as();
        let said = merged.and_then(|group| matter_as.get(&(group, member.side.other())));
        let read = || {
            let answers = member.claim.answers.filter(|_| !member.stands_apart())?;
            matter_of.get(&(member.report.index, answers))
        };
        match said.or_else(read).copied().or_else(|| likest(&matters, &member)) {
            Some(index) => matters[index].answers.push(member),
            None if member.claim.by.is_some() && touches(&member) => lone.push(member),
            None => {}
        }
    }
    for member in lone {
        file(&mut matters, member);
    }
    let matters = join_merged(matters, Matter::merged_as, Matter::join);
    let mut disputes: Vec<Dispute> =
        matters.iter().filter_map(|matter| matter.dispute(reports)).collect();
    disputes.sort_by_key(|dispute| {
        let reported = dispute.claim.reported;
        (reported.is_none(), reported, dispute.claim.evidence.first())
    });
    disputes
}

/// Returns the allegations of one party about the other, and the assertions
/// that somebody denies.
fn openings<'a>(
    report: &'a Report<'a>,
    options: &'a Options,
) -> impl Iterator<Item = Member<'a>> + 'a {
    let claims = &report.reading.claims;
    claims.iter().filter_map(move |claim| {
        let contested = claim.kind == ClaimKind::Allegation
            || claim.kind == ClaimKind::Assertion
                && claims.iter().any(|answer| {
                    answer.kind == ClaimKind::Denial && answer.answers == Some(claim.id)
                });
        let side = report.side(claim.by?)?;
        let about_other = report.sides(&claim.about).has(side.other());
        if !contested || !about_other || claim.confidence < options.least_confidence {
            return None;
        }
        let citation = report.cite(RecordId::Claim(claim.id), claim.evidence)?;
        Some(Member { claim, report, side, citation })
    })
}

/// Returns the denials by either party, and those that name nobody but answer
/// a claim of one of them.
fn denials<'a>(
    report: &'a Report<'a>,
    options: &'a Options,
) -> impl Iterator<Item = Member<'a>> + 'a {
    report.reading.claims.iter().filter_map(move |claim| {
        if claim.kind != ClaimKind::Denial || claim.confidence < options.least_confidence {
            return None;
        }
        let side = match claim.by {
            Some(by) => report.side(by)?,
            None => {
                let answers = claim.answers?;
                let answered = report.reading.claims.iter().find(|known| known.id == answers)?;
                report.side(answered.by?)?.other()
            }
        };
        let citation = report.cite(RecordId::Claim(claim.id), claim.evidence)?;
        Some(Member { claim, report, side, citation })
    })
}

/// Adds an opening claim to the matter that it repeats, else as a new one, and
/// returns the place of the matter.
fn file<'a>(matters: &mut Vec<Matter<'a>>, member: Member<'a>) -> usize {
    let wording = Wording::new(member.report.words(member.claim.content));
    let alone = member.report.day().is_none().then_some(member.report.index);
    let repeated = likest_of(matters, &wording, &member, |matter| {
        matter.side == member.side
            && !matter.apart
            && matter.alone == alone
            && matter.claims.first().is_some_and(|first| first.claim.kind == member.claim.kind)
    });
    match repeated {
        Some(index) => {
            matters[index].claims.push(member);
            index
        }
        None => {
            let (side, apart) = (member.side, member.stands_apart());
            let (claims, answers) = (vec![member], Vec::new());
            matters.push(Matter { side, wording, alone, apart, claims, answers });
            matters.len() - 1
        }
    }
}

/// Returns the matter whose claim the denial most likely answers.
fn likest(matters: &[Matter<'_>], member: &Member<'_>) -> Option<usize> {
    let wording = Wording::new(member.report.words(member.claim.content));
    let alone = member.report.day().is_none().then_some(member.report.index);
    likest_of(matters, &wording, member, |matter| {
        matter.side == member.side.other() && !matter.apart && matter.alone == alone
    })
}

fn likest_of(
    matters: &[Matter<'_>],
    wording: &Wording,
    member: &Member<'_>,
    fits: impl Fn(&Matter<'_>) -> bool,
) -> Option<usize> {
    if member.stands_apart() {
        return None;
    }
    let alike = matters.iter().enumerate().filter(|(_, matter)| fits(matter));
    let alike = alike.filter_map(|(index, matter)| {
        Some((matter.wording.likeness(wording, || matter.is_near(member))?, index))
    });
    // The earliest of the likest: the last one wins in `max_by`.
    let best = alike.max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(&left.1)));
    best.map(|(_, index)| index)
}

/// Returns whether a claim that answers nothing known touches the other party.
fn touches(member: &Member<'_>) -> bool {
    let Member { claim, report, side, citation } = member;
    report.sides(&claim.about).has(side.other())
        || !report.named_in(citation.sentence, side.other()).is_empty()
}

impl Member<'_> {
    fn stands_apart(&self) -> bool {
        self.report.stands_apart(self.citation.record)
    }

    fn merged_as(&self) -> Option<correction::Place> {
        self.report.merged_as(self.citation.record)
    }
}

impl<'a> Matter<'a> {
    /// Returns whether it is a denial of what no report alleges.
    fn is_of_denial(&self) -> bool {
        self.claims.first().is_some_and(|first| first.claim.kind == ClaimKind::Denial)
    }

    /// Returns the groups of merged records that its members are of, each with
    /// the side that claims: what one side alleges and what the other does stay
    /// two disputes.
    fn merged_as(&self) -> BTreeSet<(correction::Place, Side)> {
        let claiming = if self.is_of_denial() { self.side.other() } else { self.side };
        let members = self.claims.iter().chain(&self.answers);
        members.filter_map(Member::merged_as).map(|group| (group, claiming)).collect()
    }

    /// Returns the one dispute that people said the two are. A lone denial
    /// answers the other's claim.
    fn join(self, other: Matter<'a>) -> Matter<'a> {
        let (mut kept, gone) = if self.is_of_denial() && !other.is_of_denial() {
            (other, self)
        } else {
            (self, other)
        };
        if gone.is_of_denial() && !kept.is_of_denial() {
            kept.answers.extend(gone.claims);
        } else {
            kept.claims.extend(gone.claims);
        }
        kept.answers.extend(gone.answers);
        kept.claims.sort_by_key(|member| member.citation);
        kept.answers.sort_by_key(|member| member.citation);
        kept
    }

    /// Returns whether the claim was reported within days of the member.
    fn is_near(&self, member: &Member<'_>) -> bool {
        let day = member.report.day();
        self.claims.iter().any(|claim| {
            let claimed = claim.report.day();
            repeats((claim.citation, claimed, claimed), (member.citation, day, day))
        })
    }

    fn dispute(&self, reports: &[Report<'_>]) -> Option<Dispute> {
        let mut by_speaker: Vec<(Option<Participant>, Vec<&Member<'_>>)> = Vec::new();
        for answer in &self.answers {
            let by = answer.claim.by.and_then(|by| answer.report.participant(by));
            let known = by_speaker.iter_mut().find(|(speaker, _)| match (speaker, &by) {
                (Some(speaker), Some(by)) => speaker.is(by),
                (None, None) => true,
                _ => false,
            });
            match known {
                Some((_, answers)) => answers.push(answer),
                None => by_speaker.push((by, vec![answer])),
            }
        }
        let claims: Vec<&Member<'_>> = self.claims.iter().collect();
        Some(Dispute {
            claim: position(&claims, reports)?,
            answers: by_speaker
                .iter()
                .filter_map(|(_, answers)| position(answers, reports))
                .collect(),
        })
    }
}

fn position(members: &[&Member<'_>], reports: &[Report<'_>]) -> Option<Position> {
    let first = members.first()?;
    let (mut by, mut about) = (Vec::new(), Vec::new());
    for Member { claim, report, .. } in members {
        participant::join(&mut by, claim.by.and_then(|by| report.participant(by)));
        participant::join(&mut about, report.participants(&claim.about));
    }
    let days = || members.iter().filter_map(|member| member.report.day());
    Some(Position {
        kind: first.claim.kind,
        by: by.into_iter().next(),
        side: first.side,
        about,
        content: first.report.passage(first.claim.content, first.citation),
        reported: days().min(),
        last_reported: days().max(),
        confidence: members.iter().map(|member| member.claim.confidence).fold(0.0, f32::max),
        evidence: Evidence::new(
            first.citation,
            members.iter().map(|member| member.citation),
            reports,
        ),
    })
}
