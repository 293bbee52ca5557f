//! Standing: whether an event happened, and when.
//!
//! In: a candidate and its predicate. Out: its standing, date and the party that
//! reports it; or the advice to drop it, where it is only what somebody is asked
//! to do or might do for a purpose.

use chancery_model::{Date, Precision, Standing, When};

use super::{Context, Found};
use crate::grammar::{Grammar, Mood, Predicate, Relation, Tag, Upos, is_condition, predicate};
use crate::language::{Class, CueKind, Form};
use crate::time::TimeExpression;

/// How old an event may be and still be news.
const NEWS_DAYS: i32 = 45;

/// Settles standing, date and reporter of a candidate; returns whether it is
/// worth a record.
pub(super) fn settle(
    context: Context<'_>,
    found: &mut Found,
    predicate: Option<&Predicate>,
) -> bool {
    let grammar = context.grammar;
    let sentence = grammar.text.sentences[found.sentence].tokens.clone();
    let mut standing = match predicate {
        None => noun_standing(context, found),
        Some(predicate) => match (predicate.mood, predicate.negated) {
            // "if it promised never to attack"
            (Mood::Possible, true) if is_condition(grammar, predicate.verb) => {
                if predicate.infinite {
                    return false;
                }
                Standing::Hypothetical
            }
            (Mood::Refused, _) | (_, true) => Standing::Negated,
            (Mood::Fact, false) => Standing::Actual,
            (Mood::Future, false) => Standing::Planned,
            (Mood::Possible, false) if predicate.infinite => return false,
            (Mood::Possible, false) => Standing::Hypothetical,
            (Mood::Wanted, false) => {
                found.wanted = true;
                return false;
            }
        },
    };
    found.standing = standing;
    date(context, found);
    standing = found.standing;
    if standing == Standing::Actual && background(context, found, predicate) {
        standing = Standing::Historical;
    }
    found.standing = standing;
    found.reported_by = reporter(context, found, &sentence);
    true
}

/// Dates a candidate by the time expression nearest to its trigger, and corrects
/// its standing by that date.
pub(super) fn date(context: Context<'_>, found: &mut Found) {
    let sentence = context.grammar.text.sentences[found.sentence].tokens.clone();
    let mut standing = found.standing;
    let time = nearest(context, found, &sentence);
    if standing == Standing::Actual && time.is_some_and(|time| is_timetable(context, found, time)) {
        standing = Standing::Planned;
    }
    found.when = time.and_then(|time| {
        if standing == Standing::Planned { time.future.clone() } else { time.past.clone() }
    });
    if let (Some(when), Some(date)) = (&found.when, context.date) {
        let age = age(when, date);
        if standing == Standing::Actual && age > NEWS_DAYS {
            standing = Standing::Historical;
        }
        let to_come = when.start > date && standing == Standing::Actual;
        if to_come {
            standing = Standing::Planned;
        }
    }
    if found.when.is_none() && standing == Standing::Actual {
        found.when = context.date.map(about);
    }
    found.standing = standing;
}

/// Returns whether a verb in the present tells of a weekday to come, "meets Monday with", or
/// of a time that is never past: "heads to Oslo later this week".
fn is_timetable(context: Context<'_>, found: &Found, time: &TimeExpression) -> bool {
    let Grammar { text, language, forest, .. } = context.grammar;
    let helpers = [Relation::Aux, Relation::AuxPass];
    let weekday = language.is(text.word(time.tokens.start), Class::WEEKDAY);
    (time.past.is_none() || weekday && time.past != time.future)
        && forest.upos(found.trigger) == Upos::Verb
        && matches!(forest.tag(found.trigger), Tag::Vbz | Tag::Vbp)
        && forest.child(found.trigger, &helpers).is_none()
}

/// News without a date of its own happened about when it was told.
fn about(date: Date) -> When {
    When { start: date, end: Some(date), precision: Precision::Week, text: None }
}

fn age(when: &When, date: Date) -> i32 {
    let end = when.end.unwrap_or(date).min(date);
    end.until(date).map_or(0, |span| span.get_days())
}

