//! The article that JSON-LD describes.
//!
//! In go the contents of the scripts, out comes one article's fields. Broken
//! JSON is mended where that is simple (comments around, line breaks inside
//! strings, commas too many) and else left out. Where a page describes several
//! articles, the one with the page's address counts, else the first.

use serde_json::{Map, Value};

use super::squeeze;

/// The fields of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct JsonLd {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) site: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
}

/// Values looked at; a page has a few hundred.
const MAX_VALUES: usize = 20_000;

/// Parts of a description that tell of other pages.
const OTHERS: &[&str] =
    &["itemListElement", "relatedLink", "hasPart", "mentions", "comment", "review", "citation"];

impl JsonLd {
    /// Returns the article that the scripts describe, empty where there is
    /// none.
    pub(super) fn read(scripts: &[String], url: Option<&str>) -> JsonLd {
        let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
        let mut objects: Vec<&Map<String, Value>> = Vec::new();
        let mut queue: Vec<&Value> = values.iter().rev().collect();
        let mut looked_at = 0;
        while let Some(value) = queue.pop() {
            looked_at += 1;
            if looked_at > MAX_VALUES {
                break;
            }
            match value {
                Value::Array(values) => queue.extend(values.iter().rev()),
                Value::Object(object) => {
                    objects.push(object);
                    let inner = object.iter().filter(|(key, _)| !OTHERS.contains(&key.as_str()));
                    let inner: Vec<&Value> = inner.map(|(_, value)| value).collect();
                    queue.extend(
                        inner
                            .into_iter()
                            .rev()
                            .filter(|value| value.is_object() || value.is_array()),
                    );
                }
                _ => {}
            }
        }
        let articles = || objects.iter().filter(|object| is_article(object));
        let of_page = || articles().find(|object| url.is_some_and(|url| has_address(object, url)));
        let titled = || articles().find(|object| text(object, &["headline", "name"]).is_some());
        let site_of = |kind: &str| {
            objects
                .iter()
                .find(|object| is_of_type(object, |name| name == kind))
                .and_then(|object| text(object, &["name"]))
        };
        let Some(article) = of_page().or_else(titled).or_else(|| articles().next()) else {
            return JsonLd { site: site_of("WebSite"), ..JsonLd::default() };
        };
        let names =
            |key: &str| article.get(key).map(|value| names(value, &objects)).unwrap_or_default();
        let mut authors = names("author");
        if authors.is_empty() {
            authors = names("creator");
        }
        JsonLd {
            title: text(article, &["headline", "name"]),
            description: text(article, &["description"]),
            authors,
            site: names("publisher").into_iter().next().or_else(|| site_of("WebSite")),
            published: text(article, &["datePublished"]),
            modified: text(article, &["dateModified"]),
            language: article.get("inLanguage").and_then(language),
            body: article.get("articleBody").and_then(Value::as_str).map(plain_lines),
        }
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    is_of_type(object, |name| {
        name.ends_with("NewsArticle")
            || matches!(
                name,
                "Article"
                    | "BlogPosting"
                    | "LiveBlogPosting"
                    | "Report"
                    | "Reportage"
                    | "OpinionArticle"
            )
    })
}

fn is_of_type(object: &Map<String, Value>, is: impl Fn(&str) -> bool) -> bool {
    match object.get("@type") {
        Some(Value::String(name)) => is(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn has_address(object: &Map<String, Value>, url: &str) -> bool {
    let same = |value: &Value| match value {
        Value::String(address) => is_same_address(address, url),
        Value::Object(page) => page
            .get("@id")
            .and_then(Value::as_str)
            .is_some_and(|address| is_same_address(address, url)),
        _ => false,
    };
    ["url", "mainEntityOfPage", "@id"].iter().any(|key| object.get(*key).is_some_and(same))
}

fn is_same_address(left: &str, right: &str) -> bool {
    fn path(url: &str) -> &str {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or(rest);
        rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
    }
    path(left) == path(right)
}

fn text(object: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let value = match object.get(*key)? {
            Value::Array(values) => values.first()?.as_str()?,
            value => value.as_str()?,
        };
        Some(squeeze(&plain(value))).filter(|text| !text.is_empty())
    })
}

/// Returns the names of a person, an organisation, or a list of them; `@id`
/// points at one described elsewhere.
fn names(value: &Value, objects: &[&Map<String, Value>]) -> Vec<String> {
    match value {
        Value::String(name) => vec![plain(name)],
        Value::Array(values) => values
            .iter()
            .filter(|value| !value.is_array())
            .take(50)
            .flat_map(|value| names(value, objects))
            .collect(),
        Value::Object(object) => match object.get("name") {
            Some(Value::String(name)) => vec![plain(name)],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(plain).collect(),
            _ => {
                let Some(id) = object.get("@id").and_then(Value::as_str) else { return Vec::new() };
                let described = objects.iter().find(|other| {
                    other.get("@id").and_then(Value::as_str) == Some(id)
                        && other.contains_key("name")
                });
                described.and_then(|other| text(other, &["name"])).into_iter().collect()
            }
        },
        _ => Vec::new(),
    }
}

fn language(value: &Value) -> Option<String> {
    match value {
        Value::String(language) => Some(language.clone()),
        Value::Object(object) => text(object, &["alternateName", "name"]),
        Value::Array(values) => values.first()?.as_str().map(str::to_owned),
        _ => None,
    }
}

fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    // What stands around the JSON, such as the marks of a comment, is of lines
    // or marks of its own.
    let script = script.trim_start_matches("//").trim_start_matches("/*");
    let script = script.trim_start_matches("<![CDATA[").trim_start_matches("<!--");
    let script = script.trim_end_matches("-->").trim_end_matches("*/").trim_end();
    let script = script.trim_end_matches("]]>").trim_end().trim_end_matches("//");
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    let mended = mend(script.get(start..=end)?);
    serde_json::from_str(&mended).ok()
}

/// Escapes control characters inside strings, and drops commas before a
/// closing bracket.
fn mend(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let (mut in_string, mut escaped) = (false, false);
    for char in script.chars() {
        if in_string {
            match char {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            out.push(if char.is_control() { ' ' } else { char });
            continue;
        }
        if char == '"' {
            in_string = true;
        }
        if matches!(char, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        out.push(char);
    }
    out
}

/// Returns the text without tags and entities.
fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) || text.len() > 10_000 {
        return text.to_owned();
    }
    // Entities are often escaped twice.
    let once = dom_query::Document::fragment(text.replace('<', " <")).text().to_string();
    if once.contains('&') && once.contains(';') {
        return dom_query::Document::fragment(once).text().to_string();
    }
    once
}

fn plain_lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_json_is_mended() {
        let script = "//<![CDATA[\n{\"@type\": \"NewsArticle\", \"headline\": \"Two\nlines\", \"author\": [{\"name\": \"Ann Lee\",},],}\n//]]>";
        let read = JsonLd::read(&[script.to_owned()], None);
        assert_eq!(read.title.as_deref(), Some("Two lines"));
        assert_eq!(read.authors, ["Ann Lee"]);
    }

    #[test]
    fn article_of_the_page_goes_before_other_articles() {
        let script = r#"{"@graph": [
            {"@type": "NewsArticle", "url": "https://a.example/other", "headline": "Other"},
            {"@type": ["NewsArticle"], "mainEntityOfPage": {"@id": "https://www.a.example/this/"}, "headline": "This"}
        ]}"#;
        let read = JsonLd::read(&[script.to_owned()], Some("https://a.example/this?x=1"));
        assert_eq!(read.title.as_deref(), Some("This"));
    }

    #[test]
    fn publisher_by_reference_is_found() {
        let script = r##"[{"@type": "Article", "headline": "H", "publisher": {"@id": "#org"}},
            {"@type": "Organization", "@id": "#org", "name": "Harbour &amp; Sea"}]"##;
        let read = JsonLd::read(&[script.to_owned()], None);
        assert_eq!(read.site.as_deref(), Some("Harbour & Sea"));
    }
}
