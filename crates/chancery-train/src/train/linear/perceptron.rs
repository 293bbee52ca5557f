//! Averaged perceptron: weights that grow with every mistake.
//!
//! In: features of a decision, the class that was right and the one that was
//! chosen. Out: in the end, for each feature its weights averaged over all
//! steps (Freund and Schapire 1999; Collins 2002). Features enter with the
//! first mistake in which they take part.

use chancery_read::grammar::linear::sparse::SparseTable;
use chancery_read::grammar::linear::table::{self, Scorer};

/// Rows under 64-bit numbers that are well mixed already.
#[derive(Clone, Debug)]
struct Index {
    /// As many as a power of two; zero is an empty place.
    keys: Vec<u64>,
    rows: Vec<u32>,
    n_rows: u32,
    /// Whether no rows are added any more.
    is_closed: bool,
}

impl Index {
    fn new() -> Index {
        Index { keys: vec![0; 1 << 16], rows: vec![0; 1 << 16], n_rows: 0, is_closed: false }
    }

    /// Returns an index of these keys that takes no others.
    fn of(keys: impl Iterator<Item = u64>) -> Index {
        let mut index = Index::new();
        for key in keys {
            index.get_or_add(key);
        }
        Index { is_closed: true, ..index }
    }

    fn get(&self, key: u64) -> Option<usize> {
        let place = place(&self.keys, key);
        (self.keys[place] != 0).then(|| self.rows[place] as usize)
    }

    /// Returns the key's row, a new one where it has none; nothing where none
    /// is added any more.
    fn get_or_add(&mut self, key: u64) -> Option<usize> {
        let at = place(&self.keys, key);
        if self.keys[at] != 0 {
            return Some(self.rows[at] as usize);
        }
        if self.is_closed {
            return None;
        }
        let row = self.n_rows;
        self.keys[at] = key.max(1);
        self.rows[at] = row;
        self.n_rows += 1;
        if self.n_rows as usize * 2 > self.keys.len() {
            self.grow();
        }
        Some(row as usize)
    }

    fn grow(&mut self) {
        let n_places = self.keys.len() * 2;
        let (mut keys, mut rows) = (vec![0; n_places], vec![0; n_places]);
        for (key, row) in self.keys.iter().zip(&self.rows).filter(|(key, _)| **key != 0) {
            let at = place(&keys, *key);
            keys[at] = *key;
            rows[at] = *row;
        }
        (self.keys, self.rows) = (keys, rows);
    }

    fn count(&self, features: &[u64], counts: &mut Vec<u32>) {
        counts.resize(self.n_rows as usize, 0);
        for row in features.iter().filter_map(|feature| self.get(*feature)) {
            counts[row] = counts[row].saturating_add(1);
        }
    }

    fn iter(&self) -> impl Iterator<Item = (u64, usize)> + '_ {
        let places = self.keys.iter().zip(&self.rows).filter(|(key, _)| **key != 0);
        places.map(|(key, row)| (*key, *row as usize))
    }
}

fn place(keys: &[u64], key: u64) -> usize {
    let key = key.max(1);
    let mask = keys.len() - 1;
    let mut place = (key >> 20) as usize & mask;
    while keys[place] != 0 && keys[place] != key {
        place = (place + 1) & mask;
    }
    place
}

/// The weight of a class, and the sum from which its average follows.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    weight: i32,
    total: i64,
}

impl Cell {
    fn change(&mut self, delta: i32, step: i64) {
        self.weight += delta;
        self.total += i64::from(delta) * step;
    }

    fn average(self, step: i64) -> f64 {
        f64::from(self.weight) - self.total as f64 / step.max(1) as f64
    }
}

/// A perceptron whose rows have a weight for each of few classes.
#[derive(Clone, Debug)]
pub(super) struct Dense<const N: usize> {
    index: Index,
    rows: Vec<[Cell; N]>,
    /// How often each row was met, as far as was counted.
    counts: Vec<u32>,
    step: i64,
}

impl<const N: usize> Dense<N> {
    /// Begins without features.
    pub(super) fn new() -> Dense<N> {
        Dense { index: Index::new(), rows: Vec::new(), counts: Vec::new(), step: 1 }
    }

    /// Counts a decision.
    pub(super) fn advance(&mut self) {
        self.step += 1;
    }

    /// Counts where features are met: a row that is met often is worth more.
    pub(super) fn count(&mut self, features: &[u64]) {
        self.index.count(features, &mut self.counts);
    }

