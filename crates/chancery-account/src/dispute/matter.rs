//! Matters: claims of many reports that are about one thing.
//!
//! Goes in: the claims of the reports. Comes out: a dispute for each allegation
//! of one party about the other, with the denials and admissions that answer
//! it, what took it back and what is to prove it. What people said to be of one
//! dispute, or not, is or is not.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{self as model, ClaimId, ClaimKind, EventKind, Precision, RecordId, Standing};

use super::course::{course, stands};
use super::{Dispute, Position};
use crate::citation::ArticleIndex;
use crate::correction::{self, join_merged};
use crate::likeness::Wording;
use crate::merge::Dated;
use crate::participant;
use crate::remark;
use crate::report::Report;
use crate::statement::repeats;
use crate::{Citation, Evidence, Options, Participant, Side};

/// How many days before its report a claim was made at most: an older day, like
/// one that is less exact, is mostly that of what is claimed.
const LONGEST_RECALLED: i32 = 366;

/// One claim of one reading.
pub(super) struct Member<'a> {
    pub(super) claim: &'a model::Claim,
    pub(super) report: &'a Report<'a>,
    pub(super) side: Side,
    pub(super) citation: Citation,
    /// When it was said.
    pub(super) dated: Dated,
    /// Whether the report only recalls it: as background, or to tell what
    /// became of it.
    pub(super) is_retold: bool,
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
    /// What either side says of the claims.
    replies: Vec<Member<'a>>,
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
    for member in reports.iter().flat_map(|report| replies(report, options)) {
        let claiming = member.claiming_side();
        let merged = member.merged_as();
        let said = merged.and_then(|group| matter_as.get(&(group, claiming)));
        let read = || {
            let answers = member.claim.answers.filter(|_| !member.stands_apart())?;
            matter_of.get(&(member.report.index, answers))
        };
        let silent = member.claim.kind == ClaimKind::Silence;
        let opens = member.answers_other() && member.claim.by.is_some() && !silent;
        // Words of silence are the same whatever somebody was asked about.
        let likest = || likest(&matters, &member).filter(|_| !silent);
        match said.or_else(read).copied().or_else(likest) {
            Some(index) => matters[index].replies.push(member),
            None if opens && touches(&member) => lone.push(member),
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
        Member::new(report, claim, side)
    })
}

/// Returns what either party says of claims, and the denials that name nobody
/// but answer a claim of one of them.
fn replies<'a>(
    report: &'a Report<'a>,
    options: &'a Options,
) -> impl Iterator<Item = Member<'a>> + 'a {
    report.reading.claims.iter().filter_map(move |claim| {
        let replies = match claim.kind {
            ClaimKind::Denial
            | ClaimKind::Admission
            | ClaimKind::Retraction
            | ClaimKind::Proof
            | ClaimKind::Silence => true,
            ClaimKind::Allegation | ClaimKind::Assertion | ClaimKind::Prediction => false,
        };
        if !replies || claim.confidence < options.least_confidence {
            return None;
        }
        let side = match claim.by {
            Some(by) => report.side(by)?,
            None if claim.kind != ClaimKind::Denial => return None,
            None => {
                let answers = claim.answers?;
                let answered = report.reading.claims.iter().find(|known| known.id == answers)?;
                report.side(answered.by?)?.other()
            }
        };
        Member::new(report, claim, side)
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
            let (claims, replies) = (vec![member], Vec::new());
            matters.push(Matter { side, wording, alone, apart, claims, replies });
            matters.len() - 1
        }
    }
}

