//! Domains: what each side has said and done in each field of policy.
//!
//! Goes in: the entries of an account. Comes out: for each domain and side the
//! places of its statements, deeds and proposals. It does not say whether
//! words and deeds agree.

use std::collections::BTreeMap;

use chancery_model::{Domain, Pair, Standing};

use crate::{Event, Participant, Proposal, Side, Statement};

/// One field of policy, with both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainAccount {
    /// The field.
    pub domain: Domain,
    /// The pair's first party.
    pub first: DomainSide,
    /// The pair's second party.
    pub second: DomainSide,
}

/// What one side has said and done in a domain, in the order of the account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DomainSide {
    /// Places in [`crate::Account::statements`].
    pub statements: Vec<usize>,
    /// Places in [`crate::Account::events`]: what it did itself, actual or as
    /// background, and not on one party's word alone.
    pub deeds: Vec<usize>,
    /// Places in [`crate::Account::proposals`].
    pub proposals: Vec<usize>,
}

impl DomainAccount {
    /// Returns the side.
    pub fn side(&self, side: Side) -> &DomainSide {
        match side {
            Side::First => &self.first,
            Side::Second => &self.second,
        }
    }

    fn side_mut(&mut self, side: Side) -> &mut DomainSide {
        match side {
            Side::First => &mut self.first,
            Side::Second => &mut self.second,
        }
    }

    /// Returns how many entries it has, on both sides.
    pub fn len(&self) -> usize {
        self.first.len() + self.second.len()
    }

    /// Returns whether neither side has an entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl DomainSide {
    /// Returns how many entries the side has.
    pub fn len(&self) -> usize {
        self.statements.len() + self.deeds.len() + self.proposals.len()
    }

    /// Returns whether the side has no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Returns the domains of these entries, the busiest first.
pub(crate) fn domains(
    pair: &Pair,
    events: &[Event],
    statements: &[Statement],
    proposals: &[Proposal],
) -> Vec<DomainAccount> {
    let mut domains: BTreeMap<&Domain, DomainAccount> = BTreeMap::new();
    let mut file = |domain, side, add: &dyn Fn(&mut DomainSide)| {
        let account = domains.entry(domain).or_insert_with(|| DomainAccount {
            domain: domain.clone(),
            first: DomainSide::default(),
            second: DomainSide::default(),
        });
        add(account.side_mut(side));
    };
    for (index, statement) in statements.iter().enumerate() {
        for domain in &statement.domains {
            file(domain, statement.side, &|side| side.statements.push(index));
        }
    }
    for (index, event) in events.iter().enumerate().filter(|(_, event)| is_deed(event)) {
        for side in [Side::First, Side::Second] {
            if event.actors.iter().any(|actor| is_of(pair, actor, side)) {
                for domain in &event.domains {
                    file(domain, side, &|side| side.deeds.push(index));
                }
            }
        }
    }
    for (index, proposal) in proposals.iter().enumerate() {
        for domain in &proposal.domains {
            file(domain, proposal.side, &|side| side.proposals.push(index));
        }
    }
    let mut sorted: Vec<DomainAccount> = domains.into_values().collect();
    sorted.sort_by(|left, right| {
        right.len().cmp(&left.len()).then_with(|| left.domain.cmp(&right.domain))
    });
    sorted
}

fn is_deed(event: &Event) -> bool {
    matches!(event.standing, Standing::Actual | Standing::Historical) && event.reported_by.is_none()
}

fn is_of(pair: &Pair, actor: &Participant, side: Side) -> bool {
    actor.party.as_ref().and_then(|party| Side::of(pair, party)) == Some(side)
}
