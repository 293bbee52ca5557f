//! Allegations, the denials that answer them, and what became of them.

use chancery_account::{Side, Stance, Turn};
use chancery_model::{ActorId, ClaimKind, EventKind, Reading, Remark, RemarkKind, StatementForm};

use crate::build::{Builder, on};
use crate::events::usa_col;

fn page(id: &str, published: &str, fill: impl FnOnce(&mut Builder, ActorId, ActorId)) -> Reading {
    let mut page = Builder::new(id, published);
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    fill(&mut page, left, right);
    page.finish()
}

fn allegation(id: &str, published: &str) -> Reading {
    page(id, published, |page, left, right| {
        let sentence = page.sentence("Stone accused Vega of sheltering smugglers.");
        let content = page.words("sheltering smugglers");
        page.claim(ClaimKind::Allegation, Some(left), &[right], content, sentence);
    })
}

#[test]
fn denial_stands_beside_the_allegation_that_it_answers() {
    let reading = page("a", "2026-01-08", |page, left, right| {
        let sentence = page.sentence("Stone accused Vega of dumping steel, which Vega denied.");
        let content = page.words("dumping steel");
        let denial = page.words("which Vega denied");
        let claim = page.claim(ClaimKind::Allegation, Some(left), &[right], content, sentence).id;
        page.claim(ClaimKind::Denial, Some(right), &[], denial, denial).answers = Some(claim);
    });
    let account = usa_col(&[reading]);
    assert_eq!(account.disputes.len(), 1);
    let answers = &account.disputes[0].answers;
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0].by.as_ref().unwrap().name, "Luis Vega");
}

#[test]
fn allegation_without_a_denial_is_unanswered() {
    let account = usa_col(&[allegation("a", "2026-01-08")]);
    assert!(account.disputes[0].answers.is_empty());
}

#[test]
fn denial_of_a_later_article_finds_the_allegation_by_its_words() {
    let denial = page("b", "2026-01-20", |page, _, right| {
        let sentence = page.sentence("Vega denied that he sheltered any smugglers.");
        let content = page.words("sheltered any smugglers");
        page.claim(ClaimKind::Denial, Some(right), &[], content, sentence);
    });
    let account = usa_col(&[denial, allegation("a", "2026-01-08"), allegation("c", "2026-02-01")]);
    assert_eq!(account.disputes.len(), 1);
    let dispute = &account.disputes[0];
    assert_eq!((dispute.claim.evidence.articles(), dispute.answers.len()), (2, 1));
}

#[test]
fn denial_without_its_allegation_opens_the_dispute() {
    let reading = page("a", "2026-01-08", |page, _, right| {
        let sentence = page.sentence("Vega denied having mocked Stone.");
        let content = page.words("having mocked Stone");
        page.claim(ClaimKind::Denial, Some(right), &[], content, sentence);
    });
    let account = usa_col(&[reading]);
    assert_eq!(account.disputes[0].claim.kind, ClaimKind::Denial);
}

#[test]
fn one_word_denials_of_different_years_stay_apart() {
    let denial = |id: &str, published: &str| {
        page(id, published, |page, _, right| {
            let sentence = page.sentence("Vega denied involvement, as Stone had feared.");
            let content = page.words("involvement");
            page.claim(ClaimKind::Denial, Some(right), &[], content, sentence);
        })
    };
    let account = usa_col(&[denial("a", "2024-01-08"), denial("b", "2026-01-08")]);
    assert_eq!(account.disputes.len(), 2);
}

#[test]
fn assertion_that_nobody_denies_is_no_dispute() {
    let reading = page("a", "2026-01-08", |page, left, right| {
        let sentence = page.sentence("Stone said Vega was late.");
        page.claim(ClaimKind::Assertion, Some(left), &[right], sentence, sentence);
    });
    assert!(usa_col(&[reading]).disputes.is_empty());
}

#[test]
fn mutual_allegations_are_two_disputes() {
    let back = page("b", "2026-01-09", |page, left, right| {
        let sentence = page.sentence("Vega accused Stone of sheltering smugglers.");
        let content = page.words("sheltering smugglers");
        page.claim(ClaimKind::Allegation, Some(right), &[left], content, sentence);
    });
    assert_eq!(usa_col(&[allegation("a", "2026-01-08"), back]).disputes.len(), 2);
}

