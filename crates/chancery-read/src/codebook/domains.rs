//! Fields of policy: `domains.toml`, read and held against its own examples.
//!
//! In: the file's text. Out: the domains, added to those that are there; one of
//! a name that is there takes its place. Everything wrong with the file is told
//! with its line. How domains are found in a text is `crate::domain`.

use std::collections::BTreeSet;
use std::ops::Range;

use chancery_model::{Article, Block, BlockKind, Context, Span};
use serde::Deserialize;
use toml::Spanned;

use super::{Codebook, Error};
use crate::domain::Domains;
use crate::text::{Text, VocabularyBuilder};

/// A field of policy, and the words that show it.
#[derive(Clone, Debug)]
pub struct DomainWords {
    /// Its name.
    pub domain: String,
    /// PLOVER contexts that go with it.
    pub contexts: Vec<String>,
    /// Words and phrases; one that ends with `*` stands for all that begin so.
    pub words: Vec<String>,
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    domain: Vec<Entry>,
}

/// A `[[domain]]` of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Spanned<String>,
    #[serde(default)]
    contexts: Vec<Spanned<String>>,
    words: Vec<Spanned<String>>,
    #[serde(default)]
    examples: Vec<Spanned<String>>,
    #[serde(default)]
    unlike: Vec<Spanned<String>>,
}

/// A fault, and the bytes of the file that show it.
type Fault = (Range<usize>, String);

impl Codebook {
    pub(super) fn add_domains(&mut self, name: &str, text: &str) -> Result<(), Error> {
        let at = |(range, message): Fault| Error::new(name, line_of(text, range.start), message);
        let file: File = toml::from_str(text)
            .map_err(|error| at((error.span().unwrap_or(0..0), error.message().to_owned())))?;
        let mut names = BTreeSet::new();
        for entry in file.domain {
            if !names.insert(entry.name.get_ref().clone()) {
                let message = format!("the domain '{}' stands here twice", entry.name.get_ref());
                return Err(at((entry.name.span(), message)));
            }
            let domain = entry.checked().map_err(at)?;
            match self.domains.iter_mut().find(|known| known.domain == domain.domain) {
                Some(known) => *known = domain,
                None => self.domains.push(domain),
            }
        }
        Ok(())
    }
}

impl Entry {
    /// Returns the domain, where nothing is wrong with it.
    fn checked(self) -> Result<DomainWords, Fault> {
        let name = self.name.get_ref().trim().to_owned();
        if name.is_empty() {
            return Err((self.name.span(), "a domain without a name".to_owned()));
        }
        if self.words.is_empty() {
            return Err((self.name.span(), format!("the domain '{name}' has no words")));
        }
        for context in &self.contexts {
            if context.get_ref().parse::<Context>().is_err() {
                let message = format!("'{}' is not a context of PLOVER", context.get_ref());
                return Err((context.span(), message));
            }
        }
        for word in &self.words {
            let stem = word.get_ref().strip_suffix('*').unwrap_or(word.get_ref());
            if !stem.contains(char::is_alphanumeric) {
                return Err((word.span(), format!("'{}' is no word", word.get_ref())));
            }
            if stem.contains('*') {
                let message = format!("in '{}' a '*' does not stand at the end", word.get_ref());
                return Err((word.span(), message));
            }
        }
        let plain = |list: &[Spanned<String>]| -> Vec<String> {
            list.iter().map(|value| value.get_ref().clone()).collect()
        };
        let domain = DomainWords {
            domain: name,
            contexts: plain(&self.contexts),
            words: plain(&self.words),
        };
        for example in &self.examples {
            if !domain.is_shown_in(example.get_ref()) {
                let message = format!("no word of '{}' shows in this example", domain.domain);
                return Err((example.span(), message));
            }
        }
        for unlike in &self.unlike {
            if domain.is_shown_in(unlike.get_ref()) {
                let message = format!("a word of '{}' shows in this sentence", domain.domain);
                return Err((unlike.span(), message));
            }
        }
        Ok(domain)
    }
}

