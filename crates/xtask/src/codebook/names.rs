//! One person, many spellings: the canonical name, press surname and aliases.
//!
//! In: `supplements/names.tsv`. Spellings are compared without case, accents,
//! hyphens and stops. It does not guess that two different names are one person.

use std::collections::BTreeMap;
use std::path::Path;

use super::term::Term;
use crate::error::Error;
use crate::table;

/// How the press names one person.
#[derive(Clone, Debug, Default)]
struct Known {
    surname: String,
    aliases: Vec<String>,
    gender: String,
}

/// The people of the supplements, by party.
#[derive(Debug, Default)]
pub(crate) struct Names {
    people: BTreeMap<(String, String), Known>,
    spellings: BTreeMap<(String, String), String>,
}

impl Names {
    /// Reads the names.
    ///
    /// # Errors
    ///
    /// Returns an error where the table cannot be read.
    pub(crate) fn read(supplements: &Path) -> Result<Names, Error> {
        let table = table::read_tsv(&supplements.join("names.tsv"))?;
        let mut names = Names::default();
        for row in &table.rows {
            let cell = |column: &str| table.cell(row, column).to_owned();
            let (party, name) = (cell("party"), cell("name"));
            let known = Known {
                surname: cell("surname"),
                aliases: cell("aliases")
                    .split('|')
                    .filter(|alias| !alias.is_empty())
                    .map(str::to_owned)
                    .collect(),
                gender: cell("gender"),
            };
            for spelling in known.aliases.iter().filter(|alias| alias.contains([' ', '-'])) {
                names.spellings.insert((party.clone(), fold(spelling)), name.clone());
            }
            names.spellings.insert((party.clone(), fold(&name)), name.clone());
            names.people.insert((party, name), known);
        }
        Ok(names)
    }

    /// Returns the canonical name of a spelling, or the spelling itself.
    pub(crate) fn resolve(&self, party: &str, spelling: &str) -> String {
        let key = (party.to_owned(), fold(spelling));
        self.spellings.get(&key).cloned().unwrap_or_else(|| spelling.to_owned())
    }

    /// Returns the row of `holders.tsv` for a term with a canonical name; the
    /// item stands before the one of the term's source.
    pub(crate) fn row(&self, term: &Term, item: &str) -> Vec<String> {
        let known = self
            .people
            .get(&(term.party.clone(), term.name.clone()))
            .cloned()
            .unwrap_or_else(|| Known { surname: last_word(&term.name), ..Known::default() });
        let surname = known.surname;
        let mut aliases = vec![surname.clone()];
        for alias in known.aliases.into_iter().chain([unaccented(&term.name)]) {
            if alias != term.name && !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        let first_unaccented = unaccented(&surname);
        if !aliases.contains(&first_unaccented) {
            aliases.push(first_unaccented);
        }
        let or = |a: &str, b: &str| if a.is_empty() { b.to_owned() } else { a.to_owned() };
        vec![
            term.party.clone(),
            term.office.clone(),
            term.name.clone(),
            aliases.join("|"),
            term.since.clone(),
            term.until.clone(),
            or(&known.gender, &term.gender),
            or(item, &term.wikidata),
            term.source.to_owned(),
        ]
    }
}

fn last_word(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1
        && words.last().is_some_and(|last| {
            matches!(*last, "Jr." | "Sr.") || last.chars().all(|letter| "IVX".contains(letter))
        })
    {
        words.pop();
    }
    words.last().map_or(String::new(), |last| last.trim_end_matches(',').to_owned())
}

/// Returns a spelling without case, accents, hyphens and stops.
pub(crate) fn fold(spelling: &str) -> String {
    unaccented(spelling)
        .to_lowercase()
        .chars()
        .map(|character| if character == '-' { ' ' } else { character })
        .filter(|character| character.is_alphanumeric() || *character == ' ')
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the name in the letters that wire services use.
pub(crate) fn unaccented(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for character in name.chars() {
        let letters = match character {
            'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' => "a",
            'Á' | 'À' | 'Â' | 'Ã' | 'Ä' | 'Å' => "A",
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ệ' => "e",
            'É' | 'È' | 'Ê' | 'Ë' => "E",
            'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => "i",
            'Í' | 'Î' | 'İ' => "I",
            'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ő' | 'ø' | 'ō' | 'ơ' => "o",
            'Ó' | 'Ö' | 'Ø' | 'Ô' => "O",
            'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ű' | 'ů' | 'ư' => "u",
            'Ú' | 'Ü' => "U",
            'ý' | 'ÿ' => "y",
            'ñ' | 'ń' | 'ň' | 'ņ' => "n",
            'ç' | 'ć' | 'č' => "c",
            'Ç' | 'Č' | 'Ć' => "C",
            'š' | 'ś' | 'ş' | 'ș' => "s",
            'Š' | 'Ś' | 'Ş' | 'Ș' => "S",
            'ž' | 'ź' | 'ż' => "z",
            'Ž' | 'Ż' => "Z",
            'ł' => "l",
            'Ł' | 'Ľ' => "L",
            'ř' => "r",
            'ğ' => "g",
            'ķ' => "k",
            'đ' | 'ď' => "d",
            'Đ' => "Dj",
            'ð' => "d",
            'þ' => "th",
            'Þ' => "Th",
            'æ' => "ae",
            'Æ' => "Ae",
            'ß' => "ss",
            'ť' | 'ț' | 'ţ' => "t",
            '’' | 'ʼ' => "'",
            other => {
                plain.push(other);
                continue;
            }
        };
        plain.push_str(letters);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one() {
        assert_eq!(fold("Guðni Th. Jóhannesson"), fold("Gudni Th Johannesson"));
        assert_eq!(fold("Kim Jong-un"), fold("KIM Jong Un"));
    }

    #[test]
    fn junior_is_no_surname() {
        assert_eq!(last_word("Surangel Whipps, Jr."), "Whipps");
    }
}
