//! Events that no entry tells of, as the judge proposes them.
//!
//! In: the sentences that the careful tier has read, and the candidates that words
//! proposed. Out: a candidate for two parties of a sentence between which no word told
//! of anything, where the judge is sure that one does something to the other. The judge
//! gives the class and the sides; standing and date are the tree's. What words have
//! proposed it neither changes nor drops: on the gold articles it was oftener wrong
//! there than they were.

use std::ops::Range;

use chancery_model::{EventKind, Standing};

use super::verbs::denies;
use super::{Context, Found, candidate, confidence, standing};
use crate::actor::CastMention;
use crate::grammar::{Grammar, Likely, Relation, Side, Upos, coordinated, predicate};

/// How probable the judge has to hold a kind of event.
const SURE: f32 = 0.9;
/// How probable the same has to be the other way round, for both sides to act.
const MUTUAL: f32 = 0.5;
/// As many mentions of a sentence are asked about; longer lists of names tell of nothing.
const MOST_MENTIONS: usize = 8;

/// Verbs of thought: whoever knows or fears something does nothing to anybody by it.
const THOUGHT: [&str; 7] = ["believe", "fear", "know", "realise", "realize", "see", "think"];

/// Adds the events that the judge proposes.
pub(super) fn find(context: Context<'_>, out: &mut Vec<Found>) {
    let sentences = &context.grammar.text.sentences;
    for (idx, sentence) in sentences.iter().enumerate() {
        if sentence.kind.is_body() && context.judge.knows(sentence.tokens.start) {
            let first = out.partition_point(|known| known.sentence < idx);
            let told = out[first..].iter().take_while(|known| known.sentence == idx);
            let told: Vec<&Found> = told.collect();
            let proposed = propose(context, idx, &told);
            let behind = first + told.len();
            out.splice(behind..behind, proposed);
        }
    }
}

/// Returns what the judge proposes for a sentence, of each kind at most one, which no
/// word has told of.
fn propose(context: Context<'_>, sentence_idx: usize, told: &[&Found]) -> Vec<Found> {
    let sentence = &context.grammar.text.sentences[sentence_idx].tokens;
    let asked = asked(context.grammar, sentence, told);
    let sides: Vec<_> = asked.iter().map(|(a, b)| (a.tokens.clone(), b.tokens.clone())).collect();
    let verdicts = context.judge.judge(sentence.start, &sides);
    let mut sure: Vec<(usize, Likely)> = Vec::new();
    for (idx, verdict) in verdicts.iter().enumerate() {
        let likely = verdict.as_ref().and_then(|verdict| verdict.kinds.first());
        sure.extend(
            likely.filter(|likely| likely.probability >= SURE).map(|likely| (idx, *likely)),
        );
    }
    sure.sort_by(|a, b| b.1.probability.total_cmp(&a.1.probability).then(a.0.cmp(&b.0)));
    let mut out: Vec<Found> = Vec::new();
    for (idx, likely) in sure {
        if told.iter().copied().chain(&out).any(|known| known.kind == likely.kind) {
            continue;
        }
        let (source, target) = asked[idx];
        let Some(trigger) = joint(context.grammar, source, target) else { continue };
        if denies(context.grammar, likely.kind, trigger) {
            continue;
        }
        // A pair stands beside its reverse.
        let back = verdicts[idx ^ 1].as_ref();
        let sides = if back.is_some_and(|back| back.of(likely.kind) >= MUTUAL) {
            let mut both = side(source);
            both.join(side(target));
            (both, Side::default())
        } else {
            (side(source), side(target))
        };
        let found = candidate(
            context,
            sentence_idx,
            trigger,
            likely.kind,
            likely.mode,
            sides,
            false,
            confidence::JUDGED,
            None,
        );
        out.extend(found.and_then(|found| settled(context, sentence, found)));
    }
    out
}

/// Returns the pairs of mentions that the judge is asked about, each beside its reverse:
/// of two parties that a word joins, but not "and", and that none has told of already.
fn asked<'a>(
    grammar: Grammar<'a>,
    sentence: &Range<usize>,
    told: &[&Found],
) -> Vec<(&'a CastMention, &'a CastMention)> {
    let members = &grammar.cast.members;
    let party = |member: usize| members[member].identity();
    let acts = |mention: &&CastMention| {
        mention.stands
            && !mention.is_place
            && mention.tokens.end <= sentence.end
            && members[mention.member].party.is_some()
    };
    let mentions: Vec<&CastMention> =
        grammar.cast.within(sentence.clone()).iter().filter(acts).take(MOST_MENTIONS).collect();
    let told: Vec<Vec<String>> = told
        .iter()
        .map(|known| known.actors.iter().chain(&known.recipients).map(|m| party(*m)).collect())
        .collect();
    let mut out = Vec::new();
    for (idx, first) in mentions.iter().enumerate() {
        for second in &mentions[idx + 1..] {
            let (one, other) = (party(first.member), party(second.member));
            let known = told.iter().any(|told| told.contains(&one) && told.contains(&other));
            let joined = || {
                coordinated(grammar, first).members.contains(&second.member)
                    || coordinated(grammar, second).members.contains(&first.member)
            };
            let near =
                joint(grammar, first, second).or_else(|| joint(grammar, second, first)).is_some();
            if one != other && !known && near && !joined() {
                out.extend([(*first, *second), (*second, *first)]);
            }
        }
    }
    out
}

fn side(mention: &CastMention) -> Side {
    Side { members: vec![mention.member], tokens: mention.tokens.clone() }
}

/// Returns the word that joins both mentions: the source depends on it, and the target
/// does or belongs to a word that does. Parties farther apart in the tree were joined
/// by what the judge took from elsewhere in the sentence. A word that names somebody
/// joins nobody: "Norway's ambassador to Iceland". Who is acted upon does not act.
fn joint(grammar: Grammar<'_>, source: &CastMention, target: &CastMention) -> Option<usize> {
    let forest = grammar.forest;
    let top = |mention: &CastMention| forest.top(mention.tokens.clone());
    let acts = forest.relation(top(source)) != Relation::NsubjPass;
    let word = forest.head(top(source)).filter(|_| acts)?;
    // Who engages with somebody's arguments does nothing to him.
    let over_target =
        forest.head(top(target)).filter(|_| forest.relation(top(target)) != Relation::NmodPoss)?;
    let near = over_target == word || forest.head(over_target) == Some(word);
    let names = source.tokens.contains(&over_target)
        || grammar.cast.covers(word..word + 1)
        || THOUGHT.contains(&forest.lemma(word));
    // "planned to offer": what is done stands with whom it is done to.
    let done =
        forest.relation(over_target) == Relation::Xcomp && forest.upos(over_target) == Upos::Verb;
    (near && !names).then_some(if done { over_target } else { word })
}

/// Returns the candidate with standing and date, if it is worth a record.
fn settled(context: Context<'_>, sentence: &Range<usize>, mut found: Found) -> Option<Found> {
    let grammar = context.grammar;
    let forms = grammar.language.verbs(grammar.text.word(found.trigger)).iter();
    let verb =
        forms.filter_map(|(_, form)| predicate(grammar, found.trigger, *form, sentence)).next();
    let settled = standing::settle(context, &mut found, verb.as_ref());
    // What the head takes from a negation is mostly what the sentence does not deny, and an
    // agreement to come what somebody will do.
    let promised = found.kind == EventKind::Agree && found.standing == Standing::Planned;
    (settled && found.standing != Standing::Negated && !promised).then_some(found)
}
