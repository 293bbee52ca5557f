//! Measures: what words make of a number - its scale, its unit, its bound.
//!
//! In: the table `quantities.tsv`. Out: [`Measure`]s by phrase.

use chancery_model::Bound;

use super::tables::Builder;
use crate::codebook::{Error, Row, Table};
use crate::text::PhrasesBuilder;

/// What words make of the number beside them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Measure {
    /// It is multiplied.
    Scale(f64),
    /// It is money, in ISO 4217.
    Currency(String),
    /// It is money, and the mark stands before it.
    Sign(String),
    /// It has a unit, in UCUM.
    Unit(String),
    /// It counts them.
    Counted,
    /// It is hundredths.
    Share,
    /// It is for each of what follows.
    Per,
    /// They are a number themselves: from so many on.
    Vague(f64),
    /// It is inexact.
    About,
    /// It is an end.
    Bound(Bound),
}

/// Reads the table.
pub(super) fn read(builder: &mut Builder<'_>) -> Result<PhrasesBuilder<Measure>, Error> {
    let mut out = PhrasesBuilder::default();
    let (name, text) = ("quantities.tsv", include_str!("../../../../languages/en/quantities.tsv"));
    for row in Table::parse(name, text, &["meaning", "value", "words"])?.rows() {
        let measure = measure(&row).ok_or_else(|| row.error("no part in a quantity"))?;
        for words in row.list("words") {
            builder.phrase(&mut out, words, measure.clone());
        }
    }
    Ok(out)
}

fn measure(row: &Row<'_>) -> Option<Measure> {
    let value = row.get("value");
    let code = || Some(value.to_owned()).filter(|code| !code.is_empty());
    let number = || value.parse::<f64>().ok().filter(|number| number.is_finite());
    Some(match row.get("meaning") {
        "scale" => Measure::Scale(number()?),
        "vague" => Measure::Vague(number()?),
        "currency" => Measure::Currency(code()?),
        "sign" => Measure::Sign(code()?),
        "unit" => Measure::Unit(code()?),
        "counted" => Measure::Counted,
        "share" => Measure::Share,
        "per" => Measure::Per,
        "about" => Measure::About,
        other => Measure::Bound(Bound::ALL.into_iter().find(|bound| bound.name() == other)?),
    })
}
