//! Documents as text for a terminal.
//!
//! Goes in: a [`Document`], a width and styles. Comes out: text wrapped at the
//! width, which reads the same without its styles. Widths are counted in
//! characters: a script with wide characters wraps late.

use super::clean;
use super::document::{
    Cited, Column, Document, Item, Line, Run, Section, Source, Table, site, title,
};
use super::excerpt::{cut, excerpt};

/// How a document is put on a terminal.
#[derive(Clone, Copy, Debug)]
pub struct TextOptions {
    /// The width of a line, in characters; at least 40 is used.
    pub width: usize,
    /// The marks around words by their role.
    pub styles: Styles,
}

impl Default for TextOptions {
    fn default() -> TextOptions {
        TextOptions { width: 80, styles: Styles::plain() }
    }
}

/// What is put before and after words by their role: nothing, or the escapes
/// of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Styles {
    /// The title of the document.
    pub title: Style,
    /// Titles of sections and the words over groups.
    pub heading: Style,
    /// Names of those who act and speak.
    pub name: Style,
    /// Standing, counts, status.
    pub note: Style,
    /// The sentence behind a line.
    pub source: Style,
    /// The words of the sentence that the line rests on.
    pub evidence: Style,
}

/// A pair of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// What stands before.
    pub on: &'static str,
    /// What stands after.
    pub off: &'static str,
}

impl Styles {
    /// Returns styles that add nothing.
    pub fn plain() -> Styles {
        let plain = Style::default();
        Styles {
            title: plain,
            heading: plain,
            name: plain,
            note: plain,
            source: plain,
            evidence: plain,
        }
    }

    /// Returns styles in the escapes that every terminal knows.
    pub fn ansi() -> Styles {
        const OFF: &str = "\u{1b}[0m";
        let style = |on| Style { on, off: OFF };
        Styles {
            title: style("\u{1b}[1m"),
            heading: style("\u{1b}[1;36m"),
            name: style("\u{1b}[1m"),
            note: style("\u{1b}[33m"),
            source: style("\u{1b}[2m"),
            evidence: style("\u{1b}[4m"),
        }
    }
}

/// A quotation longer than this is cut: its sentence follows anyway.
const LONGEST_QUOTATION: usize = 200;

/// The width of the column of dates.
const DATES: usize = 15;

impl Document {
    /// Returns the document as text for a terminal, with a line feed at the
    /// end.
    pub fn text(&self, options: &TextOptions) -> String {
        let mut page = Page::new(options);
        page.single = self.single;
        let styles = &options.styles;
        page.paragraph(0, &[(styles.title, self.title.clone())]);
        if !self.facts.is_empty() {
            page.paragraph(0, &[(styles.note, self.facts.join(" · "))]);
        }
        for section in &self.sections {
            page.section(section);
        }
        if !self.articles.is_empty() && !self.single {
            page.out.push('\n');
            page.paragraph(0, &[(styles.heading, "Articles".to_owned())]);
            for (index, cited) in self.articles.iter().enumerate() {
                page.article(index, cited);
            }
        }
        page.out
    }
}

/// The text so far.
pub(crate) struct Page<'o> {
    pub(crate) out: String,
    options: &'o TextOptions,
    single: bool,
}

