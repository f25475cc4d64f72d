//! What the sender took from the answers, and what became of what was asked last
//! time.

use crate::{project, stdout};
use serde_json::Value;

fn json(args: &[&str]) -> Vec<Value> {
    let args = [args, &["--format", "json"]].concat();
    let found: Value = serde_json::from_str(&stdout(&args, 0)).unwrap();
    found.as_array().unwrap().clone()
}

#[test]
fn the_commissioner_took_two_passages_in_the_fictional_city() {
    let corpus = project("corpus").display().to_string();
    let found = json(&["uptake", "--in", &corpus]);
    let taken: Vec<&Value> = found
        .iter()
        .filter(|one| !one["passage"].is_null())
        .collect();
    let from: Vec<&str> = taken
        .iter()
        .map(|one| one["respondent"].as_str().unwrap())
        .collect();
    assert_eq!(from, ["Tekniska nämnden", "Almviks Stadshus AB"]);
    let first = taken[0];
    // Whole sentences on both sides, and the one that was left out.
    let passage = first["passage"].as_str().unwrap();
    assert!(
        passage.starts_with("En digital tjänst") && passage.ends_with("lagat."),
        "{passage}"
    );
    let added: Vec<&str> = first["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|piece| piece["what"] == "added")
        .map(|piece| piece["text"].as_str().unwrap())
        .collect();
    assert_eq!(added.join(" "), "dag den först");
    let left: Vec<&str> = first["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert!(
        left.iter()
            .any(|text| text.starts_with("Mätt på det sättet")),
        "{left:?}"
    );
    // The office's letter is spoken of, though none is here.
    let told = stdout(&["uptake", "--in", &corpus], 0);
    assert!(told.contains("executive office"), "{told}");
}

/// The opinion of an office on a proposal.
fn opinion(year: usize, title: &str, words: &str) -> String {
    format!(
        "Förvaltningen\n\nTill\nKulturnämnden\n\nTjänsteutlåtande\nDnr N {year}/7\n{year}-10-07\n\n\
         Svar på remiss från kommunstyrelsen, KS {year}/9, ”{title}”\n\nFörslag till beslut\n\n\
         1. Kulturnämnden överlämnar tjänsteutlåtandet som svar på remissen.\n\nFörvaltningens synpunkter\n\n{words}\n"
    )
}

#[test]
fn what_was_asked_is_asked_again_met_or_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let papers = [
        opinion(
            2014,
            "Strategi för e-tjänster i Almvik",
            "Strategin bör innehålla en plan för reservkraft vid strömavbrott.\n\n\
             Förvaltningen saknar en beskrivning av enhetschefernas mandat.\n\n\
             Förvaltningen föreslår att bokbussen får en egen kalender.\n\n\
             Tornuret kan kopplas till hamnens larm.\n\n\
             Det är positivt att strategin lyfter fram vaktmästarens utbildning i sjömanskap.",
        ),
        opinion(
            2024,
            "Program för e-tjänster i Almvik",
            "Programmet bör även nu kompletteras med en plan för reservkraft vid strömavbrott.\n\n\
             Det är bra att enhetschefernas mandat är tydligt beskrivet.",
        ),
    ];
    for (at, text) in papers.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{at}.txt")), text).unwrap();
    }
    let path = folder.path().display().to_string();
    let found = json(&["memory", "--in", &path, "--board", "kultur"]);
    let became = |word: &str| -> &str {
        let is_it = |one: &&Value| one["ask"]["quote"].as_str().unwrap().contains(word);
        found.iter().find(is_it).unwrap()["became"]
            .as_str()
            .unwrap()
    };
    assert_eq!(became("reservkraft"), "asked_again");
    assert_eq!(became("enhetschefernas"), "met");
    assert_eq!(became("bokbussen"), "dropped");
    // What is pressed for is an ask; what was found good is told as that.
    assert_eq!(became("Tornuret"), "dropped");
    let valued = found.iter().filter(|one| one["view"] == true);
    let valued: Vec<&str> = valued
        .map(|one| one["ask"]["quote"].as_str().unwrap())
        .collect();
    assert_eq!(valued.len(), 1, "{valued:?}");
    assert!(valued[0].contains("vaktmästarens"), "{valued:?}");
    assert_eq!(
        (&found[0]["year"], &found[0]["later_year"]),
        (&2014.into(), &2024.into())
    );
    assert_eq!(
        json(&["memory", "--in", &path, "--became", "dropped"]).len(),
        3
    );
}

#[test]
fn the_fictional_city_asks_again_what_it_asked_ten_years_ago() {
    let corpus = project("corpus").display().to_string();
    let found = json(&["memory", "--in", &corpus, "--board", "Åsö"]);
    let of = |word: &str| {
        let is_it = |one: &&Value| one["ask"]["quote"].as_str().unwrap().contains(word);
        found.iter().find(is_it).unwrap()
    };
    let again = of("Tjänsterna bör i stället ordnas");
    assert_eq!(again["became"], "asked_again");
    assert_eq!(again["answer"]["lines"][0], 1118);
    assert_eq!(of("reception stängs")["became"], "dropped");
    assert_ne!(of("Frågan om finansiering")["proposal"], Value::Null);
}

/// A part of them is told as it is among all.
#[test]
fn one_board_and_one_referral_are_told_as_among_all() {
    let papers = project("tests/second").display().to_string();
    let all = json(&["memory", "--in", &papers]);
    assert_eq!(all.len(), 6);
    for board in ["Äldrenämnden", "Östra Brinkens stadsdelsnämnd"] {
        let some = json(&["memory", "--in", &papers, "--board", board]);
        let its: Vec<&Value> = all
            .iter()
            .filter(|one| one["respondent"] == board)
            .collect();
        assert_eq!(some.iter().collect::<Vec<_>>(), its);
    }
    let later = json(&["memory", "--in", &papers, "--referral", "KS 2027/611"]);
    assert_eq!(later, all);
    let none = ["memory", "--in", &papers, "--referral", "KS 2018/205"];
    assert!(stdout(&none, 1).is_empty());
}
