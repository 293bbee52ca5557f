//! Merges what the sources say about who held which office when.
//!
//! In: terms of all sources. Out: one term a party, office, person and time, in
//! a fixed order. A succession by hand is complete for its time: other sources
//! only add Wikidata items to it and, where they are of mid-2026, later holders.
//! It does not decide between two claims to one office.

use std::collections::BTreeMap;

use super::names::Names;
use super::term::{FIRST_DAY, Term, before, overlap};
use super::{americas, supplements, world_leaders};

/// Returns the merged terms, by party, office and first day.
pub(crate) fn merge(names: &Names, terms: Vec<Term>) -> Vec<Term> {
    let mut offices: BTreeMap<(String, String), Vec<Term>> = BTreeMap::new();
    let mut items: BTreeMap<(String, String), String> = BTreeMap::new();
    for mut term in terms {
        term.name = names.resolve(&term.party, &term.name);
        if !term.wikidata.is_empty() {
            items.insert((term.party.clone(), term.name.clone()), term.wikidata.clone());
        }
        offices.entry((term.party.clone(), term.office.clone())).or_default().push(term);
    }
    let mut merged: Vec<Term> = offices.into_values().flat_map(one_office).collect();
    for term in &mut merged {
        if let Some(item) = items.get(&(term.party.clone(), term.name.clone())) {
            term.wikidata.clone_from(item);
        }
    }
    merged
}

/// Merges the terms of one office, which come in the order of trust.
fn one_office(terms: Vec<Term>) -> Vec<Term> {
    let (mut kept, others): (Vec<Term>, Vec<Term>) =
        terms.into_iter().partition(|term| term.source == supplements::SOURCE);
    let by_hand = !kept.is_empty();
    kept.sort_by(|a, b| a.since.cmp(&b.since));
    close(&mut kept);
    let last_by_hand = kept.last().map_or(String::new(), |term| term.since.clone());
    for term in others {
        if let Some(same) =
            kept.iter_mut().find(|known| known.name == term.name && overlap(known, &term))
        {
            if !by_hand {
                extend(same, &term);
            }
            continue;
        }
        let recent = [americas::SOURCE, world_leaders::SOURCE].contains(&term.source);
        let later = before(&last_by_hand, &term.since) && !term.since.is_empty();
        if !by_hand || (recent && later) {
            kept.push(term);
        }
    }
    kept.sort_by(|a, b| (&a.since, &a.name).cmp(&(&b.since, &b.name)));
    close(&mut kept);
    kept.retain(|term| term.until.is_empty() || !before(&term.until, FIRST_DAY));
    kept
}

/// Widens a term by what another source knows of it.
fn extend(known: &mut Term, other: &Term) {
    if known.since.is_empty() || (!other.since.is_empty() && before(&other.since, &known.since)) {
        known.since.clone_from(&other.since);
    }
    if known.gender.is_empty() {
        known.gender.clone_from(&other.gender);
    }
}

/// Ends each term, at the latest, where the next person's begins.
fn close(terms: &mut [Term]) {
    for index in 0..terms.len() {
        let next = terms[index + 1..]
            .iter()
            .find(|next| !next.since.is_empty() && next.since != terms[index].since)
            .map(|next| next.since.clone());
        let Some(next) = next else { continue };
        let term = &mut terms[index];
        if term.until.is_empty() || before(&next, &term.until) {
            term.until = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(name: &str, since: &str, until: &str, source: &'static str) -> Term {
        Term {
            name: name.to_owned(),
            since: since.to_owned(),
            until: until.to_owned(),
            source,
            ..Term::default()
        }
    }

    fn shown(terms: Vec<Term>) -> Vec<String> {
        terms.iter().map(|t| format!("{} {}..{}", t.name, t.since, t.until)).collect()
    }

    #[test]
    fn successor_closes_an_open_term() {
        let merged = one_office(vec![
            term("New", "2021-05-01", "", "factbook"),
            term("Old", "2015-01-01", "", "reign"),
        ]);
        assert_eq!(shown(merged), ["Old 2015-01-01..2021-05-01", "New 2021-05-01.."]);
    }

    #[test]
    fn later_source_adds_to_a_succession_by_hand_and_an_older_one_does_not() {
        let merged = one_office(vec![
            term("First", "2012", "", "hand"),
            term("Third", "2026-07-28", "", "americas_leaders"),
            term("Misspelt", "2013-02-03", "", "factbook"),
        ]);
        assert_eq!(shown(merged), ["First 2012..2026-07-28", "Third 2026-07-28.."]);
    }

    #[test]
    fn second_term_of_one_person_is_one_term_in_two_sources() {
        let merged = one_office(vec![
            term("Same", "2025-10-25", "", "factbook"),
            term("Same", "2011-04-11", "", "reign"),
        ]);
        assert_eq!(shown(merged), ["Same 2011-04-11.."]);
    }

    #[test]
    fn holders_who_left_before_the_first_day_are_not_listed() {
        assert!(one_office(vec![term("Gone", "2001", "2009-12-31", "hand")]).is_empty());
    }
}
