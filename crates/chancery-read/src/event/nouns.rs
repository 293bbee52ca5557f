//! Events that a noun reports: "talks between", "the attack on".

use chancery_model::{ActorKind, EventKind, Mode, Quad};

use super::eased::easing;
use super::in_words::is_in_words;
use super::struck::struck;
use super::{Context, Found, candidate, confidence, lacks_other, standing};
use crate::grammar::{
    Grammar, Relation, Side, Upos, belonging, circumstance_subject, light_subject, object, side,
};
use crate::language::{EventNoun, Marks};

/// Finds the events that the nouns of a sentence report.
pub(super) fn find(context: Context<'_>, sentence_idx: usize, out: &mut Vec<Found>) {
    let grammar = context.grammar;
    let sentence = grammar.text.sentences[sentence_idx].tokens.clone();
    for at in sentence.clone() {
        let Some(noun) = grammar.language.noun(grammar.text.word(at)) else { continue };
        let Some(entries) = grammar.language.event_nouns.get(&noun) else { continue };
        if grammar.cast.covers(at..at + 1) || grammar.forest.upos(at) != Upos::Noun {
            continue;
        }
        if undone(context, sentence_idx, at, out) {
            continue;
        }
        let mut entries = entries.iter().filter(|entry| {
            !out.iter().any(|found| found.sentence == sentence_idx && reported(found, at, entry))
        });
        out.extend(entries.find_map(|entry| event(context, sentence_idx, entry, at)));
    }
}

fn event(context: Context<'_>, sentence_idx: usize, entry: &EventNoun, at: usize) -> Option<Found> {
    let mut sides = sides(context, entry, at);
    let alone = entry.to.nobody;
    let words = entry.kind == EventKind::Assault && is_in_words(context, at);
    let easing = (entry.kind == EventKind::Sanction).then(|| easing(context.grammar, at)).flatten();
    let (kind, mode) = if easing.is_some() {
        (EventKind::Concede, None)
    } else if words {
        (EventKind::Accuse, Mode::new(EventKind::Accuse, "disapprove").ok())
    } else if is_phone_call(context.grammar, entry, at, &sides.1) {
        sides.0.join(std::mem::take(&mut sides.1));
        (EventKind::Consult, Mode::new(EventKind::Consult, "phone").ok())
    } else {
        (entry.kind, by_phone(context.grammar, entry, at).or(entry.mode))
    };
    if lacks_other(kind, &entry.to, &sides) {
        return None;
    }
    let mut found = candidate(
        context,
        sentence_idx,
        easing.unwrap_or(at),
        kind,
        mode,
        sides,
        alone,
        confidence::NOUN,
        Some(entry.entry),
    )?;
    standing::settle(context, &mut found, None).then_some(found)
}

/// Returns that mode where the noun says so: "a telephone conversation", "talks by phone".
fn by_phone(grammar: Grammar<'_>, entry: &EventNoun, at: usize) -> Option<Mode> {
    let phone = Mode::new(EventKind::Consult, "phone").ok()?;
    let below = [Relation::Compound, Relation::Amod, Relation::Nmod];
    let mut words = grammar.forest.children_by(at, &below);
    let said = words.any(|word| matches!(grammar.forest.lemma(word), "phone" | "telephone"));
    (entry.kind == EventKind::Consult && said).then_some(phone)
}

/// Returns whether somebody is called up and not upon: "his call to the premier", but not
/// "his call to the premier to resign" or "for talks".
fn is_phone_call(grammar: Grammar<'_>, entry: &EventNoun, at: usize, called: &Side) -> bool {
    let Grammar { text, forest, cast, .. } = grammar;
    let people = |member: &usize| cast.members[*member].kind == ActorKind::Person;
    let asks = forest.children_by(at, &[Relation::Acl, Relation::Nmod]).any(|word| {
        let mut marks = forest.children_by(word, &[Relation::Mark, Relation::Case]);
        forest.relation(word) == Relation::Acl || marks.any(|mark| text.str(mark) == "for")
    });
    entry.kind == EventKind::Request
        && forest.lemma(at) == "call"
        && !called.is_empty()
        && called.members.iter().all(people)
        && !asks
}

/// Returns whether the noun is the object of a verb that reports something else
/// of it: "cancelled the visit", "called for talks". What is judged did happen.
fn undone(context: Context<'_>, sentence_idx: usize, noun: usize, out: &[Found]) -> bool {
    let forest = context.grammar.forest;
    let Some(verb) = forest.head(noun).filter(|_| forest.relation(noun) == Relation::Obj) else {
        return false;
    };
    out.iter().rev().take_while(|found| found.sentence == sentence_idx).any(|found| {
        found.trigger == verb && !matches!(found.kind, EventKind::Support | EventKind::Accuse)
    })
}

/// Returns whether a verb before has reported this noun: "held talks".
fn reported(found: &Found, noun: usize, entry: &EventNoun) -> bool {
    found.kind == entry.kind && found.tokens.start <= noun && noun <= found.tokens.end + 4
}

/// Returns who acts and who is acted upon. Who acts stands with the noun ("Iran's
/// attack", "U.S. sanctions", "an attack by") or with its light verb ("launched").
fn sides(context: Context<'_>, entry: &EventNoun, at: usize) -> (Side, Side) {
    let grammar = context.grammar;
    let mut actors = belonging(grammar, at);
    if entry.to.mutual {
        let between =
            Marks { prepositions: vec![grammar.language.known.between], ..Marks::default() };
        let all = object(grammar, at, &between);
        if !all.is_empty() {
            actors.join(all);
            return (actors, Side::default());
        }
        if actors.is_empty() {
            actors = light_subject(grammar, at);
        }
        let others = object(grammar, at, &entry.to);
        if actors.is_empty() && !others.is_empty() && entry.kind == EventKind::Consult {
            actors = circumstance_subject(grammar, at);
        }
        // "talks with Norway and Iceland" does not say that these two talked.
        if !actors.is_empty() {
            actors.join(others);
        }
        return (actors, Side::default());
    }
    if actors.is_empty() && !entry.by.prepositions.is_empty() {
        actors = object(grammar, at, &entry.by);
    }
    if actors.is_empty() {
        actors = light_subject(grammar, at);
    }
    if actors.is_empty() && entry.kind.quad() == Quad::MaterialConflict {
        actors = charged(grammar, at);
    }
    let mut recipients = object(grammar, at, &entry.to);
    if recipients.is_empty() && entry.kind == EventKind::Assault {
        recipients = struck(grammar, at, &actors);
    }
    (actors, recipients)
}

/// Returns who is charged with what a noun tells of: "blamed Oslo for the attack on",
/// "was accused of an attack on".
fn charged(grammar: Grammar<'_>, noun: usize) -> Side {
    let Grammar { text, forest, language, .. } = grammar;
    let led = forest
        .children_by(noun, &[Relation::Case])
        .any(|case| matches!(text.str(case), "for" | "of"));
    let verb = forest.head(noun).filter(|_| led && forest.relation(noun) == Relation::Obl);
    let Some(verb) = verb else { return Side::default() };
    let lemmas = language.verbs(text.word(verb)).iter();
    let mut entries = lemmas.filter_map(|(lemma, _)| language.event_verbs.get(lemma)).flatten();
    let whom = forest.child(verb, &[Relation::Obj, Relation::NsubjPass]);
    let accuses = entries.any(|entry| entry.kind == EventKind::Accuse);
    whom.filter(|_| accuses).map_or_else(Side::default, |whom| side(grammar, whom))
}
