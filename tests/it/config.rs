//! Settings beside the papers, and what is told with -v.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// A folder with a paper in it, and whatever is set there.
struct Place(tempfile::TempDir);

const PAPER: &str = "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
     § 4 Remiss av program för läsning\n\nBeslut\n\nNämnden tillstyrker förslaget och vill ha dialog.\n";

impl Place {
    fn new(settings: &str) -> Self {
        let place = Place(tempfile::tempdir().unwrap());
        std::fs::write(place.path("a.txt"), PAPER).unwrap();
        if !settings.is_empty() {
            std::fs::write(place.path("remiss.toml"), settings).unwrap();
        }
        place
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, at: &Path, typed: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_remiss"));
        command
            .args(typed)
            .current_dir(at)
            .env_remove("REMISS_ARCHIVE");
        command
    }

    fn run(&self, typed: &[&str]) -> Output {
        self.command(self.0.path(), typed).output().unwrap()
    }

    fn stdout(&self, typed: &[&str]) -> String {
        let output = self.run(typed);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{typed:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_archive_and_who_corrects_are_set_once() {
    let place = Place::new("archive = \"arkiv\"\nby = \"Eva Ek\"\n");
    place.stdout(&["ingest", "-q", "a.txt"]);
    assert!(place.path("arkiv/meta.json").is_file());
    place.stdout(&["correct", "a:8", "date=2024-05-08"]);
    let list = place.stdout(&["correct", "--list", "--format", "json"]);
    assert!(list.contains("Eva Ek"), "{list}");
    // A flag goes before it.
    let other = place.run(&["ledger", "--archive", "annat"]);
    assert!(told(&other).contains("annat"), "{}", told(&other));
    // So does the environment, whose archive has its settings beside it.
    let mut command = place.command(place.0.path(), &["config", "--show-origin"]);
    let output = command.env("REMISS_ARCHIVE", "annat/x").output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        shown,
        "archive = \"annat/x\"  # environment REMISS_ARCHIVE\n"
    );
}

#[test]
fn an_archive_has_its_settings_beside_it() {
    let place = Place::new("areas = \"omraden.toml\"\n");
    std::fs::create_dir(place.path("inne")).unwrap();
    let at = place.path("inne");
    let typed = ["config", "--show-origin", "--archive", "../.remiss"];
    let output = place.command(&at, &typed).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        shown,
        "archive = \"../.remiss\"  # flag\nareas = [\"../omraden.toml\"]  # ../remiss.toml, line 1\n"
    );
    // No folder above is looked in.
    let output = place.command(&at, &["config"]).output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "archive = \".remiss\"\n"
    );
}

#[test]
fn areas_that_are_set_are_read() {
    let place = Place::new("areas = [\"omraden.toml\"]\n");
    std::fs::write(
        place.path("omraden.toml"),
        "title = \"T\"\nreferrals = [\"*\"]\n[[area]]\nid = \"samtal\"\nname = \"Samtal\"\nopens = [\"dialog\"]\n",
    )
    .unwrap();
    let corpus = crate::project("corpus").display().to_string();
    let typed = ["positions", "--in", &corpus, "--format", "json"];
    let rows = place.stdout(&typed);
    assert!(rows.contains("\"samtal\""), "{rows}");
    // As typed they would stand in each other's way; what is set gives way.
    let rows = place.stdout(&[&typed[..], &["--own-areas"]].concat());
    assert!(!rows.contains("\"samtal\""));
}

#[test]
fn a_broken_file_is_told_with_line_and_cure() {
    for (settings, words) in [
        (
            "by = \"x\"\nareor = []\n",
            ["line 2", "did you mean areas?"],
        ),
        ("by = \n", ["line 1", "key = \"value\""]),
        ("by = 4\n", ["line 1", "write by = \"…\""]),
        ("allow = [\"sidor=3\"]\n", ["sidor", "pages"]),
    ] {
        let place = Place::new(settings);
        let output = place.run(&["search", "dialog", "--in", "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{settings}");
        assert!(output.stdout.is_empty());
        let told = told(&output);
        for word in words {
            assert!(told.contains(word), "{settings}: {told}");
        }
    }
    // It is in nobody's way who does not need it.
    let place = Place::new("by = ");
    for typed in [&["limits"][..], &["search", "--help"], &["--version"]] {
        assert_eq!(place.run(typed).status.code(), Some(0), "{typed:?}");
    }
}

#[test]
fn what_is_no_file_is_told() {
    let place = Place::new("");
    std::fs::create_dir(place.path("remiss.toml")).unwrap();
    let output = place.run(&["search", "dialog", "--in", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("remiss.toml: cannot be read: it is a folder"));
}

#[test]
fn settings_are_rows_too() {
    let place = Place::new("allow = [\"pages=500\", \"cells=9\"]\n");
    let shown = place.stdout(&["config", "--format", "ndjson"]);
    let rows: Vec<Value> = shown
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows[0]["origin"], "default");
    assert_eq!(
        rows[1]["values"],
        serde_json::json!(["pages=500", "cells=9"])
    );
    assert_eq!(
        (&rows[1]["file"], &rows[1]["line"]),
        (&"remiss.toml".into(), &1.into())
    );
}

#[test]
fn what_is_told_meanwhile_is_no_part_of_the_answer() {
    let place = Place::new("");
    let typed = ["search", "dialog", "--in", "a.txt", "--format", "json"];
    let quiet = place.run(&typed);
    let told_of = place.run(&[&typed[..], &["-v"]].concat());
    assert_eq!(quiet.stdout, told_of.stdout);
    assert!(told(&quiet).is_empty(), "{}", told(&quiet));
    assert!(told(&told_of).contains("papers read in memory paths=1 failed=0"));
    std::fs::write(place.path("remiss.toml"), "by = \"Eva\"\n").unwrap();
    let told_of = place.run(&[&typed[..], &["-v"]].concat());
    assert!(told(&told_of).contains("settings read file=remiss.toml keys=[\"by\"]"));
    // Before the command too, and of an ingest its notes as ever.
    place.stdout(&["-v", "ingest", "a.txt"]);
    place.stdout(&["ingest", "-v", "a.txt"]);
}
