//! Commitments: what is planned, with whom, where, when, and how far it is.
//!
//! In: events, statements, text, time expressions. Out: commitments. A planned act is
//! one, and a meeting, visit or payment that was called off or moved; `pledges` adds
//! what a party "will", "plans to" or "agreed to" do (by `pledge_words`), `offers` what it proposes,
//! `measures` what of them is called off or put off, `meetings` what is planned by a
//! noun: "a visit next week", or called off by a verb beside it (`called_off`). `bound`
//! says who is bound by it, `kind` what kind it is, `day` for when it is. Those who arrange it are named by
//! "arranged by".

mod bound;
mod called_off;
mod day;
mod foretold;
mod kind;
mod measures;
mod meetings;
mod offers;
mod pledge_words;
mod pledges;

use std::ops::Range;

use chancery_model::{
    CommitmentKind, CommitmentStatus, Date, EventKind, Place, Precision, Span, Standing, When,
};

use self::day::{announced, future_time, is_to_come, moved_to};
use crate::event;
use crate::grammar::{Grammar, Relation, coordinated};
use crate::language::Class;
use crate::statement;
use crate::time::TimeExpression;

/// A commitment as it was found: members of the cast, not yet actors.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) kind: CommitmentKind,
    pub(crate) parties: Vec<usize>,
    pub(crate) arranged_by: Vec<usize>,
    pub(crate) place: Option<Place>,
    pub(crate) when: Option<When>,
    pub(crate) status: CommitmentStatus,
    pub(crate) evidence: Span,
    pub(crate) confidence: f32,
}

/// Finds the commitments of a text.
pub(crate) fn find(
    grammar: Grammar<'_>,
    events: &[event::Found],
    statements: &[statement::Found],
    times: &[TimeExpression],
    date: Option<Date>,
) -> Vec<Found> {
    // What a verb puts off says more than that it is planned.
    let mut out: Vec<Found> = measures::find(grammar, times, date);
    for event in events {
        let Some((kind, status)) = kind_and_status(grammar, event) else { continue };
        if status == CommitmentStatus::Announced && is_refused(grammar, event) {
            continue;
        }
        let sentence = grammar.text.sentences[event.sentence].tokens.clone();
        let is_moved = |verb| called_off::is_moved(grammar, verb, event.trigger);
        let status = match status {
            CommitmentStatus::Announced if sentence.clone().any(is_moved) => {
                CommitmentStatus::Moved
            }
            status => status,
        };
        // News without a date of its own is dated by the article; a plan is not.
        let of_speech = |when: &When| day::is_of_speech(grammar, times, &sentence, when, date);
        // What ends payments tells itself when they ended.
        let ends = status == CommitmentStatus::Cancelled && event.kind == EventKind::Sanction;
        let is_open = |when: &When| when.precision == Precision::Open && !is_to_come(when, date);
        let dates =
            |when: &When| when.text.is_some() && (ends || !of_speech(when)) && !is_open(when);
        let told = event.when.clone().filter(dates);
        let when = match status {
            CommitmentStatus::Moved => moved_to(grammar, times, &sentence, event.trigger, date),
            _ => told.or_else(|| future_time(grammar, times, &sentence, date)),
        };
        let status = match status {
            CommitmentStatus::Announced => announced(when.as_ref()),
            status => status,
        };
        let mut parties = event.actors.clone();
        for member in &event.recipients {
            if !parties.contains(member) {
                parties.push(*member);
            }
        }
        if status == CommitmentStatus::Cancelled {
            // "cancelled a visit by the minister": the guest is of the plan.
            bound::join_named(grammar, event.tokens.clone(), &mut parties);
        }
        let found = Found {
            kind,
            arranged_by: arrangers(grammar, event.sentence, &parties),
            parties,
            place: place(grammar, event.trigger..(event.tokens.end + 12).min(sentence.end)),
            when,
            status,
            evidence: event.evidence,
            confidence: event.confidence,
        };
        add(grammar, &mut out, found);
    }
    for found in meetings::find(grammar, times, date) {
        add(grammar, &mut out, found);
    }
    for found in pledges::find(grammar, statements, times, date) {
        add(grammar, &mut out, found);
    }
    for found in offers::find(grammar, statements, times, date) {
        add(grammar, &mut out, found);
    }
    out.retain(|found| !is_home_affair(grammar, found) && !is_teaser(grammar, found));
    for found in &mut out {
        found.evidence = with_condition(grammar, found.evidence);
    }
    out.sort_by_key(|found| found.evidence);
    out
}

