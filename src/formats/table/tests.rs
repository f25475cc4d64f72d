//! Tables of every kind as rows of text, and what is refused.

use super::*;
use rust_xlsxwriter::{ExcelDateTime as Day, Format as Style, Workbook};
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    read(bytes, "tabell", &Limits::default()).unwrap()
}

fn refused(bytes: &[u8], limits: &Limits) -> String {
    read(bytes, "tabell.xlsx", limits).unwrap_err().to_string()
}

#[test]
fn the_separator_is_the_one_that_the_heading_line_has_most() {
    for text in [
        "id,kod\r\n1,stöd\r\n",
        "\u{FEFF}id;kod\n1;stöd\n",
        "id\tkod\n1\tstöd",
        "sep=;\nid;kod\n1;stöd\n",
    ] {
        assert_eq!(
            rows(text.as_bytes()),
            [["id", "kod"], ["1", "stöd"]],
            "{text:?}"
        );
    }
    assert_eq!(rows(b"id;kod\n1;st\xF6d, men\n")[1], ["1", "stöd, men"]);
    assert_eq!(rows(b"en\ntv\xE5\n"), [["en"], ["två"]]);
}

#[test]
fn quotes_line_breaks_and_disarmed_formulas() {
    let text = "id,text\n1,\"rad ett\nrad \"\"två\"\"\"\n\n2,'=1+1\n3\n,,\n";
    let read = rows(text.as_bytes());
    assert_eq!(read[1], ["1", "rad ett\nrad \"två\""]);
    // An empty line is a row, as a spreadsheet shows it.
    assert_eq!(read[3], ["2", "=1+1"]);
    assert_eq!(read.len(), 5, "{read:?}");
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_gives_them() {
    let text = "Diarium\n\nid;kod\n\n1;\"på två\nrader\"\n\n\n2;b\n\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let read = rows(text.as_bytes());
        let filled = |at: &usize| !read[*at].is_empty();
        let at: Vec<usize> = (0..read.len()).filter(filled).collect();
        assert_eq!(at, [0, 2, 4, 7], "{text:?}");
    }
}

#[test]
fn cells_of_a_workbook_are_as_a_person_would_type_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Day::from_ymd(2026, 1, 16).unwrap();
    let style = Style::new().set_num_format("yyyy-mm-dd");
    sheet.write(0, 0, "id").unwrap();
    sheet.write(0, 1, "Åtgärd").unwrap();
    sheet.write(2, 0, 7).unwrap();
    sheet.write(2, 1, 0.5).unwrap();
    sheet.write(2, 2, true).unwrap();
    sheet
        .write_datetime_with_format(2, 3, &day, &style)
        .unwrap();
    sheet.write(2, 5, "rad\u{202e}\nrad").unwrap();
    book.add_worksheet().write(0, 0, "ett annat blad").unwrap();
    let read = rows(&book.save_to_buffer().unwrap());
    assert_eq!(read[0], ["id", "Åtgärd"]);
    assert!(read[1].is_empty());
    assert_eq!(
        read[2],
        ["7", "0.5", "true", "2026-01-16", "", "rad\u{FFFD}\nrad"]
    );
}

#[test]
fn what_is_no_table_is_named() {
    let limits = Limits::default();
    assert!(refused(b"%PDF-1.7", &limits).starts_with("tabell.xlsx: is no table (save it as"));
    assert!(refused(b"", &limits).contains("is empty"));
    assert!(refused(b"PK\x03\x04 and no end", &limits).contains("truncated"));
    let odd = packed(&[("xl/workbook.xml", b"<a")]);
    assert!(refused(&odd, &limits).contains("cannot be read"));
    let none = packed(&[("word/document.xml", b"<a/>")]);
    assert!(refused(&none, &limits).contains("no Excel workbook"));
}

#[test]
fn a_bomb_is_refused_before_it_is_read() {
    let limits = Limits::default();
    let zeros = vec![b' '; 40 << 20];
    let bomb = packed(&[
        ("xl/workbook.xml", b""),
        ("xl/worksheets/sheet1.xml", &zeros),
    ]);
    assert!(refused(&bomb, &limits).contains("times its size"));
    let lies = b"<sst uniqueCount = '99999999999999'><si/></sst>";
    let lies = packed(&[("xl/workbook.xml", b""), ("xl/sharedStrings.xml", lies)]);
    assert!(refused(&lies, &limits).contains("count its strings"));
}

#[test]
fn the_size_of_a_sheet_is_bounded() {
    let mut limits = Limits::default();
    let mut book = Workbook::new();
    book.add_worksheet().write(999_999, 0, "långt ner").unwrap();
    let low = book.save_to_buffer().unwrap();
    assert_eq!(rows(&low).len(), 1_000_000);
    limits.set("lines=1000").unwrap();
    assert!(refused(&low, &limits).contains("more than 1000 lines"));
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 16_000, "långt ut").unwrap();
    assert!(refused(&book.save_to_buffer().unwrap(), &limits).contains("4096 columns"));
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