/// Returns the time expression nearest to the trigger in its sentence.
fn nearest<'a>(
    context: Context<'a>,
    found: &Found,
    sentence: &std::ops::Range<usize>,
) -> Option<&'a TimeExpression> {
    let times = context.times;
    let start = times.partition_point(|time| time.tokens.start < sentence.start);
    let times = times[start..].iter().take_while(|time| time.tokens.start < sentence.end);
    let times = times.filter(|time| time.dates() && !dates_another(context, time, found));
    // "in four years" tells of nothing past.
    let fits = |time: &&TimeExpression| {
        let reading = if found.standing == Standing::Planned { &time.future } else { &time.past };
        reading.is_some()
    };
    times.filter(fits).min_by_key(|time| {
        let far = time.tokens.start.abs_diff(found.trigger);
        (clauses_away(context.grammar, time, found.trigger), far)
    })
}

/// Returns how far a time stands from an event in the tree: 0 in its own clause, 1 in one
/// above it or joined to it, 2 in another: "Norway, which left in May, met Iceland".
fn clauses_away(grammar: Grammar<'_>, time: &TimeExpression, trigger: usize) -> u8 {
    let forest = grammar.forest;
    let clause = |word: usize| {
        let mut at = word;
        while forest.upos(at) != Upos::Verb {
            at = forest.head(at)?;
        }
        Some(at)
    };
    let Some(of_time) = clause(forest.top(time.tokens.clone())) else { return 1 };
    let Some(mut at) = clause(trigger) else { return 1 };
    if at == of_time {
        return 0;
    }
    while let Some(head) = forest.head(at) {
        if head == of_time {
            return 1;
        }
        at = head;
    }
    let joined = forest.relation(of_time) == Relation::Conj && forest.head(of_time) == Some(at);
    if joined { 1 } else { 2 }
}

/// Returns whether a time stands before a noun that is not the event's own: "the
/// 2015 deal" does not date what is said of the deal.
fn dates_another(context: Context<'_>, time: &TimeExpression, found: &Found) -> bool {
    let Grammar { text, forest, language, .. } = context.grammar;
    let word = forest.top(time.tokens.clone());
    let before = [Relation::Compound, Relation::Nummod, Relation::Amod, Relation::NmodPoss];
    // "under the 2015 deal, Iran agreed": the noun tells of the event itself.
    let own = |noun: usize| {
        let entries = language.noun(text.word(noun)).and_then(|it| language.event_nouns.get(&it));
        noun == found.trigger
            || entries.is_some_and(|entries| entries.iter().any(|one| one.kind == found.kind))
    };
    before.contains(&forest.relation(word))
        && forest.head(word).is_some_and(|noun| noun > word && !own(noun))
}

/// Words before a noun that say it is to come.
const TO_COME: [&str; 15] = [
    "planned",
    "upcoming",
    "scheduled",
    "forthcoming",
    "proposed",
    "next",
    "plans",
    "prepares",
    "preparing",
    "preparations",
    "ahead",
    "looming",
    "coming",
    "expected",
    "prepare",
];
/// Words before a noun that say it may be.
const POSSIBLE: [&str; 8] = [
    "possible",
    "potential",
    "possibility",
    "threat",
    "threats",
    "threatened",
    "considering",
    "any",
];
/// How far before and behind a noun such words are looked for.
const AROUND: (usize, usize) = (10, 8);

/// Returns the standing of a noun's event: that of the verb whose object or subject
/// it is, and what the words around it say.
fn noun_standing(context: Context<'_>, found: &Found) -> Standing {
    let Grammar { text, language, forest, .. } = context.grammar;
    let sentence = &text.sentences[found.sentence].tokens;
    let first = found.trigger.saturating_sub(AROUND.0).max(sentence.start);
    let before = first..found.trigger;
    let around = first..(found.trigger + AROUND.1).min(sentence.end);
    let is = |idx: usize, class: Class| language.is(text.word(idx), class);
    let says = |words: &[&str]| {
        around.clone().any(|idx| words.contains(&text.str(idx).to_ascii_lowercase().as_str()))
    };
    let mut near = before.clone().rev().take(3);
    let denied = forest
        .children_by(found.trigger, &[Relation::Det])
        .any(|word| text.word(word) == language.known.no);
    if denied || near.any(|idx| is(idx, Class::NEGATION) || text.word(idx) == language.known.no) {
        return Standing::Negated;
    }
    let governed = governor_standing(context, found.trigger, sentence);
    if governed == Some(Standing::Negated) {
        return Standing::Negated;
    }
    if says(&TO_COME) || before.clone().any(|idx| is(idx, Class::FUTURE)) {
        return Standing::Planned;
    }
    let conditions = Class::CONDITIONAL.or(Class::CONDITION);
    // "the May treaty" is no condition.
    let is_month = |idx: usize| idx > sentence.start && text.is_capitalized(idx);
    if before.clone().any(|idx| is(idx, conditions) && !is_month(idx)) || says(&POSSIBLE) {
        return Standing::Hypothetical;
    }
    governed.unwrap_or(Standing::Actual)
}

