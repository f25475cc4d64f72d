//! What people have done about papers and positions, and what gave nothing, as
//! every command shows it.

use crate::known::{Desk, letter};
use serde_json::Value;
use std::fs;

fn desk() -> Desk {
    let desk = Desk::new(&[
        ("1.txt", &letter("Havby kommun", "")),
        ("2.txt", &letter("Vikby kommun", "")),
    ]);
    desk.ingest(&[]);
    desk
}

fn rows(desk: &Desk, args: &[&str]) -> Vec<Value> {
    let (_, told) = desk.run(&[args, &["--format", "ndjson"]].concat());
    let lines = told.lines().filter(|line| line.starts_with('{'));
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn review_of(desk: &Desk, args: &[&str], who: &str) -> Value {
    let all = rows(desk, args);
    let row = all.iter().find(|row| row["respondent"] == who);
    row.unwrap_or_else(|| panic!("{args:?}: {all:?}"))["review"].clone()
}

#[test]
fn a_stance_on_which_persons_differ_is_shown_as_such_and_not_as_reviewed() {
    let desk = desk();
    for (by, stance) in [("Anna", "stance=kritik"), ("Bo", "stance=neutral")] {
        let (code, told) = desk.run(&["correct", "1.txt:9", "focus=helhet", stance, "--by", by]);
        assert_eq!(code, 0, "{told}");
    }
    assert_eq!(review_of(&desk, &["positions"], "Havby kommun"), "conflict");
    assert_eq!(review_of(&desk, &["positions"], "Vikby kommun"), "unread");
    assert!(rows(&desk, &["positions", "--only-reviewed"]).is_empty());
    let (_, matrix) = desk.run(&["positions", "--width", "200"]);
    let line = |who: &str| matrix.lines().find(|line| line.starts_with(who)).unwrap();
    assert!(line("Havby kommun").ends_with('≠'), "{matrix}");
    assert!(!line("Vikby kommun").contains('≠'), "{matrix}");
    assert!(matrix.contains("≠ persons differ"), "{matrix}");
    let (_, list) = desk.run(&["positions", "--board", "Havby kommun"]);
    assert!(list.contains("persons differ"), "{list}");
}

#[test]
fn a_paper_on_which_persons_differ_is_not_reviewed() {
    let desk = desk();
    for (by, day) in [("Anna", "2024-01-01"), ("Bo", "2024-01-02")] {
        desk.run(&["correct", "1.txt", &format!("date={day}"), "--by", by]);
    }
    assert_eq!(desk.papers()["1.txt"]["review"], "conflict");
    assert!(rows(&desk, &["papers", "--only-reviewed"]).is_empty());
}

#[test]
fn every_output_tells_what_was_looked_at() {
    let desk = desk();
    desk.run(&["correct", "1.txt", "--ok", "--by", "Anna"]);
    desk.run(&["correct", "1.txt:9", "focus=helhet", "--ok", "--by", "Anna"]);
    for args in [
        &["ledger"][..],
        &["search", "tillstyrker"],
        &["export", "units"],
        &["export", "documents"],
        &["positions"],
    ] {
        assert_eq!(review_of(&desk, args, "Havby kommun"), "read", "{args:?}");
        assert_eq!(review_of(&desk, args, "Vikby kommun"), "unread", "{args:?}");
    }
    for (args, told) in [
        (&["ledger"][..], "reviewed 1 of 2 answers"),
        (&["positions"], "reviewed 1 of 2 positions"),
        (
            &["positions", "--board", "Havby kommun"],
            "reviewed 1 of 1 positions",
        ),
        (&["search", "tillstyrker"], "2024-03-04 · reviewed"),
        (&["show", "1.txt:9"], "2024-03-04 · reviewed"),
    ] {
        let (_, text) = desk.run(args);
        assert!(text.contains(told), "{args:?}: {text}");
    }
    let report = desk.path("r.md");
    let (code, told) = desk.run(&["report", "--form", "tabell", "-o", report.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
    let text = fs::read_to_string(&report).unwrap();
    assert!(text.contains("1 har granskats av en person"), "{text}");
}

#[test]
fn why_names_the_list_and_the_person() {
    let desk = desk();
    let list = desk.path("lista.csv");
    fs::write(&list, "Fil;Instans\n1.txt;Region Havby\n").unwrap();
    desk.ingest(&["--register", list.to_str().unwrap()]);
    desk.run(&[
        "correct",
        "1.txt",
        "date=2024-01-01",
        "--by",
        "Anna",
        "--on",
        "2024-06-01",
    ]);
    let (_, text) = desk.run(&["show", "1.txt", "--why"]);
    let says = |who: &str, by: &str| {
        let both = |line: &str| line.contains(who) && line.contains(by);
        text.lines().any(both)
    };
    assert!(says("Region Havby", "lista.csv:2"), "{text}");
    assert!(says("2024-01-01", "Anna 2024-06-01"), "{text}");
    let (_, json) = desk.run(&["show", "1.txt", "--why", "--format", "json"]);
    let fields: Vec<Value> = serde_json::from_str(&json).unwrap();
    let date = fields
        .iter()
        .find(|field| field["field"] == "date")
        .unwrap();
    assert_eq!(date["known"]["by"], "Anna 2024-06-01");
}

#[test]
fn of_many_files_that_cannot_be_read_the_first_few_are_named() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    for at in 0..30 {
        fs::write(desk.paper(&format!("x{at}.pdf")), "%PDF-1.4 broken").unwrap();
    }
    let papers = desk.path("papers");
    let told = desk.says(&["ingest", papers.to_str().unwrap()]);
    let named = |told: &str| told.lines().filter(|line| line.contains(".pdf: ")).count();
    assert_eq!(named(&told), 10, "{told}");
    assert!(
        told.contains("and 20 more; `remiss ingest --verbose`"),
        "{told}"
    );
    assert!(told.contains("could not be read: 30 files"), "{told}");
    let told = desk.says(&["ingest", papers.to_str().unwrap(), "--verbose"]);
    assert_eq!(named(&told), 30, "{told}");
}

/// A letter that answers, an answer without a word on anything, and neither.
fn some_say_nothing() -> Desk {
    let desk = Desk::new(&[
        ("1.txt", &letter("Havby kommun", "Vi ser bryggan.")),
        (
            "2.txt",
            "Bryggan i viken\n\nI går invigdes bryggan av landshövdingen. Vädret var soligt.\n",
        ),
    ]);
    desk.ingest(&[]);
    desk
}

#[test]
fn what_was_not_recognised_is_told_by_every_command_of_units_and_searched_or_not() {
    let desk = some_say_nothing();
    for args in [
        &["search", "bryggan"][..],
        &["related", "bryggan"],
        &["sample", "1"],
        &["positions"],
        &["ledger"],
    ] {
        let told = desk.says(args);
        assert!(
            told.contains("1 paper was not recognised"),
            "{args:?}: {told}"
        );
    }
    let found = |which: &str| {
        let (_, told) = desk.run(&["search", "bryggan", "--unrecognised", which]);
        (told.contains("1.txt"), told.contains("2.txt"))
    };
    assert_eq!(found("only"), (false, true));
    assert_eq!(found("without"), (true, false));
}

#[cfg(feature = "parquet")]
#[test]
fn what_is_made_for_an_engine_says_which_papers_gave_nothing() {
    let desk = some_say_nothing();
    let out = desk.path("ut");
    let out = out.to_str().unwrap();
    for command in [
        &["shingles", "-o", out][..],
        &["export", "opensearch", "-o", out],
        &["export", "quickwit", "-o", out],
    ] {
        let told = desk.says(command);
        assert!(told.contains("not recognised"), "{command:?}: {told}");
    }
}

#[test]
fn an_answer_in_which_none_is_found_is_told() {
    let desk = some_say_nothing();
    let (code, told) = desk.run(&["correct", "2.txt", "kind=tjansteutlatande", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(desk.papers()["2.txt"]["units"], 0);
    let told = desk.says(&["positions"]);
    assert!(
        told.contains("in 1 paper that looks like an answer none was found"),
        "{told}"
    );
}

#[test]
fn how_a_letter_closes_is_no_title() {
    let text = "Hej,\n\nHär kommer vårt svar på remissen Tryggare hamnar (SOU 2023:94). Vi tillstyrker \
        förslaget men tidplanen bör förlängas.\n\nHälsningar\nKansliet\n";
    let desk = Desk::new(&[("1.txt", text)]);
    desk.ingest(&[]);
    let (_, why) = desk.run(&["show", "1.txt", "--why"]);
    assert!(!why.contains("title      Hälsningar"), "{why}");
    let row = &desk.papers()["1.txt"];
    assert_ne!(row["referral"]["title"], "Hälsningar", "{row}");
}

#[test]
fn where_private_persons_are_left_out_no_file_is_named_for_their_names() {
    let desk = Desk::new(&[
        (
            "brev.txt",
            "Till Finansdepartementet\n\nYttrande över Tryggare hamnar, SOU 2023:94\n\nJag heter Karin \
             Testsson och är privatperson. Jag avstyrker förslaget om avgifter.\n\nHavby den 7 maj 2024\n\n\
             Karin Testsson\n",
        ),
        (
            "samman.txt",
            "Finansdepartementet\n\nRemissammanställning\n\nSammanställning av remissyttranden över \
             betänkandet Tryggare hamnar (SOU 2023:94)\n\nHavby kommun tillstyrker förslaget.\n\n\
             Karin Testsson, privatperson, avstyrker förslaget om avgifter.\n",
        ),
    ]);
    desk.ingest(&[]);
    assert_eq!(desk.papers()["brev.txt"]["respondent_kind"], "privatperson");
    let told = desk.says(&["search", "Testsson", "--private", "omit"]);
    assert!(
        !told.contains("samman.txt") && !told.contains("brev.txt"),
        "{told}"
    );
}
