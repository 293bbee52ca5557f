//! Clauses: the mentions that are the subject of a predicate.
//!
//! In: a verb or a noun in the trees, and the cast. Out: the members of the cast
//! that act, those joined by "and" among them. A subject that stands with another
//! verb (joined verbs, infinitives, participles, relative clauses) is found there.
//! Objects are found by `object`.

use chancery_model::ActorKind;

use super::object::{marked, prepositions};
use super::predicate::SUBJECTS;
use super::side::{Side, side};
use super::tree::{Relation, Tag, Upos};
use super::{Grammar, Predicate};
use crate::language::{Class, Marks};

/// As far as a subject is looked for with other verbs.
const MOST_STEPS: usize = 8;

/// Returns the subject of a predicate.
pub(crate) fn subject(grammar: Grammar<'_>, predicate: &Predicate) -> Side {
    doer(grammar, predicate.verb)
}

/// Returns the subject of what a verb, or a word that "be" stands with, says.
pub(crate) fn doer(grammar: Grammar<'_>, verb: usize) -> Side {
    subject_word(grammar, verb, MOST_STEPS)
        .map_or_else(Side::default, |word| subject_side(grammar, word))
}

/// Returns the mentions of a subject's word, through "it" and "they" to who speaks.
fn subject_side(grammar: Grammar<'_>, word: usize) -> Side {
    let Grammar { text, language, forest, cast } = grammar;
    if grammar.cast.at(word).is_none() && language.is(text.word(word), Class::IT.or(Class::THEY)) {
        let mut speaker = speaker_above(grammar, word);
        // "Berg said it would": not he.
        let is_person = |member: &usize| cast.members[*member].kind == ActorKind::Person;
        if speaker.members.len() == 1 {
            speaker.members.retain(|member| !is_person(member));
        }
        return speaker;
    }
    let found = side(grammar, word);
    // "Norway said the government had": whose government, the clause above tells.
    let collective = language.collectives.longest(&text.words[word..=word]);
    let for_state = collective
        .is_some_and(|(_, values)| values.iter().any(|value| value.for_state && !value.is_thing));
    if found.is_empty() && for_state && forest.upos(word) == Upos::Noun {
        return speaker_above(grammar, word);
    }
    found
}

/// Returns the subject of the cue above "it" or "they": "Moscow said it would".
/// Elsewhere nobody knows whom the pronoun means.
fn speaker_above(grammar: Grammar<'_>, pronoun: usize) -> Side {
    let forest = grammar.forest;
    forest.head(pronoun).map_or_else(Side::default, |verb| speaker(grammar, verb))
}

/// Returns the subject of the cue above a clause.
pub(crate) fn speaker(grammar: Grammar<'_>, verb: usize) -> Side {
    let forest = grammar.forest;
    let mut at = verb;
    for _ in 0..MOST_STEPS {
        let Some(head) = forest.head(at) else { return Side::default() };
        let said = matches!(forest.relation(at), Relation::Ccomp | Relation::Advcl);
        if said && let Some(word) = own_subject(grammar, head).filter(|word| *word < verb) {
            return side(grammar, word);
        }
        at = head;
    }
    Side::default()
}

/// Returns the subject that depends on the verb itself.
pub(super) fn own_subject(grammar: Grammar<'_>, verb: usize) -> Option<usize> {
    grammar.forest.child(verb, SUBJECTS)
}

/// Returns the word that is the verb's subject, with it or with another verb.
fn subject_word(grammar: Grammar<'_>, verb: usize, steps: usize) -> Option<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let steps = steps.checked_sub(1)?;
    let head = forest.head(verb);
    if let Some(own) = own_subject(grammar, verb) {
        let relative = language.is(text.word(own), Class::RELATIVE)
            && forest.relation(verb) == Relation::AclRelcl;
        return if relative { antecedent(grammar, verb, steps) } else { Some(own) };
    }
    let head = head?;
    let word = text.word(head);
    match forest.relation(verb) {
        Relation::Conj => subject_word(grammar, head, steps),
        Relation::Xcomp | Relation::Ccomp if forest.upos(head) == Upos::Verb => {
            controller(grammar, head, steps)
        }
        Relation::Xcomp | Relation::Ccomp => subject_word(grammar, head, steps),
        Relation::Advcl if is_courtesy(grammar, verb) => subject_word(grammar, head, steps),
        // "called on Iran to stop" is an adverbial clause in some trees.
        Relation::Advcl if language.is(word, Class::REQUESTING.or(Class::CAUSING)) => {
            controller(grammar, head, steps)
        }
        // "accused Iran of arming", "bars Oslo from fishing": the object does it.
        Relation::Advcl | Relation::Obl if let Some(charged) = charged(grammar, head, verb) => {
            Some(charged)
        }
        Relation::Advcl => subject_word(grammar, head, steps),
        Relation::AclRelcl => antecedent(grammar, verb, steps),
        // "a plan to attack": who has the plan; "forces attacking", "a deal signed".
        Relation::Acl if matches!(forest.tag(verb), Tag::Vb) => owner(grammar, head, steps),
        Relation::Acl => Some(told_of(grammar, head, verb).unwrap_or(maker(grammar, head, steps))),
        _ => None,
    }
}

