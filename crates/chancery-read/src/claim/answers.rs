//! Answers: which claim a denial answers.
//!
//! In: denials, and the allegations and statements of the text. Out: denials as
//! claims, tied to what they answer. That is, in this order: the allegation of
//! whose words the denial speaks; what was said just before, where the denial
//! only points back ("disputes that"); the allegation about the one who denies
//! that shares words with the denial, else the nearest one; what another party
//! said of the denier just before; and where the text has none of these, an
//! allegation made from the denial's own words. A statement of the accused right
//! behind an allegation answers it too. No verdict is given.

use chancery_model::{ClaimKind, Span};

use super::denials::{Denial, is_claim_word};
use super::{Found, within};
use crate::grammar::{Grammar, Upos};
use crate::language::CueKind;
use crate::statement;

/// As far back as words like "that assertion" point.
const MOST_BACK: usize = 2;

/// Adds the denials to the claims, each with what it answers.
pub(super) fn add(
    grammar: Grammar<'_>,
    denials: &[Denial],
    statements: &[statement::Found],
    out: &mut Vec<Found>,
) {
    for denial in denials {
        let search = Search { grammar, denial, statements };
        let answers = search.answered(out);
        let about = out[answers].by.into_iter().collect();
        out.push(Found {
            kind: ClaimKind::Denial,
            by: Some(denial.by),
            about,
            statement: within(statements, denial.sentence, denial.content),
            answers: Some(answers),
            content: denial.content,
            evidence: denial.evidence,
            sentence: denial.sentence,
            confidence: 0.6,
        });
    }
}

/// Adds what the accused say right behind an allegation that nobody denies: "A said
/// that B fired first. B said that its men were shot at."
pub(super) fn add_rebuttals(
    grammar: Grammar<'_>,
    statements: &[statement::Found],
    out: &mut Vec<Found>,
) {
    let members = &grammar.cast.members;
    for claim in 0..out.len() {
        let allegation = &out[claim];
        let answered = out.iter().any(|other| other.answers == Some(claim));
        let Some(by) = allegation.by.filter(|_| !answered) else { continue };
        if allegation.kind != ClaimKind::Allegation {
            continue;
        }
        // Inside one country an opponent does not answer for the one accused.
        let accused = |speaker: usize| {
            let party = members[speaker].identity();
            let same = |member: usize| members[member].identity() == party;
            let abroad = !same(by) && allegation.about.iter().any(|member| same(*member));
            abroad || allegation.about.contains(&speaker)
        };
        let rebuttal = statements.iter().find(|said| {
            let behind = said.content.start >= allegation.evidence.end;
            let near = said.sentence <= allegation.sentence + 1;
            let says = said.kind == CueKind::Say && said.content.len() >= LEAST_SAID;
            behind && near && says && said.speaker.is_some_and(accused)
        });
        let Some(rebuttal) = rebuttal else { continue };
        let place = statements.iter().position(|said| std::ptr::eq(said, rebuttal));
        out.push(Found {
            kind: ClaimKind::Denial,
            by: rebuttal.speaker,
            about: vec![by],
            statement: place,
            answers: Some(claim),
            content: rebuttal.content,
            evidence: rebuttal.evidence,
            sentence: rebuttal.sentence,
            confidence: 0.4,
        });
    }
}

/// As many bytes as an answer has at least: "revealed it on Monday" says nothing.
const LEAST_SAID: usize = 20;

/// The search for what one denial answers.
struct Search<'a> {
    grammar: Grammar<'a>,
    denial: &'a Denial,
    statements: &'a [statement::Found],
}

