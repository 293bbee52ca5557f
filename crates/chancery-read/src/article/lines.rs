//! Plain text by its lines: paragraphs, and what each of them is.
//!
//! In goes text without markup, out come paragraphs with their place in it.
//! Lines wrapped at a width are one paragraph; otherwise a line is one. The
//! text itself is never changed here.

use chancery_model::{Block, BlockKind, Span};

use super::furniture;

/// A paragraph and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// From its first word to its last.
    pub(super) span: Span,
    /// Its words with normal whitespace.
    pub(super) words: String,
}

/// Longest line that can be a section heading.
const MAX_HEADING: usize = 100;

/// Most words of a section heading.
const MAX_HEADING_WORDS: usize = 14;

/// Shortest paragraph that a heading can stand above.
const MIN_BELOW_HEADING: usize = 80;

/// Longest line that can be a caption.
const MAX_CAPTION: usize = 400;

/// Widths that people and programs wrap lines at.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 55..=100;

/// Returns the paragraphs of the text, in order.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let chunks = chunks(text);
    let wrapped = chunks.iter().filter(|chunk| is_wrapped(text, chunk)).count();
    let is_wrapped_text = wrapped > 0 && wrapped * 3 >= chunks.len();
    let mut paragraphs = Vec::new();
    for chunk in chunks {
        let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { continue };
        if is_wrapped_text && is_wrapped(text, &chunk) {
            paragraphs.push(paragraph(text, Span::new(first.start, last.end)));
        } else {
            paragraphs.extend(chunk.iter().map(|line| paragraph(text, *line)));
        }
    }
    paragraphs
}

fn paragraph(text: &str, span: Span) -> Paragraph {
    Paragraph { span, words: span.of(text).split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Returns the lines that are not empty, in groups parted by empty ones.
fn chunks(text: &str) -> Vec<Vec<Span>> {
    let mut chunks: Vec<Vec<Span>> = vec![Vec::new()];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            if chunks.last().is_some_and(|chunk| !chunk.is_empty()) {
                chunks.push(Vec::new());
            }
        } else {
            let from = start + (line.len() - line.trim_start().len());
            if let Some(chunk) = chunks.last_mut() {
                chunk.push(Span::new(from, from + words.len()));
            }
        }
        start += line.len();
    }
    chunks
}

/// Returns whether the lines are one paragraph, wrapped at a width.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let Some((_, full)) = lines.split_last() else { return false };
    full.len() >= 2
        && full.iter().all(|line| {
            let line = line.of(text);
            WRAP_WIDTHS.contains(&line.chars().count()) && list_item(line).is_none()
        })
}

/// Returns the kinds of the paragraphs; furniture has none.
pub(super) fn kinds(paragraphs: &[Paragraph]) -> Vec<Option<BlockKind>> {
    let keys: Vec<String> =
        paragraphs.iter().map(|paragraph| furniture::key(&paragraph.words)).collect();
    let mut kinds: Vec<Option<BlockKind>> = Vec::with_capacity(paragraphs.len());
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let words = paragraph.words.as_str();
        // A picture's alternative text and its caption are often the same.
        let repeats = index > 0 && keys[index - 1] == keys[index];
        let repeated = keys.get(index + 1) == Some(&keys[index]);
        let kind = if is_caption(words) {
            (!repeats).then_some(BlockKind::Caption)
        } else if furniture::is_furniture(words) || repeats {
            None
        } else if repeated && words.len() <= MAX_CAPTION {
            Some(BlockKind::Caption)
        } else if words.starts_with("> ") {
            Some(BlockKind::Quotation)
        } else if list_item(words).is_some() {
            Some(BlockKind::ListItem)
        } else if index > 0 && is_heading(words) && is_prose(paragraphs.get(index + 1)) {
            Some(BlockKind::Heading)
        } else {
            Some(BlockKind::Paragraph)
        };
        kinds.push(kind);
    }
    kinds
}

/// Returns the blocks over the text as it stands; furniture gets none.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let paragraphs = paragraphs(text);
    let kinds = kinds(&paragraphs);
    let kept = paragraphs.iter().zip(kinds);
    kept.filter_map(|(paragraph, kind)| {
        Some(Block { kind: kind?, span: paragraph.span, href: None })
    })
    .collect()
}

/// Returns whether the words can be a headline or a section heading: few, no
/// sentence.
pub(super) fn is_heading(words: &str) -> bool {
    let count = words.split(' ').count();
    let quotes = words.contains(['“', '”', '"']);
    words.len() <= MAX_HEADING
        && count <= MAX_HEADING_WORDS
        && words.starts_with(|char: char| {
            char.is_uppercase() || char.is_ascii_digit() || matches!(char, '“' | '"' | '‘' | '\'')
        })
        && !words.ends_with(['.', ',', ';', ':', '!', '…', '”', '"'])
        && !(words.ends_with('?') && quotes)
}

fn is_prose(paragraph: Option<&Paragraph>) -> bool {
    paragraph.is_some_and(|paragraph| paragraph.words.len() >= MIN_BELOW_HEADING)
}

/// Returns whether the line says itself that it stands under a picture.
fn is_caption(words: &str) -> bool {
    if words.len() > MAX_CAPTION {
        return false;
    }
    let lower = words.to_lowercase();
    let labelled = ["image caption", "media caption", "photo caption", "caption:"];
    let credited = [
        "(ap photo/",
        "/getty images",
        "via getty images",
        "(photo by ",
        "/afp via ",
        "(file photo)",
    ];
    let starts =
        |label: &&str| lower.strip_prefix(*label).is_some_and(|rest| rest.trim().len() > 3);
    labelled.iter().any(starts)
        || ((lower.starts_with("media playback") || lower.starts_with("image copyright"))
            && (lower.contains(" media caption ") || lower.contains(" image caption ")))
        || credited.iter().any(|credit| lower.contains(credit))
}

/// Returns the words behind the bullet.
fn list_item(words: &str) -> Option<&str> {
    ["• ", "- ", "* ", "‣ ", "◦ ", "· ", "▪ "].iter().find_map(|bullet| words.strip_prefix(bullet))
}
