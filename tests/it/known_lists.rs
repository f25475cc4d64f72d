//! Lists and pages as people have them: which of a page's links are answers, what
//! a folder that was fetched is read with, columns that nobody knows.

use crate::known::{Desk, letter};
use serde_json::Value;
use std::fs;

/// A page of a referral: what was sent out, who was asked, and the answers.
fn page(answers: &[(&str, &str)]) -> String {
    let answers: String = answers
        .iter()
        .map(|(file, who)| format!("<li><a href='/ab/{file}'>{who} (pdf 120 kB)</a></li>"))
        .collect();
    format!(
        "<!DOCTYPE html><html><body><main><h1>Remiss av SOU 2023:94 Tryggare hamnar</h1>\
         <p>Diarienummer: Fi2024/0017</p>\
         <p>Svaren ska ha kommit in senast den 20 maj 2024.</p>\
         <h2>Ladda ner:</h2><ul><li><a href='/a/lista.pdf'>Remissinstanser (pdf 70 kB)</a></li>\
         <li><a href='/a/missiv.pdf'>Remissmissiv (pdf)</a></li></ul><h2>Genväg</h2><ul>\
         <li><a href='/a/sou.pdf'>Tryggare hamnar, SOU 2023:94 (pdf 3 MB)</a></li>\
         <li><a href='/a/anstand.pdf'>Förlängd svarstid</a></li></ul><h2>Remissvar</h2>\
         <p>Här publiceras de remissvar som har kommit in.</p><ul>{answers}</ul></main></body></html>"
    )
}

const ANSWERS: [(&str, &str); 4] = [
    ("1%20svar.txt", "Havby kommun"),
    ("2.pdf", "Föreningen Måsen"),
    ("3.pdf", "Föreningen Tärnan"),
    ("4.pdf", "Föreningen Truten"),
];

#[test]
fn a_page_that_links_to_answers_is_nobodys_answer_and_is_named_with_its_command() {
    let desk = Desk::new(&[("1 svar.txt", &letter("Havby kommun", ""))]);
    fs::write(desk.paper("sida.html"), page(&ANSWERS)).unwrap();
    let papers = desk.path("papers");
    let told = desk.says(&["ingest", papers.to_str().unwrap()]);
    assert!(told.contains("sida.html links to papers"), "{told}");
    assert!(told.contains("--register"), "{told}");
    let row = &desk.papers()["sida.html"];
    assert_eq!((&row["kind"], &row["units"]), (&"missiv".into(), &0.into()));
    // Given as the register, it is that, and still nobody's answer.
    let list = desk.paper("sida.html");
    let told = desk.says(&[
        "ingest",
        papers.to_str().unwrap(),
        "--register",
        list.to_str().unwrap(),
    ]);
    assert!(!told.contains("links to papers"), "{told}");
    let all = desk.papers();
    assert_eq!(all["sida.html"]["units"], 0);
    assert_eq!(all["1 svar.txt"]["found"]["respondent"]["how"], "register");
}

#[test]
fn what_was_sent_out_and_who_was_asked_is_no_respondent() {
    let desk = Desk::new(&[("1 svar.txt", &letter("Havby kommun", ""))]);
    let list = desk.path("sida.html");
    fs::write(&list, page(&ANSWERS)).unwrap();
    desk.ingest(&["--register", list.to_str().unwrap()]);
    let (_, json) = desk.run(&["ledger", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    let mut names: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["respondent"].as_str())
        .collect();
    names.sort_unstable();
    let answers = ["Föreningen Måsen", "Föreningen Truten", "Föreningen Tärnan"];
    assert_eq!(names, [&answers[..], &["Havby kommun"]].concat());
}

/// A folder as `remiss fetch` leaves it.
fn fetched() -> Desk {
    let desk = Desk::new(&[("svar-1.txt", &letter("Viken", ""))]);
    fs::write(desk.paper("sida.html"), page(&ANSWERS)).unwrap();
    let list = "address\tfile\tbytes\tsha256\tstatus\n\
        https://m.example/r/\tsida.html\t1\tx\tpage\n\
        https://m.example/ab/1%20svar.txt\tsvar-1.txt\t1\tx\tfetched\n\
        https://m.example/ab/2.pdf\t2.pdf\t\t\twaiting\n";
    fs::write(desk.paper("remiss-fetch.tsv"), list).unwrap();
    desk
}

#[test]
fn a_folder_that_was_fetched_is_read_with_its_page_as_the_register() {
    let desk = fetched();
    let (code, told) = desk.run(&["ingest", desk.path("papers").to_str().unwrap()]);
    assert!(code < 2, "{told}");
    assert!(told.contains("sida.html is read as the register"), "{told}");
    assert!(!told.contains("remiss-fetch.tsv"), "{told}");
    assert!(!told.contains("no paper is called /ab/1"), "{told}");
    let papers = desk.papers();
    let row = &papers["svar-1.txt"];
    assert_eq!(row["respondent"], "Havby kommun");
    assert_eq!(row["found"]["respondent"]["how"], "register");
    assert!(!papers.contains_key("sida.html"), "{papers:?}");
}

#[test]
fn columns_that_nobody_knows_are_kept_shown_and_named() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    let list = desk.path("lista.csv");
    let rows = "Fil;Instans;Färg;Typ;Anmärkning\n1.txt;Havby kommun;blå;e-brev;sent\n";
    fs::write(&list, rows).unwrap();
    let (_, told) = desk.run(&[
        "ingest",
        desk.path("papers").to_str().unwrap(),
        "--register",
        list.to_str().unwrap(),
    ]);
    let named = told.lines().find(|line| line.starts_with("lista.csv: "));
    let named = named.unwrap_or_else(|| panic!("{told}"));
    assert!(named.contains("not understood: Färg, Typ ("), "{named}");
    let other = &desk.papers()["1.txt"]["other"];
    assert_eq!(other[0]["column"], "Färg");
    assert_eq!(other[0]["value"], "blå");
    let (_, csv) = desk.run(&["papers", "--format", "csv"]);
    assert!(
        csv.contains("Färg: blå; Typ: e-brev; Anmärkning: sent"),
        "{csv}"
    );
}

