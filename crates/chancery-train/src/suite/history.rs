//! Suite `history`: what became of plans.
//!
//! In: a corpus, and a list by hand of plans, with the articles that tell of each step
//! and the outcome. Out: how many plans have that outcome in an account over the
//! articles of the list, where the corpus tells the outcome; the others beside them.
//!
//! The account's commitment is the one of the plan's kind, between two of its parties,
//! that rests on an article of the plan: of several one with a date that the plan once
//! had, then the one that rests on most of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chancery_account::{Account, Commitment, account};
use chancery_model::{Date, Pair, Party};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};
use serde_json::{Value, json};

use super::Figures;
use crate::corpus;
use crate::error::Error;

/// A plan has lapsed when its date lies so many days back.
const PATIENCE_DAYS: u16 = 14;

/// Returns the figures of the list over the articles of the corpus.
pub(super) fn run(path: &Path, list: &Path, tier: Tier) -> Result<Figures, Error> {
    let plans = plans(list)?;
    let names: BTreeSet<&str> =
        plans.iter().flat_map(|plan| plan.articles.iter().map(String::as_str)).collect();
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let reader = Reader::new(codebook, tier).map_err(Error::reader)?;
    let pages = corpus::pages(path, |name| names.contains(name))?;
    if pages.len() != names.len() {
        return Err(Error::form(path, "its articles are not those of the list, each once"));
    }
    let readings: Vec<_> = pages.iter().map(|page| reader.read(page)).collect();
    let days = readings.iter().filter_map(|reading| reading.article.published);
    let Some(on) = days.map(|published| published.date).max() else {
        return Err(Error::form(path, "no article of the list has a date"));
    };
    let mut accounts: BTreeMap<Pair, Account> = BTreeMap::new();
    let (mut told, mut untold) = (Counts::default(), Counts::default());
    let mut cases = Vec::new();
    for plan in &plans {
        for pair in plan.pairs() {
            let make = || account(&pair, &readings, [], &chancery_account::Options::default());
            accounts.entry(pair.clone()).or_insert_with(make);
        }
        let commitment = plan.commitment(&accounts);
        let found = commitment.map(|found| found.outcome(on, PATIENCE_DAYS).name());
        let counts = if plan.is_told { &mut told } else { &mut untold };
        counts.plans += 1;
        counts.found += usize::from(found.is_some());
        counts.right += usize::from(found == Some(plan.outcome.as_str()));
        cases.push(json!({
            "plan": plan.id,
            "outcome": plan.outcome,
            "account": found,
            "told": plan.is_told,
            "steps": commitment.map(steps),
        }));
    }
    let lines = vec![
        format!("{} plans, {} articles, seen from {on}", plans.len(), readings.len()),
        told.line("outcome told in the corpus"),
        untold.line("outcome not told"),
    ];
    let object = json!({
        "suite": "history",
        "plans": told.plans,
        "found": told.found,
        "right": told.right,
        "share": (told.right as f64 / told.plans.max(1) as f64 * 10_000.0).round() / 10_000.0,
    });
    Ok(Figures { lines, cases, object })
}

/// Returns the history of a commitment, for those who look for the cause of an error.
fn steps(commitment: &Commitment) -> Vec<Value> {
    let step = |step: &chancery_account::Step| {
        json!({
            "reported": step.reported.map(|day| day.to_string()),
            "status": step.status.name(),
            "start": step.when.as_ref().map(|when| when.start.to_string()),
            "articles": step.evidence.articles(),
        })
    };
    commitment.history.iter().map(step).collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    plans: usize,
    found: usize,
    right: usize,
}

impl Counts {
    fn line(self, what: &str) -> String {
        let Counts { plans, found, right } = self;
        format!("{what}: {plans} plans, {found} found in an account, {right} with their outcome")
    }
}

/// A plan of the list.
#[derive(Clone, Debug)]
struct Plan {
    id: String,
    parties: Vec<Party>,
    kind: String,
    outcome: String,
    /// The days, months and years for which it stood.
    planned: Vec<String>,
    articles: BTreeSet<String>,
    /// Whether an article tells of its last step.
    is_told: bool,
}

