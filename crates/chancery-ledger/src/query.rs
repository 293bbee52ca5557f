//! Search words: what a person types, made into an expression of FTS5.
//!
//! Every word becomes a quoted string of FTS5, so that nothing typed is taken
//! for an operator. Words are all wanted; words in quotes are wanted in that
//! order; a star at the end of a word stands for any ending; a hyphenated word
//! is a phrase. There is no OR, NOT or NEAR.

/// Returns the expression, or nothing where there is no word in the query.
pub(crate) fn expression(query: &str) -> Option<String> {
    let mut expression = String::new();
    for (piece, quoted) in pieces(query) {
        if quoted {
            push(&mut expression, piece, false);
        } else {
            for word in piece.split(|c: char| c.is_whitespace() || c.is_control()) {
                push(&mut expression, word.trim_end_matches('*'), word.ends_with('*'));
            }
        }
    }
    (!expression.is_empty()).then_some(expression)
}

/// Returns the parts outside and inside quotes; an open quote closes at the
/// end.
fn pieces(query: &str) -> impl Iterator<Item = (&str, bool)> {
    let is_quote = |c| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    query.split(is_quote).enumerate().map(|(i, piece)| (piece, i % 2 == 1))
}

fn push(expression: &mut String, words: &str, is_prefix: bool) {
    if !words.chars().any(char::is_alphanumeric) {
        return;
    }
    if !expression.is_empty() {
        expression.push(' ');
    }
    expression.push('"');
    // FTS5 ends an expression at a NUL; no quote is left inside a piece.
    expression.extend(words.chars().map(|c| if c.is_control() { ' ' } else { c }));
    expression.push('"');
    if is_prefix {
        expression.push('*');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_endings_become_quoted_strings() {
        let of = |query| expression(query).unwrap();
        assert_eq!(of("talks NOT held"), r#""talks" "NOT" "held""#);
        assert_eq!(of("\"White House\" visit*"), r#""White House" "visit"*"#);
        assert_eq!(of("“trade war” x"), r#""trade war" "x""#);
        assert_eq!(of("text:deal (a^2"), r#""text:deal" "(a^2""#);
        assert_eq!(of("open \"quote here"), r#""open" "quote here""#);
    }

    #[test]
    fn a_query_without_a_word_is_nothing() {
        for query in ["", "  ", "\"\"", "* - ()", "\u{0}"] {
            assert_eq!(expression(query), None, "{query:?}");
        }
    }
}
