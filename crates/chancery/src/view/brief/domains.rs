//! "By domain": the scoreboard, then both sides of each domain side by side.
//!
//! Goes in: the domains of the account. Comes out: a table that counts words
//! and deeds of both sides and says what came of them by the rule of
//! `chancery_account::Upshot`; for each domain two columns with the latest
//! event of every cell, the latest words and proposals, and the busiest actors.
//! It sums up no position: it shows what was said and done.

use chancery_account::{ActorPosition, Cells, DomainAccount, Side};
use chancery_model::Quad;

use super::super::document::{Column, Item, Line, Section, Table};
use super::super::phrase;
use super::super::words;
use super::{Desk, empty, happened, more, proposed, said};

/// How many words and proposals a column shows: the sections above have the
/// rest.
const LATEST: usize = 1;

/// How many actors a column names.
const ACTORS: usize = 3;

const QUADS: [Quad; 4] = [
    Quad::VerbalCooperation,
    Quad::MaterialCooperation,
    Quad::VerbalConflict,
    Quad::MaterialConflict,
];

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let mut section = empty("domains", "By domain", "No field of policy is on record.");
    let shown = &account.domains[..account.domains.len().min(desk.options.limit)];
    if !shown.is_empty() {
        section.items.push(Item::Table(scoreboard(desk, shown)));
    }
    for domain in shown {
        let heading = words::domain(&domain.domain.0);
        let outcome = words::outcome(domain.scoreboard.outcome);
        section.items.push(Item::Heading(format!("{heading}: {outcome}")));
        let left = column(desk, domain, Side::First);
        let right = column(desk, domain, Side::Second);
        section.items.push(Item::Beside(left, right));
    }
    section.more = more(account.domains.len() - shown.len());
    section
}

/// Returns the words and deeds of each side, counted.
fn scoreboard(desk: &Desk<'_>, domains: &[DomainAccount]) -> Table {
    let pair = &desk.account.pair;
    let mut head = vec!["Domain".to_owned(), "Outcome".to_owned()];
    for party in [pair.first(), pair.second()] {
        head.push(format!("{party} words"));
        head.push(format!("{party} deeds"));
    }
    head.push("Plans".to_owned());
    let row = |domain: &DomainAccount| {
        let board = &domain.scoreboard;
        let mut row =
            vec![words::domain(&domain.domain.0), words::outcome(board.outcome).to_owned()];
        for cells in [&board.first, &board.second] {
            row.push(cell(cells, Quad::VerbalCooperation, Quad::VerbalConflict));
            row.push(cell(cells, Quad::MaterialCooperation, Quad::MaterialConflict));
        }
        row.push(match (board.plans.made.len(), board.plans.held.len()) {
            (0, _) => "–".to_owned(),
            (made, 0) => made.to_string(),
            (made, held) => format!("{made}, {held} held"),
        });
        row
    };
    Table { head, rows: domains.iter().map(row).collect() }
}

/// Returns how often a side cooperated and how often it did not.
fn cell(cells: &Cells, good: Quad, bad: Quad) -> String {
    match (cells.of(good).len(), cells.of(bad).len()) {
        (0, 0) => "–".to_owned(),
        (good, bad) => format!("+{good} −{bad}"),
    }
}

fn column(desk: &mut Desk<'_>, domain: &DomainAccount, side: Side) -> Column {
    let account = desk.account;
    let (of, cells) = (domain.side(side), domain.scoreboard.side(side));
    let mut lines: Vec<Line> = Vec::new();
    for quad in QUADS {
        let latest = cells.of(quad).last().and_then(|place| account.events.get(*place));
        let line = latest.and_then(|event| happened::line(desk, event));
        lines.extend(line.map(|line| line.note(format!("latest {}", words::quad(quad)))));
    }
    let latest = |places: &[usize]| places[places.len().saturating_sub(LATEST)..].to_vec();
    for index in latest(&of.statements) {
        let statement = account.statements.get(index);
        lines.extend(statement.and_then(|statement| said::line(desk, statement, true)));
    }
    for index in latest(&of.proposals) {
        let proposal = account.proposals.get(index);
        lines.extend(proposal.and_then(|proposal| proposed::line(desk, proposal)));
    }
    let name = desk.side_name(side);
    let actors: Vec<String> = of.actors.iter().take(ACTORS).map(position).collect();
    let label = match actors.is_empty() {
        true => name.to_owned(),
        false => format!("{name} ({})", actors.join("; ")),
    };
    Column { label, lines, empty: "nothing on record".to_owned() }
}

/// Returns who it is, and how much of what is on record.
fn position(of: &ActorPosition) -> String {
    let counts = [
        (of.statements.len(), "statement"),
        (of.deeds.len(), "deed"),
        (of.proposals.len(), "proposal"),
    ];
    let counts = counts.iter().filter(|(n, _)| *n > 0);
    let counts: Vec<String> = counts.map(|(n, noun)| phrase::count(*n, noun)).collect();
    format!("{}: {}", of.actor.name, counts.join(", "))
}
