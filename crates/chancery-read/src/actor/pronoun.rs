//! Pronouns: "he" and "she" tied to the person named last who fits.
//!
//! In: a sorted cast. Out: mentions of form pronoun. The subject of the sentence
//! before wins over others of that sentence; a person of the other gender never
//! fits, nor one who is only named in what somebody else says: "“Assad must go,” the
//! senator said. He ...". "They", "it", "we" and quoted words are left alone.

use chancery_model::{ActorKind, MentionForm};

use super::Tables;
use super::cast::{Cast, CastMention};
use crate::codebook::Gender;
use crate::language::{Class, Form};
use crate::text::{Text, quotations};

/// How many sentences back a pronoun may reach.
const REACH: usize = 2;

/// Ties the pronouns of a text to the people in the cast.
pub(super) fn find(text: &Text<'_>, tables: Tables<'_>, cast: &mut Cast) {
    let mut new: Vec<CastMention> = Vec::new();
    let mut last_pronoun: Option<(usize, usize, Gender)> = None;
    let quotations = quotations(text);
    let is_quoted = |at: usize| {
        let next = quotations.partition_point(|one| one.tokens.end <= at);
        quotations.get(next).is_some_and(|one| one.tokens.contains(&at))
    };
    // Somebody whom the text itself speaks of before.
    let is_told_of = |member: usize, before: usize| {
        let mentions = cast.within(0..before).iter();
        let mut own = mentions.filter(|mention| mention.member == member);
        own.any(|mention| !is_quoted(mention.tokens.start))
    };
    for (sentence_idx, sentence) in text.sentences.iter().enumerate() {
        // Only the marks of the sentence itself count here: where a quotation of several
        // sentences tells of somebody, its pronouns mean him.
        let mut quoted = false;
        for at in sentence.tokens.clone() {
            match text.str(at) {
                "“" => quoted = true,
                "”" => quoted = false,
                "\"" => quoted = !quoted,
                _ => {}
            }
            let word = text.word(at);
            let gender = if tables.language.is(word, Class::HE) {
                Gender::Male
            } else if tables.language.is(word, Class::SHE) {
                Gender::Female
            } else {
                continue;
            };
            if quoted || cast.covers(at..at + 1) {
                continue;
            }
            let fits = |mention: &CastMention| {
                let person = &cast.members[mention.member];
                person.kind == ActorKind::Person
                    && person.gender.is_none_or(|known| known == gender)
                    && (!is_quoted(mention.tokens.start) || is_told_of(mention.member, at))
            };
            // The last one named in this sentence before the pronoun, if the
            // pronoun is not the subject; else the first of the sentence before.
            let here = cast.within(sentence.tokens.start..at).iter();
            let here: Vec<&CastMention> = here.filter(|mention| fits(mention)).collect();
            // "After meeting Lund, Berg said that he": whoever a verb follows comes first.
            let acts = |mention: &&&CastMention| {
                let verbs = tables.language.verbs(text.word(mention.tokens.end));
                verbs.iter().any(|(_, form)| form.is(Form::PAST.or(Form::THIRD)))
            };
            // "Berg met Lund and praised him": the object is rather who does not act.
            let chosen = if text.str(at) == "him" {
                here.iter().rev().find(|mention| !acts(mention)).or(here.first())
            } else {
                here.iter().find(acts).or(here.first())
            };
            let here = chosen.map(|mention| mention.member);
            let carried = last_pronoun
                .filter(|(idx, _, known)| *known == gender && sentence_idx - idx <= REACH);
            let before = (1..=REACH).find_map(|back| {
                let sentence = text.sentences.get(sentence_idx.checked_sub(back)?)?;
                let mentions = cast.within(sentence.tokens.clone()).iter();
                let named =
                    mentions.filter(|mention| fits(mention)).map(|mention| mention.member).next();
                let carried = carried.filter(|(idx, _, _)| *idx == sentence_idx - back);
                named.or(carried.map(|(_, member, _)| member))
            });
            if let Some(member) = here
                .or_else(|| carried.filter(|(idx, _, _)| *idx == sentence_idx).map(|c| c.1))
                .or(before)
            {
                last_pronoun = Some((sentence_idx, member, gender));
                new.push(CastMention {
                    tokens: at..at + 1,
                    member,
                    form: MentionForm::Pronoun,
                    modifies: matches!(text.str(at).to_ascii_lowercase().as_str(), "his" | "her"),
                    is_place: false,
                    stands: true,
                });
            }
        }
    }
    for mention in new {
        cast.mention(mention);
    }
}
