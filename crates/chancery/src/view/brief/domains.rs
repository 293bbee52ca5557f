//! "By domain": both sides side by side, counts and the latest.
//!
//! Goes in: the domains of the account. Comes out: for each a heading and two
//! columns with the latest words, deeds and proposals of each side. It does not
//! say whether words and deeds agree.

use chancery_account::{DomainAccount, Side};

use super::super::document::{Column, Item, Line, Section};
use super::super::phrase;
use super::super::words;
use super::{Desk, empty, happened, more, proposed, said};

/// How many of each kind a column shows: the sections above have the rest.
const LATEST: usize = 1;

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let mut section = empty("domains", "By domain", "No field of policy is on record.");
    for domain in account.domains.iter().take(desk.options.limit) {
        section.items.push(Item::Heading(words::domain(&domain.domain.0)));
        let left = column(desk, domain, Side::First);
        let right = column(desk, domain, Side::Second);
        section.items.push(Item::Beside(left, right));
    }
    section.more = more(account.domains.len().saturating_sub(desk.options.limit));
    section
}

fn column(desk: &mut Desk<'_>, domain: &DomainAccount, side: Side) -> Column {
    let account = desk.account;
    let of = domain.side(side);
    let counts = [
        (of.statements.len(), "statement"),
        (of.deeds.len(), "deed"),
        (of.proposals.len(), "proposal"),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| phrase::count(*n, noun)).collect();
    let label = match counts.is_empty() {
        true => desk.side_name(side).to_owned(),
        false => format!("{} ({})", desk.side_name(side), counts.join(", ")),
    };
    let latest = |places: &[usize]| places[places.len().saturating_sub(LATEST)..].to_vec();
    let mut lines: Vec<Line> = Vec::new();
    for index in latest(&of.deeds) {
        lines.extend(account.events.get(index).and_then(|event| happened::line(desk, event)));
    }
    for index in latest(&of.statements) {
        let statement = account.statements.get(index);
        lines.extend(statement.and_then(|statement| said::line(desk, statement, true)));
    }
    for index in latest(&of.proposals) {
        let proposal = account.proposals.get(index);
        lines.extend(proposal.and_then(|proposal| proposed::line(desk, proposal)));
    }
    Column { label, lines, empty: "nothing on record" }
}
