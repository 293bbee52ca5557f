//! IOB2: sentences with names.
//!
//! In: a file's text, either with numbered words (`1 TAB form TAB tag ...`, as
//! Universal NER has it) or without (`form TAB tag`, as CrossNER has it). Out:
//! sentences with PER, LOC and ORG; kinds that are none of these are left out.
//! A name that goes on without having begun begins.

use std::path::Path;

use chancery_read::grammar::{NameKind, NameTag};

use super::NamedSentence;
use crate::error::Error;

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<Vec<NamedSentence>, Error> {
    let text = super::text(path)?;
    sentences(&text).map_err(|reason| Error::form(path, reason))
}

fn sentences(text: &str) -> Result<Vec<NamedSentence>, &'static str> {
    let mut out = Vec::new();
    let mut open = NamedSentence::default();
    for line in text.lines().chain([""]) {
        let line = line.trim_end();
        let cells: Vec<&str> = line.split(['\t', ' ']).collect();
        let numbered = cells.len() > 2 && cells[0].bytes().all(|byte| byte.is_ascii_digit());
        let (word, tag) = match cells.as_slice() {
            [""] => {
                let done = std::mem::take(&mut open);
                out.extend((!done.words.is_empty()).then_some(done));
                continue;
            }
            ["#", "sent_id", "=", id, ..] => {
                open.id = (*id).to_owned();
                continue;
            }
            ["#", _, ..] => continue,
            [_, word, tag, ..] if numbered => (word, tag),
            [word, tag] => (word, tag),
            _ => return Err("a line is neither a word with a tag nor a comment"),
        };
        let last = open.tags.last().copied().unwrap_or_default();
        open.tags.push(name_tag(tag, last)?);
        open.words.push((*word).to_owned());
    }
    Ok(out)
}

fn name_tag(tag: &str, last: NameTag) -> Result<NameTag, &'static str> {
    if tag == "O" {
        return Ok(NameTag::Outside);
    }
    let (place, kind) = tag.split_once('-').ok_or("a tag is neither O nor B or I with a kind")?;
    let Some(kind) = name_kind(kind) else { return Ok(NameTag::Outside) };
    let inside = NameTag::Inside(kind);
    match place {
        "I" if inside.may_follow(last) => Ok(inside),
        "B" | "I" => Ok(NameTag::Begin(kind)),
        _ => Err("a tag begins with neither B nor I"),
    }
}

fn name_kind(kind: &str) -> Option<NameKind> {
    match kind.to_ascii_lowercase().as_str() {
        "per" | "person" | "politician" => Some(NameKind::Person),
        "loc" | "location" | "country" => Some(NameKind::Place),
        "org" | "organisation" | "organization" | "politicalparty" => Some(NameKind::Organization),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(file: &str) -> Vec<Vec<&'static str>> {
        let sentences = sentences(file).unwrap();
        sentences.iter().map(|s| s.tags.iter().map(|tag| tag.as_str()).collect()).collect()
    }

    #[test]
    fn numbered_words_keep_their_sentence_and_lose_other_kinds() {
        let file = "# sent_id = s1\n# text = Ms Lund\n1\tLund\tB-PER\t-\tx\n2\tsaw\tO\n\
            3\tNorse\tB-OTH\t-\tx\n4\t.\tB-O\t-\tx\n\n# sent_id = s2\n1\tOslo\tI-LOC\t-\tx\n";
        assert_eq!(tags(file), [vec!["B-PER", "O", "O", "O"], vec!["B-LOC"]]);
        assert_eq!(sentences(file).unwrap()[1].id, "s2");
    }

    #[test]
    fn words_without_numbers_have_kinds_of_politics() {
        let file = "Green\tB-politicalparty\nParty\tI-politicalparty\nof\tO\nOslo\tB-location\n2017\tB-election\n";
        assert_eq!(tags(file), [["B-ORG", "I-ORG", "O", "B-LOC", "O"]]);
    }

    #[test]
    fn broken_tags_are_errors() {
        assert!(sentences("Oslo\tPLACE\n").is_err());
        assert!(sentences("Oslo\tX-LOC\n").is_err());
        assert!(sentences("Oslo\n").is_err());
    }
}
