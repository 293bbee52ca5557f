//! Stories: articles about the same happening, and how many independent
//! origins each has.
//!
//! Goes in: the [`Imprint`] of each article, in any order. Comes out: every
//! article once, in a [`Story`], inside it with its near copies in an
//! [`Origin`]. It compares words and days; it does not read what they mean,
//! and it takes a rewritten report for an origin of its own.

mod copies;
mod groups;
mod imprint;

use std::collections::BTreeMap;

use chancery_model::Date;

pub use imprint::Imprint;

pub(crate) use copies::{join, origins, root};
pub(crate) use imprint::Sketch;

/// Articles about the same happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The independent origins, the earliest first.
    pub origins: Vec<Origin>,
    /// The days of the first and the last dated article.
    pub days: Option<(Date, Date)>,
}

/// Articles that are near copies of one another: the text of an agency on
/// many sites, whole, cut or with another beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The ids of the articles, the earliest first, the undated last.
    pub articles: Vec<String>,
}

impl Story {
    /// Returns the ids of its articles, origin by origin.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.origins.iter().flat_map(|origin| &origin.articles).map(String::as_str)
    }
}

/// Returns the stories, the earliest first, those without a date last.
///
/// The order of the imprints plays no part, and of several with one id the
/// first counts.
pub fn stories(imprints: impl IntoIterator<Item = Imprint>) -> Vec<Story> {
    let mut by_id: BTreeMap<String, Imprint> = BTreeMap::new();
    for imprint in imprints {
        by_id.entry(imprint.id.clone()).or_insert(imprint);
    }
    // From here on an article is its place in this order, which depends on
    // nothing but days and ids: ties fall the same way for every input.
    let mut articles: Vec<Imprint> = by_id.into_values().collect();
    articles.sort_by(|left, right| left.rank().cmp(&right.rank()));
    let origin_of = copies::origins(articles.iter().map(|article| &article.sketch));
    groups::groups(&articles, &origin_of)
        .into_iter()
        .map(|members| story(&articles, &origin_of, &members))
        .collect()
}

/// Returns the story of these articles, which are in order.
fn story(articles: &[Imprint], origin_of: &[usize], members: &[usize]) -> Story {
    let mut origins: BTreeMap<usize, Origin> = BTreeMap::new();
    for &member in members {
        let origin = origins.entry(origin_of[member]);
        let origin = origin.or_insert_with(|| Origin { articles: Vec::new() });
        origin.articles.push(articles[member].id.clone());
    }
    let days = || members.iter().filter_map(|member| articles[*member].day);
    Story { origins: origins.into_values().collect(), days: days().min().zip(days().max()) }
}