/// Returns whether somebody is called for the sake of what the infinitive says, which is
/// done by it: "called the premier to congratulate him".
pub(super) fn is_courtesy(grammar: Grammar<'_>, verb: usize) -> bool {
    let forest = grammar.forest;
    let by = |head: usize| matches!(forest.lemma(head), "call" | "phone" | "telephone" | "write");
    let done = matches!(
        forest.lemma(verb),
        "apologise" | "apologize" | "assure" | "congratulate" | "reassure" | "thank" | "wish"
    );
    done && forest.relation(verb) == Relation::Advcl && forest.head(verb).is_some_and(by)
}

/// Returns the object that does what a gerund after "of", "for" or "from" says: of
/// "accused rebels of arming", "thanked Oslo for hosting" and "bars Oslo from fishing".
/// Under "won praise for hosting" it is not the praise that hosts: there only a name or
/// a pronoun can be meant.
fn charged(grammar: Grammar<'_>, head: usize, verb: usize) -> Option<usize> {
    let Grammar { text, forest, .. } = grammar;
    let mark = forest.child(verb, &[Relation::Mark, Relation::Case])?;
    let object = forest.child(head, &[Relation::Obj])?;
    let is_name = |word: usize| matches!(forest.upos(word), Upos::Propn | Upos::Pron);
    // "faulted his rival, Ingrid Lund, for arming"
    let named = is_name(object) || forest.child(object, &[Relation::Appos]).is_some_and(is_name);
    let fits = match text.str(mark) {
        "of" => true,
        "for" | "from" => named,
        _ => false,
    };
    (fits && forest.tag(verb) == Tag::Vbg).then_some(object)
}

/// Returns who stands between a noun and its gerund: "signs of Norway arming rebels".
fn told_of(grammar: Grammar<'_>, noun: usize, verb: usize) -> Option<usize> {
    let forest = grammar.forest;
    let named = |word: &usize| matches!(forest.upos(*word), Upos::Propn | Upos::Pron);
    let mut between = forest.children_by(noun, &[Relation::Nmod]).filter(named);
    between.find(|word| *word > noun && word + 1 == verb && forest.tag(verb) == Tag::Vbg)
}

