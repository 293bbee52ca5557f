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
mod links;
mod words;

use std::collections::BTreeMap;

use chancery_model::Date;

pub use imprint::Imprint;

use crate::Work;
use words::Words;

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
    stories_by_two(imprints, |one, other| {
        one();
        other();
    })
}

/// Finds stories as [`stories()`] does, by whoever `both` has do two pieces of the
/// work: one after the other, or at once.
pub fn stories_by_two(
    imprints: impl IntoIterator<Item = Imprint>,
    both: impl Fn(&mut Work<'_>, &mut Work<'_>),
) -> Vec<Story> {
    let mut by_id: BTreeMap<String, Imprint> = BTreeMap::new();
    for imprint in imprints {
        by_id.entry(imprint.id.clone()).or_insert(imprint);
    }
    // From here on an article is its place in this order, which depends on
    // nothing but days and ids: ties fall the same way for every input.
    let mut articles: Vec<Imprint> = by_id.into_values().collect();
    articles.sort_by(|left, right| left.rank().cmp(&right.rank()));
    let days: Vec<Option<i32>> = articles.iter().map(|one| one.day.map(links::number)).collect();
    let (mut origin_of, mut words) = (Vec::new(), Words::default());
    both(&mut || words = Words::of(&articles), &mut || {
        origin_of = copies::origins(articles.iter().map(|article| &article.sketch));
    });
    // Every other article each, since the undated, which come last, take longest.
    let (mut even, mut odd) = (Vec::new(), Vec::new());
    let links = |from| links::links(&words, &days, &origin_of, (from..days.len()).step_by(2));
    both(&mut || even = links(0), &mut || odd = links(1));
    groups::groups(&days, &origin_of, even.iter().chain(&odd).copied())
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
