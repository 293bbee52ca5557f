//! Heads of state and government in January 2026, from the World Factbook.
//!
//! In: `factbook_government.json.gz`, where a leader reads like "Prime Minister
//! Rosen ZHELYAZKOV (since 16 January 2025)". Out: names in normal case without
//! title. Leaders without a date, and entries about representatives, are left
//! out.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::Value;

use super::states::State;
use super::supplements::Dropped;
use super::term::{Term, iso};
use crate::error::Error;

/// The name of this source in `holders.tsv`.
pub(crate) const SOURCE: &str = "factbook";

/// Titles before a name, longest first where one starts with another.
const TITLES: &[&str] = &[
    "Chairman of the Cabinet of Ministers",
    "Chairperson of the Council of Ministers",
    "Chairperson of the Presidency",
    "President of Council of Ministers",
    "President of the Swiss Confederation",
    "Caretaker Prime Minister",
    "Acting Prime Minister",
    "Interim Prime Minister",
    "Transition Prime Minister",
    "Prime Minister",
    "Minister of State",
    "Chancellor",
    "Premier",
    "Acting President",
    "Interim President",
    "Transition President",
    "Transitional President",
    "President",
    "Chief Executive",
    "Grand Duke",
    "Prince",
    "King",
    "Amir",
    "Col.",
    "Gen.",
    "Capt.",
    "Dr.",
    "Sr.",
    "Sir",
    "Ratu",
    "Crown",
];

/// Returns the terms that it gives.
///
/// # Errors
///
/// Returns an error where the file cannot be read or is not JSON.
pub(crate) fn terms(facts: &Path, states: &[State], dropped: &Dropped) -> Result<Vec<Term>, Error> {
    let root = read_gzipped_json(&facts.join("factbook_government.json.gz"))?;
    let mut terms = Vec::new();
    for (_, country) in root.as_object().into_iter().flatten() {
        let names = &country["Country name"];
        let short = plain(names["conventional short form"]["text"].as_str().unwrap_or_default());
        let long = plain(names["conventional long form"]["text"].as_str().unwrap_or_default());
        let Some(state) = states
            .iter()
            .find(|state| state.is_named(&short))
            .or_else(|| states.iter().find(|state| state.is_named(&long)))
        else {
            continue;
        };
        let branch = &country["Executive branch"];
        let leader = |key: &str| leader(branch[key]["text"].as_str().unwrap_or_default());
        let (head, government) = (leader("chief of state"), leader("head of government"));
        // A president who also heads the government is listed once.
        let government = government.filter(|found| head.as_ref().map(|h| &h.0) != Some(&found.0));
        for (office, found) in [("head_of_state", head), ("head_of_government", government)] {
            let Some((name, since)) = found else { continue };
            if dropped.has(SOURCE, &state.code, office, &name) {
                continue;
            }
            terms.push(Term {
                party: state.code.clone(),
                office: office.to_owned(),
                name,
                since,
                source: SOURCE,
                ..Term::default()
            });
        }
    }
    Ok(terms)
}

/// Reads gzipped JSON.
///
/// # Errors
///
/// Returns an error where the file cannot be read or is not JSON.
pub(crate) fn read_gzipped_json(path: &Path) -> Result<Value, Error> {
    let failed = |source| Error::File { path: path.to_owned(), source };
    let mut text = String::new();
    let file = File::open(path).map_err(failed)?;
    GzDecoder::new(file).read_to_string(&mut text).map_err(failed)?;
    serde_json::from_str(&text).map_err(|source| Error::Json { path: path.to_owned(), source })
}

/// Returns the name in normal case and the first day of the leader described.
fn leader(text: &str) -> Option<(String, String)> {
    let text = plain(text);
    let (described, rest) = text.split_once('(')?;
    let since = iso(rest.strip_prefix("since ")?.split([')', ',', ';']).next()?)?;
    let mut name = described.trim();
    let mut titled = false;
    while let Some(rest) = TITLES
        .iter()
        .find_map(|title| name.strip_prefix(title))
        .and_then(|rest| rest.strip_prefix(' '))
    {
        name = rest.trim();
        titled = true;
    }
    // What is left of an unknown title would be taken for a name.
    let unknown_title = ["President", "Chair", "Vice", "Governor", "Council", "Minister"]
        .iter()
        .any(|word| name.contains(word));
    (titled && !unknown_title && !name.is_empty()).then(|| (normal_case(name), since))
}

fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut tag = false;
    for character in text.chars() {
        match character {
            '<' => tag = true,
            '>' => tag = false,
            other if !tag => out.push(other),
            _ => {}
        }
    }
    let entities = [
        ("&eacute;", "é"),
        ("&Eacute;", "É"),
        ("&ocirc;", "ô"),
        ("&iacute;", "í"),
        ("&atilde;", "ã"),
        ("&Ntilde;", "Ñ"),
        ("&ntilde;", "ñ"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    for (entity, letter) in entities {
        out = out.replace(entity, letter);
    }
    out.trim().to_owned()
}

/// Returns the name with words in capitals in normal case; numerals stay.
fn normal_case(name: &str) -> String {
    let word = |word: &str| {
        let numeral = word.chars().all(|letter| "IVX".contains(letter));
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        if numeral || capitals < 2 || word.chars().any(char::is_lowercase) {
            return word.to_owned();
        }
        let mut start = true;
        word.chars()
            .map(|letter| {
                let cased = if start {
                    letter.to_string()
                } else {
                    letter.to_lowercase().collect::<String>()
                };
                start = matches!(letter, '-' | '\'' | '’');
                cased
            })
            .collect::<String>()
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_go_and_capitals_become_normal() {
        let found = leader("Prime Minister Cora RICHARDSON-HODGE (since 27 February 2025)");
        let expected = ("Cora Richardson-Hodge".to_owned(), "2025-02-27".to_owned());
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn numerals_of_kings_stay() {
        assert_eq!(normal_case("LETSIE III"), "Letsie III");
    }

    #[test]
    fn unknown_title_or_vacancy_gives_nobody() {
        assert_eq!(leader("Vice President Ann OTHER (since 1 May 2020)"), None);
        assert_eq!(leader("President (vacant)"), None);
    }
}
