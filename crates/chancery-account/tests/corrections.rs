//! What people say of records, and what accounts make of it.

use chancery_account::correction::{CannotSet, find, key_of, set};
use chancery_account::{Account, Options, account};
use chancery_model::{
    Change, ClaimKind, CommitmentKind, CommitmentStatus, Correction, Date, EventKind, Pair, Party,
    Precision, Reading, RecordId,
};

use crate::build::Builder;

const EARLY: &str = "2026-01-09T08:00:00Z";
const LATE: &str = "2026-01-09T09:00:00Z";

pub(crate) fn say(reading: &Reading, record: &str, change: Change, made: &str) -> Correction {
    Correction {
        record: key_of(reading, record.parse().expect("the test writes an id"))
            .expect("the page has the record"),
        change,
        by: "Ruth".to_owned(),
        made: made.to_owned(),
        why: None,
    }
}

fn setting(key: &str, value: &str) -> Change {
    Change::Set { key: key.to_owned(), value: value.to_owned() }
}

pub(crate) fn fold(readings: &[Reading], corrections: &[Correction]) -> Account {
    let pair = Pair::new(Party("USA".into()), Party("COL".into()));
    account(&pair, readings, corrections, &Options::default())
}

/// Two events, a plan, and an allegation with its denial.
fn page() -> Builder {
    let mut page = Builder::new("1", "2026-01-08");
    let (ada, luis) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let call = page.sentence("Ada Stone called Luis Vega on Wednesday.");
    page.event(EventKind::Consult, Some("phone"), &[ada], &[luis], call);
    let threat = page.sentence("Ada Stone threatened Luis Vega with tariffs.");
    page.event(EventKind::Threaten, None, &[ada], &[luis], threat);
    let plan = page.sentence("Ada Stone and Luis Vega plan to meet.");
    page.commitment(CommitmentKind::Meeting, CommitmentStatus::Announced, &[ada, luis], plan);
    let charge = page.sentence("Ada Stone says Luis Vega broke the treaty.");
    let charged = page.claim(ClaimKind::Allegation, Some(ada), &[luis], charge, charge).id;
    let denial = page.sentence("Luis Vega denies it.");
    page.claim(ClaimKind::Denial, Some(luis), &[], denial, denial).answers = Some(charged);
    page
}

#[test]
fn rejected_record_is_in_no_account_and_the_others_keep_their_names() {
    let readings = [page().finish()];
    let corrections = [say(&readings[0], "e1", Change::Reject, EARLY)];
    let account = fold(&readings, &corrections);
    let events: Vec<_> = account.events.iter().map(|event| event.kind).collect();
    assert_eq!(events, [EventKind::Threaten]);
    assert_eq!(account.events[0].evidence.first().record, "e2".parse().unwrap());
    assert_eq!(account.events[0].evidence.corrections(), []);
}

#[test]
fn denial_of_a_rejected_claim_answers_nothing() {
    let readings = [page().finish()];
    assert_eq!(fold(&readings, &[]).disputes[0].claim.kind, ClaimKind::Allegation);
    let corrections = [say(&readings[0], "c1", Change::Reject, EARLY)];
    let disputes = fold(&readings, &corrections).disputes;
    let kinds: Vec<_> = disputes.iter().map(|dispute| dispute.claim.kind).collect();
    assert!(!kinds.contains(&ClaimKind::Allegation), "{kinds:?}");
}

#[test]
fn set_value_is_told_with_who_set_it() {
    let readings = [page().finish()];
    let corrections = [
        say(&readings[0], "e2", setting("event", "request"), EARLY),
        say(&readings[0], "e2", setting("when", "2026-01-07"), EARLY),
    ];
    let account = fold(&readings, &corrections);
    let event = account.events.iter().find(|event| event.kind == EventKind::Request).unwrap();
    assert_eq!(event.dated.day(), Some(Date::constant(2026, 1, 7)));
    assert_eq!((event.score, event.confidence), (EventKind::Request.score(), 1.0));
    assert_eq!(event.evidence.corrections(), corrections);
}

#[test]
fn later_correction_goes_before_an_earlier_one_in_whatever_order_they_come() {
    let readings = [page().finish()];
    let mut corrections = [
        say(&readings[0], "k1", setting("status", "held"), EARLY),
        say(&readings[0], "k1", setting("status", "cancelled"), LATE),
    ];
    for _ in 0..2 {
        let plans = fold(&readings, &corrections).commitments;
        assert_eq!(plans[0].status, CommitmentStatus::Cancelled);
        corrections.reverse();
    }
}

#[test]
fn restored_record_is_as_it_was_read() {
    let readings = [page().finish()];
    let corrections = [
        say(&readings[0], "e1", Change::Reject, EARLY),
        say(&readings[0], "e1", setting("standing", "planned"), EARLY),
        say(&readings[0], "e1", Change::Restore, LATE),
    ];
    assert_eq!(fold(&readings, &corrections), fold(&readings, &[]));
}

