//! Measures that are put off or called off: "delayed the tariffs until March".
//!
//! In: trees, cast, time expressions. Out: commitments of kind measure or withdrawal
//! that are moved or cancelled. The verb has to be told as a fact, and what it ends or
//! moves must be what governments do: tariffs, sanctions, a strike, a withdrawal.

use std::ops::Range;

use chancery_model::{CommitmentKind, CommitmentStatus, Date};

use super::{Found, bound, called_off, kind, nearest_time};
use crate::grammar::{Grammar, Relation, Upos, side, speaker};
use crate::time::TimeExpression;

/// Finds the measures of a text that are put off or called off.
pub(super) fn find(
    grammar: Grammar<'_>,
    times: &[TimeExpression],
    date: Option<Date>,
) -> Vec<Found> {
    let text = grammar.text;
    let mut out = Vec::new();
    for sentence in text.sentences.iter().filter(|sentence| sentence.kind.is_body()) {
        let found = sentence.tokens.clone().find_map(|verb| {
            let status = status(grammar, verb)?;
            moved(grammar, verb, status, &sentence.tokens, times, date)
        });
        out.extend(found);
    }
    out
}

fn moved(
    grammar: Grammar<'_>,
    verb: usize,
    status: CommitmentStatus,
    sentence: &Range<usize>,
    times: &[TimeExpression],
    date: Option<Date>,
) -> Option<Found> {
    let forest = grammar.forest;
    let objects = [Relation::Obj, Relation::NsubjPass];
    let kind = forest.children_by(verb, &objects).find_map(|object| measure(grammar, object))?;
    let subject = forest.child(verb, &[Relation::Nsubj]);
    let mut parties = subject.map(|subject| side(grammar, subject).members).unwrap_or_default();
    if parties.is_empty() {
        parties = speaker(grammar, verb).members;
    }
    parties.retain(|member| grammar.cast.members[*member].party.is_some());
    bound::join_named(grammar, sentence.clone(), &mut parties);
    if parties.is_empty() {
        return None;
    }
    let end = kind::clause_end(grammar, verb, sentence);
    Some(Found {
        kind,
        parties,
        arranged_by: Vec::new(),
        place: None,
        when: nearest_time(times, &(verb..(end + 4).min(sentence.end)), verb, date),
        status,
        evidence: grammar.text.span(subject.unwrap_or(verb).min(verb)..end.max(verb + 1)),
        confidence: 0.3,
    })
}

/// Returns what becomes of a plan by the verb: it is called off, or moved.
fn status(grammar: Grammar<'_>, verb: usize) -> Option<CommitmentStatus> {
    let forest = grammar.forest;
    if forest.upos(verb) != Upos::Verb {
        return None;
    }
    let averts = matches!(forest.lemma(verb), "avert" | "shelve" | "abandon" | "drop")
        && called_off::is_done(grammar, verb);
    if averts || called_off::is_called_off(grammar, verb) {
        return Some(CommitmentStatus::Cancelled);
    }
    let next = grammar.text.str(verb + 1);
    let moves = match forest.lemma(verb) {
        "delay" | "postpone" | "defer" => true,
        "put" => next == "off",
        "push" => next == "back",
        _ => false,
    };
    (moves && called_off::is_done(grammar, verb)).then_some(CommitmentStatus::Moved)
}

/// Returns the kind of the measure that an object is, or that it plans: "plans to
/// raise tariffs".
fn measure(grammar: Grammar<'_>, object: usize) -> Option<CommitmentKind> {
    let forest = grammar.forest;
    let kind = |word: usize| match forest.lemma(word) {
        "tariff" | "duty" | "sanction" | "strike" | "ban" | "levy" | "embargo" => {
            Some(CommitmentKind::Measure)
        }
        "withdrawal" | "pullout" | "drawdown" | "departure" => Some(CommitmentKind::Withdrawal),
        _ => None,
    };
    let below = [Relation::Acl, Relation::Nmod, Relation::Compound];
    let planned = || {
        let plans = matches!(
            forest.lemma(object),
            "plan" | "increase" | "round" | "move" | "hike" | "imposition" | "threat"
        );
        let words = forest.children_by(object, &below).filter(|_| plans);
        words
            .flat_map(|word| forest.children_by(word, &[Relation::Obj]).chain([word]))
            .find_map(kind)
    };
    kind(object).or_else(planned)
}
