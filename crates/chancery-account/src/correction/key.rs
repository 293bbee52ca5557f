//! Keys: what a record is known by, and the record that a key names.
//!
//! Goes in: a reading, with a record of it or a key made from another reading
//! of the article. Comes out: the key, or the record that fits it best. A
//! record of another kind, code or parties never fits, however near its words.

use std::collections::BTreeSet;

use chancery_model::{ActorId, Party, Reading, RecordId, RecordKey, Span};

/// What a key holds of a record.
struct Outline {
    evidence: Span,
    code: Option<&'static str>,
    parties: BTreeSet<Party>,
}

/// Returns the key of a record, or nothing where the reading has no such
/// record, or its words do not lie in the article.
pub fn key_of(reading: &Reading, record: RecordId) -> Option<RecordKey> {
    let outline = outlines(reading).find(|(id, _)| *id == record)?.1;
    let words = reading.article.text.get(outline.evidence.range())?;
    Some(RecordKey {
        article: reading.article.id.clone(),
        kind: record.kind(),
        evidence: outline.evidence,
        words: words.to_owned(),
        code: outline.code.map(Into::into),
        parties: outline.parties,
    })
}

/// Returns the record of the reading that the key names.
///
/// The record has the kind and the code of the key, the parties of one are
/// among those of the other, and its words are half those of the key or more:
/// a later coder may cut them otherwise. Of several the nearest is meant.
pub fn find(reading: &Reading, key: &RecordKey) -> Option<RecordId> {
    if reading.article.id != key.article {
        return None;
    }
    let place = place(&reading.article.text, key)?;
    let fitting = outlines(reading).filter_map(|(id, outline)| {
        let Outline { evidence, code, parties } = outline;
        let shared = overlap(place, evidence);
        let fits = id.kind() == key.kind
            && code == key.code.as_deref()
            && (parties.is_subset(&key.parties) || key.parties.is_subset(&parties))
            && shared > 0
            && 2 * shared >= place.len().min(evidence.len());
        let apart = place.join(evidence).len() - shared;
        fits.then_some((parties != key.parties, apart, id))
    });
    fitting.min().map(|(_, _, id)| id)
}

/// Returns where the key's words stand in the text: where they stood, or the
/// nearest place at which they stand now.
fn place(text: &str, key: &RecordKey) -> Option<Span> {
    if key.words.is_empty() {
        return None;
    }
    if text.get(key.evidence.range()) == Some(key.words.as_str()) {
        return Some(key.evidence);
    }
    let starts = text.match_indices(key.words.as_str()).map(|(start, _)| start);
    let start = starts.min_by_key(|start| start.abs_diff(key.evidence.start))?;
    Some(Span::new(start, start + key.words.len()))
}

fn overlap(one: Span, other: Span) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

fn outlines(reading: &Reading) -> impl Iterator<Item = (RecordId, Outline)> + '_ {
    let outline = |evidence, code, actors: &mut dyn Iterator<Item = &ActorId>| {
        let parties = actors.filter_map(|actor| reading.party(*actor)).cloned().collect();
        Outline { evidence, code, parties }
    };
    let events = reading.events.iter().map(move |event| {
        let mut actors = event.actors.iter().chain(&event.recipients);
        (RecordId::Event(event.id), outline(event.evidence, Some(event.kind.code()), &mut actors))
    });
    let statements = reading.statements.iter().map(move |statement| {
        // Whether words are quoted or reported is no part of what they say.
        let mut actors = statement.speaker.iter().chain(&statement.addressees);
        (RecordId::Statement(statement.id), outline(statement.evidence, None, &mut actors))
    });
    let claims = reading.claims.iter().map(move |claim| {
        let mut actors = claim.by.iter().chain(&claim.about);
        (RecordId::Claim(claim.id), outline(claim.evidence, Some(claim.kind.name()), &mut actors))
    });
    let commitments = reading.commitments.iter().map(move |plan| {
        let mut actors = plan.parties.iter().chain(&plan.arranged_by);
        let code = Some(plan.kind.name());
        (RecordId::Commitment(plan.id), outline(plan.evidence, code, &mut actors))
    });
    let proposals = reading.proposals.iter().map(move |proposal| {
        let mut actors = proposal.by.iter().chain(&proposal.to);
        (RecordId::Proposal(proposal.id), outline(proposal.evidence, None, &mut actors))
    });
    events.chain(statements).chain(claims).chain(commitments).chain(proposals)
}
