//! The count over roots.
//!
//! In: the gold root and the found one of each sentence. Out: accuracy, macro F1
//! over the roots that the gold has, precision, recall and F1 of each.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::Figures;
use super::super::tally::{Tally, rounded, share};

#[derive(Debug, Default)]
pub(super) struct Score {
    roots: BTreeMap<String, Tally>,
    n_sentences: usize,
    n_pairs: usize,
    n_silent: usize,
    n_right: usize,
}

impl Score {
    /// Counts a sentence; `is_pair` says whether what was found is of its pair.
    pub(super) fn add(&mut self, gold: &str, found: Option<&str>, is_pair: bool) {
        let is_right = found == Some(gold);
        self.n_sentences += 1;
        self.n_pairs += usize::from(is_pair);
        self.n_silent += usize::from(found.is_none());
        self.n_right += usize::from(is_right);
        let counts = self.roots.entry(gold.to_owned()).or_default();
        counts.gold += 1;
        counts.right += usize::from(is_right);
        if let Some(found) = found {
            self.roots.entry(found.to_owned()).or_default().read += 1;
        }
    }

    /// Returns the figures, with the results of the cases.
    pub(super) fn figures(self, per_second: f64, cases: Vec<Value>) -> Figures {
        let gold = || self.roots.values().filter(|counts| counts.gold > 0);
        let macro_f1 = gold().map(|counts| counts.f1()).sum::<f64>() / gold().count().max(1) as f64;
        let (accuracy, pair) =
            (share(self.n_right, self.n_sentences), share(self.n_pairs, self.n_sentences));
        let silent = share(self.n_silent, self.n_sentences);
        let mut lines = vec![format!("{} sentences, {per_second:.0} a second", self.n_sentences)];
        let mut object = json!({
            "suite": "plover", "sentences": self.n_sentences, "per_second": per_second.round(),
            "accuracy": rounded(accuracy), "f1": rounded(macro_f1),
            "pair": rounded(pair), "silent": rounded(silent),
        });
        for (root, counts) in &self.roots {
            let Tally { gold, read, .. } = *counts;
            let line = counts.line(&format!("  {root:10}"));
            lines.push(format!("{line}, {gold} gold, {read} found"));
            object[root] = counts.object();
            object[root]["gold"] = json!(gold);
        }
        lines.push(format!("an event of the pair {pair:.4}, no event at all {silent:.4}"));
        lines.push(format!("accuracy {accuracy:.4}, macro F1 {macro_f1:.4}"));
        Figures { lines, cases, object }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macro_f1_is_over_the_roots_of_the_gold_and_a_wrong_root_costs_both() {
        let mut score = Score::default();
        score.add("AID", Some("AID"), true);
        score.add("AID", Some("ACCUSE"), false);
        score.add("CONSULT", None, false);
        let object = score.figures(1.0, Vec::new()).object;
        assert_eq!(object["AID"]["recall"], 0.5);
        assert_eq!(object["ACCUSE"]["precision"], 0.0);
        assert_eq!(object["f1"], 0.3333);
        assert_eq!(object["silent"], 0.3333);
    }
}
