//! The cast of an article: everyone named, and where.

use std::ops::Range;

use rustc_hash::FxHashMap;

use chancery_model::{ActorKind, MentionForm, Party, Sector};

use crate::codebook::{Body, Codebook, Gender, State};
use crate::text::fold;

/// Who a member of the cast is, so that two mentions of one meet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Who {
    /// A state of the codebook.
    State(usize),
    /// A person of the codebook.
    Person(usize),
    /// An organ, organisation or armed group of the codebook.
    Body(usize),
    /// Someone that the text introduces, by folded name.
    Named(String),
    /// Someone that the text only describes, by folded description.
    Described(String),
}

/// Somebody named in the article.
#[derive(Clone, Debug)]
pub(crate) struct CastMember {
    pub(crate) who: Who,
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) party: Option<Party>,
    pub(crate) country: Option<String>,
    pub(crate) sector: Option<Sector>,
    pub(crate) role: Option<String>,
    /// The office's short name, to find "the president" again.
    pub(crate) office: Option<String>,
    pub(crate) wikidata: Option<String>,
    pub(crate) gender: Option<Gender>,
}

/// A place where a member of the cast is named.
#[derive(Clone, Debug)]
pub(crate) struct CastMention {
    /// The tokens, title and country before the name among them.
    pub(crate) tokens: Range<usize>,
    /// The index of the member.
    pub(crate) member: usize,
    pub(crate) form: MentionForm,
    /// Whether it only modifies the noun behind it: "U.S. sanctions".
    pub(crate) modifies: bool,
    /// Whether it is where something is, not who does it: "in Syria".
    pub(crate) is_place: bool,
    /// Whether it stands for its member: neither for a noun that it modifies as an
    /// adjective ("a U.S. flag"), nor for a city ("in Washington"), nor for all whom he
    /// speaks for ("we").
    pub(crate) stands: bool,
}

/// Everyone named in an article.
#[derive(Debug)]
pub(crate) struct Cast {
    pub(crate) members: Vec<CastMember>,
    /// The folded name of each member, to find it by.
    folded: Vec<String>,
    pub(crate) mentions: Vec<CastMention>,
    by_who: FxHashMap<Who, usize>,
    /// The mention that covers each token, one more than its index.
    cover: Vec<u32>,
}

impl Cast {
    /// Returns a cast without members for a text of that many tokens.
    pub(crate) fn new(n_tokens: usize) -> Cast {
        Cast {
            members: Vec::new(),
            folded: Vec::new(),
            mentions: Vec::new(),
            by_who: FxHashMap::default(),
            cover: vec![0; n_tokens],
        }
    }

    /// Returns the index of the member, adding it where it is new.
    pub(crate) fn member(&mut self, who: Who, make: impl FnOnce() -> CastMember) -> usize {
        if let Some(idx) = self.by_who.get(&who) {
            return *idx;
        }
        let member = make();
        self.folded.push(fold(&member.name));
        self.members.push(member);
        self.by_who.insert(who, self.members.len() - 1);
        self.members.len() - 1
    }

    /// Returns the person who goes by that folded name, or whose last name it is.
    pub(crate) fn person_called(&self, name: &str) -> Option<usize> {
        self.folded.iter().zip(&self.members).position(|(folded, member)| {
            member.kind == ActorKind::Person
                && folded
                    .strip_suffix(name)
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '-']))
        })
    }

    /// Returns the index of the member, if it has been added.
    pub(crate) fn find(&self, who: &Who) -> Option<usize> {
        self.by_who.get(who).copied()
    }

    /// Returns whether a mention covers any of the tokens.
    pub(crate) fn covers(&self, tokens: Range<usize>) -> bool {
        self.cover.get(tokens).is_none_or(|cover| cover.iter().any(|mention| *mention != 0))
    }

    /// Adds a mention, unless one covers any of its tokens already.
    pub(crate) fn mention(&mut self, mention: CastMention) {
        if mention.tokens.is_empty() || self.covers(mention.tokens.clone()) {
            return;
        }
        let number = self.mentions.len() as u32 + 1;
        self.cover[mention.tokens.clone()].fill(number);
        self.mentions.push(mention);
    }

    /// Returns the mention that covers a token.
    pub(crate) fn at(&self, token_idx: usize) -> Option<&CastMention> {
        let number = *self.cover.get(token_idx)?;
        self.mentions.get((number as usize).checked_sub(1)?)
    }

    /// Returns the mentions that cover any of the tokens, in order.
    pub(crate) fn mentions_in(&self, tokens: Range<usize>) -> impl Iterator<Item = &CastMention> {
        let mut last = 0;
        let numbers = self.cover.get(tokens).unwrap_or(&[]).iter().copied();
        let new = numbers.filter(move |number| std::mem::replace(&mut last, *number) != *number);
        new.filter_map(|number| self.mentions.get((number as usize).checked_sub(1)?))
    }

    /// Returns the mentions that begin inside the tokens, in order; the cast has
    /// to be sorted.
    pub(crate) fn within(&self, tokens: Range<usize>) -> &[CastMention] {
        let start = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
        &self.mentions[start..end.max(start)]
    }

    /// Puts the mentions in the order of the text.
    pub(crate) fn sort(&mut self) {
        self.mentions.sort_by_key(|mention| mention.tokens.start);
        for (idx, mention) in self.mentions.iter().enumerate() {
            self.cover[mention.tokens.clone()].fill(idx as u32 + 1);
        }
    }
}

impl CastMember {
    /// Returns the member that is a state itself.
    pub(crate) fn state(idx: usize, state: &State) -> CastMember {
        CastMember {
            who: Who::State(idx),
            name: state.name.clone(),
            kind: ActorKind::State,
            party: Some(Party(state.code.clone())),
            country: Some(state.code.clone()),
            sector: "GOV".parse().ok(),
            role: None,
            office: None,
            wikidata: state.wikidata.clone(),
            gender: None,
        }
    }

    /// Returns the member that is an organ, an organisation or an armed group.
    pub(crate) fn body(idx: usize, body: &Body, codebook: &Codebook) -> CastMember {
        let of_state = codebook.states.iter().any(|state| state.code == body.party.as_str());
        CastMember {
            who: Who::Body(idx),
            name: body.name.clone(),
            kind: body.kind,
            party: Some(body.party.clone()),
            country: body
                .country
                .clone()
                .or_else(|| of_state.then(|| body.party.as_str().to_string())),
            sector: body.sector,
            role: None,
            office: None,
            wikidata: body.wikidata.clone(),
            gender: None,
        }
    }
}
