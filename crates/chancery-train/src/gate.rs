//! The gate: figures of the suites against floors that only rise.
//!
//! In: a folder with the suites' data, and the floors (`eval/floors.toml`). Out:
//! one line a figure, and whether all of them stand at or above their floors.
//! Raising writes the floors anew and never lowers one. How fast a suite ran is
//! no figure for a gate: machines differ.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Error;
use crate::suite::{self, Suite};

/// How far below its floor a figure may stand: the last digit of a floor is
/// rounded, and sums of floats differ in theirs between machines.
const TOLERANCE: f64 = 0.0005;

/// What the gate found.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    /// Lines for a person.
    pub(crate) lines: Vec<String>,
    /// Whether no figure stands below its floor.
    pub(crate) passed: bool,
}

/// The floors of one suite.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    /// The suite, where the section does not go by its name.
    suite: Option<String>,
    /// Which tier of grammar reads.
    #[serde(default)]
    reading: suite::Reading,
    /// Where the suite's data lie below the shared folder.
    path: PathBuf,
    /// The least value of each figure; `events.f1` is `f1` inside `events`.
    floors: BTreeMap<String, f64>,
}

/// Runs every suite that has floors and holds its figures against them; raises
/// the floors to the figures where `raise` says so.
///
/// # Errors
///
/// Where the floors cannot be read or written, name a suite or a figure that
/// does not exist, or a suite cannot be scored.
pub(crate) fn run(shared: &Path, floors: &Path, raise: bool) -> Result<Verdict, Error> {
    let mut text = fs::read_to_string(floors).map_err(|source| Error::read(floors, source))?;
    let mut verdict = Verdict { lines: Vec::new(), passed: true };
    for (name, section) in sections(&text, floors)? {
        let suite = suite_of(section.suite.as_deref().unwrap_or(&name), floors)?;
        let figures = suite::run(
            suite,
            &shared.join(&section.path),
            &suite::Options { reading: section.reading, weights: None, list: None },
        )?;
        verdict.lines.push(format!("suite {name}"));
        for (figure, floor) in &section.floors {
            let value = figure_of(&figures.object, &name, figure)?;
            let stands = value >= floor - TOLERANCE;
            let mark = if stands { "" } else { "  BELOW" };
            verdict.lines.push(format!("  {figure:24} {value:>9.4}  floor {floor:.4}{mark}"));
            verdict.passed &= stands;
            if raise {
                text = raised(&text, &name, figure, *floor, value);
            }
        }
    }
    if raise {
        fs::write(floors, text).map_err(|source| Error::write(floors, source))?;
    }
    Ok(verdict)
}

fn sections(text: &str, path: &Path) -> Result<BTreeMap<String, Section>, Error> {
    toml::from_str(text).map_err(|source| Error::Floors { path: path.to_owned(), source })
}

fn suite_of(name: &str, floors: &Path) -> Result<Suite, Error> {
    <Suite as clap::ValueEnum>::from_str(name, false)
        .map_err(|_| Error::UnknownSuite { path: floors.to_owned(), suite: name.to_owned() })
}

/// Returns the number that a dotted name means in the object of figures.
fn figure_of(object: &Value, suite: &str, figure: &str) -> Result<f64, Error> {
    let value = figure.split('.').fold(object, |part, key| &part[key]);
    value
        .as_f64()
        .ok_or_else(|| Error::UnknownFigure { suite: suite.to_owned(), figure: figure.to_owned() })
}

/// Returns the floors' text with that floor raised to the value, if it is higher.
///
/// Works by lines, so that comments and order stay as people wrote them.
fn raised(text: &str, suite: &str, figure: &str, floor: f64, value: f64) -> String {
    // Rounded down, so that a floor is never above what was measured.
    let value = (value * 10_000.0).floor() / 10_000.0;
    if value <= floor {
        return text.to_owned();
    }
    let wanted = format!("[{suite}.floors]");
    let mut inside = false;
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.trim() == wanted;
        }
        match line.split_once('=') {
            Some((key, _)) if inside && key.trim().trim_matches('"') == figure => {
                out.push_str(&format!("{} = {value}", key.trim()));
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FLOORS: &str = "\
# Only ever raised.
[gold]
path = \"gold\"

[gold.floors]
articles = 23
\"events.f1\" = 0.3

[pages]
path = \"data/pages\"

[pages.floors]
f1 = 0.96
";

    fn floor(text: &str, suite: &str, figure: &str) -> f64 {
        sections(text, Path::new("floors.toml")).unwrap()[suite].floors[figure]
    }

    #[test]
    fn raised_floor_is_the_figure_and_nothing_else_changes() {
        let text = raised(FLOORS, "gold", "events.f1", 0.3, 0.456_78);
        assert_eq!(text, FLOORS.replace("0.3\n", "0.4567\n"));
        assert_eq!(floor(&text, "gold", "events.f1"), 0.4567);
    }

    #[test]
    fn floor_never_goes_down() {
        assert_eq!(raised(FLOORS, "gold", "events.f1", 0.3, 0.2), FLOORS);
        assert_eq!(raised(FLOORS, "gold", "articles", 23.0, 22.0), FLOORS);
    }

    #[test]
    fn floor_of_another_suite_stays() {
        let text = raised(FLOORS, "gold", "f1", 0.0, 0.99);
        assert_eq!(floor(&text, "pages", "f1"), 0.96);
    }

    #[test]
    fn figure_is_found_by_its_dotted_name() {
        let object = json!({"articles": 23, "events": {"f1": 0.25}});
        assert_eq!(figure_of(&object, "gold", "articles").unwrap(), 23.0);
        assert_eq!(figure_of(&object, "gold", "events.f1").unwrap(), 0.25);
    }

    #[test]
    fn unknown_figure_and_unknown_suite_are_errors() {
        let object = json!({"suite": "gold", "events": {"f1": 0.25}});
        for figure in ["f1", "events", "events.f2", "suite", "events.f1.x"] {
            let error = figure_of(&object, "gold", figure).unwrap_err();
            assert!(matches!(error, Error::UnknownFigure { .. }), "{figure}");
        }
        let error = suite_of("silver", Path::new("floors.toml")).unwrap_err();
        assert!(matches!(error, Error::UnknownSuite { .. }));
    }

    #[test]
    fn misspelt_key_of_the_floors_is_an_error() {
        let text = FLOORS.replace("path", "folder");
        assert!(matches!(sections(&text, Path::new("floors.toml")), Err(Error::Floors { .. })));
    }

    #[test]
    fn figure_below_its_floor_fails_and_one_within_the_tolerance_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("pages");
        fs::create_dir(&pages).unwrap();
        fs::write(pages.join("ground-truth.json"), "{}").unwrap();
        let floors = folder.path().join("floors.toml");
        let check = |floor: f64| {
            let text = format!("[pages]\npath = \"pages\"\n[pages.floors]\npages = {floor}\n");
            fs::write(&floors, text).unwrap();
            run(folder.path(), &floors, false).unwrap().passed
        };
        assert!(check(0.0));
        assert!(check(0.0004));
        assert!(!check(0.001));
    }
}