impl Search<'_> {
    /// Returns the place of the claim that is answered; adds it where the text
    /// tells it only here.
    fn answered(&self, out: &mut Vec<Found>) -> usize {
        if let Some(same) = self.same_words(out) {
            return same;
        }
        let points_back = self.denial.points_back;
        let near = out.iter().rposition(|claim| points_back && self.is_near(claim));
        if let Some(known) = near.or_else(|| self.about_denier(out)) {
            return known;
        }
        let claim = self.said_before().unwrap_or_else(|| self.own_words());
        out.push(claim);
        out.len() - 1
    }

    /// "denied that Y had attacked", where these words were taken for an allegation
    /// of the denier's own.
    fn same_words(&self, out: &mut [Found]) -> Option<usize> {
        let Denial { by, sentence, content, .. } = *self.denial;
        let same = out.iter().position(|claim| {
            claim.kind == ClaimKind::Allegation
                && claim.sentence == sentence
                && content.overlaps(claim.content)
        })?;
        let claim = &mut out[same];
        if claim.by.is_some_and(|claimer| self.is_same(claimer, by)) {
            claim.by = None;
        }
        Some(same)
    }

    /// Returns the allegation about the one who denies that shares words with the
    /// denial; else, where it has few words of its own, the nearest.
    fn about_denier(&self, out: &[Found]) -> Option<usize> {
        let Denial { sentence, content, points_back, .. } = *self.denial;
        let known = |claim: &Found| {
            claim.kind == ClaimKind::Allegation
                && claim.about.iter().any(|member| self.is_same(*member, self.denial.by))
        };
        let words = self.words(content);
        let shared = |claim: &Found| {
            let theirs = self.words(claim.content);
            words.iter().filter(|word| theirs.iter().any(|other| are_kin(word, other))).count()
        };
        let places = out.iter().enumerate().filter(|(_, claim)| known(claim));
        let (place, claim) = places.max_by_key(|(place, claim)| {
            let before = claim.sentence <= sentence;
            let distance = claim.sentence.abs_diff(sentence);
            (
                if points_back { 0 } else { shared(claim) },
                before,
                std::cmp::Reverse(distance),
                *place,
            )
        })?;
        let apart = claim.sentence.abs_diff(sentence) > MOST_BACK;
        let other = !points_back && !words.is_empty() && shared(claim) == 0 && apart;
        (!other).then_some(place)
    }

    /// Returns what another party said in the same sentence or just before, where
    /// it names the denier or the denial points back to it.
    fn said_before(&self) -> Option<Found> {
        let Denial { by, sentence, content, points_back, .. } = *self.denial;
        let said = self.statements.iter().rev().find(|said| {
            let before = said.sentence + MOST_BACK >= sentence && said.content.end <= content.start;
            let other = said.speaker.is_some_and(|speaker| !self.is_same(speaker, by));
            before && other && (points_back || self.names(said, by))
        })?;
        let about = self.named_in(said);
        Some(Found {
            kind: ClaimKind::Allegation,
            by: said.speaker,
            about: if about.is_empty() { vec![by] } else { about },
            statement: within(self.statements, said.sentence, said.content),
            answers: None,
            content: said.content,
            evidence: said.evidence,
            sentence: said.sentence,
            confidence: 0.5,
        })
    }

    /// Returns the allegation that only its denial tells of.
    fn own_words(&self) -> Found {
        let Denial { by, sentence, content, evidence, .. } = *self.denial;
        Found {
            kind: ClaimKind::Allegation,
            by: None,
            about: vec![by],
            statement: None,
            answers: None,
            content,
            evidence,
            sentence,
            confidence: 0.4,
        }
    }

    fn is_near(&self, claim: &Found) -> bool {
        claim.kind == ClaimKind::Allegation
            && claim.sentence <= self.denial.sentence
            && claim.sentence + MOST_BACK >= self.denial.sentence
            && !claim.by.is_some_and(|claimer| self.is_same(claimer, self.denial.by))
    }

    fn is_same(&self, one: usize, other: usize) -> bool {
        let members = &self.grammar.cast.members;
        one == other || members[one].identity() == members[other].identity()
    }

    /// Returns whether what was said names the member, or one who acts for it.
    fn names(&self, said: &statement::Found, member: usize) -> bool {
        self.named_in(said).iter().any(|named| self.is_same(*named, member))
    }

    /// Returns the parties that are named in what was said, without its speaker's.
    fn named_in(&self, said: &statement::Found) -> Vec<usize> {
        let Grammar { text, cast, .. } = self.grammar;
        let tokens = text.sentences[said.sentence].tokens.clone();
        let mut out: Vec<usize> = Vec::new();
        for mention in cast.within(tokens) {
            let member = mention.member;
            let inside = said.content.contains(text.span(mention.tokens.clone()));
            let own = said.speaker.is_some_and(|speaker| self.is_same(speaker, member));
            let known = out.iter().any(|known| self.is_same(*known, member));
            if inside && !own && !known && cast.members[member].party.is_some() {
                out.push(member);
            }
        }
        out
    }

    /// Returns the lower-case nouns, verbs and adjectives of a passage that name
    /// nobody.
    fn words(&self, passage: Span) -> Vec<String> {
        let Grammar { text, forest, cast, .. } = self.grammar;
        let all = text.tokens.iter().enumerate();
        let inside = all.filter(|(_, token)| passage.contains(token.span));
        let telling = inside.filter(|(idx, _)| {
            matches!(forest.upos(*idx), Upos::Noun | Upos::Verb | Upos::Adj)
                && cast.at(*idx).is_none()
                && !is_claim_word(text.str(*idx))
        });
        telling.map(|(idx, _)| text.str(idx).to_lowercase()).collect()
    }
}

/// As many letters as kindred words begin with: "meddling", "meddled".
const STEM: usize = 5;

/// Returns whether two words are the same or begin alike.
fn are_kin(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.chars().take(STEM).collect::<String>();
    one == other || one.chars().count() >= STEM && stem(one) == stem(other)
}
