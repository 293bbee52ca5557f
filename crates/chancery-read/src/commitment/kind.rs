//! What kind of plan words tell of, and how far they go.
//!
//! In: a verb, or the words of a clause. Out: where the clause ends; the kind, `other`
//! where no word says it.

use std::ops::Range;

use chancery_model::CommitmentKind;

use crate::grammar::{Grammar, Relation, Upos};

/// Returns the kind of plan that words tell of.
pub(super) fn kind(grammar: Grammar<'_>, mut words: Range<usize>) -> CommitmentKind {
    let told = |idx| {
        let word = grammar.text.str(idx).to_ascii_lowercase();
        let kind = kind_of(&word).or_else(|| kind_of(grammar.forest.lemma(idx)))?;
        match kind {
            CommitmentKind::Agreement => of_agreement(grammar, idx),
            CommitmentKind::Withdrawal if !leaves(grammar, idx) => None,
            kind => Some(kind),
        }
    };
    words.find_map(told).unwrap_or(CommitmentKind::Other)
}

/// Returns the kind of what a verb of agreeing plans: an agreement where one is made, and
/// else no kind of its own: "will reaffirm", "is to join".
pub(super) fn agreed(grammar: Grammar<'_>, trigger: usize) -> CommitmentKind {
    let lemma = grammar.forest.lemma(trigger);
    let makes = MAKING.contains(&lemma) || kind_of(lemma) == Some(CommitmentKind::Agreement);
    if makes || kind_of_noun(lemma) { CommitmentKind::Agreement } else { CommitmentKind::Other }
}

/// Verbs that make an agreement.
const MAKING: &[&str] = &[
    "accept",
    "agree",
    "approve",
    "broker",
    "clinch",
    "close",
    "complete",
    "conclude",
    "cut",
    "finalise",
    "finalize",
    "forge",
    "hammer",
    "have",
    "ink",
    "make",
    "negotiate",
    "ratify",
    "reach",
    "renegotiate",
    "seal",
    "secure",
    "sign",
    "strike",
];

/// Verbs that take a party out of one.
const LEAVING: &[&str] = &[
    "abandon",
    "annul",
    "ditch",
    "end",
    "exit",
    "leave",
    "nullify",
    "pull",
    "quit",
    "renounce",
    "scrap",
    "tear",
    "terminate",
    "walk",
    "withdraw",
];

/// Returns whether a noun names an agreement.
fn kind_of_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "accord" | "agreement" | "armistice" | "ceasefire" | "deal" | "pact" | "treaty" | "truce"
    )
}

/// Returns the kind of a clause in which a word for agreements stands: it is made, or a
/// party leaves it; what is done under it or in spite of it is of other kinds.
fn of_agreement(grammar: Grammar<'_>, word: usize) -> Option<CommitmentKind> {
    let forest = grammar.forest;
    if forest.lemma(word) == "sign" {
        return Some(CommitmentKind::Agreement);
    }
    let mut at = word;
    for _ in 0..4 {
        let relation = forest.relation(at);
        at = forest.head(at)?;
        let lemma = forest.lemma(at);
        if LEAVING.contains(&lemma) {
            return Some(CommitmentKind::Withdrawal);
        }
        let sides = [Relation::Obj, Relation::NsubjPass, Relation::Obl, Relation::Nsubj];
        if MAKING.contains(&lemma) && sides.contains(&relation) {
            return Some(CommitmentKind::Agreement);
        }
        if forest.upos(at) == Upos::Verb {
            return None;
        }
    }
    None
}

/// Returns whether somebody leaves what was joined or held: not "leaves for Oslo", "leaves
/// office", "pulls ahead".
fn leaves(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let next = text.str(verb + 1);
    match forest.lemma(verb) {
        "leave" => {
            let object = forest.child(verb, &[Relation::Obj]);
            object.is_some_and(|object| {
                !matches!(forest.lemma(object), "office" | "post" | "job" | "door" | "town" | "it")
            }) && !matches!(next, "for" | "open" | "behind")
        }
        "pull" => {
            let behind = verb + 1..verb + 8;
            behind.clone().any(|idx| matches!(text.str(idx), "out" | "back"))
                || behind
                    .clone()
                    .any(|idx| matches!(forest.lemma(idx), "troop" | "force" | "soldier"))
        }
        _ => true,
    }
}

fn kind_of(word: &str) -> Option<CommitmentKind> {
    match word {
        "meet" | "meeting" | "summit" => Some(CommitmentKind::Meeting),
        "visit" | "travel" | "trip" => Some(CommitmentKind::Visit),
        "talk" | "talks" | "negotiate" | "negotiations" | "discuss" => Some(CommitmentKind::Talks),
        "sign" | "agreement" | "deal" | "treaty" | "accord" | "pact" => {
            Some(CommitmentKind::Agreement)
        }
        "aid" | "assistance" | "donate" => Some(CommitmentKind::Aid),
        "withdraw" | "withdrawal" | "pull" | "pullout" | "leave" | "quit" | "exit" => {
            Some(CommitmentKind::Withdrawal)
        }
        "sanction" | "sanctions" | "tariff" | "tariffs" | "impose" | "ban" | "suspend" | "lift"
        | "close" | "embargo" | "duties" | "embassy" | "consulate" => Some(CommitmentKind::Measure),
        _ => None,
    }
}

/// As far as the clause of a plan may go.
const MOST_WORDS: usize = 20;

/// Returns where the clause behind a verb ends: at a mark, but not inside a quotation that
/// is begun in it, nor inside the name of a place: "to Portland, Maine, on Friday".
pub(super) fn clause_end(grammar: Grammar<'_>, verb: usize, sentence: &Range<usize>) -> usize {
    let text = grammar.text;
    let last = sentence.end.min(verb + MOST_WORDS);
    let mut quoted = (sentence.start..verb).filter(|idx| text.str(*idx) == "\"").count() % 2 == 1;
    let mut opened = false;
    let mut at = verb + 1;
    while at < last {
        match text.str(at) {
            "“" => opened = true,
            "\"" if !quoted => (opened, quoted) = (true, true),
            "”" | "\"" if opened => (opened, quoted) = (false, false),
            "," => match behind_name(grammar, at, last) {
                Some(behind) => at = behind,
                None => return at,
            },
            ";" | "." | "—" | "--" | "”" | "\"" => return at,
            _ => {}
        }
        at += 1;
    }
    last
}

/// Returns the comma that closes a name between commas.
fn behind_name(grammar: Grammar<'_>, comma: usize, end: usize) -> Option<usize> {
    let text = grammar.text;
    let named = |idx: &usize| text.is_capitalized(*idx);
    let close = comma + 1 + (comma + 1..end.min(comma + 3)).take_while(named).count();
    (close > comma + 1 && text.is_capitalized(comma - 1) && text.str(close) == ",").then_some(close)
}
