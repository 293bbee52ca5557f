//! Sparse tables: rows in which few of many classes have a weight.
//!
//! In: rows as classes with their weights, or the bytes that were made of them. Out:
//! the sums of the rows of features. Short rows stand in the table's line itself,
//! longer ones behind each other in a list of their own. Of the longest, which are
//! asked for most, the table also keeps a weight for every class, since these are
//! added many at once; the file has no trace of that.

use archmage::prelude::*;

use super::table::{Scorer, Table, weight};
use crate::grammar::{Weights, WeightsError, WeightsWriter};

/// Rows in which few of many classes have a weight.
#[derive(Clone, Debug)]
pub struct SparseTable {
    /// For each row how many entries it has, behind four bytes: the entries
    /// themselves where there are at most [`SHORT`], else where they begin. A row
    /// that is [`WIDE`] has its number there.
    index: Table<5, 9>,
    /// Longer rows one after another: for each entry a class and a weight.
    entries: Vec<[u8; 2]>,
    /// The wide rows one after another: a weight for each class.
    wide: Vec<Block>,
    /// How many blocks a wide row has.
    n_blocks: usize,
    /// What stands in the file's index for each wide row.
    narrow: Vec<[u8; 5]>,
}

/// The most entries of a row that stand in the index.
const SHORT: usize = 2;

/// The fewest entries of a wide row. One row in eight has as many; but of the
/// tagger's rows those that reading finds have 37 in the mean, where all have 6.
const LONG: usize = 12;

/// The length that marks a wide row.
const WIDE: u8 = u8::MAX;

/// How many classes are added at once.
const BLOCK: usize = 64;

/// Weights of so many classes, in one line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Block([u8; BLOCK]);

/// How many rows are looked for before they are read.
const AT_ONCE: usize = 64;

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
        SparseTable::new(Table::build(&index), entries)
    }

    /// Takes index and entries as files have them, and makes long rows wide.
    fn new(mut index: Table<5, 9>, entries: Vec<[u8; 2]>) -> SparseTable {
        let n_classes = entries.iter().map(|[class, _]| usize::from(*class) + 1).max();
        let n_blocks = n_classes.unwrap_or(1).div_ceil(BLOCK);
        let mut narrow = Vec::new();
        index.replace(|row| {
            let number = u32::try_from(narrow.len());
            let (Ok(number), LONG..) = (number, usize::from(row[4])) else { return row };
            narrow.push(row);
            let [a, b, c, d] = number.to_le_bytes();
            [a, b, c, d, WIDE]
        });
        let mut wide = vec![Block([0; BLOCK]); narrow.len() * n_blocks];
        for (row, blocks) in narrow.iter().zip(wide.chunks_exact_mut(n_blocks)) {
            let (start, len) = (start(*row), usize::from(row[4]));
            for [class, weight] in entries.get(start..start + len).unwrap_or_default() {
                let class = usize::from(*class);
                blocks[class / BLOCK].0[class % BLOCK] = *weight;
            }
        }
        SparseTable { index, entries, wide, n_blocks, narrow }
    }

    /// Adds the table to a weights file.
    pub fn write(&self, name: &str, writer: &mut WeightsWriter) {
        let mut index = self.index.clone();
        index.replace(|row| match row[4] {
            WIDE => self.narrow[start(row)],
            _ => row,
        });
        index.write(&format!("{name}.index"), writer);
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
        Ok(SparseTable::new(index, entries.to_vec()))
    }

    /// Adds the weights of the features to the scores of the classes.
    #[inline]
    pub fn add(&self, features: &[u64], scores: &mut [i32]) {
        add_sparse_rows(self, features, scores);
    }

    /// Fetches the entries of the longer rows, as [`Table::touch`] does lines.
    #[inline(always)]
    fn touch_entries(&self, rows: &[(usize, usize)]) {
        let last = self.entries.len().saturating_sub(1);
        let touched = rows.iter().fold(0, |touched, (start, len)| {
            let entry = |idx: usize| self.entries.get(idx.min(last)).map_or(0, |entry| entry[0]);
            touched ^ entry(*start) ^ entry(start + len)
        });
        std::hint::black_box(touched);
    }
}

/// Returns where a row that is not short begins, or its number where it is wide.
#[inline(always)]
fn start([a, b, c, d, _]: [u8; 5]) -> usize {
    u32::from_le_bytes([a, b, c, d]) as usize
}

