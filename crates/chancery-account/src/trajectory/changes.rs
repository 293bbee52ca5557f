//! Change points: where a weighted series changes its mean, for a penalty.
//!
//! PELT (Killick, Fearnhead and Eckley 2012) with the cost of a normal mean of
//! known variance: the weighted sum of squares about the mean of a segment.
//! The result is the exact optimum. Segments that are too short to call a
//! phase are not admitted; pruning waits until a segment from the present
//! observation on would be admitted, and so stays exact.

/// An observation: a day on which something happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Observation {
    /// Days since the first of all.
    pub(super) day: i64,
    pub(super) value: f64,
    pub(super) weight: f64,
}

/// What makes a segment long enough.
#[derive(Clone, Copy, Debug)]
pub(super) struct Least {
    /// Days from its first observation to its last, both counted.
    pub(super) days: i64,
    pub(super) observations: usize,
}

/// Observations by day, ready for the cost of any segment.
pub(super) struct Costs<'a> {
    observations: &'a [Observation],
    least: Least,
    /// Sums of weight, weighted value and weighted square before each place.
    sums: Vec<[f64; 3]>,
}

/// The best segments for a penalty.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segmentation {
    /// The places of the first observation of every segment but the first.
    pub(super) changes: Vec<usize>,
    /// The cost of its segments, without penalties.
    pub(super) cost: f64,
}

