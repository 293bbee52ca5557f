//! "What is disputed": allegation beside answer.
//!
//! Goes in: the disputes of the account. Comes out: two columns a dispute, with
//! equal room for both. There is no verdict, and silence is called silence of
//! the reports, not of the accused.

use chancery_account::{Dispute, Position};
use chancery_model::ClaimKind;

use super::super::date;
use super::super::document::{Column, Item, Line, Run, Section};
use super::super::phrase;
use super::{Desk, Weight, empty, more, weightiest};

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let (kept, left_out) = weightiest(account.disputes.iter().map(weigh), desk.options.limit);
    let mut section = empty("disputed", "What is disputed", "No dispute is on record.");
    for dispute in kept.into_iter().filter_map(|index| account.disputes.get(index)) {
        let claim: Vec<Line> = line(desk, &dispute.claim).into_iter().collect();
        let answers: Vec<Line> =
            dispute.answers.iter().filter_map(|answer| line(desk, answer)).collect();
        section.items.push(beside(dispute.claim.kind, claim, answers));
    }
    section.more = more(left_out);
    section
}

/// Returns the claim and its answers side by side; a denial that no reported
/// claim precedes stands on the side of the answers.
pub(crate) fn beside(kind: ClaimKind, claim: Vec<Line>, answers: Vec<Line>) -> Item {
    let denial_alone = kind == ClaimKind::Denial;
    let label = match kind {
        ClaimKind::Allegation | ClaimKind::Denial => "Alleged",
        ClaimKind::Assertion => "Asserted",
        ClaimKind::Prediction => "Predicted",
    };
    let (left, right) = if denial_alone { (answers, claim) } else { (claim, answers) };
    let left_empty = if denial_alone { "not reported by itself" } else { "not reported" };
    Item::Beside(
        Column { label: label.to_owned(), lines: left, empty: left_empty },
        Column { label: "Denied".to_owned(), lines: right, empty: "no answer reported" },
    )
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
    let mut line = desk.line(date::day_or_undated(position.reported), words, &position.evidence)?;
    if let Some(last) =
        position.last_reported.filter(|_| position.last_reported != position.reported)
    {
        line.notes.push(format!("still reported {}", date::day(last)));
    }
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
    };
    words.push(Run::Plain(verb.into()));
    if kind != ClaimKind::Denial && !about.is_empty() {
        words.push(Run::Plain(before_names.into()));
        words.extend(about);
    }
    words.push(Run::Plain(": ".into()));
    words.push(Run::Reported(content.trim().to_owned()));
    words
}
