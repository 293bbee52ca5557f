//! The chart of a pair: phases, levels by direction, and the main events by
//! number, as SVG.
//!
//! Goes in: an account, cut to a period where one was asked for, and the names
//! of its parties. Comes out: an SVG that needs no colour, says in its title
//! and description what it shows, and names its events with their sources. It
//! shows nothing that the account does not hold.

mod axis;
mod svg;

use std::collections::BTreeSet;

use chancery_account::{Account, Event, Phase, Trajectory};

use super::brief::BriefOptions;
use super::date;
use super::document::site;
use super::phrase::{self, Happening};
use super::words;

pub(super) use svg::letter;

/// How many events of a phase have a number.
const NUMBERED_IN_A_PHASE: usize = 8;

/// How many of those are of its first weeks.
const OPENING: usize = 3;

/// How many events have a number in all.
const NUMBERED: usize = 24;

/// Returns the chart of an account as an SVG file, or nothing where no event
/// counts.
pub fn chart(account: &Account, options: &BriefOptions<'_>) -> Option<String> {
    let drawn = Drawn::of(account, options)?;
    Some(svg::file(&drawn))
}

/// Returns the chart to stand in an HTML page, without its list of phases.
pub(super) fn figure(account: &Account, options: &BriefOptions<'_>) -> Option<String> {
    let drawn = Drawn::of(account, options)?;
    Some(svg::figure(&drawn))
}

/// What is drawn, in words and places.
struct Drawn<'a> {
    title: String,
    description: String,
    trajectory: &'a Trajectory,
    /// The name over the levels of each direction.
    directions: [String; 3],
    events: Vec<Numbered>,
}

/// An event with a number.
struct Numbered {
    /// Its day's place in the levels.
    place: usize,
    words: String,
    source: String,
}

impl<'a> Drawn<'a> {
    fn of(account: &'a Account, options: &BriefOptions<'_>) -> Option<Drawn<'a>> {
        let trajectory = account.trajectory.as_ref()?;
        let (first, second) = (options.first_name, options.second_name);
        let places: BTreeSet<usize> = numbered(trajectory).into_iter().collect();
        let mut events: Vec<Numbered> = places
            .into_iter()
            .filter_map(|place| numbered_event(account, trajectory, place))
            .collect();
        events.sort_by_key(|event| event.place);
        let phases: Vec<String> = trajectory.phases.iter().map(phase_words).collect();
        Some(Drawn {
            title: format!(
                "{first} – {second}, {} – {}",
                date::day(trajectory.start),
                date::day(trajectory.end())
            ),
            description: format!(
                "Scores of {} from -10, conflict, to 10, cooperation. {}: {}.",
                phrase::count(trajectory.counted.len(), "event"),
                phrase::count(phases.len(), "phase"),
                phases.join("; ")
            ),
            trajectory,
            directions: [
                format!("{first} towards {second}"),
                format!("{second} towards {first}"),
                "Both together".to_owned(),
            ],
            events,
        })
    }
}

/// Returns the places of the events that get a number: of each phase those that
/// open it first, and of all no more than fit.
fn numbered(trajectory: &Trajectory) -> Vec<usize> {
    let each = (NUMBERED / trajectory.phases.len().max(1)).clamp(1, NUMBERED_IN_A_PHASE);
    let of_phase = |phase| leading(phase).take(each);
    trajectory.phases.iter().flat_map(of_phase).take(NUMBERED).collect()
}

/// Returns the events that lead a phase away from the one before: some of its
/// first weeks, then those of the rest.
pub(super) fn leading(phase: &Phase) -> impl Iterator<Item = usize> {
    let opening = phase.opening.iter().take(OPENING);
    opening.chain(&phase.main).copied()
}

fn numbered_event(account: &Account, trajectory: &Trajectory, at: usize) -> Option<Numbered> {
    let event = account.events.get(at)?;
    let day = event.dated.day()?;
    let hours = day.duration_since(trajectory.start).as_hours();
    let place = usize::try_from(hours / 24).ok().filter(|place| *place < trajectory.len())?;
    let article = account.article(event.evidence.first().article)?;
    Some(Numbered {
        place,
        words: format!("{}: {}", date::day(day), event_words(event)),
        source: site(article),
    })
}

/// Returns what happened, in plain words.
fn event_words(event: &Event) -> String {
    let happening = Happening {
        kind: event.kind,
        mode: event.mode,
        standing: event.standing,
        reported_by: None,
        actors: &event.actors,
        recipients: &event.recipients,
    };
    phrase::plain(&happening.words())
}

/// Returns a phase in words: its days, its mean, what fills it.
pub(super) fn phase_words(phase: &Phase) -> String {
    let days = format!("{} – {}", date::day(phase.start), date::day(phase.end));
    let error = phase.error.map(|error| format!(" ± {error:.1}")).unwrap_or_default();
    let few = if phase.rests_on_little() { ", few reports" } else { "" };
    format!(
        "{days}: mean {}{error}, {}{few}, {}",
        signed(phase.mean),
        phrase::count(phase.events, "event"),
        words::shares(&phase.shares)
    )
}

/// Returns a score with its sign.
pub(super) fn signed(score: f32) -> String {
    match format!("{score:+.1}").as_str() {
        "-0.0" | "+0.0" => "0.0".to_owned(),
        signed => signed.replace('-', "−"),
    }
}
