//! Filters × commands: the same name means the same in each of them.
//!
//! What a filter leaves of a command's rows is what the command gave without
//! it of the units that `export units` gives with it.

use crate::project;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::sync::LazyLock;

/// The project's own papers, read once.
pub(crate) static ARCHIVE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join("archive").display().to_string();
    let corpus = project("corpus").display().to_string();
    crate::stdout(&["ingest", "-q", &corpus, "--archive", &archive], 0);
    dir
});

/// Exit code, output, error.
fn run(command: &[&str], filter: &[&str], format: &str) -> (u8, String, String) {
    let archive = ARCHIVE.path().join("archive").display().to_string();
    let with = ["--archive", &archive, "--format", format];
    let typed = ["remiss"].iter().chain(command).chain(filter).chain(&with);
    let typed: Vec<OsString> = typed.map(OsString::from).collect();
    let mut out = Vec::new();
    let (code, told) = remiss::cli::answer(&typed, &mut out);
    (
        code,
        String::from_utf8(out).unwrap(),
        told.unwrap_or_default(),
    )
}

/// The rows of a command; none where it finds nothing.
fn rows(command: &[&str], filter: &[&str]) -> Vec<Value> {
    let (code, out, told) = run(command, filter, "ndjson");
    assert!(code < 2, "{command:?} {filter:?}: {told}");
    let (command, parsed) = (command[0], serde_json::from_str::<Value>(&out));
    match parsed {
        Ok(Value::Array(rows)) => rows,
        Ok(whole) if command == "reuse" => whole["pairs"].as_array().unwrap().clone(),
        _ => out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    }
}

/// Filters, each with its values; all of them narrow something here.
const FILTERS: [&[&str]; 9] = [
    &["--board", "Kulturnämnden"],
    &["--board", "kultur"],
    &["--board", "stadsdelsnämnd"],
    &["--respondent-kind", "domstol"],
    &["--respondent-kind", "namnd"],
    &["--referral", "KS 2024/417"],
    &["--referral", "Program för digital service"],
    &["--board", "Åsö stadsdelsnämnd", "--referral", "KS 2024/417"],
    &["--board", "Fritidsnämnden", "--respondent-kind", "namnd"],
];

/// Filters of texts, for commands that show texts.
const OF_TEXTS: [&[&str]; 4] = [
    &["--party", "s"],
    &["--kind", "yttrande"],
    &["--from", "2024-11", "--to", "2024-12-05"],
    &["--party", "V", "--board", "kultur"],
];

/// Commands that show texts, each with the key of the unit in its rows.
const COMMANDS: [(&[&str], &[&str]); 8] = [
    (&["export", "units"], &["id"]),
    (&["export", "positions", "--all"], &["unit"]),
    (&["export", "asks"], &["unit"]),
    (&["export", "reuse"], &["unit"]),
    (&["export", "recycled"], &["unit"]),
    (
        &["search", "--limit", "0", "--no-fold", "ska OR är"],
        &["unit"],
    ),
    (&["positions", "--all"], &["unit"]),
    (&["reuse"], &["a", "b"]),
];

fn units_of(rows: &[Value], keys: &[&str], any_of: Option<&BTreeSet<String>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for row in rows {
        // What a search finds in a paper without units has none.
        let units: Option<Vec<String>> = keys
            .iter()
            .map(|key| row[key].as_str().map(str::to_owned))
            .collect();
        let Some(units) = units else { continue };
        if any_of.is_none_or(|ours| units.iter().any(|unit| ours.contains(unit))) {
            found.insert(units.join(" "));
        }
    }
    found
}

#[test]
fn a_filter_means_the_same_in_every_command() {
    let whole: Vec<Vec<Value>> = COMMANDS
        .iter()
        .map(|(command, _)| rows(command, &[]))
        .collect();
    // Besides, a summary's words are told that are no unit: the commissioner's view.
    let known = units_of(&whole[0], &["id"], None);
    for filter in FILTERS.iter().chain(&OF_TEXTS) {
        let ours = units_of(&rows(&["export", "units"], filter), &["id"], None);
        let all = whole[0].len();
        assert!(
            !ours.is_empty() && ours.len() < all,
            "{filter:?}: {} of {all}",
            ours.len()
        );
        for ((command, keys), whole) in COMMANDS.iter().zip(&whole) {
            let some = units_of(&rows(command, filter), keys, Some(&known));
            let expected = units_of(whole, keys, Some(&ours));
            assert_eq!(some, expected, "{command:?} {filter:?}");
        }
    }
}

