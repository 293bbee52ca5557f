//! An article with its records marked.

use chancery::view::{Said, TextOptions, article_html, article_text};

use super::sample::call;

#[test]
fn article_as_text_has_ids_after_the_words_of_its_records() {
    insta::assert_snapshot!(article_text(&call(), &Said::new(), &TextOptions::default()));
}

#[test]
fn article_as_html_links_records_and_marks() {
    let html = article_html(&call(), &Said::new());
    insta::assert_snapshot!(html.split("<body>").nth(1).unwrap());
    for id in ["e1", "s1", "c1", "c2", "k1", "p1"] {
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        assert_eq!(html.matches(&format!(" id=\"r-{id}\"")).count(), 1, "{id}");
    }
}
