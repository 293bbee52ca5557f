//! Nested speech: who says something in what others are said to have said.
//!
//! In: a sentence and the statements found in it. Out: a statement for each cue in the
//! words of one of these, "said that B told C", and for those who are quoted, "quoted B
//! as saying", with whoever's word it rests on. What B only might say, would say, should
//! say or did not say is no statement; nor is what rests on the word of somebody who is
//! not known.

use std::ops::Range;

use chancery_model::{ActorKind, Span};

use super::extent::{edge, last_word, trim};
use super::speech::{Cue, statement, verb_cue};
use super::{Context, Found, channel};
use crate::grammar::{Grammar, Mood, Relation, Tag, Upos, predicate, side};
use crate::language::{Class, CueKind, Form};
use crate::text::Quotation;

/// Finds the speech that others tell of in one sentence.
pub(super) fn find(
    context: Context<'_>,
    sentence_idx: usize,
    inside: &[&Quotation],
    out: &mut Vec<Found>,
) {
    let Grammar { text, language, .. } = context.grammar;
    let sentence = text.sentences[sentence_idx].tokens.clone();
    for at in sentence.clone() {
        if let Some(found) = quoted(context, at, sentence_idx, inside) {
            let here = out.iter().rposition(|known| {
                known.sentence == sentence_idx && known.content.overlaps(found.content)
            });
            match here {
                // "quoted B as saying": the one who quotes says nothing else.
                Some(known) => out[known] = found,
                None => out.push(found),
            }
            continue;
        }
        let Some((kind, form)) = language.cue(text.word(at)) else { continue };
        let span = text.tokens[at].span;
        let holds = |known: &&Found| {
            let own = known.cue.is_some_and(|cue| cue.overlaps(span));
            known.sentence == sentence_idx && known.content.contains(span) && !own
        };
        let outer = (0..out.len()).filter(|known| holds(&&out[*known]));
        let outer = outer.min_by_key(|known| out[*known].content.len());
        let known = out.iter().any(|known| known.cue.is_some_and(|cue| cue.overlaps(span)));
        let Some(outer) = outer.filter(|_| !known) else { continue };
        let words = tokens(context, &sentence, out[outer].content);
        match place(context, at, &words, &out[outer]) {
            Some(Place::Inside) => {
                let told = told(context, (at, kind, form), &words, inside, &out[outer]);
                out.extend(told);
            }
            Some(Place::Beside(clause)) => {
                let first = edge(context, clause).max(words.start);
                let rest = first..words.end;
                let Some(cue) = verb_cue(context, at, kind, form, &rest) else { continue };
                let Some(mut found) = statement(context, sentence_idx, &rest, inside, &cue) else {
                    continue;
                };
                let kept = trim(context, words.start..first);
                if kept.len() < LEAST_WORDS {
                    continue;
                }
                found.reported_by = out[outer].reported_by;
                out[outer].content = text.span(kept);
                out.push(found);
            }
            None => {}
        }
    }
}

/// Returns what a cue in the words of another statement tells of.
fn told(
    context: Context<'_>,
    (at, kind, form): (usize, CueKind, Form),
    words: &Range<usize>,
    inside: &[&Quotation],
    outer: &Found,
) -> Option<Found> {
    let members = &context.grammar.cast.members;
    let (reporter, own) = (outer.speaker?, outer.cue?);
    let cue = verb_cue(context, at, kind, form, words)?;
    let speaker = cue.speaker?;
    let leads = own.end <= outer.content.start;
    // "said she hopes", "urged them to go, she said": only words to somebody else, told
    // behind the cue, are another act than saying so now.
    if speaker == reporter && (cue.addressees.is_empty() || !leads) {
        return None;
    }
    // "France asks for calm, the foreign ministry said": it speaks for France.
    let for_state = members[speaker].kind == ActorKind::State;
    if for_state && members[speaker].identity() == members[reporter].identity() {
        return None;
    }
    // Quoted words that tell of speech are the outer speaker's.
    let is_quoted = inside.iter().any(|quotation| quotation.tokens.contains(&at));
    let marks = if is_quoted { &[] } else { inside };
    let mut found = statement(context, outer.sentence, words, marks, &cue)?;
    let trails = found.content.start < context.grammar.text.tokens[at].span.start;
    if !outer.content.contains(found.content) || found.content == outer.content || trails && leads {
        return None;
    }
    found.reported_by = Some(reporter);
    found.evidence = found.evidence.join(own);
    if let Some(source) = outer.source {
        found.evidence = found.evidence.join(source);
    }
    found.confidence = NESTED;
    Some(found)
}

