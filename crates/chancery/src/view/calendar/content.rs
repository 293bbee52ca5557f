//! Content lines of iCalendar: a name, a value, folded and ended as RFC 5545 asks.
//!
//! Goes in: names and values that hold no line break, or text. Comes out: lines of
//! at most 75 octets, ended by CR LF, no character cut in two. It does not know
//! which properties there are.

/// The most octets of a line, without its end.
const WIDEST: usize = 75;

/// Content lines so far.
#[derive(Default)]
pub(super) struct Content {
    text: String,
}

impl Content {
    /// Adds a property whose value is no text and stands as it is.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for character in format!("{name}:{value}").chars() {
            if octets + character.len_utf8() > WIDEST {
                // The space that begins a further line is one of its octets.
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(character);
            octets += character.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// Adds a property whose value is text.
    pub(super) fn add_text(&mut self, name: &str, text: &str) {
        self.add(name, &escaped(text));
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Returns the text without characters that mean something in a value.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            // Whatever else would end the line, or is no text.
            control if control.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(name: &str, text: &str) -> String {
        let mut content = Content::default();
        content.add_text(name, text);
        content.into_text()
    }

    #[test]
    fn no_line_is_wider_than_75_octets_and_unfolding_gives_the_text_back() {
        for text in ["x".repeat(66), "x".repeat(67), "x".repeat(68), "é€𝄞 ".repeat(60)] {
            let content = added("SUMMARY", &text);
            for line in content.split_terminator("\r\n") {
                assert!(line.len() <= 75, "{} {line}", line.len());
            }
            assert_eq!(content.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
        }
        assert_eq!(added("SUMMARY", &"x".repeat(67)).lines().count(), 1);
        assert_eq!(added("SUMMARY", &"x".repeat(68)).lines().count(), 2);
    }

    #[test]
    fn text_is_escaped_and_cannot_begin_a_line() {
        let content = added("SUMMARY", "talks; in Oslo, at 5\\6\nnext\rEND:VEVENT\u{7}");
        assert_eq!(content, "SUMMARY:talks\\; in Oslo\\, at 5\\\\6\\nnextEND:VEVENT\r\n");
    }
}
