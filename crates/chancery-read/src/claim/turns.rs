//! Turns: what becomes of an allegation: it is admitted, taken back, or given proof.
//!
//! In: trees, and the allegations of the text. Out: admissions, whose allegation
//! [`super::answers`] finds; and as claims, retractions and proof, each tied to the
//! speaker's own allegation, in the same words or just before. What is proof of
//! nothing that the text alleges is left out. Whether proof is good is not judged.

use std::ops::Range;

use chancery_model::{ClaimKind, Span};

use super::answers::Answer;
use super::{Found, within, words_below};
use crate::grammar::{Grammar, Mood, Relation, Upos, predicate, subject};
use crate::language::{Class, Form, TurnVerb};
use crate::statement;
use crate::text::WordId;

/// As far before its proof an allegation stands, in sentences.
const MOST_BACK: usize = 2;

/// A verb with its speaker and what it is about.
struct Turn {
    by: usize,
    sentence: usize,
    content: Range<usize>,
    /// From the speaker to the end of the content.
    tokens: Range<usize>,
}

/// Finds the admissions of a text.
pub(super) fn admissions(grammar: Grammar<'_>) -> Vec<Answer> {
    let turns = find(grammar, ClaimKind::Admission);
    let answer = |turn: Turn| Answer {
        kind: ClaimKind::Admission,
        by: turn.by,
        sentence: turn.sentence,
        content: grammar.text.span(turn.content.clone()),
        evidence: grammar.text.span(turn.tokens),
        // "admitted it"
        points_back: turn.content.len() == 1
            && grammar.forest.upos(turn.content.start) == Upos::Pron,
    };
    turns.into_iter().map(answer).collect()
}

/// Adds what is taken back and what is given proof of.
pub(super) fn add(grammar: Grammar<'_>, statements: &[statement::Found], out: &mut Vec<Found>) {
    for kind in [ClaimKind::Retraction, ClaimKind::Proof] {
        for turn in find(grammar, kind) {
            let evidence = grammar.text.span(turn.tokens.clone());
            let Some(claim) = own_claim(grammar, &turn, evidence, out) else { continue };
            let content = grammar.text.span(turn.content.clone());
            out.push(Found {
                kind,
                by: Some(turn.by),
                about: out[claim].about.clone(),
                statement: within(statements, turn.sentence, content),
                answers: Some(claim),
                content,
                remarks: Vec::new(),
                evidence,
                sentence: turn.sentence,
                confidence: 0.5,
            });
        }
    }
}

/// Returns the place of the speaker's allegation that the turn is about: one in the
/// same words, else the last one before.
fn own_claim(
    grammar: Grammar<'_>,
    turn: &Turn,
    evidence: Span,
    out: &mut [Found],
) -> Option<usize> {
    let members = &grammar.cast.members;
    let identity = members[turn.by].identity();
    let is_own = |by: Option<usize>| by.is_some_and(|by| members[by].identity() == identity);
    let alleged = |claim: &Found| claim.kind == ClaimKind::Allegation;
    let here = out.iter().position(|claim| {
        alleged(claim)
            && claim.sentence == turn.sentence
            && claim.content.overlaps(evidence)
            && (claim.by.is_none() || is_own(claim.by))
    });
    if let Some(here) = here {
        // "released images of the trucks that X had sent": who shows it says so.
        out[here].by.get_or_insert(turn.by);
        return Some(here);
    }
    let near = turn.sentence.saturating_sub(MOST_BACK)..=turn.sentence;
    out.iter()
        .rposition(|claim| alleged(claim) && is_own(claim.by) && near.contains(&claim.sentence))
}

/// Finds the verbs of that kind that are told as a fact, one a sentence.
fn find(grammar: Grammar<'_>, kind: ClaimKind) -> Vec<Turn> {
    let body = grammar.text.sentences.iter().enumerate().filter(|(_, found)| found.kind.is_body());
    body.filter_map(|(sentence, found)| {
        found.tokens.clone().find_map(|verb| turn(grammar, kind, verb, sentence))
    })
    .collect()
}

fn turn(grammar: Grammar<'_>, kind: ClaimKind, verb: usize, idx: usize) -> Option<Turn> {
    let Grammar { text, language, cast, .. } = grammar;
    let sentence = text.sentences[idx].tokens.clone();
    let known = language.verbs(text.word(verb)).iter();
    let mut tells = known.flat_map(|(lemma, form)| {
        let verbs = language.turns.get(lemma).map_or(&[][..], Vec::as_slice);
        verbs.iter().filter(|turn| turn.kind == kind).map(move |turn| (turn, *form))
    });
    let (form, content) = tells.find_map(|(turn, form)| {
        let content = told(grammar, verb, turn)?;
        Some((form, content))
    })?;
    let predicate = predicate(grammar, verb, form, &sentence)?;
    let stated = predicate.mood == Mood::Fact && !predicate.negated && !predicate.passive;
    if !stated || predicate.infinite && !form.is(Form::GERUND) {
        return None;
    }
    let side = subject(grammar, &predicate);
    let by = side.members.iter().copied().find(|member| cast.members[*member].party.is_some())?;
    let tokens = side.tokens.start.min(verb)..content.end.max(verb + 1);
    Some(Turn { by, sentence: idx, content, tokens })
}

/// Returns the words for what the verb tells of, where it tells such a thing.
fn told(grammar: Grammar<'_>, verb: usize, turn: &TurnVerb) -> Option<Range<usize>> {
    let Grammar { text, forest, language, cast } = grammar;
    let known = &language.known;
    let joined_by = |word: usize, fits: &dyn Fn(WordId) -> bool| {
        let joins = forest.children_by(word, &[Relation::Mark, Relation::Case]);
        joins.map(|join| text.word(join)).any(fits)
    };
    let is_object = |word: usize| {
        let none = forest
            .children_by(word, &[Relation::Det])
            .any(|det| language.is(text.word(det), Class::NEGATION) || text.word(det) == known.no);
        let noun = language.noun(text.word(word));
        !none && noun.is_some_and(|noun| turn.objects.contains(&noun))
    };
    // A clause, "the killing" or "it"; of what a verb is joined to by a word, only
    // "to hacking".
    let is_clause = |word: usize| match forest.relation(word) {
        Relation::Ccomp | Relation::Xcomp | Relation::Advcl => true,
        Relation::Obj => cast.at(word).is_none(),
        _ => cast.at(word).is_none() && joined_by(word, &|join| join == known.to),
    };
    let ways: [&[Relation]; 2] =
        [&[Relation::Ccomp, Relation::Xcomp, Relation::Advcl, Relation::Obj], &[Relation::Obl]];
    let below = ways.into_iter().flat_map(|ways| forest.children_by(verb, ways));
    let mut told = below.filter(|word| *word > verb);
    let word = told.find(|word| {
        let marked = turn.marks.is_empty() || joined_by(*word, &|join| turn.marks.contains(&join));
        let by_mark = !turn.marks.is_empty() && cast.at(*word).is_none();
        let tells = turn.objects.is_empty() && (by_mark || is_clause(*word));
        marked && (tells || is_object(*word))
    })?;
    Some(words_below(grammar, word))
}
