//! Text to paste: whole respondents as long as words last, places that open.

use crate::{project, remiss, stdout};

fn brief(more: &[&str]) -> String {
    let corpus = project("corpus").display().to_string();
    stdout(&[&["brief", "--in", &corpus][..], more].concat(), 0)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[test]
fn words_are_enough_for_whole_respondents() {
    let all = brief(&["--focus", "dialog", "--max-words", "100000"]);
    assert!(
        all.contains("\nKulturnämnden\n- Dialog i vardagen: stöd ("),
        "{all}"
    );
    assert!(!all.contains("Utelämnade"));
    assert!(all.contains("\nTar inte upp detta ("));
    for most in [100, 300, 450] {
        let some = brief_or_nothing(most);
        assert!(words(&some) <= most, "{} of {most}", words(&some));
        // What is told of a respondent is all of it.
        let blocks: Vec<&str> = some.split("\n\n").collect();
        let told = blocks.iter().filter(|block| block.contains("\n- "));
        for block in told {
            assert!(all.contains(block), "{block}");
        }
        assert!(some.contains("Utelämnade för att orden inte räckte ("));
    }
}

fn brief_or_nothing(most: usize) -> String {
    let corpus = project("corpus").display().to_string();
    let most = most.to_string();
    let output = remiss(&[
        "brief",
        "--in",
        &corpus,
        "--focus",
        "dialog",
        "--max-words",
        &most,
    ]);
    assert_ne!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("respondents did not fit"));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_place_opens() {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join("archive").display().to_string();
    let corpus = project("corpus").display().to_string();
    stdout(&["ingest", "-q", &corpus, "--archive", &archive], 0);
    let told = stdout(
        &[
            "brief",
            "--archive",
            &archive,
            "--focus",
            "avsnitt-6.1",
            "--all",
        ],
        0,
    );
    let quoted: Vec<&str> = told
        .lines()
        .filter(|line| line.starts_with("  ["))
        .collect();
    assert!(quoted.len() > 2, "{told}");
    for line in quoted {
        let place = line.trim_start_matches("  [").split(']').next().unwrap();
        stdout(&["show", "--archive", &archive, place], 0);
    }
}

#[test]
fn who_answers_in_private_has_no_name() {
    let dir = tempfile::tempdir().unwrap();
    let text = "Remissvar på SOU 2031:14 Beslut som går att läsa\n\nTill Justitiedepartementet\n\n\
        Jag tillstyrker förslaget. Jag nås på eva.ek@post.example och 070-123 45 67.\n\n\
        Eva Ek, privatperson\n";
    std::fs::write(dir.path().join("a.txt"), text).unwrap();
    let path = dir.path().display().to_string();
    let masked = stdout(&["brief", "--all", "--in", &path], 0);
    assert!(
        !masked.contains("Eva Ek") && !masked.contains("post.example"),
        "{masked}"
    );
}

#[test]
fn nothing_to_tell_is_said() {
    let corpus = project("corpus").display().to_string();
    let none = remiss(&["brief", "--in", &corpus, "--topic", "fjällräv"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(none.stdout.is_empty());
}
