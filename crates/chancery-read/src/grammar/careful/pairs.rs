//! The event head: what a source does to a target, by the states of its branch.
//!
//! In: the states of a sentence and where two parties stand. Out: a probability
//! for each sense (`EVENT.mode`, or `none`) and each standing. The sentence is
//! read once, without marks: two narrow layers behind the branch are told where
//! the parties stand, so that every pair of a sentence uses the same states.
//! What a sense means for an account is not known here.

use std::ops::Range;

use super::arithmetic::{exp, relu};
use super::branch::{Branch, States};
use super::encoder::WIDTH;
use super::layer::{Layer, Norm, Room, Sizes};
use super::matrix::{Matrix, Rows};
use crate::grammar::weights::{Weights, WeightsError};

/// The width of the narrow layers.
const NARROW: usize = 192;
const NARROW_LAYER: Sizes = Sizes { width: NARROW, inner: 384 };
const JUDGING: usize = 192;
const N_LAYERS: usize = 2;
/// How many places a word may have beside the two parties.
const N_PLACES: usize = 6;

/// Where a word stands; the numbers are the rows of the section `pairs.places`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Source = 0,
    Target = 1,
    Before = 2,
    /// Between the two, of which the source comes first.
    Forward = 3,
    /// Between the two, of which the target comes first.
    Backward = 4,
    After = 5,
}

/// What may be between two parties: each sense and each standing with its probability,
/// in the order of [`Pairs::senses`] and [`Pairs::standings`].
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The probabilities of the senses; their sum is 1.
    pub senses: Vec<f32>,
    /// The probabilities of the standings; their sum is 1.
    pub standings: Vec<f32>,
}

/// The weights of the event head and its branch, with what their outputs mean.
pub struct Pairs {
    branch: Branch,
    enter: Matrix,
    places: Vec<f32>,
    enter_norm: Norm,
    layers: Vec<Layer>,
    judge: Matrix,
    out: Matrix,
    senses: Vec<Box<str>>,
    standings: Vec<Box<str>>,
}

impl Pairs {
    /// Loads branch and head from their weights.
    ///
    /// # Errors
    ///
    /// Where the weights are another tier's or lack a part.
    pub fn from_weights(weights: &Weights<'_>) -> Result<Pairs, WeightsError> {
        if weights.header().tier != "events" {
            return Err(WeightsError::Header { reason: "it is that of another tier" });
        }
        let (senses, standings) = (list(weights, "senses")?, list(weights, "standings")?);
        let layer = |idx: usize| Layer::load(weights, &format!("pairs.layer{idx}"), NARROW_LAYER);
        Ok(Pairs {
            branch: Branch::load(weights)?,
            enter: Matrix::load(weights, "pairs.enter", WIDTH, NARROW)?,
            places: weights.numbers("pairs.places", N_PLACES * NARROW)?,
            enter_norm: Norm::load(weights, "pairs.enter_norm", NARROW)?,
            layers: (0..N_LAYERS).map(layer).collect::<Result<_, WeightsError>>()?,
            judge: Matrix::load(weights, "pairs.judge", 3 * NARROW, JUDGING)?,
            out: Matrix::load(weights, "pairs.out", JUDGING, senses.len() + standings.len())?,
            senses,
            standings,
        })
    }

    /// Returns what the numbers of [`Judgement::senses`] belong to: `none`, or
    /// `EVENT` or `EVENT.mode`.
    pub fn senses(&self) -> &[Box<str>] {
        &self.senses
    }

    /// Returns what the numbers of [`Judgement::standings`] belong to.
    pub fn standings(&self) -> &[Box<str>] {
        &self.standings
    }

    /// Judges what the first of each pair of parties does to the second. A party is
    /// given by its words; a pair that leaves the sentence or has an empty side gets
    /// no judgement.
    pub fn judge(
        &self,
        states: &States,
        pairs: &[(Range<usize>, Range<usize>)],
    ) -> Vec<Option<Judgement>> {
        if pairs.is_empty() {
            return Vec::new();
        }
        self.judge_words(&self.branch.words(states), pairs)
    }

