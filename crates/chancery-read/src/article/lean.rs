//! A document to the lean markup that the extractor is given.
//!
//! Elements without words, those that hold no body on any page (pictures,
//! navigation, players, controls) and attributes that no extractor looks at
//! are left out: an extractor walks the tree dozens of times, and its time
//! goes with the number of elements. Words that may be body all stay.

use dom_query::{NodeData, NodeRef};

/// Returns the markup of the node's words.
pub(super) fn markup(root: &NodeRef<'_>) -> String {
    let mut writer = Writer { out: String::with_capacity(32 << 10), words: 0, plain: 0, links: 0 };
    writer.out.push_str("<html><body>");
    writer.children(root);
    writer.out.push_str("</body></html>");
    writer.out
}

/// Links of a list that make it a menu.
const MIN_MENU: usize = 3;

struct Writer {
    out: String,
    /// Stretches of text written so far that are not blank.
    words: usize,
    /// Those that are no links.
    plain: usize,
    /// Links that are open.
    links: usize,
}

impl Writer {
    fn children(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            let is_element = child.query_or(false, |tree_node| match &tree_node.data {
                NodeData::Text { contents } => {
                    self.text(contents);
                    false
                }
                NodeData::Element(_) => true,
                _ => false,
            });
            if is_element {
                self.element(&child);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let is_blank = text.trim().is_empty();
        self.words += usize::from(!is_blank);
        self.plain += usize::from(!is_blank && self.links == 0);
        for char in text.chars() {
            match char {
                // Long runs of blanks cost every walk as much as words do.
                ' ' | '\n' | '\t' | '\r' => {
                    if !self.out.ends_with(' ') {
                        self.out.push(' ');
                    }
                }
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                _ => self.out.push(char),
            }
        }
    }

    fn element(&mut self, node: &NodeRef<'_>) {
        let Some(element) = node.element_ref() else { return };
        let name = &*element.name.local;
        match place(name) {
            Place::Out => return,
            Place::Void => {
                self.out.push('<');
                self.out.push_str(name);
                self.out.push('>');
                return;
            }
            Place::Unwrapped => return self.children(node),
            Place::Figure if !holds_body(node) => return,
            Place::Figure | Place::In => {}
        }
        let is_link = name == "a";
        self.links += usize::from(is_link);
        let (start, words, plain) = (self.out.len(), self.words, self.plain);
        self.out.push('<');
        self.out.push_str(name);
        for attribute in &element.attrs {
            let key = &*attribute.name.local;
            if is_looked_at(key) {
                self.out.push(' ');
                self.out.push_str(key);
                self.out.push_str("=\"");
                self.out.push_str(&attribute.value.replace('&', "&amp;").replace('"', "&quot;"));
                self.out.push('"');
            }
        }
        self.out.push('>');
        self.children(node);
        self.links -= usize::from(is_link);
        // A list of nothing but links is a menu.
        let is_menu = matches!(name, "ul" | "ol")
            && self.plain == plain
            && self.words >= words + MIN_MENU
            && self.links == 0;
        if self.words == words || is_menu {
            self.out.truncate(start);
            return;
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

enum Place {
    In,
    Out,
    Void,
    Unwrapped,
    /// Stays where it holds more than a picture.
    Figure,
}

fn place(name: &str) -> Place {
    match name {
        "head" | "img" | "meta" | "link" | "iframe" | "wbr" | "nav" | "footer" | "aside"
        | "button" | "dialog" | "fieldset" | "label" | "legend" | "video" | "picture" | "time"
        | "progress" | "menu" | "amp-ad" => Place::Out,
        "br" | "hr" => Place::Void,
        "abbr" | "acronym" | "address" | "bdi" | "bdo" | "dfn" | "hgroup" | "mark" | "ins"
        | "data" => Place::Unwrapped,
        "figure" => Place::Figure,
        _ => Place::In,
    }
}

fn holds_body(figure: &NodeRef<'_>) -> bool {
    figure.descendants_it().any(|node| node.has_name("table"))
}

fn is_looked_at(attribute: &str) -> bool {
    matches!(
        attribute,
        "class"
            | "id"
            | "role"
            | "style"
            | "itemprop"
            | "aria-hidden"
            | "data-component"
            | "data-lp-replacement-content"
    )
}
