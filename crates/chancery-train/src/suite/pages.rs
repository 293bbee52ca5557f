//! Suite `pages`: the body of pages, by the measure of Zyte's
//! article-extraction benchmark.
//!
//! In goes a folder with `ground-truth.json` (`{id: {url, articleBody}}`) and
//! `html/ID.html.gz`. Shingles of four words, counted, of the true and of the
//! read body are compared; each page weighs the same, because its true
//! positives, false positives and false negatives are divided by their sum.
//! Captions are no body in the benchmark and are left out here; the words of
//! embedded posts are body there, and here.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;
use std::time::{Duration, Instant};

use chancery_model::{Article, BlockKind, Form, Page};
use serde_json::{Value, json};

use super::Figures;
use super::tally::{self, rounded};
use crate::error::Error;

/// Words of a shingle, as in the benchmark.
const SHINGLE: usize = 4;

/// Reads of all pages; the fastest counts, so that a busy machine does not.
const ROUNDS: usize = 3;

/// Returns the figures of the folder.
pub(super) fn run(folder: &Path) -> Result<Figures, Error> {
    let cases = read_cases(folder)?;
    let (articles, elapsed) = read_all(&cases);
    let mut lines = Vec::new();
    let mut records = Vec::new();
    let mut total = Overlap::default();
    let (mut equal, mut titled, mut dated) = (0, 0, 0);
    for (case, article) in cases.iter().zip(&articles) {
        let body = body(article);
        let (truth, read) = (words(&case.body), words(&body));
        let overlap = Overlap::of(&truth, &read);
        let share = overlap.of_one();
        total.add(&share);
        equal += usize::from(truth == read);
        titled += usize::from(article.title.is_some());
        dated += usize::from(article.published.is_some());
        records.push(json!({
            "id": case.id,
            "f1": rounded(share.f1()),
            "precision": rounded(share.precision()),
            "recall": rounded(share.recall()),
        }));
    }
    records.sort_by(|left, right| {
        let key = |record: &Value| record["f1"].as_f64().unwrap_or(0.0);
        key(left)
            .total_cmp(&key(right))
            .then_with(|| left["id"].as_str().cmp(&right["id"].as_str()))
    });
    let n_pages = cases.len();
    let rate = n_pages as f64 / elapsed.as_secs_f64();
    for record in records.iter().take(10) {
        lines.push(format!("worst {} f1 {}", record["id"].as_str().unwrap_or(""), record["f1"]));
    }
    lines.push(format!(
        "{n_pages} pages: f1 {:.4}, precision {:.4}, recall {:.4}, {equal} equal, {titled} with title, {dated} with date, {rate:.0} pages/s on one core",
        total.f1(),
        total.precision(),
        total.recall(),
    ));
    let object = json!({
        "suite": "pages",
        "f1": rounded(total.f1()),
        "precision": rounded(total.precision()),
        "recall": rounded(total.recall()),
        "accuracy": rounded(equal as f64 / n_pages.max(1) as f64),
        "pages": n_pages,
        "pages_per_second": rate.round(),
    });
    Ok(Figures { lines, cases: records, object })
}

struct Case {
    id: String,
    body: String,
    page: Page,
}

fn read_cases(folder: &Path) -> Result<Vec<Case>, Error> {
    let truth_path = folder.join("ground-truth.json");
    let truth = std::fs::read(&truth_path).map_err(|source| Error::read(&truth_path, source))?;
    let truth: Value =
        serde_json::from_slice(&truth).map_err(|source| Error::json(&truth_path, source))?;
    let Value::Object(truth) = truth else {
        return Err(Error::form(&truth_path, "not an object"));
    };
    let mut cases = Vec::new();
    for (id, fields) in truth {
        let Some(body) = fields["articleBody"].as_str() else {
            return Err(Error::form(&truth_path, "a page has no articleBody"));
        };
        let path = folder.join("html").join(format!("{id}.html.gz"));
        let file = std::fs::File::open(&path).map_err(|source| Error::read(&path, source))?;
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(file)
            .read_to_end(&mut bytes)
            .map_err(|source| Error::read(&path, source))?;
        let mut page = Page::new(bytes, Form::Html);
        page.url = fields["url"].as_str().map(str::to_owned);
        cases.push(Case { id, body: body.to_owned(), page });
    }
    cases.sort_by(|left, right| left.id.cmp(&right.id));
    Ok(cases)
}