    /// Adds `delta` to the features' weights for the class.
    pub(super) fn change(&mut self, features: &[u64], class: usize, delta: i32) {
        for feature in features {
            let Some(row) = self.index.get_or_add(*feature) else { continue };
            if row == self.rows.len() {
                self.rows.push([Cell::default(); N]);
            }
            self.rows[row][class].change(delta, self.step);
        }
    }

    /// Begins again with those features only whose rows are worth most, at most
    /// `most`: weights that are learnt without the others do not miss them.
    pub(super) fn begin_again(&self, most: usize) -> Dense<N> {
        let index = Index::of(self.rows(most).iter().map(|row| row.feature));
        Dense {
            rows: vec![[Cell::default(); N]; index.n_rows as usize],
            index,
            counts: Vec::new(),
            step: 1,
        }
    }

    /// Returns the averaged rows that are worth most, at most `most` and the
    /// worthiest first, and the factor by which they were made integers. Their
    /// weights are relative to that of the first class.
    pub(super) fn finish(&self, most: usize) -> (Vec<(u64, [u8; N])>, f64) {
        let rows = self.rows(most);
        let factor = factor(&rows);
        let quantize = |row: &Row<[f64; N]>| {
            let first = row.weights[0];
            row.weights.map(|weight| table::byte((weight - first) * factor))
        };
        (rows.iter().map(|row| (row.feature, quantize(row))).collect(), factor)
    }

    /// Returns the rows that are worth most, the worthiest first.
    fn rows(&self, most: usize) -> Vec<Row<[f64; N]>> {
        let mut rows: Vec<Row<[f64; N]>> = Vec::with_capacity(self.rows.len());
        for (feature, row) in self.index.iter() {
            let weights = self.rows[row].map(|cell| cell.average(self.step));
            let first = weights[0];
            let greatest = greatest(weights.map(|weight| weight - first));
            let worth = greatest * worth_of_count(self.counts.get(row));
            rows.push(Row { feature, weights, greatest, worth });
        }
        keep_worthiest(&mut rows, most);
        rows
    }
}

impl<const N: usize> Scorer for Dense<N> {
    fn add(&self, features: &[u64], scores: &mut [i32]) {
        for feature in features {
            if let Some(row) = self.index.get(*feature) {
                for (score, cell) in scores.iter_mut().zip(&self.rows[row]) {
                    *score += cell.weight;
                }
            }
        }
    }
}

/// A perceptron whose rows have weights for few of many classes.
#[derive(Clone, Debug)]
pub(super) struct Sparse {
    index: Index,
    rows: Vec<Vec<(u8, Cell)>>,
    /// How often each row was met, as far as was counted.
    counts: Vec<u32>,
    step: i64,
}

impl Sparse {
    /// Begins without features.
    pub(super) fn new() -> Sparse {
        Sparse { index: Index::new(), rows: Vec::new(), counts: Vec::new(), step: 1 }
    }

    /// Counts a decision.
    pub(super) fn advance(&mut self) {
        self.step += 1;
    }

    /// Counts where features are met: a row that is met often is worth more.
    pub(super) fn count(&mut self, features: &[u64]) {
        self.index.count(features, &mut self.counts);
    }

    /// Adds `delta` to the features' weights for the class.
    pub(super) fn change(&mut self, features: &[u64], class: u8, delta: i32) {
        for feature in features {
            let Some(row) = self.index.get_or_add(*feature) else { continue };
            if row == self.rows.len() {
                self.rows.push(Vec::new());
            }
            let row = &mut self.rows[row];
            match row.iter_mut().find(|(other, _)| *other == class) {
                Some((_, cell)) => cell.change(delta, self.step),
                None => {
                    let mut cell = Cell::default();
                    cell.change(delta, self.step);
                    row.push((class, cell));
                }
            }
        }
    }

    /// Begins again with those features only whose rows are worth most, at most
    /// `most`: weights that are learnt without the others do not miss them.
    pub(super) fn begin_again(&self, most: usize) -> Sparse {
        let index = Index::of(self.rows(most).iter().map(|row| row.feature));
        Sparse { rows: vec![Vec::new(); index.n_rows as usize], index, counts: Vec::new(), step: 1 }
    }

    /// Returns the averaged rows with the greatest weights, at most `most`.
    pub(super) fn finish(&self, most: usize) -> SparseTable {
        let rows = self.rows(most);
        let factor = factor(&rows);
        let quantize = |row: &Row<Vec<(u8, f64)>>| {
            let cells = row.weights.iter();
            let cells = cells.map(|(class, weight)| (*class, table::byte(*weight * factor)));
            cells.filter(|(_, weight)| *weight != 0).collect::<Vec<_>>()
        };
        let rows: Vec<_> = rows.iter().map(|row| (row.feature, quantize(row))).collect();
        SparseTable::build(&rows)
    }

