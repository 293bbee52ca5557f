//! Training of the relations, on right trees with the tagger's tags.

use chancery_read::grammar::Relation;
use chancery_read::grammar::linear::label::{self, LabelScratch, Words};
use chancery_read::grammar::linear::sparse::SparseTable;
use chancery_read::grammar::linear::tagger::Pairs;

use super::example::Example;
use super::perceptron::Sparse;
use super::plan::{self, Epoch, Learner, Plan};

/// Returns the weights of the relations.
pub(super) fn train(examples: &[&Example], pairs: &Pairs, plan: Plan) -> SparseTable {
    let mut learner =
        RelationLearner { model: Sparse::new(), pairs, scratch: LabelScratch::default() };
    plan::follow(plan, examples, &mut learner);
    learner.model.finish(plan.most_rows)
}

struct RelationLearner<'a> {
    model: Sparse,
    pairs: &'a Pairs,
    scratch: LabelScratch,
}

impl Learner for RelationLearner<'_> {
    fn learn(&mut self, example: &Example, epoch: Epoch) {
        let RelationLearner { model, pairs, scratch } = self;
        let upos = example.upos(pairs);
        let words = Words { atoms: &example.atoms, tags: &example.tags, upos: &upos };
        scratch.arcs.fill(&example.heads, &upos);
        for at in 0..scratch.arcs.order().len() {
            let idx = usize::from(scratch.arcs.order()[at]);
            if scratch.arcs.is_root(idx) {
                scratch.arcs.set(idx, Relation::Root);
                continue;
            }
            let chosen = label::choose(model, words, idx, scratch);
            let right = example.relations[idx];
            model.advance();
            if epoch.is_last {
                model.count(&scratch.features);
            }
            if chosen != right {
                model.change(&scratch.features, right as u8, example.weight);
                model.change(&scratch.features, chosen as u8, -example.weight);
            }
            scratch.arcs.set(idx, chosen);
        }
    }

    fn begin_again(&mut self, most_rows: usize) {
        self.model = self.model.begin_again(most_rows);
    }
}
