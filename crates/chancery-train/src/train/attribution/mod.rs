//! Training of the tagger of attributions: one layer over what the careful tier gives.
//!
//! In: PolNeAR's articles with their attributions. Out: a weights file. The careful
//! tier reads the articles as it always does and stays as it is; what is learnt is
//! the layer that weighs its states and trees. Cues are learnt first, then sources
//! and contents, given the cues that people marked.

mod learner;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use chancery_model::{Form, Page, Span};
use chancery_read::codebook::Codebook;
use chancery_read::grammar::attribution::features::{CUE_VIEWS, PART_VIEWS, of_cues, of_parts};
use chancery_read::grammar::attribution::{
    CONTENT, CUE_LABELS, PART_LABELS, Passage, SOURCE, chain, layer,
};
use chancery_read::grammar::{Header, WeightsWriter};
use chancery_read::reader::AttributedWords;
use chancery_read::{Reader, Tier};
use serde_json::{Map, json};

use self::learner::Chain;
use crate::corpus;
use crate::error::Error;

/// What is trained on, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// PolNeAR's articles as JSON Lines, gzipped or not
    file: PathBuf,
    /// How often each article is gone through
    #[arg(long, default_value_t = 4)]
    epochs: usize,
    /// What chance begins with
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What is taken off the score of words that are no cue: higher finds more cues
    #[arg(long, default_value_t = 0.1)]
    cue_bias: f32,
    /// Features whose weights are all smaller are left out
    #[arg(long, default_value_t = 0.02)]
    least: f32,
    /// Where the weights go
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

/// Returns the bytes of the weights file, and lines that say what was done.
///
/// # Errors
///
/// Where the file cannot be read or has no attributions.
pub(crate) fn run(options: &Options) -> Result<(Vec<u8>, Vec<String>), Error> {
    let articles = corpus::read_polnear(&options.file)?;
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let reader = Reader::new(codebook, Tier::Careful).map_err(Error::reader)?;
    let mut passages = Vec::new();
    let (mut of_cue, mut of_part) = (Vec::new(), Vec::new());
    for article in &articles {
        let page = json!({"text": article.text}).to_string();
        let (passage, spans) = reader.passage(&Page::new(page, Form::Json));
        let marked: Vec<Marked> =
            article.attributions.iter().filter_map(|words| Marked::of(words, &spans)).collect();
        of_cue.extend(cue_chains(&passage, &marked, passages.len()));
        of_part.extend(marked.iter().map(|one| part_chain(&passage, one, passages.len())));
        passages.push(passage);
    }
    if of_part.is_empty() {
        return Err(Error::form(&options.file, "no attributions in it"));
    }
    let lines = vec![format!("{} articles, {} attributions", articles.len(), of_part.len())];
    let Options { epochs, seed, .. } = *options;
    let cues = learner::learn::<CUE_LABELS>(of_cue, &passages, CUE_VIEWS, epochs, seed);
    let parts = learner::learn::<PART_LABELS>(of_part, &passages, PART_VIEWS, epochs, seed);
    let mut writer = WeightsWriter::new(header(options));
    layer::write(&cues.learnt(options.cue_bias), options.least, "cue", &mut writer);
    layer::write(&parts.learnt(0.0), options.least, "part", &mut writer);
    Ok((writer.to_bytes(), lines))
}

/// An attribution as words of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Marked {
    cue: Range<usize>,
    source: Vec<usize>,
    content: Vec<usize>,
}

impl Marked {
    /// Finds the words; nothing where the cue has none.
    fn of(words: &AttributedWords, spans: &[Span]) -> Option<Marked> {
        let of = |places: &[Span]| -> Vec<usize> {
            let each = places.iter().flat_map(|place| {
                let first = spans.partition_point(|span| span.end <= place.start);
                let end = spans.partition_point(|span| span.start < place.end);
                first..end.max(first)
            });
            each.collect()
        };
        let cue = of(&words.cue);
        let cue = *cue.first()?..cue.last()? + 1;
        Some(Marked { cue, source: of(&words.source), content: of(&words.content) })
    }
}