#[autoversion(v4x, v3, scalar)]
fn add_sparse_rows(table: &SparseTable, features: &[u64], scores: &mut [i32]) {
    // All rows are looked for before the first is read, for the same reason
    // for which lines are touched first.
    for features in features.chunks(AT_ONCE) {
        table.index.touch(features);
        // Wide and long rows are told apart without a branch, since which comes next
        // cannot be foreseen; short ones are rare.
        let (mut wide, mut n_wide) = ([0; AT_ONCE], 0);
        let (mut long, mut n_long) = ([(0, 0); AT_ONCE], 0);
        for feature in features {
            let row = table.index.row(*feature);
            let [a, b, c, d, len] = row;
            wide[n_wide] = start(row);
            n_wide += usize::from(len == WIDE);
            long[n_long] = (start(row), usize::from(len));
            n_long += usize::from(usize::from(len) > SHORT && len != WIDE);
            if (1..=SHORT).contains(&usize::from(len)) {
                // Entries that are not there weigh nothing.
                put(scores, [a, b]);
                put(scores, [c, d]);
            }
        }
        let long = &long[..n_long];
        table.touch_entries(long);
        add_wide_rows(table, &wide[..n_wide], scores);
        for (start, len) in long {
            let row = table.entries.get(*start..start + len).unwrap_or_default();
            row.iter().for_each(|entry| put(scores, *entry));
        }
    }
}

/// Adds the weights of wide rows.
#[inline(always)]
fn add_wide_rows(table: &SparseTable, rows: &[usize], scores: &mut [i32]) {
    for (block, scores) in scores.chunks_mut(BLOCK).enumerate().take(table.n_blocks) {
        let mut sums = [0_i32; BLOCK];
        for row in rows {
            let Some(Block(weights)) = table.wide.get(row * table.n_blocks + block) else {
                continue;
            };
            for class in 0..BLOCK {
                sums[class] += i32::from(weight(weights[class]));
            }
        }
        scores.iter_mut().zip(&sums).for_each(|(score, sum)| *score += sum);
    }
}

/// Adds the weight of an entry to the score of its class.
#[inline(always)]
fn put(scores: &mut [i32], [class, byte]: [u8; 2]) {
    if let Some(score) = scores.get_mut(usize::from(class)) {
        *score += i32::from(weight(byte));
    }
}

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

    /// Rows of one weight for each of so many classes, some of them wide.
    fn rows_of(lengths: &[u8]) -> Vec<(u64, Vec<(u8, u8)>)> {
        let row = |len: u8| (0..len).map(|class| (class, byte(f64::from(class % 7) - 3.0)));
        let rows = lengths.iter().map(|len| (feature(u32::from(*len)), row(*len).collect()));
        rows.collect()
    }

    #[test]
    fn rows_of_all_lengths_add_up_alike() {
        let lengths = [1, 2, 3, 11, 12, 63, 64, 65, 200, 255];
        let rows = rows_of(&lengths);
        let table = SparseTable::build(&rows);
        for n_classes in [1, 64, 90, 256] {
            let mut expected = vec![5; n_classes];
            for (class, weight) in rows.iter().flat_map(|(_, row)| row) {
                if let Some(score) = expected.get_mut(usize::from(*class)) {
                    *score += i32::from(super::weight(*weight));
                }
            }
            let features: Vec<u64> = rows.iter().map(|(feature, _)| *feature).collect();
            let mut scores = vec![5; n_classes];
            table.add(&features, &mut scores);
            assert_eq!(scores, expected);
        }
    }

    #[test]
    fn file_has_no_trace_of_wide_rows() {
        let bytes = |table: &SparseTable| {
            let mut writer = WeightsWriter::new(Header::default());
            table.write("t", &mut writer);
            writer.to_bytes()
        };
        let rows = rows_of(&[2, 9, 40, 255]);
        let first = bytes(&SparseTable::build(&rows));
        let weights = Weights::parse(&first).unwrap();
        let n_entries = weights.section("t.entries").unwrap().len() / 2;
        assert_eq!(n_entries, 9 + 40 + 255);
        assert_eq!(bytes(&SparseTable::read("t", &weights).unwrap()), first);
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
