//! "Proposals": what one party puts forward to the other, with its numbers.
//!
//! Goes in: the proposals of the account. Comes out: a line each. It does not
//! say what became of a proposal.

use chancery_account::Proposal;

use super::super::date;
use super::super::document::{Item, Line, Run, Section};
use super::super::phrase;
use super::{Desk, empty, more, weightiest};

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let weigh = |proposal: &Proposal| {
        let numbers = if proposal.quantities.is_empty() { 0.0 } else { 1.0 };
        (proposal.evidence.origins(), numbers, proposal.confidence)
    };
    let (kept, left_out) = weightiest(account.proposals.iter().map(weigh), desk.options.limit);
    let mut section = empty("proposed", "Proposals", "No proposal is on record.");
    section.items = kept
        .into_iter()
        .filter_map(|index| line(desk, account.proposals.get(index)?))
        .map(Item::Line)
        .collect();
    section.more = more(left_out);
    section
}

pub(super) fn line(desk: &mut Desk<'_>, proposal: &Proposal) -> Option<Line> {
    let content = desk.words(proposal.content).to_owned();
    let by = Some(phrase::name(&proposal.by));
    let words = proposal_words(by, phrase::names(&proposal.to), &content);
    let mut line = desk.line(date::dated(&proposal.dated), words, &proposal.evidence)?;
    let quantities = proposal.quantities.iter().map(|quantity| {
        let of = quantity.of.as_deref();
        phrase::quantity(quantity.value, &quantity.unit, (quantity.approximate, quantity.bound), of)
    });
    line.notes.splice(0..0, quantities.collect::<Vec<_>>());
    Some(line)
}

/// Returns the words of a proposal: who, to whom, what.
pub(crate) fn proposal_words(by: Option<String>, to: Vec<Run>, content: &str) -> Vec<Run> {
    let mut words = vec![Run::Name(by.unwrap_or_else(|| "Somebody".to_owned()))];
    words.push(Run::Plain(" proposes".into()));
    if !to.is_empty() {
        words.push(Run::Plain(" to ".into()));
        words.extend(to);
    }
    words.push(Run::Plain(": ".into()));
    words.push(Run::Reported(content.trim().to_owned()));
    words
}
