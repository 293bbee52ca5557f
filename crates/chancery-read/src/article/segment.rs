//! The words of a document in reading order, and what each stretch of them is.
//!
//! In goes a parsed document within the limits, out come segments: stretches
//! of text between the bounds of block elements, with their kind and the signs
//! by which a later step tells body from furniture. Whitespace is normal
//! inside a segment. Which segments are body is not decided here.

use chancery_model::BlockKind;
use dom_query::{NodeData, NodeId, NodeRef};

use super::embed;
use super::signs::{
    attribute, is_block, is_caption_class, is_deck_class, is_hidden, is_popup, is_short,
};

/// A stretch of text between the bounds of block elements.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// What it is, by the elements around it.
    pub(super) kind: BlockKind,
    /// The words, with normal whitespace; empty for an embed without words.
    pub(super) text: String,
    /// The address of the post that an embed shows.
    pub(super) href: Option<String>,
    /// The bytes of the words that are links.
    pub(super) link_bytes: usize,
    /// Whether every word is bold.
    pub(super) bold: bool,
    /// Whether a class names it the summary under the headline.
    pub(super) deck: bool,
    /// Whether it stands in an element made for other things than the
    /// article: navigation, sidebars, footers, forms.
    pub(super) aside: bool,
    /// The innermost block element around it.
    pub(super) container: NodeId,
}

/// What the elements around a node say about its words.
#[derive(Clone, Copy)]
struct Context {
    kind: BlockKind,
    link: bool,
    bold: bool,
    italic: bool,
    deck: bool,
    aside: bool,
    figure: bool,
    container: NodeId,
}

/// Longest words of a link that stands for a post.
const MAX_POST_LINK: usize = 60;

/// Longest caption that only italics under a picture tell.
const MAX_BARE_CAPTION: usize = 250;

/// Returns the segments below the node, in reading order.
pub(super) fn segments(root: &NodeRef<'_>) -> Vec<Segment> {
    let mut walker =
        Walker { segments: Vec::new(), after_picture: false, buffer: Buffer::default() };
    let context = Context {
        kind: BlockKind::Paragraph,
        link: false,
        bold: false,
        italic: false,
        deck: false,
        aside: false,
        figure: false,
        container: root.id,
    };
    walker.children(root, context);
    walker.flush(context);
    walker.segments
}

/// The words of the segment at hand.
#[derive(Default)]
struct Buffer {
    text: String,
    space: bool,
    link_bytes: usize,
    /// The post that a link among the words leads to.
    post: Option<String>,
    plain_bytes: usize,
    upright_bytes: usize,
    breaks: usize,
}

impl Buffer {
    fn push(&mut self, words: &str, context: Context) {
        let before = self.text.len();
        for char in words.chars() {
            if char.is_whitespace() {
                self.space = true;
            } else if !matches!(char, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
                && !char.is_control()
            {
                if self.space && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.space = false;
                self.breaks = 0;
                self.text.push(char);
            }
        }
        let added = self.text.len() - before;
        self.link_bytes += if context.link { added } else { 0 };
        self.plain_bytes += if context.bold { 0 } else { added };
        self.upright_bytes += if context.italic { 0 } else { added };
    }
}

struct Walker {
    segments: Vec<Segment>,
    /// Whether a picture was the last thing before the words at hand.
    after_picture: bool,
    buffer: Buffer,
}

impl Walker {
    /// Ends the segment at hand.
    fn flush(&mut self, context: Context) {
        let buffer = std::mem::take(&mut self.buffer);
        if buffer.text.is_empty() {
            return;
        }
        // "View post on X": the post itself is shown elsewhere.
        if let Some(href) = buffer.post
            && buffer.link_bytes == buffer.text.len()
            && buffer.text.len() <= MAX_POST_LINK
            && context.kind != BlockKind::Embed
        {
            self.segments.push(Segment {
                kind: BlockKind::Embed,
                text: String::new(),
                href: Some(href),
                link_bytes: 0,
                bold: false,
                deck: false,
                aside: context.aside,
                container: context.container,
            });
            return;
        }
        // A line in italics right under a picture is its caption.
        let is_under_picture = std::mem::take(&mut self.after_picture)
            && context.kind == BlockKind::Paragraph
            && buffer.upright_bytes == 0
            && buffer.text.len() <= MAX_BARE_CAPTION;
        self.segments.push(Segment {
            kind: if is_under_picture { BlockKind::Caption } else { context.kind },
            bold: buffer.plain_bytes == 0,
            deck: context.deck,
            link_bytes: buffer.link_bytes,
            text: buffer.text,
            href: None,
            aside: context.aside,
            container: context.container,
        });
    }