#[test]
fn a_later_last_day_holds_wherever_its_column_stands() {
    for (head, days) in [
        ("Svar senast;Anstånd t.o.m.", "2024-03-01;2024-04-01"),
        ("Respit;Svar senast", "2024-04-01;2024-03-01"),
        ("Svar senast;Förlängd svarstid", "2024-03-01;2024-04-01"),
    ] {
        let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
        let list = desk.path("lista.csv");
        let rows = format!(
            "Remissinstans;{head};Remiss\nHavby kommun;{days};SOU 2023:94\n\
             Öby kommun;2024-03-01;2024-03-01;SOU 2023:94\n"
        );
        fs::write(&list, rows).unwrap();
        desk.ingest(&["--asked", list.to_str().unwrap()]);
        let (_, json) = desk.run(&["ledger", "--format", "json"]);
        let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
        let havby = rows.iter().find(|row| row["respondent"] == "Havby kommun");
        assert_eq!(havby.unwrap()["answer_by"], "2024-04-01", "{head}");
        assert_eq!(havby.unwrap()["late"], false, "{head}");
    }
}

#[test]
fn a_last_day_of_a_part_is_not_that_of_the_whole() {
    for part in ["Avser del", "Kapitel"] {
        let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
        let list = desk.path("lista.csv");
        let rows = format!(
            "Remissinstans;Svar senast;{part};Remiss\nHavby kommun;2024-05-01;;SOU 2023:94\n\
             Havby kommun;2024-03-01;kap. 3;SOU 2023:94\n"
        );
        fs::write(&list, rows).unwrap();
        desk.ingest(&["--asked", list.to_str().unwrap()]);
        let (_, json) = desk.run(&["ledger", "--format", "json"]);
        let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
        assert_eq!(rows[0]["answer_by"], "2024-05-01", "{part}");
        assert_eq!(rows[0]["parts"][0]["answer_by"], "2024-03-01", "{part}");
    }
}

#[test]
fn a_row_of_those_asked_that_names_nobody_is_told() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    desk.ingest(&[]);
    let list = desk.path("lista.csv");
    fs::write(
        &list,
        "Remissinstans;Svar senast\nHavby kommun;2024-05-01\n;2024-05-01\n",
    )
    .unwrap();
    let told = desk.says(&["ingest", "--asked", list.to_str().unwrap()]);
    assert!(told.contains("row 3: names neither"), "{told}");
}

#[test]
fn a_page_of_those_asked_needs_no_heading_over_them() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    let list = desk.path("lista.html");
    let html = "<html><body><h1>Remiss av SOU 2023:94 Tryggare hamnar</h1><ol><li>Havby kommun</li>\
        <li>Vikens båtklubb</li><li>Svara i tid.</li></ol></body></html>";
    fs::write(&list, html).unwrap();
    desk.ingest(&["--asked", list.to_str().unwrap()]);
    let (_, json) = desk.run(&["ledger", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    let names: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["respondent"].as_str())
        .collect();
    assert_eq!(names, ["Havby kommun", "Vikens båtklubb"]);
}

#[test]
fn letters_of_another_alphabet_are_named_with_their_rows() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    let list = desk.path("lista.csv");
    let rows = "Fil;Instans;Inkom\n1.txt;F\u{451}reningen Måsen;2024-03-01\n";
    fs::write(&list, rows).unwrap();
    let told = desk.says(&[
        "ingest",
        desk.path("papers").to_str().unwrap(),
        "--register",
        list.to_str().unwrap(),
    ]);
    assert!(
        told.contains("row 2: ") && told.contains("U+0451"),
        "{told}"
    );
    let row = &desk.papers()["1.txt"];
    assert_eq!(
        (&row["respondent"], &row["received"]),
        (&"Havby kommun".into(), &"2024-03-01".into())
    );
}