/// Returns the noun that a relative clause is about: all of those joined, where
/// its verb is plural ("Kerry and Lavrov, who have been meeting").
fn antecedent(grammar: Grammar<'_>, verb: usize, steps: usize) -> Option<usize> {
    let Grammar { text, forest, .. } = grammar;
    let noun = forest.head(verb)?;
    let plural = forest.tag(verb) == Tag::Vbp
        || forest
            .children_by(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
            .any(|word| matches!(text.str(word), "have" | "are" | "were"));
    let joined = forest.relation(noun) == Relation::Conj && plural;
    let noun = forest.head(noun).filter(|_| joined).unwrap_or(noun);
    Some(maker(grammar, noun, steps))
}

/// Verbs whose object is the work of somebody else: "appealed a ruling that bars".
const OF_OTHERS: [&str; 24] = [
    "abide",
    "answer",
    "appeal",
    "await",
    "challenge",
    "cite",
    "condemn",
    "criticize",
    "defy",
    "dismiss",
    "face",
    "fight",
    "flout",
    "follow",
    "hear",
    "ignore",
    "obey",
    "oppose",
    "quote",
    "read",
    "receive",
    "reject",
    "see",
    "violate",
];

/// Returns who made a thing that is said to do something: "passed a bill that bans",
/// "sent a letter asking". Somebody who is named is the doer himself.
fn maker(grammar: Grammar<'_>, noun: usize, steps: usize) -> usize {
    let forest = grammar.forest;
    let of_another =
        || forest.head(noun).is_some_and(|verb| OF_OTHERS.contains(&forest.lemma(verb)));
    let thing = forest.relation(noun) == Relation::Obj && side(grammar, noun).is_empty();
    if thing && !of_another() { owner(grammar, noun, steps).unwrap_or(noun) } else { noun }
}

/// Returns who does what a verb governs: its object, where it asks or tells
/// somebody; else its own subject.
fn controller(grammar: Grammar<'_>, verb: usize, steps: usize) -> Option<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let promises = language
        .cue(text.word(verb))
        .is_some_and(|(kind, _)| kind == crate::language::CueKind::Promise);
    if !promises && let Some(object) = forest.child(verb, &[Relation::Obj, Relation::Iobj]) {
        return Some(object);
    }
    if language.is(text.word(verb), Class::REQUESTING)
        && let Some(asked) = forest.child(verb, &[Relation::Obl])
    {
        return Some(asked);
    }
    subject_word(grammar, verb, steps)
}

/// Returns who has a plan or a duty: its possessor, whoever is named before it or behind
/// "by" ("the U.S. decision", "a decision by Oslo"), or the subject of its verb.
fn owner(grammar: Grammar<'_>, noun: usize, steps: usize) -> Option<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    if let Some(possessor) = forest.child(noun, &[Relation::NmodPoss]) {
        return Some(possessor);
    }
    let by = |word: usize| {
        let mut cases = forest.children_by(word, &[Relation::Case]);
        cases.any(|case| text.word(case) == language.known.by)
    };
    let before = [Relation::Compound, Relation::Amod];
    let named = forest.children_by(noun, &before).find(|word| grammar.cast.at(*word).is_some());
    let named = named.or(forest.children_by(noun, &[Relation::Nmod]).find(|word| by(*word)));
    if named.is_some() {
        return named;
    }
    let verb = forest.head(noun)?;
    match forest.relation(noun) {
        Relation::Obj | Relation::Obl => subject_word(grammar, verb, steps),
        _ => None,
    }
}

/// Returns who acts with a noun through its light verb: "launched an attack".
pub(crate) fn light_subject(grammar: Grammar<'_>, noun: usize) -> Side {
    let Grammar { text, forest, language, .. } = grammar;
    let Some(verb) = forest.head(noun) else { return Side::default() };
    let light =
        language.verbs(text.word(verb)).iter().any(|(lemma, _)| language.is(*lemma, Class::LIGHT));
    if !light || forest.upos(verb) != Upos::Verb {
        return Side::default();
    }
    // "engaged in an attack", but not "imposed sanctions for an attack".
    let within = || prepositions(grammar, noun).any(|word| word == language.known.in_);
    match forest.relation(noun) {
        Relation::Obj => subject_word(grammar, verb, MOST_STEPS)
            .map_or_else(Side::default, |word| subject_side(grammar, word)),
        Relation::Obl if within() => subject_word(grammar, verb, MOST_STEPS)
            .map_or_else(Side::default, |word| subject_side(grammar, word)),
        Relation::NsubjPass => {
            let by = Marks { prepositions: vec![language.known.by], ..Marks::default() };
            marked(grammar, verb, &by)
        }
        _ => Side::default(),
    }
}

/// Returns who does what happens in or after a meeting: "after talks with Oslo, the
/// premier said", "told reporters during a visit". Whoever met is its subject.
pub(crate) fn circumstance_subject(grammar: Grammar<'_>, noun: usize) -> Side {
    let Grammar { text, forest, .. } = grammar;
    let circumstance = forest.children_by(noun, &[Relation::Case, Relation::Mark]).any(|case| {
        matches!(
            text.str(case).to_ascii_lowercase().as_str(),
            "after" | "at" | "during" | "following" | "in" | "since"
        )
    });
    if !circumstance || !matches!(forest.relation(noun), Relation::Obl | Relation::Advcl) {
        return Side::default();
    }
    let Some(verb) = forest.head(noun).filter(|verb| forest.upos(*verb) == Upos::Verb) else {
        return Side::default();
    };
    // "after talks with Oslo, Danish shares rose": shares met nobody.
    let names = |word: &usize| grammar.cast.at(*word).is_some() || forest.upos(*word) == Upos::Pron;
    subject_word(grammar, verb, MOST_STEPS)
        .filter(names)
        .map_or_else(Side::default, |word| subject_side(grammar, word))
}
