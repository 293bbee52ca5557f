//! Training of the careful tier: the scripts that fine-tune an encoder, run one
//! behind the other.
//!
//! In: treebanks, sentences with names, articles for the vocabulary. Out: a
//! checkpoint and the weights file. The work is done by `finetune.py` and
//! `export.py` in the scripts' folder; this finds out beforehand whether Python
//! and its packages are there. Python is needed to train, and never to read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::python;

/// What is trained on, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Treebanks in CoNLL-U
    #[arg(long, value_name = "FILE", num_args = 1.., required = true)]
    grammar: Vec<PathBuf>,
    /// Sentences with names in IOB2
    #[arg(long, value_name = "FILE", num_args = 1.., required = true)]
    names: Vec<PathBuf>,
    /// A treebank on which each epoch is measured
    #[arg(long, value_name = "FILE")]
    grammar_dev: PathBuf,
    /// Sentences with names on which each epoch is measured
    #[arg(long, value_name = "FILE")]
    names_dev: PathBuf,
    /// Articles as JSON Lines, gzipped, whose words decide which pieces are kept
    #[arg(long, value_name = "FILE")]
    text: PathBuf,
    /// Epochs of the first rise and fall of the rate, and of those behind it
    #[arg(long, value_name = "N", num_args = 1.., default_values_t = [9, 4])]
    cycles: Vec<u32>,
    /// What chance begins with
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many threads Python uses; numbers differ a little with them
    #[arg(long, value_name = "N", default_value_t = 2)]
    threads: usize,
    /// Take only so many words of the treebanks
    #[arg(long, value_name = "N")]
    words: Option<usize>,
    /// Begin with the second cycle, from this checkpoint of the first
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// What the weights say they were trained on, where not the files' names
    #[arg(long, value_name = "TEXT", num_args = 1..)]
    trained_on: Vec<String>,
    /// Where the weights go; the checkpoint goes beside them, with the ending .pt
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The Python that has the packages of the scripts' requirements.txt
    #[arg(long, value_name = "COMMAND", default_value = "python3")]
    python: PathBuf,
    /// The folder of the scripts
    #[arg(long, value_name = "DIR", default_value = "crates/chancery-train/careful")]
    scripts: PathBuf,
}

/// What the encoder is called in the weights' header.
const ENCODER: &str = "encoder all-MiniLM-L6-v2 (Apache-2.0)";

/// Fine-tunes and writes the weights; returns lines that say where they are.
///
/// # Errors
///
/// Where Python or one of its packages is missing, or a script fails.
pub(crate) fn run(options: &Options) -> Result<Vec<String>, Error> {
    python::check_packages(&options.python, &options.scripts.join("requirements.txt"))?;
    let checkpoint = options.out.with_extension("pt");
    run_script(options, "finetune.py", finetune_arguments(options, &checkpoint))?;
    run_script(options, "export.py", export_arguments(options, &checkpoint))?;
    let size =
        std::fs::metadata(&options.out).map_err(|source| Error::read(&options.out, source))?.len();
    Ok(vec![
        format!("checkpoint: {}", checkpoint.display()),
        format!("weights: {}, {size} bytes", options.out.display()),
    ])
}

fn run_script(options: &Options, name: &str, arguments: Vec<OsString>) -> Result<(), Error> {
    let script = options.scripts.join(name);
    let status = Command::new(&options.python)
        .arg(&script)
        .args(arguments)
        .status()
        .map_err(|source| Error::python(&options.python, source))?;
    if status.success() { Ok(()) } else { Err(Error::script(&script, status)) }
}

fn finetune_arguments(options: &Options, checkpoint: &Path) -> Vec<OsString> {
    let mut out = Arguments::default();
    out.option("--grammar", &options.grammar);
    out.option("--names", &options.names);
    out.option("--grammar-dev", [&options.grammar_dev]);
    out.option("--names-dev", [&options.names_dev]);
    out.option("--text", [&options.text]);
    out.option("--cycles", options.cycles.iter().map(u32::to_string));
    out.option("--seed", [options.seed.to_string()]);
    out.option("--threads", [options.threads.to_string()]);
    if let Some(words) = options.words {
        out.option("--words", [words.to_string()]);
    }
    if let Some(resume) = &options.resume {
        out.option("--resume", [resume]);
    }
    out.option("--out", [checkpoint]);
    out.0
}

