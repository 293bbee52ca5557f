//! The account as programs read it.

use chancery::wire::account::to_json;
use serde_json::Value;

use super::sample::{col_usa, readings};

fn json() -> Value {
    serde_json::from_str(&to_json(&col_usa(&readings()), None)).expect("it is JSON")
}

#[test]
fn account_as_json() {
    // As it is written, since the order of keys is part of the form.
    let lines =
        to_json(&col_usa(&readings()), None).replace("},{", "},\n{").replace(":[{", ":[\n{");
    insta::assert_snapshot!(lines);
}

/// Calls `see` with every object of the value.
fn objects(value: &Value, see: &mut dyn FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            see(object);
            object.values().for_each(|value| objects(value, see));
        }
        Value::Array(list) => list.iter().for_each(|value| objects(value, see)),
        _ => {}
    }
}

#[test]
fn every_evidence_has_a_citation_inside_the_text_of_its_article_in_code_points() {
    let json = json();
    let texts: Vec<Vec<char>> = json["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|article| article["text"].as_str().unwrap().chars().collect())
        .collect();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let mut n_citations = 0;
    objects(&json, &mut |object| {
        if let Some(citations) = object.get("citations").and_then(Value::as_array) {
            assert!(!citations.is_empty());
        }
        if let Some(sentence) = object.get("sentence") {
            n_citations += 1;
            let text = &texts[number(&object["article"])];
            let words = |span: &Value| -> String {
                text[number(&span["start"])..number(&span["end"])].iter().collect()
            };
            let evidence = words(&Value::Object(object.clone()));
            assert!(words(sentence).contains(&evidence));
            // Sentences of the sample end at their stop: a shift would show.
            assert!(words(sentence).ends_with('.'), "{}", words(sentence));
        }
    });
    assert!(n_citations > 10);
}

#[test]
fn domains_lead_to_entries() {
    let json = json();
    for domain in json["domains"].as_array().unwrap() {
        for side in domain["sides"].as_array().unwrap() {
            for (key, list) in
                [("deeds", "events"), ("statements", "statements"), ("proposals", "proposals")]
            {
                for index in side[key].as_array().unwrap() {
                    let index = usize::try_from(index.as_u64().unwrap()).unwrap();
                    assert!(json[list].get(index).is_some(), "{key} {index}");
                }
            }
        }
    }
}
