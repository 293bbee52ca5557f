//! What kind of plan words tell of, and how far they go.
//!
//! In: a verb, or the words of a clause. Out: where the clause ends; the kind, `other`
//! where no word says it.

use std::ops::Range;

use chancery_model::CommitmentKind;

use crate::grammar::Grammar;

/// Returns the kind of plan that words tell of.
pub(super) fn kind(grammar: Grammar<'_>, mut words: Range<usize>) -> CommitmentKind {
    let told = |idx| {
        let word = grammar.text.str(idx).to_ascii_lowercase();
        kind_of(&word).or_else(|| kind_of(grammar.forest.lemma(idx)))
    };
    words.find_map(told).unwrap_or(CommitmentKind::Other)
}

fn kind_of(word: &str) -> Option<CommitmentKind> {
    match word {
        "meet" | "meeting" | "summit" => Some(CommitmentKind::Meeting),
        "visit" | "travel" | "trip" => Some(CommitmentKind::Visit),
        "talk" | "talks" | "negotiate" | "negotiations" | "discuss" => Some(CommitmentKind::Talks),
        "sign" | "agreement" | "deal" | "treaty" => Some(CommitmentKind::Agreement),
        "aid" | "assistance" | "donate" => Some(CommitmentKind::Aid),
        "withdraw" | "withdrawal" | "pull" | "pullout" | "leave" => {
            Some(CommitmentKind::Withdrawal)
        }
        "sanction" | "sanctions" | "tariff" | "tariffs" | "impose" | "ban" | "suspend" | "lift"
        | "close" | "embargo" | "duties" | "embassy" | "consulate" => Some(CommitmentKind::Measure),
        _ => None,
    }
}

/// Returns where the clause behind a verb ends.
pub(super) fn clause_end(grammar: Grammar<'_>, verb: usize, sentence: &Range<usize>) -> usize {
    (verb + 1..sentence.end.min(verb + 20))
        .find(|idx| matches!(grammar.text.str(*idx), "," | ";" | "." | "—" | "--" | "”" | "\""))
        .unwrap_or(sentence.end.min(verb + 20))
}
