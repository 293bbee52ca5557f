//! What holds for every article, whatever the page.

use chancery_model::{Article, Form, Page};
use proptest::prelude::*;

use super::{FIRST, SECOND, THIRD, page, read};

/// Panics where a law of blocks does not hold.
pub(super) fn check(article: &Article, form: Form) {
    let mut end = 0;
    let mut covered = String::new();
    for block in &article.blocks {
        let (span, text) = (block.span, &article.text);
        assert!(span.start <= span.end && span.end <= text.len(), "spans lie in the text");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        assert!(span.start >= end, "spans are in order and do not overlap");
        let gap = &text[end..span.start];
        if form == Form::Html {
            let parted = gap == "\n\n" || (gap.is_empty() && (end == 0 || span.is_empty()));
            assert!(parted, "blank lines part the blocks: {gap:?}");
            assert!(
                !span.is_empty() || block.href.is_some(),
                "a block without words has an address"
            );
            let words = span.of(text);
            let normal = words.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words, normal, "whitespace is normal inside a block");
        }
        covered.push_str(span.of(text));
        end = span.end;
    }
    if form == Form::Html {
        assert_eq!(end, article.text.len(), "blocks cover the text");
    }
    assert!(article.id.starts_with("sha256:") && article.id.len() == 71);
}

/// Returns pieces that pages are made of, good and bad.
fn piece() -> impl Strategy<Value = String> {
    let tags = [
        "p",
        "div",
        "span",
        "b",
        "i",
        "a",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "blockquote",
        "figure",
        "figcaption",
        "h2",
        "form",
        "section",
        "select",
        "svg",
        "noscript",
        "title",
        "iframe",
        "template",
        "button",
        "dl",
        "dt",
        "em",
    ];
    prop_oneof![
        4 => prop::sample::select(tags.to_vec()).prop_map(|tag| format!("<{tag}>")),
        4 => prop::sample::select(tags.to_vec()).prop_map(|tag| format!("</{tag}>")),
        2 => prop::sample::select(vec![FIRST, SECOND, THIRD]).prop_map(str::to_owned),
        2 => "[a-zé“ .\n\u{a0}]{0,40}",
        1 => prop::sample::select(vec![
            "<!--", "-->", "<", "</", "<p class=\"", "\">", "&amp;", "&#0;", "&bogus;", "\0", "<br><br>", "<img>",
            "<p class='caption' id=x>", "<script>", "</script>", "<a href=https://x.com/a/status/1>", "<![CDATA[", "<?x",
        ]).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_cover_the_text_of_any_markup(pieces in prop::collection::vec(piece(), 0..120)) {
        read(Page::new(page("", &pieces.concat()), Form::Html));
    }

    #[test]
    fn any_bytes_give_an_article(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for form in [Form::Html, Form::Text, Form::Json] {
            read(Page::new(bytes.clone(), form));
        }
    }

    #[test]
    fn blocks_of_plain_text_are_in_order(lines in prop::collection::vec("[A-Za-z0-9 ,.|•“”©:/-]{0,120}\r?\n?", 0..30)) {
        read(Page::new(lines.concat(), Form::Text));
        let quoted = lines.concat().replace('\r', "\\r").replace('\n', "\\n");
        let object = format!("{{\"text\": \"{quoted}\"}}");
        let article = read(Page::new(object, Form::Json));
        prop_assert_eq!(article.text, lines.concat());
    }

    #[test]
    fn reading_twice_gives_equal_articles(pieces in prop::collection::vec(piece(), 0..60)) {
        let source = Page::new(page("", &pieces.concat()), Form::Html);
        prop_assert_eq!(read(source.clone()), read(source));
    }
}
