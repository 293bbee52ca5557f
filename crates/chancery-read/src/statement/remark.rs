//! Remarks: what the article itself says of a statement.
//!
//! In: trees, and the statements of the text. Out: with each statement, that no evidence
//! was given ("without providing evidence", "offered no proof"), that nobody could
//! confirm it ("could not be independently verified"), or that it is not so ("falsely
//! claimed"), in the article's own words, which are cut out of what was said. The
//! article's verdicts are kept as its own; what somebody who is quoted says of another's
//! words is no remark of the article.

use std::ops::Range;

use chancery_model::{Remark, RemarkKind, Span};

use super::extent::{edge, last_word, leads};
use super::{Context, Found};
use crate::grammar::{Grammar, Relation, Tag, Upos, negates, side};
use crate::language::{Class, CueKind};

/// A remark where it stands.
struct Aside {
    kind: RemarkKind,
    tokens: Range<usize>,
    /// The verb that it hangs on, or its own.
    verb: usize,
    /// Whether it is a clause of its own: "offered no proof", "could not be verified".
    is_clause: bool,
    /// Whoever is said to have given no evidence, where somebody is named.
    by: Option<usize>,
    /// Whether it may be about what was said in the sentence before: "it gave no proof".
    points_back: bool,
}

/// Adds to each statement what the article remarks on it.
pub(super) fn add(context: Context<'_>, out: &mut [Found]) {
    for (idx, sentence) in context.grammar.text.sentences.iter().enumerate() {
        if !sentence.kind.is_body() {
            continue;
        }
        for aside in asides(context, &sentence.tokens) {
            let Some(place) = target(context, &aside, idx, out) else { continue };
            let span = context.grammar.text.span(aside.tokens.clone());
            let found = &mut out[place];
            found.remarks.push(Remark { kind: aside.kind, span });
            found.evidence =
                if found.sentence == idx { found.evidence.join(span) } else { found.evidence };
            without(context, found, &aside.tokens);
        }
    }
}

/// Returns the remarks of one sentence, outside quotations.
fn asides(context: Context<'_>, sentence: &Range<usize>) -> Vec<Aside> {
    let quoted = |at: usize| {
        let quotations = context.quotations;
        let next = quotations.partition_point(|one| one.tokens.end <= at);
        quotations.get(next).is_some_and(|one| one.tokens.contains(&at))
    };
    let own = sentence.clone().filter(|at| !quoted(*at));
    own.filter_map(|at| {
        untrue(context, at)
            .or_else(|| without_evidence(context, at, sentence))
            .or_else(|| gives_none(context, at, sentence))
            .or_else(|| unverified(context, at, sentence))
    })
    .collect()
}

/// Adverbs by which an article says that what was said is not so.
const UNTRUE: &[&str] =
    &["baselessly", "erroneously", "falsely", "inaccurately", "incorrectly", "misleadingly"];

/// "falsely claimed that"
fn untrue(context: Context<'_>, at: usize) -> Option<Aside> {
    let Grammar { text, forest, language, .. } = context.grammar;
    let word = text.str(at).to_ascii_lowercase();
    let known = UNTRUE.contains(&word.as_str()) && forest.relation(at) == Relation::Advmod;
    let verb = forest.head(at).filter(|verb| known && language.cue(text.word(*verb)).is_some())?;
    // "accused them of falsely reporting": whoever accuses says so.
    let above = forest.head(verb).filter(|_| forest.tag(verb) == Tag::Vbg);
    if above.is_some_and(|above| language.cue(text.word(above)).is_some()) {
        return None;
    }
    let tokens = at..at + 1;
    let kind = RemarkKind::Untrue;
    Some(Aside { kind, tokens, verb, is_clause: false, by: None, points_back: false })
}

fn is_evidence(context: Context<'_>, word: usize) -> bool {
    matches!(context.grammar.forest.lemma(word), "evidence" | "proof" | "substantiation")
}

/// Verbs of giving evidence.
const GIVING: &[&str] = &[
    "cite", "furnish", "give", "offer", "present", "produce", "provide", "release", "share",
    "show", "supply",
];