/// Returns the matter whose claim the reply is most likely about.
fn likest(matters: &[Matter<'_>], member: &Member<'_>) -> Option<usize> {
    let wording = Wording::new(member.report.words(member.claim.content));
    let alone = member.report.day().is_none().then_some(member.report.index);
    likest_of(matters, &wording, member, |matter| {
        matter.side == member.claiming_side() && !matter.apart && matter.alone == alone
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
    let Member { claim, report, side, citation, .. } = member;
    report.sides(&claim.about).has(side.other())
        || !report.named_in(citation.sentence, side.other()).is_empty()
}

impl<'a> Member<'a> {
    fn new(report: &'a Report<'a>, claim: &'a model::Claim, side: Side) -> Option<Member<'a>> {
        let citation = report.cite(RecordId::Claim(claim.id), claim.evidence)?;
        let reading = report.reading;
        let statement = claim.statement.and_then(|id| reading.statements.get(id.index()));
        // The event that the claim was read from says when it was made.
        let accusing = reading.events.iter().find(|event| {
            event.kind == EventKind::Accuse
                && event.evidence.overlaps(claim.evidence)
                && claim.by.is_some_and(|by| event.actors.contains(&by))
        });
        let event_when = accusing.and_then(|event| event.when.as_ref());
        let when = statement.and_then(|statement| statement.when.as_ref()).or(event_when);
        let when = when.filter(|when| {
            let away = report.day().map(|day| (day - when.start).get_days());
            when.precision == Precision::Day
                && away.is_none_or(|days| (0..=LONGEST_RECALLED).contains(&days))
        });
        let is_followed = reading.claims.iter().any(|other| {
            other.answers == Some(claim.id)
                && matches!(other.kind, ClaimKind::Retraction | ClaimKind::Admission)
        });
        let is_past = accusing.is_some_and(|event| event.standing == Standing::Historical);
        Some(Member {
            claim,
            report,
            side,
            citation,
            dated: Dated::new(when, report.day()),
            is_retold: is_followed || is_past,
        })
    }

    /// Returns whether it answers what the other side claims, rather than going
    /// on with what its own side does.
    fn answers_other(&self) -> bool {
        matches!(self.claim.kind, ClaimKind::Denial | ClaimKind::Admission | ClaimKind::Silence)
    }

    /// Returns the one on whose word the report rests that it was said.
    pub(super) fn reported_by(&self) -> Option<Participant> {
        let reporter = self.statement()?.reported_by?;
        self.report.participant(reporter)
    }

    /// Returns the statement that the claim was made in.
    fn statement(&self) -> Option<&'a model::Statement> {
        let id = self.claim.statement?;
        self.report.reading.statements.iter().find(|statement| statement.id == id)
    }

    /// Returns the side that makes the claim which it is about.
    fn claiming_side(&self) -> Side {
        if self.answers_other() { self.side.other() } else { self.side }
    }

    fn stands_apart(&self) -> bool {
        self.report.stands_apart(self.citation.record)
    }

    fn merged_as(&self) -> Option<correction::Place> {
        self.report.merged_as(self.citation.record)
    }
}

impl<'a> Matter<'a> {
    /// Returns whether it is an answer to what no report alleges.
    fn is_of_answer(&self) -> bool {
        self.claims.first().is_some_and(Member::answers_other)
    }

    /// Returns the groups of merged records that its members are of, each with
    /// the side that claims: what one side alleges and what the other does stay
    /// two disputes.
    fn merged_as(&self) -> BTreeSet<(correction::Place, Side)> {
        let claiming = if self.is_of_answer() { self.side.other() } else { self.side };
        let members = self.claims.iter().chain(&self.replies);
        members.filter_map(Member::merged_as).map(|group| (group, claiming)).collect()
    }

    /// Returns the one dispute that people said the two are. A lone answer
    /// answers the other's claim.
    fn join(self, other: Matter<'a>) -> Matter<'a> {
        let (mut kept, gone) = if self.is_of_answer() && !other.is_of_answer() {
            (other, self)
        } else {
            (self, other)
        };
        if gone.is_of_answer() && !kept.is_of_answer() {
            kept.replies.extend(gone.claims);
        } else {
            kept.claims.extend(gone.claims);
        }
        kept.replies.extend(gone.replies);
        kept.claims.sort_by_key(|member| member.citation);
        kept.replies.sort_by_key(|member| member.citation);
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
        let mut by_speaker: Vec<(ClaimKind, Option<Participant>, Vec<&Member<'_>>)> = Vec::new();
        let answers =
            |reply: &&Member<'_>| reply.answers_other() && reply.claim.kind != ClaimKind::Silence;
        for answer in self.replies.iter().filter(answers) {
            let by = answer.claim.by.and_then(|by| answer.report.participant(by));
            let known = by_speaker.iter_mut().find(|(kind, speaker, _)| {
                *kind == answer.claim.kind
                    && match (speaker, &by) {
                        (Some(speaker), Some(by)) => speaker.is(by),
                        (None, None) => true,
                        _ => false,
                    }
            });
            match known {
                Some((.., answers)) => answers.push(answer),
                None => by_speaker.push((answer.claim.kind, by, vec![answer])),
            }
        }
        let claims: Vec<&Member<'_>> = self.claims.iter().collect();
        let all: Vec<&Member<'_>> = self.claims.iter().chain(&self.replies).collect();
        let course = course(&all, reports);
        Some(Dispute {
            claim: position(&claims, reports)?,
            answers: by_speaker
                .iter()
                .filter_map(|(.., answers)| position(answers, reports))
                .collect(),
            stands: stands(&course, self.side),
            course,
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
    let remarks = members
        .iter()
        .flat_map(|member| remark::remarks(member.report, member.citation, &member.claim.remarks));
    let days = || members.iter().filter_map(|member| member.report.day());
    Some(Position {
        kind: first.claim.kind,
        by: by.into_iter().next(),
        side: first.side,
        about,
        content: first.report.passage(first.claim.content, first.citation),
        reported_by: remark::reported_by(members.iter().map(|member| member.reported_by())),
        remarks: remarks.collect(),
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
