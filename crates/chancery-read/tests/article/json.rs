//! Articles that are text already.

use chancery_model::{BlockKind, DateSource, Form, Page};

use super::{FIRST, SECOND, of_kind, read};

fn json(text: &str) -> (chancery_model::Article, Vec<String>) {
    let page = Page::new(text, Form::Json);
    let (_, problems) = chancery_read::article::article(&page);
    (read(page), problems.into_iter().map(|problem| problem.code.into_owned()).collect())
}

#[test]
fn text_is_not_changed_by_a_byte() {
    let text = format!("  Advertisement\r\n\r\n{FIRST}\u{a0}\n\n The River\n\n{SECOND}\n");
    let quoted = text.replace('\r', "\\r").replace('\n', "\\n");
    let object = format!(
        r#"{{"id": "n1", "url": "https://h.example/a", "site": "Harbour Post", "title": "Envoys meet", "published": "2031-03-03", "text": "{quoted}"}}"#
    );
    let (article, problems) = json(&object);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(article.text, text);
    assert_eq!(article.source_id.as_deref(), Some("n1"));
    assert_eq!(article.title.as_deref(), Some("Envoys meet"));
    assert_eq!(article.published.unwrap().source, DateSource::Given);
    assert_eq!(of_kind(&article, BlockKind::Paragraph), [FIRST, SECOND]);
    assert_eq!(of_kind(&article, BlockKind::Heading), ["The River"]);
    assert_eq!(article.id.len(), "sha256:".len() + 64);
}

#[test]
fn absent_and_wrong_fields_are_no_failure() {
    let (article, problems) = json(
        r#"{"id": 7, "url": null, "title": {"a": 1}, "published": "soon", "text": "A line."}"#,
    );
    assert_eq!(article.source_id.as_deref(), Some("7"));
    assert_eq!((article.url, article.title, article.published), (None, None, None));
    assert_eq!(problems, ["field-of-wrong-type", "field-not-a-date"]);
    assert_eq!(article.text, "A line.");
}

#[test]
fn what_is_no_json_object_is_an_empty_article_with_a_problem() {
    for text in ["", "{", "[1, 2]", "<html></html>", "null"] {
        let (article, problems) = json(text);
        assert_eq!(article.text, "");
        assert_eq!(problems, ["page-not-json"], "{text}");
    }
    assert_eq!(json(r#"{"text": null}"#).1, ["page-without-body"]);
}
