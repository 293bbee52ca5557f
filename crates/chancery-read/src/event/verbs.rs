//! Events that a verb reports: "praised", "imposed sanctions on".

use std::ops::Range;

use chancery_model::{ActorKind, EventKind, Mode, Quad};

use super::eased::easing;
use super::in_words::is_in_words;
use super::struck::{others, struck};
use super::{Context, Found, candidate, confidence, lacks_other, meant, standing};
use crate::grammar::{
    CLAIMS, Grammar, Mood, Predicate, Relation, Side, Upos, belonging, object, predicate,
    puts_forward, side, speaker, subject,
};
use crate::language::{EventNoun, EventVerb, Marks};

/// Finds the events that the verbs of a sentence report.
pub(super) fn find(context: Context<'_>, sentence_idx: usize, out: &mut Vec<Found>) {
    let grammar = context.grammar;
    let sentence = grammar.text.sentences[sentence_idx].tokens.clone();
    for verb in sentence.clone() {
        for (lemma, form) in grammar.language.verbs(grammar.text.word(verb)) {
            let Some(entries) = grammar.language.event_verbs.get(lemma) else { continue };
            let Some(predicate) = predicate(grammar, verb, *form, &sentence) else { continue };
            let mut found = entries
                .iter()
                .filter(|entry| entry_fits(context, entry, &predicate, &sentence))
                .filter_map(|entry| event(context, sentence_idx, entry, &predicate, out));
            // What has both sides says more: "fired rockets at" is no test of rockets.
            let first = found.next();
            let two_sided = |found: &Found| found.actors.len() + found.recipients.len() > 1;
            let found = match first {
                Some(first) if !two_sided(&first) => found.find(two_sided).or(Some(first)),
                other => other,
            };
            if let Some(found) = found {
                out.push(found);
                break;
            }
        }
    }
}

/// Returns whether what has to stand beside the verb does.
fn entry_fits(
    context: Context<'_>,
    entry: &EventVerb,
    predicate: &Predicate,
    sentence: &Range<usize>,
) -> bool {
    let text = context.grammar.text;
    let behind = predicate.verb + 1..(predicate.verb + 4).min(sentence.end);
    // "pulled out", and "pulled its troops out".
    let n_near = if entry.nouns.is_empty() { 1 } else { 3 };
    let particle = entry.particles.is_empty()
        || behind.take(n_near).any(|idx| entry.particles.contains(&text.word(idx)));
    particle
        && (entry.nouns.is_empty() || noun_at(context, entry, predicate).is_some())
        && (!entry.clause || governs_infinitive(context.grammar, predicate.verb))
        && (entry.kind != EventKind::Request || puts_forward(context.grammar, predicate.verb))
}

/// Returns whether an infinitive depends on the verb: "told them to leave".
fn governs_infinitive(grammar: Grammar<'_>, verb: usize) -> bool {
    let clauses = [Relation::Xcomp, Relation::Ccomp, Relation::Advcl];
    grammar.forest.children_by(verb, &clauses).any(|clause| {
        let mut marks = grammar.forest.children_by(clause, &[Relation::Mark]);
        marks.any(|mark| grammar.text.word(mark) == grammar.language.known.to)
    })
}

/// Returns whether somebody is told to do something whom the cast lacks: "pressed his
/// lawyer to leave", but not "pressed both sides".
fn is_told(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let whom = forest.child(verb, &[Relation::Obj, Relation::Obl]);
    whom.is_some_and(|whom| {
        let words = [Relation::Det, Relation::DetPredet, Relation::CcPreconj];
        !forest.children_by(whom, &words).any(|word| text.str(word) == "both")
    })
}

