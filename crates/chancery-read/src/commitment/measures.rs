//! Measures that are put off or called off: "delayed the tariffs until March".
//!
//! In: trees, cast, time expressions. Out: commitments of kind measure or withdrawal
//! that are moved or cancelled, and of any kind where it is a plan that is given
//! up. The verb has to be told as a fact, and what it ends or moves must be what
//! governments do: tariffs, sanctions, a strike, a withdrawal.

use std::ops::Range;

use chancery_model::{ActorKind, CommitmentKind, CommitmentStatus, Date};

use super::day::{moved_to, nearest_time};
use super::{Found, bound, called_off, kind};
use crate::grammar::{Grammar, Relation, Upos, belonging, side, speaker};
use crate::time::TimeExpression;

/// Finds the measures of a text that are put off or called off.
pub(super) fn find(
    grammar: Grammar<'_>,
    times: &[TimeExpression],
    date: Option<Date>,
) -> Vec<Found> {
    let text = grammar.text;
    let mut out = Vec::new();
    for sentence in text.sentences.iter().filter(|sentence| sentence.kind.is_body()) {
        let found = sentence.tokens.clone().find_map(|verb| {
            let status = status(grammar, verb)?;
            moved(grammar, verb, status, &sentence.tokens, times, date)
        });
        out.extend(found);
    }
    out
}

fn moved(
    grammar: Grammar<'_>,
    verb: usize,
    status: CommitmentStatus,
    sentence: &Range<usize>,
    times: &[TimeExpression],
    date: Option<Date>,
) -> Option<Found> {
    let forest = grammar.forest;
    let end = kind::clause_end(grammar, verb, sentence);
    let kind = objects(grammar, verb).into_iter().find_map(|object| {
        let planned = is_planned(grammar, object);
        let given_up =
            || status == CommitmentStatus::Cancelled && PLANS.contains(&forest.lemma(object));
        let any = || given_up().then(|| kind::kind(grammar, object..end.max(object)));
        let may_be_old =
            HALTING.contains(&forest.lemma(verb)) || is_in_force(grammar, verb, object);
        let ends = planned || !may_be_old || status == CommitmentStatus::Moved;
        measure(grammar, object).or_else(any).filter(|_| ends)
    })?;
    let subject = forest.child(verb, &[Relation::Nsubj]);
    let mut parties = subject.map(|subject| side(grammar, subject).members).unwrap_or_default();
    if parties.is_empty() {
        parties = speaker(grammar, verb).members;
    }
    parties.retain(|member| grammar.cast.members[*member].party.is_some());
    bound::join_named(grammar, sentence.clone(), &mut parties);
    if parties.is_empty() {
        return None;
    }
    let clause = verb..(end + 4).min(sentence.end);
    let when = match status {
        CommitmentStatus::Moved => moved_to(grammar, times, &clause, verb, date),
        _ => nearest_time(grammar, times, &clause, verb, date),
    };
    Some(Found {
        kind,
        parties,
        arranged_by: Vec::new(),
        place: None,
        when,
        status,
        evidence: grammar.text.span(subject.unwrap_or(verb).min(verb)..end.max(verb + 1)),
        confidence: 0.3,
    })
}

/// Verbs that end also what is in force, so that their object has to be planned.
const HALTING: &[&str] =
    &["back", "freeze", "halt", "hold", "pull", "reverse", "roll", "suspend", "walk", "withdraw"];

/// Returns whether what the verb drops may be in force: sanctions are dropped that have
/// been imposed, a strike is not.
fn is_in_force(grammar: Grammar<'_>, verb: usize, object: usize) -> bool {
    let forest = grammar.forest;
    let drops = matches!(
        forest.lemma(verb),
        "abandon" | "ax" | "axe" | "cancel" | "drop" | "nix" | "scrap" | "shelve"
    );
    let lasts =
        matches!(forest.lemma(object), "ban" | "duty" | "embargo" | "levy" | "sanction" | "tariff");
    let more = || {
        forest.children_by(object, &[Relation::Amod]).any(|word| {
            matches!(forest.lemma(word), "additional" | "further" | "more" | "new" | "next")
        })
    };
    drops && lasts && !more()
}