/// Returns the plans of a list, whose rows are steps in their order.
fn plans(list: &Path) -> Result<Vec<Plan>, Error> {
    let columns = ["plan", "parties", "kind", "outcome", "planned", "articles"];
    let mut plans: Vec<Plan> = Vec::new();
    for [id, parties, kind, outcome, planned, articles] in corpus::read_table(list, columns)? {
        if plans.last().is_none_or(|plan| plan.id != id) {
            let parties = parties.split('|').map(|party| Party(party.to_owned())).collect();
            let (planned, articles) = (Vec::new(), BTreeSet::new());
            plans.push(Plan { id, parties, kind, outcome, planned, articles, is_told: false });
        }
        let Some(plan) = plans.last_mut() else { continue };
        let articles = articles.split(',').filter(|article| *article != "-" && !article.is_empty());
        plan.is_told = articles.clone().count() > 0;
        plan.articles.extend(articles.map(str::to_owned));
        plan.planned.extend((planned != "-").then_some(planned));
    }
    Ok(plans)
}

impl Plan {
    /// Returns its parties two by two; none where it is of one party.
    fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        self.parties.iter().enumerate().flat_map(|(place, one)| {
            let others = &self.parties[place + 1..];
            others.iter().map(|other| Pair::new(one.clone(), other.clone()))
        })
    }

    /// Returns the commitment of the accounts that is this plan.
    fn commitment<'a>(&self, accounts: &'a BTreeMap<Pair, Account>) -> Option<&'a Commitment> {
        let mut best: Option<((bool, usize), &Commitment)> = None;
        for account in self.pairs().filter_map(|pair| accounts.get(&pair)) {
            for commitment in &account.commitments {
                let rank = (self.has_date_of(commitment), self.n_articles(commitment, account));
                // Of equals the first stays.
                if commitment.kind.name() == self.kind
                    && rank.1 > 0
                    && best.is_none_or(|(known, _)| rank > known)
                {
                    best = Some((rank, commitment));
                }
            }
        }
        best.map(|(_, commitment)| commitment)
    }

    /// Returns how many articles of the plan the commitment rests on.
    fn n_articles(&self, commitment: &Commitment, account: &Account) -> usize {
        let cited: BTreeSet<&str> = commitment
            .evidence
            .citations()
            .iter()
            .filter_map(|citation| account.article(citation.article)?.source_id.as_deref())
            .filter(|name| self.articles.contains(*name))
            .collect();
        cited.len()
    }

    /// Returns whether the commitment once stood for a day that the plan stood for.
    fn has_date_of(&self, commitment: &Commitment) -> bool {
        let whens = commitment.history.iter().filter_map(|step| step.when.as_ref());
        let starts: Vec<Date> = whens.map(|when| when.start).collect();
        self.planned
            .iter()
            .any(|planned| starts.iter().any(|start| planned.starts_with(&start.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "plan\tparties\tkind\toutcome\tplanned\tarticles\n\
        visit\tNOR|PER\tvisit\theld\t2018-03-05\ta\n\
        visit\tNOR|PER\tvisit\theld\t-\tb\n\
        law\tNOR\tmeasure\tlapsed\t2018\tb\n\
        law\tNOR\tmeasure\tlapsed\t-\t-\n";

    #[test]
    fn rows_of_one_plan_are_its_steps_and_the_last_says_whether_its_end_is_told() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), LIST).unwrap();
        let plans = plans(file.path()).unwrap();
        let [visit, law] = plans.as_slice() else { panic!("{plans:?}") };
        assert!(visit.is_told && !law.is_told);
        assert_eq!(visit.articles.len(), 2);
        assert_eq!((visit.pairs().count(), law.pairs().count()), (1, 0));
        assert_eq!(visit.planned, ["2018-03-05"]);
    }

    #[test]
    fn plan_that_was_held_is_found_and_one_of_a_single_party_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let (corpus, list) = (folder.path().join("c.jsonl"), folder.path().join("h.tsv"));
        let line = |id: &str, published: &str, text: &str| {
            format!("{}\n", json!({"id": id, "published": published, "text": text}))
        };
        let told = [
            line("a", "2018-03-01", "Norway's foreign minister will visit Peru on 5 March 2018."),
            line("b", "2018-03-06", "Norway's foreign minister visited Peru on Monday."),
        ];
        std::fs::write(&corpus, told.concat()).unwrap();
        std::fs::write(&list, LIST).unwrap();
        let figures = run(&corpus, &list, Tier::Fast).unwrap();
        assert_eq!(figures.cases[0]["account"], "held");
        assert!(figures.cases[1]["account"].is_null());
        assert_eq!((&figures.object["plans"], &figures.object["right"]), (&json!(1), &json!(1)));
    }
}
