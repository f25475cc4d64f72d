//! Workbooks, read back as a spreadsheet reads them.

use crate::{project, remiss, stdout};
use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use std::path::Path;

/// The corpus, written into a workbook.
fn workbook(dir: &Path, what: &str) -> Xlsx<std::io::BufReader<std::fs::File>> {
    let file = dir.join(format!("{what}.xlsx"));
    let corpus = project("corpus").display().to_string();
    stdout(
        &[
            "export",
            what,
            "--in",
            &corpus,
            "-o",
            &file.display().to_string(),
        ],
        0,
    );
    open_workbook(&file).unwrap()
}

#[test]
fn all_tables_stand_in_one_workbook_with_typed_cells() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = workbook(dir.path(), "all");
    let names = book.sheet_names();
    assert_eq!(
        names,
        [
            "documents",
            "ledger",
            "positions",
            "asks",
            "lost",
            "topics",
            "reuse",
            "recycled",
            "units",
            "notes"
        ]
    );
    let sheet = book.worksheet_range("positions").unwrap();
    let head: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let at = |name: &str| head.iter().position(|one| one == name).unwrap();
    let (lines, days) = (at("first_line"), at("date"));
    let (confidence, inherited) = (at("confidence"), at("inherited"));
    for row in sheet.rows().skip(1) {
        assert!(row[lines].is_float(), "{:?}", row[lines]);
        assert!(
            row[days].is_datetime() || row[days].is_empty(),
            "{:?}",
            row[days]
        );
        assert!(row[confidence].is_float() && row[inherited].is_bool());
        assert!(row[at("document")].is_string());
    }
    assert!(sheet.rows().count() > 100);
}

#[test]
fn what_looks_like_a_number_or_a_formula_stays_text() {
    let dir = tempfile::tempdir().unwrap();
    let paper = dir.path().join("001");
    std::fs::write(&paper, "=1+1\n\nNågra ord.\n").unwrap();
    let (paper, file) = (paper.display().to_string(), dir.path().join("t.xlsx"));
    stdout(
        &[
            "export",
            "text",
            "--in",
            &paper,
            "-o",
            &file.display().to_string(),
        ],
        0,
    );
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    let sheet = book.worksheet_range("text").unwrap();
    let row = sheet.rows().nth(1).unwrap();
    assert_eq!(row[0], Data::String("001".to_owned()));
    let text = row.last().unwrap().get_string().unwrap();
    assert!(text.starts_with("=1+1"), "{text}");
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = |name: &str| {
        let place = dir.path().join(name);
        std::fs::create_dir(&place).unwrap();
        workbook(&place, "ledger");
        std::fs::read(place.join("ledger.xlsx")).unwrap()
    };
    assert_eq!(bytes("a"), bytes("b"));
}

#[test]
fn a_file_of_another_kind_is_refused_with_the_cure() {
    let corpus = project("corpus").display().to_string();
    for (what, file, told) in [
        ("units", "x.docx", ".xlsx, .csv, .json or .ndjson"),
        ("all", "x.csv", "-o FILE.xlsx"),
    ] {
        let output = remiss(&["export", what, "--in", &corpus, "-o", file]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.code() == Some(2) && error.contains(told),
            "{error}"
        );
    }
}
