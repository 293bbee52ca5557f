//! A page given as plain text to an article, by its lines.
//!
//! A page copied from a browser has a head: headline, summary, byline. Text
//! without one is prose, and stays as it is.

use chancery_model::{Article, BlockKind, DateSource, DatedFrom, Page};

use super::compose::{self, Draft};
use super::lines::{self, Paragraph};
use super::metadata::{byline, date, names};
use super::{furniture, language};

/// Lines in which the byline of a page stands.
const HEAD_LINES: usize = 8;

/// Longest line that can be a headline.
const MAX_TITLE: usize = 200;

/// Shortest paragraph that shows that the line above is a headline, where no
/// byline shows it.
const MIN_OPENING: usize = 120;

/// Returns the article of the page, without its id.
pub(super) fn article(page: &Page, text: &str) -> Article {
    let paragraphs = lines::paragraphs(text);
    let kinds = lines::kinds(&paragraphs);
    let mut article = Article { url: page.url.clone(), ..Article::default() };
    let body = head(page, &paragraphs, &kinds, &mut article);
    let known: Vec<String> = [&article.title, &article.standfirst]
        .into_iter()
        .flatten()
        .map(|field| furniture::key(field))
        .collect();

    if body == 0 && kinds.iter().all(Option::is_some) {
        article.text = text.trim().to_owned();
        article.blocks = lines::blocks(&article.text);
    } else {
        let kept = paragraphs.into_iter().zip(kinds).skip(body);
        let drafts = kept.filter_map(|(paragraph, kind)| {
            let kind = kind?;
            let is_known = known.contains(&furniture::key(&paragraph.words));
            (!is_known).then_some(Draft { kind, text: paragraph.words, href: None })
        });
        compose::write(&mut article, drafts.collect());
    }
    article.language = language::of(&article.text);
    article
}

/// Reads the head of the page into the article, and returns the index of the
/// first paragraph of the body.
fn head(
    page: &Page,
    paragraphs: &[Paragraph],
    kinds: &[Option<BlockKind>],
    article: &mut Article,
) -> usize {
    let bylines: Vec<Option<byline::Byline>> = paragraphs
        .iter()
        .take(HEAD_LINES)
        .map(|paragraph| byline::parse(&paragraph.words))
        .collect();
    let Some(first) = bylines.iter().position(Option::is_some) else {
        return headline_alone(paragraphs, kinds, article);
    };
    // Above a byline stand few words; else it belongs to something else.
    let above: Vec<&Paragraph> = (0..first)
        .filter(|index| kinds[*index].is_some_and(|kind| kind != BlockKind::Caption))
        .map(|index| &paragraphs[index])
        .collect();
    let title = above.iter().position(|line| {
        line.words.len() <= MAX_TITLE
            && line.words.split(' ').count() >= 3
            && !line.words.ends_with('.')
    });
    if title.is_none() && !above.is_empty() {
        return 0;
    }
    let mut body = first;
    let latest = page.captured.as_deref().and_then(date::parse);
    for byline in bylines.into_iter().skip(first).map_while(|byline| byline) {
        body += 1;
        let day = byline.date.filter(|day| date::is_plausible(*day, latest));
        let dated = day.map(|date| DatedFrom { date, source: DateSource::Visible });
        article.published = article.published.or(dated);
        article.site = article.site.take().or(byline.site);
        article.authors.extend(byline.authors);
    }
    article.authors = names::clean(&article.authors, article.site.as_deref());
    if let Some(title) = title {
        article.title =
            Some(names::without_site(&above[title].words, article.site.as_deref(), None));
        article.standfirst = above.get(title + 1).map(|line| line.words.clone());
    }
    body
}

/// Reads a headline without a byline: a line that is no sentence above prose.
fn headline_alone(
    paragraphs: &[Paragraph],
    kinds: &[Option<BlockKind>],
    article: &mut Article,
) -> usize {
    let Some(first) = kinds.iter().position(Option::is_some) else { return 0 };
    let (line, below) = (&paragraphs[first], paragraphs.get(first + 1));
    let opens = below.is_some_and(|below| {
        below.words.len() >= MIN_OPENING && below.words.ends_with(['.', '!', '?', '”', '"'])
    });
    let is_headline = lines::is_heading(&line.words)
        && line.words.split(' ').count() >= 3
        && matches!(kinds[first], Some(BlockKind::Paragraph | BlockKind::Heading));
    if opens && is_headline {
        article.title = Some(line.words.clone());
        return first + 1;
    }
    0
}