    fn children(&mut self, node: &NodeRef<'_>, context: Context) {
        for child in node.children_it(false) {
            let is_element = child.query_or(false, |tree_node| match &tree_node.data {
                NodeData::Text { contents } => {
                    self.buffer.push(contents, context);
                    false
                }
                NodeData::Element(_) => true,
                _ => false,
            });
            if is_element {
                self.element(&child, context);
            }
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, outer: Context) {
        let Some(name) = node.node_name() else { return };
        let name: &str = &name;
        if matches!(name, "head" | "title" | "meta" | "link" | "wbr") || is_hidden(node) {
            return;
        }
        match name {
            "br" => {
                self.buffer.space = true;
                self.buffer.breaks += 1;
                if self.buffer.breaks > 1 && outer.kind != BlockKind::Caption {
                    self.flush(outer);
                }
                return;
            }
            "hr" => return self.flush(outer),
            "img" => {
                // Words before the picture are not under it.
                self.after_picture = self.buffer.text.is_empty();
                return;
            }
            "td" | "th" => self.buffer.space = true,
            _ => {}
        }
        let class = attribute(node, "class").unwrap_or_default();
        if is_popup(node, &class) {
            return;
        }
        let in_embed = outer.kind == BlockKind::Embed;
        if !in_embed && let Some(href) = embed::post_of_element(name, |key| attribute(node, key)) {
            return self.embed(node, outer, Some(href));
        }
        if !in_embed
            && matches!(name, "blockquote" | "div" | "figure")
            && embed::is_post_class(&class)
        {
            let href = last_post_link(node);
            return self.embed(node, outer, href);
        }
        let mut inner = outer;
        let mut block = is_block(name);
        match name {
            "a" => {
                inner.link = true;
                let post = attribute(node, "href").and_then(|href| embed::post(&href));
                self.buffer.post = post.or(self.buffer.post.take());
            }
            "b" | "strong" => inner.bold = true,
            "em" | "i" | "center" => inner.italic = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !is_caption(outer) => {
                inner.kind = BlockKind::Heading;
            }
            "blockquote" if !is_caption(outer) => {
                inner.kind = BlockKind::Quotation;
                inner.figure = false;
            }
            "table" => inner.figure = false,
            "li" if !is_caption(outer) => inner.kind = BlockKind::ListItem,
            "figure" => inner.figure = true,
            "figcaption" | "caption" if !in_embed => inner.kind = BlockKind::Caption,
            "nav" | "aside" | "footer" | "form" | "button" | "dialog" => inner.aside = true,
            _ => {}
        }
        if !is_caption(outer) && is_caption_class(&class) && is_short(node) {
            inner.kind = BlockKind::Caption;
            block = true;
        }
        if block && is_deck_class(&class) && is_short(node) {
            inner.deck = true;
        }
        // Words of a figure that no caption element holds are its caption.
        if inner.figure && inner.kind == BlockKind::Paragraph && block && name != "figure" {
            inner.kind = BlockKind::Caption;
        }
        if !block {
            return self.children(node, inner);
        }
        if is_caption(outer) && is_caption(inner) {
            // All words under one picture are one caption.
            self.buffer.space = true;
            self.children(node, inner);
            self.buffer.space = true;
            return;
        }
        self.flush(outer);
        inner.container = node.id;
        self.children(node, inner);
        self.flush(inner);
    }

    fn embed(&mut self, node: &NodeRef<'_>, outer: Context, href: Option<String>) {
        self.flush(outer);
        self.children(node, Context { kind: BlockKind::Embed, ..outer });
        // The words of an embed are one segment, whatever elements they have.
        let words = std::mem::take(&mut self.buffer);
        if words.text.is_empty() && href.is_none() {
            return;
        }
        self.segments.push(Segment {
            kind: BlockKind::Embed,
            text: words.text,
            href,
            link_bytes: words.link_bytes,
            bold: false,
            deck: false,
            aside: outer.aside,
            container: outer.container,
        });
    }
}

fn is_caption(context: Context) -> bool {
    matches!(context.kind, BlockKind::Caption | BlockKind::Embed)
}

fn last_post_link(node: &NodeRef<'_>) -> Option<String> {
    node.descendants_it()
        .filter(|descendant| descendant.has_name("a"))
        .filter_map(|link| attribute(&link, "href").and_then(|href| embed::post(&href)))
        .last()
}
