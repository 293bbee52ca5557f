//! Pledges: what a party "will", "plans to" or "agreed to" do.
//!
//! In: text, cast, time expressions. Out: commitments of kind measure, or of the
//! kind that the words behind tell. Conditions, wishes and plain predictions
//! ("will be hard") are left alone.

use std::ops::Range;

use chancery_model::{CommitmentKind, CommitmentStatus, Date, When};

use super::Found;
use super::bound::{
    bound_by_word, join_addressed, join_named, named_before, subject_is_unnamed, who_can_plan,
};
use super::day::{announced, future_time, time_of_verb};
use super::foretold::{is_expected, is_opinion, is_said_by_another};
use super::kind::{clause_end, kind};
use super::pledge_words::{BINDING, BINDING_NOUNS, FIXED, IDLE, MAKING, PROMISING};
use crate::event::willing;
use crate::grammar::{Grammar, Mood, Predicate, Relation, Tag, Upos, reported_future, subject};
use crate::language::Class;
use crate::statement;
use crate::text::TokenKind;
use crate::time::TimeExpression;

/// Finds the pledges of a text.
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
        let mut told = sentence.tokens.start;
        for at in sentence.tokens.clone() {
            if at < told {
                continue;
            }
            let Some(verb) = pledged_verb(grammar, at, &sentence.tokens) else { continue };
            let predicate = Predicate {
                verb,
                start: at,
                passive: false,
                infinite: false,
                mood: Mood::Future,
                negated: false,
            };
            let side = subject(grammar, &predicate);
            let mut parties = who_can_plan(grammar, side.clone());
            if parties.is_empty() {
                parties = bound_by_word(grammar, verb, at, idx, statements);
            }
            if parties.is_empty() && side.is_empty() {
                parties.extend(named_before(grammar, at));
            }
            // Somebody else whom the cast lacks may stand between.
            let reported =
                (side.tokens.end..at).any(|idx| grammar.language.cue(text.word(idx)).is_some());
            let else_between =
                !side.is_empty() && reported && subject_is_unnamed(grammar, at, &sentence.tokens);
            // "Under the 2015 deal, Iran agreed to": a pledge of old is history.
            let old = times
                .iter()
                .filter(|time| sentence.tokens.contains(&time.tokens.start))
                .filter(|time| time.past == time.future)
                .filter_map(|time| time.past.as_ref())
                .any(|past| date.is_some_and(|date| is_old(past, date)));
            if parties.is_empty()
                || else_between
                || old
                || is_nobodys(grammar, verb)
                || is_things(grammar, verb)
                || conditional(grammar, &sentence.tokens, at)
            {
                continue;
            }
            let end = clause_end(grammar, verb, &sentence.tokens);
            if says_nothing(grammar, verb + 1..end) {
                continue;
            }
            let kind = kind(grammar, verb..end);
            let foretold = is_opinion(grammar, verb)
                || kind == CommitmentKind::Other
                    && (is_expected(grammar, verb)
                        || is_said_by_another(grammar, at, &parties, statements));
            if foretold {
                continue;
            }
            let around = clause_words(grammar, verb, &sentence.tokens);
            let when = future_time(grammar, times, &(at..end + 4), date)
                .or_else(|| future_time(grammar, times, &(around.start..end), date))
                .or_else(|| time_of_verb(grammar, times, &sentence.tokens, verb, date));
            // What says so little of what is planned binds those to whom it goes; only who
            // promises it by a day promises it to whomever the words name.
            let promised = when.is_some() && PROMISING.contains(&grammar.forest.lemma(at));
            if kind == CommitmentKind::Other && !promised {
                join_addressed(grammar, verb, verb..end, &mut parties);
            } else {
                join_named(grammar, verb..end, &mut parties);
            }
            // "must", "would" and the present tell a plan only with a day to come.
            if when.is_none() && !is_pledge(grammar, at, verb) {
                continue;
            }
            // Whoever is meant may be named sentences before.
            let named_here = !side.is_empty() && sentence.tokens.contains(&side.tokens.start);
            let subject = grammar.forest.child(verb, &[Relation::Nsubj, Relation::NsubjPass]);
            let subject = subject.filter(|word| sentence.tokens.contains(word));
            let first = if named_here { side.tokens.start } else { subject.unwrap_or(at) }.min(at);
            out.push(Found {
                kind,
                parties,
                arranged_by: Vec::new(),
                place: None,
                // "is ready to talk": what one would do is an offer, but not "is prepared to
                // act against them".
                status: if willing::says_so(grammar, at)
                    && !(verb..end).any(|word| text.str(word) == "against")
                {
                    CommitmentStatus::Proposed
                } else {
                    announced(when.as_ref())
                },
                when,
                evidence: text.span(first..end),
                confidence: 0.3,
            });
            told = end;
        }
    }
    out
}

