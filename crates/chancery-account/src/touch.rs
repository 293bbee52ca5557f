//! Touch: whether a reading may add anything to the account of a pair.
//!
//! Goes in: a pair and a reading, whose article's text need not be there. Comes
//! out: whether any record of it has both parties in it or beside it. It may say
//! yes of a reading that adds nothing, and never no of one that adds something:
//! whoever folds many readings need not bring those that it says no of. What
//! people corrected is not known here, and may bring in a party.

use chancery_model::{ActorId, Pair, Reading, Span};

use crate::Side;

/// Returns whether the reading, as it was read, may add anything to the account of
/// the pair.
pub fn touches(pair: &Pair, reading: &Reading) -> bool {
    let named = Named::new(pair, reading);
    if !(named.is_named(Side::First) && named.is_named(Side::Second)) {
        return false;
    }
    reading.events.iter().any(|event| {
        named.has_both(event.actors.iter().chain(&event.recipients), [event.evidence; 2])
            || named.acts_upon_other(&event.actors, &event.recipients)
    }) || reading.statements.iter().any(|statement| {
        let actors = statement.speaker.iter().chain(&statement.addressees);
        named.has_both(actors, [statement.content, statement.evidence])
    }) || reading.claims.iter().any(|claim| {
        // A denial that says nothing of the other side may answer what it alleged
        // in another article.
        claim.by.is_some_and(|by| named.side(by).is_some())
    }) || reading
        .commitments
        .iter()
        .any(|plan| named.has_both(plan.parties.iter(), [plan.evidence; 2]))
        || reading.proposals.iter().any(|proposal| {
            named.has_both(proposal.by.iter().chain(&proposal.to), [proposal.evidence; 2])
        })
}

/// Where a reading names either party.
struct Named<'a> {
    reading: &'a Reading,
    sides: Vec<Option<Side>>,
    /// The sides of the same actors when something is done to them.
    sides_acted_upon: Vec<Option<Side>>,
}

impl<'a> Named<'a> {
    fn new(pair: &Pair, reading: &'a Reading) -> Named<'a> {
        let parties = reading.actors.iter().map(|actor| actor.party.as_ref());
        let acted_upon = reading.actors.iter().map(|actor| Side::acted_upon(pair, actor));
        Named {
            reading,
            sides: parties.map(|party| Side::of(pair, party?)).collect(),
            sides_acted_upon: acted_upon.collect(),
        }
    }

    fn side(&self, actor: ActorId) -> Option<Side> {
        self.sides.get(actor.index()).copied().flatten()
    }

    fn is_named(&self, side: Side) -> bool {
        self.sides_acted_upon.contains(&Some(side))
    }

    /// Returns whether somebody of one side does something to somebody of the other.
    fn acts_upon_other(&self, actors: &[ActorId], recipients: &[ActorId]) -> bool {
        let acting = actors.iter().filter_map(|actor| self.side(*actor));
        let mut acted_upon = recipients
            .iter()
            .map(|actor| self.sides_acted_upon.get(actor.index()).copied().flatten());
        let acting: Vec<Side> = acting.collect();
        acted_upon.any(|side| side.is_some_and(|side| acting.contains(&side.other())))
    }

    /// Returns whether both parties are among the actors, or one of them is and the
    /// other is named in the words or the sentences around them.
    fn has_both<'i>(&self, actors: impl Iterator<Item = &'i ActorId>, words: [Span; 2]) -> bool {
        let sides = || [Side::First, Side::Second].into_iter();
        let among: Vec<Side> = actors.filter_map(|actor| self.side(*actor)).collect();
        let Some(missing) = sides().find(|side| !among.contains(side)) else { return true };
        let [one, other] = words.map(|words| self.reading.sentences_around(words));
        let around = one.join(other);
        among.contains(&missing.other()) && self.names(missing, around)
    }

    fn names(&self, side: Side, words: Span) -> bool {
        let of_side = self.reading.actors.iter().zip(&self.sides);
        of_side
            .filter(|(_, of)| **of == Some(side))
            .any(|(actor, _)| actor.mentions.iter().any(|mention| words.contains(mention.span)))
    }
}
