//! The form under which words are compared: lower case, without accents.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Writes the folded form of `word` into `buffer`, which it empties first.
///
/// Typographic apostrophes become plain ones; letters that have no
/// decomposition (ø, ł, đ, ı, ß) become their usual Latin spelling.
pub(crate) fn fold_into(word: &str, buffer: &mut String) {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
        return;
    }
    for c in word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02BB}' => buffer.push('\''),
            'ø' => buffer.push('o'),
            'ł' => buffer.push('l'),
            'đ' | 'ð' => buffer.push('d'),
            'ı' => buffer.push('i'),
            'ß' => buffer.push_str("ss"),
            'æ' => buffer.push_str("ae"),
            'œ' => buffer.push_str("oe"),
            'þ' => buffer.push_str("th"),
            c if is_combining_mark(c) => {}
            c => buffer.push(c),
        }
    }
}

/// Returns the folded form of `word`.
pub(crate) fn fold(word: &str) -> String {
    let mut buffer = String::with_capacity(word.len());
    fold_into(word, &mut buffer);
    buffer
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_and_apostrophes_do_not_matter() {
        assert_eq!(fold("Støre"), "store");
        assert_eq!(fold("Bogotá"), "bogota");
        assert_eq!(fold("Erdoğan"), "erdogan");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("O’Brien"), "o'brien");
    }
}
