//! Turns offsets in UTF-8 bytes into offsets in code points, and back.
//!
//! Counting from the start of the text for each span would make long articles
//! with many records quadratic. Here the text is counted once, with a mark at
//! every [`STEP`] bytes, and an offset is counted from the mark before it.

use super::Error;
use chancery_model::Span;

/// The bytes between two marks: the work of one lookup, and 1/32 of the text
/// as memory.
const STEP: usize = 256;

/// An index over one text, to look up offsets with.
pub(super) struct Offsets<'t> {
    text: &'t [u8],
    /// `marks[i]` is the number of code points that start before byte
    /// `i * STEP`. Empty where the text is ASCII, and both offsets are the same.
    marks: Vec<usize>,
    /// The number of code points in the text.
    length: usize,
}

impl<'t> Offsets<'t> {
    pub(super) fn new(text: &'t str) -> Offsets<'t> {
        if text.is_ascii() {
            return Offsets { text: text.as_bytes(), marks: Vec::new(), length: text.len() };
        }
        let mut length = 0;
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(length);
            length += count_starts(chunk);
        }
        Offsets { text: text.as_bytes(), marks, length }
    }

    /// Returns the span in code points. An offset inside a character counts as
    /// its end, and one behind the text as the text's end.
    pub(super) fn to_points(&self, span: Span) -> (usize, usize) {
        (self.point(span.start), self.point(span.end))
    }

    /// Returns the span in bytes.
    pub(super) fn to_bytes(&self, start: usize, end: usize) -> Result<Span, Error> {
        if start > end || end > self.length {
            return Err(Error::Span { start, end, length: self.length });
        }
        Ok(Span::new(self.byte(start), self.byte(end)))
    }

    fn point(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(last) = self.marks.len().checked_sub(1) else { return byte };
        let idx = (byte / STEP).min(last);
        self.marks[idx] + count_starts(&self.text[idx * STEP..byte])
    }

    /// Returns the byte at which the code point starts; `point` is at most
    /// `self.length`.
    fn byte(&self, point: usize) -> usize {
        if self.marks.is_empty() {
            return point;
        }
        // The first mark is 0, so at least one is not greater than the point.
        let idx = self.marks.partition_point(|mark| *mark <= point).saturating_sub(1);
        let mut missing = point - self.marks[idx];
        for (at, byte) in self.text.iter().enumerate().skip(idx * STEP) {
            if starts_point(*byte) {
                if missing == 0 {
                    return at;
                }
                missing -= 1;
            }
        }
        self.text.len()
    }
}

fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| starts_point(**byte)).count()
}

/// Returns whether the byte of UTF-8 starts a code point, rather than going on
/// with one.
fn starts_point(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Letters, accents apart and joined, joined emoji, flags, right-to-left.
    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-z ,.]{0,300}",
            Just("é".to_owned()),
            Just("e\u{301}".to_owned()),
            Just("👩‍👩‍👧".to_owned()),
            Just("🇨🇴🇺🇸".to_owned()),
            Just("السلام".to_owned()),
            Just("外交部".to_owned()),
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn every_offset_agrees_with_a_naive_count(text in any_text()) {
            let offsets = Offsets::new(&text);
            let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            for (point, byte) in starts.enumerate() {
                prop_assert_eq!(offsets.point(byte), point);
                prop_assert_eq!(offsets.byte(point), byte);
            }
        }

        #[test]
        fn offsets_that_do_not_fit_are_cut_going_out(text in any_text(), byte in 0usize..9000) {
            let offsets = Offsets::new(&text);
            prop_assert!(offsets.point(byte) <= text.chars().count());
        }
    }

    #[test]
    fn a_span_outside_the_text_is_an_error_coming_back() {
        let offsets = Offsets::new("né");
        assert_eq!(offsets.to_bytes(1, 2).unwrap(), Span::new(1, 3));
        assert!(matches!(offsets.to_bytes(0, 3), Err(Error::Span { length: 2, .. })));
        assert!(matches!(offsets.to_bytes(2, 1), Err(Error::Span { .. })));
        assert!(matches!(offsets.to_bytes(0, usize::MAX), Err(Error::Span { .. })));
    }
}
