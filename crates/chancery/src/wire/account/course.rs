//! From the trajectory to its form.
//!
//! Levels leave with three decimals: more would be noise, and a series of eight
//! years would fill half the account.

use chancery_account::{self as account, Direction, Level, Phase};
use chancery_model as model;

use super::super::code::Code;
use super::form;

/// How many of the events that lead a phase leave: the rest can be told from
/// `events`.
const LEADING: usize = 10;

pub(super) fn trajectory(pair: &model::Pair, from: &account::Trajectory) -> form::Trajectory {
    form::Trajectory {
        start: Code(from.start),
        end: Code(from.end()),
        half_life_days: account::HALF_LIFE_DAYS,
        events: from.counted.clone(),
        levels: Direction::ALL
            .map(|direction| levels(pair, direction, from.of_direction(direction)))
            .into(),
        phases: from.phases.iter().map(phase).collect(),
    }
}

fn levels(pair: &model::Pair, direction: Direction, from: &[Level]) -> form::Levels {
    let sides = match direction {
        Direction::FirstToSecond => Some((pair.first(), pair.second())),
        Direction::SecondToFirst => Some((pair.second(), pair.first())),
        Direction::Both => None,
    };
    form::Levels {
        actor: sides.map(|(actor, _)| actor.0.clone()),
        recipient: sides.map(|(_, recipient)| recipient.0.clone()),
        values: from.iter().map(|level| rounded(level.value)).collect(),
        errors: from.iter().map(|level| rounded(level.error)).collect(),
        weights: from.iter().map(|level| rounded(level.weight)).collect(),
    }
}

fn phase(from: &Phase) -> form::Phase {
    form::Phase {
        start: Code(from.start),
        end: Code(from.end),
        change: from.change.map(|(earliest, latest)| form::Change {
            earliest: Code(earliest),
            latest: Code(latest),
        }),
        mean: rounded(from.mean),
        error: from.error.map(rounded),
        few_reports: from.rests_on_little(),
        n_events: from.events,
        n_days: from.days,
        shares: form::QuadShares {
            verbal_cooperation: rounded(from.shares.verbal_cooperation),
            material_cooperation: rounded(from.shares.material_cooperation),
            verbal_conflict: rounded(from.shares.verbal_conflict),
            material_conflict: rounded(from.shares.material_conflict),
        },
        opening: from.opening.iter().copied().take(LEADING).collect(),
        main: from.main.iter().copied().take(LEADING).collect(),
    }
}

/// JSON has neither infinity nor not-a-number; a reading of a broken file may
/// bring one.
fn rounded(number: f32) -> f32 {
    if number.is_finite() { (number * 1000.0).round() / 1000.0 } else { 0.0 }
}
