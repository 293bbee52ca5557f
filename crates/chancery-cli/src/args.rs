//! What may be typed: commands, flags, environment variables.

use std::path::PathBuf;

use chancery_account::PATIENCE_DAYS;
use chancery_model::Date;
use chancery_read::Tier;
use clap::{Parser, Subcommand, ValueEnum};

/// Read news pages and keep an account of the relations between governments, in
/// which every line opens the sentence that it rests on
#[derive(Debug, Parser)]
#[command(name = "chancery", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags of every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Keep pages and readings in this file
    #[arg(long, value_name = "FILE", global = true, env = "CHANCERY_LEDGER")]
    #[arg(default_value = "chancery.db")]
    pub(crate) ledger: PathBuf,
    /// Read with the tables of this folder beside the built-in codebook; a table
    /// whose first line is '# replaces' stands in place of the built-in one
    #[arg(long, value_name = "DIR", global = true, env = "CHANCERY_CODEBOOK")]
    pub(crate) codebook: Option<PathBuf>,
    /// How carefully sentences are read
    #[arg(long, value_name = "HOW", global = true, env = "CHANCERY_READING")]
    #[arg(value_enum, default_value_t = Reading::Careful)]
    pub(crate) reading: Reading,
    /// Read on this many threads [default: all cores]
    #[arg(long, value_name = "N", global = true)]
    pub(crate) threads: Option<usize>,
}

/// How carefully sentences are read.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Reading {
    /// By sums of weights: many times faster, more mistakes
    Fast,
    /// By a small transformer, where a sentence may matter
    Careful,
}

