//! Laws that hold for any readings.

use std::collections::BTreeSet;

use chancery_account::{Account, Citation, Options, Period, account, touches};
use chancery_model::{
    ClaimKind, CommitmentKind, CommitmentStatus, EventKind, Pair, Party, Reading, Standing,
    StatementForm,
};
use proptest::prelude::*;

use crate::build::{Builder, day, on};

/// One record, as numbers that choose its parts.
type Choice = (u8, u8, u8, u8, u8);

const PEOPLE: [(&str, &str); 5] = [
    ("Ada Stone", "USA"),
    ("Bo Reed", "USA"),
    ("Luis Vega", "COL"),
    ("Eva Ríos", "COL"),
    ("Ines Paz", "PER"),
];

fn reading(id: usize, published: u8, choices: &[Choice]) -> Reading {
    let date = match published % 5 {
        4 => String::new(),
        offset => format!("2026-01-{:02}", 8 + offset),
    };
    let mut page = Builder::new(&id.to_string(), &date);
    let actors: Vec<_> = PEOPLE.iter().map(|(name, party)| page.person(name, party)).collect();
    let mut last_claim = None;
    for (number, (what, who, whom, how, when)) in choices.iter().enumerate() {
        let by = actors[usize::from(*who) % actors.len()];
        let to = actors[usize::from(*whom) % actors.len()];
        let name = PEOPLE[usize::from(*whom) % PEOPLE.len()].0;
        let words = format!("“Día {}”, {name} — {} {}.", how % 3, what % 5, number % 2);
        let sentence = page.sentence(&words);
        let date = (when % 3 == 0).then(|| on(&format!("2026-01-{:02}", 7 + when % 6))).flatten();
        match what % 5 {
            0 => {
                let kind = EventKind::ALL[usize::from(*how) % 4];
                let mode = (kind == EventKind::Consult && when % 2 == 0).then_some("phone");
                let event = page.event(kind, mode, &[by], &[to], sentence);
                event.standing = Standing::ALL[usize::from(*when) % 5];
                event.when = date;
            }
            1 => page.statement(by, StatementForm::Direct, sentence, sentence).when = date,
            2 => {
                let kind = ClaimKind::ALL[usize::from(*how) % ClaimKind::ALL.len()];
                let claim = page.claim(kind, Some(by), &[to], sentence, sentence);
                let opens = matches!(kind, ClaimKind::Allegation | ClaimKind::Assertion);
                claim.answers = last_claim.filter(|_| !opens);
                last_claim = Some(claim.id);
            }
            3 => {
                let kind = CommitmentKind::ALL[usize::from(*how) % 2];
                let status = CommitmentStatus::ALL[usize::from(*when) % 7];
                page.commitment(kind, status, &[by, to], sentence).when = date;
            }
            _ => {
                page.proposal(by, sentence, sentence);
            }
        }
    }
    page.finish()
}

fn readings() -> impl Strategy<Value = Vec<Reading>> {
    let choice = (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>());
    let pages = prop::collection::vec((any::<u8>(), prop::collection::vec(choice, 0..12)), 0..8);
    pages.prop_map(|pages| {
        let numbered = pages.iter().enumerate();
        numbered.map(|(id, (published, choices))| reading(id, *published, choices)).collect()
    })
}

fn pair() -> Pair {
    Pair::new(Party("USA".into()), Party("COL".into()))
}

fn fold<'a>(readings: impl IntoIterator<Item = &'a Reading>) -> Account {
    account(&pair(), readings, [], &Options::default())
}

