//! Claims: allegations, what answers them, and what becomes of them.
//!
//! In: events, statements, cast. Out: claims. `allegations` finds what is alleged:
//! accusations, statements whose cue alleges, hostile acts on somebody's word alone,
//! words of guilt and of suspicion (`suspicions`). `denials` finds verbs and phrases that deny,
//! `turns` verbs that admit, take back or give proof, `answers` the claim that each
//! answer is about, and `silences` who was asked and gave none. What the article remarks
//! on a statement is kept with the claims in it. No verdict is given.

mod allegations;
mod answers;
mod denials;
mod silences;
mod suspicions;
mod turns;

use std::ops::Range;

use chancery_model::{ClaimKind, Remark, Span};

use crate::event;
use crate::grammar::{Grammar, Relation};
use crate::statement;

/// A claim as it was found: members of the cast, not yet actors.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) kind: ClaimKind,
    pub(crate) by: Option<usize>,
    pub(crate) about: Vec<usize>,
    /// The index of the statement that it was made in.
    pub(crate) statement: Option<usize>,
    /// The index of the claim that it answers.
    pub(crate) answers: Option<usize>,
    pub(crate) content: Span,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) evidence: Span,
    pub(crate) sentence: usize,
    pub(crate) confidence: f32,
}

/// Finds the claims of a text.
pub(crate) fn find(
    grammar: Grammar<'_>,
    events: &[event::Found],
    statements: &[statement::Found],
) -> Vec<Found> {
    let mut out = allegations::find(grammar, events, statements);
    let mut given = denials::find(grammar, statements);
    given.extend(turns::admissions(grammar));
    answers::add(grammar, &given, events, statements, &mut out);
    answers::add_rebuttals(grammar, statements, &mut out);
    turns::add(grammar, statements, &mut out);
    silences::add(grammar, statements, &mut out);
    remarked(grammar, statements, &mut out);
    out
}

/// Gives claims what the article remarks on the statements that they were made in.
fn remarked(grammar: Grammar<'_>, statements: &[statement::Found], out: &mut [Found]) {
    for claim in out.iter_mut().filter(|claim| claim.kind != ClaimKind::Silence) {
        let own = claim.statement.and_then(|place| statements.get(place));
        let beside = || {
            let mut here = statements.iter().filter(|one| one.sentence == claim.sentence);
            here.find(|one| {
                one.speaker == claim.by && one.cue.is_some_and(|cue| claim.evidence.contains(cue))
            })
        };
        let Some(said) = own.or_else(beside).filter(|said| said.speaker == claim.by) else {
            continue;
        };
        claim.remarks.clone_from(&said.remarks);
        let without = statement::without_remarks(grammar.text.text, claim.content, &said.remarks);
        claim.content = without;
    }
}

/// Returns the words behind a token to the end of the clause, without "of", "for"
/// or "that" at their start, and without what is then said of the claim: ", an
/// allegation that he denies".
fn clause_behind(grammar: Grammar<'_>, from: usize, sentence: &Range<usize>) -> Range<usize> {
    let text = grammar.text;
    let mut start = from;
    while start < sentence.end && matches!(text.str(start), "of" | "for" | "that" | "," | "over") {
        start += 1;
    }
    let judged = |comma: usize| {
        text.str(comma) == ","
            && matches!(text.str(comma + 1), "a" | "an" | "the")
            && denials::is_claim_word(text.str(comma + 2))
    };
    let end = (start..sentence.end)
        .find(|idx| matches!(text.str(*idx), "." | ";" | "—" | "--") || judged(*idx))
        .unwrap_or(sentence.end);
    start..end.max(start)
}

/// Returns the place of the statement in which a claim is made: the innermost whose words
/// hold it, else the first that shares words with it.
fn within(statements: &[statement::Found], sentence: usize, content: Span) -> Option<usize> {
    let here = statements.iter().enumerate().filter(|(_, known)| known.sentence == sentence);
    let holding = here.clone().filter(|(_, known)| known.content.contains(content));
    let inner = holding.min_by_key(|(_, known)| known.content.len());
    let mut here = here.filter(|(_, known)| known.content.overlaps(content));
    inner.or_else(|| here.next()).map(|(place, _)| place)
}

/// Returns the words from the first to the last that depend on a word, with it;
/// without what joins it to the words before, as "for" and "that".
fn words_below(grammar: Grammar<'_>, word: usize) -> Range<usize> {
    let mut range = word..word + 1;
    let joins = [Relation::Case, Relation::Mark, Relation::Cc, Relation::Punct];
    let own = |child: &usize| !joins.contains(&grammar.forest.relation(*child));
    let mut open: Vec<usize> = grammar.forest.children(word).filter(own).collect();
    while let Some(next) = open.pop() {
        range = range.start.min(next)..range.end.max(next + 1);
        open.extend(grammar.forest.children(next));
    }
    range
}
