//! What the contract promises: whoever reads the last release's answers can
//! read these. Answers and fields may come; none may go or become another.

use crate::{project, stdout};
use serde_json::Value;
use std::collections::BTreeSet;

/// The schemas of the last release, as `remiss export schema` printed them.
const LAST: &str = "tests/schemas/0.1/schema.json";

/// What a reader of `old` would miss or mistake in `new`.
fn broken(old: &Value, new: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (command, schema) in old.as_object().unwrap() {
        match new.get(command) {
            Some(now) => compare(command, (schema, schema), (now, now), &mut found),
            None => found.push(format!("{command}: the answer is gone")),
        }
    }
    found
}

/// A schema, and the whole that its references are looked up in.
type In<'s> = (&'s Value, &'s Value);

fn resolved<'s>((schema, root): In<'s>) -> &'s Value {
    match schema["$ref"].as_str() {
        Some(path) => root.pointer(path.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

fn compare(place: &str, old: In<'_>, new: In<'_>, found: &mut Vec<String>) {
    let (was, is) = (resolved(old), resolved(new));
    let (were, are) = (kinds(old), kinds(new));
    // A reader who was never told of a kind cannot read it.
    if !were.is_empty() {
        let strange: Vec<&String> = are.difference(&were).collect();
        if are.is_empty() || !strange.is_empty() {
            found.push(format!("{place}: {were:?} became {are:?}"));
            return;
        }
    }
    let (was, is) = (object(was, old.1), object(is, new.1));
    let required = |schema: &Value| -> BTreeSet<String> {
        let names = schema["required"].as_array().into_iter().flatten();
        names
            .map(|name| name.as_str().unwrap().to_owned())
            .collect()
    };
    for name in required(was).difference(&required(is)) {
        found.push(format!("{place}.{name}: may be missing now"));
    }
    for (name, field) in was["properties"].as_object().into_iter().flatten() {
        let place = format!("{place}.{name}");
        match is["properties"].get(name) {
            Some(now) => compare(&place, (field, old.1), (now, new.1), found),
            None => found.push(format!("{place}: is gone")),
        }
    }
    if was["items"].is_object() {
        compare(
            &format!("{place}[]"),
            (&was["items"], old.1),
            (&is["items"], new.1),
            found,
        );
    }
}

/// Of several shapes the one that has fields or items.
fn object<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    let any = schema["anyOf"].as_array().into_iter().flatten();
    let mut any = any.map(|one| resolved((one, root)));
    any.find(|one| one["properties"].is_object() || one["items"].is_object())
        .unwrap_or(schema)
}

/// The kinds of values that a schema allows; none where it allows any.
fn kinds(schema: In<'_>) -> BTreeSet<String> {
    let resolved = resolved(schema);
    if let Some(any) = resolved["anyOf"].as_array() {
        return any.iter().flat_map(|one| kinds((one, schema.1))).collect();
    }
    match &resolved["type"] {
        Value::String(kind) => BTreeSet::from([kind.clone()]),
        Value::Array(all) => all
            .iter()
            .map(|kind| kind.as_str().unwrap().to_owned())
            .collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn what_was_promised_holds() {
    let last = std::fs::read_to_string(project(LAST)).unwrap();
    let last: Value = serde_json::from_str(&last).unwrap();
    let mut now: Value = serde_json::from_str(&stdout(&["export", "schema"], 0)).unwrap();
    if cfg!(not(feature = "fetch")) {
        now["fetch"] = last["fetch"].clone();
    }
    let found = broken(&last, &now);
    assert!(
        found.is_empty(),
        "this is another contract, which asks for another version (CONTRIBUTING.md, \"What is promised\"):\n{}",
        found.join("\n")
    );
}

fn schema(properties: Value, required: Value) -> Value {
    serde_json::json!({"x": {
        "type": "object", "properties": properties, "required": required,
        "$defs": {"Inner": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}},
    }})
}

#[test]
fn what_is_added_breaks_nothing() {
    let old = schema(
        serde_json::json!({"a": {"type": ["string", "null"]}}),
        serde_json::json!(["a"]),
    );
    let new = schema(
        serde_json::json!({"a": {"type": "string"}, "b": {"type": "integer"}}),
        serde_json::json!(["a", "b"]),
    );
    assert_eq!(broken(&old, &new), [""; 0]);
    let mut more = new.clone();
    more["y"] = new["x"].clone();
    assert_eq!(broken(&old, &more), [""; 0]);
}

#[test]
fn what_goes_or_changes_is_found() {
    let inner = serde_json::json!({"$ref": "#/$defs/Inner"});
    let old = schema(
        serde_json::json!({"a": {"type": "string"}, "b": {"type": "array", "items": inner}}),
        serde_json::json!(["a", "b"]),
    );
    let told = |new: Value| broken(&old, &new).join("; ");
    let gone = schema(
        serde_json::json!({"a": {"type": "string"}}),
        serde_json::json!(["a", "b"]),
    );
    assert_eq!(told(gone), "x.b: is gone");
    let same = old["x"]["properties"].clone();
    assert_eq!(
        told(schema(same.clone(), serde_json::json!(["a"]))),
        "x.b: may be missing now"
    );
    let mut null = same.clone();
    null["a"]["type"] = serde_json::json!(["string", "null"]);
    assert!(told(schema(null, serde_json::json!(["a", "b"]))).contains("x.a: "));
    let mut within = schema(same, serde_json::json!(["a", "b"]));
    within["x"]["$defs"]["Inner"]["required"] = serde_json::json!([]);
    assert_eq!(told(within), "x.b[].a: may be missing now");
    assert_eq!(told(serde_json::json!({})), "x: the answer is gone");
}
