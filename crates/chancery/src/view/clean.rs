//! Makes the text of a page harmless for where it is shown.
//!
//! Goes in: words that somebody else wrote, titles and addresses included.
//! Comes out: the same words without characters that steer a terminal or turn
//! the direction of the line, and escaped for HTML or Markdown. Nothing is
//! shown without passing here.

/// Returns whether a character steers what shows it, rather than being shown:
/// terminal controls, marks that turn the direction of text, and characters
/// without width that hide inside words.
///
/// The joiners U+200C and U+200D stay: Persian and the scripts of India are
/// misspelt without them.
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061C}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// Returns the text on one line, without characters that steer.
pub(crate) fn line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !steers(character) {
            clean.push(character);
        }
    }
    clean
}

/// Returns the text for HTML, inside an element or a quoted attribute.
pub(crate) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in line(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Returns the text for Markdown, so that nothing in it is markup, HTML or a
/// link.
pub(crate) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in line(text).chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Returns the address, if it is one that a reader may be led to: `http` or
/// `https`, and without characters that end an attribute or a link.
pub(crate) fn address(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !known || rest.is_empty() || url.chars().any(|c| steers(c) || c.is_whitespace()) {
        return None;
    }
    let mut safe = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            '"' => safe.push_str("%22"),
            '\'' => safe.push_str("%27"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '\\' => safe.push_str("%5C"),
            '`' => safe.push_str("%60"),
            _ => safe.push(character),
        }
    }
    Some(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_and_direction_controls_go() {
        assert_eq!(line("a\u{1b}[31mb\u{9b}c\u{7}\u{202e}d\u{2066}\n\te"), "a[31mbcd e");
        assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn only_web_addresses_are_led_to() {
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address("java\nscript://x"), None);
        assert_eq!(address("data:text/html,x"), None);
        assert_eq!(address("javascript://x/%0Aalert(1)"), None);
        let quoted = address("HTTPS://news.example/a?q=\"><b>(1)");
        assert_eq!(quoted.as_deref(), Some("HTTPS://news.example/a?q=%22%3E%3Cb%3E%281%29"));
    }

    #[test]
    fn markup_is_shown_as_it_was_written() {
        assert_eq!(html("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
        assert_eq!(markdown("[x](javascript:y) *a* <i>"), r"\[x\](javascript:y) \*a\* &lt;i&gt;");
    }
}
