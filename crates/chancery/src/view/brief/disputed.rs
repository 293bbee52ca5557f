//! "What is disputed": allegation beside answer, and how it went on.
//!
//! Goes in: the disputes of the account. Comes out: two columns a dispute, with
//! equal room for both: what was claimed, what is to prove it and whether it
//! was taken back; what was denied and admitted. A line under it tells the
//! course, where there is more than claim and answer. There is no verdict, and
//! silence is called silence of the reports, not of the accused.

use chancery_account::{Dispute, Position, Side, Turn};
use chancery_model::ClaimKind;

use super::super::date;
use super::super::document::{Column, Item, Line, Run, Section};
use super::super::phrase;
use super::{Desk, Weight, empty, more, weightiest};

/// How many turns the course names: the first, and the latest.
const MOST_TURNS: usize = 6;

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let (kept, left_out) = weightiest(account.disputes.iter().map(weigh), desk.options.limit);
    let mut section = empty("disputed", "What is disputed", "No dispute is on record.");
    for dispute in kept.into_iter().filter_map(|index| account.disputes.get(index)) {
        section.items.push(item(desk, dispute));
    }
    section.more = more(left_out);
    section
}

fn item(desk: &mut Desk<'_>, dispute: &Dispute) -> Item {
    let claim = &dispute.claim;
    let mut opened: Vec<Line> = line(desk, claim).into_iter().collect();
    if let Some(first) = opened.first_mut() {
        first.notes.extend(still(dispute, claim.side));
        first.history = course(desk, dispute);
    }
    let mut answers: Vec<Line> =
        dispute.answers.iter().filter_map(|answer| line(desk, answer)).collect();
    if let Some(last) = answers.last_mut() {
        last.notes.extend(still(dispute, claim.side.other()));
    }
    for turn in &dispute.course {
        if matches!(turn.kind, ClaimKind::Proof | ClaimKind::Retraction | ClaimKind::Silence) {
            let column = if turn.side == claim.side { &mut opened } else { &mut answers };
            column.extend(turn_line(desk, turn));
        }
    }
    let silence = match desk.account.unanswered_days(dispute) {
        Some(days @ 1..) => {
            format!("no answer reported in {}", phrase::count(days.unsigned_abs() as usize, "day"))
        }
        _ => NO_ANSWER.to_owned(),
    };
    let kinds = dispute.course.iter().map(|turn| turn.kind);
    beside(claim.kind, opened, Column { label: answered(kinds), lines: answers, empty: silence })
}

/// What stands where nobody answers.
pub(crate) const NO_ANSWER: &str = "no answer reported";

/// Returns what stands over the answers to a claim of which these were said.
pub(crate) fn answered(kinds: impl IntoIterator<Item = ClaimKind>) -> String {
    let kinds: Vec<ClaimKind> = kinds.into_iter().collect();
    let has = |kind| kinds.contains(&kind);
    let label = if has(ClaimKind::Admission) {
        "Answered"
    } else if has(ClaimKind::Silence) && !has(ClaimKind::Denial) {
        "Asked"
    } else {
        "Denied"
    };
    label.to_owned()
}

/// Returns the claim and its answers side by side; an answer that no reported
/// claim precedes stands on the side of the answers.
pub(crate) fn beside(kind: ClaimKind, claim: Vec<Line>, answers: Column) -> Item {
    let label = match kind {
        ClaimKind::Assertion => "Asserted",
        ClaimKind::Prediction => "Predicted",
        _ => "Alleged",
    };
    let answer_alone = matches!(kind, ClaimKind::Denial | ClaimKind::Admission);
    let (left, right) = if answer_alone { (answers.lines, claim) } else { (claim, answers.lines) };
    let left_empty = if answer_alone { "not reported by itself" } else { "not reported" };
    Item::Beside(
        Column { label: label.to_owned(), lines: left, empty: left_empty.to_owned() },
        Column { lines: right, ..answers },
    )
}

/// Returns when a side last said the same again.
fn still(dispute: &Dispute, side: Side) -> Option<String> {
    let said = |turn: &&Turn| turn.again && turn.kind != ClaimKind::Silence;
    let last = dispute.last_turn(side).filter(said)?;
    Some(format!("said again {}", date::day_or_undated(last.day())))
}