/// Returns where the noun that the entry asks for depends on the verb.
fn noun_at(context: Context<'_>, entry: &EventVerb, predicate: &Predicate) -> Option<usize> {
    let Grammar { text, language, forest, .. } = context.grammar;
    let fits =
        |idx: usize| language.noun(text.word(idx)).is_some_and(|noun| entry.nouns.contains(&noun));
    let sides: &[Relation] = if predicate.passive {
        &[Relation::NsubjPass, Relation::Obj]
    } else {
        &[Relation::Obj, Relation::Iobj, Relation::Obl, Relation::Xcomp, Relation::Ccomp]
    };
    // "signed trade and defence deals", "held a round of talks".
    let inner = [
        Relation::Conj,
        Relation::Nmod,
        Relation::Compound,
        Relation::Amod,
        Relation::Appos,
        // "suggested having the meeting"
        Relation::Obj,
    ];
    let mut open: Vec<usize> = forest.children_by(predicate.verb, sides).collect();
    // The subject of "a deal signed in Oslo" is the noun itself.
    if predicate.passive && forest.relation(predicate.verb) == Relation::Acl {
        open.extend(forest.head(predicate.verb));
    }
    // "flew to Oslo to meet the premier"
    let aims = forest.children_by(predicate.verb, &[Relation::Advcl]);
    let mut aims = aims.filter(|aim| {
        forest.children_by(*aim, &[Relation::Mark]).any(|mark| text.word(mark) == language.known.to)
    });
    if let Some(aim) = aims.find(|aim| fits(*aim)) {
        return Some(aim);
    }
    // "a round of talks", "millions in aid", but not "steps on issues".
    let of = |word: &usize| {
        let apart = |case: usize| matches!(text.str(case), "about" | "against" | "on" | "over");
        forest.relation(*word) != Relation::Nmod
            || !forest.children_by(*word, &[Relation::Case]).any(apart)
    };
    for _ in 0..2 {
        if let Some(found) = open.iter().copied().find(|word| fits(*word)) {
            return Some(found);
        }
        let below = open.iter().flat_map(|word| forest.children_by(*word, &inner));
        open = below.filter(of).collect();
    }
    open.into_iter().find(|word| fits(*word))
}

fn event(
    context: Context<'_>,
    sentence_idx: usize,
    entry: &EventVerb,
    predicate: &Predicate,
    before: &[Found],
) -> Option<Found> {
    let grammar = context.grammar;
    let sentence = &grammar.text.sentences[sentence_idx].tokens;
    let (actors, mut recipients) = sides(context, entry, predicate);
    let mut implied = false;
    if recipients.is_empty() && !predicate.passive {
        recipients = meant::doers(context, entry, predicate.verb, &actors, before);
        if recipients.is_empty()
            && entry.kind == EventKind::Assault
            // "fought rebels in Syria": whom they fought is named.
            && !entry.to.mutual
            && actors.members.len() < 2
            && grammar.forest.child(predicate.verb, &[Relation::Obj]).is_some()
        {
            recipients = struck(grammar, predicate.verb, &actors);
        }
        // "spoke with Macron and condemned the attack": whose attack nobody said.
        let told = governs_infinitive(grammar, predicate.verb) && is_told(grammar, predicate.verb);
        let behind = [Relation::Obj, Relation::Obl, Relation::Xcomp, Relation::Ccomp];
        let implies = entry.to.implied
            && grammar.forest.child(predicate.verb, &behind).is_some()
            && !told
            && !predicate.infinite
            && !meant::is_of_a_doer(context, predicate.verb);
        if recipients.is_empty() && implies {
            recipients = meant::implied(context, &actors, sentence_idx);
            implied = !recipients.is_empty();
        }
    }
    let from = predicate.verb + 1;
    let until = (from + 14).min(sentence.end);
    let by_phone = entry.kind == EventKind::Consult
        && (from..until).any(|idx| matches!(grammar.text.str(idx), "phone" | "telephone"));
    let phone = Mode::new(EventKind::Consult, "phone").ok().filter(|_| by_phone);
    let confidence = match (entry.nouns.is_empty(), predicate.infinite) {
        (false, false) => confidence::PHRASE,
        (true, false) => confidence::VERB,
        (_, true) => confidence::INFINITIVE,
    };
    let confidence = if implied { confidence::IMPLIED } else { confidence };
    let sides = (actors, recipients);
    let (kind, mode) = told_by_subject(grammar, entry, predicate.verb)
        .or_else(|| told_in_words(context, entry, predicate))
        .or_else(|| told_of_easing(context, entry, predicate))
        .unwrap_or((entry.kind, entry.mode));
    if lacks_other(kind, &entry.to, &sides)
        || is_stopped(grammar, predicate.verb)
        || is_danger(grammar, predicate.verb, &sides.0)
        || dismisses_thing(grammar, entry, &sides.1)
        || denies(grammar, entry.kind, predicate.verb)
    {
        return None;
    }
    let mut found = candidate(
        context,
        sentence_idx,
        predicate.verb,
        kind,
        phone.or(mode),
        sides,
        entry.to.nobody && !predicate.infinite,
        confidence,
        Some(entry.entry),
    )?;
    standing::settle(context, &mut found, Some(predicate)).then_some(found)
}

