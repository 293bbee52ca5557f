//! Who speaks: whether those whom a subject names are the ones who say something.
//!
//! In: the words of a subject or of a sentence, members of the cast. Out: whether a
//! member may be the speaker. Where the subject of a verb is, and what is said, is not
//! known here.

use std::ops::Range;

use chancery_model::ActorKind;

use super::Context;
use crate::grammar::{Grammar, Relation, Tag, side};
use crate::text::Quotation;

/// Returns whether a member of the cast speaks where a subject names it. A name that the
/// cast lacks is somebody else's than the person beside it: "Lund, the president of the
/// club".
pub(super) fn speaks_for(context: Context<'_>, subject: usize, member: usize) -> bool {
    let cast = context.grammar.cast;
    if cast.covers(subject..subject + 1) {
        return true;
    }
    match cast.members[member].kind {
        ActorKind::Person => {
            !is_other_person(context, subject, member) && !is_of_person(context, subject, member)
        }
        _ => true,
    }
}

/// Returns whether a subject is a name, and no part of the person's.
fn is_other_person(context: Context<'_>, subject: usize, member: usize) -> bool {
    let Grammar { text, cast, forest, .. } = context.grammar;
    let name = text.str(subject);
    matches!(forest.tag(subject), Tag::Nnp | Tag::Nnps)
        && !cast.members[member].name.split(' ').any(|part| part == name)
}

/// Nouns for words that somebody wrote or spoke.
const WORDS: &[&str] = &[
    "account",
    "announcement",
    "article",
    "comment",
    "filing",
    "letter",
    "memo",
    "message",
    "note",
    "office",
    "post",
    "remark",
    "report",
    "speech",
    "statement",
    "testimony",
    "tweet",
    "word",
];

/// Returns whether a subject only belongs to the person: "her spokeswoman", "Lund's lawyer".
/// Their letters and speeches say what they say.
fn is_of_person(context: Context<'_>, subject: usize, member: usize) -> bool {
    let Grammar { cast, forest, .. } = context.grammar;
    let below = [Relation::NmodPoss, Relation::Nmod, Relation::Compound, Relation::NmodUnmarked];
    !WORDS.contains(&forest.lemma(subject))
        && forest
            .children_by(subject, &below)
            .any(|word| cast.at(word).is_some_and(|mention| mention.member == member))
}

/// Returns whether a verb of calling is done by telephone: "called the chancellor to offer
/// condolences", not "called on her to resign", "called her a liar".
pub(super) fn is_phoned(context: Context<'_>, verb: usize) -> bool {
    let Grammar { text, language, forest, .. } = context.grammar;
    let object = forest.child(verb, &[Relation::Obj]);
    let person = object.is_some_and(|object| !side(context.grammar, object).is_empty());
    forest.lemma(verb) == "call"
        && person
        && forest.children_by(verb, &[Relation::Advcl, Relation::Xcomp]).any(|aim| {
            let mut marks = forest.children_by(aim, &[Relation::Mark]);
            marks.any(|mark| text.word(mark) == language.known.to)
        })
}

/// Nouns for somebody who speaks for whoever spoke before.
const SPOKESPEOPLE: &[&str] =
    &["official", "spokesman", "spokeswoman", "spokesperson", "statement", "source"];

/// Returns whether a sentence says outside its quotations that somebody speaks whom the
/// cast lacks: "“...,” a farmer said". A spokesman speaks for the office that spoke before,
/// not for the person.
pub(super) fn of_nobody_known(
    context: Context<'_>,
    sentence: &Range<usize>,
    inside: &[&Quotation],
    before: Option<usize>,
) -> bool {
    let Grammar { text, language, cast, forest } = context.grammar;
    let person = before.is_some_and(|one| cast.members[one].kind == ActorKind::Person);
    let quoted = |word: usize| inside.iter().any(|one| one.tokens.contains(&word));
    sentence.clone().filter(|word| !quoted(*word)).any(|verb| {
        let subject = forest.child(verb, &[Relation::Nsubj]).filter(|one| !quoted(*one));
        language.cue(text.word(verb)).is_some()
            && subject.is_some_and(|subject| {
                let noun = matches!(forest.tag(subject), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps);
                // "the lawmaker said": whoever was spoken of before.
                let known = !SPOKESPEOPLE.contains(&forest.lemma(subject))
                    && forest
                        .children_by(subject, &[Relation::Det])
                        .any(|word| text.word(word) == language.known.the);
                noun && !known
                    && !cast.covers(subject..subject + 1)
                    && (person || !SPOKESPEOPLE.contains(&forest.lemma(subject)))
                    && side(context.grammar, subject).is_empty()
            })
    })
}
