//! Articles: plain text as JSON Lines, an object with a `text` to a line.
//!
//! In: a file. Out: its articles in their order. What else a line says of its
//! article is left out.

use std::path::Path;

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
}