impl From<Reading> for Tier {
    fn from(reading: Reading) -> Tier {
        match reading {
            Reading::Fast => Tier::Fast,
            Reading::Careful => Tier::Careful,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages and print what they say, without keeping anything
    Read(ReadArgs),
    /// Read pages and keep them with their readings in the ledger
    Add(AddArgs),
    /// Print what is known of two parties, each line with its sentence
    Brief(BriefArgs),
    /// Draw how two parties have dealt with each other, as SVG
    Chart(ChartArgs),
    /// List what is planned, and what became of it
    Commitments(CommitmentsArgs),
    /// Print an article of the ledger with its records marked
    Show(ShowArgs),
    /// Search the articles of the ledger
    Find(FindArgs),
    /// List the pairs of parties that the ledger knows most about
    Pairs(PairsArgs),
    /// Count what the ledger holds: stories, records, events over reports, disputes,
    /// plans by outcome
    Count(CountArgs),
    /// Say who goes by a name, and who held which office when
    Actors(ActorsArgs),
    /// Say what is wrong with a record; readings stay as they are
    Correct(CorrectArgs),
    /// Print who added, read again and corrected what, when and why
    Log(LogArgs),
    /// Read every page of the ledger again and print what changed
    ///
    /// Pages that were read last with the same version, codebook and --reading are
    /// left alone, so that a run that was stopped goes on where it ended.
    Recode(RecodeArgs),
    /// Make again whatever in the ledger is derived from pages and readings
    Rebuild,
    /// Hold the ledger against itself and say what is damaged
    Check(CheckArgs),
    /// Copy the ledger to a new file and check the copy
    Backup(BackupArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReadArgs {
    /// HTML pages, plain texts, JSON Lines of articles, WARC files (each also
    /// gzipped), folders of them, or '-' for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Print each reading as one line of JSON (chancery.reading/1)
    #[arg(long)]
    pub(crate) json: bool,
    /// Say of each event which word tells of it, and which entry of the coding
    /// manual (docs/coding.md) it rests on
    #[arg(long, conflicts_with = "json")]
    pub(crate) explain: bool,
    /// Leave out records whose confidence, from 0 to 1, is below this
    #[arg(long, value_name = "MIN", default_value = "0", value_parser = confidence)]
    pub(crate) confidence: f32,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// HTML pages, plain texts, JSON Lines of articles, WARC files (each also
    /// gzipped), folders of them, or '-' for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) author: AuthorArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RecodeArgs {
    #[command(flatten)]
    pub(crate) author: AuthorArgs,
}

/// Who is at work, for the log.
#[derive(Debug, clap::Args)]
pub(crate) struct AuthorArgs {
    /// Say who is at work, for the log [default: the name of the user]
    #[arg(long, value_name = "NAME", env = "CHANCERY_BY")]
    pub(crate) by: Option<String>,
}

/// Which account is asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct PairArgs {
    /// A country or organisation: a name ("South Korea"), a code (KOR), or a short
    /// name (NATO)
    #[arg(value_name = "PARTY")]
    pub(crate) first: String,
    /// The other one
    #[arg(value_name = "PARTY")]
    pub(crate) second: String,
    /// Leave out what happened before this day
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Date>,
    /// Leave out what happened after this day
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Date>,
    /// Use these pages, not the ledger
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub(crate) pages: Vec<PathBuf>,
    /// Leave out records whose confidence, from 0 to 1, is below this
    #[arg(long, value_name = "MIN", default_value = "0", value_parser = confidence)]
    pub(crate) confidence: f32,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BriefArgs {
    #[command(flatten)]
    pub(crate) pair: PairArgs,
    /// Show only what was added to the ledger since the last brief with --new of
    /// this pair, and remember this one
    #[arg(long, conflicts_with = "pages")]
    pub(crate) new: bool,
    /// The form of the brief
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Show at most this many entries a section
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ChartArgs {
    #[command(flatten)]
    pub(crate) pair: PairArgs,
    /// Write the chart to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Without an outcome, those of every outcome are listed; with several, those of
/// any of them.
#[derive(Debug, clap::Args)]
pub(crate) struct CommitmentsArgs {
    /// Two countries or organisations [default: the 50 pairs that the ledger knows
    /// most about, each commitment once]
    #[arg(value_name = "PARTY", num_args = 2)]
    pub(crate) parties: Vec<String>,
    #[command(flatten)]
    pub(crate) outcomes: OutcomeArgs,
    /// Say what is open, due or lapsed on this day [default: the day of the latest
    /// article of the ledger]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Date>,
    /// Let a plan lapse when its last day is more than so many days gone by
    #[arg(long, value_name = "DAYS", default_value_t = PATIENCE_DAYS)]
    pub(crate) patience: u16,
    /// List at most this many, those in most independent reports [default: 50 as
    /// text, otherwise all]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// The form of the list
    #[arg(long, value_enum, default_value_t = CommitmentsFormat::Text)]
    pub(crate) format: CommitmentsFormat,
}

/// What has become of the commitments that are asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct OutcomeArgs {
    /// List what is still to come, or has no date and is in the news of the last half year
    #[arg(long)]
    pub(crate) open: bool,
    /// List what should have happened by now, where no outcome is reported yet
    #[arg(long)]
    pub(crate) due: bool,
    /// List what has a date that passed days ago without a report of the outcome, or
    /// no date and no dated article of the last half year that speaks of it
    #[arg(long)]
    pub(crate) lapsed: bool,
    /// List what took place
    #[arg(long)]
    pub(crate) held: bool,
    /// List what was called off
    #[arg(long)]
    pub(crate) cancelled: bool,
    /// List what a party says is not planned
    #[arg(long)]
    pub(crate) denied: bool,
}

/// The form of a list of commitments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CommitmentsFormat {
    /// For a terminal.
    Text,
    /// One JSON object (chancery.commitments/1).
    Json,
    /// A calendar of those that have a date (iCalendar).
    Ical,
}

/// Returns the share that was typed.
fn confidence(typed: &str) -> Result<f32, String> {
    let share = typed.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "confidence is a number from 0 to 1".to_owned())
}

/// The form of a brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Text,
    /// Markdown.
    Md,
    /// One HTML file with the articles that it cites.
    Html,
    /// The account as JSON (chancery.account/1).
    Json,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// An article: its id or the beginning of it, the id that its source gave, or
    /// its address
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
    /// The form of the article
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub(crate) format: ShowFormat,
}

/// The form of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// For a terminal.
    Text,
    /// One HTML file.
    Html,
    /// The reading as JSON (chancery.reading/1).
    Json,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FindArgs {
    /// Words that the article has; "words in quotes" stand together, word* stands
    /// for any ending
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Print at most this many articles
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PairsArgs {
    /// Print at most this many pairs
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CountArgs {
    /// Print the counts as one line of JSON (chancery.count/1)
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ActorsArgs {
    /// A person, state, organ, organisation or armed group, or an office such as
    /// "foreign minister of Norway"
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// Say who held the offices on this day [default: those without a known end]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Date>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = ActorsFormat::Text)]
    pub(crate) format: ActorsFormat,
}

/// The form of what the codebook knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ActorsFormat {
    /// For a terminal.
    Text,
    /// One JSON object (chancery.actors/1).
    Json,
}

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("change").required(true))]
pub(crate) struct CorrectArgs {
    /// A record as briefs name it: the beginning of its article's id, and its own
    /// ('3fa91c2b/e3')
    #[arg(value_name = "RECORD")]
    pub(crate) record: String,
    /// Leave it out of every account
    #[arg(long, group = "change")]
    pub(crate) reject: bool,
    /// Give one of its values, named as in chancery.reading/1; several are given by
    /// several flags, actors by party or name and parted by commas
    #[arg(long, value_name = "KEY=VALUE", group = "change", value_parser = setting)]
    pub(crate) set: Vec<(String, String)>,
    /// Let it stand by itself: no other report tells of the same
    #[arg(long, group = "change")]
    pub(crate) split: bool,
    /// Make it one with another record of its kind
    #[arg(long, value_name = "OTHER", group = "change")]
    pub(crate) merge: Option<String>,
    /// Take back what was corrected of it before
    #[arg(long, group = "change")]
    pub(crate) restore: bool,
    #[command(flatten)]
    pub(crate) author: AuthorArgs,
    /// Say why
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: Option<String>,
}

/// Returns the name and the value that were typed.
fn setting(typed: &str) -> Result<(String, String), String> {
    let (key, value) = typed.split_once('=').ok_or("write KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

#[derive(Debug, clap::Args)]
pub(crate) struct LogArgs {
    /// A record, an article, or two parties: what was corrected of them
    /// [default: everything]
    #[arg(value_name = "NAME", num_args = 0..=2)]
    pub(crate) names: Vec<String>,
    /// Print each entry as one line of JSON (chancery.log/1)
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Make again what is derived where anything is wrong, and say what is left
    #[arg(long)]
    pub(crate) repair: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BackupArgs {
    /// Where nothing is yet
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}
