//! Participants: actors as an account shows them, over many readings.
//!
//! Goes in: the actors of readings. Comes out: who took part, each once, under
//! the fullest name. It does not look anybody up: two actors are one where
//! their item of Wikidata is the same, or their party and name agree.

use chancery_model::{Actor, ActorKind, Pair, Party};

/// One of the two parties of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// [`Pair::first`].
    First,
    /// [`Pair::second`].
    Second,
}

impl Side {
    /// Returns the side that the party is on.
    pub fn of(pair: &Pair, party: &Party) -> Option<Side> {
        if pair.first() == party {
            Some(Side::First)
        } else if pair.second() == party {
            Some(Side::Second)
        } else {
            None
        }
    }

    /// Returns the side that an actor is on when something is done to it: that of its
    /// party, or of its country where it acts for nobody. Prisoners and citizens speak
    /// for no state, but to seize or to free them is done to theirs.
    pub(crate) fn acted_upon(pair: &Pair, actor: &Actor) -> Option<Side> {
        match (&actor.party, &actor.country) {
            (Some(party), _) => Side::of(pair, party),
            (None, Some(country)) => Side::of(pair, &Party(country.clone())),
            (None, None) => None,
        }
    }

    /// Returns the other side.
    pub fn other(self) -> Side {
        match self {
            Side::First => Side::Second,
            Side::Second => Side::First,
        }
    }
}

/// Somebody who acts, speaks or is acted upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The fullest name that any report gives.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// On whose behalf it acts.
    pub party: Option<Party>,
    /// The office held, as the earliest report that names one has it.
    pub role: Option<String>,
    /// The item of Wikidata.
    pub wikidata: Option<String>,
}

impl Participant {
    /// Returns the actor without what belongs to its reading alone.
    pub fn of(actor: &Actor) -> Participant {
        Participant {
            name: actor.name.clone(),
            kind: actor.kind,
            party: actor.party.clone(),
            role: actor.role.clone(),
            wikidata: actor.wikidata.clone(),
        }
    }

    /// Returns whether the two are one and the same.
    pub(crate) fn is(&self, other: &Participant) -> bool {
        if let (Some(item), Some(other_item)) = (&self.wikidata, &other.wikidata) {
            return item == other_item;
        }
        self.party == other.party
            && self.kind == other.kind
            && (self.name == other.name
                || self.kind == ActorKind::Person
                    && (ends_with_words(&self.name, &other.name)
                        || ends_with_words(&other.name, &self.name)))
    }

    /// Takes from the other what is fuller or was unknown.
    fn learn(&mut self, other: Participant) {
        if other.name.chars().count() > self.name.chars().count() {
            self.name = other.name;
        }
        self.party = self.party.take().or(other.party);
        self.role = self.role.take().or(other.role);
        self.wikidata = self.wikidata.take().or(other.wikidata);
    }
}

/// Adds whoever is not there yet.
pub(crate) fn join(list: &mut Vec<Participant>, more: impl IntoIterator<Item = Participant>) {
    for participant in more {
        match list.iter_mut().find(|known| known.is(&participant)) {
            Some(known) => known.learn(participant),
            None => list.push(participant),
        }
    }
}

/// Participants of an entry, with the number of reports that name each.
#[derive(Default)]
pub(crate) struct Tally(Vec<(Participant, usize)>);

impl Tally {
    /// Adds those whom one report names.
    pub(crate) fn add(&mut self, report: impl IntoIterator<Item = Participant>) {
        let mut named = Vec::new();
        join(&mut named, report);
        for participant in named {
            match self.0.iter_mut().find(|(known, _)| known.is(&participant)) {
                Some((known, reports)) => {
                    known.learn(participant);
                    *reports += 1;
                }
                None => self.0.push((participant, 1)),
            }
        }
    }

    /// Returns them, those whom most reports name first: a report may name
    /// bystanders.
    pub(crate) fn into_participants(mut self) -> Vec<Participant> {
        self.0.sort_by_key(|(_, reports)| std::cmp::Reverse(*reports));
        self.0.into_iter().map(|(participant, _)| participant).collect()
    }
}

/// Returns whether the last words of `full` are those of `short`.
fn ends_with_words(full: &str, short: &str) -> bool {
    let start = full.strip_suffix(short);
    start.is_some_and(|start| start.ends_with(char::is_whitespace) && !short.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, wikidata: Option<&str>) -> Participant {
        Participant {
            name: name.into(),
            kind: ActorKind::Person,
            party: Some(Party("COL".into())),
            role: None,
            wikidata: wikidata.map(Into::into),
        }
    }

    #[test]
    fn surname_joins_the_full_name() {
        let mut list = vec![person("Petro", None)];
        join(&mut list, [person("Gustavo Petro", Some("Q1")), person("Metro", None)]);
        let names: Vec<&str> = list.iter().map(|known| known.name.as_str()).collect();
        assert_eq!(names, ["Gustavo Petro", "Metro"]);
        assert_eq!(list[0].wikidata.as_deref(), Some("Q1"));
    }

    #[test]
    fn different_items_stay_apart_under_one_name() {
        let mut list = vec![person("Ana Ruiz", Some("Q1"))];
        join(&mut list, [person("Ana Ruiz", Some("Q2"))]);
        assert_eq!(list.len(), 2);
    }
}
