//! Offers: what a party proposes, invites to or asks to be held, and accepts.
//!
//! In: trees, cast, statements, time expressions. Out: commitments that are proposed,
//! or announced where the other side accepted. Read are verbs in the indicative with
//! a party as their subject; what somebody did not propose, or might, is left alone.

use chancery_model::{CommitmentKind, CommitmentStatus, Date};

use super::day::future_time;
use super::pledges::is_nobodys;
use super::{Found, bound, kind};
use crate::grammar::{Grammar, Relation, Tag, Upos, puts_forward, side};
use crate::language::Class;
use crate::statement;
use crate::time::TimeExpression;

/// Finds the offers of a text.
pub(super) fn find(
    grammar: Grammar<'_>,
    statements: &[statement::Found],
    times: &[TimeExpression],
    date: Option<Date>,
) -> Vec<Found> {
    let text = grammar.text;
    let mut out = Vec::new();
    for (idx, sentence) in text.sentences.iter().enumerate() {
        if !sentence.kind.is_body() || super::asks(grammar, &sentence.tokens) {
            continue;
        }
        for verb in sentence.tokens.clone() {
            let Some(status) = status(grammar, verb) else { continue };
            if is_unsure(grammar, verb) || is_nobodys(grammar, verb) {
                continue;
            }
            let subject = grammar.forest.child(verb, &[Relation::Nsubj]);
            let Some(subject) = subject else { continue };
            let mut parties = bound::who_can_plan(grammar, side(grammar, subject));
            if parties.is_empty() {
                parties = bound::bound_by_word(grammar, verb, verb, idx, statements);
            }
            if parties.is_empty() {
                continue;
            }
            let end = kind::clause_end(grammar, verb, &sentence.tokens);
            bound::join_named(grammar, verb..end, &mut parties);
            out.push(Found {
                kind: match kind::kind(grammar, verb..end) {
                    CommitmentKind::Measure => CommitmentKind::Other,
                    kind => kind,
                },
                parties,
                arranged_by: Vec::new(),
                place: None,
                when: future_time(grammar, times, &(verb..end + 4), date),
                status,
                evidence: text.span(subject.min(verb)..end),
                confidence: 0.3,
            });
        }
    }
    out
}

/// Returns how far a plan is of which a verb tells: proposed by one side, or accepted
/// and agreed by the other.
fn status(grammar: Grammar<'_>, verb: usize) -> Option<CommitmentStatus> {
    if offers(grammar, verb) {
        return Some(CommitmentStatus::Proposed);
    }
    accepts(grammar, verb).then_some(CommitmentStatus::Announced)
}

/// "accepted an invitation", "agreed to a review", "agreed on a timetable".
fn accepts(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let finite = matches!(forest.tag(verb), Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp);
    match forest.lemma(verb) {
        "accept" if finite => forest.child(verb, &[Relation::Obj]).is_some_and(|object| {
            matches!(forest.lemma(object), "invitation" | "invite" | "offer")
        }),
        "agree" if finite => forest.children_by(verb, &[Relation::Obl]).any(|noun| {
            let case = forest.child(noun, &[Relation::Case]);
            noun > verb
                && forest.upos(noun) == Upos::Noun
                && case.is_some_and(|case| {
                    text.word(case) == language.known.to || text.str(case) == "on"
                })
        }),
        _ => false,
    }
}

/// Returns whether a verb puts something forward: "proposed that", "offered to send",
/// "suggested holding", "asked for a meeting".
fn offers(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let tag = forest.tag(verb);
    if !matches!(tag, Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp | Tag::Vbg) {
        return false;
    }
    let clause = |tags: &[Tag]| {
        forest
            .children_by(verb, &[Relation::Xcomp, Relation::Ccomp, Relation::Advcl])
            .any(|below| below > verb && tags.contains(&forest.tag(below)))
    };
    let object = forest.child(verb, &[Relation::Obj]);
    match forest.lemma(verb) {
        "propose" => object.is_some() || clause(&[Tag::Vb, Tag::Vbg, Tag::Vbp, Tag::Vbz]),
        "offer" => clause(&[Tag::Vb]),
        "invite" => object.is_some() && clause(&[Tag::Vb]),
        "suggest" => {
            let held = forest.children_by(verb, &[Relation::Xcomp, Relation::Ccomp]);
            let mut held = held.filter(|below| forest.tag(*below) == Tag::Vbg);
            held.any(|below| below > verb) && puts_forward(grammar, verb)
        }
        "ask" | "request" | "seek" | "call" => {
            let wanted = [Relation::Obj, Relation::Obl];
            let mut wanted = forest.children_by(verb, &wanted);
            wanted.any(|noun| {
                let held = matches!(
                    forest.lemma(noun),
                    "meeting"
                        | "summit"
                        | "session"
                        | "talk"
                        | "visit"
                        | "negotiation"
                        | "conference"
                );
                let case = forest.child(noun, &[Relation::Case]);
                held && case.is_none_or(|case| text.str(case) == "for")
            })
        }
        _ => false,
    }
}

/// Returns whether a verb is negated, conditional or of the future.
fn is_unsure(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let class = Class::NEGATION.or(Class::CONDITION).or(Class::FUTURE).or(Class::CONDITIONAL);
    forest
        .children_by(verb, &[Relation::Aux, Relation::Advmod, Relation::Mark, Relation::AuxPass])
        .any(|word| {
            language.is(text.word(word), class) || forest.relation(word) == Relation::AuxPass
        })
}
