//! Actors: who is named, in which office, of which country, at that date.
//!
//! In: text. Out: a [`Cast`]: everyone named, with every place where they are.
//! Four passes: `names` finds the names of the codebook; then people are found
//! (`people`, `introduced`), then states, organs and descriptions (`describe`,
//! `body`, `collective`, `office`, `definite`); `pronoun` ties pronouns to them,
//! and `voice`, when it is known who says what, the first person of quotations.

mod body;
mod cast;
mod collective;
mod definite;
mod describe;
mod finder;
mod focus;
mod introduced;
mod lead;
mod names;
mod office;
mod people;
mod pronoun;
mod voice;

use chancery_model::Date;

use crate::codebook::Codebook;
use crate::language::Language;
use crate::text::Text;

use finder::Finder;

pub(crate) use cast::{Cast, CastMember, CastMention, Who};
pub(crate) use names::Names;
pub(crate) use voice::voices;

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
    let mut finder = Finder { text, date, tables, found: &found, cast: &mut cast, sentence_idx: 0 };
    finder.each_sentence(Finder::people_of_sentence);
    finder.each_sentence(Finder::descriptions_of_sentence);
    cast.sort();
    pronoun::find(text, tables, &mut cast);
    cast.sort();
    cast
}