/// Returns the sentences of a passage, in which the cues are to be found.
fn cue_chains(passage: &Passage, marked: &[Marked], number: usize) -> Vec<Chain> {
    let mut roles = vec![0; passage.len()];
    for cue in marked.iter().map(|one| one.cue.clone()) {
        roles[cue].fill(1);
    }
    let chain = |words: Range<usize>| Chain {
        passage: number,
        labels: chain::labels(&roles[words.clone()]),
        features: of_cues(passage, words),
    };
    passage.sentences().iter().map(|sentence| chain(sentence.words.clone())).collect()
}

/// Returns the words around a cue, in which its source and content are to be found.
fn part_chain(passage: &Passage, marked: &Marked, number: usize) -> Chain {
    let window = passage.window(&marked.cue);
    let mut roles = vec![0; window.len()];
    for (role, words) in [(CONTENT, &marked.content), (SOURCE, &marked.source)] {
        for word in words.iter().filter(|word| window.contains(word)) {
            roles[word - window.start] = role;
        }
    }
    Chain {
        passage: number,
        labels: chain::labels(&roles),
        features: of_parts(passage, window, &marked.cue),
    }
}

/// Returns what the weights file says about itself.
fn header(options: &Options) -> Header {
    let name = options.file.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let mut settings = Map::new();
    settings.insert("epochs".into(), json!(options.epochs));
    settings.insert("seed".into(), json!(options.seed));
    Header {
        tier: "attribution".into(),
        language: "en".into(),
        trained_on: name.into_iter().collect(),
        licence: "CC BY-SA 4.0".into(),
        scores: BTreeMap::new(),
        settings,
    }
}

#[cfg(test)]
mod tests {
    use chancery_read::grammar::Weights;
    use chancery_read::grammar::attribution::Tagger;

    use super::*;

    /// A file of made-up articles in the form of the corpus.
    fn file(folder: &std::path::Path) -> PathBuf {
        let mut lines = String::new();
        for name in ["Anna", "Berit", "Clara", "David"] {
            let text = format!("{name} said talks would go on. It rained in Oslo.");
            let cue = name.len() + 1;
            let annotation = format!(
                "T1\tSource 0 {}\tx\nT2\tCue {cue} {}\tx\nT3\tContent {} {}\tx\n\
                 T4\tAttribution {cue} {}\tx\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
                name.len(),
                cue + 4,
                cue + 5,
                cue + 22,
                cue + 4,
            );
            let line = json!({"id": name, "text": text, "ann": annotation});
            lines.push_str(&format!("{line}\n"));
        }
        let path = folder.join("articles.jsonl");
        std::fs::write(&path, lines).unwrap();
        path
    }

    fn options(path: PathBuf) -> Options {
        Options { file: path, epochs: 12, seed: 1, cue_bias: 0.0, least: 0.0, out: PathBuf::new() }
    }

    #[test]
    fn what_was_learnt_is_found_in_words_like_it() {
        let folder = tempfile::tempdir().unwrap();
        let (bytes, lines) = run(&options(file(folder.path()))).unwrap();
        assert_eq!(lines, ["4 articles, 4 attributions"]);
        let tagger = Tagger::from_weights(&Weights::parse(&bytes).unwrap()).unwrap();
        let reader = Reader::new(Codebook::built_in().unwrap(), Tier::Careful).unwrap();
        let text = "Emma said talks would go on. It rained in Oslo.";
        let page = Page::new(json!({"text": text}).to_string(), Form::Json);
        let found = tagger.find(&reader.passage(&page).0);
        assert_eq!(found.len(), 1);
        let words = |ranges: &[Range<usize>]| ranges.iter().cloned().flatten().collect::<Vec<_>>();
        assert_eq!(words(&found[0].source), [0]);
        assert_eq!(found[0].cue, 1..2);
        assert_eq!(words(&found[0].content), [2, 3, 4, 5]);
    }

    #[test]
    fn equal_files_and_options_give_equal_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let options = options(file(folder.path()));
        assert_eq!(run(&options).unwrap().0, run(&options).unwrap().0);
    }

    #[test]
    fn file_without_attributions_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none.jsonl");
        std::fs::write(&path, "").unwrap();
        assert!(matches!(run(&options(path)), Err(Error::Form { .. })));
    }
}
