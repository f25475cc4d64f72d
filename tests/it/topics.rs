//! Themes: single phenomena on made-up answers, and a key over the fictional
//! papers as a floor.

use crate::{project, stdout};
use serde_json::Value;
use std::collections::BTreeSet;

/// The themes of some answers of boards, with who raises each.
fn themes(least: &str, answers: &[&str]) -> Vec<(String, BTreeSet<String>)> {
    let folder = tempfile::tempdir().unwrap();
    for (at, words) in answers.iter().enumerate() {
        let board = ["Kulturnämnden", "Socialnämnden", "Idrottsnämnden"][at];
        let text = format!(
            "Förvaltningen\n\nTill\n{board}\n\nTjänsteutlåtande\nDnr N 2024/{at}\n2024-10-0{}\n\n\
             Program för kajer i Almvik\n\nSvar på remiss från kommunstyrelsen, KS 2024/9\n\nFörslag till beslut\n\n\
             1. {board} överlämnar tjänsteutlåtandet som svar på remissen.\n\nFörvaltningens synpunkter\n\n{words}\n",
            at + 1
        );
        std::fs::write(folder.path().join(format!("{at}.txt")), text).unwrap();
    }
    told(&folder.path().display().to_string(), least)
}

fn told(path: &str, least: &str) -> Vec<(String, BTreeSet<String>)> {
    let args = [
        "topics", "--in", path, "--least", least, "--limit", "40", "--format", "json",
    ];
    let found: Value = serde_json::from_str(&stdout(&args, 0)).unwrap();
    let theme = |theme: &Value| {
        let boards = theme["boards"].as_array().unwrap().iter();
        let words = theme["words"].as_array().unwrap().iter();
        let words = words.map(|word| word.as_str().unwrap());
        let mut name = theme["theme"].as_str().unwrap().to_owned();
        words.for_each(|word| name.push_str(&format!(" {word}")));
        let boards = boards.map(|board| board["respondent"].as_str().unwrap().to_owned());
        (name, boards.collect())
    };
    found.as_array().unwrap().iter().map(theme).collect()
}

#[test]
fn a_noun_its_verb_and_its_compounds_are_one_theme() {
    let found = themes(
        "3",
        &[
            "Förvaltningen saknar en samordningsgrupp för bryggorna.",
            "Vi anser att samordningen bör stärkas vid hamnen.",
            "Förvaltningen anser att kajernas skötsel bör samordnas.",
        ],
    );
    assert!(
        found
            .iter()
            .any(|(name, boards)| name.contains("samordn") && boards.len() == 3),
        "{found:?}"
    );
}

#[test]
fn what_many_ask_about_comes_first_and_general_words_are_no_theme() {
    let found = themes(
        "3",
        &[
            "Förvaltningen anser att belysningen bör förbättras. Båtarna är fina.",
            "Kontoret saknar belysning i arbetet med verksamheten. Vi ser att båtarna är viktiga.",
            "Belysningen behöver förtydligas på ett annat sätt. Förvaltningen välkomnar båtarna.",
        ],
    );
    assert!(found[0].0.contains("belysning"), "{found:?}");
    let general = ["sätt", "arbetet", "verksamheten"];
    assert!(
        found
            .iter()
            .all(|(name, _)| !general.contains(&name.as_str())),
        "{found:?}"
    );
}

#[test]
fn a_head_of_several_words_names_the_theme_that_is_mostly_of_it() {
    let found = themes(
        "3",
        &[
            "Förvaltningen anser att programmets definition av trygghet är oklar.",
            "Vi saknar en definition av trygghet.",
            "Definitionen av trygghet bör breddas.",
        ],
    );
    assert!(
        found
            .iter()
            .any(|(name, _)| name.contains("definition av trygghet")),
        "{found:?}"
    );
}

#[test]
fn words_of_one_theme_are_one_whatever_their_root() {
    let found = themes(
        "3",
        &[
            "Förvaltningen saknar en beskrivning av samverkan vid hamnen.",
            "Vi anser att samarbetet om bryggorna bör stärkas.",
            "Förvaltningen anser att det behövs ett tvärsektoriellt arbete på kajen.",
        ],
    );
    let theme = found.iter().find(|(name, _)| name.starts_with("samverkan"));
    assert_eq!(theme.map(|(_, boards)| boards.len()), Some(3), "{found:?}");
}