/// A page on which one of the two says something of the matter of smugglers.
fn turn(id: &str, published: &str, kind: ClaimKind, side: &str) -> Reading {
    page(id, published, |page, left, right| {
        let (by, other) = if side == "USA" { (left, right) } else { (right, left) };
        let words = format!("Stone and Vega spoke of sheltering smugglers, said page {id}.");
        let sentence = page.sentence(&words);
        let content = page.words("sheltering smugglers");
        page.claim(kind, Some(by), &[other], content, sentence);
    })
}

/// The turns of the only dispute: kind, whether said again, first day.
fn course(readings: &[Reading]) -> Vec<(ClaimKind, bool, String)> {
    let account = usa_col(readings);
    let [dispute] = account.disputes.as_slice() else { panic!("{:?}", account.disputes) };
    let day = |turn: &Turn| turn.day().map_or_else(String::new, |day| day.to_string());
    dispute.course.iter().map(|turn| (turn.kind, turn.again, day(turn))).collect()
}

/// Where the sides stand in the only dispute.
fn stands(readings: &[Reading]) -> Vec<(Side, Stance)> {
    let account = usa_col(readings);
    account.disputes[0].stands.iter().map(|stand| (stand.side, stand.stance)).collect()
}

#[test]
fn course_tells_what_was_said_in_time() {
    let readings = [
        turn("e", "2026-03-20", ClaimKind::Admission, "COL"),
        turn("c", "2026-02-01", ClaimKind::Allegation, "USA"),
        turn("b", "2026-01-09", ClaimKind::Denial, "COL"),
        turn("d", "2026-02-01", ClaimKind::Proof, "USA"),
        turn("a", "2026-01-08", ClaimKind::Allegation, "USA"),
    ];
    let told = [
        (ClaimKind::Allegation, false, "2026-01-08"),
        (ClaimKind::Denial, false, "2026-01-09"),
        (ClaimKind::Allegation, true, "2026-02-01"),
        (ClaimKind::Proof, false, "2026-02-01"),
        (ClaimKind::Admission, false, "2026-03-20"),
    ];
    assert_eq!(course(&readings), told.map(|(kind, again, day)| (kind, again, day.to_owned())));
    assert_eq!(stands(&readings), [(Side::Second, Stance::Alleges), (Side::First, Stance::Admits)]);
}

#[test]
fn papers_that_repeat_a_claim_within_days_are_one_turn() {
    let readings = [
        turn("a", "2026-01-08", ClaimKind::Allegation, "USA"),
        turn("b", "2026-01-10", ClaimKind::Allegation, "USA"),
    ];
    assert_eq!(course(&readings).len(), 1);
    let account = usa_col(&readings);
    assert_eq!(account.disputes[0].course[0].evidence.articles(), 2);
}

#[test]
fn claim_that_was_taken_back_is_withdrawn_and_no_longer_unanswered() {
    let readings = [
        turn("a", "2026-01-08", ClaimKind::Allegation, "USA"),
        turn("b", "2026-02-07", ClaimKind::Retraction, "USA"),
    ];
    assert_eq!(stands(&readings), [(Side::Second, Stance::Withdrew)]);
    let account = usa_col(&readings);
    assert_eq!(account.unanswered_days(&account.disputes[0]), None);
}

#[test]
fn claim_is_unanswered_until_the_latest_article() {
    let other = page("z", "2026-01-28", |page, left, _| {
        let sentence = page.sentence("Stone spoke of Vega.");
        page.statement(left, StatementForm::Indirect, sentence, sentence);
    });
    let account = usa_col(&[allegation("a", "2026-01-08"), other]);
    assert_eq!(account.unanswered_days(&account.disputes[0]), Some(20));
    let denied = [
        turn("a", "2026-01-08", ClaimKind::Allegation, "USA"),
        turn("b", "2026-01-28", ClaimKind::Denial, "COL"),
    ];
    let account = usa_col(&denied);
    assert_eq!(account.unanswered_days(&account.disputes[0]), None);
}

#[test]
fn claim_recalled_where_it_is_taken_back_was_not_made_again() {
    let recalled = page("b", "2026-03-07", |page, left, right| {
        let sentence =
            page.sentence("Stone withdrew the charge that Vega was sheltering smugglers.");
        let content = page.words("sheltering smugglers");
        let claim = page.claim(ClaimKind::Allegation, Some(left), &[right], content, sentence).id;
        page.claim(ClaimKind::Retraction, Some(left), &[right], sentence, sentence).answers =
            Some(claim);
    });
    let told = course(&[allegation("a", "2026-01-08"), recalled]);
    let kinds: Vec<ClaimKind> = told.into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, [ClaimKind::Allegation, ClaimKind::Retraction]);
}

