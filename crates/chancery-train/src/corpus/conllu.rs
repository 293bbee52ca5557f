//! CoNLL-U: treebanks of Universal Dependencies.
//!
//! In: a file's text. Out: its sentences. Words that are written as one keep
//! their written form beside them; empty nodes and enhanced dependencies are
//! left out. A relation with a subtype that is not known counts as its
//! universal part. `Name=B-PER` among the last column's values is a name tag.

use std::path::Path;

use chancery_read::grammar::{NameTag, Relation, Tag, Upos};

use super::{Sentence, Word};
use crate::error::Error;

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Sentence>, Error> {
    let text = super::text(path)?;
    sentences(&text).map_err(|reason| Error::form(path, reason))
}

fn sentences(text: &str) -> Result<Vec<Sentence>, &'static str> {
    let mut out = Vec::new();
    let mut open = Open::default();
    for line in text.lines().chain([""]) {
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            out.extend(std::mem::take(&mut open).close()?);
        } else if let Some(comment) = line.strip_prefix('#') {
            open.comment(comment.trim());
        } else {
            open.row(line)?;
        }
    }
    Ok(out)
}

/// A sentence of which not all lines are read yet.
#[derive(Default)]
struct Open {
    sentence: Sentence,
    /// Heads as the file numbers them: the first word is 1, the root 0.
    heads: Vec<usize>,
    /// Whether a space stands behind what is written as one.
    spaces: Vec<bool>,
}

impl Open {
    fn comment(&mut self, comment: &str) {
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        match key.trim() {
            "sent_id" => self.sentence.id = value.trim().to_owned(),
            "text" => self.sentence.text = Some(value.trim().to_owned()),
            "newdoc" | "newdoc id" | "newpar" | "newpar id" => {
                self.sentence.begins_paragraph = true
            }
            _ => {}
        }
    }

    fn row(&mut self, line: &str) -> Result<(), &'static str> {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[number, form, lemma, upos, tag, _, head, relation, _, misc] = cells.as_slice() else {
            return Err("a line has not ten columns");
        };
        if number.contains('.') {
            return Ok(());
        }
        let space_after = misc.split('|').all(|value| value != "SpaceAfter=No");
        if let Some((first, last)) = number.split_once('-') {
            let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else {
                return Err("a range of words has no numbers");
            };
            let range = first.checked_sub(1).ok_or("a range of words begins at 0")?..last;
            self.sentence.joined.push((range, form.to_owned()));
            self.spaces.push(space_after);
            return Ok(());
        }
        if number.parse() != Ok(self.sentence.words.len() + 1) {
            return Err("the words of a sentence are not numbered from 1");
        }
        self.heads.push(head.parse().map_err(|_| "a head is no number")?);
        let name = misc.split('|').find_map(|value| value.strip_prefix("Name="));
        let name = match name {
            Some(name) => Some(NameTag::from_name(name).ok_or("a name tag is unknown")?),
            None => None,
        };
        self.sentence.words.push(Word {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: Upos::from_name(upos).ok_or("a part of speech is unknown")?,
            tag: Tag::from_name(tag).unwrap_or(Tag::Xx),
            head: None,
            relation: Relation::from_subtype(relation).ok_or("a relation is unknown")?,
            name,
            space_after,
        });
        Ok(())
    }

    /// Returns the sentence, if there is one.
    fn close(mut self) -> Result<Option<Sentence>, &'static str> {
        let n_words = self.sentence.words.len();
        if n_words == 0 {
            return Ok(None);
        }
        for (word, head) in self.sentence.words.iter_mut().zip(&self.heads) {
            if *head > n_words {
                return Err("a head is no word of its sentence");
            }
            word.head = head.checked_sub(1);
        }
        for ((range, _), space) in self.sentence.joined.iter().zip(&self.spaces) {
            let words = self.sentence.words.get_mut(range.clone());
            let [within @ .., last] = words.ok_or("a range is not in its sentence")? else {
                return Err("a range has no words");
            };
            within.iter_mut().for_each(|word| word.space_after = false);
            last.space_after = *space;
        }
        Ok(Some(self.sentence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# newdoc id = d\n# sent_id = s1\n# text = They don't.\n\
        1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n\
        2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
        2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t2\tadvmod:neg\t_\tName=B-PER\n\
        3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_\n\
        4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n\
        1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n";

    #[test]
    fn sentences_have_words_ranges_and_spaces() {
        let sentences = sentences(FILE).unwrap();
        assert_eq!(sentences.len(), 2);
        let first = &sentences[0];
        assert_eq!((first.id.as_str(), first.text.as_deref()), ("s1", Some("They don't.")));
        assert!(first.begins_paragraph && !sentences[1].begins_paragraph);
        assert_eq!(first.joined, [(1..3, "don't".to_owned())]);
        let spaces: Vec<bool> = first.words.iter().map(|word| word.space_after).collect();
        assert_eq!(spaces, [true, false, false, true]);
        let heads: Vec<_> = first.words.iter().map(|word| word.head).collect();
        assert_eq!(heads, [Some(1), None, Some(1), Some(1)]);
        assert_eq!(first.words[2].relation, Relation::Advmod);
        assert_eq!(first.words[2].name.map(NameTag::as_str), Some("B-PER"));
    }

    #[test]
    fn broken_files_are_errors() {
        for file in [
            "1\tYes\n",
            "2\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n",
            "1\tYes\tyes\tINTJ\tUH\t_\t4\troot\t_\t_\n",
            "1\tYes\tyes\tWORD\tUH\t_\t0\troot\t_\t_\n",
            "1-3\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n",
        ] {
            assert!(sentences(file).is_err(), "{file}");
        }
        assert_eq!(sentences("\n\n"), Ok(Vec::new()));
    }
}
