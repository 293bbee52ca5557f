//! Positions: who of a side said, did and proposed what in a domain.
//!
//! Goes in: the entries of a side in a domain. Comes out: the same entries by
//! actor. A state acts where no person or organ of it is named.

use super::{DomainSide, Entries, is_of};
use crate::{Participant, Side};

/// What one actor has said and done in a domain, in the order of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorPosition {
    /// Who.
    pub actor: Participant,
    /// Places in [`crate::Account::statements`].
    pub statements: Vec<usize>,
    /// Places in [`crate::Account::events`].
    pub deeds: Vec<usize>,
    /// Places in [`crate::Account::proposals`].
    pub proposals: Vec<usize>,
}

impl ActorPosition {
    fn len(&self) -> usize {
        self.statements.len() + self.deeds.len() + self.proposals.len()
    }
}

/// Returns the positions of a side's actors, the busiest first.
pub(super) fn positions(entries: Entries<'_>, of: &DomainSide, side: Side) -> Vec<ActorPosition> {
    let mut positions: Vec<ActorPosition> = Vec::new();
    let mut file = |actor: &Participant, add: &dyn Fn(&mut ActorPosition)| {
        let known = positions.iter().position(|position| position.actor.is(actor));
        let place = known.unwrap_or_else(|| {
            positions.push(ActorPosition {
                actor: actor.clone(),
                statements: Vec::new(),
                deeds: Vec::new(),
                proposals: Vec::new(),
            });
            positions.len() - 1
        });
        add(&mut positions[place]);
    };
    for place in &of.statements {
        if let Some(statement) = entries.statements.get(*place) {
            file(&statement.speaker, &|position| position.statements.push(*place));
        }
    }
    for place in &of.deeds {
        let actors = entries.events.get(*place).map_or(&[][..], |event| &event.actors);
        for actor in actors.iter().filter(|actor| is_of(entries.pair, actor, side)) {
            file(actor, &|position| position.deeds.push(*place));
        }
    }
    for place in &of.proposals {
        if let Some(proposal) = entries.proposals.get(*place) {
            file(&proposal.by, &|position| position.proposals.push(*place));
        }
    }
    positions.sort_by(|left, right| {
        right.len().cmp(&left.len()).then_with(|| left.actor.name.cmp(&right.actor.name))
    });
    positions
}
