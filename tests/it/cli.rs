//! Through the binary: exit codes, formats, and the archive's life.

use crate::{project, remiss, stdout};
use serde_json::Value;
use std::path::Path;

const CORPUS: &str = "corpus";

fn corpus() -> String {
    project(CORPUS).display().to_string()
}

#[test]
fn exit_codes_are_greps() {
    let corpus = corpus();
    stdout(&["search", "--in", &corpus, "informationssäkerhet"], 0);
    stdout(&["search", "--in", &corpus, "xylofonkonsert"], 1);
    stdout(&["search", "--in", &corpus, "\"öppen fras"], 2);
    stdout(&["search", "--archive", "/no/such/archive", "ord"], 2);
    stdout(&["no-such-command"], 2);
    stdout(&["show", "--in", &corpus, "999"], 2);
    stdout(
        &[
            "search",
            "--in",
            &corpus,
            "nämnd",
            "--limit",
            "18446744073709551615",
        ],
        0,
    );
    stdout(
        &["search", "--in", &corpus, "nämnd", "--from", "2021-13"],
        2,
    );
    stdout(&["search", "--in", &corpus, "--in", &corpus, "nämnd"], 0);
    stdout(
        &["ingest", "/no/such/place", "--archive", "/no/such/archive"],
        2,
    );
}