/// Returns the articles, and the time of the fastest round on one thread.
fn read_all(cases: &[Case]) -> (Vec<Article>, Duration) {
    let mut articles = Vec::new();
    let mut fastest = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        articles = cases.iter().map(|case| chancery_read::article::article(&case.page).0).collect();
        fastest = fastest.min(start.elapsed());
    }
    (articles, fastest)
}

/// Returns the words of the article itself: all blocks but captions.
fn body(article: &Article) -> String {
    let blocks = article.blocks.iter();
    let told = blocks.filter(|block| block.kind != BlockKind::Caption);
    told.map(|block| block.span.of(&article.text)).collect::<Vec<_>>().join("\n")
}

/// Returns the words, as `\w+` finds them.
fn words(text: &str) -> Vec<&str> {
    text.split(|char: char| !char.is_alphanumeric() && char != '_')
        .filter(|word| !word.is_empty())
        .collect()
}

/// True positives, false positives and false negatives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Overlap {
    tp: f64,
    fp: f64,
    fn_: f64,
}

impl Overlap {
    fn of(truth: &[&str], read: &[&str]) -> Overlap {
        let (truth, read) = (shingles(truth), shingles(read));
        let n_shared: u32 = truth
            .iter()
            .map(|(shingle, count)| (*count).min(read.get(shingle).copied().unwrap_or(0)))
            .sum();
        let (n_truth, n_read): (u32, u32) = (truth.values().sum(), read.values().sum());
        Overlap {
            tp: f64::from(n_shared),
            fp: f64::from(n_read - n_shared),
            fn_: f64::from(n_truth - n_shared),
        }
    }

    /// Returns the overlap of one page, which weighs as much as any other.
    fn of_one(self) -> Overlap {
        let sum = self.tp + self.fp + self.fn_;
        if sum == 0.0 {
            return self;
        }
        Overlap { tp: self.tp / sum, fp: self.fp / sum, fn_: self.fn_ / sum }
    }

    fn add(&mut self, other: &Overlap) {
        self.tp += other.tp;
        self.fp += other.fp;
        self.fn_ += other.fn_;
    }

    fn precision(&self) -> f64 {
        share(self.tp, self.fp)
    }

    fn recall(&self) -> f64 {
        share(self.tp, self.fn_)
    }

    fn f1(&self) -> f64 {
        tally::f1(self.precision(), self.recall())
    }
}

/// Returns the share of hits; nothing found where nothing was to be found is
/// all of it, as in the benchmark.
fn share(hits: f64, misses: f64) -> f64 {
    if hits == 0.0 && misses == 0.0 { 1.0 } else { hits / (hits + misses) }
}

fn shingles<'a>(words: &'a [&'a str]) -> HashMap<&'a [&'a str], u32> {
    let mut counts = HashMap::new();
    if !words.is_empty() && words.len() < SHINGLE {
        counts.insert(words, 1);
    }
    for shingle in words.windows(SHINGLE) {
        *counts.entry(shingle).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_score_one_whatever_stands_between() {
        let (truth, read) =
            (words("One, two three four. Five"), words("One two\n\nthree four five"));
        let overlap = Overlap::of(&truth, &read);
        assert_eq!((overlap.tp, overlap.fp, overlap.fn_), (1.0, 1.0, 1.0));
        assert_eq!(Overlap::of(&truth, &truth).f1(), 1.0);
    }

    #[test]
    fn shingles_are_counted_as_often_as_they_stand() {
        let truth = words("a b c d a b c d");
        let read = words("a b c d");
        let overlap = Overlap::of(&truth, &read);
        assert_eq!((overlap.tp, overlap.fp, overlap.fn_), (1.0, 0.0, 4.0));
    }

    #[test]
    fn short_text_is_one_shingle() {
        let overlap = Overlap::of(&words("a b"), &words("a b"));
        assert_eq!((overlap.tp, overlap.fp, overlap.fn_), (1.0, 0.0, 0.0));
    }

    #[test]
    fn long_page_weighs_as_much_as_a_short_one() {
        let mut total = Overlap::default();
        total.add(&Overlap { tp: 900.0, fp: 100.0, fn_: 0.0 }.of_one());
        total.add(&Overlap { tp: 0.0, fp: 0.0, fn_: 1.0 }.of_one());
        assert_eq!((total.tp, total.fp, total.fn_), (0.9, 0.1, 1.0));
    }
}
