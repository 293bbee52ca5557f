//! Suite `linking`: mentions of states, persons and organisations tied to their
//! items in Wikidata.
//!
//! In: articles with labels, one JSON object a line, in the form of the ELEVANT
//! benchmarks. Out: precision, recall and F1 over the mentions, all together, by
//! type, and for names alone. What counts is decided in `label`; how mentions
//! meet labels, in `pairing`.
//!
//! An article is read as its text alone, with the date where its title begins
//! with one. Only what lies in the article's span of evaluation is counted.

mod label;
mod pairing;

use std::fs;
use std::path::Path;

use chancery_model::{ActorKind, Form, MentionForm, Page, Reading};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};
use serde_json::{Value, json};

use self::label::{Label, Type, labels};
use self::pairing::{Linked, Outcome, pair};
use super::Figures;
use super::tally::Tally;
use crate::error::Error;

/// A range of code points.
type Points = std::ops::Range<usize>;

/// Returns the figures of the file.
pub(super) fn run(path: &Path, tier: Tier) -> Result<Figures, Error> {
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let reader = Reader::new(codebook, tier).map_err(Error::reader)?;
    let text = fs::read_to_string(path).map_err(|source| Error::read(path, source))?;
    let mut score = Score::default();
    let mut n_articles = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let article = serde_json::from_str(line).map_err(|source| Error::json(path, source))?;
        let labels = labels(&article, reader.codebook())
            .ok_or_else(|| Error::form(path, "an article without text or labels"))?;
        let reading = reader.read(&Page::new(page_of(&article), Form::Json));
        let window = window_of(&article, &reading.article.text);
        score.add(&article["id"], &labels, &linked(&reading, &window), &window);
        n_articles += 1;
    }
    Ok(score.figures(n_articles))
}

/// Returns the article as the reader takes it: its text, and its date where the
/// title says it.
fn page_of(article: &Value) -> Vec<u8> {
    let title = article["title"].as_str().unwrap_or("");
    let date = title
        .get(..8)
        .filter(|date| date.bytes().all(|byte| byte.is_ascii_digit()))
        .map(|date| format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]));
    json!({"text": article["text"], "published": date}).to_string().into_bytes()
}

fn window_of(article: &Value, text: &str) -> Points {
    label::points(&article["evaluation_span"]).unwrap_or(0..text.chars().count())
}

/// Returns the mentions that begin in the window and are tied to an item.
fn linked(reading: &Reading, window: &Points) -> Vec<Linked> {
    let text = &reading.article.text;
    let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    let point = |byte: usize| starts.partition_point(|start| *start < byte);
    let mut out = Vec::new();
    for actor in &reading.actors {
        let (Some(item), Some(kind)) = (&actor.wikidata, type_of(actor.kind)) else { continue };
        for mention in &actor.mentions {
            let points = point(mention.span.start)..point(mention.span.end);
            if points.start < window.end && window.start < points.end {
                let name = mention.form == MentionForm::Name;
                out.push(Linked { points, item: item.clone(), kind, name });
            }
        }
    }
    out.sort_by_key(|linked| (linked.points.start, linked.points.end));
    out
}

/// Returns the type that an actor of that kind counts under; places and groups
/// of people count under none.
fn type_of(kind: ActorKind) -> Option<Type> {
    match kind {
        ActorKind::State => Some(Type::State),
        ActorKind::Person => Some(Type::Person),
        ActorKind::Office | ActorKind::Organization | ActorKind::ArmedGroup | ActorKind::Media => {
            Some(Type::Organization)
        }
        ActorKind::Place | ActorKind::Group => None,
    }
}

/// Mentions that are right, labelled and linked, and how many of the right ones
/// have the very same ends as their label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    tally: Tally,
    exact: usize,
}

impl Counts {
    fn line(self, what: &str) -> String {
        let Counts { tally, exact } = self;
        format!(
            "{}, {} labelled, {} linked, {exact} of the right ones with the very same ends",
            tally.line(&format!("{what:14}")),
            tally.gold,
            tally.read,
        )
    }

    fn object(self) -> Value {
        let mut object = self.tally.object();
        object["labelled"] = json!(self.tally.gold);
        object
    }
}

#[derive(Default)]
struct Score {
    all: Counts,
    names: Counts,
    by_type: [Counts; Type::ALL.len()],
    cases: Vec<Value>,
}

impl Score {
    fn add(&mut self, id: &Value, labels: &[Label], linked: &[Linked], window: &Points) {
        let outcomes = pair(labels, linked, window);
        let mut wrong = Vec::new();
        let mut missed = Vec::new();
        for outcome in &outcomes {
            let (kind, name) = outcome.kind_and_name(labels, linked);
            let mut counts = Counts::default();
            match *outcome {
                Outcome::Right { label, mention } => {
                    let exact = labels[label].points == linked[mention].points;
                    counts.tally = Tally { right: 1, gold: 1, read: 1 };
                    counts.exact = usize::from(exact);
                }
                Outcome::Missed { label } => {
                    counts.tally.gold = 1;
                    let label = &labels[label];
                    missed.push(json!([label.points.start, label.points.end, label.item]));
                }
                Outcome::Wrong { mention } => {
                    counts.tally.read = 1;
                    let mention = &linked[mention];
                    wrong.push(json!([mention.points.start, mention.points.end, mention.item]));
                }
            }
            let names = name.then_some(&mut self.names);
            for sum in [&mut self.all, &mut self.by_type[kind.index()]].into_iter().chain(names) {
                sum.tally += counts.tally;
                sum.exact += counts.exact;
            }
        }
        self.cases.push(json!({"id": id, "wrong": wrong, "missed": missed}));
    }

    fn figures(self, n_articles: usize) -> Figures {
        let mut lines = vec![format!("{n_articles} articles")];
        let mut object = json!({"suite": "linking", "articles": n_articles});
        for kind in Type::ALL {
            let counts = self.by_type[kind.index()];
            lines.push(counts.line(kind.name()));
            object[kind.name()] = counts.object();
        }
        lines.push(self.names.line("names alone"));
        object["names"] = self.names.object();
        lines.push(self.all.line("all"));
        let mut all = self.all.object();
        for figure in ["f1", "precision", "recall"] {
            object[figure] = all[figure].take();
        }
        Figures { lines, cases: self.cases, object }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_is_dated_by_the_digits_before_its_title() {
        let page = |title: &str| -> Value {
            let article = json!({"title": title, "text": "x"});
            serde_json::from_slice(&page_of(&article)).unwrap()
        };
        assert_eq!(page("20180306 - Ministers meet")["published"], "2018-03-06");
        assert_eq!(page("2018 was a year")["published"], Value::Null);
    }

    #[test]
    fn file_of_another_form_is_an_error() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "{\"id\": 1}\n").unwrap();
        assert!(matches!(run(file.path(), Tier::Fast), Err(Error::Form { .. })));
    }

    #[test]
    fn state_is_linked_and_an_unknown_village_is_not() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let article = json!({
            "id": 1, "title": "20180306 - Visit", "text": "Norway protested on Monday in Uvdal.",
            "evaluation_span": [0, 36],
            "labels": [
                {"id": 0, "span": [0, 6], "entity_id": "Q20", "type": "Q27096213"},
                {"id": 1, "span": [30, 35], "entity_id": "Q1", "type": "Q27096213"},
            ],
        });
        fs::write(file.path(), format!("{article}\n")).unwrap();
        let figures = run(file.path(), Tier::Fast).unwrap();
        assert_eq!(figures.object["f1"], 1.0);
        assert_eq!(figures.object["state"]["labelled"], 1);
    }
}
