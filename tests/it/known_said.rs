//! What persons have said of papers: how it is refused, listed, taken back, and
//! told of where the paper has changed or is not here.

use crate::known::{Desk, letter};
use crate::project;
use serde_json::Value;
use std::fs;

/// Anna says whose the first paper is.
fn put_right(desk: &Desk) {
    let who = "respondent=Norra båtklubben";
    desk.run(&["correct", "1.txt", who, "--by", "Anna"]);
}

fn desk() -> Desk {
    let desk = Desk::new(&[
        ("1.txt", &letter("Havby kommun", "")),
        ("2.txt", &letter("Vikby kommun", "")),
    ]);
    desk.ingest(&[]);
    desk
}

fn judged(desk: &Desk) -> Vec<Value> {
    let (_, json) = desk.run(&["correct", "--list", "--format", "json"]);
    serde_json::from_str(&json).unwrap_or_default()
}

#[test]
fn the_kind_of_a_respondent_is_that_of_the_name_in_force() {
    let desk = desk();
    let kind = |paper: &str| desk.papers()[paper]["respondent_kind"].clone();
    assert_eq!(kind("1.txt"), "kommun");
    let list = desk.path("lista.csv");
    fs::write(
        &list,
        "Fil;Instans\n1.txt;Havby kommun\n2.txt;Region Vikby\n",
    )
    .unwrap();
    desk.ingest(&["--register", list.to_str().unwrap()]);
    assert_eq!(
        (kind("1.txt"), kind("2.txt")),
        ("kommun".into(), "region".into())
    );
    let (_, told) = desk.run(&[
        "correct",
        "2.txt",
        "respondent=Norrhavs kommun",
        "--by",
        "Anna",
    ]);
    assert_eq!(kind("2.txt"), "kommun", "{told}");
    let (code, told) = desk.run(&["positions", "--respondent-kind", "kommun"]);
    assert!(code == 0 && told.contains("Norrhavs kommun"), "{told}");
}

#[test]
fn a_kind_that_there_is_not_is_refused_wherever_it_is_said() {
    let desk = desk();
    let (code, told) = desk.run(&["correct", "1.txt", "respondent_kind=byalag", "--by", "Anna"]);
    assert_eq!(code, 2, "{told}");
    assert!(
        told.contains("no kind of respondent") && told.contains("civilsamhalle"),
        "{told}"
    );
    let table = desk.path("t.csv");
    let rows = "fil;typ;slag;svarande\n1.txt;brev;kommun;Havby\n2.txt;remissvar;byalag;Vik\n";
    fs::write(&table, rows).unwrap();
    let told = desk.says(&[
        "correct",
        "--table",
        table.to_str().unwrap(),
        "--by",
        "Anna",
    ]);
    assert!(told.contains("row 2: kind=brev"), "{told}");
    assert!(told.contains("row 3: respondent_kind=byalag"), "{told}");
    // The rest was taken.
    assert_eq!(desk.papers()["2.txt"]["respondent"], "Vik");
    let (code, _) = desk.run(&["correct", "1.txt", "respondent_kind=Nämnd", "--by", "Anna"]);
    assert_eq!(
        (code, &desk.papers()["1.txt"]["respondent_kind"]),
        (0, &"namnd".into())
    );
}