/// The share of nested statements that are right, by rule.
const NESTED: f32 = 0.5;

/// The verbs between a cue and that of the words around it, at most.
const MOST_STEPS: usize = 6;

/// Cues that tell what somebody thinks: nobody else can have heard it.
const THINKING: &[&str] = &[
    "agree", "believe", "conclude", "expect", "fear", "forecast", "hope", "know", "suspect",
    "think",
];

/// Where a cue stands to the statement whose words have it.
enum Place {
    /// In what was said.
    Inside,
    /// In a clause that rules took for a part of what was said, with the verb of that
    /// clause: "Oslo said it was over, while Bern said it was not".
    Beside(usize),
}

/// Returns where a cue stands that tells that something was said: it is finite and a fact,
/// as are the verbs above it, up to the cue of the words around it.
fn place(context: Context<'_>, at: usize, words: &Range<usize>, outer: &Found) -> Option<Place> {
    let Grammar { text, forest, language, .. } = context.grammar;
    let cue = outer.cue?;
    let leads = cue.end <= outer.content.start;
    // "..., he added, ...": the outer speaker goes on.
    // "had left and denied it": as likely as not the outer speaker denies it.
    let goes_on = match forest.relation(at) {
        Relation::Parataxis => true,
        Relation::Conj => forest.child(at, &[Relation::Nsubj]).is_none(),
        _ => false,
    };
    let asks = outer.content.of(text.text).trim_end_matches(['”', '"', '’']).ends_with('?');
    if goes_on
        || asks
        || THINKING.contains(&forest.lemma(at))
        || is_fact(context, at, words) != Some(true)
    {
        return None;
    }
    let mut word = at;
    for _ in 0..MOST_STEPS {
        let marks = || {
            forest
                .children_by(word, &[Relation::Mark, Relation::Advmod])
                .filter(|mark| *mark < word)
        };
        let opens = marks()
            .any(|mark| matches!(text.str(mark), "until" | "before" | "lest" | "whether" | "once"));
        if opens || language.is(text.word(word), Class::CONDITION) {
            return None;
        }
        let contrasts = marks()
            .any(|mark| matches!(text.str(mark), "while" | "though" | "although" | "whereas"));
        if contrasts && leads && forest.relation(word) == Relation::Advcl {
            return Some(Place::Beside(word));
        }
        let head = forest
            .head(word)
            .filter(|head| words.contains(head) || cue.contains(text.tokens[*head].span));
        let Some(head) = head else { break };
        if cue.contains(text.tokens[head].span) {
            // "said it was over, and Bern says": two that are joined.
            return (forest.relation(word) != Relation::Conj).then_some(Place::Inside);
        }
        if forest.upos(head) == Upos::Verb && is_fact(context, head, words) == Some(false) {
            return None;
        }
        word = head;
    }
    let quoted = context.quotations.iter().any(|one| one.tokens.contains(&at));
    let according = cue.of(text.text).to_ascii_lowercase().starts_with("according");
    (!leads || quoted || according).then_some(Place::Inside)
}

/// Returns whether a verb tells of a fact; nothing where the word is no verb.
fn is_fact(context: Context<'_>, verb: usize, words: &Range<usize>) -> Option<bool> {
    let Grammar { text, language, .. } = context.grammar;
    let forms = language.verbs(text.word(verb)).iter();
    let mut read = forms.filter_map(|(_, form)| predicate(context.grammar, verb, *form, words));
    read.next().map(|one| !one.negated && one.mood == Mood::Fact && !one.infinite)
}