#[test]
fn ledgers_asks_and_losses_hold_the_named_alone() {
    for filter in FILTERS {
        let units = rows(&["export", "units"], filter);
        let answer: BTreeSet<String> = units
            .iter()
            .filter_map(|unit| unit["respondent"].as_str().map(str::to_owned))
            .collect();
        for command in ["asks", "lost", "ledger"] {
            for row in rows(&[command], filter) {
                let respondent = row["respondent"].as_str().unwrap();
                let named = answer.contains(respondent)
                    || command == "ledger" && row["status"] != "answered";
                assert!(named, "{command} {filter:?}: {respondent}");
            }
        }
    }
}

/// Asks are of answers, and of statements where parties or kinds are named.
#[test]
fn asks_are_those_of_the_texts_that_were_chosen() {
    let of = |rows: &[Value]| units_of(rows, &["unit"], None);
    let inherited: BTreeSet<String> = rows(&["positions", "--all"], &[])
        .iter()
        .filter(|row| row["inherited"] == true)
        .filter_map(|row| row["unit"].as_str().map(str::to_owned))
        .collect();
    for filter in [
        &["--kind", "sarskilt_uttalande"][..],
        &["--kind", "sarskilt_uttalande", "--board", "kultur"],
        &["--party", "V"],
        &["--kind", "yttrande"],
    ] {
        let all = of(&rows(&["export", "asks"], filter));
        let own: BTreeSet<String> = all.difference(&inherited).cloned().collect();
        assert!(!own.is_empty(), "{filter:?}");
        assert_eq!(of(&rows(&["asks"], filter)), own, "{filter:?}");
    }
}

/// In a report of many boards who signs for another is none of who was named.
#[test]
fn persons_are_those_in_the_texts_of_who_was_named() {
    let board = ["--board", "Fritidsnämnden"];
    let lines = |row: &Value, key: &str| -> Option<[u64; 2]> {
        let of = |at: usize| row[key][at].as_u64();
        Some([of(0)?, of(1)?])
    };
    let units = rows(&["export", "units"], &board);
    let texts: Vec<[u64; 2]> = units
        .iter()
        .flat_map(|unit| [lines(unit, "lines"), lines(unit, "intro_lines")])
        .flatten()
        .collect();
    let all = rows(&["persons"], &[]).len();
    let found = rows(&["persons"], &board);
    assert!(found.len() < all / 4, "{} of {all}", found.len());
    for person in &found {
        let at = lines(person, "lines").unwrap();
        let is_in = |text: &[u64; 2]| text[0] <= at[0] && at[1] <= text[1];
        assert!(texts.iter().any(is_in), "{person}");
    }
}

/// Every command that takes them.
const ALL: [&[&str]; 16] = [
    &["export", "positions"],
    &["export", "asks"],
    &["export", "lost"],
    &["export", "topics"],
    &["export", "reuse"],
    &["export", "recycled"],
    &["export", "units"],
    &["search", "dialog"],
    &["positions"],
    &["asks"],
    &["lost"],
    &["topics"],
    &["memory"],
    &["reuse"],
    &["reuse", "--answers"],
    &["ledger"],
];

#[test]
fn what_is_unknown_is_an_error_with_the_nearest_in_every_command() {
    let unknown = [
        (["--board", "Kulturnämden"], "did you mean Kulturnämnden"),
        (["--board", "Månnämnden"], "no board here has"),
        (["--respondent-kind", "planet"], "the kinds here are"),
        (["--referral", "KS 1999/1"], "there are: "),
    ];
    for command in ALL {
        for (filter, told) in &unknown {
            let (code, _, error) = run(command, filter, "json");
            assert!(
                code == 2 && error.contains(told),
                "{command:?} {filter:?}: {code} {error}"
            );
        }
    }
}

