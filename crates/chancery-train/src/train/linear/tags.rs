//! Training of the tagger, and the tags that later models learn from.
//!
//! Later models must see tags with the mistakes that the tagger makes on text
//! it has not seen. So the examples are parted into folds, and each fold is
//! tagged by a tagger that learnt from the others.

use chancery_read::grammar::linear::tagger::{self, Pairs, TagScratch, Tagger};

use super::example::Example;
use super::perceptron::Sparse;
use super::plan::{self, Epoch, Learner, Plan};

/// How many parts the examples are tagged in.
const FOLDS: usize = 4;

/// Returns a tagger that learnt from the examples.
pub(super) fn train(examples: &[&Example], pairs: &Pairs, plan: Plan) -> Tagger {
    let mut learner = TagLearner {
        model: Sparse::new(),
        pairs,
        scratch: TagScratch::default(),
        tags: Vec::new(),
    };
    plan::follow(plan, examples, &mut learner);
    Tagger::new(pairs.clone(), learner.model.finish(plan.most_rows))
}

struct TagLearner<'a> {
    model: Sparse,
    pairs: &'a Pairs,
    scratch: TagScratch,
    tags: Vec<u8>,
}

impl Learner for TagLearner<'_> {
    fn learn(&mut self, example: &Example, epoch: Epoch) {
        let TagLearner { model, pairs, scratch, tags } = self;
        tags.clear();
        for (atom, right) in example.atoms.iter().zip(&example.gold_tags) {
            let chosen = tagger::choose(model, pairs.len(), &example.atoms, tags, scratch);
            if !atom.entry.is_certain() {
                model.advance();
                if epoch.is_last {
                    model.count(&scratch.features);
                }
                if chosen != *right {
                    model.change(&scratch.features, *right, example.weight);
                    model.change(&scratch.features, chosen, -example.weight);
                }
            }
            tags.push(chosen);
        }
    }

    fn begin_again(&mut self, most_rows: usize) {
        self.model = self.model.begin_again(most_rows);
    }
}

/// Tags each example by a tagger that has not learnt from it.
pub(super) fn tag_unseen(examples: &mut [Example], pairs: &Pairs, plan: Plan) {
    for fold in 0..FOLDS {
        let others = examples
            .iter()
            .enumerate()
            .filter(|(idx, example)| fold_of(*idx) != fold && example.has_tree());
        let others: Vec<&Example> = others.map(|(_, example)| example).collect();
        let tagger = train(&others, pairs, plan);
        let fold = examples.iter_mut().enumerate().filter(|(idx, _)| fold_of(*idx) == fold);
        tag(fold.map(|(_, example)| example), &tagger);
    }
}

/// Returns the fold of an example. Neighbours stay together: they come from the
/// same document, whose words should not be known.
fn fold_of(idx: usize) -> usize {
    idx / 50 % FOLDS
}

/// Tags the examples.
pub(super) fn tag<'a>(examples: impl IntoIterator<Item = &'a mut Example>, tagger: &Tagger) {
    let mut scratch = TagScratch::default();
    for example in examples {
        let mut tags = std::mem::take(&mut example.tags);
        tagger.tag(&example.atoms, &mut scratch, &mut tags);
        example.tags = tags;
    }
}