/// Returns the evidence with the condition that stands behind it in its sentence: "will
/// meet, if Norway agrees".
fn with_condition(grammar: Grammar<'_>, evidence: Span) -> Span {
    let Grammar { text, language, forest, .. } = grammar;
    let end = text.tokens.partition_point(|token| token.span.end <= evidence.end);
    let sentence = text.sentences.iter().find(|one| one.span.contains(evidence));
    let Some(sentence) = sentence.map(|one| one.tokens.clone()) else { return evidence };
    let opens = (end..sentence.end).find(|word| {
        let above = forest.head(*word).and_then(|verb| forest.head(verb));
        language.is(text.word(*word), Class::CONDITION)
            && text.str(*word) != "whether"
            && above.is_some_and(|plan| (sentence.start..end).contains(&plan))
    });
    let Some(opens) = opens else { return evidence };
    let closes = (opens + 1..sentence.end)
        .find(|word| matches!(text.str(*word), "," | ";" | "." | "”" | "\"" | "—"))
        .unwrap_or(sentence.end);
    evidence.join(text.span(opens..closes))
}

/// Returns whether the words are titles of other articles that stand run together inside
/// the sentence, up to the word of the link behind them: "TrumpAides scrap trip MORE".
fn is_teaser(grammar: Grammar<'_>, found: &Found) -> bool {
    let text = grammar.text;
    let first = text.tokens.partition_point(|token| token.span.end <= found.evidence.start);
    let last = text.tokens.partition_point(|token| token.span.start < found.evidence.end);
    let sentence = text.sentences.iter().find(|sentence| sentence.tokens.contains(&first));
    let Some(sentence) = sentence.map(|sentence| sentence.tokens.clone()) else { return false };
    let runs_together = |idx: usize| {
        let mut letters = text.str(idx).chars().skip(2).peekable();
        std::iter::from_fn(|| letters.next().zip(letters.peek().copied()))
            .any(|(one, next)| one.is_lowercase() && next.is_uppercase())
    };
    let link =
        (last.saturating_sub(3).max(first)..sentence.end).find(|idx| text.str(*idx) == "MORE");
    link.is_some_and(|link| {
        (sentence.start..link).any(|idx| text.str(idx) == "|")
            || (sentence.start..last).any(runs_together)
    })
}

/// Of all that an article says of parties, the share that has to be of others for what
/// one party plans by itself to be more than its home affair: one in so many.
const ABROAD: usize = 5;

/// Returns whether one party alone plans something of no kind, in an article that is
/// about hardly any other: "the Senate will vote on Friday".
fn is_home_affair(grammar: Grammar<'_>, found: &Found) -> bool {
    let cast = grammar.cast;
    let party = |member: usize| cast.members[member].party.as_ref();
    let own = found.parties.first().and_then(|member| party(*member));
    let alone = found.parties.iter().all(|member| party(*member) == own);
    if found.kind != CommitmentKind::Other || !alone {
        return false;
    }
    let named = cast.mentions.iter().filter_map(|mention| party(mention.member));
    let (mut all, mut others) = (0, 0);
    for party in named {
        all += 1;
        others += usize::from(Some(party) != own);
    }
    others * ABROAD < all
}