    /// Judges pairs by a row for the place before the sentence and one for each word.
    fn judge_words(
        &self,
        states: &[f32],
        pairs: &[(Range<usize>, Range<usize>)],
    ) -> Vec<Option<Judgement>> {
        let n_rows = states.len() / WIDTH;
        let mut rows = Rows::default();
        let mut entered = Vec::new();
        rows.set(states, WIDTH);
        self.enter.multiply(&rows, &mut entered);
        let within = |side: &Range<usize>| side.start < side.end && side.end < n_rows;
        let one = |(source, target): &(Range<usize>, Range<usize>)| {
            (within(source) && within(target))
                .then(|| self.judge_one(&entered, &places(n_rows - 1, source, target)))
        };
        pairs.iter().map(one).collect()
    }

    fn judge_one(&self, entered: &[f32], places: &[Place]) -> Judgement {
        let mut states = entered.to_vec();
        let rows_of_places = places.iter().map(|place| &self.places[*place as usize * NARROW..]);
        let added: Vec<f32> = rows_of_places.flat_map(|row| &row[..NARROW]).copied().collect();
        self.enter_norm.add(&mut states, &added);
        let n_rows = places.len();
        let mut room = Room::default();
        for layer in &self.layers {
            layer.run(&mut states, std::slice::from_ref(&(0..n_rows)), &mut room);
        }
        let (mut rows, mut wide, mut out) = (Rows::default(), Vec::new(), Vec::new());
        let mut pooled = mean(&states, places, Place::Source);
        pooled.extend(mean(&states, places, Place::Target));
        pooled.extend_from_slice(&states[..NARROW]);
        rows.set(&pooled, 3 * NARROW);
        self.judge.multiply(&rows, &mut wide);
        relu(&mut wide);
        rows.set(&wide, JUDGING);
        self.out.multiply(&rows, &mut out);
        let (senses, standings) = out.split_at(self.senses.len());
        Judgement { senses: probabilities(senses), standings: probabilities(standings) }
    }
}

/// Returns the place of each row: that before the sentence, then the words. Of two
/// parties of which one stands inside the other, the inner one keeps its words.
fn places(n_words: usize, source: &Range<usize>, target: &Range<usize>) -> Vec<Place> {
    let (left, right) = (source.start.min(target.start), source.end.max(target.end));
    let between = if source.start <= target.start { Place::Forward } else { Place::Backward };
    let source_first = source.len() <= target.len();
    let mut out = vec![Place::Before];
    out.extend((0..n_words).map(|idx| {
        let (at_source, at_target) = (source.contains(&idx), target.contains(&idx));
        if at_source && (source_first || !at_target) {
            Place::Source
        } else if at_target {
            Place::Target
        } else if idx < left {
            Place::Before
        } else if idx >= right {
            Place::After
        } else {
            between
        }
    }));
    out
}

/// Returns the mean of the rows at a place; zeros where no row is there.
fn mean(states: &[f32], places: &[Place], place: Place) -> Vec<f32> {
    let mut sums = vec![0.0; NARROW];
    let mut n = 0.0_f32;
    for (row, at) in states.chunks_exact(NARROW).zip(places) {
        if *at == place {
            n += 1.0;
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += value;
            }
        }
    }
    for sum in &mut sums {
        *sum /= n.max(1.0);
    }
    sums
}

/// Turns scores into probabilities.
fn probabilities(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().fold(f32::MIN, |a, b| if *b > a { *b } else { a });
    let powers: Vec<f32> = scores.iter().map(|score| exp(score - most)).collect();
    let total: f32 = powers.iter().sum();
    powers.iter().map(|power| power / total).collect()
}

