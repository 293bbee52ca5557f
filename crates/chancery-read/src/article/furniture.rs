//! Words of a page that are no words of its article.
//!
//! The patterns, with the reason for each, are in
//! `languages/en/furniture.tsv`; this module reads and applies them.

use std::sync::LazyLock;

/// How a pattern is held against a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The line is the pattern.
    Line,
    /// A short line begins with the pattern.
    Start,
    /// A short line ends with the pattern.
    End,
    /// A short line has the pattern anywhere.
    Inside,
}

struct Pattern {
    place: Place,
    words: &'static str,
}

/// Longest line that can be furniture; longer ones tell something.
const MAX_LINE: usize = 260;

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    include_str!("../../../../languages/en/furniture.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let place = match fields.next()? {
                "line" => Place::Line,
                "start" => Place::Start,
                "end" => Place::End,
                "inside" => Place::Inside,
                _ => return None,
            };
            Some(Pattern { place, words: fields.next()? })
        })
        .collect()
});

/// Returns whether the line is furniture.
pub(super) fn is_furniture(line: &str) -> bool {
    if line.len() > MAX_LINE {
        return false;
    }
    let key = key(line);
    if !key.chars().any(char::is_alphanumeric) {
        return !line.is_empty() && !line.contains(['$', '€', '£', '%']);
    }
    PATTERNS.iter().any(|pattern| match pattern.place {
        Place::Line => key == pattern.words,
        Place::Start => key
            .strip_prefix(pattern.words)
            .is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric())),
        Place::End => key.ends_with(pattern.words),
        Place::Inside => key.contains(pattern.words),
    })
}

/// Returns the form in which lines are compared: lower case, one kind of
/// apostrophe, no punctuation around.
pub(super) fn key(line: &str) -> String {
    let mut key = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        for char in word.chars() {
            match char {
                '’' | '‘' => key.push('\''),
                // Nearly all: to look others up takes as long as all else here.
                char if char.is_ascii() => key.push(char.to_ascii_lowercase()),
                _ => key.extend(char.to_lowercase()),
            }
        }
    }
    let is_edge = |char: char| !char.is_alphanumeric() && !matches!(char, '©' | '$' | '€' | '£');
    key.trim_matches(is_edge).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_pattern_in_the_form_compared_with_a_reason() {
        let rows = include_str!("../../../../languages/en/furniture.tsv")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut count = 0;
        for row in rows {
            let fields: Vec<&str> = row.split('\t').collect();
            assert_eq!(fields.len(), 3, "three fields: {row}");
            assert_eq!(fields[1], fields[1].to_lowercase(), "lower case: {row}");
            assert!(!fields[2].is_empty(), "a reason: {row}");
            count += 1;
        }
        assert_eq!(count, PATTERNS.len(), "every row has a known place");
    }

    #[test]
    fn sentences_with_words_of_furniture_stay() {
        for line in [
            "Readers were told to read more books.",
            "The minister signed up for the programme.",
            "Advertisement of the post drew many replies from abroad.",
            "Follow-up talks are set for May.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn share_rows_and_pointers_are_furniture() {
        for line in [
            "Advertisement banner",
            "Cover Image",
            "View post on X",
            "Read more: Ministers meet again",
            "SEE ALSO: Talks in pictures",
            "Sign up for our daily newsletter",
            "Copyright © 2026 The Example. All rights reserved.",
            "Media playback is unsupported on your device",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }
}
