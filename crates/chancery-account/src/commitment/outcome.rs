//! Outcomes: what became of a plan.
//!
//! Goes in: a commitment, the events of the account, a day to look from. Comes
//! out: that it was held, where an event of its kind took place between the
//! parties at its date; and whether it is open, due or lapsed on that day. It
//! knows no clock.

use chancery_model::{CommitmentKind, CommitmentStatus, Date, EventKind, Standing};

use super::{Commitment, Step};
use crate::report::Report;
use crate::{Account, Dated, Event, Evidence, Options, period};

/// For so many days after its last day a commitment awaits news of its outcome.
///
/// A week: papers that come weekly have had their turn.
pub const PATIENCE_DAYS: u16 = 7;

/// What became of a commitment, seen from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// It is still to come, or has no date.
    Open,
    /// Its date has come, and no outcome is reported yet.
    Due,
    /// Its date passed days ago, and no outcome was reported.
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
    /// lies more than `patience` days back and no outcome is reported.
    pub fn outcome(&self, on: Date, patience: u16) -> Outcome {
        match self.status {
            CommitmentStatus::Held => return Outcome::Held,
            CommitmentStatus::Cancelled => return Outcome::Cancelled,
            CommitmentStatus::Denied => return Outcome::Denied,
            _ => {}
        }
        let Some(when) = &self.when else { return Outcome::Open };
        let lapses = when.end.and_then(|end| period::later(end, i32::from(patience)));
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

/// Adds the step that it was held, where an event says so and no report of the
/// plan does.
pub(super) fn find_held(
    commitment: &mut Commitment,
    events: &[Event],
    reports: &[Report<'_>],
    options: &Options,
) {
    if commitment.status == CommitmentStatus::Held {
        return;
    }
    // The event in most independent reports, of equals the earliest.
    let told = events.iter().enumerate().filter(|(_, event)| tells_of(event, commitment, options));
    let best =
        told.max_by_key(|(place, event)| (event.evidence.origins(), std::cmp::Reverse(*place)));
    let Some((_, event)) = best else { return };
    let citations = || event.evidence.citations().iter();
    let reported = citations().filter_map(|citation| reports.get(citation.article.index())?.day());
    commitment.status = CommitmentStatus::Held;
    commitment.place = commitment.place.take().or_else(|| event.place.clone());
    commitment.history.push(Step {
        reported: reported.min(),
        status: CommitmentStatus::Held,
        when: commitment.when.clone(),
        evidence: event.evidence.clone(),
    });
    let all: Vec<_> = commitment.evidence.citations().iter().chain(citations()).collect();
    commitment.evidence = Evidence::new(commitment.evidence.first(), all, reports);
}

/// Returns whether the event is the commitment, carried out.
fn tells_of(event: &Event, commitment: &Commitment, options: &Options) -> bool {
    let Some(when) = &commitment.when else { return false };
    let happened = matches!(event.standing, Standing::Actual | Standing::Historical);
    // A report without a date may look back for some days.
    let tolerance = i32::from(options.tolerance);
    let (earliest, latest) = match event.dated {
        Dated::Given(_) => (-tolerance, tolerance),
        _ => (0, tolerance),
    };
    let day = event.dated.day();
    let in_time = day.is_some_and(|day| {
        period::later(when.start, earliest).is_none_or(|first| first <= day)
            && period::later(when.end.unwrap_or(when.start), latest).is_none_or(|last| day <= last)
    });
    happened && event.reported_by.is_none() && in_time && carries_out(event, commitment.kind)
}

fn carries_out(event: &Event, kind: CommitmentKind) -> bool {
    let mode = event.mode.map(chancery_model::Mode::code);
    let consults = event.kind == EventKind::Consult;
    match kind {
        CommitmentKind::Meeting | CommitmentKind::Talks => consults && mode != Some("phone"),
        CommitmentKind::Visit => consults && mode == Some("visit"),
        CommitmentKind::Call => consults && mode == Some("phone"),
        CommitmentKind::Agreement => event.kind == EventKind::Agree,
        CommitmentKind::Aid => event.kind == EventKind::Aid,
        CommitmentKind::Withdrawal => event.kind == EventKind::Retreat,
        CommitmentKind::Measure | CommitmentKind::Other => false,
    }
}
