//! Answers: which claim a denial or an admission answers.
//!
//! In: denials and admissions, and the allegations and statements of the text.
//! Out: both as claims, tied to what they answer. That is, in this order: the
//! allegation of whose words the answer speaks; what was said just before, where
//! the answer only points back ("disputes that"); the allegation about the one
//! who answers that shares words with the answer, else, for a denial, the nearest
//! one and what another party said of the denier just before; and where the text
//! has none of these, an allegation made from the answer's own words, for an
//! admission only where they tell a misdeed. A statement of the accused right
//! behind an allegation answers it too. No verdict is given.

use chancery_model::{ClaimKind, EventKind, Span};

use super::denials::is_claim_word;
use super::{Found, within};
use crate::event;
use crate::grammar::{Grammar, Upos};
use crate::language::CueKind;
use crate::statement;

/// As far back as words like "that assertion" point.
const MOST_BACK: usize = 2;

/// Words that deny or admit.
pub(super) struct Answer {
    pub(super) kind: ClaimKind,
    /// Who answers.
    pub(super) by: usize,
    pub(super) sentence: usize,
    /// What is denied or admitted, or the words that do so.
    pub(super) content: Span,
    pub(super) evidence: Span,
    /// It has no words of its own for what is denied, but points back: "denied it",
    /// "disputes that assertion".
    pub(super) points_back: bool,
}

/// Adds denials and admissions to the claims, each with what it answers.
pub(super) fn add(
    grammar: Grammar<'_>,
    given: &[Answer],
    events: &[event::Found],
    statements: &[statement::Found],
    out: &mut Vec<Found>,
) {
    for answer in given {
        let search = Search { grammar, answer, events, statements };
        let Some(answers) = search.answered(out) else { continue };
        let about = out[answers].by.into_iter().collect();
        out.push(Found {
            kind: answer.kind,
            by: Some(answer.by),
            about,
            statement: within(statements, answer.sentence, answer.content),
            answers: Some(answers),
            content: answer.content,
            remarks: Vec::new(),
            evidence: answer.evidence,
            sentence: answer.sentence,
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
            let says = says && !said.is_silence && said.reported_by.is_none();
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
            remarks: Vec::new(),
            evidence: rebuttal.evidence,
            sentence: rebuttal.sentence,
            confidence: 0.4,
        });
    }
}

/// As many bytes as an answer has at least: "revealed it on Monday" says nothing.
const LEAST_SAID: usize = 20;

/// The search for what one answer is about.
struct Search<'a> {
    grammar: Grammar<'a>,
    answer: &'a Answer,
    events: &'a [event::Found],
    statements: &'a [statement::Found],
}

impl Search<'_> {
    /// Returns the place of the claim that is answered; adds it where the text
    /// tells it only here. An admission of what nobody blames is none.
    fn answered(&self, out: &mut Vec<Found>) -> Option<usize> {
        if let Some(same) = self.same_words(out) {
            return Some(same);
        }
        let points_back = self.answer.points_back;
        let near = out.iter().rposition(|claim| points_back && self.is_near(claim));
        if let Some(known) = near.or_else(|| self.about_answerer(out)) {
            return Some(known);
        }
        let claim = match self.answer.kind {
            ClaimKind::Admission => self.own_words().filter(|_| self.tells_misdeed())?,
            _ => self.said_before().or_else(|| self.own_words())?,
        };
        out.push(claim);
        Some(out.len() - 1)
    }

    /// Returns whether the answer's words tell of an attack by the one who answers,
    /// or have words of guilt.
    fn tells_misdeed(&self) -> bool {
        let Grammar { text, language, .. } = self.grammar;
        let Answer { by, sentence, content, .. } = *self.answer;
        let attacks = self.events.iter().any(|event| {
            matches!(event.kind, EventKind::Assault | EventKind::Coerce)
                && content.contains(text.tokens[event.trigger].span)
                && event.actors.iter().any(|actor| self.is_same(*actor, by))
        });
        let tokens = text.sentences[sentence].tokens.clone();
        let mut inside = tokens.clone().filter(|at| content.contains(text.tokens[*at].span));
        attacks
            || inside.any(|at| {
                let words = text.words.get(at..tokens.end).unwrap_or_default();
                language.guilt.longest(words).is_some()
            })
    }

    /// "denied that Y had attacked", where these words were taken for an allegation
    /// of the denier's own.
    fn same_words(&self, out: &mut [Found]) -> Option<usize> {
        let Answer { by, sentence, content, .. } = *self.answer;
        let same = out.iter().position(|claim| {
            claim.kind == ClaimKind::Allegation
                && claim.sentence == sentence
                && content.overlaps(claim.content)
                && (content.start < claim.content.start || content.contains(claim.content))
        })?;
        let claim = &mut out[same];
        if claim.by.is_some_and(|claimer| self.is_same(claimer, by)) {
            claim.by = None;
        }
        Some(same)
    }

    /// Returns the allegation about the one who answers that shares words with the
    /// answer; else, where a denial has few words of its own, the nearest.
    fn about_answerer(&self, out: &[Found]) -> Option<usize> {
        let Answer { sentence, content, points_back, .. } = *self.answer;
        let known = |claim: &Found| {
            // Nobody denies an accusation of their own.
            claim.kind == ClaimKind::Allegation
                && claim.by != Some(self.answer.by)
                && claim.about.iter().any(|member| self.is_same(*member, self.answer.by))
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
        let admits = self.answer.kind == ClaimKind::Admission;
        let other = !points_back && !words.is_empty() && shared(claim) == 0 && (apart || admits);
        (!other).then_some(place)
    }

    /// Returns what another party said in the same sentence or just before, where
    /// it names the denier or the denial points back to it.
    fn said_before(&self) -> Option<Found> {
        let Answer { by, sentence, content, points_back, .. } = *self.answer;
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
            remarks: Vec::new(),
            evidence: said.evidence,
            sentence: said.sentence,
            confidence: 0.5,
        })
    }

    /// Returns the allegation that only its answer tells of.
    fn own_words(&self) -> Option<Found> {
        let Answer { by, sentence, content, evidence, .. } = *self.answer;
        Some(Found {
            kind: ClaimKind::Allegation,
            by: None,
            about: vec![by],
            statement: None,
            answers: None,
            content,
            remarks: Vec::new(),
            evidence,
            sentence,
            confidence: 0.4,
        })
    }

    fn is_near(&self, claim: &Found) -> bool {
        claim.kind == ClaimKind::Allegation
            && claim.sentence <= self.answer.sentence
            && claim.sentence + MOST_BACK >= self.answer.sentence
            && !claim.by.is_some_and(|claimer| self.is_same(claimer, self.answer.by))
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

    /// Returns the lemmas of the nouns, verbs and adjectives of a passage that name
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
        telling.map(|(idx, _)| forest.lemma(idx).to_lowercase()).collect()
    }
}

/// As many letters as kindred words begin with: "meddling", "meddled".
const STEM: usize = 5;

/// Returns whether two words are the same or begin alike.
fn are_kin(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.chars().take(STEM).collect::<String>();
    one == other || one.chars().count() >= STEM && stem(one) == stem(other)
}
