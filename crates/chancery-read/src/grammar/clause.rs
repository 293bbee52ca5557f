//! Clauses: the mentions that are the subject and the objects of a predicate.
//!
//! In: a verb or a noun in the trees, and the cast. Out: the members of the cast
//! on each side, those joined by "and" among them. A subject that stands with
//! another verb (joined verbs, infinitives, participles, relative clauses) is
//! found there.

use std::ops::Range;

use super::group::{counted, group};
use super::predicate::SUBJECTS;
use super::tree::{Relation, Tag, Upos};
use super::{Grammar, Predicate};
use crate::actor::CastMention;
use crate::language::{Class, Marks};

/// One side of a predicate: mentions, and the tokens that they cover.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    /// The members of the cast, each once, in reading order.
    pub(crate) members: Vec<usize>,
    /// From the first of their tokens to the last.
    pub(crate) tokens: Range<usize>,
}

impl Side {
    fn add(&mut self, mention: &CastMention) {
        if !self.members.contains(&mention.member) {
            self.members.push(mention.member);
        }
        if self.tokens.is_empty() {
            self.tokens = mention.tokens.clone();
        } else {
            self.tokens.start = self.tokens.start.min(mention.tokens.start);
            self.tokens.end = self.tokens.end.max(mention.tokens.end);
        }
    }

    /// Adds those of another side.
    pub(crate) fn join(&mut self, other: Side) {
        if other.is_empty() {
            return;
        }
        if self.is_empty() {
            *self = other;
            return;
        }
        for member in other.members {
            if !self.members.contains(&member) {
                self.members.push(member);
            }
        }
        self.tokens.start = self.tokens.start.min(other.tokens.start);
        self.tokens.end = self.tokens.end.max(other.tokens.end);
    }

    /// Returns whether nobody is on this side.
    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// As far as a subject is looked for with other verbs.
const MOST_STEPS: usize = 8;

/// Returns the subject of a predicate.
pub(crate) fn subject(grammar: Grammar<'_>, predicate: &Predicate) -> Side {
    subject_word(grammar, predicate.verb, MOST_STEPS)
        .map_or_else(Side::default, |word| subject_side(grammar, word))
}

/// Returns the mentions of a subject's word, through "it" and "they" to who speaks.
fn subject_side(grammar: Grammar<'_>, word: usize) -> Side {
    let Grammar { text, language, forest, .. } = grammar;
    if grammar.cast.at(word).is_none() && language.is(text.word(word), Class::IT.or(Class::THEY)) {
        return speaker_above(grammar, word);
    }
    let found = side(grammar, word);
    // "Norway said the government had": whose government, the clause above tells.
    let collective = language.collectives.longest(&text.words[word..=word]);
    let for_state =
        collective.is_some_and(|(_, values)| values.iter().any(|value| value.for_state));
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
        // "called on Iran to stop" is an adverbial clause in some trees.
        Relation::Advcl if language.is(word, Class::REQUESTING) => controller(grammar, head, steps),
        // "accused Iran of arming", "thanked Oslo for hosting": the object does it.
        Relation::Advcl | Relation::Obl if let Some(charged) = charged(grammar, head, verb) => {
            Some(charged)
        }
        Relation::Advcl => subject_word(grammar, head, steps),
        Relation::AclRelcl => antecedent(grammar, verb, steps),
        // "a plan to attack": who has the plan; "forces attacking", "a deal signed".
        Relation::Acl if matches!(forest.tag(verb), Tag::Vb) => owner(grammar, head, steps),
        Relation::Acl => Some(maker(grammar, head, steps)),
        _ => None,
    }
}

