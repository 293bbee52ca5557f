//! What a search found, for a terminal.
//!
//! Goes in: hits in the order of the search. Comes out: text with title, site,
//! date and a snippet each, and what people said of its records. It does not search.

use chancery_model::{Date, Span};

use super::date;
use super::document::record_name;
use super::said::{self, Said};
use super::text::{Page, Style, TextOptions};

/// An article that a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// The article's id, to show it with.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// Some words around what was found.
    pub snippet: String,
    /// What was found, in bytes of the snippet, in order.
    pub found: Vec<Span>,
    /// What people said of the article's records.
    pub said: Said,
}

/// Returns the hits as text, with a line feed at the end of each line.
pub fn hits(hits: &[Hit], options: &TextOptions) -> String {
    let styles = &options.styles;
    let mut page = Page::new(options);
    for (index, hit) in hits.iter().enumerate() {
        if index > 0 {
            page.out.push('\n');
        }
        let title = hit.title.clone().unwrap_or_else(|| "Untitled".to_owned());
        page.paragraph(0, &[(styles.name, title)]);
        let site = hit.site.clone().unwrap_or_else(|| "unnamed source".to_owned());
        let facts = format!("{site}, {}  ", date::day_or_undated(hit.published));
        page.paragraph(2, &[(styles.note, facts), (styles.source, hit.id.clone())]);
        page.paragraph(2, &snippet(hit, styles.evidence));
        for record in hit.said.keys() {
            let name = format!("{} ", record_name(&hit.id, record));
            let words = said::of(&hit.said, *record).unwrap_or_default();
            page.paragraph(2, &[(styles.name, name), (styles.note, words)]);
        }
    }
    page.out
}

/// Returns the snippet with what was found marked; spans that do not fit the
/// snippet mark nothing.
fn snippet(hit: &Hit, mark: Style) -> Vec<(Style, String)> {
    let words = hit.snippet.as_str();
    let mut runs = Vec::new();
    let mut end = 0;
    for span in &hit.found {
        let (Some(before), Some(found)) = (words.get(end..span.start), words.get(span.range()))
        else {
            continue;
        };
        runs.push((Style::default(), before.to_owned()));
        runs.push((mark, found.to_owned()));
        end = span.end;
    }
    runs.push((Style::default(), words.get(end..).unwrap_or("").to_owned()));
    runs
}

#[cfg(test)]
mod tests {
    use super::super::Styles;
    use super::*;

    #[test]
    fn what_was_found_is_marked_and_a_wrong_span_is_not() {
        let hit = Hit {
            snippet: "The café talks failed.".into(),
            found: vec![Span::new(8, 9), Span::new(10, 15)],
            ..Hit::default()
        };
        let text = hits(&[hit], &TextOptions { width: 80, styles: Styles::ansi() });
        assert!(text.contains("The café \u{1b}[4mtalks\u{1b}[0m failed."), "{text}");
    }
}
