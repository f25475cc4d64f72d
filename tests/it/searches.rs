//! Searches kept by name, and what is new in them.

use crate::{remiss, stdout};
use serde_json::Value;
use std::path::Path;

fn write(dir: &Path, name: &str, board: &str, words: &str) {
    let text = format!(
        "Protokoll 3/2024\nfört vid {board}s sammanträde den 7 maj 2024\n\n\
         § 4 Remiss av program för läsning\n\nBeslut\n\n{words}\n"
    );
    std::fs::create_dir_all(dir).unwrap();
    std::fs::write(dir.join(name), text).unwrap();
}

struct Place(tempfile::TempDir);

impl Place {
    /// An archive with one answer about dialogue.
    fn new() -> Self {
        let place = Place(tempfile::tempdir().unwrap());
        write(
            &place.papers(),
            "a.txt",
            "Kulturnämnden",
            "Nämnden vill ha dialog.",
        );
        place.ingest();
        place
    }

    fn papers(&self) -> std::path::PathBuf {
        self.0.path().join("papers")
    }

    fn archive(&self) -> String {
        self.0.path().join("archive").display().to_string()
    }

    fn ingest(&self) {
        let papers = self.papers().display().to_string();
        stdout(
            &[
                "ingest",
                "-q",
                "--prune",
                &papers,
                "--archive",
                &self.archive(),
            ],
            0,
        );
    }

    fn run(&self, typed: &[&str], code: i32) -> String {
        stdout(&[typed, &["--archive", &self.archive()]].concat(), code)
    }

    fn documents(&self, typed: &[&str], code: i32) -> Vec<String> {
        let out = self.run(&[typed, &["--format", "json"]].concat(), code);
        let answer: Value = serde_json::from_str(&out).unwrap();
        let hits = answer["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["document"].as_str().unwrap().to_owned())
            .collect()
    }

    fn list(&self) -> Value {
        let out = self.run(&["searches", "--format", "json"], 0);
        serde_json::from_str::<Value>(&out).unwrap()
    }
}

#[test]
fn what_is_new_is_what_came_after_it_was_seen() {
    let place = Place::new();
    let keep = ["search", "--save", "samtal", "dialog", "--kind", "beslut"];
    assert_eq!(place.documents(&keep, 0), ["a.txt"]);
    let new = ["search", "--saved", "samtal", "--new"];
    // Nobody has looked.
    assert_eq!(place.documents(&new, 0), ["a.txt"]);
    let seen = place.run(&["searches", "--seen", "samtal", "--on", "2024-05-07"], 0);
    assert!(seen.contains("2024-05-07 · ingest 1"), "{seen}");
    assert!(place.documents(&new, 1).is_empty());
    // An ingest that changes nothing, and a paper that moves.
    place.ingest();
    std::fs::rename(place.papers().join("a.txt"), place.papers().join("c.txt")).unwrap();
    place.ingest();
    assert!(place.documents(&new, 1).is_empty());
    write(
        &place.papers(),
        "b.txt",
        "Skolnämnden",
        "Nämnden vill ha dialoger.",
    );
    place.ingest();
    assert_eq!(place.documents(&new, 0), ["b.txt"]);
    let listed = place.list();
    assert_eq!(listed[0]["new"], 1);
    assert_eq!(listed[0]["seen_on"], "2024-05-07");
    assert_eq!(listed[0]["options"], "--kind beslut");
    assert_eq!(
        place.documents(&["search", "--saved", "samtal"], 0).len(),
        2
    );
    // A changed text is new again.
    place.run(&["searches", "--seen", "samtal"], 0);
    write(
        &place.papers(),
        "c.txt",
        "Kulturnämnden",
        "Nämnden vill ha mer dialog.",
    );
    place.ingest();
    assert_eq!(place.documents(&new, 0), ["c.txt"]);
    // Numbers outlive a rebuild.
    place.run(&["searches", "--seen", "samtal"], 0);
    place.run(&["rebuild"], 0);
    assert!(place.documents(&new, 1).is_empty());
    place.run(&["searches", "--remove", "samtal"], 0);
    place.run(&["searches"], 1);
}

#[test]
fn nothing_new_is_no_reason_to_read_words_otherwise() {
    let place = Place::new();
    place.run(&["search", "--save", "x", "nämnden", "dialog"], 0);
    place.run(&["searches", "--seen", "x"], 0);
    write(
        &place.papers(),
        "b.txt",
        "Skolnämnden",
        "Nämnden har inget att säga.",
    );
    place.ingest();
    let new = ["search", "--saved", "x", "--new"];
    assert!(place.documents(&new, 1).is_empty());
}

#[test]
fn a_search_itself_writes_nothing() {
    let place = Place::new();
    let names = |dir: &Path| {
        let mut names: Vec<_> = std::fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    let before = names(place.0.path());
    place.run(&["search", "dialog"], 0);
    place.run(&["searches"], 1);
    assert_eq!(names(place.0.path()), before);
    place.run(&["search", "--save", "x", "dialog"], 0);
    let file = place.0.path().join("remiss-searches.toml");
    let kept = std::fs::read(&file).unwrap();
    place.run(&["search", "--saved", "x", "--new"], 0);
    place.run(&["searches"], 0);
    assert_eq!(std::fs::read(&file).unwrap(), kept);
}

#[test]
fn what_cannot_be_meant_is_told_with_its_cure() {
    let place = Place::new();
    let told = |typed: &[&str]| {
        let output = remiss(&[typed, &["--archive", &place.archive()]].concat());
        assert_eq!(output.status.code(), Some(2), "{typed:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let unknown = told(&["search", "--saved", "y"]);
    assert!(unknown.contains("no search is kept as y"), "{unknown}");
    assert!(told(&["searches", "--seen", "y"]).contains("--save NAME"));
    let papers = place.papers().display().to_string();
    let memory = told(&["search", "--save", "y", "dialog", "--in", &papers]);
    assert!(memory.contains("in memory"), "{memory}");
    // A query that cannot be read is not kept, nor is a broken file replaced.
    told(&["search", "--save", "y", "(dialog"]);
    let file = place.0.path().join("remiss-searches.toml");
    assert!(!file.exists());
    std::fs::write(&file, "[search.x]\nquery = 3\n").unwrap();
    let broken = told(&["search", "--save", "y", "dialog"]);
    assert!(broken.contains("remiss-searches.toml: line 2"), "{broken}");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "[search.x]\nquery = 3\n"
    );
}
