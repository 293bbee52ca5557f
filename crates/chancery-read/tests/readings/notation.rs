//! Records as lines for people to compare.
//!
//! One line a record, its kind first, in the order of the text. Those who act
//! in events and commitments stand by their party, `USA > COL` from the actors
//! to the recipients and `COL + USA` together; speakers and claimants stand by
//! name. What a record does not have is left out, and a kind without records is
//! one line, such as `event none`. Ids and confidences are left out: they change
//! with records that a case is not about.

use chancery_model::{ActorId, Place, Reading, Remark, Span, When};
use chancery_read::time::{Duration, Meaning, Time};

/// Returns the lines of one kind.
pub(super) fn lines(reading: &Reading, kind: &str) -> Vec<String> {
    let words = |span: &Span| quoted(span.of(&reading.article.text));
    let lines: Vec<Line> = match kind {
        "sentence" => {
            reading.sentences.iter().map(|span| Line::new(kind).with(words(span))).collect()
        }
        "actor" => reading
            .actors
            .iter()
            .map(|actor| {
                Line::new(kind)
                    .with(actor.kind.name())
                    .with(&actor.name)
                    .field("party", actor.party.as_ref().map(|party| party.as_str()))
                    .field("sector", actor.sector.map(|sector| sector.code()))
                    .field("role", actor.role.as_ref())
            })
            .collect(),
        "mention" => {
            let mut mentions: Vec<_> = reading
                .actors
                .iter()
                .flat_map(|actor| actor.mentions.iter().map(move |mention| (mention, actor)))
                .collect();
            mentions.sort_by_key(|(mention, _)| (mention.span.start, mention.span.end));
            let line = |(mention, actor): &(&chancery_model::Mention, &chancery_model::Actor)| {
                Line::new(kind)
                    .with(mention.form.name())
                    .with(words(&mention.span))
                    .with("=")
                    .with(&actor.name)
            };
            mentions.iter().map(line).collect()
        }
        "event" => reading
            .events
            .iter()
            .map(|event| {
                Line::new(kind)
                    .with(event.kind.to_string())
                    .with(event.mode.map_or("", |mode| mode.code()))
                    .with(sides(reading, &event.actors, &event.recipients))
                    .with(event.standing.name())
                    .with(event.when.as_ref().map_or(String::new(), when))
                    .field("at", event.place.as_ref().map(place))
                    .field("by", event.reported_by.as_ref().map(|party| party.as_str()))
                    .with(words(&event.evidence))
            })
            .collect(),
        "statement" => reading
            .statements
            .iter()
            .map(|statement| {
                Line::new(kind)
                    .with(statement.form.name())
                    .with(statement.speaker.map_or("nobody", |id| name(reading, id)))
                    .field("by", statement.reported_by.map(|id| name(reading, id)))
                    .field("channel", statement.channel.as_ref())
                    .with(words(&statement.content))
                    .field("remark", remarks(reading, &statement.remarks))
            })
            .collect(),
        "claim" => reading
            .claims
            .iter()
            .map(|claim| {
                let answered = claim.answers.and_then(|id| reading.claims.get(id.index()));
                Line::new(kind)
                    .with(claim.kind.name())
                    .with(claim.by.map_or("nobody", |id| name(reading, id)))
                    .field("about", Some(names(reading, &claim.about)))
                    .with(words(&claim.content))
                    .field("answers", answered.map(|claim| words(&claim.content)))
                    .field("remark", remarks(reading, &claim.remarks))
            })
            .collect(),
        "commitment" => reading
            .commitments
            .iter()
            .map(|plan| {
                Line::new(kind)
                    .with(plan.kind.name())
                    .with(parties(reading, &plan.parties))
                    .with(plan.status.name())
                    .with(plan.when.as_ref().map_or(String::new(), when))
                    .field("at", plan.place.as_ref().map(place))
                    .field("arranged_by", Some(names(reading, &plan.arranged_by)))
                    .with(words(&plan.evidence))
            })
            .collect(),
        "proposal" => reading
            .proposals
            .iter()
            .map(|proposal| {
                Line::new(kind)
                    .with(proposal.by.map_or("nobody", |id| name(reading, id)))
                    .field("to", Some(names(reading, &proposal.to)))
                    .with(words(&proposal.content))
            })
            .collect(),
        "quantity" => reading
            .quantities
            .iter()
            .map(|quantity| {
                Line::new(kind)
                    .with(if quantity.approximate { "about" } else { "" })
                    .with(quantity.bound.map_or("", |bound| bound.name()))
                    .with(quantity.value.to_string())
                    .with(&quantity.unit)
                    .field("of", quantity.of.as_ref().map(quoted))
                    .with(words(&quantity.span))
            })
            .collect(),
        "domain" => {
            reading.domains.iter().map(|weight| Line::new(kind).with(&weight.domain.0)).collect()
        }
        "when" => whens(reading).into_iter().map(|time| Line::new(kind).with(time)).collect(),
        "problem" => {
            reading.problems.iter().map(|problem| Line::new(kind).with(&problem.code)).collect()
        }
        other => panic!("no kind of record is called '{other}'"),
    };
    if lines.is_empty() {
        return vec![format!("{kind} none")];
    }
    lines.into_iter().map(|line| line.0).collect()
}

