//! Addresses of posts that a page shows.
//!
//! In goes an address or an attribute of an embedding element, out comes the
//! address of the post on its network, or nothing where it is no post.

/// Returns the address of the post, if the address leads to one on a network
/// that pages embed.
pub(super) fn post(address: &str) -> Option<String> {
    let address = address.trim();
    let address = match address.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => address.to_owned(),
    };
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let host = ["www.", "m.", "mobile."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .unwrap_or(&host);
    match host {
        "twitter.com" | "x.com" => path.contains("/status/").then(|| without_query(&address)),
        "platform.twitter.com" => {
            parameter(path, "id").map(|id| format!("https://x.com/i/status/{id}"))
        }
        "truthsocial.com" if path.starts_with('@') || path.starts_with("users/") => {
            Some(without_query(&address).trim_end_matches("/embed").to_owned())
        }
        "facebook.com" if path.starts_with("plugins/") => {
            let target = decode_percent(parameter(path, "href")?);
            is_facebook_post(&target).then_some(target)
        }
        "facebook.com" => is_facebook_post(path).then_some(address),
        "instagram.com" if ["p/", "reel/", "tv/"].iter().any(|kind| path.contains(kind)) => {
            let plain = without_query(&address);
            Some(plain.trim_end_matches('/').trim_end_matches("/embed").to_owned())
        }
        "t.me" => path
            .rsplit('/')
            .next()
            .and_then(|last| last.split('?').next())
            .is_some_and(|last| !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
            .then(|| without_query(&address)),
        "youtube.com" | "youtube-nocookie.com" => {
            let id = match path.strip_prefix("embed/") {
                Some(id) => id.split(['?', '/', '&']).next()?,
                None if path.starts_with("watch") => parameter(path, "v")?,
                None => path.strip_prefix("shorts/")?.split(['?', '/']).next()?,
            };
            (!id.is_empty()).then(|| format!("https://www.youtube.com/watch?v={id}"))
        }
        "youtu.be" => {
            let id = path.split(['?', '/']).next()?;
            (!id.is_empty()).then(|| format!("https://www.youtube.com/watch?v={id}"))
        }
        "tiktok.com" => path.contains("/video/").then(|| without_query(&address)),
        _ => None,
    }
}

/// Returns the address of the post that an embedding element names by one of
/// its own attributes.
pub(super) fn post_of_element(
    name: &str,
    attribute: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let value = |key: &str| attribute(key).filter(|value| !value.is_empty());
    match name {
        "iframe" | "amp-iframe" => {
            value("src").or_else(|| value("data-src")).and_then(|src| post(&src))
        }
        "amp-twitter" => value("data-tweetid").map(|id| format!("https://x.com/i/status/{id}")),
        "amp-youtube" => {
            value("data-videoid").map(|id| format!("https://www.youtube.com/watch?v={id}"))
        }
        "amp-instagram" => {
            value("data-shortcode").map(|code| format!("https://www.instagram.com/p/{code}"))
        }
        "amp-facebook" => value("data-href").and_then(|href| post(&href)),
        _ => value("data-tweet-id")
            .map(|id| format!("https://x.com/i/status/{id}"))
            .or_else(|| value("data-telegram-post").map(|post| format!("https://t.me/{post}")))
            .or_else(|| value("data-instgrm-permalink").and_then(|href| post(&href)))
            .or_else(|| {
                let is_facebook = value("class").is_some_and(|class| class.contains("fb-"));
                value("data-href").filter(|_| is_facebook).and_then(|href| post(&href))
            }),
    }
}

/// Returns whether a class names a quotation that shows a post.
pub(super) fn is_post_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        matches!(
            token,
            "twitter-tweet"
                | "twitter-video"
                | "instagram-media"
                | "tiktok-embed"
                | "fb-xfbml-parse-ignore"
                | "truthsocial-embed"
                | "telegram-post"
                | "bluesky-embed"
                | "mastodon-embed"
        )
    })
}

fn is_facebook_post(address: &str) -> bool {
    ["/posts/", "/videos/", "/photos/", "story.php", "permalink", "/watch", "/reel/"]
        .iter()
        .any(|part| address.contains(part))
}

fn without_query(address: &str) -> String {
    address.split(['?', '#']).next().unwrap_or(address).to_owned()
}

fn parameter<'a>(path: &'a str, key: &str) -> Option<&'a str> {
    let query = path.split_once('?')?.1;
    query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        (name == key && !value.is_empty()).then_some(value)
    })
}

fn decode_percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
