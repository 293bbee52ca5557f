//! An HTML page to an article.

use chancery_model::{Article, BlockKind, Page, Problem};
use dom_query::{Document, NodeRef};

use super::compose::{self, Draft};
use super::extractor::{BodyExtractor, Trafilatura};
use super::metadata::{self, Metadata};
use super::segment::{Segment, segments};
use super::{body, language, lean, problem};
use crate::page::markup;

/// Returns the article of the page, without its id.
pub(super) fn article(page: &Page, text: &str, problems: &mut Vec<Problem>) -> Article {
    let markup = markup::bounded(text, problems);
    let document = Document::from(markup.html.as_str());
    let root = document.body().unwrap_or_else(|| document.root());
    let segments = segments(&root);
    let chosen = Trafilatura::new().extract(&lean::markup(&root)).unwrap_or_default();
    let indices = body::chosen(&segments, &chosen);
    let metadata = metadata::read(page, &document, &markup.json_ld, &segments, &indices);

    let known: Vec<&str> = [&metadata.title, &metadata.standfirst]
        .into_iter()
        .filter_map(|field| field.as_deref())
        .collect();
    let lead = lead(&document, &segments, &indices);
    let mut drafts = body::drafts(&segments, &indices, lead, &known);
    if drafts.is_empty() {
        drafts = stated_body(&metadata);
    }
    if drafts.is_empty() {
        problems.push(problem("page-without-body", "no words of the page are an article"));
    }
    article_of(metadata, drafts)
}

fn article_of(metadata: Metadata, drafts: Vec<Draft>) -> Article {
    let mut article = Article {
        url: metadata.url,
        site: metadata.site,
        title: metadata.title,
        standfirst: metadata.standfirst,
        authors: metadata.authors,
        published: metadata.published,
        modified: metadata.modified,
        language: metadata.language,
        ..Article::default()
    };
    compose::write(&mut article, drafts);
    // Templates state a language that the words do not have; words that leave no
    // doubt are trusted more.
    article.language = language::of(&article.text).or(article.language.take());
    article
}

/// Returns the paragraphs of the body that JSON-LD states, for a page whose
/// visible words are none.
fn stated_body(metadata: &Metadata) -> Vec<Draft> {
    metadata
        .body
        .as_deref()
        .unwrap_or("")
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .map(|text| Draft { kind: BlockKind::Paragraph, text, href: None })
        .collect()
}

/// Returns the first segment of the element that holds the article, so that
/// the picture above the first paragraph keeps its caption.
fn lead(document: &Document, segments: &[Segment], chosen: &[usize]) -> usize {
    let Some(first) = chosen.first().copied() else { return 0 };
    let Some(container) = document.tree.get(&segments[first].container) else { return first };
    let holder = container
        .ancestors_it(None)
        .filter(|ancestor| ancestor.has_name("article") || ancestor.has_name("main"))
        .last();
    let Some(holder) = holder else { return first };
    let is_inside = |segment: &Segment| {
        document.tree.get(&segment.container).is_some_and(|node| is_within(&node, &holder))
    };
    (0..first).rev().take_while(|index| is_inside(&segments[*index])).last().unwrap_or(first)
}

fn is_within(node: &NodeRef<'_>, holder: &NodeRef<'_>) -> bool {
    node.id == holder.id || node.ancestors_it(None).any(|ancestor| ancestor.id == holder.id)
}
