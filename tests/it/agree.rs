//! Drawing, judging and coding sheets, and what coders make of them.

use crate::contract::fits;
use crate::{project, remiss, stdout};
use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use std::path::Path;

/// Runs a command over the project's own papers.
fn over_corpus(args: &[&str]) -> String {
    let corpus = project("corpus").display().to_string();
    stdout(&[args, &["--in", &corpus]].concat(), 0)
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// The cells of a sheet of a workbook, the heading row first.
fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range
        .rows()
        .map(|row| row.iter().map(Data::to_string).collect())
        .collect()
}

#[test]
fn the_same_seed_draws_the_same_rows_whatever_the_threads() {
    let one = over_corpus(&["sample", "25", "--seed", "3"]);
    assert_eq!(
        over_corpus(&["sample", "--n", "25", "--seed", "3", "--threads", "1"]),
        one
    );
    assert_ne!(over_corpus(&["sample", "25", "--seed", "4"]), one);
    let drawn = rows(&one);
    assert_eq!(drawn.len(), 26);
    let (quote, text, ratt) = (10, 11, 12);
    assert_eq!(
        [&drawn[0][quote], &drawn[0][text], &drawn[0][ratt]],
        ["quote", "text", "ratt"]
    );
    for row in &drawn[1..] {
        assert!(!row[quote].is_empty() && row[ratt].is_empty(), "{row:?}");
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&row[text]).contains(&words(&row[quote])), "{row:?}");
    }
    let many = rows(&over_corpus(&["sample", "1000", "--distinct"]));
    let mut quotes: Vec<_> = many
        .iter()
        .map(|row| (&row[4], &row[quote], &row[text]))
        .collect();
    quotes.sort_unstable();
    quotes.dedup();
    assert_eq!(quotes.len(), many.len());
    // The scope is that of positions.
    let few = over_corpus(&["sample", "9", "--stance", "kritik", "--focus", "dialog"]);
    assert!(
        rows(&few)[1..].iter().all(|row| row[7] == "kritik"),
        "{few}"
    );
}

