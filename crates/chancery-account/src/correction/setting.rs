//! Settings: one value of a record put in place of the one that was read.
//!
//! Goes in: a reading, a record of it, the name of a value as
//! `chancery.reading/1` has it, and the value as a person writes it. Comes
//! out: the reading with that value, or why it cannot be. What follows from a
//! value follows here too: an event of another class has that class's score.

use std::str::FromStr;

use chancery_model::{
    ActorId, ActorKind, Claim, ClaimKind, Commitment, CommitmentKind, CommitmentStatus, Date,
    Event, EventKind, Mode, Party, Place, Precision, Proposal, Reading, RecordId, RecordKind,
    Standing, Statement, When,
};

/// A value that a record cannot have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CannotSet {
    /// The reading has no such record.
    NoRecord,
    /// Records of the kind have no such value.
    NoKey {
        /// What was asked for.
        key: String,
        /// The kind of the record.
        kind: RecordKind,
    },
    /// The value is none of those that there are.
    NoValue {
        /// What was asked for.
        value: String,
        /// What it was to be.
        expected: &'static str,
    },
    /// The article names nobody of that party or name.
    NotNamed {
        /// Who was asked for.
        name: String,
    },
}

impl std::fmt::Display for CannotSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CannotSet::NoRecord => f.write_str("the reading has no such record"),
            CannotSet::NoKey { key, kind } => {
                let name = kind.name();
                write!(f, "`{key}` is no value of a record of this kind: {name}s have ")?;
                f.write_str(&keys(*kind).join(", "))
            }
            CannotSet::NoValue { value, expected } => write!(f, "`{value}` is not {expected}"),
            CannotSet::NotNamed { name } => write!(f, "the article names nobody as `{name}`"),
        }
    }
}

impl std::error::Error for CannotSet {}

/// Returns the names of the values that a record of the kind has.
pub fn keys(kind: RecordKind) -> &'static [&'static str] {
    match kind {
        RecordKind::Event => {
            &["event", "mode", "actors", "recipients", "when", "where", "standing", "reported_by"]
        }
        RecordKind::Statement => &["speaker", "channel", "addressees", "when", "reported_by"],
        RecordKind::Claim => &["kind", "by", "about"],
        RecordKind::Commitment => &["kind", "parties", "arranged_by", "where", "when", "status"],
        RecordKind::Proposal => &["by", "to"],
    }
}

/// Sets a value of the record; one that a person vouches for is certain.
///
/// `none` or nothing takes a value away where it may be absent. Several actors
/// are parted by commas, each a party's code or a name that the article's
/// reading has. A date is a day, a month or a year in ISO 8601, or two days
/// with a slash between.
///
/// # Errors
///
/// If the record cannot have the value; the reading is as it was then.
pub fn set(
    reading: &mut Reading,
    record: RecordId,
    key: &str,
    value: &str,
) -> Result<(), CannotSet> {
    let cast = Cast::of(reading);
    match record {
        RecordId::Event(id) => {
            let event = reading.events.iter_mut().find(|event| event.id == id);
            set_event(event.ok_or(CannotSet::NoRecord)?, &cast, key, value)
        }
        RecordId::Statement(id) => {
            let statement = reading.statements.iter_mut().find(|statement| statement.id == id);
            set_statement(statement.ok_or(CannotSet::NoRecord)?, &cast, key, value)
        }
        RecordId::Claim(id) => {
            let claim = reading.claims.iter_mut().find(|claim| claim.id == id);
            set_claim(claim.ok_or(CannotSet::NoRecord)?, &cast, key, value)
        }
        RecordId::Commitment(id) => {
            let plan = reading.commitments.iter_mut().find(|plan| plan.id == id);
            set_commitment(plan.ok_or(CannotSet::NoRecord)?, &cast, key, value)
        }
        RecordId::Proposal(id) => {
            let proposal = reading.proposals.iter_mut().find(|proposal| proposal.id == id);
            set_proposal(proposal.ok_or(CannotSet::NoRecord)?, &cast, key, value)
        }
    }
}

