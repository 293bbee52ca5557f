//! People: whether two records name the same ones.
//!
//! Goes in: the participants of two records. Comes out: whether they share
//! somebody, name others for the same party, or leave that open. A plan of two
//! presidents is not that of their ministers, on whatever day. It looks nobody
//! up, and a party without a name is anybody of it.

use chancery_model::ActorKind;

use crate::Participant;

/// How the people of two records stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum People {
    /// Somebody is named in both, and no party has others.
    Shared,
    /// Somebody is named in both, and for another party they name others: a
    /// guest, and different hosts.
    Partly,
    /// Nobody is named in both, and for one party they name others.
    Others,
    /// Neither can be told.
    Open,
}

/// Returns those of the participants who are persons with a party.
pub(super) fn of(participants: impl IntoIterator<Item = Participant>) -> Vec<Participant> {
    participants.into_iter().filter(is_person).collect()
}

/// Returns how the people among the two lists stand to each other.
pub(super) fn compare(one: &[Participant], other: &[Participant]) -> People {
    let (mut shared, mut others) = (false, false);
    for person in one.iter().filter(|person| is_person(person)) {
        let of_party = |known: &&Participant| is_person(known) && known.party == person.party;
        if is_in(person, other) {
            shared = true;
        } else if other.iter().any(|known| of_party(&known)) {
            others |= !one.iter().filter(of_party).any(|also| is_in(also, other));
        }
    }
    match (shared, others) {
        (true, false) => People::Shared,
        (true, true) => People::Partly,
        (false, true) => People::Others,
        (false, false) => People::Open,
    }
}

/// Returns whether people of two parties are named in both lists.
pub(super) fn are_both_in(one: &[Participant], other: &[Participant]) -> bool {
    let shared = || one.iter().filter(|person| is_in(person, other));
    shared().any(|person| shared().any(|also| also.party != person.party))
}

fn is_in(person: &Participant, list: &[Participant]) -> bool {
    is_person(person) && list.iter().any(|known| is_person(known) && known.is(person))
}

fn is_person(participant: &Participant) -> bool {
    participant.kind == ActorKind::Person && participant.party.is_some()
}

#[cfg(test)]
mod tests {
    use chancery_model::Party;

    use super::*;

    fn person(name: &str, party: &str) -> Participant {
        Participant {
            name: name.into(),
            kind: ActorKind::Person,
            party: Some(Party(party.into())),
            role: None,
            wikidata: None,
        }
    }

    #[test]
    fn ministers_of_one_party_are_others_than_its_president() {
        let summit = [person("Ada Stone", "USA"), person("Luis Vega", "COL")];
        let ministers = [person("Max Hill", "USA"), person("Rosa Paz", "COL")];
        assert_eq!(compare(&summit, &ministers), People::Others);
        assert_eq!(compare(&summit, &[person("Stone", "USA")]), People::Shared);
        let both = [person("Ada Stone", "USA"), person("Max Hill", "USA")];
        assert_eq!(compare(&summit, &both), People::Shared);
        let elsewhere = [person("Ada Stone", "USA"), person("Rosa Paz", "COL")];
        assert_eq!(compare(&summit, &elsewhere), People::Partly);
    }

    #[test]
    fn party_without_a_name_may_be_anybody_of_it() {
        let state = Participant { kind: ActorKind::State, ..person("United States", "USA") };
        assert_eq!(compare(&[person("Ada Stone", "USA")], &[state]), People::Open);
    }
}
