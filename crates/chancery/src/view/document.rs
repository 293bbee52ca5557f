//! What is to be shown, before it takes the form of text, Markdown or HTML.
//!
//! Goes in: lines with their sources, added by the views. Comes out: a
//! [`Document`] that `text`, `markdown` and `html` render. A line cannot be
//! built without a source. Words here are as the page has them: each form makes
//! them harmless itself.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Article, RecordId, Span};

use super::date;

/// What is to be shown: render it with [`Document::text`],
/// [`Document::markdown`] or [`Document::html`].
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) title: String,
    /// Short facts under the title.
    pub(crate) facts: Vec<String>,
    pub(crate) sections: Vec<Section>,
    /// Whether all lines come from one page, so that none needs to name it.
    pub(crate) single: bool,
    /// The articles that lines cite, in the order of their first citation.
    pub(crate) articles: Vec<Cited>,
}

/// A part of a document under a title of its own.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// The name of its anchor.
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) items: Vec<Item>,
    /// How many entries were left out, and what they are.
    pub(crate) more: Option<String>,
    /// What to say where there is no item.
    pub(crate) empty: &'static str,
}

/// One thing in a section.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Words over the lines that follow.
    Heading(String),
    /// A line.
    Line(Line),
    /// A chart.
    Chart(Chart),
    /// Figures by row and column.
    Table(Table),
    /// Two sides of one matter, to be read side by side.
    Beside(Column, Column),
}

/// A chart, and what stands for it where nothing can be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Chart {
    /// Harmless as it is: every word in it is escaped.
    pub(crate) svg: String,
    /// A line of marks and what they mean.
    pub(crate) caption: String,
}

/// Words and figures by row and column; the first cell of a row names it.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// One of two sides.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) label: String,
    pub(crate) lines: Vec<Line>,
    /// What to say where there is no line.
    pub(crate) empty: String,
}

/// One entry: when, what, and the sentences behind it.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Empty where the page gives none.
    pub(crate) date: String,
    pub(crate) words: Vec<Run>,
    /// What a reader must know of it: standing, counts, status.
    pub(crate) notes: Vec<String>,
    /// How it came to this, step by step, on a line of its own.
    pub(crate) history: Option<String>,
    pub(crate) source: Source,
    /// Further sources, without those left out.
    pub(crate) also: Vec<Source>,
    pub(crate) n_more_sources: usize,
}

/// Words of a line, by what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Chancery's words.
    Plain(String),
    /// Somebody's name.
    Name(String),
    /// The article's words, verbatim, to stand in quotation marks.
    Quoted(String),
    /// The article's words that report what was said.
    Reported(String),
}

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The place of the article in [`Document::articles`].
    pub(crate) article: usize,
    pub(crate) site: String,
    pub(crate) date: String,
    /// Where the sentence starts in the article, which names its anchor.
    pub(crate) start: usize,
    /// The sentence up to the words that the record rests on.
    pub(crate) before: String,
    /// Those words.
    pub(crate) evidence: String,
    /// The rest of the sentence.
    pub(crate) after: String,
    /// The record's name, to show or correct it by; none where the page is in
    /// no ledger.
    pub(crate) record: Option<String>,
}

/// An article that lines cite, with the sentences cited.
#[derive(Clone, Debug)]
pub(crate) struct Cited {
    pub(crate) article: Article,
    pub(crate) sentences: BTreeSet<Span>,
}

/// How many sources beyond the first a line names: enough to see who else
/// reports it, few enough that a summit does not fill the page.
const MOST_FURTHER_SOURCES: usize = 6;

impl Line {
    pub(crate) fn new(date: String, words: Vec<Run>, source: Source) -> Line {
        let (notes, also) = (Vec::new(), Vec::new());
        Line { date, words, notes, history: None, source, also, n_more_sources: 0 }
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Line {
        self.notes.push(note.into());
        self
    }
}

/// The articles of a document under construction.
pub(crate) struct Library<'a> {
    articles: &'a dyn Fn(usize) -> Option<&'a Article>,
    numbers: BTreeMap<usize, usize>,
    cited: Vec<Cited>,
}

impl<'a> Library<'a> {
    /// Returns a library that finds articles so.
    pub(crate) fn new(articles: &'a dyn Fn(usize) -> Option<&'a Article>) -> Library<'a> {
        Library { articles, numbers: BTreeMap::new(), cited: Vec::new() }
    }

    /// Returns the source of these words, and keeps the article for the end of
    /// the document.
    pub(crate) fn source(
        &mut self,
        article: usize,
        span: Span,
        sentence: Span,
        record: Option<RecordId>,
    ) -> Option<Source> {
        let found = (self.articles)(article)?;
        let sentence = if sentence.contains(span) { sentence } else { sentence.join(span) };
        let words = |start, end| found.text.get(start..end);
        let before = words(sentence.start, span.start)?;
        let evidence = words(span.start, span.end)?;
        let after = words(span.end, sentence.end)?;
        let cited = &mut self.cited;
        let number = *self.numbers.entry(article).or_insert_with(|| {
            cited.push(Cited { article: found.clone(), sentences: BTreeSet::new() });
            cited.len() - 1
        });
        cited.get_mut(number)?.sentences.insert(sentence);
        Some(Source {
            article: number,
            site: site(found),
            date: date::day_or_undated(found.published.map(|published| published.date)),
            start: sentence.start,
            before: before.to_owned(),
            evidence: evidence.to_owned(),
            after: after.to_owned(),
            record: record.map(|record| record_name(&found.id, record)),
        })
    }

    /// Adds to the line where else it stands, one sentence an article.
    pub(crate) fn also(
        &mut self,
        line: &mut Line,
        citations: impl IntoIterator<Item = (usize, Span, Span, RecordId)>,
    ) {
        let mut known: BTreeSet<usize> = BTreeSet::from([line.source.article]);
        let mut seen = BTreeSet::new();
        for (article, span, sentence, record) in citations {
            if self.numbers.get(&article).is_some_and(|number| known.contains(number))
                || !seen.insert(article)
            {
                continue;
            }
            if line.also.len() == MOST_FURTHER_SOURCES {
                line.n_more_sources += 1;
            } else if let Some(source) = self.source(article, span, sentence, Some(record)) {
                known.insert(source.article);
                line.also.push(source);
            }
        }
    }

    pub(crate) fn into_articles(self) -> Vec<Cited> {
        self.cited
    }
}

/// How many digits of an article's id name it: in a ledger of a million articles
/// one in four thousand shares them with another.
const DIGITS: usize = 8;

/// Returns the name of a record in a ledger: the beginning of its article's id,
/// and its own.
pub(crate) fn record_name(article_id: &str, record: impl std::fmt::Display) -> String {
    let hash = article_id.strip_prefix("sha256:").unwrap_or(article_id);
    format!("{}/{record}", hash.get(..DIGITS).unwrap_or(hash))
}

/// Returns who published the article, as far as that is known.
pub(crate) fn site(article: &Article) -> String {
    let host = || {
        let (_, rest) = article.url.as_deref()?.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
        (!host.is_empty()).then(|| host.to_owned())
    };
    article.site.clone().or_else(host).unwrap_or_else(|| "unnamed source".to_owned())
}

/// Returns the article's title, or that it has none.
pub(crate) fn title(article: &Article) -> String {
    article.title.clone().unwrap_or_else(|| "Untitled".to_owned())
}