/// Returns the object that does what a gerund after "of" or "for" says: of
/// "accused rebels of arming", and of "thanked Oslo for hosting". Under "won
/// praise for hosting" it is not the praise that hosts: there only a name or a
/// pronoun can be meant.
fn charged(grammar: Grammar<'_>, head: usize, verb: usize) -> Option<usize> {
    let Grammar { text, forest, .. } = grammar;
    let mark = forest.child(verb, &[Relation::Mark, Relation::Case])?;
    let object = forest.child(head, &[Relation::Obj])?;
    let named = matches!(forest.upos(object), Upos::Propn | Upos::Pron);
    let fits = match text.str(mark) {
        "of" => true,
        "for" => named,
        _ => false,
    };
    (fits && forest.tag(verb) == Tag::Vbg).then_some(object)
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

/// Returns who made a thing that is said to do something: "passed a bill that bans",
/// "sent a letter asking". Somebody who is named is the doer himself.
fn maker(grammar: Grammar<'_>, noun: usize, steps: usize) -> usize {
    let thing = grammar.forest.relation(noun) == Relation::Obj && side(grammar, noun).is_empty();
    if thing { owner(grammar, noun, steps).unwrap_or(noun) } else { noun }
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

/// Returns who has a plan or a duty: its possessor, or the subject of its verb.
fn owner(grammar: Grammar<'_>, noun: usize, steps: usize) -> Option<usize> {
    let forest = grammar.forest;
    if let Some(possessor) = forest.child(noun, &[Relation::NmodPoss]) {
        return Some(possessor);
    }
    let verb = forest.head(noun)?;
    match forest.relation(noun) {
        Relation::Obj | Relation::Obl => subject_word(grammar, verb, steps),
        _ => None,
    }
}

/// Returns the mentions at a word and at those joined to it. A word that is no
/// mention stands for those that it belongs to: "Iran's missile programme",
/// "U.S. jets".
pub(crate) fn side(grammar: Grammar<'_>, word: usize) -> Side {
    let mut out = Side::default();
    gather(grammar, word, MOST_STEPS, &mut out);
    out
}

fn gather(grammar: Grammar<'_>, word: usize, steps: usize, out: &mut Side) {
    let Grammar { cast, forest, .. } = grammar;
    let Some(steps) = steps.checked_sub(1) else { return };
    let top = match cast.at(word) {
        Some(mention) if !mention.is_place => {
            out.add(mention);
            let top = forest.top(mention.tokens.clone());
            share_noun(grammar, mention, out);
            top
        }
        Some(_) => word,
        None => {
            out.join(group(grammar, word).unwrap_or_else(|| belonging(grammar, word)));
            if out.is_empty()
                && let Some(member) = counted(grammar, word)
            {
                gather(grammar, member, steps, out);
            }
            word
        }
    };
    for joined in forest.children_by(top, &[Relation::Conj]) {
        // "the president and his wife met": a verb joined is another clause.
        if forest.upos(joined) != Upos::Verb {
            gather(grammar, joined, steps, out);
        }
    }
    // "Mexico, along with Canada": joined by more than a word.
    for beside in forest.children_by(top, &[Relation::Nmod, Relation::Obl]) {
        let along = forest.child(beside, &[Relation::Case]).is_some_and(|case| {
            matches!(grammar.text.str(case), "along" | "together" | "alongside")
        });
        if along {
            gather(grammar, beside, steps, out);
        }
    }
}

/// Adds those who share a mention's noun: of "U.S. and Chinese officials" the second
/// alone is a mention of officials.
fn share_noun(grammar: Grammar<'_>, mention: &CastMention, out: &mut Side) {
    let Grammar { text, cast, forest, .. } = grammar;
    let Some(joint) = mention.tokens.start.checked_sub(1) else { return };
    if text.str(joint) != "and" {
        return;
    }
    let before = [Relation::Amod, Relation::Compound, Relation::NmodPoss, Relation::Nmod];
    let noun = mention.tokens.end - 1;
    for child in forest.children_by(noun, &before).filter(|child| *child < joint) {
        if let Some(other) = cast.at(child).filter(|other| !other.is_place) {
            out.add(other);
        }
    }
}

/// Returns the mentions that a noun belongs to: its possessor, or a name or an
/// adjective before it.
pub(crate) fn belonging(grammar: Grammar<'_>, noun: usize) -> Side {
    let Grammar { cast, forest, .. } = grammar;
    let before = [Relation::NmodPoss, Relation::Amod, Relation::Compound, Relation::Nmod];
    let mut out = Side::default();
    for child in forest.children_by(noun, &before).filter(|child| *child < noun) {
        match cast.at(child) {
            Some(mention) if !mention.is_place => {
                out.add(mention);
                for joined in forest.children_by(child, &[Relation::Conj]) {
                    if let Some(mention) = cast.at(joined) {
                        out.add(mention);
                    }
                }
            }
            // "Mr. Trump's administration's sanctions": whoever that belongs to.
            None if forest.relation(child) == Relation::NmodPoss => {
                out.join(belonging(grammar, child));
            }
            _ => {}
        }
    }
    out
}

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
fn marked(grammar: Grammar<'_>, head: usize, marks: &Marks) -> Side {
    let forest = grammar.forest;
    for child in forest.children_by(head, OBLIQUES) {
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
fn prepositions(
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
            for clause in forest.children_by(noun, &[Relation::Acl]) {
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

/// Returns the members that a mention stands with: itself and those joined to it.
pub(crate) fn coordinated(grammar: Grammar<'_>, mention: &CastMention) -> Side {
    let top = grammar.forest.top(mention.tokens.clone());
    let mut out = side(grammar, top);
    if out.is_empty() {
        out.add(mention);
    }
    out
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
