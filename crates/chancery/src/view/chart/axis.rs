//! Axes of a chart: where days and scores stand, and which are labelled.
//!
//! Goes in: the days and the scores to be shown. Comes out: places and labels.
//! It draws nothing.

use chancery_account::{Level, Trajectory};
use chancery_model::Date;

/// How many labels fit below a chart.
const MOST_TICKS: usize = 14;

/// How far apart labelled months may be.
const STEPS: [i64; 6] = [1, 2, 3, 6, 12, 24];

/// Returns the firsts of months to be labelled, as places of days, with their
/// labels: the year in January, and at the first label.
pub(super) fn months(trajectory: &Trajectory) -> Vec<(usize, String)> {
    let firsts: Vec<(usize, Date)> = (0..trajectory.len())
        .map(|place| (place, trajectory.day(place)))
        .filter(|(_, day)| day.day() == 1)
        .collect();
    let shown = |step: i64, day: &Date| {
        (i64::from(day.year()) * 12 + i64::from(day.month()) - 1) % step == 0
    };
    let fits =
        |step: &&i64| firsts.iter().filter(|(_, day)| shown(**step, day)).count() <= MOST_TICKS;
    let step = *STEPS.iter().find(fits).unwrap_or(&120);
    let ticks = firsts.iter().filter(|(_, day)| shown(step, day)).enumerate();
    ticks
        .map(|(number, (place, day))| {
            let month = super::date::month(*day);
            let label = match (day.month(), number) {
                (1, _) => day.year().to_string(),
                (_, 0) => format!("{month} {}", day.year()),
                _ => month.to_owned(),
            };
            (*place, label)
        })
        .collect()
}

/// Returns the highest score on the axis, the lowest being its negative: even,
/// and no less than every level and mean with its error.
pub(super) fn highest(trajectory: &Trajectory) -> f32 {
    let levels = trajectory.levels.iter().flatten().map(extent);
    let means = trajectory.phases.iter().map(|phase| phase.mean.abs() + phase.error.unwrap_or(0.0));
    let most = levels.chain(means).fold(0.0_f32, f32::max);
    ((most / 2.0).ceil() * 2.0).clamp(2.0, 10.0)
}

fn extent(level: &Level) -> f32 {
    level.value.abs() + level.error
}
