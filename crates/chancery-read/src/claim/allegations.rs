//! Allegations: what somebody is said to have done or to be.
//!
//! In: events, statements, trees. Out: allegations. Read are accusations with what
//! they are for; statements whose cue alleges; hostile acts that another party
//! reports; words of guilt in what is said ("is responsible for"); and words of
//! suspicion ("suspected of", "alleged meddling", "evidence that"). What is said of
//! the future or under a condition alleges nothing.

use chancery_model::{ClaimKind, EventKind, Span, Standing};

use super::suspicions::{is_none, suspicion};
use super::{Found, clause_behind, within, words_below};
use crate::event;
use crate::grammar::{Grammar, Relation, Side, Tag, Upos, side};
use crate::language::{Class, CueKind};
use crate::statement;

/// Finds the allegations of a text, in reading order. Of two about the same words
/// the surer one stays.
pub(super) fn find(
    grammar: Grammar<'_>,
    events: &[event::Found],
    statements: &[statement::Found],
) -> Vec<Found> {
    let ways = [
        accusations(grammar, events),
        alleging(grammar, statements),
        hostile_acts(grammar, events),
        guilt(grammar, statements),
        suspicions(grammar),
    ];
    let mut out: Vec<Found> = Vec::new();
    for mut found in ways.into_iter().flatten() {
        let known = out
            .iter()
            .any(|known| known.sentence == found.sentence && known.content.overlaps(found.content));
        if !known {
            found.statement = within(statements, found.sentence, found.content);
            out.push(found);
        }
    }
    out.sort_by_key(|found| (found.sentence, found.content));
    out
}

fn allegation(by: Option<usize>, about: Vec<usize>, content: Span, sentence: usize) -> Found {
    Found {
        kind: ClaimKind::Allegation,
        by,
        about,
        statement: None,
        answers: None,
        content,
        remarks: Vec::new(),
        evidence: content,
        sentence,
        confidence: 0.5,
    }
}

/// "accused X of arming Y", "punished X for meddling".
fn accusations(grammar: Grammar<'_>, events: &[event::Found]) -> Vec<Found> {
    let mut out = Vec::new();
    for event in events {
        let made = matches!(event.standing, Standing::Actual | Standing::Historical);
        if event.wanted || !made {
            continue;
        }
        let alleges = event.mode.is_some_and(|mode| mode.code() == "allege");
        let content = match event.kind {
            EventKind::Accuse if alleges => event.said.unwrap_or_else(|| alleged(grammar, event)),
            EventKind::Accuse | EventKind::Sanction => {
                let Some(content) = reason(grammar, event.trigger) else { continue };
                content
            }
            _ => continue,
        };
        if to_come(grammar, event.sentence, content) {
            continue;
        }
        let by = event.actors.first().copied();
        let mut found = allegation(by, event.recipients.clone(), content, event.sentence);
        found.evidence = event.evidence.join(content);
        found.confidence = 0.6;
        out.push(found);
    }
    out
}

/// Returns what an act is done for: "condemned Iran for arming the rebels".
pub(super) fn reason(grammar: Grammar<'_>, verb: usize) -> Option<Span> {
    let Grammar { text, forest, .. } = grammar;
    let clauses = [Relation::Advcl, Relation::Obl, Relation::Acl];
    let below = forest.children_by(verb, &clauses);
    // "for its annexation of X and for meddling": deeds joined.
    let mut deeds =
        below.flat_map(|deed| forest.children_by(deed, &[Relation::Conj]).chain([deed]));
    let deed = deeds.find(|deed| {
        let marked = forest
            .children_by(*deed, &[Relation::Mark, Relation::Case])
            .any(|mark| text.str(mark) == "for");
        marked && forest.tag(*deed) == Tag::Vbg
    })?;
    Some(text.span(words_below(grammar, deed)))
}

/// "claimed that X had armed Y".
fn alleging(grammar: Grammar<'_>, statements: &[statement::Found]) -> Vec<Found> {
    let text = grammar.text;
    let mut out = Vec::new();
    for statement in statements.iter().filter(|statement| statement.kind == CueKind::Allege) {
        let sentence = &text.sentences[statement.sentence];
        let mentions = grammar.cast.within(sentence.tokens.clone());
        let within = |span: Span| {
            mentions.iter().find(|mention| {
                span.contains(text.span(mention.tokens.clone()))
                    && Some(mention.member) != statement.speaker
                    && !mention.is_place
            })
        };
        // "accused X of links to Y": X stands between the verb and the words.
        let between = statement.cue.and_then(|cue| {
            let lead = Span::new(cue.end, statement.content.start.max(cue.end));
            within(lead)
        });
        let Some(about) = between.or_else(|| within(statement.content)) else { continue };
        // "accused Oslo, ...": the words are only for whoever is accused.
        let named = text.span(about.tokens.clone());
        if named.contains(statement.content) {
            continue;
        }
        if to_come(grammar, statement.sentence, statement.content) {
            continue;
        }
        let about = vec![about.member];
        let mut found = allegation(statement.speaker, about, statement.content, statement.sentence);
        found.evidence = statement.evidence;
        out.push(found);
    }
    out
}

/// Returns whether the first verb of what is said tells of the future or of what
/// may be: a forecast, no allegation.
fn to_come(grammar: Grammar<'_>, sentence: usize, said: Span) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let tokens = text.sentences[sentence].tokens.clone();
    let mut inside = tokens.filter(|token| said.contains(text.tokens[*token].span));
    let modal = Class::FUTURE.or(Class::CONDITIONAL);
    inside
        .find(|token| matches!(forest.upos(*token), Upos::Verb | Upos::Aux))
        .is_some_and(|first| language.is(text.word(first), modal))
}

