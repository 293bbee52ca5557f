//! One reading, as people see it.

use chancery::view::{TextOptions, reading};

use super::sample::call;

#[test]
fn reading_as_text() {
    insta::assert_snapshot!(reading(&call()).text(&TextOptions::default()));
}

#[test]
fn reading_as_markdown() {
    insta::assert_snapshot!(reading(&call()).markdown());
}
