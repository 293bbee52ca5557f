//! Citations: the article, the words and the sentence that an entry rests on.
//!
//! Goes in: spans of records, checked against their article. Comes out:
//! [`Evidence`], which holds one citation or more and says on how many
//! articles and independent origins an entry rests. It does not judge how
//! good the evidence is.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Correction, RecordId, Span};

use crate::likeness;
use crate::report::Report;
use crate::story;

/// The place of an article in [`crate::Account::articles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleIndex(usize);

impl ArticleIndex {
    pub(crate) fn new(index: usize) -> ArticleIndex {
        ArticleIndex(index)
    }

    /// Returns the index to look the article up with.
    pub fn index(self) -> usize {
        self.0
    }
}

/// Words of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Passage {
    /// The article.
    pub article: ArticleIndex,
    /// The words, in bytes of the article's text.
    pub span: Span,
}

/// One record of one reading, with the words and the sentence behind it.
///
/// Both spans lie inside the article's text, on the bounds of characters, and
/// the sentence holds the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Citation {
    /// The article.
    pub article: ArticleIndex,
    /// The words that say so.
    pub span: Span,
    /// The sentence around them, or the sentences, where the words run on.
    pub sentence: Span,
    /// The record of the article's reading.
    pub record: RecordId,
}

/// One citation or more, in reading order, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citations {
    first: Citation,
    rest: Vec<Citation>,
}

impl Citations {
    /// Returns these citations.
    pub(crate) fn new(one: Citation, more: impl IntoIterator<Item = Citation>) -> Citations {
        let mut sorted: BTreeSet<Citation> = more.into_iter().collect();
        sorted.insert(one);
        let first = sorted.pop_first().unwrap_or(one);
        Citations { first, rest: sorted.into_iter().collect() }
    }

    /// Returns the earliest.
    pub fn first(&self) -> Citation {
        self.first
    }

    /// Returns them all, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = Citation> + '_ {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    /// Returns how many there are, one or more.
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        1 + self.rest.len()
    }
}

/// What an entry of an account rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    citations: Citations,
    articles: usize,
    origins: usize,
    corrections: Vec<Correction>,
}

impl Evidence {
    /// Returns the evidence of these citations, with articles and origins
    /// counted.
    pub(crate) fn new(
        one: Citation,
        more: impl IntoIterator<Item = Citation>,
        reports: &[Report<'_>],
    ) -> Evidence {
        let citations = Citations::new(one, more);
        let articles: BTreeSet<ArticleIndex> =
            citations.iter().map(|citation| citation.article).collect();
        let origins = origins(&citations, &articles, reports);
        let corrections = corrections(&citations, reports);
        Evidence { citations, articles: articles.len(), origins, corrections }
    }

    /// Returns the citations, in reading order.
    pub fn citations(&self) -> &Citations {
        &self.citations
    }

    /// Returns the earliest citation.
    pub fn first(&self) -> Citation {
        self.citations.first()
    }

    /// Returns in how many articles it stands.
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// Returns how many of the articles are independent: near copies of one
    /// another count as one, and so do those that share a cited sentence, word
    /// for word.
    pub fn origins(&self) -> usize {
        self.origins
    }

    /// Returns what people corrected of the records cited, each correction
    /// once, in the order of making.
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// Moves every citation to its article's new place.
    pub(crate) fn renumber(&mut self, places: &BTreeMap<ArticleIndex, ArticleIndex>) {
        self.citations.first.article.renumber(places);
        for citation in &mut self.citations.rest {
            citation.article.renumber(places);
        }
    }
}

impl ArticleIndex {
    /// Moves the index to its article's new place.
    pub(crate) fn renumber(&mut self, places: &BTreeMap<ArticleIndex, ArticleIndex>) {
        if let Some(place) = places.get(self) {
            *self = *place;
        }
    }
}

/// Returns the corrections of the records cited.
fn corrections(citations: &Citations, reports: &[Report<'_>]) -> Vec<Correction> {
    let mut found: Vec<&Correction> = Vec::new();
    for citation in citations.iter() {
        let Some(report) = reports.get(citation.article.index()) else { continue };
        for correction in report.corrections(citation.record) {
            if !found.contains(correction) {
                found.push(correction);
            }
        }
    }
    found.sort_by(|left, right| left.made.cmp(&right.made));
    found.into_iter().cloned().collect()
}

/// Counts the groups of articles that are no copies of one another and share no
/// cited sentence.
fn origins(
    citations: &Citations,
    articles: &BTreeSet<ArticleIndex>,
    reports: &[Report<'_>],
) -> usize {
    if articles.len() == 1 {
        return 1;
    }
    let cited: Vec<&Report<'_>> =
        articles.iter().filter_map(|article| reports.get(article.index())).collect();
    let mut first = story::origins(cited.iter().map(|report| report.sketch()));
    let mut sentences: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    for citation in citations.iter() {
        let Ok(place) = cited.binary_search_by_key(&citation.article, |report| report.index) else {
            continue;
        };
        let sentence = citation.sentence.of(&cited[place].reading.article.text);
        let words = likeness::hashed_words(sentence).collect();
        let known = *sentences.entry(words).or_insert(place);
        story::join(&mut first, known, place);
    }
    (0..first.len()).map(|place| story::root(&mut first, place)).collect::<BTreeSet<_>>().len()
}