/// Returns the turns in time, where there is more than a claim and an answer
/// to it; of many the first and the latest.
fn course(desk: &Desk<'_>, dispute: &Dispute) -> Option<String> {
    let turns = &dispute.course;
    if turns.len() < 3 {
        return None;
    }
    let step = |turn: &Turn| {
        let by = match &turn.by {
            Some(by) => by.name.clone(),
            None => desk.side_name(turn.side).to_owned(),
        };
        format!("{} by {by} ({})", said(turn), date::day_or_undated(turn.day()))
    };
    let left_out = turns.len().saturating_sub(MOST_TURNS);
    let mut steps: Vec<String> = turns.iter().take(1).map(step).collect();
    steps.extend((left_out > 0).then(|| format!("{left_out} more")));
    steps.extend(turns.iter().skip(1 + left_out).map(step));
    Some(steps.join(" → "))
}

fn said(turn: &Turn) -> &'static str {
    match (turn.kind, turn.again) {
        (ClaimKind::Allegation, false) => "alleged",
        (ClaimKind::Allegation, true) => "alleged again",
        (ClaimKind::Assertion, false) => "asserted",
        (ClaimKind::Assertion, true) => "asserted again",
        (ClaimKind::Prediction, _) => "predicted",
        (ClaimKind::Denial, false) => "denied",
        (ClaimKind::Denial, true) => "denied again",
        (ClaimKind::Admission, _) => "admitted",
        (ClaimKind::Retraction, _) => "taken back",
        (ClaimKind::Proof, _) => "proof offered",
        (ClaimKind::Silence, _) => "no answer given",
    }
}

fn turn_line(desk: &mut Desk<'_>, turn: &Turn) -> Option<Line> {
    let content = desk.words(turn.content).to_owned();
    let by = turn.by.as_ref().map(phrase::name);
    let words = claim_words(turn.kind, by, Vec::new(), &content);
    let mut line = desk.line(date::day_or_undated(turn.day()), words, &turn.evidence)?;
    line.notes.splice(0..0, phrase::told_by(turn.reported_by.as_ref()));
    Some(line)
}

/// Returns what decides which disputes stay where not all fit.
pub(super) fn weigh(dispute: &Dispute) -> Weight {
    let answered = if dispute.answers.is_empty() { 0.0 } else { 1.0 };
    (dispute.claim.evidence.origins(), answered, dispute.claim.confidence)
}

pub(super) fn line(desk: &mut Desk<'_>, position: &Position) -> Option<Line> {
    let content = desk.words(position.content).to_owned();
    let by = position.by.as_ref().map(phrase::name);
    let words = claim_words(position.kind, by, phrase::names(&position.about), &content);
    let notes: Vec<String> = phrase::told_by(position.reported_by.as_ref())
        .into_iter()
        .chain(desk.remarks(&position.remarks))
        .collect();
    let mut line = desk.line(date::day_or_undated(position.reported), words, &position.evidence)?;
    line.notes.splice(0..0, notes);
    Some(line)
}

/// Returns the words of a claim: who, of whom, what.
pub(crate) fn claim_words(
    kind: ClaimKind,
    by: Option<String>,
    about: Vec<Run>,
    content: &str,
) -> Vec<Run> {
    let mut words = vec![Run::Name(by.unwrap_or_else(|| "Somebody".to_owned()))];
    let (verb, before_names) = match kind {
        ClaimKind::Allegation if about.is_empty() => (" alleges", ""),
        ClaimKind::Allegation => (" accuses", " "),
        ClaimKind::Denial => (" denies", ""),
        ClaimKind::Assertion => (" asserts", " of "),
        ClaimKind::Prediction => (" predicts", " of "),
        ClaimKind::Admission => (" admits", ""),
        ClaimKind::Retraction => (" takes back", ""),
        ClaimKind::Proof => (" offers proof", ""),
        ClaimKind::Silence => (" gives no answer", ""),
    };
    words.push(Run::Plain(verb.into()));
    let names =
        matches!(kind, ClaimKind::Allegation | ClaimKind::Assertion | ClaimKind::Prediction);
    if names && !about.is_empty() {
        words.push(Run::Plain(before_names.into()));
        words.extend(about);
    }
    words.push(Run::Plain(": ".into()));
    words.push(Run::Reported(content.trim().to_owned()));
    words
}
