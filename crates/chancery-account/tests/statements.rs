//! Statements and proposals of one party that touch the other.

use chancery_model::{ActorId, Reading, StatementForm};

use crate::build::Builder;
use crate::events::usa_col;

fn quotation(
    id: &str,
    published: &str,
    change: impl FnOnce(&mut Builder, ActorId, ActorId),
) -> Reading {
    let mut page = Builder::new(id, published);
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    change(&mut page, left, right);
    page.finish()
}

fn praise(id: &str, published: &str) -> Reading {
    quotation(id, published, |page, left, _| {
        let sentence = page.sentence("Stone called the talk with Vega “frank and warm”.");
        let content = page.words("frank and warm");
        page.statement(left, StatementForm::Direct, content, sentence);
    })
}

#[test]
fn naming_the_other_party_in_the_sentence_is_enough() {
    let account = usa_col(&[praise("a", "2026-01-08")]);
    assert_eq!(account.statements.len(), 1);
    assert_eq!(account.statements[0].touches[0].name, "Luis Vega");
}

#[test]
fn statement_about_somebody_else_stays_out() {
    let reading = quotation("a", "2026-01-08", |page, left, _| {
        page.sentence("Vega listened.");
        let sentence = page.sentence("Stone said the weather was fine.");
        page.statement(left, StatementForm::Indirect, sentence, sentence);
    });
    assert!(usa_col(&[reading]).statements.is_empty());
}

#[test]
fn addressing_the_other_party_is_enough() {
    let reading = quotation("a", "2026-01-08", |page, left, right| {
        let sentence = page.sentence("“Come to the table,” Stone told him.");
        page.statement(left, StatementForm::Direct, sentence, sentence).addressees = vec![right];
    });
    assert_eq!(usa_col(&[reading]).statements.len(), 1);
}

#[test]
fn words_repeated_within_a_week_are_one_statement() {
    let account =
        usa_col(&[praise("c", "2026-02-08"), praise("a", "2026-01-08"), praise("b", "2026-01-12")]);
    let articles: Vec<usize> =
        account.statements.iter().map(|statement| statement.evidence.articles()).collect();
    assert_eq!(articles, [2, 1]);
    assert_eq!(account.statements[0].evidence.origins(), 1);
}

#[test]
fn proposal_carries_its_quantities() {
    let reading = quotation("a", "2026-01-08", |page, _, right| {
        let sentence = page.sentence("Vega asked Stone for $3 billion of solar farms.");
        let amount = page.words("$3 billion");
        let content = page.words("$3 billion of solar farms");
        let quantity = page.quantity(3e9, "USD", amount);
        page.proposal(right, content, sentence).quantities = vec![quantity];
    });
    let account = usa_col(&[reading]);
    let proposal = &account.proposals[0];
    assert_eq!(proposal.to[0].name, "Ada Stone");
    assert_eq!((proposal.quantities[0].value, proposal.quantities[0].unit.as_str()), (3e9, "USD"));
}

#[test]
fn words_rest_on_somebodys_word_until_a_report_has_them_in_its_own_name() {
    let report = |id: &str, told: bool| {
        let mut page = Builder::new(id, "2026-01-08");
        let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
        let teller = page.person("Kim Berg", "NOR");
        let sentence = page.sentence("Berg said Stone had told Vega that the talks were over.");
        let content = page.words("the talks were over");
        let said = page.statement(left, StatementForm::Indirect, content, sentence);
        said.addressees = vec![right];
        said.reported_by = told.then_some(teller);
        page.finish()
    };
    let told = usa_col(&[report("a", true), report("b", true)]);
    let teller = told.statements[0].reported_by.as_ref();
    assert_eq!(teller.map(|teller| teller.name.as_str()), Some("Kim Berg"));
    let direct = usa_col(&[report("a", true), report("b", false)]);
    assert_eq!(direct.statements.len(), 1);
    assert_eq!(direct.statements[0].reported_by, None);
}
