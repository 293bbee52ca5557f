//! `chancery commitments`: what is planned, and what became of it.

use std::io::Write as _;

use chancery::desk::{self, Sought};
use chancery::{view, wire};
use chancery_account::Outcome as Became;
use chancery_model::Pair;
use chancery_read::codebook::Codebook;

use super::pair::pair;
use super::{codebook, existing, threads};
use crate::Outcome;
use crate::args::{CommitmentsArgs, CommitmentsFormat, Global, OutcomeArgs};
use crate::error::CommandError;
use crate::terminal;

/// How many a terminal gets where no limit is asked for.
const SHOWN: usize = 50;

/// Prints the commitments of a pair, or of the busiest pairs.
pub(crate) fn commitments(
    global: &Global,
    args: &CommitmentsArgs,
) -> Result<Outcome, CommandError> {
    let book = codebook(global)?;
    let pair = match args.parties.as_slice() {
        [first, second] => Some(pair(&book, first, second)?),
        _ => None,
    };
    let shown = (args.format == CommitmentsFormat::Text).then_some(SHOWN);
    let sought = Sought {
        pair,
        outcomes: outcomes(&args.outcomes).collect(),
        on: args.on,
        patience: args.patience,
        limit: args.limit.or(shown),
    };
    let followed = desk::commitments(&existing(&global.ledger)?, &sought, threads(global))?;
    let mut out = terminal::output();
    match args.format {
        CommitmentsFormat::Text => {
            let document = view::commitments(&followed, &title(&book, sought.pair.as_ref()));
            write!(out, "{}", document.text(&terminal::text_options()))?;
        }
        CommitmentsFormat::Json => writeln!(out, "{}", wire::commitments::to_json(&followed))?,
        CommitmentsFormat::Ical => write!(out, "{}", view::calendar(&followed))?,
    }
    out.flush()?;
    Ok(if followed.is_empty() { Outcome::Partial } else { Outcome::Done })
}

fn outcomes(asked: &OutcomeArgs) -> impl Iterator<Item = Became> {
    let OutcomeArgs { open, due, lapsed, held, cancelled, denied } = *asked;
    let flags = [
        (open, Became::Open),
        (due, Became::Due),
        (lapsed, Became::Lapsed),
        (held, Became::Held),
        (cancelled, Became::Cancelled),
        (denied, Became::Denied),
    ];
    flags.into_iter().filter_map(|(is_asked_for, outcome)| is_asked_for.then_some(outcome))
}

fn title(book: &Codebook, pair: Option<&Pair>) -> String {
    match pair {
        Some(pair) => {
            let (first, second) = (book.party_name(pair.first()), book.party_name(pair.second()));
            format!("Commitments: {first} – {second}")
        }
        None => "Commitments of the busiest pairs".to_owned(),
    }
}