#[test]
fn what_is_said_twice_is_one_judgement_and_is_taken_back_as_one() {
    let desk = desk();
    for _ in 0..2 {
        desk.run(&[
            "correct",
            "1.txt",
            "date=2024-01-01",
            "--by",
            "Anna",
            "--on",
            "2024-06-01",
        ]);
    }
    let all = judged(&desk);
    assert_eq!(all.len(), 1, "{all:?}");
    let id = all[0]["id"].as_str().unwrap();
    let (code, told) = desk.run(&["correct", "--undo", id, "--by", "Bo"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(desk.papers()["1.txt"]["date"], "2024-03-04");
}

#[test]
fn the_list_of_judgements_has_a_column_for_all_that_can_be_said() {
    let desk = desk();
    for said in [
        "twin=2.txt",
        "respondent_kind=region",
        "own_diarienummer=KS 2024/9",
    ] {
        desk.run(&["correct", "1.txt", said, "--by", "Anna"]);
    }
    desk.run(&["correct", "2.txt", "--ok", "--by", "Anna"]);
    desk.run(&["correct", "2.txt:9", "verdict=avstyrker", "--by", "Anna"]);
    let (_, csv) = desk.run(&["correct", "--list", "--format", "csv"]);
    let mut lines = csv.lines();
    let heads: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| {
        let at = heads.iter().position(|head| *head == name);
        let at = at.unwrap_or_else(|| panic!("{name}: {csv}"));
        let cells = csv
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').nth(at));
        cells
            .filter(|cell| !cell.is_empty() && *cell != "false")
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(column("twin_set"), ["2.txt"]);
    assert_eq!(column("respondent_kind_set"), ["region"]);
    assert_eq!(column("own_diarienummer_set"), ["KS 2024/9"]);
    assert_eq!(column("confirmed"), ["true"]);
    assert_eq!(column("verdict"), ["avstyrker"]);
    for name in ["replaces_set", "ask", "not_ask"] {
        assert!(column(name).is_empty());
    }
}

#[test]
fn what_each_answer_of_a_packet_has_is_not_corrected_for_all() {
    let desk = Desk::new(&[]);
    let name = "130_handlingar_hamnstaden.md";
    fs::copy(project("corpus").join(name), desk.paper(name)).unwrap();
    desk.ingest(&[]);
    let [first, second] = [1, 2].map(|at| format!("{name}#{at}"));
    assert!(desk.papers().contains_key(&second));
    let (code, told) = desk.run(&["correct", name, "date=2024-01-01", "--by", "Anna"]);
    assert!(
        code == 2 && told.contains(&format!("{first}, {second}")),
        "{told}"
    );
    let (code, told) = desk.run(&["correct", &second, "date=2024-01-01", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    let papers = desk.papers();
    assert_eq!(papers[&second]["date"], "2024-01-01");
    assert_eq!(papers[&second]["found"]["date"]["how"], "correction");
    assert_ne!(papers[&first]["found"]["date"]["how"], "correction");
}

#[test]
fn a_line_outside_every_unit_speaks_of_the_paper_or_asks_of_which_answer() {
    let desk = desk();
    let (code, told) = desk.run(&["correct", "2.txt:1", "received=2031-03-04", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(desk.papers()["2.txt"]["received"], "2031-03-04");
    let told = desk.says(&["correct", "2.txt:1", "--ok", "--by", "Bo"]);
    assert!(told.contains("said of 2.txt as a whole"), "{told}");
    let (code, told) = desk.run(&["correct", "2.txt:9999", "--ok", "--by", "Bo"]);
    assert!(code == 2 && told.contains("no unit stands there"), "{told}");
}

/// What stands in no unit is cited too: who was asked, what a proposal says.
#[test]
fn whatever_line_is_printed_is_taken() {
    let desk = Desk::new(&[]);
    let corpus = project("corpus");
    desk.run(&["ingest", corpus.to_str().unwrap(), "-q"]);
    let pattern = regex::Regex::new(r"\d{3}(?:_[\w.]+)?:\d+(?:–\d+)?").unwrap();
    for command in ["ledger", "memory", "uptake", "lost"] {
        let (_, printed) = desk.run(&[command]);
        let cited: Vec<&str> = pattern.find_iter(&printed).map(|it| it.as_str()).collect();
        assert!(!cited.is_empty(), "{command} cites nothing: {printed}");
        for line in cited.iter().step_by(cited.len().div_ceil(4)) {
            let (code, told) = desk.run(&["correct", line, "--ok", "--by", "Anna"]);
            let asked = told.contains(" answers") && told.contains("name which");
            assert!(code == 0 || asked, "{command} {line}: {told}");
        }
    }
    let told = desk.says(&["correct", "100:67", "--ok", "--by", "Bo"]);
    assert!(told.contains("as a whole"), "{told}");
}

/// A stance is judged, and then its sentence is another.
fn rewritten(to: &str) -> (Desk, String) {
    let desk = desk();
    let (code, told) = desk.run(&[
        "correct",
        "2.txt:9",
        "focus=helhet",
        "stance=kritik",
        "--by",
        "Anna",
    ]);
    assert_eq!(code, 0, "{told}");
    let text =
        letter("Vikby kommun", "").replace("tillstyrker förslaget", "tycker att förslaget är bra");
    fs::remove_file(desk.paper("2.txt")).unwrap();
    fs::write(desk.paper(to), text).unwrap();
    let papers = desk.path("papers");
    let told = desk.says(&["ingest", papers.to_str().unwrap(), "--prune", "-q"]);
    (desk, told)
}

#[test]
fn a_stance_whose_words_have_changed_is_told_until_somebody_looks() {
    let (desk, told) = rewritten("2.txt");
    assert!(
        told.contains("has changed since Anna judged helhet"),
        "{told}"
    );
    let (code, told) = desk.run(&[
        "correct",
        "2.txt:9",
        "focus=helhet",
        "stance=stöd",
        "--by",
        "Anna",
    ]);
    assert_eq!(code, 0, "{told}");
    let papers = desk.path("papers");
    let told = desk.says(&["ingest", papers.to_str().unwrap(), "-q"]);
    assert!(!told.contains("has changed"), "{told}");
}

#[test]
fn a_stance_whose_words_stand_is_not_told() {
    let desk = desk();
    desk.run(&[
        "correct",
        "2.txt:9",
        "focus=helhet",
        "stance=kritik",
        "--by",
        "Anna",
    ]);
    let text = letter("Vikby kommun", "Vi hälsar gott.");
    fs::write(desk.paper("2.txt"), text).unwrap();
    let papers = desk.path("papers");
    let told = desk.says(&["ingest", papers.to_str().unwrap(), "-q"]);
    assert!(!told.contains("has changed"), "{told}");
}

#[test]
fn judgements_of_papers_that_are_not_here_are_told_in_one_line() {
    // What is left of it tells what it was.
    let (_, told) = rewritten("annan.txt");
    assert!(
        told.contains("annan.txt: has changed since Anna judged helhet"),
        "{told}"
    );
    let desk = desk();
    for (paper, day) in [
        ("1.txt", "2024-01-01"),
        ("1.txt", "2024-01-02"),
        ("2.txt", "2024-01-03"),
    ] {
        desk.run(&["correct", paper, &format!("date={day}"), "--by", "Anna"]);
    }
    // Another archive in the same folder.
    let other = desk.path("annat.txt");
    fs::write(&other, letter("Öby kommun", "")).unwrap();
    fs::remove_dir_all(desk.path("archive")).unwrap();
    let told = desk.says(&["ingest", other.to_str().unwrap(), "-q"]);
    let lines: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("judgement"))
        .collect();
    assert_eq!(lines.len(), 1, "{told}");
    assert!(
        lines[0].contains("3 judgements are of papers that are not here: 1.txt, 2.txt"),
        "{told}"
    );
    assert!(lines[0].contains("--undo"), "{told}");
}

#[test]
fn what_was_looked_at_again_after_a_change_is_told_no_more() {
    let desk = desk();
    desk.run(&["correct", "1.txt", "date=2024-01-01", "--by", "Anna"]);
    fs::write(desk.paper("1.txt"), letter("Havby kommun", "Mer text.")).unwrap();
    let papers = desk.path("papers");
    let ingest = || desk.says(&["ingest", papers.to_str().unwrap(), "-q"]);
    let told = ingest();
    assert!(told.contains("has changed since Anna judged"), "{told}");
    desk.run(&["correct", "1.txt", "--ok", "--by", "Anna"]);
    let told = ingest();
    assert!(!told.contains("has changed"), "{told}");
}

#[test]
fn the_sign_of_a_referral_is_not_that_of_the_own_number() {
    let text = "Havby kommun\n\nDatum 2024-03-04\nDiarienummer: KS 2024/417\n\nTill Finansdepartementet\n\n\
        Remissvar: Tryggare hamnar\n\nHavby kommun tillstyrker förslaget.\n\nEva Ek\n";
    let desk = Desk::new(&[("1.txt", text)]);
    desk.ingest(&[]);
    let row = desk.papers()["1.txt"].clone();
    let found = &row["found"]["referral"];
    let sign = found["sign"].as_str().unwrap_or_default();
    assert!(
        row["referral"]["title"]
            .as_str()
            .is_some_and(|title| title.contains("hamnar")),
        "{row}"
    );
    assert!(!sign.starts_with("the respondent's own"), "{found}");
    assert!(
        found["ahead"].as_f64().is_none_or(|ahead| ahead >= 0.0),
        "{found}"
    );
}

#[test]
fn the_table_of_papers_tells_who_decided_which_kind_and_how_surely() {
    let desk = desk();
    desk.run(&[
        "correct",
        "1.txt",
        "deciding_body=Hamnnämnden",
        "--by",
        "Anna",
    ]);
    let (_, text) = desk.run(&["papers", "--width", "200"]);
    assert!(
        text.contains("Hamnnämnden ✓") && text.contains("kommun"),
        "{text}"
    );
    let (_, csv) = desk.run(&["papers", "--format", "csv"]);
    let heads = csv.lines().next().unwrap();
    for column in [
        "numbers",
        "kind_ahead",
        "respondent_ahead",
        "date_ahead",
        "referral_ahead",
    ] {
        assert!(heads.split(',').any(|head| head == column), "{heads}");
    }
    assert!(csv.contains("SOU 2023:94"), "{csv}");
}

#[test]
fn a_copy_that_a_sync_program_left_says_nothing_twice() {
    let desk = desk();
    put_right(&desk);
    let dir = desk.path("remiss-corrections");
    let own = dir.join("Anna.toml");
    for copy in [
        "Anna (conflicted copy 2026-11-30).toml",
        "Anna-DESKTOP-1.toml",
        "Anna.sync-conflict-20261130-101010-ABCDEFG.toml",
    ] {
        fs::copy(&own, dir.join(copy)).unwrap();
    }
    let who = |desk: &Desk| desk.papers()["1.txt"]["respondent"].clone();
    assert_eq!(judged(&desk).len(), 1);
    let id = judged(&desk)[0]["id"].as_str().unwrap().to_owned();
    let (code, told) = desk.run(&["correct", "--undo", &id, "--by", "Bo"]);
    assert_eq!((code, who(&desk)), (0, "Havby kommun".into()), "{told}");
    assert_eq!(judged(&desk)[0]["undone_by"], "Bo");
    // Said again, it holds; it stands in a copy alone, it is taken back there.
    put_right(&desk);
    assert_eq!(who(&desk), "Norra båtklubben");
    fs::remove_file(&own).unwrap();
    assert_eq!(desk.run(&["correct", "--undo", &id, "--by", "Bo"]).0, 0);
    assert_eq!(who(&desk), "Havby kommun");
}

#[test]
fn a_judgement_goes_with_a_paper_that_is_moved_and_then_changed() {
    let desk = desk();
    put_right(&desk);
    fs::rename(desk.paper("1.txt"), desk.paper("flyttad.txt")).unwrap();
    desk.ingest(&[]);
    let text = letter("Havby kommun", "Det brådskar.");
    fs::write(desk.paper("flyttad.txt"), text).unwrap();
    let papers = desk.path("papers");
    let told = desk.says(&["ingest", papers.to_str().unwrap(), "--prune"]);
    assert!(
        told.contains("flyttad.txt: has changed since Anna judged"),
        "{told}"
    );
    let who = |desk: &Desk| desk.papers()["flyttad.txt"]["respondent"].clone();
    assert_eq!(who(&desk), "Norra båtklubben");
    desk.run(&["rebuild"]);
    assert_eq!(who(&desk), "Norra båtklubben");
}

#[test]
fn whatever_form_of_citation_is_printed_show_correct_and_cite_take_it() {
    let pages = letter("Vikby kommun", "").replace(
        "Vikby kommun tillstyrker",
        "\u{c}\nVikby kommun tillstyrker",
    );
    let desk = Desk::new(&[
        ("01 havby.txt", &letter("Havby kommun", "")),
        ("02 vikby.txt", &pages),
    ]);
    fs::write(
        desk.path("lista.csv"),
        "remissinstans,svar senast,remiss\nTysta verket,2024-03-20,SOU 2023:94\nHavby kommun,2024-03-20,SOU 2023:94\n",
    )
    .unwrap();
    desk.ingest(&["--asked", desk.path("lista.csv").to_str().unwrap()]);
    let printed = |args: &[&str]| desk.run(args).1;
    let taken = |citation: &str, commands: &[&str]| {
        for command in commands {
            let more: &[&str] = if *command == "correct" {
                &["--ok", "--by", "Anna"]
            } else {
                &[]
            };
            let (code, told) = desk.run(&[&[*command, citation][..], more].concat());
            assert_eq!(code, 0, "{command} {citation}: {told}");
        }
    };
    let all = ["show", "cite", "correct"];
    let found = |pattern: &str, text: &str| {
        let found = regex::Regex::new(pattern).unwrap();
        let found = found
            .find(text)
            .unwrap_or_else(|| panic!("{pattern}: {text}"));
        found.as_str().to_owned()
    };
    taken(&found(r"\[01:\d+\]", &printed(&["brief"])), &all);
    let line = found(
        r"\d+ \(p\. 2:\d+\)",
        &printed(&["search", "tillstyrker", "--board", "Vikby"]),
    );
    taken(&line, &all);
    for who in ["01:9", "02:10"] {
        let memo = printed(&["cite", who]);
        taken(memo.trim(), &all);
    }
    // The notes and the table of a report; rows of a sample.
    let report = desk.path("r.md");
    let (code, told) = desk.run(&["report", "-o", report.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
    let report = fs::read_to_string(&report).unwrap();
    for note in report.lines().filter(|line| line.starts_with("[^")) {
        let note = note.split_once(": ").unwrap().1;
        taken(note, &["cite", "correct"]);
    }
    taken(
        &found(r"”Havby [^”]+” \(\d+:\d+\)", &report),
        &["cite", "correct"],
    );
    let sample = printed(&["sample", "1", "--format", "csv"]);
    taken(
        &found(r"\w{10}:\d+/[\w.-]+", &sample),
        &["show", "cite", "correct"],
    );
    let row = found(r"lista\.csv:\d+", &printed(&["ledger"]));
    taken(&row, &["show", "cite"]);
    let (code, told) = desk.run(&["correct", &row, "--ok", "--by", "Anna"]);
    assert!(code == 2 && told.contains("give it again"), "{told}");
}

/// The table of papers given back by Anna with its cells changed: `changed` takes
/// a row by its columns.
fn given_back(desk: &Desk, more: &[&str], changed: impl Fn(&str, &mut Vec<String>)) -> String {
    let (_, csv) = desk.run(&["papers", "--format", "csv"]);
    let path = desk.path("back.csv");
    let mut lines = csv.lines().map(|line| {
        // No cell of these papers holds a comma in quotation marks.
        line.split(',').map(str::to_owned).collect::<Vec<String>>()
    });
    let mut heads = lines.next().unwrap();
    heads.extend(more.iter().map(|head| (*head).to_owned()));
    let at = heads.iter().position(|head| head == "document").unwrap();
    let mut rows = vec![heads.join(",")];
    for mut row in lines {
        row.resize(heads.len(), String::new());
        let name = row[at].clone();
        changed(&name, &mut row);
        rows.push(row.join(","));
    }
    fs::write(&path, rows.join("\n")).unwrap();
    desk.says(&["correct", "--table", path.to_str().unwrap(), "--by", "Anna"])
}

#[test]
fn what_the_whole_paper_has_is_refused_of_a_part_with_its_row() {
    let packet = include_str!("../../corpus/130_handlingar_hamnstaden.md");
    let desk = Desk::new(&[("p.md", packet)]);
    desk.ingest(&[]);
    let told = given_back(&desk, &["inkom", "beslutat av"], |name, row| {
        let last = row.len() - 1;
        if name.ends_with("#2") {
            row[last - 1] = "2024-02-03".to_owned();
            row[last] = "Hamnnämnden".to_owned();
        }
    });
    assert!(
        told.contains("row 3: a part of p.md has no received of its own"),
        "{told}"
    );
    assert!(
        told.contains("row 3: a part of p.md has no deciding_body"),
        "{told}"
    );
    assert!(told.contains("`remiss correct p.md received=…`"), "{told}");
    assert_eq!(judged(&desk).len(), 0);
}

#[test]
fn a_row_is_confirmed_tied_to_another_and_what_is_not_taken_is_named() {
    let desk = Desk::new(&[
        ("1.txt", &letter("Havby kommun", "")),
        ("2.txt", &letter("Viken kommun", "")),
        ("3.txt", &letter("Sjövik kommun", "")),
    ]);
    desk.ingest(&[]);
    let told = given_back(&desk, &["granskat", "ersätter", "vikt"], |name, row| {
        let last = row.len() - 1;
        match name {
            "1.txt" => row[last - 2] = "granskad".to_owned(),
            "2.txt" => row[last - 1] = "3.txt".to_owned(),
            _ => (row[last - 1], row[last]) = ("borta.txt".to_owned(), "7".to_owned()),
        }
    });
    assert!(
        told.contains("not understood, and not taken: vikt"),
        "{told}"
    );
    assert!(
        told.contains("row 4: replaces: no document here is called"),
        "{told}"
    );
    let papers = desk.papers();
    assert_eq!(papers["1.txt"]["review"], "read");
    assert_eq!(papers["2.txt"]["replaces"], "3.txt");
    assert_eq!(
        (&papers["3.txt"]["review"], judged(&desk).len()),
        (&"unread".into(), 2)
    );
    // Given back as it is, nothing is judged anew.
    given_back(&desk, &[], |_, _| {});
    assert_eq!(judged(&desk).len(), 2);
}

#[test]
fn how_the_kind_of_a_respondent_and_who_decided_were_found_is_told() {
    let text = "Havby kommun\nHamnnämnden\n\nDatum 2024-03-04\n\nTill Finansdepartementet\n\n\
        Yttrande över Tryggare hamnar (SOU 2023:94)\n\nHavby kommun tillstyrker förslaget.\n\n\
        För Havby kommun\n\nEva Ek\n";
    let desk = Desk::new(&[("1.txt", text)]);
    desk.ingest(&[]);
    let found = desk.papers()["1.txt"]["found"].clone();
    assert_eq!(
        found["respondent_kind"]["sign"], "the respondent's name",
        "{found}"
    );
    assert_eq!(found["deciding_body"]["how"], "sign", "{found}");
    let (_, csv) = desk.run(&["papers", "--format", "csv"]);
    assert!(
        csv.contains("respondent_kind_found,deciding_body_found"),
        "{csv}"
    );
}

/// A list is put right where it is kept; a row of a register that tells of one
/// paper means that paper.
#[test]
fn rows_of_lists_are_corrected_by_what_is_printed_of_them() {
    let desk = desk();
    let [asked, register] = ["asked.csv", "reg.csv"].map(|name| desk.path(name));
    let rows = "Remissinstans;Svar senast;Remiss\nHavby kommun;2024-03-01;SOU 2023:94\n\
        Tysta verket;2024-03-01;SOU 2023:94\n";
    fs::write(&asked, rows).unwrap();
    let rows = "Fil;Remissinstans\n1.txt;Havby kommun\n2.txt;Vikbys kommun\n9.txt;Öde kommun\n";
    fs::write(&register, rows).unwrap();
    desk.ingest(&[
        "--asked",
        asked.to_str().unwrap(),
        "--register",
        register.to_str().unwrap(),
    ]);
    let (_, ledger) = desk.run(&["ledger"]);
    assert!(ledger.contains("asked.csv:3"), "{ledger}");
    for (row, told) in [
        (
            "asked.csv:3",
            "row 3 of asked.csv (\"Tysta verket · 2024-03-01",
        ),
        (
            "asked.csv#3",
            "row 3 of asked.csv (\"Tysta verket · 2024-03-01",
        ),
        ("asked.csv#1", "row 1 of asked.csv"),
        ("asked.csv#77", "asked.csv has no row 77"),
        ("asked.csv", "asked.csv is a list of yours"),
        ("reg.csv:4", "row 4 of reg.csv (\"9.txt · Öde kommun\")"),
    ] {
        let (code, said) = desk.run(&["correct", row, "received=2024-05-05", "--by", "Anna"]);
        assert!(code == 2 && said.contains(told), "{row}: {said}");
        let kept = said.contains("and give it again: `remiss ingest --");
        assert!(kept || row.ends_with("77"), "{row}: {said}");
    }
    assert_eq!(judged(&desk).len(), 0);
    let told = desk.says(&[
        "correct",
        "reg.csv:3",
        "respondent=Viks kommun",
        "--by",
        "Anna",
    ]);
    assert!(told.contains("row 3 of reg.csv tells of 2.txt"), "{told}");
    assert_eq!(desk.papers()["2.txt"]["respondent"], "Viks kommun");
    // In the table given back it is refused with its row, and no paper to be seen.
    let told = given_back(&desk, &["granskat"], |name, row| {
        if name == "asked.csv" {
            *row.last_mut().unwrap() = "ja".to_owned();
        }
    });
    assert!(
        told.contains("row 4: asked.csv is a list of yours"),
        "{told}"
    );
    assert_eq!(judged(&desk).len(), 1);
    let (_, text) = desk.run(&["papers"]);
    assert!(text.contains("reviewed 1 of 2, "), "{text}");
}

/// Two folders hold a file of one name each, as answers to two referrals do.
#[test]
fn files_of_one_name_are_told_apart_in_the_table_and_in_lists() {
    let desk = Desk::new(&[]);
    for (folder, who) in [("a", "Havby kommun"), ("b", "Vikby kommun")] {
        fs::create_dir(desk.paper(folder)).unwrap();
        fs::write(desk.paper(folder).join("svar.txt"), letter(who, "")).unwrap();
    }
    desk.ingest(&[]);
    let respondents = |desk: &Desk| {
        let (_, json) = desk.run(&["papers", "--format", "json"]);
        let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
        let all = rows
            .iter()
            .filter_map(|row| row["respondent"].as_str().map(str::to_owned));
        all.collect::<std::collections::BTreeSet<String>>()
    };
    let are = |names: [&str; 2]| names.map(str::to_owned).into();
    given_back(&desk, &[], |_, row| {
        if let Some(cell) = row.iter_mut().find(|cell| *cell == "Vikby kommun") {
            *cell = "Viks kommun".to_owned();
        }
    });
    assert_eq!(respondents(&desk), are(["Havby kommun", "Viks kommun"]));
    // Without what tells them apart it is asked, and with a folder it is known.
    let table = desk.path("t.csv");
    let back = |rows: &str| {
        fs::write(&table, rows).unwrap();
        desk.says(&[
            "correct",
            "--table",
            table.to_str().unwrap(),
            "--by",
            "Anna",
        ])
    };
    let told = back("fil;svarande\nsvar.txt;Sunds kommun\n");
    assert!(
        told.contains("row 2: svar.txt may be any of a/svar.txt, b/svar.txt"),
        "{told}"
    );
    let told = back("fil;svarande\na/svar.txt;Sunds kommun\na/svar.txt;Sands kommun\n");
    assert!(
        told.contains("row 3: a/svar.txt is row 2's already"),
        "{told}"
    );
    assert_eq!(respondents(&desk), are(["Sunds kommun", "Viks kommun"]));
    let (code, told) = desk.run(&["correct", "svar.txt", "--ok", "--by", "Anna"]);
    assert!(
        code == 2 && told.contains("a/svar.txt, b/svar.txt"),
        "{told}"
    );
    let list = desk.path("r.csv");
    fs::write(
        &list,
        "fil;inkom\na/svar.txt;2024-03-05\nb/svar.txt;2024-03-06\n",
    )
    .unwrap();
    desk.ingest(&["--register", list.to_str().unwrap()]);
    let (_, csv) = desk.run(&["papers", "--format", "csv"]);
    for (who, day) in [("Sunds", "2024-03-05"), ("Viks", "2024-03-06")] {
        let row = csv.lines().find(|row| row.contains(who)).unwrap();
        assert!(row.contains(day), "{row}");
    }
}