/// Returns the standing that a verb gives to a noun which it makes happen or which
/// happens: "is trying to broker a ceasefire", "talks will begin".
fn governor_standing(
    context: Context<'_>,
    noun: usize,
    sentence: &std::ops::Range<usize>,
) -> Option<Standing> {
    let Grammar { text, language, forest, .. } = context.grammar;
    let sides = [Relation::Obj, Relation::Nsubj, Relation::NsubjPass];
    let verb = forest.head(noun).filter(|_| sides.contains(&forest.relation(noun)))?;
    // "the visit has been moved to May": it is still to come.
    let moved = matches!(forest.lemma(verb), "delay" | "move" | "postpone" | "reschedule");
    if moved && forest.relation(noun) == Relation::NsubjPass {
        return Some(Standing::Planned);
    }
    let (_, form) = language.verbs(text.word(verb)).first()?;
    let predicate = predicate(context.grammar, verb, *form, sentence)?;
    // "nobody wants to acknowledge the invasion": speech leaves it as it was.
    let speech = language
        .cue(text.word(verb))
        .is_some_and(|(kind, _)| matches!(kind, CueKind::Say | CueKind::Allege | CueKind::Admit));
    if speech {
        return None;
    }
    match (predicate.mood, predicate.negated) {
        (Mood::Refused, _) | (_, true) => Some(Standing::Negated),
        (Mood::Future, _) => Some(Standing::Planned),
        (Mood::Possible | Mood::Wanted, _) => Some(Standing::Hypothetical),
        (Mood::Fact, _) => None,
    }
}

/// Returns whether the words tell of older background: "had once attacked", "earlier
/// accused", "comes after X accused".
pub(super) fn background(
    context: Context<'_>,
    found: &Found,
    predicate: Option<&Predicate>,
) -> bool {
    let Some(predicate) = predicate else { return false };
    let text = context.grammar.text;
    let undated = found.when.as_ref().is_none_or(|when| when.text.is_none());
    let mut before = predicate.start.min(predicate.verb.saturating_sub(1))..predicate.verb;
    let perfect = before.clone().any(|idx| text.str(idx) == "had");
    let long_ago = before.any(|idx| match text.str(idx) {
        "earlier" | "previously" => true,
        "once" | "long" | "repeatedly" => perfect,
        _ => false,
    });
    undated && (long_ago || follows(context.grammar, predicate.verb))
}

/// Returns whether the clause tells what the news came after: "the talks come after X
/// accused Y".
fn follows(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, .. } = grammar;
    // "came a week after" tells of news on news.
    let after = forest
        .children_by(verb, &[Relation::Mark])
        .any(|mark| text.str(mark) == "after" && mark > 0 && forest.upos(mark - 1) != Upos::Noun);
    let above = forest.head(verb).filter(|_| forest.relation(verb) == Relation::Advcl);
    after && above.is_some_and(|above| forest.lemma(above) == "come")
}

/// Returns the member whose word is the only ground for an event: the subject of
/// a cue before it in the sentence, or behind it after a comma.
fn reporter(
    context: Context<'_>,
    found: &Found,
    sentence: &std::ops::Range<usize>,
) -> Option<usize> {
    let grammar = context.grammar;
    let is_verbal = matches!(
        found.kind.quad(),
        chancery_model::Quad::VerbalConflict | chancery_model::Quad::VerbalCooperation
    );
    if is_verbal {
        return None;
    }
    for cue in sentence.clone() {
        let word = grammar.text.word(cue);
        let Some((kind, form)) = grammar.language.cue(word) else { continue };
        if !matches!(kind, CueKind::Say | CueKind::Allege | CueKind::Admit)
            || !form.is(Form::PAST.or(Form::THIRD))
            || cue == found.trigger
            || found.tokens.contains(&cue)
        {
            continue;
        }
        let before = cue.checked_sub(1).and_then(|before| grammar.cast.at(before));
        let behind = grammar.cast.at(cue + 1);
        let speaker = before
            .filter(|_| cue < found.tokens.start)
            .or(if cue > found.tokens.end { before.or(behind) } else { None })?;
        return Some(speaker.member);
    }
    None
}
