//! Domains: what each side has said and done in each field of policy.
//!
//! Goes in: the entries of an account. Comes out: for each domain and side the
//! places of its statements, deeds and proposals, the position of each of its
//! actors, and a scoreboard of words and deeds. A position is what somebody
//! said and did, never a summary of it.

mod position;
mod scoreboard;

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Domain, Pair, Standing};

pub use position::ActorPosition;
pub use scoreboard::{Cells, Plans, Scoreboard, Upshot};

use crate::report::Report;
use crate::{Commitment, Event, Evidence, Participant, Proposal, Side, Statement};

/// One field of policy, with both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainAccount {
    /// The field.
    pub domain: Domain,
    /// The pair's first party.
    pub first: DomainSide,
    /// The pair's second party.
    pub second: DomainSide,
    /// Whether talk became cooperation.
    pub scoreboard: Scoreboard,
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
    /// What each of its actors said, did and proposed, the busiest first.
    pub actors: Vec<ActorPosition>,
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

/// The entries that domains are made of.
#[derive(Clone, Copy)]
pub(crate) struct Entries<'a> {
    pub(crate) pair: &'a Pair,
    pub(crate) events: &'a [Event],
    pub(crate) statements: &'a [Statement],
    pub(crate) proposals: &'a [Proposal],
    pub(crate) commitments: &'a [Commitment],
}

/// Returns the domains of these entries, the busiest first.
pub(crate) fn domains(entries: Entries<'_>) -> Vec<DomainAccount> {
    let mut domains: BTreeMap<&Domain, DomainAccount> = BTreeMap::new();
    let mut file = |domain, side, add: &dyn Fn(&mut DomainSide)| {
        let account = domains.entry(domain).or_insert_with(|| DomainAccount::new(domain));
        add(account.side_mut(side));
    };
    for (index, statement) in entries.statements.iter().enumerate() {
        for domain in &statement.domains {
            file(domain, statement.side, &|side| side.statements.push(index));
        }
    }
    for (index, event) in entries.events.iter().enumerate().filter(|(_, event)| is_deed(event)) {
        for side in [Side::First, Side::Second] {
            if event.actors.iter().any(|actor| is_of(entries.pair, actor, side)) {
                for domain in &event.domains {
                    file(domain, side, &|side| side.deeds.push(index));
                }
            }
        }
    }
    for (index, proposal) in entries.proposals.iter().enumerate() {
        for domain in &proposal.domains {
            file(domain, proposal.side, &|side| side.proposals.push(index));
        }
    }
    for commitment in entries.commitments {
        for domain in &commitment.domains {
            domains.entry(domain).or_insert_with(|| DomainAccount::new(domain));
        }
    }
    let mut sorted: Vec<DomainAccount> = domains.into_values().collect();
    for domain in &mut sorted {
        for side in [Side::First, Side::Second] {
            domain.side_mut(side).actors = position::positions(entries, domain.side(side), side);
        }
        domain.scoreboard = scoreboard::scoreboard(entries, domain);
    }
    sorted.sort_by(|left, right| {
        right.len().cmp(&left.len()).then_with(|| left.domain.cmp(&right.domain))
    });
    sorted
}

impl DomainAccount {
    fn new(domain: &Domain) -> DomainAccount {
        DomainAccount {
            domain: domain.clone(),
            first: DomainSide::default(),
            second: DomainSide::default(),
            scoreboard: Scoreboard::default(),
        }
    }
}

/// Returns the fields of policy of the records behind some evidence.
pub(crate) fn of(evidence: &Evidence, reports: &[Report<'_>]) -> Vec<Domain> {
    let mut domains = BTreeSet::new();
    for citation in evidence.citations().iter() {
        let report = reports.get(citation.article.index());
        domains.extend(report.into_iter().flat_map(|report| report.domains(citation.record, [])));
    }
    domains.into_iter().collect()
}

fn is_deed(event: &Event) -> bool {
    matches!(event.standing, Standing::Actual | Standing::Historical) && event.reported_by.is_none()
}

pub(crate) fn is_of(pair: &Pair, actor: &Participant, side: Side) -> bool {
    actor.party.as_ref().and_then(|party| Side::of(pair, party)) == Some(side)
}
