//! PolNeAR: articles with the attributions that people marked in them.
//!
//! In: JSON Lines of `id`, `text` and `ann`, brat's standoff with its places in code
//! points. Out: articles with the words of each attribution's source, cue and content,
//! as places in bytes. Marks that are no attributions ("Discuss", "Discard") are left
//! out, and so are attributions without a cue.

use std::collections::BTreeMap;
use std::path::Path;

use chancery_model::Span;
use chancery_read::reader::AttributedWords;

use crate::error::Error;

/// An article with its attributions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AttributedArticle {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) attributions: Vec<AttributedWords>,
}

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
    ann: String,
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<Vec<AttributedArticle>, Error> {
    let file = super::text(path)?;
    let lines = file.lines().filter(|line| !line.trim().is_empty());
    let article = |line| {
        let Line { id, text, ann } =
            serde_json::from_str(line).map_err(|source| Error::json(path, source))?;
        let attributions = attributions(&text, &ann);
        Ok(AttributedArticle { id, text, attributions })
    };
    lines.map(article).collect()
}

/// Returns the attributions of an annotation. A line of another form is the rest of
/// words that run over a line's end.
fn attributions(text: &str, annotation: &str) -> Vec<AttributedWords> {
    let bytes: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
    let rows = || annotation.lines().map(|line| line.split('\t').collect::<Vec<&str>>());
    let mut marks: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for row in rows() {
        if let [name, kind, _, ..] = row[..]
            && name.starts_with('T')
            && let Some((_, places)) = kind.split_once(' ')
        {
            let spans = places.split(';').filter_map(|place| span(place, &bytes));
            marks.insert(name, spans.collect());
        }
    }
    let mut out = Vec::new();
    for row in rows() {
        let [name, roles, ..] = row[..] else { continue };
        if !name.starts_with('E') {
            continue;
        }
        let mut found = AttributedWords::default();
        for (role, mark) in roles.split(' ').filter_map(|role| role.split_once(':')) {
            let spans = marks.get(mark).into_iter().flatten().copied();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => found.source.extend(spans),
                "Cue" => found.cue.extend(spans),
                "Content" => found.content.extend(spans),
                _ => {}
            }
        }
        if !found.cue.is_empty() {
            out.push(found);
        }
    }
    out
}

/// Returns a place given in code points.
fn span(place: &str, bytes: &[usize]) -> Option<Span> {
    let (start, end) = place.split_once(' ')?;
    let byte = |number: &str| bytes.get(number.parse::<usize>().ok()?).copied();
    let (start, end) = (byte(start)?, byte(end)?);
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_code_points_and_may_be_in_parts() {
        let text = "“Été,” said Ann, “is over.”";
        let annotation = "T1\tSource 12 15\tAnn\nT2\tCue 7 11\tsaid\n\
            T3\tContent 0 6;17 27\t“Été,” “is\nover.”\nT4\tAttribution 7 11\tsaid\n\
            E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nT5\tDiscuss 0 3\t“Ét";
        let found = attributions(text, annotation);
        assert_eq!(found.len(), 1);
        let words = |spans: &[Span]| -> Vec<&str> { spans.iter().map(|s| s.of(text)).collect() };
        assert_eq!(words(&found[0].source), ["Ann"]);
        assert_eq!(words(&found[0].cue), ["said"]);
        assert_eq!(words(&found[0].content), ["“Été,”", "“is over.”"]);
    }

    #[test]
    fn broken_annotation_gives_nothing() {
        let annotation = "T1\tCue 5 900\tx\nT2\tCue a b\tx\nE1\tAttribution:T1 Cue:T1 Cue:T2\nE2";
        assert!(attributions("short", annotation).is_empty());
    }
}
