//! Willingness: "is ready to talk to Oslo", "open to talks with Oslo".
//!
//! In: an adjective of willingness in the trees. Out: whether an infinitive hangs on it,
//! which `promised` makes an agreement; and, where it is about a noun, the agreement: PLOVER's
//! AGREE holds whatever signals readiness to cooperate.

use chancery_model::EventKind;

use super::{Context, Found, candidate, confidence, standing};
use crate::grammar::{Grammar, Relation, doer, object};
use crate::language::Class;

/// What says that its subject would do it.
const WILLING: [&str; 5] = ["happy", "open", "prepared", "ready", "willing"];

/// What somebody is willing to do with another.
const TOGETHER: [EventKind; 3] = [EventKind::Agree, EventKind::Consult, EventKind::Cooperate];

/// How many nouns lead to what one is willing to do: "the possibility of talks".
const MOST_NOUNS: usize = 2;

/// Returns whether an infinitive hangs on a word of willingness that is not denied.
pub(super) fn is_willing(grammar: Grammar<'_>, verb: usize, above: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let clauses = [Relation::Xcomp, Relation::Advcl, Relation::Ccomp];
    let mut marks = forest.children_by(verb, &[Relation::Mark]);
    clauses.contains(&forest.relation(verb))
        && marks.any(|mark| text.word(mark) == language.known.to)
        && says_so(grammar, above)
}

/// Finds the agreements of those who are willing to do what a noun tells.
pub(super) fn find(context: Context<'_>, sentence_idx: usize, out: &mut Vec<Found>) {
    let grammar = context.grammar;
    for word in grammar.text.sentences[sentence_idx].tokens.clone() {
        if says_so(grammar, word) {
            out.extend(agreement(context, sentence_idx, word));
        }
    }
}

/// Returns whether a word says that its subject is willing.
pub(crate) fn says_so(grammar: Grammar<'_>, word: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let group = [Relation::Aux, Relation::Cop, Relation::Advmod];
    WILLING.contains(&text.str(word).to_ascii_lowercase().as_str())
        && !forest
            .children_by(word, &group)
            .any(|word| language.is(text.word(word), Class::NEGATION.or(Class::CONDITIONAL)))
}

fn agreement(context: Context<'_>, sentence_idx: usize, word: usize) -> Option<Found> {
    let Grammar { text, forest, language, .. } = context.grammar;
    let leads = |noun: &usize| {
        let mut cases = forest.children_by(*noun, &[Relation::Case]);
        cases.any(|case| matches!(text.str(case), "for" | "to"))
    };
    let first = forest.children_by(word, &[Relation::Obl]).find(leads)?;
    let below = |noun: &usize| forest.child(*noun, &[Relation::Nmod]);
    let mut nouns = std::iter::successors(Some(first), below).take(MOST_NOUNS + 1);
    let (noun, entry) = nouns.find_map(|noun| {
        let entries = language.event_nouns.get(&language.noun(text.word(noun))?)?;
        Some((noun, entries.iter().find(|entry| TOGETHER.contains(&entry.kind))?))
    })?;
    let sides = (doer(context.grammar, word), object(context.grammar, noun, &entry.to));
    let mut found = candidate(
        context,
        sentence_idx,
        word,
        EventKind::Agree,
        None,
        sides,
        false,
        confidence::NOUN,
        Some(entry.entry),
    )?;
    found.of = Some(entry.kind);
    standing::date(context, &mut found);
    Some(found)
}
