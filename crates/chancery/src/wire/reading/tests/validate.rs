//! Holds a JSON value against the part of JSON Schema that our schemas use.
//!
//! The validators on the registry bring 70 crates into the lock file for one
//! test. This one knows the keywords below and fails on any other, so a schema
//! that outgrows it cannot pass unread.

use serde_json::{Map, Value};

/// Returns what is wrong with `value`, or nothing.
pub(super) fn faults(value: &Value, schema: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(value, schema, schema, "$", &mut faults);
    faults
}

fn check(value: &Value, schema: &Value, root: &Value, at: &str, faults: &mut Vec<String>) {
    let schema = schema.as_object().expect("a schema is an object");
    for (keyword, rule) in schema {
        let fits = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "default" | "description" => true,
            // Annotations, as in the standard's default dialect, except where
            // the width of numbers matters and `minimum` says it as well.
            "format" => matches!(rule.as_str(), Some("date" | "uint" | "float" | "double")),
            "$ref" => {
                let path = rule.as_str().and_then(|path| path.strip_prefix('#')).unwrap();
                check(value, root.pointer(path).unwrap(), root, at, faults);
                true
            }
            "type" => listed(rule).iter().any(|name| is(value, name)),
            "enum" => rule.as_array().unwrap().contains(value),
            "const" => rule == value,
            "pattern" => value.as_str().is_none_or(|text| is_id(text, rule.as_str().unwrap())),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array()
                    .unwrap()
                    .iter()
                    .all(|key| object.contains_key(key.as_str().unwrap()))
            }),
            "properties" => {
                if let Some(object) = value.as_object() {
                    properties(object, rule, root, at, faults);
                }
                true
            }
            "items" => {
                for (idx, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(item, rule, root, &format!("{at}[{idx}]"), faults);
                }
                true
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|rule| {
                let mut within = Vec::new();
                check(value, rule, root, at, &mut within);
                within.is_empty()
            }),
            unknown => panic!("the validator does not know '{unknown}'"),
        };
        if !fits {
            faults.push(format!("{at}: {keyword}"));
        }
    }
}

/// Our schemas let keys through that they do not name, for later versions; what
/// this version writes must be named.
fn properties(
    object: &Map<String, Value>,
    rules: &Value,
    root: &Value,
    at: &str,
    faults: &mut Vec<String>,
) {
    for (key, value) in object {
        let at = format!("{at}.{key}");
        match rules.get(key) {
            Some(rule) => check(value, rule, root, &at, faults),
            None => faults.push(format!("{at}: not in the schema")),
        }
    }
}

fn listed(rule: &Value) -> Vec<&str> {
    match rule {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        name => name.as_str().into_iter().collect(),
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("no type of JSON is called '{name}'"),
    }
}

/// The only patterns in use are those of ids: `^[letters][1-9][0-9]*$`.
fn is_id(text: &str, pattern: &str) -> bool {
    let letters = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix("[1-9][0-9]*$"));
    let letters = letters.expect("a pattern of ids").trim_matches(['[', ']']);
    let (letter, digits) = text.split_at_checked(1).unwrap_or(("", ""));
    !letter.is_empty()
        && letters.contains(letter)
        && !digits.starts_with('0')
        && !digits.is_empty()
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}