#[test]
fn the_contract_of_exported_units() {
    let export = stdout(&["export", "units", "--in", &corpus()], 0);
    let units: Vec<Value> = export
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(units.len() > 100);
    for unit in &units {
        for field in [
            "id",
            "document",
            "kind",
            "respondent",
            "referral",
            "lines",
            "intro_lines",
            "page",
            "date",
            "signers",
            "joins",
            "pointer",
            "text",
        ] {
            assert!(unit.get(field).is_some(), "{field} is missing in {unit}");
        }
        let lines = unit["lines"].as_array().unwrap();
        assert!(lines[0].as_u64() <= lines[1].as_u64() && lines[0].as_u64() >= Some(1));
        assert_eq!(unit["document"]["sha256"].as_str().unwrap().len(), 64);
    }
    let ids: std::collections::BTreeSet<_> = units
        .iter()
        .map(|unit| unit["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), units.len(), "ids are unique");
    let array: Value = serde_json::from_str(&stdout(
        &["export", "units", "--format", "json", "--in", &corpus()],
        0,
    ))
    .unwrap();
    assert_eq!(array.as_array().unwrap(), &units);
    let csv = stdout(
        &["export", "units", "--format", "csv", "--in", &corpus()],
        0,
    );
    assert!(csv.starts_with("referral,diarienummer,respondent,respondent_id,respondent_kind,"));
}

#[test]
fn the_bytes_of_a_unit_are_those_of_the_file() {
    let export = stdout(&["export", "units", "--in", &corpus()], 0);
    for line in export.lines() {
        let unit: Value = serde_json::from_str(line).unwrap();
        let file = std::fs::read(project(CORPUS).join(unit["document"]["name"].as_str().unwrap()))
            .unwrap();
        let [from, to] = [0, 1].map(|at| unit["bytes"][at].as_u64().unwrap() as usize);
        let slice = std::str::from_utf8(&file[from..to]).unwrap();
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .take(12)
                .collect::<String>()
        };
        assert_eq!(letters(slice), letters(unit["text"].as_str().unwrap()));
        let count = file[..from].iter().filter(|&&b| b == b'\n').count() as u64 + 1;
        assert_eq!(Some(count), unit["lines"][0].as_u64());
    }
}

#[test]
fn hits_name_their_lines_and_quote_them() {
    let found: Value = serde_json::from_str(&stdout(
        &[
            "search",
            "--in",
            &corpus(),
            "informationssäkerhet",
            "--format",
            "json",
        ],
        0,
    ))
    .unwrap();
    assert!(found["total"].as_u64().unwrap() > 10);
    for hit in found["hits"].as_array().unwrap() {
        assert!(hit["snippet"].as_str().unwrap().contains("**"), "{hit}");
        assert!(!hit["lines_matched"].as_array().unwrap().is_empty());
    }
}

#[test]
fn the_ledger_of_the_fictional_city() {
    let rows: Value = serde_json::from_str(&stdout(
        &[
            "ledger",
            "--in",
            &corpus(),
            "--referral",
            "KS 2024/417",
            "--format",
            "json",
        ],
        0,
    ))
    .unwrap();
    let rows = rows.as_array().unwrap();
    let status = |name: &str| {
        let row = rows
            .iter()
            .find(|row| row["respondent"] == name)
            .unwrap_or_else(|| panic!("{name} has no row"));
        (
            row["status"].as_str().unwrap().to_owned(),
            row["via"].as_str().map(str::to_owned),
        )
    };
    let through = Some("Almviks Stadshus AB".to_owned());
    assert_eq!(status("Kulturnämnden"), ("answered".to_owned(), None));
    assert_eq!(status("Valnämnden"), ("abstained".to_owned(), None));
    assert_eq!(status("SKOLAB"), ("partial".to_owned(), through.clone()));
    assert_eq!(
        status("Almviks Energi"),
        ("supports_without_text".to_owned(), through.clone())
    );
    assert_eq!(
        status("Almviks Stadsteater"),
        ("abstained".to_owned(), through.clone())
    );
    assert_eq!(
        status("Fjärrvärme i Ekdalen"),
        ("unaccounted".to_owned(), through)
    );
    assert_eq!(
        rows.iter().filter(|row| row["asked"] == true).count(),
        19 + 8
    );
}

/// The ministry's referral of the corpus: by any of its numbers, everyone
/// asked once, and every paper of its kind.
#[test]
fn the_ledger_of_the_fictional_referral() {
    let corpus = corpus();
    for number in ["SOU 2031:14", "Fv2031/00862"] {
        let ledger = stdout(&["ledger", "--in", &corpus, "--referral", number], 0);
        assert!(
            ledger.contains("15 asked · 8 answered · 1 abstained · 6 unaccounted for"),
            "{ledger}"
        );
        assert!(!ledger.contains("not in the list"), "{ledger}");
        let args = ["positions", "--in", &corpus, "--referral", number];
        assert!(stdout(&args, 0).contains("Kammarrätten i Lindesnäs"));
    }
    let papers = stdout(&["export", "documents", "--in", &corpus], 0);
    let papers: Vec<Value> = papers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|paper: &Value| paper["name"].as_str().unwrap().starts_with("20"))
        .collect();
    let kinds: Vec<&str> = papers
        .iter()
        .map(|paper| paper["kind"].as_str().unwrap())
        .collect();
    let mut expected = ["remissvar"; 10];
    (expected[0], expected[4], expected[9]) =
        ("missiv", "protokollsutdrag", "remissammanstallning");
    assert_eq!(kinds, expected);
    for paper in &papers {
        assert_eq!(paper["referral"]["answer_by"], "2031-12-15", "{paper}");
        assert_eq!(paper["guessed"], serde_json::json!([]), "{paper}");
    }
}

#[test]
fn show_by_id_by_line_and_by_document() {
    let corpus = corpus();
    let export = stdout(&["export", "units", "--in", &corpus], 0);
    let unit: Value = serde_json::from_str(export.lines().nth(40).unwrap()).unwrap();
    let by_id = stdout(&["show", unit["id"].as_str().unwrap(), "--in", &corpus], 0);
    let line = format!(
        "{}:{}",
        &unit["document"]["name"].as_str().unwrap()[..3],
        unit["lines"][1]
    );
    // The line that was cited is marked.
    let by_line = stdout(&["show", &line, "--in", &corpus], 0);
    assert_eq!(by_id, by_line.replace("> ", "  "));
    assert_ne!(by_id, by_line);
    assert!(by_id.contains(unit["respondent"].as_str().unwrap()));
    let contents = stdout(&["show", "111", "--in", &corpus], 0);
    assert!(contents.contains("ersättaryttrande") && contents.contains("Nora Ekelid"));
    // A line in no unit is shown all the same.
    assert!(stdout(&["show", "111:1", "--in", &corpus], 0).contains("1>"));
}