/// One that answers and takes up nothing, and one that was only asked: why there
/// is no row is said, and it is true.
#[test]
fn who_is_known_and_has_no_row_is_no_error_and_is_told_why() {
    let archive = ARCHIVE.path().join("archive").display().to_string();
    for command in ALL
        .iter()
        .chain(&[&["papers"][..], &["persons"], &["uptake"]])
    {
        for board in ["Fritidsnämnden", "Valnämnden"] {
            let typed: Vec<&str> = [*command, &["--board", board, "--archive", &archive]].concat();
            let output = crate::remiss(&typed);
            let told = String::from_utf8_lossy(&output.stderr);
            let code = output.status.code();
            assert!(matches!(code, Some(0 | 1)), "{command:?} {board}: {told}");
            let said = told.lines().any(|line| line.starts_with("remiss: "));
            assert!(code == Some(0) || said, "{command:?} {board} says nothing");
            for untrue in [
                "there is no paper here",
                "nothing from the answers",
                "asks for fewer",
            ] {
                let out = String::from_utf8_lossy(&output.stdout);
                let untrue = told.contains(untrue) || out.contains(untrue);
                assert!(!untrue, "{command:?} {board}: {told}{out}");
            }
        }
    }
}

/// A spelling that one paper of a referral has means it in every command.
#[test]
fn any_spelling_of_a_referral_means_it_whole() {
    let titled = ["--referral", "Program för digital service i Almvik"];
    let numbered = ["--referral", "KS 2024/417"];
    for command in ALL {
        let (by_title, by_number) = (
            run(command, &titled, "json"),
            run(command, &numbered, "json"),
        );
        assert_eq!(by_title, by_number, "{command:?}");
    }
}

/// Each reason of an empty cell is true whatever rows were chosen, and whoever was
/// named has its row.
#[test]
fn an_empty_cell_says_why_whatever_was_chosen() {
    let whole = ["--referral", "KS 2024/417", "--complete"];
    let missing = |more: &[&str]| -> BTreeSet<(String, String, String)> {
        let filter = [&whole[..], more].concat();
        let rows = rows(&["export", "positions"], &filter);
        let words = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
        rows.iter()
            .filter(|row| row["missing"].is_string())
            .map(|row| {
                let of = |key| words(row, key);
                (of("respondent"), of("focus_area"), of("missing"))
            })
            .collect()
    };
    let all = missing(&[]);
    for more in [
        &["--party", "V"][..],
        &["--from", "2030"],
        &["--kind", "beslut"],
    ] {
        assert_eq!(missing(more), all, "{more:?}");
    }
    for (board, reason) in [
        ("Fritidsnämnden", "silent"),
        ("Valnämnden", "not_answered"),
        ("Almviks Energi", "unreadable"),
    ] {
        let of_all: BTreeSet<_> = all.iter().filter(|cell| cell.0 == board).cloned().collect();
        assert!(
            of_all.iter().any(|cell| cell.2 == reason),
            "{board}: {of_all:?}"
        );
        assert_eq!(missing(&["--board", board]), of_all, "{board}");
    }
}

/// A complete table has a row for every respondent and area, and no reason
/// where a position stands.
#[test]
fn a_complete_table_leaves_no_cell_out() {
    let filter = [
        "--referral",
        "KS 2024/417",
        "--complete",
        "--kind",
        "yttrande",
    ];
    let found = rows(&["export", "positions"], &filter);
    let cell = |row: &Value| {
        let name = |key: &str| row[key].as_str().unwrap().to_owned();
        (name("respondent"), name("focus_area"))
    };
    let (empty, filled): (Vec<&Value>, Vec<&Value>) =
        found.iter().partition(|row| row["missing"].is_string());
    let filled: BTreeSet<_> = filled.into_iter().map(cell).collect();
    let empty: BTreeSet<_> = empty.into_iter().map(cell).collect();
    assert!(!empty.is_empty() && filled.is_disjoint(&empty));
    let all: BTreeSet<_> = filled.union(&empty).cloned().collect();
    let of = |at: fn(&(String, String)) -> &String| -> BTreeSet<String> {
        all.iter().map(|cell| at(cell).clone()).collect()
    };
    let (respondents, areas) = (of(|cell| &cell.0), of(|cell| &cell.1));
    assert_eq!(all.len(), respondents.len() * areas.len());
}