/// The words from "without" or a verb to "evidence", at most.
const MOST_WORDS: usize = 6;

/// "without providing evidence", "without evidence"
fn without_evidence(context: Context<'_>, at: usize, sentence: &Range<usize>) -> Option<Aside> {
    let Grammar { text, forest, .. } = context.grammar;
    if !text.str(at).eq_ignore_ascii_case("without") {
        return None;
    }
    let near = at + 1..sentence.end.min(at + MOST_WORDS);
    let noun = near.clone().find(|word| is_evidence(context, *word))?;
    let gives = near.clone().find(|word| GIVING.contains(&forest.lemma(*word)));
    let plain = (at + 1..noun).all(|word| {
        gives == Some(word) || !matches!(forest.upos(word), Upos::Noun | Upos::Verb | Upos::Propn)
    });
    let top = gives.unwrap_or(noun);
    let verb = verb_above(context, top)?;
    let end = phrase_end(context, noun, sentence);
    let kind = RemarkKind::Unproven;
    let tokens = at..end;
    let aside = Aside { kind, tokens, verb, is_clause: false, by: None, points_back: false };
    plain.then_some(aside)
}

/// "provided no evidence", "did not offer proof", "has yet to give any evidence"
fn gives_none(context: Context<'_>, at: usize, sentence: &Range<usize>) -> Option<Aside> {
    let Grammar { text, forest, language, .. } = context.grammar;
    if forest.upos(at) != Upos::Verb || !GIVING.contains(&forest.lemma(at)) {
        return None;
    }
    let noun = forest.child(at, &[Relation::Obj]).filter(|noun| is_evidence(context, *noun))?;
    let none =
        forest.children_by(noun, &[Relation::Det]).any(|word| text.word(word) == language.known.no);
    let helpers = [Relation::Aux, Relation::Advmod];
    let denied = forest.children_by(at, &helpers).any(|word| negates(context.grammar, word));
    let yet = forest.head(at).filter(|_| forest.relation(at) == Relation::Xcomp);
    let governor = yet.filter(|above| {
        let words = [Relation::Advmod, Relation::Xcomp];
        matches!(forest.lemma(*above), "fail" | "decline" | "refuse")
            || text.str(*above) == "yet"
            || forest.children_by(*above, &words).any(|word| text.str(word) == "yet")
    });
    let top = governor.unwrap_or(at);
    let modal = forest
        .children_by(top, &[Relation::Aux])
        .any(|word| language.is(text.word(word), Class::CONDITIONAL.or(Class::FUTURE)));
    if !(none || denied || governor.is_some()) || modal {
        return None;
    }
    let subject = subject(context, top);
    let by = subject.and_then(|word| side(context.grammar, word).members.into_iter().next());
    // "The ministry offered no evidence", "and offered no evidence": whoever spoke.
    let starts = forest.children_by(top, &helpers).chain([top]).min()?;
    let first = subject.filter(|word| *word < starts && starts - *word < MOST_WORDS);
    let first = first.map(|word| edge(context, word));
    let tokens = first.unwrap_or(starts).max(sentence.start)..phrase_end(context, noun, sentence);
    let points_back = subject.is_some_and(|word| forest.upos(word) == Upos::Pron);
    let kind = RemarkKind::Unproven;
    Some(Aside { kind, tokens, verb: top, is_clause: true, by, points_back })
}

/// Verbs of finding out whether something is so.
const VERIFYING: &[&str] = &["authenticate", "confirm", "corroborate", "verify"];

