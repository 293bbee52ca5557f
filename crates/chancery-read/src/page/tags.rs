//! How the scanner of [`super::markup`] treats each element of HTML.
//!
//! The table follows the parsing rules of the HTML standard as far as they
//! decide how deep a parser nests, and leaves out elements that hold no words
//! of an article.

/// What becomes of a start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// An element of block level: closes an open paragraph.
    Block,
    /// An element inside a line.
    Inline,
    /// One that parsers open again after misnesting.
    Formatting,
    /// One without an end tag.
    Void,
    /// The tag is left out, what is inside stays.
    Unwrap,
    /// The element is left out with what is inside.
    Skip,
    /// As [`Treatment::Skip`], but an end of file ends it as well.
    SkipToEnd,
    /// The element stays, what is inside is left out.
    Hollow,
    /// A script: kept aside where it is JSON-LD, else left out.
    Script,
    /// The title: its content is text, whatever it looks like.
    Title,
    /// `html`, `head` or `body`: written once, never closed.
    Root,
}

/// Returns what becomes of a start tag of that lower-case name.
pub(super) fn treatment(name: &str) -> Treatment {
    match name {
        "html" | "head" | "body" => Treatment::Root,
        "title" => Treatment::Title,
        "script" => Treatment::Script,
        "style" | "xmp" | "noembed" | "noframes" | "textarea" => Treatment::SkipToEnd,
        "noscript" | "template" | "svg" | "math" | "select" | "object" | "canvas" | "datalist"
        | "map" | "audio" => Treatment::Skip,
        "iframe" => Treatment::Hollow,
        "br" | "hr" | "img" | "link" | "meta" | "wbr" => Treatment::Void,
        "area" | "base" | "col" | "embed" | "input" | "source" | "track" | "param" | "font"
        | "nobr" | "big" | "tt" | "strike" | "u" | "s" | "small" | "frame" | "frameset"
        | "plaintext" | "colgroup" | "marquee" | "applet" | "option" | "optgroup" | "image"
        | "keygen" | "basefont" | "bgsound" | "ruby" | "rb" | "rt" | "rp" | "rtc" | "desc"
        | "foreignobject" | "annotation-xml" | "selectedcontent" => Treatment::Unwrap,
        "a" | "b" | "code" | "em" | "i" | "strong" => Treatment::Formatting,
        _ if is_block(name) => Treatment::Block,
        _ => Treatment::Inline,
    }
}

/// Returns whether an open element of that name stands in the way of an end
/// tag of an element inside a line.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
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
            | "li"
            | "listing"
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
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// The open elements that a start tag closes: the names to look for, and the
/// elements beyond which nobody looks.
pub(super) struct Closes {
    pub(super) open: &'static [&'static str],
    pub(super) within: &'static [&'static str],
}

/// Returns what a start tag of that name closes, besides an open paragraph.
pub(super) fn closes(name: &str) -> Option<Closes> {
    const LISTS: &[&str] = &["ul", "ol", "menu", "dir", "td", "th", "table", "button"];
    const TABLE: &[&str] = &["table"];
    let (open, within): (&[&str], &[&str]) = match name {
        "li" => (&["li"], LISTS),
        "dd" | "dt" => (&["dd", "dt"], &["dl", "td", "th", "table", "button"]),
        "td" | "th" => (&["td", "th", "caption"], &["tr", "table"]),
        "tr" => (&["tr", "caption"], TABLE),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "caption"], TABLE),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            (&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "section", "article", "td", "table"])
        }
        "a" => (&["a"], &["td", "th", "caption", "table"]),
        "button" => (&["button"], TABLE),
        _ => return None,
    };
    Some(Closes { open, within })
}

/// Elements beyond which an open paragraph is out of reach.
pub(super) const PARAGRAPH_SCOPE: &[&str] =
    &["button", "table", "td", "th", "caption", "div", "section", "article"];

/// Returns how many levels a parser makes of one element: `table` brings
/// `tbody` and `tr` with it.
pub(super) fn levels(name: &str) -> usize {
    if name == "table" { 3 } else { 1 }
}

/// Returns whether a later stage reads the attribute.
pub(super) fn is_kept_attribute(name: &str) -> bool {
    matches!(
        name,
        "class"
            | "id"
            | "role"
            | "style"
            | "hidden"
            | "aria-hidden"
            | "itemprop"
            | "href"
            | "src"
            | "data-src"
            | "rel"
            | "name"
            | "property"
            | "content"
            | "http-equiv"
            | "lang"
            | "datetime"
            | "data-component"
            | "data-testid"
            | "data-tweetid"
            | "data-tweet-id"
            | "data-videoid"
            | "data-shortcode"
            | "data-href"
            | "data-instgrm-permalink"
            | "data-telegram-post"
            | "data-lp-replacement-content"
            | "cite"
            | "title"
            | "alt"
    )
}
