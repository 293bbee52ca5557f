//! Allegations: what somebody is said to have done or to be.
//!
//! In: events, statements, trees. Out: allegations. Read are accusations with what
//! they are for; statements whose cue alleges; hostile acts that another party
//! reports; words of guilt in what is said ("is responsible for"); and words of
//! suspicion ("suspected of", "alleged meddling", "evidence that"). What is said of
//! the future or under a condition alleges nothing.

use chancery_model::{ClaimKind, EventKind, Span, Standing};

use super::{Found, clause_behind, within, words_below};
use crate::event;
use crate::grammar::{Grammar, Relation, Side, Tag, Upos, belonging, side};
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
fn reason(grammar: Grammar<'_>, verb: usize) -> Option<Span> {
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
            if !statement.content.contains(text.span(at..at + len)) || unsure(grammar, at) {
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
const MOST_STEPS: usize = 4;

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
            let found = suspected_deed(grammar, at)
                .or_else(|| suspected_of(grammar, at))
                .or_else(|| grounds(grammar, at))
                .or_else(|| punished(grammar, at));
            let Some((by, about, content)) = found else { continue };
            let mut found = allegation(by, about, content, idx);
            found.confidence = 0.4;
            out.push(found);
        }
    }
    out
}

type Suspicion = (Option<usize>, Vec<usize>, Span);

/// "alleged Russian meddling", "the alleged use of gas by Syria".
fn suspected_deed(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    let Grammar { text, forest, .. } = grammar;
    let doubts =
        matches!(text.str(at).to_ascii_lowercase().as_str(), "alleged" | "suspected" | "purported");
    let described = forest.head(at).filter(|_| doubts && forest.relation(at) == Relation::Amod)?;
    // Of "alleged Kremlin meddling" the tree may tie the doubt to the name.
    let named = forest.relation(described) == Relation::Compound;
    let deed = forest.head(described).filter(|_| named).unwrap_or(described);
    let mut about = belonging(grammar, deed).members;
    for behind in forest.children_by(deed, &[Relation::Nmod, Relation::Obl, Relation::OblAgent]) {
        let by = forest.child(behind, &[Relation::Case]);
        if by.is_some_and(|case| text.word(case) == grammar.language.known.by) {
            about.extend(side(grammar, behind).members);
        }
    }
    about.retain(|member| grammar.cast.members[*member].party.is_some());
    // Somebody who is named is suspected himself: no deed is told.
    let deed_told = grammar.cast.at(deed).is_none() && !about.is_empty();
    deed_told.then(|| (None, about, text.span(words_below(grammar, deed))))
}

/// "a vessel suspected of smuggling", "X was accused of arming the rebels".
fn suspected_of(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    let Grammar { text, forest, language, cast } = grammar;
    let doubts = matches!(text.str(at), "suspected" | "accused" | "alleged" | "believed");
    let of = text.word(at + 1) == language.known.of;
    let to_have = text.word(at + 1) == language.known.to && text.str(at + 2) == "have";
    if !doubts || !(of || to_have) || forest.tag(at) == Tag::Vbd {
        return None;
    }
    let subject = forest.child(at, &[Relation::NsubjPass, Relation::Nsubj]);
    let above = forest.head(at);
    let who = match forest.relation(at) {
        Relation::Acl | Relation::AclRelcl => above,
        _ => subject,
    }?;
    let about = side(grammar, who).members;
    let words = text.span(words_below(grammar, at)).join(text.tokens[who].span);
    // The one who acts on the suspicion holds it.
    let by = above.and_then(|_| {
        let main = (0..MOST_STEPS).try_fold(who, |word, _| match forest.upos(word) {
            Upos::Verb => Err(word),
            _ => forest.head(word).ok_or(word),
        });
        let verb = main.err()?;
        let subject = forest.child(verb, &[Relation::Nsubj])?;
        side(grammar, subject).members.into_iter().find(|member| !about.contains(member))
    });
    let named = by.is_some_and(|by| cast.members[by].party.is_some())
        || about.iter().any(|member| cast.members[*member].party.is_some());
    named.then_some((by, about, words))
}

/// "sought to punish X for meddling"
fn punished(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    let forest = grammar.forest;
    let punishes = matches!(
        forest.lemma(at),
        "punish" | "penalize" | "penalise" | "condemn" | "denounce" | "rebuke" | "fault" | "blame"
    );
    let object = forest.child(at, &[Relation::Obj]).filter(|_| punishes)?;
    let content = reason(grammar, at)?;
    let named = |member: &usize| grammar.cast.members[*member].party.is_some();
    let about: Vec<usize> = side(grammar, object).members.into_iter().filter(named).collect();
    let mut verb = at;
    while forest.relation(verb) == Relation::Xcomp {
        verb = forest.head(verb)?;
    }
    let subject = forest.child(verb, &[Relation::Nsubj]);
    let by = subject.and_then(|subject| side(grammar, subject).members.first().copied());
    (!about.is_empty()).then_some((by, about, content))
}

/// Nouns for what somebody is charged with, or for what shows it.
const GROUNDS: &[&str] =
    &["allegation", "accusation", "suspicion", "evidence", "proof", "assertion", "insinuation"];

/// Returns whether a noun is said not to be: "no proof".
fn is_none(grammar: Grammar<'_>, noun: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    forest
        .child(noun, &[Relation::Det])
        .is_some_and(|det| language.is(text.word(det), Class::NEGATION) || text.str(det) == "no")
}

/// "accusations that X armed the rebels", "evidence of Russian involvement".
fn grounds(grammar: Grammar<'_>, at: usize) -> Option<Suspicion> {
    let Grammar { text, forest, language, cast } = grammar;
    let lemma = forest.lemma(at);
    if forest.upos(at) != Upos::Noun || !GROUNDS.contains(&lemma) || is_none(grammar, at) {
        return None;
    }
    let told = [Relation::Acl, Relation::Ccomp, Relation::Nmod];
    let deed = forest.children_by(at, &told).find(|deed| {
        *deed > at
            && forest.children_by(*deed, &[Relation::Mark, Relation::Case]).any(|mark| {
                let word = text.word(mark);
                word == language.known.that || word == language.known.of
            })
    })?;
    let owner = belonging(grammar, at).members.first().copied();
    let by = owner.or_else(|| {
        let verb = forest.head(at).filter(|_| forest.relation(at) == Relation::Obj)?;
        let subject = forest.child(verb, &[Relation::Nsubj])?;
        side(grammar, subject).members.first().copied()
    });
    let accused = match forest.child(deed, &[Relation::Nsubj, Relation::NsubjPass]) {
        Some(subject) => side(grammar, subject),
        None => belonging(grammar, deed),
    };
    let about: Vec<usize> = accused
        .members
        .into_iter()
        .filter(|member| cast.members[*member].party.is_some() && Some(*member) != by)
        .collect();
    (!about.is_empty()).then(|| (by, about, text.span(words_below(grammar, deed))))
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