/// Returns whether the subject says that nobody does it: "neither side plans to".
pub(super) fn is_nobodys(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    let none = |word: usize| {
        matches!(text.str(word).to_ascii_lowercase().as_str(), "neither" | "no" | "none" | "nobody")
    };
    let binds = forest.head(verb).filter(|_| forest.relation(verb) == Relation::Xcomp);
    [Some(verb), binds].into_iter().flatten().any(|verb| {
        let subjects = forest.children_by(verb, &[Relation::Nsubj, Relation::NsubjPass]);
        subjects.flat_map(|subject| forest.children(subject).chain([subject])).any(none)
            || forest.children_by(verb, &[Relation::Advmod, Relation::Cc]).any(none)
    })
}

/// Things that bind nobody by what they will bring about.
const THINGS: &[&str] = &[
    "agreement",
    "attack",
    "decision",
    "deal",
    "election",
    "law",
    "meeting",
    "move",
    "plan",
    "policy",
    "sanction",
    "strike",
    "summit",
    "talk",
    "tariff",
    "trip",
    "victory",
    "visit",
    "vote",
    "war",
];

/// Returns whether the subject is a thing of which something is foretold: "his visit will
/// bring both sides together".
fn is_things(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { forest, cast, .. } = grammar;
    forest.child(verb, &[Relation::Nsubj]).is_some_and(|subject| {
        !cast.covers(subject..subject + 1) && THINGS.contains(&forest.lemma(subject))
    })
}

/// Returns the words of a verb's clause inside its sentence.
fn clause_words(grammar: Grammar<'_>, verb: usize, sentence: &Range<usize>) -> Range<usize> {
    let first = grammar.forest.children(verb).filter(|child| *child < verb).min();
    let start = first.map_or(verb, |first| {
        grammar.forest.children(first).min().map_or(first, |below| below.min(first))
    });
    start.max(sentence.start)..verb
}

/// Returns whether a time ended more than a year's quarter before the date.
fn is_old(when: &When, date: Date) -> bool {
    let days = when.end.and_then(|end| end.until(date).ok()).map_or(0, |span| span.get_days());
    days > 90
}

/// Returns the verb of a pledge whose first word stands at a token.
fn pledged_verb(grammar: Grammar<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let text = grammar.text;
    let will = grammar.language.is(text.word(at), Class::FUTURE);
    let word = text.str(at).to_ascii_lowercase();
    let bound = text.word(at + 1) == grammar.language.known.to
        && at + 2 < sentence.end
        && binds(grammar, at, &word);
    let announced = text.str(at) == "would"
        && grammar.forest.head(at).is_some_and(|verb| reported_future(grammar, verb));
    if let Some(verb) = announced_progressive(grammar, at) {
        return Some(verb);
    }
    let due = matches!(word.as_str(), "must" | "would");
    // What somebody would veto, nobody has passed.
    if word == "would" && grammar.forest.head(at).is_some_and(|verb| is_veto(grammar, verb)) {
        return None;
    }
    if (will || announced || due)
        && let Some(verb) = to_be_done(grammar, at)
    {
        return Some(verb);
    }
    if is_present(grammar, at) {
        return Some(at);
    }
    let mut verb = if bound { at + 2 } else { at + 1 };
    if !(will || bound || announced || due) || verb >= sentence.end {
        return None;
    }
    while verb + 1 < sentence.end
        && grammar.language.is(text.word(verb), Class::ADVERB)
        && !grammar.language.is(text.word(verb), Class::NEGATION)
    {
        verb += 1;
    }
    let lower = text.str(verb).to_ascii_lowercase();
    let plain = text.tokens[verb].kind == TokenKind::Word
        && !text.is_capitalized(verb)
        && !grammar.cast.covers(verb..verb + 1)
        && !grammar.language.is(text.word(verb), Class::NEGATION);
    if plain && lower == "continue" {
        return carried_on(grammar, verb);
    }
    (plain && !IDLE.contains(&lower.as_str())).then_some(verb)
}

/// Returns whether a verb says that something is to be stopped once it comes.
fn is_veto(grammar: Grammar<'_>, verb: usize) -> bool {
    matches!(grammar.forest.lemma(verb), "veto" | "block" | "oppose" | "reject")
}

/// Returns the verb of what a party will continue to do: "will continue to fly patrols".
fn carried_on(grammar: Grammar<'_>, verb: usize) -> Option<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let done = forest.child(verb, &[Relation::Xcomp])?;
    let acts = text.word(verb + 1) == language.known.to
        && forest.tag(done) == Tag::Vb
        && forest.child(done, &[Relation::Obj, Relation::Obl]).is_some();
    (acts && !IDLE.contains(&forest.lemma(done))).then_some(done)
}

