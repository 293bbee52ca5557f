//! Documents as Markdown.
//!
//! Goes in: a [`Document`]. Comes out: CommonMark, a list item a line with its
//! sentence under it, and the articles at the end. Words of a page are escaped,
//! so none of them is markup.

use std::fmt::Write as _;

use super::clean::{address, markdown};
use super::date;
use super::document::{Column, Document, Item, Line, Run, Section, Source, Table, site, title};

impl Document {
    /// Returns the document as Markdown, with a line feed at the end.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n", markdown(&self.title));
        if !self.facts.is_empty() {
            let _ = write!(out, "\n{}\n", markdown(&self.facts.join(" · ")));
        }
        for section in &self.sections {
            self.section(&mut out, section);
            out.truncate(out.trim_end().len());
            out.push('\n');
        }
        if self.single {
            return out;
        }
        if !self.articles.is_empty() {
            out.push_str("\n## Articles\n\n");
        }
        for (index, cited) in self.articles.iter().enumerate() {
            let article = &cited.article;
            let day = date::day_or_undated(article.published.map(|published| published.date));
            let title = markdown(&title(article));
            let linked = match article.url.as_deref().and_then(address) {
                Some(url) => format!("[{title}]({url})"),
                None => title,
            };
            let site = markdown(&site(article));
            let id = markdown(&article.id);
            let _ = writeln!(out, "{}. {linked}, {site}, {day}, {id}", index + 1);
        }
        out
    }

    fn section(&self, out: &mut String, section: &Section) {
        let _ = write!(out, "\n## {}\n\n", markdown(section.title));
        if section.items.is_empty() {
            let _ = writeln!(out, "{}", markdown(section.empty));
        }
        for (index, item) in section.items.iter().enumerate() {
            match item {
                Item::Heading(words) => {
                    let gap = if index > 0 { "\n" } else { "" };
                    let _ = write!(out, "{gap}### {}\n\n", markdown(words));
                }
                Item::Line(line) => self.line(out, line, ""),
                Item::Chart(chart) => {
                    let _ = write!(out, "{}\n\n", markdown(&chart.caption));
                }
                Item::Table(table) => push_table(out, table),
                Item::Beside(left, right) => {
                    self.column(out, left);
                    self.column(out, right);
                    out.push('\n');
                }
            }
        }
        if let Some(more) = &section.more {
            let _ = write!(out, "\n*… and {}*\n", markdown(more));
        }
    }

    fn column(&self, out: &mut String, column: &Column) {
        let _ = write!(out, "- **{}:**", markdown(&column.label));
        if column.lines.is_empty() {
            let _ = writeln!(out, " {}", markdown(&column.empty));
            return;
        }
        out.push('\n');
        for line in &column.lines {
            self.line(out, line, "  ");
        }
    }

    fn line(&self, out: &mut String, line: &Line, indent: &str) {
        let _ = write!(out, "{indent}- ");
        if !line.date.is_empty() {
            let _ = write!(out, "{}: ", markdown(&line.date));
        }
        for run in &line.words {
            let _ = match run {
                Run::Plain(words) | Run::Reported(words) => write!(out, "{}", markdown(words)),
                Run::Name(words) => write!(out, "**{}**", markdown(words)),
                Run::Quoted(words) => write!(out, "“{}”", markdown(words)),
            };
        }
        if !line.notes.is_empty() {
            let _ = write!(out, " *({})*", markdown(&line.notes.join("; ")));
        }
        if let Some(history) = &line.history {
            let _ = write!(out, "\n{indent}  - history: {}", markdown(history));
        }
        let source = &line.source;
        let evidence = source.evidence.trim();
        let (before, after) = (markdown(&source.before), markdown(&source.after));
        let label = match self.single {
            true => String::new(),
            false => format!("{}: ", self.label(source)),
        };
        let evidence = markdown(evidence);
        let _ = write!(out, "\n{indent}  - {label}{before}**{evidence}**{after}\n");
        if !line.also.is_empty() {
            let also: Vec<String> = line.also.iter().map(|source| self.label(source)).collect();
            let more = match line.n_more_sources {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            let _ = writeln!(out, "{indent}  - also {}{more}", also.join("; "));
        }
    }

    /// Returns the site, which leads to the article on the web, the date, and
    /// the article's number.
    fn label(&self, source: &Source) -> String {
        let url = self.articles.get(source.article).and_then(|cited| cited.article.url.as_deref());
        let site = markdown(&source.site);
        let site = match url.and_then(address) {
            Some(url) => format!("[{site}]({url})"),
            None => site,
        };
        let record = source.record.as_ref().map(|record| format!(" `{record}`"));
        let (date, number) = (markdown(&source.date), source.article + 1);
        format!("{site}, {date} \\[{number}\\]{}", record.unwrap_or_default())
    }
}

fn push_table(out: &mut String, table: &Table) {
    let mut push_row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| markdown(cell)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    push_row(&table.head);
    push_row(&vec!["---".to_owned(); table.head.len()]);
    table.rows.iter().for_each(|row| push_row(row));
    out.push('\n');
}