fn set_event(event: &mut Event, cast: &Cast, key: &str, value: &str) -> Result<(), CannotSet> {
    match key {
        "event" => {
            event.kind = of_plover(value, "one of PLOVER's events")?;
            event.mode = event.mode.filter(|mode| mode.event() == event.kind);
            event.score = event.mode.map_or(event.kind.score(), Mode::score);
        }
        "mode" => {
            let kind: EventKind = event.kind;
            let mode = present(value).map(|code| {
                Mode::new(kind, code).map_err(|_| no_value(code, "a mode of this event in PLOVER"))
            });
            event.mode = mode.transpose()?;
            event.score = event.mode.map_or(kind.score(), Mode::score);
        }
        "actors" => event.actors = cast.all(value)?,
        "recipients" => event.recipients = cast.all(value)?,
        "when" => event.when = when(value)?,
        "where" => event.place = place(value),
        "standing" => event.standing = named(value, &Standing::ALL, Standing::name, STANDING)?,
        "reported_by" => event.reported_by = present(value).map(|code| Party(code.to_owned())),
        _ => return Err(no_key(key, RecordKind::Event)),
    }
    event.confidence = 1.0;
    Ok(())
}

fn set_statement(
    statement: &mut Statement,
    cast: &Cast,
    key: &str,
    value: &str,
) -> Result<(), CannotSet> {
    match key {
        "speaker" => statement.speaker = cast.one(value)?,
        "channel" => statement.channel = present(value).map(Into::into),
        "addressees" => statement.addressees = cast.all(value)?,
        "when" => statement.when = when(value)?,
        "reported_by" => statement.reported_by = cast.one(value)?,
        _ => return Err(no_key(key, RecordKind::Statement)),
    }
    statement.confidence = 1.0;
    Ok(())
}

fn set_claim(claim: &mut Claim, cast: &Cast, key: &str, value: &str) -> Result<(), CannotSet> {
    match key {
        "kind" => claim.kind = named(value, &ClaimKind::ALL, ClaimKind::name, CLAIM)?,
        "by" => claim.by = cast.one(value)?,
        "about" => claim.about = cast.all(value)?,
        _ => return Err(no_key(key, RecordKind::Claim)),
    }
    claim.confidence = 1.0;
    Ok(())
}

fn set_commitment(
    plan: &mut Commitment,
    cast: &Cast,
    key: &str,
    value: &str,
) -> Result<(), CannotSet> {
    match key {
        "kind" => plan.kind = named(value, &CommitmentKind::ALL, CommitmentKind::name, PLAN)?,
        "parties" => plan.parties = cast.all(value)?,
        "arranged_by" => plan.arranged_by = cast.all(value)?,
        "where" => plan.place = place(value),
        "when" => plan.when = when(value)?,
        "status" => {
            plan.status = named(value, &CommitmentStatus::ALL, CommitmentStatus::name, STATUS)?;
        }
        _ => return Err(no_key(key, RecordKind::Commitment)),
    }
    plan.confidence = 1.0;
    Ok(())
}

fn set_proposal(
    proposal: &mut Proposal,
    cast: &Cast,
    key: &str,
    value: &str,
) -> Result<(), CannotSet> {
    match key {
        "by" => proposal.by = cast.one(value)?,
        "to" => proposal.to = cast.all(value)?,
        _ => return Err(no_key(key, RecordKind::Proposal)),
    }
    proposal.confidence = 1.0;
    Ok(())
}

const STANDING: &str = "one of actual, planned, hypothetical, negated, historical";
const CLAIM: &str =
    "one of allegation, denial, assertion, prediction, admission, retraction, proof, silence";
const PLAN: &str = "one of meeting, visit, call, talks, agreement, aid, withdrawal, measure, other";
const STATUS: &str = "one of proposed, announced, scheduled, held, moved, cancelled, denied";
const DATE: &str = "a day, a month or a year in ISO 8601, or two days with a slash between";

