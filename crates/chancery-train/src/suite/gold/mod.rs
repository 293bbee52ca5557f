//! The gold suite: readings of hand-annotated articles against their annotation.
//!
//! In: a folder with `ann/ID.json` and `text/ID.json`, or an `ann` folder with
//! `text` beside it. Out: recall, precision and F1 of events, disputes,
//! commitments and channels, the share of right details, parties of events, and
//! events by confidence.
//! The matching is that of the annotation's own `score.py`, line for line;
//! `.ci/run` holds the two against each other.

mod calibration;
mod matching;
mod parties;
mod records;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_model::{Form, Page};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};
use serde_json::{Value, json};

use self::calibration::Calibration;
use self::matching::{commitment_fit, dispute_fit, event_fit, matched, quad, side};
use self::parties::Parties;
use self::records::{Records, from_gold, from_reading};
use super::{Figures, tally};
use crate::error::Error;

/// Hits, needed, matched and found of one kind of record.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    hit: usize,
    core: usize,
    matched: usize,
    found: usize,
}

impl Tally {
    fn recall(self) -> f64 {
        ratio(self.hit, self.core)
    }

    fn precision(self) -> f64 {
        ratio(self.matched, self.found)
    }

    fn f1(self) -> f64 {
        tally::f1(self.precision(), self.recall())
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The kinds of record that are scored, in the order of the printed lines.
const KINDS: [&str; 5] = ["events", "dyad+quad", "disputes", "commitments", "channels"];

#[derive(Default)]
struct Score {
    tallies: [Tally; 5],
    /// Right and all, by the name of the detail.
    details: BTreeMap<&'static str, (usize, usize)>,
    /// Found and all core events, by PLOVER event.
    by_event: BTreeMap<String, (usize, usize)>,
    /// Right and all predicted events, by PLOVER event.
    precision_by_event: BTreeMap<String, (usize, usize)>,
    calibration: Calibration,
    parties: Parties,
    cases: Vec<Value>,
}

impl Score {
    fn note(&mut self, name: &'static str, right: bool) {
        let detail = self.details.entry(name).or_default();
        detail.0 += usize::from(right);
        detail.1 += 1;
    }
}

/// Scores the reader on a folder of annotated articles.
pub(super) fn run(path: &Path, tier: Tier) -> Result<Figures, Error> {
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let reader = Reader::new(codebook, tier).map_err(Error::reader)?;
    let mut score = Score::default();
    let articles = annotated(path)?;
    let n_articles = articles.len();
    for Annotated { id, annotation, text } in articles {
        let reading = reader.read(&Page::new(text, Form::Json));
        let gold = from_gold(&annotation, &reading.article.text);
        article(&mut score, &gold, &from_reading(&reading), &id);
    }
    Ok(figures(score, n_articles))
}

/// An article with what people marked in it.
pub(super) struct Annotated {
    pub(super) id: String,
    pub(super) annotation: Value,
    /// The article as JSON.
    pub(super) text: Vec<u8>,
}

/// Returns the annotated articles of a folder, by name.
pub(super) fn annotated(path: &Path) -> Result<Vec<Annotated>, Error> {
    let (ann, texts) = folders(path)?;
    let mut files: Vec<PathBuf> = fs::read_dir(&ann)
        .map_err(|source| Error::read(&ann, source))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let mut out = Vec::new();
    for file in &files {
        let name = file.file_name().ok_or_else(|| Error::form(file, "no file name"))?;
        let text_file = texts.join(name);
        let text = fs::read(&text_file).map_err(|source| Error::read(&text_file, source))?;
        let annotation = fs::read(file).map_err(|source| Error::read(file, source))?;
        let annotation =
            serde_json::from_slice(&annotation).map_err(|source| Error::json(file, source))?;
        let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        out.push(Annotated { id: id.unwrap_or_default(), annotation, text });
    }
    Ok(out)
}

/// Returns the folder of annotations and the folder of texts.
fn folders(path: &Path) -> Result<(PathBuf, PathBuf), Error> {
    let inside = path.join("ann");
    let ann = if inside.is_dir() { inside } else { path.to_path_buf() };
    let beside = ann.parent().map(|parent| parent.join("text"));
    match beside.filter(|texts| texts.is_dir()) {
        Some(texts) => Ok((ann, texts)),
        None => Err(Error::form(path, "no folder 'text' beside the annotations")),
    }
}

fn article(score: &mut Score, gold: &Records, found: &Records, id: &str) {
    let core = |records: &[records::Event]| records.iter().filter(|event| event.core).count();
    let exact = matched(&gold.events, &found.events, event_fit(|event| event.to_string()));
    let quads = matched(&gold.events, &found.events, event_fit(|event| quad(event).to_string()));
    for (idx, pairs) in [(0, &exact), (1, &quads)] {
        let tally = &mut score.tallies[idx];
        tally.hit += pairs.iter().filter(|(g, _)| gold.events[*g].core).count();
        tally.core += core(&gold.events);
        tally.matched += pairs.len();
        tally.found += found.events.len();
    }
    for (idx, event) in gold.events.iter().enumerate().filter(|(_, event)| event.core) {
        let hit = exact.iter().any(|(g, _)| *g == idx);
        let count = score.by_event.entry(event.event.clone()).or_default();
        count.0 += usize::from(hit);
        count.1 += 1;
    }
    for (idx, event) in found.events.iter().enumerate() {
        let count = score.precision_by_event.entry(event.event.clone()).or_default();
        let is_right = exact.iter().any(|(_, f)| *f == idx);
        count.0 += usize::from(is_right);
        count.1 += 1;
        score.calibration.add(event.confidence, is_right);
    }
    let mut wrong_months: Vec<Value> = Vec::new();
    for (g, f) in &exact {
        let (a, b) = (&gold.events[*g], &found.events[*f]);
        score.note("event standing", a.standing == b.standing);
        if let Some(when) = &a.when {
            let months = (month(Some(when)), month(b.when.as_deref()));
            score.note("event month", months.0 == months.1);
            if months.0 != months.1 {
                wrong_months.push(json!({"kind": a.event, "gold": months.0, "found": months.1}));
            }
        }
    }
    score.parties.add(&gold.events, &found.events);
    let disputes = matched(&gold.disputes, &found.disputes, dispute_fit);
    let commitments = matched(&gold.commitments, &found.commitments, commitment_fit);
    let channels = matched(&gold.channels, &found.channels, |g, f| {
        f64::from(u8::from(matching::overlap(g.span, f.span)))
    });
    let core_disputes = gold.disputes.iter().filter(|dispute| dispute.core).count();
    let core_commitments = gold.commitments.iter().filter(|plan| plan.core).count();
    let hits = disputes.iter().filter(|(g, _)| gold.disputes[*g].core).count();
    add(&mut score.tallies[2], hits, core_disputes, disputes.len(), found.disputes.len());
    let hits = commitments.iter().filter(|(g, _)| gold.commitments[*g].core).count();
    add(&mut score.tallies[3], hits, core_commitments, commitments.len(), found.commitments.len());
    add(
        &mut score.tallies[4],
        channels.len(),
        gold.channels.len(),
        channels.len(),
        found.channels.len(),
    );
    for (g, f) in &disputes {
        let (a, b) = (&gold.disputes[*g], &found.disputes[*f]);
        score.note("dispute answered", a.denial.is_some() == b.denial.is_some());
    }
    for (g, f) in &commitments {
        let (a, b) = (&gold.commitments[*g], &found.commitments[*f]);
        score.note("commitment status", a.status == b.status);
        score.note("commitment parties", side(&a.parties, &b.parties) >= 0.5);
        let months = (month(a.when.as_deref()), month(b.when.as_deref()));
        score.note("commitment month", months.0 == months.1);
        if months.0 != months.1 {
            wrong_months.push(json!({"kind": "commitment", "gold": months.0, "found": months.1}));
        }
    }
    for (g, f) in &channels {
        let word = |channel: &str| channel.split(':').next().unwrap_or("").to_string();
        let (a, b) = (&gold.channels[*g], &found.channels[*f]);
        score.note("channel word", word(&a.channel) == word(&b.channel));
    }
    score.cases.push(json!({
        "id": id,
        "events": {"core": core(&gold.events), "found": found.events.len(), "matched": exact.len()},
        "disputes": {"gold": gold.disputes.len(), "found": found.disputes.len(), "matched": disputes.len()},
        "commitments": {"gold": gold.commitments.len(), "found": found.commitments.len(), "matched": commitments.len()},
        "channels": {"gold": gold.channels.len(), "found": found.channels.len(), "matched": channels.len()},
        "wrong_months": wrong_months,
    }));
}

fn add(tally: &mut Tally, hit: usize, core: usize, matched: usize, found: usize) {
    tally.hit += hit;
    tally.core += core;
    tally.matched += matched;
    tally.found += found;
}

fn month(when: Option<&str>) -> String {
    when.unwrap_or("").chars().take(7).collect()
}

fn figures(score: Score, n_articles: usize) -> Figures {
    let mut lines = vec![format!("{n_articles} articles")];
    let mut object = serde_json::Map::new();
    object.insert("suite".into(), json!("gold"));
    object.insert("articles".into(), json!(n_articles));
    for (kind, tally) in KINDS.into_iter().zip(score.tallies) {
        lines.push(format!(
            "{kind:12} recall {:.3} ({}/{} core)  precision {:.3} ({}/{})  F1 {:.3}",
            tally.recall(),
            tally.hit,
            tally.core,
            tally.precision(),
            tally.matched,
            tally.found,
            tally.f1()
        ));
        let key = if kind == "dyad+quad" { "dyad" } else { kind };
        object.insert(
            key.into(),
            json!({"recall": tally.recall(), "precision": tally.precision(), "f1": tally.f1()}),
        );
    }
    for (name, (right, all)) in &score.details {
        lines.push(format!("  {name:20} {:.3} ({right}/{all})", ratio(*right, *all)));
        object.insert(name.replace(' ', "_"), json!(ratio(*right, *all)));
    }
    let list = |counts: &BTreeMap<String, (usize, usize)>| {
        let parts = counts.iter().map(|(event, (hit, all))| format!("{event} {hit}/{all}"));
        parts.collect::<Vec<_>>().join(", ")
    };
    lines.push(format!("  recall by event: {}", list(&score.by_event)));
    lines.push(format!("  precision by event: {}", list(&score.precision_by_event)));
    lines.extend(score.parties.lines());
    object.insert("parties".into(), score.parties.object());
    lines.extend(score.calibration.lines());
    object.insert("calibration".into(), score.calibration.object());
    Figures { lines, cases: score.cases, object: Value::Object(object) }
}
