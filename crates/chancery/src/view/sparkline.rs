//! A trajectory as one line of marks.
//!
//! Goes in: a trajectory. Comes out: a mark a week, month, quarter or year, as
//! high as the mean of its levels; a dot where all of them rest on little. It
//! is for terminals: a chart says more.

use chancery_account::{Level, Trajectory};

/// The marks, from the lowest scores to the highest.
const MARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// What stands for no news.
const NOTHING: char = '·';

/// The score of the highest mark: levels beyond it are rare, as every level
/// is a mean.
const HIGHEST: f32 = 5.0;

/// How many marks a line has room for.
const MOST_MARKS: usize = 52;

/// Days to a mark, and what they are called.
const STEPS: [(usize, &str); 4] =
    [(7, "a week"), (30, "30 days"), (91, "91 days"), (365, "a year")];

/// Returns the line, and how long each of its marks is.
pub(super) fn sparkline(trajectory: &Trajectory) -> (String, &'static str) {
    let fits = |(days, _): &&(usize, &str)| trajectory.len().div_ceil(*days) <= MOST_MARKS;
    let (days, name) = STEPS.iter().find(fits).copied().unwrap_or((365, "a year"));
    let marks = (0..trajectory.len()).step_by(days).map(|from| {
        let to = (from + days).min(trajectory.len());
        let levels = trajectory.levels.iter().flat_map(|levels| &levels[from..to]);
        mark(levels)
    });
    (marks.collect(), name)
}

/// Returns the mark of these levels, each by its weight.
fn mark<'a>(levels: impl Iterator<Item = &'a Level>) -> char {
    let (mut sum, mut weight, mut most) = (0.0_f32, 0.0_f32, 0.0_f32);
    for level in levels {
        sum += level.value * level.weight;
        weight += level.weight;
        most = most.max(level.weight);
    }
    if most < 0.5 {
        return NOTHING;
    }
    let share = (sum / weight / HIGHEST).clamp(-1.0, 1.0) / 2.0 + 0.5;
    let place = (share * (MARKS.len() - 1) as f32).round() as usize;
    MARKS[place.min(MARKS.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_rise_with_the_level_and_say_where_nothing_is_known() {
        let level = |value, weight| Level { value, weight, error: 0.0 };
        let marks: String = [level(-9.0, 3.0), level(0.1, 3.0), level(9.0, 3.0), level(9.0, 0.1)]
            .iter()
            .map(|level| mark([level].into_iter()))
            .collect();
        assert_eq!(marks, "▁▅█·");
    }
}
