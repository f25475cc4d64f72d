//! In what order respondents are listed: one order, whatever lists them.

use crate::project;
use serde_json::Value;
use std::ffi::OsString;

const REFERRAL: &str = "Beslut som går att läsa";

fn out(typed: &[&str]) -> String {
    let corpus = project("corpus").display().to_string();
    let rest = ["--in", &corpus, "--referral", REFERRAL];
    let typed = ["remiss"].iter().chain(typed).chain(&rest);
    let typed: Vec<OsString> = typed.map(OsString::from).collect();
    let mut out = Vec::new();
    let (code, told) = remiss::cli::answer(&typed, &mut out);
    assert_eq!(code, 0, "{typed:?}: {told:?}");
    String::from_utf8(out).unwrap()
}

/// Respondents of a JSON array, each once, as they come.
fn names(json: &str) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(json).unwrap();
    let mut names: Vec<String> = Vec::new();
    for row in rows {
        let name = row["respondent"].as_str().unwrap().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[test]
fn ledger_positions_and_asks_list_respondents_in_one_order() {
    for (order, first, last) in [
        ("lista", "Folkbidragsverket", "Töreby kommun"),
        (
            "slag",
            "Kammarrätten i Lindesnäs",
            "Handläggarnas Riksförbund",
        ),
        ("alfabet", "Folkbidragsverket", "Töreby kommun"),
        ("datum", "Talform AB", "Nordviks universitet"),
    ] {
        let rows = |command: &str| names(&out(&[command, "--order", order, "--format", "json"]));
        let mut ledger = rows("ledger");
        let positions = rows("positions");
        ledger.retain(|name| positions.contains(name));
        assert_eq!(positions, ledger, "{order}");
        assert_eq!(
            [&positions[0], positions.last().unwrap()],
            [first, last],
            "{order}"
        );
        let asks = rows("asks");
        let those: Vec<&String> = positions.iter().filter(|one| asks.contains(one)).collect();
        assert_eq!(asks.iter().collect::<Vec<_>>(), those, "{order}");
        let matrix = out(&["positions", "--order", order]);
        let mut at: Vec<usize> = Vec::new();
        for name in &positions {
            at.push(
                matrix
                    .find(&format!("\n{name} "))
                    .unwrap_or_else(|| panic!("{name}: {matrix}")),
            );
        }
        assert!(at.is_sorted(), "{order}: {matrix}");
    }
}

#[test]
fn a_table_for_people_follows_the_list_of_those_asked_and_rows_the_papers() {
    let ledger = names(&out(&["ledger", "--format", "json"]));
    let rows = names(&out(&["positions", "--format", "json"]));
    assert_eq!(rows[0], "Kammarrätten i Lindesnäs");
    let matrix = out(&["positions"]);
    let listed = ledger.iter().filter(|name| rows.contains(name));
    let at: Vec<Option<usize>> = listed
        .map(|name| matrix.find(&format!("\n{name} ")))
        .collect();
    assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{matrix}");
}
