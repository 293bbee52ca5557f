//! Alignment of words that two sides cut from one text.
//!
//! In: the words of the treebank and of the reader, with their places among the
//! text's characters that are no spaces. Out: pairs of words that are the same.
//! The rules are those of the CoNLL 2018 shared task's evaluation: words pair
//! where they cover the same characters; where one side parts what is written
//! as one, words pair by their forms, as many as stand in the same order.

use std::ops::Range;

/// A word with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The characters that it covers; those of the whole where it is a part of
    /// something that is written as one.
    pub(super) span: Range<usize>,
    /// Its form in lower case.
    pub(super) form: String,
    /// Whether it is a part of something that is written as one.
    pub(super) is_part: bool,
}

/// Returns the pairs of words that are the same, by their numbers.
pub(super) fn align(gold: &[Placed], read: &[Placed]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut at_gold, mut at_read) = (0, 0);
    while let (Some(a), Some(b)) = (gold.get(at_gold), read.get(at_read)) {
        if a.is_part || b.is_part {
            let (golds, reads) = parted(gold, read, at_gold, at_read);
            pairs.extend(
                common(&gold[golds.clone()], &read[reads.clone()])
                    .into_iter()
                    .map(|(a, b)| (golds.start + a, reads.start + b)),
            );
            (at_gold, at_read) = (golds.end, reads.end);
        } else if a.span == b.span {
            pairs.push((at_gold, at_read));
            (at_gold, at_read) = (at_gold + 1, at_read + 1);
        } else if a.span.start <= b.span.start {
            at_gold += 1;
        } else {
            at_read += 1;
        }
    }
    pairs
}

/// Returns the words of both sides in the stretch around something that is
/// written as one and that either side parts.
fn parted(
    gold: &[Placed],
    read: &[Placed],
    mut at_gold: usize,
    mut at_read: usize,
) -> (Range<usize>, Range<usize>) {
    let mut end;
    if gold[at_gold].is_part {
        end = gold[at_gold].span.end;
        if !read[at_read].is_part && read[at_read].span.start < gold[at_gold].span.start {
            at_read += 1;
        }
    } else {
        end = read[at_read].span.end;
        if gold[at_gold].span.start < read[at_read].span.start {
            at_gold += 1;
        }
    }
    let (start_gold, start_read) = (at_gold, at_read);
    while !is_beyond(gold, at_gold, end) || !is_beyond(read, at_read, end) {
        let takes_gold = match (gold.get(at_gold), read.get(at_read)) {
            (Some(a), Some(b)) => a.span.start <= b.span.start,
            (a, _) => a.is_some(),
        };
        let (side, at) = if takes_gold { (gold, &mut at_gold) } else { (read, &mut at_read) };
        if side[*at].is_part {
            end = end.max(side[*at].span.end);
        }
        *at += 1;
    }
    (start_gold..at_gold, start_read..at_read)
}

fn is_beyond(words: &[Placed], at: usize, end: usize) -> bool {
    words
        .get(at)
        .is_none_or(|word| if word.is_part { word.span.start >= end } else { word.span.end > end })
}

/// Returns the longest list of pairs with equal forms in the same order.
fn common(gold: &[Placed], read: &[Placed]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0_usize; read.len() + 1]; gold.len() + 1];
    for a in (0..gold.len()).rev() {
        for b in (0..read.len()).rev() {
            lengths[a][b] = if gold[a].form == read[b].form {
                1 + lengths[a + 1][b + 1]
            } else {
                lengths[a + 1][b].max(lengths[a][b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::new();
    while a < gold.len() && b < read.len() {
        if gold[a].form == read[b].form {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[a + 1][b] >= lengths[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words one behind the other; those with a `+` before them are parts of
    /// what the word before them begins.
    fn placed(text: &str) -> Vec<Placed> {
        let mut out: Vec<Placed> = Vec::new();
        let mut at = 0;
        let words: Vec<&str> = text.split(' ').collect();
        for (idx, word) in words.iter().enumerate() {
            let form = word.trim_start_matches('+').to_owned();
            let joins = |idx: usize| words.get(idx).is_some_and(|word| word.starts_with('+'));
            let end = at + form.len();
            out.push(Placed { span: at..end, form, is_part: joins(idx) || joins(idx + 1) });
            at = end;
        }
        // Parts cover what is written as one.
        let mut idx = 0;
        while idx < out.len() {
            let mut end = idx + 1;
            while words.get(end).is_some_and(|word| word.starts_with('+')) {
                end += 1;
            }
            let span = out[idx].span.start..out[end - 1].span.end;
            for part in &mut out[idx..end] {
                part.span = span.clone();
            }
            idx = end;
        }
        out
    }

    fn aligned(gold: &str, read: &str) -> Vec<(usize, usize)> {
        align(&placed(gold), &placed(read))
    }

    #[test]
    fn equal_words_pair() {
        assert_eq!(aligned("talks failed .", "talks failed ."), [(0, 0), (1, 1), (2, 2)]);
    }

    #[test]
    fn word_cut_elsewhere_has_no_pair() {
        assert_eq!(aligned("pro rata talks", "prorata talks"), [(2, 1)]);
        assert_eq!(aligned("talks", "tal ks"), []);
    }

    #[test]
    fn parts_pair_by_their_forms() {
        assert_eq!(aligned("they do +n't go", "they do +n't go"), [(0, 0), (1, 1), (2, 2), (3, 3)]);
        assert_eq!(aligned("they do +n't go", "they do n't go"), [(0, 0), (1, 1), (2, 2), (3, 3)]);
        assert_eq!(aligned("they do +n't go", "they don't go"), [(0, 0), (3, 2)]);
        assert_eq!(aligned("don't go", "do +n't go"), [(1, 2)]);
    }
}
