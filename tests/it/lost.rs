//! What became of asks in accounts: a key read by hand over the project's own
//! papers, and single phenomena.

use crate::{project, stdout};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Key {
    held: BTreeSet<String>,
}

fn rows(args: &[&str]) -> Vec<serde_json::Value> {
    let corpus = project("corpus").display().to_string();
    let all = [&["lost", "--in", &corpus, "--format", "json"], args].concat();
    serde_json::from_str(&stdout(&all, 0)).unwrap()
}

fn place(row: &serde_json::Value) -> String {
    let document: String = row["ask"]["document"]
        .as_str()
        .unwrap()
        .chars()
        .take(3)
        .collect();
    format!("{document}:{}", row["ask"]["lines"][0])
}

/// Floors: of what is told as not given how much is not, of what is not given how
/// much is told so, and of what is held how much is found.
#[test]
fn fates_agree_with_the_key() {
    let text = std::fs::read_to_string(project("tests/it/lost_key.toml")).unwrap();
    let key: Key = toml::from_str(&text).unwrap();
    let [mut told, mut right, mut all, mut held, mut found] = [0.0; 5];
    for row in rows(&[]) {
        let is_held = key.held.contains(&place(&row));
        let not_given = row["fate"] == "not_given";
        told += f64::from(u8::from(not_given));
        right += f64::from(u8::from(not_given && !is_held));
        all += f64::from(u8::from(!is_held));
        held += f64::from(u8::from(is_held));
        found += f64::from(u8::from(is_held && !not_given));
        if is_held == not_given {
            eprintln!("{} {}: {}", place(&row), row["fate"], row["ask"]["quote"]);
        }
    }
    let figures = [right / told, right / all, found / held];
    eprintln!("not given: precision, recall; held: found {figures:.3?}");
    for (figure, floor) in figures.into_iter().zip(FLOORS) {
        assert!(figure >= floor, "{figure:.3} is below {floor}");
    }
}

const FLOORS: [f64; 3] = [0.79, 0.98, 0.55];

#[test]
fn closed_lists_take_commas() {
    let both = rows(&["--fate", "kept,softened"]);
    let one = rows(&["--fate", "kept"]);
    let other = rows(&["--fate", "softened"]);
    assert_eq!(both.len(), one.len() + other.len());
    assert!(!one.is_empty() && !other.is_empty());
}

#[test]
fn a_company_is_looked_for_in_its_parents_paragraph() {
    let rows = rows(&["--board", "Almvikshem"]);
    assert!(
        rows.iter().all(|row| row["via"] == "Almviks Stadshus AB"),
        "{rows:?}"
    );
    assert!(!rows.is_empty());
}

#[test]
fn what_three_ask_and_no_summary_holds_comes_first() {
    let corpus = project("corpus").display().to_string();
    let told = stdout(&["lost", "--in", &corpus], 0);
    let first = told.lines().next().unwrap();
    assert!(first.contains(" ask it, no summary holds it "), "{first}");
}

/// A city's account of one answer, and the answer.
fn account(summary: &str, answer: &str) -> String {
    format!(
        "Utlåtande 2031:4\n\nProgram för hamnen i Almvik\n\nBeredning\n\n\
         Ärendet har remitterats till kulturnämnden.\n\n{summary}\n\nRemissammanställning\n\n{answer}\n"
    )
}
