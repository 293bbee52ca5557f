//! Shares: a quantity beside the figure of a party and year.

use chancery_account::{Proposal, ProposedQuantity};
use chancery_model::{Pair, Party};

use super::References;

/// What a quantity is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Gross domestic product, in current US dollars.
    Gdp,
    /// The number of inhabitants.
    Population,
}

/// What part of a party's economy or population a quantity is.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Held against what.
    pub measure: Measure,
    /// Whose.
    pub party: Party,
    /// Of which year.
    pub year: i16,
    /// The figure itself.
    pub figure: f64,
    /// The quantity as a share of it; 1 is all of it.
    pub share: f64,
}

/// How old a figure may be: statistics appear a year or two late.
const OLDEST_YEARS: i16 = 3;

/// A share below a thousandth tells a reader nothing.
const LEAST_SHARE: f64 = 0.001;

/// Counted nouns that are inhabitants of somewhere.
const INHABITANTS: [&str; 4] = ["people", "civilians", "refugees", "migrants"];

impl References {
    /// Returns what shares a quantity of a proposal is, one for each of the two
    /// parties of which a figure is known.
    ///
    /// Only money in US dollars and counts of people are held against a figure,
    /// of the year of the proposal or the latest of the three before it.
    pub fn shares(
        &self,
        pair: &Pair,
        proposal: &Proposal,
        quantity: &ProposedQuantity,
    ) -> Vec<Share> {
        let measure = match quantity.unit.as_str() {
            "USD" => Measure::Gdp,
            unit if INHABITANTS.contains(&unit) => Measure::Population,
            _ => return Vec::new(),
        };
        let Some(day) = proposal.dated.day() else { return Vec::new() };
        let share = |party: &Party| {
            let of = self.figures.get(&(measure, party.clone()))?;
            let years = day.year().saturating_sub(OLDEST_YEARS)..=day.year();
            let (year, figure) = of.range(years).next_back()?;
            let share = quantity.value / figure;
            (share >= LEAST_SHARE && share.is_finite()).then(|| Share {
                measure,
                party: party.clone(),
                year: *year,
                figure: *figure,
                share,
            })
        };
        [pair.first(), pair.second()].into_iter().filter_map(share).collect()
    }
}