fn citations(account: &Account) -> Vec<Citation> {
    let disputes = account.disputes.iter();
    let positions = disputes.clone();
    let positions =
        positions.flat_map(|dispute| std::iter::once(&dispute.claim).chain(&dispute.answers));
    let turns = disputes.flat_map(|dispute| dispute.course.iter().map(|turn| &turn.evidence));
    let evidence = account
        .events
        .iter()
        .map(|event| &event.evidence)
        .chain(account.statements.iter().map(|statement| &statement.evidence))
        .chain(account.proposals.iter().map(|proposal| &proposal.evidence))
        .chain(positions.map(|position| &position.evidence))
        .chain(turns)
        .chain(account.commitments.iter().map(|commitment| &commitment.evidence));
    evidence.flat_map(|evidence| evidence.citations().iter().collect::<Vec<_>>()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_order_gives_the_same_account(
        (readings, shuffled) in readings()
            .prop_flat_map(|readings| (Just(readings.clone()), Just(readings).prop_shuffle())),
    ) {
        prop_assert_eq!(fold(&readings), fold(&shuffled));
    }

    #[test]
    fn reading_given_twice_adds_nothing(readings in readings()) {
        prop_assert_eq!(fold(&readings), fold(readings.iter().chain(&readings)));
    }

    #[test]
    fn readings_that_do_not_touch_the_pair_add_nothing(readings in readings()) {
        let touching = readings.iter().filter(|reading| touches(&pair(), reading));
        prop_assert_eq!(fold(touching), fold(&readings));
    }

    #[test]
    fn every_citation_lies_inside_its_article_and_its_sentence(readings in readings()) {
        let account = fold(&readings);
        for citation in citations(&account) {
            let text = &account.article(citation.article).unwrap().text;
            prop_assert!(text.get(citation.span.range()).is_some());
            prop_assert!(text.get(citation.sentence.range()).is_some());
            prop_assert!(citation.sentence.contains(citation.span));
        }
    }

    #[test]
    fn every_citation_names_a_record_of_its_reading_and_every_article_is_cited(
        readings in readings(),
    ) {
        let account = fold(&readings);
        let mut cited = BTreeSet::new();
        for citation in citations(&account) {
            cited.insert(citation.article.index());
            let id = &account.article(citation.article).unwrap().id;
            let reading = readings.iter().find(|reading| reading.article.id == *id).unwrap();
            let records = reading.events.iter().map(|event| event.id.to_string())
                .chain(reading.statements.iter().map(|statement| statement.id.to_string()))
                .chain(reading.claims.iter().map(|claim| claim.id.to_string()))
                .chain(reading.commitments.iter().map(|commitment| commitment.id.to_string()))
                .chain(reading.proposals.iter().map(|proposal| proposal.id.to_string()));
            prop_assert!(records.into_iter().any(|record| record == citation.record.to_string()));
        }
        prop_assert_eq!(cited.len(), account.articles.len());
    }

    #[test]
    fn each_event_of_a_reading_is_in_at_most_one_entry(readings in readings()) {
        let account = fold(&readings);
        let mut seen = BTreeSet::new();
        for event in &account.events {
            prop_assert!(event.evidence.origins() <= event.evidence.articles());
            for citation in event.evidence.citations().iter() {
                prop_assert!(seen.insert((citation.article, citation.record)));
            }
        }
    }

    #[test]
    fn open_period_keeps_everything_and_cutting_twice_is_cutting_once(readings in readings()) {
        let account = fold(&readings);
        prop_assert_eq!(&account.within(Period::default()), &account);
        let period = Period { since: Some(day("2026-01-08")), until: Some(day("2026-01-09")) };
        let part = account.within(period);
        prop_assert_eq!(&part.within(period), &part);
    }

    #[test]
    fn disputes_have_a_course_in_time_and_each_side_stands_by_its_last_word(
        readings in readings(),
    ) {
        for dispute in fold(&readings).disputes {
            let days: Vec<_> =
                dispute.course.iter().map(|turn| (turn.day().is_none(), turn.day())).collect();
            prop_assert!(!days.is_empty() && days.is_sorted());
            for stand in &dispute.stands {
                let later = &dispute.course[stand.turn + 1..];
                let last = dispute.course[stand.turn].side == stand.side
                    && later.iter().all(|turn| {
                        turn.side != stand.side
                            || matches!(turn.kind, ClaimKind::Proof | ClaimKind::Silence)
                    });
                prop_assert!(last);
            }
        }
    }
}
