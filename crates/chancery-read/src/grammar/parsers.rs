//! The parsers: both tiers of grammar, and what each of them reads.
//!
//! In: a text with its cast. Out: the forest of the sentences that matter, and a
//! judge of what is between their parties. The careful tier reads them where it is
//! asked for; the linear tier reads them otherwise, and the sentences that are too
//! long for the careful one. Lemmas are the linear tier's; the judge knows only what
//! the careful tier has read.

use super::careful::States;
use super::forest::Forest;
use super::judge::{EventHead, Judge};
use super::matter::matters;
use super::mend::mend;
use super::{Careful, Linear, LinearScratch, Tree, Weights, WeightsError};
use crate::actor::Cast;
use crate::language::Language;
use crate::text::Text;

/// The weights of the linear tier that this crate carries.
pub const LINEAR: &[u8] = include_bytes!("../../../../languages/en/linear.weights");
/// The weights of the careful tier that this crate carries.
pub const CAREFUL: &[u8] = include_bytes!("../../../../languages/en/careful.weights");

/// The weights of the event head that this crate carries.
pub const EVENTS: &[u8] = include_bytes!("../../../../languages/en/events.weights");

/// How carefully sentences are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tier {
    /// By the linear tier alone.
    Fast,
    /// By the careful tier.
    #[default]
    Careful,
}

/// The tiers of grammar that a reader reads with.
pub struct Parsers {
    linear: Linear,
    careful: Option<Careful>,
    events: Option<EventHead>,
    identity: String,
}

impl Parsers {
    /// Loads the tiers from the weights that this crate carries.
    ///
    /// # Errors
    ///
    /// Where these are broken, which a test rules out.
    pub fn new(tier: Tier) -> Result<Parsers, WeightsError> {
        match tier {
            Tier::Fast => Parsers::from_bytes(LINEAR, None, None),
            Tier::Careful => Parsers::from_bytes(LINEAR, Some(CAREFUL), Some(EVENTS)),
        }
    }

    /// Loads the linear tier, and the careful one and the event head over it where
    /// their weights are given.
    ///
    /// # Errors
    ///
    /// Where the bytes are no weights of that tier and format, cut or changed.
    pub fn from_bytes(
        linear: &[u8],
        careful: Option<&[u8]>,
        events: Option<&[u8]>,
    ) -> Result<Parsers, WeightsError> {
        let weights = Weights::parse(linear)?;
        let linear = Linear::from_weights(&weights)?;
        let mut identity = format!("linear:{}", short(&weights.checksum()));
        let careful = match careful {
            Some(careful) => {
                let weights = Weights::parse(careful)?;
                identity.push_str(&format!(" careful:{}", short(&weights.checksum())));
                Some(Careful::from_weights(&weights)?)
            }
            None => None,
        };
        let events = match events {
            Some(events) => {
                let weights = Weights::parse(events)?;
                identity.push_str(&format!(" events:{}", short(&weights.checksum())));
                Some(EventHead::from_weights(&weights)?)
            }
            None => None,
        };
        Ok(Parsers { linear, careful, events, identity })
    }

    /// Returns which weights these are, for a reading to name.
    pub(crate) fn identity(&self) -> String {
        self.identity.clone()
    }

    /// Returns the trees of sentences, given as their words.
    pub fn trees(&self, sentences: &[Vec<&str>]) -> Vec<Tree> {
        self.trees_with_states(sentences).into_iter().map(|(tree, _)| tree).collect()
    }

    /// Returns the trees of sentences, and the states of those that were read carefully.
    fn trees_with_states(&self, sentences: &[Vec<&str>]) -> Vec<(Tree, Option<States>)> {
        let carefully = match &self.careful {
            Some(careful) => careful.read_with_states(sentences),
            None => vec![None; sentences.len()],
        };
        let left = sentences.iter().zip(&carefully).filter(|(_, tree)| tree.is_none());
        let left: Vec<&[&str]> = left.map(|(words, _)| words.as_slice()).collect();
        let mut left = self.linear.read_all(&left, &mut LinearScratch::default()).into_iter();
        let both = sentences.iter().zip(carefully).map(|(words, carefully)| {
            let (mut tree, states) = match carefully {
                Some((tree, states)) => (self.linear.with_lemmas(tree, words), Some(states)),
                None => (left.next().unwrap_or_default(), None),
            };
            mend(&mut tree);
            (tree, states)
        });
        both.collect()
    }

