//! The penalty of a change, chosen by the data themselves.
//!
//! Goes in: the observations. Comes out: the changes for the penalty that
//! tells held-out weeks best. CROPS (Haynes, Eckley and Fearnhead 2017) finds
//! the penalties at which the changes become others; each is tried on the even
//! weeks and judged by the odd ones, and the other way round (sample splitting
//! in order: Zou, Wang and Li 2020).

use super::changes::{Costs, Least, Observation, Segmentation};

/// A phase shorter than this is called an episode of its phase: with less, the
/// two halves of its weeks cannot judge each other.
const PHASE: Least = Least { days: 28, observations: 4 };

/// Half of that: the weeks of one half.
const HALF_OF_A_PHASE: Least = Least { days: 15, observations: 2 };

/// The least penalty tried, in variances of the series: that of Akaike's
/// criterion, below which nobody puts it.
const LEAST_PENALTY: f64 = 2.0;

/// Returns the best changes, as places of observations.
pub(super) fn changes(observations: &[Observation]) -> Vec<usize> {
    let costs = Costs::new(observations, PHASE);
    let whole = costs.cost(0, observations.len());
    if observations.len() < 2 * PHASE.observations || whole <= 0.0 {
        return Vec::new();
    }
    let least = LEAST_PENALTY * whole / observations.len() as f64;
    let mut tried = path(&costs, least, whole);
    // From the fewest changes to the most.
    tried.sort_by(|left, right| right.0.total_cmp(&left.0));
    tried.dedup_by(|later, earlier| later.1.changes == earlier.1.changes);
    let halves = [0, 1].map(|half| Half::new(observations, half));
    let error = |penalty: f64| halves.iter().map(|half| half.error(penalty)).sum::<f64>();
    // The penalties at which each set of changes gives way to the next.
    let bounds: Vec<f64> = std::iter::once(whole)
        .chain(tried.windows(2).map(|pair| crossing(&pair[1].1, &pair[0].1)))
        .chain(std::iter::once(least))
        .collect();
    // Each is judged in the middle of its range. Of equals the first stays,
    // which has the fewest changes.
    let ranges = tried.into_iter().zip(bounds.windows(2));
    let judged = ranges.map(|((_, found), range)| (error((range[0] * range[1]).sqrt()), found));
    let best = judged.min_by(|left, right| left.0.total_cmp(&right.0));
    best.map_or_else(Vec::new, |(_, found)| found.changes)
}

/// Returns the penalty above which fewer changes are better than many.
fn crossing(many: &Segmentation, few: &Segmentation) -> f64 {
    let more = many.changes.len().saturating_sub(few.changes.len()).max(1);
    (few.cost - many.cost) / more as f64
}

/// Returns the penalties between two bounds at which the changes become
/// others, with the changes.
fn path(costs: &Costs<'_>, low: f64, high: f64) -> Vec<(f64, Segmentation)> {
    let mut path = vec![(low, costs.best(low)), (high, costs.best(high))];
    let mut open = vec![(path[0].clone(), path[1].clone())];
    while let Some((many, few)) = open.pop() {
        let (n_many, n_few) = (many.1.changes.len(), few.1.changes.len());
        if n_many <= n_few + 1 {
            continue;
        }
        let between = crossing(&many.1, &few.1);
        if between <= many.0 || between >= few.0 {
            continue;
        }
        let found = (between, costs.best(between));
        path.push(found.clone());
        if found.1.changes.len() < n_many {
            open.push((many, found.clone()));
        }
        if found.1.changes.len() > n_few && found.1.changes.len() < n_many {
            open.push((found, few));
        }
    }
    path
}

/// The weeks of one parity, and those of the other.
struct Half {
    learnt: Vec<Observation>,
    held_out: Vec<Observation>,
}

impl Half {
    fn new(observations: &[Observation], parity: i64) -> Half {
        let (learnt, held_out) =
            observations.iter().partition(|observation| observation.day / 7 % 2 == parity);
        Half { learnt, held_out }
    }

    /// Returns the weighted sum of squares of the held-out observations about the
    /// means of the segments that they fall into.
    ///
    /// A half has half of the cost, so a change has half of the penalty there.
    fn error(&self, penalty: f64) -> f64 {
        let costs = Costs::new(&self.learnt, HALF_OF_A_PHASE);
        let changes = costs.best(penalty / 2.0).changes;
        let means: Vec<f64> =
            costs.segments(&changes).map(|(from, to)| costs.mean(from, to).1).collect();
        let starts: Vec<i64> = changes.iter().map(|place| self.learnt[*place].day).collect();
        let error = |observation: &Observation| {
            let segment = starts.partition_point(|start| *start <= observation.day);
            let distance = observation.value - means.get(segment).copied().unwrap_or(0.0);
            observation.weight * distance * distance
        };
        self.held_out.iter().map(error).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two observations a week around the levels, each for so many weeks.
    fn series(levels: &[(f64, i64)]) -> Vec<Observation> {
        let mut state = 99_u32;
        let mut observations = Vec::new();
        let mut week = 0;
        for (level, weeks) in levels {
            for _ in 0..*weeks {
                for day in [week * 7 + 1, week * 7 + 4] {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let noise = f64::from(state >> 16) / 65_536.0 - 0.5;
                    let value = level + 6.0 * noise;
                    observations.push(Observation { day, value, weight: 1.0 });
                }
                week += 1;
            }
        }
        observations
    }

    #[test]
    fn noise_alone_is_one_phase() {
        assert_eq!(changes(&series(&[(0.0, 60)])), [0_usize; 0]);
    }

    #[test]
    fn clear_phases_are_found_without_a_penalty_given() {
        let found = changes(&series(&[(-4.0, 30), (3.0, 20), (-1.0, 30)]));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].abs_diff(60) <= 2 && found[1].abs_diff(100) <= 4, "{found:?}");
    }

    #[test]
    fn burst_of_a_few_days_is_no_phase() {
        let mut observations = series(&[(2.0, 40)]);
        observations[30..32].iter_mut().for_each(|observation| observation.value = -9.0);
        assert_eq!(changes(&observations), [0_usize; 0]);
    }

    #[test]
    fn path_holds_every_number_of_changes_that_some_penalty_gives() {
        let observations = series(&[(-4.0, 10), (3.0, 10), (-1.0, 10), (5.0, 10)]);
        let costs = Costs::new(&observations, PHASE);
        let whole = costs.cost(0, observations.len());
        let numbers: std::collections::BTreeSet<usize> =
            path(&costs, 1.0, whole).iter().map(|(_, found)| found.changes.len()).collect();
        for step in 1..40 {
            let n = costs.best(whole * f64::from(step) / 40.0).changes.len();
            assert!(numbers.contains(&n), "{n} {numbers:?}");
        }
    }
}
