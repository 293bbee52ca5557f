//! The suites: each a file that reads its data and gives figures.
//!
//! A new suite is a module with `run(path)`, a variant of [`Suite`] and a row
//! in [`run`].

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Error;

mod conllu;
mod gold;
mod history;
mod iob2;
mod linking;
mod matter;
mod merged;
mod pages;
mod petrarch;
mod plover;
mod polnear;
mod recognizers;
mod stories;
mod tally;
mod tier;

pub(crate) use conllu::scores;
pub(crate) use tier::{Reading, Tier};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Suite {
    /// Records of annotated articles: a folder with `ann/` and `text/`
    Gold,
    /// Tags, lemmas and trees: a CoNLL-U file
    Conllu,
    /// Names: an IOB2 file
    Iob2,
    /// Actors and their items in Wikidata: a JSON Lines file of ELEVANT's articles
    Linking,
    /// Which sentences grammar reads: a folder as of `gold`
    Matter,
    /// Body text of pages: a folder with `ground-truth.json` and `html/`
    Pages,
    /// Sentences with their events in older codes: PETRARCH's file of records
    Petrarch,
    /// The event between two parties of a sentence: PLV's table
    Plover,
    /// Who is said to have said or thought what: PolNeAR as JSON Lines
    Polnear,
    /// Dates, periods and durations: a file of Recognizers-Text, or a folder of them
    Recognizers,
    /// Articles about the same happening, and copies: a corpus, beside `eval/stories.tsv`
    Stories,
    /// Events told in several articles: a corpus, beside `eval/merged_events.tsv`
    Merged,
    /// What became of plans: a corpus, beside `eval/history.tsv`
    History,
}

/// How a suite measures.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Which tier of grammar reads
    #[arg(long, value_enum, default_value_t)]
    pub(crate) reading: Reading,
    /// The weights that it reads with, where not its own
    #[arg(long, value_name = "FILE")]
    pub(crate) weights: Option<PathBuf>,
    /// The list made by hand that a suite over a corpus is held against, where not its own
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,
}

/// What a suite measured.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    /// Lines for a person.
    pub(crate) lines: Vec<String>,
    /// One object a case, without the case's text.
    pub(crate) cases: Vec<Value>,
    /// The figures, as one JSON object.
    pub(crate) object: Value,
}

/// Returns the figures of the suite on the file or folder.
///
/// # Errors
///
/// Where the data cannot be read or are not of the suite's form.
pub(crate) fn run(suite: Suite, path: &Path, options: &Options) -> Result<Figures, Error> {
    let tier = || Tier::load(options.reading, options.weights.as_deref());
    let list = |own| options.list.as_deref().unwrap_or(Path::new(own));
    match suite {
        Suite::Conllu => conllu::run(path, &tier()?),
        Suite::Iob2 => iob2::run(path, &tier()?),
        Suite::Gold => gold::run(path, options.reading.into()),
        Suite::Linking => linking::run(path, options.reading.into()),
        Suite::Matter => matter::run(path),
        Suite::Pages => pages::run(path),
        Suite::Petrarch => petrarch::run(path, options.reading.into()),
        Suite::Plover => plover::run(path, options.reading.into()),
        Suite::Polnear => polnear::run(path, options.reading.into()),
        Suite::Recognizers => recognizers::run(path),
        Suite::Stories => stories::run(path, list("eval/stories.tsv")),
        Suite::Merged => merged::run(path, list("eval/merged_events.tsv"), options.reading.into()),
        Suite::History => history::run(path, list("eval/history.tsv"), options.reading.into()),
    }
}
