//! One answer in several files counts once, whatever comes first; and files with
//! the same bytes are told apart by the senders in their names.

use crate::stdout;
use serde_json::Value;
use std::path::{Path, PathBuf};

const ANSWER: &str = "Ekeby kommun\n\nDatum 2031-05-12\n\nSjöfartsdepartementet\n\nYttrande över betänkandet Hamnar för alla (SOU 2031:6)\n\nEkeby kommun tillstyrker förslaget om en gemensam hamnavgift. Avgiften bör tas ut av den som lägger till och inte av den som äger kajen.\n\nKommunen saknar en beräkning av vad tillsynen kostar de mindre hamnarna.\n";

/// A folder with an archive beside it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("papers")).unwrap();
        Folder(dir)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("papers").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn ingest(&self) {
        let archive = self.0.path().join("archive");
        let papers = self.0.path().join("papers");
        stdout(
            &[
                "ingest",
                "-q",
                "--prune",
                as_str(&papers),
                "--archive",
                as_str(&archive),
            ],
            0,
        );
    }

    fn rows(&self, what: &str) -> Vec<Value> {
        let archive = self.0.path().join("archive");
        let text = stdout(
            &[
                "export",
                what,
                "--format",
                "ndjson",
                "--archive",
                as_str(&archive),
            ],
            0,
        );
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn counted(&self) -> Vec<String> {
        let units = self.rows("units");
        units
            .iter()
            .map(|unit| unit["document"]["name"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn as_str(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn page() -> String {
    let paragraphs = ANSWER
        .split("\n\n")
        .map(|words| format!("<p>{}</p>", words.trim()));
    format!(
        "<html><body>{}</body></html>",
        paragraphs.collect::<String>()
    )
}

#[test]
fn a_letter_and_its_web_page_are_one_answer() {
    // Together, and one after the other in both orders.
    for order in [
        vec![vec!["a.txt", "b.html"]],
        vec![vec!["a.txt"], vec!["b.html"]],
        vec![vec!["b.html"], vec!["a.txt"]],
    ] {
        let folder = Folder::new();
        for names in &order {
            for name in names {
                match *name {
                    "a.txt" => folder.write(name, ANSWER),
                    name => folder.write(name, &page()),
                }
            }
            folder.ingest();
        }
        assert_eq!(folder.counted(), ["b.html"], "{order:?}");
        assert_eq!(folder.rows("documents").len(), 2);
        let notes = folder.rows("notes");
        let told = |note: &Value| {
            note["note"]
                .as_str()
                .unwrap()
                .contains("the same answer as")
        };
        assert_eq!(notes.iter().filter(|note| told(note)).count(), 1);
    }
}

#[test]
fn a_twin_counts_when_the_other_is_gone() {
    let folder = Folder::new();
    folder.write("a.txt", ANSWER);
    folder.write("b.html", &page());
    folder.ingest();
    std::fs::remove_file(folder.path("b.html")).unwrap();
    folder.ingest();
    assert_eq!(folder.counted(), ["a.txt"]);
    folder.write("b.html", &page());
    folder.ingest();
    assert_eq!(folder.counted(), ["b.html"]);
    // It becomes another answer, and both count.
    folder.write(
        "b.html",
        &page()
            .replace("Ekeby", "Sandby")
            .replace("hamnavgift", "farledsavgift"),
    );
    folder.ingest();
    assert_eq!(folder.counted().len(), 2);
}

#[test]
fn the_same_bytes_under_the_names_of_two_senders_are_two_answers() {
    let folder = Folder::new();
    let line = "Remiss av betänkandet Hamnar för alla (SOU 2031:6), Sj2031/00251\n\nRemissvar\n\nVi har inget att erinra mot förslaget.\n";
    for name in [
        "sj2031-00251_1-boverket.txt",
        "sj2031-00251_2-statskontoret.txt",
        "sj2031-00251_2-statskontoret (1).txt",
    ] {
        folder.write(name, line);
    }
    folder.ingest();
    let respondents: Vec<Value> = folder
        .rows("documents")
        .into_iter()
        .map(|row| row["respondent"].clone())
        .collect();
    assert_eq!(respondents, ["Boverket", "Statskontoret"]);
    let archive = folder.0.path().join("archive");
    let again = stdout(
        &[
            "ingest",
            as_str(&folder.path("")),
            "--archive",
            as_str(&archive),
        ],
        0,
    );
    assert!(again.contains("0 read"), "{again}");
}
