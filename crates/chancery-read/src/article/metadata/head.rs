//! What the elements of a document say about its article: `<meta>`, `<title>`,
//! the first heading, `<link rel="canonical">`, microdata, `<time>`.

use dom_query::{Document, NodeRef};

use super::super::segment::Segment;
use super::super::signs::attribute;

/// Names of fields with the day of publication, beside OpenGraph's.
pub(super) const PUBLISHED: &[&str] = &[
    "datepublished",
    "date_published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "ptime",
    "pdate",
    "displaydate",
    "dcterms.date",
    "date",
    "originalpublicationdate",
    "article_date_original",
    "citation_publication_date",
    "rnews:datepublished",
    "published",
    "publisheddate",
];

/// Names of fields with the day of the last change.
pub(super) const MODIFIED: &[&str] = &[
    "datemodified",
    "lastmod",
    "last-modified",
    "last_modified",
    "dcterms.modified",
    "dc.date.modified",
    "utime",
    "revised",
    "article.updated",
    "lastupdated",
];

/// Names of fields with authors.
pub(super) const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "authors",
    "creator",
    "og:article:author",
    "article:author_name",
];

/// Names of fields with the name of the site.
pub(super) const SITE: &[&str] =
    &["application-name", "publisher", "dc.publisher", "al:iphone:app_name"];

/// Names of fields with the title, beside OpenGraph's.
pub(super) const TITLE: &[&str] =
    &["headline", "twitter:title", "dc.title", "parsely-title", "sailthru.title"];

/// What the elements of a document say.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    meta: Vec<(String, String)>,
    pub(super) title: Option<String>,
    pub(super) first_heading: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    pub(super) microdata_published: Option<String>,
}

impl Head {
    pub(super) fn read(document: &Document) -> Head {
        let mut head = Head::default();
        for node in document.root().descendants_it() {
            let Some(element) = node.element_ref() else { continue };
            let name = &*element.name.local;
            let value = |key: &str| {
                let mut attributes = element.attrs.iter();
                attributes
                    .find(|attribute| &*attribute.name.local == key)
                    .map(|found| &*found.value)
            };
            match name {
                "html" => head.language = value("lang").map(str::to_owned),
                "title" if head.title.is_none() => head.title = Some(node.text().to_string()),
                "h1" if head.first_heading.is_none() => {
                    head.first_heading =
                        Some(super::squeeze(&node.text())).filter(|text| !text.is_empty());
                }
                "link" if value("rel") == Some("canonical") && head.canonical.is_none() => {
                    head.canonical =
                        value("href").filter(|href| href.starts_with("http")).map(str::to_owned);
                }
                "meta" => {
                    let key = value("property").or_else(|| value("name"));
                    let key = key.or_else(|| value("itemprop")).or_else(|| value("http-equiv"));
                    if let (Some(key), Some(content)) = (key, value("content"))
                        && !content.trim().is_empty()
                    {
                        head.meta
                            .push((key.trim().to_ascii_lowercase(), content.trim().to_owned()));
                    }
                }
                _ if value("itemprop") == Some("datePublished")
                    && head.microdata_published.is_none() =>
                {
                    let stated = value("datetime").or_else(|| value("content")).map(str::to_owned);
                    head.microdata_published = stated.or_else(|| Some(node.text().to_string()));
                }
                _ => {}
            }
        }
        if head.canonical.is_none() {
            let address = head.meta(&["og:url"]).filter(|url| url.starts_with("http"));
            head.canonical = address.map(str::to_owned);
        }
        head
    }

    /// Returns the first field of one of these names, the first name first.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            self.meta.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str())
        })
    }

    /// Returns every field of the first of these names that there is.
    pub(super) fn all(&self, names: &[&str]) -> Vec<String> {
        for name in names {
            let fields = self.meta.iter().filter(|(key, _)| key == name);
            let fields: Vec<String> = fields.map(|(_, content)| content.clone()).collect();
            if fields.iter().any(|field| !field.starts_with("http")) {
                return fields;
            }
        }
        Vec::new()
    }

    /// Returns the `<time>` between the first heading and the first paragraph
    /// of the body: further down, dates are those of other stories.
    pub(super) fn time_in_head(
        &self,
        document: &Document,
        segments: &[Segment],
        chosen: &[usize],
    ) -> Option<String> {
        let first = chosen.iter().find(|index| segments[**index].text.len() > 90)?;
        let end = segments[*first].container;
        let mut below_heading = false;
        for node in document.root().descendants_it() {
            if node.id == end {
                return None;
            }
            if node.has_name("h1") {
                below_heading = true;
            } else if below_heading && node.has_name("time") && !is_of_another(&node) {
                let stated = attribute(&node, "datetime").filter(|stated| !stated.is_empty());
                return Some(stated.unwrap_or_else(|| node.text().to_string()));
            }
        }
        None
    }
}

/// Returns whether the element stands in a list of other stories.
fn is_of_another(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|ancestor| {
        ["aside", "nav", "footer", "li"].iter().any(|name| ancestor.has_name(name))
            || (ancestor.has_name("a") && attribute(&ancestor, "href").is_some())
    })
}
