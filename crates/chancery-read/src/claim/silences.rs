//! Silences: who was asked about an allegation and gave no answer.
//!
//! In: the statements whose words are that somebody said nothing, and the claims of the
//! text. Out: each as a claim of silence, tied to the last allegation about the one who
//! was asked. It denies nothing, and where nothing is alleged of that one it is no claim.

use chancery_model::ClaimKind;

use super::Found;
use crate::grammar::Grammar;
use crate::statement;

/// As far back, in sentences, somebody is asked about an allegation of another of the same
/// side; of an allegation of himself, anywhere.
const MOST_BACK: usize = 3;

/// Adds the silences to the claims.
pub(super) fn add(grammar: Grammar<'_>, statements: &[statement::Found], out: &mut Vec<Found>) {
    let members = &grammar.cast.members;
    let same = |one: usize, other: usize| {
        one == other || members[one].identity() == members[other].identity()
    };
    let near =
        |claim: &Found, silence: &statement::Found| claim.sentence + MOST_BACK >= silence.sentence;
    for (place, silence) in statements.iter().enumerate().filter(|(_, said)| said.is_silence) {
        let Some(by) = silence.speaker else { continue };
        let about = |claim: &Found| {
            claim.kind == ClaimKind::Allegation
                && claim.sentence <= silence.sentence
                && claim
                    .about
                    .iter()
                    .any(|accused| *accused == by || near(claim, silence) && same(*accused, by))
                && !claim.by.is_some_and(|accuser| same(accuser, by))
        };
        let last = out.iter().enumerate().filter(|(_, claim)| about(claim));
        let Some((answers, claim)) = last.max_by_key(|(idx, claim)| (claim.sentence, *idx)) else {
            continue;
        };
        out.push(Found {
            kind: ClaimKind::Silence,
            by: Some(by),
            about: claim.by.into_iter().collect(),
            statement: Some(place),
            answers: Some(answers),
            content: silence.content,
            remarks: Vec::new(),
            evidence: silence.evidence,
            sentence: silence.sentence,
            confidence: 0.5,
        });
    }
}