#[test]
fn ingesting_again_does_nothing_and_changes_replace() {
    let (files, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (dir, at) = (
        files.path().to_str().unwrap(),
        archive.path().to_str().unwrap(),
    );
    let copy = |name: &str, to: &str| {
        std::fs::copy(project(CORPUS).join(name), files.path().join(to)).unwrap()
    };
    copy("110_protokoll_kulturnamnden.md", "a.md");
    copy("111_protokoll_lillan.md", "b.md");
    copy("111_protokoll_lillan.md", "c.md");
    let first = stdout(&["ingest", dir, "--archive", at], 0);
    assert!(
        first.contains("2 read, 0 unchanged") && first.contains("same content"),
        "{first}"
    );
    assert!(stdout(&["ingest", dir, "--archive", at], 0).contains("0 read, 2 unchanged"));
    copy("121_tjansteutlatande_tekniska.md", "a.md");
    assert!(stdout(&["ingest", dir, "--archive", at], 0).contains("1 read, 1 unchanged"));
    let units = stdout(&["export", "units", "--archive", at], 0);
    assert!(!units.contains("Kulturnämnden\"") && units.contains("Tekniska nämnden"));
    std::fs::remove_file(files.path().join("a.md")).unwrap();
    assert!(stdout(&["ingest", dir, "--archive", at, "--prune"], 0).contains("a.md is gone"));
    assert!(!stdout(&["export", "units", "--archive", at], 0).contains("Tekniska nämnden"));
    stdout(&["verify", "--archive", at], 0);
}

/// Two papers that change content with each other, and one that becomes a
/// copy of the other: nothing is lost and nothing stale stays.
#[test]
fn contents_that_change_places() {
    let (files, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (dir, at) = (
        files.path().to_str().unwrap(),
        archive.path().to_str().unwrap(),
    );
    let copy = |name: &str, to: &str| {
        std::fs::copy(project(CORPUS).join(name), files.path().join(to)).unwrap()
    };
    let (kultur, lillan, social) = (
        "110_protokoll_kulturnamnden.md",
        "111_protokoll_lillan.md",
        "112_protokoll_socialnamnden.txt",
    );
    copy(kultur, "b.md");
    copy(lillan, "d.md");
    stdout(&["ingest", dir, "--archive", at], 0);
    // b takes another content; its old one turns up before and behind it.
    copy(social, "b.md");
    copy(kultur, "a.md");
    stdout(&["ingest", dir, "--archive", at], 0);
    let units = stdout(&["export", "units", "--archive", at], 0);
    for respondent in ["Kulturnämnden", "Lillåns stadsdelsnämnd", "Socialnämnden"] {
        assert!(units.contains(respondent), "{respondent} is lost");
    }
    // d becomes a copy of a: its own old content goes.
    copy(kultur, "d.md");
    stdout(&["ingest", dir, "--archive", at], 0);
    let units = stdout(&["export", "units", "--archive", at], 0);
    assert!(
        !units.contains("\"Lillåns stadsdelsnämnd\""),
        "stale content is still found"
    );
    assert!(units.contains("Kulturnämnden"));
    stdout(&["verify", "--archive", at], 0);
}

#[test]
fn a_referral_means_the_same_to_every_command() {
    let corpus = corpus();
    let number = "KS 2024/417";
    let export = stdout(
        &["export", "units", "--in", &corpus, "--referral", number],
        0,
    );
    let respondents: std::collections::BTreeSet<String> = export
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["document"]["name"]
                .as_str()
                .unwrap()[..3]
                .to_owned()
        })
        .collect();
    // The packet's council letter has another title and no number.
    assert_eq!(
        respondents.into_iter().collect::<Vec<_>>(),
        ["100", "110", "111", "112", "121", "130"]
    );
    let council = export
        .lines()
        .filter(|line| line.contains("radsyttrande") && line.contains("130_"))
        .count();
    assert_eq!(council, 2);
    let found = stdout(
        &[
            "search",
            "--in",
            &corpus,
            "--referral",
            number,
            "rådet",
            "--kind",
            "radsyttrande",
            "--format",
            "json",
        ],
        0,
    );
    assert!(found.contains("130_handlingar"));
}

