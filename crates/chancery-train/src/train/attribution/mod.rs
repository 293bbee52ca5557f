//! Training of the tagger of attributions: one layer over what the careful tier gives.
//!
//! In: PolNeAR's articles with their attributions. Out: a weights file. The careful
//! tier reads the articles as it always does and stays as it is; what is learnt is
//! the layer that weighs its states and trees. Cues are learnt first, then sources
//! and contents, given the cues that people marked, then the choice among the best ways
//! to take these. What the choice learns from is found as it will be later, in articles
//! that the rest has not learnt from: for each part of the articles the rest is learnt
//! from the others.

mod example;
mod learner;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

use chancery_model::{Form, Page, Span};
use chancery_read::codebook::Codebook;
use chancery_read::grammar::attribution::choice::{
    CHOICE_LABELS, CHOICE_VIEWS, Candidate, of_candidates,
};
use chancery_read::grammar::attribution::features::{CUE_VIEWS, PART_VIEWS, of_cues, of_parts};
use chancery_read::grammar::attribution::scene::Scene;
use chancery_read::grammar::attribution::{
    CONTENT, CUE_LABELS, Chains, PART_LABELS, Passage, SOURCE, chain, layer,
};
use chancery_read::grammar::{Header, Weights, WeightsWriter};
use chancery_read::reader::AttributedWords;
use chancery_read::{Reader, Tier};
use serde_json::{Map, json};

use self::example::{Chain, List};
use self::learner::Course;
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
    /// How often each list of candidates is gone through
    #[arg(long, default_value_t = 8)]
    choice_epochs: usize,
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
    let mut known = Known::default();
    for article in &articles {
        let page = json!({"text": article.text}).to_string();
        let (passage, spans) = reader.passage(&Page::new(page, Form::Json));
        let marked = article.attributions.iter().filter_map(|words| Marked::of(words, &spans));
        known.marked.push(marked.collect());
        known.passages.push(passage);
    }
    let n_marked: usize = known.marked.iter().map(Vec::len).sum();
    if n_marked == 0 {
        return Err(Error::form(&options.file, "no attributions in it"));
    }
    let lines = vec![format!("{} articles, {n_marked} attributions", articles.len())];
    let mut writer = WeightsWriter::new(header(options));
    known.write_chains(options, |_| true, &mut writer);
    let choice = learner::learn::<CHOICE_LABELS>(
        known.lists(options)?,
        &known.passages,
        CHOICE_VIEWS,
        Course { n_epochs: options.choice_epochs, n_runs: CHOICE_RUNS, seed: options.seed },
    );
    // A candidate has several times the features of a word, and each weighs less.
    layer::write(&choice.learnt(0.0), options.least / 2.0, "choice", &mut writer);
    Ok((writer.to_bytes(), lines))
}

/// The articles as passages, each with its attributions.
#[derive(Debug, Default)]
struct Known {
    passages: Vec<Passage>,
    marked: Vec<Vec<Marked>>,
}

impl Known {
    /// Learns the chains from some of the articles, and adds them to a weights file.
    fn write_chains(
        &self,
        options: &Options,
        is_learnt_from: impl Fn(usize) -> bool,
        writer: &mut WeightsWriter,
    ) {
        let (mut of_cue, mut of_part) = (Vec::new(), Vec::new());
        for (number, (passage, marked)) in self.passages.iter().zip(&self.marked).enumerate() {
            if is_learnt_from(number) {
                of_cue.extend(cue_chains(passage, marked, number));
                of_part.extend(marked.iter().map(|one| part_chain(passage, one, number)));
            }
        }
        let course = Course { n_epochs: options.epochs, n_runs: 1, seed: options.seed };
        let cues = learner::learn::<CUE_LABELS>(of_cue, &self.passages, CUE_VIEWS, course);
        let parts = learner::learn::<PART_LABELS>(of_part, &self.passages, PART_VIEWS, course);
        layer::write(&cues.learnt(options.cue_bias), options.least, "cue", writer);
        layer::write(&parts.learnt(0.0), options.least, "part", writer);
    }

    /// Returns the candidates of every cue, as chains find them that have not learnt
    /// from its article.
    fn lists(&self, options: &Options) -> Result<Vec<List>, Error> {
        let mut out = Vec::new();
        for part in 0..N_PARTS {
            let is_held_back = |number: usize| number % N_PARTS == part;
            let mut writer = WeightsWriter::new(header(options));
            self.write_chains(options, |number| !is_held_back(number), &mut writer);
            let bytes = writer.to_bytes();
            let chains = Weights::parse(&bytes).and_then(|weights| Chains::from_weights(&weights));
            let chains = chains.map_err(|error| Error::weights(&options.out, error))?;
            for number in (0..self.passages.len()).filter(|number| is_held_back(*number)) {
                let passage = &self.passages[number];
                let scene = Scene::new(passage, &chains.cues(passage));
                let lists = self.marked[number].iter();
                out.extend(lists.map(|marked| choice_list(&chains, &scene, marked, number)));
            }
        }
        Ok(out)
    }
}

/// The choice is learnt so often, and the mean of its weights is taken.
const CHOICE_RUNS: usize = 4;

/// As many parts the articles are taken in, so that the choice sees what chains find in
/// articles that they have not learnt from.
const N_PARTS: usize = 4;

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

/// Returns the candidates of a cue, with those that are right: that have the content,
/// and the source where one of these has it; where none has the content, those that
/// have the source and, of these, share the most words with the content.
fn choice_list(chains: &Chains, scene: &Scene<'_>, marked: &Marked, number: usize) -> List {
    let candidates = chains.candidates(scene.passage(), &marked.cue);
    let words = |stretches: &[Range<usize>]| -> BTreeSet<usize> {
        stretches.iter().cloned().flatten().collect()
    };
    let content: BTreeSet<usize> = marked.content.iter().copied().collect();
    let source: BTreeSet<usize> = marked.source.iter().copied().collect();
    let worth = |candidate: &Candidate| {
        let found = words(&candidate.content);
        let n_shared = content.intersection(&found).count();
        // Thousandths, so that equal worth is equal.
        let overlap = 2000 * n_shared / (content.len() + found.len()).max(1);
        (content == found, words(&candidate.source) == source, overlap)
    };
    let worths: Vec<(bool, bool, usize)> = candidates.iter().map(worth).collect();
    let most = worths.iter().max();
    List {
        passage: number,
        features: of_candidates(scene, &marked.cue, &candidates),
        gaps: candidates.iter().map(|candidate| candidate.gap).collect(),
        are_right: worths.iter().map(|worth| Some(worth) == most).collect(),
    }
}

/// Returns what the weights file says about itself.
fn header(options: &Options) -> Header {
    let name = options.file.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let mut settings = Map::new();
    settings.insert("epochs".into(), json!(options.epochs));
    settings.insert("choice_epochs".into(), json!(options.choice_epochs));
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
        Options {
            file: path,
            epochs: 12,
            choice_epochs: 2,
            seed: 1,
            cue_bias: 0.0,
            least: 0.0,
            out: PathBuf::new(),
        }
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
