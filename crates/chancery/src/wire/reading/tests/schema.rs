//! The schema in the repository, against the types and against real output.

use std::path::Path;

use proptest::prelude::*;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::super::{form, to_json};
use super::arbitrary::any_reading;
use super::contract::full;
use super::validate::faults;

/// The schema of what is written: what is absent is null, so every key is
/// required.
fn generated() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema: Value =
        settings.into_generator().into_root_schema_for::<form::Reading>().into();
    schema["title"] = super::super::SCHEMA.into();
    schema
}

#[test]
fn the_schema_in_the_repository_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/reading-1.json");
    let generated = generated();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, format!("{generated:#}\n")).unwrap();
    }
    // As values: the order of keys hangs on a feature that any crate may set.
    let kept: Value =
        serde_json::from_slice(&std::fs::read(&path).unwrap_or_default()).unwrap_or_default();
    assert!(kept == generated, "docs/schema is out of date: UPDATE=1 cargo test -p chancery");
}

#[test]
fn output_with_every_kind_of_record_fits_the_schema() {
    let value: Value = serde_json::from_str(&to_json(&full())).unwrap();
    assert_eq!(faults(&value, &generated()), Vec::<String>::new());
}

#[test]
fn the_schema_refuses_what_the_contract_refuses() {
    let json = to_json(&full());
    for (old, new) in [
        (r#""cue":null,"#, ""),
        (r#""kind":"person""#, r#""kind":"robot""#),
        (r#""id":"a1""#, r#""id":"a0""#),
        (r#""start":0"#, r#""start":-1"#),
        (r#""authors":[]"#, r#""authors":null"#),
        ("reading/1", "reading/2"),
        (r#""href":null"#, r#""href":null,"other":1"#),
    ] {
        assert!(json.contains(old), "{old}");
        let value: Value = serde_json::from_str(&json.replace(old, new)).unwrap();
        assert!(!faults(&value, &generated()).is_empty(), "{new}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_output_fits_the_schema(reading in any_reading()) {
        let value: Value = serde_json::from_str(&to_json(&reading)).unwrap();
        prop_assert_eq!(faults(&value, &generated()), Vec::<String>::new());
    }
}