/// Takes a list of words from the header's settings.
fn list(weights: &Weights<'_>, name: &str) -> Result<Vec<Box<str>>, WeightsError> {
    let list = weights.header().settings.get(name).and_then(|list| list.as_array());
    let words =
        list.and_then(|list| list.iter().map(|word| word.as_str().map(Box::from)).collect());
    words.ok_or(WeightsError::Header { reason: "it does not say what the head's numbers mean" })
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::super::encoder::ENCODER_LAYER;
    use super::super::made::Made;
    use super::*;
    use crate::grammar::weights::{Header, WeightsWriter};

    fn file(made: &mut Made, with_lists: bool) -> Vec<u8> {
        let mut settings = Map::new();
        settings.insert("fork".into(), 4.into());
        settings.insert("layers".into(), 1.into());
        if with_lists {
            settings.insert("senses".into(), json!(["none", "AID", "CONSULT.meet", "ASSAULT"]));
            settings.insert("standings".into(), json!(["actual", "planned", "negated"]));
        }
        let mut writer =
            WeightsWriter::new(Header { tier: "events".into(), settings, ..Header::default() });
        made.matrix(&mut writer, "pairs.enter", WIDTH, NARROW);
        writer.numbers("pairs.places", &made.real(N_PLACES * NARROW));
        made.norm(&mut writer, "pairs.enter_norm", NARROW);
        for idx in 0..N_LAYERS {
            made.layer(&mut writer, &format!("pairs.layer{idx}"), NARROW_LAYER);
        }
        made.matrix(&mut writer, "pairs.judge", 3 * NARROW, JUDGING);
        made.matrix(&mut writer, "pairs.out", JUDGING, 7);
        // The branch has numbers of its own, so that those above are `pairs.py`'s.
        Made(11).layer(&mut writer, "branch.layer0", ENCODER_LAYER);
        writer.to_bytes()
    }

    fn head(made: &mut Made) -> Pairs {
        Pairs::from_weights(&Weights::parse(&file(made, true)).unwrap()).unwrap()
    }

    #[test]
    fn judgements_are_those_of_the_training_code() {
        // The expected numbers are printed by `careful/pairs.py` of `chancery-train`.
        let mut made = Made(7);
        let head = head(&mut made);
        let states = made.real(10 * WIDTH);
        let pairs = [(0..2, 5..7), (6..9, 1..2), (2..6, 3..4)];
        let expected = [
            [0.1169, 0.0912, 0.7741, 0.0178, 0.9891, 0.0088, 0.0021],
            [0.0716, 0.0786, 0.8291, 0.0208, 0.977, 0.0198, 0.0032],
            [0.206, 0.0928, 0.6849, 0.0163, 0.9849, 0.0139, 0.0012],
        ];
        for (found, expected) in head.judge_words(&states, &pairs).into_iter().zip(expected) {
            let found = found.unwrap();
            for (found, expected) in found.senses.iter().chain(&found.standings).zip(expected) {
                // The training code does not round activations to 8 bits.
                assert!((found - expected).abs() < 1e-2, "{found} for {expected}");
            }
        }
    }

    #[test]
    fn pairs_outside_the_sentence_get_no_judgement() {
        let head = head(&mut Made(7));
        let states = States::new(Made(1).real(6 * WIDTH), vec![0, 1, 3, 4], Vec::new());
        let found = head.judge(&states, &[(0..1, 2..4), (1..1, 2..3), (0..1, 2..3)]);
        assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(head.judge(&states, &[]), []);
    }

    #[test]
    fn weights_that_do_not_say_what_they_mean_are_an_error() {
        let bytes = file(&mut Made(7), false);
        assert!(Pairs::from_weights(&Weights::parse(&bytes).unwrap()).is_err());
    }

    #[test]
    fn the_inner_of_two_nested_parties_keeps_its_words() {
        let found = places(5, &(1..4), &(2..3));
        let places = [Place::Before, Place::Before, Place::Source, Place::Target, Place::Source];
        assert!(found[..5] == places && found[5] == Place::After);
    }
}
