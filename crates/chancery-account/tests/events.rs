//! Merging of events over reports.

use chancery_account::{Account, Dated, Options, account, touches};
use chancery_model::{ActorKind, EventKind, Pair, Party, Precision, Reading, Standing, When};

use crate::build::{Builder, day, on};

fn pair() -> Pair {
    Pair::new(Party("USA".into()), Party("COL".into()))
}

pub(crate) fn usa_col(readings: &[Reading]) -> Account {
    account(&pair(), readings, [], &Options::default())
}

/// A report of a call, with the words of its sentence.
fn call(id: &str, published: &str, words: &str) -> Builder {
    let mut page = Builder::new(id, published);
    let left = page.person("Ada Stone", "USA");
    let right = page.person("Luis Vega", "COL");
    let sentence = page.sentence(words);
    page.event(EventKind::Consult, Some("phone"), &[left], &[right], sentence);
    page
}

fn one_event_of(mut page: Builder, change: impl FnOnce(&mut chancery_model::Event)) -> Reading {
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence("Stone threatened Vega.");
    change(page.event(EventKind::Threaten, None, &[left], &[right], sentence));
    page.finish()
}

#[test]
fn reports_of_one_call_are_one_event_with_all_its_evidence() {
    let account = usa_col(&[
        call("b", "2026-01-09", "Vega took a call from Stone.").finish(),
        call("a", "2026-01-08", "Stone rang Vega on Wednesday.").finish(),
    ]);
    assert_eq!(account.events.len(), 1);
    let event = &account.events[0];
    assert_eq!((event.evidence.articles(), event.evidence.origins()), (2, 2));
    assert_eq!(event.dated, Dated::ReportedOn(day("2026-01-08")));
    assert_eq!(account.articles[0].id, "sha256:a");
}

#[test]
fn same_sentence_in_two_articles_is_one_origin() {
    let account = usa_col(&[
        call("a", "2026-01-08", "Stone rang Vega on Wednesday.").finish(),
        call("b", "2026-01-08", "Stone  rang Vega on Wednesday").finish(),
        call("c", "2026-01-08", "Vega spoke with Stone.").finish(),
    ]);
    let evidence = &account.events[0].evidence;
    assert_eq!((evidence.articles(), evidence.origins()), (3, 2));
}

#[test]
fn what_is_done_to_people_is_done_to_their_country_but_what_they_do_is_not() {
    let report = |id, published, back: bool| {
        let mut page = Builder::new(id, published);
        let (state, people) =
            (page.state("Colombia", "COL"), page.actor("Americans", "USA", ActorKind::Group));
        let sentence = page.sentence("Colombia freed the Americans.");
        let (by, to) = if back { (people, state) } else { (state, people) };
        page.event(EventKind::Retreat, Some("release"), &[by], &[to], sentence);
        let mut reading = page.finish();
        // They act for nobody.
        reading.actors[people.index()].party = None;
        reading
    };
    let account = usa_col(&[report("a", "2026-01-08", false), report("b", "2026-01-08", true)]);
    assert_eq!(account.events.len(), 1);
    let event = &account.events[0];
    assert_eq!(event.evidence.articles(), 1);
    assert_eq!(
        (event.actors[0].name.as_str(), event.recipients[0].name.as_str()),
        ("Colombia", "Americans")
    );
    let [freed, acted] = [false, true].map(|back| report("a", "2026-01-08", back));
    assert!(touches(&pair(), &freed));
    assert!(!touches(&pair(), &acted));
}

#[test]
fn dates_two_days_apart_are_two_events() {
    let account = usa_col(&[
        call("a", "2026-01-08", "Stone rang Vega.").finish(),
        call("b", "2026-01-10", "Stone rang Vega again.").finish(),
    ]);
    assert_eq!(account.events.len(), 2);
}

#[test]
fn text_date_wins_over_the_day_of_the_report() {
    let mut dated = Builder::new("b", "2026-01-08");
    let (left, right) = (dated.person("Ada Stone", "USA"), dated.person("Luis Vega", "COL"));
    let sentence = dated.sentence("Stone and Vega spoke on 7 January.");
    dated.event(EventKind::Consult, None, &[left, right], &[], sentence).when = on("2026-01-07");
    let undated = call("a", "2026-01-08", "Stone rang Vega.").finish();
    // The mode founds the event; the date of the text agrees within a day.
    let account = usa_col(&[undated, dated.finish()]);
    assert_eq!(account.events.len(), 1);
    assert_eq!(account.events[0].mode.map(|mode| mode.code()), Some("phone"));
    assert_eq!(account.events[0].dated.day(), Some(day("2026-01-07")));
}

