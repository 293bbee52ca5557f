//! "What happened": events by date, the newest last.
//!
//! Goes in: the events of the account. Comes out: a line each, in plain words,
//! with its standing, and what later reports say otherwise. An event on one
//! party's word says whose word.

use chancery_account::{Dated, Event, Revised, Revision};

use super::super::date;
use super::super::document::{Item, Line, Section, site};
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
    let revisions: Vec<String> =
        event.revisions.iter().map(|revision| revised(desk, revision)).collect();
    line.history = (!revisions.is_empty()).then(|| revisions.join("; "));
    Some(line)
}

/// Returns what a later report says otherwise, and whose report it is.
fn revised(desk: &Desk<'_>, revision: &Revision) -> String {
    let change = match &revision.revised {
        Revised::Date { from, to } => format!("{} → {}", date::day(*from), date::day(*to)),
        Revised::Place { from, to } => format!("{} → {}", from.name, to.name),
        // Those named before are in the line itself.
        Revised::Parties { from, to } => {
            let joined = to.iter().filter(|party| !from.contains(party));
            let names: Vec<String> = joined.map(|party| desk.party_name(party)).collect();
            format!("{} too", names.join(", "))
        }
    };
    let article = desk.account.article(revision.evidence.first().article);
    let site = article.map(site).unwrap_or_default();
    let reported = date::day_or_undated(revision.reported);
    format!("later report: {change} ({site}, {reported})")
}