impl<'o> Page<'o> {
    pub(crate) fn new(options: &'o TextOptions) -> Page<'o> {
        Page { out: String::new(), options, single: false }
    }

    /// Adds words, wrapped, each line after so many spaces.
    pub(crate) fn paragraph(&mut self, indent: usize, words: &[(Style, String)]) {
        self.hanging(indent, "", words);
    }

    /// Adds words, wrapped, with a label in the indent of the first line.
    pub(crate) fn hanging(&mut self, indent: usize, label: &str, words: &[(Style, String)]) {
        let width = self.options.width.max(40);
        let label: String = label.to_owned();
        let filled = label.chars().count();
        self.out.push_str(&label);
        self.out.extend(std::iter::repeat_n(' ', indent.saturating_sub(filled)));
        let mut column = indent.max(filled);
        let mut open = Style::default();
        let mut at_start = true;
        for Unit { pieces, spaced } in units(words) {
            let length: usize = pieces.iter().map(|(_, word)| word.chars().count()).sum();
            let gap = usize::from(spaced && !at_start);
            if !at_start && spaced && column + gap + length > width {
                self.switch(&mut open, Style::default());
                self.out.push('\n');
                self.out.extend(std::iter::repeat_n(' ', indent));
                column = indent;
            } else if gap == 1 {
                // A space inside one style keeps it, so that underlines join.
                if pieces.first().is_none_or(|(style, _)| *style != open) {
                    self.switch(&mut open, Style::default());
                }
                self.out.push(' ');
                column += 1;
            }
            for (style, word) in &pieces {
                self.switch(&mut open, *style);
                self.out.push_str(word);
            }
            column += length;
            at_start = false;
        }
        self.switch(&mut open, Style::default());
        self.out.push('\n');
    }

    fn switch(&mut self, open: &mut Style, to: Style) {
        if *open != to {
            self.out.push_str(open.off);
            self.out.push_str(to.on);
            *open = to;
        }
    }

    fn section(&mut self, section: &Section) {
        let styles = &self.options.styles;
        self.out.push('\n');
        self.paragraph(0, &[(styles.heading, section.title.to_owned())]);
        if section.items.is_empty() {
            self.paragraph(2, &[(Style::default(), section.empty.to_owned())]);
        }
        for (index, item) in section.items.iter().enumerate() {
            match item {
                Item::Heading(words) => {
                    if index > 0 {
                        self.out.push('\n');
                    }
                    self.paragraph(2, &[(styles.name, words.clone())]);
                }
                Item::Line(line) => self.line(line),
                Item::Chart(chart) => {
                    self.paragraph(2, &[(Style::default(), chart.caption.clone())]);
                }
                Item::Table(table) => self.table(table),
                Item::Beside(left, right) => {
                    if index > 0 && !matches!(section.items[index - 1], Item::Heading(_)) {
                        self.out.push('\n');
                    }
                    self.column(left);
                    self.column(right);
                }
            }
        }
        if let Some(more) = &section.more {
            self.paragraph(2, &[(styles.note, format!("… and {more}"))]);
        }
    }

    /// Adds a table in columns where they fit, else a paragraph a row.
    fn table(&mut self, table: &Table) {
        let styles = &self.options.styles;
        let clean = |row: &Vec<String>| -> Vec<String> {
            row.iter().map(|cell| clean::line(cell)).collect()
        };
        let rows: Vec<Vec<String>> =
            std::iter::once(&table.head).chain(&table.rows).map(clean).collect();
        let width = |place: usize| {
            let cells = rows.iter().filter_map(|row| row.get(place));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..table.head.len()).map(width).collect();
        let fits = 2 + widths.iter().map(|width| width + 2).sum::<usize>() <= self.options.width;
        for (number, row) in rows.iter().enumerate() {
            if fits {
                let style = if number == 0 { styles.note } else { Style::default() };
                let cells =
                    row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}  "));
                let line: String = cells.collect();
                self.out.push_str("  ");
                self.out.push_str(style.on);
                self.out.push_str(line.trim_end());
                self.out.push_str(style.off);
                self.out.push('\n');
            } else if number > 0 {
                let cells = row.iter().zip(&rows[0]).skip(1);
                let cells: Vec<String> =
                    cells.map(|(cell, head)| format!("{head} {cell}")).collect();
                let name = row.first().cloned().unwrap_or_default();
                let words =
                    [(styles.name, name), (Style::default(), format!(": {}", cells.join("; ")))];
                self.paragraph(2, &words);
            }
        }
    }

    fn column(&mut self, column: &Column) {
        let styles = &self.options.styles;
        if column.lines.is_empty() {
            let words = [
                (styles.note, format!("{}:", column.label)),
                (Style::default(), format!(" {}", column.empty)),
            ];
            self.paragraph(2, &words);
            return;
        }
        self.paragraph(2, &[(styles.note, format!("{}:", column.label))]);
        for line in &column.lines {
            self.line(line);
        }
    }

