//! Objects: the mentions that depend on a verb or a noun.
//!
//! In: a verb or a noun in the trees, the cast, and how the side is marked. Out: the
//! members of the cast that are acted upon, with those joined to them.

use chancery_model::{EventKind, Quad};

use super::Grammar;
use super::clause::own_subject;
use super::side::{Side, side};
use super::tree::{Relation, Upos};
use crate::language::Marks;

/// Returns the mentions that depend on a verb or noun as `marks` says.
pub(crate) fn object(grammar: Grammar<'_>, head: usize, marks: &Marks) -> Side {
    let Grammar { forest, .. } = grammar;
    if marks.object {
        // "shot down a jet": behind a particle an object may hang as if a preposition led it.
        let bare = forest.children_by(head, &[Relation::Obl]).filter(|child| {
            forest.child(head, &[Relation::CompoundPrt]).is_some()
                && forest.child(*child, &[Relation::Case]).is_none()
        });
        for object in forest.children_by(head, &[Relation::Obj, Relation::Iobj]).chain(bare) {
            let found = side(grammar, object);
            if !found.is_empty() {
                return found;
            }
            let within = reached(grammar, object);
            if !within.is_empty() {
                return within;
            }
        }
    }
    if marks.prepositions.is_empty() {
        return Side::default();
    }
    let found = marked(grammar, head, marks);
    if !found.is_empty() {
        return found;
    }
    // "imposed a round of sanctions on Iran": the preposition may stand with a noun.
    let below = [Relation::Obj, Relation::NsubjPass, Relation::Xcomp, Relation::Nmod];
    // "the sanctions by France on Iran": with the noun before it, where the head is one.
    let first = if forest.upos(head) == Upos::Noun { &below[3..] } else { &below[..3] };
    let mut open: Vec<usize> = forest.children_by(head, first).collect();
    for _ in 0..3 {
        for noun in &open {
            let found = marked(grammar, *noun, marks);
            if !found.is_empty() {
                return found;
            }
        }
        open = open.iter().flat_map(|noun| forest.children_by(*noun, &below)).collect();
    }
    Side::default()
}

/// Returns the mentions behind one of the prepositions under a word.
pub(super) fn marked(grammar: Grammar<'_>, head: usize, marks: &Marks) -> Side {
    let forest = grammar.forest;
    // "hailed the truce between both sides": whom it is between is the noun's, wherever
    // the tree hangs them.
    let verb = forest.head(head).filter(|_| forest.relation(head) == Relation::Obj);
    let between = |word: usize| grammar.text.word(word) == grammar.language.known.between;
    let follows = |child: &usize| {
        let case = forest.child(*child, &[Relation::Case]);
        case.is_some_and(|case| case == head + 1 && between(case))
    };
    let behind = verb.into_iter().flat_map(|verb| forest.children_by(verb, &[Relation::Obl]));
    for child in forest.children_by(head, OBLIQUES).chain(behind.filter(follows)) {
        if prepositions(grammar, child).any(|word| marks.prepositions.contains(&word)) {
            let found = place_or_side(grammar, child);
            if !found.is_empty() {
                return found;
            }
            let within = reached(grammar, child);
            if !within.is_empty() {
                return within;
            }
        }
    }
    // "calls for Iran to return", "concerns about Iran arming": a clause.
    for clause in forest.children_by(head, CLAUSES) {
        let asked = forest
            .children_by(clause, &[Relation::Mark])
            .any(|mark| marks.prepositions.contains(&grammar.text.word(mark)));
        if asked && let Some(subject) = own_subject(grammar, clause) {
            let found = side(grammar, subject);
            if !found.is_empty() {
                return found;
            }
        }
    }
    Side::default()
}

/// The relations of clauses that a preposition may open.
const CLAUSES: &[Relation] = &[Relation::Advcl, Relation::Acl, Relation::Ccomp, Relation::Xcomp];

/// The relations of what a preposition marks.
const OBLIQUES: &[Relation] = &[Relation::Obl, Relation::Nmod, Relation::OblAgent];

/// Returns the side at a word that the verb asks for; a country behind "in" is
/// one after all.
fn place_or_side(grammar: Grammar<'_>, word: usize) -> Side {
    let mut out = side(grammar, word);
    if out.is_empty()
        && let Some(mention) = grammar.cast.at(word)
    {
        out.add(mention);
    }
    out
}

/// Returns the prepositions that mark a word.
pub(super) fn prepositions(
    grammar: Grammar<'_>,
    word: usize,
) -> impl Iterator<Item = crate::text::WordId> + '_ {
    let Grammar { text, forest, cast, .. } = grammar;
    // The preposition may hang on any word of a mention of several.
    let range = cast.at(word).map_or(word..word + 1, |mention| mention.tokens.clone());
    range
        .flat_map(move |token| forest.children_by(token, &[Relation::Case]))
        .flat_map(move |case| {
            [case].into_iter().chain(forest.children_by(case, &[Relation::Fixed]))
        })
        .map(move |token| text.word(token))
}

/// Returns the mentions inside an object: "praised the agreement between",
/// "condemned the attack by", "ended a mission assisting".
fn reached(grammar: Grammar<'_>, object: usize) -> Side {
    let Grammar { forest, language, .. } = grammar;
    let known = &language.known;
    let inner = [known.of, known.by, known.between, known.with, known.from];
    let mut open = vec![object];
    for depth in 0..3 {
        let mut next = Vec::new();
        for noun in open {
            for child in forest.children_by(noun, &[Relation::Nmod]) {
                if depth > 0 || prepositions(grammar, child).any(|word| inner.contains(&word)) {
                    let found = side(grammar, child);
                    if !found.is_empty() {
                        return found;
                    }
                    next.push(child);
                }
            }
            // "support for groups fighting Iran": whom they fight is another matter.
            let clauses = forest.children_by(noun, &[Relation::Acl]);
            for clause in clauses.filter(|clause| !is_hostile(grammar, *clause)) {
                for child in forest.children_by(clause, &[Relation::Obj, Relation::Obl]) {
                    let found = side(grammar, child);
                    if !found.is_empty() {
                        return found;
                    }
                    next.push(child);
                }
            }
        }
        open = next;
    }
    Side::default()
}

/// Returns whether a verb tells of nothing but conflict.
fn is_hostile(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, language, .. } = grammar;
    let known = language.verbs(text.word(verb)).iter();
    let mut entries =
        known.filter_map(|(lemma, _)| language.event_verbs.get(lemma)).flatten().peekable();
    let conflict =
        |kind: EventKind| matches!(kind.quad(), Quad::VerbalConflict | Quad::MaterialConflict);
    entries.peek().is_some() && entries.all(|entry| conflict(entry.kind))
}
