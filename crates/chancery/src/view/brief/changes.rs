//! "Top changes": what a reader who looked before must see first.
//!
//! Goes in: an account cut to what is new. Comes out: the weightiest of its
//! plans, disputes, events and proposals, some of each, in that order: a plan
//! that changed matters to an embassy more than one accusation more. The
//! sections below have all of it.

use super::super::document::{Item, Line, Section};
use super::{Desk, disputed, empty, happened, planned, proposed, weightiest};

/// How many of each are on top.
const PLANS: usize = 3;
const DISPUTES: usize = 2;
const EVENTS: usize = 4;
const PROPOSALS: usize = 1;

pub(super) fn section(desk: &mut Desk<'_>) -> Section {
    let account = desk.account;
    let mut lines: Vec<Line> = Vec::new();
    let plans = account.commitments.iter().map(planned::weigh);
    for place in weightiest(plans, PLANS).0 {
        lines.extend(account.commitments.get(place).and_then(|plan| planned::line(desk, plan)));
    }
    let disputes = account.disputes.iter().map(disputed::weigh);
    for place in weightiest(disputes, DISPUTES).0 {
        if let Some(dispute) = account.disputes.get(place) {
            // The last word is the news.
            let last = dispute.answers.last().unwrap_or(&dispute.claim);
            lines.extend(disputed::line(desk, last));
        }
    }
    let events = account.events.iter().map(happened::weigh);
    for place in weightiest(events, EVENTS).0 {
        lines.extend(account.events.get(place).and_then(|event| happened::line(desk, event)));
    }
    let proposals = account.proposals.iter().map(proposed::weigh);
    for place in weightiest(proposals, PROPOSALS).0 {
        lines.extend(account.proposals.get(place).and_then(|one| proposed::line(desk, one)));
    }
    let mut section = empty("changes", "Top changes", "Nothing new.");
    section.items = lines.into_iter().map(Item::Line).collect();
    section
}