#[test]
fn a_coding_sheet_says_nothing_of_what_was_read() {
    let dir = tempfile::tempdir().unwrap();
    let (path, codes) = (dir.path().join("kodark.xlsx"), dir.path().join("koder.txt"));
    std::fs::write(&codes, "för\tvill ha det\nemot\tvill inte\n").unwrap();
    let [out, codes] = [&path, &codes].map(|path| path.display().to_string());
    let by = "slag,år,område,ställning,enhet";
    over_corpus(&[
        "sample", "--n", "40", "--by", by, "--seed", "7", "--codes", &codes, "-o", &out,
    ]);
    let coding = sheet(&path, "kodark");
    let head = [
        "id",
        "respondent",
        "unit_kind",
        "parties",
        "area",
        "text",
        "citation",
        "kod",
        "kommentar",
    ];
    assert_eq!(coding[0], head);
    assert_eq!(coding.len(), 41);
    let drawn = sheet(&path, "urval");
    let number = |cell: &String| cell.parse::<f64>().unwrap();
    let strata: Vec<&Vec<String>> = drawn[1..].iter().filter(|row| !row[1].is_empty()).collect();
    assert_eq!(strata.iter().map(|row| number(&row[2])).sum::<f64>(), 40.0);
    let whole: f64 = strata.iter().map(|row| number(&row[1])).sum();
    let all = rows(&over_corpus(&["positions", "--format", "csv"])).len() - 1;
    assert_eq!(whole, all as f64);
    let notes = drawn.iter().filter(|row| row[0] == "seed" && row[4] == "7");
    assert_eq!(notes.count(), 1);
    assert_eq!(sheet(&path, "koder")[2], ["emot", "vill inte"]);
    // Codes are chosen from the list.
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let xml = std::io::read_to_string(zip.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(
        xml.contains("<formula1>koder!$A$2:$A$3</formula1>"),
        "{xml}"
    );
    assert!(xml.contains("sqref=\"H2:H41\""));
}

/// Fills in a sheet and writes it as a workbook.
fn fill(
    path: &Path,
    sheet: &[Vec<String>],
    column: &str,
    code: impl Fn(usize, &[String]) -> String,
) {
    let mut book = Workbook::new();
    let written = book.add_worksheet();
    let at = sheet[0].iter().position(|cell| cell == column).unwrap();
    for (number, row) in (0u32..).zip(sheet) {
        for (column, cell) in (0u16..).zip(row) {
            match number > 0 && usize::from(column) == at {
                true => written
                    .write(number, column, code(number as usize, row))
                    .unwrap(),
                false => written.write(number, column, cell).unwrap(),
            };
        }
    }
    book.save(path).unwrap();
}

#[test]
fn the_program_agrees_with_a_coder_who_copies_it_and_parts_from_others() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    let drawn = rows(&over_corpus(&["sample", "40", "--seed", "5"]));
    let stance = drawn[0].iter().position(|cell| cell == "stance").unwrap();
    let mut blank = drawn.clone();
    blank
        .iter_mut()
        .for_each(|row| row[stance] = "-".to_owned());
    blank[0][12] = "kod".to_owned();
    let copied =
        |number: usize, _: &[String]| drawn[number][stance].replace('_', " ").to_uppercase();
    fill(&path("anna.xlsx"), &blank, "kod", copied);
    let other = |number: usize, _: &[String]| match number {
        1..=4 => "neutral".to_owned(),
        5 => String::new(),
        _ => drawn[number][stance].clone(),
    };
    fill(&path("bo.xlsx"), &blank, "kod", other);
    let [anna, bo] = ["anna.xlsx", "bo.xlsx"].map(|name| path(name).display().to_string());
    let found = over_corpus(&["agree", &anna, "--machine", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(fits(&found, "agree"), None);
    assert_eq!(found["coders"], serde_json::json!(["anna", "remiss"]));
    assert_eq!(
        (&found["kappa"]["value"], &found["pairable"]),
        (&1.0.into(), &40.into())
    );
    assert_eq!(found["scale"][0], "kritik");
    let found = over_corpus(&["agree", &anna, &bo, "--machine", "--format", "ndjson"]);
    let apart: Vec<serde_json::Value> = found
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let differ = (1..=4)
        .filter(|number| drawn[*number][stance] != "neutral")
        .count();
    assert_eq!(apart.len(), differ);
    assert_eq!(fits(&apart[0], "agree --format ndjson"), None);
    assert_eq!(apart[0]["codes"][1], "neutral");
    let table = stdout(&["agree", &anna, &bo, "--format", "csv"], 0);
    let table = rows(&table);
    assert_eq!(
        table[0],
        [
            "id",
            "respondent",
            "area",
            "citation",
            "text",
            "coders",
            "code_1",
            "code_2"
        ]
    );
    assert_eq!((table.len(), &*table[1][5]), (1 + differ, "anna; bo"));
}

/// `krippendorff` 0.9.0 and `scikit-learn` 1.9.1 give the same of these two.
#[test]
fn sheets_of_this_project_give_what_other_programs_give() {
    let [anna, bo] = ["anna", "bo"].map(|name| {
        project(&format!("tests/coding/{name}.csv"))
            .display()
            .to_string()
    });
    let found = stdout(&["agree", &anna, &bo, "--format", "json"], 0);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    for (figure, known) in [
        ("kappa", KAPPA),
        ("alpha_nominal", NOMINAL),
        ("alpha_ordinal", ORDINAL),
    ] {
        let value = found[figure]["value"].as_f64().unwrap();
        assert!((value - known).abs() < 1e-9, "{figure} is {value}");
    }
}

const KAPPA: f64 = 0.689_285_714_285_714_3;
const NOMINAL: f64 = 0.691_056_910_569_105_8;
const ORDINAL: f64 = 0.790_473_283_705_139_5;

#[test]
fn a_judged_sheet_gives_a_share_with_its_interval() {
    let dir = tempfile::tempdir().unwrap();
    let drawn = rows(&over_corpus(&["sample", "30"]));
    let path = dir.path().join("rader.xlsx");
    let judge = |number: usize, _: &[String]| ["fel", "R", "rätt", "", "ja"][number % 5].to_owned();
    fill(&path, &drawn, "ratt", judge);
    let path = path.display().to_string();
    let told = stdout(&["sample", "--judged", &path], 0);
    assert!(
        told.starts_with("right                    18 of 24    0.75  (0.55–0.88)"),
        "{told}"
    );
    assert!(told.contains("by stance") && told.contains("6 not judged"));
    let json = stdout(&["sample", "--judged", &path, "--format", "json"], 0);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(fits(&json, "sample --judged"), None);
    assert_eq!((&json["right"], &json["skipped"]), (&18.into(), &6.into()));
}

#[test]
fn what_cannot_be_compared_is_told_with_its_cure() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let told = |args: &[&str], code: i32| {
        let output = remiss(args);
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let one = path("ett.csv", "id;kod\n1;a\n2;b\n");
    assert!(told(&["agree", &one], 2).contains("give from two to 12 sheets"));
    let other = path("två.csv", "id,kod\n3,a\n4,b\n");
    assert!(told(&["agree", &one, &other], 1).contains("no row is coded by two"));
    assert!(told(&["agree", &one, "--machine"], 2).contains("neither stances nor verdicts"));
    let odd = path("udda.csv", "id,kod\n1,a\n1,b\n");
    assert!(told(&["agree", &one, &odd], 2).contains("udda.csv: has the id \"1\" in rows 2 and 3"));
    let pdf = path("x.xlsx", "%PDF-1.4");
    assert!(told(&["agree", &one, &pdf], 2).contains("x.xlsx: is no table"));
    assert!(told(&["sample", "--judged", &one], 2).contains("has no column \"ratt\""));
}