impl<'a> Costs<'a> {
    pub(super) fn new(observations: &'a [Observation], least: Least) -> Costs<'a> {
        let mut sums = Vec::with_capacity(observations.len() + 1);
        let mut sum = [0.0_f64; 3];
        sums.push(sum);
        for Observation { value, weight, .. } in observations {
            sum = [sum[0] + weight, sum[1] + weight * value, sum[2] + weight * value * value];
            sums.push(sum);
        }
        Costs { observations, least, sums }
    }

    /// Returns the weight and the mean of a segment.
    pub(super) fn mean(&self, from: usize, to: usize) -> (f64, f64) {
        let weight = self.sums[to][0] - self.sums[from][0];
        let mean =
            if weight > 0.0 { (self.sums[to][1] - self.sums[from][1]) / weight } else { 0.0 };
        (weight, mean)
    }

    /// Returns the weighted sum of squares about the mean of a segment.
    pub(super) fn cost(&self, from: usize, to: usize) -> f64 {
        let (weight, mean) = self.mean(from, to);
        let squares = self.sums[to][2] - self.sums[from][2];
        (squares - weight * mean * mean).max(0.0)
    }

    /// Returns whether the segment is long enough.
    pub(super) fn admits(&self, from: usize, to: usize) -> bool {
        to > from
            && to - from >= self.least.observations
            && self.observations[to - 1].day - self.observations[from].day + 1 >= self.least.days
    }

    /// Returns the segments with the least cost, where each change costs
    /// `penalty` besides; one segment where no two are long enough.
    pub(super) fn best(&self, penalty: f64) -> Segmentation {
        let end = self.observations.len();
        // The least cost of the observations before each place, and where the
        // last segment of that optimum begins.
        let mut best: Vec<Option<(f64, usize)>> = vec![None; end + 1];
        best[0] = Some((-penalty, 0));
        // Beginnings that may still be best, with the place from which on a
        // later beginning is at least as good wherever it is admitted.
        let mut open: Vec<(usize, Option<usize>)> = vec![(0, None)];
        for to in 1..=end {
            open.retain(|(_, beaten_by)| beaten_by.is_none_or(|by| !self.admits(by, to)));
            let total =
                |from: usize| best[from].map(|(before, _)| before + self.cost(from, to) + penalty);
            let candidates = open.iter().filter(|(from, _)| self.admits(*from, to));
            let found = candidates
                .filter_map(|(from, _)| total(*from).map(|total| (total, *from)))
                .min_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
            if let Some((least, _)) = found {
                for (from, beaten_by) in &mut open {
                    let beaten = total(*from).is_some_and(|total| total - penalty >= least);
                    if beaten && beaten_by.is_none() {
                        *beaten_by = Some(to);
                    }
                }
                best[to] = found;
                open.push((to, None));
            }
        }
        let mut changes = Vec::new();
        let mut at = end;
        while let Some((_, from)) = best[at]
            && from > 0
        {
            changes.push(from);
            at = from;
        }
        changes.reverse();
        let cost = self.cost_of(&changes);
        Segmentation { changes, cost }
    }

    /// Returns the cost of the segments that these changes make.
    pub(super) fn cost_of(&self, changes: &[usize]) -> f64 {
        self.segments(changes).map(|(from, to)| self.cost(from, to)).sum()
    }

    /// Returns the segments that these changes make, as half-open places.
    pub(super) fn segments(&self, changes: &[usize]) -> impl Iterator<Item = (usize, usize)> {
        let starts = std::iter::once(0).chain(changes.iter().copied());
        let ends = changes.iter().copied().chain(std::iter::once(self.observations.len()));
        starts.zip(ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: Least = Least { days: 1, observations: 1 };

    fn series(values: &[f64]) -> Vec<Observation> {
        let days = 0_i64..;
        days.zip(values)
            .map(|(day, value)| Observation { day, value: *value, weight: 1.0 })
            .collect()
    }

    /// Numbers that look random and are always the same.
    fn noise(n: usize) -> Vec<f64> {
        let mut state = 12_345_u32;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 16) / 65_536.0 - 0.5
        };
        (0..n).map(next).collect()
    }

    /// The optimum by trying every set of changes.
    fn exhaustive(costs: &Costs<'_>, penalty: f64) -> f64 {
        let n = costs.observations.len();
        (0_u32..1 << (n - 1))
            .filter_map(|set| {
                let changes: Vec<usize> = (1..n).filter(|at| set >> (at - 1) & 1 == 1).collect();
                let admitted = costs.segments(&changes).all(|(from, to)| costs.admits(from, to));
                (admitted || changes.is_empty())
                    .then(|| costs.cost_of(&changes) + penalty * changes.len() as f64)
            })
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn steps_of_a_series_without_noise_are_found_exactly() {
        let values = [[1.0; 10], [-4.0; 10], [3.0; 10]].concat();
        let observations = series(&values);
        let found = Costs::new(&observations, ANY).best(1.0);
        assert_eq!((found.changes, found.cost), (vec![10, 20], 0.0));
    }

    #[test]
    fn step_is_found_in_noise_and_none_where_there_is_only_noise() {
        let mut values = noise(80);
        let observations = series(&values);
        assert!(Costs::new(&observations, ANY).best(2.0).changes.is_empty());
        values[50..].iter_mut().for_each(|value| *value += 2.0);
        let observations = series(&values);
        assert_eq!(Costs::new(&observations, ANY).best(2.0).changes, [50]);
    }

    #[test]
    fn pruned_search_finds_what_trying_everything_finds() {
        for (round, chunk) in noise(13 * 24).chunks(13).enumerate() {
            let mut observations = series(chunk);
            for (place, observation) in observations.iter_mut().enumerate() {
                observation.weight = 0.5 + (place % 3) as f64;
                observation.day = (place * (1 + round % 4)) as i64;
            }
            for least in
                [ANY, Least { days: 5, observations: 2 }, Least { days: 1, observations: 4 }]
            {
                let costs = Costs::new(&observations, least);
                for penalty in [0.0, 0.05, 0.2, 1.0] {
                    let found = costs.best(penalty);
                    let total = found.cost + penalty * found.changes.len() as f64;
                    let best = exhaustive(&costs, penalty);
                    assert!((total - best).abs() < 1e-9, "{total} {best} {least:?} {penalty}");
                }
            }
        }
    }

    #[test]
    fn heavy_observations_decide_where_light_ones_do_not() {
        let mut observations = series(&[0.0, 0.0, 9.0, 0.0, 0.0]);
        assert_eq!(Costs::new(&observations, ANY).best(10.0).changes, [2, 3]);
        observations[2].weight = 0.01;
        assert!(Costs::new(&observations, ANY).best(10.0).changes.is_empty());
    }

    #[test]
    fn nothing_has_no_change() {
        assert_eq!(Costs::new(&[], ANY).best(1.0), Segmentation { changes: vec![], cost: 0.0 });
    }
}
