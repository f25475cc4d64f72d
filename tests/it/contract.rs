//! What is printed fits the schema that `export schema` prints.

use crate::{project, stdout};
use serde_json::Value;
use std::sync::LazyLock;

/// Why what a command printed does not fit its schema.
#[cfg(feature = "fetch")]
pub(crate) fn unfit(command: &str, value: &Value) -> Option<String> {
    misfit(value, &SCHEMAS[command], &SCHEMAS[command])
}

static SCHEMAS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&stdout(&["export", "schema"], 0)).unwrap());

/// Why a value does not fit a schema; of JSON Schema what is made here.
fn misfit(value: &Value, schema: &Value, root: &Value) -> Option<String> {
    if let Some(path) = schema["$ref"].as_str() {
        let target = root.pointer(path.trim_start_matches('#')).unwrap();
        return misfit(value, target, root);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let all: Option<Vec<String>> = any.iter().map(|one| misfit(value, one, root)).collect();
        return all.map(|all| all.join(" and "));
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = |wanted: &Value| wanted == kind || wanted == "number" && kind == "integer";
    let fits = match &schema["type"] {
        Value::Null => true,
        Value::Array(kinds) => kinds.iter().any(fits),
        one => fits(one),
    };
    if !fits {
        return Some(format!("{value} is no {}", schema["type"]));
    }
    match value {
        Value::Array(values) if schema["items"].is_object() => values
            .iter()
            .find_map(|one| misfit(one, &schema["items"], root)),
        Value::Object(fields) => {
            let required = schema["required"].as_array().into_iter().flatten();
            let mut absent = required.filter(|name| !fields.contains_key(name.as_str().unwrap()));
            absent
                .next()
                .map(|name| format!("{name} is missing"))
                .or_else(|| {
                    fields
                        .iter()
                        .find_map(|(name, value)| match schema["properties"].get(name) {
                            Some(field) => {
                                misfit(value, field, root).map(|why| format!("{name}: {why}"))
                            }
                            None if schema["additionalProperties"].is_object() => None,
                            None => Some(format!("{name} is not described")),
                        })
                })
        }
        _ => None,
    }
}

/// Why an answer does not fit the schema of this command.
pub(crate) fn fits(answer: &Value, command: &str) -> Option<String> {
    misfit(answer, &SCHEMAS[command], &SCHEMAS[command])
}

#[test]
fn every_answer_fits_its_schema() {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join("archive").display().to_string();
    let corpus = project("corpus").display().to_string();
    let draft = project("tests/it/drafts/brister.md").display().to_string();
    stdout(&["ingest", "-q", &corpus, "--archive", &archive], 0);
    let corrected = ["correct", "100_", "date=2025-01-02", "--by", "Eva"];
    stdout(&[&corrected[..], &["--archive", &archive]].concat(), 0);
    stdout(
        &["search", "--save", "x", "dialog", "--archive", &archive],
        0,
    );
    // As an engine gives them: which texts met.
    let pairs = dir.path().join("pairs.csv").display().to_string();
    let met = (0..20).flat_map(|a| (a + 1..20).map(move |b| format!("{a},{b}\n")));
    std::fs::write(&pairs, format!("a,b\n{}", met.collect::<String>())).unwrap();
    for (command, schema) in SCHEMAS.as_object().unwrap() {
        let mut typed: Vec<&str> = command.split(' ').collect();
        match typed[0] {
            "search" | "related" => typed.insert(1, "dialog"),
            "check" => typed.insert(1, &draft),
            "verify-pairs" => typed.insert(1, &pairs),
            // Of sheets that are filled in: see `agree`; of a page: see `fetch`.
            "show" | "fetch" | "agree" => continue,
            "sample" if typed.contains(&"--judged") => continue,
            _ => {}
        }
        if let Some(at) = typed.iter().position(|word| *word == "--group-by") {
            typed.insert(at + 1, "nämnd");
        }
        if !typed.contains(&"--format") {
            typed.extend(["--format", "json"]);
        }
        typed.extend(["--archive", &archive]);
        let out = stdout(&typed, 0);
        let values: Vec<Value> = match serde_json::from_str(&out) {
            Ok(Value::Array(rows)) => rows,
            Ok(whole) => vec![whole],
            Err(_) => out
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect(),
        };
        assert!(!values.is_empty(), "{command}");
        for value in &values {
            assert_eq!(misfit(value, schema, schema), None, "{command}");
        }
    }
}
