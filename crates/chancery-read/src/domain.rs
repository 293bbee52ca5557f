//! Domains: the fields of policy that sentences belong to.
//!
//! In: tokens and the codebook's words for each domain. Out: the domains of each
//! sentence and the weight of each in the article.

use chancery_model::Domain;

use crate::codebook::DomainWords;
use crate::text::{Phrases, PhrasesBuilder, Text, VocabularyBuilder, fold};

/// The words of every domain, ready to be found.
pub(crate) struct Domains {
    names: Vec<Domain>,
    phrases: Phrases<usize>,
    /// Beginnings of words, longest first, with the domain.
    beginnings: Vec<(String, usize)>,
}

/// The domains of a text.
pub(crate) struct TextDomains {
    /// For each sentence, the domains by index, with how many words show them.
    pub(crate) by_sentence: Vec<Vec<(usize, u16)>>,
}

impl Domains {
    /// Collects the words of the domains.
    pub(crate) fn new(domains: &[DomainWords], vocabulary: &mut VocabularyBuilder) -> Domains {
        let mut phrases = PhrasesBuilder::default();
        let mut beginnings = Vec::new();
        for (idx, domain) in domains.iter().enumerate() {
            for word in &domain.words {
                match word.strip_suffix('*') {
                    Some(beginning) => beginnings.push((fold(beginning), idx)),
                    None => phrases.add(word, idx, vocabulary),
                }
            }
        }
        beginnings.sort();
        let names = domains.iter().map(|domain| Domain(domain.domain.clone())).collect();
        Domains { names, phrases: phrases.build(), beginnings }
    }

    /// Returns the domain of that index.
    pub(crate) fn name(&self, idx: usize) -> &Domain {
        &self.names[idx]
    }

    /// Finds the domains of each sentence.
    pub(crate) fn find(&self, text: &Text<'_>) -> TextDomains {
        let by_sentence = text
            .sentences
            .iter()
            .map(|sentence| {
                let mut counts: Vec<(usize, u16)> = Vec::new();
                for at in sentence.tokens.clone() {
                    for domain in self.at(text, at, sentence.tokens.end) {
                        match counts.iter_mut().find(|(known, _)| *known == domain) {
                            Some((_, n)) => *n = n.saturating_add(1),
                            None => counts.push((domain, 1)),
                        }
                    }
                }
                counts.sort_unstable();
                counts
            })
            .collect();
        TextDomains { by_sentence }
    }

    fn at(&self, text: &Text<'_>, at: usize, end: usize) -> Vec<usize> {
        if let Some((_, domains)) =
            text.words.get(at..end).and_then(|words| self.phrases.longest(words))
        {
            // "WHO" is not "who".
            let written = text.str(at);
            if written != "who" && written != "Who" {
                return domains.to_vec();
            }
        }
        let word = text.str(at);
        if word.len() < 4 || !word.is_ascii() {
            return Vec::new();
        }
        let word = fold(word);
        // Candidates are the beginnings that sort at or before the word and share
        // its first letters.
        let after = self.beginnings.partition_point(|(beginning, _)| *beginning <= word);
        self.beginnings[..after]
            .iter()
            .rev()
            .take_while(|(beginning, _)| beginning.as_bytes().first() == word.as_bytes().first())
            .filter(|(beginning, _)| word.starts_with(beginning.as_str()))
            .map(|(_, domain)| *domain)
            .collect()
    }
}
