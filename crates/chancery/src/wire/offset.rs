//! Turns offsets in UTF-8 bytes into offsets in code points, and back.
//!
//! Most characters of most texts are one byte, and between those that are not
//! both offsets go in step: noting where the wider ones end is enough, and an
//! offset is found by halving the list of them.

use super::Error;
use chancery_model::Span;

/// An index over one text, to look up offsets with.
pub(super) struct Offsets {
    /// The end of every character of more than one byte, in order.
    wide: Vec<Place>,
    /// The end of the text.
    end: Place,
}

/// A place in the text.
#[derive(Clone, Copy, Default)]
struct Place {
    byte: usize,
    point: usize,
}

impl Offsets {
    pub(super) fn new(text: &str) -> Offsets {
        let mut wide = Vec::new();
        let mut last = Place::default();
        let mut rest = text;
        while let Some(plain) = rest.bytes().position(|byte| !byte.is_ascii()) {
            let width = rest[plain..].chars().next().map_or(1, char::len_utf8);
            last = Place { byte: last.byte + plain + width, point: last.point + plain + 1 };
            wide.push(last);
            rest = &rest[plain + width..];
        }
        let end = Place { byte: text.len(), point: last.point + rest.len() };
        Offsets { wide, end }
    }

    /// Returns the span in code points. An offset inside a character counts as
    /// its end, and one behind the text as the text's end.
    pub(super) fn to_points(&self, span: Span) -> (usize, usize) {
        (self.point(span.start), self.point(span.end))
    }

    /// Returns the span in bytes.
    pub(super) fn to_bytes(&self, start: usize, end: usize) -> Result<Span, Error> {
        if start > end || end > self.end.point {
            return Err(Error::Span { start, end, length: self.end.point });
        }
        Ok(Span::new(self.byte(start), self.byte(end)))
    }

    fn point(&self, byte: usize) -> usize {
        let next = self.wide.partition_point(|place| place.byte <= byte);
        let from = self.before(next);
        let most = self.wide.get(next).unwrap_or(&self.end).point;
        most.min(from.point + (byte - from.byte))
    }

    /// Returns the byte at which the code point starts; `point` is at most that
    /// of the end.
    fn byte(&self, point: usize) -> usize {
        let from = self.before(self.wide.partition_point(|place| place.point <= point));
        from.byte + (point - from.point)
    }

    /// Returns the end of the wide character before that one.
    fn before(&self, next: usize) -> Place {
        next.checked_sub(1).map_or_else(Place::default, |last| self.wide[last])
    }
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