/// Verbs that end or put off what their object is about.
const STOPPING: [&str; 12] = [
    "block", "cancel", "cease", "end", "freeze", "halt", "pause", "postpone", "scrap", "shelve",
    "stop", "suspend",
];

/// Returns whether a verb tells of a thing that another verb stops: "suspended a mission
/// providing aid". That it is stopped, the other tells.
fn is_stopped(grammar: Grammar<'_>, verb: usize) -> bool {
    let forest = grammar.forest;
    let above = forest.head(verb).filter(|_| forest.relation(verb) == Relation::Conj);
    let verb = above.unwrap_or(verb);
    let noun = forest.head(verb).filter(|_| forest.relation(verb) == Relation::Acl);
    let stopped = noun.filter(|noun| forest.relation(*noun) == Relation::Obj);
    stopped
        .and_then(|noun| forest.head(noun))
        .is_some_and(|above| STOPPING.contains(&forest.lemma(above)))
}

/// Returns whether a thing, and nobody, threatens: "Syrian weapons that could threaten",
/// "decisions that threaten".
fn is_danger(grammar: Grammar<'_>, verb: usize, actors: &Side) -> bool {
    let Grammar { forest, cast, .. } = grammar;
    let relative = forest.relation(verb) == Relation::AclRelcl;
    let antecedent = forest.head(verb).filter(|_| relative);
    let of_thing = || {
        cast.at(actors.tokens.start).is_some_and(|mention| mention.modifies)
            || antecedent.is_some_and(|noun| cast.at(noun).is_none())
    };
    matches!(forest.lemma(verb), "threaten" | "menace" | "endanger") && of_thing()
}

/// Returns whether a thing is dismissed, and nobody: "dismissed Oslo's strategy".
fn dismisses_thing(grammar: Grammar<'_>, entry: &EventVerb, dismissed: &Side) -> bool {
    let expels = entry.mode.is_some_and(|mode| mode.code() == "expel");
    let first = grammar.cast.at(dismissed.tokens.start);
    expels && entry.nouns.is_empty() && first.is_some_and(|mention| mention.modifies)
}

/// Returns whether what is rejected is a claim: "rejected suggestions that it had fired".
/// That is the side of a dispute, and refuses nobody anything.
pub(super) fn denies(grammar: Grammar<'_>, kind: EventKind, verb: usize) -> bool {
    let rejected = grammar.forest.child(verb, &[Relation::Obj]);
    kind == EventKind::Reject
        && rejected.is_some_and(|noun| CLAIMS.contains(&grammar.forest.lemma(noun)))
}

/// Returns what the subject does where it is itself a happening of another kind:
/// tariffs that hit a country are a sanction, no attack.
fn told_by_subject(
    grammar: Grammar<'_>,
    entry: &EventVerb,
    verb: usize,
) -> Option<(EventKind, Option<Mode>)> {
    let Grammar { text, forest, language, .. } = grammar;
    if entry.kind != EventKind::Assault {
        return None;
    }
    let subject = forest.child(verb, &[Relation::Nsubj])?;
    let entries = language.event_nouns.get(&language.noun(text.word(subject))?)?;
    let harms = |noun: &&EventNoun| noun.kind.quad() == Quad::MaterialConflict;
    let other = entries.iter().all(|noun| noun.kind != EventKind::Assault);
    entries.iter().filter(|_| other).find(harms).map(|noun| (noun.kind, noun.mode))
}

