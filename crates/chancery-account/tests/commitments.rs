//! Commitments and the history of their status.

use chancery_account::Outcome;
use chancery_model::{
    ActorKind, Commitment, CommitmentKind, CommitmentStatus, EventKind, Mode, Place, Precision,
    Reading, Standing, When,
};

use CommitmentStatus::{Announced, Cancelled, Held, Moved, Scheduled};

use crate::build::{Builder, on};
use crate::events::usa_col;

fn meeting(
    published: &str,
    status: CommitmentStatus,
    change: impl FnOnce(&mut Commitment),
) -> Reading {
    let mut page = Builder::new(published, published);
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence(&format!("Stone and Vega: a meeting is {}.", status.name()));
    change(page.commitment(CommitmentKind::Meeting, status, &[left, right], sentence));
    page.finish()
}

fn history(readings: &[Reading]) -> Vec<Vec<CommitmentStatus>> {
    let account = usa_col(readings);
    let statuses = |commitment: &chancery_account::Commitment| {
        commitment.history.iter().map(|step| step.status).collect()
    };
    account.commitments.iter().map(statuses).collect()
}

#[test]
fn summit_called_off_and_on_again_is_one_commitment() {
    let june = |commitment: &mut Commitment| commitment.when = on("2026-06-12");
    let readings = [
        meeting("2026-03-09", Announced, |_| {}),
        meeting("2026-05-10", Scheduled, june),
        meeting("2026-05-24", Cancelled, june),
        meeting("2026-06-01", Scheduled, june),
        meeting("2026-06-12", Held, june),
    ];
    assert_eq!(history(&readings), [[Announced, Scheduled, Cancelled, Scheduled, Held]]);
    assert_eq!(usa_col(&readings).commitments[0].status, Held);
}

#[test]
fn report_that_knows_less_changes_nothing() {
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-05-12", Announced, |_| {}),
    ];
    assert_eq!(history(&readings), [[Scheduled]]);
    let commitment = &usa_col(&readings).commitments[0];
    assert_eq!((&commitment.when, commitment.evidence.articles()), (&on("2026-06-12"), 2));
}

#[test]
fn moved_meeting_keeps_its_history_under_the_new_date() {
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-05-20", Moved, |commitment| commitment.when = on("2026-07-01")),
    ];
    assert_eq!(history(&readings), [[Scheduled, Moved]]);
    assert_eq!(usa_col(&readings).commitments[0].when, on("2026-07-01"));
}

#[test]
fn other_dates_and_other_places_are_other_commitments() {
    let place = |name: &str| Some(Place { name: name.into(), country: None });
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-05-11", Scheduled, |commitment| commitment.when = on("2026-09-30")),
    ];
    assert_eq!(history(&readings).len(), 2);
    let readings = [
        meeting("2026-05-10", Announced, |commitment| commitment.place = place("Bogotá")),
        meeting("2026-05-11", Announced, |commitment| commitment.place = place("the White House")),
    ];
    assert_eq!(history(&readings).len(), 2);
}

#[test]
fn plan_that_nobody_mentions_for_a_quarter_is_forgotten() {
    let readings =
        [meeting("2026-01-10", Announced, |_| {}), meeting("2026-06-10", Announced, |_| {})];
    assert_eq!(history(&readings).len(), 2);
}

#[test]
fn held_meeting_does_not_take_the_next_plan() {
    let readings = [
        meeting("2026-01-10", Held, |commitment| commitment.when = on("2026-01-10")),
        meeting("2026-01-20", Announced, |_| {}),
    ];
    assert_eq!(history(&readings), [[Held], [Announced]]);
}

#[test]
fn day_of_the_news_is_not_the_day_of_the_plan() {
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-05-24", Cancelled, |commitment| commitment.when = on("2026-05-24")),
        meeting("2026-05-26", Announced, |commitment| commitment.when = on("2026-05-25")),
    ];
    assert_eq!(history(&readings), [[Scheduled, Cancelled]]);
    assert_eq!(usa_col(&readings).commitments[0].when, on("2026-06-12"));
}

#[test]
fn day_that_one_report_names_gives_way_to_that_of_many() {
    let june = |published: &str, day: &str| {
        meeting(published, Scheduled, |commitment| commitment.when = on(day))
    };
    let readings = [
        june("2026-05-10", "2026-06-12"),
        june("2026-05-11", "2026-06-12"),
        june("2026-05-12", "2026-06-14"),
        june("2026-05-13", "2026-06-12"),
    ];
    assert_eq!(history(&readings), [[Scheduled]]);
    assert_eq!(usa_col(&readings).commitments[0].evidence.articles(), 4);
}

