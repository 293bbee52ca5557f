//! What the parts of a page become.

use chancery_model::BlockKind;

use super::{FIRST, SECOND, THIRD, html, of_kind, page};

#[test]
fn parts_of_the_body_are_labelled_in_reading_order() {
    let body = format!(
        "<p>{FIRST}</p><h2>What was said</h2><p>{SECOND}</p>\
         <blockquote><p>We shall not leave the table before the river is free for everyone who lives on its banks.</p></blockquote>\
         <p>{THIRD}</p><ul><li>The locks open in March, a month earlier than before.</li><li>The tolls are halved for two years from then on.</li></ul><p>{SECOND} So it was said.</p>"
    );
    let article = html(&page("", &body));
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    use BlockKind::{Heading, ListItem, Paragraph, Quotation};
    assert_eq!(
        kinds,
        [Paragraph, Heading, Paragraph, Quotation, Paragraph, ListItem, ListItem, Paragraph],
        "{}",
        article.text
    );
    assert_eq!(of_kind(&article, Paragraph)[0], FIRST);
    assert_eq!(article.title.as_deref(), Some("Envoys meet in Tarn"));
    assert!(!article.text.contains("Envoys meet in Tarn"), "the title is a field");
    assert!(!article.text.contains("Copyright") && !article.text.contains("Home"));
}

#[test]
fn captions_of_every_kind_are_captions_and_stand_once() {
    let body = format!(
        "<figure><img src=a.jpg><figcaption>The envoys on the bridge. <span>Photo: Harbour Post</span></figcaption></figure>\
         <p>{FIRST}</p><div class=\"wp-caption\"><img src=b.jpg><p class=\"wp-caption-text\">The locks at noon</p></div><p>{SECOND}</p>\
         <p><img src=c.jpg><br><em>A ship before the gate</em></p>\
         <figure><img src=d.jpg><figcaption><span class=\"off-screen\">Image caption</span> The locks at noon</figcaption></figure><p>{THIRD}</p>"
    );
    let article = html(&page("", &body));
    assert_eq!(
        of_kind(&article, BlockKind::Caption),
        [
            "The envoys on the bridge. Photo: Harbour Post",
            "The locks at noon",
            "A ship before the gate"
        ]
    );
    assert_eq!(of_kind(&article, BlockKind::Paragraph), [FIRST, SECOND, THIRD]);
}

#[test]
fn embeds_keep_the_address_of_the_post() {
    let body = format!(
        "<p>{FIRST}</p>\
         <blockquote class=\"twitter-tweet\"><p>The river is free.</p>— Ada Quill (@quill) <a href=\"https://twitter.com/quill/status/12?ref=x\">March 3</a></blockquote>\
         <p>{SECOND}</p><iframe src=\"https://www.youtube.com/embed/abc?rel=0\"></iframe>\
         <iframe src=\"https://truthsocial.com/@norland/posts/77/embed\"></iframe>\
         <iframe src=\"https://ads.example/frame\"></iframe>\
         <script async src=\"https://telegram.org/js/telegram-widget.js\" data-telegram-post=\"norland/5\"></script>\
         <iframe src=\"https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fnorland%2Fposts%2F9&width=500\"></iframe>\
         <p>{THIRD}</p>"
    );
    let article = html(&page("", &body));
    let addresses: Vec<&str> =
        article.blocks.iter().filter_map(|block| block.href.as_deref()).collect();
    assert_eq!(
        addresses,
        [
            "https://twitter.com/quill/status/12",
            "https://www.youtube.com/watch?v=abc",
            "https://truthsocial.com/@norland/posts/77",
            "https://t.me/norland/5",
            "https://www.facebook.com/norland/posts/9",
        ]
    );
    let words = of_kind(&article, BlockKind::Embed);
    assert!(words[0].starts_with("The river is free."));
    assert_eq!(words[1], "");
}

#[test]
fn link_under_an_embedded_post_is_an_embed_without_words() {
    let body = format!(
        "<p>{FIRST}</p><p><a href=\"https://x.com/quill/status/12\">View post on X</a></p><p>{SECOND}</p><p>{THIRD}</p>"
    );
    let article = html(&page("", &body));
    assert_eq!(of_kind(&article, BlockKind::Embed), [""]);
    assert_eq!(of_kind(&article, BlockKind::Paragraph), [FIRST, SECOND, THIRD]);
}

#[test]
fn furniture_within_the_body_is_left_out() {
    let body = format!(
        "<p>{FIRST}</p><p>Advertisement</p><p>{SECOND}</p><p><a href=\"/o\">READ MORE: Locks to open in March</a></p>\
         <p>Sign up for our weekly newsletter</p><p>{THIRD}</p><p>Copyright © 2031 Harbour Post. All rights reserved.</p>"
    );
    let article = html(&page("", &body));
    assert_eq!(of_kind(&article, BlockKind::Paragraph), [FIRST, SECOND, THIRD]);
}

#[test]
fn bold_line_between_paragraphs_is_a_heading() {
    let body =
        format!("<p>{FIRST}</p><p><strong>The river</strong></p><p>{SECOND}</p><p>{THIRD}</p>");
    let article = html(&page("", &body));
    assert_eq!(of_kind(&article, BlockKind::Heading), ["The river"]);
}

#[test]
fn whitespace_is_normal_inside_a_block() {
    let body =
        format!("<p>\n  {} \u{a0} </p><p>{SECOND}</p><p>{THIRD}</p>", FIRST.replace(' ', "\n\t "));
    let article = html(&page("", &body));
    assert_eq!(of_kind(&article, BlockKind::Paragraph)[0], FIRST);
}

#[test]
fn words_that_no_reader_sees_are_left_out() {
    let body = format!(
        "<p>{FIRST}</p><p style=\"display: none\">{SECOND}</p><p>{THIRD}</p><p hidden>A hidden line that says nothing at all.</p>"
    );
    let article = html(&page("", &body));
    assert_eq!(of_kind(&article, BlockKind::Paragraph), [FIRST, THIRD]);
}

#[test]
fn paragraphs_parted_by_line_breaks_are_paragraphs() {
    let body =
        format!("<div class=\"story-body\">{FIRST}<br><br>{SECOND}<br /><br />{THIRD}</div>");
    let article = html(&page("", &body));
    assert_eq!(of_kind(&article, BlockKind::Paragraph), [FIRST, SECOND, THIRD]);
}
