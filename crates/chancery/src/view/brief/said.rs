//! "Who said what": statements by speaker, verbatim words in quotation marks.
//!
//! Goes in: the statements of the account. Comes out: the speakers of the first
//! party, then those of the second, whoever is quoted most first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_account::{Dated, Participant, Side, Statement};
use chancery_model::StatementForm;

use super::super::date;
use super::super::document::{Item, Line, Run, Section};
use super::super::phrase;
use super::{Desk, empty, more, weightiest};

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let weigh = |statement: &Statement| {
        // Words between quotation marks can be checked; reported ones less.
        let verbatim = match statement.form {
            StatementForm::Direct => 2.0,
            StatementForm::Mixed => 1.0,
            StatementForm::Indirect => 0.0,
        };
        let to_the_point = if statement.names_other { 3.0 } else { 0.0 };
        (statement.evidence.origins(), to_the_point + verbatim, statement.confidence)
    };
    let (kept, left_out) = weightiest(account.statements.iter().map(weigh), desk.options.limit);
    let mut speakers: BTreeMap<(Side, String), Vec<&Statement>> = BTreeMap::new();
    for statement in kept.into_iter().filter_map(|index| account.statements.get(index)) {
        let key = (statement.side, phrase::name(&statement.speaker));
        speakers.entry(key).or_default().push(statement);
    }
    let mut speakers: Vec<((Side, String), Vec<&Statement>)> = speakers.into_iter().collect();
    speakers.sort_by_key(|((side, _), statements)| (*side, Reverse(statements.len())));
    let mut section = empty("said", "Who said what", "No statement is on record.");
    for (_, statements) in speakers {
        let lines: Vec<Line> =
            statements.iter().filter_map(|statement| line(desk, statement, false)).collect();
        if let (Some(statement), false) = (statements.first(), lines.is_empty()) {
            section.items.push(Item::Heading(with_role(&statement.speaker)));
            section.items.extend(lines.into_iter().map(Item::Line));
        }
    }
    section.more = more(left_out);
    section
}

/// Returns the name with the party and the office.
fn with_role(speaker: &Participant) -> String {
    match &speaker.role {
        Some(role) => format!("{}, {role}", phrase::name(speaker)),
        None => phrase::name(speaker),
    }
}

/// Returns the line of a statement, with its speaker where nothing above it
/// says who speaks.
pub(super) fn line(desk: &mut Desk<'_>, statement: &Statement, named: bool) -> Option<Line> {
    let mut words = Vec::new();
    if named {
        words.push(Run::Name(phrase::name(&statement.speaker)));
        words.push(Run::Plain(": ".into()));
    }
    words.push(said(statement.form, desk.words(statement.content)));
    let mut line = desk.line(date::dated(&statement.dated), words, &statement.evidence)?;
    let mut notes = Vec::new();
    notes.extend(phrase::told_by(statement.reported_by.as_ref()));
    notes.extend(statement.channel.clone());
    if statement.form == StatementForm::Indirect {
        notes.push("reported, not verbatim".to_owned());
    }
    if matches!(statement.dated, Dated::ReportedOn(_)) {
        notes.push("report date".to_owned());
    }
    notes.extend(desk.remarks(&statement.remarks));
    line.notes.splice(0..0, notes);
    Some(line)
}

/// Returns the words that were said: verbatim ones to be put in quotation
/// marks.
pub(crate) fn said(form: StatementForm, words: &str) -> Run {
    match form {
        StatementForm::Direct => Run::Quoted(phrase::nested(phrase::without_marks(words))),
        StatementForm::Mixed | StatementForm::Indirect => Run::Reported(words.trim().to_owned()),
    }
}
