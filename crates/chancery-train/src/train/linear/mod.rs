//! Training of the linear tier.
//!
//! In: treebanks, sentences with names, sentences that a parser annotated
//! ("silver"), plain text for clusters. Out: the bytes of a weights file. The
//! models are trained one behind the other, each on what those before it give.

mod cluster;
mod corpora;
mod example;
mod heads;
mod lemmas;
mod lexicon;
mod named;
mod perceptron;
mod plan;
mod relations;
pub(crate) mod rng;
mod tags;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use chancery_read::codebook::Codebook;
use chancery_read::grammar::Header;
use chancery_read::grammar::linear::Linear;
use serde_json::Map;

use self::cluster::Clusters;
use self::corpora::Corpora;
use self::example::Example;
use self::plan::Plan;
use crate::error::Error;
use crate::suite;

/// What is trained on, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Treebanks in CoNLL-U
    #[arg(long, value_name = "FILE", num_args = 1.., required = true)]
    grammar: Vec<PathBuf>,
    /// Sentences with names in IOB2
    #[arg(long, value_name = "FILE", num_args = 1.., required = true)]
    names: Vec<PathBuf>,
    /// Sentences in CoNLL-U that a parser annotated, with names as `Name=` in the last column
    #[arg(long, value_name = "FILE", num_args = 1..)]
    silver: Vec<PathBuf>,
    /// Articles as JSON Lines, of whose words clusters are made
    #[arg(long, value_name = "FILE", num_args = 1..)]
    text: Vec<PathBuf>,
    /// What chance begins with
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How often each model goes through its sentences
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// How much a mistake on people's annotation counts, beside 1 on silver
    #[arg(long, default_value_t = 2)]
    gold_weight: i32,
    /// Take only so many words of the treebanks
    #[arg(long, value_name = "N")]
    words: Option<usize>,
    /// Treebanks in CoNLL-U whose scores the weights carry with them
    #[arg(long, value_name = "FILE", num_args = 1..)]
    measure: Vec<PathBuf>,
    /// Where the weights go
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

impl Options {
    fn plan(&self, most_rows: usize) -> Plan {
        let (n_epochs, seed) = (self.epochs, self.seed);
        Plan { n_scouting: N_SCOUTING, n_epochs, most_rows, seed }
    }
}

/// How often each model goes through its sentences to choose its features.
const N_SCOUTING: usize = 2;

/// The most rows of each table; together they keep the file below 15 MB.
struct Sizes {
    tags: usize,
    heads: usize,
    relations: usize,
    names: usize,
}

const SIZES: Sizes = Sizes { tags: 220_000, heads: 1_000_000, relations: 190_000, names: 120_000 };

/// Returns the bytes of the weights file, and lines that say what was done.
pub(crate) fn run(options: &Options) -> Result<(Vec<u8>, Vec<String>), Error> {
    let corpora = Corpora::read(options)?;
    let mut log = Log { start: Instant::now(), lines: Vec::new() };
    let clusters = match options.text.as_slice() {
        [] => Clusters::default(),
        text => cluster::clusters(text)?,
    };
    log.note("clusters");
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let pairs = lexicon::pairs(corpora.gold.iter());
    let lexicon = lexicon::lexicon(corpora.trees(), &pairs, &clusters, &codebook);
    let mut examples = corpora.examples(options.gold_weight, &pairs, &lexicon);
    tags::tag_unseen(&mut examples, &pairs, options.plan(SIZES.tags));
    log.note("tags of unseen text");
    let trees: Vec<&Example> = examples.iter().filter(|example| example.has_tree()).collect();
    let named: Vec<&Example> = examples.iter().filter(|example| example.has_names()).collect();
    let tagger = tags::train(&trees, &pairs, options.plan(SIZES.tags));
    log.note("tagger");
    let parser = heads::train(&trees, &pairs, options.plan(SIZES.heads));
    log.note("parser");
    let labels = relations::train(&trees, &pairs, options.plan(SIZES.relations));
    log.note("relations");
    let (names, transitions) = named::train(&named, options.plan(SIZES.names));
    log.note("names");
    let lemmas = lemmas::train(corpora.trees());
    let linear = Linear { lexicon, tagger, parser, labels, names, transitions, lemmas };
    let mut header = header(options);
    for path in &options.measure {
        header.scores.extend(suite::scores(path, &linear)?);
    }
    let bytes = linear.to_bytes(header);
    let n_words: usize = trees.iter().map(|example| example.atoms.len()).sum();
    log.note(&format!("{n_words} words with trees, {} bytes of weights", bytes.len()));
    Ok((bytes, log.lines))
}

/// What was done, with the seconds since the start.
struct Log {
    start: Instant,
    lines: Vec<String>,
}

impl Log {
    fn note(&mut self, what: &str) {
        self.lines.push(format!("{what}: {:.0} s", self.start.elapsed().as_secs_f64()));
    }
}

/// Returns what the weights file says about itself. Files go by their names,
/// which the folder of the weights explains.
fn header(options: &Options) -> Header {
    let sets = [&options.grammar, &options.names, &options.silver, &options.text];
    let names = sets.into_iter().flatten().filter_map(|path| path.file_name()?.to_str());
    Header {
        tier: "linear".into(),
        language: "en".into(),
        trained_on: names.map(str::to_owned).collect(),
        licence: "CC BY-SA 4.0".into(),
        scores: BTreeMap::new(),
        settings: Map::new(),
    }
}
