//! Sparse tables: rows in which few of many classes have a weight.
//!
//! In: rows as classes with their weights, or the bytes that were made of them. Out:
//! the sums of the rows of features. Short rows stand in the table's line itself,
//! longer ones behind each other in a list of their own.

use archmage::prelude::*;

use super::table::{Scorer, Table, weight};
use crate::grammar::{Weights, WeightsError, WeightsWriter};

/// Rows in which few of many classes have a weight.
#[derive(Clone, Debug)]
pub struct SparseTable {
    /// For each row how many entries it has, behind four bytes: the entries
    /// themselves where there are at most [`SHORT`], else where they begin.
    index: Table<5, 9>,
    /// Longer rows one after another: for each entry a class and a weight.
    entries: Vec<[u8; 2]>,
}

impl SparseTable {
    /// Builds a table of rows, the most important first.
    pub fn build(rows: &[(u64, Vec<(u8, u8)>)]) -> SparseTable {
        let mut entries = Vec::new();
        let mut index = Vec::with_capacity(rows.len());
        for (feature, row) in rows {
            let len = u8::try_from(row.len()).unwrap_or(u8::MAX);
            let row = || row.iter().take(usize::from(len)).map(|(class, weight)| [*class, *weight]);
            let [a, b, c, d] = if usize::from(len) <= SHORT {
                let mut own = row();
                let [a, b] = own.next().unwrap_or_default();
                let [c, d] = own.next().unwrap_or_default();
                [a, b, c, d]
            } else {
                let Ok(start) = u32::try_from(entries.len()) else { break };
                entries.extend(row());
                start.to_le_bytes()
            };
            index.push((*feature, [a, b, c, d, len]));
        }
        SparseTable { index: Table::build(&index), entries }
    }

    /// Adds the table to a weights file.
    pub fn write(&self, name: &str, writer: &mut WeightsWriter) {
        self.index.write(&format!("{name}.index"), writer);
        writer.section(&format!("{name}.entries"), self.entries.as_flattened().to_vec());
    }

    /// Takes the table from a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where a section is missing or ends within a line.
    pub fn read(name: &str, weights: &Weights<'_>) -> Result<SparseTable, WeightsError> {
        let (entries, _) = weights.section(&format!("{name}.entries"))?.as_chunks::<2>();
        let index = Table::read(&format!("{name}.index"), weights)?;
        Ok(SparseTable { index, entries: entries.to_vec() })
    }

    /// Adds the weights of the features to the scores of the classes.
    #[inline]
    pub fn add(&self, features: &[u64], scores: &mut [i32]) {
        add_sparse_rows(self, features, scores);
    }

    /// Fetches the entries of the longer rows, as [`Table::touch`] does lines.
    #[inline(always)]
    fn touch_entries(&self, rows: &[[u8; 5]]) {
        let last = self.entries.len().saturating_sub(1);
        let touched = rows.iter().fold(0, |touched, [a, b, c, d, len]| {
            let start = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            let start = if usize::from(*len) <= SHORT { 0 } else { start };
            let end = start + usize::from(*len);
            let entry = |idx: usize| self.entries.get(idx.min(last)).map_or(0, |entry| entry[0]);
            touched ^ entry(start) ^ entry(end)
        });
        std::hint::black_box(touched);
    }
}

#[autoversion(v4x, v3, scalar)]
fn add_sparse_rows(table: &SparseTable, features: &[u64], scores: &mut [i32]) {
    // All rows are looked for before the first is read, for the same reason
    // for which lines are touched first.
    for features in features.chunks(AT_ONCE) {
        table.index.touch(features);
        let mut rows = [[0; 5]; AT_ONCE];
        for (row, feature) in rows.iter_mut().zip(features) {
            *row = table.index.row(*feature);
        }
        table.touch_entries(&rows[..features.len()]);
        for [a, b, c, d, len] in rows.into_iter().take(features.len()) {
            // Entries that are not there weigh nothing.
            if usize::from(len) <= SHORT {
                put(scores, [a, b]);
                put(scores, [c, d]);
                continue;
            }
            let start = u32::from_le_bytes([a, b, c, d]) as usize;
            let row = table.entries.get(start..start + usize::from(len)).unwrap_or_default();
            row.iter().for_each(|entry| put(scores, *entry));
        }
    }
}

/// Adds the weight of an entry to the score of its class.
#[inline(always)]
fn put(scores: &mut [i32], [class, byte]: [u8; 2]) {
    if let Some(score) = scores.get_mut(usize::from(class)) {
        *score += i32::from(weight(byte));
    }
}

/// The most entries of a row that stand in the index.
const SHORT: usize = 2;

/// How many rows of a sparse table are looked for before they are read.
const AT_ONCE: usize = 64;

impl Scorer for SparseTable {
    #[inline]
    fn add(&self, features: &[u64], scores: &mut [i32]) {
        SparseTable::add(self, features, scores);
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash;
    use super::super::table::byte;
    use super::*;
    use crate::grammar::Header;

    fn feature(n: u32) -> u64 {
        hash::one(1, n)
    }

    #[test]
    fn sparse_rows_add_up() {
        let rows = [
            (feature(1), vec![(3, byte(25.0)), (0, byte(-4.0))]),
            (feature(2), vec![(3, byte(1.0))]),
        ];
        let table = SparseTable::build(&rows);
        let mut scores = [0; 4];
        table.add(&[feature(1), feature(2), feature(9)], &mut scores);
        assert_eq!(scores, [-4, 0, 0, 26]);
        // A class beyond the scores is passed over.
        let mut scores = [0; 2];
        table.add(&[feature(1)], &mut scores);
        assert_eq!(scores, [-4, 0]);
    }

    #[test]
    fn tables_come_back_from_their_bytes() {
        let rows = [
            (feature(1), vec![(3, byte(25.0)), (0, byte(-4.0))]),
            (feature(2), vec![(3, byte(1.0))]),
        ];
        let mut writer = WeightsWriter::new(Header::default());
        SparseTable::build(&rows).write("t", &mut writer);
        let bytes = writer.to_bytes();
        let weights = Weights::parse(&bytes).unwrap();
        let mut scores = [0; 4];
        SparseTable::read("t", &weights).unwrap().add(&[feature(1)], &mut scores);
        assert_eq!(scores, [-4, 0, 0, 25]);
        assert!(Table::<2, 16>::read("t.entries", &weights).is_err());
        assert!(SparseTable::read("u", &weights).is_err());
    }
}
