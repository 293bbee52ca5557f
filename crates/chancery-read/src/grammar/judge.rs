//! The judge: what may be between two parties of a sentence, in PLOVER's terms.
//!
//! In: the event head's weights, the states that the careful tier kept of a text's
//! sentences, and where two parties stand. Out: how probable it is that the one does
//! something to the other, and what that is. The head's standings are not asked for: the
//! tree knows them better. Sentences that no one asks about cost nothing. What is made of a verdict is not known here.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_model::{EventKind, Mode};

use super::careful::{Judgement, Pairs, States};
use super::weights::{Weights, WeightsError};

/// What a number of the event head stands for; nothing is no event.
type Sense = Option<(EventKind, Option<Mode>)>;

/// The event head, with what its numbers mean.
pub(crate) struct EventHead {
    pairs: Pairs,
    senses: Vec<Sense>,
}

impl EventHead {
    /// Loads the head from its weights.
    pub(crate) fn from_weights(weights: &Weights<'_>) -> Result<EventHead, WeightsError> {
        let pairs = Pairs::from_weights(weights)?;
        let wrong = WeightsError::Header { reason: "it names an event that PLOVER has not" };
        let senses = pairs.senses().iter().map(|name| sense(name)).collect::<Option<_>>();
        Ok(EventHead { pairs, senses: senses.ok_or(wrong)? })
    }

    fn verdict(&self, judgement: &Judgement) -> Verdict {
        let mut verdict = Verdict::default();
        for (sense, probability) in self.senses.iter().zip(&judgement.senses) {
            let Some((kind, mode)) = *sense else { continue };
            match verdict.kinds.iter_mut().find(|known| known.kind == kind) {
                Some(known) => known.add(mode, *probability),
                None => verdict.kinds.push(Likely {
                    kind,
                    probability: *probability,
                    mode,
                    of_mode: *probability,
                }),
            }
        }
        verdict.kinds.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        verdict
    }
}

/// Returns the sense of a name: `none`, `EVENT` or `EVENT.mode`. Training parts some
/// events further than PLOVER does (`CONSULT.meet`): such a sense has no mode.
fn sense(name: &str) -> Option<Sense> {
    if name == "none" {
        return Some(None);
    }
    let (kind, mode) = name.split_once('.').map_or((name, None), |(kind, mode)| (kind, Some(mode)));
    let kind: EventKind = kind.parse().ok()?;
    Some(Some((kind, mode.and_then(|mode| Mode::new(kind, mode).ok()))))
}

/// What may be between two parties.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Verdict {
    /// What the first may do to the second, the likeliest first.
    pub(crate) kinds: Vec<Likely>,
}

impl Verdict {
    /// Returns the probability of a kind of event.
    pub(crate) fn of(&self, kind: EventKind) -> f32 {
        self.kinds.iter().find(|likely| likely.kind == kind).map_or(0.0, |found| found.probability)
    }
}

/// A kind of event with its probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likely {
    pub(crate) kind: EventKind,
    pub(crate) probability: f32,
    /// Its likeliest mode.
    pub(crate) mode: Option<Mode>,
    of_mode: f32,
}

impl Likely {
    fn add(&mut self, mode: Option<Mode>, probability: f32) {
        self.probability += probability;
        if probability > self.of_mode {
            (self.mode, self.of_mode) = (mode, probability);
        }
    }
}

/// The event head over the sentences of one text.
#[derive(Default)]
pub(crate) struct Judge<'a> {
    head: Option<&'a EventHead>,
    /// The states of each sentence, by its first token.
    states: BTreeMap<usize, States>,
}

impl<'a> Judge<'a> {
    /// Returns a judge without a sentence.
    pub(super) fn new(head: Option<&'a EventHead>) -> Judge<'a> {
        Judge { head, states: BTreeMap::new() }
    }

    /// Keeps the states of the sentence that begins at a token.
    pub(super) fn keep(&mut self, start: usize, states: States) {
        if self.head.is_some() {
            self.states.insert(start, states);
        }
    }

    /// Returns whether the sentence that begins at a token can be judged.
    pub(crate) fn knows(&self, start: usize) -> bool {
        self.states.contains_key(&start)
    }

    /// Judges what the first of each pair of parties does to the second. Sides are
    /// tokens of the text; pairs that do not lie in the sentence that begins at
    /// `start` get no verdict, and none does where its states were not kept.
    pub(crate) fn judge(
        &self,
        start: usize,
        pairs: &[(Range<usize>, Range<usize>)],
    ) -> Vec<Option<Verdict>> {
        let (Some(head), Some(states)) = (self.head, self.states.get(&start)) else {
            return vec![None; pairs.len()];
        };
        // What begins before the sentence becomes an empty side, which is not judged.
        let inside = |side: &Range<usize>| {
            side.start.checked_sub(start).map_or(0..0, |first| first..side.end.max(start) - start)
        };
        let pairs: Vec<_> = pairs.iter().map(|(a, b)| (inside(a), inside(b))).collect();
        let found = head.pairs.judge(states, &pairs);
        found.iter().map(|one| one.as_ref().map(|one| head.verdict(one))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senses_are_events_with_or_without_mode() {
        assert_eq!(sense("none"), Some(None));
        assert_eq!(sense("AID"), Some(Some((EventKind::Aid, None))));
        let phone = Mode::new(EventKind::Consult, "phone").ok();
        assert_eq!(sense("CONSULT.phone"), Some(Some((EventKind::Consult, phone))));
        assert_eq!(sense("CONSULT.meet"), Some(Some((EventKind::Consult, None))));
        assert_eq!(sense("MEET.phone"), None);
        assert_eq!(sense("NONE"), None);
    }

    #[test]
    fn modes_of_a_kind_add_up_and_the_likeliest_is_named() {
        let mode = |code| Mode::new(EventKind::Consult, code).ok();
        let mut likely = Likely {
            kind: EventKind::Consult,
            probability: 0.25,
            mode: mode("phone"),
            of_mode: 0.25,
        };
        likely.add(mode("visit"), 0.5);
        likely.add(mode("meet"), 0.125);
        assert_eq!((likely.probability, likely.mode), (0.875, mode("visit")));
    }

    #[test]
    fn judge_without_head_or_states_says_nothing() {
        let judge = Judge::new(None);
        assert_eq!(judge.judge(0, &[(0..1, 2..3)]), [None]);
    }
}
