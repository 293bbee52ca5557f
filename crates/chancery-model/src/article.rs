//! An article: what a page says, without its furniture.

use crate::{Date, Span};

/// What a page says: title, standfirst, site, authors, dates, language, blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// `sha256:` and the hash of the page's bytes.
    pub id: String,
    /// The name that the source of the page gave it, where it gave one.
    pub source_id: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
    /// The publication, such as "Clash Report".
    pub site: Option<String>,
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// The summary under the headline.
    pub standfirst: Option<String>,
    /// The people or the agency named in the byline.
    pub authors: Vec<String>,
    /// The day of publication.
    pub published: Option<DatedFrom>,
    /// The day of the last change.
    pub modified: Option<DatedFrom>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The article's words: blocks in reading order, parted by blank lines.
    pub text: String,
    /// The parts of `text`, in order, without overlap.
    pub blocks: Vec<Block>,
}

/// A date, and the part of the page that it was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedFrom {
    /// The day.
    pub date: Date,
    /// Where the page says so.
    pub source: DateSource,
}

/// The part of a page that a date was found in, most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateSource {
    /// The source of the page gave it beside the text.
    Given,
    /// JSON-LD.
    JsonLd,
    /// OpenGraph.
    OpenGraph,
    /// Another `<meta>` element.
    Meta,
    /// The address of the page.
    Url,
    /// A `<time>` element or a byline.
    Visible,
}

impl DateSource {
    /// All of them, most trusted first.
    pub const ALL: [DateSource; 6] = [
        DateSource::Given,
        DateSource::JsonLd,
        DateSource::OpenGraph,
        DateSource::Meta,
        DateSource::Url,
        DateSource::Visible,
    ];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            DateSource::Given => "given",
            DateSource::JsonLd => "json-ld",
            DateSource::OpenGraph => "opengraph",
            DateSource::Meta => "meta",
            DateSource::Url => "url",
            DateSource::Visible => "visible",
        }
    }

    /// Returns the part of that name.
    pub fn from_name(name: &str) -> Option<DateSource> {
        DateSource::ALL.into_iter().find(|source| source.name() == name)
    }
}

/// A paragraph, heading, quotation, list item, caption or embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the article's text.
    pub span: Span,
    /// The address of the post that an embed shows.
    pub href: Option<String>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// A section heading.
    Heading,
    /// A paragraph of the body.
    Paragraph,
    /// A quotation set apart.
    Quotation,
    /// An item of a list.
    ListItem,
    /// The words under a picture or a video.
    Caption,
    /// A post of another site, shown in the page.
    Embed,
}

impl BlockKind {
    /// All of them.
    pub const ALL: [BlockKind; 6] = [
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::Quotation,
        BlockKind::ListItem,
        BlockKind::Caption,
        BlockKind::Embed,
    ];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Quotation => "quotation",
            BlockKind::ListItem => "list_item",
            BlockKind::Caption => "caption",
            BlockKind::Embed => "embed",
        }
    }

    /// Returns whether the block is part of what the article itself tells.
    pub fn is_body(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::Quotation | BlockKind::ListItem)
    }
}