/// "X attacked Y, the ministry said": an act on another party's word alone.
fn hostile_acts(grammar: Grammar<'_>, events: &[event::Found]) -> Vec<Found> {
    let Grammar { text, cast, .. } = grammar;
    let mut out = Vec::new();
    for event in events {
        let hostile = matches!(event.kind, EventKind::Assault | EventKind::Coerce);
        let made = matches!(event.standing, Standing::Actual | Standing::Historical);
        let Some(by) = event.reported_by.filter(|_| hostile && made && !event.wanted) else {
            continue;
        };
        let own = cast.members[by].identity();
        let named = |member: &usize| cast.members[*member].party.is_some();
        let others = event.actors.iter().all(|member| cast.members[*member].identity() != own);
        if !others || !event.actors.iter().any(named) || unsure(grammar, event.tokens.start) {
            continue;
        }
        let content = text.span(words_below(grammar, event.trigger)).join(event.evidence);
        let mut found = allegation(Some(by), event.actors.clone(), content, event.sentence);
        found.confidence = 0.45;
        out.push(found);
    }
    out
}

/// "X said that Y was responsible for the attack": words of guilt about another
/// party in what somebody says.
fn guilt(grammar: Grammar<'_>, statements: &[statement::Found]) -> Vec<Found> {
    let Grammar { text, cast, language, forest } = grammar;
    let mut out = Vec::new();
    for statement in statements {
        let Some(by) = statement.speaker else { continue };
        let own = cast.members[by].identity();
        let tokens = text.sentences[statement.sentence].tokens.clone();
        for at in tokens.clone() {
            let words = text.words.get(at..tokens.end).unwrap_or_default();
            let Some((len, _)) = language.guilt.longest(words) else { continue };
            let words = text.span(at..at + len);
            if !statement.content.contains(words) || unsure(grammar, at) {
                continue;
            }
            // What somebody else is said to have said alleges it in that one's name.
            let inner = |one: &&statement::Found| one.is_within(statement);
            if statements.iter().filter(inner).any(|one| one.content.contains(words)) {
                continue;
            }
            let Some((head, accused)) = doer(grammar, at) else { continue };
            // "no proof that X was involved" alleges nothing.
            if forest.head(head).is_some_and(|above| is_none(grammar, above)) {
                continue;
            }
            let about: Vec<usize> = accused
                .members
                .into_iter()
                .filter(|member| {
                    let member = &cast.members[*member];
                    member.party.is_some() && member.identity() != own
                })
                .collect();
            if about.is_empty() {
                continue;
            }
            let content = text.span(words_below(grammar, head));
            let mut found = allegation(Some(by), about, content, statement.sentence);
            found.evidence = statement.evidence.join(content);
            out.push(found);
        }
    }
    out
}

/// The words before a word of guilt that may take it back.
const MOST_BEFORE: usize = 4;

/// Returns whether a negation, a condition or a modal stands right before a word.
fn unsure(grammar: Grammar<'_>, at: usize) -> bool {
    let Grammar { text, language, .. } = grammar;
    let class = Class::NEGATION.or(Class::CONDITION).or(Class::FUTURE).or(Class::CONDITIONAL);
    (at.saturating_sub(MOST_BEFORE)..at)
        .any(|idx| language.is(text.word(idx), class) || text.word(idx) == language.known.no)
}

/// As far as the subject stands above a word of guilt.
pub(super) const MOST_STEPS: usize = 4;

/// Returns the word that heads the clause about a word, with its subject's mentions.
fn doer(grammar: Grammar<'_>, at: usize) -> Option<(usize, Side)> {
    let forest = grammar.forest;
    let mut head = at;
    for _ in 0..MOST_STEPS {
        if let Some(subject) = forest.child(head, &[Relation::Nsubj, Relation::NsubjPass]) {
            return Some((head, side(grammar, subject)));
        }
        head = forest.head(head)?;
    }
    None
}

/// "alleged meddling by X", "a vessel suspected of smuggling", "evidence that X".
fn suspicions(grammar: Grammar<'_>) -> Vec<Found> {
    let text = grammar.text;
    let mut out = Vec::new();
    for (idx, sentence) in text.sentences.iter().enumerate() {
        if !sentence.kind.is_body() {
            continue;
        }
        for at in sentence.tokens.clone() {
            let Some((by, about, content)) = suspicion(grammar, at) else { continue };
            let mut found = allegation(by, about, content, idx);
            found.confidence = 0.4;
            out.push(found);
        }
    }
    out
}

/// Returns what an accusation alleges: "accused X of ...", "blamed ... on X".
fn alleged(grammar: Grammar<'_>, event: &event::Found) -> Span {
    let text = grammar.text;
    let sentence = text.sentences[event.sentence].tokens.clone();
    let on = (event.trigger + 2..event.tokens.end).rev().find(|idx| text.str(*idx) == "on");
    if let Some(on) = on {
        return text.span(event.trigger + 1..on);
    }
    let mut content = clause_behind(grammar, event.tokens.end, &sentence);
    // "on Saturday of making": when it was said is not what is alleged.
    let of = content.clone().take(MOST_STEPS).find(|idx| {
        text.word(*idx) == grammar.language.known.of
            && text.str(content.start) == "on"
            && *idx + 1 < content.end
    });
    content.start = of.map_or(content.start, |of| of + 1);
    // ", and which spread": nothing behind the verb is alleged.
    let goes_on = matches!(text.str(content.start), "and" | "which" | "who" | "after");
    if content.len() < 2 || goes_on { event.evidence } else { text.span(content) }
}
