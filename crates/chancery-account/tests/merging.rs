//! What people say to be one, or not one, and what accounts make of it.

use chancery_account::{Account, Citations, correction::key_of};
use chancery_model::{
    Change, ClaimKind, CommitmentKind, CommitmentStatus, Correction, EventKind, Reading,
    StatementForm,
};

use crate::build::{Builder, on};
use crate::corrections::{fold, say};

const EARLY: &str = "2026-03-01T08:00:00Z";
const LATE: &str = "2026-03-01T09:00:00Z";

fn merge(readings: &[Reading], one: (usize, &str), other: (usize, &str), made: &str) -> Correction {
    let record = other.1.parse().expect("the test writes an id");
    let with = key_of(&readings[other.0], record).expect("the page has the record");
    say(&readings[one.0], one.1, Change::Merge { with }, made)
}

fn split(readings: &[Reading], record: (usize, &str), made: &str) -> Correction {
    say(&readings[record.0], record.1, Change::Split, made)
}

/// The account, which is the same in whatever order readings and corrections
/// of different times come.
fn told(readings: &[Reading], corrections: &[Correction]) -> Account {
    let account = fold(readings, corrections);
    let mut readings = readings.to_vec();
    let mut corrections = corrections.to_vec();
    corrections.reverse();
    for _ in 0..readings.len() {
        readings.rotate_left(1);
        assert_eq!(fold(&readings, &corrections), account);
    }
    readings.reverse();
    assert_eq!(fold(&readings, &corrections), account);
    account
}

/// In which articles each entry stands.
fn articles<'a>(account: &Account, entries: impl Iterator<Item = &'a Citations>) -> Vec<String> {
    let ids = |citations: &Citations| {
        let ids = citations.iter().map(|citation| {
            let article = account.article(citation.article).expect("it is cited");
            article.id.trim_start_matches("sha256:").to_owned()
        });
        ids.collect::<Vec<_>>().join("+")
    };
    entries.map(ids).collect()
}

fn event_articles(account: &Account) -> Vec<String> {
    articles(account, account.events.iter().map(|event| event.evidence.citations()))
}

fn plan_articles(account: &Account) -> Vec<String> {
    articles(account, account.commitments.iter().map(|plan| plan.evidence.citations()))
}

fn claim_articles(account: &Account) -> Vec<String> {
    articles(account, account.disputes.iter().map(|dispute| dispute.claim.evidence.citations()))
}

/// An article with one event of Ada Stone and Luis Vega.
fn event(id: &str, date: &str, kind: EventKind) -> Reading {
    let mut page = Builder::new(id, date);
    let (ada, luis) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let evidence = page.sentence(&format!("Page {id} tells of Ada Stone and Luis Vega."));
    page.event(kind, None, &[ada], &[luis], evidence);
    page.finish()
}

/// An article with one plan of the two.
fn plan(id: &str, date: &str, kind: CommitmentKind, planned: &str) -> Reading {
    let mut page = Builder::new(id, date);
    let (ada, luis) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let evidence = page.sentence(&format!("Page {id} tells of Ada Stone and Luis Vega."));
    page.commitment(kind, CommitmentStatus::Scheduled, &[ada, luis], evidence).when = on(planned);
    page.finish()
}

/// An article with one claim of one of the two about the other.
fn claim(id: &str, date: &str, kind: ClaimKind, by: &str, words: &str) -> Reading {
    let mut page = Builder::new(id, date);
    let (ada, luis) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let (by, about) = if by == "USA" { (ada, luis) } else { (luis, ada) };
    let content = page.sentence(words);
    page.claim(kind, Some(by), &[about], content, content);
    page.finish()
}

#[test]
fn merged_events_are_one_of_the_earlier_kind_whatever_their_dates() {
    let readings = [
        event("1", "2026-01-08", EventKind::Threaten),
        event("2", "2026-01-20", EventKind::Consult),
        event("3", "2026-01-20", EventKind::Consult),
    ];
    assert_eq!(event_articles(&told(&readings, &[])), ["1", "2+3"]);
    let account = told(&readings, &[merge(&readings, (1, "e1"), (0, "e1"), EARLY)]);
    assert_eq!(event_articles(&account), ["1+2+3"], "the entries are one, not the records alone");
    let event = &account.events[0];
    assert_eq!((event.kind, event.score), (EventKind::Threaten, readings[0].events[0].score));
    assert_eq!(event.dated.day(), Some(crate::build::day("2026-01-08")));
    assert_eq!(event.evidence.corrections().len(), 1);
}

