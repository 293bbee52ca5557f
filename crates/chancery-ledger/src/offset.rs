//! Offsets: from bytes of an article's text to the code points of the file.
//!
//! SQL's `substr` counts code points, as the wire form does.

use chancery_model::Span;

/// Bytes between two noted counts: few enough to count through, many enough
/// that the notes stay small beside the text.
const STRIDE: usize = 256;

/// Turns byte offsets of one text into code points.
pub(crate) struct CodePoints<'a> {
    bytes: &'a [u8],
    /// How many code points start before each stride, or nothing for ASCII.
    before: Option<Vec<usize>>,
}

impl<'a> CodePoints<'a> {
    pub(crate) fn of(text: &'a str) -> CodePoints<'a> {
        let bytes = text.as_bytes();
        let before = (!text.is_ascii()).then(|| {
            let mut sum = 0;
            let mut before = vec![0];
            for stride in bytes.chunks(STRIDE) {
                sum += starts(stride);
                before.push(sum);
            }
            before
        });
        CodePoints { bytes, before }
    }

    /// Returns how many code points start before the byte; an offset past the
    /// end is the end.
    pub(crate) fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        let Some(before) = &self.before else { return byte };
        let stride = byte / STRIDE;
        before[stride] + starts(&self.bytes[stride * STRIDE..byte])
    }

    /// Returns the span in code points.
    pub(crate) fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_those_of_the_prefix() {
        let text = "Señor Núñez – “no” ".repeat(60);
        let points = CodePoints::of(&text);
        for (at, _) in text.char_indices() {
            assert_eq!(points.at(at), text[..at].chars().count());
        }
        assert_eq!(points.at(text.len() + 9), text.chars().count());
        assert_eq!(CodePoints::of("plain").at(3), 3);
    }
}