/// Returns what an attack is that is made in words alone: an accusation.
fn told_in_words(
    context: Context<'_>,
    entry: &EventVerb,
    predicate: &Predicate,
) -> Option<(EventKind, Option<Mode>)> {
    let noun = noun_at(context, entry, predicate).filter(|_| !entry.nouns.is_empty());
    let words =
        is_in_words(context, predicate.verb) || noun.is_some_and(|noun| is_in_words(context, noun));
    (entry.kind == EventKind::Assault && words)
        .then(|| (EventKind::Accuse, Mode::new(EventKind::Accuse, "disapprove").ok()))
}

/// Returns what it is to announce that a sanction is eased.
fn told_of_easing(
    context: Context<'_>,
    entry: &EventVerb,
    predicate: &Predicate,
) -> Option<(EventKind, Option<Mode>)> {
    let sanctions = entry.kind == EventKind::Sanction && !entry.nouns.is_empty();
    let noun = noun_at(context, entry, predicate).filter(|_| sanctions)?;
    easing(context.grammar, noun).map(|_| (EventKind::Concede, None))
}

/// Returns who acts and who is acted upon.
fn sides(context: Context<'_>, entry: &EventVerb, predicate: &Predicate) -> (Side, Side) {
    let grammar = context.grammar;
    let verb = predicate.verb;
    let mut first = subject(grammar, predicate);
    if !entry.by.is_empty() {
        // "came under fire from", "won praise from": the subject is acted upon.
        let by = Marks { prepositions: entry.by.clone(), ..Marks::default() };
        return (object(grammar, verb, &by), first);
    }
    if predicate.passive {
        let by = Marks { prepositions: vec![grammar.language.known.by], ..Marks::default() };
        let actors = object(grammar, verb, &by);
        let actors = if actors.is_empty() && predicate.mood == Mood::Future {
            // "Ottawa announced that contacts would be suspended".
            speaker(grammar, verb)
        } else {
            actors
        };
        if entry.to.guest {
            // "a forum hosted by X": who comes is not told.
            let subject = grammar.forest.child(verb, &[Relation::NsubjPass]);
            return (guests(grammar, entry, subject, Side::default()), actors);
        }
        // "a truce negotiated by Oslo and Reykjavik": the truce is nobody's side.
        if entry.to.mutual && !entry.nouns.is_empty() && actors.members.len() > 1 {
            return (actors, Side::default());
        }
        // "sanctions were imposed on Iran": who is acted upon stands behind.
        let behind = object(grammar, verb, &entry.to);
        if first.is_empty() || !behind.is_empty() && !entry.nouns.is_empty() {
            first = behind;
        }
        return (actors, first);
    }
    let mut recipients = object(grammar, verb, &entry.to);
    // "came to the defence of", "engaged in talks with": with the noun asked for.
    if recipients.is_empty()
        && let Some(noun) = noun_at(context, entry, predicate)
    {
        // "threatened to attack Oslo": an infinitive has an object.
        let has_object = grammar.forest.upos(noun) == Upos::Verb && entry.to.object;
        recipients = object(grammar, noun, &Marks { object: has_object, ..entry.to.clone() });
        // "cut Pakistan's aid", "froze Palestinian funds": whom the thing belongs to.
        if recipients.is_empty() && !entry.to.mutual {
            recipients = others(grammar, belonging(grammar, noun), &first);
        }
    }
    if entry.to.guest {
        let direct = grammar.forest.child(verb, &[Relation::Obj]);
        return (guests(grammar, entry, direct, recipients), first);
    }
    if entry.to.mutual && !recipients.is_empty() {
        // Everyone acts in a meeting or an agreement.
        if first.is_empty() {
            return (first, recipients);
        }
        first.join(recipients);
        return (first, Side::default());
    }
    (first, recipients)
}

/// Returns those of whoever is received who can come: people and governments. "Received
/// word from Iran" and "hosted the G7" tell of nobody's visit.
fn guests(grammar: Grammar<'_>, entry: &EventVerb, received: Option<usize>, objects: Side) -> Side {
    // "welcomed the visit of Macron" names the guest with the visit.
    let mut guests = match received.filter(|_| entry.nouns.is_empty()) {
        Some(word) => side(grammar, word),
        None => objects,
    };
    guests.members.retain(|member| {
        let kind = grammar.cast.members[*member].kind;
        matches!(kind, ActorKind::Person | ActorKind::State | ActorKind::Office | ActorKind::Group)
    });
    guests
}