#[test]
fn day_on_which_the_claim_was_made_goes_before_that_of_its_report() {
    assert_eq!(day_of_claim_made("2026-01-02"), "2026-01-02");
    // Such a day is that of the deed.
    assert_eq!(day_of_claim_made("1979-11-04"), "2026-01-08");
}

/// The day of a claim that its report of 8 January dates so.
fn day_of_claim_made(made: &str) -> String {
    let mut late = allegation("a", "2026-01-08");
    let evidence = late.claims[0].evidence;
    let mut accusing = Builder::new("x", "2026-01-08");
    let (left, right) = (accusing.person("Ada Stone", "USA"), accusing.person("Luis Vega", "COL"));
    let event = accusing.event(EventKind::Accuse, None, &[left], &[right], evidence);
    event.when = on(made);
    late.events = accusing.finish().events;
    course(&[late]).remove(0).2
}

#[test]
fn proof_without_a_claim_is_no_dispute() {
    assert!(usa_col(&[turn("a", "2026-01-08", ClaimKind::Proof, "USA")]).disputes.is_empty());
}

#[test]
fn silence_stands_in_the_course_and_answers_nothing() {
    let reading = page("a", "2026-01-08", |page, left, right| {
        let sentence = page.sentence("Stone accused Vega of sheltering smugglers.");
        let content = page.words("sheltering smugglers");
        let claim = page.claim(ClaimKind::Allegation, Some(left), &[right], content, sentence).id;
        let silence = page.sentence("Vega declined to comment.");
        page.claim(ClaimKind::Silence, Some(right), &[left], silence, silence).answers =
            Some(claim);
    });
    let account = usa_col(&[reading]);
    let dispute = &account.disputes[0];
    assert!(dispute.answers.is_empty() && !dispute.is_answered());
    let kinds: Vec<ClaimKind> = dispute.course.iter().map(|turn| turn.kind).collect();
    assert_eq!(kinds, [ClaimKind::Allegation, ClaimKind::Silence]);
    assert_eq!(dispute.stands.len(), 1, "silence is no stance");
}

#[test]
fn silence_that_answers_no_known_claim_is_no_dispute() {
    let silence = page("a", "2026-01-08", |page, left, right| {
        let sentence = page.sentence("Vega declined to comment on sheltering smugglers for Stone.");
        page.claim(ClaimKind::Silence, Some(right), &[left], sentence, sentence);
    });
    let account = usa_col(&[silence, allegation("b", "2026-01-09")]);
    assert_eq!(account.disputes.len(), 1);
    assert_eq!(account.disputes[0].course.len(), 1);
}

#[test]
fn remarks_of_the_report_stay_with_its_claim() {
    let reading = page("a", "2026-01-08", |page, left, right| {
        let sentence = page.sentence("Stone accused Vega, without evidence, of dumping steel.");
        let (content, span) = (page.words("dumping steel"), page.words("without evidence"));
        page.claim(ClaimKind::Allegation, Some(left), &[right], content, sentence).remarks =
            vec![Remark { kind: RemarkKind::Unproven, span }];
    });
    let account = usa_col(std::slice::from_ref(&reading));
    let remarks = &account.disputes[0].claim.remarks;
    let words: Vec<&str> =
        remarks.iter().map(|one| one.content.span.of(&reading.article.text)).collect();
    assert_eq!(words, ["without evidence"]);
}

#[test]
fn claim_in_words_that_another_tells_of_rests_on_that_ones_word() {
    let reading = page("a", "2026-01-08", |page, left, right| {
        let teller = page.person("Kim Berg", "NOR");
        let sentence = page.sentence("Berg said Stone had told her that Vega shelters smugglers.");
        let content = page.words("Vega shelters smugglers");
        let said = page.statement(left, StatementForm::Indirect, content, sentence);
        said.reported_by = Some(teller);
        let said = said.id;
        page.claim(ClaimKind::Allegation, Some(left), &[right], content, sentence).statement =
            Some(said);
    });
    let account = usa_col(&[reading]);
    let teller = account.disputes[0].claim.reported_by.as_ref();
    assert_eq!(teller.map(|teller| teller.name.as_str()), Some("Kim Berg"));
    assert_eq!(account.disputes[0].course[0].reported_by.as_ref(), teller);
}