/// "could not be independently verified", "the paper was unable to verify the claim"
fn unverified(context: Context<'_>, at: usize, sentence: &Range<usize>) -> Option<Aside> {
    let Grammar { text, forest, cast, .. } = context.grammar;
    if forest.upos(at) != Upos::Verb || !VERIFYING.contains(&forest.lemma(at)) {
        return None;
    }
    let first = at.saturating_sub(MOST_WORDS).max(sentence.start);
    let words = |word: &str| (first..at).find(|idx| text.str(*idx).eq_ignore_ascii_case(word));
    let negated = (first..at).find(|word| negates(context.grammar, *word));
    let unable = words("unable").or_else(|| words("impossible"));
    let able = words("could").or_else(|| words("able")).or_else(|| words("possible"));
    let been = words("been").or_else(|| words("independently"));
    let start = negated.filter(|_| able.or(been).is_some()).or(unable)?;
    let named = forest.child(at, &[Relation::NsubjPass, Relation::Obj]);
    // Nobody could confirm whether the minister had left: no statement is doubted.
    let spoken = named.is_none_or(|word| {
        let pronoun = matches!(forest.upos(word), Upos::Pron | Upos::Det);
        pronoun || SAID.contains(&forest.lemma(word))
    });
    let clause = forest.child(at, &[Relation::Ccomp]).is_some();
    let asks = (first..at)
        .filter_map(|word| cast.at(word))
        .any(|mention| cast.members[mention.member].party.is_some());
    if !spoken || clause || asks {
        return None;
    }
    let end = named.map_or(at, |word| word.max(at)) + 1;
    let subject = [named, subject(context, at)].into_iter().flatten().min();
    let subject = subject.filter(|word| *word < start).map(|word| edge(context, word));
    let tokens = subject.unwrap_or_else(|| first_could(text, start))..end;
    let kind = RemarkKind::Unverified;
    Some(Aside { kind, tokens, verb: at, is_clause: true, by: None, points_back: true })
}

/// Returns the word before a negation where it is the verb's helper: "could not".
fn first_could(text: &crate::text::Text<'_>, at: usize) -> usize {
    let before = at.checked_sub(1).filter(|before| {
        matches!(text.str(*before), "could" | "was" | "were" | "has" | "have" | "can")
    });
    before.unwrap_or(at)
}

/// Nouns for what somebody said.
const SAID: &[&str] = &[
    "account",
    "accusation",
    "allegation",
    "assertion",
    "authenticity",
    "claim",
    "comment",
    "detail",
    "figure",
    "information",
    "number",
    "quote",
    "remark",
    "report",
    "statement",
    "story",
    "toll",
    "veracity",
    "version",
];

/// Returns the subject of a verb, or of the verb that it is joined to.
fn subject(context: Context<'_>, verb: usize) -> Option<usize> {
    let forest = context.grammar.forest;
    let own = |verb: usize| forest.child(verb, &[Relation::Nsubj, Relation::NsubjPass]);
    own(verb).or_else(|| {
        let above = forest.head(verb)?;
        matches!(forest.relation(verb), Relation::Conj | Relation::Xcomp)
            .then(|| own(above))
            .flatten()
    })
}

/// Returns the first verb above a word.
fn verb_above(context: Context<'_>, word: usize) -> Option<usize> {
    let forest = context.grammar.forest;
    let above = std::iter::successors(forest.head(word), |word| forest.head(*word));
    above.take(MOST_WORDS).find(|word| matches!(forest.upos(*word), Upos::Verb | Upos::Aux))
}

/// Returns where the words end that belong to "evidence": "evidence to support the claim".
fn phrase_end(context: Context<'_>, noun: usize, sentence: &Range<usize>) -> usize {
    let Grammar { text, .. } = context.grammar;
    let last = last_word(context, sentence).max(noun + 1);
    let led = matches!(text.str(noun + 1), "to" | "for" | "of" | "or");
    let stops = |word: &usize| {
        matches!(text.str(*word), "," | ";" | ":" | "—" | "–" | "and" | "but")
            || leads(context, *word)
    };
    match led {
        true => (noun + 1..last).find(stops).unwrap_or(last),
        false => noun + 1,
    }
}

