//! Words given: "agreed to meet Oslo" is an agreement, "vowed to strike Oslo" a threat.
//!
//! In: the candidates of a text. Out: for each that its own actor only promises, says it
//! will do, is willing to do or refuses, the act that this is, which PLOVER codes in its
//! place: AGREE holds what somebody commits to or is ready for, THREATEN what is vowed
//! against another, REJECT what is refused. The candidate itself stays for the plans of the
//! text, marked as told by that act.

use std::ops::Range;

use chancery_model::{EventKind, Quad, Standing};

use super::willing::is_willing;
use super::{Context, Found, standing};
use crate::grammar::{
    Grammar, Mood, Predicate, Relation, Upos, is_condition, predicate, speaker, subject,
};
use crate::language::{Class, CueKind};
use crate::time::TimeExpression;

/// What is agreed to before it is done. Who promises to yield has yielded in words.
const COOPERATION: [EventKind; 4] =
    [EventKind::Consult, EventKind::Support, EventKind::Cooperate, EventKind::Aid];

/// Verbs that give one's word to do what their infinitive says.
const PROMISING: [&str; 10] = [
    "agree",
    "commit",
    "consent",
    "offer",
    "pledge",
    "promise",
    "swear",
    "undertake",
    "volunteer",
    "vow",
];
/// Verbs of intent, which are one's word where one says so.
const INTENDING: [&str; 2] = ["intend", "plan"];
/// Those of them that, over what harms somebody, threaten it.
const VOWING: [&str; 4] = ["pledge", "promise", "swear", "vow"];
/// Verbs that refuse what their infinitive says.
const REFUSING: [&str; 2] = ["decline", "refuse"];

/// Adds the acts of those who give their word or refuse, and marks what they promise.
pub(super) fn settle(context: Context<'_>, candidates: &mut Vec<Found>) {
    let mut acts = Vec::new();
    for found in candidates.iter_mut() {
        let Some(act) = act(context, found) else { continue };
        found.is_promised = true;
        acts.push(act);
    }
    for act in acts {
        let same = |known: &&mut Found| known.trigger == act.trigger && known.kind == act.kind;
        match candidates.iter_mut().find(same) {
            // "agreed" alone does not say with whom.
            Some(known) if known.recipients.is_empty() && known.actors.len() == 1 => {
                known.recipients = act.recipients;
                known.of = act.of;
                (known.tokens, known.evidence) = (act.tokens, act.evidence);
            }
            Some(_) => {}
            None => candidates.push(act),
        }
    }
    candidates.sort_by_key(|found| (found.sentence, found.trigger));
}

/// Returns the act by which a candidate is promised or refused by who would do it.
fn act(context: Context<'_>, found: &Found) -> Option<Found> {
    let Grammar { text, forest, cast, .. } = context.grammar;
    found.entry.filter(|_| found.said.is_none() && forest.upos(found.trigger) == Upos::Verb)?;
    let sentence = text.sentences[found.sentence].tokens.clone();
    let would_do = as_predicate(context.grammar, found.trigger, &sentence)?;
    let (governor, kind) = governor(context.grammar, found, &would_do, &sentence)?;
    let giver = match forest.relation(found.trigger) {
        Relation::Ccomp if governor != found.trigger => speaker(context.grammar, found.trigger),
        _ => subject(context.grammar, &would_do),
    };
    let identity = |member: &usize| cast.members[*member].identity();
    let giving: Vec<String> = giver.members.iter().map(identity).collect();
    let (actors, others): (Vec<usize>, Vec<usize>) = found
        .actors
        .iter()
        .chain(&found.recipients)
        .partition(|member| giving.contains(&identity(member)));
    if actors.is_empty() || others.is_empty() {
        return None;
    }
    let start = found.tokens.start.min(giver.tokens.start).min(governor);
    let tokens = start.max(sentence.start)..found.tokens.end;
    let mut act = Found {
        kind,
        mode: None,
        actors,
        recipients: others,
        standing: Standing::Actual,
        when: None,
        trigger: governor,
        evidence: text.span(tokens.clone()),
        tokens,
        of: Some(found.kind),
        is_promised: false,
        ..found.clone()
    };
    // "agreed to meet in June": June is when they meet.
    let of_promise = |time: &&TimeExpression| {
        let above = |word: &usize| forest.head(*word);
        let top = sentence.contains(&time.tokens.start).then(|| forest.top(time.tokens.clone()));
        std::iter::successors(top, above).take(sentence.len()).all(|word| word != found.trigger)
    };
    let times: Vec<TimeExpression> = context.times.iter().filter(of_promise).cloned().collect();
    standing::date(Context { times: &times, ..context }, &mut act);
    let told = as_predicate(context.grammar, governor, &sentence);
    if act.standing == Standing::Actual && standing::background(context, &act, told.as_ref()) {
        act.standing = Standing::Historical;
    }
    Some(act)
}

/// Returns the word with which a candidate is promised or refused, as a fact, and the kind
/// of event that this is.
fn governor(
    grammar: Grammar<'_>,
    found: &Found,
    would_do: &Predicate,
    sentence: &Range<usize>,
) -> Option<(usize, EventKind)> {
    let Grammar { text, forest, language, .. } = grammar;
    let cooperates = COOPERATION.contains(&found.kind);
    let harms = found.kind.quad() == Quad::MaterialConflict;
    let is_clause = forest.relation(found.trigger) == Relation::Ccomp && !would_do.infinite;
    // "“We will meet,” said the premier": what one says oneself is one's word.
    let own = forest.child(found.trigger, &[Relation::Nsubj]);
    let is_own = own.is_some_and(|word| {
        language.is(text.word(word), Class::WE) && grammar.cast.at(word).is_some()
    });
    if is_own && found.standing == Standing::Planned && cooperates {
        return Some((found.trigger, EventKind::Agree));
    }
    let above = forest.head(found.trigger)?;
    let lemma = forest.lemma(above);
    let intends = || INTENDING.contains(&lemma) && forest.relation(above) == Relation::Ccomp;
    let kind = match found.standing {
        Standing::Planned | Standing::Hypothetical if is_clause && harms => {
            let warns = matches!(lemma, "threaten" | "vow" | "warn");
            (warns && !is_condition(grammar, found.trigger)).then_some(EventKind::Threaten)
        }
        Standing::Planned if is_clause => {
            let cue = language.cue(text.word(above)).map(|(kind, _)| kind);
            let says = matches!(cue, Some(CueKind::Say | CueKind::Promise));
            (cooperates && says).then_some(EventKind::Agree)
        }
        Standing::Planned | Standing::Hypothetical if is_willing(grammar, found.trigger, above) => {
            return cooperates.then_some((above, EventKind::Agree));
        }
        _ if !would_do.infinite => None,
        Standing::Planned if cooperates && (PROMISING.contains(&lemma) || intends()) => {
            Some(EventKind::Agree)
        }
        Standing::Planned if harms && VOWING.contains(&lemma) => Some(EventKind::Threaten),
        Standing::Negated if cooperates && REFUSING.contains(&lemma) => Some(EventKind::Reject),
        _ => None,
    }?;
    let told = as_predicate(grammar, above, sentence)?;
    let is_fact = told.mood == Mood::Fact && !told.negated;
    is_fact.then_some((above, kind))
}

fn as_predicate(grammar: Grammar<'_>, verb: usize, sentence: &Range<usize>) -> Option<Predicate> {
    let forms = grammar.language.verbs(grammar.text.word(verb));
    forms.iter().find_map(|(_, form)| predicate(grammar, verb, *form, sentence))
}