    /// Reads the sentences of a text that matter.
    pub(crate) fn read(
        &self,
        text: &Text<'_>,
        cast: &Cast,
        language: &Language,
    ) -> (Forest, Judge<'_>) {
        let sentences: Vec<_> = text
            .sentences
            .iter()
            .filter(|sentence| matters(text, cast, language, sentence))
            .map(|sentence| sentence.tokens.clone())
            .collect();
        let words: Vec<Vec<&str>> = sentences
            .iter()
            .map(|tokens| tokens.clone().map(|token| text.str(token)).collect())
            .collect();
        let mut forest = Forest::new(text.tokens.len());
        let mut judge = Judge::new(self.events.as_ref());
        for (tokens, (tree, states)) in sentences.iter().zip(self.trees_with_states(&words)) {
            forest.plant(tokens.start, tree);
            if let Some(states) = states {
                forest.keep_states(tokens.start, states.words());
                judge.keep(tokens.start, states);
            }
        }
        (forest, judge)
    }
}

/// Returns as much of a checksum as tells weights apart.
pub(super) fn short(checksum: &str) -> &str {
    checksum.get(..12).unwrap_or(checksum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences() -> Vec<Vec<&'static str>> {
        vec![
            "Norway 's foreign minister met her counterpart in Oslo .".split(' ').collect(),
            Vec::new(),
            "Iceland accused Norway of overfishing on Monday .".split(' ').collect(),
            vec!["word"; 300],
            vec!["😀", "", "\u{301}", "—"],
        ]
    }

    #[test]
    fn built_in_weights_read_and_every_tree_is_sound() {
        for tier in [Tier::Fast, Tier::Careful] {
            let parsers = Parsers::new(tier).unwrap();
            let sentences = sentences();
            let trees = parsers.trees(&sentences);
            assert_eq!(trees.len(), sentences.len());
            for (tree, words) in trees.iter().zip(&sentences) {
                assert_eq!(tree.words.len(), words.len());
                assert!(tree.is_sound());
            }
            assert_eq!(&*trees[0].words[4].lemma, "meet");
        }
    }

    #[test]
    fn tree_does_not_depend_on_the_sentences_beside_it() {
        for tier in [Tier::Fast, Tier::Careful] {
            let parsers = Parsers::new(tier).unwrap();
            let sentences = sentences();
            let together = parsers.trees(&sentences);
            for (words, tree) in sentences.iter().zip(together) {
                assert_eq!(parsers.trees(std::slice::from_ref(words)), [tree]);
            }
        }
    }

    #[test]
    fn cut_or_changed_weights_are_an_error() {
        for len in [0, 7, 100, CAREFUL.len() / 2, CAREFUL.len() - 1] {
            assert!(Parsers::from_bytes(LINEAR, Some(&CAREFUL[..len]), None).is_err());
            assert!(Parsers::from_bytes(&LINEAR[..len.min(LINEAR.len() - 1)], None, None).is_err());
        }
        let mut changed = CAREFUL.to_vec();
        changed[CAREFUL.len() / 3] ^= 1;
        assert!(Parsers::from_bytes(LINEAR, Some(&changed), None).is_err());
        assert!(Parsers::from_bytes(CAREFUL, None, None).is_err());
        assert!(Parsers::from_bytes(LINEAR, Some(LINEAR), None).is_err());
        assert!(Parsers::from_bytes(LINEAR, Some(CAREFUL), Some(CAREFUL)).is_err());
        assert!(Parsers::from_bytes(LINEAR, None, Some(&EVENTS[..EVENTS.len() / 2])).is_err());
    }

    #[test]
    fn identity_names_the_weights() {
        let fast = Parsers::new(Tier::Fast).unwrap().identity();
        let careful = Parsers::new(Tier::Careful).unwrap().identity();
        assert!(fast.starts_with("linear:") && careful.starts_with(&fast));
        assert!(careful.contains(" careful:") && careful.contains(" events:"));
    }
}
