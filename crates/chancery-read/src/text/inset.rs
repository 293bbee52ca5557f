//! Insets: words of a page that stand inside a paragraph and are none of the article's.
//!
//! In: the text of a block. Out: where its teasers stand, titles of other articles that
//! some sites run together behind a person's name, up to the word of their link
//! ("Ada LundAda Marie LundRivals quarrel over fish MORE"); and whether a sentence is
//! one of a gallery of pictures ("Photos: Fish of the north"). What stands in a block of
//! its own is left out when the article is made.

use chancery_model::Span;

/// The word of the link behind a teaser.
const LINK: &str = "MORE";

/// As many words as a name and the titles behind it have, at most.
const MOST_WORDS: usize = 70;

/// As many words as a name has that stands twice, at most.
const MOST_NAMES: usize = 7;

/// A last name has at least so many letters.
const LEAST_LETTERS: usize = 3;

/// Returns where the teasers of a block stand, in order.
pub(super) fn teasers(text: &str, block: Span) -> Vec<Span> {
    let own = block.of(text);
    if !own.contains(LINK) {
        return Vec::new();
    }
    let mut out: Vec<Span> = Vec::new();
    let words = words(own);
    let mut first = 0;
    for (idx, word) in words.iter().enumerate() {
        let Some(end) = link_end(own, word) else { continue };
        let from = first.max(idx.saturating_sub(MOST_WORDS));
        if let Some(start) = begin(own, &words[from..idx]) {
            out.push(Span::new(block.start + start, block.start + end));
        }
        first = idx + 1;
    }
    out
}

/// Returns the words of a block, by place.
fn words(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                out.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// Returns where a link's word ends: before the marks and the clitic behind it.
fn link_end(text: &str, word: &Span) -> Option<usize> {
    let rest = word.of(text).strip_prefix(LINK)?;
    let ends = !rest.starts_with(char::is_alphanumeric);
    ends.then_some(word.start + LINK.len())
}

/// Returns where a teaser begins among the words before its link: behind the first of two
/// last names of which the second runs into a title.
fn begin(text: &str, words: &[Span]) -> Option<usize> {
    for (second, word) in words.iter().enumerate() {
        for last in run_together(word.of(text)) {
            let before = words[second.saturating_sub(MOST_NAMES)..second].iter().enumerate();
            let found = before.rev().find_map(|(idx, first)| {
                let name = first.of(text);
                if name.trim_end_matches(|c: char| !c.is_alphanumeric()) == last {
                    let next = second.saturating_sub(MOST_NAMES) + idx + 1;
                    return Some(words[next].start);
                }
                let glued = run_together(name).any(|known| known == last);
                glued.then_some(first.start + last.len())
            });
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Returns the beginnings of a word that end where a small letter meets a capital one.
fn run_together(word: &str) -> impl Iterator<Item = &str> {
    let mut letters = word.char_indices().zip(word.chars().skip(1));
    std::iter::from_fn(move || {
        letters.find_map(|((at, one), next)| {
            let meets = one.is_lowercase() && next.is_uppercase();
            let part = &word[..at + one.len_utf8()];
            (meets && part.chars().count() >= LEAST_LETTERS).then_some(part)
        })
    })
}

/// Returns whether a sentence is one of a gallery of pictures or films that stands inside
/// the text.
pub(super) fn is_of_gallery(sentence: &str) -> bool {
    let pictures = sentence.trim_start_matches("Hide Caption");
    let number = |words: &str| {
        let mut words = words.split_whitespace();
        let mut digits =
            || words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
        digits() && words.next() == Some("of")
    };
    let films = ["JUST WATCHED ", "MUST WATCH ", "Photos: "];
    pictures.len() < sentence.len() && number(pictures)
        || films.iter().any(|words| sentence.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for span in teasers(text, Span::new(0, text.len())) {
            out.push_str(&text[at..span.start]);
            at = span.end;
        }
        out + &text[at..]
    }

    #[test]
    fn teaser_behind_a_name_is_found() {
        let text = "Sen. Ada LundAda Marie LundRivals quarrel over fish The memo: Cod MORE (R-Bergen) left.";
        assert_eq!(left(text), "Sen. Ada Lund (R-Bergen) left.");
    }

    #[test]
    fn name_may_stand_apart_from_itself_and_hold_a_capital() {
        let text = "Ada McLund Ada Marie McLundFish: who pays for it MORE's aides and Odd BergOdd BergSnow at last MORE met.";
        assert_eq!(left(text), "Ada McLund 's aides and Odd Berg met.");
    }

    #[test]
    fn capitals_without_a_name_before_them_are_no_teaser() {
        for text in ["Ada Lund wants MORE of it.", "An iPhone from McDonald and MORE", "MORE", ""] {
            assert_eq!(left(text), text);
        }
    }

    #[test]
    fn pictures_of_a_gallery_say_so() {
        assert!(is_of_gallery("Hide Caption 3 of 12 Photos: Snow in Bergen"));
        assert!(is_of_gallery("Photos: Snow in Bergen"));
        assert!(is_of_gallery("JUST WATCHED Snow in Bergen Replay More Videos ..."));
        assert!(!is_of_gallery("Photos show the ship."));
        assert!(!is_of_gallery("Hide captions, she said."));
    }
}
