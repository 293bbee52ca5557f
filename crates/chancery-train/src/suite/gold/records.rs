//! The records that are matched, made from annotations and from readings.

use std::collections::BTreeSet;

use chancery_model::{ActorId, ClaimKind, Reading, Span};
use serde_json::Value;

/// A range of code points.
pub(super) type Points = (usize, usize);

pub(super) struct Event {
    pub(super) event: String,
    pub(super) actors: BTreeSet<String>,
    pub(super) recipients: BTreeSet<String>,
    pub(super) standing: String,
    pub(super) when: Option<String>,
    pub(super) core: bool,
    pub(super) span: Points,
    /// 1 in an annotation.
    pub(super) confidence: f32,
}

pub(super) struct Dispute {
    pub(super) by: BTreeSet<String>,
    pub(super) span: Points,
    pub(super) denial: Option<Points>,
    pub(super) core: bool,
}

pub(super) struct Commitment {
    pub(super) parties: BTreeSet<String>,
    pub(super) status: String,
    pub(super) when: Option<String>,
    pub(super) core: bool,
    pub(super) span: Points,
}

pub(super) struct Channel {
    pub(super) channel: String,
    pub(super) span: Points,
}

#[derive(Default)]
pub(super) struct Records {
    pub(super) events: Vec<Event>,
    pub(super) disputes: Vec<Dispute>,
    pub(super) commitments: Vec<Commitment>,
    pub(super) channels: Vec<Channel>,
}

/// A planned act of cooperation is an agreement.
fn norm(event: &str, standing: &str) -> String {
    let cooperative = matches!(event, "CONSULT" | "SUPPORT" | "COOPERATE" | "AID");
    if standing == "planned" && cooperative { "AGREE" } else { event }.to_string()
}

/// The form in which parties are compared.
pub(super) fn fold(name: &str) -> String {
    name.to_lowercase().replace("the ", "").trim().to_string()
}

/// Returns the records of an annotation of that text.
pub(super) fn from_gold(annotation: &Value, text: &str) -> Records {
    let list = |key: &str| annotation[key].as_array().cloned().unwrap_or_default();
    let string = |value: &Value| value.as_str().map(str::to_string);
    let events: Vec<Event> = list("events")
        .iter()
        .map(|event| {
            let standing = string(&event["standing"]).unwrap_or_default();
            Event {
                event: norm(event["event"].as_str().unwrap_or(""), &standing),
                actors: parties(&event["actors"]),
                recipients: parties(&event["recipients"]),
                when: string(&event["when"]),
                core: event["core"].as_bool().unwrap_or(false),
                span: span(event, text),
                confidence: 1.0,
                standing,
            }
        })
        .collect();
    let disputes: Vec<Dispute> = list("disputes")
        .iter()
        .map(|dispute| Dispute {
            by: parties(&dispute["allegation"]["by"]),
            span: span(&dispute["allegation"], text),
            denial: dispute["denial"].is_object().then(|| span(&dispute["denial"], text)),
            core: dispute["core"].as_bool().unwrap_or(true),
        })
        .collect();
    let commitments = list("commitments")
        .iter()
        .map(|plan| Commitment {
            parties: parties(&plan["parties"]),
            status: string(&plan["status"]).unwrap_or_default(),
            when: string(&plan["when"]),
            core: plan["core"].as_bool().unwrap_or(true),
            span: span(plan, text),
        })
        .collect();
    let channels = list("channels")
        .iter()
        .map(|channel| Channel {
            channel: channel["channel"].as_str().unwrap_or("").to_lowercase(),
            span: span(channel, text),
        })
        .collect();
    Records { events, disputes, commitments, channels }
}

fn parties(people: &Value) -> BTreeSet<String> {
    let people = people.as_array().map_or(&[][..], Vec::as_slice);
    let name = |person: &Value| {
        let party = person["party"].as_str().filter(|party| !party.is_empty());
        fold(party.or(person["name"].as_str()).unwrap_or(""))
    };
    people.iter().map(name).collect()
}

/// Returns where a record's words stand: its `span`, or its `snippet` searched.
fn span(record: &Value, text: &str) -> Points {
    if let Some([start, end]) = record["span"].as_array().map(Vec::as_slice) {
        let number =
            |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        return (number(start), number(end));
    }
    let snippet = record["snippet"].as_str().unwrap_or("");
    match text.find(snippet).filter(|_| !snippet.is_empty()) {
        Some(start) => {
            let first = text[..start].chars().count();
            (first, first + snippet.chars().count())
        }
        None => (0, 0),
    }
}

/// Returns the records of a reading.
pub(super) fn from_reading(reading: &Reading) -> Records {
    let text = &reading.article.text;
    let points = |span: Span| {
        let start = text.get(..span.start).map_or(0, |before| before.chars().count());
        (start, start + span.of(text).chars().count())
    };
    let who = |ids: &[ActorId]| -> BTreeSet<String> {
        let actors = ids.iter().filter_map(|id| reading.actor(*id));
        actors
            .map(|actor| fold(actor.party.as_ref().map_or(&actor.name, |party| &party.0)))
            .collect()
    };
    let events = reading.events.iter().map(|event| Event {
        event: norm(event.kind.code(), event.standing.name()),
        actors: who(&event.actors),
        recipients: who(&event.recipients),
        standing: event.standing.name().to_string(),
        when: event.when.as_ref().map(|when| when.start.to_string()),
        core: true,
        span: points(event.evidence),
        confidence: event.confidence,
    });
    let disputes = reading.claims.iter().filter(|claim| claim.kind == ClaimKind::Allegation);
    let disputes = disputes.map(|claim| {
        let answer = reading
            .claims
            .iter()
            .rev()
            .find(|other| other.kind == ClaimKind::Denial && other.answers == Some(claim.id));
        Dispute {
            by: who(&claim.by.into_iter().collect::<Vec<_>>()),
            span: points(claim.content),
            denial: answer.map(|answer| points(answer.content)),
            core: true,
        }
    });
    let commitments = reading.commitments.iter().map(|plan| Commitment {
        parties: who(&plan.parties),
        status: plan.status.name().to_string(),
        when: plan.when.as_ref().map(|when| when.start.to_string()),
        core: true,
        span: points(plan.evidence),
    });
    let channels = reading.statements.iter().filter_map(|statement| {
        let channel = statement.channel.as_ref()?;
        Some(Channel { channel: channel.to_lowercase(), span: points(statement.evidence) })
    });
    Records {
        events: events.collect(),
        disputes: disputes.collect(),
        commitments: commitments.collect(),
        channels: channels.collect(),
    }
}
