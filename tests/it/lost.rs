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

/// A report of a city: what it sums up, and each board's answer.
fn report(summary: &str, answers: &[(&str, &str)]) -> tempfile::TempDir {
    let answers: Vec<String> = answers
        .iter()
        .map(|(board, answer)| {
            format!(
                "{board}\n\n{board} beslutade vid sitt sammanträde den 5 maj 2024 följande.\n\n\
                 Nämnden godkänner utlåtandet.\n\n\
                 Förvaltningens tjänsteutlåtande daterat den 2 april 2024 har i huvudsak följande lydelse.\n\n{answer}\n"
            )
        })
        .collect();
    let text = format!(
        "Utlåtande Rotel II (KS 2024/9)\n\nProgram för hamnens\nframtid\n\nBeredning\n\n\
         Ärendet har remitterats till kulturnämnden och socialnämnden.\n\n{summary}\n\n\
         Mina synpunkter\n\nJag tycker bra.\n\nBilagor\n\n1. Reservationer m.m.\n\n\
         Borgarrådsberedningen tillstyrker förslaget.\n\nRemissammanställning\n\n{}",
        answers.join("\n")
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("utlåtande.txt"), text).unwrap();
    folder
}

/// The fates of what one answer asks, by a word of each ask.
fn fates(summary: &str, answer: &str) -> Vec<(String, String)> {
    let folder = report(summary, &[("Kulturnämnden", answer)]);
    let path = folder.path().display().to_string();
    let found = stdout(&["lost", "--in", &path, "--format", "json"], 0);
    let found: Vec<serde_json::Value> = serde_json::from_str(&found).unwrap();
    let told = |row: &serde_json::Value| {
        let of = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        (of(&row["ask"]["quote"]), of(&row["fate"]))
    };
    found.iter().map(told).collect()
}

/// The fate of the ask with a word in it.
fn fate<'f>(fates: &'f [(String, String)], word: &str) -> Option<&'f str> {
    let found = fates.iter().find(|(quote, _)| quote.contains(word));
    found.map(|(_, fate)| fate.as_str())
}

#[test]
fn what_is_pressed_for_without_a_word_that_asks_is_lost_too() {
    let found = fates(
        "Kulturnämnden är positiv till programmet.",
        "Förvaltningen är positiv till programmet och anser att taxan bör sänkas.\n\n\
         Förvaltningen vill också framhålla vikten av att slussvakten har telefon.\n\n\
         Ett båtregister för hela staden skulle troligen underlätta arbetet vid bryggorna.\n\n\
         Förvaltningen ser samtidigt att det är en utmaning att hålla bokbåten bemannad.\n\n\
         Programmet lyfter vikten av lusthus vid vattnet.",
    );
    for word in ["taxan", "slussvakten", "båtregister", "bokbåten"] {
        assert_eq!(fate(&found, word), Some("not_given"), "{word}: {found:?}");
    }
    assert_eq!(fate(&found, "lusthus"), None);
}

#[test]
fn wishes_that_a_summary_does_not_name_are_softened_by_kind() {
    let answer = "Förvaltningen är positiv till programmet.\n\n\
         Förvaltningen anser att kapitlet om kranar bör förtydligas.\n\n\
         Förvaltningen anser att slussen bör öppnas tidigare på våren.";
    let found = fates(
        "Kulturnämnden anser att programmet med vissa förtydliganden ger stöd.",
        answer,
    );
    assert_eq!(fate(&found, "kranar"), Some("softened"), "{found:?}");
    assert_eq!(fate(&found, "slussen"), Some("not_given"), "{found:?}");
    let found = fates(
        "Kulturnämnden önskar vissa förtydliganden av badplatsernas skötsel.",
        answer,
    );
    assert_eq!(fate(&found, "kranar"), Some("not_given"), "{found:?}");
}

#[test]
fn two_asks_on_one_line_are_two() {
    let found = fates(
        "Kulturnämnden är positiv till programmet.",
        "Förvaltningen anser att taxan bör sänkas. Förvaltningen föreslår också att slussvakten får en cykel.",
    );
    assert_eq!(fate(&found, "taxan"), Some("not_given"), "{found:?}");
    assert_eq!(fate(&found, "slussvakten"), Some("not_given"), "{found:?}");
    // In the order of the text, not of the alphabet.
    let found = fates(
        "Kulturnämnden är positiv till programmet.",
        "Nämnden föreslår att slussvakten får en cykel. Förvaltningen anser att taxan bör sänkas.",
    );
    let at = |word: &str| found.iter().position(|(quote, _)| quote.contains(word));
    assert!(at("slussvakten") < at("taxan"), "{found:?}");
}

