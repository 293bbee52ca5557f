//! Documents as HTML.
//!
//! Goes in: a [`Document`]. Comes out: one file that needs no other: styles
//! inside, no JavaScript, nothing fetched. Each line leads to its sentence,
//! marked in the article further down. Everything that a page wrote is escaped,
//! and a content security policy forbids scripts and requests besides.

use std::fmt::Write as _;

use chancery_model::{Article, BlockKind, Span};

use super::clean::{address, html};
use super::date;
use super::document::{
    Cited, Column, Document, Item, Line, Run, Section, Source, Table, site, title,
};
use super::marked;

const STYLE: &str = include_str!("style.css");

/// A longer note does not fit the line of a telephone, and may break.
const LONGEST_UNBROKEN_NOTE: usize = 36;

impl Document {
    /// Returns the document as one HTML file.
    pub fn html(&self) -> String {
        let mut body = String::new();
        let _ = write!(body, "<header id=\"top\"><h1>{}</h1>", html(&self.title));
        if !self.facts.is_empty() {
            let _ = write!(body, "<p class=\"facts\">{}</p>", html(&self.facts.join(" · ")));
        }
        body.push_str("<nav>");
        for section in self.sections.iter().filter(|section| !section.items.is_empty()) {
            let _ = write!(body, "<a href=\"#{}\">{}</a> ", section.id, html(section.title));
        }
        if !self.articles.is_empty() {
            body.push_str("<a href=\"#articles\">Articles</a>");
        }
        body.push_str("</nav></header>\n<main>\n");
        for section in &self.sections {
            push_section(&mut body, section);
        }
        if !self.articles.is_empty() {
            body.push_str("<section id=\"articles\"><h2>Articles</h2>\n");
            for (index, cited) in self.articles.iter().enumerate() {
                push_article(&mut body, index, cited);
            }
            body.push_str("</section>\n");
        }
        body.push_str("</main>\n");
        shell(&self.title, &body)
    }
}

/// Returns a whole page of this title and body.
pub(crate) fn shell(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        html(title)
    )
}

fn push_section(out: &mut String, section: &Section) {
    let _ = writeln!(out, "<section id=\"{}\"><h2>{}</h2>", section.id, html(section.title));
    if section.items.is_empty() {
        let _ = writeln!(out, "<p class=\"empty\">{}</p>", html(section.empty));
    }
    for item in &section.items {
        match item {
            Item::Heading(words) => {
                let _ = writeln!(out, "<h3>{}</h3>", html(words));
            }
            Item::Line(line) => push_line(out, line),
            Item::Chart(chart) => {
                let _ = writeln!(out, "<figure>{}</figure>", chart.svg);
            }
            Item::Table(table) => push_table(out, table),
            Item::Beside(left, right) => {
                out.push_str("<div class=\"beside\">");
                push_column(out, left);
                push_column(out, right);
                out.push_str("</div>\n");
            }
        }
    }
    if let Some(more) = &section.more {
        let _ = writeln!(out, "<p class=\"more\">… and {}</p>", html(more));
    }
    out.push_str("</section>\n");
}

