//! Drafts held against the fictional referral: planted faults, and a fair draft.

use crate::{project, remiss, stdout};
use serde::Deserialize;

#[derive(Deserialize)]
struct Errors {
    error: Vec<[String; 2]>,
}

fn draft(name: &str) -> String {
    project(&format!("tests/it/drafts/{name}"))
        .display()
        .to_string()
}

fn corpus() -> String {
    project("corpus").display().to_string()
}

fn found(name: &str) -> Vec<serde_json::Value> {
    let output = remiss(&["check", &draft(name), "--in", &corpus(), "--format", "json"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{told}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The floor: nine of ten planted faults, one finding more at most.
#[test]
fn planted_faults_are_found() {
    let text = std::fs::read_to_string(draft("brister.toml")).unwrap();
    let errors: Errors = toml::from_str(&text).unwrap();
    let found = found("brister.md");
    let is = |finding: &serde_json::Value, [kind, words]: &[String; 2]| {
        let says = |field: &str| {
            finding[field]
                .as_str()
                .is_some_and(|says| says.contains(words))
        };
        finding["kind"] == kind.as_str() && (says("words") || says("respondent"))
    };
    let missed = errors.error.iter();
    let missed: Vec<_> = missed
        .filter(|error| !found.iter().any(|one| is(one, error)))
        .collect();
    let odd = found.iter();
    let odd: Vec<_> = odd
        .filter(|one| !errors.error.iter().any(|error| is(one, error)))
        .collect();
    eprintln!("missed {missed:?}; beside the faults {}", odd.len());
    assert!(missed.len() <= 1, "{missed:?}");
    assert!(odd.len() <= 1, "{odd:#?}");
}

#[test]
fn a_fair_draft_is_left_alone() {
    let found = found("rimlig.txt");
    assert!(found.len() <= 1, "{found:#?}");
}

#[test]
fn a_finding_tells_both_places() {
    let args = ["check", &draft("brister.md"), "--in", &corpus()];
    let told = stdout(&args, 0);
    assert!(told.contains("quote     brister.md:7"), "{told}");
    assert!(told.contains("208:18"), "{told}");
}

#[test]
fn a_word_document_has_the_findings_in_its_margin() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("granskat.docx").display().to_string();
    stdout(
        &[
            "check",
            &draft("brister.md"),
            "--in",
            &corpus(),
            "-o",
            &path,
        ],
        0,
    );
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"PK"));
    let shown = stdout(&["export", "text", "--in", &path, "--format", "json"], 0);
    assert!(shown.contains("Arkivstyrelsen menar"), "{shown}");
}

/// What is found in a few sentences about the fictional city's programme.
fn found_in(sentences: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("utkast.md");
    std::fs::write(&path, format!("# Remissutfallet\n\n{sentences}\n")).unwrap();
    let path = path.display().to_string();
    let args = [
        "check",
        &path,
        "--in",
        &corpus(),
        "--referral",
        "KS 2024/417",
        "--format",
        "json",
    ];
    let output = remiss(&args);
    let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let words = found.iter().map(|one| one["words"].as_str().unwrap());
    words.map(str::to_owned).collect()
}

#[test]
fn boards_and_companies_are_counted_as_what_they_are() {
    let mut false_ones = [
        "Samtliga nämnder avstyrker programmet.",
        "Arton nämnder har svarat.",
        "Tre bolag har avstått.",
        "Ingen nämnd avstyrker programmet.",
    ];
    let mut found = found_in(&format!(
        "{}\n\nSjutton nämnder har svarat. Ett bolag har avstått.",
        false_ones.join(" ")
    ));
    found.sort();
    false_ones.sort_unstable();
    assert_eq!(found, false_ones);
}

#[test]
fn who_supports_without_a_text_has_answered() {
    let found = found_in("Almviks Energi ställer sig bakom programmet.");
    assert!(found.is_empty(), "{found:?}");
    let found = found_in("Almviks Energi avstyrker programmet.");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_part_of_a_name_names_whom_it_can_mean() {
    let found = found_in(
        "Miljönämnden vill att rutinerna ses över. Stadshus AB ser positivt på programmet. Valnämnden har avstått.",
    );
    assert!(found.is_empty(), "{found:?}");
}
