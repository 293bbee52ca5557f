//! Signs on elements: what a name, a class or a style says of the words below.
//!
//! In goes an element or its class, out comes whether it bears the sign. What
//! follows from a sign is decided by [`super::segment`].

use dom_query::{NodeData, NodeRef};

/// Longest words under a picture; longer stretches have the class by mistake.
const MAX_CAPTION: usize = 1200;

/// Returns the value of an attribute, if the element has it.
pub(super) fn attribute(node: &NodeRef<'_>, key: &str) -> Option<String> {
    node.element_ref()?
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == key)
        .map(|attribute| attribute.value.to_string())
}

/// Returns whether an element of that name stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Returns whether no reader sees the element.
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let Some(element) = node.element_ref() else { return true };
    element.attrs.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => true,
        "style" => {
            let style: String = attribute.value.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        "class" => attribute.value.split_ascii_whitespace().any(|token| {
            matches!(
                token,
                "visually-hidden"
                    | "visuallyhidden"
                    | "visually-hidden-focusable"
                    | "sr-only"
                    | "screen-reader-text"
                    | "screen-reader-only"
                    | "screenreader"
                    | "off-screen"
                    | "offscreen"
                    | "a11y-hidden"
                    | "u-hidden-visually"
                    | "u-visually-hidden"
            )
        }),
        _ => false,
    })
}

/// Returns whether a class names the words under a picture.
pub(super) fn is_caption_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        let token = token.to_ascii_lowercase();
        let names_caption = ["caption", "cutline", "photo-credit", "image-credit", "photocredit"]
            .iter()
            .any(|sign| token.contains(sign));
        let is_state = ["has-", "no-", "with-", "toggle", "icon", "button", "closed", "track"]
            .iter()
            .any(|sign| token.contains(sign));
        names_caption && !is_state
    })
}

/// Returns whether a class names the summary under the headline.
pub(super) fn is_deck_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        let token = token.to_ascii_lowercase();
        let signs = [
            "standfirst",
            "subtitle",
            "sub-title",
            "subhead",
            "sub-head",
            "summary",
            "synopsis",
            "ingress",
            "dek",
            "deck",
            "strapline",
            "article-intro",
            "article__intro",
            "post-excerpt",
        ];
        signs.iter().any(|sign| token.contains(sign))
    })
}

/// Returns whether a box opens over its trigger only: a name with a card that
/// the pointer brings up.
pub(super) fn is_popup(node: &NodeRef<'_>, class: &str) -> bool {
    let is_named = ["tooltip", "popover", "rollover", "hovercard", "popup"]
        .iter()
        .any(|sign| class.contains(sign));
    is_named && node.prev_element_sibling().is_some()
}

/// Returns whether the words below the node are few enough for a caption.
pub(super) fn is_short(node: &NodeRef<'_>) -> bool {
    let mut bytes = 0;
    for descendant in node.descendants_it() {
        bytes += descendant.query_or(0, |tree_node| match &tree_node.data {
            NodeData::Text { contents } => contents.trim().len(),
            _ => 0,
        });
        if bytes > MAX_CAPTION {
            return false;
        }
    }
    true
}