#[test]
fn split_event_leaves_its_entry_and_the_others_stay_together() {
    let readings = ["1", "2", "3"].map(|id| event(id, "2026-01-08", EventKind::Consult));
    assert_eq!(event_articles(&told(&readings, &[])), ["1+2+3"]);
    for (index, left) in [(0, ["1", "2+3"]), (1, ["1+3", "2"]), (2, ["1+2", "3"])] {
        let account = told(&readings, &[split(&readings, (index, "e1"), EARLY)]);
        assert_eq!(event_articles(&account), left);
    }
}

#[test]
fn record_that_is_split_and_then_merged_moves_to_the_other_entry() {
    let readings = [
        event("1", "2026-01-08", EventKind::Consult),
        event("2", "2026-01-08", EventKind::Consult),
        event("3", "2026-01-20", EventKind::Consult),
        event("4", "2026-01-20", EventKind::Consult),
    ];
    let moves = [split(&readings, (1, "e1"), EARLY), merge(&readings, (1, "e1"), (2, "e1"), LATE)];
    assert_eq!(event_articles(&told(&readings, &moves)), ["1", "2+3+4"]);
    let takes_back =
        [merge(&readings, (1, "e1"), (2, "e1"), EARLY), split(&readings, (1, "e1"), LATE)];
    assert_eq!(event_articles(&told(&readings, &takes_back)), ["1", "2", "3+4"]);
}

#[test]
fn merged_plans_are_one_of_the_earlier_kind_with_both_reports_in_its_history() {
    let readings = [
        plan("1", "2026-01-08", CommitmentKind::Visit, "2026-02-10"),
        plan("2", "2026-01-12", CommitmentKind::Meeting, "2026-04-02"),
        plan("3", "2026-01-13", CommitmentKind::Meeting, "2026-04-02"),
    ];
    assert_eq!(plan_articles(&told(&readings, &[])), ["1", "2+3"]);
    let account = told(&readings, &[merge(&readings, (2, "k1"), (0, "k1"), EARLY)]);
    assert_eq!(plan_articles(&account), ["1+2+3"]);
    let plan = &account.commitments[0];
    assert_eq!(plan.kind, CommitmentKind::Visit);
    let dates: Vec<_> = plan.history.iter().map(|step| step.when.as_ref().unwrap().start).collect();
    assert_eq!(dates, ["2026-02-10", "2026-04-02"].map(crate::build::day));
}

#[test]
fn split_plan_leaves_its_entry_and_the_others_stay_together() {
    let page = |id| plan(id, "2026-01-08", CommitmentKind::Meeting, "2026-02-10");
    let readings = ["1", "2", "3"].map(page);
    assert_eq!(plan_articles(&told(&readings, &[])), ["1+2+3"]);
    for (index, left) in [(0, ["1", "2+3"]), (1, ["1+3", "2"]), (2, ["1+2", "3"])] {
        let account = told(&readings, &[split(&readings, (index, "k1"), EARLY)]);
        assert_eq!(plan_articles(&account), left);
    }
}

#[test]
fn merged_allegations_are_one_dispute_with_the_answers_to_both() {
    let readings = [
        claim("1", "2026-01-08", ClaimKind::Allegation, "USA", "Vega hid the grain."),
        claim("2", "2026-01-30", ClaimKind::Allegation, "USA", "Stores stood full in Bogotá."),
        claim("3", "2026-01-30", ClaimKind::Denial, "COL", "Stores stood full in Bogotá."),
    ];
    assert_eq!(claim_articles(&told(&readings, &[])), ["1", "2"]);
    let account = told(&readings, &[merge(&readings, (1, "c1"), (0, "c1"), EARLY)]);
    assert_eq!(claim_articles(&account), ["1+2"]);
    let dispute = &account.disputes[0];
    assert_eq!(dispute.claim.reported, Some(crate::build::day("2026-01-08")));
    assert_eq!(dispute.answers.len(), 1);
}