/// Adds a commitment, or what it tells to the one known already: the same words,
/// or the same kind of plan of the same parties and status.
fn add(grammar: Grammar<'_>, out: &mut Vec<Found>, found: Found) {
    let parties = |found: &Found| {
        let mut parties: Vec<String> =
            found.parties.iter().map(|member| grammar.cast.members[*member].identity()).collect();
        parties.sort();
        parties.dedup();
        parties
    };
    let dates = |found: &Found| found.when.as_ref().map(|when| when.start);
    let same = out.iter_mut().find(|known| {
        // "will send an envoy on Friday, ahead of a deadline on 10 June": two plans.
        let other = known.kind != found.kind
            && dates(known).is_some_and(|one| dates(&found).is_some_and(|other| one != other));
        known.evidence.overlaps(found.evidence) && !other
            || known.kind == found.kind
                && known.kind != CommitmentKind::Other
                && known.status == found.status
                && parties(known) == parties(&found)
                && (known.when == found.when || known.when.is_none() || found.when.is_none())
    });
    match same {
        Some(known) => {
            let is_off = found.status == CommitmentStatus::Cancelled;
            let is_moved = found.status == CommitmentStatus::Moved;
            if (is_off || is_moved) && known.evidence.overlaps(found.evidence) {
                known.status = found.status;
                if is_moved && found.when.is_some() {
                    known.when = found.when.clone();
                }
            }
            if known.when.is_none() && found.when.is_some() {
                // The words that tell the day tell most of the plan.
                known.when = found.when;
                known.evidence = found.evidence;
                if known.status == CommitmentStatus::Announced {
                    known.status = announced(known.when.as_ref());
                }
            }
            known.place = known.place.take().or(found.place);
            if known.arranged_by.is_empty() {
                known.arranged_by = found.arranged_by;
            }
        }
        None => out.push(found),
    }
}

/// Returns whether a verb above says that it is not done: "agreed not to go on with plans to
/// impose tariffs".
fn is_refused(grammar: Grammar<'_>, event: &event::Found) -> bool {
    let Grammar { text, language, .. } = grammar;
    let mut before = event.tokens.start..event.trigger;
    before.any(|idx| {
        language.is(text.word(idx), Class::NEGATION) && text.word(idx + 1) == language.known.to
    })
}

/// Returns what is planned and how far it is, if the event is about a plan.
fn kind_and_status(
    grammar: Grammar<'_>,
    event: &event::Found,
) -> Option<(CommitmentKind, CommitmentStatus)> {
    let mode = event.mode.map_or("", |mode| mode.code());
    let kind = match (event.kind, mode) {
        (EventKind::Consult, "visit") => CommitmentKind::Visit,
        (EventKind::Consult, "phone") => CommitmentKind::Call,
        (EventKind::Consult, _) => consult_kind(grammar, event),
        (EventKind::Agree, _) if event.standing == Standing::Planned => {
            kind::agreed(grammar, event.trigger)
        }
        (EventKind::Agree, _) if is_offer(grammar, event) => consult_kind(grammar, event),
        (EventKind::Aid, _) => CommitmentKind::Aid,
        (EventKind::Retreat, "withdraw") => CommitmentKind::Withdrawal,
        (EventKind::Sanction, "discontinue") | (EventKind::Concede, _) => CommitmentKind::Measure,
        (EventKind::Reject, "meet") => consult_kind(grammar, event),
        (EventKind::Request, "meet") => consult_kind(grammar, event),
        (EventKind::Cooperate, _) => CommitmentKind::Other,
        _ => return None,
    };
    let word = grammar.text.str(event.trigger).to_ascii_lowercase();
    let status = match (event.kind, event.standing) {
        (EventKind::Reject, Standing::Actual)
            if word.starts_with("postpon") || word.starts_with("delay") =>
        {
            CommitmentStatus::Moved
        }
        (EventKind::Reject, Standing::Actual) if turns_down(grammar, event) => {
            CommitmentStatus::Denied
        }
        (EventKind::Reject, Standing::Actual) => CommitmentStatus::Cancelled,
        (EventKind::Request, Standing::Actual) => CommitmentStatus::Proposed,
        (EventKind::Agree, Standing::Actual) => CommitmentStatus::Proposed,
        (_, Standing::Planned) if is_promised_by_will(grammar, event) => return None,
        (EventKind::Request | EventKind::Reject, _) => return None,
        (_, Standing::Planned) => CommitmentStatus::Announced,
        (EventKind::Sanction, Standing::Actual) if stops_payment(grammar, event) => {
            CommitmentStatus::Cancelled
        }
        _ => return None,
    };
    let kind = if status == CommitmentStatus::Cancelled && kind == CommitmentKind::Measure {
        CommitmentKind::Aid
    } else {
        kind
    };
    Some((kind, status))
}

/// Returns whether somebody is willing to talk: "open to talks", "ready to meet".
fn is_offer(grammar: Grammar<'_>, event: &event::Found) -> bool {
    event.of == Some(EventKind::Consult) && event::willing::says_so(grammar, event.trigger)
}

