//! Lemmas: the form of a word that stands in dictionaries.
//!
//! In: a word and its pair of tags. Out: its lemma. Words that training saw and
//! no rule gets right stand in a list; for all others the longest known ending
//! under the tags says how many letters go and which come instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::atoms;
use super::hash;
use crate::grammar::{Tag, Upos, Weights, WeightsError, WeightsWriter};

/// The longest ending that rules look at, in bytes.
pub const LONGEST_ENDING: usize = 6;

/// What a rule does to a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// Whether the word is put into lower case first.
    pub lower: bool,
    /// How many bytes go from the end.
    pub cut: u8,
    /// What comes instead.
    pub put: String,
}

impl Edit {
    /// Returns the edit that leads from the word to the lemma.
    pub fn between(word: &str, lemma: &str) -> Edit {
        let mut lowered = String::new();
        atoms::lower(word, &mut lowered);
        let shared = |word: &str| {
            let pairs = word.char_indices().zip(lemma.chars());
            let shared = pairs.take_while(|((_, a), b)| a == b).last();
            shared.map_or(0, |((at, c), _)| at + c.len_utf8())
        };
        // Case is kept only where that keeps more of the word, so that "The" and
        // "the" have one edit.
        let lower = shared(&lowered) >= shared(word);
        let base = if lower { &lowered } else { word };
        let n_shared = shared(base);
        Edit {
            lower,
            cut: u8::try_from(base.len() - n_shared).unwrap_or(u8::MAX),
            put: lemma[n_shared..].to_owned(),
        }
    }

    /// Returns the word edited; unchanged where the edit does not fit.
    pub fn apply(&self, word: &str) -> String {
        let mut out = String::with_capacity(word.len() + 2);
        if self.lower {
            atoms::lower(word, &mut out);
        } else {
            out.push_str(word);
        }
        self.change_end(&mut out);
        out
    }

    fn change_end(&self, word: &mut String) {
        let keep = word.len().checked_sub(usize::from(self.cut));
        if let Some(keep) = keep.filter(|keep| word.is_char_boundary(*keep)) {
            word.truncate(keep);
            word.push_str(&self.put);
        }
    }
}

/// Rules and exceptions, by the hashes of endings and of words.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    edits: Vec<Edit>,
    rules: FxHashMap<u32, u16>,
    exceptions: FxHashMap<u32, u16>,
}

/// Returns the key of an ending under a tag.
pub fn ending_key(ending: &[u8], upos: Upos, tag: Tag) -> u32 {
    let hash = hash::step(hash::step(hash::bytes(ending), upos as u8), tag as u8);
    hash::step(hash, ending.len() as u8)
}

/// Returns the key of a word under a tag, in lower case.
pub fn word_key(lower: &str, upos: Upos, tag: Tag) -> u32 {
    let hash = hash::step(hash::step(hash::bytes(lower.as_bytes()), upos as u8), tag as u8);
    hash::step(hash, u8::MAX)
}

impl Lemmas {
    /// Puts rules and exceptions together; edits beyond 65,535 are left out.
    pub fn new(rules: &BTreeMap<u32, Edit>, exceptions: &BTreeMap<u32, Edit>) -> Lemmas {
        let mut edits: Vec<Edit> = rules.values().chain(exceptions.values()).cloned().collect();
        edits.sort();
        edits.dedup();
        edits.truncate(usize::from(u16::MAX));
        let number = |map: &BTreeMap<u32, Edit>| {
            let numbered = map.iter().filter_map(|(key, edit)| {
                Some((*key, u16::try_from(edits.binary_search(edit).ok()?).ok()?))
            });
            numbered.collect::<FxHashMap<_, _>>()
        };
        Lemmas { rules: number(rules), exceptions: number(exceptions), edits: edits.clone() }
    }

    /// Returns the lemma of a word.
    pub fn lemma(&self, word: &str, upos: Upos, tag: Tag) -> String {
        let mut out = String::new();
        self.write_lemma(word, upos, tag, &mut out);
        out
    }

    /// Writes the lemma of a word into `out`, which it empties first.
    pub(super) fn write_lemma(&self, word: &str, upos: Upos, tag: Tag, out: &mut String) {
        atoms::lower(word, out);
        let exception = self.exceptions.get(&word_key(out, upos, tag));
        let edit = exception.or_else(|| self.rule(out, upos, tag));
        let Some(edit) = edit.and_then(|number| self.edits.get(usize::from(*number))) else {
            return;
        };
        if !edit.lower {
            out.clear();
            out.push_str(word);
        }
        edit.change_end(out);
    }

