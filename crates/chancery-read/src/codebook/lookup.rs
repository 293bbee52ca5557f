//! Looking up: states and parties by any of their names.
//!
//! In: a name as a person types it. Out: the entry, or its short or usual name.

use chancery_model::{ActorKind, Party};

use super::{Codebook, State};
use crate::text::fold;

impl Codebook {
    /// Returns the state that a code or any of its names means.
    pub fn state(&self, name: &str) -> Option<&State> {
        let wanted = fold(name.trim());
        let same = |known: &str| fold(known) == wanted;
        let by_code = self.states.iter().find(|state| same(&state.code));
        by_code.or_else(|| {
            self.states
                .iter()
                .find(|state| same(&state.name) || state.names.iter().any(|name| same(name)))
        })
    }

    /// Returns the party that a code, a name or a short name means.
    pub fn party(&self, name: &str) -> Option<Party> {
        if let Some(state) = self.state(name) {
            return Some(Party(state.code.clone()));
        }
        let wanted = fold(name.trim());
        let same = |known: &str| fold(known) == wanted;
        let body = self.bodies.iter().find(|body| {
            body.kind != ActorKind::Office
                && (same(body.party.as_str())
                    || same(&body.name)
                    || body.aliases.iter().any(|alias| same(alias)))
        });
        body.map(|body| body.party.clone())
    }

    /// Returns the usual name of a party.
    pub fn party_name<'a>(&'a self, party: &'a Party) -> &'a str {
        let state = self.states.iter().find(|state| state.code == party.as_str());
        state.map_or(party.as_str(), |state| &state.name)
    }

    /// Returns the words for an office of a party.
    pub fn title(&self, party: &Party, office: &str) -> String {
        let of = |wanted: Option<&Party>| {
            self.offices
                .iter()
                .find(|known| known.office == office && known.party.as_ref() == wanted)
                .and_then(|known| known.titles.first().cloned())
        };
        of(Some(party)).or_else(|| of(None)).unwrap_or_else(|| office.replace('_', " "))
    }
}