#[test]
fn two_lists_that_differ_on_a_paper_are_told_and_the_last_by_name_holds() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    fs::write(
        desk.path("a.csv"),
        "fil,instans,datum\n1.txt,Region Öst,2024-03-01\n",
    )
    .unwrap();
    fs::write(
        desk.path("b.csv"),
        "fil,instans,datum\n1.txt,Region Väst,1 mars 2024\n",
    )
    .unwrap();
    let [a, b] = ["a.csv", "b.csv"].map(|name| desk.path(name).display().to_string());
    let papers = desk.path("papers").display().to_string();
    // In whatever order they are given.
    let told = desk.says(&["ingest", &papers, "--register", &b, "--register", &a]);
    let differ =
        "1.txt: respondent is Region Väst by b.csv:2, which holds, and Region Öst by a.csv:2";
    assert!(told.contains(differ) && !told.contains("date is"), "{told}");
    assert_eq!(desk.papers()["1.txt"]["respondent"], "Region Väst");
    // A person has the last word, and nothing is left to tell.
    let told = desk.says(&["correct", "1.txt", "respondent=Region Öst", "--by", "Anna"]);
    assert!(!told.contains("which holds"), "{told}");
    assert_eq!(desk.papers()["1.txt"]["respondent"], "Region Öst");
}

#[test]
fn all_that_several_registers_say_of_a_paper_is_told_at_once() {
    let desk = Desk::new(&[
        ("1.txt", &letter("Havby kommun", "")),
        ("2.txt", &letter("Vikby kommun", "")),
    ]);
    let papers = desk.path("papers").display().to_string();
    let mut typed = vec!["ingest".to_owned(), papers];
    for (list, who, day) in [
        ("a", "Region Öst", "2024-03-01"),
        ("b", "Region Syd", "2024-03-01"),
        ("c", "region Öst", "2024-03-02"),
        ("d", "Region Väst", "2024-03-02"),
    ] {
        let path = desk.path(&format!("{list}.csv"));
        let rows = format!("fil,instans,inkom\n1.txt,{who},{day}\n2.txt,Vikby kommun,2024-03-01\n");
        fs::write(&path, rows).unwrap();
        typed.extend(["--register".to_owned(), path.display().to_string()]);
    }
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    let told = desk.says(&typed);
    let lines: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("which holds"))
        .collect();
    let wanted = "1.txt: respondent is Region Väst by d.csv:2, which holds, and region Öst by c.csv:2, \
        a.csv:2 and Region Syd by b.csv:2; received is 2024-03-02 by d.csv:2, c.csv:2, which holds, \
        and 2024-03-01 by b.csv:2, a.csv:2";
    assert!(lines.len() == 1 && lines[0].contains(wanted), "{told}");
    let cure = "`remiss correct 1.txt respondent=… received=… --by NAME`";
    assert!(lines[0].contains(cure), "{told}");
    // What a person has settled is left out, the rest told.
    let told = desk.says(&["correct", "1.txt", "received=2024-03-02", "--by", "Anna"]);
    assert!(
        told.contains("respondent is") && !told.contains("received is"),
        "{told}"
    );
}

#[test]
fn of_many_tables_it_is_said_how_many_more_and_none_that_was_given_is_passed_over() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    for at in 0..14 {
        fs::write(
            desk.paper(&format!("t{at:02}.csv")),
            "fil,instans\n1.txt,Region Öst\n",
        )
        .unwrap();
    }
    let given = desk.paper("t00.csv").display().to_string();
    let papers = desk.path("papers").display().to_string();
    let told = desk.says(&["ingest", &papers, "--register", &given]);
    assert!(
        told.contains("and 3 more tables (`remiss ingest --verbose` names them)"),
        "{told}"
    );
    assert!(!told.contains("t00.csv is a table"), "{told}");
    let all = desk.says(&["ingest", &papers, "--verbose"]);
    assert!(
        all.contains("t13.csv is a table") && !all.contains("more tables"),
        "{all}"
    );
}

#[test]
fn a_page_tells_which_letter_sent_the_proposal_out_and_unknown_days_are_told_as_such() {
    let missive = letter("Finansdepartementet", "Remissvaren ska vara inne i maj.");
    let answer = letter("Havby kommun", "").replace("Datum 2024-03-04\n", "");
    let desk = Desk::new(&[("missiv.txt", &missive), ("havby.txt", &answer)]);
    let mut answers = ANSWERS.to_vec();
    answers[0].0 = "havby.txt";
    let page = page(&answers);
    fs::write(desk.path("sida.html"), page).unwrap();
    desk.ingest(&["--register", desk.path("sida.html").to_str().unwrap()]);
    let missive = &desk.papers()["missiv.txt"];
    assert_eq!(
        (&missive["kind"], &missive["found"]["kind"]["how"]),
        (&"missiv".into(), &"register".into())
    );
    let (_, ledger) = desk.run(&["ledger"]);
    assert!(
        ledger.contains("the day it came in is not known"),
        "{ledger}"
    );
    assert!(ledger.contains("4 of days that are not known"), "{ledger}");
    // Not everybody downloads what was sent out.
    fs::remove_file(desk.paper("missiv.txt")).unwrap();
    let told = desk.says(&["ingest", desk.path("papers").to_str().unwrap(), "--prune"]);
    assert!(!told.contains("missiv.pdf"), "{told}");
}
