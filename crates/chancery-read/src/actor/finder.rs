//! The finder: what all searches for mentions share.
//!
//! In: a text, the names found in it, the tables. Out: a cast that grows. The
//! searches are methods of it, each in its own file: `people`, `introduced`,
//! `describe`, `body`, `collective`, `office`, `definite`, with `focus`.

use std::ops::Range;

use chancery_model::{ActorKind, BlockKind, Date, MentionForm, Party};

use super::Tables;
use super::cast::{Cast, CastMember, CastMention, Who};
use super::introduced::ORDINARY;
use super::lead::found_at;
use super::names::Found;
use crate::language::Class;
use crate::text::{Text, TokenKind, fold};

/// A search for mentions in one text.
pub(super) struct Finder<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) date: Option<Date>,
    pub(super) tables: Tables<'a>,
    pub(super) found: &'a [Found],
    pub(super) cast: &'a mut Cast,
    /// The index of the sentence that is searched.
    pub(super) sentence_idx: usize,
}

impl Finder<'_> {
    /// Searches the sentences in order.
    pub(super) fn each_sentence(&mut self, search: impl Fn(&mut Self, Range<usize>)) {
        for (idx, sentence) in self.text.sentences.iter().enumerate() {
            self.sentence_idx = idx;
            search(self, sentence.tokens.clone());
        }
    }

    /// Returns whether a capitalised word behind a name makes it the beginning of
    /// another: "the London Marathon", "Johnson Redbook".
    pub(super) fn begins_a_name(&self, end: usize, sentence: &Range<usize>) -> bool {
        let language = self.tables.language;
        end < sentence.end
            && self.text.sentences[self.sentence_idx].kind != BlockKind::Heading
            && self.text.is_capitalized(end)
            && self.text.tokens[end].kind == TokenKind::Word
            && !language.is(self.text.word(end), ORDINARY)
            && language.verbs(self.text.word(end)).is_empty()
            && self.collective(end, sentence.end).is_none()
            && self.tables.names.title(self.text, end, sentence.end).is_none()
            && found_at(self.found, end).is_none()
    }

    /// Returns whether a capitalised word before a name makes it the end of
    /// another: "the Colorado Senate".
    pub(super) fn ends_a_name(&self, start: usize, sentence: &Range<usize>) -> bool {
        let Some(before) = start.checked_sub(1).filter(|before| *before > sentence.start) else {
            return false;
        };
        self.text.sentences[self.sentence_idx].kind != BlockKind::Heading
            && self.text.is_capitalized(before)
            && self.text.tokens[before].kind == TokenKind::Word
            && !self.tables.language.is(self.text.word(before), ORDINARY)
            && self.tables.names.title(self.text, before, start).is_none()
            && self.collective(before, start).is_none()
            && !self.cast.covers(before..start)
    }

    /// Returns the member of that description, adding it where it is new.
    pub(super) fn described(
        &mut self,
        words: &str,
        party: Option<Party>,
        country: Option<String>,
        kind: ActorKind,
        sector: &str,
    ) -> usize {
        let who = Who::Described(fold(words));
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.cast.member(who.clone(), || CastMember {
            who,
            name,
            kind,
            party,
            country,
            sector: sector.parse().ok(),
            role: None,
            office: None,
            wikidata: None,
            gender: None,
        })
    }

    /// Adds a mention that stands for its member.
    pub(super) fn add(&mut self, tokens: Range<usize>, member: usize, form: MentionForm) {
        let member = self.apposed(&tokens, member, form).unwrap_or(member);
        let at = tokens.start.checked_sub(1);
        let place = self.cast.members[member].kind == ActorKind::State
            && at.is_some_and(|at| self.tables.language.is(self.text.word(at), Class::LOCATIVE));
        self.cast.mention(CastMention {
            tokens,
            member,
            form,
            modifies: false,
            is_place: place,
            stands: true,
        });
    }
}
