//! Training of the linear tier.
//!
//! In: treebanks, sentences with names, sentences that a parser annotated
//! ("silver"), plain text for clusters. Out: the bytes of a weights file. The
//! models are trained one behind the other, each on what those before it give.

mod cluster;
mod example;
mod heads;
mod lemmas;
mod lexicon;
mod named;
mod perceptron;
mod plan;
mod relations;
mod rng;
mod tags;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chancery_read::codebook::Codebook;
use chancery_read::grammar::Header;
use chancery_read::grammar::linear::{Linear, tagger::Pairs};
use serde_json::Map;

use self::cluster::Clusters;
use self::example::Example;
use self::plan::Plan;
use crate::corpus::{self, NamedSentence, Sentence};
use crate::error::Error;

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
    /// Where the weights go
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

impl Options {
    fn plan(&self, most_rows: usize) -> Plan {
        Plan {
            n_scouting: perceptron::env("SCOUT", 3.0) as usize,
            n_epochs: self.epochs,
            most_rows,
            seed: self.seed,
        }
    }
}

/// The most rows of each table; together they keep the file below 15 MB.
struct Sizes {
    tags: usize,
    heads: usize,
    relations: usize,
    names: usize,
}

const SIZES0: Sizes = Sizes { tags: 220_000, heads: 1_000_000, relations: 190_000, names: 120_000 };

/// Returns the bytes of the weights file, and lines that say what was done.
pub(crate) fn run(options: &Options) -> Result<(Vec<u8>, Vec<String>), Error> {
    let k = perceptron::env("SZ", 1.0);
    #[allow(non_snake_case)]
    let SIZES = Sizes {
        tags: (SIZES0.tags as f64 * k) as usize,
        heads: (SIZES0.heads as f64 * k) as usize,
        relations: (SIZES0.relations as f64 * k) as usize,
        names: (SIZES0.names as f64 * k) as usize,
    };
    let corpora = Corpora::read(options)?;
    let clock = std::time::Instant::now();
    let mut lines = Vec::new();
    let mut note =
        |what: &str| lines.push(format!("{what}: {:.0} s", clock.elapsed().as_secs_f64()));
    let clusters = if options.text.is_empty() {
        Clusters::default()
    } else {
        cluster::clusters(&options.text)?
    };
    note("clusters");
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let pairs = lexicon::pairs(corpora.gold.iter());
    let lexicon = lexicon::lexicon(corpora.trees(), &pairs, &clusters, &codebook);
    let mut examples = corpora.examples(options.gold_weight, &pairs, &lexicon);
    tags::tag_unseen(&mut examples, &pairs, options.plan(SIZES.tags));
    note("tags of unseen text");
    let with_tags: Vec<&Example> =
        examples.iter().filter(|example| !example.gold_tags.is_empty()).collect();
    let tagger = tags::train(&with_tags, &pairs, options.plan(SIZES.tags));
    note("tagger");
    let n_right = with_tags
        .iter()
        .flat_map(|e| e.tags.iter().zip(&e.gold_tags))
        .filter(|(a, b)| a == b)
        .count();
    let n_words: usize = with_tags.iter().map(|example| example.atoms.len()).sum();
    let parser = heads::train(&with_tags, &pairs, options.plan(SIZES.heads));
    note("parser");
    let labels = relations::train(&with_tags, &pairs, options.plan(SIZES.relations));
    note("relations");
    let with_names: Vec<&Example> =
        examples.iter().filter(|example| !example.names.is_empty()).collect();
    let (names, transitions) = named::train(&with_names, options.plan(SIZES.names));
    note("names");
    let linear = Linear {
        tagger,
        parser,
        labels,
        names,
        transitions,
        lemmas: lemmas::train(corpora.trees()),
        lexicon,
    };
    lines.push(format!(
        "{n_words} words with trees, {:.2}% of their tags right unseen",
        100.0 * n_right as f64 / n_words.max(1) as f64
    ));
    Ok((linear.to_bytes(header(options)), lines))
}

/// What is trained on.
struct Corpora {
    gold: Vec<Sentence>,
    silver: Vec<Sentence>,
    names: Vec<NamedSentence>,
}

impl Corpora {
    fn read(options: &Options) -> Result<Corpora, Error> {
        let mut corpora = Corpora { gold: Vec::new(), silver: Vec::new(), names: Vec::new() };
        for path in &options.grammar {
            corpora.gold.extend(corpus::read_conllu(path)?);
        }
        for path in &options.silver {
            corpora.silver.extend(corpus::read_conllu(path)?);
        }
        for path in &options.names {
            corpora.names.extend(corpus::read_iob2(path)?);
        }
        if let Some(most) = options.words {
            keep_words(&mut corpora.gold, most, options.seed);
        }
        Ok(corpora)
    }

    fn trees(&self) -> impl Iterator<Item = &Sentence> + Clone {
        self.gold.iter().chain(&self.silver)
    }

    fn examples(
        &self,
        gold_weight: i32,
        pairs: &Pairs,
        lexicon: &chancery_read::grammar::linear::lexicon::Lexicon,
    ) -> Vec<Example> {
        let gold = self.gold.iter().map(|s| Example::of_tree(s, gold_weight, pairs, lexicon));
        let silver = self.silver.iter().map(|s| Example::of_tree(s, 1, pairs, lexicon));
        let names = self.names.iter().map(|s| Example::of_names(s, gold_weight, lexicon));
        gold.chain(silver).chain(names).collect()
    }
}

/// Keeps sentences in an order of chance until they have so many words.
fn keep_words(sentences: &mut Vec<Sentence>, most: usize, seed: u64) {
    rng::Rng::new(seed).shuffle(sentences);
    let mut n_words = 0;
    sentences.retain(|sentence| {
        n_words += sentence.words.len();
        n_words <= most
    });
}

fn header(options: &Options) -> Header {
    let names =
        |paths: &[PathBuf]| paths.iter().filter_map(|path| file_name(path)).collect::<Vec<_>>();
    let sets = [&options.grammar, &options.names, &options.silver, &options.text];
    Header {
        tier: "linear".into(),
        language: "en".into(),
        trained_on: sets.into_iter().flat_map(|paths| names(paths)).collect(),
        licence: "CC BY-SA 4.0".into(),
        scores: BTreeMap::new(),
        settings: Map::new(),
    }
}

fn file_name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_str()?.to_owned())
}