/// Returns whether the agreement of somebody willing tells of the same plan.
fn is_promised_by_will(grammar: Grammar<'_>, event: &event::Found) -> bool {
    let above = grammar.forest.head(event.trigger);
    event.is_promised && above.is_some_and(|above| event::willing::says_so(grammar, above))
}

/// Returns whether an act turns down what the other side wanted, planned or not: "refused
/// to meet", "ruled out talks".
fn turns_down(grammar: Grammar<'_>, event: &event::Found) -> bool {
    let turning =
        ["boycott", "decline", "dismiss", "refuse", "reject", "rule", "snub", "spurn", "turn"];
    turning.contains(&grammar.forest.lemma(event.trigger))
}

/// Verbs of acts that hinder more than they end: what they hinder may be others'.
const HINDERING: &[&str] = &["block", "deny", "limit", "reduce", "restrict", "review", "scale"];

/// Returns whether what an act ends is money that was to be paid: "halted funding". What
/// somebody recommends or votes for ends nothing yet.
fn stops_payment(grammar: Grammar<'_>, event: &event::Found) -> bool {
    let forest = grammar.forest;
    let ends = !HINDERING.contains(&forest.lemma(event.trigger))
        && called_off::is_done(grammar, event.trigger);
    ends && forest.child(event.trigger, &[Relation::Obj]).is_some_and(|object| {
        matches!(
            forest.lemma(object),
            "aid" | "funding" | "fund" | "assistance" | "payment" | "grant" | "loan" | "million"
        )
    })
}

fn consult_kind(grammar: Grammar<'_>, event: &event::Found) -> CommitmentKind {
    let text = grammar.text;
    let end = (event.tokens.end + 6).min(text.tokens.len());
    for idx in event.tokens.start..end {
        let word = text.str(idx).to_ascii_lowercase();
        match word.as_str() {
            "summit" | "meeting" | "meet" | "meetings" => return CommitmentKind::Meeting,
            "talks" | "negotiations" | "discussions" => return CommitmentKind::Talks,
            "visit" | "trip" => return CommitmentKind::Visit,
            "call" | "phone" => return CommitmentKind::Call,
            _ => {}
        }
    }
    CommitmentKind::Meeting
}

/// Returns whether a sentence asks: "Does he intend to visit Cuba?" plans nothing.
fn asks(grammar: Grammar<'_>, sentence: &Range<usize>) -> bool {
    let last = sentence.clone().next_back();
    last.is_some_and(|last| {
        let quoted = matches!(grammar.text.str(last), "”" | "\"" | "’" | ")");
        let mark = if quoted && last > sentence.start { last - 1 } else { last };
        grammar.text.str(mark) == "?"
    })
}

/// Returns the place behind "in" or "at": a country, a capital, an organ.
fn place(grammar: Grammar<'_>, within: Range<usize>) -> Option<Place> {
    let text = grammar.text;
    let known = &grammar.language.known;
    for idx in within {
        if text.word(idx) != known.in_ && text.word(idx) != known.at {
            continue;
        }
        let skip = usize::from(text.word(idx + 1) == known.the);
        let Some(mention) = grammar.cast.at(idx + 1 + skip) else { continue };
        let member = &grammar.cast.members[mention.member];
        if member.kind == chancery_model::ActorKind::Person {
            continue;
        }
        let name = text.span(idx + 1..mention.tokens.end).of(text.text).to_string();
        return Some(Place { name, country: member.country.clone() });
    }
    None
}

/// Returns those who arrange it: named behind "arranged by" in the sentence of the
/// plan or the two behind it.
fn arrangers(grammar: Grammar<'_>, sentence: usize, parties: &[usize]) -> Vec<usize> {
    let text = grammar.text;
    for idx in sentence..(sentence + 3).min(text.sentences.len()) {
        let sentence = text.sentences[idx].tokens.clone();
        for at in sentence.clone() {
            let arranges = matches!(
                text.str(at),
                "arranged"
                    | "coordinated"
                    | "organised"
                    | "organized"
                    | "prepared"
                    | "arranging"
                    | "coordinating"
                    | "preparing"
            );
            if !arranges {
                continue;
            }
            let by = text.word(at + 1) == grammar.language.known.by;
            let Some(mention) = grammar.cast.at(at + 2).filter(|_| by) else { continue };
            let side = coordinated(grammar, mention);
            return side.members.into_iter().filter(|member| !parties.contains(member)).collect();
        }
    }
    Vec::new()
}