#[test]
fn what_goes_by_its_year_and_adjectives_of_all_endings_name_themes() {
    let found = themes(
        "3",
        &[
            "Förvaltningen anser att kopplingen till Hamnplan 2040 bör stärkas med tillitsbaserad upphandling.",
            "Vi saknar Hamnplan 2040 i texten. Kontoret anser att tillitsbaserad upphandling bör prövas.",
            "Det är oklart hur Hamnplan 2040 påverkas. Vi vill att tillitsbaserad upphandling införs.",
        ],
    );
    let has = |name: &str| found.iter().any(|(names, _)| names.contains(name));
    assert!(has("Hamnplan 2040"), "{found:?}");
    assert!(has("tillitsbaserad"), "{found:?}");
}

#[test]
fn one_form_beside_another_and_neuters_of_one_form_tell_a_noun() {
    let found = themes(
        "3",
        &[
            "Förvaltningen anser att en badvärd behövs. Förvaltningen saknar barn i texten.",
            "Badvärdar bör finnas. Barn bör få bada.",
            "Kontoret anser att badvärdar lugnar. Barn bör nämnas.",
        ],
    );
    for theme in ["badvärd", "barn"] {
        let has = |(names, boards): &(String, BTreeSet<String>)| {
            names.contains(theme) && boards.len() == 3
        };
        assert!(found.iter().any(has), "{theme}: {found:?}");
    }
}

/// Themes of the fictional papers, read by hand, with those who raise them.
const KEY: [(&str, &[&str]); 8] = [
    (
        "lagen",
        &[
            "Folkbidragsverket",
            "Handläggarnas Riksförbund",
            "Kammarrätten i Lindesnäs",
            "Talform AB",
            "Töreby kommun",
        ],
    ),
    (
        "beslutsblad",
        &[
            "Folkbidragsverket",
            "Handläggarnas Riksförbund",
            "Kammarrätten i Lindesnäs",
            "Länsstyrelsen i Mellanbygds län",
            "Nordviks universitet",
            "Talform AB",
            "Töreby kommun",
        ],
    ),
    (
        "tillsyn",
        &[
            "Folkbidragsverket",
            "Länsstyrelsen i Mellanbygds län",
            "Nordviks universitet",
            "Talform AB",
        ],
    ),
    (
        "mall",
        &["Handläggarnas Riksförbund", "Talform AB", "Töreby kommun"],
    ),
    (
        "inloggning",
        &[
            "Arbetsmarknadsnämnden",
            "Kulturnämnden",
            "Utbildningsnämnden",
            "Åsö stadsdelsnämnd",
        ],
    ),
    (
        "vikarie",
        &[
            "Arbetsmarknadsnämnden",
            "Hamnstadens stadsdelsnämnd",
            "Norra Almviks stadsdelsnämnd",
            "Utbildningsnämnden",
            "Västra Skogs-Nybyggets stadsdelsnämnd",
        ],
    ),
    (
        "barn",
        &[
            "Hamnstadens stadsdelsnämnd",
            "Socialnämnden",
            "Tekniska nämnden",
            "Utbildningsnämnden",
        ],
    ),
    (
        "undantag",
        &[
            "Norra Almviks stadsdelsnämnd",
            "Servicenämnden",
            "Socialnämnden",
        ],
    ),
];

#[test]
fn the_fictional_papers_hold_their_key() {
    let found = told(&project("corpus").display().to_string(), "3");
    for (theme, boards) in KEY {
        let Some((_, raised)) = found.iter().find(|(name, _)| name.contains(theme)) else {
            panic!("no theme {theme} in {found:?}");
        };
        let met = boards
            .iter()
            .filter(|board| raised.contains(**board))
            .count();
        assert!(met * 4 >= boards.len() * 3, "{theme}: {raised:?}");
    }
}
