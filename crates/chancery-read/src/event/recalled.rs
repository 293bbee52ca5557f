//! Talks without a date of their own, dated by who speaks of them.
//!
//! In: the happenings of a text and its statements. Out: a date for talks that the
//! text tells of without one, where soon behind it one of those who talked is quoted on
//! them with a date: "The presidents spoke by phone. On Monday Sola called the
//! conversation useful." Who speaks of talks in the news does so mostly on the same
//! day; talks that have a date of their own keep it.

use chancery_model::{EventKind, Precision, Standing, When};

use super::{Context, Found, NEWS_OF_DAYS};
use crate::grammar::{Grammar, Relation};
use crate::language::Class;
use crate::statement;

/// How many sentences behind the talks somebody may still speak of them.
const SOON: usize = 3;

/// Dates the talks that statements point back to.
pub(super) fn date(context: Context<'_>, statements: &[statement::Found], events: &mut [Found]) {
    for event in events {
        let undated = event.when.as_ref().is_some_and(|when| when.text.is_none());
        if event.kind == EventKind::Consult && event.standing == Standing::Actual && undated {
            let when = statements.iter().find_map(|one| recalls(context, one, event));
            event.when = when.or(event.when.take());
        }
    }
}

/// Returns the day on which a statement speaks of the talks, if it is one of the news.
fn recalls(context: Context<'_>, statement: &statement::Found, event: &Found) -> Option<When> {
    let (Grammar { cast, .. }, date) = (context.grammar, context.date?);
    let when = statement.when.as_ref().filter(|when| when.precision == Precision::Day)?;
    let age = when.start.until(date).map_or(i32::MAX, |age| age.get_days());
    let soon = (event.sentence..=event.sentence + SOON).contains(&statement.sentence);
    let speaker = cast.members[statement.speaker?].identity();
    let mut parties = event.actors.iter().chain(&event.recipients);
    let took_part = parties.any(|member| cast.members[*member].identity() == speaker);
    let recent = (0..=NEWS_OF_DAYS).contains(&age);
    (soon && recent && took_part && names_talks(context, statement)).then(|| when.clone())
}

/// Returns whether what was said is of talks that are known already: "the
/// conversation", "their call".
fn names_talks(context: Context<'_>, statement: &statement::Found) -> bool {
    let Grammar { text, language, forest, .. } = context.grammar;
    let starts = |byte: usize| text.tokens.partition_point(|token| token.span.start < byte);
    let mut said = starts(statement.content.start)..starts(statement.content.end);
    said.any(|word| {
        let entries = language.noun(text.word(word)).and_then(|noun| {
            let entries = language.event_nouns.get(&noun)?;
            Some(entries.iter().any(|entry| entry.kind == EventKind::Consult))
        });
        let mut before = forest.children_by(word, &[Relation::Det, Relation::NmodPoss]);
        entries == Some(true)
            && before.any(|one| {
                text.word(one) == language.known.the || language.is(text.word(one), Class::THEY)
            })
    })
}
