//! `chancery chart`: how a pair has dealt with each other, as SVG.

use std::fs;
use std::io::Write as _;

use chancery::view;

use super::pair::asked;
use crate::Outcome;
use crate::args::{ChartArgs, Global};
use crate::error::CommandError;
use crate::terminal;

/// Draws the chart of a pair.
pub(crate) fn chart(global: &Global, args: &ChartArgs) -> Result<Outcome, CommandError> {
    let asked = asked(global, &args.pair)?;
    let Some(chart) = view::chart(&asked.account, &asked.options()) else {
        terminal::note("no event on a known day is on record: there is nothing to draw");
        return Ok(Outcome::Partial);
    };
    match &args.output {
        Some(path) => {
            fs::write(path, chart).map_err(|error| CommandError::writing(path, &error))?;
        }
        None => {
            let mut out = terminal::output();
            write!(out, "{chart}")?;
            out.flush()?;
        }
    }
    Ok(Outcome::Done)
}