    fn rule(&self, lowered: &str, upos: Upos, tag: Tag) -> Option<&u16> {
        let bytes = lowered.as_bytes();
        let longest = bytes.len().min(LONGEST_ENDING);
        (0..=longest)
            .rev()
            .find_map(|len| self.rules.get(&ending_key(&bytes[bytes.len() - len..], upos, tag)))
    }

    /// Adds the lemmas to a weights file.
    pub fn write(&self, writer: &mut WeightsWriter) {
        let mut list = String::new();
        for edit in &self.edits {
            let case = if edit.lower { 'l' } else { 'k' };
            // Writing to a string cannot fail.
            let _ = writeln!(list, "{case}\t{}\t{}", edit.cut, edit.put);
        }
        writer.section("lemmas.edits", list.into_bytes());
        for (name, map) in [("rules", &self.rules), ("exceptions", &self.exceptions)] {
            let sorted: BTreeMap<u32, u16> = map.iter().map(|(key, edit)| (*key, *edit)).collect();
            let keys: Vec<u32> = sorted.keys().copied().collect();
            let edits: Vec<u16> = sorted.values().copied().collect();
            writer.numbers(&format!("lemmas.{name}.keys"), &keys);
            writer.numbers(&format!("lemmas.{name}.edits"), &edits);
        }
    }

    /// Takes the lemmas from a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where a section is missing or wrong.
    pub fn read(weights: &Weights<'_>) -> Result<Lemmas, WeightsError> {
        let wrong = || WeightsError::content("lemmas.edits", "it is no list of edits");
        let list = std::str::from_utf8(weights.section("lemmas.edits")?).map_err(|_| wrong())?;
        let edit = |line: &str| {
            let mut cells = line.split('\t');
            let lower = cells.next()? == "l";
            let cut = cells.next()?.parse().ok()?;
            Some(Edit { lower, cut, put: cells.next()?.to_owned() })
        };
        let edits: Option<Vec<Edit>> = list.lines().map(edit).collect();
        let map = |name: &str| {
            let keys: Vec<u32> = weights.all_numbers(&format!("lemmas.{name}.keys"))?;
            let edits = weights.numbers(&format!("lemmas.{name}.edits"), keys.len())?;
            Ok(keys.into_iter().zip(edits).collect::<FxHashMap<_, _>>())
        };
        let edits = edits.ok_or_else(wrong)?;
        Ok(Lemmas { edits, rules: map("rules")?, exceptions: map("exceptions")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Header;

    fn lemmas() -> Lemmas {
        let ies = Edit { lower: true, cut: 3, put: "y".into() };
        let s = Edit { lower: true, cut: 1, put: String::new() };
        let rules = BTreeMap::from([
            (ending_key(b"ies", Upos::Noun, Tag::Nns), ies),
            (ending_key(b"s", Upos::Noun, Tag::Nns), s),
        ]);
        let men = Edit::between("men", "man");
        let exceptions = BTreeMap::from([(word_key("men", Upos::Noun, Tag::Nns), men)]);
        Lemmas::new(&rules, &exceptions)
    }

    #[test]
    fn longest_ending_and_exceptions_decide() {
        let lemmas = lemmas();
        let of = |word| lemmas.lemma(word, Upos::Noun, Tag::Nns);
        assert_eq!(of("Treaties"), "treaty");
        assert_eq!(of("envoys"), "envoy");
        assert_eq!(of("men"), "man");
        assert_eq!(lemmas.lemma("Ran", Upos::Verb, Tag::Vbd), "ran");
        assert_eq!(of(""), "");
    }

    #[test]
    fn edits_lead_from_word_to_lemma() {
        for (word, lemma) in [
            ("went", "go"),
            ("Norway", "Norway"),
            ("THE", "the"),
            ("n't", "not"),
            ("é", "e"),
            ("", "x"),
        ] {
            assert_eq!(Edit::between(word, lemma).apply(word), lemma);
        }
        assert_eq!(Edit::between("The", "the"), Edit::between("the", "the"));
        // An edit that does not fit changes nothing but case.
        assert_eq!(Edit { lower: true, cut: 9, put: "y".into() }.apply("A"), "a");
    }

    #[test]
    fn lemmas_come_back_from_their_bytes() {
        let mut writer = WeightsWriter::new(Header::default());
        lemmas().write(&mut writer);
        let bytes = writer.to_bytes();
        let read = Lemmas::read(&Weights::parse(&bytes).unwrap()).unwrap();
        assert_eq!(read.lemma("parties", Upos::Noun, Tag::Nns), "party");
        assert_eq!(read.lemma("men", Upos::Noun, Tag::Nns), "man");
    }
}