fn push_table(out: &mut String, table: &Table) {
    out.push_str("<div class=\"wide\"><table><thead><tr>");
    for cell in &table.head {
        let _ = write!(out, "<th scope=\"col\">{}</th>", html(cell));
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (place, cell) in row.iter().enumerate() {
            let _ = match place {
                0 => write!(out, "<th scope=\"row\">{}</th>", html(cell)),
                _ => write!(out, "<td>{}</td>", html(cell)),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn push_column(out: &mut String, column: &Column) {
    let _ = writeln!(out, "<div class=\"column\"><h4>{}</h4>", html(&column.label));
    if column.lines.is_empty() {
        let _ = writeln!(out, "<p class=\"empty\">{}</p>", html(&column.empty));
    }
    column.lines.iter().for_each(|line| push_line(out, line));
    out.push_str("</div>");
}

fn push_line(out: &mut String, line: &Line) {
    let _ = write!(
        out,
        "<div class=\"line\"><p class=\"date\">{}</p><div><p class=\"words\">",
        html(&line.date)
    );
    for run in &line.words {
        let _ = match run {
            Run::Plain(words) => write!(out, "{}", html(words)),
            Run::Name(words) => write!(out, "<b>{}</b>", html(words)),
            Run::Quoted(words) => write!(out, "<q dir=\"auto\">{}</q>", html(words)),
            Run::Reported(words) => write!(out, "<span dir=\"auto\">{}</span>", html(words)),
        };
    }
    for note in &line.notes {
        let long = if note.chars().count() > LONGEST_UNBROKEN_NOTE { " long" } else { "" };
        let _ = write!(out, " <span class=\"note{long}\">{}</span>", html(note));
    }
    if let Some(history) = &line.history {
        let _ = write!(out, "</p><p class=\"history\">history: {}", html(history));
    }
    let source = &line.source;
    let _ = write!(
        out,
        "</p><blockquote><p dir=\"auto\">{}<em>{}</em>{}</p><footer>{}",
        html(&source.before),
        html(&source.evidence),
        html(&source.after),
        link(source)
    );
    for source in &line.also {
        let _ = write!(out, " · {}", link(source));
    }
    if line.n_more_sources > 0 {
        let _ = write!(out, " · and {} more", line.n_more_sources);
    }
    out.push_str("</footer></blockquote></div></div>\n");
}

/// Returns the link to the sentence of a source.
fn link(source: &Source) -> String {
    let anchor = anchor(source.article, source.start);
    let record = source.record.as_ref().map(|record| format!(" <code>{}</code>", html(record)));
    format!(
        "<a href=\"#{anchor}\">{}, {}</a>{}",
        html(&source.site),
        html(&source.date),
        record.unwrap_or_default()
    )
}

fn anchor(article: usize, start: usize) -> String {
    format!("s{}-{start}", article + 1)
}

fn push_article(out: &mut String, index: usize, cited: &Cited) {
    let _ = write!(out, "<article id=\"a{}\">", index + 1);
    push_head(out, &cited.article, "h3");
    let marks: Vec<Span> = cited.sentences.iter().copied().collect();
    push_text(out, &cited.article, &marks, &|start| {
        let id = anchor(index, marks[start].start);
        format!("<a id=\"{id}\"></a>")
    });
    out.push_str("<p class=\"back\"><a href=\"#top\">Back to the top</a></p></article>\n");
}

/// Adds the title of an article, who published it, when and where.
pub(crate) fn push_head(out: &mut String, article: &Article, level: &str) {
    let day = date::day_or_undated(article.published.map(|published| published.date));
    let _ = write!(
        out,
        "<{level} dir=\"auto\">{}</{level}><p class=\"facts\">{}, {day}",
        html(&title(article)),
        html(&site(article))
    );
    if !article.authors.is_empty() {
        let _ = write!(out, ", by {}", html(&article.authors.join(", ")));
    }
    if let Some(url) = &article.url {
        let shown = html(url);
        let _ = match address(url) {
            Some(href) => {
                write!(
                    out,
                    " · <a class=\"url\" rel=\"noreferrer\" href=\"{}\">{shown}</a>",
                    html(&href)
                )
            }
            None => write!(out, " · <span class=\"url\">{shown}</span>"),
        };
    }
    let _ = writeln!(out, " <code>{}</code></p>", html(&article.id));
}

/// Adds the article's text, with what is marked in `<mark>`; `anchor` is put
/// before each mark, given its place in the list.
pub(crate) fn push_text(
    out: &mut String,
    article: &Article,
    marks: &[Span],
    anchor: &dyn Fn(usize) -> String,
) {
    for (kind, span) in marked::blocks(article) {
        let pieces = marked::pieces(span, marks);
        let cited = pieces.iter().any(|piece| piece.marked);
        let (tag, class) = match kind {
            BlockKind::Heading => ("h4", ""),
            BlockKind::Paragraph => ("p", ""),
            BlockKind::Quotation => ("blockquote", ""),
            BlockKind::ListItem => ("p", "item"),
            BlockKind::Caption => ("p", "caption"),
            BlockKind::Embed => ("p", "embed"),
        };
        let class = [class, if cited { "cited" } else { "" }].join(" ");
        let _ = write!(out, "<{tag} class=\"{}\" dir=\"auto\">", class.trim());
        for piece in &pieces {
            piece.starts.iter().for_each(|start| out.push_str(&anchor(*start)));
            let words = html(piece.span.of(&article.text));
            let _ = match piece.marked {
                true => write!(out, "<mark>{words}</mark>"),
                false => write!(out, "{words}"),
            };
        }
        let _ = writeln!(out, "</{tag}>");
    }
}
