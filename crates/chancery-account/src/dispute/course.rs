//! The course of a dispute: who said what of it when, and where each side
//! stands.
//!
//! Goes in: the claims of one matter. Comes out: turns in time, and the last
//! word of each side. Papers repeat for some days what somebody said; what they
//! report after that was said again. Within a day, which reports do not order,
//! what answers stands behind what is claimed.

use chancery_model::{ClaimKind, Date};

use super::matter::Member;
use crate::merge::Dated;
use crate::remark;
use crate::report::Report;
use crate::statement::repeats;
use crate::{Evidence, Participant, Passage, Side};

/// One step of a dispute: somebody says something of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// What is said: that it is so, that it is not, that it is after all, that
    /// it is taken back, what is to prove it, or nothing, by one who was asked.
    pub kind: ClaimKind,
    /// Whether the same side had said so before, on an earlier day.
    pub again: bool,
    /// Who says it; nobody, where a denial names no one.
    pub by: Option<Participant>,
    /// The side that says it.
    pub side: Side,
    /// What is said, in the words of the earliest report.
    pub content: Passage,
    /// When it was said.
    pub dated: Dated,
    /// The one on whose word all the reports rest.
    pub reported_by: Option<Participant>,
    /// The day of the earliest report.
    pub reported: Option<Date>,
    /// The reports.
    pub evidence: Evidence,
}

/// Where a side stands, by its own last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The side.
    pub side: Side,
    /// What it holds.
    pub stance: Stance,
    /// The turn in which it said so last, by its place in
    /// [`super::Dispute::course`].
    pub turn: usize,
}

/// What a side holds of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// That it is so of the other.
    Alleges,
    /// That it is not so.
    Denies,
    /// That it is so of itself.
    Admits,
    /// Nothing any more: it took back what it had said.
    Withdrew,
}

impl Stance {
    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Alleges => "alleges",
            Stance::Denies => "denies",
            Stance::Admits => "admits",
            Stance::Withdrew => "withdrew",
        }
    }

    /// Returns the stance of one who says this; proof alone is none, nor is silence.
    fn of(kind: ClaimKind) -> Option<Stance> {
        match kind {
            ClaimKind::Allegation | ClaimKind::Assertion | ClaimKind::Prediction => {
                Some(Stance::Alleges)
            }
            ClaimKind::Denial => Some(Stance::Denies),
            ClaimKind::Admission => Some(Stance::Admits),
            ClaimKind::Retraction => Some(Stance::Withdrew),
            ClaimKind::Proof | ClaimKind::Silence => None,
        }
    }
}

/// A turn while its reports are gathered.
struct Open<'m, 'a> {
    by: Option<Participant>,
    members: Vec<&'m Member<'a>>,
}

/// Returns the turns of these members.
pub(super) fn course(members: &[&Member<'_>], reports: &[Report<'_>]) -> Vec<Turn> {
    let mut members = members.to_vec();
    members.sort_by_cached_key(|member| place_in_time(member));
    let mut open: Vec<Open<'_, '_>> = Vec::new();
    for member in members {
        let by = member.claim.by.and_then(|by| member.report.participant(by));
        let was_said = open.iter().any(|turn| turn.is_as(member));
        match open.iter_mut().rev().find(|turn| turn.takes(member, by.as_ref())) {
            Some(turn) => turn.members.push(member),
            // Background to other news: nobody said it again.
            None if member.is_retold && was_said => {}
            None => open.push(Open { by, members: vec![member] }),
        }
    }
    let mut turns: Vec<Turn> = open.iter().filter_map(|turn| turn.close(reports)).collect();
    for place in 1..turns.len() {
        let (before, now) = turns.split_at_mut(place);
        let Some(turn) = now.first_mut() else { continue };
        turn.again = before.iter().any(|earlier| {
            (earlier.side, earlier.kind) == (turn.side, turn.kind)
                && earlier.day().zip(turn.day()).is_some_and(|(earlier, day)| earlier < day)
        });
    }
    turns
}

/// Returns where the sides stand after these turns, that of `first` first.
pub(super) fn stands(course: &[Turn], first: Side) -> Vec<Stand> {
    let stand = |side: Side| {
        let turns = course.iter().enumerate().rev().filter(|(_, turn)| turn.side == side);
        let mut told = turns.filter_map(|(turn, said)| Some((turn, Stance::of(said.kind)?)));
        told.next().map(|(turn, stance)| Stand { side, stance, turn })
    };
    [first, first.other()].into_iter().filter_map(stand).collect()
}

/// Returns what members are put in order by: the undated last.
fn place_in_time(member: &Member<'_>) -> impl Ord + use<> {
    let day = member.dated.day();
    let rank = match member.claim.kind {
        ClaimKind::Allegation | ClaimKind::Assertion | ClaimKind::Prediction => 0,
        ClaimKind::Proof => 1,
        ClaimKind::Silence => 2,
        ClaimKind::Denial => 3,
        ClaimKind::Admission => 4,
        ClaimKind::Retraction => 5,
    };
    (day.is_none(), day, rank, member.citation)
}

impl<'m, 'a> Open<'m, 'a> {
    /// Returns whether the member is one more report of the turn.
    fn takes(&self, member: &Member<'_>, by: Option<&Participant>) -> bool {
        let same_speaker = match (&self.by, by) {
            (Some(speaker), Some(by)) => speaker.is(by),
            (None, None) => true,
            _ => false,
        };
        let echoes = self.members.first().is_some_and(|first| {
            let at =
                |member: &Member<'_>| (member.citation, member.report.day(), member.dated.day());
            repeats(at(first), at(member))
        });
        same_speaker && echoes && self.is_as(member)
    }

    /// Returns whether the member says the same for the same side.
    fn is_as(&self, member: &Member<'_>) -> bool {
        let first = self.members.first();
        first
            .is_some_and(|first| (first.side, first.claim.kind) == (member.side, member.claim.kind))
    }

    fn close(&self, reports: &[Report<'_>]) -> Option<Turn> {
        let first = self.members.first()?;
        let cited = self.members.iter().map(|member| member.citation);
        Some(Turn {
            kind: first.claim.kind,
            again: false,
            by: self.by.clone(),
            side: first.side,
            content: first.report.passage(first.claim.content, first.citation),
            dated: first.dated.clone(),
            reported_by: remark::reported_by(self.members.iter().map(|one| one.reported_by())),
            reported: self.members.iter().filter_map(|member| member.report.day()).min(),
            evidence: Evidence::new(first.citation, cited, reports),
        })
    }
}