#[test]
fn correction_survives_a_reading_with_other_numbers_and_other_actors() {
    let key = key_of(&page().finish(), "e2".parse().unwrap()).unwrap();
    let mut again = Builder::new("1", "2026-01-08");
    let luis = again.person("Vega", "COL");
    let ada = again.person("Stone", "USA");
    again.sentence("Ada Stone called Luis Vega on Wednesday.");
    again.sentence("Ada Stone threatened Luis Vega with tariffs.");
    let clause = again.words("Stone threatened Luis Vega");
    again.event(EventKind::Threaten, None, &[ada], &[luis], clause);
    assert_eq!(find(&again.finish(), &key), Some("e1".parse().unwrap()));
}

#[test]
fn correction_survives_a_text_that_has_moved() {
    let key = key_of(&page().finish(), "e2".parse().unwrap()).unwrap();
    let mut again = Builder::new("1", "2026-01-08");
    let (ada, luis) = (again.person("Ada Stone", "USA"), again.person("Luis Vega", "COL"));
    again.sentence("A standfirst that the first reader left out.");
    let threat = again.sentence("Ada Stone threatened Luis Vega with tariffs.");
    again.event(EventKind::Threaten, None, &[ada], &[luis], threat);
    assert_eq!(find(&again.finish(), &key), Some("e1".parse().unwrap()));
}

#[test]
fn correction_of_one_record_never_meets_another() {
    let first = page().finish();
    let key = key_of(&first, "e2".parse().unwrap()).unwrap();
    let other = |change: &dyn Fn(&mut Reading)| {
        let mut reading = page().finish();
        change(&mut reading);
        find(&reading, &key)
    };
    assert_eq!(other(&|_| {}), Some("e2".parse().unwrap()));
    assert_eq!(other(&|reading| reading.events[1].kind = EventKind::Accuse), None);
    assert_eq!(other(&|reading| reading.events[1].evidence = reading.events[0].evidence), None);
    assert_eq!(other(&|reading| reading.article.id = "sha256:2".to_owned()), None);
    let peru = |reading: &mut Reading| {
        for actor in &mut reading.actors {
            actor.party = Some(Party("PER".into()));
        }
    };
    assert_eq!(other(&peru), None);
}

#[test]
fn correction_of_what_no_reading_has_changes_nothing() {
    let readings = [page().finish()];
    let mut correction = say(&readings[0], "e1", Change::Reject, EARLY);
    correction.record.code = Some("ASSAULT".to_owned());
    assert_eq!(fold(&readings, &[correction]), fold(&readings, &[]));
}

#[test]
fn value_that_cannot_be_is_refused_and_changes_nothing() {
    let reading = page().finish();
    let refused = |record: &str, key: &str, value: &str| {
        let mut tried = reading.clone();
        let refused = set(&mut tried, record.parse().unwrap(), key, value).unwrap_err();
        assert_eq!(tried, reading, "{key}={value}");
        refused
    };
    assert!(matches!(refused("e1", "status", "held"), CannotSet::NoKey { .. }));
    assert!(matches!(refused("e1", "event", "PARLEY"), CannotSet::NoValue { .. }));
    assert!(matches!(refused("e1", "mode", "boycott"), CannotSet::NoValue { .. }));
    assert!(matches!(refused("k1", "when", "next week"), CannotSet::NoValue { .. }));
    assert!(matches!(refused("k1", "when", "2026-02-01/2026-01-01"), CannotSet::NoValue { .. }));
    assert!(matches!(refused("c1", "by", "PER"), CannotSet::NotNamed { .. }));
    assert_eq!(refused("e9", "event", "AID"), CannotSet::NoRecord);
}

#[test]
fn values_are_taken_as_people_write_them() {
    let mut reading = page().finish();
    let mut put = |record: &str, key: &str, value: &str| {
        set(&mut reading, record.parse().unwrap(), key, value).unwrap();
    };
    put("e1", "recipients", "usa, Luis Vega");
    put("e1", "mode", "none");
    put("k1", "when", "2026-02");
    put("k1", "where", "Bogotá");
    let (event, plan) = (&reading.events[0], &reading.commitments[0]);
    assert_eq!((event.recipients.len(), event.mode), (2, None));
    assert_eq!(plan.place.as_ref().unwrap().name, "Bogotá");
    let when = plan.when.as_ref().unwrap();
    assert_eq!((when.precision, when.end), (Precision::Month, Some(Date::constant(2026, 2, 28))));
}

#[test]
fn every_record_is_found_by_its_own_key() {
    let reading = page().finish();
    let ids = ["e1", "e2", "k1", "c1", "c2"].map(|id| id.parse::<RecordId>().unwrap());
    for id in ids {
        assert_eq!(find(&reading, &key_of(&reading, id).unwrap()), Some(id), "{id}");
    }
}
