//! Suite `stories`: articles about the same happening, and copies of one text.
//!
//! In: a corpus, and a list by hand of articles with their story, the wider story
//! around it, and their origin. Out: how well the stories and origins of the corpus
//! agree with the list, by B-cubed precision, recall and F1. The whole corpus is
//! grouped, and the articles of the list alone count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chancery_account::{Imprint, stories};
use serde_json::{Value, json};

use super::Figures;
use super::tally;
use crate::corpus;
use crate::error::Error;

/// Returns the figures of the list over the articles of the corpus.
pub(super) fn run(path: &Path, list: &Path) -> Result<Figures, Error> {
    let rows = corpus::read_table(list, ["article", "story", "wider", "origin"])?;
    let names: BTreeSet<&str> = rows.iter().map(|[article, ..]| article.as_str()).collect();
    let mut imprints = Vec::new();
    let mut name_of = BTreeMap::new();
    for page in corpus::pages(path, |_| true)? {
        let (article, _) = chancery_read::article::article(&page);
        name_of.insert(article.id.clone(), article.source_id.clone().unwrap_or_default());
        imprints.push(Imprint::of(&article));
    }
    let mut story_of: Groups<'_> = BTreeMap::new();
    let mut origin_of: Groups<'_> = BTreeMap::new();
    let stories = stories(imprints);
    let mut n_origins = 0;
    for (number, story) in stories.iter().enumerate() {
        for origin in &story.origins {
            for name in origin.articles.iter().filter_map(|id| name_of.get(id)) {
                story_of.insert(name, number);
                origin_of.insert(name, n_origins);
            }
            n_origins += 1;
        }
    }
    if !names.iter().all(|name| story_of.contains_key(name)) {
        return Err(Error::form(path, "an article of the list is missing"));
    }
    let wanted = |column: fn(&[String; 4]) -> &String| -> Groups<'_> {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let number = |row| {
            let next = numbers.len();
            *numbers.entry(column(row)).or_insert(next)
        };
        let articles = rows.iter().map(|[article, ..]| article.as_str());
        articles.zip(rows.iter().map(number)).collect()
    };
    let scores = [
        ("story", BCubed::of(&wanted(|row| &row[1]), &story_of)),
        ("wider", BCubed::of(&wanted(|row| &row[2]), &story_of)),
        ("origin", BCubed::of(&wanted(|row| &row[3]), &origin_of)),
    ];
    let n_found = names.iter().filter_map(|name| story_of.get(name)).collect::<BTreeSet<_>>().len();
    let mut lines = vec![format!(
        "{} articles of {}, in {n_found} of {} stories",
        names.len(),
        name_of.len(),
        stories.len()
    )];
    let mut object = json!({"suite": "stories", "articles": names.len()});
    for (what, score) in scores {
        lines.push(score.line(what));
        object[what] = score.object();
    }
    let case = |[name, story, ..]: &[String; 4]| json!({"article": name, "story": story, "found": story_of.get(name.as_str())});
    Ok(Figures { lines, cases: rows.iter().map(case).collect(), object })
}

/// Which group each article is in.
type Groups<'a> = BTreeMap<&'a str, usize>;

/// How well two groupings of the same articles agree, each article weighing the same.
#[derive(Clone, Copy, Debug, PartialEq)]
struct BCubed {
    precision: f64,
    recall: f64,
}

impl BCubed {
    fn of(wanted: &Groups<'_>, found: &Groups<'_>) -> BCubed {
        let mut n_wanted: BTreeMap<usize, usize> = BTreeMap::new();
        let mut n_found: BTreeMap<usize, usize> = BTreeMap::new();
        let mut n_both: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let both = || wanted.iter().filter_map(|(name, group)| Some((*group, *found.get(name)?)));
        for (wanted, found) in both() {
            *n_wanted.entry(wanted).or_default() += 1;
            *n_found.entry(found).or_default() += 1;
            *n_both.entry((wanted, found)).or_default() += 1;
        }
        let (mut precision, mut recall) = (0.0, 0.0);
        for ((wanted, found), n) in &n_both {
            // Each of the n articles shares its groups with n, itself among them.
            let pairs = (n * n) as f64;
            precision += pairs / n_found.get(found).copied().unwrap_or(1) as f64;
            recall += pairs / n_wanted.get(wanted).copied().unwrap_or(1) as f64;
        }
        let n_articles = both().count().max(1) as f64;
        BCubed { precision: precision / n_articles, recall: recall / n_articles }
    }

    fn line(self, what: &str) -> String {
        tally::line(&format!("{what:8} B-cubed"), self.precision, self.recall)
    }

    fn object(self) -> Value {
        tally::object(self.precision, self.recall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(wanted: [usize; 4], found: [usize; 4]) -> BCubed {
        let groups = |numbers: [usize; 4]| ["a", "b", "c", "d"].into_iter().zip(numbers).collect();
        BCubed::of(&groups(wanted), &groups(found))
    }

    #[test]
    fn equal_groupings_score_one_whatever_their_numbers() {
        assert_eq!(score([0, 0, 1, 1], [7, 7, 3, 3]), BCubed { precision: 1.0, recall: 1.0 });
    }

    #[test]
    fn lumping_costs_precision_and_splitting_costs_recall() {
        assert_eq!(score([0, 0, 1, 1], [0; 4]), BCubed { precision: 0.5, recall: 1.0 });
        assert_eq!(score([0; 4], [0, 0, 1, 1]), BCubed { precision: 1.0, recall: 0.5 });
    }

    #[test]
    fn copies_in_a_corpus_are_one_origin() {
        let folder = tempfile::tempdir().unwrap();
        let text = "The ministers of Norway and Peru met in Lima on Monday to speak about fish. \
            They agreed to meet again in Oslo in the spring and to let experts prepare a treaty.";
        let line = |id: &str| {
            format!("{}\n", json!({"id": id, "text": text, "url": format!("https://{id}.example")}))
        };
        let corpus = folder.path().join("corpus.jsonl");
        std::fs::write(&corpus, [line("a"), line("b"), line("c")].concat()).unwrap();
        let list = folder.path().join("stories.tsv");
        let rows = "article\tstory\twider\torigin\na\ts\ts\ts.1\nb\ts\ts\ts.1\n";
        std::fs::write(&list, rows).unwrap();
        let figures = run(&corpus, &list).unwrap();
        assert_eq!(figures.object["articles"], 2);
        assert_eq!(figures.object["origin"]["f1"], 1.0);
    }
}