#[test]
fn split_allegation_leaves_its_dispute() {
    let page = |id| claim(id, "2026-01-08", ClaimKind::Allegation, "USA", "Vega hid the grain.");
    let readings = ["1", "2", "3"].map(page);
    assert_eq!(claim_articles(&told(&readings, &[])), ["1+2+3"]);
    for (index, left) in [(0, ["1", "2+3"]), (1, ["1+3", "2"]), (2, ["1+2", "3"])] {
        let account = told(&readings, &[split(&readings, (index, "c1"), EARLY)]);
        assert_eq!(claim_articles(&account), left);
    }
}

#[test]
fn denial_answers_the_claim_that_people_merged_it_with_and_none_that_they_split_it_from() {
    let readings = [
        claim("1", "2026-01-08", ClaimKind::Allegation, "USA", "Vega hid the grain."),
        claim("2", "2026-01-08", ClaimKind::Allegation, "USA", "Stores stood full in Bogotá."),
        claim("3", "2026-01-09", ClaimKind::Denial, "COL", "Stores stood full in Bogotá."),
    ];
    let answered = |corrections: &[Correction]| -> Vec<(ClaimKind, usize)> {
        let disputes = told(&readings, corrections).disputes;
        disputes.iter().map(|dispute| (dispute.claim.kind, dispute.answers.len())).collect()
    };
    let (allegation, denial) = (ClaimKind::Allegation, ClaimKind::Denial);
    assert_eq!(answered(&[]), [(allegation, 0), (allegation, 1)]);
    let merged = merge(&readings, (2, "c1"), (0, "c1"), EARLY);
    assert_eq!(answered(&[merged]), [(allegation, 1), (allegation, 0)]);
    let split = split(&readings, (2, "c1"), EARLY);
    assert_eq!(answered(&[split]), [(allegation, 0), (allegation, 0), (denial, 0)]);
}

#[test]
fn what_each_side_alleges_stays_two_disputes() {
    let readings = [
        claim("1", "2026-01-08", ClaimKind::Allegation, "USA", "Vega hid the grain."),
        claim("2", "2026-01-08", ClaimKind::Allegation, "COL", "Stone hid the grain."),
    ];
    let merged = [merge(&readings, (0, "c1"), (1, "c1"), EARLY)];
    assert_eq!(claim_articles(&told(&readings, &merged)), ["1", "2"]);
}

#[test]
fn statements_and_proposals_are_one_or_not_as_people_say() {
    let page = |id: &str, words: &str| {
        let mut page = Builder::new(id, "2026-01-08");
        let (ada, luis) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
        let said = page.sentence(words);
        page.statement(ada, StatementForm::Direct, said, said).addressees = vec![luis];
        page.proposal(ada, said, said).to = vec![luis];
        page.finish()
    };
    let readings =
        [page("1", "Let us talk."), page("2", "Let us talk."), page("3", "Talks would help.")];
    let entries = |corrections: &[Correction]| {
        let account = told(&readings, corrections);
        let statements = account.statements.iter().map(|entry| entry.evidence.citations());
        let proposals = account.proposals.iter().map(|entry| entry.evidence.citations());
        (articles(&account, statements), articles(&account, proposals))
    };
    let of = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
    assert_eq!(entries(&[]), (of(&["1+2", "3"]), of(&["1+2", "3"])));
    let merged = [
        merge(&readings, (2, "s1"), (0, "s1"), EARLY),
        merge(&readings, (2, "p1"), (0, "p1"), LATE),
    ];
    assert_eq!(entries(&merged), (of(&["1+2+3"]), of(&["1+2+3"])));
    let split = [split(&readings, (0, "s1"), EARLY), split(&readings, (1, "p1"), EARLY)];
    assert_eq!(entries(&split), (of(&["1", "2", "3"]), of(&["1", "2", "3"])));
}
