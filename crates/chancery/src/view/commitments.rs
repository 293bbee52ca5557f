//! Commitments with what has become of them, for a terminal.
//!
//! Goes in: commitments followed, of one pair or many. Comes out: a [`Document`]
//! with a section for each outcome, and in it a line for each commitment by its
//! day, as briefs have it, with the day on which it was first reported. An article
//! that several pairs cite is named once.

use std::collections::BTreeMap;

use chancery_account::{Account, Commitment, Outcome};
use chancery_model::Article;

use super::brief::planned;
use super::date;
use super::document::{Document, Item, Library, Line, Section};
use super::phrase;
use crate::desk::Followed;

/// Outcomes in the order in which a reader needs them: what to ask about first.
const SECTIONS: [(Outcome, &str, &str); 6] = [
    (Outcome::Due, "due", "Due"),
    (Outcome::Lapsed, "lapsed", "Lapsed"),
    (Outcome::Open, "open", "Open"),
    (Outcome::Held, "held", "Held"),
    (Outcome::Cancelled, "cancelled", "Cancelled"),
    (Outcome::Denied, "denied", "Denied"),
];

/// Returns the commitments as a document under that title.
pub fn commitments(followed: &Followed, title: &str) -> Document {
    let mut articles: Vec<&Article> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for article in followed.accounts.iter().flat_map(|account| &account.articles) {
        known.entry(&article.id).or_insert_with(|| {
            articles.push(article);
            articles.len() - 1
        });
    }
    let find = |place: usize| articles.get(place).copied();
    let mut library = Library::new(&find);
    let mut sections: Vec<Section> = Vec::new();
    for (outcome, id, title) in SECTIONS {
        let lines = with_outcome(followed, outcome).into_iter().filter_map(|(account, plan)| {
            line(&mut library, &known, account, plan, outcome).map(Item::Line)
        });
        let items: Vec<Item> = lines.collect();
        if !items.is_empty() {
            sections.push(Section { id, title, items, more: None, empty: "" });
        }
    }
    Document {
        title: title.to_owned(),
        facts: facts(followed),
        sections,
        single: false,
        articles: library.into_articles(),
    }
}

/// Returns the commitments of that outcome in the order of briefs.
fn with_outcome(followed: &Followed, outcome: Outcome) -> Vec<(&Account, &Commitment)> {
    let all = followed.accounts.iter().flat_map(|account| {
        account.commitments.iter().map(move |commitment| (account, commitment))
    });
    let mut found: Vec<_> =
        all.filter(|(_, commitment)| followed.outcome(commitment) == outcome).collect();
    found.sort_by_key(|(_, commitment)| planned::order(commitment));
    found
}

fn line(
    library: &mut Library<'_>,
    known: &BTreeMap<&str, usize>,
    account: &Account,
    commitment: &Commitment,
    outcome: Outcome,
) -> Option<Line> {
    let place = |citation: chancery_account::Citation| {
        let article = account.article(citation.article);
        let place = article.and_then(|article| known.get(article.id.as_str()));
        // No article stands behind the last one.
        let place = place.copied().unwrap_or(known.len());
        (place, citation.span, citation.sentence, citation.record)
    };
    let mut line = planned::plan(library, place, commitment, outcome)?;
    let first = commitment.history.first().and_then(|step| step.reported);
    line.notes.extend(first.map(|day| format!("first reported {}", date::day(day))));
    Some(line)
}

fn facts(followed: &Followed) -> Vec<String> {
    let mut facts = vec![phrase::count(followed.len(), "commitment")];
    if followed.left_out > 0 {
        facts.push(format!("{} in fewer reports left out", followed.left_out));
    }
    facts.extend(followed.on.map(|on| format!("as of {}", date::day(on))));
    facts
}
