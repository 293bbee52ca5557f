//! Sentences cut to a length that a line has room for.
//!
//! Goes in: words, or a sentence in its three parts. Comes out: no more than
//! fits, cut between words and marked with an ellipsis; the evidence stays
//! longest. HTML shows sentences whole and needs none of this.

use super::document::Source;

/// A sentence longer than this is cut around its evidence.
const LONGEST_SENTENCE: usize = 240;

/// Returns the first characters, with an ellipsis where there are more.
pub(crate) fn cut(words: &str, longest: usize) -> String {
    if words.chars().count() <= longest {
        return words.to_owned();
    }
    let mut kept: String = words.chars().take(longest).collect();
    if let Some(space) = kept.rfind(' ') {
        kept.truncate(space);
    }
    kept.push('…');
    kept
}

/// Returns the sentence in its three parts, cut around the evidence where it is
/// too long.
pub(crate) fn excerpt(source: &Source) -> (String, String, String) {
    let Source { before, evidence, after, .. } = source;
    let lengths = [before, evidence, after].map(|part| part.chars().count());
    if lengths.iter().sum::<usize>() <= LONGEST_SENTENCE {
        return (before.clone(), evidence.clone(), after.clone());
    }
    if lengths[1] > LONGEST_SENTENCE {
        let before = if before.trim().is_empty() { "" } else { "…" };
        return (before.to_owned(), cut(evidence, LONGEST_SENTENCE), String::new());
    }
    let evidence = evidence.clone();
    let room = LONGEST_SENTENCE.saturating_sub(evidence.chars().count());
    let half = room / 2;
    let before_room = if lengths[2] < half { room - lengths[2] } else { half };
    let after_room = room - before_room.min(lengths[0]);
    (cut_front(before, before_room), evidence, cut(after, after_room))
}

/// Returns the last characters, with an ellipsis where there are more.
fn cut_front(words: &str, longest: usize) -> String {
    let length = words.chars().count();
    if length <= longest {
        return words.to_owned();
    }
    let kept: String = words.chars().skip(length - longest).collect();
    let start = kept.find(' ').map_or(kept.len(), |space| space + 1);
    format!("…{}", &kept[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentence_is_cut_around_its_evidence() {
        let source = Source {
            article: 0,
            site: String::new(),
            date: String::new(),
            start: 0,
            before: "before ".repeat(60),
            evidence: "the evidence".into(),
            after: " after".repeat(60),
            record: None,
        };
        let (before, evidence, after) = excerpt(&source);
        assert!(before.starts_with("…before") && after.ends_with("after…"), "{before}|{after}");
        assert_eq!(evidence, "the evidence");
        let length = [&before, &evidence, &after].map(|part| part.chars().count());
        assert!(length.iter().sum::<usize>() <= LONGEST_SENTENCE + 2);
    }
}
