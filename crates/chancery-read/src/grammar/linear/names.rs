//! Names: which words are parts of names, and of what.
//!
//! In: atoms and tags. Out: a name tag for each word. Each word is scored by
//! itself and its neighbours, and each tag by the one before it; the best
//! sequence in which no name goes on that has not begun is chosen (Viterbi).

use super::atoms::Atoms;
use super::hash::{four, three, two};
use super::table::{RelativeTable, Scorer};
use crate::grammar::NameTag;

/// How many name tags there are.
pub const N_TAGS: usize = NameTag::ALL.len();

/// The weights of name tags, relative to being outside.
pub type NameTable = RelativeTable<{ N_TAGS - 1 }, 8>;

/// The scores of a tag (second) behind another (first); behind [`N_TAGS`], the
/// start of the sentence.
pub type Transitions = [[i32; N_TAGS]; N_TAGS + 1];

/// What surrounds a run of capitalized words.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    first: u32,
    last: u32,
    before: u32,
    after: u32,
    n_words: u32,
}

/// Room for features, runs and the search.
#[derive(Clone, Debug, Default)]
pub struct NameScratch {
    /// The features of the last word.
    pub features: Vec<u64>,
    runs: Vec<Run>,
    scores: Vec<[i32; N_TAGS]>,
    from: Vec<[u8; N_TAGS]>,
}

impl NameScratch {
    /// Looks at a sentence before the features of its words are asked for.
    pub fn fill(&mut self, atoms: &[Atoms]) {
        self.runs.clear();
        self.runs.resize(atoms.len(), Run::default());
        let mut idx = 0;
        while idx < atoms.len() {
            let run = atoms[idx..].iter().take_while(|atom| atom.capital).count();
            if run > 0 {
                let end = idx + run;
                let look = Run {
                    first: atoms[idx].lower,
                    last: atoms[end - 1].lower,
                    before: idx.checked_sub(1).map_or(0, |before| atoms[before].lower),
                    after: atoms.get(end).map_or(0, |atom| atom.lower),
                    n_words: run.min(4) as u32,
                };
                self.runs[idx..end].fill(look);
            }
            idx += run.max(1);
        }
    }

    /// Computes the features of the word at `idx`; [`NameScratch::fill`] comes
    /// before. There are none where no name can be.
    pub fn features(&mut self, atoms: &[Atoms], tags: &[u8], idx: usize) {
        self.features.clear();
        if !may_be_name(atoms, idx) {
            return;
        }
        let none = Atoms::default();
        let at = |offset: isize| {
            idx.checked_add_signed(offset).and_then(|idx| atoms.get(idx)).unwrap_or(&none)
        };
        let tag = |offset: isize| {
            let tag = idx.checked_add_signed(offset).and_then(|idx| tags.get(idx));
            tag.map_or(0, |tag| u32::from(*tag) + 1)
        };
        let (before2, before, word, after, after2) = (at(-2), at(-1), at(0), at(1), at(2));
        let run = self.runs[idx];
        let first = u32::from(idx == 0);
        let place = u32::from(word.capital) << 1 | first;
        let names = word.entry.names();
        let fine = word.entry.fine();
        self.features.extend_from_slice(&[
            two(300, word.form, 0),
            two(301, word.lower, place),
            two(302, word.suffix[2], place),
            two(303, word.suffix[3], place),
            two(304, word.prefix[2], place),
            two(305, word.prefix[3], place),
            two(306, word.shape, tag(0)),
            two(307, word.shape, first),
            three(308, before.shape, word.shape, after.shape),
            two(309, before.form, place),
            two(310, after.form, place),
            two(311, before2.lower, place),
            two(312, after2.lower, place),
            two(313, before.form, word.form),
            two(314, word.form, after.form),
            three(315, tag(-1), tag(0), tag(1)),
            two(316, tag(-1), tag(0)),
            two(317, tag(0), tag(1)),
            two(318, fine, place),
            two(319, fine, tag(0)),
            two(320, word.entry.coarse(), place),
            two(321, before.entry.fine(), place),
            two(322, after.entry.fine(), place),
            three(323, before.entry.fine(), fine, 0),
            three(324, fine, after.entry.fine(), 0),
            three(325, before.entry.coarse(), word.entry.coarse(), after.entry.coarse()),
            two(326, names, place),
            three(327, names, word.shape, tag(0)),
            four(328, before.entry.names(), names, after.entry.names(), place),
            three(329, before.entry.names(), tag(-1), place),
            three(330, after.entry.names(), tag(1), place),
            two(331, run.last, run.n_words),
            two(332, run.first, run.n_words),
            two(333, run.before, run.n_words.min(2)),
            two(334, run.after, run.n_words.min(2)),
            two(335, run.before, fine),
            two(336, run.after, fine),
            three(337, run.before, run.after, 0),
            three(338, before.lower, names, place),
            three(339, after.lower, names, place),
            two(340, word.suffix[1], tag(0)),
            three(341, before.entry.fine(), after.entry.fine(), place),
        ]);
    }
}