/// What an ingest into this archive says when it fails, as it must.
fn refused_ingest(archive: &Path) -> String {
    let output = remiss(&["ingest", &corpus(), "--archive", archive.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_second_writer_is_told_so() {
    let archive = tempfile::tempdir().unwrap();
    let first = remiss::archive::Archive::create(archive.path()).unwrap();
    let _writer = first.writer().unwrap();
    assert!(refused_ingest(archive.path()).contains("another remiss is writing"));
}

#[test]
fn readers_see_the_last_commit_while_a_writer_works() {
    let archive = tempfile::tempdir().unwrap();
    let at = archive.path().to_str().unwrap();
    let one = project(CORPUS)
        .join("110_protokoll_kulturnamnden.md")
        .display()
        .to_string();
    stdout(&["ingest", &one, "--archive", at], 0);
    let open = remiss::archive::Archive::create(archive.path()).unwrap();
    let mut writer = open.writer().unwrap();
    let text = std::fs::read_to_string(project(CORPUS).join("111_protokoll_lillan.md")).unwrap();
    let paper = remiss::paper::Paper::read(remiss::document::Document::from_text("b.md", &text));
    writer.put(writer.records(&paper).unwrap()).unwrap();
    assert!(!stdout(&["export", "units", "--archive", at], 0).contains("Lillåns"));
    writer.commit().unwrap();
    assert!(stdout(&["export", "units", "--archive", at], 0).contains("Lillåns"));
}

#[test]
fn a_damaged_archive_is_noticed() {
    let archive = tempfile::tempdir().unwrap();
    let at = archive.path().to_str().unwrap();
    stdout(&["ingest", &corpus(), "--archive", at], 0);
    stdout(&["verify", "--archive", at], 0);
    let store = std::fs::read_dir(archive.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|e| e == "store"))
        .unwrap();
    let mut bytes = std::fs::read(&store).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    std::fs::write(&store, bytes).unwrap();
    let output = remiss(&["verify", "--archive", at]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains(".store") && told.contains("remiss rebuild"),
        "{told}"
    );
}

#[test]
fn a_strangers_directory_is_not_made_an_archive() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("semester.jpg"), "x").unwrap();
    assert!(refused_ingest(dir.path()).contains("semester.jpg"));
}

#[test]
fn completions_and_man_pages() {
    assert!(stdout(&["completions", "bash"], 0).contains("remiss"));
    let dir = tempfile::tempdir().unwrap();
    stdout(&["man", dir.path().to_str().unwrap()], 0);
    assert!(Path::new(&dir.path().join("remiss-search.1")).is_file());
}

#[test]
fn the_version_tells_what_was_built() {
    assert_eq!(
        stdout(&["-V"], 0),
        concat!("remiss ", env!("CARGO_PKG_VERSION"), "\n")
    );
    let told = stdout(&["--version"], 0);
    let begins = concat!("remiss ", env!("CARGO_PKG_VERSION"), " (");
    assert!(told.starts_with(begins) && told.ends_with(")\n"), "{told}");
    assert_eq!(told.contains("fetch"), cfg!(feature = "fetch"), "{told}");
    assert_eq!(told.contains("mcp"), cfg!(feature = "mcp"), "{told}");
    assert_eq!(told.contains("serve"), cfg!(feature = "serve"), "{told}");
}

