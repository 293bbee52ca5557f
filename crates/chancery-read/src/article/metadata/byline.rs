//! Lines that name authors, a day and a site.
//!
//! In goes one short line, out comes what it names, or nothing where the line
//! is no byline: a date within a sentence is not the day of publication.

use chancery_model::Date;

use super::date;

/// Longest line that can be a byline.
pub(in crate::article) const MAX_LENGTH: usize = 160;

/// What a byline names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::article) struct Byline {
    pub(in crate::article) date: Option<Date>,
    pub(in crate::article) site: Option<String>,
    pub(in crate::article) authors: Vec<String>,
}

/// Words before a date that are no name of a site.
const LABELS: &[&str] = &[
    "published on",
    "published at",
    "published",
    "updated on",
    "last updated",
    "last modified",
    "updated",
    "posted on",
    "posted",
    "first published",
    "issued on",
    "issued",
    "date",
    "on",
    "at",
    "am",
    "pm",
    "a.m",
    "p.m",
    "gmt",
    "utc",
    "est",
    "edt",
    "et",
    "bst",
    "cet",
    "ist",
    "pst",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pdt",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "local time",
];

/// Returns what the line names, if it is a byline.
pub(in crate::article) fn parse(line: &str) -> Option<Byline> {
    let line = line.trim();
    if line.is_empty() || line.len() > MAX_LENGTH {
        return None;
    }
    let Some(found) = date::find_words(line) else {
        let authors = authors(line)?;
        return Some(Byline { authors: vec![authors], ..Byline::default() });
    };
    let mut byline = Byline { date: Some(found.date), ..Byline::default() };
    for side in [&line[..found.start], &line[found.end..]] {
        for part in
            side.split(['|', '•', '·', '—', '–', '\t', '/']).flat_map(|part| part.split(" - "))
        {
            let part = part.trim_matches(|char: char| !char.is_alphanumeric() && char != ')');
            if let Some(name) = authors(part) {
                byline.authors.push(name);
                continue;
            }
            if is_date_alone(part) {
                continue;
            }
            let part = without_labels(part);
            if part.is_empty() {
                continue;
            }
            // Anything but a name makes the line a sentence.
            if !is_name(part) || byline.site.is_some() {
                return None;
            }
            byline.site = Some(part.to_owned());
        }
    }
    Some(byline)
}

/// Returns the names after "By".
fn authors(part: &str) -> Option<String> {
    let word = part.get(..3)?;
    // "By Ann Lee Published Monday": elements of a line without a mark between.
    let names = without_labels(part[3..].trim().trim_end_matches([',', ' ', ';']));
    let is_by = word.eq_ignore_ascii_case("by ");
    (is_by && is_name(names)).then(|| names.to_owned())
}

/// Returns whether a second date is all that the part says.
fn is_date_alone(part: &str) -> bool {
    date::find_words(part).is_some_and(|found| {
        without_labels(&part[..found.start]).is_empty()
            && without_labels(&part[found.end..]).is_empty()
    })
}

/// Returns the part without labels, clock times and zones.
fn without_labels(part: &str) -> &str {
    let mut part = part;
    loop {
        let before = part.len();
        part = part.trim_matches(|char: char| {
            !char.is_alphabetic() && char != ')' || char.is_ascii_digit()
        });
        for label in LABELS {
            if let Some(rest) = strip_word_start(part, label) {
                part = rest;
            }
            if let Some(rest) = strip_word_end(part, label) {
                part = rest;
            }
        }
        if part.len() == before {
            return part;
        }
    }
}

fn strip_word_start<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    (head.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphabetic)).then_some(rest)
}

fn strip_word_end<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(word.len())?;
    let tail = text.get(at..)?;
    let rest = &text[..at];
    (tail.eq_ignore_ascii_case(word) && !rest.ends_with(char::is_alphabetic)).then_some(rest)
}

/// Returns whether the words can be a name: few, most of them capitalised, no
/// sentence.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capitals = words
        .iter()
        .filter(|word| word.starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit()))
        .count();
    let small = |word: &&str| {
        matches!(
            *word,
            "and"
                | "of"
                | "the"
                | "for"
                | "in"
                | "de"
                | "van"
                | "von"
                | "da"
                | "al"
                | "el"
                | "&"
                | "bin"
        )
    };
    let small = words.iter().filter(|word| small(word)).count();
    (1..=12).contains(&words.len())
        && capitals > 0
        && capitals + small == words.len()
        && !text.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_byline_is_parted() {
        let byline = parse("March 05, 2024Harbour Post").unwrap();
        assert_eq!(byline.date, date::parse("2024-03-05"));
        assert_eq!(byline.site.as_deref(), Some("Harbour Post"));
    }

    #[test]
    fn bylines_of_other_shapes_are_read() {
        for (line, site, author) in [
            ("Harbour Post | 5 March 2024", Some("Harbour Post"), None),
            ("By Ann Lee, March 5, 2024", None, Some("Ann Lee")),
            ("By Ann Lee Published Tuesday 5 March 2024 at 16.20", None, Some("Ann Lee")),
            ("Published: 5 March 2024, 10:15 GMT", None, None),
            ("Tuesday, March 5, 2024 at 8:10 PM", None, None),
            (
                "Published Mar 5, 2024 at 4:07 PM | Updated at 5:36 PM CST on Mar 6, 2024",
                None,
                None,
            ),
            (
                "By Ann Lee and Bo Roy | Harbour Post | Mar. 5, 2024",
                Some("Harbour Post"),
                Some("Ann Lee and Bo Roy"),
            ),
        ] {
            let byline = parse(line).unwrap_or_default();
            assert_eq!(byline.date, date::parse("2024-03-05"), "{line}");
            assert_eq!(byline.site.as_deref(), site, "{line}");
            assert_eq!(byline.authors.first().map(String::as_str), author, "{line}");
        }
        assert_eq!(parse("By Ann Lee").unwrap().authors, ["Ann Lee"]);
    }

    #[test]
    fn date_within_a_sentence_is_no_byline() {
        for line in [
            "The treaty was signed on March 5, 2024.",
            "Ministers met on 5 March 2024 in Tallinn",
            "By the time they met, it was over",
            "",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
