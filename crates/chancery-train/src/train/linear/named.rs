//! Training of the names: a structured perceptron over whole sentences.

use chancery_read::grammar::NameTag;
use chancery_read::grammar::linear::names::{self, N_TAGS, NameScratch, NameTable, Transitions};

use super::example::Example;
use super::perceptron::Dense;
use super::plan::{self, Epoch, Learner, Plan};

/// Returns the weights of words and of tags behind each other.
pub(super) fn train(examples: &[&Example], plan: Plan) -> (NameTable, Transitions) {
    let mut learner = NameLearner {
        model: Dense::new(),
        transitions: [[Average::default(); N_TAGS]; N_TAGS + 1],
        step: 1,
        scratch: NameScratch::default(),
        chosen: Vec::new(),
    };
    plan::follow(plan, examples, &mut learner);
    let (rows, factor) = learner.model.finish(plan.most_rows);
    let steps = learner.step as f64;
    let average = |average: Average| {
        ((f64::from(average.weight) - average.total as f64 / steps) * factor).round() as i32
    };
    // Being outside is the first tag, to which the others are relative.
    let relative = |row: [u8; N_TAGS]| std::array::from_fn(|idx| row[idx + 1]);
    let rows: Vec<_> = rows.into_iter().map(|(feature, row)| (feature, relative(row))).collect();
    (NameTable::build(&rows), learner.transitions.map(|row| row.map(average)))
}

#[derive(Clone, Copy, Default)]
struct Average {
    weight: i32,
    total: i64,
}

struct NameLearner {
    model: Dense<N_TAGS>,
    transitions: [[Average; N_TAGS]; N_TAGS + 1],
    /// Counts sentences, as the model does.
    step: i64,
    scratch: NameScratch,
    chosen: Vec<NameTag>,
}

impl Learner for NameLearner {
    fn learn(&mut self, example: &Example, epoch: Epoch) {
        let transitions: Transitions = self.transitions.map(|row| row.map(|cell| cell.weight));
        let (atoms, tags) = (&example.atoms, &example.tags);
        let mut chosen = std::mem::take(&mut self.chosen);
        names::tag(&self.model, &transitions, atoms, tags, &mut self.scratch, &mut chosen);
        self.model.advance();
        self.step += 1;
        if epoch.is_last || chosen != example.names {
            self.scratch.fill(atoms);
            for (idx, (right, wrong)) in example.names.iter().zip(&chosen).enumerate() {
                if epoch.is_last || right != wrong {
                    self.scratch.features(atoms, tags, idx);
                }
                if epoch.is_last {
                    self.model.count(&self.scratch.features);
                }
                if right != wrong {
                    self.model.change(&self.scratch.features, right.index(), example.weight);
                    self.model.change(&self.scratch.features, wrong.index(), -example.weight);
                }
            }
            self.change(&example.names, example.weight);
            self.change(&chosen, -example.weight);
        }
        self.chosen = chosen;
    }

    fn begin_again(&mut self, most_rows: usize) {
        self.model = self.model.begin_again(most_rows);
        self.transitions = Default::default();
        self.step = 1;
    }
}

impl NameLearner {
    /// Adds `delta` to each tag behind another in the sequence.
    fn change(&mut self, tags: &[NameTag], delta: i32) {
        let mut before = N_TAGS;
        for tag in tags {
            let cell = &mut self.transitions[before][tag.index()];
            cell.weight += delta;
            cell.total += i64::from(delta) * self.step;
            before = tag.index();
        }
    }
}
