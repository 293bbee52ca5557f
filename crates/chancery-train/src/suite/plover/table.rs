//! PLV's table: tab-separated, columns named by its first line.

use std::fs;
use std::path::Path;

use chancery_model::Span;

use crate::error::Error;

/// A sentence, the two parties in it, and the event between them.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) sentence: String,
    /// Nothing where the sentence does not name the source ("an actor").
    pub(super) source: Option<Span>,
    /// Nothing where the sentence does not name the target ("a recipient").
    pub(super) target: Option<Span>,
    pub(super) root: String,
}

/// Reads the cases of a table.
pub(super) fn cases(path: &Path) -> Result<Vec<Case>, Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::read(path, source))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let column = |name: &str| {
        let place = header.iter().position(|column| *column == name);
        place.ok_or_else(|| Error::form(path, "a column is missing"))
    };
    let id = header.iter().position(|column| *column == "sentence_id");
    let (sentence, source) = (column("sentence")?, column("source")?);
    let (target, root) = (column("target")?, column("gold_root")?);
    let mut out = Vec::new();
    for (number, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |column: usize| {
            let cell = cells.get(column).copied();
            cell.ok_or_else(|| Error::form(path, "a line is shorter than the first"))
        };
        let words = cell(sentence)?;
        let first = place(words, cell(source)?, None);
        out.push(Case {
            id: id.map_or_else(|| Ok(number.to_string()), |id| cell(id).map(str::to_owned))?,
            source: first,
            target: place(words, cell(target)?, first),
            root: cell(root)?.to_owned(),
            sentence: words.to_owned(),
        });
    }
    Ok(out)
}

/// Returns where the words stand in the sentence: the first place outside
/// `taken`, else the first of all.
fn place(sentence: &str, words: &str, taken: Option<Span>) -> Option<Span> {
    if words.is_empty() {
        return None;
    }
    let mut places =
        sentence.match_indices(words).map(|(start, _)| Span::new(start, start + words.len()));
    let first = places.clone().next();
    places.find(|span| taken.is_none_or(|taken| !taken.overlaps(*span))).or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn target_of_the_same_words_is_the_second_of_them() {
        let sentence = "Rebels fought rebels; Rebels fled.";
        let first = place(sentence, "Rebels", None);
        assert_eq!(first, Some(Span::new(0, 6)));
        assert_eq!(place(sentence, "Rebels", first), Some(Span::new(22, 28)));
        assert_eq!(place("Rebels fled.", "Rebels", first), first);
        assert_eq!(place(sentence, "a recipient", first), None);
    }
}
