//! Deeds: events that may carry a plan out.
//!
//! Goes in: an event of the account, with its reports. Comes out: its people, the days on
//! which it may have been and how surely it is told; nothing where it did not happen.
//! Which plan it carries out is found in `held`.

use std::collections::BTreeSet;

use chancery_model::{Date, EventKind, Precision, RecordId, Standing, When};

use super::people;
use crate::likeness;
use crate::report::Report;
use crate::{ArticleIndex, Dated, Event, Options, Participant, period};

/// What is less sure than this is no ground for an outcome where one article alone tells
/// it without its day and the plan has none either: nouns name happenings that were, are
/// hoped for and feared alike.
const SURE: f32 = 0.7;

/// A month without its year is believed while papers still tell of it as news.
const MONTH_GONE_BY_DAYS: i32 = 60;

/// An event that happened, as far as plans are concerned.
pub(super) struct Deed<'a> {
    /// The event itself.
    pub(super) event: &'a Event,
    /// Who is named in it.
    pub(super) people: Vec<Participant>,
    /// The day on which it was, as far as it is known.
    pub(super) day: Option<Date>,
    /// The first and the last day on which it may have been.
    days: Option<(Date, Date)>,
    /// Whether its reports name the day.
    pub(super) has_day: bool,
    /// Whether more than a noun in one article says so.
    pub(super) is_sure: bool,
    /// Whether no report of it has a date.
    pub(super) is_undated: bool,
    /// Whether somebody went there: not by phone or letter alone.
    pub(super) in_person: bool,
    /// The words of its sentences.
    pub(super) words: BTreeSet<u64>,
}

impl<'a> Deed<'a> {
    /// Returns the event, if it happened and rests on more than one party's word.
    pub(super) fn of(
        event: &'a Event,
        reports: &[Report<'_>],
        options: &Options,
    ) -> Option<Deed<'a>> {
        let happened = matches!(event.standing, Standing::Actual | Standing::Historical);
        if !happened || event.reported_by.is_some() {
            return None;
        }
        let citations = || event.evidence.citations().iter();
        let report = |article: ArticleIndex| reports.get(article.index());
        let reported = citations().filter_map(|citation| report(citation.article)?.day()).min();
        let is_told_once = event.evidence.articles() == 1;
        let is_about = |when: &When| when.text.is_none();
        let has_day = matches!(&event.dated, Dated::Given(when) if !is_about(when));
        // Of a year or more nobody knows whether it was then, nor of a month told long after.
        let is_vague = |when: &When| {
            let believed = when.end.and_then(|end| period::later(end, MONTH_GONE_BY_DAYS));
            when.precision > Precision::Month
                || when.precision == Precision::Month && reported > believed
        };
        let day = match &event.dated {
            Dated::Given(when) if is_vague(when) => None,
            dated => dated.day(),
        };
        // A report that names no day may look back for some days, not ahead.
        let tolerance = i32::from(options.tolerance);
        let after = if has_day { tolerance } else { 0 };
        let around = |day| Some((period::later(day, -tolerance)?, period::later(day, after)?));
        let everyone = event.actors.iter().chain(&event.recipients).cloned();
        let sentences = citations()
            .filter_map(|citation| Some(report(citation.article)?.words(citation.sentence)));
        let in_person = citations().any(|citation| {
            let events = report(citation.article).map(|report| report.reading.events.iter());
            let mut told = events.into_iter().flatten();
            told.find(|told| RecordId::Event(told.id) == citation.record)
                .is_some_and(|told| told.mode.is_none_or(|mode| mode.code() != "phone"))
        });
        Some(Deed {
            event,
            people: people::of(everyone),
            is_sure: event.confidence >= SURE || !is_told_once || has_day,
            has_day,
            is_undated: reported.is_none() && day.is_none(),
            in_person,
            day,
            days: day.and_then(around),
            words: sentences.flat_map(likeness::telling_stems).collect(),
        })
    }

    /// Returns whether a verb tells of it, or several articles.
    pub(super) fn is_told_by_more_than_a_noun(&self) -> bool {
        self.event.confidence >= SURE || self.event.evidence.articles() > 1
    }

    /// Returns the articles that tell of it.
    pub(super) fn articles(&self) -> impl Iterator<Item = ArticleIndex> {
        self.event.evidence.citations().iter().map(|citation| citation.article)
    }

    /// Returns whether it may have been on one of the days.
    pub(super) fn is_within(&self, first: Date, last: Option<Date>) -> bool {
        self.days.is_some_and(|(earliest, latest)| {
            first <= latest && last.is_none_or(|last| earliest <= last)
        })
    }
}

/// Returns whether somebody came to somebody.
pub(super) fn is_visit(event: &Event) -> bool {
    event.kind == EventKind::Consult && event.mode.is_some_and(|mode| mode.code() == "visit")
}

/// Returns whether it takes troops away, or a party out of a treaty.
pub(super) fn is_withdrawal(event: &Event) -> bool {
    let leaves = || event.mode.is_some_and(|mode| mode.code() == "withdraw");
    matches!(event.kind, EventKind::Retreat | EventKind::Sanction) && leaves()
}

/// Returns whether events of the kind are what governments put into effect.
pub(super) fn is_measure(kind: EventKind) -> bool {
    use EventKind::{Coerce, Concede, Cooperate, Mobilize, Retreat, Sanction};
    matches!(kind, Coerce | Concede | Cooperate | Mobilize | Retreat | Sanction)
}