#[test]
fn articles_without_a_date_never_merge_with_others() {
    let account = usa_col(&[
        call("a", "", "Stone rang Vega.").finish(),
        call("b", "", "Vega heard from Stone.").finish(),
        call("c", "2026-01-08", "A call joined Stone and Vega.").finish(),
    ]);
    assert_eq!(account.events.len(), 3);
    assert_eq!(account.events[2].dated, Dated::Unknown);
}

#[test]
fn planned_and_denied_events_stay_apart_from_actual_ones() {
    let account = usa_col(&[
        one_event_of(Builder::new("a", "2026-01-08"), |_| {}),
        one_event_of(Builder::new("b", "2026-01-08"), |event| event.standing = Standing::Planned),
        one_event_of(Builder::new("c", "2026-01-08"), |event| event.standing = Standing::Negated),
    ]);
    assert_eq!(account.events.len(), 3);
}

/// Reports of one day, each on the word of that party, or plain.
fn on_word_of(parties: &[Option<&str>]) -> Vec<Option<Party>> {
    let report = |(number, party): (usize, &Option<&str>)| {
        one_event_of(Builder::new(&number.to_string(), "2026-01-08"), |event| {
            event.reported_by = party.map(|party| Party(party.into()));
        })
    };
    let readings: Vec<Reading> = parties.iter().enumerate().map(report).collect();
    usa_col(&readings).events.into_iter().map(|event| event.reported_by).collect()
}

#[test]
fn what_a_party_says_is_one_with_what_others_report_plainly_but_not_with_what_another_says() {
    let word_of = |party: &str| Some(Party(party.into()));
    assert_eq!(on_word_of(&[None, Some("COL"), Some("COL")]), [None]);
    assert_eq!(on_word_of(&[Some("COL"), Some("COL")]), vec![word_of("COL")]);
    assert_eq!(on_word_of(&[Some("COL"), Some("PER")]), [word_of("COL"), word_of("PER")]);
}

#[test]
fn what_a_party_says_of_its_own_act_is_one_with_what_the_other_says_of_it() {
    assert_eq!(on_word_of(&[Some("COL"), Some("USA")]), [None]);
}

/// A report with a time from the first to the last day.
fn within(id: &str, published: &str, first: &str, last: &str) -> Reading {
    one_event_of(Builder::new(id, published), |event| {
        event.when = Some(When {
            start: day(first),
            end: Some(day(last)),
            precision: Precision::Week,
            text: None,
        });
    })
}

#[test]
fn day_inside_a_week_meets_it_and_gives_the_event_its_date() {
    let exact = one_event_of(Builder::new("a", "2026-01-08"), |event| {
        event.when = on("2026-01-07");
    });
    let week = within("b", "2026-01-12", "2026-01-05", "2026-01-11");
    let account = usa_col(&[week.clone(), exact]);
    assert_eq!(account.events.len(), 1);
    assert_eq!(account.events[0].dated.day(), Some(day("2026-01-07")));
    let next = one_event_of(Builder::new("c", "2026-01-20"), |event| {
        event.when = on("2026-01-19");
    });
    assert_eq!(usa_col(&[week, next]).events.len(), 2);
}

#[test]
fn news_without_a_day_is_that_of_the_days_before_it() {
    let exact = one_event_of(Builder::new("a", "2026-01-08"), |event| {
        event.when = on("2026-01-07");
    });
    let told = |published: &str| {
        let about = within("b", published, published, published);
        usa_col(&[exact.clone(), about]).events.len()
    };
    assert_eq!((told("2026-01-10"), told("2026-01-11"), told("2026-01-05")), (1, 2, 2));
}

#[test]
fn background_with_its_own_date_joins_the_news_of_that_date() {
    let account = usa_col(&[
        one_event_of(Builder::new("a", "2026-01-08"), |_| {}),
        one_event_of(Builder::new("b", "2026-03-01"), |event| {
            event.standing = Standing::Historical;
            event.when = on("2026-01-08");
        }),
    ]);
    assert_eq!(account.events.len(), 1);
    assert_eq!(account.events[0].standing, Standing::Actual);
    assert_eq!(account.events[0].evidence.articles(), 2);
}

#[test]
fn threats_in_opposite_directions_are_two_events() {
    let mut back = Builder::new("b", "2026-01-08");
    let (left, right) = (back.person("Ada Stone", "USA"), back.person("Luis Vega", "COL"));
    let sentence = back.sentence("Vega threatened Stone.");
    back.event(EventKind::Threaten, None, &[right], &[left], sentence);
    let account = usa_col(&[one_event_of(Builder::new("a", "2026-01-08"), |_| {}), back.finish()]);
    assert_eq!(account.events.len(), 2);
}