    fn line(&mut self, line: &Line) {
        let styles = &self.options.styles;
        let mut words: Vec<(Style, String)> = line.words.iter().map(|run| self.run(run)).collect();
        if !line.notes.is_empty() {
            words.push((Style::default(), " ".to_owned()));
            words.push((styles.note, format!("[{}]", line.notes.join("; "))));
        }
        let date = if line.date.chars().count() >= DATES {
            words.insert(0, (styles.note, format!("{}: ", line.date)));
            String::new()
        } else {
            clean::line(&line.date)
        };
        self.hanging(2 + DATES, &format!("  {date}"), &words);
        if let Some(history) = &line.history {
            self.paragraph(4 + DATES, &[(styles.note, format!("history: {history}"))]);
        }
        self.source(&line.source);
        if !line.also.is_empty() {
            let mut also: Vec<String> = line.also.iter().map(label).collect();
            if line.n_more_sources > 0 {
                also.push(format!("and {} more", line.n_more_sources));
            }
            self.paragraph(4 + DATES, &[(styles.source, format!("also {}", also.join("; ")))]);
        }
    }

    fn run(&self, run: &Run) -> (Style, String) {
        let styles = &self.options.styles;
        match run {
            Run::Plain(words) => (Style::default(), words.clone()),
            Run::Name(words) => (styles.name, words.clone()),
            Run::Quoted(words) => {
                (Style::default(), format!("“{}”", cut(words, LONGEST_QUOTATION)))
            }
            Run::Reported(words) => (Style::default(), cut(words, LONGEST_QUOTATION)),
        }
    }

    fn source(&mut self, source: &Source) {
        let styles = &self.options.styles;
        let (before, evidence, after) = excerpt(source);
        let label = if self.single { String::new() } else { format!("{}: ", label(source)) };
        let words = [
            (styles.source, label),
            (styles.source, before),
            (styles.evidence, evidence),
            (styles.source, after),
        ];
        self.hanging(4 + DATES, &" ".repeat(2 + DATES), &words);
    }

    fn article(&mut self, index: usize, cited: &Cited) {
        let article = &cited.article;
        let number = format!("[{}]", index + 1);
        let date = super::date::day_or_undated(article.published.map(|published| published.date));
        let mut words = vec![
            (Style::default(), format!("{}, {date}: ", site(article))),
            (self.options.styles.name, title(article)),
        ];
        if let Some(url) = &article.url {
            words.push((Style::default(), format!(" {url}")));
        }
        words.push((self.options.styles.source, format!(" {}", article.id)));
        self.hanging(6, &number, &words);
    }
}

/// Returns the site, the date and the number of the article.
fn label(source: &Source) -> String {
    let record = source.record.as_ref().map(|record| format!(" {record}")).unwrap_or_default();
    format!("{}, {} [{}]{record}", source.site, source.date, source.article + 1)
}

/// Words that no line break may part: pieces without a space between them.
struct Unit {
    pieces: Vec<(Style, String)>,
    spaced: bool,
}

fn units(words: &[(Style, String)]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut spaced = true;
    for (style, words) in words {
        let clean = clean::line(words);
        for part in clean.split_inclusive(' ') {
            let word = part.trim_end();
            if !word.is_empty() {
                match units.last_mut() {
                    Some(unit) if !spaced => unit.pieces.push((*style, word.to_owned())),
                    _ => units.push(Unit { pieces: vec![(*style, word.to_owned())], spaced: true }),
                }
                spaced = false;
            }
            spaced |= part.ends_with(' ');
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, styles: Styles, words: &[(Style, String)]) -> String {
        let options = TextOptions { width, styles };
        let mut page = Page::new(&options);
        page.hanging(4, "ab", words);
        page.out
    }

    #[test]
    fn lines_wrap_at_the_width_under_their_indent() {
        let words = [(Style::default(), "one two three four five six seven eight nine".to_owned())];
        let out = page(40, Styles::plain(), &words);
        assert_eq!(out, "ab  one two three four five six seven\n    eight nine\n");
    }

    #[test]
    fn style_ends_with_its_line_and_spans_the_spaces_inside() {
        let styles = Styles::ansi();
        let words = [(styles.evidence, "a b".to_owned()), (Style::default(), ", c".to_owned())];
        assert_eq!(page(40, styles, &words), "ab  \u{1b}[4ma b\u{1b}[0m, c\n");
    }

    #[test]
    fn escapes_of_a_page_do_not_reach_the_terminal() {
        let words = [(Style::default(), "a\u{1b}[2Jb \u{202e}c".to_owned())];
        assert_eq!(page(40, Styles::plain(), &words), "ab  a[2Jb c\n");
    }
}