/// `remiss … | head` ends as if all had been read, whatever is written.
#[cfg(unix)]
#[test]
fn nobody_who_reads_on_is_no_error() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};
    let corpus = project("corpus").display().to_string();
    for format in ["csv", "csv-excel", "json", "ndjson"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_remiss"))
            .args(["export", "units", "--in", &corpus, "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 8];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let ended = child.wait_with_output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(0), "{format}: {told}");
        assert!(!told.contains("cannot be written"), "{format}: {told}");
    }
}

#[test]
fn a_draft_that_is_not_there_is_named_once() {
    let corpus = project("corpus").display().to_string();
    let output = remiss(&["check", "nonesuch.md", "--in", &corpus]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(told.matches("nonesuch.md").count(), 1, "{told}");
}

#[test]
fn the_version_names_every_feature() {
    let told = stdout(&["--version"], 0);
    for (feature, has) in [
        ("engine", cfg!(feature = "engine")),
        ("fetch", cfg!(feature = "fetch")),
        ("mcp", cfg!(feature = "mcp")),
        ("parquet", cfg!(feature = "parquet")),
        ("serve", cfg!(feature = "serve")),
    ] {
        assert_eq!(told.contains(feature), has, "{told}");
    }
}

#[test]
fn an_area_is_headed_by_respondents_and_parties_stand_side_by_side() {
    let corpus = project("corpus").display().to_string();
    let of = |more: &[&str]| {
        let args = [
            &["positions", "--in", &corpus, "--referral", "KS 2024/417"][..],
            more,
        ];
        stdout(&args.concat(), 0)
    };
    let matrix = of(&[]);
    let counted = |text: &str| {
        let line = text.lines().find(|line| line.contains("Dialog i vardagen"));
        line.unwrap().to_owned()
    };
    let told = counted(&matrix);
    let (_, counts) = told.split_once(" · ").unwrap();
    let (counts, _) = counts.split_once(';').unwrap_or((counts, ""));
    assert!(
        counted(&of(&["--focus", "dialog"])).contains(counts.trim()),
        "{told}"
    );
    let parties = of(&["--by", "party"]);
    let head = parties.lines().next().unwrap();
    assert!(head.ends_with("5 parties"), "{head}");
    let row = parties
        .lines()
        .find(|line| line.starts_with("SD "))
        .unwrap();
    assert!(row.contains('−') && row.contains('±'), "{row}");
}

#[test]
fn a_referral_is_taken_as_a_list_of_them_prints_it() {
    let corpus = project("corpus").display().to_string();
    let printed = "Beslut som går att läsa (Fv2031/00862)";
    let told = stdout(&["ledger", "--in", &corpus, "--referral", printed], 0);
    assert!(told.starts_with(printed), "{told}");
}

#[test]
fn a_terminal_is_spoken_to_in_its_language_and_commands_have_swedish_names() {
    let corpus = corpus();
    let told = |command: &str, more: &[&str], language: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_remiss"))
            .args([command, "--in", &corpus, "--referral", "SOU 2031:14"])
            .args(more)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", language)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let swedish = told("remissinstanser", &[], "sv_SE.UTF-8");
    assert!(
        swedish.contains("15 tillfrågade · 8 har svarat · 1 har avstått · 6 svar saknas"),
        "{swedish}"
    );
    assert!(
        !["asked", "answered", "abstained", "unaccounted"]
            .iter()
            .any(|word| swedish.contains(word))
    );
    let english = told("ledger", &[], "de_DE.UTF-8");
    assert!(english.contains("15 asked · 8 answered"), "{english}");
    assert_eq!(told("ledger", &["--lang", "sv"], "C"), swedish);
    assert_eq!(told("ledger", &["--lang", "en"], "sv_SE.UTF-8"), english);
    assert_eq!(told("synpunkter", &[], "C"), told("asks", &[], "C"));
    for alias in ["sök", "liktext", "rapport"] {
        assert!(stdout(&[alias, "--help"], 0).contains("Usage"), "{alias}");
    }
}
