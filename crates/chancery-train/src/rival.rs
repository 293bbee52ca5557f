//! The rival: both tiers of grammar and spaCy on the same files in one run.
//!
//! In: a CoNLL-U file and an IOB2 file. Out: a table of figures, and one JSON
//! object. Each side runs in a process of its own, one behind the other, so that
//! its memory is its own; spaCy is measured by the script in the folder `rival`,
//! which says what it converts.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use chancery_read::grammar;
use serde_json::{Value, json};

use crate::error::Error;
use crate::python;

/// What is measured, and with which Python.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// A treebank in CoNLL-U
    #[arg(long, value_name = "FILE")]
    grammar: PathBuf,
    /// Sentences with names in IOB2
    #[arg(long, value_name = "FILE")]
    names: PathBuf,
    /// The Python that has the packages of the script's requirements.txt
    #[arg(long, value_name = "COMMAND", default_value = "python3")]
    python: PathBuf,
    /// The folder of the script
    #[arg(long, value_name = "DIR", default_value = "crates/chancery-train/rival")]
    scripts: PathBuf,
}

/// Measures all sides, and returns the lines of the table and the object.
///
/// # Errors
///
/// Where a file is not of its form, or Python or a package is missing.
pub(crate) fn run(options: &Options) -> Result<Vec<String>, Error> {
    python::check_packages(&options.python, &options.scripts.join("requirements.txt"))?;
    let before = load_average();
    let linear = ours(options, "fast", grammar::LINEAR.len())?;
    let careful = ours(options, "careful", grammar::LINEAR.len() + grammar::CAREFUL.len())?;
    let theirs = theirs(options)?;
    let mut lines = table(&[("linear", &linear), ("careful", &careful), ("spaCy", &theirs)]);
    lines.push(format!(
        "load average of the machine: {before} before, {} behind; processors: {}",
        load_average(),
        thread::available_parallelism().map_or(1, std::num::NonZero::get)
    ));
    let object = json!({"suite": "rival", "linear": linear, "careful": careful, "spacy": theirs});
    lines.push(object.to_string());
    Ok(lines)
}

/// Returns the figures of a tier, with those of its names under `names`.
fn ours(options: &Options, reading: &str, n_bytes: usize) -> Result<Value, Error> {
    let score = |suite: &str, path: &Path| {
        let program = std::env::current_exe()
            .map_err(|source| Error::read("chancery-train".as_ref(), source))?;
        let arguments = ["score", suite].map(OsStr::new);
        let reading = ["--reading", reading].map(OsStr::new);
        figures(Command::new(&program).args(arguments).arg(path).args(reading), &program)
    };
    let mut figures = score("conllu", &options.grammar)?;
    figures["names"] = score("iob2", &options.names)?;
    figures["weights_mb"] = json!((n_bytes as f64 / 1e5).round() / 10.0);
    Ok(figures)
}

fn theirs(options: &Options) -> Result<Value, Error> {
    let script = options.scripts.join("measure_spacy.py");
    let mut command = Command::new(&options.python);
    command.arg(&script).arg("--grammar").arg(&options.grammar).arg("--names").arg(&options.names);
    figures(&mut command, &script)
}

/// Runs a command, and returns the object that is its last line.
fn figures(command: &mut Command, name: &Path) -> Result<Value, Error> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|source| Error::read(name, source))?;
    if !output.status.success() {
        return Err(Error::script(name, output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().next_back().unwrap_or_default();
    serde_json::from_str(last).map_err(|source| Error::json(name, source))
}

/// The rows: what is said of a figure, where it stands, and what makes it a
/// percentage.
const ROWS: &[(&str, &str, f64)] = &[
    ("UPOS", "/upos", 1.0),
    ("UAS", "/uas", 1.0),
    ("UAS without marks", "/uas_without_marks", 1.0),
    ("UAS before conversion", "/uas_unconverted", 1.0),
    ("LAS", "/las", 1.0),
    ("names, F1", "/names/f1", 100.0),
    ("names of people, F1", "/names/per", 100.0),
    ("names of places, F1", "/names/loc", 100.0),
    ("names of organizations, F1", "/names/org", 100.0),
    ("words a second, one thread", "/words_per_second", 1.0),
    ("words a second of processor time", "/words_per_processor_second", 1.0),
    ("loading, ms", "/load_ms", 1.0),
    ("peak memory, MB", "/peak_mb", 1.0),
    ("weights, MB", "/weights_mb", 1.0),
];

/// Returns a table in Markdown; a side that lacks a figure has a dash.
fn table(sides: &[(&str, &Value)]) -> Vec<String> {
    let names: String = sides.iter().map(|(name, _)| format!(" {name} |")).collect();
    let mut lines = vec![format!("| |{names}"), format!("|---|{}", "---|".repeat(sides.len()))];
    for (what, place, times) in ROWS {
        let cells: String = sides
            .iter()
            .map(|(_, figures)| match figures.pointer(place).and_then(Value::as_f64) {
                Some(figure) => format!(" {} |", (figure * times * 100.0).round() / 100.0),
                None => " - |".to_owned(),
            })
            .collect();
        lines.push(format!("| {what} |{cells}"));
    }
    lines
}

/// Returns how many processes wanted to run in the last minute, as the system
/// says; speed on a machine that others use is worth only so much.
fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_has_a_column_a_side_and_a_dash_for_what_is_not_measured() {
        let ours = json!({"upos": 95.75, "las": 83.9, "names": {"f1": 0.6912}, "peak_mb": 85});
        let theirs = json!({"upos": 92.8, "names": {"f1": 0.659}});
        let lines = table(&[("linear", &ours), ("spaCy", &theirs)]);
        assert_eq!(
            lines[..3],
            ["| | linear | spaCy |", "|---|---|---|", "| UPOS | 95.75 | 92.8 |"]
        );
        assert!(lines.contains(&"| LAS | 83.9 | - |".to_owned()), "{lines:?}");
        assert!(lines.contains(&"| names, F1 | 69.12 | 65.9 |".to_owned()), "{lines:?}");
    }

    #[cfg(unix)]
    #[test]
    fn last_line_of_a_command_is_its_figures() {
        let shell = |body: &str| figures(Command::new("sh").args(["-c", body]), "sh".as_ref());
        assert_eq!(shell("echo spaCy; echo '{\"upos\": 1}'").unwrap(), json!({"upos": 1}));
        assert!(matches!(shell("echo no figures"), Err(Error::Json { .. })));
        assert!(matches!(shell("echo '{}'; exit 3"), Err(Error::Script { .. })));
    }
}
