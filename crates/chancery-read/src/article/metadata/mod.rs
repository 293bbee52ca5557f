//! What a page says about its article: title, standfirst, authors, site,
//! dates, address, language.
//!
//! In order of trust: JSON-LD ([`json_ld`]), OpenGraph and other `<meta>`
//! elements ([`head`]), the address, the visible words ([`byline`]). A wrong
//! date is worse than none, so that visible dates count in the head of the
//! article only.

pub(super) mod byline;
pub(super) mod date;
mod head;
mod json_ld;
pub(super) mod names;

use chancery_model::{BlockKind, DateSource, DatedFrom, Page};
use dom_query::Document;

use self::head::Head;
use self::json_ld::JsonLd;
use super::furniture;
use super::segment::Segment;

/// What is known of an article besides its blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) standfirst: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) site: Option<String>,
    pub(super) published: Option<DatedFrom>,
    pub(super) modified: Option<DatedFrom>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The words of the body as JSON-LD states them.
    pub(super) body: Option<String>,
}

/// Segments between the headline and the first paragraph that are looked at.
const HEAD_SEGMENTS: usize = 12;

/// Returns what the page says about its article. `chosen` are the segments of
/// the body.
pub(super) fn read(
    page: &Page,
    document: &Document,
    json_ld: &[String],
    segments: &[Segment],
    chosen: &[usize],
) -> Metadata {
    let head = Head::read(document);
    let url = page.url.clone().or_else(|| head.canonical.clone());
    let json_ld = JsonLd::read(json_ld, url.as_deref());

    let site = site(&json_ld, &head, url.as_deref());
    let title = title(&json_ld, &head, site.as_deref(), url.as_deref());
    let top = top(segments, chosen, title.as_deref());
    let visible = visible(top, title.as_deref());

    let latest = page.captured.as_deref().and_then(date::parse);
    let dates = |candidates: &[(Option<&str>, DateSource)]| {
        candidates.iter().find_map(|(text, source)| {
            let date = date::parse(text.as_deref()?)?;
            date::is_plausible(date, latest).then_some(DatedFrom { date, source: *source })
        })
    };
    let visible_date = visible.date.filter(|date| date::is_plausible(*date, latest));
    let published = dates(&[
        (json_ld.published.as_deref(), DateSource::JsonLd),
        (head.meta(&["article:published_time", "og:published_time"]), DateSource::OpenGraph),
        (head.meta(head::PUBLISHED), DateSource::Meta),
        (head.microdata_published.as_deref(), DateSource::Meta),
    ])
    .or_else(|| {
        let date = date::of_address(url.as_deref()?)?;
        let source = DateSource::Url;
        date::is_plausible(date, latest).then_some(DatedFrom { date, source })
    })
    .or_else(|| {
        let in_time = dates(&[(
            head.time_in_head(document, segments, chosen).as_deref(),
            DateSource::Visible,
        )]);
        in_time.or(visible_date.map(|date| DatedFrom { date, source: DateSource::Visible }))
    });
    let modified = dates(&[
        (json_ld.modified.as_deref(), DateSource::JsonLd),
        (head.meta(&["article:modified_time", "og:updated_time"]), DateSource::OpenGraph),
        (head.meta(head::MODIFIED), DateSource::Meta),
    ])
    // A change before publication is a template's date.
    .filter(|modified| published.is_none_or(|published| modified.date >= published.date));

    let mut authors = names::clean(&json_ld.authors, site.as_deref());
    if authors.is_empty() {
        authors = names::clean(&head.all(head::AUTHORS), site.as_deref());
    }
    if authors.is_empty() {
        authors = names::clean(&visible.authors, site.as_deref());
    }
    let opening = opening(segments, chosen, top.len());
    let standfirst = standfirst(&json_ld, &head, opening, title.as_deref());
    let language = [json_ld.language.as_deref(), head.language.as_deref()]
        .into_iter()
        .chain([head.meta(&["content-language", "og:locale", "dc.language"])])
        .flatten()
        .find_map(language_code);
    Metadata {
        title,
        standfirst,
        authors,
        site,
        published,
        modified,
        url,
        language,
        body: json_ld.body,
    }
}

/// Names that stand for a publisher without being the publication: agencies
/// whose reports others print, and the systems that print them.
const NO_SITES: &[&str] = &[
    "associated press",
    "the associated press",
    "ap",
    "reuters",
    "afp",
    "blogger",
    "wordpress",
    "wordpress.com",
];

fn site(json_ld: &JsonLd, head: &Head, url: Option<&str>) -> Option<String> {
    let stated = [json_ld.site.as_deref(), head.meta(&["og:site_name"]), head.meta(head::SITE)];
    let mut stated: Vec<&str> = stated
        .into_iter()
        .flatten()
        .map(|site| site.trim_start_matches('@').trim())
        .filter(|site| !site.is_empty() && site.len() <= 80 && !site.starts_with("http"))
        .collect();
    // The sort is stable: trust decides among the others.
    stated.sort_by_key(|site| NO_SITES.contains(&site.to_lowercase().as_str()));
    stated.first().map(|site| (*site).to_owned()).or_else(|| host(url?).map(str::to_owned))
}

/// Returns the host of an address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains('@')).then_some(host)
}

