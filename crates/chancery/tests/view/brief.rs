//! Briefs, in all their forms.

use chancery::view::{BriefOptions, Styles, TextOptions, brief};
use chancery_account::Period;

use super::build::day;
use super::sample::{col_usa, readings};

fn options() -> BriefOptions<'static> {
    BriefOptions::new("Colombia", "United States")
}

#[test]
fn brief_as_text() {
    let document = brief(&col_usa(&readings()), &options());
    insta::assert_snapshot!(document.text(&TextOptions::default()));
}

#[test]
fn brief_as_markdown() {
    insta::assert_snapshot!(brief(&col_usa(&readings()), &options()).markdown());
}

#[test]
fn brief_as_html() {
    insta::assert_snapshot!(brief(&col_usa(&readings()), &options()).html());
}

#[test]
fn brief_of_nothing_says_so() {
    insta::assert_snapshot!(brief(&col_usa(&[]), &options()).text(&TextOptions::default()));
}

#[test]
fn brief_of_a_period_shows_that_period() {
    let march = Period { since: Some(day("2026-03-01")), until: Some(day("2026-03-31")) };
    let account = col_usa(&readings()).within(march);
    let text = brief(&account, &options()).text(&TextOptions::default());
    assert!(text.contains("1 Mar 2026 – 31 Mar 2026"), "{text}");
    assert!(!text.contains("grants"), "{text}");
}

#[test]
fn text_reads_the_same_without_its_styles() {
    let document = brief(&col_usa(&readings()), &options());
    let plain = document.text(&TextOptions::default());
    let styled = document.text(&TextOptions { width: 80, styles: Styles::ansi() });
    let mut stripped = String::new();
    let mut escape = false;
    for character in styled.chars() {
        match character {
            '\u{1b}' => escape = true,
            'm' if escape => escape = false,
            _ if escape => {}
            _ => stripped.push(character),
        }
    }
    assert!(styled != plain && stripped == plain);
}

#[test]
fn no_line_of_text_is_longer_than_the_width_but_for_single_words() {
    let document = brief(&col_usa(&readings()), &options());
    for width in [40, 60, 100] {
        let text = document.text(&TextOptions { width, styles: Styles::plain() });
        for line in text.lines() {
            let one_word = line.trim_start().split(' ').count() == 1;
            assert!(line.chars().count() <= width || one_word, "{width}: {line}");
        }
    }
}

#[test]
fn every_link_of_the_html_has_its_anchor_and_every_line_a_link() {
    let html = brief(&col_usa(&readings()), &options()).html();
    let links: Vec<&str> =
        html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() > 10);
    for link in links {
        assert_eq!(html.matches(&format!("id=\"{link}\"")).count(), 1, "{link}");
    }
    for line in html.split("<div class=\"line\">").skip(1) {
        assert!(line.contains("<footer><a href=\"#s"), "{line}");
    }
}

#[test]
fn event_on_one_partys_word_is_attributed() {
    let document = brief(&col_usa(&readings()), &options());
    for form in
        [document.text(&TextOptions { width: 200, ..TextOptions::default() }), document.markdown()]
    {
        let line = form.lines().find(|line| line.contains("moved troops")).unwrap();
        assert!(line.contains("According to"), "{line}");
    }
}
