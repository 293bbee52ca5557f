//! Leads: what stands before a name and says who is meant.
//!
//! In: the names found, and where a name begins. Out: the country or organ, the
//! office and its words, "former" and "Mr." before it. Whether somebody held that
//! office is decided in `people`.

use chancery_model::Party;

use super::Tables;
use super::names::{Found, Meaning};
use crate::language::Class;
use crate::text::Text;

/// What stands before a name and says who is meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    /// The first token of it.
    pub(super) start: usize,
    /// The party of the country or organ before the title.
    pub(super) party: Option<Party>,
    /// The offices that the title may mean.
    pub(super) offices: Vec<usize>,
    /// The words of the title.
    pub(super) title: Option<String>,
    /// Whether the office is no longer held.
    pub(super) former: bool,
    /// Whether "Mr." or the like stands there.
    pub(super) honorific: bool,
}

/// Returns the name found that begins at a token.
pub(super) fn found_at(found: &[Found], token_idx: usize) -> Option<&Found> {
    let at = found.binary_search_by_key(&token_idx, |found| found.start).ok()?;
    found.get(at)
}

/// Returns the name found that ends right before a token.
fn found_before(found: &[Found], token_idx: usize) -> Option<&Found> {
    let after = found.partition_point(|found| found.start < token_idx);
    found.get(after.checked_sub(1)?).filter(|found| found.end == token_idx)
}

/// Returns the party that a name stands for.
pub(super) fn party_of(tables: Tables<'_>, found: &Found) -> Option<Party> {
    found.meanings.iter().find_map(|meaning| match meaning {
        Meaning::State(idx)
        | Meaning::Adjective(idx)
        | Meaning::Capital(idx)
        | Meaning::Demonym(idx) => {
            tables.codebook.states.get(*idx).map(|state| Party(state.code.clone()))
        }
        Meaning::Body(idx) => tables.codebook.bodies.get(*idx).map(|body| body.party.clone()),
        _ => None,
    })
}

/// Returns what stands before a name and says who is meant: country or organ,
/// "former", title, "Mr.".
pub(super) fn lead(
    text: &Text<'_>,
    tables: Tables<'_>,
    found: &[Found],
    name_start: usize,
    sentence_start: usize,
) -> Lead {
    let mut lead = Lead { start: name_start, ..Lead::default() };
    let before = |idx: usize| idx.checked_sub(1).filter(|before| *before >= sentence_start);
    if let Some(at) = before(lead.start)
        && tables.language.is(text.word(at), Class::HONORIFIC)
    {
        lead.honorific = true;
        lead.start = at;
    }
    // The longest title that ends where the name begins.
    let first = lead.start.saturating_sub(7).max(sentence_start);
    for at in first..lead.start {
        if let Some((len, offices)) = tables.names.title(text, at, lead.start)
            && at + len == lead.start
        {
            lead.offices = offices.to_vec();
            lead.title = Some(text.span(at..lead.start).of(text.text).to_string());
            lead.start = at;
            break;
        }
    }
    let mut at = lead.start;
    while let Some(idx) = before(at) {
        let word = text.word(idx);
        let known = &tables.language.known;
        if word == known.former || text.str(idx) == "ex" {
            lead.former = true;
        } else if !(word == known.acting
            || word == known.deputy
            || word == known.then
            || text.str(idx) == "-" && lead.title.is_some())
        {
            break;
        }
        at = idx;
    }
    let possessive = before(at).filter(|idx| {
        let word = text.word(*idx);
        word == tables.language.known.possessive || word == tables.language.known.bare_possessive
    });
    let country_end = possessive.unwrap_or(at);
    if (lead.title.is_some() || lead.former)
        && let Some(country) = found_before(found, country_end)
        && country.start >= sentence_start
        && let Some(party) = party_of(tables, country)
    {
        lead.party = Some(party);
        at = country.start;
    }
    if lead.title.is_some() || lead.former {
        lead.start = at;
    }
    lead
}
