//! Outcomes: what became of a plan.
//!
//! Goes in: a commitment, a day to look from. Comes out: whether it was held,
//! called off or denied, or is open, due or lapsed on that day. It knows no
//! clock; `held` finds in events what took place.

use chancery_model::{CommitmentStatus, Date};

use super::Commitment;
use crate::{Account, period};

/// For so many days after its last day a commitment awaits news of its outcome.
///
/// A week: papers that come weekly have had their turn.
pub const PATIENCE_DAYS: u16 = 7;

/// For so many days after the latest article that speaks of it a commitment
/// without a date is still to come: plans of states take up to half a year.
const SPOKEN_OF_DAYS: i32 = 183;

/// What became of a commitment, seen from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// It is still to come, or was spoken of lately and has no date.
    Open,
    /// Its date has come, and no outcome is reported yet.
    Due,
    /// Its date passed days ago, or no article that has a date speaks of it any more,
    /// and no outcome was reported.
    Lapsed,
    /// It took place.
    Held,
    /// It was called off.
    Cancelled,
    /// A party says that there is no such plan.
    Denied,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Outcome; 6] = [
        Outcome::Open,
        Outcome::Due,
        Outcome::Lapsed,
        Outcome::Held,
        Outcome::Cancelled,
        Outcome::Denied,
    ];

    /// Returns the name that is shown.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Due => "due",
            Outcome::Lapsed => "lapsed",
            Outcome::Held => "held",
            Outcome::Cancelled => "cancelled",
            Outcome::Denied => "denied",
        }
    }
}

impl Commitment {
    /// Returns what has become of it on that day; it lapses when its last day
    /// lies more than `patience` days back and no outcome is reported, and
    /// without a date when no article that has one has spoken of it for half a year.
    pub fn outcome(&self, on: Date, patience: u16) -> Outcome {
        match self.status {
            CommitmentStatus::Held => return Outcome::Held,
            CommitmentStatus::Cancelled => return Outcome::Cancelled,
            CommitmentStatus::Denied => return Outcome::Denied,
            _ => {}
        }
        let Some(when) = &self.when else {
            let last = self.last_reported.and_then(|day| period::later(day, SPOKEN_OF_DAYS));
            // What only articles without a date tell of may be of any time: no news of it
            // is known to be of late, unless no day is known at all.
            let is_spoken_of = last.map_or(on == Date::MIN, |last| on <= last);
            return if is_spoken_of { Outcome::Open } else { Outcome::Lapsed };
        };
        // What is to go on from a day is due on that day.
        let lapses = period::later(when.end.unwrap_or(when.start), i32::from(patience));
        if lapses.is_some_and(|last| last < on) {
            Outcome::Lapsed
        } else if when.start <= on {
            Outcome::Due
        } else {
            Outcome::Open
        }
    }
}

impl Account {
    /// Returns what has become of a commitment by the day that the news
    /// of the account reaches, with the usual patience; where no article has a date, no
    /// date has passed.
    pub fn outcome(&self, commitment: &Commitment) -> Outcome {
        let days = self.articles.iter().filter_map(|article| article.published);
        let on = period::latest_day(days.map(|published| published.date)).unwrap_or(Date::MIN);
        commitment.outcome(on, PATIENCE_DAYS)
    }
}
