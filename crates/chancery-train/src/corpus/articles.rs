//! Articles: plain text as JSON Lines, an object with a `text` to a line.
//!
//! In: a file. Out: its articles in their order, with the text alone; or the lines of
//! some articles as pages, with all that a line says of its article.

use std::path::Path;

use chancery_model::{Form, Page};

use crate::error::Error;

/// An article that nobody annotated.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub(crate) struct Article {
    /// What the file calls it; empty where it has no name.
    #[serde(default)]
    pub(crate) id: String,
    pub(crate) text: String,
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Article>, Error> {
    let text = super::text(path)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).map_err(|source| Error::json(path, source)))
        .collect()
}

/// Returns the articles whose names are wanted as pages, in the order of the file.
pub(crate) fn pages(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<Page>, Error> {
    let text = super::text(path)?;
    let mut pages = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let article: Article =
            serde_json::from_str(line).map_err(|source| Error::json(path, source))?;
        if wanted(&article.id) {
            pages.push(Page::new(line, Form::Json));
        }
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_is_a_line_with_a_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("articles.jsonl");
        std::fs::write(&path, "{\"id\": \"a\", \"site\": \"x\", \"text\": \"Oslo\"}\n\n").unwrap();
        assert_eq!(read(&path).unwrap(), [Article { id: "a".into(), text: "Oslo".into() }]);
        std::fs::write(&path, "{\"id\": \"a\"}\n").unwrap();
        assert!(read(&path).is_err());
    }

    #[test]
    fn pages_are_those_of_the_names() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let lines = "{\"id\": \"a\", \"text\": \"Oslo\"}\n{\"id\": \"b\", \"text\": \"Lima\"}\n";
        std::fs::write(file.path(), lines).unwrap();
        let found = pages(file.path(), |name| name == "b").unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].bytes.ends_with(b"\"Lima\"}"));
    }
}
