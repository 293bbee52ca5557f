//! Assertions: whether a clause asserts what it says.
//!
//! In: a verb or a side in the trees. Out: whether "if" or a question leaves it open,
//! whether the verb of speech above it denies it or does not say it, whether it is held
//! off ("without asking") or has no side ("no talks"). What mood a predicate has because
//! of that is told in `mood`.

use super::Grammar;
use super::clause::own_subject;
use super::predicate::{MOST_JOINED, auxiliaries, negates};
use super::tree::{Relation, Tag};
use crate::language::{Class, CueKind};

/// How a clause is told that a verb of speech governs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// It is denied: "denied that it had attacked".
    Denied,
    /// Nobody says it: "did not say that", "stopped short of saying".
    Unsaid,
}

/// Verbs that tell what somebody would like.
const HOPING: [&str; 4] = ["doubt", "hope", "pray", "wish"];

/// Nouns for what is said of somebody.
pub(crate) const CLAIMS: [&str; 10] = [
    "accusation",
    "allegation",
    "assertion",
    "charge",
    "claim",
    "insinuation",
    "report",
    "rumour",
    "speculation",
    "suggestion",
];

/// Returns whether a claim is denied or said to be false: "rejected claims that", "reports
/// that it had fired were wrong".
fn is_false_claim(grammar: Grammar<'_>, noun: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let Some(above) = forest.head(noun).filter(|_| CLAIMS.contains(&forest.lemma(noun))) else {
        return false;
    };
    let lemma = forest.lemma(above);
    match forest.relation(noun) {
        Relation::Nsubj => matches!(
            lemma,
            "baseless"
                | "false"
                | "groundless"
                | "inaccurate"
                | "incorrect"
                | "lie"
                | "unfounded"
                | "untrue"
                | "wrong"
        ),
        Relation::Obj => {
            let denies = language.cue(text.word(above)).is_some_and(|cue| cue.0 == CueKind::Deny);
            denies || matches!(lemma, "dismiss" | "rebut" | "refute" | "reject")
        }
        _ => false,
    }
}

/// Returns how the verb of speech above a clause tells it, if it does not assert it.
pub(super) fn telling(grammar: Grammar<'_>, verb: usize) -> Option<Telling> {
    let Grammar { text, forest, language, .. } = grammar;
    let mut at = verb;
    for _ in 0..MOST_JOINED {
        let head = forest.head(at)?;
        let clause = matches!(forest.relation(at), Relation::Acl | Relation::Ccomp);
        if clause && is_false_claim(grammar, head) {
            return Some(Telling::Denied);
        }
        if forest.relation(at) == Relation::Ccomp && HOPING.contains(&forest.lemma(head)) {
            return Some(Telling::Unsaid);
        }
        let gerund = forest.relation(at) == Relation::Xcomp && forest.tag(at) == Tag::Vbg;
        if forest.relation(at) == Relation::Ccomp || gerund {
            let (kind, _) = language.cue(text.word(head))?;
            // Behind its clause, a cue has been asked nothing: "..., he did not say".
            let negated = head < verb
                && auxiliaries(grammar, head).iter().any(|word| negates(grammar, *word));
            return match kind {
                CueKind::Deny if !negated => Some(Telling::Denied),
                // What one does not know is so all the same.
                CueKind::Say | CueKind::Allege if forest.lemma(head) != "know" => {
                    (negated || held_off(grammar, head)).then_some(Telling::Unsaid)
                }
                _ => None,
            };
        }
        if forest.relation(at) != Relation::Conj {
            return None;
        }
        at = head;
    }
    None
}

/// Returns whether a gerund tells of what is warned against, kept from happening or
/// left out: "warned against deploying", "barred from entering", "without asking",
/// "stopped short of accusing".
pub(super) fn held_off(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let mut marks = forest.children_by(verb, &[Relation::Mark, Relation::Case]);
    forest.tag(verb) == Tag::Vbg
        && marks.any(|mark| match text.str(mark).to_ascii_lowercase().as_str() {
            "against" | "instead" | "without" => true,
            // "stopped short of accusing"
            "of" => mark > 0 && text.str(mark - 1) == "short",
            // "aside from saying": that much he did say.
            "from" => mark == 0 || !matches!(text.str(mark - 1), "aside" | "apart"),
            _ => false,
        })
}

/// Returns whether a side is denied: "no talks were held", "neither A nor B".
pub(super) fn denied_side(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let sides = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj];
    let mut denied = forest.children_by(verb, &sides).flat_map(|side| {
        let words = [Relation::Det, Relation::CcPreconj, Relation::Advmod];
        let words: Vec<usize> = forest.children_by(side, &words).chain([side]).collect();
        words
    });
    denied.any(|word| {
        matches!(
            text.str(word),
            "no" | "No" | "Neither" | "neither" | "None" | "none" | "Nobody" | "nobody"
        )
    })
}

/// Returns whether there is no word of it: "no sign of Norway arming rebels".
pub(super) fn is_without_sign(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, language, forest, .. } = grammar;
    let clauses = [Relation::Acl, Relation::Nmod, Relation::Advcl];
    let noun = forest.head(verb).filter(|_| clauses.contains(&forest.relation(verb)));
    forest.tag(verb) == Tag::Vbg
        && noun.is_some_and(|noun| {
            let mut words = forest.children_by(noun, &[Relation::Det]);
            words.any(|word| text.word(word) == language.known.no)
        })
}

/// Returns whether "if", "whether" or "unless" opens the clause or one above it.
pub(crate) fn is_condition(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let mut at = verb;
    for _ in 0..MOST_JOINED {
        let opened = forest
            .children_by(at, &[Relation::Mark, Relation::Advmod])
            .any(|mark| mark < at && language.is(text.word(mark), Class::CONDITION));
        if opened {
            return true;
        }
        let goes_up =
            matches!(forest.relation(at), Relation::Conj | Relation::Ccomp | Relation::Xcomp);
        match forest.head(at) {
            Some(head) if goes_up => at = head,
            _ => return false,
        }
    }
    false
}

/// Returns whether the clause is what a question leaves open: "Will Norway attack?", "Does
/// Oslo want to attack?", but not "Why did Norway attack?", which takes it for a fact.
pub(super) fn is_asked(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let mut top = verb;
    for _ in 0..MOST_JOINED {
        let goes_up = [Relation::Conj, Relation::Ccomp, Relation::Xcomp];
        match forest.head(top).filter(|_| goes_up.contains(&forest.relation(top))) {
            Some(head) => top = head,
            None => break,
        }
    }
    if forest.head(top).is_some() {
        return false;
    }
    let Some(mark) = forest.children_by(top, &[Relation::Punct]).next_back() else { return false };
    let opens = |word: usize| {
        let auxiliary = [Relation::Aux, Relation::AuxPass, Relation::Cop];
        let before = own_subject(grammar, top).is_none_or(|subject| word < subject);
        auxiliary.contains(&forest.relation(word)) && before
            || language.is(text.word(word), Class::CONDITION)
    };
    let known = |word: usize| {
        matches!(text.str(word), "Why" | "why" | "How" | "how" | "What" | "what" | "Who" | "who")
    };
    text.str(mark) == "?" && forest.children(top).any(opens) && !forest.children(top).any(known)
}

/// Returns whether a clause with "if" or "unless" depends on the verb.
pub(super) fn depends_on(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    forest.children_by(verb, &[Relation::Advcl]).any(|clause| {
        forest
            .children_by(clause, &[Relation::Mark])
            .any(|mark| language.is(text.word(mark), Class::CONDITION))
    })
}
