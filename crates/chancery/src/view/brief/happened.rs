//! "What happened": events by date, the newest last.
//!
//! Goes in: the events of the account. Comes out: a line each, in plain words,
//! with its standing. An event on one party's word says whose word.

use chancery_account::{Dated, Event};

use super::super::date;
use super::super::document::{Item, Line, Section};
use super::super::phrase::Happening;
use super::super::words;
use super::{Desk, Weight, empty, more, weightiest};

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let (kept, left_out) = weightiest(account.events.iter().map(weigh), desk.options.limit);
    let mut section = empty("happened", "What happened", "No event is on record.");
    section.items = kept
        .into_iter()
        .filter_map(|index| line(desk, account.events.get(index)?))
        .map(Item::Line)
        .collect();
    section.more = more(left_out);
    section
}

/// Returns what decides which events stay where not all fit.
pub(super) fn weigh(event: &Event) -> Weight {
    (event.evidence.origins(), event.score, event.confidence)
}

pub(super) fn line(desk: &mut Desk<'_>, event: &Event) -> Option<Line> {
    let happening = Happening {
        kind: event.kind,
        mode: event.mode,
        standing: event.standing,
        reported_by: event.reported_by.as_ref().map(|party| desk.party_name(party)),
        actors: &event.actors,
        recipients: &event.recipients,
    };
    let mut line = desk.line(date::dated(&event.dated), happening.words(), &event.evidence)?;
    let mut notes: Vec<String> =
        words::standing(event.standing).into_iter().map(Into::into).collect();
    if matches!(event.dated, Dated::ReportedOn(_)) {
        notes.push("report date".to_owned());
    }
    notes.extend(event.place.as_ref().map(|place| format!("place: {}", place.name)));
    line.notes.splice(0..0, notes);
    Some(line)
}
