//! Which words of a page are its body.
//!
//! Extractors differ in little but this choice, so it stands behind a trait:
//! in goes markup within the limits, out come the words chosen, in order.
//! Nothing of an extractor's structure or metadata is used.

use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

/// Chooses the body among the words of a page.
pub(super) trait BodyExtractor {
    /// Returns the words of the body as simple markup (`<p>`, `<h2>`, `<li>`
    /// and text), or nothing where the page has none.
    fn extract(&self, html: &str) -> Option<String>;
}

/// The crate `trafilatura`, set to leave out rather than to let in.
pub(super) struct Trafilatura {
    options: Options,
}

impl Trafilatura {
    pub(super) fn new() -> Trafilatura {
        Trafilatura {
            options: Options::default()
                .with_focus(ExtractionFocus::FavorPrecision)
                .with_fallback(true)
                .with_exclude_comments(true)
                .with_html_date_mode(HtmlDateMode::Disabled),
        }
    }
}

impl BodyExtractor for Trafilatura {
    fn extract(&self, html: &str) -> Option<String> {
        trafilatura::extract(html, &self.options).ok().map(|result| result.content_html)
    }
}
