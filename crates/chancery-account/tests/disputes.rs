//! Allegations and the denials that answer them.

use chancery_model::{ActorId, ClaimKind, Reading};

use crate::build::Builder;
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
