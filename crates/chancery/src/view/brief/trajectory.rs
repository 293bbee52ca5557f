//! "The course of relations": the chart, and each phase with the events that
//! lead into it.
//!
//! Goes in: the trajectory of the account. Comes out: a chart, then for each
//! phase its days, mean and contents in figures, and its leading events with
//! their sentences. It gives a phase no name and no verdict.

use chancery_account::{Phase, Trajectory};

use super::super::chart;
use super::super::date;
use super::super::document::{Chart, Item, Section};
use super::super::sparkline;
use super::{Desk, empty, happened, more};

/// How many events of a phase are told.
const TOLD: usize = 5;

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let title = "The course of relations";
    let mut section = empty("course", title, "No event on a known day is on record.");
    let Some(trajectory) = &account.trajectory else { return section };
    section.items.extend(chart_of(desk, trajectory).map(Item::Chart));
    let shown = desk.options.limit.min(trajectory.phases.len());
    // Of many phases the latest are what a reader needs.
    let left_out = trajectory.phases.len() - shown;
    // Where nothing changed there is nothing to explain.
    let told = if trajectory.phases.len() > 1 { TOLD.min(desk.options.limit) } else { 0 };
    for (number, phase) in trajectory.phases.iter().enumerate().skip(left_out) {
        section.items.push(Item::Heading(format!("{}: {}", chart::letter(number), heading(phase))));
        for place in chart::leading(phase).take(told) {
            let line = account.events.get(place).and_then(|event| happened::line(desk, event));
            section.items.extend(line.map(Item::Line));
        }
    }
    section.more = more(left_out);
    section
}

fn chart_of(desk: &Desk<'_>, trajectory: &Trajectory) -> Option<Chart> {
    let svg = chart::figure(desk.account, desk.options)?;
    let (line, step) = sparkline::sparkline(trajectory);
    let caption = format!(
        "{line}  {} – {}, {step} a mark, from conflict (low) to cooperation (high)",
        date::day(trajectory.start),
        date::day(trajectory.end())
    );
    Some(Chart { svg, caption })
}

fn heading(phase: &Phase) -> String {
    let words = chart::phase_words(phase);
    match phase.change {
        Some((earliest, latest)) if earliest != latest => format!(
            "{words}; the change lies between {} and {}",
            date::day(earliest),
            date::day(latest)
        ),
        _ => words,
    }
}
