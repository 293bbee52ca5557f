//! Which sentences matter: how much of the evidence that people marked the
//! choice of sentences lets through, and how much of the text it sends.
//!
//! In: a folder of annotated articles, as of the suite `gold`, or a file of articles
//! that nobody annotated, JSON Lines. Out: the share of marked passages of which a
//! sentence is read, and the share of words that are; of a file only the latter. A
//! passage is each `snippet` of an annotation, whatever record it belongs to.

use std::path::Path;

use chancery_model::{Form, Page};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};
use serde_json::{Value, json};

use super::Figures;
use super::gold::annotated;
use crate::corpus::read_articles;
use crate::error::Error;

/// Measures the choice of sentences on a folder of annotated articles.
pub(super) fn run(path: &Path) -> Result<Figures, Error> {
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    // The choice is made before a sentence is read: the tier does not matter.
    let reader = Reader::new(codebook, Tier::Fast).map_err(Error::reader)?;
    if path.is_file() {
        return unmarked(path, &reader);
    }
    let (mut n_marked, mut n_kept, mut n_words, mut n_read) = (0_usize, 0_usize, 0, 0);
    let mut cases = Vec::new();
    for article in annotated(path)? {
        let page = Page::new(article.text, Form::Json);
        let text = reader.read(&page).article.text;
        let sentences = reader.choice(&page);
        n_words += sentences.iter().map(|sentence| sentence.n_words).sum::<usize>();
        let read = sentences.iter().filter(|sentence| sentence.matters);
        n_read += read.clone().map(|sentence| sentence.n_words).sum::<usize>();
        for snippet in snippets(&article.annotation) {
            let Some(start) = text.find(snippet) else { continue };
            let range = start..start + snippet.len();
            let kept = read
                .clone()
                .any(|sentence| sentence.span.start < range.end && range.start < sentence.span.end);
            n_marked += 1;
            n_kept += usize::from(kept);
            if !kept {
                cases.push(json!({"article": article.id, "start": start, "lost": true}));
            }
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (kept, sent) = (share(n_kept, n_marked), share(n_read, n_words));
    let round = |value: f64| (value * 10_000.0).round() / 10_000.0;
    Ok(Figures {
        lines: vec![
            format!("evidence let through: {kept:.4} ({n_kept} of {n_marked} passages)"),
            format!("words sent: {sent:.4} ({n_read} of {n_words})"),
        ],
        cases,
        object: json!({
            "suite": "matter", "evidence": round(kept), "words": round(sent), "passages": n_marked,
        }),
    })
}

/// Measures the share of words on a file of articles without annotation.
fn unmarked(path: &Path, reader: &Reader) -> Result<Figures, Error> {
    let (mut n_words, mut n_read) = (0, 0);
    let articles = read_articles(path)?;
    for article in &articles {
        let page = Page::new(article.text.as_str(), Form::Text);
        for sentence in reader.choice(&page) {
            n_words += sentence.n_words;
            n_read += if sentence.matters { sentence.n_words } else { 0 };
        }
    }
    let sent = n_read as f64 / n_words.max(1) as f64;
    let sent = (sent * 10_000.0).round() / 10_000.0;
    Ok(Figures {
        lines: vec![format!(
            "words sent: {sent:.4} ({n_read} of {n_words} in {} articles)",
            articles.len()
        )],
        cases: Vec::new(),
        object: json!({"suite": "matter", "words": sent, "articles": articles.len()}),
    })
}

/// Returns the passages that an annotation marks.
fn snippets(annotation: &Value) -> Vec<&str> {
    match annotation {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| match (key.as_str(), value.as_str()) {
                ("snippet", Some(text)) => vec![text],
                _ => snippets(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(snippets).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_without_annotation_give_a_share_of_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("articles.jsonl");
        let text = "Norway accused Iceland of overfishing. It rained all day in the old town.";
        std::fs::write(&path, json!({"text": text}).to_string()).unwrap();
        let figures = run(&path).unwrap();
        let words = figures.object["words"].as_f64().unwrap();
        assert!(words > 0.2 && words < 0.9, "{words}");
    }

    #[test]
    fn every_snippet_is_a_passage() {
        let annotation = json!({
            "events": [{"snippet": "a", "more": ["x"]}, {"snippet": "b"}],
            "disputes": [{"claim": {"snippet": "c"}, "snippet": null}],
        });
        let mut found = snippets(&annotation);
        found.sort_unstable();
        assert_eq!(found, ["a", "b", "c"]);
    }
}