    /// Returns the rows that are worth most, the worthiest first.
    fn rows(&self, most: usize) -> Vec<Row<Vec<(u8, f64)>>> {
        let mut rows = Vec::with_capacity(self.rows.len());
        for (feature, row) in self.index.iter() {
            let mut weights: Vec<(u8, f64)> = self.rows[row]
                .iter()
                .map(|(class, cell)| (*class, cell.average(self.step)))
                .filter(|(_, weight)| weight.abs() >= LIGHTEST)
                .collect();
            weights.sort_by_key(|(class, _)| *class);
            let greatest = greatest(weights.iter().map(|(_, weight)| *weight));
            let worth = greatest * worth_of_count(self.counts.get(row));
            rows.push(Row { feature, weights, greatest, worth });
        }
        keep_worthiest(&mut rows, most);
        rows
    }
}

impl Scorer for Sparse {
    fn add(&self, features: &[u64], scores: &mut [i32]) {
        for feature in features {
            if let Some(row) = self.index.get(*feature) {
                for (class, cell) in &self.rows[row] {
                    scores[usize::from(*class)] += cell.weight;
                }
            }
        }
    }
}

/// The lightest weight that is kept in a row with many classes: a class with
/// less was chosen wrongly now and then, and soon unlearnt.
const LIGHTEST: f64 = 0.05;

/// A row that may be kept.
struct Row<W> {
    feature: u64,
    weights: W,
    /// The greatest of its weights.
    greatest: f64,
    /// How much would be lost without it.
    worth: f64,
}

fn greatest(weights: impl IntoIterator<Item = f64>) -> f64 {
    weights.into_iter().map(f64::abs).fold(0.0, f64::max)
}

/// Returns how much more a row is worth that was met so often.
fn worth_of_count(count: Option<&u32>) -> f64 {
    f64::from(count.copied().unwrap_or(0) + 1).sqrt()
}

/// Keeps the rows that are worth most, the worthiest first.
fn keep_worthiest<W>(rows: &mut Vec<Row<W>>, most: usize) {
    rows.retain(|row| row.greatest > 0.0);
    // Features break ties, so that the order does not depend on the index.
    rows.sort_by(|a, b| b.worth.total_cmp(&a.worth).then_with(|| a.feature.cmp(&b.feature)));
    rows.truncate(most);
}

/// Returns the factor that makes the greatest weight the greatest that a table
/// can hold.
fn factor<W>(rows: &[Row<W>]) -> f64 {
    let greatest = greatest(rows.iter().map(|row| row.greatest));
    if greatest > 0.0 { table::GREATEST_WEIGHT / greatest } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use chancery_read::grammar::linear::table::Table;

    use super::*;

    #[test]
    fn dense_and_sparse_learn_the_same() {
        let features = |n: u64| [n.wrapping_mul(0x9E37_79B9_7F4A_7C15), 77 << 40];
        let mut dense = Dense::<3>::new();
        let mut sparse = Sparse::new();
        for round in 0..20_u64 {
            for n in 1..30 {
                let right = (n % 3) as usize;
                let (mut a, mut b) = ([0; 3], [0; 3]);
                dense.add(&features(n), &mut a);
                sparse.add(&features(n), &mut b);
                assert_eq!(a, b, "round {round}");
                dense.advance();
                sparse.advance();
                let chosen = (0..3).max_by_key(|class| a[*class]).unwrap();
                if chosen != right {
                    for (class, delta) in [(right, 1), (chosen, -1)] {
                        dense.change(&features(n), class, delta);
                        sparse.change(&features(n), class as u8, delta);
                    }
                }
            }
        }
        let (rows, _) = dense.finish(100);
        let table = Table::<3, 8>::build(&rows);
        let sparse = sparse.finish(100);
        for n in 1..30 {
            let (mut a, mut b) = ([0; 3], [0; 3]);
            table.add(&features(n), &mut a);
            sparse.add(&features(n), &mut b);
            let best = |scores: [i32; 3]| (0..3).max_by_key(|class| scores[*class]).unwrap();
            assert_eq!(best(a), (n % 3) as usize);
            assert_eq!(best(b), (n % 3) as usize);
        }
    }

    #[test]
    fn index_finds_rows_after_growing() {
        let mut index = Index::new();
        let key = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for n in 0..100_000 {
            assert_eq!(index.get_or_add(key(n)), Some(n as usize));
        }
        for n in 0..100_000 {
            assert_eq!(index.get(key(n)), Some(n as usize));
        }
        assert_eq!(index.get(key(100_001)), None);
    }
}
