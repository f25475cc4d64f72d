//! Pages as they look in a report: those that are cited, where they are asked
//! for, and nobody who is masked on them.

use crate::remiss;
use std::path::{Path, PathBuf};

/// A PDF of a page a slice.
fn printed(pages: &[&[&str]]) -> Vec<u8> {
    let contents = pages.iter().map(|lines| {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        crate::pdf::stream("", &crate::pdf::set(&lines))
    });
    crate::office::pdf_file(&crate::pdf::document(contents.collect()))
}

const LETTER: [&[&str]; 2] = [
    &[
        "Folkbidragsverket",
        "2031-03-02",
        "Till Almviks stad",
        "Remissvar: Program för kajer, dnr KS 2031/9",
        "Folkbidragsverket tillstyrker förslaget.",
    ],
    &["Med vänlig hälsning", "Ada Ek"],
];

/// A folder with the letter in it.
fn answered(dir: &Path) -> PathBuf {
    let papers = dir.join("svar");
    std::fs::create_dir(&papers).unwrap();
    std::fs::write(papers.join("svar.pdf"), printed(&LETTER)).unwrap();
    papers
}

fn report(papers: &Path, more: &[&str]) -> (String, String, Option<i32>) {
    let file = papers.with_extension("html");
    let given = [papers.to_str().unwrap(), "-o", file.to_str().unwrap()];
    let output = remiss(&[&["report", "--in"], &given[..], more].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let html = std::fs::read_to_string(&file).unwrap_or_default();
    (html, told, output.status.code())
}

#[test]
fn pages_that_are_cited_are_shown_as_they_look_where_that_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let papers = answered(dir.path());
    let (plain, told, code) = report(&papers, &["--with-private"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(!plain.contains("data:image/png") && !plain.contains("class=\"fold sida\""));
    let (html, told, code) = report(&papers, &["--with-private", "--pages"]);
    assert_eq!(code, Some(0), "{told}");
    // The page with the verdict, and no other.
    assert_eq!(html.matches("src=\"data:image/png;base64,iVBOR").count(), 1);
    assert!(html.contains("id=\"d1.s1\"") && !html.contains("id=\"d1.s2\""));
    assert!(html.contains("href=\"#d1.s1\""));
    assert!(html.contains("1 åberopade sidor visas som de ser ut i Texten, 0 gör det inte."));
}

#[test]
fn a_picture_masks_nobody_and_is_no_part_of_a_document() {
    let dir = tempfile::tempdir().unwrap();
    let papers = answered(dir.path());
    let (_, told, code) = report(&papers, &["--pages"]);
    assert!(code == Some(2) && told.contains("--with-private"), "{told}");
    let file = dir.path().join("rapport.docx");
    let given = [papers.to_str().unwrap(), "-o", file.to_str().unwrap()];
    let flags = ["--with-private", "--pages"];
    let output = remiss(&[&["report", "--in"], &given[..], &flags].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.code() == Some(2) && told.contains(".html"),
        "{told}"
    );
}

#[test]
fn a_file_that_has_changed_is_told_and_the_report_is_made() {
    let dir = tempfile::tempdir().unwrap();
    let papers = answered(dir.path());
    let pdf = papers.join("svar.pdf");
    let archive = dir.path().join(".remiss");
    let archive = archive.to_str().unwrap();
    let papers = papers.to_str().unwrap();
    assert!(
        remiss(&["ingest", "-q", "--archive", archive, papers])
            .status
            .success()
    );
    std::fs::write(&pdf, printed(&LETTER[..1])).unwrap();
    let file = dir.path().join("rapport.html");
    let args = ["report", "--archive", archive, "-o", file.to_str().unwrap()];
    let output = remiss(&[&args[..], &["--with-private", "--pages"]].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && told.contains("has changed"),
        "{told}"
    );
    let html = std::fs::read_to_string(file).unwrap();
    assert!(html.contains("0 åberopade sidor visas som de ser ut i Texten, 1 gör det inte."));
}
