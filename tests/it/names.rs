//! Tests over whole lists of names: the fuller lists that the shipped names
//! were made from, and the labelled papers, where those lie beside the
//! project (`REMISS_NAMES_DATA`, `REMISS_PAPERS`).

use crate::project;
use proptest::prelude::*;
use remiss::authority::{Authority, Body, How};
use std::path::PathBuf;
use unicode_normalization::UnicodeNormalization as _;

/// Rows of a table with tabs, the first line left out.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split('\t').collect())
}

fn cell<'a>(row: &[&'a str], at: usize) -> &'a str {
    row.get(at).copied().unwrap_or("").trim()
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|form| !form.is_empty())
}

/// The folder that a variable names; without it the test says that it was
/// skipped.
fn folder(variable: &str) -> Option<PathBuf> {
    let found = std::env::var(variable).ok().map(PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: {variable} is not set");
    }
    found
}

fn read(folder: &std::path::Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn resolve(name: &str) -> Option<Body> {
    Authority::standard().resolve(name)
}

/// The lists that the shipped data were made from: what was left out of them
/// because a rule makes it must still be found.
#[test]
fn the_fuller_lists_resolve_to_their_own_rows() {
    let Some(data) = folder("REMISS_NAMES_DATA") else {
        return;
    };
    let doubts: Vec<String> = rows(&read(&data, "ambiguous.tsv"))
        .map(|row| cell(&row, 0).to_lowercase())
        .collect();
    let mut wrong = Vec::new();
    let (mut names, mut forms) = (0, 0);
    for row in rows(&read(&data, "respondents.tsv")) {
        let name = cell(&row, 0);
        names += 1;
        let mut check = |form: &str| {
            let found = resolve(form);
            // A body may be shown under the name that it uses.
            let shown =
                |body: &Body| body.name == name || body.id.as_deref() == Some(cell(&row, 7));
            if !found.as_ref().is_some_and(shown) {
                wrong.push(format!("{form} → {:?}, not {name}", found.map(|b| b.name)));
            }
        };
        check(name);
        for form in list(cell(&row, 2)).chain(list(cell(&row, 3))) {
            // A division of a court is a part of it.
            let division = ["domstol", "MMD"].iter().any(|word| form.contains(word))
                && [", ", " (", " vid "].iter().any(|mark| form.contains(mark));
            if doubts.contains(&form.to_lowercase()) || division || form.chars().count() < 2 {
                continue;
            }
            forms += 1;
            check(form);
        }
    }
    eprintln!("{names} names, {forms} forms, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_as_they_are_really_written() {
    let Some(data) = folder("REMISS_NAMES_DATA") else {
        return;
    };
    for row in rows(&read(&data, "name_variants.tsv")) {
        let [written, meant] = [0, 1].map(|at| cell(&row, at));
        let found = Authority::standard().resolve_list_entry(written);
        // What names no body here stays as printed.
        let shown = found.map_or_else(|| written.to_owned(), |body| body.name);
        assert_eq!(shown, meant, "{written}");
    }
}

/// Made-up bodies are nobody real; those asked on real pages are somebody.
#[test]
fn invented_names_are_nobody_and_real_ones_somebody() {
    let Some(papers) = folder("REMISS_PAPERS") else {
        return;
    };
    let asked = |set: &str| -> Vec<String> {
        let labels = read(&papers, &format!("{set}/documents.json"));
        let labels: serde_json::Value = serde_json::from_str(&labels).unwrap();
        let mut names = Vec::new();
        for paper in labels.as_array().unwrap() {
            names.extend(paper["respondent"].as_str().map(str::to_owned));
            let asked = paper["asked"].as_array().into_iter().flatten();
            names.extend(asked.filter_map(|a| a["name"].as_str().map(str::to_owned)));
        }
        names
    };
    for set in ["national", "local", "third"] {
        for name in asked(set) {
            // A real body may be among the made-up ones, under its own name.
            if let Some(body) = Authority::standard().resolve_list_entry(&name)
                && body.identifies()
            {
                assert_ne!(body.how, How::Slip, "{name} → {}", body.name);
                let real = body.part.is_some() || name.contains('(') || same(&body.name, &name);
                assert!(real || body.how == How::Variant, "{name} → {}", body.name);
            }
        }
    }
    let pages = asked("pages");
    let lost = pages
        .iter()
        .filter(|name| Authority::standard().resolve_list_entry(name).is_none())
        .count();
    let share = 1.0 - lost as f64 / pages.len() as f64;
    eprintln!("{lost} of {} mentions lost: {share:.3}", pages.len());
    assert!(share >= 0.96);
}

fn same(left: &str, right: &str) -> bool {
    left.to_lowercase() == right.trim().to_lowercase()
}

fn shipped() -> Vec<String> {
    let text = std::fs::read_to_string(project("src/authority/bodies.tsv")).unwrap();
    rows(&text).map(|row| cell(&row, 0).to_owned()).collect()
}

proptest! {
    /// Space, composition and marks around a name change nothing.
    #[test]
    fn a_name_is_the_same_however_it_is_typed(
        at in any::<prop::sample::Index>(),
        capitals: bool,
        decomposed: bool,
        space in "[ \t\u{A0}]{1,3}",
        around in "[ •,:]{0,2}",
    ) {
        let names = shipped();
        let name = &names[at.index(names.len())];
        let mut typed = name.replace(' ', &space);
        if capitals {
            typed = typed.to_uppercase();
        }
        if decomposed {
            typed = typed.nfd().collect();
        }
        let found = resolve(&format!("{around}{typed}{around}"));
        prop_assert_eq!(found.map(|body| body.name), Some(name.clone()));
    }

    /// Whatever is asked, nothing panics, and places lie on letters.
    #[test]
    fn any_text_is_answered(text in ".{0,80}") {
        let names = Authority::standard();
        let _ = names.resolve_list_entry(&text);
        for (range, _) in names.find(&text).into_iter().chain(names.find_in_file_name(&text)) {
            prop_assert!(text.get(range).is_some_and(|found| !found.is_empty()));
        }
    }
}
