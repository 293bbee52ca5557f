//! For which day something is planned.
//!
//! In: time expressions, some words, the article's date. Out: the time to come that
//! they name for a plan: not when somebody spoke of it, nor the day from which it is
//! moved. It reads no expression anew.

use std::ops::Range;

use chancery_model::{CommitmentStatus, Date, Precision, When};

use crate::grammar::{Grammar, Tag, Upos};
use crate::language::{Class, Form};
use crate::time::TimeExpression;

/// Returns how far a plan is that is announced: scheduled where a day or a period is named,
/// not where it is only to come: "in the coming days".
pub(super) fn announced(when: Option<&When>) -> CommitmentStatus {
    match when {
        Some(when) if when.precision != Precision::Open => CommitmentStatus::Scheduled,
        _ => CommitmentStatus::Announced,
    }
}

/// What was said longer ago than this is dated with its year: "on 14 April, she said", read
/// in March, is the April to come.
const LATELY_DAYS: i32 = 183;

/// Returns the time to come that words name first.
pub(super) fn future_time(
    grammar: Grammar<'_>,
    times: &[TimeExpression],
    within: &Range<usize>,
    date: Option<Date>,
) -> Option<When> {
    nearest_time(grammar, times, within, within.start, date)
}

/// Returns the time to come that words name nearest to a token. A time behind the
/// article's date is when something was, not when it is to be.
pub(super) fn nearest_time(
    grammar: Grammar<'_>,
    times: &[TimeExpression],
    within: &Range<usize>,
    at: usize,
    date: Option<Date>,
) -> Option<When> {
    nearest_that(times, within, at, date, |time| !dates_speech(grammar, time, date))
}

/// Returns the time to come that the tree puts below a verb, wherever it stands: "will meet
/// the minister, Ada Stone, on 4 May".
pub(super) fn time_of_verb(
    grammar: Grammar<'_>,
    times: &[TimeExpression],
    within: &Range<usize>,
    verb: usize,
    date: Option<Date>,
) -> Option<When> {
    let forest = grammar.forest;
    nearest_that(times, within, verb, date, |time| {
        time.tokens.start > verb && forest.head(forest.top(time.tokens.clone())) == Some(verb)
    })
}

/// Returns the day to which something is moved: "until March", "to 4 May". The day that it
/// leaves ("the meeting set for Monday was put off", "moved from 4 May") is none.
pub(super) fn moved_to(
    grammar: Grammar<'_>,
    times: &[TimeExpression],
    within: &Range<usize>,
    at: usize,
    date: Option<Date>,
) -> Option<When> {
    let leads = |idx: usize| {
        matches!(grammar.text.str(idx), "to" | "until" | "till" | "til" | "by" | "into")
    };
    nearest_that(times, within, at, date, |time| {
        let start = time.tokens.start;
        leads(start) || (1..=2).any(|n| start.checked_sub(n).is_some_and(leads))
    })
}

fn nearest_that(
    times: &[TimeExpression],
    within: &Range<usize>,
    at: usize,
    date: Option<Date>,
    fits: impl Fn(&TimeExpression) -> bool,
) -> Option<When> {
    let to_come = |when: &When| is_to_come(when, date);
    let ahead = |time: &TimeExpression| {
        let fixed = time.past.as_ref().filter(|past| time.future.as_ref() == Some(past));
        fixed.is_none_or(|past| date <= Some(past.start))
    };
    times
        .iter()
        .filter(|time| within.contains(&time.tokens.start) && fits(time))
        .filter_map(|time| {
            let when = time.future.as_ref().filter(|when| ahead(time) && to_come(when))?;
            Some((time.tokens.start.abs_diff(at), when))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, when)| when.clone())
}

/// Returns whether a time is not over at the article's date. What is open goes on from its
/// first day: "since 2007" is not to come.
pub(super) fn is_to_come(when: &When, date: Option<Date>) -> bool {
    match date {
        Some(date) => when.end.unwrap_or(when.start) >= date,
        None => when.precision != Precision::Open,
    }
}

/// Returns whether the words of a time in the sentence tell when somebody spoke.
pub(super) fn is_of_speech(
    grammar: Grammar<'_>,
    times: &[TimeExpression],
    sentence: &Range<usize>,
    when: &When,
    date: Option<Date>,
) -> bool {
    let mut here = times.iter().filter(|time| sentence.contains(&time.tokens.start));
    here.any(|time| {
        let means = |meant: &Option<When>| meant.as_ref() == Some(when);
        (means(&time.past) || means(&time.future)) && dates_speech(grammar, time, date)
    })
}

/// Returns whether a time that may be past is when somebody spoke, "announced Friday that",
/// "in a speech on Monday", or when something else was done: "arrived Tuesday to prepare".
fn dates_speech(grammar: Grammar<'_>, time: &TimeExpression, date: Option<Date>) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let was_lately = |past: &When| {
        let ended = past.end.unwrap_or(past.start);
        date.is_none_or(|date| (date - ended).get_days() <= LATELY_DAYS)
    };
    if !time.past.as_ref().is_some_and(was_lately) {
        return false;
    }
    let spoke = |word: usize| {
        let told = language.cue(text.word(word)).is_some_and(|(_, form)| form.is(Form::PAST));
        told || matches!(
            forest.lemma(word),
            "announcement"
                | "statement"
                | "speech"
                | "interview"
                | "tweet"
                | "remark"
                | "briefing"
                | "conference"
        )
    };
    let start = time.tokens.start;
    let skipped = usize::from(start > 0 && matches!(text.str(start - 1), "on" | "late" | "early"));
    let before = start.checked_sub(1 + skipped).filter(|before| forest.is_read(*before));
    let head = forest.head(forest.top(time.tokens.clone()));
    let done = head.is_some_and(|head| {
        forest.upos(head) == Upos::Verb
            && forest.tag(head) == Tag::Vbd
            && !language.is(text.word(head), Class::BE.or(Class::HAVE))
    });
    done || before.into_iter().chain(head).any(spoke)
}
