//! Suite `recognizers`: dates, periods and durations in Microsoft's specifications.
//!
//! In: one of the files of Recognizers-Text (MIT), or a folder of them: sentences
//! with a reference date, and the expressions in them with their values. Out: the
//! share of dates, date ranges and durations that are read right, of those that
//! news has; recurrences beside them; what is left out, by reason.
//!
//! What is left out is told in `news`, when a value is right in `value`.

mod case;
mod news;
mod value;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_read::codebook::Codebook;
use chancery_read::time::{Meaning, Time};
use chancery_read::{Reader, Tier};
use serde_json::{Value, json};

use self::case::{Case, Kind, cases};
use super::Figures;
use crate::error::Error;

/// Returns the figures of a file or a folder of files.
pub(super) fn run(path: &Path) -> Result<Figures, Error> {
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    // Times are read without grammar: the tier does not matter.
    let reader = Reader::new(codebook, Tier::Fast).map_err(Error::reader)?;
    let mut score = Score::default();
    for file in files(path)? {
        let text = fs::read_to_string(&file).map_err(|source| Error::read(&file, source))?;
        let specifications: Vec<Value> =
            serde_json::from_str(&text).map_err(|source| Error::json(&file, source))?;
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        for case in cases(&specifications, &name)
            .ok_or_else(|| Error::form(&file, "no list of objects with 'Input' and 'Results'"))?
        {
            score.add(&reader, &case);
        }
    }
    Ok(score.figures())
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|source| Error::read(path, source))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    Ok(files)
}

#[derive(Default)]
struct Score {
    /// Right and all, by kind.
    kinds: BTreeMap<&'static str, (usize, usize)>,
    /// How many have the very words of the specification.
    same_words: usize,
    left_out: BTreeMap<&'static str, usize>,
    /// What was asked before: the files repeat each other.
    asked: BTreeMap<(String, String, usize), ()>,
    cases: Vec<Value>,
}

impl Score {
    fn add(&mut self, reader: &Reader, case: &Case) {
        let key = (case.input.clone(), case.reference.clone(), case.span.start);
        if self.asked.insert(key, ()).is_some() {
            *self.left_out.entry("asked in another file too").or_default() += 1;
            return;
        }
        if let Some(reason) = news::left_out(case) {
            *self.left_out.entry(reason).or_default() += 1;
            return;
        }
        let times =
            reader.times(&case.input, case.reference.get(..10).and_then(|day| day.parse().ok()));
        let overlap = |time: &&Time| {
            let (start, end) =
                (time.span.start.max(case.span.start), time.span.end.min(case.span.end));
            end.saturating_sub(start)
        };
        let found = times.iter().filter(|time| overlap(time) > 0).max_by_key(overlap);
        let right = found.is_some_and(|time| value::is_right(case, time));
        let count = self.kinds.entry(case.kind.name()).or_default();
        count.0 += usize::from(right);
        count.1 += 1;
        self.same_words += usize::from(found.is_some_and(|time| time.span == case.span));
        self.cases.push(json!({
            "id": case.id, "kind": case.kind.name(), "right": right,
            "found": found.map(|time| told(&time.meaning)),
        }));
    }

    fn figures(self) -> Figures {
        let mut lines = Vec::new();
        let mut object = serde_json::Map::new();
        object.insert("suite".into(), json!("recognizers"));
        let share = |(right, all): (usize, usize)| {
            (right as f64 / all.max(1) as f64 * 10_000.0).round() / 10_000.0
        };
        let mut line = |name: &str, count: (usize, usize)| {
            lines.push(format!("{name:12} {:.3} ({}/{})", share(count), count.0, count.1));
            object.insert(name.replace(' ', "_"), json!(share(count)));
        };
        let mut dated = (0, 0);
        for kind in Kind::ALL {
            let count = self.kinds.get(kind.name()).copied().unwrap_or_default();
            line(kind.name(), count);
            if kind != Kind::Recurrence {
                dated = (dated.0 + count.0, dated.1 + count.1);
            }
        }
        line("all dated", dated);
        let asked = self.cases.len();
        lines.push(format!("the same words: {} of {asked}", self.same_words));
        let left_out: usize = self.left_out.values().sum();
        lines.push(format!("left out: {left_out}"));
        for (reason, n) in &self.left_out {
            lines.push(format!("  {n:4} {reason}"));
        }
        object.insert("asked".into(), json!(asked));
        object.insert("left_out".into(), json!(self.left_out));
        Figures { lines, cases: self.cases, object: Value::Object(object) }
    }
}

/// Returns a meaning in a short form.
fn told(meaning: &Meaning) -> String {
    let when = |when: &Option<chancery_model::When>| match when {
        Some(when) => {
            let end = when.end.map_or(String::new(), |end| end.to_string());
            format!("{}..{end}", when.start)
        }
        None => "-".to_owned(),
    };
    match meaning {
        Meaning::When { past, future, bound } if past == future => {
            format!("{} {bound:?}", when(past))
        }
        Meaning::When { past, future, bound } => {
            format!("{} | {} {bound:?}", when(past), when(future))
        }
        Meaning::Lasting(duration) => format!("{:?}", duration.parts),
        Meaning::Every(duration) => format!("every {:?}", duration.parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(specifications: &Value) -> Result<Figures, Error> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("en_Own.json");
        fs::write(&file, specifications.to_string()).unwrap();
        run(folder.path())
    }

    fn specification(input: &str, text: &str, kind: &str, values: Value) -> Value {
        let start = input.find(text).unwrap();
        json!({
            "Input": input, "Context": {"ReferenceDateTime": "2018-05-31T00:00:00"},
            "Results": [{
                "Text": text, "Start": start, "End": start + text.len() - 1,
                "TypeName": format!("datetimeV2.{kind}"), "Resolution": {"values": values},
            }],
        })
    }

    #[test]
    fn each_kind_is_counted_and_what_news_lacks_is_left_out_with_its_reason() {
        let figures = scored(&json!([
            specification(
                "It ended on March 3, 2016.",
                "March 3, 2016",
                "date",
                json!([{"timex": "2016-03-03", "value": "2016-03-03"}])
            ),
            specification(
                "It began last month.",
                "last month",
                "daterange",
                json!([{"timex": "2018-04", "start": "2018-04-01", "end": "2018-05-01"}])
            ),
            specification(
                "It lasted three days.",
                "three days",
                "duration",
                json!([{"timex": "P4D", "value": "345600"}])
            ),
            specification(
                "They meet at 5 pm.",
                "5 pm",
                "time",
                json!([{"timex": "T17", "value": "17:00:00"}])
            ),
        ]))
        .unwrap();
        assert_eq!(figures.object["date"], 1.0);
        assert_eq!(figures.object["date_range"], 1.0);
        assert_eq!(figures.object["duration"], 0.0);
        assert_eq!(figures.object["all_dated"], 0.6667);
        assert_eq!(figures.object["left_out"], json!({"time of day": 1}));
        assert_eq!(figures.cases.len(), 3);
    }

    #[test]
    fn repeated_specification_is_asked_once() {
        let one = specification(
            "It began last month.",
            "last month",
            "daterange",
            json!([{"timex": "2018-04", "start": "2018-04-01", "end": "2018-05-01"}]),
        );
        let figures = scored(&json!([one.clone(), one])).unwrap();
        assert_eq!(figures.object["asked"], 1);
    }

    #[test]
    fn file_of_another_form_is_an_error() {
        assert!(matches!(scored(&json!([{"Input": 3}])).unwrap_err(), Error::Form { .. }));
    }
}