fn title(json_ld: &JsonLd, head: &Head, site: Option<&str>, url: Option<&str>) -> Option<String> {
    let host = url.and_then(host);
    let stated = head.meta(&["og:title"]);
    let headline = json_ld.title.as_deref().filter(|headline| {
        // A headline cut to the length that search engines allow.
        let start = headline.trim_end_matches(['.', '…', ' ']);
        let is_cut = start.len() < headline.len()
            && [stated, head.first_heading.as_deref()]
                .into_iter()
                .flatten()
                .any(|longer| longer.len() > headline.len() && longer.starts_with(start));
        !is_cut
    });
    let candidates = [
        headline,
        stated,
        head.meta(head::TITLE),
        head.first_heading.as_deref(),
        head.title.as_deref(),
    ];
    candidates
        .into_iter()
        .flatten()
        .map(|title| names::without_site(title, site, host))
        .find(|title| !title.is_empty() && !furniture::is_furniture(title))
}

/// Returns the segments from the headline to the first paragraph of the body.
fn top<'a>(segments: &'a [Segment], chosen: &[usize], title: Option<&str>) -> &'a [Segment] {
    let long = |index: &&usize| {
        let segment = &segments[**index];
        segment.kind != BlockKind::Heading && !segment.deck && segment.text.len() > 90
    };
    let Some(end) = chosen.iter().find(long).or(chosen.first()).copied() else { return &[] };
    let title = title.map(furniture::key);
    let headline = segments[..end].iter().rposition(|segment| {
        segment.kind == BlockKind::Heading
            && title.as_deref() == Some(&furniture::key(&segment.text))
    });
    let start = headline.unwrap_or(end).max(end.saturating_sub(HEAD_SEGMENTS));
    &segments[start..end]
}

/// Returns the segments from the headline to the sixth of the body.
fn opening<'a>(segments: &'a [Segment], chosen: &[usize], n_top: usize) -> &'a [Segment] {
    let Some(first) = chosen.first() else { return &[] };
    let end = chosen.iter().take(6).next_back().map_or(*first, |last| last + 1);
    &segments[first.saturating_sub(n_top.max(4))..end]
}

/// Returns what bylines between the headline and the body say.
fn visible(top: &[Segment], title: Option<&str>) -> byline::Byline {
    let mut all = byline::Byline::default();
    for segment in top.iter().filter(|segment| segment.text.len() <= byline::MAX_LENGTH) {
        if title == Some(segment.text.as_str()) || segment.kind == BlockKind::Caption {
            continue;
        }
        if let Some(byline) = byline::parse(&segment.text) {
            all.date = all.date.or(byline.date);
            if all.authors.is_empty() {
                all.authors = byline.authors;
            }
        }
    }
    all
}

/// Returns the summary: the one stated, unless it is the start of the body,
/// which tells nothing of its own; else the words that the page sets apart
/// under its headline.
fn standfirst(
    json_ld: &JsonLd,
    head: &Head,
    opening: &[Segment],
    title: Option<&str>,
) -> Option<String> {
    let stated = [
        json_ld.description.as_deref(),
        head.meta(&["og:description"]),
        head.meta(&["description", "twitter:description", "dc.description"]),
    ];
    let title = title.map(furniture::key);
    let opening: Vec<(&Segment, String)> =
        opening.iter().map(|segment| (segment, furniture::key(&segment.text))).collect();
    // Dashes and quotes differ between a summary and the body it is cut from.
    let letters =
        |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    let bodies: Vec<String> = opening
        .iter()
        .filter(|(segment, _)| !(segment.deck || segment.kind == BlockKind::Heading))
        .map(|(_, key)| letters(key))
        .collect();
    let is_set_apart = |segment: &Segment| segment.deck || segment.kind == BlockKind::Heading;
    let is_own = |text: &str| {
        let key = furniture::key(text);
        let start = letters(&key);
        let start = &start[..start.floor_char_boundary(40)];
        key.len() >= 20
            && title.as_deref() != Some(&key)
            && !furniture::is_furniture(text)
            && !bodies.iter().any(|body| body.contains(start))
    };
    let set_apart = opening.iter().find(|(segment, key)| {
        is_set_apart(segment)
            && segment.link_bytes == 0
            && key.len() >= 40
            && key.contains(' ')
            && title.as_deref() != Some(key)
            && byline::parse(&segment.text).is_none()
    });
    let stated = stated.into_iter().flatten().map(squeeze).find(|text| is_own(text));
    match (stated, set_apart) {
        // What is stated may be cut short; the page shows it whole.
        (Some(stated), Some((segment, key)))
            if key.starts_with(furniture::key(&stated).trim_end_matches(['.', '…'])) =>
        {
            Some(segment.text.clone())
        }
        (Some(stated), _) => Some(stated),
        (None, Some((segment, _))) => Some(segment.text.clone()),
        (None, None) => None,
    }
}

/// Returns the text with normal whitespace.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns ISO 639-1 of a language tag such as `en-GB` or `en_US`.
fn language_code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_', ',', ';']).next()?.to_ascii_lowercase();
    match code.as_str() {
        "english" => Some("en".to_owned()),
        _ => {
            (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(code)
        }
    }
}
