//! Who spoke last: whom "he said" and "the lawyer said" mean.
//!
//! In: the subject of a verb of speech that is a pronoun, or a word for one who speaks for
//! others, and the member of the cast that it is tied to. Out: whoever spoke last before
//! it, where that is another: "Ms Berg, a voter, met Lund on Monday. “I like him,” she
//! said." Whoever speaks goes on speaking more often than one who is only spoken of. Who
//! is spoken of elsewhere is left as the cast has it.

use chancery_model::{ActorKind, MentionForm};

use super::Context;
use crate::codebook::Gender;
use crate::grammar::{Grammar, NameKind, Relation, Tag, side};
use crate::language::{Class, CueKind};

/// As many sentences back somebody spoke at most.
const REACH: usize = 3;

/// Words for people that say nothing of who they are.
const PEOPLE: &[&str] = &[
    "adviser",
    "advisor",
    "aide",
    "analyst",
    "attorney",
    "economist",
    "expert",
    "father",
    "lawyer",
    "man",
    "mother",
    "neighbor",
    "neighbour",
    "professor",
    "resident",
    "researcher",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "strategist",
    "student",
    "teacher",
    "voter",
    "woman",
    "worker",
];

/// Somebody who spoke.
enum Spoke {
    /// A member of the cast.
    Known(usize),
    /// A person whom the cast lacks.
    Unknown,
}

/// Returns who speaks where a subject is tied to a member of the cast: the member, whoever
/// else of the cast spoke last before a pronoun, or nobody who is known.
pub(super) fn speaker(context: Context<'_>, subject: usize, member: usize) -> Option<usize> {
    let Grammar { cast, .. } = context.grammar;
    if cast.members[member].kind != ActorKind::Person || !points_back(context, subject) {
        return Some(member);
    }
    match before(context, subject, member) {
        Some(Spoke::Known(other)) => Some(other),
        Some(Spoke::Unknown) => None,
        None => Some(member),
    }
}

/// Returns whether a subject means somebody of whom the text spoke before: "he", "the
/// attorney".
fn points_back(context: Context<'_>, subject: usize) -> bool {
    let Grammar { text, language, forest, cast } = context.grammar;
    let pronoun = language.is(text.word(subject), Class::HE.or(Class::SHE));
    let described = cast.at(subject).is_some_and(|mention| {
        mention.form == MentionForm::Description && mention.tokens.len() <= 2
    });
    pronoun || described && PEOPLE.contains(&forest.lemma(subject))
}

/// Returns who spoke last before a subject, in its sentence or those before, unless the
/// member is the subject of a clause nearer to it.
fn before(context: Context<'_>, subject: usize, member: usize) -> Option<Spoke> {
    let text = context.grammar.text;
    let here = text.sentences.partition_point(|one| one.tokens.end <= subject);
    for back in 0..=REACH {
        let sentence = text.sentences.get(here.checked_sub(back)?)?;
        let end = if back == 0 { subject } else { sentence.tokens.end };
        let mut is_named = false;
        for at in (sentence.tokens.start..end).rev().filter(|at| !is_quoted(context, *at)) {
            if let Some(spoke) = spoke(context, at, subject, member) {
                return (!matches!(spoke, Spoke::Known(one) if one == member)).then_some(spoke);
            }
            is_named |= is_own_subject(context, at, member);
        }
        if is_named {
            return None;
        }
    }
    None
}

fn is_quoted(context: Context<'_>, at: usize) -> bool {
    let next = context.quotations.partition_point(|one| one.tokens.end <= at);
    context.quotations.get(next).is_some_and(|one| one.tokens.contains(&at))
}

/// Returns whether a word is a subject that names the member.
fn is_own_subject(context: Context<'_>, at: usize, member: usize) -> bool {
    let Grammar { forest, cast, .. } = context.grammar;
    matches!(forest.relation(at), Relation::Nsubj | Relation::NsubjPass)
        && cast.at(at).is_some_and(|one| one.member == member && one.form == MentionForm::Name)
}

/// Returns who is told to say something by a word that is the subject of a verb of speech,
/// where the one who points back may mean that one.
fn spoke(context: Context<'_>, at: usize, pointer: usize, member: usize) -> Option<Spoke> {
    let Grammar { text, language, forest, cast } = context.grammar;
    let verb = forest.head(at).filter(|_| forest.relation(at) == Relation::Nsubj)?;
    let (kind, _) = language.cue(text.word(verb))?;
    if !matches!(kind, CueKind::Say | CueKind::Allege | CueKind::Warn | CueKind::Admit) {
        return None;
    }
    if let Some(mention) = cast.at(at) {
        let one = &cast.members[mention.member];
        let person = one.kind == ActorKind::Person && mention.form == MentionForm::Name;
        let fits = fits(context, pointer, one.gender) && !mention.modifies;
        // What a known person was said to say says nothing of a lawyer.
        let pronoun = language.is(text.word(pointer), Class::HE.or(Class::SHE));
        return (person && fits && (pronoun || mention.member == member))
            .then_some(Spoke::Known(mention.member));
    }
    let named = match forest.name(at) {
        Some(kind) => kind == NameKind::Person,
        None => false,
    };
    let unknown = named && matches!(forest.tag(at), Tag::Nnp | Tag::Nnps)
        || PEOPLE.contains(&forest.lemma(at)) && side(context.grammar, at).is_empty();
    unknown.then_some(Spoke::Unknown)
}

/// Returns whether somebody of that gender may be meant.
fn fits(context: Context<'_>, pointer: usize, gender: Option<Gender>) -> bool {
    let Grammar { text, language, .. } = context.grammar;
    let word = text.word(pointer);
    match gender {
        Some(Gender::Male) => !language.is(word, Class::SHE),
        Some(Gender::Female) => !language.is(word, Class::HE),
        None => true,
    }
}
