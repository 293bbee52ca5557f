//! Denials: verbs and phrases that deny, and the allegations that they answer.
//!
//! In: statements and trees. Out: denials, in reading order. What each answers is
//! found by [`super::answers`].

use std::ops::Range;

use chancery_model::ClaimKind;

use super::answers::Answer;
use super::{clause_behind, words_below};
use crate::grammar::{Grammar, Mood, Relation, Upos, predicate, subject};
use crate::language::{Class, DenialTarget, Form};
use crate::statement;

/// As many words as point back at most: "those earlier allegations".
const MOST_POINTING: usize = 3;

/// Finds the denials of a text, at most one a sentence.
pub(super) fn find(grammar: Grammar<'_>, statements: &[statement::Found]) -> Vec<Answer> {
    let body = grammar.text.sentences.iter().enumerate().filter(|(_, found)| found.kind.is_body());
    body.filter_map(|(sentence, _)| {
        verb_denial(grammar, sentence).or_else(|| phrase_denial(grammar, sentence, statements))
    })
    .collect()
}

/// "X has denied the allegation", "which X denies".
fn verb_denial(grammar: Grammar<'_>, idx: usize) -> Option<Answer> {
    let text = grammar.text;
    let sentence = text.sentences[idx].tokens.clone();
    for verb in sentence.clone() {
        let verbs = grammar.language.verbs(text.word(verb));
        let denies = verbs.iter().find(|(lemma, _)| grammar.language.denial_verbs.contains(lemma));
        let Some((_, form)) = denies else { continue };
        let Some(predicate) = predicate(grammar, verb, *form, &sentence) else { continue };
        let stated = predicate.mood == Mood::Fact && !predicate.negated && !predicate.passive;
        if !stated || predicate.infinite && !form.is(Form::GERUND) || withholds(grammar, verb) {
            continue;
        }
        let side = subject(grammar, &predicate);
        let Some(by) = side.members.first().copied() else { continue };
        let content = denied(grammar, verb, &sentence);
        // "an allegation that X denied within hours": what is denied stands before.
        let first = side.tokens.start.saturating_sub(4).max(sentence.start);
        let before = (first..side.tokens.start).find(|idx| is_claim_word(text.str(*idx)));
        // "rejected a plan to end its involvement" is about a plan.
        let about_claim = before.is_some() || is_about_claim(grammar, verb);
        // "rejected the deal" is no denial; "rejected the allegation" is.
        let plain = text.str(verb).to_ascii_lowercase();
        let plain =
            plain.starts_with("den") || plain.starts_with("refut") || plain.starts_with("rebut");
        if !plain && !about_claim {
            continue;
        }
        let tokens = side.tokens.start.min(verb)..content.end.max(verb + 1);
        let pronoun = grammar.forest.upos(content.start) == Upos::Pron && content.len() == 1;
        let few = content.len() <= MOST_POINTING;
        let points_back = pronoun || few && content.clone().any(|idx| is_claim_word(text.str(idx)));
        let says_little = before.is_some() || content.len() < 2;
        // "an allegation that X denied": the noun is all that is said of what is denied.
        let named = before.map(|idx| idx - usize::from(idx > sentence.start));
        let own = named.map_or(tokens.start, |first| first.min(tokens.start))..tokens.end;
        let content = if says_little { text.span(own) } else { text.span(content) };
        let evidence = text.span(tokens);
        return Some(Answer {
            kind: ClaimKind::Denial,
            by,
            sentence: idx,
            content,
            evidence,
            points_back,
        });
    }
    None
}

/// Returns whether what depends on a verb, and not what belongs to that, is a claim:
/// "rejected the allegation", "dismissed as lies the reports".
fn is_about_claim(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let inside = [Relation::Conj, Relation::Compound, Relation::Amod, Relation::Appos];
    let below = forest.children(verb).filter(|word| *word > verb);
    let mut words = below.flat_map(|word| forest.children_by(word, &inside).chain([word]));
    words.any(|word| is_claim_word(text.str(word)))
}

