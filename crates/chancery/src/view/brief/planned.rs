//! "What is planned": commitments with the history of their status.
//!
//! Goes in: the commitments of the account. Comes out: a line each: what, who,
//! where, when or that no date is named, how far it has come, and whether its
//! date passed without news of it. It does not guess at the outcome of what
//! nobody reports on.

use std::cmp::Reverse;

use chancery_account::{Citation, Commitment, Outcome, Step};
use chancery_model::{CommitmentKind, CommitmentStatus, RecordId, Span, When};

use super::super::date;
use super::super::document::{Item, Library, Line, Run, Section};
use super::super::phrase;
use super::super::words;
use super::{Desk, Weight, empty, more, weightiest};

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let (kept, left_out) = weightiest(account.commitments.iter().map(weigh), desk.options.limit);
    let mut kept: Vec<&Commitment> =
        kept.into_iter().filter_map(|index| account.commitments.get(index)).collect();
    kept.sort_by_key(|commitment| order(commitment));
    let mut section = empty("planned", "What is planned", "No plan is on record.");
    section.items =
        kept.into_iter().filter_map(|commitment| line(desk, commitment)).map(Item::Line).collect();
    section.more = more(left_out);
    section
}

/// Returns what decides which plans stay where not all fit.
pub(super) fn weigh(commitment: &Commitment) -> Weight {
    let worth = 2.0 * f32::from(commitment.says_what()) + f32::from(is_open(commitment));
    (commitment.evidence.origins(), worth, commitment.confidence)
}

/// Returns what plans are listed by: the day planned; behind those that have one the
/// others, which say what is planned before which do not, and of them the latest news first.
pub(crate) fn order(commitment: &Commitment) -> impl Ord {
    let day = commitment.when.as_ref().map(|when| when.start);
    let says_less = day.is_none() && !commitment.says_what();
    let news = commitment.last_reported.filter(|_| day.is_none());
    (day.is_none(), day, says_less, Reverse(news))
}

fn is_open(commitment: &Commitment) -> bool {
    !matches!(commitment.status, CommitmentStatus::Held | CommitmentStatus::Cancelled)
}

pub(super) fn line(desk: &mut Desk<'_>, commitment: &Commitment) -> Option<Line> {
    let outcome = desk.account.outcome(commitment);
    plan(&mut desk.library, super::place, commitment, outcome)
}

/// Returns the line of a commitment; `place` says where in the library a
/// citation leads.
pub(crate) fn plan(
    library: &mut Library<'_>,
    place: impl Fn(Citation) -> (usize, Span, Span, RecordId),
    commitment: &Commitment,
    outcome: Outcome,
) -> Option<Line> {
    let when = commitment.when.as_ref().map(date::when);
    let words = plan_words(commitment.kind, phrase::names(&commitment.parties));
    // The latest step is what a reader wants to check first.
    let latest = commitment.history.last().map_or(&commitment.evidence, |step| &step.evidence);
    let (article, span, sentence, record) = place(latest.first());
    let source = library.source(article, span, sentence, Some(record))?;
    let mut line = Line::new(when.unwrap_or_else(|| "no date named".to_owned()), words, source);
    line = line.note(words::status(commitment.status));
    line.notes.extend(words::overdue(outcome, commitment.when.is_some()).map(str::to_owned));
    line.notes.extend(commitment.place.as_ref().map(|place| format!("place: {}", place.name)));
    if !commitment.arranged_by.is_empty() {
        let names: Vec<String> = commitment.arranged_by.iter().map(phrase::name).collect();
        line = line.note(format!("arranged by {}", names.join(", ")));
    }
    line.history = history(commitment);
    line.notes.extend(phrase::rests_on(&commitment.evidence));
    line.notes.extend(phrase::corrected(&commitment.evidence));
    let citations = commitment.evidence.citations().iter().map(place);
    library.also(&mut line, citations);
    Some(line)
}

/// Returns the steps that a commitment took, where there is more than one.
pub(crate) fn history(commitment: &Commitment) -> Option<String> {
    let steps: Vec<String> = commitment.history.iter().map(step).collect();
    (steps.len() > 1).then(|| steps.join(" → "))
}

fn step(step: &Step) -> String {
    let status = words::status(step.status);
    let reported = date::day_or_undated(step.reported);
    match &step.when {
        Some(when) => {
            let leads = match step.status {
                CommitmentStatus::Moved => "to",
                CommitmentStatus::Held if is_day(when) => "on",
                _ => "for",
            };
            format!("{status} {leads} {} ({reported})", date::when(when))
        }
        None => format!("{status} ({reported})"),
    }
}

fn is_day(when: &When) -> bool {
    when.end == Some(when.start)
}

/// Returns the words of a plan: what, and between whom.
pub(crate) fn plan_words(kind: CommitmentKind, parties: Vec<Run>) -> Vec<Run> {
    let mut words = vec![Run::Plain(words::commitment(kind).to_owned())];
    if !parties.is_empty() {
        words.push(Run::Plain(": ".into()));
        words.extend(parties);
    }
    words
}