/// Returns whether a cue stands in a clause that another cue's verb governs, whose
/// speaker the cast lacks, or who did not say so: nobody known vouches for it.
pub(super) fn is_on_others_word(context: Context<'_>, cue: usize) -> bool {
    let Grammar { text, forest, language, cast } = context.grammar;
    let mut word = cue;
    for _ in 0..MOST_STEPS {
        let Some(head) = forest.head(word) else { return false };
        let told = forest.relation(word) == Relation::Ccomp
            && forest.upos(head) == Upos::Verb
            && language.cue(text.word(head)).is_some();
        let subject = forest.child(head, &[Relation::Nsubj]);
        if told && let Some(subject) = subject {
            let known = side(context.grammar, subject).members;
            let nobody = known.is_empty() && cast.at(subject).is_none() && head < cue;
            let sentence = text.sentences.partition_point(|one| one.tokens.end <= cue);
            let unsaid = text
                .sentences
                .get(sentence)
                .is_some_and(|sentence| is_fact(context, head, &sentence.tokens) == Some(false));
            return nobody || unsaid;
        }
        if !matches!(forest.relation(word), Relation::Ccomp | Relation::Conj) {
            return false;
        }
        word = head;
    }
    false
}

/// Returns what somebody is quoted as saying: "state radio quoted the minister as saying
/// that", "was quoted by state radio as saying".
fn quoted(
    context: Context<'_>,
    at: usize,
    sentence_idx: usize,
    inside: &[&Quotation],
) -> Option<Found> {
    let Grammar { text, forest, cast, .. } = context.grammar;
    let saying = matches!(text.str(at), "saying" | "telling" | "declaring");
    if !saying || at == 0 || text.str(at - 1) != "as" {
        return None;
    }
    let sentence = text.sentences[sentence_idx].tokens.clone();
    let quotes = |verb: &usize| {
        matches!(forest.lemma(*verb), "quote" | "cite") && forest.upos(*verb) == Upos::Verb
    };
    let verb = (sentence.start..at).rev().take(MOST_BETWEEN).find(quotes)?;
    let who = |relations: &[Relation]| {
        let word = forest.child(verb, relations)?;
        let member = side(context.grammar, word).members.into_iter().next()?;
        Some((word, member))
    };
    let passive = forest.child(verb, &[Relation::NsubjPass, Relation::AuxPass]).is_some()
        || forest.tag(verb) == Tag::Vbn && forest.child(verb, &[Relation::Nsubj]).is_none();
    let (speaker, quoting) = if passive {
        (who(&[Relation::NsubjPass])?, forest.child(verb, &[Relation::OblAgent]))
    } else {
        (who(&[Relation::Obj])?, Some(forest.child(verb, &[Relation::Nsubj])?))
    };
    let reporter = quoting.and_then(|word| side(context.grammar, word).members.first().copied());
    // Whoever quotes is known, or an outlet.
    let outlet = quoting.is_none_or(|word| channel::names_outlet(context, word));
    if reporter.is_none() && !outlet {
        return None;
    }
    let source = cast.at(speaker.0).map_or(speaker.0..speaker.0 + 1, |one| one.tokens.clone());
    let cue = Cue {
        tokens: at..at + 1,
        kind: CueKind::Say,
        speaker: Some(speaker.1),
        source,
        clause: verb..at + 1,
        addressees: Vec::new(),
    };
    let words = verb..last_word(context, &sentence);
    let mut found = statement(context, sentence_idx, &words, inside, &cue)?;
    if trim(context, tokens(context, &sentence, found.content)).len() < LEAST_WORDS {
        return None;
    }
    if let Some(word) = quoting {
        found.evidence = found.evidence.join(text.tokens[word].span);
    }
    if let Some(reporter) = reporter {
        found.reported_by = Some(reporter);
        found.channel = channel::of_outlet(context, reporter);
    }
    found.evidence = found.evidence.join(text.tokens[speaker.0].span);
    found.confidence = NESTED;
    Some(found)
}

/// The words between "quoted" and "as saying", at most.
const MOST_BETWEEN: usize = 14;

/// Fewer words say nothing.
const LEAST_WORDS: usize = 3;

/// Returns the tokens of a sentence that lie in a span.
fn tokens(context: Context<'_>, sentence: &Range<usize>, span: Span) -> Range<usize> {
    let text = context.grammar.text;
    let inside = |token: &usize| span.contains(text.tokens[*token].span);
    let first = sentence.clone().find(inside).unwrap_or(sentence.start);
    let last = sentence.clone().rev().find(inside).map_or(first, |last| last + 1);
    first..last.max(first)
}