/// Those whom an article names, by party and by name.
struct Cast(Vec<(ActorId, ActorKind, Option<Party>, String)>);

impl Cast {
    fn of(reading: &Reading) -> Cast {
        let actors = reading.actors.iter();
        Cast(
            actors
                .map(|actor| (actor.id, actor.kind, actor.party.clone(), actor.name.clone()))
                .collect(),
        )
    }

    /// Returns the one of that name; of a party, its state or organisation
    /// before the people who act for it.
    fn one(&self, value: &str) -> Result<Option<ActorId>, CannotSet> {
        let Some(name) = present(value) else { return Ok(None) };
        let by_name = self.0.iter().find(|(_, _, _, known)| known.eq_ignore_ascii_case(name));
        let of_party = self.0.iter().filter(|(_, _, party, _)| {
            party.as_ref().is_some_and(|party| party.as_str().eq_ignore_ascii_case(name))
        });
        let by_party = of_party.min_by_key(|(id, kind, _, _)| {
            (!matches!(kind, ActorKind::State | ActorKind::Organization), *id)
        });
        let found = by_party.or(by_name).map(|(id, ..)| *id);
        found.map(Some).ok_or_else(|| CannotSet::NotNamed { name: name.to_owned() })
    }

    fn all(&self, value: &str) -> Result<Vec<ActorId>, CannotSet> {
        let mut actors = Vec::new();
        for name in value.split(',') {
            let actor = self.one(name)?;
            actors.extend(actor.filter(|actor| !actors.contains(actor)));
        }
        Ok(actors)
    }
}

/// Returns the value without blanks, or nothing where it is none.
fn present(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|value| !value.is_empty() && *value != "none")
}

fn no_key(key: &str, kind: RecordKind) -> CannotSet {
    CannotSet::NoKey { key: key.to_owned(), kind }
}

fn no_value(value: &str, expected: &'static str) -> CannotSet {
    CannotSet::NoValue { value: value.to_owned(), expected }
}

fn of_plover<T: FromStr>(value: &str, expected: &'static str) -> Result<T, CannotSet> {
    value.trim().to_ascii_uppercase().parse().map_err(|_| no_value(value, expected))
}

fn named<T: Copy>(
    value: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    expected: &'static str,
) -> Result<T, CannotSet> {
    let found = all.iter().copied().find(|one| name(*one) == value.trim());
    found.ok_or_else(|| no_value(value, expected))
}

fn place(value: &str) -> Option<Place> {
    present(value).map(|name| Place { name: name.to_owned(), country: None })
}

fn when(value: &str) -> Result<Option<When>, CannotSet> {
    let Some(written) = present(value) else { return Ok(None) };
    let day = |text: &str| text.parse::<Date>().ok();
    let read = || {
        if let Some((start, end)) = written.split_once('/') {
            let (start, end) = (day(start)?, day(end)?);
            return (start <= end).then(|| stretch(start, end));
        }
        let first = match written.len() {
            4 => day(&format!("{written}-01-01"))?,
            7 => day(&format!("{written}-01"))?,
            _ => return day(written).map(When::day),
        };
        let (last, precision) = match written.len() {
            4 => (first.last_of_year(), Precision::Year),
            _ => (first.last_of_month(), Precision::Month),
        };
        Some(When { start: first, end: Some(last), precision, text: None })
    };
    read().map(Some).ok_or_else(|| no_value(written, DATE))
}

/// Returns the days from one to the other, as exact as they are few.
fn stretch(start: Date, end: Date) -> When {
    let days = end.duration_since(start).as_hours() / 24;
    let precision = match days {
        0 => Precision::Day,
        1..=7 => Precision::Week,
        8..=31 => Precision::Month,
        32..=92 => Precision::Quarter,
        93..=366 => Precision::Year,
        _ => Precision::Open,
    };
    When { start, end: Some(end), precision, text: None }
}
