//! A case of a reading test, and the Markdown that it stands in.
//!
//! A second-level heading is the case's name, the prose under it the reason. A
//! block marked `text` holds the article's text, with the day of publication
//! behind the mark where the case needs one; the block marked `expect` after it
//! holds the records, one a line:
//!
//! ````markdown
//! ## A title does not end a sentence
//!
//! The stop belongs to the abbreviation.
//!
//! ```text date=2026-01-08
//! Gen. Lund left. He did not return.
//! ```
//!
//! ```expect
//! sentence "Gen. Lund left."
//! sentence "He did not return."
//! ```
//! ````

/// A text, and what is expected of it.
pub(super) struct Case {
    /// The heading.
    pub(super) name: String,
    /// The day of publication.
    pub(super) date: Option<String>,
    /// The article's text.
    pub(super) text: String,
    /// The lines of the records.
    pub(super) expected: Vec<String>,
    /// The lines of the Markdown file that hold `expected`.
    at: std::ops::Range<usize>,
}

impl Case {
    /// Returns the kinds of record that the case is about, in its order.
    pub(super) fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = Vec::new();
        for line in &self.expected {
            let kind = line.split(' ').next().unwrap_or("");
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }
}

/// Returns the cases of a Markdown file.
pub(super) fn parse(markdown: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut name = String::new();
    let mut text: Option<(Option<String>, String)> = None;
    let lines: Vec<&str> = markdown.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if let Some(heading) = line.strip_prefix("## ") {
            if text.is_some() {
                return Err(format!("'{name}' expects nothing"));
            }
            heading.trim().clone_into(&mut name);
            continue;
        }
        let Some(mark) = line.strip_prefix("```") else { continue };
        let close = lines[at..].iter().position(|line| *line == "```");
        let end = at + close.ok_or(format!("line {at} opens a block that nothing closes"))?;
        let block = &lines[at..end];
        match mark.split_once(' ').unwrap_or((mark, "")) {
            ("text", date) if !name.is_empty() && text.is_none() => {
                let date = match date.strip_prefix("date=") {
                    Some(date) => Some(date.to_owned()),
                    None if date.is_empty() => None,
                    None => return Err(format!("line {at}: not a date: '{date}'")),
                };
                text = Some((date, block.join("\n")));
            }
            ("expect", "") => {
                let (date, text) = text.take().ok_or(format!("line {at}: no text before it"))?;
                let expected: Vec<String> = block.iter().map(|line| line.to_string()).collect();
                if expected.is_empty() {
                    return Err(format!("'{name}' names no kind of record"));
                }
                if cases.iter().any(|case| case.name == name) {
                    return Err(format!("two cases are named '{name}'"));
                }
                cases.push(Case { name: name.clone(), date, text, expected, at: at..end });
            }
            _ => return Err(format!("line {at}: a block that belongs to no case")),
        }
        at = end + 1;
    }
    if text.is_some() { Err(format!("'{name}' expects nothing")) } else { Ok(cases) }
}

/// Returns the Markdown with what was read in place of what was expected.
pub(super) fn with_answers(markdown: &str, cases: &[Case], read: &[Vec<String>]) -> String {
    let mut lines: Vec<String> = markdown.lines().map(str::to_owned).collect();
    for (case, read) in cases.iter().zip(read).rev() {
        lines.splice(case.at.clone(), read.iter().cloned());
    }
    lines.join("\n") + "\n"
}

#[test]
fn answers_replace_what_was_expected_and_nothing_else() {
    let before = "# T\n\n## A\n\nWhy.\n\n```text date=2026-01-08\nx\n\ny\n```\n\n```expect\nevent\nwhen\n```\n\n## B\n\n```text\nz\n```\n\n```expect\nevent none\n```\n";
    let cases = parse(before).unwrap();
    assert_eq!(cases[0].kinds(), ["event", "when"]);
    assert_eq!((cases[0].date.as_deref(), cases[0].text.as_str()), (Some("2026-01-08"), "x\n\ny"));
    let read = [vec!["event 1".to_owned(), "when 2".to_owned()], vec!["event none".to_owned()]];
    let after = with_answers(before, &cases, &read);
    assert_eq!(after, before.replace("event\nwhen\n", "event 1\nwhen 2\n"));
}

#[test]
fn broken_cases_are_named() {
    let errors = ["## A\n```text\nx\n", "## A\n```text\nx\n```\n", "```expect\nevent\n```\n"];
    for markdown in errors {
        assert!(parse(markdown).is_err(), "{markdown}");
    }
}
