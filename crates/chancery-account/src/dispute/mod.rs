//! Disputes: what one party alleges of the other, what is answered, and what
//! became of it.
//!
//! Goes in: the claims of the reports. Comes out: allegations of one party
//! about the other, each with its answers and with its course in time: said,
//! said again, denied, admitted, taken back, given proof, left without an answer. `matter` gathers the
//! claims that are about one thing, `course` puts them in time. It never says
//! who is right: where a side stands is what its own people last said.

mod course;
mod matter;

use chancery_model::{ClaimKind, Date};

use crate::merge::Dated;
use crate::period;
use crate::{Account, Evidence, Participant, Passage, Remark, Side};

pub use course::{Stance, Stand, Turn};

pub(crate) use matter::disputes;

/// A claim that one party makes about the other, the answers to it, and its
/// course.
///
/// Where the press reports an answer without the allegation, the answer opens
/// the dispute: then [`Position::kind`] of `claim` says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// What is claimed.
    pub claim: Position,
    /// The denials and admissions, one of each kind for each who answers.
    /// Empty: no answer is reported.
    pub answers: Vec<Position>,
    /// All that was said of it, in time. Never empty.
    pub course: Vec<Turn>,
    /// Where each side that spoke stands now, by its last word: the side that
    /// opened the dispute first.
    pub stands: Vec<Stand>,
}

/// What somebody claims, denies or admits.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Allegation, denial, assertion or admission.
    pub kind: ClaimKind,
    /// Whose position it is; nobody, where a denial names no one.
    pub by: Option<Participant>,
    /// The side whose position it is.
    pub side: Side,
    /// Whom it is about.
    pub about: Vec<Participant>,
    /// What is claimed, in the words of the earliest report.
    pub content: Passage,
    /// The one on whose word all the reports rest, where somebody else says that it
    /// was said.
    pub reported_by: Option<Participant>,
    /// What the reports remark on it.
    pub remarks: Vec<Remark>,
    /// The day of the earliest report.
    pub reported: Option<Date>,
    /// The day of the latest report.
    pub last_reported: Option<Date>,
    /// That of the surest report.
    pub confidence: f32,
    /// The reports.
    pub evidence: Evidence,
}

impl Dispute {
    /// Returns whether the other side is known to have answered.
    pub fn is_answered(&self) -> bool {
        let opens = matches!(self.claim.kind, ClaimKind::Allegation | ClaimKind::Assertion);
        !opens || !self.answers.is_empty()
    }

    /// Returns the last turn of that side.
    pub fn last_turn(&self, side: Side) -> Option<&Turn> {
        self.course.iter().rev().find(|turn| turn.side == side)
    }

    /// Returns the days on which something of it was said or reported.
    pub(crate) fn days(&self) -> impl Iterator<Item = Option<Date>> + '_ {
        let positions = std::iter::once(&self.claim).chain(&self.answers);
        let reported = positions.flat_map(|position| [position.reported, position.last_reported]);
        let said = self.course.iter().flat_map(|turn| [turn.dated.day(), turn.reported]);
        reported.chain(said)
    }
}

impl Account {
    /// Returns for how many days a claim has stood without an answer, by the
    /// day that the news of the account reaches; nothing where it is answered,
    /// was taken back, or has no date.
    pub fn unanswered_days(&self, dispute: &Dispute) -> Option<i32> {
        let taken_back = dispute.stands.iter().any(|stand| stand.stance == Stance::Withdrew);
        let since = dispute.course.first().and_then(|turn| turn.dated.day());
        let since = since.filter(|_| !dispute.is_answered() && !taken_back)?;
        let days = self.articles.iter().filter_map(|article| article.published);
        let on = period::latest_day(days.map(|published| published.date))?;
        Some((on - since).get_days().max(0))
    }
}

impl Turn {
    /// Returns the day that puts it in time.
    pub fn day(&self) -> Option<Date> {
        Dated::day(&self.dated)
    }
}