#[test]
fn report_long_after_its_date_is_of_the_next_plan() {
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-07-20", Announced, |_| {}),
    ];
    assert_eq!(history(&readings), [[Scheduled], [Announced]]);
}

#[test]
fn meeting_that_took_place_at_the_date_of_the_plan_is_held() {
    let plan = meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12"));
    let met = |published: &str, mode: Option<&str>, standing: Standing| {
        let mut page = Builder::new(published, published);
        let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
        let sentence = page.sentence("Stone met Vega.");
        let event = page.event(EventKind::Consult, mode, &[left, right], &[], sentence);
        (event.when, event.standing) = (on(published), standing);
        page.finish()
    };
    let readings = [plan.clone(), met("2026-06-12", None, Standing::Actual)];
    let commitment = &usa_col(&readings).commitments[0];
    assert_eq!((commitment.status, commitment.history.len()), (Held, 2));
    assert_eq!(commitment.evidence.articles(), 2);
    for other in [
        met("2026-06-12", Some("phone"), Standing::Actual),
        met("2026-06-12", None, Standing::Planned),
        met("2026-06-15", None, Standing::Actual),
    ] {
        assert_eq!(usa_col(&[plan.clone(), other]).commitments[0].status, Scheduled);
    }
}

#[test]
fn plan_lapses_when_its_date_passed_days_ago_without_news() {
    let readings =
        [meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12"))];
    let commitment = &usa_col(&readings).commitments[0];
    let outcome = |on: &str| commitment.outcome(crate::build::day(on), 7);
    assert_eq!(outcome("2026-06-11"), Outcome::Open);
    assert_eq!(outcome("2026-06-12"), Outcome::Due);
    assert_eq!(outcome("2026-06-19"), Outcome::Due);
    assert_eq!(outcome("2026-06-20"), Outcome::Lapsed);
}

#[test]
fn month_that_was_named_first_gives_way_to_the_day() {
    let may = |commitment: &mut Commitment| {
        let (start, end) = (crate::build::day("2026-05-01"), crate::build::day("2026-05-31"));
        let text = Some("by May".to_owned());
        commitment.when = Some(When { start, end: Some(end), precision: Precision::Month, text });
    };
    let june = |commitment: &mut Commitment| commitment.when = on("2026-06-12");
    let readings = [
        meeting("2026-03-09", Scheduled, may),
        meeting("2026-05-10", Scheduled, june),
        meeting("2026-05-11", Scheduled, june),
        meeting("2026-05-12", Scheduled, june),
        meeting("2026-05-24", Cancelled, |_| {}),
    ];
    assert_eq!(history(&readings), [[Scheduled, Scheduled, Cancelled]]);
    assert_eq!(usa_col(&readings).commitments[0].when, on("2026-06-12"));
}

/// Returns an article that tells of a meeting of these two.
fn met(published: &str, left: &str, right: &str) -> Reading {
    let mut page = Builder::new(published, published);
    let (left, right) = (page.person(left, "USA"), page.person(right, "COL"));
    let sentence = page.sentence("They met.");
    page.event(EventKind::Consult, None, &[left, right], &[], sentence).when = on(published);
    page.finish()
}

#[test]
fn plan_without_a_day_is_held_when_its_people_meet_soon_after() {
    let plan = meeting("2026-05-10", Announced, |_| {});
    let status = |met: Reading| usa_col(&[plan.clone(), met]).commitments[0].status;
    assert_eq!(status(met("2026-06-20", "Ada Stone", "Luis Vega")), Held);
    assert_eq!(status(met("2026-06-20", "Max Hill", "Rosa Paz")), Announced);
    assert_eq!(status(met("2026-09-20", "Ada Stone", "Luis Vega")), Announced);
}

#[test]
fn plan_to_meet_is_not_held_by_phone_or_without_one_of_the_two() {
    let plan = meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12"));
    let mut called = met("2026-06-12", "Ada Stone", "Luis Vega");
    called.events[0].mode = Mode::new(EventKind::Consult, "phone").ok();
    assert_eq!(usa_col(&[plan, called]).commitments[0].status, Scheduled);
    let open = meeting("2026-05-10", Announced, |_| {});
    let mut alone = met("2026-06-01", "Ada Stone", "Luis Vega");
    alone.actors.iter_mut().filter(|actor| actor.name == "Luis Vega").for_each(|actor| {
        (actor.name, actor.kind) = ("Colombia".into(), ActorKind::State);
    });
    assert_eq!(usa_col(&[open, alone]).commitments[0].status, Announced);
}

#[test]
fn plan_moved_without_a_new_day_has_none_until_a_report_gives_one() {
    let plan = meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12"));
    let moved = meeting("2026-05-20", Moved, |_| {});
    let commitment = usa_col(&[plan.clone(), moved.clone()]).commitments.remove(0);
    assert_eq!((commitment.status, commitment.when), (Moved, None));
    let again = meeting("2026-05-25", Scheduled, |commitment| commitment.when = on("2026-07-03"));
    let commitment = usa_col(&[plan, moved, again]).commitments.remove(0);
    assert_eq!((commitment.status, commitment.when), (Scheduled, on("2026-07-03")));
}

#[test]
fn two_hosts_of_one_guest_plan_nothing_with_each_other() {
    let mut page = Builder::new("a", "2026-05-24");
    let (guest, left) = (page.person("Nils Berg", "NOR"), page.person("Ada Stone", "USA"));
    let right = page.person("Luis Vega", "COL");
    let sentence = page.sentence("Berg will visit Stone and Vega.");
    page.commitment(CommitmentKind::Visit, Announced, &[guest, left, right], sentence);
    assert!(usa_col(&[page.finish()]).commitments.is_empty());
}

#[test]
fn plan_that_was_moved_from_its_day_is_held_when_its_people_meet_later() {
    let plan = meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12"));
    // Told after the day, "moved" names the day that is left, not the new one.
    let late = meeting("2026-06-22", Moved, |commitment| commitment.when = on("2026-06-12"));
    let moved = [plan.clone(), late, met("2026-06-21", "Ada Stone", "Luis Vega")];
    assert_eq!(usa_col(&moved).commitments[0].status, Held);
    assert_eq!(usa_col(&moved).commitments[0].when, on("2026-06-21"));
    let early = meeting("2026-05-20", Moved, |commitment| commitment.when = on("2026-07-01"));
    let ahead = [plan, early, met("2026-06-21", "Ada Stone", "Luis Vega")];
    assert_eq!(usa_col(&ahead).commitments[0].status, Moved);
}

#[test]
fn plan_without_a_day_lapses_when_nobody_speaks_of_it_any_more() {
    let readings = [meeting("2026-01-10", Announced, |_| {})];
    let commitment = &usa_col(&readings).commitments[0];
    assert_eq!(commitment.outcome(crate::build::day("2026-06-10"), 7), Outcome::Open);
    assert_eq!(commitment.outcome(crate::build::day("2026-08-10"), 7), Outcome::Lapsed);
}

#[test]
fn plan_without_any_day_is_open_only_where_no_day_is_known() {
    let mut undated = meeting("2026-01-10", Announced, |_| {});
    undated.article.published = None;
    let commitment = &usa_col(&[undated]).commitments[0];
    assert_eq!(commitment.outcome(crate::build::day("2026-06-10"), 7), Outcome::Lapsed);
    assert_eq!(commitment.outcome(chancery_model::Date::MIN, 7), Outcome::Open);
}

#[test]
fn background_of_an_article_does_not_undo_that_it_was_called_off() {
    let mut page = Builder::new("a", "2026-05-24");
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let off = page.sentence("Stone called off the meeting with Vega.");
    page.commitment(CommitmentKind::Meeting, Cancelled, &[left, right], off);
    let before = page.sentence("It was to take place on 12 June.");
    page.commitment(CommitmentKind::Meeting, Scheduled, &[left, right], before).when =
        on("2026-06-12");
    let readings = [page.finish()];
    assert_eq!(usa_col(&readings).commitments[0].status, Cancelled);
}

#[test]
fn plans_of_no_kind_are_one_only_where_they_share_words() {
    let plan = |published: &str, words: &str| {
        let mut page = Builder::new(published, published);
        let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
        let sentence = page.sentence(words);
        page.commitment(CommitmentKind::Other, Announced, &[left, right], sentence);
        page.finish()
    };
    let readings = [
        plan("2026-05-10", "They will open a joint centre for earthquake warnings."),
        plan("2026-05-11", "They will swap prisoners at the border."),
        plan("2026-05-12", "The joint centre for earthquake warnings is to open."),
    ];
    assert_eq!(usa_col(&readings).commitments.len(), 2);
}

#[test]
fn report_that_recalls_a_move_takes_the_new_day_from_nobody() {
    let readings = [
        meeting("2026-05-10", Scheduled, |commitment| commitment.when = on("2026-06-12")),
        meeting("2026-05-20", Moved, |commitment| commitment.when = on("2026-07-01")),
        meeting("2026-06-20", Moved, |_| {}),
        meeting("2026-06-25", Scheduled, |commitment| {
            let july = on("2026-07-01").map(|when| When {
                end: on("2026-07-31").and_then(|last| last.end),
                precision: Precision::Month,
                ..when
            });
            commitment.when = july;
        }),
    ];
    let commitments = usa_col(&readings).commitments;
    assert_eq!(commitments.len(), 1);
    assert_eq!((commitments[0].status, &commitments[0].when), (Moved, &on("2026-07-01")));
}

fn visit(
    published: &str,
    status: CommitmentStatus,
    guest: (&str, &str),
    host: (&str, &str),
) -> Reading {
    let mut page = Builder::new(published, published);
    let guest = page.person(guest.0, guest.1);
    let host = page.state(host.0, host.1);
    let sentence = page.sentence("The one is to visit the other.");
    page.commitment(CommitmentKind::Visit, status, &[guest, host], sentence).when =
        on("2026-06-12");
    page.finish()
}

#[test]
fn visit_there_and_visit_back_are_two_plans() {
    let (stone, vega) = (("Ada Stone", "USA"), ("Luis Vega", "COL"));
    let there = visit("2026-05-10", Scheduled, stone, ("Colombia", "COL"));
    let back = visit("2026-05-12", Scheduled, vega, ("United States", "USA"));
    assert_eq!(history(&[there.clone(), back]), [[Scheduled], [Scheduled]]);
    let again = visit("2026-05-14", Scheduled, stone, ("Colombia", "COL"));
    assert_eq!(history(&[there, again]), [[Scheduled]]);
}

#[test]
fn guest_of_a_visit_stays_first_and_holds_it_however_many_reports_name_the_hosts() {
    let plan = visit("2026-05-10", Scheduled, ("Ada Stone", "USA"), ("Colombia", "COL"));
    let mut moved = Builder::new("b", "2026-06-20");
    let states = [moved.state("Colombia", "COL"), moved.state("United States", "USA")];
    let sentence = moved.sentence("The visit had been moved from 12 June.");
    moved.commitment(CommitmentKind::Visit, Moved, &states, sentence);
    let mut page = Builder::new("c", "2026-06-20");
    let (guest, host) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence("Vega received Stone on Friday.");
    page.event(EventKind::Consult, Some("visit"), &[guest], &[host], sentence).when =
        on("2026-06-19");
    let commitments = usa_col(&[plan, moved.finish(), page.finish()]).commitments;
    assert_eq!(commitments.len(), 1);
    assert_eq!(commitments[0].parties[0].name, "Ada Stone");
    assert_eq!((commitments[0].status, &commitments[0].when), (Held, &on("2026-06-19")));
}

#[test]
fn visit_that_one_report_calls_a_meeting_of_that_day_is_one_plan() {
    let plan = visit("2026-05-10", Scheduled, ("Ada Stone", "USA"), ("Colombia", "COL"));
    let met = meeting("2026-05-12", Scheduled, |commitment| commitment.when = on("2026-06-12"));
    let elsewhen =
        meeting("2026-05-12", Scheduled, |commitment| commitment.when = on("2026-06-19"));
    assert_eq!(history(&[plan.clone(), met]), [[Scheduled]]);
    assert_eq!(history(&[plan, elsewhen]), [[Scheduled], [Scheduled]]);
}

#[test]
fn what_one_side_will_do_without_a_kind_is_listed_where_it_has_a_day() {
    let alone = |when: Option<When>| {
        let mut page = Builder::new("a", "2026-05-24");
        let actor = page.person("Ada Stone", "USA");
        page.state("Colombia", "COL");
        let sentence = page.sentence("Ada Stone will write to parliament about Colombia.");
        page.commitment(CommitmentKind::Other, Announced, &[actor], sentence).when = when;
        usa_col(&[page.finish()]).commitments.len()
    };
    assert_eq!((alone(None), alone(on("2026-06-01"))), (0, 1));
}