impl DomainWords {
    /// Returns whether the sentence belongs to the domain.
    fn is_shown_in(&self, sentence: &str) -> bool {
        let mut vocabulary = VocabularyBuilder::default();
        let domains = Domains::new(std::slice::from_ref(self), &mut vocabulary);
        let span = Span::new(0, sentence.len());
        let article = Article {
            text: sentence.to_owned(),
            blocks: vec![Block { kind: BlockKind::Paragraph, span, href: None }],
            ..Article::default()
        };
        let text = Text::new(&article, &vocabulary.build());
        domains.find(&text).by_sentence.iter().any(|found| !found.is_empty())
    }
}

/// Returns the number of the line that holds the byte, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(own: &str) -> Result<Codebook, Error> {
        Codebook::with(|name| (name == "domains.toml").then(|| own.to_owned()))
    }

    fn names(codebook: &Codebook) -> Vec<&str> {
        codebook.domains.iter().map(|domain| domain.domain.as_str()).collect()
    }

    #[test]
    fn fields_of_policy_ship_with_the_program() {
        let built_in = Codebook::built_in().unwrap();
        let shipped =
            ["drugs", "energy and climate", "trade", "migration", "security", "regional order"];
        for domain in shipped {
            assert!(names(&built_in).contains(&domain), "{domain}");
        }
    }

    #[test]
    fn own_domain_is_added_or_takes_the_place_of_the_one_of_its_name() {
        let whaling = "[[domain]]\nname = \"whaling\"\nwords = [\"whal*\"]\n";
        let built_in = Codebook::built_in().unwrap();
        let more = with(whaling).unwrap();
        assert_eq!(more.domains.len(), built_in.domains.len() + 1);
        let drugs = with("[[domain]]\nname = \"drugs\"\nwords = [\"opium\"]\n").unwrap();
        assert_eq!(names(&drugs), names(&built_in));
        assert_eq!(drugs.domains[0].words, ["opium"]);
        assert_eq!(names(&with(&format!("# replaces\n{whaling}")).unwrap()), ["whaling"]);
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let faults = [
            ("[[domain]]\nname = \"a\"\nwords = [\n", "line 3: unclosed array"),
            ("[[domain]]\nnam = \"a\"\nwords = [\"b\"]\n", "line 2: unknown field `nam`"),
            ("[[domain]]\nname = \"a\"\n", "missing field `words`"),
            ("\n[[domain]]\nname = \"a\"\nwords = []\n", "line 3: the domain 'a' has no words"),
            (
                "[[domain]]\nname = \"a\"\nwords = [\"b\",\n  \"c*d\"]\n",
                "line 4: in 'c*d' a '*' does not stand at the end",
            ),
            ("[[domain]]\nname = \"a\"\nwords = [\"*\"]\n", "line 3: '*' is no word"),
            (
                "[[domain]]\nname = \"a\"\ncontexts = [\"c\"]\nwords = [\"b\"]\n",
                "line 3: 'c' is not a context of PLOVER",
            ),
            (
                "[[domain]]\nname = \"a\"\nwords = [\"whal*\"]\nexamples = [\"A ship.\"]\n",
                "line 4: no word of 'a' shows in this example",
            ),
            (
                "[[domain]]\nname = \"a\"\nwords = [\"whal*\"]\nunlike = [\"A whaler.\"]\n",
                "line 4: a word of 'a' shows in this sentence",
            ),
            (
                "[[domain]]\nname = \"a\"\nwords = [\"b\"]\n[[domain]]\nname = \"a\"\nwords = []\n",
                "line 5: the domain 'a' stands here twice",
            ),
        ];
        for (text, expected) in faults {
            let error = with(text).map(|_| ()).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}\n{expected}");
            assert!(error.starts_with("codebook table 'domains.toml', line "), "{error}");
        }
    }
}
