//! Blocks to the article's text and their spans in it.

use chancery_model::{Article, Block, BlockKind, Span};

/// A block before it has a place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) kind: BlockKind,
    pub(super) text: String,
    pub(super) href: Option<String>,
}

/// Writes the drafts to the article: texts parted by blank lines, in order.
///
/// An embed without words has an empty span, at the place where it stands.
pub(super) fn write(article: &mut Article, drafts: Vec<Draft>) {
    let size = drafts.iter().map(|draft| draft.text.len() + 2).sum();
    article.text = String::with_capacity(size);
    article.blocks = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if draft.text.is_empty() && draft.href.is_none() {
            continue;
        }
        if !article.text.is_empty() && !draft.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(&draft.text);
        let span = Span::new(start, article.text.len());
        article.blocks.push(Block { kind: draft.kind, span, href: draft.href });
    }
}