#[test]
fn what_is_said_of_all_stands_behind_the_last_paragraph() {
    let found = fates(
        "Kulturnämnden är positiv till programmet.\n\n\
         Flera remissinstanser anser att det behövs fler livbojar.",
        "Förvaltningen är positiv till programmet.\n\nFörvaltningen anser att fler livbojar bör sättas upp.",
    );
    assert_eq!(fate(&found, "livbojar"), Some("collective"), "{found:?}");
}

#[test]
fn what_three_ask_is_told_first_where_each_asks_what_every_other_asks() {
    let summary = "Kulturnämnden är positiv till programmet.\n\n\
         Socialnämnden är positiv till programmet.\n\nUtbildningsnämnden är positiv till programmet.";
    let answers = |third| {
        [
            (
                "Kulturnämnden",
                "Förvaltningen anser att slussvakten bör få en ljuskastare.",
            ),
            (
                "Socialnämnden",
                "Förvaltningen föreslår att slussvakten får en ny ljuskastare.",
            ),
            ("Utbildningsnämnden", third),
        ]
    };
    let told = |third| {
        let folder = report(summary, &answers(third));
        let path = folder.path().display().to_string();
        stdout(&["lost", "--in", &path], 0)
    };
    let same = told("Förvaltningen vill att programmet ger slussvakten en ljuskastare.");
    assert!(same.starts_with("3 ask it, no summary holds it"), "{same}");
    let other = told("Förvaltningen anser att slussvakten bör få en telefon i kuren.");
    assert!(!other.contains(" ask it, "), "{other}");
}

#[test]
fn an_answer_without_an_ask_has_its_line() {
    let summary =
        "Kulturnämnden är positiv till programmet.\n\nSocialnämnden är positiv till programmet.";
    let answers = [
        ("Kulturnämnden", "Förvaltningen anser att taxan bör sänkas."),
        (
            "Socialnämnden",
            "Förvaltningen är positiv.\n\nHamnen är öppen hela året.",
        ),
    ];
    let folder = report(summary, &answers);
    let path = folder.path().display().to_string();
    let told = stdout(&["lost", "--in", &path], 0);
    // Lines as they are cited, blank ones too.
    let line = "Socialnämnden no ask was found; summary: 1 sentence of 3 lines";
    assert!(told.contains(line), "{told}");
    // What became of asks otherwise is no reason to say that there are none.
    let output = crate::remiss(&["lost", "--in", &path, "--fate", "kept"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(!said.contains("asks for anything"), "{said}");
}

#[test]
fn under_its_heading_a_verdict_stands_for_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let papers = [
        (
            "sammanställning.txt",
            "Sammanställning av remissvar\n\nBetänkandet Bryggor för alla (SOU 2031:77)\n\n\
             4.2 Bryggavgift\n\nTallviks kommun avstyrker. Åby kommun har ingen invändning.\n\n\
             4.3 Fyrar\n\nÅby kommun tillstyrker förslaget.\n",
        ),
        (
            "tallvik.txt",
            "Tallviks kommun\n\n2031-05-04\n\nYttrande över betänkandet Bryggor för alla (SOU 2031:77)\n\n\
             4.2 Bryggavgift\n\nTallviks kommun avstyrker förslaget i dess nuvarande utformning.\n\n\
             4.3 Fyrar\n\nKommunen anser att fyrarna bör målas om.\n",
        ),
    ];
    for (name, text) in papers {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let path = folder.path().display().to_string();
    let found = stdout(&["lost", "--in", &path, "--format", "json"], 0);
    let found: Vec<serde_json::Value> = serde_json::from_str(&found).unwrap();
    let fate = |word: &str| {
        let mut rows = found.iter();
        let row = rows.find(|row| row["ask"]["quote"].as_str().unwrap().contains(word));
        row.map(|row| row["fate"].as_str().unwrap().to_owned())
    };
    assert_eq!(fate("utformning").as_deref(), Some("kept"), "{found:?}");
    assert_eq!(fate("målas").as_deref(), Some("not_given"), "{found:?}");
}