/// Returns whether a word may be part of a name: it has a capital or stands
/// beside one, is unknown, or is usually written with a capital. All others, half
/// of the words of news, are passed over.
fn may_be_name(atoms: &[Atoms], idx: usize) -> bool {
    let capital =
        |idx: Option<usize>| idx.and_then(|idx| atoms.get(idx)).is_some_and(|atom| atom.capital);
    let entry = atoms[idx].entry;
    capital(Some(idx))
        || capital(idx.checked_sub(1))
        || capital(idx.checked_add(1))
        || entry.is_capital()
        || entry.names() != 0
        || entry.fine() == 0
}

/// Writes the best sequence of name tags into `out`, which it empties first.
pub fn tag(
    scorer: &impl Scorer,
    transitions: &Transitions,
    atoms: &[Atoms],
    tags: &[u8],
    scratch: &mut NameScratch,
    out: &mut Vec<NameTag>,
) {
    out.clear();
    scratch.fill(atoms);
    scratch.scores.clear();
    scratch.from.clear();
    for idx in 0..atoms.len() {
        scratch.features(atoms, tags, idx);
        let mut own = [0; N_TAGS];
        if scratch.features.is_empty() {
            own = [NEVER; N_TAGS];
            own[NameTag::Outside.index()] = 0;
        } else {
            scorer.add(&scratch.features, &mut own);
        }
        let mut from = [0; N_TAGS];
        for (tag, score) in own.iter_mut().enumerate() {
            let (before, best) = match scratch.scores.last() {
                None => (NameTag::Outside.index(), start(transitions, tag)),
                Some(scores) => arrive(transitions, scores, tag),
            };
            from[tag] = before as u8;
            *score = score.saturating_add(best);
        }
        // Scores are kept relative to the best, so that they cannot overflow.
        let best = own.iter().copied().max().unwrap_or(0);
        scratch.scores.push(own.map(|score| score.saturating_sub(best)));
        scratch.from.push(from);
    }
    let Some(scores) = scratch.scores.last() else { return };
    let mut tag = usize::from(super::tagger::best(scores));
    out.resize(atoms.len(), NameTag::Outside);
    for (place, from) in out.iter_mut().zip(&scratch.from).rev() {
        *place = NameTag::ALL[tag];
        tag = usize::from(from[tag]);
    }
}

/// A score that no sequence with a way around it has.
const NEVER: i32 = i32::MIN / 4;

fn start(transitions: &Transitions, tag: usize) -> i32 {
    if NameTag::ALL[tag].may_follow(NameTag::Outside) { transitions[N_TAGS][tag] } else { NEVER }
}

/// Returns the best tag before this one, and the score of coming from there.
fn arrive(transitions: &Transitions, scores: &[i32; N_TAGS], tag: usize) -> (usize, i32) {
    let mut best = (0, i32::MIN);
    for (before, score) in scores.iter().enumerate() {
        let may = NameTag::ALL[tag].may_follow(NameTag::ALL[before]);
        let score = if may { score.saturating_add(transitions[before][tag]) } else { NEVER };
        if score > best.1 {
            best = (before, score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::atoms::{AtomScratch, atoms};
    use super::super::lexicon::Lexicon;
    use super::super::table::byte;
    use super::*;

    fn tags_of(words: &[&str], rows: &[(u64, [u8; 6])]) -> Vec<&'static str> {
        let mut list = Vec::new();
        atoms(words, &Lexicon::default(), &mut AtomScratch::default(), &mut list);
        let mut out = Vec::new();
        let tags = vec![0; list.len()];
        let table = NameTable::build(rows);
        let transitions = [[0; N_TAGS]; N_TAGS + 1];
        tag(&table, &transitions, &list, &tags, &mut NameScratch::default(), &mut out);
        out.into_iter().map(NameTag::as_str).collect()
    }

    #[test]
    fn no_name_goes_on_that_has_not_begun() {
        let form = |word: &str| two(300, super::super::hash::bytes(word.as_bytes()), 0);
        // "Nations" wants to be inside an organization, "United" to be outside.
        let rows = [
            (form("Nations"), [0, 0, 0, 0, 1, 9]),
            (form("United"), [0, 0, 0, 0, byte(-2.0), 0]),
            (form("the"), [byte(-9.0); 6]),
        ];
        assert_eq!(tags_of(&["the", "United", "Nations"], &rows), ["O", "B-ORG", "I-ORG"]);
        assert_eq!(tags_of(&["Nations"], &rows), ["B-ORG"]);
        assert!(tags_of(&[], &rows).is_empty());
    }
}