/// Words for what is to come.
const PLANS: &[&str] = &["plan", "proposal"];

/// Returns what a verb is about: its object, or what it backs down from and holds off on.
fn objects(grammar: Grammar<'_>, verb: usize) -> Vec<usize> {
    let Grammar { text, forest, .. } = grammar;
    let behind = forest.children_by(verb, &[Relation::Obl]).filter(|word| {
        let case = forest.child(*word, &[Relation::Case]);
        *word > verb && case.is_some_and(|case| matches!(text.str(case), "from" | "on" | "off"))
    });
    let direct = forest.children_by(verb, &[Relation::Obj, Relation::NsubjPass]);
    let particle = matches!(forest.lemma(verb), "back" | "hold" | "pull" | "walk");
    direct.chain(behind.filter(|_| particle)).collect()
}

/// Returns whether a noun is a plan, or of something planned: "the threatened tariffs".
fn is_planned(grammar: Grammar<'_>, noun: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let described = || {
        forest.children_by(noun, &[Relation::Amod, Relation::Compound]).any(|word| {
            matches!(
                text.str(word).to_ascii_lowercase().as_str(),
                "planned" | "threatened" | "proposed" | "scheduled" | "looming" | "promised"
            )
        })
    };
    PLANS.contains(&forest.lemma(noun)) || described()
}

/// Returns what becomes of a plan by the verb: it is called off, or moved.
fn status(grammar: Grammar<'_>, verb: usize) -> Option<CommitmentStatus> {
    let forest = grammar.forest;
    if forest.upos(verb) != Upos::Verb {
        return None;
    }
    let next = grammar.text.str(verb + 1);
    let averts = match forest.lemma(verb) {
        "avert" | "shelve" | "abandon" | "drop" | "forgo" => true,
        "hold" => next == "off",
        "back" => matches!(next, "down" | "off" | "away"),
        "walk" | "pull" | "roll" => next == "back",
        "suspend" | "halt" | "freeze" | "reverse" | "withdraw" => true,
        _ => false,
    };
    if averts && called_off::is_done(grammar, verb) || called_off::is_called_off(grammar, verb) {
        return Some(CommitmentStatus::Cancelled);
    }
    let moves = match forest.lemma(verb) {
        "delay" | "postpone" | "defer" => true,
        "put" => next == "off" || next == "on" && grammar.text.str(verb + 2) == "hold",
        "push" => next == "back",
        _ => false,
    };
    (moves && called_off::is_done(grammar, verb)).then_some(CommitmentStatus::Moved)
}

/// Returns the kind of the measure that an object is, or that it plans: "plans to
/// raise tariffs".
fn measure(grammar: Grammar<'_>, object: usize) -> Option<CommitmentKind> {
    let forest = grammar.forest;
    let kind = |word: usize| match forest.lemma(word) {
        "tariff" | "duty" | "sanction" | "strike" | "airstrike" | "attack" | "offensive"
        | "ban" | "levy" | "embargo" => Some(CommitmentKind::Measure),
        "withdrawal" | "pullout" | "drawdown" => Some(CommitmentKind::Withdrawal),
        "departure" if !is_of_person(grammar, word) => Some(CommitmentKind::Withdrawal),
        _ => None,
    };
    let below = [Relation::Acl, Relation::Nmod, Relation::Compound];
    let planned = || {
        let plans = is_planned(grammar, object)
            || matches!(
                forest.lemma(object),
                "increase" | "round" | "move" | "hike" | "imposition" | "threat"
            );
        let words = forest.children_by(object, &below).filter(|_| plans);
        words
            .flat_map(|word| forest.children_by(word, &[Relation::Obj]).chain([word]))
            .find_map(kind)
    };
    kind(object).or_else(planned)
}

/// Returns whether a person is named whose it is: who departs late leaves no treaty.
fn is_of_person(grammar: Grammar<'_>, noun: usize) -> bool {
    let members = &grammar.cast.members;
    let owners = belonging(grammar, noun).members;
    owners.iter().any(|member| members[*member].kind == ActorKind::Person)
}
