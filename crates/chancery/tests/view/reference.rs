//! Money and people beside economies and populations.

use chancery::reference::References;
use chancery::view::{BriefOptions, TextOptions, brief};
use chancery::wire::account::to_json;
use serde_json::Value;

use super::sample::{col_usa, readings};

fn references() -> References {
    let gdp = "party\t2024\t2031\nCOL\t3e11\t9e11\nUSA\t3e13\t9e13\n";
    References::with(|table| (table == "gdp.tsv").then(|| gdp.to_owned())).unwrap()
}

#[test]
fn money_of_a_proposal_is_held_against_the_economy_of_its_year() {
    let references = references();
    let options = BriefOptions {
        references: Some(&references),
        ..BriefOptions::new("Colombia", "United States")
    };
    let text = brief(&col_usa(&readings()), &options)
        .text(&TextOptions { width: 400, ..TextOptions::default() });
    // The offer is of March 2026: the figure of 2024 is the latest before it.
    assert!(text.contains("3 billion USD is 1.0% of the GDP of Colombia in 2024]"), "{text}");
    assert!(!text.contains("of the GDP of United States"), "a ten-thousandth says nothing: {text}");
}

#[test]
fn shares_leave_with_their_figure_and_year() {
    let account: Value =
        serde_json::from_str(&to_json(&col_usa(&readings()), Some(&references()))).unwrap();
    let shares = &account["proposals"][0]["quantities"][0]["shares"];
    let expected = serde_json::json!([
        {"measure": "gdp", "party": "COL", "year": 2024, "figure": 3e11, "share": 0.01}
    ]);
    assert_eq!(*shares, expected);
}

#[test]
fn figure_older_than_three_years_is_not_used() {
    let mut late = readings();
    late.iter_mut().for_each(|reading| {
        if let Some(published) = &mut reading.article.published {
            published.date = "2029-03-05".parse().unwrap();
        }
    });
    let account: Value =
        serde_json::from_str(&to_json(&col_usa(&late), Some(&references()))).unwrap();
    assert_eq!(account["proposals"][0]["quantities"][0]["shares"], serde_json::json!([]));
}
