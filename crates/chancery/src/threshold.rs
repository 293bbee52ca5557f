//! The threshold: a reading without the records that are too unsure.
//!
//! In: a reading and the least confidence that is wanted. Out: the same reading
//! without the events, statements, claims, commitments and proposals below it.
//! Records keep their ids, so that the whole reading and what is left of it name
//! them alike. Actors and quantities carry no confidence and stay.

use std::collections::BTreeSet;

use chancery_model::{ClaimId, Reading};

/// Leaves out the records whose confidence is below `least`.
///
/// An answer to a claim that is left out answers nothing.
pub fn keep(reading: &mut Reading, least: f32) {
    reading.events.retain(|event| event.confidence >= least);
    reading.statements.retain(|statement| statement.confidence >= least);
    reading.claims.retain(|claim| claim.confidence >= least);
    reading.commitments.retain(|commitment| commitment.confidence >= least);
    reading.proposals.retain(|proposal| proposal.confidence >= least);
    let kept: BTreeSet<ClaimId> = reading.claims.iter().map(|claim| claim.id).collect();
    for claim in &mut reading.claims {
        claim.answers = claim.answers.filter(|answered| kept.contains(answered));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::reading;

    #[test]
    fn threshold_of_nothing_leaves_the_reading_as_it_is() {
        let whole = reading();
        let mut kept = whole.clone();
        keep(&mut kept, 0.0);
        assert_eq!(kept, whole);
    }

    #[test]
    fn records_below_go_and_those_that_stay_keep_their_ids() {
        let mut whole = reading();
        assert!(whole.events.len() > 1);
        for (event, confidence) in whole.events.iter_mut().zip([0.2, 0.9]) {
            event.confidence = confidence;
        }
        let sure = whole.events[1].id;
        let mut kept = whole.clone();
        keep(&mut kept, 0.9);
        assert_eq!(kept.events.first().map(|event| event.id), Some(sure));
        assert!(kept.events.iter().all(|event| event.confidence >= 0.9));
        assert_eq!(kept.actors, whole.actors);
    }

    #[test]
    fn answer_to_a_claim_that_went_answers_nothing() {
        let mut whole = reading();
        assert!(whole.claims.len() > 1, "{:?}", whole.claims);
        let first = whole.claims[0].id;
        whole.claims[0].confidence = 0.1;
        whole.claims[1].confidence = 0.9;
        whole.claims[1].answers = Some(first);
        keep(&mut whole, 0.5);
        assert!(whole.claims.iter().all(|claim| claim.id != first));
        assert!(whole.claims.iter().any(|claim| claim.confidence >= 0.9));
        assert!(whole.claims.iter().all(|claim| claim.answers.is_none()));
    }
}
