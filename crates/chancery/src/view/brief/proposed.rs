//! "Proposals": what one party puts forward to the other, with its numbers.
//!
//! Goes in: the proposals of the account. Comes out: a line each, with what
//! part of an economy or a population its numbers are. It does not say what
//! became of a proposal, nor whether it is much.

use chancery_account::{Proposal, ProposedQuantity};

use super::super::date;
use super::super::document::{Item, Line, Run, Section};
use super::super::phrase;
use super::{Desk, Weight, empty, more, weightiest};
use crate::reference::{Measure, Share};

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
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

/// Returns what decides which proposals stay where not all fit.
pub(super) fn weigh(proposal: &Proposal) -> Weight {
    let numbers = if proposal.quantities.is_empty() { 0.0 } else { 1.0 };
    (proposal.evidence.origins(), numbers, proposal.confidence)
}

pub(super) fn line(desk: &mut Desk<'_>, proposal: &Proposal) -> Option<Line> {
    let content = desk.words(proposal.content).to_owned();
    let by = Some(phrase::name(&proposal.by));
    let words = proposal_words(by, phrase::names(&proposal.to), &content);
    let mut line = desk.line(date::dated(&proposal.dated), words, &proposal.evidence)?;
    let quantities = proposal.quantities.iter().map(|quantity| {
        let of = quantity.of.as_deref();
        let number = super::super::quantity::in_words(
            quantity.value,
            &quantity.unit,
            (quantity.approximate, quantity.bound),
            of,
        );
        match shares(desk, proposal, quantity) {
            shares if shares.is_empty() => number,
            shares => format!("{number} is {}", shares.join(" and ")),
        }
    });
    let quantities: Vec<String> = quantities.collect();
    line.notes.splice(0..0, quantities);
    Some(line)
}

/// Returns what part of which economy or population a quantity is.
fn shares(desk: &Desk<'_>, proposal: &Proposal, quantity: &ProposedQuantity) -> Vec<String> {
    let Some(references) = desk.options.references else { return Vec::new() };
    let shares = references.shares(&desk.account.pair, proposal, quantity);
    let words = |share: &Share| {
        let of = match share.measure {
            Measure::Gdp => "GDP",
            Measure::Population => "population",
        };
        let (percent, party) = (phrase::percent(share.share), desk.party_name(&share.party));
        format!("{percent} of the {of} of {party} in {}", share.year)
    };
    shares.iter().map(words).collect()
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