/// Returns what a verb denies: its object or clause, else the words behind it.
fn denied(grammar: Grammar<'_>, verb: usize, sentence: &Range<usize>) -> Range<usize> {
    let told = [Relation::Obj, Relation::Ccomp, Relation::Xcomp];
    let below = grammar.forest.children_by(verb, &told).filter(|word| *word > verb);
    let content = below
        .map(|word| words_below(grammar, word))
        .reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
    match content {
        Some(content) if content.start > verb => {
            clause_behind(grammar, content.start, &(sentence.start..content.end))
        }
        _ => clause_behind(grammar, verb + 1, sentence),
    }
}

/// Things that are kept from somebody without an event of their own.
const WITHHELD: [&str; 12] = [
    "access",
    "appeal",
    "application",
    "bail",
    "benefit",
    "passage",
    "permission",
    "request",
    "right",
    "service",
    "treatment",
    "visa",
];

/// Returns whether the verb keeps something from somebody: "denied entry", "denied the
/// rebels a safe passage".
fn withholds(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, language, forest, .. } = grammar;
    if forest.child(verb, &[Relation::Iobj]).is_some() {
        return true;
    }
    let entries = language.verbs(text.word(verb)).iter();
    let entries =
        entries.filter_map(|(lemma, _)| language.event_verbs.get(lemma)).flatten().peekable();
    let kept = |noun| entries.clone().any(|entry| entry.nouns.contains(&noun));
    forest.children_by(verb, &[Relation::Obj]).any(|object| {
        language.noun(text.word(object)).is_some_and(kept)
            || WITHHELD.contains(&forest.lemma(object))
    })
}

/// Returns whether a word of denial only says which thing is meant, and no claim: "an
/// absurd rule", "the fake news media".
fn modifies(grammar: Grammar<'_>, word: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let before = [Relation::Amod, Relation::Compound];
    let noun = forest.head(word).filter(|_| before.contains(&forest.relation(word)));
    noun.is_some_and(|noun| noun > word && !is_claim_word(text.str(noun)))
}

/// Returns whether the word stands for a claim: "allegations", "involvement".
pub(super) fn is_claim_word(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["alleg", "accus", "claim", "charge", "report", "suggest", "assertion", "involve", "wrongdoing"]
        .iter()
        .any(|beginning| word.starts_with(beginning))
}

/// "called the claim baseless": a phrase inside what somebody says.
fn phrase_denial(
    grammar: Grammar<'_>,
    idx: usize,
    statements: &[statement::Found],
) -> Option<Answer> {
    let text = grammar.text;
    let sentence = text.sentences[idx].tokens.clone();
    let first = statements.partition_point(|statement| statement.sentence < idx);
    let statement = statements.get(first).filter(|statement| statement.sentence == idx);
    for at in sentence.clone() {
        let words = text.words.get(at..sentence.end)?;
        let Some((len, values)) = grammar.language.denials.longest(words) else { continue };
        // "as if he had nothing to do with it": said by nobody.
        if (at.saturating_sub(MOST_POINTING)..at)
            .any(|idx| grammar.language.is(text.word(idx), Class::CONDITION))
        {
            continue;
        }
        if modifies(grammar, at + len - 1) {
            continue;
        }
        let own = text.span(at..at + len);
        let statement = statement?;
        let inner = statements.iter().filter(|one| one.is_within(statement));
        let statement = inner
            .clone()
            .find(|one| one.content.join(one.evidence).contains(own))
            .filter(|one| one.content.contains(own) || one.cue.is_some_and(|cue| cue.overlaps(own)))
            .unwrap_or(statement);
        let by = statement.speaker?;
        let target = values.first()?;
        let content = match target {
            DenialTarget::After => text.span(at..sentence.end),
            DenialTarget::Before => statement.content.join(text.span(at..at + len)),
        };
        let evidence = statement.evidence.join(content);
        return Some(Answer {
            kind: ClaimKind::Denial,
            by,
            sentence: idx,
            content,
            evidence,
            points_back: false,
        });
    }
    None
}
