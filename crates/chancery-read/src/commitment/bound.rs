//! Who is bound by what is planned.
//!
//! In: sides of verbs, words, statements. Out: members of the cast who can plan
//! something: those of a party, places left out. Whether anything is planned is not
//! known here.

use std::ops::Range;

use chancery_model::ActorKind;

use crate::actor::CastMention;
use crate::grammar::{Grammar, Relation, Side, speaker};
use crate::language::Class;
use crate::statement;
use crate::text::TokenKind;

/// Returns those of a side who can plan something: of a party, and no place.
pub(super) fn who_can_plan(grammar: Grammar<'_>, side: Side) -> Vec<usize> {
    let plans = |member: &usize| {
        let member = &grammar.cast.members[*member];
        member.party.is_some() && member.kind != ActorKind::Place
    };
    side.members.into_iter().filter(plans).collect()
}

/// Adds those whom words name, one for each party.
pub(super) fn join_named(grammar: Grammar<'_>, words: Range<usize>, parties: &mut Vec<usize>) {
    join(grammar, words, parties, |_| true);
}

/// How many words a name may stand below a verb whose act goes to who is named: "share the
/// film with Iceland", "answer Iceland's questions".
const ADDRESSED_STEPS: usize = 2;

/// Adds those to whom the act of a verb goes, one for each party: not who only says which
/// thing is meant, "the Russia inquiry", nor who is named in a clause below.
pub(super) fn join_addressed(
    grammar: Grammar<'_>,
    verb: usize,
    words: Range<usize>,
    parties: &mut Vec<usize>,
) {
    let forest = grammar.forest;
    let sides = [Relation::Obj, Relation::Iobj, Relation::Obl, Relation::Nmod, Relation::NmodPoss];
    join(grammar, words, parties, |mention| {
        let mut at = forest.top(mention.tokens.clone());
        !mention.modifies
            && (0..ADDRESSED_STEPS).any(|_| {
                let below = sides.contains(&forest.relation(at));
                let Some(head) = forest.head(at).filter(|_| below) else { return false };
                at = head;
                head == verb
            })
    });
}

fn join(
    grammar: Grammar<'_>,
    words: Range<usize>,
    parties: &mut Vec<usize>,
    fits: impl Fn(&CastMention) -> bool,
) {
    for mention in grammar.cast.within(words).iter().filter(|mention| fits(mention)) {
        let member = &grammar.cast.members[mention.member];
        let known = parties
            .iter()
            .any(|known| grammar.cast.members[*known].identity() == member.identity());
        if member.party.is_some() && !known && !mention.is_place && parties.len() < 4 {
            parties.push(mention.member);
        }
    }
}

/// Returns who is bound by a pledge without a named subject: the speaker of "we
/// will", or whoever announced what "would be suspended".
pub(super) fn bound_by_word(
    grammar: Grammar<'_>,
    verb: usize,
    at: usize,
    sentence: usize,
    statements: &[statement::Found],
) -> Vec<usize> {
    let Grammar { text, forest, language, cast } = grammar;
    let subject = forest.child(verb, &[Relation::Nsubj, Relation::NsubjPass]);
    let own = subject.is_some_and(|word| language.is(text.word(word), Class::WE));
    let passive = forest.child(verb, &[Relation::AuxPass]).is_some();
    if !own && !passive {
        return Vec::new();
    }
    let here = text.tokens[at].span;
    let said = statements
        .iter()
        .find(|known| known.sentence == sentence && known.content.contains(here))
        .and_then(|known| known.speaker);
    let announced = || speaker(grammar, verb).members.into_iter().next();
    let named = |member: &usize| cast.members[*member].party.is_some();
    said.or_else(announced).into_iter().filter(named).collect()
}

/// Returns who is named right before a word that binds: trees take "Norway plans"
/// for a name with its noun.
pub(super) fn named_before(grammar: Grammar<'_>, at: usize) -> Option<usize> {
    let mention = grammar.cast.at(at.checked_sub(1)?).filter(|mention| !mention.is_place)?;
    let member = &grammar.cast.members[mention.member];
    let acts = member.party.is_some() && member.kind != ActorKind::Place;
    (acts && grammar.text.word(at + 1) == grammar.language.known.to).then_some(mention.member)
}

/// Returns whether a plain noun that the cast lacks stands right before the pledge:
/// "she hopes the committee will".
pub(super) fn subject_is_unnamed(grammar: Grammar<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let Grammar { text, cast, language, .. } = grammar;
    let group = Class::BE.or(Class::HAVE).or(Class::ADVERB).or(Class::DO);
    let mut before = at;
    while before > sentence.start {
        before -= 1;
        if !language.is(text.word(before), group) {
            break;
        }
    }
    let pronoun = Class::IT
        .or(Class::THEY)
        .or(Class::HE)
        .or(Class::SHE)
        .or(Class::RELATIVE)
        .or(Class::CONJUNCTION);
    !cast.covers(before..before + 1)
        && !language.is(text.word(before), pronoun.or(Class::WEEKDAY))
        && text.tokens[before].kind == TokenKind::Word
}