/// Returns the kind and the words of each remark.
fn remarks(reading: &Reading, remarks: &[Remark]) -> Option<String> {
    let told = remarks
        .iter()
        .map(|one| format!("{} {}", one.kind.name(), quoted(one.span.of(&reading.article.text))));
    Some(told.collect::<Vec<_>>().join(" + "))
}

/// Returns the lines of times: a day or a period with both its readings where they
/// differ and the side on which something is, a duration, or a recurrence.
pub(super) fn times(times: &[Time], text: &str) -> Vec<String> {
    let long = |duration: &Duration| {
        let parts = duration.parts.iter().map(|(n, unit)| format!("{n} {unit:?}"));
        let about = if duration.exact { "" } else { "about " };
        format!("{about}{}", parts.collect::<Vec<_>>().join(" ").to_lowercase())
    };
    let told = |time: &Time| match &time.meaning {
        Meaning::When { past, future, bound } => {
            let side = bound.map_or(String::new(), |bound| format!("{bound:?} ").to_lowercase());
            let reading = |reading: &Option<When>| reading.as_ref().map_or("none".into(), when);
            let both = match (reading(past), reading(future)) {
                (past, future) if past == future => past,
                (past, future) => format!("{past} or {future}"),
            };
            format!("{side}{both}")
        }
        Meaning::Lasting(duration) => format!("for {}", long(duration)),
        Meaning::Every(duration) => format!("every {}", long(duration)),
    };
    let lines: Vec<String> = times
        .iter()
        .map(|time| Line::new("time").with(told(time)).with(quoted(time.span.of(text))).0)
        .collect();
    if lines.is_empty() { vec!["time none".into()] } else { lines }
}

/// A line under way.
struct Line(String);

impl Line {
    fn new(kind: &str) -> Line {
        Line(kind.to_owned())
    }

    /// Adds words, where there are any.
    fn with(mut self, words: impl AsRef<str>) -> Line {
        if !words.as_ref().is_empty() {
            self.0.push(' ');
            self.0.push_str(words.as_ref());
        }
        self
    }

    /// Adds a named value, where there is one.
    fn field(self, key: &str, value: Option<impl AsRef<str>>) -> Line {
        match value {
            Some(value) if !value.as_ref().is_empty() => {
                self.with(format!("{key}={}", value.as_ref()))
            }
            _ => self,
        }
    }
}

/// The times of all records, each once, in the order of their sentences.
fn whens(reading: &Reading) -> Vec<String> {
    let mut times: Vec<(Span, &When)> = Vec::new();
    times.extend(reading.events.iter().filter_map(|e| Some((e.evidence, e.when.as_ref()?))));
    times.extend(reading.statements.iter().filter_map(|s| Some((s.evidence, s.when.as_ref()?))));
    times.extend(reading.commitments.iter().filter_map(|k| Some((k.evidence, k.when.as_ref()?))));
    times.sort_by_key(|(evidence, _)| evidence.start);
    let mut out: Vec<String> = Vec::new();
    for (_, time) in times {
        let line = match &time.text {
            Some(text) => format!("{} {}", when(time), quoted(text)),
            None => when(time),
        };
        if !out.contains(&line) {
            out.push(line);
        }
    }
    out
}

fn when(when: &When) -> String {
    match when.end {
        Some(end) if end == when.start => when.start.to_string(),
        Some(end) => format!("{}..{end}", when.start),
        None => format!("{}..", when.start),
    }
}

fn place(place: &Place) -> String {
    match &place.country {
        Some(country) => format!("{} ({country})", place.name),
        None => place.name.clone(),
    }
}

fn quoted(words: impl AsRef<str>) -> String {
    format!("\"{}\"", words.as_ref().replace('\n', "\\n"))
}

fn name(reading: &Reading, id: ActorId) -> &str {
    reading.actor(id).map_or("?", |actor| actor.name.as_str())
}

fn names(reading: &Reading, ids: &[ActorId]) -> String {
    ids.iter().map(|id| name(reading, *id)).collect::<Vec<_>>().join(" + ")
}

/// Returns each party once, in the order of their names; who has none stands
/// by name.
fn parties(reading: &Reading, ids: &[ActorId]) -> String {
    let party =
        |id: &ActorId| reading.party(*id).map_or(name(reading, *id), |party| party.as_str());
    let mut parties: Vec<&str> = ids.iter().map(party).collect();
    parties.sort_unstable();
    parties.dedup();
    parties.join(" + ")
}

fn sides(reading: &Reading, actors: &[ActorId], recipients: &[ActorId]) -> String {
    match (parties(reading, actors), parties(reading, recipients)) {
        (actors, recipients) if recipients.is_empty() => actors,
        (actors, recipients) => format!("{actors} > {recipients}"),
    }
}