fn export_arguments(options: &Options, checkpoint: &Path) -> Vec<OsString> {
    let mut out = Arguments(vec![checkpoint.into(), options.out.clone().into()]);
    if options.trained_on.is_empty() {
        let files = options.grammar.iter().chain(&options.names);
        let names = files.filter_map(|path| path.file_name()).map(OsString::from);
        out.option("--trained-on", names.chain([ENCODER.into()]));
    } else {
        out.option("--trained-on", &options.trained_on);
    }
    out.0
}

/// Arguments of a script, in their order.
#[derive(Default)]
struct Arguments(Vec<OsString>);

impl Arguments {
    fn option(&mut self, name: &str, values: impl IntoIterator<Item = impl Into<OsString>>) {
        self.0.push(name.into());
        self.0.extend(values.into_iter().map(Into::into));
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A folder with scripts and a stand-in for Python, which does as `body` says.
    fn options(folder: &Path, body: &str) -> Options {
        let python = folder.join("python");
        std::fs::write(&python, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&python, std::fs::Permissions::from_mode(0o755)).unwrap();
        let requirements = "# The encoder.\nencoder==0.1.0\n\ntorch\n";
        std::fs::write(folder.join("requirements.txt"), requirements).unwrap();
        Options {
            grammar: vec!["a/trees.conllu".into(), "b/more.conllu.gz".into()],
            names: vec!["names.iob2".into()],
            grammar_dev: "dev.conllu".into(),
            names_dev: "dev.iob2".into(),
            text: "articles.jsonl.gz".into(),
            cycles: vec![1, 1],
            seed: 1,
            threads: 1,
            words: Some(500),
            resume: None,
            trained_on: Vec::new(),
            out: folder.join("careful.weights"),
            python,
            scripts: folder.to_owned(),
        }
    }

    #[test]
    fn missing_packages_are_named_before_anything_runs() {
        let folder = tempfile::tempdir().unwrap();
        // As the look for packages is run: `-c PROGRAM LINE...`.
        let body = "[ \"$1\" = -c ] || exit 9\nshift 2\nfor line; do echo \"$line\"; done";
        let error = run(&options(folder.path(), body)).unwrap_err().to_string();
        assert!(error.contains("encoder==0.1.0, torch"), "{error}");
        assert!(error.contains("requirements.txt"), "{error}");
    }

    #[test]
    fn python_that_does_not_start_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let mut options = options(folder.path(), "exit 0");
        options.python = folder.path().join("no-python");
        let error = run(&options).unwrap_err();
        assert!(matches!(error, Error::Python { .. }), "{error}");
    }

    #[test]
    fn script_that_fails_stops_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let body = "case $1 in *finetune.py) exit 3;; *export.py) exit 4;; esac";
        let error = run(&options(folder.path(), body)).unwrap_err().to_string();
        assert!(error.contains("finetune.py") && error.contains('3'), "{error}");
    }

    #[test]
    fn scripts_run_in_order_and_weights_are_where_they_were_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let body = "case $1 in\n*.py) echo \"$(basename $1) $*\" >>$(dirname $0)/log;; esac\n\
            case $1 in *export.py) echo weights >$3;; esac";
        let options = options(folder.path(), body);
        let lines = run(&options).unwrap();
        assert!(lines[1].ends_with("careful.weights, 8 bytes"), "{lines:?}");
        let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
        let [finetune, export] = log.lines().collect::<Vec<_>>()[..] else { panic!("{log}") };
        assert!(finetune.starts_with("finetune.py "));
        assert!(finetune.contains("--grammar a/trees.conllu b/more.conllu.gz --names names.iob2"));
        assert!(finetune.contains("--cycles 1 1 --seed 1 --threads 1 --words 500 --out "));
        assert!(export.starts_with("export.py "));
        assert!(export.contains("--trained-on trees.conllu more.conllu.gz names.iob2 encoder"));
    }
}
