//! Events that statements do: an accusation, a demand, a threat, praise.
//!
//! In: the statements. Out: a candidate where one party speaks of another in words
//! of `stances.tsv`. The speaker acts. Recipient of a demand is whoever has to, of an
//! accusation whoever is blamed (`blamed`), else the first other party in the words said.

use super::blamed::{blamed, defied};
use super::meant::doers_of;
use super::{Context, Found, confidence, standing};
use crate::grammar::{Grammar, Relation, Side, belonging, doer, side};
use crate::language::Stance;
use crate::statement;
use chancery_model::{EventKind, Standing};

/// Finds the events that the statements of a text do.
pub(super) fn find(context: Context<'_>, statements: &[statement::Found], out: &mut Vec<Found>) {
    // Statements come in order, so what verbs report is found by its sentence.
    let n_reported = out.len();
    for statement in statements {
        let first = out[..n_reported].partition_point(|known| known.sentence < statement.sentence);
        let reported =
            out[first..n_reported].iter().take_while(|known| known.sentence == statement.sentence);
        let kinds: Vec<EventKind> = reported.map(|known| known.kind).collect();
        if let Some(found) = stance(context, statement, statements, &out[..n_reported])
            && !kinds.contains(&found.kind)
            && out[n_reported..]
                .last()
                .is_none_or(|known| known.sentence != found.sentence || known.kind != found.kind)
        {
            out.push(found);
        }
    }
}

fn stance(
    context: Context<'_>,
    statement: &statement::Found,
    statements: &[statement::Found],
    reported: &[Found],
) -> Option<Found> {
    let grammar = context.grammar;
    let text = grammar.text;
    let speaker = statement.speaker?;
    let party = grammar.cast.members[speaker].identity();
    let first = text.tokens.partition_point(|token| token.span.start < statement.content.start);
    let end = text.tokens.partition_point(|token| token.span.start < statement.content.end);
    let mut best: Option<(usize, Stance)> = None;
    let inner = |at: usize| {
        let span = text.tokens[at].span;
        let told = statements.iter().filter(|one| one.is_within(statement));
        told.clone().any(|one| one.content.contains(span))
    };
    for at in (first..end).filter(|at| !inner(*at)) {
        let Some((_, values)) = grammar.language.stances.longest(&text.words[at..end]) else {
            continue;
        };
        if let Some(value) = values.first()
            && best.is_none_or(|(_, known)| value.weight > known.weight)
        {
            best = Some((at, *value));
        }
    }
    let (at, stance) = best?;
    let is_other = |member: usize| {
        let member = &grammar.cast.members[member];
        member.identity() != party && member.party.is_some()
    };
    // "Oslo cannot undermine the accord" accuses nobody, but defies.
    let accuses = stance.kind == EventKind::Accuse;
    let defied = if accuses { defied(grammar, at).members } else { Vec::new() };
    let defied = defied.into_iter().find(|member| is_other(*member));
    let (kind, mode) = match defied {
        Some(_) => (EventKind::Reject, None),
        None => (stance.kind, stance.mode),
    };
    let other = match (defied, kind) {
        (Some(defied), _) => defied,
        // A demand is made of whoever "must" or "should" do it.
        (None, EventKind::Request) => {
            obliged(grammar, at).members.into_iter().find(|member| is_other(*member))?
        }
        (None, EventKind::Accuse) => blamed(grammar, at, &(first..end), is_other)
            .or_else(|| judged(context, at, speaker, reported))?,
        (None, _) if text.str(at) == "right" => holder(grammar, at, is_other)?,
        // "said that Iceland has no intention of leaving": Iceland has none.
        (None, EventKind::Reject) if is_anothers(grammar, at, is_other) => return None,
        (None, _) => {
            let mentions = grammar.cast.within(first..end).iter();
            let mut named = mentions.filter(|mention| !mention.is_place);
            named.find(|mention| is_other(mention.member))?.member
        }
    };
    grammar.cast.members[speaker].party.as_ref()?;
    let mut found = Found {
        kind,
        mode,
        actors: vec![speaker],
        recipients: vec![other],
        when: None,
        place: None,
        standing: Standing::Actual,
        reported_by: statement.reported_by,
        evidence: statement.evidence,
        tokens: first..end,
        sentence: statement.sentence,
        said: Some(statement.content),
        trigger: at,
        confidence: confidence::STATEMENT,
        wanted: false,
        of: None,
        is_promised: false,
        entry: Some(stance.entry),
    };
    standing::date(context, &mut found);
    Some(found)
}

/// Returns whether another party than the speaker has or does what a word says.
fn is_anothers(grammar: Grammar<'_>, word: usize, is_other: impl Fn(usize) -> bool) -> bool {
    let Grammar { forest, .. } = grammar;
    let noun = std::iter::successors(Some(word), |word| forest.head(*word))
        .take(MOST_STEPS)
        .find(|word| forest.child(*word, &[Relation::Nsubj]).is_some());
    noun.is_some_and(|verb| doer(grammar, verb).members.into_iter().any(is_other))
}

/// How far above a word the verb of its clause stands, at most.
const MOST_STEPS: usize = 4;

/// Returns who has a right: "Oslo has the right to defend itself". What the speaker has a
/// right to supports nobody.
fn holder(grammar: Grammar<'_>, right: usize, is_other: impl Fn(usize) -> bool) -> Option<usize> {
    let owner = belonging(grammar, right);
    let verb = grammar.forest.head(right).filter(|_| owner.is_empty());
    let owner = verb.map_or(owner, |verb| doer(grammar, verb));
    owner.members.into_iter().find(|member| is_other(*member))
}

/// Returns who did what a word of blame is said of: "called the launch reckless", "the
/// move is provocative".
fn judged(context: Context<'_>, at: usize, speaker: usize, reported: &[Found]) -> Option<usize> {
    let forest = context.grammar.forest;
    let above = forest.head(at);
    let said_of = [Relation::Nsubj, Relation::NsubjPass];
    // "a disgrace" may be what the object is called, or stand below it.
    let noun = forest
        .child(at, &said_of)
        .or_else(|| forest.child(above?, &[Relation::Obj]))
        .or_else(|| forest.child(above?, &said_of))?;
    let doers = doers_of(context, noun, EventKind::Accuse, &[speaker], reported);
    doers.members.first().copied()
}

/// Returns who has to do what "must", "should" or "want" says: the subject of the
/// verb behind the modal, or whom the speaker wants to do it.
fn obliged(grammar: Grammar<'_>, word: usize) -> Side {
    let forest = grammar.forest;
    let subjects = [Relation::Nsubj, Relation::NsubjPass];
    let subject = |verb: usize| forest.child(verb, &subjects);
    let modal = matches!(forest.relation(word), Relation::Aux);
    let wanted = || {
        forest.child(word, &[Relation::Obj, Relation::Iobj]).or_else(|| {
            forest.children_by(word, &[Relation::Xcomp, Relation::Ccomp]).find_map(subject)
        })
    };
    let found = if modal {
        forest.head(word).and_then(subject)
    } else if is_need(grammar, word) {
        subject(word)
    } else {
        wanted()
    };
    found.map_or_else(Side::default, |word| side(grammar, word))
}

/// Returns whether the word says that its own subject has to: "needs to".
fn is_need(grammar: Grammar<'_>, word: usize) -> bool {
    let text = grammar.text.str(word);
    ["need", "needs", "needed", "has", "have", "had", "ought", "must", "should"]
        .iter()
        .any(|need| text.eq_ignore_ascii_case(need))
}
