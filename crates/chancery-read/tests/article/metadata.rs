//! Where title, standfirst, authors, site and dates come from.

use chancery_model::{Article, DateSource, Form, Page};

use super::{FIRST, SECOND, THIRD, html, page, read};

fn body() -> String {
    format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")
}

fn published(article: &Article) -> Option<(String, DateSource)> {
    article.published.map(|dated| (dated.date.to_string(), dated.source))
}

#[test]
fn json_ld_goes_before_opengraph_and_meta() {
    let head = r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
          {"@type": "WebSite", "name": "Other name"},
          {"@type": "NewsArticle", "headline": "Envoys of Norland and Sudria meet", "description": "A first meeting since the border closed ends with a promise.",
           "author": [{"@type": "Person", "name": "By Ann Lee"}, {"name": "Bo Roy"}], "publisher": {"name": "The Harbour Post"},
           "datePublished": "2031-03-03T22:10:00+01:00", "dateModified": "2031-03-04T01:00:00Z", "inLanguage": "en-GB"}]}</script>
        <meta property="og:title" content="Another title | Harbour Post"><meta property="article:published_time" content="2030-01-01">
        <meta name="author" content="Somebody Else"><link rel="canonical" href="https://harbour.example/a">"#;
    let article = html(&page(head, &body()));
    assert_eq!(article.title.as_deref(), Some("Envoys of Norland and Sudria meet"));
    assert_eq!(
        article.standfirst.as_deref(),
        Some("A first meeting since the border closed ends with a promise.")
    );
    assert_eq!(article.authors, ["Ann Lee", "Bo Roy"]);
    assert_eq!(article.site.as_deref(), Some("The Harbour Post"));
    assert_eq!(published(&article), Some(("2031-03-03".to_owned(), DateSource::JsonLd)));
    assert_eq!(article.modified.unwrap().date.to_string(), "2031-03-04");
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(article.url.as_deref(), Some("https://harbour.example/a"));
}

#[test]
fn each_source_of_a_date_is_named() {
    for (head, byline, url, expected) in [
        (
            r#"<meta property="article:published_time" content="2031-03-03T10:00Z">"#,
            "",
            "",
            Some(DateSource::OpenGraph),
        ),
        (r#"<meta name="pubdate" content="2031-03-03">"#, "", "", Some(DateSource::Meta)),
        ("", "", "https://harbour.example/2031/03/03/envoys", Some(DateSource::Url)),
        ("", r#"<time datetime="2031-03-03T09:00">3 March</time>"#, "", Some(DateSource::Visible)),
        ("", "<p>By Ann Lee | March 3, 2031</p>", "", Some(DateSource::Visible)),
        ("", "", "https://harbour.example/envoys", None),
    ] {
        let mut source = Page::new(page(head, &format!("{byline}{}", body())), Form::Html);
        source.url = Some(url.to_owned()).filter(|url| !url.is_empty());
        let found = published(&read(source));
        let expected = expected.map(|source| ("2031-03-03".to_owned(), source));
        assert_eq!(found, expected, "{head} {byline} {url}");
    }
}

#[test]
fn dates_of_footers_and_other_stories_are_no_dates_of_the_page() {
    let body = format!(
        "{}<aside><ul><li><a href=/o>Other story</a> <time datetime=\"2029-01-01\">1 January 2029</time></li></ul></aside>\
         <p>Last reviewed on 5 May 2020 by the desk of the paper in the harbour.</p>",
        body()
    );
    let article = html(&page("", &body));
    assert_eq!(article.published, None);
}

#[test]
fn date_after_the_capture_is_left_out() {
    let head = r#"<meta property="article:published_time" content="2031-03-09">"#;
    let mut source = Page::new(page(head, &body()), Form::Html);
    source.captured = Some("2031-03-05T00:00:00Z".to_owned());
    assert_eq!(read(source.clone()).published, None);
    source.captured = Some("2031-03-08T00:00:00Z".to_owned());
    assert!(read(source).published.is_some());
}

#[test]
fn summary_that_only_repeats_the_body_is_no_standfirst() {
    let head = format!("<meta property=\"og:description\" content=\"{}...\">", &FIRST[..100]);
    let article = html(&page(&head, &body()));
    assert_eq!(article.standfirst, None);
    assert!(article.text.starts_with(FIRST), "the paragraph stays");
}

#[test]
fn standfirst_set_apart_is_a_field_and_not_in_the_text() {
    let deck = "A first meeting since the border closed ends with a promise, and little else.";
    let article = html(&page("", &format!("<p class=\"article-standfirst\">{deck}</p>{}", body())));
    assert_eq!(article.standfirst.as_deref(), Some(deck));
    assert!(!article.text.contains(deck));
}

#[test]
fn page_of_an_archive_keeps_its_own_address() {
    let head = r#"<link rel="canonical" href="https://harbour.example/a">"#;
    let mut source = Page::new(page(head, &body()), Form::Html);
    source.url = Some("https://mirror.example/a".to_owned());
    assert_eq!(read(source).url.as_deref(), Some("https://mirror.example/a"));
}
