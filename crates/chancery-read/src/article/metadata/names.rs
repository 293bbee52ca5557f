//! Names of authors and titles, freed of what pages hang on to them.

use super::squeeze;

/// Most authors of one article; longer lists are lists of other things.
const MAX_AUTHORS: usize = 12;

/// Returns the names of people and agencies among the fields.
pub(in crate::article) fn clean(fields: &[String], site: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for field in fields {
        let field = squeeze(field);
        let field = strip_by(&field);
        // The address of a profile is no name, nor is any part of it.
        if field.contains("://") {
            continue;
        }
        for part in field.split([';', '|', '&', '/', '\n']).flat_map(|part| part.split(" and ")) {
            for name in part.split(',') {
                let name = strip_by(name.trim()).trim_matches(|char: char| {
                    char.is_whitespace() || matches!(char, ',' | '-' | '–' | '—' | ':' | '"')
                });
                // What follows a name and is set in capitals is a degree.
                let is_degree = !names.is_empty()
                    && name.len() <= 3
                    && name.chars().all(|char| char.is_ascii_uppercase());
                let is_new = !names.iter().any(|known| known.eq_ignore_ascii_case(name));
                if is_author(name, site) && is_new && !is_degree {
                    names.push(name.to_owned());
                }
            }
            if names.len() >= MAX_AUTHORS {
                return names;
            }
        }
    }
    names
}

/// Returns the name behind "By" or "Analysis by".
fn strip_by(name: &str) -> &str {
    let mut rest = name;
    for _ in 0..3 {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if word.eq_ignore_ascii_case("by") || word.eq_ignore_ascii_case("by:") {
            return after.trim();
        }
        rest = after;
    }
    name
}

/// Returns whether the words name a post at a paper and nobody.
fn is_post(lower: &str) -> bool {
    lower.contains(' ')
        && [
            "writer",
            "editor",
            "correspondent",
            "reporter",
            "editor-at-large",
            "editor-in-chief",
            "columnist",
        ]
        .iter()
        .any(|post| lower.ends_with(post))
}

fn is_author(name: &str, site: Option<&str>) -> bool {
    let is_site = site.is_some_and(|site| letters(site) == letters(name));
    let lower = name.to_lowercase();
    let words = name.split_whitespace().count();
    (1..=6).contains(&words)
        && name.len() <= 60
        && name.chars().any(char::is_alphabetic)
        && name.starts_with(|char: char| {
            char.is_alphabetic() && !char.is_ascii_lowercase() || words == 1
        })
        && !name.contains(['@', '<', '{', '=', '_'])
        && !name.chars().any(|char| char.is_ascii_digit())
        && !lower.starts_with("http")
        && !lower.starts_with("www.")
        && !lower.contains(".com")
        && !is_site
        && !is_post(&lower)
        && !matches!(
            lower.as_str(),
            "admin"
                | "administrator"
                | "editor"
                | "unknown"
                | "null"
                | "none"
                | "undefined"
                | "staff"
                | "guest"
                | "author"
                | "correspondent"
                | "reporter"
                | "journalist"
                | "news"
                | "updated"
                | "published"
                | "jr"
        )
}

/// Returns the title without the name of the site at its end or start.
pub(in crate::article) fn without_site(
    title: &str,
    site: Option<&str>,
    host: Option<&str>,
) -> String {
    let title = squeeze(title);
    let mut title = title.as_str();
    let label = host.and_then(|host| host.rsplit('.').nth(usize::from(host.ends_with(".uk")) + 1));
    let is_site = |part: &str| {
        let part = letters(part);
        let matches = |name: &str| {
            let name = letters(name);
            !part.is_empty()
                && name.len() >= 2
                && (part == name
                    || part.strip_prefix(name.as_str()).is_some_and(is_ending)
                    || (part.len() >= 3 && name.strip_prefix(part.as_str()).is_some_and(is_ending)))
        };
        site.is_some_and(matches) || label.is_some_and(matches) || host.is_some_and(matches)
    };
    for separator in [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • ", "|"] {
        if let Some((rest, part)) = title.rsplit_once(separator)
            && is_site(part)
        {
            title = rest.trim();
        }
        if let Some((part, rest)) = title.split_once(separator)
            && is_site(part)
        {
            title = rest.trim();
        }
    }
    // The section between the title and the site stays unless bars part it.
    if let Some((rest, part)) = title.rsplit_once(" | ")
        && part.split_whitespace().count() <= 3
        && rest.split_whitespace().count() >= 4
    {
        title = rest.trim();
    }
    title.to_owned()
}

/// Returns whether the letters are what a site's name has at one place and
/// lacks at another.
fn is_ending(letters: &str) -> bool {
    matches!(
        letters,
        "com"
            | "org"
            | "net"
            | "news"
            | "online"
            | "couk"
            | "uk"
            | "us"
            | "newspaper"
            | "magazine"
            | "digital"
            | "english"
            | "world"
    )
}

/// Returns the letters and digits in lower case, without "the" before them.
fn letters(text: &str) -> String {
    let lower = text.to_lowercase();
    let lower = lower.trim().strip_prefix("the ").unwrap_or(&lower).to_owned();
    lower.chars().filter(|char| char.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_lose_by_and_what_is_no_name() {
        let fields =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(clean(&fields(&["By Ann Lee and Bo Roy"]), None), ["Ann Lee", "Bo Roy"]);
        assert_eq!(clean(&fields(&["Ann Lee, Bo Roy"]), None), ["Ann Lee", "Bo Roy"]);
        assert_eq!(clean(&fields(&["https://social.example/annlee"]), None), Vec::<String>::new());
        assert_eq!(
            clean(&fields(&["The Harbour Post"]), Some("Harbour Post")),
            Vec::<String>::new()
        );
        assert_eq!(clean(&fields(&["Ann Lee", "ann lee"]), None), ["Ann Lee"]);
        assert_eq!(
            clean(&fields(&["Analysis by Ann Lee, Harbour Political Writer"]), None),
            ["Ann Lee"]
        );
        assert_eq!(clean(&fields(&["Ann Lee, MS, RDN"]), None), ["Ann Lee"]);
    }

    #[test]
    fn title_loses_the_site_and_nothing_else() {
        let site = Some("Harbour Post");
        for (title, expected) in [
            ("Talks open in Oslo | Harbour Post", "Talks open in Oslo"),
            ("Talks open in Oslo - The Harbour Post", "Talks open in Oslo"),
            ("Talks open in Oslo | World | Harbour Post", "Talks open in Oslo"),
            ("Harbour Post: Talks open - again", "Harbour Post: Talks open - again"),
            ("Talks - and more talks", "Talks - and more talks"),
        ] {
            assert_eq!(without_site(title, site, None), expected);
        }
        assert_eq!(without_site("Talks open - BBC News", None, Some("bbc.co.uk")), "Talks open");
    }
}
