//! Actors: who is named, in which office, of which country, at that date.
//!
//! In: text. Out: a [`Cast`]: everyone named, with every place where they are.
//! Three passes: `names` finds the names of the codebook; `people` and
//! `describe` put names, titles and descriptions together into mentions;
//! `pronoun` ties pronouns to them.

mod cast;
mod describe;
mod names;
mod people;
mod pronoun;

use chancery_model::Date;

use crate::codebook::Codebook;
use crate::language::Language;
use crate::text::Text;

pub(crate) use cast::{Cast, CastMember, CastMention, Who};
pub(crate) use names::Names;

/// What the stage reads with.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'a> {
    pub(crate) codebook: &'a Codebook,
    pub(crate) names: &'a Names,
    pub(crate) language: &'a Language,
}

/// Reads who is named in a text of that date.
pub(crate) fn cast(text: &Text<'_>, date: Option<Date>, tables: Tables<'_>) -> Cast {
    let found = tables.names.find(text);
    let mut cast = Cast::new(text.tokens.len());
    people::find(text, date, tables, &found, &mut cast);
    describe::find(text, date, tables, &found, &mut cast);
    cast.sort();
    pronoun::find(text, tables, &mut cast);
    cast.sort();
    cast
}
