//! Words of suspicion: "alleged meddling", "suspected of", "evidence that".
//!
//! In: a word and the trees. Out: who is suspected of what, and by whom where the text
//! says it. Whether that is an allegation of its own is decided by `allegations`.

use chancery_model::Span;

use super::allegations::{MOST_STEPS, reason};
use super::words_below;
use crate::grammar::{Grammar, Relation, Tag, Upos, belonging, side};
use crate::language::Class;

/// Who suspects, where the text says it, whom, and of what.
pub(super) type Suspicion = (Option<usize>, Vec<usize>, Span);

/// Returns the suspicion that a word tells of: "alleged meddling by X", "a vessel
/// suspected of smuggling", "evidence that X".
pub(super) fn suspicion(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    suspected_deed(grammar, at)
        .or_else(|| suspected_of(grammar, at))
        .or_else(|| grounds(grammar, at))
        .or_else(|| punished(grammar, at))
}

/// "alleged Russian meddling", "the alleged use of gas by Syria".
fn suspected_deed(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    let Grammar { text, forest, .. } = grammar;
    let doubts =
        matches!(text.str(at).to_ascii_lowercase().as_str(), "alleged" | "suspected" | "purported");
    let described = forest.head(at).filter(|_| doubts && forest.relation(at) == Relation::Amod)?;
    // Of "alleged Kremlin meddling" the tree may tie the doubt to the name.
    let named = forest.relation(described) == Relation::Compound;
    let deed = forest.head(described).filter(|_| named).unwrap_or(described);
    let mut about = belonging(grammar, deed).members;
    for behind in forest.children_by(deed, &[Relation::Nmod, Relation::Obl, Relation::OblAgent]) {
        let by = forest.child(behind, &[Relation::Case]);
        if by.is_some_and(|case| text.word(case) == grammar.language.known.by) {
            about.extend(side(grammar, behind).members);
        }
    }
    about.retain(|member| grammar.cast.members[*member].party.is_some());
    // Somebody who is named is suspected himself: no deed is told.
    let deed_told = grammar.cast.at(deed).is_none() && !about.is_empty();
    deed_told.then(|| (None, about, text.span(words_below(grammar, deed))))
}

/// "a vessel suspected of smuggling", "X was accused of arming the rebels".
fn suspected_of(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    let Grammar { text, forest, language, cast } = grammar;
    let doubts = matches!(text.str(at), "suspected" | "accused" | "alleged" | "believed");
    let of = text.word(at + 1) == language.known.of;
    let to_have = text.word(at + 1) == language.known.to && text.str(at + 2) == "have";
    if !doubts || !(of || to_have) || forest.tag(at) == Tag::Vbd {
        return None;
    }
    let subject = forest.child(at, &[Relation::NsubjPass, Relation::Nsubj]);
    let above = forest.head(at);
    let who = match forest.relation(at) {
        Relation::Acl | Relation::AclRelcl => above,
        _ => subject,
    }?;
    let about = side(grammar, who).members;
    let words = text.span(words_below(grammar, at)).join(text.tokens[who].span);
    // The one who acts on the suspicion holds it.
    let by = above.and_then(|_| {
        let main = (0..MOST_STEPS).try_fold(who, |word, _| match forest.upos(word) {
            Upos::Verb => Err(word),
            _ => forest.head(word).ok_or(word),
        });
        let verb = main.err()?;
        let subject = forest.child(verb, &[Relation::Nsubj])?;
        side(grammar, subject).members.into_iter().find(|member| !about.contains(member))
    });
    let named = by.is_some_and(|by| cast.members[by].party.is_some())
        || about.iter().any(|member| cast.members[*member].party.is_some());
    named.then_some((by, about, words))
}

/// "sought to punish X for meddling"
fn punished(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    let forest = grammar.forest;
    let punishes = matches!(
        forest.lemma(at),
        "punish" | "penalize" | "penalise" | "condemn" | "denounce" | "rebuke" | "fault" | "blame"
    );
    let object = forest.child(at, &[Relation::Obj]).filter(|_| punishes)?;
    let content = reason(grammar, at)?;
    let named = |member: &usize| grammar.cast.members[*member].party.is_some();
    let about: Vec<usize> = side(grammar, object).members.into_iter().filter(named).collect();
    let mut verb = at;
    while forest.relation(verb) == Relation::Xcomp {
        verb = forest.head(verb)?;
    }
    let subject = forest.child(verb, &[Relation::Nsubj]);
    let by = subject.and_then(|subject| side(grammar, subject).members.first().copied());
    (!about.is_empty()).then_some((by, about, content))
}

/// Nouns for what somebody is charged with, or for what shows it.
const GROUNDS: &[&str] =
    &["allegation", "accusation", "suspicion", "evidence", "proof", "assertion", "insinuation"];

/// Returns whether a noun is said not to be: "no proof".
pub(super) fn is_none(grammar: Grammar<'_>, noun: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    forest
        .child(noun, &[Relation::Det])
        .is_some_and(|det| language.is(text.word(det), Class::NEGATION) || text.str(det) == "no")
}

/// "accusations that X armed the rebels", "evidence of Russian involvement".
fn grounds(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    let Grammar { text, forest, language, cast } = grammar;
    let lemma = forest.lemma(at);
    if forest.upos(at) != Upos::Noun || !GROUNDS.contains(&lemma) || is_none(grammar, at) {
        return None;
    }
    let told = [Relation::Acl, Relation::Ccomp, Relation::Nmod];
    let deed = forest.children_by(at, &told).find(|deed| {
        *deed > at
            && forest.children_by(*deed, &[Relation::Mark, Relation::Case]).any(|mark| {
                let word = text.word(mark);
                word == language.known.that || word == language.known.of
            })
    })?;
    let owner = belonging(grammar, at).members.first().copied();
    let by = owner.or_else(|| {
        let verb = forest.head(at).filter(|_| forest.relation(at) == Relation::Obj)?;
        let subject = forest.child(verb, &[Relation::Nsubj])?;
        side(grammar, subject).members.first().copied()
    });
    let accused = match forest.child(deed, &[Relation::Nsubj, Relation::NsubjPass]) {
        Some(subject) => side(grammar, subject),
        None => belonging(grammar, deed),
    };
    let about: Vec<usize> = accused
        .members
        .into_iter()
        .filter(|member| cast.members[*member].party.is_some() && Some(*member) != by)
        .collect();
    (!about.is_empty()).then(|| (by, about, text.span(words_below(grammar, deed))))
}