/// Returns whether a word before "to" binds its subject: a verb or an adjective that is
/// not negated, or a noun that somebody makes.
fn binds(grammar: Grammar<'_>, at: usize, word: &str) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let denied = |verb: usize| {
        forest
            .children_by(verb, &[Relation::Advmod, Relation::Aux])
            .any(|child| language.is(text.word(child), Class::NEGATION))
    };
    // "The U.S. plans to": trees take the two for a name with its noun.
    let taken_for_noun = || BINDING.contains(&word) && named_before(grammar, at).is_some();
    if forest.upos(at) == Upos::Noun && !taken_for_noun() {
        let maker = forest.head(at).filter(|verb| MAKING.contains(&forest.lemma(*verb)));
        // "has no plans to"
        let none = forest
            .children_by(at, &[Relation::Det])
            .any(|word| text.word(word) == language.known.no);
        return BINDING_NOUNS.contains(&word)
            && !none
            && forest.relation(at) == Relation::Obj
            && maker.is_some_and(|verb| !denied(verb));
    }
    BINDING.contains(&word) && !denied(at)
}

/// Returns whether the words bind their subject without a day: not "must", "would"
/// or the present, which do so only with one.
fn is_pledge(grammar: Grammar<'_>, at: usize, verb: usize) -> bool {
    let due = matches!(grammar.text.str(at), "must" | "would");
    at != verb && (!due || reported_future(grammar, verb))
}

/// Returns whether a verb is in the present and has a time of its own behind it: "he
/// testifies on Tuesday", "the ban takes effect in June".
fn is_present(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let timed = [Relation::Obl, Relation::OblUnmarked, Relation::NmodUnmarked];
    let plain = forest.upos(verb) == Upos::Verb
        && matches!(forest.tag(verb), Tag::Vbz | Tag::Vbp)
        && language.cue(text.word(verb)).is_none()
        && FIXED.contains(&forest.lemma(verb));
    // "holds talks", and not "holds a cup"
    let object = forest.child(verb, &[Relation::Obj]);
    let held = object.is_none_or(|noun| {
        let noun = language.noun(text.word(noun));
        noun.is_some_and(|noun| language.event_nouns.contains_key(&noun))
    });
    plain
        && (held || forest.lemma(verb) != "hold")
        && forest.child(verb, &[Relation::Aux, Relation::AuxPass]).is_none()
        && forest.children_by(verb, &timed).any(|time| {
            time > verb && language.is(text.word(time), Class::WEEKDAY.or(Class::MONTH))
        })
}

/// Returns the verb of "will be suspended", "will be sending".
fn to_be_done(grammar: Grammar<'_>, at: usize) -> Option<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let verb = forest.head(at).filter(|_| forest.relation(at) == Relation::Aux)?;
    let auxiliaries = [Relation::Aux, Relation::AuxPass, Relation::Advmod];
    let group: Vec<usize> = forest.children_by(verb, &auxiliaries).collect();
    let denied = group.iter().any(|word| language.is(text.word(*word), Class::NEGATION));
    let passive = group.iter().any(|word| forest.relation(*word) == Relation::AuxPass);
    let be = group.iter().any(|word| text.str(*word) == "be");
    let idle = IDLE.contains(&forest.lemma(verb));
    let done = passive && forest.tag(verb) == Tag::Vbn || be && forest.tag(verb) == Tag::Vbg;
    (done && be && !denied && !idle).then_some(verb)
}

/// Returns the verb whose auxiliary stands at a token, where it is announced in
/// the progressive: "announced it was sending an envoy" tells what is to come.
fn announced_progressive(grammar: Grammar<'_>, at: usize) -> Option<usize> {
    let Grammar { text, forest, language, .. } = grammar;
    let verb = forest.head(at).filter(|_| language.is(text.word(at), Class::BE))?;
    let above = forest.head(verb)?;
    let progressive = forest.relation(at) == Relation::Aux && forest.tag(verb) == Tag::Vbg;
    let announced = forest.relation(verb) == Relation::Ccomp && forest.lemma(above) == "announce";
    (progressive && announced).then_some(verb)
}

/// Returns whether what is pledged stands in other sentences: "will dispose of it".
fn says_nothing(grammar: Grammar<'_>, mut words: Range<usize>) -> bool {
    let empty = |idx: usize| {
        matches!(grammar.text.str(idx), "it" | "that" | "this" | "them" | "so" | "of" | "with")
    };
    !words.is_empty() && words.all(empty)
}

/// Returns whether the sentence makes it depend on something.
fn conditional(grammar: Grammar<'_>, sentence: &Range<usize>, at: usize) -> bool {
    (sentence.start..at).any(|idx| {
        let word = grammar.text.str(idx).to_ascii_lowercase();
        // "negotiate or we will shoot": a threat.
        let instead = word == "or" && at - idx <= 2;
        instead || matches!(word.as_str(), "if" | "unless" | "whether")
    })
}