/// Returns the place of the statement that a remark is on.
fn target(context: Context<'_>, aside: &Aside, idx: usize, out: &[Found]) -> Option<usize> {
    let Grammar { text, forest, cast, .. } = context.grammar;
    let span = text.span(aside.tokens.clone());
    let verb = text.tokens[aside.verb].span;
    let plain = |found: &Found| {
        found.reported_by.is_none()
            && !found.is_silence
            && matches!(found.kind, CueKind::Say | CueKind::Allege)
    };
    let here = || out.iter().enumerate().filter(|(_, found)| found.sentence == idx);
    let own = here().find(|(_, found)| found.cue.is_some_and(|cue| cue.overlaps(verb)));
    if let Some((place, found)) = own.filter(|_| !aside.is_clause) {
        return plain(found).then_some(place);
    }
    let said = here().find(|(_, found)| found.content.contains(span));
    if let Some((place, found)) = said {
        // At the end of what was said stands the article's remark, unless another speaks
        // there, or the words are quoted.
        let ends = found.content.end == span.end && !aside.is_clause;
        let gives =
            aside.tokens.len() > 2 && GIVING.contains(&forest.lemma(aside.tokens.start + 1));
        let others = here().any(|(other, inner)| other != place && inner.is_within(found));
        let joined = aside.is_clause
            && found.content.end == span.end
            && forest.relation(aside.verb) == Relation::Conj
            && found.cue.is_some_and(|cue| {
                forest.head(aside.verb).is_some_and(|head| cue.contains(text.tokens[head].span))
            });
        let remarks = ends && gives && !others || joined;
        return (remarks && plain(found)).then_some(place);
    }
    // The words said were cut before the remark already.
    if !aside.is_clause {
        let between = |found: &Found| {
            let gap = found.content.end..span.start;
            text.text.get(gap).is_some_and(|gap| gap.trim_matches([' ', ',', '—', '–']).is_empty())
        };
        return here().find(|(_, found)| between(found) && plain(found)).map(|(place, _)| place);
    }
    let same = |one: usize, other: usize| {
        one == other || cast.members[one].identity() == cast.members[other].identity()
    };
    let fits = |found: &Found| {
        let near = found.sentence <= idx && found.sentence + MOST_BACK >= idx;
        let before = found.content.start < span.start;
        let by = match (aside.by, found.speaker) {
            (Some(by), Some(speaker)) => same(by, speaker),
            (Some(_), None) => false,
            (None, _) => aside.points_back || found.sentence == idx,
        };
        near && before && by && plain(found)
    };
    out.iter().rposition(fits)
}

/// As far before a remark the statement stands, in sentences.
const MOST_BACK: usize = 1;

/// Cuts a remark out of what was said, where it stands at either end of it.
fn without(context: Context<'_>, found: &mut Found, aside: &Range<usize>) {
    let text = context.grammar.text;
    let span = text.span(aside.clone());
    let mark = |token: usize| matches!(text.str(token), "," | "—" | "–" | "-" | "(" | ")");
    if found.content.end == span.end && found.content.start < span.start {
        let joins = |token: usize| mark(token) || matches!(text.str(token), "and" | "but");
        let last = (0..aside.start).rev().find(|token| !joins(*token));
        if let Some(last) = last.map(|last| text.tokens[last].span) {
            found.content.end = last.end.max(found.content.start);
        }
    } else if found.content.start == span.start && span.end < found.content.end {
        let first =
            (aside.end..text.tokens.len()).find(|token| !mark(*token) && !leads(context, *token));
        if let Some(first) = first.map(|first| text.tokens[first].span) {
            found.content.start = first.start.min(found.content.end);
        }
    }
}

/// Returns the words of a claim without a remark at either end of them.
pub(crate) fn cut(text: &str, words: Span, remarks: &[Remark]) -> Span {
    const MARKS: [char; 6] = [' ', ',', '—', '–', '-', '('];
    let mut words = words;
    for remark in remarks.iter().map(|remark| remark.span) {
        if !words.overlaps(remark) || remark.contains(words) {
            continue;
        }
        if remark.start <= words.start {
            let rest = Span::new(remark.end, words.end).of(text).trim_start_matches(MARKS);
            let rest = rest.strip_prefix("of ").unwrap_or(rest);
            words.start = words.end - rest.len();
        } else if words.end <= remark.end {
            let kept = Span::new(words.start, remark.start).of(text).trim_end_matches(MARKS);
            let kept = kept.strip_suffix(" but").or(kept.strip_suffix(" and")).unwrap_or(kept);
            let kept = kept.trim_end_matches(MARKS);
            words.end = words.start + kept.len();
        }
    }
    words
}
