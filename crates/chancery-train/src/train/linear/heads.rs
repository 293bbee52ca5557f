//! Training of the parser: greedy, with a dynamic oracle and exploration.
//!
//! After the first epoch the parse goes on from the step that the model chose,
//! right or wrong, nine times out of ten (Goldberg and Nivre 2012), so that the
//! model learns what to do after its own mistakes.

use chancery_read::grammar::linear::oracle::Gold;
use chancery_read::grammar::linear::parser::{State, Step, StepTable};
use chancery_read::grammar::linear::steps::{self, View};
use chancery_read::grammar::linear::table::Scorer as _;
use chancery_read::grammar::linear::tagger::Pairs;

use super::example::Example;
use super::perceptron::Dense;
use super::plan::{self, Epoch, Learner, Plan};
use super::rng::Rng;

/// How often of ten the model's own step is taken when it is wrong.
const EXPLORED: usize = 9;

/// Returns the weights of the parser's steps.
pub(super) fn train(examples: &[&Example], pairs: &Pairs, plan: Plan) -> StepTable {
    let mut learner = StepLearner {
        model: Dense::new(),
        pairs,
        state: State::default(),
        view: View::default(),
        features: Vec::new(),
        rng: Rng::new(plan.seed),
    };
    plan::follow(plan, examples, &mut learner);
    let (rows, _) = learner.model.finish(plan.most_rows);
    // The first step is the shift, to which the others are relative.
    let rows: Vec<_> =
        rows.into_iter().map(|(feature, [_, left, right])| (feature, [left, right])).collect();
    StepTable::build(&rows)
}

struct StepLearner<'a> {
    model: Dense<3>,
    pairs: &'a Pairs,
    state: State,
    view: View,
    features: Vec<u64>,
    rng: Rng,
}

impl Learner for StepLearner<'_> {
    fn learn(&mut self, example: &Example, epoch: Epoch) {
        let gold = Gold::new(example.heads.clone());
        self.view.fill(&example.atoms, &example.tags, &example.upos(self.pairs));
        self.state.begin(example.atoms.len());
        while !self.state.is_done() {
            let costs = gold.costs(&self.state);
            let allowed = costs.iter().flatten().count();
            let Some(least) = costs.iter().flatten().min().copied() else { return };
            if allowed == 1 {
                let only = costs.iter().position(Option::is_some).unwrap_or(0);
                self.state.take(Step::ALL[only]);
                continue;
            }
            steps::features(&self.state, &self.view, &mut self.features);
            let mut scores = [0; 3];
            self.model.add(&self.features, &mut scores);
            self.model.advance();
            if epoch.is_last {
                self.model.count(&self.features);
            }
            let chosen = self.state.best(&scores);
            let right = Step::ALL
                .into_iter()
                .filter(|step| costs[*step as usize] == Some(least))
                .reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a })
                .unwrap_or(chosen);
            let wrong = costs[chosen as usize] != Some(least);
            if wrong {
                self.model.change(&self.features, right as usize, example.weight);
                self.model.change(&self.features, chosen as usize, -example.weight);
            }
            let stray = wrong && !epoch.is_first && self.rng.below(10) < EXPLORED;
            self.state.take(if stray || !wrong { chosen } else { right });
        }
    }

    fn begin_again(&mut self, most_rows: usize) {
        self.model = self.model.begin_again(most_rows);
    }
}