#[test]
fn events_with_others_stay_out() {
    let mut page = Builder::new("a", "2026-01-08");
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let third = page.state("Peru", "PER");
    let sentence = page.sentence("Stone, with Vega watching, threatened Peru.");
    page.event(EventKind::Threaten, None, &[left], &[third], sentence);
    page.event(EventKind::Threaten, None, &[third], &[right], sentence);
    assert!(usa_col(&[page.finish()]).is_empty());
}

#[test]
fn record_whose_words_lie_outside_the_article_is_left_out() {
    let reading = one_event_of(Builder::new("a", "2026-01-08"), |event| {
        event.evidence = chancery_model::Span::new(5, 5000);
    });
    assert!(usa_col(&[reading]).is_empty());
}

#[test]
fn whom_most_reports_name_comes_first() {
    let mut odd = Builder::new("a", "2026-01-08");
    let aide = odd.person("Bo Reed", "USA");
    let (left, right) = (odd.person("Ada Stone", "USA"), odd.person("Luis Vega", "COL"));
    let sentence = odd.sentence("With Reed listening, Stone rang Vega.");
    odd.event(EventKind::Consult, Some("phone"), &[aide, left], &[right], sentence);
    let account = usa_col(&[odd.finish(), call("b", "2026-01-08", "Stone rang Vega.").finish()]);
    let names = account.events[0].actors.iter().map(|actor| actor.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["Ada Stone", "Bo Reed"]);
}

#[test]
fn events_of_one_year_merge_only_as_news_of_one_day() {
    let report = |id: &str, published: &str| {
        one_event_of(Builder::new(id, published), |event| {
            event.when = Some(When {
                start: day("2025-01-01"),
                end: Some(day("2025-12-31")),
                precision: Precision::Year,
                text: None,
            });
        })
    };
    let account =
        usa_col(&[report("a", "2026-01-08"), report("b", "2026-01-09"), report("c", "2026-03-01")]);
    assert_eq!(account.events.len(), 2);
}

#[test]
fn full_name_and_surname_are_one_participant() {
    let mut short = Builder::new("b", "2026-01-08");
    let (left, right) = (short.person("Stone", "USA"), short.person("Vega", "COL"));
    let sentence = short.sentence("Stone and Vega talked.");
    short.event(EventKind::Consult, Some("phone"), &[left, right], &[], sentence);
    let account =
        usa_col(&[call("a", "2026-01-08", "Ada Stone rang Luis Vega.").finish(), short.finish()]);
    let event = &account.events[0];
    let names: Vec<&str> = event.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Ada Stone", "Luis Vega"]);
    assert!(event.recipients.is_empty());
}

#[test]
fn report_without_a_mode_contradicts_none() {
    let mut plain = Builder::new("a", "2026-01-08");
    let (left, right) = (plain.person("Ada Stone", "USA"), plain.person("Luis Vega", "COL"));
    let sentence = plain.sentence("Stone spoke with Vega on Thursday.");
    plain.event(EventKind::Consult, None, &[left], &[right], sentence).when = on("2026-01-08");
    let rang = call("b", "2026-01-08", "Stone rang Vega.").finish();
    let mut visit = Builder::new("c", "2026-01-08");
    let (left, right) = (visit.person("Ada Stone", "USA"), visit.person("Luis Vega", "COL"));
    let sentence = visit.sentence("Stone visited Vega.");
    visit.event(EventKind::Consult, Some("visit"), &[left], &[right], sentence);
    let account = usa_col(&[plain.finish(), rang, visit.finish()]);
    let modes: Vec<_> =
        account.events.iter().map(|event| event.mode.map(|mode| mode.code())).collect();
    // The plain report is of one of the two; they are never one.
    assert_eq!((account.events.len(), modes), (2, vec![Some("phone"), Some("visit")]));
}

#[test]
fn what_goes_on_from_a_day_is_of_that_day() {
    let from =
        |day: &str| on(day).map(|when| When { end: None, precision: Precision::Open, ..when });
    let account = usa_col(&[
        one_event_of(Builder::new("a", "2026-01-09"), |event| event.when = from("2026-01-08")),
        one_event_of(Builder::new("b", "2026-01-08"), |event| event.when = on("2026-01-08")),
    ]);
    assert_eq!(account.events.len(), 1);
}
